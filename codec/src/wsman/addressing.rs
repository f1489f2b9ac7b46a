//! WS-Addressing of 2004/08 and 2005/08: endpoint references and the headers that hold them.

use std::borrow::Cow;

pub use super::generated::addressing::*;

use super::control::SelectorSet;
use crate::error::Result;
use crate::names::{NameId, NamespaceId, addressing, wsman};
use crate::record::{Any, Content, Item, Leaf, Reading, Slots};
use crate::value::Text;
use crate::xml::{Element, Name};

impl<'m> Epr<'m> {
    /// A reference to an address, with no more.
    pub fn at(address: impl Into<Cow<'m, str>>) -> Self {
        let address = Some(Leaf { text: Text::new(address), ..Leaf::default() });
        Self { address, ..Self::default() }
    }

    /// A reference in the default addressing model (DSP0226 §5.1.2): to an instance of a resource,
    /// or without selectors to the resource.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn to_resource(
        address: impl Into<Cow<'m, str>>,
        resource_uri: &str,
        selectors: &SelectorSet<'_>,
    ) -> Result<Self> {
        let uri = Any::build(|writing| {
            writing.writer.leaf(Name::known(wsman::RESOURCE_URI), resource_uri)
        });
        let mut parameters = vec![uri?];
        if !selectors.selectors.is_empty() {
            let name = Name::known(wsman::SELECTOR_SET);
            parameters.push(Any::build(|writing| selectors.write(name, writing))?);
        }
        let mut reference = Self::at(address);
        reference.reference_parameters = Some(Content::elements_of(parameters));
        Ok(reference)
    }

    /// The reference as an `EndpointReference` of the version of WS-Addressing that has this
    /// namespace.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn to_element(&self, version: NamespaceId) -> Result<Any<'static>> {
        Any::build(|writing| {
            writing.spelling.speak(version);
            let name = writing.spelling.of(addressing::ENDPOINT_REFERENCE);
            self.write(Name::known(name), writing)
        })
    }

    /// What is in it, for an element that holds what a reference does without being called one: the
    /// `b:Object` of a filter (DSP0227 §9), `cim:cimReference` (DSP0230). In the version of
    /// WS-Addressing that has this namespace.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn to_content(&self, version: NamespaceId) -> Result<Content<'static>> {
        let mut parts = Vec::new();
        for (index, field) in self.table().elements.iter().enumerate() {
            let Some(slot) = self.element(index) else { continue };
            for which in 0..slot.len() {
                parts.push(Any::build(|writing| {
                    writing.spelling.speak(version);
                    slot.write(which, Name::known(writing.spelling.of(field.name)), writing)
                })?);
            }
        }
        let rest = self.rest.elements.iter();
        let rest = rest.map(|it| Any::build(|writing| writing.writer.splice(it.element())));
        parts.extend(rest.collect::<Result<Vec<_>>>()?);
        Ok(Content::elements_of(parts))
    }

    /// The address, blanks around it taken off.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.address.as_ref()?.value()
    }

    /// The reference parameters, and the reference properties of 2004/08: who sends a message to it
    /// makes header blocks of them (DSP0226 R5.1.1-1).
    #[must_use]
    pub fn parameters(&self) -> Vec<Any<'m>> {
        let parts = [&self.reference_properties, &self.reference_parameters];
        parts.into_iter().flatten().flat_map(Content::to_elements).collect()
    }

    /// The resource, in the default addressing model.
    #[must_use]
    pub fn resource_uri(&self) -> Option<Cow<'_, str>> {
        let parameters = self.parameter(wsman::RESOURCE_URI)?;
        Some(parameters.trimmed())
    }

    /// The selectors, in the default addressing model.
    #[must_use]
    pub fn selectors(&self) -> Option<SelectorSet<'_>> {
        SelectorSet::read(self.parameter(wsman::SELECTOR_SET)?, &mut Reading::default()).ok()
    }

    /// The first parameter of a name.
    fn parameter(&self, name: NameId) -> Option<Element<'_>> {
        let parts = [&self.reference_properties, &self.reference_parameters];
        let mut elements = parts.into_iter().flatten().flat_map(Content::elements);
        elements.find(|element| element.id().canonical() == name)
    }
}
