//! `cimwire`: WS-Management messages from the command line.

#![forbid(unsafe_code)]

mod args;
mod canon;
mod check;
mod classes;
mod content;
mod decode;
mod deviations;
mod diff;
mod encode;
mod input;
mod make;
mod ndjson;
mod paint;
mod prefixes;
mod report;
mod rows;
mod schema;
mod tree;

use std::io;
use std::process::ExitCode;

use args::{Cimwire, Command};

fn main() -> ExitCode {
    let Cimwire { command } = Cimwire::of_process();
    let done = match command {
        Command::Decode(decode) => decode::run(&decode),
        Command::Encode(encode) => encode::run(&encode),
        Command::Diff(diff) => diff::run(&diff),
        Command::Canon(canon) => canon::run(&canon),
        Command::Check(check) => check::run(&check),
        Command::Schema(schema) => schema::run(&schema),
        Command::Make(make) => make::run(&make),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report::say(&format!("standard output: {error}\n"));
            ExitCode::FAILURE
        }
    }
}
