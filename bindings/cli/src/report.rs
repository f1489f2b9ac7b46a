//! What went wrong, for people: place, kind, number, words, and the line with a caret.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use cimwire_facade::{Bytes, Error, Excerpt};
use unicode_width::UnicodeWidthStr;

use crate::paint::{ERROR, FAINT, HEADING, MARK, visible};

/// Why an input gave nothing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not be read.
    File(io::Error),
    /// It was read and refused.
    Message { error: Error, input: Bytes },
}

/// Says on standard error what became of an input. Where `is_redacted`, nothing of it is shown.
pub(crate) fn report(path: &Path, failure: &Failure, is_redacted: bool) {
    say(&Report { path, failure, is_redacted }.to_string());
}

/// Prints text on standard error; where that is closed, nobody waits for it.
pub(crate) fn say(text: &str) {
    let _ = write!(anstream::stderr().lock(), "{text}");
}

struct Report<'a> {
    path: &'a Path,
    failure: &'a Failure,
    is_redacted: bool,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        let path = visible(&path);
        let (error, input) = match self.failure {
            Failure::File(error) => return writeln!(f, "{HEADING}{path}{HEADING:#}: {error}"),
            Failure::Message { error, input } => (error, input),
        };
        let Error { code, line, column, text, .. } = error;
        let (kind, number, text) = (code.name(), code.number(), visible(text));
        write!(f, "{HEADING}{path}:{line}:{column}:{HEADING:#} ")?;
        writeln!(f, "{ERROR}{kind} ({number}){ERROR:#}: {text}")?;
        if !self.is_redacted {
            write_excerpt(f, &Excerpt::of(input, error.offset), *line)?;
        }
        if error.path.is_empty() {
            return Ok(());
        }
        writeln!(f, "  {FAINT}in {}{FAINT:#}", visible(&error.path))
    }
}

fn write_excerpt(f: &mut fmt::Formatter<'_>, excerpt: &Excerpt, line: usize) -> fmt::Result {
    let Excerpt { before, after, is_cut_before, is_cut_after } = excerpt;
    if before.is_empty() && after.is_empty() {
        return Ok(());
    }
    let cut = |is_cut: &bool| if *is_cut { "…" } else { "" };
    let before = format!("{}{}", cut(is_cut_before), visible(before));
    let after = format!("{}{}", visible(after), cut(is_cut_after));
    let (margin, column) = (line.to_string().len(), before.width());
    writeln!(f, "  {FAINT}{line} |{FAINT:#} {before}{after}")?;
    writeln!(f, "  {FAINT}{:margin$} |{FAINT:#} {:column$}{MARK}^{MARK:#}", "", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use cimwire_facade::{Decoder, Options};

    fn report(input: &'static [u8], is_redacted: bool) -> String {
        let input = Bytes::from_static(input);
        let error = Decoder::new(Options::default()).document(&input).unwrap_err();
        let failure = Failure::Message { error, input };
        let report = Report { path: Path::new("a\x1b.xml"), failure: &failure, is_redacted };
        anstream::adapter::strip_str(&report.to_string()).to_string()
    }

    #[test]
    fn the_caret_stands_under_the_column() {
        let shown = report("<a>\n<b>\t漢\x07</b></a>".as_bytes(), false);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[0].starts_with(r"a\u{1b}.xml:2:6: Character (109): "), "{shown}");
        assert_eq!(lines[1], r"  2 | <b>\u{9}漢\u{7}</b></a>");
        assert_eq!(lines[2], r"    |           ^");
        assert_eq!(lines[3], "  in a/b");
    }

    #[test]
    fn redaction_shows_no_line() {
        let shown = report(b"<Password>geheim</p>", true);
        assert!(shown.lines().count() == 2 && !shown.contains("geheim"), "{shown}");
    }
}
