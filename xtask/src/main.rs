//! `cargo xtask COMMAND`: what people and CI run.

use std::process::ExitCode;

use xtask::step::{self, Report, Step};
use xtask::{bench, cross, fuzz, r#gen, identity, install, package, test};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [--quick]   format, lints, documentation, tests; then, where the tools are
                   there and without --quick, the languages, fuzzing, licences,
                   valgrind and ASan
  lint             format, clippy and documentation only
  gen              write the generated files again
  bench [ARGS]     time us against our peers; ARGS go to the benchmark
  bench c          time the door for C beside Rust
  bench python     time the package for Python beside its peers
  bench node       time the package for Node beside its peers
  fuzz SECONDS     run every fuzz target for that long
  c                build and run the programs of the door for C and C++
  node             build and test the package for Node
  python           build and test the package for Python
  identity         compare what every language says of golden vectors and real messages
  install --prefix DIR
                   put libcimwire, its headers, pkg-config and CMake files there
  package [WHICH]  make the archives that are uploaded, each tried in a clean environment;
                   or only crate, Python, aarch64, npm or C
  cross            run the codec's tests as aarch64 code, with NEON, under qemu
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => report(&Report::of(test::steps(), true)),
        ["test", "--quick"] => report(&Report::of(test::steps(), false)),
        ["lint"] => report(&Report::of(test::lints(), true)),
        ["gen"] => end(r#gen::run()),
        ["bench", "c"] => end(bench::c()),
        ["bench", "python"] => end(bench::python()),
        ["bench", "node"] => end(bench::node()),
        ["bench", rest @ ..] => end(bench::run(rest)),
        ["c"] => some(test::steps(), "C"),
        ["node"] => some(test::steps(), "Node"),
        ["python"] => some(test::steps(), "Python"),
        ["identity"] => end(identity::run_all()),
        ["install", "--prefix", prefix] => end(install::run(prefix.as_ref(), "release")),
        ["package"] => report(&Report::of(package::steps(), true)),
        ["package", word] => some(package::steps(), word),
        ["cross"] => end(cross::run()),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => end(fuzz::run(seconds)),
            Err(_) => usage(),
        },
        _ => usage(),
    }
}

/// The steps whose names begin with a word.
fn some(steps: &[Step], word: &str) -> ExitCode {
    match &step::named(steps, word)[..] {
        [] => usage(),
        steps => report(&Report::of(steps, true)),
    }
}

fn report(report: &Report) -> ExitCode {
    print!("{report}");
    if report.failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Asked for by name, a command that cannot run has failed: nothing counts as skipped.
fn end<E: std::fmt::Display>(outcome: Result<String, E>) -> ExitCode {
    match outcome {
        Ok(note) => {
            println!("{note}");
            ExitCode::SUCCESS
        }
        Err(stop) => {
            eprintln!("xtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprint!("{USAGE}");
    ExitCode::from(2)
}
