//! `cimwire encode`.

use std::io::{self, IsTerminal, Write};

use cimwire_facade::encode;

use crate::args::Encode;
use crate::input;
use crate::paint::visible_xml;
use crate::report::{Failure, report};

/// Runs the command; whether the input was well.
pub(crate) fn run(args: &Encode) -> io::Result<bool> {
    let limits = args.bounds.limits();
    let input = input::read(&args.file, limits.bytes).map_err(Failure::File);
    let xml = input.and_then(|input| {
        encode(&input, limits).map_err(|error| Failure::Message { error, input })
    });
    match xml {
        Ok(xml) => print(&xml).map(|()| true),
        Err(failure) => {
            report(&args.file, &failure, false);
            Ok(false)
        }
    }
}

fn print(xml: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        writeln!(out, "{}", visible_xml(&String::from_utf8_lossy(xml)))?;
    } else {
        out.write_all(xml)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
