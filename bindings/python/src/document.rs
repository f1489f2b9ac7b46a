//! What is asked of any XML as a whole.

use cimwire_facade as facade;
use cimwire_facade::{Change, Decoder, Difference, Options};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

use crate::decode::{limits_of, with_decoder};
use crate::element::Element;
use crate::error::encode_error;
use crate::input::bytes_of;
use crate::parts::{deviation, part, repair};
use crate::schema::Schema;

/// XML of any root that was read, and what was found while it was.
#[pyclass(frozen, module = "cimwire")]
pub(crate) struct Document {
    document: facade::Document,
}

/// Reads any XML. The keywords are those of `decode`.
#[pyfunction]
#[pyo3(signature = (data, /, *, strict=false, salvage=false, **limits))]
pub(crate) fn decode_document(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    strict: bool,
    salvage: bool,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<Document> {
    let options = Options { strict, salvage, limits: limits_of(limits)? };
    let document = with_decoder(py, options, &bytes_of(data)?, Decoder::document)?;
    Ok(Document { document })
}

#[pymethods]
impl Document {
    /// The root.
    #[getter]
    fn root(&self) -> Element {
        Element::new(self.document.root())
    }

    /// The departures from XML that were read all the same; those of a message from other rules are
    /// told by `Message.deviations`.
    #[getter]
    fn deviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        told(py, self.document.deviations())
    }

    /// What is not as the classes of a schema have it, in instances and in the call of a method; the
    /// path leads from the class to the property.
    fn misfits<'py>(&self, schema: &Bound<'py, Schema>) -> PyResult<Bound<'py, PyList>> {
        told(schema.py(), self.document.misfits(schema.get().facade()))
    }

    /// What salvage replaced.
    #[getter]
    fn repairs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let repairs = self.document.repairs().into_iter().map(|it| repair(py, it));
        PyList::new(py, repairs.collect::<PyResult<Vec<_>>>()?)
    }

    fn __repr__(&self) -> String {
        format!("<cimwire.Document {}>", self.document.root().name())
    }
}

/// The XML with ``***`` for passwords, tokens, keys and the like, in UTF-8.
#[pyfunction]
#[pyo3(signature = (data, /, **limits))]
pub(crate) fn redact<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    limits: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let redacted = document(py, data, limits)?.redacted(limits_of(limits)?);
    let redacted = redacted.map_err(|error| encode_error(py, error))?;
    Ok(PyBytes::new(py, redacted.root().to_xml().as_bytes()))
}

/// The XML that is the same for all that say the same, an element a line.
#[pyfunction]
#[pyo3(signature = (data, /, **limits))]
pub(crate) fn canon(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<String> {
    Ok(document(py, data, limits)?.canon())
}

/// Where two messages or any other XML do not say the same, in document order.
#[pyfunction]
#[pyo3(signature = (left, right, /, **limits))]
pub(crate) fn diff<'py>(
    py: Python<'py>,
    left: &Bound<'py, PyAny>,
    right: &Bound<'py, PyAny>,
    limits: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyList>> {
    let (left, right) = (document(py, left, limits)?, document(py, right, limits)?);
    let class = part(py, "Difference")?;
    let differences = py.detach(|| left.diff(&right)).into_iter().map(|it| {
        let Difference { path, change, left, right } = it;
        let (change, attribute) = match change {
            Change::Name => ("name", None),
            Change::Attribute(name) => ("attribute", Some(name)),
            Change::Text => ("text", None),
            Change::Missing => ("missing", None),
            Change::Extra => ("extra", None),
            _ => ("other", None),
        };
        class.call1((path, change, attribute, left, right))
    });
    PyList::new(py, differences.collect::<PyResult<Vec<_>>>()?)
}

fn told(py: Python<'_>, deviations: Vec<facade::Deviation>) -> PyResult<Bound<'_, PyList>> {
    let deviations = deviations.into_iter().map(|it| deviation(py, it));
    PyList::new(py, deviations.collect::<PyResult<Vec<_>>>()?)
}

fn document(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<facade::Document> {
    let options = Options { limits: limits_of(limits)?, ..Options::default() };
    with_decoder(py, options, &bytes_of(data)?, Decoder::document)
}
