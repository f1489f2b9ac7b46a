//! Lines and columns, for people.

use super::encoding::{Encoding, after_http_headers};

/// A line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Lines end at LF, at CR LF, or at a lone CR.
    pub line: usize,
    /// Characters from the start of the line; a byte that is no character counts as one.
    pub column: usize,
}

impl Location {
    /// Where byte `offset` of `input` is; an offset past the end means the end. UTF-16 is counted
    /// in its own characters, also behind HTTP headers.
    ///
    /// ```
    /// use cimwire::Location;
    /// assert_eq!(Location::of("a\né<".as_bytes(), 4), Location { line: 2, column: 2 });
    /// ```
    #[must_use]
    pub fn of(input: &[u8], offset: usize) -> Self {
        let before = &input[..offset.min(input.len())];
        let (headers, text) = before.split_at(after_http_headers(input).min(before.len()));
        let headers = headers.iter().map(|&byte| Unit::of_utf8(byte));
        let encoding = Encoding::of(input);
        if encoding.is_utf16() {
            let units = text.chunks(2).map(|unit| Unit::of_utf16(encoding.unit(unit)));
            return Self::after(headers.chain(units));
        }
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        Self::after(headers.chain(text.iter().map(|&byte| Unit::of_utf8(byte))))
    }

    fn after(units: impl Iterator<Item = Unit>) -> Self {
        let mut at = Self { line: 1, column: 1 };
        let mut previous = Unit::Rest;
        for unit in units {
            match unit {
                Unit::Newline if previous == Unit::Return => {}
                Unit::Newline | Unit::Return => at = Self { line: at.line + 1, column: 1 },
                Unit::Character => at.column += 1,
                Unit::Rest => {}
            }
            previous = unit;
        }
        at
    }
}

/// What a unit of text does to the column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Newline,
    Return,
    Character,
    /// The rest of a character, or a byte order mark.
    Rest,
}

impl Unit {
    fn of_utf8(byte: u8) -> Self {
        match byte {
            b'\n' => Self::Newline,
            b'\r' => Self::Return,
            0x80..=0xbf => Self::Rest,
            _ => Self::Character,
        }
    }

    fn of_utf16(unit: u16) -> Self {
        match unit {
            0x0a => Self::Newline,
            0x0d => Self::Return,
            0xdc00..=0xdfff | 0xfeff => Self::Rest,
            _ => Self::Character,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn utf16_is_counted_in_characters_behind_headers_too() {
        let text: Vec<u8> = "\u{feff}<\n😀x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Location::of(&text, 10), Location { line: 2, column: 2 });
        assert_eq!(Location::of(&text, 2), Location { line: 1, column: 1 });
        let headers = b"HTTP/1.1 200 OK\r\n\r\n";
        let wrapped = [&headers[..], &text].concat();
        assert_eq!(Location::of(&wrapped, 10 + headers.len()), Location { line: 4, column: 2 });
        assert_eq!(Location::of(&wrapped, 5), Location { line: 1, column: 6 });
    }
}
