//! Instances as CIM-RS has them.

use cimwire_facade as facade;
use cimwire_facade::CimRs;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::decode::{detached, json_of, limits_of};
use crate::error::encode_error;
use crate::instance::Instance;
use crate::schema::Schema;

/// The instance that is given as JSON of CIM-RS (DSP0211): as text, or as a dict. ``root`` and
/// ``namespace`` are those of `Message.to_cim_rs`. Requests and answers take it, and
/// `Instance.to_xml` is its XML.
#[pyfunction]
#[pyo3(signature = (data, /, schema, *, root="", namespace=None, **limits))]
pub(crate) fn from_cim_rs(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    schema: &Bound<'_, Schema>,
    root: &str,
    namespace: Option<&str>,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<Instance> {
    let (json, limits, schema) = (json_of(data)?, limits_of(limits)?, schema.get().clone());
    let form = form_at(schema.facade(), root, namespace);
    let instance = detached(py, json.len(), || form.read(&json, limits));
    Instance::of(py, &instance.map_err(|error| encode_error(py, error))?, Some(schema))
}

/// How instances are written, with the types of a schema: that given, or that they are read with.
///
/// # Errors
/// `TypeError` where there is neither.
pub(crate) fn form(
    given: Option<&Bound<'_, Schema>>,
    own: Option<&Schema>,
    root: &str,
    namespace: Option<&str>,
) -> PyResult<CimRs> {
    let schema = given.map(Bound::get).or(own);
    let schema = schema.ok_or_else(|| PyTypeError::new_err("expected a schema, found none"))?;
    Ok(form_at(schema.facade(), root, namespace))
}

fn form_at(schema: &facade::Schema, root: &str, namespace: Option<&str>) -> CimRs {
    let namespace = namespace.map(str::to_owned);
    CimRs { root: root.to_owned(), namespace, ..CimRs::new(schema.clone()) }
}
