//! From the bytes of a file to UTF-8 text, and back from an offset in the text to one in the file.

use super::attributes::{CHUNK_MARK, is_chunk_mark};
use super::chars::is_blank;
use super::reader::Options;
use super::salvage;
use super::tape::{Deviation, DeviationKind};
pub use crate::error::Encoding;
use crate::error::{Error, ErrorKind, Result, after_http_headers};

/// Something that XML cannot hold and salvage replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Byte offset in the input as given.
    pub offset: usize,
    /// What stood there.
    pub found: Found,
    /// What stands in the text instead.
    pub replacement: char,
    /// Where the replacement is in the text, and how many bytes of UTF-8 text it replaced.
    pub(super) place: usize,
    pub(super) replaced: usize,
}

/// What salvage found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// A character that XML 1.0 §2.2 forbids.
    Character(char),
    /// A reference to such a number.
    Reference(String),
    /// Bytes that are not UTF-8.
    Bytes(Vec<u8>),
    /// Half of a surrogate pair.
    Surrogate(u16),
    /// A last byte that is no whole unit of UTF-16.
    OddByte(u8),
}

/// Where the message starts in the input, and what was passed over.
pub(super) struct Start {
    pub(super) offset: usize,
    /// Where the input ends.
    pub(super) end: usize,
    pub(super) encoding: Encoding,
    pub(super) deviations: Vec<Deviation>,
}

/// Finds the message in `input`.
pub(super) fn open(input: &[u8], is_strict: bool) -> Result<Start> {
    let mut start =
        Start { offset: 0, end: input.len(), encoding: Encoding::Utf8, deviations: Vec::new() };
    if matches!(input, [b'<', second, ..] if *second != 0) {
        return Ok(start);
    }
    let body = after_http_headers(input);
    if body > 0 {
        start.deviate(DeviationKind::HttpHeaders, 0, is_strict)?;
        start.offset = body;
        if is_chunk_mark(&[b"\r\n", &input[body..input.len().min(body + 12)]].concat()) {
            return Err(Error::new(ErrorKind::ChunkMark, body, CHUNK_MARK));
        }
    }
    start.skip_bom(input);
    if !start.encoding.is_utf16() {
        start.offset += start.before_declaration(&input[start.offset..], is_strict)?;
    }
    Ok(start)
}

impl Start {
    fn deviate(&mut self, kind: DeviationKind, offset: usize, is_strict: bool) -> Result<()> {
        if is_strict {
            let (kind, text) = match kind {
                DeviationKind::HttpHeaders => {
                    (ErrorKind::HttpHeaders, "HTTP headers before the message")
                }
                _ => (ErrorKind::BeforeDeclaration, "the XML declaration is not at the very start"),
            };
            return Err(Error::new(kind, offset, text));
        }
        self.deviations.push(Deviation { kind, offset });
        Ok(())
    }

    fn skip_bom(&mut self, input: &[u8]) {
        self.encoding = Encoding::of(input);
        self.offset += match &input[self.offset..] {
            [0xef, 0xbb, 0xbf, ..] => 3,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => 2,
            _ => 0,
        };
    }

    /// How much of the text stands before its XML declaration: blanks before the root are XML, but
    /// blanks or text before a declaration are a deviation.
    fn before_declaration(&mut self, text: &[u8], is_strict: bool) -> Result<usize> {
        let Some(first) = memchr::memchr(b'<', text).filter(|&first| first > 0) else {
            return Ok(0);
        };
        let is_declaration =
            matches!(&text[first..], [b'<', b'?', b'x', b'm', b'l', next, ..] if is_blank(*next));
        if !is_declaration {
            return Ok(0);
        }
        self.deviate(DeviationKind::BeforeDeclaration, self.offset, is_strict)?;
        Ok(first)
    }
}

/// UTF-16 to UTF-8, once, from the declaration on; a broken unit is an error, or a repair when
/// salvaging.
pub(super) fn transcode(
    input: &[u8],
    start: &mut Start,
    options: &Options,
) -> Result<(Vec<u8>, Vec<Repair>)> {
    let (mut text, mut repairs) = decode_units(input, start, options.salvage)?;
    let dropped = start.before_declaration(&text, options.strict)?;
    if dropped > 0 {
        start.offset = offset_in_input(start, &text, dropped);
        text.drain(..dropped);
        repairs.retain(|repair| repair.place >= dropped);
        repairs.iter_mut().for_each(|repair| repair.place -= dropped);
    }
    Ok((text, repairs))
}

fn decode_units(input: &[u8], start: &Start, is_salvaging: bool) -> Result<(Vec<u8>, Vec<Repair>)> {
    let body = &input[start.offset..];
    let mut text = String::with_capacity(body.len() / 2 + body.len() / 8);
    let mut repairs = Vec::new();
    let (pairs, odd) = body.split_at(body.len() & !1);
    let mut offset = start.offset;
    let mut broken = |offset: usize, found: Found, text: &mut String| {
        if !is_salvaging || repairs.len() == salvage::MOST_REPAIRS {
            return Err(Error::new(ErrorKind::Encoding, offset, "half a character of UTF-16"));
        }
        repairs.push(Repair {
            offset,
            found,
            replacement: char::REPLACEMENT_CHARACTER,
            place: text.len(),
            replaced: char::REPLACEMENT_CHARACTER.len_utf8(),
        });
        text.push(char::REPLACEMENT_CHARACTER);
        Ok(())
    };
    for unit in char::decode_utf16(pairs.chunks_exact(2).map(|unit| start.encoding.unit(unit))) {
        match unit {
            Ok(c) => {
                text.push(c);
                offset += 2 * c.len_utf16();
            }
            Err(error) => {
                broken(offset, Found::Surrogate(error.unpaired_surrogate()), &mut text)?;
                offset += 2;
            }
        }
    }
    if let [byte] = *odd {
        broken(offset, Found::OddByte(byte), &mut text)?;
    }
    Ok((text.into_bytes(), repairs))
}

/// The offset in the input of offset `at` in the text: what stands before it is counted again, in
/// the input's own units.
pub(super) fn offset_in_input(start: &Start, text: &[u8], at: usize) -> usize {
    if !start.encoding.is_utf16() {
        return start.offset + at;
    }
    let before = String::from_utf8_lossy(&text[..at.min(text.len())]);
    // A salvaged last byte counts as a unit and is only half of one.
    (start.offset + 2 * before.encode_utf16().count()).min(start.end)
}
