//! The door for C and C++: its programs are built as a user builds them, and run.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{capture, cargo, empty, host, need, program, root, run, target};
use crate::step::{Outcome, Stop};
use crate::{install, nameless, service, tools};

/// Builds the programs in `bindings/c/tests` by every standard and with both libraries, and runs them;
/// then looks at what the shared library shows.
///
/// # Errors
/// `Skipped` without a C and C++ compiler, nm or readelf; `Failed` on a warning, or when a program fails.
pub fn programs() -> Outcome {
    let prefix = installed()?;
    for standard in ["c99", "c11", "c++17", "c++20"] {
        for program in [DOOR, CLASSES, REQUESTS, PARTS] {
            run_built(Program { standard, library: Library::Shared, ..program }, &prefix)?;
        }
    }
    run_built(DOOR, &prefix)?;
    for standard in ["c++17", "c++20"] {
        for program in [DOOR_CPP, MEMBERS] {
            let library = Library::Shared;
            run_built(Program { standard, library, ..program }, &prefix)?;
            run_built(Program { standard, flags: NO_EXCEPTIONS, ..program }, &prefix)?;
        }
    }
    for program in [MEMORY, SHORTAGE, THREADS] {
        run_built(program, &prefix)?;
    }
    headers_stand_alone(&prefix)?;
    shows_what_it_should(&prefix)?;
    Ok("C99, C11, C++17, C++20; shared and static".to_owned())
}

/// Runs them with the address and undefined-behaviour sanitizers, and under valgrind's memcheck.
///
/// # Errors
/// `Skipped` without a compiler or valgrind; `Failed` on an invalid access or a leak.
pub fn memory() -> Outcome {
    let prefix = installed()?;
    for program in PROGRAMS.into_iter().chain([MEMORY, THREADS]) {
        let built = Program { flags: SANITIZED, ..program }.build(&prefix)?;
        run(Command::new(built).arg(STEP_SANITIZED))?;
    }
    tools::VALGRIND()?;
    for tested in PROGRAMS {
        let built = Program { flags: &["-g"], ..tested }.build(&prefix)?;
        let arguments = ["--quiet", "--error-exitcode=9", "--leak-check=full"];
        run(program("valgrind", &arguments).arg(built).arg(STEP))?;
    }
    Ok("ASan, UBSan, memcheck".to_owned())
}

/// Runs the program with many threads under the thread sanitizer, which sees into our library and
/// not into Rust's.
///
/// # Errors
/// `Skipped` where the compilers have none; `Failed` on a data race.
pub fn threads() -> Outcome {
    let prefix = installed()?;
    let runtime = thread_sanitizer()?;
    let (host, folder) = (host()?, target("tsan"));
    let mut build = cargo(&["build", "--package", "cimwire-c", "--target", &host, "--target-dir"]);
    let flags = "-Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer";
    run(build.arg(&folder).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", flags))?;
    let object = folder.join("threads.o");
    let mut compile = program("cc", &["-std=c11", "-g", "-fsanitize=thread", "-c"]);
    compile.arg("-I").arg(prefix.join("include")).arg("bindings/c/tests/threads.c");
    run(compile.arg("-o").arg(&object))?;
    let built = folder.join("threads");
    let mut link = program("cc", &["-no-pie", "-Wl,--whole-archive"]);
    link.arg(runtime).arg("-Wl,--no-whole-archive").arg(object);
    link.arg(folder.join(host).join("debug/libcimwire.a")).args(SYSTEM);
    run(link.arg("-o").arg(&built))?;
    let known = root().join("bindings/c/tests/threads.supp");
    let options = format!("suppressions={}", known.display());
    run(Command::new(built).env("TSAN_OPTIONS", options))?;
    Ok("TSan".to_owned())
}

/// The runtime of rustc's thread sanitizer.
///
/// # Errors
/// `Skipped` where rustc has none.
pub fn thread_sanitizer() -> Result<PathBuf, Stop> {
    let (libraries, _) = capture(&mut program("rustc", &["--print", "target-libdir"]))?;
    let runtime = Path::new(libraries.trim()).join("librustc-stable_rt.tsan.a");
    match runtime.exists() {
        true => Ok(runtime),
        false => Err(Stop::Skipped("rustc has no thread sanitizer here".to_owned())),
    }
}

/// Builds programs that find the library by pkg-config, and a project that does by CMake, and runs
/// them.
///
/// # Errors
/// `Skipped` without these tools; `Failed` when one does not find, link or run.
pub fn consumers() -> Outcome {
    consume(&installed()?, &folder())?;
    Ok("pkg-config, CMake".to_owned())
}

/// Packs what is installed into an archive in a folder; unpacks that elsewhere, and uses it there as
/// somebody does who has nothing else of ours.
///
/// # Errors
/// As [`consumers`], and `Skipped` without tar, strip, nm or readelf.
pub fn package(into: &Path) -> Outcome {
    supported()?;
    tools::all(&[tools::TAR, tools::STRIP])?;
    let name = format!("cimwire-{}-{ARCH}-{OS}", env!("CARGO_PKG_VERSION"));
    let (packed, tried) = (empty(&folder().join("packed"))?, empty(&folder().join("tried"))?);
    install::run(&packed.join(&name), "release")?;
    let lib = packed.join(&name).join("lib");
    let libraries = [lib.join("libcimwire.a"), lib.join("libcimwire.so")];
    run(program("strip", &["--strip-debug"]).args(libraries))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        let copied = fs::copy(root().join(licence), packed.join(&name).join(licence));
        copied.map_err(|error| Stop::Failed(format!("{licence}: {error}")))?;
    }
    fs::create_dir_all(into).map_err(|error| Stop::Failed(error.to_string()))?;
    let archive = into.join(format!("{name}.tar.gz"));
    run(program("tar", &["-czf"]).arg(&archive).arg("-C").arg(&packed).arg(&name))?;
    empty(&packed)?;
    run(program("tar", &["-xzf"]).arg(&archive).arg("-C").arg(&tried))?;
    shows_what_it_should(&tried.join(&name))?;
    nameless::check(&tried.join(&name))?;
    consume(&tried.join(&name), &tried)?;
    Ok(format!("{name}.tar.gz, for this system's libc"))
}

/// Builds the examples and runs them: those of the README, one on a file, one against a service that
/// answers.
///
/// # Errors
/// `Skipped` without pkg-config or libcurl; `Failed` when one shows anything else than it is to.
pub fn examples() -> Outcome {
    let prefix = installed()?;
    shows(&quick_start("c", "c99", &prefix)?, "4200\n", 1)?;
    shows(
        &quick_start("cpp", "c++17", &prefix)?,
        "Get Fan.1\nHeader\nBody\nEndTag in line 2: ",
        4,
    )?;
    let decode = Program { source: "examples/decode.c", ..DOOR }.build(&prefix)?;
    let (shown, _) =
        capture(Command::new(decode).arg(root().join("tests/corpus/pull-response.xml")))?;
    shows(&shown, "  ElementName = Fan 1A, intake & CPU\n", 13 + 12 + 2)?;

    let describe = Program { source: "examples/describe.c", ..DOOR }.build(&prefix)?;
    let (shown, _) = capture(Command::new(describe).arg("CIM_Fan"))?;
    shows(&shown, "  string DeviceID, key\n", 273)?;

    tools::LIBCURL()?;
    let (curl, _) = capture(&mut program("pkg-config", &["--libs", "libcurl"]))?;
    let libraries: Vec<&str> = curl.split_whitespace().collect();
    let enumerate = Program { source: "examples/enumerate.cpp", ..DOOR_CPP };
    let enumerate = enumerate.build_with(&prefix, &libraries)?;
    let answers = ["golden/enumeration/enumerate-response.2004.xml", "pull-response.xml"];
    let address = service::start(&answers).map_err(|error| Stop::Failed(error.to_string()))?;
    let (shown, _) = capture(Command::new(enumerate).args([&address, FAN_URI]))?;
    shows(
        &shown,
        "\"name\":\"{http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan}CIM_Fan\"",
        2,
    )?;
    Ok("a file; a class; an enumeration over libcurl".to_owned())
}

/// The program that speaks for C in the identity test.
///
/// # Errors
/// As [`programs`].
pub fn runner() -> Result<PathBuf, Stop> {
    Program { source: "tests/identity.c", ..DOOR }.build(&installed()?)
}

/// Builds the programs in `bindings/c/tests/consumer` with what is below `prefix`, and runs them.
fn consume(prefix: &Path, into: &Path) -> Result<(), Stop> {
    tools::PKG_CONFIG()?;
    let mut ask = program("pkg-config", &["--cflags", "--libs", "cimwire"]);
    let (flags, _) = capture(ask.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")))?;
    for (compiler, standard, source) in [("cc", "c99", "main.c"), ("c++", "c++17", "main.cpp")] {
        let built = into.join(format!("by-pkg-config-{standard}"));
        let mut compile = program(compiler, &[&format!("-std={standard}")]);
        compile.arg(format!("{CONSUMER}/{source}")).args(flags.split_whitespace());
        run(compile.arg(rpath(prefix)).arg("-o").arg(&built))?;
        run(&mut Command::new(built))?;
    }

    without_shared(prefix, into)?;

    tools::CMAKE()?;
    let build = empty(&into.join("by-cmake"))?;
    let mut configure = program("cmake", &["-S", CONSUMER, "-B"]);
    run(configure.arg(&build).arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display())))?;
    run(program("cmake", &["--build"]).arg(&build))?;
    for program in ["in-c", "with-shared", "with-static"] {
        run(&mut Command::new(build.join(program)))?;
    }
    Ok(())
}

/// Builds a program that needs no shared library, where this system has a libc for that, and runs it.
fn without_shared(prefix: &Path, into: &Path) -> Result<(), Stop> {
    let (libc, _) = capture(&mut program("cc", &["-print-file-name=libc.a"]))?;
    if !Path::new(libc.trim()).is_absolute() {
        return Ok(());
    }
    let mut ask = program("pkg-config", &["--static", "--cflags", "--libs", "cimwire"]);
    let (flags, _) = capture(ask.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")))?;
    let built = into.join("static");
    let mut compile = program("cc", &["-std=c99", "-static", &format!("{CONSUMER}/main.c")]);
    run(compile.args(flags.split_whitespace()).arg("-o").arg(&built))?;
    run(&mut Command::new(built))
}

/// What the program of a language in the README shows.
fn quick_start(language: &str, standard: &'static str, prefix: &Path) -> Result<String, Stop> {
    let readme = fs::read_to_string(root().join("README.md"));
    let readme = readme.map_err(|error| Stop::Failed(format!("README.md: {error}")))?;
    let program =
        readme.split_once(&format!("```{language}\n")).and_then(|(_, it)| it.split_once("```"));
    let Some((program, _)) = program else {
        return Err(Stop::Failed(format!("README.md has no program in {language}")));
    };
    let source = folder().join(format!("readme.{language}"));
    fs::write(&source, program).map_err(|error| Stop::Failed(error.to_string()))?;
    let source = source.to_string_lossy();
    let built = Program { standard, ..DOOR }.build_from(&source, "readme", prefix, &[])?;
    Ok(capture(&mut Command::new(built))?.0)
}

/// One program, and how it is built.
#[derive(Clone, Copy)]
struct Program {
    /// In `bindings/c`.
    source: &'static str,
    standard: &'static str,
    library: Library,
    flags: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
enum Library {
    Shared,
    Static,
}

impl Program {
    fn build(self, prefix: &Path) -> Result<PathBuf, Stop> {
        self.build_with(prefix, &[])
    }

    fn build_with(self, prefix: &Path, libraries: &[&str]) -> Result<PathBuf, Stop> {
        let name = self.source.replace('/', "-");
        self.build_from(&format!("bindings/c/{}", self.source), &name, prefix, libraries)
    }

    fn build_from(
        self,
        source: &str,
        name: &str,
        prefix: &Path,
        libraries: &[&str],
    ) -> Result<PathBuf, Stop> {
        let Self { standard, library, flags, .. } = self;
        let built = folder().join(format!("{name}-{standard}-{library:?}{}", flags.concat()));
        let is_c = !standard.starts_with("c++");
        let (compiler, language) = if is_c { ("cc", "c") } else { ("c++", "c++") };
        let mut command = program(compiler, WARNINGS);
        command.arg(format!("-std={standard}")).args(flags);
        command.arg("-I").arg(prefix.join("include")).args(["-x", language]);
        command.arg(source).args(["-x", "none"]);
        let lib = prefix.join("lib");
        match library {
            Library::Static => command.arg(lib.join("libcimwire.a")).args(SYSTEM),
            Library::Shared => command.arg("-L").arg(&lib).arg("-lcimwire").arg(rpath(prefix)),
        };
        run(command.args(libraries).arg("-o").arg(&built))?;
        Ok(built)
    }
}

fn run_built(program: Program, prefix: &Path) -> Result<(), Stop> {
    run(&mut Command::new(program.build(prefix)?))
}

/// Whether this system has what its programs are built with.
///
/// # Errors
/// `Skipped` where it is not Linux, or has no C or C++ compiler.
pub fn supported() -> Result<(), Stop> {
    if OS != "linux" {
        return Err(Stop::Skipped(format!("not set up for {OS}")));
    }
    ["cc", "c++"].iter().try_for_each(|compiler| need(compiler, program(compiler, &["--version"])))
}

/// Installs the libraries for the programs, and returns where.
fn installed() -> Result<PathBuf, Stop> {
    supported()?;
    let prefix = folder().join("prefix");
    install::run(&prefix, "dev")?;
    Ok(prefix)
}

fn folder() -> PathBuf {
    target("c")
}

/// Has a program find the library where it was installed.
fn rpath(prefix: &Path) -> String {
    format!("-Wl,-rpath,{}", prefix.join("lib").display())
}

/// Each header for C++ has what it needs, whichever is included first.
fn headers_stand_alone(prefix: &Path) -> Result<(), Stop> {
    let folder = prefix.join("include/cimwire");
    let headers = fs::read_dir(&folder).map_err(|error| Stop::Failed(error.to_string()))?;
    for header in headers.flatten() {
        let mut command = program("c++", &["-std=c++17", "-fsyntax-only", "-x", "c++"]);
        run(command.args(WARNINGS).arg(header.path()))?;
    }
    Ok(())
}

/// The shared library names itself as programs look for it, and shows nothing but our functions.
fn shows_what_it_should(prefix: &Path) -> Result<(), Stop> {
    tools::all(&[tools::NM, tools::READELF])?;
    let library = prefix.join("lib/libcimwire.so");
    only_our_symbols(&library)?;
    let (dynamic, _) = capture(program("readelf", &["--dynamic", "--wide"]).arg(library))?;
    let wanted = format!("[libcimwire.so.{}]", install::abi());
    let found = dynamic.lines().find(|line| line.contains("(SONAME)")).unwrap_or("none").trim();
    if found.ends_with(&wanted) {
        return Ok(());
    }
    Err(Stop::Failed(format!("libcimwire.so: expected the SONAME {wanted}, found {found}")))
}

fn only_our_symbols(library: &Path) -> Result<(), Stop> {
    let mut command = program("nm", &["--dynamic", "--defined-only", "--format=posix"]);
    let (symbols, _) = capture(command.arg(library))?;
    let names = symbols.lines().filter_map(|line| line.split_whitespace().next());
    let strange: Vec<&str> = names.filter(|name| !name.starts_with("cimwire_")).collect();
    if strange.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(format!("libcimwire.so shows {}", strange.join(", "))))
}

/// Whether an example showed so many lines, and this among them.
fn shows(shown: &str, part: &str, lines: usize) -> Result<(), Stop> {
    if shown.contains(part) && shown.lines().count() == lines {
        return Ok(());
    }
    Err(Stop::Failed(format!("expected {lines} lines with {part:?}, found\n{shown}")))
}

const DOOR: Program =
    Program { source: "tests/door.c", standard: "c99", library: Library::Static, flags: &[] };
const CLASSES: Program = Program { source: "tests/classes.c", ..DOOR };
const REQUESTS: Program = Program { source: "tests/requests.c", ..DOOR };
const PARTS: Program = Program { source: "tests/parts.c", ..DOOR };
const THREADS: Program = Program { source: "tests/threads.c", standard: "c11", ..DOOR };
const DOOR_CPP: Program = Program { source: "tests/door.cpp", standard: "c++17", ..DOOR };
const MEMBERS: Program = Program { source: "tests/members.cpp", ..DOOR_CPP };
const MEMORY: Program = Program { source: "tests/memory.c", standard: "c11", ..DOOR };
const SHORTAGE: Program = Program { source: "tests/shortage.c", ..MEMORY };
/// Those that memcheck runs too: the others take long with it, and say nothing that these do not.
const PROGRAMS: [Program; 7] = [DOOR, CLASSES, REQUESTS, PARTS, DOOR_CPP, MEMBERS, SHORTAGE];

const WARNINGS: &[&str] = &["-Wall", "-Wextra", "-pedantic", "-Werror"];
/// What the static library needs of the system.
const SYSTEM: [&str; 5] = ["-lutil", "-lrt", "-lpthread", "-lm", "-ldl"];
/// Of the places where memory runs out, which memcheck tries: each of so many. Other programs do not
/// look; without it, all are tried.
const STEP: &str = "97";
/// And which the sanitizers try.
const STEP_SANITIZED: &str = "7";
const SANITIZED: &[&str] = &["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const NO_EXCEPTIONS: &[&str] = &["-fno-exceptions", "-DCIMWIRE_NO_EXCEPTIONS"];
const CONSUMER: &str = "bindings/c/tests/consumer";
const FAN_URI: &str = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";
