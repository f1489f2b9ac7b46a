//! `message CASE`: writes the first message of a case to standard output, for benchmarks in other
//! languages.

use std::io::{self, Write};
use std::process::ExitCode;

use cimwire_benches::data;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let cases = data::cases();
    let Some(case) = cases.iter().find(|case| case.name == name) else {
        let known: Vec<&str> = cases.iter().map(|case| case.name).collect();
        eprintln!("expected a case of {}, found {name:?}", known.join(", "));
        return ExitCode::FAILURE;
    };
    match io::stdout().lock().write_all(&case.messages[0]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("standard output: {error}");
            ExitCode::FAILURE
        }
    }
}
