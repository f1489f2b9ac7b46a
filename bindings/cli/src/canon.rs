//! `cimwire canon`.

use std::io;

use crate::args::Canon;
use crate::content::Source;
use crate::paint::print_xml;
use crate::report::report;

/// Runs the command; whether the input was well.
pub(crate) fn run(args: &Canon) -> io::Result<bool> {
    match Source::new(args.reading.options(), args.hiding.redact).read(&args.file) {
        Ok(content) => print_xml(content.document.canon().as_bytes()).map(|()| true),
        Err(failure) => {
            report(&args.file, &failure, args.hiding.redact);
            Ok(false)
        }
    }
}
