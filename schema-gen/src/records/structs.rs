//! Records as structs.

use super::overlay::{Module, Token};
use super::plan::{Field, Holds, Plan, Record};
use super::shape::{Shape, Value};
use crate::rust::{documentation, header, import, screaming, title};
use crate::xsd::{Facet, Name};

/// The structs and enums of a module.
pub(super) fn generate(
    plan: &Plan,
    module: &Module,
    records: &[&Record],
) -> Result<String, String> {
    let mut out = String::new();
    for record in records {
        out += &structure(plan, module, record)?;
    }
    out += &aliases(plan, module)?;
    for token in &plan.overlay.tokens {
        let of = plan.vocabulary.expand(&token.of)?;
        if let Some((token, words)) = plan.token(&of)
            && plan.module_of(&of)?.name == module.name
        {
            out += &enumeration(plan, &of, token, words);
        }
    }
    let [head, text, source] = [&header(super::SOURCES), &module.text, &module.source];
    Ok(format!("{head}\n//! {text} ({source}).\n\n{}{out}", uses(plan, module, &out)))
}

fn structure(plan: &Plan, module: &Module, record: &Record) -> Result<String, String> {
    let Record { name, text, element, attributes, elements, holds, .. } = record;
    let mut fields = String::new();
    for field in attributes {
        let of = format!("Option<{}>", text_of(plan, module, &field.shape)?);
        fields += &line(field, &format!("@{}", plan.vocabulary.shown(&field.name)), &of);
    }
    for field in elements {
        let of = item_of(plan, module, &field.shape)?;
        let many = if field.occurs.is_repeated() { "Vec" } else { "Option" };
        let shown = plan.vocabulary.shown(&field.name);
        fields += &line(field, &shown, &format!("{many}<{of}>"));
    }
    fields += &match holds {
        Holds::Text(value) => {
            let of = text_of(plan, module, &Shape::Leaf(value.clone()))?;
            format!("    /// Its text.\n    pub text: {of},\n")
        }
        Holds::Mixed => "    /// What it holds.\n    pub content: Content<'m>,\n".into(),
        Holds::Nothing | Holds::Others => String::new(),
    };
    let shown = plan.vocabulary.shown(element);
    let text = documentation("", &about(text, &shown));
    Ok(format!(
        "\n{text}#[derive(Clone, Debug, Default, PartialEq)]\n\
         pub struct {name}<'m> {{\n{fields}    /// Everything else.\n    pub rest: Rest<'m>,\n}}\n\n{}",
        tie(record),
    ))
}

/// A field with its documentation.
fn line(field: &Field, shown: &str, of: &str) -> String {
    let text = about(&field.text, shown);
    format!("{}    pub {}: {of},\n", documentation("    ", &text), ident(&field.key))
}

/// What something is, and its name in the schema.
fn about(text: &str, shown: &str) -> String {
    match text.trim_end_matches('.') {
        "" => format!("`{shown}`."),
        text => format!("{text}: `{shown}`."),
    }
}

/// The line that ties a struct to its table.
fn tie(record: &Record) -> String {
    let list = |of: &str, fields: &[Field]| {
        let keys: Vec<_> = fields.iter().map(|it| ident(&it.key)).collect();
        if keys.is_empty() { String::new() } else { format!("{of}: [{}]", keys.join(", ")) }
    };
    let holds = match record.holds {
        Holds::Text(_) => "text: text",
        Holds::Mixed => "content: content",
        Holds::Nothing | Holds::Others => "",
    };
    let name = &record.name;
    let mut parts = vec![format!("{name}, table: tables::{}", screaming(name))];
    parts.push(list("attributes", &record.attributes));
    parts.push(list("elements", &record.elements));
    parts.push(holds.to_owned());
    parts.retain(|part| !part.is_empty());
    let one = format!("record!({});\n", parts.join(", "));
    if one.len() <= 101 {
        return one;
    }
    let lines: String = parts.iter().map(|part| wrap(part)).collect();
    format!("record!(\n{lines});\n")
}

/// A part of `record!` in lines of at most 100 characters.
fn wrap(part: &str) -> String {
    let mut out = String::from("   ");
    let mut width = 3;
    for word in part.split(' ') {
        if width + word.len() + 2 > 100 {
            out += "\n       ";
            width = 7;
        }
        out += " ";
        out += word;
        width += word.len() + 1;
    }
    out + ",\n"
}

/// Roots that look like the record of another name.
fn aliases(plan: &Plan, module: &Module) -> Result<String, String> {
    let mut out = String::new();
    for (name, shape) in &plan.roots {
        let Shape::Record(of) = shape else { continue };
        let record = plan.record(of)?;
        if plan.module_of(name)?.name != module.name || record.module == module.name {
            continue;
        }
        let of = item_of(plan, module, shape)?;
        let text = plan.model.elements.get(name).map_or("", |it| it.text.0.as_str());
        let shown = plan.vocabulary.shown(name);
        let text = documentation("", &about(text, &shown));
        out += &format!("\n{text}pub type {}<'m> = {of};\n", title(&name.local));
    }
    Ok(out)
}

fn enumeration(plan: &Plan, of: &Name, token: &Token, words: &[Facet]) -> String {
    let word = |word: &Facet| {
        let text = match word.text.0.as_str() {
            "" => format!("`{}`.", word.value),
            text => text.to_owned(),
        };
        let text = documentation("        ", &text);
        format!("{text}        {} = {:?},\n", title(&word.value), word.value)
    };
    let words: String = words.iter().map(word).collect();
    let Token { name, text, .. } = token;
    let text = documentation("    ", &about(text, &plan.vocabulary.shown(of)));
    format!("\ntoken! {{\n{text}    pub enum {name} {{\n{words}    }}\n}}\n")
}

/// The type of what an element becomes.
fn item_of(plan: &Plan, module: &Module, shape: &Shape) -> Result<String, String> {
    Ok(match shape {
        Shape::Content => "Content<'m>".into(),
        Shape::Leaf(Value::Plain("QName")) => "QName<'m>".into(),
        Shape::Leaf(value) => format!("Leaf<'m, {}>", value_of(plan, module, value)?),
        Shape::Record(of) => {
            let record = plan.record(of)?;
            format!("{}{}<'m>", path(module, &record.module), record.name)
        }
    })
}

/// The type of what a text becomes.
fn text_of(plan: &Plan, module: &Module, shape: &Shape) -> Result<String, String> {
    Ok(match shape {
        Shape::Leaf(Value::Plain("QName")) => "QName<'m>".into(),
        Shape::Leaf(value) => format!("Text<'m, {}>", value_of(plan, module, value)?),
        Shape::Record(_) | Shape::Content => return Err("expected a text".into()),
    })
}

fn value_of(plan: &Plan, module: &Module, value: &Value) -> Result<String, String> {
    Ok(match value {
        Value::Token(of) => {
            let name = plan.token(of).map_or("", |it| &it.0.name);
            format!("{}{name}", path(module, &plan.module_of(of)?.name))
        }
        Value::Plain(of) => {
            let own = RUST.iter().find(|(name, _)| name == of);
            own.map_or(*of, |(_, rust)| rust).to_owned()
        }
    })
}

/// What stands before a name of another module.
fn path(module: &Module, other: &str) -> String {
    if module.name == other { String::new() } else { format!("{other}::") }
}

/// What the text of a module needs.
fn uses(plan: &Plan, module: &Module, text: &str) -> String {
    let is_used = |it: &&Module| text.contains(&format!("{}::", it.name));
    let others = plan.overlay.modules.iter().filter(is_used);
    let (near, far): (Vec<_>, Vec<_>) = others.partition(|it| it.path.starts_with("super::"));
    let mut near: Vec<&str> = near.iter().map(|it| it.name.as_str()).collect();
    near.sort_unstable();
    let near = import("super", &near, text);
    let far: String = far.iter().map(|it| format!("use {};\n", it.path)).collect();
    let tables = match text.contains("tables::") {
        true => format!("use crate::schema::{} as tables;\n", module.name),
        false => String::new(),
    };
    let record = import("crate::record", &["Content", "Leaf", "QName", "Rest", "record"], text);
    let value: Vec<&str> = VALUES.into_iter().chain(["token"]).collect();
    [near, record, tables, far, import("crate::value", &value, text)].concat()
}

/// A key as an identifier.
fn ident(key: &str) -> String {
    if key == "type" { "r#type".into() } else { key.to_owned() }
}

/// Types of `cimwire::schema::Type` that are Rust's own.
const RUST: [(&str, &str); 13] = [
    ("String", "str"),
    ("Boolean", "bool"),
    ("Byte", "i8"),
    ("Short", "i16"),
    ("Int", "i32"),
    ("Long", "i64"),
    ("UnsignedByte", "u8"),
    ("UnsignedShort", "u16"),
    ("UnsignedInt", "u32"),
    ("UnsignedLong", "u64"),
    ("NonNegativeInteger", "u64"),
    ("Float", "f32"),
    ("Double", "f64"),
];

/// Types of `cimwire::value`.
const VALUES: [&str; 16] = [
    "Base64",
    "Date",
    "DateTime",
    "Duration",
    "Empty",
    "Expiration",
    "Hex",
    "Language",
    "NcName",
    "NonNegativeDuration",
    "PositiveDuration",
    "PositiveInteger",
    "Text",
    "Time",
    "Token",
    "Uri",
];
