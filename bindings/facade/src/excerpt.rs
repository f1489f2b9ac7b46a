//! The line around an error, cut to what fits in a terminal.

use cimwire::xml::Encoding;

/// The line of the input that an offset is in, as text: what stands before the offset and what
/// stands from there on. Bytes that are no text are shown as U+FFFD.
///
/// ```
/// let excerpt = cimwire_facade::Excerpt::of(b"<a>\n<b></a>\n", 7);
/// assert_eq!((excerpt.before.as_str(), excerpt.after.as_str()), ("<b>", "</a>"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line up to the offset, at most 60 characters.
    pub before: String,
    /// The line from the offset on, at most 60 characters.
    pub after: String,
    /// Whether the line starts earlier than `before`.
    pub is_cut_before: bool,
    /// Whether the line goes on behind `after`.
    pub is_cut_after: bool,
}

impl Excerpt {
    /// The line that byte `offset` of `input` is in; an offset past the end means the end.
    /// Text in UTF-16 is shown as text; HTTP headers before it are not.
    #[must_use]
    pub fn of(input: &[u8], offset: usize) -> Self {
        let encoding = Encoding::of(input);
        let read = |bytes: &[u8]| {
            if encoding.is_utf16() {
                return utf16(bytes, encoding);
            }
            String::from_utf8_lossy(bytes).into_owned()
        };
        let offset = offset.min(input.len());
        let reach = offset.min(WINDOW);
        let first = offset - if encoding.is_utf16() { reach & !1 } else { reach };
        let last = input.len().min(offset + WINDOW);
        let (before, is_cut_before) = last_of_line(&read(&input[first..offset]), reach < offset);
        let (after, is_cut_after) = rest_of_line(&read(&input[offset..last]), last < input.len());
        Self { before, after, is_cut_before, is_cut_after }
    }
}

fn last_of_line(text: &str, is_partial: bool) -> (String, bool) {
    let start = text.rfind(LINE_ENDS).map(|end| end + 1);
    let line = text[start.unwrap_or(0)..].trim_start_matches('\u{feff}');
    match line.char_indices().rev().nth(MOST - 1) {
        Some((cut, _)) if cut > 0 => (line[cut..].to_owned(), true),
        _ => (line.to_owned(), is_partial && start.is_none()),
    }
}

fn rest_of_line(text: &str, is_partial: bool) -> (String, bool) {
    let end = text.find(LINE_ENDS);
    let line = text[..end.unwrap_or(text.len())].trim_start_matches('\u{feff}');
    match line.char_indices().nth(MOST) {
        Some((cut, _)) => (line[..cut].to_owned(), true),
        None => (line.to_owned(), is_partial && end.is_none()),
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> String {
    let units = bytes.chunks_exact(2).map(|unit| encoding.unit(unit));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

const LINE_ENDS: [char; 2] = ['\n', '\r'];
/// Characters on each side.
const MOST: usize = 60;
/// Bytes on each side that hold more characters in any encoding, so that one torn at the far end
/// is not shown.
const WINDOW: usize = MOST * 4 + 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        for c in ["é", "€", "😀"] {
            let excerpt = Excerpt::of(c.repeat(1000).as_bytes(), c.len() * 501);
            assert_eq!((excerpt.before, excerpt.after), (c.repeat(MOST), c.repeat(MOST)));
            assert!(excerpt.is_cut_before && excerpt.is_cut_after);
        }
    }

    #[test]
    fn utf16_is_shown_as_text() {
        let bytes: Vec<u8> =
            "\u{feff}<a>\r\n<b>😀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let at = |offset| {
            let Excerpt { before, after, .. } = Excerpt::of(&bytes, offset);
            (before, after)
        };
        assert_eq!(at(14), ("<".to_owned(), "b>😀".to_owned()));
        assert_eq!(at(4), ("<".to_owned(), "a>".to_owned()));
    }

    #[test]
    fn no_offset_is_out_of_reach() {
        for input in [&b""[..], b"<", b"\xff\xfe<", b"\xff\xff\x80\x80\x80\x80", b"\n\n"] {
            for offset in 0..8 {
                let excerpt = Excerpt::of(input, offset);
                assert!(!excerpt.is_cut_before && !excerpt.is_cut_after, "{input:?} {offset}");
            }
        }
    }
}
