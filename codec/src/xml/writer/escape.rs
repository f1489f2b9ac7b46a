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
        let room = out.last_chunk_mut();
        let is_plain = room.is_some_and(|room| copy_plain(room, value.as_bytes(), place));
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
            let mut specials = specials(scan, bytes, at);
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

/// The bytes of the block at `at` that need a look. The last block may begin before `at`.
#[inline(always)]
fn specials<S: Scan>(scan: S, bytes: &[u8], at: usize) -> u32 {
    if let Some(block) = block(bytes, at) {
        return scan.xml_escape(block);
    }
    match bytes.last_chunk() {
        Some(last) => scan.xml_escape(last) >> (at + BLOCK - bytes.len()),
        None => scan.xml_escape(&padded(bytes, at, b'a')),
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
/// Most values are short, so it copies the first and the last 4, 8, 16 or 32 bytes, which overlap.
#[inline(always)]
pub(super) fn copy_plain(room: &mut [u8; SHORT], bytes: &[u8], place: Place) -> bool {
    // The bit in which `"` and `&` differ: where it does not count, both are special.
    let quote = if place == Place::Attribute { b'"' ^ b'&' } else { 0 };
    match bytes.len() {
        33.. => matches!(copy_ends::<32>(room, bytes), Some((a, b)) if are_plain(a, b, quote)),
        16.. => matches!(copy_ends::<16>(room, bytes), Some((a, b)) if are_plain(a, b, quote)),
        8.. => matches!(copy_ends::<8>(room, bytes), Some((&a, &b)) if {
            special_in(u64::from_le_bytes(a), quote) | special_in(u64::from_le_bytes(b), quote) == 0
        }),
        4.. => matches!(copy_ends::<4>(room, bytes), Some((&a, &b)) if {
            let (a, b) = (u32::from_le_bytes(a), u32::from_le_bytes(b));
            special_in(u64::from(a) | u64::from(b) << 32, quote) == 0
        }),
        _ => {
            let mut word = u64::from_le_bytes([b'a'; 8]);
            for (place, &byte) in room.iter_mut().zip(bytes).take(3) {
                *place = byte;
                word = word << 8 | u64::from(byte);
            }
            special_in(word, quote) == 0
        }
    }
}

/// Copies and returns the first and the last `N` bytes.
#[inline(always)]
fn copy_ends<'v, const N: usize>(
    room: &mut [u8; SHORT],
    bytes: &'v [u8],
) -> Option<(&'v [u8; N], &'v [u8; N])> {
    let (first, last) = (bytes.first_chunk()?, bytes.last_chunk()?);
    *room.first_chunk_mut()? = *first;
    *room.get_mut(bytes.len() - N..)?.first_chunk_mut()? = *last;
    Some((first, last))
}

/// Whether no byte of either needs a look: without a branch, so that vector instructions come of it.
#[inline(always)]
fn are_plain<const N: usize>(a: &[u8; N], b: &[u8; N], quote: u8) -> bool {
    let mut nearest = u8::MAX;
    for (a, b) in a.iter().zip(b) {
        nearest = nearest.min(distance(*a, quote)).min(distance(*b, quote));
    }
    nearest != 0
}

/// How far a byte is, by one measure or another, from those below a blank, `<`, `>`, `&`, `"` and
/// 0xEF.
#[inline(always)]
fn distance(byte: u8, quote: u8) -> u8 {
    let from_controls = byte.saturating_sub(b' ' - 1);
    let from_angles = (byte | 2) ^ b'>';
    let from_ampersand = (byte | quote) ^ b'&';
    from_controls.min(from_angles).min(from_ampersand).min(byte ^ 0xef)
}

/// Not zero where one of eight bytes is below a blank or outside ASCII, or is `<`, `>`, `&`, or in
/// an attribute `"`. A byte that borrows from the next one is itself one of these.
#[inline(always)]
const fn special_in(word: u64, quote: u8) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    let angles = (word | (ONES * 0x02)) ^ (ONES * b'>' as u64);
    let ampersands = (word | (ONES * quote as u64)) ^ (ONES * b'&' as u64);
    let below_one = angles.wrapping_sub(ONES) | ampersands.wrapping_sub(ONES);
    (word | word.wrapping_sub(ONES * 0x20) | below_one) & (ONES * 0x80)
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
