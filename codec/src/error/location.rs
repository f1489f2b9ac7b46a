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
        Locations::in_input(input).of(offset)
    }
}

/// Lines and columns of offsets that rise, found in one pass over an input.
///
/// ```
/// use cimwire::{Location, error::Locations};
/// let mut locations = Locations::in_input(b"a\nb<");
/// assert_eq!(locations.of(2), Location { line: 2, column: 1 });
/// assert_eq!(locations.of(3), Location { line: 2, column: 2 });
/// ```
#[derive(Clone, Debug)]
pub struct Locations<'i> {
    input: &'i [u8],
    encoding: Encoding,
    /// Where the text starts, behind HTTP headers.
    text: usize,
    /// Up to where lines and columns are counted.
    counted: usize,
    here: Location,
    previous: Unit,
}

impl<'i> Locations<'i> {
    /// Starts at the first byte of an input.
    #[must_use]
    pub fn in_input(input: &'i [u8]) -> Self {
        let here = Location { line: 1, column: 1 };
        let (encoding, text) = (Encoding::of(input), after_http_headers(input));
        Self { input, encoding, text, counted: 0, here, previous: Unit::Rest }
    }

    /// Where an offset is. One before the last that was asked for is taken for that one, one past
    /// the end for the end.
    pub fn of(&mut self, offset: usize) -> Location {
        let offset = offset.min(self.input.len());
        while self.counted < offset {
            let is_text = self.counted >= self.text;
            let width = if is_text && self.encoding.is_utf16() { 2 } else { 1 };
            let end = offset.min(self.counted + width);
            let unit = match &self.input[self.counted..end] {
                &[byte] => Unit::of_utf8(byte),
                unit => Unit::of_utf16(self.encoding.unit(unit)),
            };
            self.count(if self.is_mark() { Unit::Rest } else { unit });
            self.counted = end;
        }
        self.here
    }

    /// Whether a byte order mark in UTF-8 stands here.
    fn is_mark(&self) -> bool {
        self.counted == self.text && self.input[self.counted..].starts_with(b"\xef\xbb\xbf")
    }

    fn count(&mut self, unit: Unit) {
        match unit {
            Unit::Newline if self.previous == Unit::Return => {}
            Unit::Newline | Unit::Return => {
                self.here = Location { line: self.here.line + 1, column: 1 };
            }
            Unit::Character => self.here.column += 1,
            Unit::Rest => {}
        }
        self.previous = unit;
    }
}

/// What a unit of text does to the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let mut locations = Locations::in_input(input);
        for offset in 0..=input.len() {
            assert_eq!(locations.of(offset), Location::of(input, offset));
        }
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
