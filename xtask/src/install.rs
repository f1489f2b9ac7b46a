//! `cargo xtask install --prefix DIR`: the libraries for C, their headers, and how to find them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::command::{self, cargo, root};
use crate::nameless;
use crate::step::{Outcome, Stop};

/// Builds the libraries in a profile of Cargo, and puts all that a program needs below `prefix`, from
/// where it can be moved.
///
/// # Errors
/// `Failed` when they cannot be built or written.
pub fn run(prefix: &Path, profile: &str) -> Outcome {
    let built = build(profile)?;
    let prefix = std::path::absolute(prefix).map_err(|error| Stop::Failed(error.to_string()))?;
    put(&prefix, &built).map_err(|error| Stop::Failed(format!("{}: {error}", prefix.display())))?;
    Ok(format!("installed in {}", prefix.display()))
}

/// Builds the libraries, and returns where. But for those of developers, they name no folder of this
/// machine; flags of their own want a place of their own.
fn build(profile: &str) -> Result<PathBuf, Stop> {
    let mut build = cargo(&["build", "--package", "cimwire-c", "--profile", profile]);
    if profile == "dev" {
        command::run(&mut build)?;
        return Ok(command::target("debug"));
    }
    let folder = command::target("install");
    let flags = nameless::flags();
    command::run(build.arg("--target-dir").arg(&folder).env("CARGO_ENCODED_RUSTFLAGS", flags))?;
    Ok(folder.join(profile))
}

fn put(prefix: &Path, built: &Path) -> std::io::Result<()> {
    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    for folder in [lib.join("pkgconfig"), lib.join("cmake/cimwire")] {
        fs::create_dir_all(folder)?;
    }
    copy_headers(&root().join("include"), &include)?;
    fs::copy(built.join("libcimwire.a"), lib.join("libcimwire.a"))?;
    let shared = format!("libcimwire.so.{VERSION}");
    replace(&lib.join(&shared), |place| fs::copy(built.join("libcimwire.so"), place).map(drop))?;
    for link in [format!("libcimwire.so.{}", abi()), "libcimwire.so".to_owned()] {
        replace(&lib.join(link), |place| symlink(&shared, place))?;
    }
    let fill = |text: &str| text.replace("@version@", VERSION).replace("@abi@", &abi());
    for (place, text) in FILES {
        fs::write(lib.join(place), fill(text))?;
    }
    Ok(())
}

/// Copies `cimwire.h`, `cimwire.hpp`, and the headers in `cimwire` that it is made of.
fn copy_headers(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_headers(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}

/// A file that a program may be using is not written over but replaced.
fn replace(place: &Path, put: impl Fn(&PathBuf) -> std::io::Result<()>) -> std::io::Result<()> {
    if place.symlink_metadata().is_ok() {
        fs::remove_file(place)?;
    }
    put(&place.to_owned())
}

/// The version that a program was linked with must have: before 1.0, the minor one too.
pub(crate) fn abi() -> String {
    let mut parts = VERSION.split('.');
    match (parts.next(), parts.next()) {
        (Some("0"), Some(minor)) => format!("0.{minor}"),
        (major, _) => major.unwrap_or_default().to_owned(),
    }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// How programs find the libraries; below `lib`.
const FILES: [(&str, &str); 3] = [
    ("pkgconfig/cimwire.pc", include_str!("install/cimwire.pc")),
    ("cmake/cimwire/cimwireConfig.cmake", include_str!("install/cimwireConfig.cmake")),
    (
        "cmake/cimwire/cimwireConfigVersion.cmake",
        include_str!("install/cimwireConfigVersion.cmake"),
    ),
];
