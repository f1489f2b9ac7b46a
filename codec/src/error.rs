//! What can be wrong with a message or a value, where, and in which words.

use std::borrow::Cow;
use std::fmt;

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a message was refused or a value could not be written.
///
/// One pointer wide. The offset counts bytes of the input as it was given, also for UTF-16 and for
/// a message wrapped in HTTP; it is never past the input's end. No text of the message is repeated
/// in an error, so an error is safe to log.
///
/// ```
/// let error = cimwire::xml::Document::decode("<a><b></a>").unwrap_err();
/// assert_eq!(error.kind(), cimwire::ErrorKind::EndTag);
/// assert_eq!(error.offset(), 6);
/// assert_eq!(error.path(), "a/b");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    offset: usize,
    path: String,
    text: Cow<'static, str>,
}

impl Error {
    /// An error at a byte offset; `text` says what was expected and found.
    #[cold]
    #[must_use]
    pub fn new(kind: ErrorKind, offset: usize, text: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { kind, offset, path: String::new(), text: text.into() }))
    }

    /// The stable kind: what a program branches on.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Byte offset from the start of the input; 0 where the error is about no input.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The elements that enclose the offset: local names from the root, each but the first of its
    /// name with its 1-based position, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The same error at another offset, for a layer that knows where its input came from.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.0.offset = offset;
        self
    }

    /// The same error inside the elements of `path`.
    #[must_use]
    pub fn within(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }

    /// The same error under another kind, for a layer that understands it better.
    #[must_use]
    pub fn into_kind(mut self, kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Self {
        self.0.kind = kind;
        self.0.text = text.into();
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.text(), self.offset())?;
        if self.path().is_empty() { Ok(()) } else { write!(f, " in {}", self.path()) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.kind())
    }
}

impl std::error::Error for Error {}

/// Declares the kinds once, with their list and their names.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What went wrong, as a stable name. The facade numbers them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $kind,)* }

        impl ErrorKind {
            /// Every kind there is, in order of declaration.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The kind's name, as every language shows it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => stringify!($kind),)* }
            }
        }
    };
}

kinds! {
    /// The input ends inside a construct or before the root is closed.
    UnexpectedEnd,
    /// The input has no root element: it is empty, blank, or not XML at all.
    NoRoot,
    /// Markup that XML 1.0 does not allow.
    Syntax,
    /// A name that is not an NCName or QName (Namespaces in XML 1.0 §3).
    Name,
    /// An end tag that does not match its start tag, or has none.
    EndTag,
    /// A prefix that no namespace declaration binds.
    UnboundPrefix,
    /// A namespace declaration that Namespaces in XML 1.0 forbids.
    Namespace,
    /// Two attributes of one element with the same expanded name, or two declarations of a prefix.
    DuplicateAttribute,
    /// A character that XML 1.0 §2.2 forbids.
    Character,
    /// Bytes that are not text in the message's encoding, or an encoding that is not supported.
    Encoding,
    /// `]]>` in text (XML 1.0 §2.4).
    CdataEnd,
    /// A malformed character or entity reference, or one to a forbidden character.
    Reference,
    /// A reference to an entity other than the five that XML predefines.
    Entity,
    /// A document type declaration: messages have none (SOAP 1.2 part 1 §5).
    Doctype,
    /// An XML declaration that is malformed or in the wrong place.
    Declaration,
    /// Something other than comments, processing instructions and blanks after the root.
    AfterRoot,
    /// The size line of an HTTP chunk inside the message.
    ChunkMark,
    /// Strict only: the declared encoding contradicts the bytes.
    EncodingName,
    /// Strict only: blanks or text before the XML declaration.
    BeforeDeclaration,
    /// Strict only: NUL bytes after the root.
    NulAfterRoot,
    /// Strict only: HTTP headers before the message.
    HttpHeaders,
    /// A value, name or namespace that XML cannot carry.
    Unwritable,
    /// Elements that were not closed, or closed twice, by the caller of a writer.
    Unbalanced,
    /// The sink refused the bytes.
    Sink,
    /// More bytes than [`Limits::bytes`](crate::Limits::bytes).
    BytesLimit,
    /// Elements nested deeper than [`Limits::depth`](crate::Limits::depth).
    DepthLimit,
    /// More attributes on an element than [`Limits::attributes`](crate::Limits::attributes).
    AttributesLimit,
    /// More declarations in scope than [`Limits::namespaces`](crate::Limits::namespaces).
    NamespacesLimit,
    /// A longer value than [`Limits::text`](crate::Limits::text).
    TextLimit,
    /// More distinct names than [`Limits::names`](crate::Limits::names).
    NamesLimit,
    /// The root is not a SOAP envelope.
    NotSoap,
    /// An HTML page in place of a SOAP envelope.
    Html,
    /// No bytes, or only blanks, in place of a SOAP envelope.
    EmptyBody,
    /// A SOAP 1.1 envelope: WS-Management is SOAP 1.2 (DSP0226 §5.2).
    Soap11,
    /// Text that is not JSON.
    JsonSyntax,
    /// JSON that does not have the form of a message or element.
    JsonForm,
    /// A defect of this library.
    Defect,
}

/// A line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Lines end at LF, at CR LF, or at a lone CR.
    pub line: usize,
    /// Characters from the start of the line; a byte that is no character counts as one.
    pub column: usize,
}

impl Location {
    /// Where byte `offset` of `input` is; an offset past the end means the end.
    /// UTF-16 input is recognised as the reader recognises it.
    ///
    /// ```
    /// use cimwire::Location;
    /// assert_eq!(Location::of("a\né<".as_bytes(), 4), Location { line: 2, column: 2 });
    /// ```
    #[must_use]
    pub fn of(input: &[u8], offset: usize) -> Self {
        let before = &input[..offset.min(input.len())];
        match Utf16::sniff(input) {
            Some(order) => {
                Self::after(before.chunks(2).map(|unit| order.unit(unit)), is_utf16_tail)
            }
            None => {
                Self::after(without_bom(before).iter().map(|&byte| u16::from(byte)), is_utf8_tail)
            }
        }
    }

    fn after(units: impl Iterator<Item = u16>, is_tail: fn(u16) -> bool) -> Self {
        let mut at = Self { line: 1, column: 1 };
        let mut previous = 0;
        for unit in units {
            let second_half = unit == NEWLINE && previous == RETURN;
            if second_half {
            } else if unit == NEWLINE || unit == RETURN {
                at = Self { line: at.line + 1, column: 1 };
            } else if !is_tail(unit) {
                at.column += 1;
            }
            previous = unit;
        }
        at
    }
}

/// The byte order of UTF-16 input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Utf16 {
    Little,
    Big,
}

impl Utf16 {
    /// XML 1.0 appendix F: a byte order mark, or `<` in one of the two orders.
    pub(crate) fn sniff(input: &[u8]) -> Option<Self> {
        match input {
            [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(Self::Little),
            [0xfe, 0xff, ..] | [0, b'<', ..] => Some(Self::Big),
            _ => None,
        }
    }

    /// One unit; an odd last byte counts as a unit of its own.
    pub(crate) fn unit(self, bytes: &[u8]) -> u16 {
        match (self, bytes) {
            (Self::Little, &[low, high]) | (Self::Big, &[high, low]) => {
                u16::from_be_bytes([high, low])
            }
            (_, &[byte]) => u16::from(byte),
            _ => 0,
        }
    }
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn is_utf8_tail(unit: u16) -> bool {
    unit & 0xc0 == 0x80
}

fn is_utf16_tail(unit: u16) -> bool {
    unit & 0xfc00 == 0xdc00 || unit == 0xfeff
}

const NEWLINE: u16 = b'\n' as u16;
const RETURN: u16 = b'\r' as u16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }

    #[test]
    fn lines_end_in_three_ways_and_columns_count_characters() {
        let input = "a\r\nb\rc\né<".as_bytes();
        let of = |offset| (Location::of(input, offset).line, Location::of(input, offset).column);
        assert_eq!(
            [of(0), of(1), of(3), of(5), of(7), of(9)],
            [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (4, 2)]
        );
        assert_eq!(of(usize::MAX), (4, 3));
    }

    #[test]
    fn utf16_is_counted_in_characters() {
        let input: Vec<u8> = "\u{feff}<\n😀x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Location::of(&input, 10), Location { line: 2, column: 2 });
        assert_eq!(Location::of(&input, 2), Location { line: 1, column: 1 });
    }
}
