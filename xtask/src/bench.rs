//! `cargo xtask bench`: us and our peers, timed in one run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{self, capture, cargo, target};
use crate::step::{Outcome, Stop};
use crate::{node, python};

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

/// Times the package for Python beside its peers.
///
/// # Errors
/// `Skipped`, saying how it is installed, without Python or a peer; else as [`run`].
pub fn python() -> Outcome {
    command::run(python::bench("bindings/python/bench/compare.py")?.args(inputs()?))?;
    Ok("done".to_owned())
}

/// Times the package for Node beside its peers.
///
/// # Errors
/// As [`python()`], without Node 20, npm or a peer.
pub fn node() -> Outcome {
    command::run(node::bench("bench/compare.mjs")?.args(inputs()?))?;
    Ok("done".to_owned())
}

/// What both are given: a PullResponse, a Get, and the pack of the class of the services.
fn inputs() -> Result<[PathBuf; 3], Stop> {
    let folder = target("bench");
    let failed = |error| Stop::Failed(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(failed)?;
    let (pull, get) = (message("pull200", &folder)?, message("get", &folder)?);
    let pack = folder.join("services.cimpack");
    let mut command = cargo(&["run", "--package", "cimwire-schema-gen", "--", "pack", "--mof"]);
    command.args(["bindings/python/bench/services.mof", "-o"]).arg(&pack);
    command::run(&mut command)?;
    Ok([pull, get, pack])
}

/// The first message of a case of ours, as a file.
fn message(case: &str, folder: &Path) -> Result<PathBuf, Stop> {
    let mut command = cargo(&["run", "--package", "cimwire-benches", "--bin", "message", case]);
    let (xml, _) = capture(&mut command)?;
    let file = folder.join(format!("{case}.xml"));
    fs::write(&file, xml).map_err(|error| Stop::Failed(format!("{}: {error}", file.display())))?;
    Ok(file)
}
