//! Schemas and tables in, Rust out: everything in the workspace that is `@generated`.

#![forbid(unsafe_code)]

pub mod classes;
mod constants;
mod faults;
mod messages;
pub mod mof;
pub mod names;
pub mod pack;
pub mod records;
mod rules;
mod rust;
mod table;
#[cfg(feature = "unpack")]
pub mod unpack;
pub mod xsd;

use std::path::Path;

use names::Vocabulary;
use records::Overlay;
use xsd::{Catalogue, Model, compile};

/// Every generated file of the workspace at `root`: its path from there and its fresh text.
///
/// # Errors
/// A table, the overlay or a schema that cannot be read or is not as it should be.
pub fn files(root: &Path) -> Result<Vec<(String, String)>, String> {
    let table = |path| table::text(root, path);
    let [namespaces, names] = [table(names::NAMESPACES)?, table(names::NAMES)?];
    let vocabulary = Vocabulary::read(&namespaces, &names)?;
    let [faults, details] = [table(faults::FAULTS)?, table(faults::DETAILS)?];
    let mut files = vec![
        (NAMES.to_owned(), vocabulary.generate()),
        (generated("uris"), constants::generate(&table(constants::PATH)?)?),
        (generated("faults"), faults::generate(&faults, &details, &vocabulary)?),
        (generated("rules"), rules::generate(&table(rules::PATH)?, &vocabulary)?),
        (generated("messages"), messages::generate(&table(messages::PATH)?, &vocabulary)?),
    ];
    let overlay = Overlay::read(&table(records::OVERLAY)?)?;
    files.extend(records::generate(&model(root)?, &overlay, &vocabulary)?);
    Ok(files)
}

/// The model of the schemas of the workspace at `root`.
///
/// # Errors
/// A schema that cannot be read or compiled.
pub fn model(root: &Path) -> Result<Model, String> {
    let mut catalogue = Catalogue::default();
    catalogue.add(&root.join(SCHEMAS))?;
    compile(&catalogue.sources()?)
}

fn generated(module: &str) -> String {
    format!("codec/src/schema/generated/{module}.rs")
}

const SCHEMAS: &str = "schema-gen/schemas";
const NAMES: &str = "codec/src/names/generated.rs";
