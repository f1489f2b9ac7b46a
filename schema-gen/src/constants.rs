//! URIs that the documents give a meaning.

use crate::rust::header;
use crate::table::rows;

pub(crate) const PATH: &str = "schema-gen/constants.tsv";

/// A module of constants for every group of the table.
pub(crate) fn generate(text: &str) -> Result<String, String> {
    let rows = rows(PATH, ["module", "name", "value", "source", "text"], text)?;
    let mut module = "";
    let mut out = header(PATH) + "\n//! URIs that the documents give a meaning.\n";
    for [key, name, value, source, text] in rows {
        if key != module {
            let title = title(key)?;
            out += if module.is_empty() { "" } else { "}\n" };
            out += &format!("\n/// {title}.\n#[rustfmt::skip]\npub mod {key} {{\n");
            module = key;
        }
        out += &format!("    /// {text} ({source}).\n    pub const {name}: &str = {value:?};\n");
    }
    Ok(out + "}\n")
}

fn title(module: &str) -> Result<&'static str, String> {
    let found = TITLES.iter().find(|(key, _)| *key == module);
    Ok(found.ok_or_else(|| format!("{PATH}: expected a module with a title, found {module:?}"))?.1)
}

const TITLES: [(&str, &str); 11] = [
    ("address", "Addresses and relationships of WS-Addressing"),
    ("delivery", "Modes of delivering events"),
    ("dialect", "Languages of filters and of fragment expressions"),
    ("bookmark", "Bookmarks with a meaning"),
    ("token", "Kinds of security tokens"),
    ("profile", "Security profiles"),
    ("identify", "Answers to Identify"),
    ("fault", "Actions and details of faults"),
    ("class", "Resources that are CIM classes"),
    ("subscription_end", "Why a subscription ends"),
    ("enumeration_end", "Why an enumeration ends"),
];
