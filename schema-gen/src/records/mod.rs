//! From a model and an overlay to records: tables, and the structs they fill.

mod flat;
mod overlay;
mod plan;
mod shape;
mod structs;
mod tables;

use crate::names::Vocabulary;
use crate::xsd::Model;

pub use overlay::Overlay;

/// The overlay's place in the workspace.
pub(crate) const OVERLAY: &str = "schema-gen/overlay.toml";

/// What stands at the top of the generated files.
const SOURCES: &str = "schema-gen/schemas and overlay.toml";

/// The files of all modules: path and text.
///
/// # Errors
/// An overlay that names what is not there, or a record that no module takes.
pub fn generate(
    model: &Model,
    overlay: &Overlay,
    vocabulary: &Vocabulary,
) -> Result<Vec<(String, String)>, String> {
    let plan = plan::Plan::new(model, overlay, vocabulary)?;
    let mut files = Vec::new();
    for module in &overlay.modules {
        let records = plan.records_of(&module.name);
        if !records.is_empty() {
            let path = format!("codec/src/schema/generated/{}.rs", module.name);
            files.push((path, tables::generate(&plan, module, &records)?));
        }
        files.push((module.structs.clone(), structs::generate(&plan, module, &records)?));
    }
    files.push((ELEMENTS.to_owned(), tables::elements(&plan)?));
    Ok(files)
}

const ELEMENTS: &str = "codec/src/schema/generated/elements.rs";

#[cfg(test)]
mod tests;
