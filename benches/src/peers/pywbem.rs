//! pywbem's MOF compiler, in a Python of its own.

use std::path::Path;
use std::process::Command;

/// Name of the row.
pub const NAME: &str = "pywbem";

/// Processor seconds to compile an archive, its interpreter already started, and how many classes
/// there are then.
///
/// # Errors
/// Where there is no Python with pywbem (`PYTHON` names another than `python3`).
pub fn compile(archive: &Path) -> Result<(f64, usize), String> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let output = Command::new(python).arg("-c").arg(SCRIPT).arg(archive).output();
    let output = output.map_err(|error| format!("no Python: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers = text.trim().split_once(' ');
    let (seconds, classes) = numbers.ok_or("no Python with pywbem (PYTHON names another)")?;
    let of = |error: &dyn std::fmt::Display| format!("expected two numbers, found {text}: {error}");
    Ok((seconds.parse().map_err(|it| of(&it))?, classes.parse().map_err(|it| of(&it))?))
}

const SCRIPT: &str = include_str!("pywbem.py");
