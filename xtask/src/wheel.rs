//! What is uploaded for Python: wheels and the source archive, each tried as it is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{empty, need, program, root, run};
use crate::python::{interpreter, with_venv};
use crate::step::{Outcome, Stop};
use crate::{cross, nameless};

/// A wheel for every Python from 3.11, and for every Linux from 2014 where zig is there to link.
///
/// # Errors
/// `Skipped` without Python or maturin; `Failed` when it is not built, or does not decode.
pub fn own(folder: &Path) -> Outcome {
    let mut command = build(folder)?;
    let has_zig = need_zig().is_ok();
    if has_zig {
        command.args(["--zig", "--compatibility", "manylinux2014"]);
    }
    run(&mut command)?;
    let wheel = only_file(folder)?;
    unpack(&wheel, &folder.join("site"))?;
    try_out(&wheel)?;
    let note = if has_zig { "" } else { ", for this system's libc only: ziglang is not installed" };
    Ok(format!("{}{note}", name_of(&wheel)))
}

/// The same for aarch64, decoding under qemu where `CIMWIRE_CROSS_PYTHON` names a Python for it.
///
/// # Errors
/// `Skipped` without zig or what [`cross`] needs to compile; else as [`own`].
pub fn aarch64(folder: &Path) -> Outcome {
    let rustc = cross::rustc()?;
    need_zig()?;
    let mut command = build(folder)?;
    command.args(["--target", cross::TARGET, "--zig", "--compatibility", "manylinux2014"]);
    // There is no interpreter for it that could be asked.
    run(command.env("RUSTC", rustc).env("PYO3_CROSS_PYTHON_VERSION", "3.11"))?;
    let wheel = only_file(folder)?;
    let site = folder.join("site");
    unpack(&wheel, &site)?;
    let Ok(python) = std::env::var("CIMWIRE_CROSS_PYTHON") else {
        return Ok(format!("{}, not tried: CIMWIRE_CROSS_PYTHON names no Python", name_of(&wheel)));
    };
    run(trial(&mut cross::emulated(&python)?).env("PYTHONPATH", site))?;
    Ok(name_of(&wheel))
}

/// The source archive, which builds from itself.
///
/// # Errors
/// As [`own`].
pub fn sdist(folder: &Path) -> Outcome {
    let mut command = maturin()?;
    command.args(["sdist", "--manifest-path"]).arg(root().join("bindings/python/Cargo.toml"));
    run(command.arg("--out").arg(empty(folder)?))?;
    let archive = only_file(folder)?;
    try_out(&archive)?;
    Ok(name_of(&archive))
}

fn build(folder: &Path) -> Result<Command, Stop> {
    let mut command = maturin()?;
    command.args(["build", "--release", "--locked", "--manifest-path"]);
    command.arg(root().join("bindings/python/Cargo.toml")).arg("--out").arg(empty(folder)?);
    command.env("CARGO_ENCODED_RUSTFLAGS", nameless::flags());
    Ok(command)
}

/// Unpacks a wheel, in which no file may name a folder of this machine.
fn unpack(wheel: &Path, site: &Path) -> Result<(), Stop> {
    let words = ["-m", "zipfile", "-e"];
    run(Command::new(interpreter()?).args(words).arg(wheel).arg(empty(site)?))?;
    nameless::check(site)
}

/// Installs a package into an environment of its own, and decodes a message with it.
fn try_out(package: &Path) -> Result<(), Stop> {
    let venv = empty(&package.with_file_name("venv"))?;
    run(program("python3", &["-m", "venv"]).arg(&venv))?;
    let python = venv.join("bin/python");
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).arg(package))?;
    run(trial(&mut Command::new(&python)).current_dir(&venv))
}

fn trial(python: &mut Command) -> &mut Command {
    python.args(["-c", TRIAL]).arg(root().join("tests/corpus/get.xml"))
}

/// maturin, which looks for Python and zig where the environment says.
fn maturin() -> Result<Command, Stop> {
    need_maturin()?;
    let mut command = Command::new(interpreter()?.with_file_name("maturin"));
    with_venv(&mut command)?.current_dir(root());
    Ok(command)
}

/// Asks for maturin.
///
/// # Errors
/// `Skipped` without it, or without Python.
pub fn need_maturin() -> Result<(), Stop> {
    let maturin = interpreter()?.with_file_name("maturin");
    installed("maturin", program(&maturin.display().to_string(), &["--version"]))
}

/// Asks for zig, as a package of Python.
///
/// # Errors
/// As [`need_maturin`].
pub fn need_zig() -> Result<(), Stop> {
    let mut probe = Command::new(interpreter()?);
    probe.args(["-m", "ziglang", "version"]);
    installed("ziglang", probe)
}

fn installed(package: &str, probe: Command) -> Result<(), Stop> {
    let python = interpreter()?.display().to_string();
    need(package, probe).map_err(|stop| match stop {
        Stop::Skipped(why) => {
            Stop::Skipped(format!("{why}: {python} -m pip install maturin ziglang"))
        }
        failed => failed,
    })
}

fn only_file(folder: &Path) -> Result<PathBuf, Stop> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut files = files.filter(|path| path.is_file());
    files.next().ok_or_else(|| Stop::Failed(format!("no file in {}", folder.display())))
}

fn name_of(package: &Path) -> String {
    package.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

const TRIAL: &str = "import cimwire, sys; \
    print(cimwire.__version__, cimwire.decode(open(sys.argv[1], 'rb').read()))";
