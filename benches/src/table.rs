//! Results of one case, and the Markdown they are printed as.

use crate::measure::{Pass, Times};

/// What one case gave: a speed for each contender.
pub struct Column {
    case: &'static str,
    bytes: usize,
    names: Vec<String>,
    times: Times,
}

impl Column {
    /// Times the passes, each over `bytes` of XML, in turn.
    pub fn take(
        case: &'static str,
        bytes: usize,
        contenders: Vec<(String, Pass<'_>)>,
        rounds: usize,
    ) -> Self {
        let (names, mut passes): (Vec<_>, Vec<_>) = contenders.into_iter().unzip();
        Self { case, bytes, names, times: Times::take(&mut passes, rounds) }
    }

    /// Megabytes (10^6 bytes) a second in the best round.
    pub fn speed(&self, name: &str) -> Option<f64> {
        Some(self.bytes as f64 / 1e6 / self.times.best(self.row(name)?))
    }

    /// How many times faster `name` is than `reference`.
    pub fn ratio(&self, name: &str, reference: &str) -> Option<f64> {
        Some(self.times.ratio(self.row(name)?, self.row(reference)?))
    }

    fn row(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|row| row == name)
    }
}

/// A row a contender, a column a case; the first contender is the one ratios refer to.
pub fn speeds(columns: &[Column]) -> String {
    let names = columns.first().map_or(&[][..], |column| &column.names);
    let heads: Vec<&str> = columns.iter().map(|column| column.case).collect();
    let mut text = head("MB/s (ratio)", &heads);
    for name in names {
        let cells: Vec<String> =
            columns.iter().map(|column| cell(column, name, &names[0])).collect();
        text.push_str(&row(name, &cells));
    }
    text
}

/// A ratio that one case must reach.
pub struct Goal {
    /// The case's name.
    pub case: &'static str,
    /// The rival's row.
    pub rival: &'static str,
    /// At least so many times as fast.
    pub ratio: f64,
}

/// The goals whose case and rival were measured, with what `name` reached.
pub fn goals(columns: &[Column], name: &str, goals: &[Goal]) -> String {
    let mut text = head(name, &["rival", "goal", "measured", ""]);
    for goal in goals {
        let column = columns.iter().find(|column| column.case == goal.case);
        if let Some(ratio) = column.and_then(|column| column.ratio(name, goal.rival)) {
            let verdict = if ratio >= goal.ratio { "met" } else { "MISSED" };
            let asked = format!("{:.1}x", goal.ratio);
            let reached = format!("{ratio:.2}x");
            text.push_str(&row(goal.case, &[goal.rival.into(), asked, reached, verdict.into()]));
        }
    }
    text
}

fn head(first: &str, others: &[&str]) -> String {
    format!("| {first} | {} |\n|---|{}", others.join(" | "), "---|".repeat(others.len()))
}

fn row(first: &str, others: &[String]) -> String {
    format!("\n| {first} | {} |", others.join(" | "))
}

fn cell(column: &Column, name: &str, reference: &str) -> String {
    match (column.speed(name), column.ratio(name, reference)) {
        (Some(speed), Some(ratio)) => format!("{speed:.0} ({ratio:.2}x)"),
        _ => "–".to_owned(),
    }
}
