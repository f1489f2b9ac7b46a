//! Member names: `"{ns}local":` for each name of a message, made once.

use super::escape::Escape;
use crate::json::vocabulary::{KEYS, LOCAL_KEYS};
use crate::names::{FIRST_OWN_NAME, NameId, NamespaceId};
use crate::xml::scan::{BLOCK, Scan, append_blocks};
use crate::xml::{Name, Tree};

/// What is known about the names of a message.
pub(super) struct Keys<'d> {
    tree: Tree<'d>,
    known: &'static [String],
    /// The keys of the message's own names; empty until they are made.
    own: Vec<Place>,
    /// Ends with [`PADDING`], so that keys can be copied by blocks.
    text: String,
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
        Self { tree, known, own: Vec::new(), text: PADDING.to_owned() }
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

    /// The namespace of a name; appends the key of its local part alone to `out` if it is that of
    /// `namespace`.
    #[inline(always)]
    pub(super) fn append_local<S: Scan>(
        &mut self,
        scan: S,
        name: NameId,
        namespace: NamespaceId,
        out: &mut String,
    ) -> NamespaceId {
        let Some(own) = name.index().checked_sub(FIRST_OWN_NAME) else {
            let of_name = name.namespace().unwrap_or(NamespaceId::NONE);
            if of_name == namespace {
                out.push_str(LOCAL_KEYS.get(name.index() as usize).map_or("", String::as_str));
            }
            return of_name;
        };
        let place = self.place(scan, name, own as usize);
        if place.namespace == namespace {
            append_blocks(out, &self.text, place.local..place.end, ());
        }
        place.namespace
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
        self.text.truncate(self.text.len() - PADDING.len());
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
        self.text.push_str(PADDING);
        self.own[own]
    }
}

const NO_PLACE: Place = Place { start: 0, local: 0, end: 0, namespace: NamespaceId::NONE };

const PADDING: &str = "                                ";
const _: () = assert!(PADDING.len() == BLOCK);

/// Which names of children an element was seen to have, one element at a time.
pub(super) struct Seen {
    /// For each name, those of the vocabulary first, the number of the last element that had one.
    parents: Vec<u32>,
    /// How many names the vocabulary has.
    known: usize,
    /// The number of the element looked at.
    parent: u32,
    /// The last number that was given.
    last: u32,
}

impl Seen {
    pub(super) fn new() -> Self {
        let known = KEYS.len();
        Self { parents: vec![0; known], known, parent: 0, last: 0 }
    }

    /// The next element. Returns the number of the one before, to come back to.
    pub(super) fn begin(&mut self) -> u32 {
        self.last += 1;
        std::mem::replace(&mut self.parent, self.last)
    }

    /// Back to an element that another was looked at inside of.
    pub(super) fn resume(&mut self, parent: u32) {
        self.parent = parent;
    }

    /// Notes a name; returns whether that was noted before.
    #[inline(always)]
    pub(super) fn has(&mut self, name: NameId) -> bool {
        let index = match name.index().checked_sub(FIRST_OWN_NAME) {
            Some(own) => self.known + own as usize,
            None => name.index() as usize,
        };
        if index >= self.parents.len() {
            self.grow(index);
        }
        std::mem::replace(&mut self.parents[index], self.parent) == self.parent
    }

    #[cold]
    fn grow(&mut self, index: usize) {
        self.parents.resize(index + 1, 0);
    }
}
