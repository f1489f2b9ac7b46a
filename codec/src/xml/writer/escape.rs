//! Values to XML: what markup would swallow becomes a reference, what XML forbids is refused.

use crate::xml::chars::is_xml_char;
use crate::xml::scan::{AppendPlain, BLOCK, Job, Kernel, Piece, Scan, block, padded};
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
    let quotes = place == Place::Attribute;
    let plain = AppendPlain { out, before: &Piece::EMPTY, value, quotes, after: &Piece::EMPTY };
    if value.len() < LONG && Kernel::BASELINE.run(plain) {
        return Ok(());
    }
    escape_special(out, value, place, replace)
}

/// The same for a value that is long or not plain.
pub(super) fn escape_special(
    out: &mut Vec<u8>,
    value: &str,
    place: Place,
    replace: bool,
) -> Result<(), char> {
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

/// Bytes from which the best instructions are worth choosing.
pub(super) const LONG: usize = 512;

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
