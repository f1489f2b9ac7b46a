//! What Python hands over: the bytes of a message, texts and numbers.

use cimwire_facade::Bytes;
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyBufferError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};

/// The bytes of an object: those of `bytes` and `str` are borrowed and kept alive, those of anything
/// that can change are copied.
///
/// # Errors
/// `TypeError` for what holds no bytes; that of a buffer that was given back or closed.
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
    let py = input.py();
    match PyBuffer::<u8>::get(input) {
        Ok(buffer) => Ok(buffer.to_vec(py)?.into()),
        Err(error)
            if error.is_instance_of::<PyTypeError>(py)
                || error.is_instance_of::<PyBufferError>(py) =>
        {
            Err(unexpected("bytes, a buffer of bytes or str", input))
        }
        Err(error) => Err(error),
    }
}

/// The text of a `str`.
///
/// # Errors
/// `TypeError` for anything else.
pub(crate) fn str_of(name: &str, input: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = input.cast::<PyString>();
    text.map_err(|_| unexpected(&format!("str for {name}"), input))?.extract()
}

/// A number of things.
///
/// # Errors
/// `TypeError` for what is no integer, `ValueError` for one below 0 or of more than 64 bits.
pub(crate) fn count_of(name: &str, input: &Bound<'_, PyAny>) -> PyResult<u64> {
    input.extract().map_err(|error: PyErr| {
        if !error.is_instance_of::<PyOverflowError>(input.py()) {
            return error;
        }
        let expected = format!("a number from 0 to {}", u64::MAX);
        PyValueError::new_err(format!("{name}: expected {expected}, found {input}"))
    })
}

/// The error for what is of another type.
pub(crate) fn unexpected(expected: &str, found: &Bound<'_, PyAny>) -> PyErr {
    match found.get_type().name() {
        Ok(name) => PyTypeError::new_err(format!("expected {expected}, found {name}")),
        Err(error) => error,
    }
}

/// The UTF-8 of a `str`.
struct TextBytes(PyBackedStr);

impl AsRef<[u8]> for TextBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
