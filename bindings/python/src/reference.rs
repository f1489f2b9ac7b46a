//! Endpoint references.

use cimwire_facade as facade;
use cimwire_facade::View;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::element::Element;
use crate::parts::selectors;
use crate::path::Path;

/// An endpoint reference: where a resource is, and which it is (DSP0226 §5.1).
#[pyclass(frozen, module = "cimwire")]
pub(crate) struct Reference {
    view: View,
}

impl Reference {
    pub(crate) fn new(view: View) -> Self {
        Self { view }
    }

    pub(crate) fn view(&self) -> &View {
        &self.view
    }

    fn said(&self) -> facade::Reference {
        facade::Reference::of(&self.view)
    }
}

#[pymethods]
impl Reference {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("address", "resource_uri", "selectors")
    }

    /// The address of the service.
    #[getter]
    fn address(&self) -> Option<String> {
        self.said().address
    }

    /// The kind of resource.
    #[getter]
    fn resource_uri(&self) -> Option<String> {
        self.said().resource_uri
    }

    /// Which instance of the resource: names to values, as those of a message.
    #[getter]
    fn selectors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        selectors(py, &self.said().selectors)
    }

    /// The path of the instance or class of CIM that it refers to (DSP0227).
    #[getter]
    fn path(&self, py: Python<'_>) -> PyResult<Path> {
        Path::read(py, facade::Path::of_reference(&self.view))
    }

    /// The element that it is, or that holds its parts.
    #[getter]
    fn element(&self) -> Element {
        Element::new(self.view.clone())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.said() == other.said()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let facade::Reference { address, resource_uri, selectors: set } = self.said();
        let set = selectors(py, &set)?.repr()?.to_string();
        let [address, uri] = [address, resource_uri].map(Option::unwrap_or_default);
        Ok(format!("<cimwire.Reference {uri} {set} at {address}>"))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.import("cimwire._cimwire")?.getattr("_reference")?;
        Ok((restore, (self.view.to_xml(),)))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}
