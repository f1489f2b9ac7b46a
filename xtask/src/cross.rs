//! The codec's unit tests, the scanner's NEON twins among them, as aarch64 code under qemu.
//!
//! By default the Rust target `aarch64-unknown-linux-gnu`, the linker
//! `aarch64-linux-gnu-gcc` and `qemu-aarch64-static` are taken as an ordinary installation
//! leaves them. Each may be named by a variable instead:
//!
//! | variable | names | default |
//! | --- | --- | --- |
//! | `CIMWIRE_CROSS_RUSTC` | a compiler that has the target's standard library | `rustc` |
//! | `CIMWIRE_CROSS_LINKER` | the C compiler that links for the target | `aarch64-linux-gnu-gcc` |
//! | `CIMWIRE_CROSS_QEMU` | the user-mode emulator | `qemu-aarch64-static` |
//! | `CIMWIRE_CROSS_SYSROOT` | the target's C library, for the emulator | `/usr/aarch64-linux-gnu` |
//! | `CIMWIRE_CROSS_PYTHON` | the target's Python, which tries its wheel | none |

use std::env;
use std::path::Path;
use std::process::Command;

use crate::command::{self, capture, cargo, need, program, target};
use crate::step::{Outcome, Stop};

/// Runs the codec's unit tests as aarch64 code.
///
/// # Errors
/// `Skipped`, naming what is missing and how to name another; `Failed` when a test fails.
pub fn run() -> Outcome {
    let rustc = rustc()?;
    let linker = tool("CIMWIRE_CROSS_LINKER", "aarch64-linux-gnu-gcc")?;
    let runner = format!("target.{TARGET}.runner = {:?}", emulator()?);
    let linker = format!("target.{TARGET}.linker = {linker:?}");
    let mut command = cargo(&["--config", &runner, "--config", &linker, "test"]);
    command.args(["--target", TARGET, "--package", "cimwire", "--lib"]);
    command.arg("--target-dir").arg(target("cross"));
    command::run(command.env("RUSTC", rustc))?;
    Ok("the codec's unit tests on aarch64".to_owned())
}

/// The compiler that has the target's standard library.
///
/// # Errors
/// `Skipped` where there is none.
pub fn rustc() -> Result<String, Stop> {
    let rustc = tool("CIMWIRE_CROSS_RUSTC", "rustc")?;
    match has_target(&rustc)? {
        true => Ok(rustc),
        false => {
            let what = format!("the standard library for {TARGET}");
            Err(missing(&what, "CIMWIRE_CROSS_RUSTC"))
        }
    }
}

/// A program of the target, to be run here.
///
/// # Errors
/// `Skipped` without the emulator, or the target's C library.
pub fn emulated(path: &str) -> Result<Command, Stop> {
    let [qemu, option, sysroot] = emulator()?;
    Ok(program(&qemu, &[&option, &sysroot, path]))
}

fn emulator() -> Result<[String; 3], Stop> {
    let qemu = tool("CIMWIRE_CROSS_QEMU", "qemu-aarch64-static")?;
    let sysroot = named("CIMWIRE_CROSS_SYSROOT", "/usr/aarch64-linux-gnu");
    match Path::new(&sysroot).is_dir() {
        true => Ok([qemu, "-L".to_owned(), sysroot]),
        false => Err(missing(&sysroot, "CIMWIRE_CROSS_SYSROOT")),
    }
}

fn has_target(rustc: &str) -> Result<bool, Stop> {
    let question = ["--print", "target-libdir", "--target", TARGET];
    let (folder, _) = capture(&mut program(rustc, &question))?;
    Ok(Path::new(folder.trim()).is_dir())
}

fn tool(variable: &str, default: &str) -> Result<String, Stop> {
    let name = named(variable, default);
    need(&name, program(&name, &["--version"])).map_err(|_| missing(&name, variable))?;
    Ok(name)
}

fn named(variable: &str, default: &str) -> String {
    env::var(variable).unwrap_or_else(|_| default.to_owned())
}

fn missing(what: &str, variable: &str) -> Stop {
    Stop::Skipped(format!("{what} is missing; install it, or name another in {variable}"))
}

/// Its name.
pub const TARGET: &str = "aarch64-unknown-linux-gnu";
