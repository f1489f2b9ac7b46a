//! The crates that are uploaded.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, empty, program, root, run};
use crate::step::{Outcome, Stop};
use crate::tools;

/// Packs the crates, and uses them, unpacked, as one would who has nothing else of ours.
///
/// # Errors
/// `Failed` when one cannot be packed, lacks a licence or does not work.
pub fn package(folder: &Path) -> Outcome {
    tools::TAR()?;
    tools::GIT()?;
    let source = source(&empty(&folder.join("source"))?)?;
    let mut command = cargo(&["package", "--no-verify", "--allow-dirty", "--target-dir"]);
    command.arg(folder).current_dir(source);
    run(command.args(CRATES.map(|name| format!("--package={name}"))))?;
    let unpacked = empty(&folder.join("unpacked"))?;
    for name in CRATES {
        let archive = folder.join("package").join(format!("{}.crate", in_full(name)));
        run(program("tar", &["-xzf"]).arg(archive).arg("-C").arg(&unpacked))?;
        need_licences(&unpacked.join(in_full(name)))?;
    }
    depend(&unpacked)?;
    for (name, words) in COMMANDS {
        start(&unpacked, name, words)?;
    }
    Ok(CRATES.map(in_full).join(", "))
}

/// Each after those it needs: the order in which they are uploaded.
const CRATES: [&str; 4] = ["cimwire", "cimwire-facade", "cimwire-cli", "cimwire-schema-gen"];

/// The folders of those that cannot be published as they lie here.
const MEMBERS: [&str; 3] = ["bindings/facade", "bindings/cli", "schema-gen"];

/// Those that bring a command, and how it is tried.
const COMMANDS: [(&str, &[&str]); 2] = [
    ("cimwire-cli", &["cimwire", "decode", "tests/corpus/get.xml"]),
    ("cimwire-schema-gen", &["schema-gen", "classes", "tests/corpus/schema/acme.mof"]),
];

fn in_full(name: &str) -> String {
    format!("{name}-{}", env!("CARGO_PKG_VERSION"))
}

/// The workspace as committed or added, with the version of each crate of ours where another
/// names it: an upload must say that, and our manifests write the version in one place.
fn source(folder: &Path) -> Result<PathBuf, Stop> {
    let prefix = format!("--prefix={}/", folder.display());
    run(&mut program("git", &["checkout-index", "--all", &prefix]))?;
    change(&folder.join("Cargo.toml"), versioned)?;
    for member in MEMBERS {
        change(&folder.join(member).join("Cargo.toml"), |it| it.replace("publish = false\n", ""))?;
    }
    Ok(folder.to_owned())
}

fn change(path: &Path, change: impl Fn(&str) -> String) -> Result<(), Stop> {
    let failed = |error| Stop::Failed(format!("{}: {error}", path.display()));
    let manifest = fs::read_to_string(path).map_err(failed)?;
    fs::write(path, change(&manifest)).map_err(failed)
}

fn versioned(manifest: &str) -> String {
    let with = format!("{{ version = \"={}\", path = ", env!("CARGO_PKG_VERSION"));
    manifest
        .split_inclusive('\n')
        .map(|line| match line.starts_with("cimwire") {
            true => line.replacen("{ path = ", &with, 1),
            false => line.to_owned(),
        })
        .collect()
}

fn need_licences(unpacked: &Path) -> Result<(), Stop> {
    let absent = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]
        .into_iter()
        .find(|licence| !unpacked.join(licence).is_file());
    let failed =
        |licence| Stop::Failed(format!("{}: expected {licence}, found none", unpacked.display()));
    absent.map_or(Ok(()), |licence| Err(failed(licence)))
}

/// Decodes a message by a program that depends on the codec.
fn depend(unpacked: &Path) -> Result<(), Stop> {
    let user = empty(&unpacked.join("user"))?;
    let manifest = MANIFEST.replace("@name@", &in_full("cimwire"));
    fs::write(user.join("Cargo.toml"), manifest)
        .and_then(|()| fs::write(user.join("main.rs"), PROGRAM))
        // The versions that we are tested with.
        .and_then(|()| fs::copy(root().join("Cargo.lock"), user.join("Cargo.lock")))
        .map_err(|error| Stop::Failed(format!("{}: {error}", user.display())))?;
    let mut command = cargo(&["run", "--manifest-path"]);
    command.arg(user.join("Cargo.toml")).arg("--target-dir").arg(unpacked.join("target"));
    run(command.args(["--", "tests/corpus/get.xml"]))
}

/// Builds a command from its archive, with the versions it was packed with, and starts it. Its crates
/// of ours are those beside it.
fn start(unpacked: &Path, name: &str, words: &[&str]) -> Result<(), Stop> {
    let mut command = cargo(&["build"]);
    for needed in ["cimwire", "cimwire-facade"] {
        let path = unpacked.join(in_full(needed));
        command.arg("--config").arg(format!("patch.crates-io.{needed}.path={path:?}"));
    }
    command.arg("--manifest-path").arg(unpacked.join(in_full(name)).join("Cargo.toml"));
    run(command.arg("--target-dir").arg(unpacked.join("target")))?;
    let (first, rest) = words.split_first().expect("a command");
    let built = unpacked.join("target/debug").join(first);
    run(Command::new(built).args(rest).current_dir(root()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_of_ours_is_named_with_its_version() {
        let given = "[workspace]\ncimwire = { path = \"codec\" }\nclap = { path = \"x\" }\n";
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(
            "[workspace]\ncimwire = {{ version = \"={version}\", path = \"codec\" }}\nclap = {{ path = \"x\" }}\n"
        );
        assert_eq!(versioned(given), expected);
    }
}
