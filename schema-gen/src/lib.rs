//! Schemas and tables in, Rust out: everything in the workspace that is `@generated`.

#![forbid(unsafe_code)]

mod constants;
mod faults;
mod messages;
pub mod names;
mod rules;
mod rust;
mod table;
pub mod xsd;

use std::path::Path;

use names::Vocabulary;

/// Every generated file of the workspace at `root`: its path from there and its fresh text.
///
/// # Errors
/// A table that cannot be read or is not as it should be.
pub fn files(root: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let [namespaces, names] =
        [table::text(root, names::NAMESPACES)?, table::text(root, names::NAMES)?];
    let vocabulary = Vocabulary::read(&namespaces, &names)?;
    let table = |path| table::text(root, path);
    Ok(vec![
        ("codec/src/names/generated.rs", vocabulary.generate()),
        ("codec/src/schema/generated/uris.rs", constants::generate(&table(constants::PATH)?)?),
        (
            "codec/src/schema/generated/faults.rs",
            faults::generate(&table(faults::FAULTS)?, &table(faults::DETAILS)?, &vocabulary)?,
        ),
        (
            "codec/src/schema/generated/rules.rs",
            rules::generate(&table(rules::PATH)?, &vocabulary)?,
        ),
        (
            "codec/src/schema/generated/messages.rs",
            messages::generate(&table(messages::PATH)?, &vocabulary)?,
        ),
    ])
}
