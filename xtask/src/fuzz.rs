//! Fuzzing: every target of `fuzz/`, for a time each.

use std::fs;
use std::process::Command;

use crate::command::{self, capture, cargo, need, root};
use crate::step::{Outcome, Stop};

/// Fuzzes each target for `seconds`; a target that fails does not keep the next from running.
///
/// # Errors
/// `Skipped` without cargo-fuzz; `Failed`, naming the targets, when one finds a fault.
pub fn run(seconds: u32) -> Outcome {
    need("cargo-fuzz", cargo(&["fuzz", "--version"]))?;
    let (list, _) = capture(&mut fuzz(&["list"]))?;
    let targets: Vec<&str> = list.split_whitespace().collect();
    if targets.is_empty() {
        return Err(Stop::Failed("fuzz/ has no targets".to_owned()));
    }
    command::run(&mut fuzz(&["build"]))?;
    let failed: Vec<&str> =
        targets.iter().copied().filter(|target| fuzz_target(target, seconds).is_err()).collect();
    if failed.is_empty() {
        Ok(format!("{seconds} s each of {}", targets.join(" ")))
    } else {
        Err(Stop::Failed(format!("found by {}", failed.join(" "))))
    }
}

/// New inputs are kept in the first folder; the golden messages of the second are a start.
fn fuzz_target(target: &str, seconds: u32) -> Result<(), Stop> {
    let corpus = format!("corpus/{target}");
    let folder = root().join("fuzz").join(&corpus);
    fs::create_dir_all(&folder)
        .map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let time = format!("-max_total_time={seconds}");
    command::run(&mut fuzz(&["run", target, &corpus, "../tests/corpus", "--", &time, TIMEOUT]))
}

/// The sanitizer flags of cargo-fuzz are unstable; the bootstrap variable lets the stable
/// compiler take them, so that no second toolchain is needed.
fn fuzz(arguments: &[&str]) -> Command {
    let mut command = cargo(&["fuzz"]);
    command.args(arguments).current_dir(root().join("fuzz")).env("RUSTC_BOOTSTRAP", "1");
    command
}

/// Seconds for one input, after which it counts as a hang.
const TIMEOUT: &str = "-timeout=10";
