//! The commonest constructs, read whole: `<name>text</name>`, with or without an attribute list
//! that was read before, `<name>` before another tag, and end tags.
//!
//! Nine of ten elements of a large answer are properties like this, and most headers of a small
//! one, so they have a loop of their own with its few variables in registers. It checks all that
//! the long way checks and has no effect on what it cannot finish: references in the text, new
//! attributes, an unknown name and every error are left at their `<` to the long way.

use super::builder::{Builder, flag_nil};
use super::chars::is_blank;
use super::memo::{Attributes, Open};
use super::qnames::{QNames, Slot, SlotIndex};
use super::scan::{self, BLOCK, Scan};
use super::tape::{Entry, Kind};

/// How a start tag begins.
#[derive(PartialEq, Eq)]
pub(super) enum TagMatch {
    /// With the name and `>`.
    Plain,
    /// With the name, which may go on.
    Name,
    None,
}

/// Bytes that a start tag without attributes and the first block of its text fit in, so that one
/// bounds check serves for both.
const WINDOW: usize = 3 * BLOCK;

impl<S: Scan> Builder<'_, S> {
    /// Reads known elements from the `<` at hand for as long as they follow one another.
    #[inline(always)]
    pub(super) fn known_elements(&mut self) {
        let depth = self.state.stack.len();
        if depth < self.watched || depth >= self.limits.depth {
            return;
        }
        let mut at = self.at;
        let mut previous = self.state.previous;
        let mut successor = self.state.qnames.slot(previous).successor;
        while let Some(window) = scan::chunk(self.text, at) {
            if window[0] != b'<' {
                break;
            }
            let next = if window[1] == b'/' {
                self.known_end(at)
            } else {
                let Some((index, slot, is_plain)) = self.known_name(window, successor) else {
                    break;
                };
                if index != successor {
                    self.state.qnames.slot_mut(previous).successor = index;
                }
                let known = if is_plain {
                    self.plain_element(window, at, index, slot)
                } else {
                    self.listed_leaf(at, index, slot)
                };
                if known.is_some() {
                    (previous, successor) = (index, slot.successor);
                }
                known
            };
            let Some(next) = next else { break };
            at = if self.byte(next) == Some(b'<') { next } else { self.after_gap(next) };
        }
        self.at = at;
        self.state.previous = previous;
    }

    /// The name of the start tag that the window begins with, and whether `>` follows it: the name
    /// that came here last time, or another that is kept and valid.
    #[inline(always)]
    fn known_name(
        &self,
        window: &[u8; WINDOW],
        successor: SlotIndex,
    ) -> Option<(SlotIndex, Slot, bool)> {
        let qnames = &self.state.qnames;
        let block = window[1..].first_chunk()?;
        let slot = qnames.slot(successor);
        if QNames::is_valid(slot, &self.state.scope) {
            match qnames.tag(self.scan, block, successor, slot) {
                TagMatch::Plain => return Some((successor, slot, true)),
                TagMatch::Name if is_blank(block[usize::from(slot.length) % BLOCK]) => {
                    return Some((successor, slot, false));
                }
                TagMatch::Name | TagMatch::None => {}
            }
        }
        let length = self.scan.name_end(block).trailing_zeros() as usize;
        if length >= BLOCK {
            return None;
        }
        let scope = &self.state.scope;
        let is_wanted = |slot| QNames::is_element(slot) && QNames::is_valid(slot, scope);
        let index = qnames.find(self.scan, &block[..], 0, length, is_wanted)?;
        Some((index, qnames.slot(index), block[length] == b'>'))
    }

    /// The end tag at `at`, unless it is one to watch for.
    #[inline(always)]
    fn known_end(&mut self, at: usize) -> Option<usize> {
        if self.state.stack.len() <= self.watched { None } else { self.close(at) }
    }

    /// Appends `<name>text</name>`, or opens what starts with `<name><`; returns what follows.
    #[inline(always)]
    fn plain_element(
        &mut self,
        window: &[u8; WINDOW],
        at: usize,
        index: SlotIndex,
        slot: Slot,
    ) -> Option<usize> {
        let start = usize::from(slot.length) % BLOCK + 2;
        if window[start] == b'<' && window[start + 1] != b'/' {
            return self.plain_open(at, slot);
        }
        let block = window[start..].first_chunk()?;
        let start = at + start;
        let end = self.plain_text(block, start)?;
        let next = self.after_end(end, index, slot)?;
        self.push(Entry::new(
            Kind::Leaf,
            slot.name.index(),
            0,
            at as u32,
            start as u32,
            end as u32,
        ));
        Some(next)
    }

    #[inline(always)]
    fn plain_open(&mut self, at: usize, slot: Slot) -> Option<usize> {
        if self.state.stack.len() + 1 >= self.limits.depth {
            return None;
        }
        let open = Open {
            entry: self.state.tape.entries.len() as u32,
            name_start: at as u32 + 1,
            name_length: u32::from(slot.length),
            mark: self.state.scope.mark(),
        };
        self.state.stack.push(open);
        self.push(Entry::new(Kind::Open, slot.name.index(), 0, at as u32, 0, 0));
        Some(at + usize::from(slot.length) + 2)
    }

    /// A leaf with an attribute list that was read before, or `<name list/>`.
    #[inline(always)]
    fn listed_leaf(&mut self, at: usize, index: SlotIndex, slot: Slot) -> Option<usize> {
        let name_end = at + 1 + usize::from(slot.length);
        if slot.list == 0 {
            return None;
        }
        let (memos, state) = (&self.state.memos, self.state.scope.state);
        let (list_index, list) = memos.list(self.scan, self.text, name_end, slot.list, state)?;
        let Attributes { count, is_empty, is_nil } = list.attributes;
        let start = name_end + usize::from(list.length);
        let (mut end, mut next) = (start, start);
        if !is_empty {
            end = self.plain_text(scan::block(self.text, start)?, start)?;
            next = self.after_end(end, index, slot)?;
        }
        let entry = Entry::new(
            Kind::Leaf,
            slot.name.index(),
            flag_nil(is_nil),
            at as u32,
            start as u32,
            end as u32,
        );
        let tape = &mut self.state.tape;
        tape.entries.push(entry.with_attributes(count));
        list.push(tape, name_end);
        self.state.memos.use_list(list_index);
        Some(next)
    }

    /// The end of the text at `start`, if there is nothing in it that needs a look.
    #[inline(always)]
    fn plain_text<'t>(&'t self, mut block: &'t [u8; BLOCK], start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            let found = self.scan.plain(block);
            let before = found.stop.wrapping_sub(1) & !found.stop;
            if found.special & before != 0 {
                return None;
            }
            if found.stop != 0 {
                let end = at + found.stop.trailing_zeros() as usize;
                return (end - start <= self.limits.text).then_some(end);
            }
            at += BLOCK;
            block = scan::chunk(self.text, at)?;
        }
    }

    /// The offset behind the end tag at `at`, where a `<` is, if it is the slot's.
    #[inline(always)]
    fn after_end(&self, at: usize, index: SlotIndex, slot: Slot) -> Option<usize> {
        let tag: &[u8; BLOCK + 1] = scan::chunk(self.text, at + 1)?;
        let name = self.state.qnames.tag(self.scan, tag[1..].first_chunk()?, index, slot);
        let is_end = tag[0] == b'/' && name == TagMatch::Plain;
        is_end.then_some(at + usize::from(slot.length) + 3)
    }
}
