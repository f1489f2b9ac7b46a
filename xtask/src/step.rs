//! Steps of a command: each is run, timed, and ends as passed, failed or skipped.

use std::fmt;
use std::time::{Duration, Instant};

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
    /// Runs it.
    pub run: fn() -> Outcome,
}

/// Those steps whose names begin with a word, such as a language.
#[must_use]
pub fn named(steps: &[Step], word: &str) -> Vec<Step> {
    let is_of = |step: &&Step| step.name.split(' ').next() == Some(word);
    steps.iter().filter(is_of).copied().collect()
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
    /// Runs the steps in order; one that fails does not keep the next from running.
    ///
    /// Without `full`, extra steps are reported as skipped.
    #[must_use]
    pub fn of(steps: &[Step], full: bool) -> Report {
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
        Step {
            name: "broken",
            extra: false,
            run: || Err(Stop::Failed("found 1\nmore".to_owned())),
        },
        Step { name: "absent", extra: false, run: || Err(Stop::Skipped("no tool".to_owned())) },
        Step { name: "sound", extra: true, run: || Ok("all 3".to_owned()) },
    ];

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
