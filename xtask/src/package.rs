//! `cargo xtask package`: what is uploaded, each tried in a clean environment.

use std::path::PathBuf;

use crate::command::target;
use crate::step::Step;
use crate::tools::Tool;
use crate::{c, crates, node, npm, tools, wheel};

/// The steps, one a package.
#[must_use]
pub fn steps() -> &'static [Step] {
    &STEPS
}

const STEPS: [Step; 6] = [
    Step::new("crate archives", &[tools::TAR, tools::GIT], || {
        crates::package(&folder().join("crates"))
    }),
    Step::new("Python wheel", WHEEL, || wheel::own(&folder().join("wheels"))),
    Step::new("aarch64 wheel", WHEEL, || wheel::aarch64(&folder().join("aarch64"))),
    Step::new("Python sdist", &[wheel::need_maturin], || wheel::sdist(&folder().join("sdist"))),
    Step::new("npm packages", &[node::need_node, tools::NPM], || {
        npm::package(&folder().join("npm"))
    }),
    Step::new("C archive", C, || c::package(&folder().join("c"))),
];

const WHEEL: &[Tool] = &[wheel::need_maturin, wheel::need_zig];
const C: &[Tool] = &[
    c::supported,
    tools::TAR,
    tools::STRIP,
    tools::NM,
    tools::READELF,
    tools::PKG_CONFIG,
    tools::CMAKE,
];

/// Where packages are put.
#[must_use]
pub fn folder() -> PathBuf {
    target("package")
}
