//! Why a call failed.

use cimwire_facade::{Code as Number, Error as Failure};

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::text::Str;

/// Why a call failed. Free it with `cimwire_error_free`.
pub struct Error(pub(crate) Failure);

/// What an error says. Its texts live as long as the error.
#[repr(C)]
pub struct ErrorDetails {
    /// The number of what went wrong: what the call returned.
    pub code: Code,
    /// Its name, the same in every language, as `EndTag`.
    pub kind: Str,
    /// What was expected and what was found.
    pub text: Str,
    /// The elements around the place, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`; empty where
    /// none is known.
    pub path: Str,
    /// Bytes from the start of the input; 0 where the error is about no input.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// Tells what an error says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_error_read(
    error: *const Error,
    details: *mut ErrorDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(error, |it| c.put(details, told(&it.0)))) }
}

/// Frees an error. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_error_free(error: *mut Error) -> Code {
    free(error)
}

/// The name of a code, the same in every language, as `EndTag` for 105. It lives for ever.
/// `CIMWIRE_NONE` for a number that is no error's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_code_name(code: Code, name: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let known = Number::ALL.iter().find(|known| Code::from(known.number()) == code);
            c.put(name, str_if_any(Some(found(known)?.name())))
        })
    }
}

/// An error about a call, not about an input.
#[cold]
pub(crate) fn refused(code: Number, text: String) -> Failure {
    Failure { code, offset: 0, line: 1, column: 1, path: String::new(), text }
}

fn told(failure: &Failure) -> ErrorDetails {
    let Failure { code, offset, line, column, path, text } = failure;
    ErrorDetails {
        code: Code::from(code.number()),
        kind: str_of(code.name()),
        text: str_of(text),
        path: str_of(path),
        offset: *offset,
        line: *line,
        column: *column,
    }
}
