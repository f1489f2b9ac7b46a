//! Where a text stops being JSON. simd-json says that it does, and for strings not where.

/// The first fault of `json` (RFC 8259), and what is wrong there; none if it is JSON.
pub(super) fn fault(json: &[u8]) -> Option<(usize, &'static str)> {
    if let Err(error) = std::str::from_utf8(json) {
        return Some((error.valid_up_to(), "bytes that are not UTF-8"));
    }
    let mut check = Check { json, at: 0 };
    check.text().err().map(|text| (check.at, text))
}

struct Check<'j> {
    json: &'j [u8],
    at: usize,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value, or the end of a list that has just begun.
    FirstItem,
    Key,
    /// A key, or the end of an object that has just begun.
    FirstKey,
    /// A comma or the end of what is open.
    Rest,
}

type Step<T> = Result<T, &'static str>;

impl Check<'_> {
    fn text(&mut self) -> Step<()> {
        let mut open = Vec::new();
        let mut next = Next::Value;
        loop {
            self.blanks();
            let byte = self.peek();
            next = match (next, byte) {
                (Next::Rest, _) if open.is_empty() => {
                    return byte.map_or(Ok(()), |_| Err("expected the end of the JSON"));
                }
                (_, None) => return Err("expected more JSON"),
                (Next::FirstKey | Next::Rest, Some(b'}')) if open.last() == Some(&b'{') => {
                    self.close(&mut open)
                }
                (Next::FirstItem | Next::Rest, Some(b']')) if open.last() == Some(&b'[') => {
                    self.close(&mut open)
                }
                (Next::Rest, Some(b',')) => {
                    self.at += 1;
                    if open.last() == Some(&b'{') { Next::Key } else { Next::Value }
                }
                (Next::Rest, _) => return Err("expected a comma or the end of a list or object"),
                (Next::Key | Next::FirstKey, _) => {
                    self.key()?;
                    Next::Value
                }
                (Next::Value | Next::FirstItem, Some(start @ (b'{' | b'['))) => {
                    self.at += 1;
                    open.push(start);
                    if start == b'{' { Next::FirstKey } else { Next::FirstItem }
                }
                (Next::Value | Next::FirstItem, _) => {
                    self.scalar()?;
                    Next::Rest
                }
            };
        }
    }

    fn close(&mut self, open: &mut Vec<u8>) -> Next {
        self.at += 1;
        open.pop();
        Next::Rest
    }

    fn key(&mut self) -> Step<()> {
        if self.peek() != Some(b'"') {
            return Err("expected a member's name in quotes");
        }
        self.string()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err("expected a colon behind a member's name");
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Step<()> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let rest = &self.json[self.at..];
                let word = [&b"true"[..], b"false", b"null"]
                    .into_iter()
                    .find(|&word| rest.starts_with(word));
                self.at += word.ok_or("expected a value")?.len();
                Ok(())
            }
        }
    }

    fn number(&mut self) -> Step<()> {
        self.skip(|byte| byte == b'-', 1);
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.skip(|byte| byte == b'.', 1) == 1 {
            self.digits()?;
        }
        if self.skip(|byte| matches!(byte, b'e' | b'E'), 1) == 1 {
            self.skip(|byte| matches!(byte, b'+' | b'-'), 1);
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Step<()> {
        match self.skip(|byte| byte.is_ascii_digit(), usize::MAX) {
            0 => Err("expected a digit"),
            _ => Ok(()),
        }
    }

    fn string(&mut self) -> Step<()> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err("expected the end of a string"),
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => return Err("expected an escape in place of a control character"),
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Step<()> {
        match self.json.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let length = match self.unit(self.at) {
                    Some(0xd800..=0xdbff)
                        if matches!(self.unit(self.at + 6), Some(0xdc00..=0xdfff)) =>
                    {
                        12
                    }
                    Some(0xd800..=0xdfff) => {
                        return Err("expected both halves of a surrogate pair");
                    }
                    Some(_) => 6,
                    None => return Err("expected four hexadecimal digits"),
                };
                self.at += length;
            }
            _ => return Err("expected an escape of JSON"),
        }
        Ok(())
    }

    /// The number in the escape `\u…` at a place.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.json.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
        let digits = std::str::from_utf8(digits).ok().filter(|_| is_hex)?;
        u16::from_str_radix(digits, 16).ok()
    }

    fn peek(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }

    fn blanks(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'), usize::MAX);
    }

    /// Passes bytes that fit, up to `most`; returns how many.
    fn skip(&mut self, fits: impl Fn(u8) -> bool, most: usize) -> usize {
        let rest = &self.json[self.at..];
        let length = rest.iter().take(most).take_while(|&&byte| fits(byte)).count();
        self.at += length;
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_has_no_fault() {
        for json in [
            "{}",
            " [ ] ",
            r#"{"a":[1,-0.5e+3,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":{}}}"#,
            "\"é\"",
            "0",
        ] {
            assert_eq!(fault(json.as_bytes()), None, "{json}");
        }
    }

    #[test]
    fn a_fault_is_where_the_text_stops_being_json() {
        for (json, at) in [
            (&b""[..], 0),
            (b"  ", 2),
            (b"{", 1),
            (b"{\"a\"", 4),
            (b"{\"a\" 1}", 5),
            (b"{\"a\":1,}", 7),
            (b"{,}", 1),
            (b"[1 2]", 3),
            (b"[1,]", 3),
            (b"[1}", 2),
            (b"\"abc", 4),
            (b"[\"x\\ud800y\"]", 3),
            (b"\"\\udc00\"", 1),
            (b"\"\\u12\"", 1),
            (b"\"\\u+123\"", 1),
            (b"\"\\q\"", 1),
            (b"\"a\tb\"", 2),
            (b"\"a\xff\"", 2),
            (b"tru", 0),
            (b"01", 1),
            (b"-", 1),
            (b"1.e", 2),
            (b"{} x", 3),
            (b"'a'", 0),
            (b"NaN", 0),
        ] {
            assert_eq!(
                fault(json).map(|(at, _)| at),
                Some(at),
                "{}",
                String::from_utf8_lossy(json)
            );
        }
    }
}
