//! The package for Node: built, tested, packed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{need, program, root, run};
use crate::step::{Outcome, Stop};
use crate::tools;

/// Builds the addon, runs the package's tests, and checks its types where npm brings a compiler.
///
/// # Errors
/// `Skipped` without Node 20; `Failed` where it does not build, or a test or the types fail.
pub fn check() -> Outcome {
    need_node()?;
    run(&mut node(&["build.mjs", "--profile", "dev"]))?;
    run(node(&["--test"]).args(tests()?))?;
    match types() {
        Ok(()) => Ok("tests, types".to_owned()),
        Err(Stop::Skipped(why)) => Ok(format!("tests; no types: {why}")),
        Err(failed) => Err(failed),
    }
}

/// Builds the addon, and says how the program of the identity test is started.
///
/// # Errors
/// `Skipped` without Node 20; `Failed` where the addon does not build.
pub fn runner() -> Result<String, Stop> {
    need_node()?;
    run(&mut node(&["build.mjs", "--profile", "dev"]))?;
    Ok(format!("node {}", folder().join("test/identity.mjs").display()))
}

/// The addon as it is shipped, and Node to run a benchmark with it and its peers.
///
/// # Errors
/// `Skipped` without Node 20, or where npm does not bring the peers; `Failed` where the addon does
/// not build.
pub fn bench(script: &str) -> Result<Command, Stop> {
    need_node()?;
    tools::NPM()?;
    let peers = folder().join("bench");
    if !peers.join("node_modules").exists() {
        let mut install = program("npm", &["install", "--silent", "--no-package-lock"]);
        install.current_dir(peers);
        need("the peers of the benchmark, by npm install in bindings/node/bench,", install)?;
    }
    run(&mut node(&["build.mjs"]))?;
    Ok(node(&[script]))
}

/// Node, in the folder of the package.
pub(crate) fn node(arguments: &[&str]) -> Command {
    let mut command = program("node", arguments);
    command.current_dir(folder());
    command
}

/// The files of tests: the folder has other programs too, which Node would start as well.
fn tests() -> Result<Vec<PathBuf>, Stop> {
    let tests = folder().join("test");
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", tests.display()));
    let files = fs::read_dir(&tests).map_err(failed)?.filter_map(Result::ok);
    let is_test = |file: &PathBuf| file.to_string_lossy().ends_with(".test.mjs");
    Ok(files.map(|entry| entry.path()).filter(is_test).collect())
}

/// Asks for a Node that the package runs on.
///
/// # Errors
/// `Skipped` without it.
pub fn need_node() -> Result<(), Stop> {
    let is_new_enough = "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)";
    need("Node 20", program("node", &["-e", is_new_enough]))
}

fn types() -> Result<(), Stop> {
    let folder = folder();
    if !folder.join("node_modules/typescript").exists() {
        let mut install = program("npm", &["install", "--silent"]);
        install.current_dir(&folder);
        need("TypeScript by npm", install)?;
    }
    run(program("npm", &["run", "--silent", "types"]).current_dir(folder))
}

pub(crate) fn folder() -> PathBuf {
    root().join("bindings/node")
}
