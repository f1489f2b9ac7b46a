//! How much of XPath 1.0 an expression takes, by its tokens (XPath 1.0 §3.7).
//!
//! The grammars of DSP0226 annex D contradict their own examples, so an expression is of a level
//! when it has nothing of XPath beyond it.

use super::service::XPath;
use crate::xml::chars::{is_name_char, is_start};

/// A token of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A name, with its prefix, or a name test `p:*`.
    Name(&'t str),
    /// A number or a text in quotation marks.
    Value,
    /// Anything else.
    Sign(&'t str),
}

/// The least level an expression is of.
pub(super) fn level(expression: &str) -> XPath {
    let tokens: Vec<Token<'_>> = tokens(expression).collect();
    let mut depth = 0usize;
    let mut highest = XPath::Level1;
    for (at, &token) in tokens.iter().enumerate() {
        match token {
            Token::Sign("[") => depth += 1,
            Token::Sign("]") => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_call = tokens.get(at + 1) == Some(&Token::Sign("("));
        highest = highest.max(level_of(token, depth > 0, is_call));
    }
    highest
}

/// The prefixes of the names in an expression.
pub(super) fn prefixes(expression: &str) -> impl Iterator<Item = &str> {
    tokens(expression).filter_map(|token| match token {
        Token::Name(name) => Some(name.split_once(':')?.0),
        _ => None,
    })
}

/// The level a token needs by itself.
fn level_of(token: Token<'_>, is_in_condition: bool, is_call: bool) -> XPath {
    let of_path = if is_in_condition { XPath::Level2 } else { XPath::Level1 };
    match token {
        Token::Name("text") if is_call => XPath::Level1,
        Token::Name("not" | "and" | "or") | Token::Sign("=" | "!=" | "<" | "<=" | ">" | ">=") => {
            XPath::Level2
        }
        Token::Name(name) if is_call || name.ends_with('*') => XPath::Full,
        Token::Name(_) | Token::Sign("@" | "(" | ")") => of_path,
        Token::Sign("/" | "[" | "]" | "." | "..") => XPath::Level1,
        Token::Sign(_) => XPath::Full,
        Token::Value if is_in_condition => XPath::Level1,
        Token::Value => XPath::Level2,
    }
}

fn tokens(expression: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = expression;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let length = match first {
            '"' | '\'' => value_in(rest, first),
            _ if first.is_ascii_digit() => digits_in(rest),
            _ if is_start(first) => name_in(rest),
            _ => sign_in(rest, first),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(match first {
            '"' | '\'' => Token::Value,
            _ if first.is_ascii_digit() => Token::Value,
            _ if is_start(first) => Token::Name(token),
            _ => Token::Sign(token),
        })
    })
}

fn value_in(text: &str, mark: char) -> usize {
    text[1..].find(mark).map_or(text.len(), |end| end + 2)
}

fn digits_in(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len())
}

fn sign_in(text: &str, first: char) -> usize {
    let long = ["//", "::", "..", "!=", "<=", ">="];
    if long.iter().any(|sign| text.starts_with(sign)) { 2 } else { first.len_utf8() }
}

/// The length of a name; a colon is of it where a name or `*` follows.
fn name_in(text: &str) -> usize {
    let ncname = |text: &str| text.find(|c: char| !is_name_char(c)).unwrap_or(text.len());
    let length = ncname(text);
    let Some(local) = text[length..].strip_prefix(':') else { return length };
    match local.chars().next() {
        Some('*') => length + 2,
        Some(first) if is_start(first) => length + 1 + ncname(local),
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_of_the_level_they_need() {
        for (expression, expected) in [
            ("/", XPath::Level1),
            (".", XPath::Level1),
            ("@id", XPath::Level1),
            ("a/b[4]/text()", XPath::Level1),
            ("../Fan/Speed", XPath::Level1),
            ("/p:Fan/p:Speed", XPath::Level1),
            ("b[@x=\"y\"]", XPath::Level2),
            ("Fan[Speed > 10 and not(State)]", XPath::Level2),
            ("a = 'x'", XPath::Level2),
            ("//Fan", XPath::Full),
            ("*", XPath::Full),
            ("p:*", XPath::Full),
            ("child::Fan", XPath::Full),
            ("count(Fan)", XPath::Full),
            ("a | b", XPath::Full),
            ("$x", XPath::Full),
        ] {
            assert_eq!(level(expression), expected, "{expression}");
        }
    }

    #[test]
    fn prefixes_are_those_of_names() {
        for (expression, expected) in [
            ("/p:a/q:b[@r:c='s:d']", &["p", "q", "r"][..]),
            ("child::p:a", &["p"]),
            ("p:*", &["p"]),
            ("'unclosed p:a", &[]),
            ("a: b", &[]),
            ("", &[]),
        ] {
            assert_eq!(prefixes(expression).collect::<Vec<_>>(), expected, "{expression}");
        }
    }
}
