//! Names, tokens, and nothing at all.

use std::borrow::Cow;

use super::Lexical;
use crate::xml::chars::{is_blank, is_ncname};

/// No text: an element that says what it says by being there. A marker; blanks are let pass.
#[derive(Clone, Copy, Debug)]
pub enum Empty {}

/// `xs:NCName`: a marker; its values are `&str`.
#[derive(Clone, Copy, Debug)]
pub enum NcName {}

/// `xs:token`: a marker; its values are texts in which each run of blanks is one space.
#[derive(Clone, Copy, Debug)]
pub enum Token {}

impl Lexical for Empty {
    type Value<'t> = ();

    const EXPECTED: &'static str = "expected no text";

    fn from_text(text: &str) -> Option<()> {
        text.is_empty().then_some(())
    }

    fn canonical<'v>((): &'v ()) -> Cow<'v, str> {
        Cow::Borrowed("")
    }
}

impl Lexical for NcName {
    type Value<'t> = &'t str;

    const EXPECTED: &'static str = "expected a name without a colon";

    fn from_text(text: &str) -> Option<&str> {
        is_ncname(text.as_bytes()).then_some(text)
    }

    fn canonical<'v>(value: &'v &str) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

impl Lexical for Token {
    type Value<'t> = Cow<'t, str>;

    const EXPECTED: &'static str = "expected text";

    fn from_text(text: &str) -> Option<Cow<'_, str>> {
        let is_run = |pair: &[u8]| is_blank(pair[0]) && is_blank(pair[1]);
        let is_collapsed = !text.bytes().any(|byte| is_blank(byte) && byte != b' ')
            && !text.as_bytes().windows(2).any(is_run);
        if is_collapsed {
            return Some(Cow::Borrowed(text));
        }
        let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
        Some(Cow::Owned(words.collect::<Vec<_>>().join(" ")))
    }

    fn canonical<'v>(value: &'v Cow<'_, str>) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::value::{Empty, NcName, Text, Token, parse};

    #[test]
    fn tokens_are_collapsed() {
        for (text, value) in [
            ("", ""),
            (" \t\n", ""),
            ("a b", "a b"),
            (" a \n b\tc ", "a b c"),
            ("a\u{a0}\u{a0}b", "a\u{a0}\u{a0}b"),
        ] {
            assert_eq!(parse::<Token>(text).as_deref(), Some(value), "{text:?}");
        }
        assert!(Text::<Token>::from("a b").is_canonical());
        assert!(!Text::<Token>::from("a\tb").is_canonical());
    }

    #[test]
    fn names_have_no_colon_and_nothing_has_no_text() {
        assert_eq!(parse::<NcName>(" CIM_Fan "), Some("CIM_Fan"));
        for wrong in ["", "a:b", "9a", "a b", "wmi:__MI"] {
            assert_eq!(parse::<NcName>(wrong), None, "{wrong}");
        }
        assert_eq!((parse::<Empty>("\n "), parse::<Empty>("x")), (Some(()), None));
    }
}
