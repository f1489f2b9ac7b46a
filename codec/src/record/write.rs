//! From structs to elements.

use std::borrow::Cow;

use super::Spelling;
use super::rest::{Layout, OTHER, Rest};
use super::slot::{ElementSlot, Slots};
use crate::error::Result;
use crate::schema::Model;
use crate::xml::{Name, Writer};

/// What is written next to records.
pub struct Writing<'w> {
    /// Takes the elements.
    pub writer: &'w mut Writer<Vec<u8>>,
    /// The names that elements get, where those of their family are more than one.
    pub spelling: Spelling,
}

impl Writing<'_> {
    /// Writes a record as an element of a name.
    ///
    /// # Errors
    /// As [`Writer::start`] and its like.
    pub fn record(&mut self, record: &dyn Slots<'_>, name: Name<'_>) -> Result<()> {
        let table = record.table();
        record.rest().declare(self)?;
        record.content().map_or(Ok(()), |content| content.declare(self))?;
        let mut attributes = Vec::new();
        for (index, field) in table.attributes.iter().enumerate() {
            let slot = record.attribute(index);
            if let Some(value) = slot.map_or(Ok(None), |slot| slot.spelling(self))? {
                attributes.push((Name::known(field.name), value));
            }
        }
        let text = record.text().map_or(Ok(None), |slot| slot.spelling(self))?;
        self.writer.start(name)?;
        for (name, value) in attributes {
            self.writer.attribute(name, &value)?;
        }
        record.rest().attributes.write(self)?;
        record.content().map_or(Ok(()), |content| content.attributes.write(self))?;
        self.content(record, text)?;
        self.writer.end()
    }

    /// Writes an element of a name with content of the caller's, and with the rest around it.
    pub(crate) fn around(
        &mut self,
        name: Name<'_>,
        rest: &Rest<'_>,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        rest.declare(self)?;
        self.writer.start(name)?;
        rest.attributes.write(self)?;
        content(self)?;
        rest.elements.iter().try_for_each(|other| other.write(self))?;
        self.writer.end()
    }

    fn content(&mut self, record: &dyn Slots<'_>, text: Option<Cow<'_, str>>) -> Result<()> {
        match record.table().content {
            Model::Text(_) => self.text(&text.unwrap_or_default())?,
            Model::Mixed => record.content().map_or(Ok(()), |content| content.write_nodes(self))?,
            Model::Closed | Model::Open => return self.elements(record),
        }
        record.rest().elements.iter().try_for_each(|other| other.write(self))
    }

    /// The child elements of a record: in the order they were read in, if that is kept, then what
    /// came to it since, in that of the schema.
    fn elements(&mut self, record: &dyn Slots<'_>) -> Result<()> {
        let count = record.table().elements.len();
        let mut written = vec![0; count];
        let mut others = record.rest().elements.iter();
        let empty = Layout::default();
        let layout = record.rest().layout.as_deref().unwrap_or(&empty);
        for &index in &layout.order {
            if index == OTHER {
                others.next().map_or(Ok(()), |other| other.write(self))?;
            } else if let Some(which) = written.get_mut(usize::from(index)) {
                *which += 1;
                self.element(record, usize::from(index), *which - 1, layout)?;
            }
        }
        for (index, first) in written.into_iter().enumerate() {
            let held = record.element(index).map_or(0, ElementSlot::len);
            (first..held).try_for_each(|which| self.element(record, index, which, layout))?;
        }
        others.try_for_each(|other| other.write(self))?;
        self.text(&layout.blanks)
    }

    fn element(
        &mut self,
        record: &dyn Slots<'_>,
        index: usize,
        which: usize,
        layout: &Layout,
    ) -> Result<()> {
        let Some(slot) = record.element(index) else { return Ok(()) };
        let Some(field) = record.table().elements.get(index) else { return Ok(()) };
        let name = layout.name(index, which).unwrap_or_else(|| self.spelling.of(field.name));
        slot.write(which, Name::known(name), self)
    }

    /// Declares a prefix on the next start tag, for values that use it.
    pub(super) fn bind(&mut self, prefix: &str, namespace: &str) -> Result<()> {
        if prefix == "xml" { Ok(()) } else { self.writer.declare_as(prefix, namespace) }
    }

    /// Writes text, if there is any.
    pub(crate) fn text(&mut self, text: &str) -> Result<()> {
        if text.is_empty() { Ok(()) } else { self.writer.text(text) }
    }
}
