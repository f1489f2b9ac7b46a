//! What is wrong with a MOF file, and where.

use std::fmt;

use crate::xsd::Source;

/// So many errors are told before the compiler gives up.
pub const MAX_ERRORS: usize = 20;

/// A place where a file is not MOF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What was expected and found.
    pub text: String,
}

impl Error {
    pub(super) fn new(source: &Source, offset: usize, text: String) -> Self {
        let before = source.text.get(..offset).unwrap_or(&source.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            path: source.path.clone(),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            text,
        }
    }

    /// The place, as `path:line:column`.
    pub(super) fn place(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.text)
    }
}

impl std::error::Error for Error {}
