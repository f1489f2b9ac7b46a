//! `cargo xtask gen`: writes what is made from schemas, tables and the door for C.

use std::fs;
use std::path::Path;

use crate::command::{capture, cargo};
use crate::header;

/// Writes every generated file that is stale; returns which.
///
/// # Errors
/// A table that cannot be read or is not as it should be, a file that cannot be written.
pub fn run() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut written = heal(&root)?;
    // Only now, as this needs the codec that was made fresh.
    written.extend(structs(&root)?);
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

/// Makes the structs of the tests fresh; returns their path if they were stale.
fn structs(root: &Path) -> Result<Option<String>, String> {
    let place = root.join(STRUCTS);
    let before = fs::read(&place).ok();
    let tool = ["run", "--quiet", "--package", "cimwire-schema-gen", "--", "rust"];
    let mut command = cargo(&tool);
    command.args(["--classes", CLASSES, "-o", STRUCTS]);
    capture(&mut command).map_err(|stop| stop.to_string())?;
    let is_stale = before != fs::read(&place).ok();
    Ok(is_stale.then(|| STRUCTS.to_owned()))
}

/// The classes that the tests have structs of, and where.
pub const CLASSES: &str = "CIM_BootConfigSetting,CIM_SoftwareIdentity";
/// As [`CLASSES`].
pub const STRUCTS: &str = "tests/suite/structs/generated.rs";
