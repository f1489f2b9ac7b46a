//! The header blocks of a message.

pub use super::generated::headers::*;

use super::addressing::Epr;
use crate::names::NameId;
use crate::record::{Any, Reading, Slots};

impl<'m> Headers<'m> {
    /// The names of the header blocks that are there and known, in the order of the table.
    pub(super) fn names(&self) -> impl Iterator<Item = NameId> {
        let fields = self.table().elements.iter().enumerate();
        let is_there = |index| self.element(index).is_some_and(|slot| !slot.is_empty());
        fields.filter(move |(index, _)| is_there(*index)).map(|(_, field)| field.name)
    }

    /// Takes the reference parameters of an endpoint reference as header blocks (DSP0226 R5.1.1-1).
    pub fn take_parameters(&mut self, reference: &Epr<'m>) {
        let mut reading = Reading::default();
        for parameter in reference.parameters() {
            let element = match &parameter {
                Any::View(element) => *element,
                Any::Owned(_) => {
                    self.rest.elements.push(parameter);
                    continue;
                }
            };
            let index = self.table().element(element.id());
            let slot = index.and_then(|index| self.element_mut(index));
            let is_taken = slot.is_some_and(|slot| slot.read(element, &mut reading).is_ok());
            if !is_taken {
                self.rest.elements.push(parameter);
            }
        }
    }
}
