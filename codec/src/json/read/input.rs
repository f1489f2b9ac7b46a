//! JSON as simd-json reads it, and where in it something is.

use std::cell::Cell;

use simd_json::{Buffers, ErrorType, Node};

use super::syntax::fault;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// The nodes of a text: each value one, keys and values of an object in turn, content behind its
/// object or list.
pub(super) struct Input<'j> {
    nodes: &'j [Node<'j>],
    /// Address of the text, which strings are parts of.
    start: usize,
    /// Bytes before the text.
    skipped: usize,
}

/// Reads `json` and does `work` with it.
pub(super) fn read<R>(
    json: &[u8],
    limits: &Limits,
    work: impl FnOnce(&Input<'_>) -> Result<R>,
) -> Result<R> {
    if json.len() > limits.bytes.min(LONGEST) {
        return Err(Error::new(
            ErrorKind::BytesLimit,
            limits.bytes.min(LONGEST),
            "the JSON is too long",
        ));
    }
    let text = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let skipped = json.len() - text.len();
    let depth = limits.depth.saturating_mul(LEVELS).saturating_add(LEVELS_AROUND);
    let mut scratch = Scratch::take(text.len(), depth);
    scratch.copy.extend_from_slice(text);
    let start = scratch.copy.as_ptr().addr();
    let tape = simd_json::to_tape_with_buffers(&mut scratch.copy, &mut scratch.buffers);
    let result = match tape {
        Ok(tape) => work(&Input { nodes: &tape.0, start, skipped }),
        Err(error) => Err(refused(text, &error, skipped)),
    };
    scratch.keep();
    result
}

/// Memory that reading takes; each thread keeps some for the next time.
struct Scratch {
    copy: Vec<u8>,
    buffers: Buffers,
    depth: usize,
}

thread_local! {
    static KEPT: Cell<Option<Scratch>> = const { Cell::new(None) };
}

impl Scratch {
    fn take(length: usize, depth: usize) -> Self {
        match KEPT.take() {
            Some(mut kept) if kept.depth == depth => {
                kept.copy.clear();
                kept
            }
            _ => {
                let buffers = Buffers::with_max_depth(length, depth);
                Self { copy: Vec::with_capacity(length), buffers, depth }
            }
        }
    }

    fn keep(self) {
        if self.copy.capacity() <= MOST_KEPT {
            KEPT.set(Some(self));
        }
    }
}

#[cold]
fn refused(text: &[u8], error: &simd_json::Error, skipped: usize) -> Error {
    if matches!(error.error(), ErrorType::DepthLimitExceeded) {
        let at = error.index().min(text.len());
        return Error::new(
            ErrorKind::DepthLimit,
            skipped + at,
            "lists and objects are nested too deeply",
        );
    }
    let huge_number = (error.index().min(text.len()), "a number that no double holds");
    let (at, why) = fault(text).unwrap_or(huge_number);
    Error::new(ErrorKind::JsonSyntax, skipped + at, why)
}

impl<'j> Input<'j> {
    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at an index; the last one for any index behind it.
    pub(super) fn node(&self, index: usize) -> Node<'j> {
        let node = self.nodes.get(index).or(self.nodes.last());
        node.copied().unwrap_or(Node::Static(simd_json::StaticNode::Null))
    }

    /// The string at an index.
    pub(super) fn string(&self, index: usize) -> Option<&'j str> {
        match self.node(index) {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The index behind a value and its content.
    pub(super) fn after(&self, index: usize) -> usize {
        match self.node(index) {
            Node::Object { count, .. } | Node::Array { count, .. } => index + 1 + count,
            _ => index + 1,
        }
    }

    /// The members of the object at an index: name, and index of the value.
    pub(super) fn members(&self, index: usize) -> impl Iterator<Item = (&'j str, usize)> + '_ {
        let end = self.after(index);
        let mut at = index + 1;
        std::iter::from_fn(move || {
            let value = at + 1;
            let key = self.string(at).filter(|_| value < end)?;
            at = self.after(value);
            Some((key, value))
        })
    }

    /// The indices of the items of the list at an index.
    pub(super) fn items(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.after(index);
        let mut at = index + 1;
        std::iter::from_fn(move || {
            let item = at;
            at = self.after(item);
            (item < end).then_some(item)
        })
    }

    /// An error about the value at an index.
    #[cold]
    pub(super) fn error(&self, index: usize, text: &'static str) -> Error {
        self.locate(Error::new(ErrorKind::JsonForm, 0, text), index)
    }

    /// An error as one about the value at an index.
    #[cold]
    pub(super) fn locate(&self, error: Error, index: usize) -> Error {
        let before = self.nodes.iter().take(index + 1).rev();
        let nearest = before.filter_map(|node| match node {
            Node::String(text) => Some(text.as_ptr().addr()),
            _ => None,
        });
        // The text of a string begins behind its quote.
        let offset = nearest.map(|address| address - self.start - 1).next().unwrap_or(0);
        error.at(self.skipped + offset).within(self.path(index))
    }

    /// The members and places that lead to the value at an index, or to its key.
    fn path(&self, index: usize) -> String {
        let mut path = String::new();
        let mut at = 0;
        while at < index {
            let Some((step, value)) = self.step(at, index) else { break };
            if !step.starts_with('[') && at > 0 {
                path.push('.');
            }
            path.push_str(&step);
            at = value;
        }
        path
    }

    /// How the object or list at `at` leads to the value at `index`, or to its key, and where to.
    fn step(&self, at: usize, index: usize) -> Option<(String, usize)> {
        if let Node::Object { .. } = self.node(at) {
            let (key, value) = self.members(at).find(|&(_, value)| index < self.after(value))?;
            return Some((key.chars().take(LONGEST_IN_PATH).collect(), value));
        }
        let (place, item) =
            self.items(at).enumerate().find(|&(_, item)| index < self.after(item))?;
        Some((format!("[{place}]"), item))
    }
}

/// Bytes of a text whose memory is kept; all of it is about five times that.
const MOST_KEPT: usize = 1 << 18;

/// simd-json counts in 32 bits.
const LONGEST: usize = u32::MAX as usize - 255;

/// Lists and objects that one element in another may take: an object in a list in an object.
const LEVELS: usize = 3;

/// Lists and objects around the outermost element.
const LEVELS_AROUND: usize = 8;

/// Characters of a member's name that a path shows.
const LONGEST_IN_PATH: usize = 256;
