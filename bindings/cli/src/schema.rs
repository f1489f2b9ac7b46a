//! `cimwire schema`.

use std::io::{self, BufWriter, Write};

use cimwire_facade::{Class, DeclaredMethod, DeclaredProperty, Meaning, Schema};
use unicode_width::UnicodeWidthStr;

use crate::args::{self, SchemaView};
use crate::classes;
use crate::paint::{ATTRIBUTE, FAINT, HEADING, MARK, NAME, visible};
use crate::report::say;

/// Runs the command; whether there was something to show.
pub(crate) fn run(args: &args::Schema) -> io::Result<bool> {
    let (SchemaView::Show { classes, .. }
    | SchemaView::List { classes }
    | SchemaView::Find { classes, .. }) = &args.view;
    let Some(schema) = classes::open(classes) else { return Ok(false) };
    let mut out = BufWriter::new(anstream::stdout().lock());
    let is_there = match &args.view {
        SchemaView::Show { class, .. } => show(&mut out, &schema, class)?,
        SchemaView::List { .. } => lines(&mut out, schema.classes())?,
        SchemaView::Find { text, .. } => {
            lines(&mut out, schema.find(text).iter().map(ToString::to_string))?
        }
    };
    out.flush()?;
    Ok(is_there)
}

fn lines(out: &mut dyn Write, lines: impl IntoIterator<Item = String>) -> io::Result<bool> {
    let mut is_there = false;
    for line in lines {
        writeln!(out, "{}", visible(&line))?;
        is_there = true;
    }
    Ok(is_there)
}

fn show(out: &mut dyn Write, schema: &Schema, name: &str) -> io::Result<bool> {
    let Some(class) = schema.class(name) else {
        let near: Vec<String> = schema.find(name).into_iter().map(|found| found.class).collect();
        let hint = near.first().map_or(String::new(), |near| format!("; {near} is like it"));
        say(&format!("{}: no such class{}\n", visible(name), visible(&hint)));
        return Ok(false);
    };
    print(out, &class)?;
    Ok(true)
}

fn print(out: &mut dyn Write, class: &Class) -> io::Result<()> {
    let above = class.superclass.as_ref().map_or(String::new(), |above| format!(" : {above}"));
    let version = class.version.as_ref().map_or(String::new(), |it| format!("  version {it}"));
    let kinds = [
        (class.is_abstract, "abstract"),
        (class.is_association, "association"),
        (class.is_indication, "indication"),
    ];
    let kinds: String = kinds.iter().filter(|it| it.0).map(|it| format!("  {}", it.1)).collect();
    let (name, above) = (visible(&class.name), visible(&above).into_owned());
    let kinds = format!("{kinds}{}", visible(&version));
    writeln!(out, "{HEADING}{name}{HEADING:#}{above}{FAINT}{kinds}{FAINT:#}")?;
    writeln!(out, "  {FAINT}{}{FAINT:#}", visible(&class.namespace))?;
    if !class.properties.is_empty() {
        writeln!(out, "{HEADING}properties{HEADING:#}")?;
    }
    let from = |declared_by: &str| match declared_by == class.name {
        true => String::new(),
        false => format!("  {FAINT}from {}{FAINT:#}", visible(declared_by)),
    };
    let width = width(&class.properties);
    for property in sorted(&class.properties) {
        let (head, facts) = (head(property, width), facts(property));
        writeln!(out, "  {head}{facts}{}", from(&property.class))?;
        meanings(out, &property.values, "", 6)?;
        meanings(out, &property.bits, "bit ", 6)?;
    }
    if !class.methods.is_empty() {
        writeln!(out, "{HEADING}methods{HEADING:#}")?;
    }
    for method in &class.methods {
        print_method(out, method, &from(&method.class))?;
    }
    Ok(())
}

/// Keys first, as they are what an instance is asked for by.
fn sorted(properties: &[DeclaredProperty]) -> Vec<&DeclaredProperty> {
    let (keys, others): (Vec<_>, Vec<_>) = properties.iter().partition(|it| it.is_key);
    keys.into_iter().chain(others).collect()
}

fn print_method(out: &mut dyn Write, method: &DeclaredMethod, from: &str) -> io::Result<()> {
    let of = method.type_name.unwrap_or("void");
    let name = visible(&method.name);
    let is_static =
        if method.is_static { format!("  {MARK}static{MARK:#}") } else { String::new() };
    writeln!(out, "  {NAME}{name}{NAME:#}  {ATTRIBUTE}{of}{ATTRIBUTE:#}{is_static}{from}")?;
    meanings(out, &method.values, "", 6)?;
    let width = width(&method.parameters);
    for parameter in &method.parameters {
        let way = match (parameter.is_in, parameter.is_out) {
            (true, true) => "in, out",
            (false, true) => "out",
            _ => "in",
        };
        let (head, facts) = (head(parameter, width), facts(parameter));
        writeln!(out, "    {FAINT}{way:7}{FAINT:#}  {head}{facts}")?;
        meanings(out, &parameter.values, "", 8)?;
        meanings(out, &parameter.bits, "bit ", 8)?;
    }
    Ok(())
}

/// Columns of the longest name, within reason.
fn width(properties: &[DeclaredProperty]) -> usize {
    let widths = properties.iter().map(|it| it.name.width());
    widths.filter(|width| *width <= WIDEST / 3).max().unwrap_or(0)
}

/// Name and type.
fn head(property: &DeclaredProperty, width: usize) -> String {
    let DeclaredProperty { name, type_name, of_class, is_array, .. } = property;
    let of = match of_class {
        Some(class) if property.is_embedded => format!("{type_name} of {}", visible(class)),
        Some(class) => format!("{} ref", visible(class)),
        None => (*type_name).to_owned(),
    };
    let array = if *is_array { "[]" } else { "" };
    let gap = width.saturating_sub(name.width()) + 2;
    let name = visible(name);
    format!("{NAME}{name}{NAME:#}{:gap$}{ATTRIBUTE}{of}{array}{ATTRIBUTE:#}", "")
}

/// What else is known in a word.
fn facts(property: &DeclaredProperty) -> String {
    let number = |word: &str, number: Option<i64>| number.map(|it| format!("{word} {it}"));
    let word = |holds: bool, word: &str| holds.then(|| word.to_owned());
    let units = property.units.as_ref().map(|it| format!("in {}", visible(it)));
    let of_instance = property.is_embedded && property.of_class.is_none();
    let facts = [
        word(property.is_key, "key"),
        word(property.is_required && !property.is_key, "required"),
        word(property.is_writable, "writable"),
        word(property.is_octets, "octets"),
        word(of_instance, "embedded object"),
        number("up to", property.max_len).map(|it| it + " characters"),
        number("least", property.min_value),
        number("most", property.max_value),
        units,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() { String::new() } else { format!("  {MARK}{}{MARK:#}", facts.join(", ")) }
}

/// What values mean, as many in a line as have room.
fn meanings(out: &mut dyn Write, all: &[Meaning], of: &str, indent: usize) -> io::Result<()> {
    let mut line = String::new();
    for (place, Meaning { value, meaning }) in all.iter().enumerate() {
        let meaning = meaning.as_deref().map_or(String::new(), |it| format!(" {}", visible(it)));
        let comma = if place + 1 < all.len() { "," } else { "" };
        let shown = format!("{of}{}{meaning}{comma}", visible(value));
        if !line.is_empty() && indent + line.width() + 1 + shown.width() > WIDEST {
            writeln!(out, "{:indent$}{line}", "")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&shown);
    }
    if line.is_empty() { Ok(()) } else { writeln!(out, "{:indent$}{line}", "") }
}

/// Columns of a line of meanings.
const WIDEST: usize = 100;
