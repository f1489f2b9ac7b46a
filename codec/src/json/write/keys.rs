//! Member names: `"{ns}local":` for each name of a message, made once.

use super::escape::Escape;
use crate::json::vocabulary::KEYS;
use crate::names::{FIRST_OWN_NAME, NameId};
use crate::xml::scan::Scan;
use crate::xml::{Name, Tree};

/// What is known about the names of a message.
pub(super) struct Keys<'d> {
    tree: Tree<'d>,
    known: &'static [String],
    /// The keys of the message's own names, as places in `text`; empty until they are made.
    own: Vec<(usize, usize)>,
    text: String,
    /// The last element that was seen to have a child of the name, vocabulary first.
    parents: Vec<u32>,
}

impl<'d> Keys<'d> {
    pub(super) fn new(tree: Tree<'d>) -> Self {
        let known = KEYS.as_slice();
        Self { tree, known, own: Vec::new(), text: String::new(), parents: vec![0; known.len()] }
    }

    /// Notes that element number `parent`, counted from 1, has a child of a name; returns whether
    /// that was noted before.
    #[inline]
    pub(super) fn has_child(&mut self, parent: u32, name: NameId) -> bool {
        let index = match name.index().checked_sub(FIRST_OWN_NAME) {
            Some(own) => self.known.len() + own as usize,
            None => name.index() as usize,
        };
        if index >= self.parents.len() {
            self.parents.resize(index + 1, 0);
        }
        std::mem::replace(&mut self.parents[index], parent) == parent
    }

    /// The key of a name with quotes and colon.
    #[inline]
    pub(super) fn get<S: Scan>(&mut self, scan: S, name: NameId) -> &str {
        let Some(own) = name.index().checked_sub(FIRST_OWN_NAME) else {
            return self.known.get(name.index() as usize).map_or("", String::as_str);
        };
        match self.own.get(own as usize) {
            Some(&(start, end)) if end != 0 => &self.text[start..end],
            _ => self.make(scan, name, own as usize),
        }
    }

    #[cold]
    fn make<S: Scan>(&mut self, scan: S, name: NameId, own: usize) -> &str {
        let Name { namespace, local } = self.tree.name(name);
        let start = self.text.len();
        self.text.push('"');
        if !namespace.is_empty() {
            self.text.push('{');
            scan.outline(Escape { text: namespace, out: &mut self.text });
            self.text.push('}');
        }
        // An NCName has nothing to escape.
        self.text.push_str(local);
        self.text.push_str("\":");
        if own >= self.own.len() {
            self.own.resize(own + 1, (0, 0));
        }
        self.own[own] = (start, self.text.len());
        &self.text[start..]
    }
}
