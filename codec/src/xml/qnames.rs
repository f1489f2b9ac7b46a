//! Names as they are spelled, and what they mean under the bindings in force.
//!
//! A message repeats few names very often. A slot keeps a spelling with its meaning and is valid
//! while its prefix is bound to the same namespace, so a name seen before costs one comparison.
//! The table of slots is a cache: what does not fit is looked up the long way, so a hostile choice
//! of names can make a message slower by a constant factor only.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use super::known::TagMatch;
use super::scan::{self, BLOCK, Scan};
use super::scope::{self, Prefix, Scope};
use super::tape::{MAX_OWN_NAMES, OwnName, Tape};
use crate::names::{self, NameId, NamespaceId};

/// The longest spelling that a slot keeps, in bytes.
const SPELLING: usize = 64;
const TABLE: usize = 8192;
const PROBES: usize = 8;
/// Slots a message may fill, and slots kept from one message to the next.
const MOST: usize = TABLE / 2;
const RESIDENT: usize = TABLE / 4;

/// A place in the cache; 0 means that the name is in none.
pub(super) type SlotIndex = u16;

#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) name: NameId,
    /// What the prefix was bound to when the name was resolved.
    namespace: u16,
    prefix: Prefix,
    pub(super) length: u16,
    /// The name whose start tag followed this one's last time.
    pub(super) successor: SlotIndex,
    /// The attribute list this element had last time, as an index into the memos.
    pub(super) list: u16,
}

/// A name with its place in the cache, if it has one.
#[derive(Clone, Copy)]
pub(super) struct QName {
    pub(super) slot: SlotIndex,
    pub(super) name: NameId,
}

pub(super) struct QNames {
    table: Box<[SlotIndex; TABLE]>,
    slots: Vec<Slot>,
    /// Filled up with `>`, which ends a start tag without attributes and every end tag.
    spellings: Vec<[u8; SPELLING]>,
    /// Slots whose name or namespace is the message's own.
    passing: Vec<SlotIndex>,
    own: HashTable<u32>,
    hasher: RandomState,
}

/// Why a spelling is no name here.
pub(super) enum NoName {
    Malformed,
    Unbound,
    TooMany,
}

impl QNames {
    pub(super) fn new() -> Self {
        let mut qnames = Self {
            table: Box::new([0; TABLE]),
            slots: Vec::new(),
            spellings: Vec::new(),
            passing: Vec::new(),
            own: HashTable::new(),
            hasher: RandomState::new(),
        };
        qnames.forget();
        qnames
    }

    /// Forgets what was the last message's own; everything, where that has become too much.
    /// Returns whether it was everything.
    pub(super) fn reset(&mut self, is_stale: bool) -> bool {
        self.own.clear();
        for slot in self.passing.drain(..) {
            self.slots[usize::from(slot)].namespace = scope::STALE;
        }
        let everything = is_stale || self.slots.len() > RESIDENT;
        if everything {
            self.forget();
        }
        everything
    }

    fn forget(&mut self) {
        self.table.fill(0);
        self.slots.clear();
        self.spellings.clear();
        let (name, namespace, prefix) = (NameId::NONE, scope::STALE, scope::DEFAULT);
        self.slots.push(Slot { name, namespace, prefix, length: 0, successor: 0, list: 0 });
        self.spellings.push([0; SPELLING]);
    }

    #[inline(always)]
    pub(super) fn slot(&self, slot: SlotIndex) -> Slot {
        self.slots[usize::from(slot)]
    }

    #[inline(always)]
    pub(super) fn slot_mut(&mut self, slot: SlotIndex) -> &mut Slot {
        &mut self.slots[usize::from(slot)]
    }

    /// Whether the slot's meaning holds under the bindings in force.
    #[inline(always)]
    pub(super) fn is_valid(slot: Slot, scope: &Scope) -> bool {
        scope.bound(slot.prefix) == slot.namespace
    }

    /// Whether the text at `at` starts with the slot's spelling.
    #[inline(always)]
    pub(super) fn is_at<S: Scan>(
        &self,
        scan: S,
        text: &[u8],
        at: usize,
        slot: SlotIndex,
        length: u16,
    ) -> bool {
        let spelling = &self.spellings[usize::from(slot)];
        scan::starts_with(scan, text, at, spelling, usize::from(length))
    }

    /// Whether the block starts with the slot's spelling, and with `>` behind it; not for spellings
    /// of a block and more.
    #[inline(always)]
    pub(super) fn tag<S: Scan>(
        &self,
        scan: S,
        block: &[u8; BLOCK],
        index: SlotIndex,
        slot: Slot,
    ) -> TagMatch {
        let Some(spelling) = self.spellings[usize::from(index)].first_chunk() else {
            return TagMatch::None;
        };
        let length = usize::from(slot.length);
        if length >= BLOCK {
            return TagMatch::None;
        }
        let first_difference = (!scan.equal(block, spelling)).trailing_zeros() as usize;
        if first_difference > length {
            TagMatch::Plain
        } else if first_difference == length {
            TagMatch::Name
        } else {
            TagMatch::None
        }
    }

    /// The slot of the name of `length` bytes at `at`, if it has one of the wanted kind that is
    /// valid now; an element's name may also be wanted before its declarations are known.
    #[inline(always)]
    pub(super) fn find<S: Scan>(
        &self,
        scan: S,
        text: &[u8],
        at: usize,
        length: usize,
        is_wanted: impl Fn(Slot) -> bool,
    ) -> Option<SlotIndex> {
        if length > SPELLING {
            return None;
        }
        let first = hash(text.get(at..at + length)?);
        for probe in 0..PROBES {
            let index = self.table[(first + probe) % TABLE];
            let slot = self.slot(index);
            if index == 0 {
                return None;
            }
            if usize::from(slot.length) == length
                && is_wanted(slot)
                && self.is_at(scan, text, at, index, slot.length)
            {
                return Some(index);
            }
        }
        None
    }

    /// Resolves the long way: checks the spelling, finds its expanded name, and keeps both.
    pub(super) fn resolve(
        &mut self,
        scope: &mut Scope,
        tape: &mut Tape,
        text: &[u8],
        range: std::ops::Range<usize>,
        is_attribute: bool,
        limit: usize,
    ) -> Result<QName, NoName> {
        let spelling = &text[range.clone()];
        let (prefix, local) = split(spelling).ok_or(NoName::Malformed)?;
        let prefix = match prefix {
            Some(prefix) => scope.prefix(prefix, limit).ok_or(NoName::TooMany)?,
            None if is_attribute => scope::ATTRIBUTE,
            None => scope::DEFAULT,
        };
        let bound = scope.bound(prefix);
        if bound == scope::UNBOUND {
            return Err(NoName::Unbound);
        }
        let namespace = NamespaceId::new(bound);
        let start = range.end - local.len();
        let name = match names::name(namespace, local) {
            Some(name) => name,
            None => {
                self.own_name(tape, text, namespace, start, local, limit).ok_or(NoName::TooMany)?
            }
        };
        Ok(QName { slot: self.keep(spelling, prefix, bound, name), name })
    }

    fn own_name(
        &mut self,
        tape: &mut Tape,
        text: &[u8],
        namespace: NamespaceId,
        start: usize,
        local: &[u8],
        limit: usize,
    ) -> Option<NameId> {
        let key = |own: u32| {
            let name = tape.names[own as usize];
            (name.namespace, &text[name.start as usize..(name.start + name.length) as usize])
        };
        let hash = self.hasher.hash_one((namespace, local));
        if let Some(&own) = self.own.find(hash, |&own| key(own) == (namespace, local)) {
            return Some(NameId::own(own));
        }
        let own = tape.names.len() as u32;
        if own as usize >= limit.min(MAX_OWN_NAMES) {
            return None;
        }
        self.own.insert_unique(hash, own, |&own| self.hasher.hash_one(key(own)));
        tape.names.push(OwnName { start: start as u32, length: local.len() as u32, namespace });
        Some(NameId::own(own))
    }

    /// Keeps a meaning in the slot of the same spelling and prefix kind, or in a new one.
    fn keep(&mut self, spelling: &[u8], prefix: Prefix, namespace: u16, name: NameId) -> SlotIndex {
        if spelling.len() > SPELLING {
            return 0;
        }
        let first = hash(spelling);
        for place in (first..first + PROBES).map(|place| place % TABLE) {
            let mut index = self.table[place];
            if index == 0 {
                if self.slots.len() >= MOST {
                    return 0;
                }
                index = self.slots.len() as SlotIndex;
                self.table[place] = index;
                self.slots.push(Slot { length: spelling.len() as u16, ..self.slots[0] });
                let mut bytes = [b'>'; SPELLING];
                bytes[..spelling.len()].copy_from_slice(spelling);
                self.spellings.push(bytes);
                self.slots[usize::from(index)].prefix = prefix;
            }
            let slot = &mut self.slots[usize::from(index)];
            let is_same = slot.prefix == prefix
                && usize::from(slot.length) == spelling.len()
                && self.spellings[usize::from(index)][..spelling.len()] == *spelling;
            if is_same {
                (slot.name, slot.namespace) = (name, namespace);
                if !name.is_known() {
                    self.passing.push(index);
                }
                return index;
            }
        }
        0
    }

    /// For a slot found by its spelling alone: whether it can be an element's name.
    #[inline(always)]
    pub(super) fn is_element(slot: Slot) -> bool {
        slot.prefix != scope::ATTRIBUTE
    }

    /// Whether it can be an attribute's name.
    #[inline(always)]
    pub(super) fn is_attribute(slot: Slot) -> bool {
        slot.prefix != scope::DEFAULT
    }
}

/// Prefix and local part of a QName (Namespaces in XML 1.0 §4).
fn split(spelling: &[u8]) -> Option<(Option<&[u8]>, &[u8])> {
    let (prefix, local) = match spelling.iter().position(|&byte| byte == b':') {
        Some(colon) => (Some(&spelling[..colon]), &spelling[colon + 1..]),
        None => (None, spelling),
    };
    let is_name = super::chars::is_ncname(local) && prefix.is_none_or(super::chars::is_ncname);
    is_name.then_some((prefix, local))
}

/// Mixes the first and last eight bytes and the length; good enough for a cache.
#[inline(always)]
fn hash(spelling: &[u8]) -> usize {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (first, last) = match (spelling.first_chunk(), spelling.last_chunk()) {
        (Some(first), Some(last)) => (word(first), word(last)),
        _ => (spelling.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0),
    };
    let mixed =
        (first ^ last.rotate_left(29) ^ spelling.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 51) as usize
}

const _: () = assert!(SPELLING.is_multiple_of(BLOCK) && TABLE == 1 << 13);
