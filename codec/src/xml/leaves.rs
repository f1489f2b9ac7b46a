//! The commonest construct, read whole: `<name>text</name>`.
//!
//! Nine of ten elements of a large answer are properties like this, so they have a loop of their
//! own, with its few variables in registers. It checks all that the long way checks and has no
//! effect on what it cannot finish: markup or references in the text, attributes, an unknown name
//! and every error are left at their `<` to the long way.

use super::builder::Builder;
use super::qnames::{QNames, Slot, SlotIndex};
use super::scan::{self, BLOCK, Scan};
use super::tape::{Entry, Kind};

/// Bytes that a start tag and the first block of its text fit in, so that one bounds check serves
/// for both.
const WINDOW: usize = 3 * BLOCK;

impl<S: Scan> Builder<'_, S> {
    /// Reads plain leaves from the `<` at hand for as long as they follow one another.
    #[inline(always)]
    pub(super) fn plain_leaves(&mut self) {
        if self.state.stack.is_empty() || self.state.stack.len() >= self.limits.depth {
            return;
        }
        let mut at = self.at;
        let mut previous = self.state.previous;
        let mut successor = self.state.qnames.slot(previous).successor;
        while let Some(window) = scan::chunk(self.text, at) {
            let Some((index, slot)) = self.plain_name(window, successor) else { break };
            let start = usize::from(slot.length) % BLOCK + 2;
            let Some(end) = self.plain_text(window, at, start) else { break };
            let Some(next) = self.after_end(end, index, slot) else { break };
            let name = slot.name.index();
            self.push(Entry::new(Kind::Leaf, name, 0, at as u32, (at + start) as u32, end as u32));
            if index != successor {
                self.state.qnames.slot_mut(previous).successor = index;
            }
            (previous, successor) = (index, slot.successor);
            at = next;
            if self.byte(at) != Some(b'<') {
                at = self.after_gap(at);
            }
        }
        self.at = at;
        self.state.previous = previous;
    }

    /// The name of the start tag that the window begins with, if the tag is nothing but the name:
    /// the one that came here last time, or another that is kept and valid.
    #[inline(always)]
    fn plain_name(&self, window: &[u8; WINDOW], successor: SlotIndex) -> Option<(SlotIndex, Slot)> {
        let qnames = &self.state.qnames;
        let block = window[1..].first_chunk()?;
        let slot = qnames.slot(successor);
        let is_valid = QNames::is_valid(slot, &self.state.scope);
        if is_valid && window[0] == b'<' && qnames.is_tag(self.scan, block, successor, slot) {
            return Some((successor, slot));
        }
        let length = self.scan.name_end(block).trailing_zeros() as usize;
        if window[0] != b'<' || length >= BLOCK || block[length] != b'>' {
            return None;
        }
        let scope = &self.state.scope;
        let is_wanted = |slot| QNames::is_element(slot) && QNames::is_valid(slot, scope);
        let index = qnames.find(self.scan, &block[..], 0, length, is_wanted)?;
        Some((index, qnames.slot(index)))
    }

    /// The end of the text at `start` of the window, if there is nothing in it that needs a look.
    #[inline(always)]
    fn plain_text(&self, window: &[u8; WINDOW], at: usize, start: usize) -> Option<usize> {
        let mut block = window[start..].first_chunk()?;
        let start = at + start;
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
        let is_end = tag[0] == b'/' && self.state.qnames.is_tag(self.scan, tag[1..].first_chunk()?, index, slot);
        is_end.then_some(at + usize::from(slot.length) + 3)
    }
}
