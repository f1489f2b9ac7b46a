//! What is uploaded for Node: the package, and one for the addon of each platform, tried as they are
//! installed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{capture, empty, program, run, target};
use crate::node::{folder, need_node, node};
use crate::python::with_venv;
use crate::step::{Outcome, Stop};
use crate::{cross, nameless, tools};

/// Packs the package and its addons as npm tarballs into a folder, and tries them in an empty one, with
/// `require` and with `import`; the addon for aarch64 under qemu where `CIMWIRE_CROSS_NODE` names a Node
/// for it.
///
/// # Errors
/// `Skipped` without Node 20 or npm; `Failed` where packing fails or the packages do not work.
pub fn package(into: &Path) -> Outcome {
    need_node()?;
    tools::NPM()?;
    let mut note = build_addons()?;
    let (out, _) = capture(node(&["pack.mjs"]).arg(empty(into)?))?;
    let tarballs: Vec<&str> = out.lines().collect();
    try_out(&tarballs, OWN, &|| Ok(program("node", &[])))?;
    if tarballs.iter().any(|it| is_for(it, OTHER)) {
        match std::env::var("CIMWIRE_CROSS_NODE") {
            Ok(node) => try_out(&tarballs, OTHER, &|| cross::emulated(&node))?,
            Err(_) => note = ", that for aarch64 not tried: CIMWIRE_CROSS_NODE names no Node",
        }
    }
    Ok(format!("npm: {}{note}", tarballs.join(", ")))
}

/// The addons to upload, stripped: for every Linux that Node 20 runs on, and for aarch64 where the
/// compiler has its standard library; without zig, for this system only.
fn build_addons() -> Result<&'static str, Stop> {
    // What an earlier build left behind is not to be packed.
    let left = fs::read_dir(folder()).into_iter().flatten().flatten().map(|file| file.path());
    for addon in left.filter(|path| path.extension().is_some_and(|it| it == "node")) {
        let failed = |error| Stop::Failed(format!("{}: {error}", addon.display()));
        fs::remove_file(&addon).map_err(failed)?;
    }
    let mut zig = program("cargo-zigbuild", &["--version"]);
    let has_zig = with_venv(&mut zig).is_ok() && zig.output().is_ok_and(|it| it.status.success());
    if !has_zig {
        run(stripped(&mut node(&["build.mjs"])))?;
        return Ok(", for this system's libc only: pip install cargo-zigbuild ziglang");
    }
    if OWN == "arm64" {
        return build_for(cross::TARGET, "rustc").map(|()| "");
    }
    build_for("x86_64-unknown-linux-gnu", "rustc")?;
    match cross::rustc() {
        Ok(rustc) => build_for(cross::TARGET, &rustc).map(|()| ""),
        Err(_) => Ok(", not for aarch64, for which the compiler has no standard library"),
    }
}

fn build_for(target: &str, rustc: &str) -> Result<(), Stop> {
    let target = format!("{target}.{GLIBC}");
    let mut build = node(&["build.mjs", "zigbuild", "--target", &target]);
    run(stripped(with_venv(&mut build)?.env("RUSTC", rustc)))
}

fn stripped(command: &mut Command) -> &mut Command {
    let command = command.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    command.env("CARGO_ENCODED_RUSTFLAGS", nameless::flags())
}

/// Uses the packages as somebody does who installs them on a machine.
fn try_out(
    tarballs: &[&str],
    machine: &str,
    node: &dyn Fn() -> Result<Command, Stop>,
) -> Result<(), Stop> {
    let folder = empty(&target("node-tried"))?;
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", folder.display()));
    fs::write(folder.join("package.json"), "{\"private\":true}").map_err(failed)?;
    let mut install = program("npm", &["install", "--no-audit", "--no-fund", "--offline"]);
    if machine != OWN {
        // npm knows of this machine only.
        install.arg("--force");
    }
    let other = if machine == OWN { OTHER } else { OWN };
    let wanted = tarballs.iter().filter(|it| !is_for(it, other));
    run(install.args(wanted).current_dir(&folder))?;
    nameless::check(&folder.join("node_modules"))?;
    for (kind, code) in TRIALS {
        let kind = format!("--input-type={kind}");
        let (out, _) = capture(node()?.args([&kind, "-e", code]).current_dir(&folder))?;
        if out.trim() != "Get" {
            return Err(Stop::Failed(format!("{kind}: expected Get, found {out}")));
        }
    }
    Ok(())
}

fn is_for(tarball: &str, machine: &str) -> bool {
    tarball.contains(&format!("-linux-{machine}-"))
}

/// The machine here, and the other one that there are addons for, as Node names them.
const OWN: &str = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
const OTHER: &str = if cfg!(target_arch = "aarch64") { "x64" } else { "arm64" };
/// The version of glibc that Node 20 needs.
const GLIBC: &str = "2.28";
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
