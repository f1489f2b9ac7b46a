//! Member names: `"{ns}local":` for each name of a message, made once.

use super::escape::Quote;
use crate::names::{FIRST_OWN_NAME, NameId};
use crate::xml::scan::Scan;
use crate::xml::{Name, Tree};

/// What is known about the names of a message, by their ids.
pub(super) struct Keys<'d> {
    tree: Tree<'d>,
    known: Vec<Key>,
    own: Vec<Key>,
    /// The keys one after another.
    text: String,
}

#[derive(Clone, Copy, Default)]
struct Key {
    start: usize,
    /// 0 where the key is not made yet.
    length: u32,
    /// The last element that was seen to have a child of the name.
    parent: u32,
}

impl<'d> Keys<'d> {
    pub(super) fn new(tree: Tree<'d>) -> Self {
        Self { tree, known: Vec::new(), own: Vec::new(), text: String::new() }
    }

    /// Notes that element number `parent`, counted from 1, has a child of a name; returns whether
    /// that was noted before.
    #[inline]
    pub(super) fn has_child(&mut self, parent: u32, name: NameId) -> bool {
        std::mem::replace(&mut self.key(name).parent, parent) == parent
    }

    /// The key of a name with quotes and colon.
    #[inline]
    pub(super) fn get<S: Scan>(&mut self, scan: S, name: NameId) -> &str {
        let key = *self.key(name);
        if key.length == 0 {
            return self.make(scan, name);
        }
        &self.text[key.start..][..key.length as usize]
    }

    #[cold]
    fn make<S: Scan>(&mut self, scan: S, name: NameId) -> &str {
        let start = self.text.len();
        let text = brace(self.tree.name(name));
        scan.outline(Quote { text: &text, out: &mut self.text });
        self.text.push(':');
        let length = (self.text.len() - start) as u32;
        let key = self.key(name);
        (key.start, key.length) = (start, length);
        &self.text[start..]
    }

    #[inline]
    fn key(&mut self, name: NameId) -> &mut Key {
        let (keys, index) = match name.index().checked_sub(FIRST_OWN_NAME) {
            Some(own) => (&mut self.own, own as usize),
            None => (&mut self.known, name.index() as usize),
        };
        if index >= keys.len() {
            keys.resize(index + 1, Key::default());
        }
        &mut keys[index]
    }
}

/// A name in one string: `{namespace}local`, or `local` alone in no namespace.
pub(super) fn brace(name: Name<'_>) -> String {
    if name.namespace.is_empty() {
        return name.local.to_owned();
    }
    format!("{{{}}}{}", name.namespace, name.local)
}
