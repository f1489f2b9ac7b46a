//! Values to XML: what markup would swallow becomes a reference, what XML forbids is refused.

use crate::xml::chars::is_xml_char;
use crate::xml::scan::{BLOCK, Job, Kernel, Scan, block, padded};
use crate::xml::text::Place;

/// Appends `value` so that a reader gives exactly it back. Stops at a character that XML 1.0 §2.2
/// forbids and returns it, or writes U+FFFD in its place where `replace` is set.
///
/// - `<`, `&` and `>` always become references: so `]]>` cannot arise.
/// - CR does, as line ends are normalised (XML 1.0 §2.11).
/// - In attributes also `"`, tab and newline, as blanks are normalised there (XML 1.0 §3.3.3).
pub(in crate::xml) fn escape(
    out: &mut Vec<u8>,
    value: &str,
    place: Place,
    replace: bool,
) -> Result<(), char> {
    let at = out.len();
    if value.len() <= SHORT {
        out.extend_from_slice(&[0; SHORT]);
        let is_plain = copy_plain(&mut out[at..], value.as_bytes());
        out.truncate(if is_plain { at + value.len() } else { at });
        if is_plain {
            return Ok(());
        }
    }
    let kernel = if value.len() < LONG { Kernel::BASELINE } else { Kernel::best() };
    kernel.run(Escape { out, value, place, replace })
}

/// Appends a value of any length.
struct Escape<'a> {
    out: &'a mut Vec<u8>,
    value: &'a str,
    place: Place,
    replace: bool,
}

impl Job for Escape<'_> {
    type Output = Result<(), char>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<(), char> {
        let Self { out, value, place, replace } = self;
        let bytes = value.as_bytes();
        out.reserve(bytes.len());
        let mut done = 0;
        for at in (0..bytes.len()).step_by(BLOCK) {
            let last;
            let mut specials = scan.xml_escape(match block(bytes, at) {
                Some(block) => block,
                None => {
                    last = padded(bytes, at, b'a');
                    &last
                }
            });
            while specials != 0 {
                let special = at + specials.trailing_zeros() as usize;
                specials &= specials - 1;
                let Some(c) = value[special..].chars().next() else { break };
                let replacement = match written(c, place) {
                    Written::AsItIs => continue,
                    Written::Reference(reference) => reference,
                    Written::Never if replace => "\u{fffd}",
                    Written::Never => return Err(c),
                };
                out.extend_from_slice(&bytes[done..special]);
                out.extend_from_slice(replacement.as_bytes());
                done = special + c.len_utf8();
            }
        }
        out.extend_from_slice(&bytes[done..]);
        Ok(())
    }
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
    if N > 4 {
        return is_plain(first) & is_plain(last);
    }
    let mut both = [b'a'; 8];
    both[..N].copy_from_slice(first);
    both[N..2 * N].copy_from_slice(last);
    special_in(u64::from_le_bytes(both)) == 0
}

/// Whether no byte of whole words needs a look.
#[inline(always)]
fn is_plain(bytes: &[u8]) -> bool {
    let mut found = 0;
    for &word in bytes.as_chunks().0 {
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
