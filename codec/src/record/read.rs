//! From elements to structs.

use super::Spelling;
use super::content::{Any, Content};
use super::rest::{Layout, OTHER};
use super::slot::{Slots, Unfit};
use crate::names::NameId;
use crate::schema::{Field, Model};
use crate::xml::Element;

/// What is read next to records: which names are the usual ones, and what did not fit.
#[derive(Debug, Default)]
pub struct Reading {
    /// The names that elements of the message have, where those of its family are more than one.
    pub spelling: Spelling,
    /// What did not fit so far.
    pub misfits: Vec<Misfit>,
    /// The fields that the children of the elements around were taken by, those of the innermost
    /// last: one list for all, as most are not kept.
    pub order: Vec<u16>,
}

/// Something in a message that its table does not have so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Which kind.
    pub kind: MisfitKind,
    /// The field or the element it is about, in the vocabulary.
    pub name: NameId,
    /// Byte offset in the input as given.
    pub offset: usize,
    /// What was expected.
    pub expected: &'static str,
}

/// How something does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MisfitKind {
    /// A text that is not of its type. It stays in its field.
    Value,
    /// A required field that is not there.
    Missing,
    /// A field for the second time; kept in the rest.
    Repeated,
    /// An element that is no field, where the schema allows no others; kept in the rest.
    Unexpected,
    /// A field whose element is not of its shape; kept in the rest.
    Shape,
    /// Elements in another order than that of the schema.
    Order,
}

impl Reading {
    /// Notes what did not fit.
    pub fn note(&mut self, kind: MisfitKind, element: Element<'_>, expected: &'static str) {
        self.note_field(kind, element.id().canonical(), element, expected);
    }

    fn note_field(
        &mut self,
        kind: MisfitKind,
        name: NameId,
        element: Element<'_>,
        expected: &'static str,
    ) {
        let offset = element.tree().offset_in_input(element.range().start);
        self.misfits.push(Misfit { kind, name, offset, expected });
    }

    /// Fills a record from an element.
    ///
    /// # Errors
    /// Why the element cannot be this record without losing something: text beside its elements, or
    /// elements in its text.
    pub fn fill<'m>(
        &mut self,
        record: &mut dyn Slots<'m>,
        element: Element<'m>,
    ) -> Result<(), Unfit> {
        record.rest_mut().enter(element);
        self.attributes(record, element);
        match record.table().content {
            Model::Text(_) => self.text(record, element),
            Model::Mixed => {
                if let Some(content) = record.content_mut() {
                    *content = Content::within(element);
                }
                Ok(())
            }
            Model::Closed | Model::Open => self.elements(record, element),
        }
    }

    fn attributes<'m>(&mut self, record: &mut dyn Slots<'m>, element: Element<'m>) {
        let table = record.table();
        for attribute in element.attributes() {
            let index = table.attribute(attribute.id());
            match index.and_then(|index| record.attribute_mut(index)) {
                Some(slot) => slot.read(attribute.value(), element, self),
                None => record.rest_mut().attributes.keep(attribute, element),
            }
        }
        for (index, field) in table.attributes.iter().enumerate() {
            let is_there =
                || element.attributes().any(|it| table.attribute(it.id()) == Some(index));
            if field.is_required() && !is_there() {
                self.note_field(MisfitKind::Missing, field.name, element, REQUIRED_ATTRIBUTE);
            }
        }
    }

    fn text<'m>(&mut self, record: &mut dyn Slots<'m>, element: Element<'m>) -> Result<(), Unfit> {
        if element.children().next().is_some() {
            return Err(Unfit("expected text, found elements"));
        }
        let text = element.text();
        record.rest_mut().attributes.bind(&text, element);
        if let Some(slot) = record.text_mut() {
            slot.read(text, element, self);
        }
        Ok(())
    }

    fn elements<'m>(
        &mut self,
        record: &mut dyn Slots<'m>,
        element: Element<'m>,
    ) -> Result<(), Unfit> {
        if element.has_text() {
            return Err(Unfit("expected elements, found text"));
        }
        let table = record.table();
        let mut layout = Layout::default();
        let start = self.order.len();
        for child in element.children() {
            let index = table.element(child.id());
            let taken = index.filter(|&index| self.take(record, index, child, &mut layout));
            if index.is_none() && table.content == Model::Closed {
                self.note(MisfitKind::Unexpected, child, "expected no other elements");
            }
            if taken.is_none() {
                record.rest_mut().elements.push(Any::View(child));
            }
            self.order.push(taken.map_or(OTHER, |index| index as u16));
        }
        self.missing(record, element);
        self.keep(layout, start, record, element);
        self.order.truncate(start);
        Ok(())
    }

    /// Hands an element to its field; whether that took it.
    fn take<'m>(
        &mut self,
        record: &mut dyn Slots<'m>,
        index: usize,
        child: Element<'m>,
        layout: &mut Layout,
    ) -> bool {
        let Some(field) = record.table().elements.get(index) else { return false };
        let Some(slot) = record.element_mut(index) else { return false };
        let is_full = !field.is_repeated() && !slot.is_empty();
        match slot.read(child, self) {
            Ok(()) => {
                if child.id() != self.spelling.of(field.name) {
                    layout.names.push((index as u16, slot.len() - 1, child.id()));
                }
                true
            }
            Err(Unfit(expected)) => {
                let kind = if is_full { MisfitKind::Repeated } else { MisfitKind::Shape };
                self.note(kind, child, expected);
                false
            }
        }
    }

    fn missing<'m>(&mut self, record: &dyn Slots<'m>, element: Element<'m>) {
        for (index, field) in record.table().elements.iter().enumerate() {
            let is_there = || record.element(index).is_some_and(|slot| !slot.is_empty());
            if field.is_required() && !is_there() {
                self.note_field(MisfitKind::Missing, field.name, element, REQUIRED_ELEMENT);
            }
        }
    }

    /// Keeps what the table would not write as it was read; the order of children is from `start`
    /// on.
    fn keep<'m>(
        &mut self,
        mut layout: Layout,
        start: usize,
        record: &mut dyn Slots<'m>,
        element: Element<'m>,
    ) {
        let order = &self.order[start..];
        if !order.is_sorted() {
            layout.order = order.to_vec();
            if is_out_of_order(order, record.table().elements, element) {
                self.note(MisfitKind::Order, element, "expected the order of the schema");
            }
        }
        layout.names.sort_unstable();
        if element.children().next().is_none() {
            layout.blanks = element.text().into_owned();
        }
        if layout != Layout::default() {
            record.rest_mut().layout = Some(Box::new(layout));
        }
    }
}

/// Whether elements that the schema of their parent declares are not in its order. What a wildcard
/// lets in has no order.
fn is_out_of_order(order: &[u16], fields: &[Field], element: Element<'_>) -> bool {
    let namespace = element.id().canonical().namespace();
    let is_own = |index: &&u16| {
        fields.get(usize::from(**index)).is_some_and(|field| field.name.namespace() == namespace)
    };
    !order.iter().filter(is_own).is_sorted()
}

const REQUIRED_ATTRIBUTE: &str = "expected an attribute that the schema requires";
const REQUIRED_ELEMENT: &str = "expected an element that the schema requires";
