//! Instances as a table, a line for each.

use std::collections::HashMap;
use std::io::{self, BufWriter, IsTerminal, Write};

use cimwire_facade::{Bytes, Datum, Error, Item, Message, Property, View};
use unicode_width::UnicodeWidthStr;

use crate::content::Content;
use crate::paint::{HEADING, visible};
use crate::report::Failure;

/// The rows of all files, with the columns that any of them has.
#[derive(Default)]
pub(crate) struct Rows {
    /// In the order in which they were first seen.
    columns: Vec<String>,
    places: HashMap<String, usize>,
    /// A cell for each column that was known by then.
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// Adds the items of a message.
    pub(crate) fn add(&mut self, content: &Content) -> Result<(), Failure> {
        let message = content.document.message().map_err(failure)?;
        message.items(None).iter().try_for_each(|item| self.item(&message, item))
    }

    /// Prints the table: in columns for a terminal, else with tabs.
    pub(crate) fn print(&self) -> io::Result<()> {
        if self.columns.is_empty() {
            return Ok(());
        }
        if io::stdout().is_terminal() {
            return self.print_aligned();
        }
        let mut out = BufWriter::new(io::stdout().lock());
        for line in self.lines() {
            let missing = self.columns.len() - line.len();
            writeln!(out, "{}{}", line.join("\t"), "\t".repeat(missing))?;
        }
        out.flush()
    }

    fn print_aligned(&self) -> io::Result<()> {
        let mut out = BufWriter::new(anstream::stdout().lock());
        let shown =
            |line: &'_ Vec<String>| line.iter().map(|cell| visible(cell).into_owned()).collect();
        let lines: Vec<Vec<String>> = self.lines().map(shown).collect();
        let mut widths = vec![0; self.columns.len()];
        for (place, cell) in lines.iter().flat_map(|line| line.iter().enumerate()) {
            widths[place] = widths[place].max(cell.width().min(WIDEST));
        }
        for (number, line) in lines.iter().enumerate() {
            let cells = line.iter().zip(&widths);
            let padded = cells.map(|(cell, width)| {
                format!("{cell}{:1$}", "", width.saturating_sub(cell.width()))
            });
            let line = padded.collect::<Vec<_>>().join("  ");
            match number {
                0 => writeln!(out, "{HEADING}{}{HEADING:#}", line.trim_end())?,
                _ => writeln!(out, "{}", line.trim_end())?,
            }
        }
        out.flush()
    }

    /// The names of the columns, and the rows.
    fn lines(&self) -> impl Iterator<Item = &Vec<String>> {
        std::iter::once(&self.columns).chain(&self.rows)
    }

    fn item(&mut self, message: &Message, item: &Item) -> Result<(), Failure> {
        let mut row = Vec::new();
        if let Some(instance) = item.instance() {
            self.set(&mut row, CLASS, escaped(&instance.class_name()));
            for property in instance.properties() {
                let name = match property.namespace == instance.namespace() {
                    true => property.name.clone(),
                    false => format!("{{{}}}{}", property.namespace, property.name),
                };
                self.set(&mut row, &name, cell(message, &property)?);
            }
        }
        if let Some(reference) = item.reference() {
            self.set(&mut row, REFERENCE, json(message, std::slice::from_ref(reference))?);
        }
        self.rows.push(row);
        Ok(())
    }

    fn set(&mut self, row: &mut Vec<String>, column: &str, cell: String) {
        let next = self.columns.len();
        let place = *self.places.entry(column.to_owned()).or_insert(next);
        if place == next {
            self.columns.push(escaped(column));
        }
        if place >= row.len() {
            row.resize(place + 1, String::new());
        }
        row[place] = cell;
    }
}

/// The one text of a property, `\N` for null, and JSON for all else.
fn cell(message: &Message, property: &Property) -> Result<String, Failure> {
    match (&property.value, &property.elements[..]) {
        (Datum::Null, _) => Ok(NULL.to_owned()),
        (Datum::Untyped(view), [_]) if is_text(view) => Ok(escaped(&view.text())),
        (_, elements) => json(message, elements),
    }
}

fn is_text(view: &View) -> bool {
    view.attributes().is_empty() && view.children().is_empty()
}

/// Several values as a list, one alone as itself.
fn json(message: &Message, elements: &[View]) -> Result<String, Failure> {
    let json = message.values_to_json(elements).map_err(failure)?;
    let alone = json.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let json = alone.filter(|_| elements.len() == 1).unwrap_or(&json);
    Ok(escaped(json))
}

/// A text without tabs and line ends, from which it can be told.
fn escaped(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => cell.push_str("\\\\"),
            '\t' => cell.push_str("\\t"),
            '\n' => cell.push_str("\\n"),
            '\r' => cell.push_str("\\r"),
            c => cell.push(c),
        }
    }
    cell
}

fn failure(error: Error) -> Failure {
    Failure::Message { error, input: Bytes::new() }
}

/// Columns that no property is called like.
const CLASS: &str = "@class";
const REFERENCE: &str = "@reference";

/// No other cell has a single backslash before this letter.
const NULL: &str = "\\N";

/// Columns of the terminal that a cell may take before the next one is moved.
const WIDEST: usize = 40;
