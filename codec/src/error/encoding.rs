//! What the bytes of a message are in.

/// What the bytes of a message are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// What the first bytes of a message tell (XML 1.0 appendix F): a byte order mark, or `<` in
    /// one of the two orders. HTTP headers before the message are passed over.
    ///
    /// ```
    /// use cimwire::xml::Encoding;
    /// assert_eq!(Encoding::of(b"<\0a\0/\0>\0"), Encoding::Utf16Le);
    /// assert_eq!(Encoding::of(b"HTTP/1.1 200 OK\r\n\r\n\xfe\xff\0<"), Encoding::Utf16Be);
    /// ```
    #[must_use]
    pub fn of(input: &[u8]) -> Self {
        match &input[after_http_headers(input)..] {
            [0xff, 0xfe, ..] | [b'<', 0, ..] => Self::Utf16Le,
            [0xfe, 0xff, ..] | [0, b'<', ..] => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }

    /// A text in this encoding; in UTF-16 with a byte order mark before it, in UTF-8 without
    /// (DSP0226 R13.1-6, R13.1-7).
    ///
    /// ```
    /// use cimwire::xml::Encoding;
    /// assert_eq!(Encoding::Utf16Le.encode("<a/>"), b"\xff\xfe<\0a\0/\0>\0");
    /// assert_eq!(Encoding::Utf8.encode("<a/>"), b"<a/>");
    /// ```
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf16Le => units.flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => units.flat_map(u16::to_be_bytes).collect(),
        }
    }

    /// Whether a character takes two bytes or four.
    #[must_use]
    pub fn is_utf16(self) -> bool {
        self != Self::Utf8
    }

    /// One unit of the text: a byte of UTF-8, two of UTF-16; an odd last byte counts as a unit.
    #[must_use]
    pub fn unit(self, bytes: &[u8]) -> u16 {
        match (self, bytes) {
            (Self::Utf16Le, &[low, high]) | (Self::Utf16Be, &[high, low]) => {
                u16::from_be_bytes([high, low])
            }
            (_, &[byte, ..]) => u16::from(byte),
            _ => 0,
        }
    }
}

/// The offset behind the headers of an HTTP/1 request or response (RFC 9112 §2.1); 0 where there
/// are none, or where they do not end.
pub(crate) fn after_http_headers(input: &[u8]) -> usize {
    let end_of_line = |at: usize| Some(at + memchr::memchr(b'\n', input.get(at..)?)? + 1);
    let Some(mut at) = end_of_line(0) else { return 0 };
    let line = &input[..at];
    let is_response = line.starts_with(b"HTTP/1.");
    let is_request = line.first().is_some_and(u8::is_ascii_uppercase)
        && memchr::memmem::find(line, b" HTTP/1.").is_some();
    if !is_response && !is_request {
        return 0;
    }
    while let Some(next) = end_of_line(at) {
        if matches!(&input[at..next], b"\n" | b"\r\n") {
            return next;
        }
        at = next;
    }
    0
}
