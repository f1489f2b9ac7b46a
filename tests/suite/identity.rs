//! The same truth everywhere: what the facade says, every language says to the byte.
//!
//! A language is a program, a *runner*; `docs/bindings.md` says what it is asked and how it answers.
//! `CIMWIRE_RUNNERS` names them, a command line each; `cargo xtask identity` builds them and sets
//! it. The command speaks for itself, file by file.

mod command;
mod inputs;
mod rounds;
mod runner;
mod task;

use std::thread;

use cimwire_tests::report;
use rounds::Round;

#[test]
fn every_language_says_the_same() {
    let named = std::env::var("CIMWIRE_RUNNERS").unwrap_or_default();
    let runners: Vec<&str> = named.lines().filter(|line| !line.trim().is_empty()).collect();
    if runners.is_empty() {
        report("skipped: no programs of other languages are named (CIMWIRE_RUNNERS)");
        return;
    }
    let wrong: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = runners.iter().map(|it| scope.spawn(|| of_runner(it))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a runner")).collect()
    });
    assert!(wrong.is_empty(), "{} differ, the first:\n{}", wrong.len(), wrong[0]);
    let rounds: Vec<String> = Round::all().iter().map(ToString::to_string).collect();
    report(format!("{} languages say the same: {}", runners.len(), rounds.join(", ")));
}

fn of_runner(runner: &str) -> Vec<String> {
    Round::all().iter().flat_map(|round| runner::differing(runner, round)).collect()
}

#[test]
fn the_command_says_the_same() {
    let Ok(command) = std::env::var("CIMWIRE_COMMAND") else {
        report("skipped: the command is not named (CIMWIRE_COMMAND)");
        return;
    };
    let wrong: Vec<String> =
        Round::all().iter().flat_map(|round| command::differing(&command, round)).collect();
    assert!(wrong.is_empty(), "{} differ, the first:\n{}", wrong.len(), wrong[0]);
}
