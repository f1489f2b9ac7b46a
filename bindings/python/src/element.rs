//! Elements of any name.

use cimwire_facade::{Attribute, View};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::error::encode_error;
use crate::instance::Instance;
use crate::message::Message;
use crate::schema::Schema;

/// An element of a message: a read-only sequence of the elements inside, which keeps its message
/// alive. Names are written as ElementTree does, ``{namespace}local``.
#[pyclass(frozen, sequence, module = "cimwire")]
pub(crate) struct Element {
    view: View,
}

impl Element {
    pub(crate) fn new(view: View) -> Self {
        Self { view }
    }

    pub(crate) fn view(&self) -> &View {
        &self.view
    }
}

#[pymethods]
impl Element {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("tag", "text")
    }

    /// The instance that it is, with the types of a schema.
    #[pyo3(signature = (schema=None))]
    fn instance(&self, py: Python<'_>, schema: Option<&Bound<'_, Schema>>) -> PyResult<Instance> {
        Instance::read(py, &self.view, schema.map(|it| it.get().clone()), false)
    }

    /// The name: ``{namespace}local``, or ``local`` without a namespace.
    #[getter]
    fn tag(&self) -> String {
        expanded(self.view.namespace(), self.view.name())
    }

    /// The local name.
    #[getter]
    fn name(&self) -> &str {
        self.view.name()
    }

    /// The namespace; empty for none.
    #[getter]
    fn namespace(&self) -> &str {
        self.view.namespace()
    }

    /// The prefix as written; empty for none.
    #[getter]
    fn prefix(&self) -> &str {
        self.view.prefix()
    }

    /// The text directly inside, with references replaced.
    #[getter]
    fn text(&self) -> String {
        self.view.text().into_owned()
    }

    /// Whether ``xsi:nil`` says that it has no value.
    #[getter]
    fn is_nil(&self) -> bool {
        self.view.is_nil()
    }

    /// The attributes, without namespace declarations: names to values.
    #[getter]
    fn attributes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let attributes = PyDict::new(py);
        for Attribute { namespace, name, value, .. } in self.view.attributes() {
            attributes.set_item(expanded(&namespace, &name), value)?;
        }
        Ok(attributes)
    }

    /// The first element directly inside of a name, ``{namespace}local``.
    fn find(&self, tag: &str) -> Option<Self> {
        let (namespace, name) = match tag.strip_prefix('{').and_then(|tag| tag.split_once('}')) {
            Some(name) => name,
            None => ("", tag),
        };
        self.view.child(namespace, name).map(Self::new)
    }

    /// The element with all that is in it, as XML that stands alone.
    fn to_xml(&self) -> String {
        self.view.to_xml()
    }

    /// The element with all that is in it, as JSON text.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.view.to_json().map_err(|error| encode_error(py, error))
    }

    /// The same as dicts, lists and str.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json(py)?)
    }

    /// The message that an envelope inside a message is.
    fn message(&self, py: Python<'_>) -> PyResult<Message> {
        Message::inside(py, &self.view)
    }

    fn __len__(&self) -> usize {
        self.view.children().len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Self> {
        let children = self.view.children();
        let at = if index < 0 { index + children.len() as isize } else { index };
        let child = usize::try_from(at).ok().and_then(|at| children.into_iter().nth(at));
        child.map(Self::new).ok_or_else(|| PyIndexError::new_err("no such element inside"))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyList::new(py, self.view.children().into_iter().map(Self::new))?.call_method0("__iter__")
    }

    fn __bool__(&self) -> bool {
        true
    }

    /// Whether both say the same, prefixes and comments aside.
    fn __eq__(&self, other: &Self) -> bool {
        self.view.is_same(&other.view)
    }

    fn __repr__(&self) -> String {
        format!("<cimwire.Element {}>", self.tag())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.import("cimwire._cimwire")?.getattr("decode_element")?;
        Ok((restore, (self.view.to_xml(),)))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}

/// Text of JSON as Python's own types.
pub(crate) fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.getattr("loads")?.call1((json,))
}

fn expanded(namespace: &str, name: &str) -> String {
    if namespace.is_empty() { name.to_owned() } else { format!("{{{namespace}}}{name}") }
}
