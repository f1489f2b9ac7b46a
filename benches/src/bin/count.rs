//! `count CASE PASSES`: does the work of a case so often, warm, and prints the bytes of a pass, for
//! callgrind to count instructions; or prints `unavailable` where the processor lacks the kernel.
//!
//! A case is `<work>-<kernel>-<messages>`, as in `decode-sse2-get`: counts depend on the kernel,
//! and machines differ in which they have. The work is `decode`, `encode`, `json` (of XML), `typed`, `cim`
//! or `head`.

use std::hint::black_box;
use std::process::ExitCode;

use cimwire::xml::Kernel;
use cimwire_benches::data::{self, Case};
use cimwire_benches::json::Work;
use cimwire_benches::ours::{Heads, Instances, Lossless, NAME, Ours, Prepared, Records};
use cimwire_benches::{cim, decode, encode, json, typed, typed_json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match count(&arguments) {
        Ok(Some(bytes)) => println!("{bytes}"),
        Ok(None) => println!("unavailable"),
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The bytes of a pass.
fn count(arguments: &[String]) -> Result<Option<usize>, String> {
    let [case, passes] = arguments else {
        return Err("expected a case and a number of passes".to_owned());
    };
    let passes: usize = passes.parse().map_err(|error| format!("{passes}: {error}"))?;
    let words: Vec<&str> = case.split('-').collect();
    let [work, kernel, messages] = words[..] else {
        return Err(format!("expected work-kernel-messages, found {case:?}"));
    };
    let kernel = kernel_of(kernel)?;
    if !kernel.is_available() || has_one_kernel(work) && kernel != Kernel::best() {
        return Ok(None);
    }
    match work {
        "decode" => decoding(kernel, messages, passes),
        "encode" => encoding(messages, passes),
        "json" => converting(messages, passes),
        "typed" => typing(&mut Records::new(), messages, passes),
        "cim" => {
            use cim::Contender;
            let mut reader = Instances::new();
            read(messages, passes, |xml| {
                black_box(reader.read(xml)?);
                Ok(())
            })
        }
        "jsontyped" => converting_typed(Work::ToJson, messages, passes),
        "xmltyped" => converting_typed(Work::ToXml, messages, passes),
        "head" => typing(&mut Heads::new(), messages, passes),
        _ => Err(format!("expected another work than {work:?}")),
    }
    .map(Some)
}

/// Whether a work is done with the best kernel only.
fn has_one_kernel(work: &str) -> bool {
    ["json", "jsontyped", "xmltyped", "typed", "cim", "head"].contains(&work)
}

fn kernel_of(name: &str) -> Result<Kernel, String> {
    let is_it = |kernel: &Kernel| format!("{kernel:?}").eq_ignore_ascii_case(name);
    Kernel::ALL.into_iter().find(is_it).ok_or_else(|| format!("expected a kernel, found {name:?}"))
}

fn decoding(kernel: Kernel, messages: &str, passes: usize) -> Result<usize, String> {
    use decode::Contender;
    let mut reader = Ours::warm(NAME, kernel);
    read(messages, passes, |xml| reader.decode(xml))
}

fn converting(messages: &str, passes: usize) -> Result<usize, String> {
    use json::Contender;
    let mut reader = Lossless::new();
    read(messages, passes, |xml| reader.to_json(xml).map(drop))
}

fn converting_typed(work: Work, messages: &str, passes: usize) -> Result<usize, String> {
    let case = json::cases().into_iter().find(|case| case.name == messages);
    let case = case.ok_or_else(|| unknown(messages))?;
    let inputs = typed_json::inputs(&case, work)?;
    let mut ours = typed_json::converters(work).pop().ok_or("expected a converter")?;
    for _ in 0..passes {
        inputs.iter().try_for_each(|input| (ours.convert)(input).map(drop))?;
    }
    Ok(case.bytes())
}

fn typing(
    reader: &mut dyn typed::Contender,
    messages: &str,
    passes: usize,
) -> Result<usize, String> {
    read(messages, passes, |xml| {
        black_box(reader.read(xml)?);
        Ok(())
    })
}

fn read(
    messages: &str,
    passes: usize,
    mut work: impl FnMut(&[u8]) -> Result<(), String>,
) -> Result<usize, String> {
    let case = data::cases().into_iter().find(|case| case.name == messages);
    let case: Case = case.ok_or_else(|| unknown(messages))?;
    for _ in 0..passes {
        case.messages.iter().try_for_each(|xml| work(xml))?;
    }
    Ok(case.bytes())
}

fn encoding(messages: &str, passes: usize) -> Result<usize, String> {
    use encode::Contender;
    let case = encode::cases().into_iter().find(|case| case.name == messages);
    let case = case.ok_or_else(|| unknown(messages))?;
    let (mut writer, mut sink) = (Prepared::new(), Vec::new());
    for _ in 0..passes {
        for message in &case.messages {
            sink.clear();
            writer.encode(message, &mut sink)?;
        }
    }
    Ok(case.messages.iter().map(|message| message.xml().len()).sum())
}

fn unknown(messages: &str) -> String {
    format!("expected the name of messages, found {messages:?}")
}
