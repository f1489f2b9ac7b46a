//! The identity test: every language that is built here says of every input what Rust says.

use crate::command::{cargo, run, target};
use crate::step::{Outcome, Stop};
use crate::{c, node, python};

/// A language: its name, and what builds its runner and says how it is started.
type Runner = (&'static str, fn() -> Result<String, Stop>);

/// The languages beside Rust and the command. `docs/bindings.md` says what a runner does.
const RUNNERS: [Runner; 3] = [
    ("C", || Ok(c::runner()?.display().to_string())),
    ("Python", python::runner),
    ("Node", node::runner),
];

/// Builds the runners, and compares what they say.
///
/// # Errors
/// `Failed` when a runner cannot be built, or says anything else.
pub fn run_all() -> Outcome {
    run(&mut cargo(&["build", "--package", "cimwire-cli"]))?;
    let (mut lines, mut names, mut absent) = (Vec::new(), vec!["the command"], String::new());
    for (name, build) in RUNNERS {
        match build() {
            Ok(line) => {
                lines.push(line);
                names.push(name);
            }
            Err(Stop::Skipped(why)) => absent.push_str(&format!("; {name} skipped: {why}")),
            Err(failed) => return Err(failed),
        }
    }
    let mut test = cargo(&["test", "--package", "cimwire-tests", "--test", "suite", "identity::"]);
    test.env("CIMWIRE_COMMAND", target("debug").join("cimwire"));
    run(test.env("CIMWIRE_RUNNERS", lines.join("\n")))?;
    Ok(format!("Rust, {}{absent}", names.join(", ")))
}
