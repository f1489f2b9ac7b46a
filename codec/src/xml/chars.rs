//! Which characters XML 1.0 (fifth edition) allows, and where.

/// XML 1.0 §2.2 `Char`.
pub(crate) const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// XML 1.0 §2.3 `S`.
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `text` without the blanks of XML around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// Namespaces in XML 1.0 §3 `NCName`; bytes that are not UTF-8 are no name.
pub(crate) fn is_ncname(name: &[u8]) -> bool {
    let Some((&first, rest)) = name.split_first() else { return false };
    if name.is_ascii() {
        return is_start_byte(first)
            && rest.iter().all(|&byte| is_start_byte(byte) || is_inner_byte(byte));
    }
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let mut chars = name.chars();
    chars.next().is_some_and(is_start) && chars.all(is_name_char)
}

const fn is_start_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

const fn is_inner_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

/// XML 1.0 §2.3 `NameChar` without the colon.
pub(crate) const fn is_name_char(c: char) -> bool {
    is_start(c) || is_inner(c)
}

/// XML 1.0 §2.3 `NameStartChar` without the colon.
pub(crate) const fn is_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// What XML 1.0 §2.3 `NameChar` has beyond `NameStartChar`.
const fn is_inner(c: char) -> bool {
    matches!(c, '0'..='9' | '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_fifth_edition() {
        for name in ["a", "_", "CIM_Fan", "a-b.c9", "é", "Ωmega", "a\u{b7}", "\u{10000}", "名前"]
        {
            assert!(is_ncname(name.as_bytes()), "{name}");
        }
        for name in
            ["", "9", "-a", ".a", "a:b", "a b", "\u{b7}a", "\u{300}", "a\u{d7}", "×", "\u{2190}"]
        {
            assert!(!is_ncname(name.as_bytes()), "{name}");
        }
        assert!(!is_ncname(b"a\xff") && !is_ncname(b"\xc3"));
    }

    #[test]
    fn characters_follow_section_2_2() {
        assert!(
            ['\t', '\n', '\r', ' ', '\u{7f}', '\u{85}', '\u{fffd}', '\u{10ffff}']
                .into_iter()
                .all(is_xml_char)
        );
        assert!(
            !['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}']
                .into_iter()
                .any(is_xml_char)
        );
    }
}
