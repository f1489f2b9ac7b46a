//! The door for Python: its package put together in the target folder, and what is run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, need, program, root, run, target};
use crate::step::{Outcome, Stop};

/// Builds the package, and runs its tests.
///
/// # Errors
/// `Skipped`, naming it, when Python or what it needs is not there; `Failed` when a test fails.
pub fn tests() -> Outcome {
    let python = python_with("pytest")?;
    build(&python, "dev")?;
    run(at_site(&python, &["-m", "pytest", "-q", "-p", "no:cacheprovider"])
        .current_dir(root().join("bindings/python")))?;
    Ok("pytest".to_owned())
}

/// Compares the stubs with the package, and checks its types.
///
/// # Errors
/// As [`tests`].
pub fn types() -> Outcome {
    let python = python_with("mypy")?;
    build(&python, "dev")?;
    let site = site();
    let mut stubs = at_site(&python, &["-m", "mypy.stubtest", "cimwire"]);
    run(stubs.env("MYPYPATH", &site).current_dir(&site))?;
    let python = python_with("pyright")?;
    run(at_site(&python, &["-m", "pyright", "--pythonpath"])
        .arg(&python)
        .current_dir(root().join("bindings/python")))?;
    Ok("stubtest, pyright".to_owned())
}

/// The command line of the program that `tests/suite/identity.rs` asks.
///
/// # Errors
/// As [`tests`].
pub fn runner() -> Result<String, Stop> {
    let python = interpreter()?;
    build(&python, "dev")?;
    let script = root().join("bindings/python/tests/identity.py");
    let [python, script, site] = [python, script, site()].map(|it| it.display().to_string());
    Ok(format!("/usr/bin/env PYTHONPATH={site} {python} {script}"))
}

/// The Python of a virtual environment in the target folder, made when it is not there.
///
/// # Errors
/// `Skipped` without a Python that the package runs on.
pub fn interpreter() -> Result<PathBuf, Stop> {
    need_python()?;
    let folder = target("python").join("venv");
    let python = folder.join("bin/python");
    if !python.exists() {
        run(program(&name(), &["-m", "venv"]).arg(&folder))?;
    }
    Ok(python)
}

/// Asks for a Python that the package runs on.
///
/// # Errors
/// `Skipped` without it.
pub fn need_python() -> Result<(), Stop> {
    let is_new = ["-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))"];
    need("Python 3.11 or later with venv", program(&name(), &is_new))
}

fn name() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// A command that finds the programs of that environment, before all others.
///
/// # Errors
/// As [`interpreter`].
pub fn with_venv(command: &mut Command) -> Result<&mut Command, Stop> {
    let bin = interpreter()?.with_file_name("");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(bin.clone()).chain(std::env::split_paths(&path));
    let paths = std::env::join_paths(paths).map_err(|error| Stop::Failed(error.to_string()))?;
    Ok(command.env("PATH", paths).env("VIRTUAL_ENV", bin.parent().unwrap_or(&bin)))
}

/// The Python of [`interpreter`], with a package that is not part of Python.
///
/// # Errors
/// `Skipped` without the package, saying how it is installed.
pub fn python_with(package: &str) -> Result<PathBuf, Stop> {
    python_having(package, PACKAGES)
}

/// The package as it is shipped, and a Python beside it that has the peers of the benchmark.
///
/// # Errors
/// `Skipped` without one of them, saying how they are installed; `Failed` when it does not build.
pub fn bench(script: &str) -> Result<Command, Stop> {
    python_having("lxml", PEERS)?;
    let python = python_having("xmltodict", PEERS)?;
    build(&python, "release")?;
    let mut command = at_site(&python, &[script]);
    command.current_dir(root());
    Ok(command)
}

fn python_having(package: &str, packages: &str) -> Result<PathBuf, Stop> {
    let python = interpreter()?;
    let mut probe = Command::new(&python);
    probe.args(["-c", &format!("import {package}")]);
    let pip = format!("{} -m pip install {packages}", python.display());
    need(package, probe).map_err(|stop| match stop {
        Stop::Skipped(why) => Stop::Skipped(format!("{why}: {pip}")),
        failed => failed,
    })?;
    Ok(python)
}

/// Puts the package together as maturin does, without a wheel.
fn build(python: &Path, profile: &str) -> Result<(), Stop> {
    let mut command = cargo(&["build", "--package", "cimwire-python", "--profile", profile]);
    run(command.env("PYO3_PYTHON", python))?;
    assemble(profile).map_err(|error| Stop::Failed(format!("{}: {error}", site().display())))
}

fn assemble(profile: &str) -> std::io::Result<()> {
    let package = site().join("cimwire");
    fs::create_dir_all(&package)?;
    for file in fs::read_dir(root().join("bindings/python/python/cimwire"))? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::copy(file.path(), package.join(file.file_name()))?;
        }
    }
    let built = target(if profile == "dev" { "debug" } else { profile });
    let library = ["lib_cimwire.so", "lib_cimwire.dylib"].map(|name| built.join(name));
    let library = library.iter().find(|it| it.exists()).unwrap_or(&library[0]);
    fs::copy(library, package.join("_cimwire.abi3.so")).map(drop)
}

fn at_site(python: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(python);
    command.args(arguments).env("PYTHONPATH", site()).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Where the package is put together.
fn site() -> PathBuf {
    target("python").join("site")
}

/// What the steps need beside Python, as `.ci/run` installs it.
const PACKAGES: &str = "pytest mypy pyright requests httpx aiohttp pandas polars";
/// What the benchmark needs.
const PEERS: &str = "lxml xmltodict";
