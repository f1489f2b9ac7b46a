//! Which prefix means which namespace, here.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use super::tape::{Frame, OwnNamespace, Tape};
use crate::names::{self, NamespaceId};

/// The index of a prefix. Unprefixed elements and attributes have one each, because only elements
/// take the default namespace (Namespaces in XML 1.0 §6.2).
pub(super) type Prefix = u16;

pub(super) const DEFAULT: Prefix = 0;
pub(super) const ATTRIBUTE: Prefix = 1;
pub(super) const XML: Prefix = 2;
/// What stands behind these indices.
const RESERVED: [&[u8]; 3] = [b"", b"\0attribute", b"xml"];

/// What a prefix is bound to when no declaration binds it.
pub(super) const UNBOUND: u16 = u16::MAX;
/// What no prefix is ever bound to.
pub(super) const STALE: u16 = u16::MAX - 1;
/// Prefixes, and namespaces of a message's own, whatever the limits say.
pub(super) const MOST: usize = 65_000;
/// Prefixes kept from one message to the next.
const RESIDENT: usize = 1024;

/// Bindings in force, and how to take them back.
pub(super) struct Scope {
    prefixes: Prefixes,
    bound: Vec<u16>,
    undo: Vec<(Prefix, u16)>,
    own: HashTable<u16>,
    hasher: RandomState,
    /// A number for the bindings in force: equal numbers mean equal bindings.
    pub(super) state: u64,
    last_state: u64,
    frame: u32,
}

/// The bindings before a start tag.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) depth: u32,
    frame: u32,
    state: u64,
}

impl Scope {
    pub(super) fn new() -> Self {
        let mut prefixes = Prefixes::new();
        for reserved in RESERVED {
            prefixes.index(reserved, RESERVED.len());
        }
        let (undo, own, hasher) = (Vec::new(), HashTable::new(), RandomState::new());
        let bound =
            vec![NamespaceId::NONE.index(), NamespaceId::NONE.index(), NamespaceId::XML.index()];
        Self { prefixes, bound, undo, own, hasher, state: 0, last_state: 0, frame: NO_FRAME }
    }

    /// Forgets the message's bindings; returns whether its prefixes were forgotten as well, which
    /// makes everything stale that names one.
    pub(super) fn reset(&mut self) -> bool {
        if self.prefixes.known.len() > RESIDENT {
            let last_state = self.last_state;
            *self = Self { last_state, ..Self::new() };
            return true;
        }
        self.unbind(Mark { depth: 0, frame: NO_FRAME, state: 0 });
        self.own.clear();
        false
    }

    #[inline(always)]
    pub(super) fn mark(&self) -> Mark {
        Mark { depth: self.undo.len() as u32, frame: self.frame, state: self.state }
    }

    /// Declarations in scope.
    #[inline(always)]
    pub(super) fn depth(&self) -> usize {
        self.undo.len()
    }

    /// The namespace that a prefix is bound to.
    #[inline(always)]
    pub(super) fn bound(&self, prefix: Prefix) -> u16 {
        self.bound.get(usize::from(prefix)).copied().unwrap_or(UNBOUND)
    }

    /// Whether it remembers prefixes of earlier messages, which count as well against a limit.
    pub(super) fn is_warm(&self) -> bool {
        self.prefixes.known.len() > RESERVED.len()
    }

    /// The index of `prefix`, which is an NCName or empty; none where `limit` is reached.
    pub(super) fn prefix(&mut self, prefix: &[u8], limit: usize) -> Option<Prefix> {
        let index = self.prefixes.index(prefix, limit.min(MOST) + RESERVED.len())?;
        if usize::from(index) >= self.bound.len() {
            self.bound.push(UNBOUND);
        }
        Some(index)
    }

    pub(super) fn bind(&mut self, prefix: Prefix, namespace: NamespaceId) {
        let bound = &mut self.bound[usize::from(prefix)];
        self.undo.push((prefix, *bound));
        *bound = namespace.index();
    }

    /// The prefixes bound since `mark`.
    pub(super) fn bound_since(&self, mark: Mark) -> &[(Prefix, u16)] {
        &self.undo[mark.depth as usize..]
    }

    /// Numbers new bindings and remembers which element made them.
    pub(super) fn enter(&mut self, tape: &mut Tape, entry: usize) {
        self.last_state += 1;
        self.state = self.last_state;
        self.push_frame(tape, entry);
    }

    /// The same for bindings that had a number before.
    pub(super) fn enter_again(&mut self, tape: &mut Tape, entry: usize, state: u64) {
        self.state = state;
        self.push_frame(tape, entry);
    }

    fn push_frame(&mut self, tape: &mut Tape, entry: usize) {
        let index = tape.frames.len() as u32;
        let parent = if self.frame == NO_FRAME { index } else { self.frame };
        tape.frames.push(Frame { entry: entry as u32, parent });
        self.frame = index;
    }

    /// Takes back everything since `mark`.
    #[inline(always)]
    pub(super) fn leave(&mut self, mark: Mark) {
        if self.undo.len() as u32 != mark.depth {
            self.unbind(mark);
        }
    }

    fn unbind(&mut self, mark: Mark) {
        for (prefix, namespace) in self.undo.drain(mark.depth as usize..).rev() {
            self.bound[usize::from(prefix)] = namespace;
        }
        self.state = mark.state;
        self.frame = mark.frame;
    }

    /// The id of a namespace name; `spelled` says where a new one is to be found again.
    /// None where `limit` is reached.
    pub(super) fn namespace(
        &mut self,
        tape: &mut Tape,
        text: &[u8],
        uri: &[u8],
        spelled: OwnNamespace,
        limit: usize,
    ) -> Option<NamespaceId> {
        if let Some(known) = names::namespace(uri) {
            return Some(known);
        }
        let hash = self.hasher.hash_one(uri);
        if let Some(&own) = self.own.find(hash, |&own| tape.own_namespace(text, own) == uri) {
            return Some(NamespaceId::own(own));
        }
        if tape.namespaces.len() >= limit.min(MOST) {
            return None;
        }
        Some(self.add_own(tape, text, spelled))
    }

    /// Adds a namespace that is neither known nor met before.
    pub(super) fn add_own(
        &mut self,
        tape: &mut Tape,
        text: &[u8],
        spelled: OwnNamespace,
    ) -> NamespaceId {
        let own = tape.namespaces.len() as u16;
        tape.namespaces.push(spelled);
        let hash = |&own: &u16| self.hasher.hash_one(tape.own_namespace(text, own));
        self.own.insert_unique(hash(&own), own, hash);
        NamespaceId::own(own)
    }
}

const NO_FRAME: u32 = u32::MAX;

impl Tape {
    /// The bytes of a namespace name of the message's own.
    pub(super) fn own_namespace<'t>(&'t self, text: &'t [u8], own: u16) -> &'t [u8] {
        let Some(namespace) = self.namespaces.get(usize::from(own)) else { return &[] };
        let from = if namespace.in_side { &self.side } else { text };
        let start = namespace.start as usize;
        from.get(start..start + namespace.length as usize).unwrap_or_default()
    }
}

/// Prefixes met so far; their indices outlive the message.
struct Prefixes {
    known: Vec<Box<[u8]>>,
    table: HashTable<u16>,
    hasher: RandomState,
    /// Short prefixes met lately, by their bytes as a number.
    recent: [(u64, u16); RECENT],
}

const RECENT: usize = 64;

impl Prefixes {
    fn new() -> Self {
        let (known, table, hasher) = (Vec::new(), HashTable::new(), RandomState::new());
        Self { known, table, hasher, recent: [(0, DEFAULT); RECENT] }
    }

    fn index(&mut self, prefix: &[u8], limit: usize) -> Option<u16> {
        let packed = pack(prefix);
        let recent = (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as usize % RECENT;
        if prefix.len() <= 8 && self.recent[recent].0 == packed && !self.known.is_empty() {
            return Some(self.recent[recent].1);
        }
        let index = self.look_up(prefix, limit)?;
        if prefix.len() <= 8 {
            self.recent[recent] = (packed, index);
        }
        Some(index)
    }

    fn look_up(&mut self, prefix: &[u8], limit: usize) -> Option<u16> {
        let hash = self.hasher.hash_one(prefix);
        let known = &mut self.known;
        if let Some(&index) = self.table.find(hash, |&index| *known[usize::from(index)] == *prefix)
        {
            return Some(index);
        }
        if known.len() >= limit {
            return None;
        }
        let index = known.len() as u16;
        known.push(prefix.into());
        self.table
            .insert_unique(hash, index, |&index| self.hasher.hash_one(&*known[usize::from(index)]));
        Some(index)
    }
}

/// The first eight bytes as a number; names hold no NUL, so shorter ones are told apart.
fn pack(prefix: &[u8]) -> u64 {
    prefix.iter().take(8).rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}
