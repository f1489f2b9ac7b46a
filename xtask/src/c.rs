//! The door for C and C++: its programs are built as a user builds them, and run.

use std::env::consts::OS;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{capture, need, program, run, target};
use crate::install;
use crate::step::{Outcome, Stop};

/// Builds the programs in `bindings/c/tests` by every standard, with both libraries, and runs them;
/// then looks at what the shared library shows.
///
/// # Errors
/// `Skipped` without a C and C++ compiler; `Failed` on a warning, or when a program fails.
pub fn programs() -> Outcome {
    let prefix = installed()?;
    for (standard, compiler) in [("c99", "cc"), ("c11", "cc"), ("c++17", "c++"), ("c++20", "c++")] {
        for library in [Library::Shared, Library::Static] {
            let program = Program { source: "door.c", standard, compiler, library, flags: &[] };
            run(&mut Command::new(program.build(&prefix)?))?;
        }
    }
    only_our_symbols(&prefix)?;
    Ok("C99, C11, C++17, C++20; shared and static".to_owned())
}

/// Runs them under valgrind's memcheck, and with the address and undefined-behaviour sanitizers.
///
/// # Errors
/// `Skipped` without a compiler or valgrind; `Failed` on an invalid access or a leak.
pub fn memory() -> Outcome {
    let prefix = installed()?;
    for source in ["door.c"] {
        let program = Program { source, standard: "c11", flags: SANITIZED, ..Program::DEFAULT };
        run(&mut Command::new(program.build(&prefix)?))?;
    }
    need("valgrind", program("valgrind", &["--version"]))?;
    for source in ["door.c"] {
        let built = Program { source, flags: &["-g"], ..Program::DEFAULT }.build(&prefix)?;
        let arguments = ["--quiet", "--error-exitcode=9", "--leak-check=full"];
        run(program("valgrind", &arguments).arg(built))?;
    }
    Ok("ASan, UBSan, memcheck".to_owned())
}

/// The program that speaks for C in the identity test.
///
/// # Errors
/// As [`programs`].
pub fn runner() -> Result<PathBuf, Stop> {
    Program { source: "identity.c", library: Library::Static, ..Program::DEFAULT }
        .build(&installed()?)
}

/// One program, and how it is built.
#[derive(Clone, Copy)]
struct Program {
    source: &'static str,
    standard: &'static str,
    compiler: &'static str,
    library: Library,
    flags: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
enum Library {
    Shared,
    Static,
}

impl Program {
    const DEFAULT: Self =
        Self { source: "", standard: "c99", compiler: "cc", library: Library::Static, flags: &[] };

    fn build(self, prefix: &Path) -> Result<PathBuf, Stop> {
        let Self { source, standard, compiler, library, flags } = self;
        let flavour = if flags.is_empty() { "" } else { "-checked" };
        let built = folder().join(format!("{source}-{standard}-{library:?}{flavour}"));
        let language = if compiler == "cc" { "c" } else { "c++" };
        let mut command = program(compiler, &["-Wall", "-Wextra", "-pedantic", "-Werror"]);
        command.arg(format!("-std={standard}")).args(flags);
        command.arg("-I").arg(prefix.join("include"));
        command
            .args(["-x", language])
            .arg(format!("bindings/c/tests/{source}"))
            .args(["-x", "none"]);
        let lib = prefix.join("lib");
        match library {
            Library::Static => command.arg(lib.join("libcimwire.a")).args(SYSTEM),
            Library::Shared => {
                command.arg("-L").arg(&lib).arg("-lcimwire");
                command.arg(format!("-Wl,-rpath,{}", lib.display()))
            }
        };
        run(command.arg("-o").arg(&built))?;
        Ok(built)
    }
}

/// Installs the libraries for the programs, and returns where.
fn installed() -> Result<PathBuf, Stop> {
    if OS != "linux" {
        return Err(Stop::Skipped(format!("not set up for {OS}")));
    }
    for compiler in ["cc", "c++"] {
        need(compiler, program(compiler, &["--version"]))?;
    }
    let prefix = folder().join("prefix");
    install::run(&prefix, "dev")?;
    Ok(prefix)
}

fn folder() -> PathBuf {
    let folder = target("c");
    // What fails here fails again, with the file, where something is written.
    let _ = fs::create_dir_all(&folder);
    folder
}

fn only_our_symbols(prefix: &Path) -> Result<(), Stop> {
    let mut command = program("nm", &["--dynamic", "--defined-only", "--format=posix"]);
    let (symbols, _) = capture(command.arg(prefix.join("lib/libcimwire.so")))?;
    let names = symbols.lines().filter_map(|line| line.split_whitespace().next());
    let strange: Vec<&str> = names.filter(|name| !name.starts_with("cimwire_")).collect();
    if strange.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(format!("libcimwire.so shows {}", strange.join(", "))))
}

/// What the static library needs of the system.
const SYSTEM: [&str; 6] = ["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl"];
const SANITIZED: &[&str] = &["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
