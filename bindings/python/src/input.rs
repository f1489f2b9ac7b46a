//! What Python hands over as the bytes of a message.

use cimwire_facade::Bytes;
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};

/// The bytes of an object: those of `bytes` and `str` are borrowed and kept alive, those of anything
/// that can change are copied.
///
/// # Errors
/// `TypeError` for what holds no bytes.
pub(crate) fn bytes_of(input: &Bound<'_, PyAny>) -> PyResult<Bytes> {
    if let Ok(bytes) = input.cast::<PyBytes>() {
        return Ok(Bytes::from_owner(PyBackedBytes::from(bytes.clone())));
    }
    if let Ok(text) = input.cast::<PyString>() {
        return match PyBackedStr::try_from(text.clone()) {
            Ok(text) => Ok(Bytes::from_owner(TextBytes(text))),
            // Halves of pairs are bytes that no decoder takes, whose error says where they are.
            Err(_) => {
                let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
                Ok(bytes.extract::<Vec<u8>>()?.into())
            }
        };
    }
    match PyBuffer::<u8>::get(input) {
        Ok(buffer) => Ok(buffer.to_vec(input.py())?.into()),
        Err(_) => Err(PyTypeError::new_err(format!(
            "expected bytes, a buffer of bytes or str, found {}",
            input.get_type().name()?
        ))),
    }
}

/// The UTF-8 of a `str`.
struct TextBytes(PyBackedStr);

impl AsRef<[u8]> for TextBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
