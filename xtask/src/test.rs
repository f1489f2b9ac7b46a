//! `cargo xtask test`: everything that must hold before a commit.

use crate::command::{cargo, need, run};
use crate::step::{Outcome, Step};
use crate::{c, fuzz, identity, instructions, memory, node, python};

/// The steps of `test`, the cheap ones first.
#[must_use]
pub fn steps() -> &'static [Step] {
    STEPS
}

/// The steps of `lint`.
#[must_use]
pub fn lints() -> &'static [Step] {
    &STEPS[..3]
}

const STEPS: &[Step] = &[
    Step { name: "format", extra: false, run: format },
    Step { name: "clippy", extra: false, run: clippy },
    Step { name: "documentation", extra: false, run: documentation },
    Step { name: "tests", extra: false, run: tests },
    Step { name: "doctests", extra: false, run: doctests },
    Step { name: "C and C++", extra: true, run: c::programs },
    Step { name: "C memory", extra: true, run: c::memory },
    Step { name: "C threads", extra: true, run: c::threads },
    Step { name: "C projects", extra: true, run: c::consumers },
    Step { name: "C examples", extra: true, run: c::examples },
    Step { name: "Node", extra: true, run: node::check },
    Step { name: "Python", extra: true, run: python::tests },
    Step { name: "Python types", extra: true, run: python::types },
    Step { name: "identity", extra: true, run: identity::run_all },
    Step { name: "licences", extra: true, run: licences },
    Step { name: "instruction counts", extra: true, run: instructions::gate },
    Step { name: "memcheck", extra: true, run: memory::memcheck },
    Step { name: "address sanitizer", extra: true, run: memory::sanitizer },
    Step { name: "fuzz", extra: true, run: || fuzz::run(20) },
];

fn format() -> Outcome {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok("rustfmt".to_owned())
}

fn clippy() -> Outcome {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok("no warnings".to_owned())
}

fn documentation() -> Outcome {
    let mut command = cargo(&["doc", "--no-deps", "--workspace"]);
    run(command.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok("no warnings".to_owned())
}

fn tests() -> Outcome {
    match need("cargo-nextest", cargo(&["nextest", "--version"])) {
        Ok(()) => {
            run(&mut cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]))?;
            Ok("cargo nextest".to_owned())
        }
        Err(absent) => {
            run(&mut cargo(&["test", "--workspace", "--tests", "--no-fail-fast"]))?;
            Ok(format!("cargo test: {absent}"))
        }
    }
}

fn doctests() -> Outcome {
    run(&mut cargo(&["test", "--workspace", "--doc"]))?;
    Ok("cargo test".to_owned())
}

fn licences() -> Outcome {
    need("cargo-deny", cargo(&["deny", "--version"]))?;
    run(&mut cargo(&["deny", "check", "licenses", "bans", "sources"]))?;
    Ok("licences, bans, sources".to_owned())
}
