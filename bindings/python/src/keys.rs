//! Names of properties as `str`, each made once.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::sync::{MutexExt, PyOnceLock};
use pyo3::types::PyString;

/// The keys of properties, given by namespace and local name: as in JSON the local name for those of
/// the class's namespace and of none, and `{namespace}local` for all else.
pub(crate) fn keys<'a>(
    py: Python<'_>,
    class_namespace: &str,
    names: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Vec<Py<PyString>> {
    let is_own = |namespace: &str| namespace == class_namespace;
    // Only names in no namespace could be taken for those of the class.
    let own: HashSet<&str> = match names.clone().any(|(namespace, _)| namespace.is_empty()) {
        true => names.clone().filter(|(namespace, _)| is_own(namespace)).map(|it| it.1).collect(),
        false => HashSet::new(),
    };
    let key = |(namespace, name): (&str, &str)| {
        let is_bare = is_own(namespace) || (namespace.is_empty() && !own.contains(name));
        if is_bare { key(py, name) } else { key(py, &format!("{{{namespace}}}{name}")) }
    };
    names.map(key).collect()
}

/// A name as an interned `str`, which attribute names in the caller's code are too.
///
/// Python keeps what is interned, in some versions for ever: so only the first names of a process
/// are, and of those that follow each is a `str` of its own.
fn key(py: Python<'_>, name: &str) -> Py<PyString> {
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
