//! Reading no further than a header that says where the message goes: where to stop, and how the
//! envelope is closed there.

use std::ops::Range;

use super::builder::{Builder, State};
use super::scan::Scan;
use super::tape::{Entry, Kind};
use crate::names::{addressing, soap};

impl<S: Scan> Builder<'_, S> {
    /// Whether what was read last is the header of the envelope (SOAP 1.2 part 1 §5.2) and has an
    /// action. To be asked behind each construct directly inside the root; every entry is looked
    /// at once.
    #[cold]
    pub(super) fn is_behind_header(&mut self) -> bool {
        let &[root] = &self.state.stack[..] else { return false };
        let entries = &self.state.tape.entries;
        let root = root.entry as usize;
        if entries[root].name().canonical() != soap::ENVELOPE {
            return false;
        }
        let from = self.looked_at.max(root + 1);
        self.looked_at = entries.len();
        elements(entries, from..entries.len())
            .find(|&at| entries[at].name().canonical() == soap::HEADER)
            .is_some_and(|header| has_action(entries, header))
    }

    /// Closes the envelope behind its header, as if its end tag stood there.
    pub(super) fn close_head(&mut self) {
        let Some(&root) = self.state.stack.last() else { return };
        self.state.head_end = Some(self.at);
        self.close_open(root, self.at + "</>".len() + root.name_length as usize);
    }
}

/// Ends the text of a head with the end tag that [`Builder::close_head`] pretended to see.
pub(super) fn close_text(text: &mut Vec<u8>, state: &State) {
    let Some(end) = state.head_end else { return };
    let root = state.tape.entries.iter().find(|entry| is_element(entry));
    let name = root.map_or(0, |root| root.start() + 1);
    let length = root.map_or(0, |root| root.end() - end - "</>".len());
    text.truncate(end);
    text.extend_from_slice(b"</");
    text.extend_from_within(name..name + length);
    text.push(b'>');
}

fn has_action(entries: &[Entry], header: usize) -> bool {
    let is_action = |at: usize| entries[at].name().canonical() == addressing::ACTION;
    let is_open = entries[header].kind() == Kind::Open;
    is_open && elements(entries, header + 1..entries[header].next()).any(is_action)
}

/// The elements in a range of whole constructs, without those inside them.
fn elements(entries: &[Entry], range: Range<usize>) -> impl Iterator<Item = usize> {
    let mut next = range.start;
    std::iter::from_fn(move || {
        while next < range.end {
            let at = next;
            let entry = entries.get(at)?;
            next = if entry.kind() == Kind::Open { entry.next() } else { at + 1 };
            if is_element(entry) {
                return Some(at);
            }
        }
        None
    })
}

fn is_element(entry: &Entry) -> bool {
    matches!(entry.kind(), Kind::Leaf | Kind::Open)
}
