//! The map of a message: one flat array of entries beside its bytes.

use crate::names::{FIRST_OWN_NAME, NameId, NamespaceId};

use super::source::{Encoding, Repair};

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// An element that holds one run of text, or nothing.
    Leaf,
    /// An element that holds anything else: elements, mixed content, sections, comments.
    Open,
    /// An attribute of the element before it.
    Attribute,
    /// A namespace declaration of the element before it.
    Namespace,
    /// A run of text that is not all blank, in an open element.
    Text,
    /// A CDATA section.
    Cdata,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
}

/// One place of the tape: 16 bytes, four little-endian words.
///
/// | word | bits |
/// | --- | --- |
/// | 0 | name 20, attributes 5, kind 3, flags 4 |
/// | 1 | offset of the construct: `<`, or the first byte of an attribute's name or of text |
/// | 2 | offset of the value; for [`Kind::Open`] the offset behind its end tag |
/// | 3 | length of the value; for [`Kind::Open`] the index of the entry behind its content |
///
/// Offsets count bytes of the text ([`Tree::text`](super::Tree::text)). Attributes and declarations
/// follow their element in document order, then its content. Blanks between constructs have no
/// entry: they are the gaps between neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Entry {
    head: u32,
    start: u32,
    a: u32,
    b: u32,
}

/// What a reader of a value must know.
pub(crate) mod flag {
    /// The raw text is not yet the value: it has references, CR, or blanks in an attribute.
    pub(crate) const DECODE: u32 = 1;
    /// `xsi:nil` is true.
    pub(crate) const NIL: u32 = 2;
    /// The raw text is not all ASCII.
    pub(crate) const HIGH: u32 = 4;
}

const NAME_BITS: u32 = 20;
const COUNT_BITS: u32 = 5;
const KIND_SHIFT: u32 = NAME_BITS + COUNT_BITS;
const FLAG_SHIFT: u32 = KIND_SHIFT + 3;

/// The greatest count an entry can hold; it stands for "as many or more".
pub(super) const MANY_ATTRIBUTES: u32 = (1 << COUNT_BITS) - 1;
/// Names a message may have beyond the vocabulary.
pub(super) const MAX_OWN_NAMES: usize = (1 << NAME_BITS) - FIRST_OWN_NAME as usize;

impl Entry {
    /// An element whose start tag is still being read.
    pub(super) const PENDING: Self = Self { head: u32::MAX, start: 0, a: 0, b: 0 };

    #[inline(always)]
    pub(super) fn pending(start: u32) -> Self {
        Self { start, ..Self::PENDING }
    }

    pub(super) fn is_pending(self) -> bool {
        self.head == u32::MAX
    }

    #[inline(always)]
    pub(super) fn new(kind: Kind, name: u32, flags: u32, start: u32, value: u32, end: u32) -> Self {
        let head = name | (kind as u32) << KIND_SHIFT | flags << FLAG_SHIFT;
        Self { head, start, a: value, b: end.wrapping_sub(value) }
    }

    #[inline(always)]
    pub(super) fn with_attributes(mut self, count: u32) -> Self {
        self.head |= count.min(MANY_ATTRIBUTES) << NAME_BITS;
        self
    }

    /// Names the attribute when its element's declarations are known.
    #[inline(always)]
    pub(super) fn set_name(&mut self, name: NameId) {
        self.head |= name.index();
    }

    /// Closes an open element: where its end tag ends, and which entry comes next.
    #[inline(always)]
    pub(super) fn close(&mut self, end: u32, next: u32) {
        self.a = end;
        self.b = next;
    }

    /// The same construct `distance` bytes further on; not for open elements.
    #[inline(always)]
    pub(super) fn shifted(mut self, distance: u32) -> Self {
        self.start = self.start.wrapping_add(distance);
        self.a = self.a.wrapping_add(distance);
        self
    }

    /// What the entry stands for.
    #[inline]
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.head >> KIND_SHIFT & 7 {
            0 => Kind::Leaf,
            1 => Kind::Open,
            2 => Kind::Attribute,
            3 => Kind::Namespace,
            4 => Kind::Text,
            5 => Kind::Cdata,
            6 => Kind::Comment,
            _ => Kind::Instruction,
        }
    }

    /// The expanded name of an element or attribute; none for the rest.
    #[inline]
    #[must_use]
    pub fn name(self) -> NameId {
        match self.kind() {
            Kind::Namespace => NameId::NONE,
            _ => NameId::new(self.head & ((1 << NAME_BITS) - 1)),
        }
    }

    /// The namespace that a declaration binds.
    #[inline]
    pub(super) fn namespace(self) -> NamespaceId {
        NamespaceId::new((self.head & 0xffff) as u16)
    }

    /// Attributes and declarations of an element; 31 means 31 or more.
    #[inline]
    #[must_use]
    pub fn attribute_count(self) -> u32 {
        self.head >> NAME_BITS & MANY_ATTRIBUTES
    }

    /// Whether this is an attribute or a declaration, and so in the start tag of an element.
    #[inline(always)]
    pub(crate) fn is_in_tag(self) -> bool {
        matches!(self.kind(), Kind::Attribute | Kind::Namespace)
    }

    /// Whether the raw text must be decoded to be the value.
    #[inline]
    #[must_use]
    pub fn needs_decoding(self) -> bool {
        self.flags() & flag::DECODE != 0
    }

    /// Whether the element has `xsi:nil="true"` or `"1"` (XML Schema part 1 §2.6.2).
    #[inline]
    #[must_use]
    pub fn is_nil(self) -> bool {
        self.flags() & flag::NIL != 0
    }

    /// Whether the raw text has characters outside ASCII.
    #[inline]
    #[must_use]
    pub fn is_high(self) -> bool {
        self.flags() & flag::HIGH != 0
    }

    #[inline]
    fn flags(self) -> u32 {
        self.head >> FLAG_SHIFT
    }

    /// Offset of the construct's first byte.
    #[inline]
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offsets of the raw value; empty for an open element.
    #[inline]
    #[must_use]
    pub fn value(self) -> std::ops::Range<usize> {
        match self.kind() {
            Kind::Open => 0..0,
            _ => self.a as usize..self.a as usize + self.b as usize,
        }
    }

    /// Offset behind the end tag of an open element.
    #[inline]
    pub(super) fn end(self) -> usize {
        self.a as usize
    }

    /// Index of the entry behind an open element.
    #[inline]
    pub(crate) fn next(self) -> usize {
        self.b as usize
    }

    /// The four words, as documented above.
    #[must_use]
    #[inline]
    pub fn words(self) -> [u32; 4] {
        [self.head, self.start, self.a, self.b]
    }
}

/// The entries of a message and what they refer to.
#[derive(Clone, Default)]
pub(crate) struct Tape {
    pub(super) entries: Vec<Entry>,
    /// Names that are not in the vocabulary, by id less [`FIRST_OWN_NAME`](crate::names::FIRST_OWN_NAME).
    pub(super) names: Vec<OwnName>,
    /// Namespaces that are not, by id less the vocabulary's size.
    pub(super) namespaces: Vec<OwnNamespace>,
    /// Text that is not in the message as such: namespace names whose spelling had to be decoded.
    pub(super) side: Vec<u8>,
    /// Elements that declare namespaces, in document order.
    pub(super) frames: Vec<Frame>,
    pub(super) deviations: Vec<Deviation>,
    pub(super) repairs: Vec<Repair>,
    pub(super) encoding: Encoding,
    /// Offset of the text in the input as given.
    pub(super) skipped: usize,
}

/// A name at its first occurrence.
#[derive(Clone, Copy)]
pub(super) struct OwnName {
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) namespace: NamespaceId,
}

/// A namespace name at its first occurrence, in the text or in the side buffer.
#[derive(Clone, Copy)]
pub(super) struct OwnNamespace {
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) in_side: bool,
}

/// An element with declarations, and the nearest one around it.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) entry: u32,
    /// Index of the enclosing frame; its own index for the outermost.
    pub(super) parent: u32,
}

/// A departure from the standard that was read all the same. The list is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Which.
    pub kind: DeviationKind,
    /// Byte offset in the input as given.
    pub offset: usize,
}

/// What a lenient reader lets pass. A strict one makes each an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeviationKind {
    /// The declaration names an encoding that the bytes are not in.
    EncodingName,
    /// Blanks or text before the XML declaration.
    BeforeDeclaration,
    /// NUL bytes after the root.
    NulAfterRoot,
    /// HTTP headers before the message.
    HttpHeaders,
}

impl Tape {
    /// Forgets the message and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.names.clear();
        self.namespaces.clear();
        self.side.clear();
        self.frames.clear();
        self.deviations.clear();
        self.repairs.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_sixteen_bytes_and_keeps_its_fields() {
        assert_eq!(size_of::<Entry>(), 16);
        let name = (1 << NAME_BITS) - 1;
        let entry = Entry::new(Kind::Instruction, name, flag::NIL | flag::HIGH, 7, 9, 12);
        let entry = entry.with_attributes(400);
        assert_eq!(
            (entry.kind(), entry.name(), entry.attribute_count()),
            (Kind::Instruction, NameId::new(name), 31)
        );
        assert_eq!((entry.start(), entry.value()), (7, 9..12));
        assert!(entry.is_nil() && entry.is_high() && !entry.needs_decoding());
    }
}
