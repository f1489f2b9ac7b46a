//! `cargo xtask gen`: writes what is made from schemas, tables and the door for C.

use std::fs;
use std::path::Path;

use crate::header;

/// Writes every generated file that is stale; returns which.
///
/// # Errors
/// A table that cannot be read or is not as it should be, a file that cannot be written.
pub fn run() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let written = heal(&root)?;
    Ok(if written.is_empty() {
        "all fresh".into()
    } else {
        format!("wrote {}", written.join(", "))
    })
}

/// Makes every generated file of the workspace at `root` fresh; returns which were stale.
///
/// # Errors
/// As [`run`].
pub fn heal(root: &Path) -> Result<Vec<String>, String> {
    let mut stale = Vec::new();
    let header = (header::PATH.to_owned(), header::fresh(root)?);
    for (path, fresh) in schema_gen::files(root)?.into_iter().chain([header]) {
        let place = root.join(&path);
        if fs::read_to_string(&place).is_ok_and(|text| text == fresh) {
            continue;
        }
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{path}: {error}"))?;
        }
        fs::write(&place, fresh).map_err(|error| format!("{path}: {error}"))?;
        stale.push(path);
    }
    Ok(stale)
}
