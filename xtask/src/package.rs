//! `cargo xtask package`: what is uploaded, each tried in a clean environment.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{cargo, empty, program, root, run, target};
use crate::step::{Outcome, Step, Stop};
use crate::tools::Tool;
use crate::{c, node, npm, tools, wheel};

/// The steps, one a package.
#[must_use]
pub fn steps() -> &'static [Step] {
    &STEPS
}

const STEPS: [Step; 6] = [
    Step::new("crate archive", &[tools::TAR], archive),
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

/// The one crate that is published; all other crates of the workspace say `publish = false`.
fn archive() -> Outcome {
    tools::TAR()?;
    // Cargo builds it again from the archive alone.
    run(&mut cargo(&["package", "--package", "cimwire", "--allow-dirty"]))?;
    let tried = empty(&folder().join("crate"))?;
    let name = format!("cimwire-{}", env!("CARGO_PKG_VERSION"));
    let archive = folder().join(format!("{name}.crate"));
    run(program("tar", &["-xzf"]).arg(archive).arg("-C").arg(&tried))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        if !tried.join(&name).join(licence).is_file() {
            return Err(Stop::Failed(format!("{name}.crate: expected {licence}, found none")));
        }
    }
    try_out(&tried, &name)?;
    Ok(format!("{name}.crate"))
}

/// Decodes a message by a program that depends on the unpacked crate, and has nothing else of ours.
fn try_out(folder: &Path, name: &str) -> Result<(), Stop> {
    let user = empty(&folder.join("user"))?;
    let manifest = MANIFEST.replace("@name@", name);
    fs::write(user.join("Cargo.toml"), manifest)
        .and_then(|()| fs::write(user.join("main.rs"), PROGRAM))
        // The versions that we are tested with.
        .and_then(|()| fs::copy(root().join("Cargo.lock"), user.join("Cargo.lock")))
        .map_err(|error| Stop::Failed(format!("{}: {error}", user.display())))?;
    let mut command = cargo(&["run", "--manifest-path"]);
    command.arg(user.join("Cargo.toml")).arg("--target-dir").arg(user.join("target")).arg("--");
    run(command.arg("tests/corpus/get.xml"))
}

const MANIFEST: &str = r#"[package]
name = "user"
edition = "2024"

[[bin]]
name = "user"
path = "main.rs"

[dependencies]
cimwire = { path = "../@name@" }

[workspace]
"#;

const PROGRAM: &str = r#"fn main() {
    let path = std::env::args().nth(1).expect("the path of a message");
    let message = cimwire::Message::decode(std::fs::read(path).expect("a file")).expect("a message");
    assert_eq!(message.typed().kind(), cimwire::schema::Kind::Get);
}
"#;
