//! Errors of the facade as exceptions.

use cimwire_facade::Error;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The exception for a message that was refused.
pub(crate) fn decode_error(py: Python<'_>, error: Error) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    placed(py, &CLASS, "DecodeError", error)
}

/// The exception for a message that cannot be written.
pub(crate) fn encode_error(py: Python<'_>, error: Error) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    placed(py, &CLASS, "EncodeError", error)
}

fn placed(py: Python<'_>, class: &PyOnceLock<Py<PyType>>, name: &str, error: Error) -> PyErr {
    let Error { code, offset, line, column, path, text } = error;
    let arguments = (code.number(), code.name(), offset, line, column, path, text);
    match class.import(py, "cimwire._errors", name) {
        Ok(class) => PyErr::from_type(class.clone(), arguments),
        Err(error) => error,
    }
}
