//! `cargo xtask package`: what is uploaded, each tried in a clean environment.

use std::path::PathBuf;

use crate::command::{cargo, run, target};
use crate::step::{Outcome, Step};
use crate::{c, npm, wheel};

/// The steps, one a package.
#[must_use]
pub fn steps() -> &'static [Step] {
    &STEPS
}

const STEPS: [Step; 6] = [
    Step { name: "crate archive", extra: false, run: archive },
    Step { name: "Python wheel", extra: false, run: || wheel::own(&folder().join("wheels")) },
    Step { name: "aarch64 wheel", extra: false, run: || wheel::aarch64(&folder().join("aarch64")) },
    Step { name: "Python sdist", extra: false, run: || wheel::sdist(&folder().join("sdist")) },
    Step { name: "npm packages", extra: false, run: || npm::package(&folder().join("npm")) },
    Step { name: "C archive", extra: false, run: || c::package(&folder().join("c")) },
];

/// Where packages are put.
#[must_use]
pub fn folder() -> PathBuf {
    target("package")
}

fn archive() -> Outcome {
    // Cargo builds it again from the archive alone.
    run(&mut cargo(&["package", "--package", "cimwire", "--allow-dirty"]))?;
    Ok("cimwire".to_owned())
}
