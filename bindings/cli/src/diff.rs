//! `cimwire diff`.

use std::io::{self, BufWriter, Write};

use cimwire_facade::{Change, Difference};

use crate::args::Diff;
use crate::content::Source;
use crate::paint::{FAINT, HEADING, LEFT, RIGHT, visible};
use crate::report::report;

/// Runs the command; whether both could be read and are equal.
pub(crate) fn run(args: &Diff) -> io::Result<bool> {
    let mut source = Source::new(args.reading.options(), args.hiding.redact);
    let mut read = |path| {
        let content = source.read(path);
        content.inspect_err(|failure| report(path, failure, args.hiding.redact)).ok()
    };
    let (Some(a), Some(b)) = (read(&args.a), read(&args.b)) else { return Ok(false) };
    let differences = a.document.diff(&b.document);
    print(&differences)?;
    if differences.is_empty() && args.hiding.redact && !a.original.diff(&b.original).is_empty() {
        writeln!(io::stdout(), "different in what is hidden")?;
        return Ok(false);
    }
    Ok(differences.is_empty())
}

fn print(differences: &[Difference]) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    for Difference { path, change, left, right } in differences {
        let change = match change {
            Change::Name => "name".to_owned(),
            Change::Attribute(name) => format!("attribute {name}"),
            Change::Text => "text".to_owned(),
            Change::Missing => "only in A".to_owned(),
            Change::Extra => "only in B".to_owned(),
            other => format!("{other:?}"),
        };
        writeln!(
            out,
            "{HEADING}{}{HEADING:#} {FAINT}{}{FAINT:#}",
            visible(path),
            visible(&change)
        )?;
        if let Some(left) = left {
            writeln!(out, "  {LEFT}- {}{LEFT:#}", visible(left))?;
        }
        if let Some(right) = right {
            writeln!(out, "  {RIGHT}+ {}{RIGHT:#}", visible(right))?;
        }
    }
    out.flush()
}
