//! `cimwire decode`.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use cimwire_facade::{JsonOptions, Schema};

use crate::args::Decode;
use crate::classes;
use crate::content::{Content, Source};
use crate::paint::{self, HEADING, visible};
use crate::report::{report, say};
use crate::rows::Rows;
use crate::{ndjson, tree};

/// Runs the command; whether every input was well.
pub(crate) fn run(args: &Decode) -> io::Result<bool> {
    let schema = match args.no_schema {
        true => None,
        false => match classes::open(&args.classes) {
            Some(schema) => Some(schema),
            None => return Ok(false),
        },
    };
    let mut source = Source::new(args.reading.options(), args.hiding.redact);
    // Programs get types where they ask for them.
    let typed = schema.clone().filter(|_| !args.classes.schema.is_empty());
    let options = JsonOptions { schema: typed, integers: args.integers.integers() };
    if args.form.ndjson {
        return ndjson::print(&mut source, &args.files, &options);
    }
    if args.form.rows {
        return print_rows(&mut source, args);
    }
    let form = schema.clone().filter(|_| args.form.cim_rs).map(|it| args.identifiers.form(it));
    let mut is_well = true;
    let many = args.files.len() > 1;
    for path in &args.files {
        let content = source.read(path).and_then(|content| {
            let json = match &form {
                Some(form) => Some(content.to_cim_rs(form)?),
                None => args.form.json.then(|| content.to_json(&options)).transpose()?,
            };
            Ok((content, json))
        });
        match content {
            Ok((content, Some(json))) => print_json(path, &content, &json)?,
            Ok((content, None)) => print_tree(many.then_some(path), &content, schema.as_ref())?,
            Err(failure) => {
                is_well = false;
                report(path, &failure, args.hiding.redact);
            }
        }
    }
    Ok(is_well)
}

/// What could not be read has no rows.
fn print_rows(source: &mut Source, args: &Decode) -> io::Result<bool> {
    let mut rows = Rows::default();
    let mut is_well = true;
    for path in &args.files {
        if let Err(failure) = source.read(path).and_then(|content| rows.add(&content)) {
            is_well = false;
            report(path, &failure, args.hiding.redact);
        }
    }
    rows.print()?;
    Ok(is_well)
}

fn print_tree(
    heading: Option<&PathBuf>,
    content: &Content,
    schema: Option<&Schema>,
) -> io::Result<()> {
    let longest = if io::stdout().is_terminal() { LONGEST_IN_TERMINAL } else { usize::MAX };
    let mut out = BufWriter::new(anstream::stdout().lock());
    if let Some(path) = heading {
        writeln!(out, "{HEADING}==> {} <=={HEADING:#}", visible(&path.to_string_lossy()))?;
    }
    tree::print(&mut out, content, schema, longest)?;
    if heading.is_some() {
        writeln!(out)?;
    }
    out.flush()
}

/// What salvage replaced is said beside the JSON, which has no place for it.
fn print_json(path: &Path, content: &Content, json: &str) -> io::Result<()> {
    paint::print_json(json)?;
    for repair in content.original.repairs() {
        let path = path.to_string_lossy();
        say(&format!("{}: {}\n", visible(&path), visible(&repair.to_string())));
    }
    Ok(())
}

/// Characters of a value; a pipe gets all of it.
const LONGEST_IN_TERMINAL: usize = 1000;
