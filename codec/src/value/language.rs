//! Language tags.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::Split;

use super::Lexical;

/// A language tag such as `en-US`, well-formed by RFC 5646 §2.1: a marker; its values are `&str`.
#[derive(Clone, Copy, Debug)]
pub enum Language {}

impl Lexical for Language {
    type Value<'t> = &'t str;

    const EXPECTED: &'static str = "expected a language tag such as en-US";

    fn from_text(text: &str) -> Option<&str> {
        let is_old = || IRREGULAR.iter().any(|tag| tag.eq_ignore_ascii_case(text));
        (is_langtag(text) || is_old()).then_some(text)
    }

    fn canonical<'v>(value: &'v &str) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

/// RFC 5646 §2.1 `langtag` or `privateuse`.
fn is_langtag(tag: &str) -> bool {
    let mut subtags = Subtags { rest: tag.split('-').peekable() };
    if subtags.take(|language| is_alpha(language, 2..=3)) {
        subtags.take_up_to(3, |extension| is_alpha(extension, 3..=3));
    } else if !subtags.take(|language| is_alpha(language, 4..=8)) {
        return subtags.are_private();
    }
    subtags.take(|script| is_alpha(script, 4..=4));
    subtags.take(|region| is_alpha(region, 2..=2) || is_digits(region));
    subtags.take_up_to(usize::MAX, is_variant);
    while subtags.take(|singleton| is_alphanumeric(singleton, 1..=1) && !is_x(singleton)) {
        if subtags.take_up_to(usize::MAX, |part| is_alphanumeric(part, 2..=8)) == 0 {
            return false;
        }
    }
    subtags.is_done() || subtags.are_private()
}

struct Subtags<'t> {
    rest: Peekable<Split<'t, char>>,
}

impl Subtags<'_> {
    fn is_done(&mut self) -> bool {
        self.rest.peek().is_none()
    }

    fn take(&mut self, is_next: fn(&str) -> bool) -> bool {
        self.rest.next_if(|subtag| is_next(subtag)).is_some()
    }

    fn take_up_to(&mut self, most: usize, is_next: fn(&str) -> bool) -> usize {
        (0..most).take_while(|_| self.take(is_next)).count()
    }

    /// RFC 5646 §2.1 `privateuse`, to the end.
    fn are_private(&mut self) -> bool {
        self.take(is_x)
            && self.take_up_to(usize::MAX, |part| is_alphanumeric(part, 1..=8)) > 0
            && self.is_done()
    }
}

fn is_x(subtag: &str) -> bool {
    subtag.eq_ignore_ascii_case("x")
}

fn is_digits(region: &str) -> bool {
    region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_variant(subtag: &str) -> bool {
    is_alphanumeric(subtag, 5..=8)
        || is_alphanumeric(subtag, 4..=4)
            && subtag.starts_with(|first: char| first.is_ascii_digit())
}

fn is_alpha(subtag: &str, length: RangeInclusive<usize>) -> bool {
    length.contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_alphanumeric(subtag: &str, length: RangeInclusive<usize>) -> bool {
    length.contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// RFC 5646 §2.1 `irregular`: registered before there was a grammar.
const IRREGULAR: [&str; 17] = [
    "en-GB-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-BE-FR",
    "sgn-BE-NL",
    "sgn-CH-DE",
];

#[cfg(test)]
mod tests {
    use crate::value::{Language, parse};

    #[test]
    fn tags_are_well_formed() {
        for tag in [
            "en",
            "en-US",
            "EN-us",
            "zh-Hant-TW",
            "zh-cmn-Hans-CN",
            "sl-rozaj-biske",
            "de-CH-1901",
            "es-419",
            "hy-Latn-IT-arevela",
            "de-CH-x-phonebk",
            "en-a-bbb-ccc-b-ddd-x-y",
            "x-whatever",
            "qaa-Qaaa-QM-x-southern",
            "i-klingon",
            "zh-min-nan",
            "cel-gaulish",
            "en-GB-OED",
        ] {
            assert_eq!(parse::<Language>(tag), Some(tag), "{tag}");
        }
    }

    #[test]
    fn anything_else_is_no_tag() {
        for wrong in [
            "",
            "e",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "de-419-DE",
            "a-DE",
            "en-a",
            "en-a-b",
            "en-x",
            "x",
            "x-",
            "en-x-123456789",
            "abcdefghi",
            "e1",
            "i-unknown",
            "ärz",
            "zh-abc-abc-abc-abc",
        ] {
            assert_eq!(parse::<Language>(wrong), None, "{wrong}");
        }
    }
}
