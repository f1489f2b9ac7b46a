//! Values to XML: what markup would swallow becomes a reference, what XML forbids is refused.

use crate::xml::chars::is_xml_char;
use crate::xml::text::Place;

/// Appends `value` so that a reader gives exactly it back. Stops at a character that XML 1.0 §2.2
/// forbids and returns it, or writes U+FFFD in its place where `replace` is set.
///
/// - `<`, `&` and `>` always become references: so `]]>` cannot arise.
/// - CR does, as line ends are normalised (XML 1.0 §2.11).
/// - In attributes also `"`, tab and newline, as blanks are normalised there (XML 1.0 §3.3.3).
#[inline]
pub(super) fn escape(
    out: &mut Vec<u8>,
    value: &str,
    place: Place,
    replace: bool,
) -> Result<(), char> {
    let plain = plain_length(value.as_bytes());
    if plain == value.len() {
        out.extend_from_slice(value.as_bytes());
        return Ok(());
    }
    escape_from(out, value, plain, place, replace)
}

#[cold]
#[inline(never)]
fn escape_from(
    out: &mut Vec<u8>,
    value: &str,
    plain: usize,
    place: Place,
    replace: bool,
) -> Result<(), char> {
    let (mut done, mut at) = (0, plain);
    while let Some(c) = value.get(at..).and_then(|rest| rest.chars().next()) {
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
        at += plain_length(&value.as_bytes()[at..]);
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

/// How many bytes from the start need no look: an estimate that is never too high.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let plain = blocks.iter().position(has_special);
    let from = plain.unwrap_or(blocks.len()) * BLOCK;
    let within = if plain.is_some() { &bytes[from..] } else { rest };
    from + within.iter().position(|&byte| is_special(byte)).unwrap_or(within.len())
}

/// Without a branch inside, so that the compiler makes vector instructions of it.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |found, &byte| found | is_special(byte))
}

/// 0xEF starts U+FFFE and U+FFFF.
#[inline]
const fn is_special(byte: u8) -> bool {
    (byte < b' ')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'&')
        | (byte == b'"')
        | (byte == 0xef)
}

const BLOCK: usize = 16;

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
