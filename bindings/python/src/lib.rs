//! `cimwire._cimwire`: the facade for Python. It converts types; what Python's users expect besides
//! is written in Python, in `python/cimwire`.

#![deny(unsafe_code)]

mod batch;
mod cim_rs;
mod decode;
mod document;
mod draft;
mod element;
mod error;
mod input;
mod instance;
mod items;
mod keys;
mod message;
mod parts;
mod path;
mod reference;
mod request;
mod respond;
mod schema;
mod value;
mod writing;

use pyo3::prelude::*;

/// What `cimwire` is made of.
#[pymodule(gil_used = false)]
mod _cimwire {
    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_export]
    use crate::cim_rs::from_cim_rs;
    #[pymodule_export]
    use crate::decode::{
        _instance, _message, _reference, decode, decode_element, decode_head, encode,
    };
    #[pymodule_export]
    use crate::document::{Document, canon, decode_document, diff, redact};
    #[pymodule_export]
    use crate::draft::{_draft, Draft};
    #[pymodule_export]
    use crate::element::Element;
    #[pymodule_export]
    use crate::instance::Instance;
    #[pymodule_export]
    use crate::items::{Items, ItemsIterator};
    #[pymodule_export]
    use crate::message::Message;
    #[pymodule_export]
    use crate::parts::_reason;
    #[pymodule_export]
    use crate::path::{_path, Path, class_uri};
    #[pymodule_export]
    use crate::reference::Reference;
    #[pymodule_export]
    use crate::request::request;
    #[pymodule_export]
    use crate::respond::{page, respond};
    #[pymodule_export]
    use crate::schema::{_schema, Schema};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
