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
