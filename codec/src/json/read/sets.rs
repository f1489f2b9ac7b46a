//! Selectors, options and reference parameters.

use std::collections::HashSet;

use simd_json::{Node, StaticNode};

use super::form::Form;
use super::plan::NameIndex;
use super::record::Layout;
use crate::error::{Error, ErrorKind, Result};
use crate::json::vocabulary::MOST_NESTED;
use crate::names::{addressing, none, wsman, xsi};
use crate::schema::{self, Record, Type};

impl<'i, 'j> Form<'i, 'j> {
    /// Reference parameters, by the members of their endpoint reference.
    pub(super) fn parameters(
        &mut self,
        name: NameIndex,
        at: usize,
        members: &[Option<usize>; 3],
    ) -> Result<()> {
        let [uri, selectors, others] = *members;
        self.start(name, at, None)?;
        if let Some(uri) = uri {
            let name = self.known(wsman::RESOURCE_URI, uri)?;
            self.text(name, uri, Layout::leaf(&[]), Type::Uri)?;
        }
        if let Some(selectors) = selectors {
            let name = self.known(wsman::SELECTOR_SET, selectors)?;
            self.selectors(name, selectors)?;
        }
        others.map_or(Ok(()), |others| self.all_named(others))?;
        self.end(at);
        Ok(())
    }

    /// Selectors by name, or a list of them.
    pub(super) fn selectors(&mut self, name: NameIndex, at: usize) -> Result<()> {
        let set = self.begin_set(name, at)?;
        if let Node::Array { .. } = self.input.node(set) {
            for item in self.list(set)? {
                let [Some(name), Some(value)] = self.fields(item, ["name", "value"])? else {
                    return Err(self.input.error(item, "expected a name and a value"));
                };
                let text = self.string(name)?;
                self.selector(text, value)?;
            }
        } else {
            let mut seen = HashSet::new();
            for (name, value) in self.object_members(set)? {
                if !seen.insert(name) {
                    return Err(self.input.error(value, "expected a member once, found it again"));
                }
                self.selector(name, value)?;
            }
        }
        self.end(at);
        Ok(())
    }

    fn selector(&mut self, name: &'j str, at: usize) -> Result<()> {
        let selector = self.known(wsman::SELECTOR, at)?;
        self.start(selector, at, None)?;
        let attribute = self.known(none::NAME, at)?;
        self.plan.note(name, None);
        self.plan.attribute(attribute, name, at);
        match self.input.node(at) {
            Node::Object { .. } => {
                let name = self.known(addressing::ENDPOINT_REFERENCE, at)?;
                self.record(name, at, &schema::addressing::EPR)?;
            }
            Node::Static(StaticNode::Null) => {
                let nil = self.known(xsi::NIL, at)?;
                self.plan.attribute(nil, "true", at);
            }
            _ => {
                let text = self.string(at)?;
                self.plan.note(text, None);
                self.plan.text(text, at);
            }
        }
        self.end(at);
        Ok(())
    }

    /// Options in order.
    pub(super) fn options(
        &mut self,
        name: NameIndex,
        at: usize,
        table: &'static Record,
    ) -> Result<()> {
        let [field] = table.elements else { return Ok(()) };
        let set = self.begin_set(name, at)?;
        for item in self.list(set)? {
            let option = self.known(field.name, item)?;
            self.shaped(option, item, field)?;
        }
        self.end(at);
        Ok(())
    }

    /// The start of a set, which stands alone or in an object with its attributes; where it is.
    fn begin_set(&mut self, name: NameIndex, at: usize) -> Result<usize> {
        let is_other = |key: &str| key == "must_understand" || key.starts_with('@');
        let has_other = || self.input.members(at).any(|(key, _)| is_other(key));
        if !self.has_member(at, "value") || !has_other() {
            self.start(name, at, None)?;
            return Ok(at);
        }
        let layout = Layout::leaf(&[]);
        let slots = self.slots(at, layout, ["value"])?;
        self.begin(name, at, &slots, layout)?;
        Ok(slots.others[0].unwrap_or(at))
    }

    /// Whether the value at an index is an object with a member.
    pub(super) fn has_member(&self, at: usize, name: &str) -> bool {
        let is_object = matches!(self.input.node(at), Node::Object { .. });
        is_object && self.input.members(at).any(|(key, _)| key == name)
    }

    /// The members of the object at an index: name, and index of the value.
    pub(super) fn object_members(
        &self,
        at: usize,
    ) -> Result<impl Iterator<Item = (&'j str, usize)> + use<'i, 'j>> {
        match self.input.node(at) {
            Node::Object { .. } => Ok(self.input.members(at)),
            _ => Err(self.input.error(at, "expected an object")),
        }
    }

    /// Into an endpoint reference or an embedded instance.
    pub(super) fn descend(&mut self, at: usize) -> Result<()> {
        if self.nested >= MOST_NESTED {
            let error = Error::new(
                ErrorKind::DepthLimit,
                0,
                "references and instances are nested too deeply, but as elements",
            );
            return Err(self.input.locate(error, at));
        }
        self.nested += 1;
        Ok(())
    }

    pub(super) fn ascend(&mut self) {
        self.nested -= 1;
    }
}
