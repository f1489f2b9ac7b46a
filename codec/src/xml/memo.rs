//! Start tags that were read before.
//!
//! A memo is a cache of bytes that were checked under the same bindings, never a guess: it applies
//! where the bytes are equal and [`Scope::state`](super::scope::Scope) is the same number. Small
//! messages owe most of their speed to it, for they are mostly start tags that the last message
//! had as well.

use super::scan::{self, Scan};
use super::scope::{Mark, Prefix};
use super::tape::{Entry, OwnNamespace, Tape};
use crate::names::NamespaceId;

/// What the attributes of an element come to.
#[derive(Clone, Copy, Default)]
pub(super) struct Attributes {
    pub(super) count: u32,
    /// The tag is `<a/>`.
    pub(super) is_empty: bool,
    pub(super) is_nil: bool,
}

/// The last start tag of a name in this message, with its declarations.
#[derive(Clone, Copy, Default)]
pub(super) struct Tag {
    pub(super) start: u32,
    pub(super) length: u32,
    /// Index of the first attribute's entry.
    pub(super) entries: u32,
    pub(super) attributes: Attributes,
    /// Bindings that it made, in [`Memos::bindings`].
    pub(super) bindings: (u32, u32),
    /// The state of the scope before and after.
    pub(super) states: (u64, u64),
    /// The message it stood in, which [`Memos::keep_tag`] knows.
    pub(super) message: u64,
}

/// A short attribute list of known names without declarations, kept with its bytes.
#[derive(Clone, Copy)]
pub(super) struct List {
    bytes: [u8; LIST],
    pub(super) length: u8,
    pub(super) attributes: Attributes,
    state: u64,
    /// With offsets from the start of the list.
    entries: [Entry; LIST_ENTRIES],
}

impl List {
    /// Appends its entries where it stands at `at`.
    #[inline(always)]
    pub(super) fn push(&self, tape: &mut Tape, at: usize) {
        for entry in self.entries.iter().take(self.attributes.count as usize) {
            tape.entries.push(entry.shifted(at as u32));
        }
    }
}

const LIST: usize = 96;
const LIST_ENTRIES: usize = 4;
/// Lists kept from one message to the next, and in one message.
const LISTS: usize = 512;

/// Everything up to the end of a root's start tag.
pub(super) struct Root {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    namespaces: Vec<OwnNamespace>,
    pub(super) bindings: Vec<(Prefix, NamespaceId)>,
    pub(super) state: u64,
    pub(super) name: super::qnames::SlotIndex,
    /// Where the root's name is.
    pub(super) name_start: u32,
    pub(super) name_length: u32,
}

/// Roots kept: peers differ, but few talk at a time.
const ROOTS: usize = 4;
/// The longest beginning worth keeping, in bytes.
const ROOT: usize = 4096;

#[derive(Default)]
pub(super) struct Memos {
    /// By slot of the name; those of other messages are void.
    tags: Vec<Tag>,
    message: u64,
    pub(super) bindings: Vec<(Prefix, NamespaceId)>,
    lists: Vec<List>,
    last_list: u16,
    roots: Vec<Root>,
    oldest_root: usize,
}

impl Memos {
    /// Forgets the last message's own; what outlives it too, where its names or bindings are gone.
    pub(super) fn reset(&mut self, everything: bool) {
        self.message += 1;
        self.bindings.clear();
        if everything || self.lists.len() > LISTS / 2 {
            self.lists.clear();
            self.last_list = 0;
        }
        if everything {
            self.roots.clear();
            self.oldest_root = 0;
        }
    }

    /// The last start tag of this name, if `text` has the same bytes at `at` under the same bindings.
    #[inline(always)]
    pub(super) fn tag<S: Scan>(
        &self,
        scan: S,
        text: &[u8],
        at: usize,
        slot: u16,
        state: u64,
    ) -> Option<Tag> {
        let tag = *self.tags.get(usize::from(slot))?;
        let length = tag.length as usize;
        let is_same = tag.message == self.message
            && tag.states.0 == state
            && scan::starts_with(scan, text, at, text.get(tag.start as usize..)?, length);
        is_same.then_some(tag)
    }

    pub(super) fn keep_tag(&mut self, slot: u16, tag: Tag) {
        let slot = usize::from(slot);
        if slot >= self.tags.len() {
            self.tags.resize(slot + 1, Tag::default());
        }
        self.tags[slot] = Tag { message: self.message, ..tag };
    }

    /// The list that `text` has at `at`: the one that the name had last time, or the last one used.
    #[inline(always)]
    pub(super) fn list<S: Scan>(
        &self,
        scan: S,
        text: &[u8],
        at: usize,
        list: u16,
        state: u64,
    ) -> Option<(u16, &List)> {
        // A loop, not a closure: a closure would be compiled without the kernel's instructions.
        for index in [list, self.last_list] {
            // Index 0 means "none", so lists count from 1.
            let Some(list) = self.lists.get(usize::from(index).wrapping_sub(1)) else { continue };
            if list.state == state
                && scan::starts_with(scan, text, at, &list.bytes, usize::from(list.length))
            {
                return Some((index, list));
            }
        }
        None
    }

    /// The list that [`Memos::list`] found was used.
    #[inline(always)]
    pub(super) fn use_list(&mut self, index: u16) {
        self.last_list = index;
    }

    /// Keeps the list of bytes `start..end`, whose entries end the tape, if it is fit for it.
    /// `index` is where the name's list is kept; returns where it is now.
    pub(super) fn keep_list(
        &mut self,
        tape: &Tape,
        text: &[u8],
        range: std::ops::Range<usize>,
        attributes: Attributes,
        state: u64,
        index: u16,
    ) -> u16 {
        let first = tape.entries.len() - attributes.count as usize;
        let added = &tape.entries[first..];
        let is_fit = range.len() <= LIST
            && added.len() <= LIST_ENTRIES
            && added.iter().all(|entry| entry.name().is_known())
            && (index != 0 || self.lists.len() < LISTS);
        if !is_fit {
            return index;
        }
        let mut list = List {
            bytes: [0; LIST],
            length: range.len() as u8,
            attributes,
            state,
            entries: [Entry::PENDING; LIST_ENTRIES],
        };
        list.bytes[..range.len()].copy_from_slice(&text[range.clone()]);
        for (kept, entry) in list.entries.iter_mut().zip(added) {
            *kept = entry.shifted((range.start as u32).wrapping_neg());
        }
        match self.lists.get_mut(usize::from(index).wrapping_sub(1)) {
            Some(kept) => *kept = list,
            None => self.lists.push(list),
        }
        self.last_list = if index != 0 { index } else { self.lists.len() as u16 };
        self.last_list
    }

    /// The root whose beginning `text` repeats.
    #[inline]
    pub(super) fn root(&self, text: &[u8]) -> Option<&Root> {
        self.roots.iter().find(|root| text.starts_with(&root.bytes))
    }

    /// Keeps the beginning of a message up to `end`, the end of the root's start tag, if all its
    /// names are known.
    pub(super) fn keep_root(&mut self, tape: &Tape, text: &[u8], end: usize, root: Root) {
        if end > ROOT
            || !tape.names.is_empty()
            || !tape.side.is_empty()
            || !tape.deviations.is_empty()
        {
            return;
        }
        let root = Root {
            bytes: text[..end].to_vec(),
            entries: tape.entries.clone(),
            namespaces: tape.namespaces.clone(),
            ..root
        };
        if self.roots.len() < ROOTS {
            self.roots.push(root);
        } else {
            self.roots[self.oldest_root] = root;
            self.oldest_root = (self.oldest_root + 1) % ROOTS;
        }
    }
}

impl Root {
    /// What a reader knows of a root before [`Memos::keep_root`] adds what the tape holds.
    pub(super) fn new(
        bindings: Vec<(Prefix, NamespaceId)>,
        state: u64,
        name: super::qnames::SlotIndex,
        name_start: u32,
        name_length: u32,
    ) -> Self {
        let (bytes, entries, namespaces) = (Vec::new(), Vec::new(), Vec::new());
        Self { bytes, entries, namespaces, bindings, state, name, name_start, name_length }
    }

    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn namespaces(&self) -> &[OwnNamespace] {
        &self.namespaces
    }
}

/// An element whose end tag is to come.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) entry: u32,
    pub(super) name_start: u32,
    pub(super) name_length: u32,
    pub(super) mark: Mark,
}
