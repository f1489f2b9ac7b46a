//! `cargo xtask package`: what is uploaded, each tried in a clean environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, empty, need, program, root, run, target};
use crate::python::interpreter;
use crate::step::{Outcome, Step, Stop};
use crate::{c, node};

/// The steps, one a package.
#[must_use]
pub fn steps() -> &'static [Step] {
    &STEPS
}

const STEPS: [Step; 5] = [
    Step { name: "crate archive", extra: false, run: archive },
    Step { name: "Python wheel", extra: false, run: wheel },
    Step { name: "Python sdist", extra: false, run: sdist },
    Step { name: "npm packages", extra: false, run: || node::package(&folder().join("npm")) },
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

/// A wheel for every Python from 3.11, and for every Linux from 2014 where zig is there to link.
fn wheel() -> Outcome {
    let maturin = maturin()?;
    let mut zig = Command::new(interpreter()?);
    let has_zig = need("ziglang", take(zig.args(["-m", "ziglang", "version"]))).is_ok();
    let mut command = Command::new(&maturin);
    command.args(["build", "--release", "--locked", "--manifest-path"]);
    command
        .arg(root().join("bindings/python/Cargo.toml"))
        .arg("--out")
        .arg(empty(&folder().join("wheels"))?);
    if has_zig {
        command.args(["--zig", "--compatibility", "manylinux2014"]);
    }
    run(with_venv(&mut command)?)?;
    let wheel = only_file("wheels")?;
    try_out(&wheel)?;
    let note = if has_zig { "" } else { ", for this system's libc only: ziglang is not installed" };
    Ok(format!("{}{note}", wheel.file_name().unwrap_or_default().to_string_lossy()))
}

fn sdist() -> Outcome {
    let mut command = Command::new(maturin()?);
    command.args(["sdist", "--manifest-path"]).arg(root().join("bindings/python/Cargo.toml"));
    run(with_venv(command.arg("--out").arg(empty(&folder().join("sdist"))?))?)?;
    let archive = only_file("sdist")?;
    try_out(&archive)?;
    Ok(archive.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// Installs a package into an environment of its own, and decodes a message with it.
fn try_out(package: &Path) -> Result<(), Stop> {
    let venv = empty(&folder().join("venv"))?;
    run(program("python3", &["-m", "venv"]).arg(&venv))?;
    let python = venv.join("bin/python");
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).arg(package))?;
    let message = root().join("tests/corpus/get.xml");
    run(Command::new(&python).args(["-c", TRIAL]).arg(message).current_dir(&venv))
}

fn maturin() -> Result<PathBuf, Stop> {
    let python = interpreter()?;
    let maturin = python.with_file_name("maturin");
    need("maturin", take(Command::new(&maturin).arg("--version"))).map_err(|stop| match stop {
        Stop::Skipped(why) => {
            let python = python.display();
            Stop::Skipped(format!("{why}: {python} -m pip install maturin ziglang"))
        }
        failed => failed,
    })?;
    Ok(maturin)
}

/// maturin looks for Python and zig where the environment says.
fn with_venv(command: &mut Command) -> Result<&mut Command, Stop> {
    let bin = interpreter()?.with_file_name("");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(bin.clone()).chain(std::env::split_paths(&path));
    let paths = std::env::join_paths(paths).map_err(|error| Stop::Failed(error.to_string()))?;
    let venv = bin.parent().unwrap_or(&bin);
    Ok(command.env("PATH", paths).env("VIRTUAL_ENV", venv).current_dir(root()))
}

fn take(command: &mut Command) -> Command {
    std::mem::replace(command, Command::new(""))
}

fn only_file(name: &str) -> Result<PathBuf, Stop> {
    let mut files = fs::read_dir(folder().join(name)).into_iter().flatten().flatten();
    files.next().map(|file| file.path()).ok_or_else(|| Stop::Failed(format!("no file in {name}")))
}

const TRIAL: &str = "import cimwire, sys; \
    print(cimwire.__version__, cimwire.decode(open(sys.argv[1], 'rb').read()))";
