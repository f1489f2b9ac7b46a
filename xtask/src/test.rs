//! `cargo xtask test`: everything that must hold before a commit.

use crate::command::{cargo, run};
use crate::step::{Outcome, Step};
use crate::tools::{self, Tool};
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
    Step::new("format", &[], format),
    Step::new("clippy", &[], clippy),
    Step::new("documentation", &[], documentation),
    Step::new("tests", JUDGES, tests),
    Step::new("doctests", &[], doctests),
    Step::extra("C and C++", &[c::supported, tools::NM, tools::READELF], c::programs),
    Step::extra("C memory", &[c::supported, tools::VALGRIND], c::memory),
    Step::extra("C threads", &[c::supported, || c::thread_sanitizer().map(drop)], c::threads),
    Step::extra("C projects", &[c::supported, tools::PKG_CONFIG, tools::CMAKE], c::consumers),
    Step::extra("C examples", &[c::supported, tools::LIBCURL], c::examples),
    Step::extra("Node", &[node::need_node, tools::NPM], node::check),
    Step::extra("Python", &[|| python::python_with("pytest").map(drop)], python::tests),
    Step::extra("Python types", PYTHON_TYPES, python::types),
    Step::extra("identity", DOORS, identity::run_all),
    Step::extra("licences", &[tools::DENY], licences),
    Step::extra("instruction counts", &[tools::VALGRIND], instructions::gate),
    Step::extra("memcheck", &[tools::VALGRIND], memory::memcheck),
    Step::extra("address sanitizer", &[], memory::sanitizer),
    Step::extra("fuzz", &[tools::FUZZ], || fuzz::run(20)),
];

/// The tests do with fewer judges, and without the better runner.
const JUDGES: &[Tool] = &[tools::NEXTEST, tools::LIBXML2, tools::EXPAT, tools::LXML, tools::PYWBEM];
const PYTHON_TYPES: &[Tool] =
    &[|| python::python_with("mypy").map(drop), || python::python_with("pyright").map(drop)];
const DOORS: &[Tool] = &[c::supported, python::need_python, node::need_node];

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
    match tools::NEXTEST() {
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
    tools::DENY()?;
    run(&mut cargo(&["deny", "check", "licenses", "bans", "sources"]))?;
    Ok("licences, bans, sources".to_owned())
}
