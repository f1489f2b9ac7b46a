//! Names as values.

use std::borrow::Cow;

use super::attributes::AttributeList;
use super::read::{MisfitKind, Reading};
use super::slot::{Item, TextSlot, Unfit};
use super::write::Writing;
use crate::error::Result;
use crate::names::NameId;
use crate::xml::chars::is_ncname;
use crate::xml::{Element, Name};

/// A name that is a value (XML Schema part 2 §3.2.18): in an attribute, or as an element's text.
#[derive(Clone, Debug, Default)]
pub struct QName<'m> {
    /// The namespace its prefix stands for where it was read; none if that prefix is not bound, or
    /// the value is no name. It then stays as it is.
    pub namespace: Option<Cow<'m, str>>,
    /// The local part; the whole text where there is no namespace.
    pub local: Cow<'m, str>,
    /// The prefix it was read with, blanks before it included.
    prefix: Cow<'m, str>,
    /// Blanks behind it.
    blanks: Cow<'m, str>,
    /// Attributes of the element whose text it is.
    pub attributes: AttributeList<'m>,
}

impl<'m> QName<'m> {
    /// The name with a namespace and a local part.
    pub fn new(namespace: impl Into<Cow<'m, str>>, local: impl Into<Cow<'m, str>>) -> Self {
        Self { namespace: Some(namespace.into()), local: local.into(), ..Self::default() }
    }

    /// A name of the vocabulary.
    #[must_use]
    pub fn known(id: NameId) -> Self {
        let Name { namespace, local } = Name::known(id);
        Self::new(namespace, local)
    }

    /// The expanded name, if it is one.
    #[must_use]
    pub fn name(&self) -> Option<Name<'_>> {
        Some(Name { namespace: self.namespace.as_deref()?, local: &self.local })
    }

    /// The name in the vocabulary that stands for it and all that mean the same.
    #[must_use]
    pub fn id(&self) -> Option<NameId> {
        let Name { namespace, local } = self.name()?;
        let namespace = crate::names::namespace(namespace.as_bytes())?;
        Some(crate::names::name(namespace, local.as_bytes())?.canonical())
    }

    /// The name that a text is where an element stands.
    pub(crate) fn resolve(text: Cow<'m, str>, element: Element<'m>) -> Self {
        let name = text.trim_matches(is_blank);
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        // The prefix `xmlns` is bound, but no name may have it (Namespaces in XML 1.0 §3).
        let is_name = is_ncname(local.as_bytes()) && !name.starts_with(':') && prefix != "xmlns";
        let namespace = element.namespace_of_prefix(prefix).filter(|_| is_name);
        let Some(namespace) = namespace.or((is_name && prefix.is_empty()).then_some("")) else {
            return Self { local: text, ..Self::default() };
        };
        let end = text.trim_end_matches(is_blank).len();
        let local_at = end - local.len();
        let part = |range: std::ops::Range<usize>| match &text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        };
        Self {
            namespace: Some(namespace.into()),
            local: part(local_at..end),
            prefix: part(0..local_at),
            blanks: part(end..text.len()),
            attributes: AttributeList::default(),
        }
    }

    /// Its text, with a prefix that is declared here and now if it is not: that it was read with,
    /// if it is free.
    fn spell(&self, writing: &mut Writing<'_>) -> Result<String> {
        let Some(name) = self.name() else { return Ok(self.local.clone().into_owned()) };
        let before = self.prefix.trim_end_matches(':');
        let prefix = before.trim_start_matches(is_blank);
        if !prefix.is_empty() && writing.writer.can_declare_as(prefix, name.namespace) {
            writing.bind(prefix, name.namespace)?;
            return Ok([&self.prefix, name.local, &self.blanks].concat());
        }
        let blanks = &before[..before.len() - prefix.len()];
        Ok([blanks, writing.writer.tag(name)?.spelling(), &self.blanks].concat())
    }

    fn check(&self, element: Element<'_>, reading: &mut Reading) {
        if self.namespace.is_none() {
            let expected = "expected a name whose prefix is declared";
            reading.note(MisfitKind::Value, element, expected);
        }
    }
}

impl<'m> Item<'m> for QName<'m> {
    fn read(element: Element<'m>, reading: &mut Reading) -> std::result::Result<Self, Unfit> {
        if element.children().next().is_some() {
            return Err(Unfit("expected a name, found elements"));
        }
        let mut name = Self::resolve(element.text(), element);
        name.attributes.keep_all(element);
        name.check(element, reading);
        Ok(name)
    }

    fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        self.attributes.declare(writing)?;
        let text = self.spell(writing)?;
        writing.writer.start(name)?;
        self.attributes.write(writing)?;
        writing.text(&text)?;
        writing.writer.end()
    }
}

impl<'m> TextSlot<'m> for QName<'m> {
    fn read(&mut self, text: Cow<'m, str>, element: Element<'m>, reading: &mut Reading) {
        *self = Self::resolve(text, element);
        self.check(element, reading);
    }

    fn spelling(&self, writing: &mut Writing<'_>) -> Result<Option<Cow<'_, str>>> {
        Ok(Some(self.spell(writing)?.into()))
    }
}

impl PartialEq for QName<'_> {
    /// Prefixes and blanks do not matter.
    fn eq(&self, other: &Self) -> bool {
        self.namespace == other.namespace
            && self.local == other.local
            && self.attributes == other.attributes
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}
