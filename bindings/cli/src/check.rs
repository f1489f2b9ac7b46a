//! `cimwire check`.

use std::io::{self, Write};
use std::path::Path;

use cimwire_facade::{Bytes, Decoder, Error, Level, Message, Options, Reply};

use crate::args::{Check, LevelName};
use crate::content::Source;
use crate::deviations;
use crate::paint::{HEADING, print_xml, visible};
use crate::report::{Failure, report};

/// Runs the command; whether every input could be read and keeps the rules that bind.
pub(crate) fn run(args: &Check) -> io::Result<bool> {
    let mut source = Source::new(args.bounds.options(), false);
    let mut is_well = true;
    for path in &args.files {
        let message = source.message(path).and_then(|message| {
            let refusal = message.refusal().map_err(failure)?;
            Ok((message, refusal))
        });
        match message {
            Ok((message, refusal)) => is_well &= print(path, args, &message, refusal)?,
            Err(failure) => {
                is_well = false;
                report(path, &failure, false);
            }
        }
    }
    Ok(is_well)
}

/// Prints what there is to tell of a message; whether it keeps the rules that bind.
fn print(path: &Path, args: &Check, message: &Message, refusal: Option<Reply>) -> io::Result<bool> {
    let deviations = message.deviations();
    let is_well = deviations.iter().all(|deviation| deviation.level < Level::Shall);
    if args.answer {
        let Some(Reply { mut bytes, .. }) = refusal else { return Ok(is_well) };
        bytes.push(b'\n');
        return print_xml(&bytes).map(|()| is_well);
    }
    let mut out = anstream::stdout().lock();
    let path = path.to_string_lossy();
    let path = visible(&path);
    let least = args.level.map_or(Level::Note, LevelName::level);
    for deviation in deviations.iter().filter(|it| it.level >= least) {
        writeln!(out, "{HEADING}{path}:{HEADING:#}{}", deviations::line(deviation))?;
    }
    if let Some(refusal) = refusal {
        let Reply { status, .. } = refusal;
        let fault = visible(&name_of(refusal.bytes)).into_owned();
        writeln!(out, "{HEADING}{path}:{HEADING:#} to be answered with {fault}, HTTP {status}")?;
    }
    out.flush()?;
    Ok(is_well)
}

/// What the fault in a message is called, with its detail code.
fn name_of(message: Vec<u8>) -> String {
    let message = Decoder::new(Options::default()).message(&message.into());
    let Some(fault) = message.ok().and_then(|message| message.fault()) else {
        return String::new();
    };
    let name = fault.short_subcode.or(fault.subcode).or(fault.code).unwrap_or_default();
    match fault.detail_code {
        Some(detail) => format!("{name} ({detail})"),
        None => name,
    }
}

fn failure(error: Error) -> Failure {
    Failure::Message { error, input: Bytes::new() }
}
