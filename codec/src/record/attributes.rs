//! Attributes that no table has: any element may carry them.

use std::borrow::Cow;

use super::write::Writing;
use crate::error::Result;
use crate::names::{Family, NamespaceId, soap, xsi};
use crate::value::parse;
use crate::xml::{Attribute, Declaration, Element, Name, prefixes_in};

/// The attributes of an element that its table does not have, in order.
///
/// One pointer wide, as most elements have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeList<'m>(Option<Box<Inner<'m>>>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Inner<'m> {
    attributes: Vec<ForeignAttribute<'m>>,
    /// The bindings in force where the element stands that its values use: prefix and namespace.
    bindings: Vec<(Cow<'m, str>, Cow<'m, str>)>,
}

/// An attribute with its expanded name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignAttribute<'m> {
    /// The namespace; empty for none.
    pub namespace: Cow<'m, str>,
    /// The local part.
    pub local: Cow<'m, str>,
    /// The value.
    pub value: Cow<'m, str>,
}

impl<'m> AttributeList<'m> {
    /// The attributes in order.
    #[must_use]
    pub fn as_slice(&self) -> &[ForeignAttribute<'m>] {
        self.0.as_deref().map_or(&[], |inner| &inner.attributes)
    }

    /// The value of the attribute of an expanded name.
    #[must_use]
    pub fn value_of(&self, namespace: &str, local: &str) -> Option<&str> {
        let is_it = |it: &&ForeignAttribute<'_>| it.namespace == namespace && it.local == local;
        self.as_slice().iter().find(is_it).map(|it| it.value.as_ref())
    }

    /// Sets the value of the attribute of an expanded name.
    pub fn set(
        &mut self,
        namespace: impl Into<Cow<'m, str>>,
        local: impl Into<Cow<'m, str>>,
        value: impl Into<Cow<'m, str>>,
    ) {
        let (namespace, local, value) = (namespace.into(), local.into(), value.into());
        let attributes = &mut self.inner().attributes;
        let is_it = |it: &&mut ForeignAttribute<'_>| it.namespace == namespace && it.local == local;
        match attributes.iter_mut().find(is_it) {
            Some(attribute) => attribute.value = value,
            None => attributes.push(ForeignAttribute { namespace, local, value }),
        }
    }

    /// Whether the receiver must understand the header block that carries them (SOAP 1.2 part 1
    /// §5.2.3), in every spelling that [`Header::must_understand`](crate::soap::Header) reads.
    #[must_use]
    pub fn must_understand(&self) -> Option<bool> {
        let of = |family: Option<Family>| {
            let local = self.as_slice().iter().filter(|it| it.local == "mustUnderstand");
            let mut of_family = local.filter(|it| family_of(&it.namespace) == Some(family));
            of_family.next().and_then(|it| parse::<bool>(&it.value))
        };
        of(Some(Family::Soap)).or_else(|| of(None)).or_else(|| of(Some(Family::Addressing)))
    }

    /// Says that the receiver must understand the header block, or need not.
    pub fn set_must_understand(&mut self, must: bool) {
        let name = Name::known(soap::MUST_UNDERSTAND);
        self.set(name.namespace, name.local, if must { "true" } else { "false" });
    }

    /// Whether `xsi:nil` says that the element has no value (XML Schema part 1 §2.6.2).
    #[must_use]
    pub fn is_nil(&self) -> bool {
        let name = Name::known(xsi::NIL);
        self.value_of(name.namespace, name.local).and_then(parse::<bool>) == Some(true)
    }

    /// Adds all attributes of an element that was read.
    pub(crate) fn keep_all(&mut self, element: Element<'m>) {
        element.attributes().for_each(|attribute| self.keep(attribute, element));
    }

    /// Adds an attribute of an element that was read.
    pub(crate) fn keep(&mut self, attribute: Attribute<'m>, element: Element<'m>) {
        let Name { namespace, local } = attribute.name();
        let value = attribute.value();
        self.bind(&value, element);
        let (namespace, local) = (namespace.into(), local.into());
        self.inner().attributes.push(ForeignAttribute { namespace, local, value });
    }

    /// Keeps the bindings in force on `element` that a value uses, but for that of `xml`, which
    /// needs no declaration even where it has one (Namespaces in XML 1.0 §3).
    pub(super) fn bind(&mut self, value: &str, element: Element<'m>) {
        for prefix in prefixes_in(value) {
            let known = self.0.as_deref().map_or(&[][..], |inner| &inner.bindings);
            if prefix == "xml" || known.iter().any(|(known, _)| known == prefix) {
                continue;
            }
            if let Some(Declaration { prefix, namespace, .. }) = element.binding_of(prefix) {
                self.inner().bindings.push((prefix.into(), namespace.into()));
            }
        }
    }

    /// Keeps a binding that a value uses.
    pub(super) fn bind_as(&mut self, prefix: Cow<'m, str>, namespace: Cow<'m, str>) {
        self.inner().bindings.push((prefix, namespace));
    }

    /// Declares, on the next start tag, what the values use.
    pub(crate) fn declare(&self, writing: &mut Writing<'_>) -> Result<()> {
        let Some(inner) = self.0.as_deref() else { return Ok(()) };
        inner.bindings.iter().try_for_each(|(prefix, namespace)| writing.bind(prefix, namespace))
    }

    pub(crate) fn write(&self, writing: &mut Writing<'_>) -> Result<()> {
        self.as_slice().iter().try_for_each(|ForeignAttribute { namespace, local, value }| {
            writing.writer.attribute(Name { namespace, local }, value)
        })
    }

    fn inner(&mut self) -> &mut Inner<'m> {
        self.0.get_or_insert_default()
    }
}

/// The family of a namespace; `Some(None)` for no namespace at all.
fn family_of(namespace: &str) -> Option<Option<Family>> {
    if namespace.is_empty() {
        return Some(None);
    }
    crate::names::namespace(namespace.as_bytes()).and_then(NamespaceId::family).map(Some)
}
