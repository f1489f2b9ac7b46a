//! Instances of classes (DSP0230), and lists of them.

use super::record::has_elements_only;
use super::typed::number;
use super::values::{Hidden, Values, after};
use crate::error::Result;
use crate::json::vocabulary::{DATE_FORMS, TYPE};
use crate::names::{NameId, NamespaceId, addressing, ns, wsman};
use crate::schema;
use crate::xml::scan::{Job, Scan};
use crate::xml::{Element, Entry, Kind, Name};

impl<'d, S: Scan> Values<'d, '_, S> {
    /// The items of an enumeration. False where there is more than elements.
    pub(super) fn items(&mut self, element: Element<'d>) -> Result<bool> {
        if element.attributes().next().is_some() || !has_elements_only(element) {
            return Ok(false);
        }
        self.within(element, |values| {
            values.out.push('[');
            let mut is_first = true;
            for item in element.children() {
                values.separate(&mut is_first);
                values.item(item)?;
            }
            values.out.push(']');
            Ok(true)
        })
    }

    fn item(&mut self, item: Element<'d>) -> Result<()> {
        let start = self.out.len();
        let fits = match item.id().canonical() {
            addressing::ENDPOINT_REFERENCE => self.reference(item)?,
            wsman::ITEM => self.pair(item)?,
            wsman::XML_FRAGMENT => self.fragment(item)?,
            _ => self.instance(item)?,
        };
        if !fits {
            self.out.truncate(start);
            self.named(item, None)?;
        }
        Ok(())
    }

    /// An endpoint reference that is told from other items by its address.
    fn reference(&mut self, element: Element<'d>) -> Result<bool> {
        let is_plain = element.id() == self.spelling.of(addressing::ENDPOINT_REFERENCE);
        Ok(is_plain && has_address(element) && self.record(element, &schema::addressing::EPR)?)
    }

    /// An instance and its endpoint reference.
    fn pair(&mut self, item: Element<'d>) -> Result<bool> {
        let is_plain = item.id() == self.spelling.of(wsman::ITEM)
            && item.attributes().next().is_none()
            && has_elements_only(item);
        let mut children = item.children();
        let (Some(instance), Some(reference), None) =
            (children.next(), children.next(), children.next())
        else {
            return Ok(false);
        };
        if !is_plain {
            return Ok(false);
        }
        self.within(item, |values| {
            values.out.push_str("{\"instance\":");
            if !values.instance(instance)? {
                return Ok(false);
            }
            values.out.push_str(",\"epr\":");
            let fits = values.reference(reference)?;
            values.out.push('}');
            Ok(fits)
        })
    }

    /// What a fragment-level operation brings (DSP0226 §7.7).
    pub(super) fn fragment(&mut self, element: Element<'d>) -> Result<bool> {
        let is_plain = element.id() == self.spelling.of(wsman::XML_FRAGMENT);
        if !is_plain || element.attributes().next().is_some() {
            return Ok(false);
        }
        self.within(element, |values| {
            values.out.push_str("{\"fragment\":");
            values.nodes(element)?;
            values.begin_used();
            if !has_elements_only(element) {
                values.use_of_pieces(element);
            }
            values.attributes(element, Hidden::NONE, false)?;
            values.out.push('}');
            Ok(true)
        })
    }

    /// An element of a class with its properties. False where it cannot be one.
    pub(super) fn instance(&mut self, element: Element<'d>) -> Result<bool> {
        let scan = self.scan;
        scan.outline(Instance { values: self, element })
    }

    #[inline(always)]
    fn instance_within(&mut self, element: Element<'d>) -> Result<bool> {
        let name = element.name();
        self.begin_instance(name);
        let fits = match self.classes.of_element(number(element.id()), name) {
            Some(class) => {
                let namespace = self.tree.namespace_of(element.id());
                self.typed_properties(element, class, namespace)?
            }
            None => self.properties(element)?,
        };
        if !fits {
            return Ok(false);
        }
        self.end_instance(element)
    }

    /// The start of an instance of a class.
    pub(super) fn begin_instance(&mut self, class: Name<'_>) {
        self.out.push_str("{\"class\":\"");
        self.out.push_str(class.local);
        self.out.push_str("\",\"namespace\":");
        self.quote(class.namespace);
        self.out.push_str(",\"properties\":{");
    }

    /// What follows the properties of an instance.
    pub(super) fn end_instance(&mut self, element: Element<'d>) -> Result<bool> {
        self.out.push('}');
        if element.attributes().next().is_some() && !self.type_like_before(element)? {
            return Ok(false);
        }
        self.out.push('}');
        Ok(true)
    }

    /// The type of an instance and its other attributes, as before where the instance before had
    /// the same start tag, declarations included, in the same place.
    fn type_like_before(&mut self, element: Element<'d>) -> Result<bool> {
        let tag = StartTag::of(element, self.scope.around(element.index()));
        if let Some((_, told)) = self.told.as_ref().filter(|(before, _)| *before == tag) {
            self.out.push_str(told);
            return Ok(true);
        }
        let start = self.out.len();
        let fits = self.type_and_attributes(element)?;
        self.told = fits.then(|| (tag, self.out[start..].to_owned()));
        Ok(fits)
    }

    /// The properties of an instance, by local name where their namespace is its own. False where
    /// there is text beside them, or one could be taken for another.
    #[inline(always)]
    fn properties(&mut self, element: Element<'d>) -> Result<bool> {
        let namespace = self.tree.namespace_of(element.id());
        let (mut at, end) = (element.index() + 1, after(self.entries, element.index()));
        let (mut array, mut is_first) = (NameId::NONE, true);
        self.properties.begin();
        while let Some(child) = self.property_from(at, end) {
            let entry = self.entries[child];
            at = after(self.entries, child);
            if !matches!(entry.kind(), Kind::Leaf | Kind::Open) {
                return Ok(false);
            }
            if array == entry.name() {
                self.out.push(',');
            } else {
                self.end_array(array);
                self.separate(&mut is_first);
                if self.property_key(entry.name(), namespace)?.is_none() {
                    return Ok(false);
                }
                array = self.begin_array(entry.name(), at, end);
            }
            if !self.given(child, entry)? {
                return Ok(false);
            }
        }
        self.end_array(array);
        self.check_length()?;
        Ok(!is_first || element.text().is_empty())
    }

    /// The first property from `at` on, or a text that is not blank.
    #[inline(always)]
    pub(super) fn property_from(&self, mut at: usize, end: usize) -> Option<usize> {
        while at < end {
            match self.entries[at].kind() {
                Kind::Leaf | Kind::Open => return Some(at),
                Kind::Text | Kind::Cdata if !self.tree.is_blank(self.entries[at]) => {
                    return Some(at);
                }
                _ => at += 1,
            }
        }
        None
    }

    /// The key of a property, and whether its namespace is that of its class. Nothing where there
    /// was one of that name before, or where it could be taken for another.
    #[inline(always)]
    pub(super) fn property_key(
        &mut self,
        name: NameId,
        namespace: NamespaceId,
    ) -> Result<Option<bool>> {
        if self.properties.has(name) {
            return Ok(None);
        }
        match self.keys.append_local(self.scan, name, namespace, self.out) {
            own if own == namespace => Ok(Some(true)),
            NamespaceId::NONE => Ok(None),
            _ => self.key(name).map(|()| Some(false)),
        }
    }

    /// What an element of a property gives. False where its instance is none.
    #[inline(always)]
    pub(super) fn given(&mut self, child: usize, entry: Entry) -> Result<bool> {
        if entry.kind() == Kind::Leaf && entry.attribute_count() == 0 {
            self.leaf(child, entry)?;
        } else if self.is_null(child, entry) {
            self.out.push_str("null");
        } else {
            return self.property(self.at(child));
        }
        Ok(true)
    }

    /// A property that is more than text.
    #[inline(never)]
    fn property(&mut self, property: Element<'d>) -> Result<bool> {
        let start = self.out.len();
        let is_plain = property.attributes().next().is_none() && has_elements_only(property);
        if is_plain && self.within(property, |values| values.date(property))? {
            return Ok(true);
        }
        self.out.truncate(start);
        if is_plain && is_reference(property) {
            self.out.push_str("{\"reference\":");
            if self.record(property, &schema::addressing::EPR)? {
                self.out.push('}');
                return Ok(true);
            }
            self.out.truncate(start);
        }
        // Members in no namespace could be taken for those of the forms above.
        if property.children().any(|child| child.name().namespace.is_empty()) {
            return Ok(false);
        }
        self.value(property, Hidden::NONE)?;
        Ok(true)
    }

    /// A date-time in one of the forms of CIM.
    fn date(&mut self, property: Element<'d>) -> Result<bool> {
        let mut children = property.children();
        let (Some(form), None) = (children.next(), children.next()) else { return Ok(false) };
        let Name { local, .. } = form.name();
        let is_form = self.tree.namespace_of(form.id()) == ns::CIM && DATE_FORMS.contains(&local);
        let text = form.text();
        let is_plain = form.attributes().next().is_none() && form.children().next().is_none();
        if !is_form || !is_plain || self.use_bindings(form, Some(&text)) {
            return Ok(false);
        }
        self.out.push_str("{\"form\":\"");
        self.out.push_str(local);
        self.out.push_str("\",\"value\":");
        self.quote(&text);
        self.out.push('}');
        Ok(true)
    }

    /// The type of an instance and its other attributes. False where those use bindings.
    fn type_and_attributes(&mut self, element: Element<'d>) -> Result<bool> {
        let hidden = Hidden { fields: TYPE, ..Hidden::NONE };
        self.begin_used();
        self.use_of_fields(element, TYPE);
        self.use_of_attributes(element, hidden);
        if self.uses_bindings() {
            return Ok(false);
        }
        self.attribute_fields(element, TYPE, |_| true, &mut false);
        if element.attributes().any(|it| !hidden.has(it.id())) {
            self.member("attributes", &mut false);
            self.out.push('{');
            self.attributes(element, hidden, true)?;
            self.out.push('}');
        }
        Ok(true)
    }
}

/// Whether an element says of which type it is.
pub(super) fn has_type(element: Element<'_>) -> bool {
    element.attributes().any(|it| it.id() == TYPE[0].name)
}

fn has_address(element: Element<'_>) -> bool {
    element.children().any(|child| child.id().canonical() == addressing::ADDRESS)
}

/// Whether a property holds what an endpoint reference holds (DSP0230 §8.3.3).
fn is_reference(property: Element<'_>) -> bool {
    let first = property.children().next().map(|child| child.id().canonical());
    matches!(first, Some(addressing::ADDRESS | addressing::REFERENCE_PARAMETERS))
}

/// All that the attributes of an element depend on.
#[derive(PartialEq, Eq)]
pub(super) struct StartTag<'d> {
    /// From `<` to the end of the last value.
    text: &'d str,
    attributes: usize,
    /// The nearest element around with declarations.
    scope: Option<usize>,
}

impl<'d> StartTag<'d> {
    fn of(element: Element<'d>, scope: Option<usize>) -> Self {
        let tree = element.tree();
        let rest = tree.entries().get(element.index() + 1..).unwrap_or_default();
        let attributes = rest.iter().take_while(|entry| entry.is_in_tag());
        let (attributes, last) = (attributes.clone().count(), attributes.last());
        let end = last.map_or(element.range().start, |entry| entry.value().end);
        let text = tree.text().get(element.range().start..end).unwrap_or_default();
        Self { text, attributes, scope }
    }
}

/// An instance, to be run with a kernel.
struct Instance<'v, 'd, 'o, S> {
    values: &'v mut Values<'d, 'o, S>,
    element: Element<'d>,
}

impl<S: Scan> Job for Instance<'_, '_, '_, S> {
    type Output = Result<bool>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<bool> {
        let Self { values, element } = self;
        let declares = values.enter(element);
        let fits = values.instance_within(element);
        values.leave(declares);
        fits
    }
}
