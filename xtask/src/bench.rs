//! `cargo xtask bench`: us and our peers, timed in one run.

use crate::command::{self, cargo, target};
use crate::step::Outcome;

/// Runs the comparison; `arguments` go to the benchmark.
///
/// # Errors
/// `Failed` when the benchmark does not build or does not end with exit code 0.
pub fn run(arguments: &[&str]) -> Outcome {
    let mut command = cargo(&["bench", "--package", "cimwire-benches", "--bench", "compare", "--"]);
    command::run(command.args(arguments))?;
    Ok("done".to_owned())
}

/// Times the door for C beside the facade in Rust.
///
/// # Errors
/// As [`run`].
pub fn c() -> Outcome {
    command::run(&mut cargo(&["build", "--release", "--package", "cimwire-c"]))?;
    let mut command = cargo(&["bench", "--package", "cimwire-benches", "--bench", "doors"]);
    command::run(command.env("CIMWIRE_LIBRARY", target("release").join("libcimwire.so")))?;
    Ok("done".to_owned())
}
