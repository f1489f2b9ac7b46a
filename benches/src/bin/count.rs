//! `count CASE PASSES`: decodes a case with a warm reader so often and prints its bytes, for
//! callgrind to count instructions.

use std::process::ExitCode;

use cimwire::xml::Kernel;
use cimwire_benches::data;
use cimwire_benches::decode::Contender;
use cimwire_benches::ours::{NAME, Ours};

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
    let case = data::cases()
        .into_iter()
        .find(|known| known.name == *case)
        .ok_or_else(|| format!("expected a case, found {case:?}"))?;
    let mut reader = Ours::warm(NAME, Kernel::best());
    for _ in 0..passes {
        case.messages.iter().try_for_each(|message| reader.decode(message))?;
    }
    Ok(case.bytes())
}
