//! What may be a prefix in a value.

use super::chars::{is_name_char, is_start};

/// Whether the colon at a place may end a prefix, judged by its neighbours: a name, or the `*` of
/// XPath, follows.
#[inline(always)]
pub(crate) fn may_end_prefix(text: &[u8], colon: usize) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80;
    let before = colon.checked_sub(1).and_then(|at| text.get(at));
    let follows = text.get(colon + 1).is_some_and(|&next| is_name(next) || next == b'*');
    follows
        && before.is_some_and(|&byte| is_name(byte) || matches!(byte, b'0'..=b'9' | b'-' | b'.'))
}

/// What may be prefixes in a value, in order: QNames and the name tests of XPath look so, times
/// and most URIs do not.
pub(crate) fn prefixes_in(text: &str) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b':', text.as_bytes()).filter_map(move |colon| {
        if !may_end_prefix(text.as_bytes(), colon) {
            return None;
        }
        let next = text[colon + 1..].chars().next()?;
        let before = &text[..colon];
        let start = before.char_indices().rev().take_while(|&(_, c)| is_name_char(c)).last()?.0;
        let prefix = before[start..].trim_start_matches(|c| !is_start(c));
        ((is_start(next) || next == '*') && !prefix.is_empty()).then_some(prefix)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_found_where_a_name_follows() {
        for (text, expected) in [
            ("s:Sender", &["s"][..]),
            ("//a:b/c:*[d:e()]", &["a", "c", "d"]),
            ("2-p:x -q:y", &["p", "q"]),
            ("a-p:x", &["a-p"]),
            ("http://host:80/x 12:30:15 C:\\x p: :x ::", &[]),
            ("child::p:x", &["p"]),
            ("uuid:AB “é:ü”", &["uuid", "é"]),
            ("é:“", &[]),
            ("", &[]),
        ] {
            assert_eq!(prefixes_in(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
