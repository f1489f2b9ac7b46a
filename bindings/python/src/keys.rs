//! Names of properties as `str`, each made once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::sync::{MutexExt, PyOnceLock};
use pyo3::types::PyString;

/// A name as an interned `str`, which attribute names in the caller's code are too.
///
/// Python keeps what is interned, in some versions for ever: so only the first names of a process
/// are, and of those that follow each is a `str` of its own.
pub(crate) fn key(py: Python<'_>, name: &str) -> Py<PyString> {
    if name.len() > LONGEST {
        return PyString::new(py, name).unbind();
    }
    let keys = KEYS.get_or_init(py, Mutex::default);
    let mut keys = keys.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
    if let Some(key) = keys.get(name) {
        return key.clone_ref(py);
    }
    if keys.len() >= MOST {
        return PyString::new(py, name).unbind();
    }
    let key = PyString::intern(py, name).unbind();
    keys.insert(name.to_owned(), key.clone_ref(py));
    key
}

static KEYS: PyOnceLock<Mutex<HashMap<String, Py<PyString>>>> = PyOnceLock::new();

/// Names that are interned at most; the classes of CIM 2.49 have 6,000.
const MOST: usize = 1 << 14;
/// Bytes of a name that is.
const LONGEST: usize = 64;
