//! The package for Node: built, tested, packed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{capture, need, program, root, run, target};
use crate::step::{Outcome, Stop};

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

/// Packs the package and the addon of this platform as npm tarballs into a folder, and tries them
/// in an empty one, with `require` and with `import`.
///
/// # Errors
/// `Skipped` without Node 20 or npm; `Failed` where packing fails or the packages do not work.
pub fn package(into: &Path) -> Outcome {
    need_node()?;
    need("npm", program("npm", &["--version"]))?;
    run(&mut node(&["build.mjs"]))?;
    let (out, _) = capture(node(&["pack.mjs"]).arg(into))?;
    let tarballs: Vec<&str> = out.lines().collect();
    try_out(&tarballs)?;
    Ok(format!("npm: {}", tarballs.join(", ")))
}

/// Uses the packages as somebody does who installs them.
fn try_out(tarballs: &[&str]) -> Result<(), Stop> {
    let folder = target("node-tried");
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", folder.display()));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join("package.json"), "{\"private\":true}").map_err(failed)?;
    let mut install = program("npm", &["install", "--no-audit", "--no-fund", "--offline"]);
    run(install.args(tarballs).current_dir(&folder))?;
    for (kind, code) in TRIALS {
        let kind = format!("--input-type={kind}");
        let (out, _) = capture(program("node", &[&kind, "-e", code]).current_dir(&folder))?;
        if out.trim() != "Get" {
            return Err(Stop::Failed(format!("{kind}: expected Get, found {out}")));
        }
    }
    Ok(())
}

/// Node, in the folder of the package.
fn node(arguments: &[&str]) -> Command {
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

fn need_node() -> Result<(), Stop> {
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

fn folder() -> PathBuf {
    root().join("bindings/node")
}

const TRIALS: [(&str, &str); 2] = [
    (
        "commonjs",
        "const { decode, get } = require('cimwire'); \
         console.log(decode(get('urn:x', { to: 'http://x/' }).bytes).kind)",
    ),
    (
        "module",
        "import { decode, get } from 'cimwire'; \
         console.log(decode(get('urn:x', { to: 'http://x/' }).bytes).kind)",
    ),
];
