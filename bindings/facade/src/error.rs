//! An error as every language shows it: where in the file, in which words, under which number.

use std::fmt;

use cimwire::Location;

use crate::{Code, Deviation};

/// The result of everything in the facade that can fail.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why a message was refused or could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Number and name of what went wrong.
    pub code: Code,
    /// Bytes from the start of the input as it was given; never past its end.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The elements around the place, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`.
    pub path: String,
    /// What was expected and what was found.
    pub text: String,
}

impl Error {
    /// The error, placed in the input it is about.
    pub(crate) fn about(input: &[u8], error: &cimwire::Error) -> Self {
        let Location { line, column } = Location::of(input, error.offset());
        Self {
            code: Code::of(error.kind()),
            offset: error.offset().min(input.len()),
            line,
            column,
            path: error.path().to_owned(),
            text: error.text().to_owned(),
        }
    }

    /// The error of a strict decoder.
    pub(crate) fn of(deviation: Deviation) -> Self {
        let Deviation { rule, kind, offset, line, column, path, text, .. } = deviation;
        let named = Code::ALL.iter().copied().find(|code| code.name() == kind);
        let text = rule.map_or_else(|| text.to_string(), |rule| format!("{rule}: {text}"));
        Self { code: named.unwrap_or(Code::Rule), offset, line, column, path, text }
    }

    /// An error about what the caller asked for; there is no input to it.
    pub(crate) fn asked(error: &cimwire::Error) -> Self {
        Self::about(b"", error)
    }

    /// A value or a setting that does not fit.
    pub(crate) fn misfit(text: String) -> Self {
        Self::asked(&cimwire::Error::new(cimwire::ErrorKind::Misfit, 0, text))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, line, column, path, text, .. } = self;
        write!(f, "{line}:{column}: {} ({}): {text}", code.name(), code.number())?;
        if path.is_empty() { Ok(()) } else { write!(f, " in {path}") }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_never_past_the_input() {
        let error = cimwire::Error::new(cimwire::ErrorKind::UnexpectedEnd, 9, "expected more");
        let error = Error::about(b"<a>\n<", &error.within("a"));
        assert_eq!((error.offset, error.line, error.column), (5, 2, 2));
        assert_eq!(error.to_string(), "2:2: UnexpectedEnd (101): expected more in a");
    }
}
