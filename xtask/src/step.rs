//! Steps of a command: each is run, timed, and ends as passed, failed or skipped.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use crate::tools::Tool;

/// A note on what ran, or why it did not.
pub type Outcome = Result<String, Stop>;

/// Why a step did not pass.
#[derive(Debug)]
pub enum Stop {
    /// Something it needs is not on this machine.
    Skipped(String),
    /// It ran, and found a fault.
    Failed(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Skipped(why) | Stop::Failed(why) => f.write_str(why),
        }
    }
}

/// A step by its name.
#[derive(Clone, Copy)]
pub struct Step {
    /// What the report calls it.
    pub name: &'static str,
    /// Whether it belongs to the full run only.
    pub extra: bool,
    /// What a machine may lack of it: without one it is skipped, or does less and says so.
    pub needs: &'static [Tool],
    /// Runs it.
    pub run: fn() -> Outcome,
}

impl Step {
    /// A step of every run.
    #[must_use]
    pub const fn new(name: &'static str, needs: &'static [Tool], run: fn() -> Outcome) -> Step {
        Step { name, extra: false, needs, run }
    }

    /// A step of the full run only.
    #[must_use]
    pub const fn extra(name: &'static str, needs: &'static [Tool], run: fn() -> Outcome) -> Step {
        Step { name, extra: true, needs, run }
    }
}

/// Those steps whose names begin with a word, such as a language.
#[must_use]
pub fn named(steps: &[Step], word: &str) -> Vec<Step> {
    let is_of = |step: &&Step| step.name.split(' ').next() == Some(word);
    steps.iter().filter(is_of).copied().collect()
}

/// A list of all that the steps to be run need and this machine lacks; empty when it lacks nothing.
#[must_use]
pub fn absent(steps: &[Step], full: bool) -> String {
    let mut lacks: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for step in steps.iter().filter(|step| full || !step.extra) {
        for stop in step.needs.iter().filter_map(|tool| tool().err()) {
            let steps = lacks.entry(stop.to_string()).or_default();
            if !steps.contains(&step.name) {
                steps.push(step.name);
            }
        }
    }
    let mut list = String::new();
    for (why, steps) in lacks {
        list.push_str(&format!("  {why}\n    for: {}\n", steps.join(", ")));
    }
    match list.is_empty() {
        true => list,
        false => format!("absent, so that the steps named are skipped or do less:\n{list}"),
    }
}

/// What ran, what was skipped and why, and what failed.
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

impl Report {
    /// Says what is absent, then runs the steps in order; one that fails does not keep the next from running.
    ///
    /// Without `full`, extra steps are reported as skipped.
    #[must_use]
    pub fn of(steps: &[Step], full: bool) -> Report {
        print!("{}", absent(steps, full));
        Report { rows: steps.iter().map(|step| Row::of(step, full)).collect() }
    }

    /// Whether any step failed.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.count("failed") > 0
    }

    fn count(&self, result: &str) -> usize {
        self.rows.iter().filter(|row| row.result() == result).count()
    }
}

impl fmt::Display for Report {
    /// One line a step, then `N passed, N failed, N skipped`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<20} {:<8} {:>7}  note", "step", "result", "seconds")?;
        for row in &self.rows {
            let seconds = row.time.as_secs_f64();
            writeln!(f, "{:<20} {:<8} {seconds:>7.1}  {}", row.name, row.result(), row.note())?;
        }
        let [passed, failed, skipped] = ["passed", "failed", "skipped"].map(|r| self.count(r));
        writeln!(f, "\n{passed} passed, {failed} failed, {skipped} skipped")
    }
}

impl Row {
    fn of(step: &Step, full: bool) -> Row {
        println!("\n== {}", step.name);
        let start = Instant::now();
        let outcome = if step.extra && !full {
            Err(Stop::Skipped("not part of --quick".to_owned()))
        } else {
            (step.run)()
        };
        if let Err(stop) = &outcome {
            println!("{}: {stop}", step.name);
        }
        Row { name: step.name, outcome, time: start.elapsed() }
    }

    fn result(&self) -> &'static str {
        match self.outcome {
            Ok(_) => "passed",
            Err(Stop::Failed(_)) => "failed",
            Err(Stop::Skipped(_)) => "skipped",
        }
    }

    /// One line: the whole of a failure was shown when it happened.
    fn note(&self) -> String {
        let note = match &self.outcome {
            Ok(note) => note.clone(),
            Err(stop) => stop.to_string(),
        };
        note.lines().next().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[
        Step::new("broken", &[], || Err(Stop::Failed("found 1\nmore".to_owned()))),
        Step::new("absent", &[NO_TOOL], || NO_TOOL().map(|()| String::new())),
        Step::extra("sound", &[NO_TOOL, || Ok(())], || Ok("all 3".to_owned())),
    ];
    const NO_TOOL: Tool = || Err(Stop::Skipped("no tool".to_owned()));

    #[test]
    fn what_is_absent_is_listed_once_with_its_steps() {
        assert_eq!(absent(&STEPS[..1], true), "");
        let head = "absent, so that the steps named are skipped or do less:\n  no tool\n    for: ";
        assert_eq!(absent(STEPS, true), format!("{head}absent, sound\n"));
        assert_eq!(absent(STEPS, false), format!("{head}absent\n"));
    }

    #[test]
    fn a_failure_is_reported_and_later_steps_still_run() {
        let report = Report::of(STEPS, true);
        assert!(report.failed());
        let text = report.to_string();
        assert!(text.ends_with("\n1 passed, 1 failed, 1 skipped\n"), "{text}");
        for part in ["found 1", "no tool", "all 3"] {
            assert!(text.contains(part), "{part} not in {text}");
        }
        assert!(!text.contains("more"), "{text}");
    }

    #[test]
    fn a_quick_run_skips_the_extra_steps() {
        let report = Report::of(&STEPS[1..], false);
        assert!(!report.failed());
        assert!(report.to_string().ends_with("\n0 passed, 0 failed, 2 skipped\n"));
    }
}
