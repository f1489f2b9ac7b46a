//! What is wrong with a message, a line for each.

use cimwire_facade::{Deviation, Level};

use crate::paint::{FAINT, MARK, visible};

/// The lines: rule, place and words in columns.
pub(crate) fn lines(deviations: &[Deviation]) -> Vec<String> {
    let place = |it: &Deviation| format!("{}:{}", it.line, it.column);
    let width = |of: &dyn Fn(&Deviation) -> usize| deviations.iter().map(of).max().unwrap_or(0);
    let name_width = width(&|it| name(it).len());
    let place_width = width(&|it| place(it).len());
    let line = |it: &Deviation| {
        let (name, place, text) = (name(it), place(it), visible(&it.text));
        let around = around(it);
        format!("{MARK}{name:name_width$}{MARK:#}  {place:place_width$}  {text}{around}")
    };
    deviations.iter().map(line).collect()
}

/// The line of one, behind the name of its file.
pub(crate) fn line(deviation: &Deviation) -> String {
    let Deviation { line, column, text, .. } = deviation;
    let (name, text, around) = (name(deviation), visible(text), around(deviation));
    format!("{line}:{column}: {MARK}{name}{MARK:#}: {text}{around}")
}

/// The word for how binding a rule is.
pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::May => "may",
        Level::Should => "should",
        Level::Shall => "shall",
    }
}

/// The rule, or the kind where there is none.
fn name(deviation: &Deviation) -> &str {
    deviation.rule.as_deref().unwrap_or(deviation.kind)
}

/// The elements around the place, and how binding a rule is that does not have to be kept.
fn around(deviation: &Deviation) -> String {
    let mut words = String::new();
    if deviation.level != Level::Shall {
        words = format!(" ({})", level_name(deviation.level));
    }
    if !deviation.path.is_empty() {
        words += &format!("{FAINT} in {}{FAINT:#}", visible(&deviation.path));
    }
    words
}
