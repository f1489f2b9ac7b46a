//! Records as tables.

use super::overlay::{Module, Occurs};
use super::plan::{Field, Holds, Plan, Record};
use super::shape::{Shape, Value};
use crate::rust::{SKIP, header, import, screaming, slice, table};
use crate::xsd::Name;

/// The tables of a module.
pub(super) fn generate(
    plan: &Plan,
    module: &Module,
    records: &[&Record],
) -> Result<String, String> {
    let mut out = String::new();
    for record in records {
        out += &self::record(plan, module, record)?;
    }
    let [head, text, source] = [&header(super::SOURCES), &module.text, &module.source];
    Ok(format!("{head}\n//! {text} ({source}): the tables.\n\n{}{out}", uses(&out)))
}

/// The index of roots.
pub(super) fn elements(plan: &Plan) -> Result<String, String> {
    let mut rows = String::new();
    for (name, shape) in &plan.roots {
        let shape = shape_of(plan, "", shape)?;
        rows += &format!("    ({}, {shape}),\n", constant(plan, name)?);
    }
    let out = table("The elements whose content is known", "ELEMENTS", "(NameId, Shape)", &rows);
    let names = "use crate::names::{self, NameId};\nuse crate::schema::Shape;\n";
    Ok(format!("{}\n{names}{out}", header(super::SOURCES)))
}

/// What the text of a module needs.
fn uses(text: &str) -> String {
    let names = import("crate", &["names"], text);
    let schema =
        ["Model", "Record", "Shape", "Type", "any", "optional", "record", "required", "some"];
    names + &import("crate::schema", &schema, text)
}

fn constant(plan: &Plan, name: &Name) -> Result<String, String> {
    Ok(format!("names::{}", plan.vocabulary.constant_of(name)?))
}

fn record(plan: &Plan, module: &Module, record: &Record) -> Result<String, String> {
    let fields = |fields: &[Field]| -> Result<String, String> {
        if fields.is_empty() {
            return Ok("&[]".into());
        }
        let mut rows = String::from("&[\n");
        for field in fields {
            rows += &format!("    {},\n", row(plan, &module.name, field)?);
        }
        Ok(rows + "]")
    };
    let holds = match &record.holds {
        Holds::Nothing => "Closed".into(),
        Holds::Others => "Open".into(),
        Holds::Mixed => "Mixed".into(),
        Holds::Text(value) => format!("Text({})", value_of(plan, value)),
    };
    let Record { name, element, .. } = record;
    Ok(format!(
        "\n/// `{}`.\n{SKIP}pub static {}: Record = record({name:?}, {}, {}, Model::{holds});\n",
        plan.vocabulary.shown(element),
        screaming(name),
        fields(&record.attributes)?,
        fields(&record.elements)?,
    ))
}

fn row(plan: &Plan, module: &str, field: &Field) -> Result<String, String> {
    let of = match field.occurs {
        Occurs::Optional => "optional",
        Occurs::Required => "required",
        Occurs::Any => "any",
        Occurs::Some => "some",
    };
    let aliases: Result<Vec<_>, _> = field.aliases.iter().map(|it| constant(plan, it)).collect();
    let aliases = match aliases? {
        none if none.is_empty() => String::new(),
        names => format!(".or({})", slice(names.into_iter())),
    };
    Ok(format!(
        "{of}({}, {:?}, {}){aliases}",
        constant(plan, &field.name)?,
        field.key,
        shape_of(plan, module, &field.shape)?,
    ))
}

fn shape_of(plan: &Plan, module: &str, shape: &Shape) -> Result<String, String> {
    Ok(match shape {
        Shape::Content => "Shape::Content".into(),
        Shape::Leaf(value) => format!("Shape::Leaf({})", value_of(plan, value)),
        Shape::Record(of) => {
            let record = plan.record(of)?;
            let path = if record.module == module {
                String::new()
            } else {
                format!("super::{}::", record.module)
            };
            format!("Shape::Record(&{path}{})", screaming(&record.name))
        }
    })
}

fn value_of(plan: &Plan, value: &Value) -> String {
    match value {
        Value::Plain(of) => format!("Type::{of}"),
        Value::Token(of) => {
            let words = plan.token(of).map_or(&[][..], |it| it.1);
            format!("Type::Known({})", slice(words.iter().map(|it| format!("{:?}", it.value))))
        }
    }
}
