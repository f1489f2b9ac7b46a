//! `cimwire encode`.

use std::io;

use cimwire_facade::{encode, encode_with};

use crate::args::Encode;
use crate::classes;
use crate::input;
use crate::paint::print_xml;
use crate::report::{Failure, report};

/// Runs the command; whether the input was well.
pub(crate) fn run(args: &Encode) -> io::Result<bool> {
    let is_typed = args.cim_rs || !args.classes.schema.is_empty();
    let schema = is_typed.then(|| classes::open(&args.classes));
    if let Some(None) = schema {
        return Ok(false);
    }
    let limits = args.bounds.limits();
    let input = input::read(&args.file, limits.bytes).map_err(Failure::File);
    let xml = input.and_then(|input| {
        let xml = match schema.flatten() {
            Some(schema) if args.cim_rs => args.identifiers.form(schema).encode(&input, limits),
            Some(schema) => encode_with(&input, limits, &schema),
            None => encode(&input, limits),
        };
        xml.map_err(|error| Failure::Message { error, input })
    });
    match xml {
        Ok(mut xml) => {
            xml.push(b'\n');
            print_xml(&xml).map(|()| true)
        }
        Err(failure) => {
            report(&args.file, &failure, false);
            Ok(false)
        }
    }
}
