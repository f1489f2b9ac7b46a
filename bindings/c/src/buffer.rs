//! Bytes that the library made.

use crate::border::{Caller, Code, Stop, ask, free};
use crate::text::Str;

/// Bytes that the library made: XML, or JSON. Free it with `cimwire_buffer_free`.
pub struct Buffer(pub(crate) Vec<u8>);

/// The bytes of a buffer, which live as long as the buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_buffer_bytes(buffer: *const Buffer, bytes: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(buffer, |it| c.put(bytes, str_of_bytes(&it.0)))) }
}

/// Frees a buffer. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_buffer_free(buffer: *mut Buffer) -> Code {
    free(buffer)
}

impl Caller {
    /// Hands out bytes.
    pub(crate) fn give_bytes(
        &self,
        out: *mut *mut Buffer,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), Stop> {
        self.give(out, Buffer(bytes.into()))
    }
}

pub(crate) fn str_of_bytes(bytes: &[u8]) -> Str {
    Str { data: bytes.as_ptr().cast(), length: bytes.len() }
}
