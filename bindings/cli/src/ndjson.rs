//! One line of JSON for each file.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use cimwire_facade::{Error, JsonOptions, Repair};
use indicatif::{ProgressBar, ProgressStyle};

use crate::content::{Content, Source};
use crate::input;
use crate::paint::visible_json;
use crate::report::Failure;

/// Prints a line for each file in order; whether all were well.
pub(crate) fn print(
    source: &mut Source,
    paths: &[PathBuf],
    options: &JsonOptions,
) -> io::Result<bool> {
    let files = input::files(paths);
    let stdout = io::stdout().lock();
    let is_terminal = stdout.is_terminal();
    let bar = progress(files.len(), is_terminal);
    let mut out = BufWriter::with_capacity(1 << 16, stdout);
    let mut is_well = true;
    for (path, found) in files {
        let content = found.map_err(Failure::File).and_then(|()| source.read(&path));
        let (line, line_is_well) = line(&path, content, options);
        is_well &= line_is_well;
        writeln!(out, "{}", if is_terminal { visible_json(&line) } else { line.into() })?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(is_well)
}

/// A bar on standard error where that is a terminal and the lines go elsewhere.
fn progress(files: usize, is_terminal: bool) -> ProgressBar {
    if is_terminal {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {per_sec}, {eta} left");
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}

/// The line of a file, and whether it was well.
fn line(path: &Path, content: Result<Content, Failure>, options: &JsonOptions) -> (String, bool) {
    let file = quoted(&path.to_string_lossy());
    match content.and_then(|content| member(&content, options)) {
        Ok(member) => (format!("{{\"file\":{file},{member}}}"), true),
        Err(failure) => (format!("{{\"file\":{file},\"error\":{}}}", error(&failure)), false),
    }
}

fn member(content: &Content, options: &JsonOptions) -> Result<String, Failure> {
    let name = if content.message.is_some() { "message" } else { "document" };
    let repairs = repairs(&content.original.repairs());
    Ok(format!("\"{name}\":{}{repairs}", content.to_json(options)?))
}

/// A file that cannot be read has the number 0: it is no error of the codec.
fn error(failure: &Failure) -> String {
    match failure {
        Failure::File(error) => members(0, "File", (0, 1, 1), "", &error.to_string()),
        Failure::Message { error: Error { code, offset, line, column, path, text }, .. } => {
            members(code.number(), code.name(), (*offset, *line, *column), path, text)
        }
    }
}

fn members(code: u16, kind: &str, at: (usize, usize, usize), path: &str, text: &str) -> String {
    let (offset, line, column) = at;
    let (kind, path, text) = (quoted(kind), quoted(path), quoted(text));
    format!(
        "{{\"code\":{code},\"kind\":{kind},\"offset\":{offset},\"line\":{line},\
         \"column\":{column},\"path\":{path},\"text\":{text}}}"
    )
}

/// Salvage was asked for, so each repair is told; a message without repairs has no such member.
fn repairs(repairs: &[Repair]) -> String {
    if repairs.is_empty() {
        return String::new();
    }
    let repair = |Repair { offset, found, replacement }: &Repair| {
        let (found, replacement) = (quoted(found), quoted(&replacement.to_string()));
        format!("{{\"offset\":{offset},\"found\":{found},\"replacement\":{replacement}}}")
    };
    let repairs: Vec<String> = repairs.iter().map(repair).collect();
    format!(",\"repairs\":[{}]", repairs.join(","))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
