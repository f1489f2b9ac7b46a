//! Paths from text.

use std::str::FromStr;

use super::key::literal;
use super::{Key, KeyValue, Path};
use crate::error::{Error, ErrorKind, Result};

/// A path of DSP0004 §8.2.5 and DSP0207, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, with or without
/// `https:` before it; or one of WMI (MS-WMI §2.2.2), `\\host\root\cimv2:Win32_Service="WinRM"`. A
/// path between quotes is a text until a class says that it is a path.
///
/// # Errors
/// [`ErrorKind::Misfit`], at its byte in the text.
impl FromStr for Path {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parsing = Parsing { text, at: 0 };
        let host = parsing.host()?;
        let head = parsing.until(['.', '=', '"', '\'']);
        let (namespace, class) = match head.rsplit_once(':') {
            Some((namespace, class)) => (Some(namespace), class),
            None => (None, head),
        };
        let class_at = parsing.at - class.len();
        if !is_identifier(class) {
            return Err(misfit(class_at, "expected the name of a class"));
        }
        let mut path = Self::new(class);
        path.host = host.map(str::to_owned);
        if let Some(namespace) = namespace {
            if !is_namespace(namespace) && !namespace.is_empty() {
                return Err(misfit(class_at, "expected the name of a CIM namespace before it"));
            }
            path = path.in_namespace(namespace);
        }
        parsing.keys(&mut path)?;
        Ok(path)
    }
}

struct Parsing<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parsing<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, prefix: &str) -> bool {
        let is_there = self.rest().starts_with(prefix);
        self.at += if is_there { prefix.len() } else { 0 };
        is_there
    }

    fn until<const N: usize>(&mut self, ends: [char; N]) -> &'t str {
        let rest = self.rest();
        let taken = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        self.at += taken.len();
        taken
    }

    /// The host behind two slashes or backslashes, and the slash behind it.
    fn host(&mut self) -> Result<Option<&'t str>> {
        if let Some((scheme, _)) = self.text.split_once("://")
            && !scheme.is_empty()
            && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
        {
            self.at = scheme.len() + 1;
        }
        if !self.take("//") && !self.take(r"\\") {
            self.take("/");
            return Ok(None);
        }
        let start = self.at;
        let host = self.until(SLASHES);
        if self.rest().is_empty() || host.is_empty() || host.contains(['"', '=']) {
            return Err(misfit(start, "expected a host, and a slash behind it"));
        }
        self.at += 1;
        Ok(Some(host))
    }

    fn keys(&mut self, path: &mut Path) -> Result<()> {
        if self.rest().is_empty() {
            return Ok(());
        }
        if self.take("=@") {
            path.is_singleton = true;
        } else if self.take("=") {
            path.keys.push(Key::new("", self.value()?));
        } else if self.take(".") {
            self.list(path)?;
        }
        if self.rest().is_empty() { Ok(()) } else { Err(misfit(self.at, MORE)) }
    }

    fn list(&mut self, path: &mut Path) -> Result<()> {
        loop {
            let start = self.at;
            let name = self.until(['=', ',', '"']);
            if !is_identifier(name) || !self.take("=") {
                return Err(misfit(start, "expected the name of a key, and = behind it"));
            }
            if path.key(name).is_some() {
                return Err(misfit(start, "expected keys of different names, found one again"));
            }
            let value = self.value()?;
            path.keys.push(Key::new(name, value));
            if path.keys.len() > MAX_KEYS {
                return Err(misfit(start, "expected fewer keys"));
            }
            if !self.take(",") {
                return Ok(());
            }
        }
    }

    fn value(&mut self) -> Result<KeyValue> {
        for quote in ['"', '\''] {
            if self.rest().starts_with(quote) {
                self.at += 1;
                return self.quoted(quote).map(KeyValue::Text);
            }
        }
        let start = self.at;
        let bare = self.until([',', '"']);
        if literal(bare).is_none() {
            return Err(misfit(start, "expected a value: a number, TRUE, FALSE or quotes"));
        }
        Ok(KeyValue::Bare(bare.to_owned()))
    }

    /// The text up to a quote, which is taken as well.
    fn quoted(&mut self, quote: char) -> Result<String> {
        let mut text = String::new();
        loop {
            text.push_str(self.until([quote, '\\']));
            let at = self.at;
            let mut rest = self.rest().chars();
            match (rest.next(), rest.next()) {
                (None, _) => return Err(misfit(at, "expected a quote at the end of a value")),
                (Some('\\'), escaped) => {
                    self.at += 1 + escaped.map_or(0, char::len_utf8);
                    text.push(self.escaped(escaped).ok_or_else(|| misfit(at, ESCAPE))?);
                }
                _ => {
                    self.at += quote.len_utf8();
                    return Ok(text);
                }
            }
        }
    }

    /// What a character behind a backslash stands for (DSP0004 annex A).
    fn escaped(&mut self, escaped: Option<char>) -> Option<char> {
        match escaped? {
            same @ ('"' | '\'' | '\\') => Some(same),
            'b' => Some('\u{8}'),
            't' => Some('\t'),
            'n' => Some('\n'),
            'f' => Some('\u{c}'),
            'r' => Some('\r'),
            'x' | 'X' => {
                let digits = self.rest().bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                let number = u32::from_str_radix(self.rest().get(..digits)?, 16).ok()?;
                self.at += digits;
                char::from_u32(number)
            }
            _ => None,
        }
    }
}

/// Whether a text is the name of a class or property (DSP0004 annex A).
pub(in crate::cim) fn is_identifier(name: &str) -> bool {
    let is_letter = |it: char| it.is_ascii_alphabetic() || it == '_' || !it.is_ascii();
    let mut letters = name.chars();
    letters.next().is_some_and(is_letter)
        && letters.all(|it| is_letter(it) || it.is_ascii_digit())
        && !name.chars().any(char::is_whitespace)
}

/// Whether a text is the name of a CIM namespace, which says the same when it stands in a path.
pub(in crate::cim) fn is_namespace(name: &str) -> bool {
    let is_other = |it: char| it.is_whitespace() || it.is_control() || ":.=,\"'".contains(it);
    let mut parts = name.trim_matches(SLASHES).split(SLASHES);
    parts.all(|part| !part.is_empty() && !part.contains(is_other))
}

fn misfit(at: usize, text: &'static str) -> Error {
    Error::new(ErrorKind::Misfit, at, text)
}

const SLASHES: [char; 2] = ['/', '\\'];
const ESCAPE: &str = r#"expected \" or \\ or another escape of MOF behind a backslash"#;
const MORE: &str = "expected the end of the path, or a comma and another key";

/// No class has nearly as many; the names are compared with each other.
const MAX_KEYS: usize = 64;
