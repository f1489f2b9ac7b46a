//! Values to XML: what markup would swallow becomes a reference, what XML forbids is refused.

use crate::xml::chars::is_xml_char;
use crate::xml::scan::{BLOCK, Job, Kernel, Scan};
use crate::xml::text::Place;

/// Appends `value` so that a reader gives exactly it back. Stops at a character that XML 1.0 §2.2
/// forbids and returns it, or writes U+FFFD in its place where `replace` is set.
///
/// - `<`, `&` and `>` always become references: so `]]>` cannot arise.
/// - CR does, as line ends are normalised (XML 1.0 §2.11).
/// - In attributes also `"`, tab and newline, as blanks are normalised there (XML 1.0 §3.3.3).
#[inline]
pub(in crate::xml) fn escape(
    out: &mut Vec<u8>,
    value: &str,
    place: Place,
    replace: bool,
) -> Result<(), char> {
    let plain = append_plain(out, value.as_bytes());
    if plain == value.len() { Ok(()) } else { escape_from(out, value, plain, place, replace) }
}

/// Does the rest of a value whose first `done` bytes are written.
#[inline(never)]
fn escape_from(
    out: &mut Vec<u8>,
    value: &str,
    mut done: usize,
    place: Place,
    replace: bool,
) -> Result<(), char> {
    let mut at = done;
    loop {
        at += value.as_bytes()[at..].iter().position(is_special).unwrap_or(value.len() - at);
        let Some(c) = value[at..].chars().next() else { break };
        let replacement = match written(c, place) {
            Written::AsItIs => None,
            Written::Reference(reference) => Some(reference),
            Written::Never if replace => Some("\u{fffd}"),
            Written::Never => return Err(c),
        };
        if let Some(replacement) = replacement {
            out.extend_from_slice(&value.as_bytes()[done..at]);
            out.extend_from_slice(replacement.as_bytes());
            done = at + c.len_utf8();
        }
        at += c.len_utf8();
        if at - done < BLOCK {
            continue;
        }
        out.extend_from_slice(&value.as_bytes()[done..at]);
        done = at + append_plain(out, &value.as_bytes()[at..]);
        at = done;
    }
    out.extend_from_slice(&value.as_bytes()[done..]);
    Ok(())
}

enum Written {
    AsItIs,
    Reference(&'static str),
    Never,
}

fn written(c: char, place: Place) -> Written {
    let is_attribute = place == Place::Attribute;
    Written::Reference(match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\r' => "&#xD;",
        '"' if is_attribute => "&quot;",
        '\t' if is_attribute => "&#x9;",
        '\n' if is_attribute => "&#xA;",
        _ if is_xml_char(c) => return Written::AsItIs,
        _ => return Written::Never,
    })
}

/// Appends bytes from the start that need no look, and says how many: not always all there are,
/// as blocks are copied whole.
#[inline]
fn append_plain(out: &mut Vec<u8>, bytes: &[u8]) -> usize {
    match bytes.len() {
        LONG.. => Kernel::best().run(Append { out, bytes }),
        BLOCK.. => Kernel::BASELINE.run(Append { out, bytes }),
        _ if !is_plain(bytes) => 0,
        _ => {
            out.extend_from_slice(bytes);
            bytes.len()
        }
    }
}

/// Copies a value of at most [`SHORT`] bytes to the front of `room`, if none of them needs a look.
/// Most values are short, so it copies the first and the last 2, 4, 8, 16 or 32 bytes, which overlap.
#[inline(always)]
pub(super) fn copy_plain(room: &mut [u8], bytes: &[u8]) -> bool {
    match bytes.len() {
        33.. => copy_ends::<32>(room, bytes),
        16.. => copy_ends::<16>(room, bytes),
        8.. => copy_ends::<8>(room, bytes),
        4.. => copy_ends::<4>(room, bytes),
        2.. => copy_ends::<2>(room, bytes),
        1 => copy_ends::<1>(room, bytes),
        0 => true,
    }
}

#[inline(always)]
fn copy_ends<const N: usize>(room: &mut [u8], bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else {
        return false;
    };
    if bytes.len() > 2 * N || room.len() < bytes.len() {
        return false;
    }
    room[..N].copy_from_slice(first);
    room[bytes.len() - N..][..N].copy_from_slice(last);
    is_plain(first) & is_plain(last)
}

/// Whether no byte needs a look.
#[inline(always)]
fn is_plain(bytes: &[u8]) -> bool {
    let mut found = 0;
    for bytes in bytes.chunks(8) {
        let mut word = [b'a'; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        found |= special_in(u64::from_le_bytes(word));
    }
    found == 0
}

/// Not zero where one of eight bytes is below a blank, or is `<`, `>`, `&`, `"` or 0xEF.
#[inline(always)]
const fn special_in(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const fn is_below(word: u64, byte: u64) -> u64 {
        word.wrapping_sub(ONES * byte) & !word
    }
    let angles = (word | (ONES * 0x02)) ^ (ONES * b'>' as u64);
    let quotes = (word | (ONES * 0x04)) ^ (ONES * b'&' as u64);
    let rare = word ^ (ONES * 0xef);
    let found =
        is_below(word, 0x20) | is_below(angles, 1) | is_below(quotes, 1) | is_below(rare, 1);
    found & (ONES * 0x80)
}

/// Whether a byte must be looked at. 0xEF starts U+FFFE and U+FFFF.
const fn is_special(byte: &u8) -> bool {
    matches!(byte, ..b' ' | b'<' | b'>' | b'&' | b'"' | 0xef)
}

/// [`append_plain`] for a block and more.
struct Append<'a> {
    out: &'a mut Vec<u8>,
    bytes: &'a [u8],
}

impl Job for Append<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> usize {
        let (blocks, rest) = self.bytes.as_chunks::<BLOCK>();
        let start = self.out.len();
        self.out.reserve(self.bytes.len() + BLOCK);
        for block in blocks {
            if scan.xml_escape(block) != 0 {
                return self.out.len() - start;
            }
            self.out.extend_from_slice(block);
        }
        match self.bytes.last_chunk::<BLOCK>() {
            Some(last) if !rest.is_empty() && scan.xml_escape(last) == 0 => {
                self.out.truncate(start + self.bytes.len() - BLOCK);
                self.out.extend_from_slice(last);
            }
            _ => {}
        }
        self.out.len() - start
    }
}

/// The longest value that [`copy_plain`] copies.
pub(super) const SHORT: usize = 64;
/// Bytes from which the best instructions are worth choosing.
const LONG: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(value: &str, place: Place) -> Result<String, char> {
        let mut out = Vec::new();
        escape(&mut out, value, place, false)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn markup_becomes_references() {
        assert_eq!(
            escaped("a<b>&\"\t\n\r]]>", Place::Content).unwrap(),
            "a&lt;b&gt;&amp;\"\t\n&#xD;]]&gt;"
        );
        assert_eq!(
            escaped("a<\"'\t\n\r", Place::Attribute).unwrap(),
            "a&lt;&quot;'&#x9;&#xA;&#xD;"
        );
    }

    #[test]
    fn forbidden_characters_are_named_or_replaced() {
        for c in ['\0', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            for length in 0..40 {
                let value = format!("{}{c}tail", "x".repeat(length));
                assert_eq!(escaped(&value, Place::Content), Err(c));
                let mut out = Vec::new();
                assert_eq!(escape(&mut out, &value, Place::Attribute, true), Ok(()));
                assert_eq!(out, value.replace(c, "\u{fffd}").as_bytes());
            }
        }
    }

    #[test]
    fn a_special_character_is_found_at_every_place() {
        for length in 0..70 {
            for at in 0..length {
                let mut value = "é".repeat(at) + "&";
                value.push_str(&"\u{ff21}".repeat(length - at));
                assert_eq!(escaped(&value, Place::Content).unwrap(), value.replace('&', "&amp;"));
            }
        }
    }
}
