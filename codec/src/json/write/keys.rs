//! Member names: `"{ns}local":` for each name of a message, made once.

use super::escape::Escape;
use crate::json::vocabulary::{KEYS, LOCAL_KEYS};
use crate::names::{FIRST_OWN_NAME, NameId, NamespaceId};
use crate::xml::scan::Scan;
use crate::xml::{Name, Tree};

/// What is known about the names of a message.
pub(super) struct Keys<'d> {
    tree: Tree<'d>,
    known: &'static [String],
    /// The keys of the message's own names; empty until they are made.
    own: Vec<Place>,
    text: String,
    /// The last element that was seen to have a child of the name, vocabulary first.
    parents: Vec<u32>,
}

/// A key as a place in a text.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    /// Where it ends, and the same of the local part alone starts.
    local: usize,
    end: usize,
    /// The namespace of the name.
    namespace: NamespaceId,
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
        let Place { start, local, .. } = self.place(scan, name, own as usize);
        &self.text[start..local]
    }

    /// The namespace of a name, and the key of its local part alone.
    #[inline(always)]
    pub(super) fn local<S: Scan>(&mut self, scan: S, name: NameId) -> (NamespaceId, &str) {
        let Some(own) = name.index().checked_sub(FIRST_OWN_NAME) else {
            let key = LOCAL_KEYS.get(name.index() as usize).map_or("", String::as_str);
            return (name.namespace().unwrap_or(NamespaceId::NONE), key);
        };
        let Place { local, end, namespace, .. } = self.place(scan, name, own as usize);
        (namespace, &self.text[local..end])
    }

    #[inline]
    fn place<S: Scan>(&mut self, scan: S, name: NameId, own: usize) -> Place {
        match self.own.get(own) {
            Some(&place) if place.end != 0 => place,
            _ => self.make(scan, name, own),
        }
    }

    #[cold]
    fn make<S: Scan>(&mut self, scan: S, name: NameId, own: usize) -> Place {
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
        let place = self.text.len();
        self.text.extend(["\"", local, "\":"]);
        if own >= self.own.len() {
            self.own.resize(own + 1, NO_PLACE);
        }
        let namespace = self.tree.namespace_of(name);
        self.own[own] = Place { start, local: place, end: self.text.len(), namespace };
        self.own[own]
    }
}

const NO_PLACE: Place = Place { start: 0, local: 0, end: 0, namespace: NamespaceId::NONE };
