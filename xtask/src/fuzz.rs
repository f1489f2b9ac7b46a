//! Fuzzing: every target of `fuzz/`, for a time each.

use std::path::Path;
use std::process::Command;
use std::{fs, io};

use crate::command::{self, capture, cargo, root};
use crate::step::{Outcome, Stop};
use crate::tools;

/// Fuzzes each target for `seconds`; a target that fails does not keep the next from running.
///
/// # Errors
/// `Skipped` without cargo-fuzz; `Failed`, naming the targets, when one finds a fault.
pub fn run(seconds: u32) -> Outcome {
    tools::FUZZ()?;
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
    seed(&folder).map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let time = format!("-max_total_time={seconds}");
    let arguments = ["run", target, &corpus, "../tests/corpus", "--", DICTIONARY, TIMEOUT, &time];
    command::run(&mut fuzz(&arguments))
}

/// Copies small third-party messages, where this machine has them, into a folder that is new.
fn seed(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let shared = std::env::var_os("CIMWIRE_SHARED").unwrap_or_else(|| "../shared".into());
    let Ok(sources) = fs::read_dir(root().join(shared).join("corpus/files")) else { return Ok(()) };
    let mut messages = Vec::new();
    for source in sources {
        for message in fs::read_dir(source?.path())? {
            let message = message?;
            if message.metadata()?.len() <= LONGEST_SEED {
                messages.push(message.path());
            }
        }
    }
    messages.sort();
    for (number, message) in messages.iter().step_by(messages.len() / SEEDS + 1).enumerate() {
        fs::copy(message, folder.join(format!("seed-{number}")))?;
    }
    Ok(())
}

/// The sanitizer flags of cargo-fuzz are unstable; the bootstrap variable lets the stable
/// compiler take them, so that no second toolchain is needed.
fn fuzz(arguments: &[&str]) -> Command {
    let mut command = cargo(&["fuzz"]);
    command.args(arguments).current_dir(root().join("fuzz")).env("RUSTC_BOOTSTRAP", "1");
    command
}

const DICTIONARY: &str = "-dict=dictionary.txt";
/// Seconds for one input, after which it counts as a hang.
const TIMEOUT: &str = "-timeout=10";
const SEEDS: usize = 500;
/// Bytes of a seed: short ones are mutated sooner and tried more often.
const LONGEST_SEED: u64 = 2 << 10;
