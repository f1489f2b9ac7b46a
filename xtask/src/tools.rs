//! What a machine may lack: each is asked for in one place, so that the list before the first step and
//! the step that is skipped say the same.

use crate::command::{cargo, need, program};
use crate::step::Stop;

/// Asks whether it is here: `Skipped` with a sentence when it is not.
pub type Tool = fn() -> Result<(), Stop>;

/// The runner of tests; without it, `cargo test` runs them.
pub const NEXTEST: Tool = || need("cargo-nextest", cargo(&["nextest", "--version"]));
/// Fuzzing.
pub const FUZZ: Tool = || need("cargo-fuzz", cargo(&["fuzz", "--version"]));
/// The licences of dependencies.
pub const DENY: Tool = || need("cargo-deny", cargo(&["deny", "--version"]));
/// Memcheck and callgrind.
pub const VALGRIND: Tool = || need("valgrind", program("valgrind", &["--version"]));
/// How a C program finds libraries.
pub const PKG_CONFIG: Tool = || need("pkg-config", program("pkg-config", &["--version"]));
/// How a CMake project does.
pub const CMAKE: Tool = || need("cmake", program("cmake", &["--version"]));
/// HTTP for the example in C++.
pub const LIBCURL: Tool = || library("libcurl", "libcurl");
/// A judge of what is well-formed, with expat.
pub const LIBXML2: Tool = || library("libxml2", "libxml-2.0");
/// A judge of what is well-formed, with libxml2.
pub const EXPAT: Tool = || library("expat", "expat");
/// A judge of what schemas say.
pub const LXML: Tool = || module("lxml");
/// A judge of what MOF says.
pub const PYWBEM: Tool = || module("pywbem_mock");
/// Shows the symbols of a library.
pub const NM: Tool = || need("nm", program("nm", &["--version"]));
/// Shows the name that a library gives itself.
pub const READELF: Tool = || need("readelf", program("readelf", &["--version"]));
/// Tells what is committed.
pub const GIT: Tool = || need("git", program("git", &["--version"]));
/// Makes archives.
pub const TAR: Tool = || need("tar", program("tar", &["--version"]));
/// Takes what debuggers read out of a library.
pub const STRIP: Tool = || need("strip", program("strip", &["--version"]));
/// Packs and installs for Node.
pub const NPM: Tool = || need("npm", program("npm", &["--version"]));

/// Asks for several.
///
/// # Errors
/// `Skipped` for the first that is absent.
pub fn all(tools: &[Tool]) -> Result<(), Stop> {
    tools.iter().try_for_each(|tool| tool())
}

fn library(name: &str, package: &str) -> Result<(), Stop> {
    PKG_CONFIG()?;
    need(name, program("pkg-config", &["--exists", package]))
}

/// A module of the Python that judges: `PYTHON`, else `python3`.
fn module(name: &str) -> Result<(), Stop> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    need(&format!("{name} for {python}"), program(&python, &["-c", &format!("import {name}")]))
}
