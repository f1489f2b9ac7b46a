//! The form of elements: what is read becomes a plan of what to write.

use simd_json::{Node, StaticNode};

use super::input::Input;
use super::plan::{NameIndex, Plan};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Options;
use crate::json::classes::Classes;
use crate::json::vocabulary::{NOT_A_NAME, text_of};
use crate::limits::Limits;
use crate::names::{FIRST_OWN_NAME, NameId};
use crate::record::Spelling;
use crate::xml::chars::is_ncname;

/// Reads all of the JSON.
pub(super) fn plan<'j>(input: &Input<'j>, options: &Options<'_>) -> Result<Plan<'j>> {
    let mut form = Form {
        input,
        limits: &options.limits,
        plan: Plan::of(input.len()),
        open: Vec::new(),
        depth: 0,
        spelling: Spelling::default(),
        nested: 0,
        classes: Classes::new(options.schema),
    };
    form.anything()?;
    Ok(form.plan)
}

pub(super) struct Form<'i, 'j> {
    pub(super) input: &'i Input<'j>,
    pub(super) plan: Plan<'j>,
    limits: &'i Limits,
    /// The values around whose content is being read.
    open: Vec<Open>,
    /// Elements around.
    depth: usize,
    /// The names that records are expected to have.
    pub(super) spelling: Spelling,
    /// Endpoint references and embedded instances around.
    pub(super) nested: usize,
    /// The classes that properties have their types from.
    pub(super) classes: Classes<'i>,
}

/// A value whose content is read up to `at`.
struct Open {
    walk: Walk,
    at: usize,
    end: usize,
}

#[derive(Clone, Copy)]
enum Walk {
    /// The members of an element's object.
    Members,
    /// The list of a repeated member.
    Array(NameIndex),
    /// An element's `#content`.
    Content,
}

/// What an element's object holds beside attributes.
#[derive(Default)]
pub(super) struct Content {
    bindings: Option<usize>,
    text: Option<usize>,
    list: Option<usize>,
    member: Option<usize>,
}

impl Content {
    pub(super) fn other_than_attributes(&self) -> Option<usize> {
        self.bindings.or(self.text).or(self.list).or(self.member)
    }
}

impl<'j> Form<'_, 'j> {
    /// The object at an index with these members and no others, by the indices of their values.
    pub(super) fn fields<const N: usize>(
        &self,
        at: usize,
        names: [&str; N],
    ) -> Result<[Option<usize>; N]> {
        if !matches!(self.input.node(at), Node::Object { .. }) {
            return Err(self.input.error(at, "expected an object"));
        }
        let mut fields = [None; N];
        for (key, value) in self.input.members(at) {
            let Some(place) = names.iter().position(|name| *name == key) else {
                return Err(self.input.error(value, "expected no member of this name"));
            };
            if fields[place].replace(value).is_some() {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
        }
        Ok(fields)
    }

    /// The items of the list at an index.
    pub(super) fn list(&self, at: usize) -> Result<Vec<usize>> {
        match self.input.node(at) {
            Node::Array { .. } => Ok(self.input.items(at).collect()),
            _ => Err(self.input.error(at, "expected a list")),
        }
    }

    pub(super) fn string(&self, at: usize) -> Result<&'j str> {
        let Some(text) = self.input.string(at) else {
            return Err(self.input.error(at, "expected a string"));
        };
        if text.len() > self.limits.text {
            let error = Error::new(ErrorKind::TextLimit, 0, "a string is too long");
            return Err(self.input.locate(error, at));
        }
        Ok(text)
    }

    /// The name that the string at an index is.
    pub(super) fn name(&mut self, at: usize) -> Result<NameIndex> {
        let text = self.string(at)?;
        self.name_of(text, at)
    }

    pub(super) fn name_of(&mut self, text: &'j str, at: usize) -> Result<NameIndex> {
        let Some(name) = self.plan.name(text) else {
            return Err(self.input.error(at, "expected a name, {namespace}local or local"));
        };
        self.within_limit(name, at)
    }

    /// A name of the vocabulary, in the spelling of the message.
    pub(super) fn known(&mut self, name: NameId, at: usize) -> Result<NameIndex> {
        self.name_of(text_of(self.spelling.of(name)), at)
    }

    /// A name, if it is not one too many.
    pub(super) fn within_limit(&self, name: NameIndex, at: usize) -> Result<NameIndex> {
        // The limit does not count the vocabulary.
        if name as usize > self.limits.names.saturating_add(FIRST_OWN_NAME as usize) {
            let error = Error::new(ErrorKind::NamesLimit, 0, "too many distinct names");
            return Err(self.input.locate(error, at));
        }
        Ok(name)
    }

    /// An element and all in it. `must_understand` is an attribute that was told apart.
    pub(super) fn value(
        &mut self,
        name: NameIndex,
        at: usize,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        self.element(name, at, must_understand)?;
        while let Some(open) = self.open.last_mut() {
            if open.at >= open.end {
                let Open { walk, end, .. } = *open;
                self.open.pop();
                if !matches!(walk, Walk::Array(_)) {
                    self.end(end - 1);
                }
                continue;
            }
            let at = open.at;
            match open.walk {
                Walk::Array(name) => {
                    open.at = self.input.after(at);
                    self.element(name, at, None)?;
                }
                Walk::Members => {
                    open.at = self.input.after(at + 1);
                    self.member(at)?;
                }
                Walk::Content => {
                    open.at = self.input.after(at);
                    self.piece(at)?;
                }
            }
        }
        Ok(())
    }

    /// A member of an element's object, by the index of its key; attributes are read already.
    fn member(&mut self, at: usize) -> Result<()> {
        let key = self.string(at)?;
        if key.starts_with(['@', '#']) {
            return Ok(());
        }
        let name = self.name_of(key, at + 1)?;
        if matches!(self.input.node(at + 1), Node::Array { .. }) {
            let end = self.input.after(at + 1);
            self.open.push(Open { walk: Walk::Array(name), at: at + 2, end });
            return Ok(());
        }
        self.element(name, at + 1, None)
    }

    /// An item of `#content`.
    fn piece(&mut self, at: usize) -> Result<()> {
        match self.input.node(at) {
            Node::String(_) => {
                let text = self.string(at)?;
                self.plan.text(text, at);
                Ok(())
            }
            Node::Object { len: 1, .. } => {
                let key = self.string(at + 1)?;
                let name = self.name_of(key, at + 2)?;
                self.element(name, at + 2, None)
            }
            _ => Err(self.input.error(at, "expected a string or an object with one member")),
        }
    }

    /// An element without elements in it, or the start of another.
    fn element(
        &mut self,
        name: NameIndex,
        at: usize,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        let text = match self.input.node(at) {
            Node::Object { .. } => return self.object(name, at, must_understand),
            Node::Array { .. } => {
                return Err(self.input.error(at, "expected a value, found a list"));
            }
            Node::Static(StaticNode::Null) => None,
            Node::Static(_) => {
                return Err(self.input.error(at, UNQUOTED));
            }
            Node::String(_) => Some(self.string(at)?),
        };
        if let (Some(text), None) = (text, must_understand) {
            self.check_depth(at)?;
            self.plan.note(text, None);
            self.plan.leaf(name, text, at);
            return Ok(());
        }
        self.start(name, at, must_understand)?;
        match text {
            Some(text) => {
                self.plan.note(text, None);
                self.plan.text(text, at);
            }
            None => {
                let nil = self.name_of(NIL, at)?;
                self.plan.attribute(nil, "true", at);
            }
        }
        self.end(at);
        Ok(())
    }

    fn object(
        &mut self,
        name: NameIndex,
        at: usize,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        let content = self.content(at)?;
        if let Some(bindings) = content.bindings {
            self.bindings(at, bindings)?;
        }
        self.start(name, at, must_understand)?;
        for (key, value) in self.input.members(at) {
            match key.strip_prefix('@') {
                Some(name) if Some(value) != content.bindings => self.attribute(name, value, at)?,
                _ => {}
            }
        }
        if let Some(text) = content.text {
            let value = self.string(text)?;
            self.plan.note(value, Some(at));
            self.plan.text(value, text);
        }
        let end = self.input.after(at);
        if let Some(list) = content.list {
            for item in self.list(list)? {
                self.plan.note(self.input.string(item).unwrap_or_default(), Some(at));
            }
            self.open.push(Open { walk: Walk::Content, at: list + 1, end: self.input.after(list) });
        } else if content.member.is_some() {
            self.open.push(Open { walk: Walk::Members, at: at + 1, end });
        } else {
            self.end(end - 1);
        }
        Ok(())
    }

    /// What the object at an index holds; each member once, and content of one sort.
    pub(super) fn content(&mut self, at: usize) -> Result<Content> {
        let mut content = Content::default();
        for (key, value) in self.input.members(at) {
            let is_new = match key {
                "@xmlns" => content.bindings.replace(value).is_none(),
                "#text" => content.text.replace(value).is_none(),
                "#content" => content.list.replace(value).is_none(),
                _ if key.starts_with('#') => {
                    return Err(self.input.error(value, "expected no member of this name"));
                }
                _ => {
                    let attribute = key.strip_prefix('@');
                    let name = self.name_of(attribute.unwrap_or(key), value)?;
                    if attribute.is_none() {
                        content.member = Some(value);
                    }
                    self.plan.is_first_of(name, at, attribute.is_some())
                }
            };
            if !is_new {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
        }
        let mut sorts = [content.text, content.list, content.member].into_iter().flatten();
        match (sorts.next(), sorts.next()) {
            (Some(_), Some(second)) => Err(self
                .input
                .error(second, "expected #text, #content or elements, found two of them")),
            _ => Ok(content),
        }
    }

    /// The `@xmlns` of the object at an index.
    pub(super) fn bindings(&mut self, object: usize, at: usize) -> Result<()> {
        let Node::Object { len, .. } = self.input.node(at) else {
            return Err(self.input.error(at, "expected an object of prefixes"));
        };
        if len > self.limits.namespaces {
            let error = Error::new(ErrorKind::NamespacesLimit, 0, "too many namespaces");
            return Err(self.input.locate(error, at));
        }
        for (prefix, value) in self.input.members(at) {
            let namespace = self.string(value)?;
            let is_prefix = is_ncname(prefix.as_bytes()) && !matches!(prefix, "xml" | "xmlns");
            if !is_prefix || namespace.is_empty() {
                return Err(self.input.error(value, "expected a prefix and its namespace"));
            }
            if !self.plan.declare(prefix, namespace, object, value) {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
        }
        Ok(())
    }

    /// An attribute of the object at an index; `at` is its value's.
    pub(super) fn attribute(&mut self, name: &'j str, at: usize, object: usize) -> Result<()> {
        let name = self.name_of(name, at)?;
        let value = self.string(at)?;
        if !self.plan.is_xsi_type(name) || !value.starts_with('{') {
            self.plan.note(value, Some(object));
            self.plan.attribute(name, value, at);
        } else if let Some(verbatim) = value.strip_prefix(NOT_A_NAME) {
            self.plan.note(verbatim, Some(object));
            self.plan.attribute(name, verbatim, at);
        } else {
            let value = self.name_of(value, at)?;
            self.plan.qname_attribute(name, value, at);
        }
        Ok(())
    }

    pub(super) fn start(
        &mut self,
        name: NameIndex,
        at: usize,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        self.check_depth(at)?;
        self.depth += 1;
        self.plan.start(name, at);
        if let Some(must) = must_understand {
            let name = self.name_of(MUST_UNDERSTAND, at)?;
            self.plan.attribute(name, must, at);
        }
        Ok(())
    }

    /// Whether there may be an element in those around.
    pub(super) fn check_depth(&self, at: usize) -> Result<()> {
        if self.depth >= self.limits.depth {
            let error = Error::new(ErrorKind::DepthLimit, 0, "elements are nested too deeply");
            return Err(self.input.locate(error, at));
        }
        Ok(())
    }

    pub(super) fn end(&mut self, at: usize) {
        self.depth -= 1;
        self.plan.end(at);
    }
}

pub(super) const UNQUOTED: &str =
    "expected a string: text is kept as it is, so numbers and booleans stand in quotes";

const NIL: &str = "{http://www.w3.org/2001/XMLSchema-instance}nil";
const MUST_UNDERSTAND: &str = "{http://www.w3.org/2003/05/soap-envelope}mustUnderstand";
