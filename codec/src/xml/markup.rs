//! Everything at a `<` that is no tag, the declaration, and what is said when markup is wrong.

use super::attributes::{CHUNK_MARK, is_chunk_mark};
use super::builder::Builder;
use super::chars::{is_blank, is_ncname};
use super::memo::Open;
use super::scan::Scan;
use super::tape::{Deviation, DeviationKind, Entry, Kind, flag};
use crate::error::{Error, ErrorKind, Result};

impl<S: Scan> Builder<'_, S> {
    /// A comment, CDATA section or processing instruction.
    #[inline(never)]
    pub(super) fn other_markup(&mut self) -> Result<()> {
        let rest = &self.text[self.at..];
        if rest.starts_with(b"<!--") {
            self.comment()
        } else if rest.starts_with(b"<![CDATA[") {
            self.cdata()
        } else if rest.starts_with(b"<?") {
            self.instruction()
        } else if rest.starts_with(b"<!DOCTYPE") {
            Err(self.fail(
                ErrorKind::Doctype,
                self.at,
                "messages have no document type declaration",
            ))
        } else if [&b"<!--"[..], b"<![CDATA[", b"<!DOCTYPE"]
            .iter()
            .any(|markup| markup.starts_with(rest))
        {
            Err(self.unexpected(self.text.len(), "expected the rest of a comment or section"))
        } else {
            Err(self.fail(
                ErrorKind::Syntax,
                self.at,
                "expected a comment or a CDATA section after `<!`",
            ))
        }
    }

    /// XML 1.0 §2.5.
    fn comment(&mut self) -> Result<()> {
        let start = self.at + 4;
        let Some(length) = memchr::memmem::find(&self.text[start..], b"--") else {
            return Err(self.unexpected(self.text.len(), "expected the end of a comment"));
        };
        let end = start + length;
        match self.byte(end + 2) {
            Some(b'>') => self.section(Kind::Comment, start, end, end + 3),
            Some(_) => Err(self.fail(ErrorKind::Syntax, end, "`--` must not stand in a comment")),
            None => Err(self.unexpected(self.text.len(), "expected the end of a comment")),
        }
    }

    /// XML 1.0 §2.7.
    fn cdata(&mut self) -> Result<()> {
        if self.state.stack.is_empty() {
            return Err(self.outside(self.at, "a CDATA section outside the root"));
        }
        let start = self.at + 9;
        match memchr::memmem::find(&self.text[start..], b"]]>") {
            Some(length) => self.section(Kind::Cdata, start, start + length, start + length + 3),
            None => Err(self.unexpected(self.text.len(), "expected `]]>` after a CDATA section")),
        }
    }

    /// XML 1.0 §2.6. The value is target and data.
    fn instruction(&mut self) -> Result<()> {
        let start = self.at + 2;
        let Some(length) = memchr::memmem::find(&self.text[start..], b"?>") else {
            return Err(
                self.unexpected(self.text.len(), "expected `?>` after a processing instruction")
            );
        };
        let body = &self.text[start..start + length];
        let target = &body[..body.iter().position(|&byte| is_blank(byte)).unwrap_or(length)];
        if !is_ncname(target) {
            return Err(self.fail(
                ErrorKind::Name,
                start,
                "expected the target of a processing instruction",
            ));
        }
        if target.eq_ignore_ascii_case(b"xml") {
            let text = match self.at {
                0 => "expected white space after `<?xml`",
                _ => "an XML declaration must stand at the very start",
            };
            return Err(self.fail(ErrorKind::Declaration, self.at, text));
        }
        self.section(Kind::Instruction, start, start + length, start + length + 2)
    }

    /// Checks and appends what lies between the delimiters of a section.
    fn section(&mut self, kind: Kind, start: usize, end: usize, next: usize) -> Result<()> {
        if end - start > self.limits.text {
            return Err(self.fail(ErrorKind::TextLimit, start, "a section is too long"));
        }
        let mut flags = 0;
        let body = &self.text[start..end];
        if !body.is_ascii() {
            self.high = true;
            flags |= flag::HIGH;
            self.check_high(start, end)?;
        }
        if let Some(at) = body.iter().position(|&byte| byte < b' ' && !is_blank(byte)) {
            return Err(self.fail(
                ErrorKind::Character,
                start + at,
                "XML cannot hold this control character",
            ));
        }
        if memchr::memchr(b'\r', body).is_some() {
            flags |= flag::DECODE;
        }
        self.push(Entry::new(kind, 0, flags, self.at as u32, start as u32, end as u32));
        self.at = next;
        Ok(())
    }

    /// XML 1.0 §2.8: `<?xml version="1.0" encoding="..." standalone="..."?>`, all but the version
    /// optional, in this order.
    pub(super) fn declaration(&mut self) -> Result<()> {
        if !matches!(self.text, [b'<', b'?', b'x', b'm', b'l', next, ..] if is_blank(*next)) {
            return Ok(());
        }
        self.at = 5;
        let version = self.pseudo_attribute(b"version")?.unwrap_or(self.at..self.at);
        if !is_version(&self.text[version.clone()]) {
            let text = "expected version=\"1.0\" in the XML declaration";
            return Err(self.unexpected_in_declaration(version.start, text));
        }
        if let Some(at) = self.pseudo_attribute(b"encoding")? {
            self.declared_encoding(at)?;
        }
        if let Some(at) = self.pseudo_attribute(b"standalone")?
            && !matches!(&self.text[at.clone()], b"yes" | b"no")
        {
            let text = "expected standalone to be yes or no";
            return Err(self.unexpected_in_declaration(at.start, text));
        }
        self.skip_blanks();
        if !self.text[self.at..].starts_with(b"?>") {
            return Err(
                self.unexpected_in_declaration(self.at, "expected `?>` after the XML declaration")
            );
        }
        self.at += 2;
        Ok(())
    }

    /// The range of the value of `name` where it comes next.
    fn pseudo_attribute(&mut self, name: &[u8]) -> Result<Option<std::ops::Range<usize>>> {
        let from = self.at;
        let blanks = self.skip_blanks();
        if !self.text[self.at..].starts_with(name) {
            self.at = from;
            return Ok(None);
        }
        if blanks == 0 {
            return Err(self.unexpected_in_declaration(
                self.at,
                "expected white space in the XML declaration",
            ));
        }
        self.at += name.len();
        self.skip_blanks();
        if self.byte(self.at) != Some(b'=') {
            return Err(
                self.unexpected_in_declaration(self.at, "expected `=` in the XML declaration")
            );
        }
        self.at += 1;
        self.skip_blanks();
        let Some(quote @ (b'"' | b'\'')) = self.byte(self.at) else {
            return Err(self.unexpected_in_declaration(
                self.at,
                "expected a quoted value in the XML declaration",
            ));
        };
        let start = self.at + 1;
        let Some(length) = memchr::memchr(quote, &self.text[start..]) else {
            return Err(
                self.unexpected(self.text.len(), "expected the rest of the XML declaration")
            );
        };
        self.at = start + length + 1;
        Ok(Some(start..start + length))
    }

    /// The text is UTF-8 by now; a declaration may say otherwise and be wrong, or speak of an
    /// encoding that is the same for ASCII.
    fn declared_encoding(&mut self, at: std::ops::Range<usize>) -> Result<()> {
        let name = &self.text[at.clone()];
        let is_name = name.first().is_some_and(u8::is_ascii_alphabetic)
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte));
        if !is_name {
            return Err(
                self.unexpected_in_declaration(at.start, "expected the name of an encoding")
            );
        }
        let is_utf16 = self.state.tape.encoding.is_utf16();
        let is_right = if is_utf16 { is_one_of(name, UTF16) } else { is_one_of(name, UTF8) };
        self.is_plain_utf8 = is_right && !is_utf16;
        if is_right {
            return Ok(());
        }
        if !is_utf16 && is_one_of(name, ASCII_SUPERSETS) {
            return match self.text.iter().position(|byte| !byte.is_ascii()) {
                Some(at) => Err(self.fail(
                    ErrorKind::Encoding,
                    at,
                    "the declared encoding is not supported outside ASCII",
                )),
                None => Ok(()),
            };
        }
        if self.is_strict {
            let text = "the declared encoding is not that of the bytes";
            return Err(self.fail(ErrorKind::EncodingName, at.start, text));
        }
        let deviation = Deviation { kind: DeviationKind::EncodingName, offset: at.start };
        self.state.tape.deviations.push(deviation);
        Ok(())
    }

    #[cold]
    fn unexpected_in_declaration(&self, at: usize, text: &'static str) -> Error {
        if memchr::memchr(b'>', &self.text[at..]).is_none() {
            let text = "expected the rest of the XML declaration";
            return self.fail(ErrorKind::UnexpectedEnd, self.text.len(), text);
        }
        self.fail(ErrorKind::Declaration, at, text)
    }

    /// Something that is not blank outside the root.
    #[cold]
    pub(super) fn outside_root(&mut self, at: usize) -> Result<()> {
        let has_root = !self.state.tape.entries.is_empty();
        let is_nul = |byte: &u8| *byte == 0 || is_blank(*byte);
        if has_root && self.text[at] == 0 && self.text[at..].iter().all(is_nul) {
            if self.is_strict {
                return Err(self.fail(ErrorKind::NulAfterRoot, at, "NUL bytes after the root"));
            }
            self.state
                .tape
                .deviations
                .push(Deviation { kind: DeviationKind::NulAfterRoot, offset: at });
            self.at = self.text.len();
            return Ok(());
        }
        Err(self.outside(at, "text outside the root"))
    }

    fn outside(&self, at: usize, text: &'static str) -> Error {
        let is_element = |entry: &Entry| matches!(entry.kind(), Kind::Leaf | Kind::Open);
        let kind = if self.state.tape.entries.iter().any(is_element) {
            ErrorKind::AfterRoot
        } else if memchr::memchr(b'<', self.text).is_some() {
            ErrorKind::Syntax
        } else {
            ErrorKind::NoRoot
        };
        self.fail(kind, at, text)
    }

    #[cold]
    pub(super) fn unexpected(&self, at: usize, text: &'static str) -> Error {
        let kind = if at >= self.text.len() { ErrorKind::UnexpectedEnd } else { ErrorKind::Syntax };
        self.fail(kind, at, text)
    }

    #[cold]
    pub(super) fn bad_name(&self, at: usize, length: usize) -> Error {
        if length == 0 {
            return self.unexpected(at, "expected a name here; a `<` in text is written `&lt;`");
        }
        if let Err(error) = std::str::from_utf8(&self.text[at..at + length]) {
            let text = "bytes that are not UTF-8 in a name";
            return self.fail(ErrorKind::Encoding, at + error.valid_up_to(), text);
        }
        self.fail(ErrorKind::Name, at, "expected a name with at most one colon")
    }

    #[cold]
    pub(super) fn stray_end(&self) -> Error {
        if self.at + 1 >= self.text.len() {
            return self.unexpected(self.text.len(), "expected the rest of a tag");
        }
        self.fail(ErrorKind::EndTag, self.at, "an end tag without a start tag")
    }

    #[cold]
    pub(super) fn bad_end(&self, at: usize, open: &Open) -> Error {
        let name = &self.text[open.name_start as usize..][..open.name_length as usize];
        let found = self.text.get(at + 2..).unwrap_or_default();
        let is_cut = name.starts_with(found)
            || found.strip_prefix(name).is_some_and(|rest| rest.iter().copied().all(is_blank));
        if is_cut {
            return self.unexpected(self.text.len(), "expected the rest of an end tag");
        }
        let is_end = |&byte: &u8| is_blank(byte) || matches!(byte, b'>' | b'<');
        let found = &found[..found.iter().take_while(|byte| !is_end(byte)).count()];
        let mut text = format!("expected the end tag `</{}>`", shown(name));
        if found.split(|&byte| byte == b':').all(is_ncname) {
            text.push_str(&format!(", found `</{}>`", shown(found)));
        }
        Error::new(ErrorKind::EndTag, at, text)
    }
}

/// A name as an error shows it.
fn shown(name: &[u8]) -> std::borrow::Cow<'_, str> {
    const LONGEST: usize = 64;
    String::from_utf8_lossy(&name[..name.len().min(LONGEST)])
}

const UTF8: &[&str] = &["utf-8", "utf8"];
const UTF16: &[&str] = &["utf-16", "utf-16le", "utf-16be", "ucs-2", "iso-10646-ucs-2"];

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other.as_bytes()))
}

/// Encodings in which ASCII is ASCII and the rest is not UTF-8.
#[rustfmt::skip]
const ASCII_SUPERSETS: &[&str] = &[
    "us-ascii", "ascii", "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5",
    "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9", "iso-8859-10", "iso-8859-11",
    "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "windows-1250", "windows-1251",
    "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "koi8-r", "koi8-u", "shift_jis", "euc-jp", "euc-kr", "gb2312",
    "gbk", "gb18030", "big5",
];

/// XML 1.0 §2.8 `VersionNum`, fifth edition.
fn is_version(version: &[u8]) -> bool {
    version
        .strip_prefix(b"1.")
        .is_some_and(|minor| !minor.is_empty() && minor.iter().all(u8::is_ascii_digit))
}

/// If a tag near `at` was torn by the size line of an HTTP chunk: where, for that is the cause.
#[cold]
pub(super) fn torn_by_chunk(text: &[u8], at: usize) -> Option<(usize, &'static str)> {
    const NEAR: usize = 256;
    let from = at.saturating_sub(NEAR);
    let window = text.get(from..text.len().min(at + NEAR))?;
    let is_in_tag = |mark: usize| {
        let before = &window[..mark];
        memchr::memrchr2(b'<', b'>', before).is_some_and(|last| before[last] == b'<')
    };
    let mut marks =
        memchr::memmem::find_iter(window, b"\r\n").filter(|&mark| is_chunk_mark(&window[mark..]));
    marks.find(|&mark| is_in_tag(mark)).map(|mark| (from + mark, CHUNK_MARK))
}
