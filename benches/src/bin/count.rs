//! `count CASE PASSES`: does the work of a case so often, warm, and prints the bytes of a pass, for
//! callgrind to count instructions.
//!
//! A case is `decode-<kernel>-<messages>`, as in `decode-sse2-get`, or `encode-<messages>`. The
//! kernel is part of the name because counts depend on it and every machine has its own best.

use std::process::ExitCode;

use cimwire::xml::Kernel;
use cimwire_benches::ours::{NAME, Ours, Prepared};
use cimwire_benches::{data, decode, encode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match count(&arguments) {
        Ok(bytes) => {
            println!("{bytes}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn count(arguments: &[String]) -> Result<usize, String> {
    let [case, passes] = arguments else {
        return Err("expected a case and a number of passes".to_owned());
    };
    let passes: usize = passes.parse().map_err(|error| format!("{passes}: {error}"))?;
    let unknown = || format!("expected a case, found {case:?}");
    match case.split('-').collect::<Vec<_>>()[..] {
        ["decode", kernel, messages] => {
            let is_it = |known: &Kernel| format!("{known:?}").eq_ignore_ascii_case(kernel);
            let kernel = Kernel::ALL.into_iter().find(is_it).ok_or_else(unknown)?;
            decoding(kernel, messages, passes)
        }
        ["encode", messages] => encoding(messages, passes),
        _ => None,
    }
    .ok_or_else(unknown)?
}

fn decoding(kernel: Kernel, messages: &str, passes: usize) -> Option<Result<usize, String>> {
    let case = data::cases().into_iter().find(|case| case.name == messages)?;
    let mut reader = Ours::warm(NAME, kernel);
    let mut pass =
        || case.messages.iter().try_for_each(|xml| decode::Contender::decode(&mut reader, xml));
    Some((0..passes).try_for_each(|_| pass()).map(|()| case.bytes()))
}

fn encoding(messages: &str, passes: usize) -> Option<Result<usize, String>> {
    let case = encode::cases().into_iter().find(|case| case.name == messages)?;
    let (mut writer, mut sink) = (Prepared::new(), Vec::new());
    let mut pass = || {
        case.messages.iter().try_for_each(|message| {
            sink.clear();
            encode::Contender::encode(&mut writer, message, &mut sink)
        })
    };
    let bytes = case.messages.iter().map(|message| message.xml().len()).sum();
    Some((0..passes).try_for_each(|_| pass()).map(|()| bytes))
}
