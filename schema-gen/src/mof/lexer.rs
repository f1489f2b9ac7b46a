//! MOF as tokens.

/// A token: what it is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword: which of both, only the grammar says.
    Name,
    /// Digits and what may be around them.
    Number,
    /// A string, with its quotes.
    Text,
    /// A character, with its quotes.
    Char,
    /// `$Name`.
    Alias,
    /// `#pragma`.
    Pragma,
    /// A sign that stands for itself.
    Mark(u8),
    /// The end of the file.
    End,
    /// What is no token: what was expected in its place.
    Bad(&'static str),
}

/// All tokens of a text, the last of them [`Kind::End`].
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { bytes: text.as_bytes(), at: 0 };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.token();
        tokens.push(token);
        if token.kind == Kind::End {
            return tokens;
        }
    }
}

/// The number that a token stands for (DSP0004 annex A): decimal, `0x…`, octal with a leading 0,
/// binary with a trailing b.
pub(super) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let (digits, radix) = match lower.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None => match lower.strip_suffix('b') {
            Some(digits) => (digits, 2),
            None if lower.len() > 1 && lower.starts_with('0') => (&lower[1..], 8),
            None => (lower.as_str(), 10),
        },
    };
    let is_digits = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    i64::from_str_radix(&format!("{sign}{digits}"), radix).ok().filter(|_| is_digits)
}

/// The text of a string or a character between its quotes, its escapes resolved (DSP0004
/// annex A); or the first escape that is none.
pub(super) fn unescape(inside: &str) -> Result<String, String> {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut chars = after.chars();
        let escape = chars.next().unwrap_or('\\');
        rest = chars.as_str();
        text.push(match escape {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            '"' | '\'' | '\\' => escape,
            'x' | 'X' => {
                let length = rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                let (digits, after) = rest.split_at(length);
                let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
                rest = after;
                code.ok_or_else(|| format!("\\{escape}{digits}"))?
            }
            other => return Err(format!("\\{other}")),
        });
    }
    text.push_str(rest);
    Ok(text)
}

struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Lexer<'_> {
    fn token(&mut self) -> Token {
        let gap = self.skip_gap();
        let start = self.at;
        let kind = match gap {
            Err(expected) => Kind::Bad(expected),
            Ok(()) => self.kind(),
        };
        Token { kind, start, end: self.at }
    }

    fn kind(&mut self) -> Kind {
        let Some(byte) = self.peek(0) else { return Kind::End };
        match byte {
            b'"' => self.quoted(b'"', Kind::Text),
            b'\'' => self.quoted(b'\'', Kind::Char),
            b'0'..=b'9' => self.number(),
            b'+' | b'-' | b'.' if self.peek(1).is_some_and(is_number) => self.number(),
            b'$' => self.after_sign(Kind::Alias, "a name after the sign of an alias"),
            b'#' => {
                let kind = self.after_sign(Kind::Pragma, "#pragma");
                let word = &self.bytes[self.at.saturating_sub(PRAGMA.len())..self.at];
                let is_pragma = word.eq_ignore_ascii_case(PRAGMA);
                if is_pragma { kind } else { Kind::Bad("#pragma") }
            }
            _ if is_name(byte) => {
                self.skip(is_name);
                Kind::Name
            }
            b'{' | b'}' | b'[' | b']' | b'(' | b')' | b':' | b';' | b',' | b'=' => {
                self.at += 1;
                Kind::Mark(byte)
            }
            _ => {
                self.at += 1;
                Kind::Bad("a name, a value or a sign of MOF")
            }
        }
    }

    /// Steps over blanks and comments.
    fn skip_gap(&mut self) -> Result<(), &'static str> {
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(byte), _) if byte.is_ascii_whitespace() || byte == 0 => self.at += 1,
                // A byte order mark, also between files that were put together.
                (Some(0xef), Some(0xbb)) if self.peek(2) == Some(0xbf) => self.at += 3,
                (Some(b'/'), Some(b'/')) => self.skip(|byte| byte != b'\n'),
                (Some(b'/'), Some(b'*')) => {
                    let inside = &self.bytes[self.at + 2..];
                    match inside.windows(2).position(|it| it == b"*/") {
                        Some(length) => self.at += length + 4,
                        None => {
                            self.at = self.bytes.len();
                            return Err("the end of a comment");
                        }
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// A string ends in its line. One that does not is taken as it is, as Microsoft takes it, where
    /// its end looks like one; otherwise a quote is missing, and this is told where it is missing.
    fn quoted(&mut self, quote: u8, kind: Kind) -> Kind {
        let mut line_end = None;
        let mut lines = 0;
        self.at += 1;
        loop {
            match self.peek(0) {
                Some(byte) if byte == quote => {
                    self.at += 1;
                    if lines == 0 || self.is_before_mark() {
                        return kind;
                    }
                    break;
                }
                Some(b'\\') if self.peek(1).is_some_and(|byte| byte != b'\n') => self.at += 2,
                Some(b'\n') if lines < MAX_LINES => {
                    line_end.get_or_insert(self.at);
                    lines += 1;
                    self.at += 1;
                }
                None | Some(b'\n') => break,
                Some(_) => self.at += 1,
            }
        }
        self.at = line_end.unwrap_or(self.at);
        Kind::Bad("a closing quote in the same line")
    }

    /// Whether a sign or a string comes next, as after a string.
    fn is_before_mark(&self) -> bool {
        let mut rest = self.bytes.get(self.at..).unwrap_or_default().iter();
        let next = rest.find(|byte| !byte.is_ascii_whitespace());
        next.is_some_and(|byte| b"\",;:)]}".contains(byte))
    }

    fn number(&mut self) -> Kind {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            let is_exponent = self.bytes[self.at - 1].eq_ignore_ascii_case(&b'e');
            let is_sign = is_exponent && matches!(byte, b'+' | b'-');
            if !(is_number(byte) || is_name(byte) || is_sign) {
                break;
            }
            self.at += 1;
        }
        Kind::Number
    }

    fn after_sign(&mut self, kind: Kind, expected: &'static str) -> Kind {
        self.at += 1;
        let start = self.at;
        self.skip(is_name);
        if self.at > start { kind } else { Kind::Bad(expected) }
    }

    fn skip(&mut self, is_it: impl Fn(u8) -> bool) {
        while self.peek(0).is_some_and(&is_it) {
            self.at += 1;
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn is_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

/// A string has at most so many lines more, so that reading on is not in vain too often.
const MAX_LINES: usize = 16;

const PRAGMA: &[u8] = b"#pragma";
