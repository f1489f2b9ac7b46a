//! The unsafe code under valgrind's memcheck and under the address sanitizer.

use std::env::consts::OS;

use crate::command::{cargo, cargo_through, host, run, target};
use crate::step::{Outcome, Stop};
use crate::tools;

/// Runs the unit tests of the codec under memcheck.
///
/// # Errors
/// `Skipped` without valgrind; `Failed` on an invalid access, a leak or a failing test.
pub fn memcheck() -> Outcome {
    tools::VALGRIND()?;
    let tests = ["test", "--package", "cimwire", "--lib"];
    run(cargo_through(MEMCHECK, &tests).env("PROPTEST_CASES", "16"))?;
    Ok("the codec's unit tests".to_owned())
}

/// Runs the unit tests of the codec with the address sanitizer.
///
/// # Errors
/// `Skipped` where the compiler has none; `Failed` on an invalid access or a failing test.
pub fn sanitizer() -> Outcome {
    if OS != "linux" {
        return Err(Stop::Skipped(format!("not set up for {OS}")));
    }
    let host = host()?;
    // Named, even though it is the host, so that build scripts are not instrumented.
    let mut command = cargo(&["test", "--target", &host, "--package", "cimwire", "--lib"]);
    command.arg("--target-dir").arg(target("asan"));
    run(command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address"))?;
    Ok("the codec's unit tests".to_owned())
}

const MEMCHECK: &[&str] = &[
    "valgrind",
    "--quiet",
    "--error-exitcode=9",
    "--leak-check=full",
    "--show-leak-kinds=definite",
    "--errors-for-leak-kinds=definite",
];
