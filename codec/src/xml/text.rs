//! Text of a message: checked once, decoded when somebody asks.

#![allow(unsafe_code)]

use std::borrow::Cow;

use bytes::Bytes;

use super::chars::is_xml_char;

/// Bytes that a reader has accepted: XML, and with it UTF-8, from the first to the last.
///
/// INVARIANT: only [`Checked::by_reader`] makes one, and `bytes` cannot change: `Bytes` is
/// immutable and hands out one and the same slice for as long as it lives.
#[derive(Clone)]
pub(super) struct Checked {
    bytes: Bytes,
}

impl Checked {
    /// To be called by the reader alone, with a message that it has read without an error.
    pub(super) fn by_reader(bytes: Bytes) -> Self {
        debug_assert!(std::str::from_utf8(&bytes).is_ok());
        Self { bytes }
    }

    #[inline]
    pub(super) fn as_str(&self) -> &str {
        checked_by_reader(&self.bytes)
    }

    pub(super) fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

/// The text of a message that the reader has just read without an error, from the same slice.
#[inline]
pub(super) fn checked_by_reader(bytes: &[u8]) -> &str {
    debug_assert!(std::str::from_utf8(bytes).is_ok());
    // SAFETY: the reader compares every byte of a message it accepts with ASCII markup or with
    // bytes checked before, or validates it as UTF-8 (names, values, comments, sections).
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

/// Where a piece of raw text stood, which decides what its line ends and blanks mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Character data: references are replaced, CR LF and CR become LF (XML 1.0 §2.11).
    Content,
    /// An attribute value: also, blanks become spaces (XML 1.0 §3.3.3).
    Attribute,
    /// A CDATA section: only line ends are normalised.
    Cdata,
}

/// What `raw`, which the reader has checked, stands for.
pub(crate) fn decode(raw: &str, place: Place) -> Cow<'_, str> {
    let is_plain = |byte: u8| match byte {
        b'\r' => false,
        b'&' => place == Place::Cdata,
        b'\t' | b'\n' => place != Place::Attribute,
        _ => true,
    };
    let Some(first) = raw.bytes().position(|byte| !is_plain(byte)) else {
        return Cow::Borrowed(raw);
    };
    let mut decoded = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut plain = first;
    loop {
        decoded.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(&byte) = rest.as_bytes().first() else { break };
        let (c, length) = match byte {
            b'&' => decode_reference(rest),
            b'\r' if rest.as_bytes().get(1) == Some(&b'\n') => (line_end(place), 2),
            _ => (line_end(place), 1),
        };
        decoded.push(c);
        rest = &rest[length..];
        plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
    }
    Cow::Owned(decoded)
}

fn line_end(place: Place) -> char {
    if place == Place::Attribute { ' ' } else { '\n' }
}

fn decode_reference(rest: &str) -> (char, usize) {
    let end = rest.find(';').unwrap_or(rest.len() - 1);
    let c = match reference(&rest.as_bytes()[1..end]) {
        Referent::Char(c) => c,
        // The reader refuses these, so they do not occur in checked text.
        Referent::Forbidden | Referent::Entity | Referent::Malformed => char::REPLACEMENT_CHARACTER,
    };
    (c, end + 1)
}

/// What a reference stands for (XML 1.0 §4.1, §4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    Char(char),
    /// A number that is no character of XML.
    Forbidden,
    /// A well-formed name that is not one of the five.
    Entity,
    Malformed,
}

/// What stands between `&` and `;`.
pub(crate) fn reference(name: &[u8]) -> Referent {
    let c = match name {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x', digits @ ..] => return number(digits, 16),
        [b'#', digits @ ..] => return number(digits, 10),
        _ if super::chars::is_ncname(name) => return Referent::Entity,
        _ => return Referent::Malformed,
    };
    Referent::Char(c)
}

fn number(digits: &[u8], radix: u32) -> Referent {
    if digits.is_empty() {
        return Referent::Malformed;
    }
    let mut value = 0_u32;
    for &digit in digits {
        let Some(digit) = char::from(digit).to_digit(radix) else { return Referent::Malformed };
        value = value.saturating_mul(radix).saturating_add(digit);
    }
    match char::from_u32(value).filter(|&c| is_xml_char(c)) {
        Some(c) => Referent::Char(c),
        None => Referent::Forbidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_by_place() {
        assert_eq!(decode("a&lt;b&#x41;&#66;\r\nc\rd\te", Place::Content), "a<bAB\nc\nd\te");
        assert_eq!(decode("a\r\nb\rc\td\ne&#10;&quot;", Place::Attribute), "a b c d e\n\"");
        assert_eq!(decode("&lt;\r\n", Place::Cdata), "&lt;\n");
        assert!(matches!(decode("plain é", Place::Content), Cow::Borrowed(_)));
        assert_eq!(decode("\r\r\n\n", Place::Content), "\n\n\n");
    }

    #[test]
    fn references_name_characters_of_xml_only() {
        assert_eq!(reference(b"#x10FFFF"), Referent::Char('\u{10ffff}'));
        assert_eq!(reference(b"#0"), Referent::Forbidden);
        assert_eq!(reference(b"#xFFFE"), Referent::Forbidden);
        assert_eq!(reference(b"#xD800"), Referent::Forbidden);
        assert_eq!(reference(b"#99999999999999999999"), Referent::Forbidden);
        assert_eq!(reference(b"nbsp"), Referent::Entity);
        for malformed in [&b""[..], b"#", b"#x", b"#x1g", b"#-1", b"#X41", b"#+9", b"1", b" lt"] {
            assert_eq!(reference(malformed), Referent::Malformed, "{malformed:?}");
        }
    }
}
