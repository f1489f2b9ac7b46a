//! What went wrong, as a value that JavaScript throws.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cimwire_facade::{Code, Error};
use napi::Either;
use napi_derive::napi;

/// Either what was asked for or why not.
pub(crate) type Told<T> = Either<T, Failure>;

/// An error of the facade.
#[napi(object, object_from_js = false)]
pub struct Failure {
    /// Always true: tells this from what was asked for.
    pub failed: bool,
    /// The number of what went wrong.
    pub code: u16,
    /// Its name.
    pub kind: String,
    /// Bytes from the start of the input.
    pub offset: f64,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The elements around the place.
    pub path: String,
    /// What was expected and found.
    pub text: String,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            failed: true,
            code: error.code.number(),
            kind: error.code.name().to_owned(),
            offset: error.offset as f64,
            line: u32::try_from(error.line).unwrap_or(u32::MAX),
            column: u32::try_from(error.column).unwrap_or(u32::MAX),
            path: error.path,
            text: error.text,
        }
    }
}

/// What the facade says; a panic, which would be a defect of the library, is an error as well.
pub(crate) fn told<T>(work: impl FnOnce() -> Result<T, Error>) -> Told<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Either::A(value),
        Ok(Err(error)) => Either::B(error.into()),
        Err(_) => Either::B(defect().into()),
    }
}

fn defect() -> Error {
    Error {
        code: Code::Defect,
        offset: 0,
        line: 1,
        column: 1,
        path: String::new(),
        text: "expected no panic, found one".to_owned(),
    }
}
