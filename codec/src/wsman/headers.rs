//! The header blocks of a message.

pub use super::generated::headers::*;

use super::control::SelectorSet;
use crate::names::{NameId, addressing, ns, wsman};
use crate::record::{Any, AttributeList, Content, Item, Leaf, Reading, Slots};
use crate::xml::{Element, Name};

impl<'m> Headers<'m> {
    /// The names of the header blocks that are there and known, in the order of the table.
    pub(super) fn names(&self) -> impl Iterator<Item = NameId> {
        let fields = self.table().elements.iter().enumerate();
        let is_there = |index| self.element(index).is_some_and(|slot| !slot.is_empty());
        fields.filter(move |(index, _)| is_there(*index)).map(|(_, field)| field.name)
    }

    /// Takes reference parameters as header blocks (DSP0226 R5.1.1-1), marked as what they are where
    /// WS-Addressing 1.0 wants that.
    pub(super) fn take_parameters(&mut self, parameters: Vec<Any<'m>>, is_2005: bool) {
        for parameter in parameters {
            if let Any::View(element) = parameter
                && self.take_parameter(element, is_2005).is_some()
            {
                continue;
            }
            self.rest.elements.push(echo(parameter, is_2005));
        }
    }

    /// Takes the resource, or the selectors, where there are none yet.
    fn take_parameter(&mut self, element: Element<'m>, is_2005: bool) -> Option<()> {
        let mut reading = Reading::default();
        let attributes = match element.id().canonical() {
            wsman::RESOURCE_URI if self.resource_uri.is_none() => {
                let uri = Leaf::read(element, &mut reading).ok()?;
                &mut self.resource_uri.insert(uri).attributes
            }
            wsman::SELECTOR_SET if self.selectors.is_none() => {
                let selectors = SelectorSet::read(element, &mut reading).ok()?;
                &mut self.selectors.insert(selectors).rest.attributes
            }
            _ => return None,
        };
        if is_2005 {
            mark(attributes);
        }
        Some(())
    }
}

/// A reference parameter as a header block, marked as such in WS-Addressing 1.0 (SOAP binding §3.3).
pub(super) fn echo(parameter: Any<'_>, is_2005: bool) -> Any<'_> {
    let marked = || {
        let element = parameter.element();
        let mut content = Content::read(element, &mut Reading::default()).ok()?;
        mark(&mut content.attributes);
        content.into_element(element.name()).ok()
    };
    is_2005.then(marked).flatten().unwrap_or(parameter)
}

fn mark(attributes: &mut AttributeList<'_>) {
    let mark = addressing::IS_REFERENCE_PARAMETER.in_namespace(ns::ADDRESSING_2005);
    let Name { namespace, local } = Name::known(mark.unwrap_or(NameId::NONE));
    attributes.set(namespace, local, "true");
}
