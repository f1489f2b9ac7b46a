//! Text for a terminal: colours, and nothing that the terminal would obey.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

pub(crate) const HEADING: Style = Style::new().bold();
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();
pub(crate) const ATTRIBUTE: Style = AnsiColor::Green.on_default();
pub(crate) const MARK: Style = AnsiColor::Yellow.on_default();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const LEFT: Style = AnsiColor::Red.on_default();
pub(crate) const RIGHT: Style = AnsiColor::Green.on_default();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// `text` with every character shown that acts on a terminal, or that hides or turns text around:
/// an escape sequence in a value is `\u{1b}[…`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    escape(text, acts, |c, shown| shown.extend(c.escape_unicode()))
}

/// JSON of the same meaning in which such characters are escaped; they stand in strings only.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    escape(json, acts_in_code, |c, shown| {
        let _ = write!(shown, "\\u{:04x}", u32::from(c));
    })
}

/// Prints XML on standard output: to the byte, unless that is a terminal.
pub(crate) fn print_xml(xml: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        out.write_all(visible_xml(&String::from_utf8_lossy(xml)).as_bytes())?;
    } else {
        out.write_all(xml)?;
    }
    out.flush()
}

/// Prints a line of JSON on standard output: to the byte, unless that is a terminal.
pub(crate) fn print_json(json: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let json = if out.is_terminal() { visible_json(json) } else { json.into() };
    writeln!(out, "{json}")?;
    out.flush()
}

/// XML of the same meaning in which such characters are references; names cannot have them.
fn visible_xml(xml: &str) -> Cow<'_, str> {
    escape(xml, acts_in_code, |c, shown| {
        let _ = write!(shown, "&#x{:x};", u32::from(c));
    })
}

fn escape(text: &str, acts: fn(char) -> bool, write: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) { write(c, &mut shown) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Line ends and tabs are part of JSON and XML; and none of the rest can stand in a name.
fn acts_in_code(c: char) -> bool {
    obeyed(c) && !matches!(c, '\n' | '\t' | '\r')
}

fn acts(c: char) -> bool {
    obeyed(c) || unseen(c)
}

/// Control characters (ECMA-48), marks and overrides of direction (UAX #9), separators of lines
/// and paragraphs.
fn obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without width or shape.
fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{61c}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_nothing_to_obey() {
        let text = "a\x1b[31m\u{9b}2J\u{202e}b\u{7f}\t\u{feff}é€";
        assert_eq!(visible(text), r"a\u{1b}[31m\u{9b}2J\u{202e}b\u{7f}\u{9}\u{feff}é€");
        assert_eq!(visible_json("\"\u{9b}\u{202e}\"\n"), "\"\\u009b\\u202e\"\n");
        assert_eq!(visible_xml("<a>\u{202e}</a>\n"), "<a>&#x202e;</a>\n");
        assert!(matches!(visible("plain é"), Cow::Borrowed(_)));
    }
}
