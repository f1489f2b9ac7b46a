//! `cargo xtask gen`: writes the generated files again.

use crate::step::Outcome;

/// Writes every generated file.
///
/// # Errors
/// `Failed` when a source cannot be read or a file cannot be written.
pub fn run() -> Outcome {
    Ok("nothing is generated yet".to_owned())
}
