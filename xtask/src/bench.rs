//! `cargo xtask bench`: us and our peers, timed in one run.

use crate::command::{self, cargo};
use crate::step::Outcome;

/// Runs the comparison; `arguments` go to the benchmark.
///
/// # Errors
/// `Failed` when the benchmark does not build or does not end with exit code 0.
pub fn run(arguments: &[&str]) -> Outcome {
    let mut command = cargo(&["bench", "--package", "cimwire-benches", "--"]);
    command::run(command.args(arguments))?;
    Ok("done".to_owned())
}
