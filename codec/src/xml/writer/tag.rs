//! Names checked and spelt beforehand.

use super::escape::{SHORT, copy_plain};
use crate::xml::Name;
use crate::xml::text::Place;

/// The name of an element or attribute, checked and spelt beforehand by
/// [`Writer::tag`](super::Writer::tag): for names that are written thousands of times.
///
/// It is fast with the writer that made it, while the namespace has the prefix it had there, at
/// the same depth of declarations. Elsewhere it writes the same name, only slower.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `<p:Name>`.
    start: Piece,
    /// `</p:Name>`.
    end: Piece,
    pub(super) hash: u64,
    pub(super) serial: u64,
    pub(super) binding: usize,
    local: usize,
    namespace: Box<str>,
}

impl Tag {
    pub(super) fn new(name: Name<'_>, prefix: &str, binding: usize, serial: u64) -> Self {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let local = name.local;
        Self {
            start: Piece::new(format!("<{prefix}{colon}{local}>")),
            end: Piece::new(format!("</{prefix}{colon}{local}>")),
            hash: hash(local),
            serial,
            binding,
            local: "<".len() + prefix.len() + colon.len(),
            namespace: name.namespace.into(),
        }
    }

    /// The name it writes.
    #[must_use]
    pub fn name(&self) -> Name<'_> {
        let start = &self.start.text;
        Name { namespace: &self.namespace, local: &start[self.local..start.len() - 1] }
    }

    /// The name with its prefix, as it is written.
    #[inline]
    #[must_use]
    pub fn spelling(&self) -> &str {
        &self.start.text[1..self.start.text.len() - 1]
    }

    /// Appends the element, behind the `>` of an open start tag, if it and its text are short, the
    /// text needs no escaping, and there is room: without calling a function.
    #[inline(always)]
    pub(super) fn append_short(&self, out: &mut Vec<u8>, is_tag_open: bool, text: &str) -> bool {
        let (start, end) = (self.start.text.len(), self.end.text.len());
        let is_short = start < BLOCK && end <= BLOCK && text.len() <= SHORT;
        if !is_short || out.capacity() - out.len() < ROOM {
            return false;
        }
        let at = out.len();
        out.extend_from_slice(&[b'>'; ROOM]);
        let tag = usize::from(is_tag_open);
        let (value, behind) = (tag + start, tag + start + text.len());
        let Some(room) = out.last_chunk_mut::<ROOM>() else { return false };
        room[tag..tag + BLOCK].copy_from_slice(&self.start.block);
        let Some(place) = room[value..].first_chunk_mut() else { return false };
        let is_plain = copy_plain(place, text.as_bytes(), Place::Content);
        room[behind..behind + BLOCK].copy_from_slice(&self.end.block);
        if !is_plain {
            return take_back(out, at);
        }
        out.truncate(at + behind + end);
        true
    }

    #[inline]
    pub(super) fn start(&self) -> &Piece {
        &self.start
    }

    #[inline]
    pub(super) fn end(&self) -> &Piece {
        &self.end
    }
}

/// What is behind the name in the tag of an element that is nil.
pub(super) struct Nil {
    pub(super) rest: Piece,
    pub(super) binding: usize,
    pub(super) serial: u64,
}

impl Nil {
    pub(super) fn new(prefix: &str, binding: usize, serial: u64) -> Self {
        Self { rest: Piece::new(format!(" {prefix}:nil=\"true\"/>")), binding, serial }
    }
}

/// A constant text that is appended by a copy of a fixed size where it fits.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    block: [u8; BLOCK],
    text: Box<str>,
}

impl Piece {
    fn new(text: String) -> Self {
        let mut block = [0; BLOCK];
        let short = text.len().min(BLOCK);
        block[..short].copy_from_slice(&text.as_bytes()[..short]);
        Self { block, text: text.into() }
    }

    #[inline]
    pub(super) fn append(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.text.len();
        if self.text.len() <= BLOCK {
            out.extend_from_slice(&self.block);
            out.truncate(end);
        } else {
            out.extend_from_slice(self.text.as_bytes());
        }
    }
}

const BLOCK: usize = 32;
/// What [`Tag::append_short`] may fill.
const ROOM: usize = 1 + BLOCK + SHORT + BLOCK;

/// Leaves the first `length` bytes; `false`. A call, so that what is written next need not wait for
/// the check of what was written last, as it would for a choice between two lengths.
#[cold]
#[inline(never)]
fn take_back(out: &mut Vec<u8>, length: usize) -> bool {
    out.truncate(length);
    false
}

/// A number for a local name, to see whether two in a row are alike.
pub(super) fn hash(local: &str) -> u64 {
    local.bytes().fold(local.len() as u64, |hash, byte| {
        (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
