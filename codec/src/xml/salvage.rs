//! Replacing what XML cannot hold, when asked: real iDRACs and Windows send such messages.
//!
//! The text is copied once with U+FFFD for each forbidden character, broken UTF-8 sequence and
//! reference to a forbidden character, and read again. So every range of the tape, every splice
//! and every string is of one well-formed text, and nobody has to ask where a value lies.

use super::chars::is_xml_char;
use super::source::{Found, Repair};
use super::text::{Referent, reference};

/// Repairs a message may need before it is refused after all.
pub(super) const MOST_REPAIRS: usize = 1 << 16;

/// A well-formed text in place of `text`, as far as characters go; none if it needs no repair or
/// more than [`MOST_REPAIRS`]. Offsets of the repairs are those in `text`.
pub(super) fn salvage(text: &[u8]) -> Option<(Vec<u8>, Vec<Repair>)> {
    let end = text.iter().rposition(|&byte| byte != 0 && !super::chars::is_blank(byte))? + 1;
    let (text, tail) = text.split_at(end);
    let mut salvage = Salvage {
        text: Vec::with_capacity(text.len() + 64),
        repairs: Vec::new(),
        read: 0,
        section: None,
    };
    for chunk in text.utf8_chunks() {
        salvage.valid(chunk.valid());
        let broken = chunk.invalid();
        if !broken.is_empty() {
            salvage.replace(Found::Bytes(broken.to_vec()), broken.len());
        }
        if salvage.repairs.len() > MOST_REPAIRS {
            return None;
        }
    }
    salvage.text.extend_from_slice(tail);
    (!salvage.repairs.is_empty()).then_some((salvage.text, salvage.repairs))
}

/// The offset in the unrepaired text of offset `at` in the repaired one.
pub(super) fn offset_before_repairs(repairs: &[Repair], at: usize) -> usize {
    let mut offset = at;
    for repair in repairs.iter().take_while(|repair| repair.place < at) {
        offset = offset + repair.replaced - repair.replacement.len_utf8();
    }
    offset
}

struct Salvage {
    text: Vec<u8>,
    repairs: Vec<Repair>,
    /// Bytes of the input that were dealt with.
    read: usize,
    /// In a comment, section or instruction, where `&` is nothing special: what ends it.
    section: Option<&'static str>,
}

impl Salvage {
    fn valid(&mut self, mut rest: &str) {
        while let Some(c) = rest.chars().next() {
            if self.repairs.len() > MOST_REPAIRS {
                return;
            }
            let length = self.step(rest, c);
            rest = &rest[length..];
        }
    }

    /// Takes one character, delimiter or reference; returns its length.
    fn step(&mut self, rest: &str, c: char) -> usize {
        match self.section {
            Some(end) if rest.starts_with(end) => {
                self.section = None;
                return self.keep(end);
            }
            None => {
                for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
                    if rest.starts_with(start) {
                        self.section = Some(end);
                        return self.keep(start);
                    }
                }
                if let Some(length) = forbidden_reference(rest) {
                    self.replace(Found::Reference(rest[..length].into()), length);
                    return length;
                }
            }
            Some(_) => {}
        }
        if is_xml_char(c) {
            return self.keep(&rest[..c.len_utf8()]);
        }
        self.replace(Found::Character(c), c.len_utf8());
        c.len_utf8()
    }

    fn keep(&mut self, text: &str) -> usize {
        self.text.extend_from_slice(text.as_bytes());
        self.read += text.len();
        text.len()
    }

    fn replace(&mut self, found: Found, replaced: usize) {
        let replacement = char::REPLACEMENT_CHARACTER;
        let (offset, place) = (self.read, self.text.len());
        self.repairs.push(Repair { offset, found, replacement, place, replaced });
        self.text.extend_from_slice(replacement.encode_utf8(&mut [0; 4]).as_bytes());
        self.read += replaced;
    }
}

/// Length of a reference to a number that is no character of XML.
fn forbidden_reference(rest: &str) -> Option<usize> {
    const LONGEST: usize = 64;
    let digits = rest.strip_prefix("&#")?;
    let end = digits.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest.as_bytes()[1..end + 2];
    (reference(name) == Referent::Forbidden).then_some(end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced_and_reported() {
        let (text, repairs) = salvage(b"<a>x\x05y&#0;&lt;\xffz</a>\0\n").unwrap();
        assert_eq!(text, "<a>x\u{fffd}y\u{fffd}&lt;\u{fffd}z</a>\0\n".as_bytes());
        let found: Vec<_> =
            repairs.iter().map(|repair| (repair.offset, repair.found.clone())).collect();
        let expected = [
            (4, Found::Character('\u{5}')),
            (6, Found::Reference("&#0;".into())),
            (14, Found::Bytes(vec![0xff])),
        ];
        assert_eq!(found, expected);
        let z = text.iter().position(|&byte| byte == b'z').unwrap();
        assert_eq!(offset_before_repairs(&repairs, z), 15);
    }

    #[test]
    fn sections_keep_what_only_looks_like_a_reference() {
        let kept = b"<a><![CDATA[&#0;]]><!--&#0;--><?p &#0;?></a>";
        assert!(salvage(kept).is_none());
        let (text, repairs) = salvage(b"<a><![CDATA[\x01]]>&#1;</a>").unwrap();
        assert_eq!(
            (text.as_slice(), repairs.len()),
            ("<a><![CDATA[\u{fffd}]]>\u{fffd}</a>".as_bytes(), 2)
        );
    }
}
