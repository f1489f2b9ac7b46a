//! From drafts to elements.

use std::collections::HashSet;

use super::Draft;
use super::fit::{Edit, Plan, Unfit};
use super::overlay::Overlay;
use super::place::{Place, write_values};
use crate::cim::instance::Instance;
use crate::cim::value::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;
use crate::names::{ns, xsi};
use crate::record::{QName, TextSlot, Writing, build};
use crate::xml::{Document, Name};

impl<'m> Draft<'m> {
    pub(super) fn written(&self, plan: &Plan<'_, '_>) -> Result<Document> {
        if self.height() > Limits::default().depth {
            let text = "more instances nested than the limit allows";
            return Err(Error::new(ErrorKind::DepthLimit, 0, text));
        }
        build(|writing| self.write(plan, writing))
    }

    /// Writes it as an element of its own.
    fn write(&self, plan: &Plan<'_, '_>, writing: &mut Writing<'_>) -> Result<()> {
        match self.original().filter(|it| it.stands_alone()) {
            Some(original) if self.all_changes().is_empty() => {
                return writing.writer.splice(original.element());
            }
            Some(original) => writing.writer.start_like(original.element())?,
            None => {
                self.declare(writing)?;
                let name = Name { namespace: self.namespace(), local: self.class_name() };
                writing.writer.start(name)?;
            }
        }
        self.write_content(plan, false, writing)?;
        writing.writer.end()
    }

    /// Writes it as a property: by its element where that is how it was, else by its type (DSP0230
    /// §7.2.5.2).
    pub(super) fn write_embedded(
        &self,
        place: Place<'_>,
        plan: &Plan<'_, '_>,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        let plan = plan.embedded(self);
        if place.is_nested() {
            place.start(writing)?;
            self.write(&plan, writing)?;
            return writing.writer.end();
        }
        match self.original().map(Instance::element) {
            Some(element) if element.name() == place.name => writing.writer.start_like(element)?,
            _ => {
                let name = [self.class_name(), "_Type"].concat();
                let name = QName::new(self.namespace(), name);
                let is_named = !self.class_name().is_empty();
                let name = if is_named { name.spelling(writing)? } else { None };
                place.start(writing)?;
                if let Some(name) = name {
                    writing.writer.attribute(Name::known(xsi::TYPE), &name)?;
                }
            }
        }
        self.write_content(&plan, true, writing)?;
        writing.writer.end()
    }

    /// Declares around a new instance what many of its properties use.
    fn declare(&self, writing: &mut Writing<'_>) -> Result<()> {
        let mut used = HashSet::new();
        for item in self.changes().filter_map(|(_, value)| value).flat_map(Value::items) {
            match item {
                Value::Null => used.insert(ns::XSI),
                Value::DateTime(_) => used.insert(ns::CIM),
                _ => false,
            };
        }
        for namespace in [ns::XSI, ns::CIM].into_iter().filter(|it| used.contains(it)) {
            writing.writer.declare(namespace.uri().unwrap_or_default())?;
        }
        Ok(())
    }

    fn write_content(
        &self,
        plan: &Plan<'_, '_>,
        is_embedded: bool,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        let edits = plan.edits(self, is_embedded);
        let mut edits = edits.map_err(|unfit| misfit(unfit, writing))?;
        let Some(original) = self.original() else {
            edits.sort_by_key(|edit| edit.rank);
            return edits.iter().try_for_each(|edit| self.write_new(edit, plan, writing));
        };
        Overlay::new(self, original.element(), &edits, plan).write(writing)
    }

    pub(super) fn write_new(
        &self,
        edit: &Edit<'_, 'm>,
        plan: &Plan<'_, '_>,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        let name = Name { namespace: self.namespace(), local: &edit.name };
        match &edit.value {
            Some(value) => write_values(name, value, &[], plan, writing),
            None => Ok(()),
        }
    }
}

/// An error about a property of what is being written.
pub(super) fn misfit(unfit: Unfit, writing: &Writing<'_>) -> Error {
    let mut path = writing.writer.path();
    path += "/";
    path += &unfit.property;
    if let Some(item) = unfit.item.filter(|item| *item > 0) {
        path += &format!("[{}]", item + 1);
    }
    Error::new(ErrorKind::Misfit, 0, unfit.text).within(path)
}
