//! Instances to write.

use cimwire_facade as facade;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use crate::error::encode_error;
use crate::instance::Instance;
use crate::schema::Schema;
use crate::value::{datum_of, from_datum};

/// An instance, or the parameters of a method, to write: one that was read with changes over it, or
/// a new one. What was read and is not changed is written byte for byte.
///
/// With a schema that knows the class, values have to be of their types, and new ones take the place
/// that the schema gives them. Requests and answers take it where they take an instance.
#[pyclass(mapping, module = "cimwire")]
pub(crate) struct Draft {
    draft: facade::Draft,
    schema: Option<Schema>,
}

impl Draft {
    pub(crate) fn of(draft: facade::Draft, schema: Option<Schema>) -> Self {
        Self { draft, schema }
    }

    /// The element that it becomes.
    pub(crate) fn view(&self, py: Python<'_>) -> PyResult<facade::View> {
        self.draft.build().map_err(|error| encode_error(py, error))
    }
}

#[pymethods]
impl Draft {
    /// A new instance of a class: of its namespace, or without one, of the schema's.
    #[new]
    #[pyo3(signature = (class_name, namespace=None, *, schema=None))]
    fn new(
        class_name: &str,
        namespace: Option<&str>,
        schema: Option<&Bound<'_, Schema>>,
    ) -> PyResult<Self> {
        let schema = schema.map(|it| it.get().clone());
        let known = schema.as_ref().map(Schema::facade);
        let draft = match namespace {
            Some(namespace) => Some(facade::Draft::new(namespace, class_name, known)),
            None => known.and_then(|known| facade::Draft::of_class(known, class_name)),
        };
        let unknown = || {
            let text = format!("expected a namespace, or a schema with the class {class_name}");
            PyTypeError::new_err(text)
        };
        Ok(Self::of(draft.ok_or_else(unknown)?, schema))
    }

    /// What a method is called with (DSP0230 §9.3): the ``input`` of `cimwire.invoke`.
    #[staticmethod]
    #[pyo3(signature = (class_uri, method, *, schema=None))]
    fn input(class_uri: &str, method: &str, schema: Option<&Bound<'_, Schema>>) -> Self {
        let schema = schema.map(|it| it.get().clone());
        let known = schema.as_ref().map(Schema::facade);
        Self::of(facade::Draft::input(class_uri, method, known), schema)
    }

    /// What a method answers: its parameters, and ``ReturnValue``.
    #[staticmethod]
    #[pyo3(signature = (class_uri, method, *, schema=None))]
    fn output(class_uri: &str, method: &str, schema: Option<&Bound<'_, Schema>>) -> Self {
        let schema = schema.map(|it| it.get().clone());
        let known = schema.as_ref().map(Schema::facade);
        Self::of(facade::Draft::output(class_uri, method, known), schema)
    }

    /// The class; of a method's parameters, the name of their element.
    #[getter]
    fn class_name(&self) -> String {
        self.draft.class_name()
    }

    /// The namespace of the class.
    #[getter]
    fn namespace(&self) -> String {
        self.draft.namespace()
    }

    /// Whether values have to be of their types: whether the schema knows the class or method.
    #[getter]
    fn is_typed(&self) -> bool {
        self.draft.is_typed()
    }

    /// What was set, in the order in which it first was: names to values.
    #[getter]
    fn changes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let changes = PyDict::new(py);
        for (name, value) in self.draft.changes() {
            if let Some(value) = value {
                changes.set_item(name, from_datum(py, value, self.schema.as_ref())?)?;
            }
        }
        Ok(changes)
    }

    /// What was left out.
    #[getter]
    fn removed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let removed = self.draft.changes().iter().filter(|(_, value)| value.is_none());
        PyList::new(py, removed.map(|(name, _)| name))
    }

    /// Sets many properties: those of a mapping, then those given by keyword.
    #[pyo3(signature = (changes=None, /, **properties))]
    pub(crate) fn update(
        slf: &Bound<'_, Self>,
        changes: Option<&Bound<'_, PyAny>>,
        properties: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        if let Some(changes) = changes {
            let pairs = PyDict::new(changes.py());
            pairs.call_method1("update", (changes,))?;
            Self::update(slf, None, Some(&pairs))?;
        }
        for (name, value) in properties.into_iter().flatten() {
            Self::__setitem__(slf, name.cast()?, &value)?;
        }
        Ok(())
    }

    /// Leaves out what the schema has as read-only, but for keys and what was set: for services that
    /// refuse it in a Put (DSP0226 R7.4-3 says that they ignore it).
    fn leave_out_read_only(&mut self, py: Python<'_>) -> PyResult<()> {
        self.draft.leave_out_read_only().map_err(|error| encode_error(py, error))
    }

    /// Leaves out what was not set, but for keys: for services that leave alone what a Put does not
    /// have.
    fn leave_out_unchanged(&mut self, py: Python<'_>) -> PyResult<()> {
        self.draft.leave_out_unchanged().map_err(|error| encode_error(py, error))
    }

    /// The instance as it will be written.
    pub(crate) fn build(&self, py: Python<'_>) -> PyResult<Instance> {
        Instance::read(py, &self.view(py)?, self.schema.clone(), false)
    }

    /// The element as XML.
    fn to_xml(&self, py: Python<'_>) -> PyResult<String> {
        self.view(py).map(|view| view.to_xml())
    }

    fn __getitem__<'py>(&self, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        match self.draft.value(name.to_str()?) {
            Some(value) => from_datum(name.py(), &value, self.schema.as_ref()),
            None => Err(PyKeyError::new_err(name.clone().unbind())),
        }
    }

    fn __setitem__(
        slf: &Bound<'_, Self>,
        name: &Bound<'_, PyString>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        // The value may be the draft itself, as it is now.
        let datum = datum_of(value)?;
        slf.try_borrow_mut()?.draft.set(name.to_str()?, datum);
        Ok(())
    }

    fn __delitem__(&mut self, name: &str) {
        self.draft.remove(name);
    }

    fn __contains__(&self, name: &Bound<'_, PyAny>) -> bool {
        name.extract().is_ok_and(|name: &str| self.draft.value(name).is_some())
    }

    fn __copy__(&self) -> Self {
        Self::of(self.draft.clone(), self.schema.clone())
    }

    /// Nothing in a draft is shared that can be changed.
    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        self.__copy__()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<cimwire.Draft {} {}>", self.class_name(), self.changes(py)?.repr()?))
    }
}
