//! Instances to write.

use cimwire_facade as facade;
use pyo3::exceptions::{PyKeyError, PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};

use crate::error::encode_error;
use crate::instance::Instance;
use crate::schema::Schema;
use crate::value::{datum_of, from_datum, from_written};

/// An instance, or the parameters of a method, to write: one that was read with changes over it, or
/// a new one. What was read and is not changed is written byte for byte.
///
/// With a schema that knows the class, values have to be of their types, and new ones take the place
/// that the schema gives them. Requests and answers take it where they take an instance.
///
/// Two drafts are equal where they are of the same, with the same changes.
#[pyclass(mapping, module = "cimwire")]
pub(crate) struct Draft {
    draft: facade::Draft,
    schema: Option<Schema>,
    origin: Origin,
}

/// What a draft is of.
#[derive(Clone)]
enum Origin {
    Instance(Instance),
    New,
    Input(String),
    Output(String),
}

impl Draft {
    /// An instance that was read, to be changed.
    pub(crate) fn of(instance: &Instance) -> PyResult<Self> {
        let (draft, schema) = (instance.owned()?.draft(), instance.schema());
        Ok(Self { draft, schema, origin: Origin::Instance(instance.clone()) })
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
        Ok(Self { draft: draft.ok_or_else(unknown)?, schema, origin: Origin::New })
    }

    /// What a method is called with (DSP0230 §9.3): the ``input`` of `cimwire.invoke`.
    #[staticmethod]
    #[pyo3(signature = (class_uri, method, *, schema=None))]
    fn input(class_uri: &str, method: &str, schema: Option<&Bound<'_, Schema>>) -> Self {
        let schema = schema.map(|it| it.get().clone());
        let known = schema.as_ref().map(Schema::facade);
        let draft = facade::Draft::input(class_uri, method, known);
        Self { draft, schema, origin: Origin::Input(method.to_owned()) }
    }

    /// What a method answers: its parameters, and ``ReturnValue``.
    #[staticmethod]
    #[pyo3(signature = (class_uri, method, *, schema=None))]
    fn output(class_uri: &str, method: &str, schema: Option<&Bound<'_, Schema>>) -> Self {
        let schema = schema.map(|it| it.get().clone());
        let known = schema.as_ref().map(Schema::facade);
        let draft = facade::Draft::output(class_uri, method, known);
        Self { draft, schema, origin: Origin::Output(method.to_owned()) }
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
                changes.set_item(name, from_written(py, value, self.schema.as_ref())?)?;
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
        let py = slf.py();
        // The value may be the draft itself, as it is now.
        let datum = datum_of(value);
        let datum = datum.map_err(|error| match error.is_instance_of::<PyOverflowError>(py) {
            true => too_large(slf, name),
            false => error,
        })?;
        slf.try_borrow_mut()?.draft.set(name.to_str()?, datum);
        Ok(())
    }

    fn __delitem__(&mut self, name: &str) {
        self.draft.remove(name);
    }

    fn __contains__(&self, name: &Bound<'_, PyAny>) -> bool {
        name.extract().is_ok_and(|name: &str| self.draft.value(name).is_some())
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> PyResult<bool> {
        let (origin, changes) = slf.try_borrow()?.state(slf.py())?;
        let (other_origin, other_changes) = other.try_borrow()?.state(slf.py())?;
        Ok(origin.eq(other_origin)? && changes.eq(other_changes)?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, State<'py>)> {
        let restore = py.import("cimwire._cimwire")?.getattr("_draft")?;
        Ok((restore, self.state(py)?))
    }

    fn __copy__(&self) -> Self {
        let Self { draft, schema, origin } = self;
        Self { draft: draft.clone(), schema: schema.clone(), origin: origin.clone() }
    }

    /// Nothing in a draft is shared that can be changed.
    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        self.__copy__()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<cimwire.Draft {} {}>", self.class_name(), self.changes(py)?.repr()?))
    }
}

/// The error for an integer that no type of CIM has (DSP0004 §5.2).
fn too_large(draft: &Bound<'_, Draft>, name: &Bound<'_, PyString>) -> PyErr {
    let class = draft.try_borrow().map(|it| it.class_name()).unwrap_or_default();
    let error = facade::Error {
        code: facade::Code::Misfit,
        offset: 0,
        line: 1,
        column: 1,
        path: format!("{class}/{name}"),
        text: "expected an integer of at most 64 bits, found a larger one".to_owned(),
    };
    encode_error(draft.py(), error)
}

/// What a draft is of, and its changes: names to values in lists of one, or of none for what was left
/// out.
type State<'py> = (Bound<'py, PyTuple>, Bound<'py, PyDict>);

impl Draft {
    fn state<'py>(&self, py: Python<'py>) -> PyResult<State<'py>> {
        let (class, namespace) = (self.class_name(), self.namespace());
        let schema = || self.schema.clone();
        let origin = match &self.origin {
            Origin::Instance(instance) => (instance.clone(),).into_pyobject(py)?,
            Origin::New => ("new", namespace, class, schema()).into_pyobject(py)?,
            Origin::Input(method) => ("input", namespace, method, schema()).into_pyobject(py)?,
            Origin::Output(method) => ("output", namespace, method, schema()).into_pyobject(py)?,
        };
        let changes = PyDict::new(py);
        for (name, value) in self.draft.changes() {
            let value = value.as_ref().map(|value| from_written(py, value, self.schema.as_ref()));
            changes.set_item(name, PyList::new(py, value.transpose()?)?)?;
        }
        Ok((origin, changes))
    }
}

/// What pickle makes drafts of.
#[pyfunction]
pub(crate) fn _draft<'py>(
    origin: &Bound<'py, PyTuple>,
    changes: &Bound<'py, PyDict>,
) -> PyResult<Draft> {
    let mut draft = if let Ok((instance,)) = origin.extract::<(Bound<'_, Instance>,)>() {
        Draft::of(instance.get())?
    } else {
        let (kind, namespace, name, schema): (String, String, String, Option<Bound<'_, Schema>>) =
            origin.extract()?;
        match &*kind {
            "input" => Draft::input(&namespace, &name, schema.as_ref()),
            "output" => Draft::output(&namespace, &name, schema.as_ref()),
            _ => Draft::new(&name, Some(&namespace), schema.as_ref())?,
        }
    };
    for (name, value) in changes {
        match value.try_iter()?.next() {
            Some(value) => draft.draft.set(&name.extract::<String>()?, datum_of(&value?)?),
            None => draft.draft.remove(&name.extract::<String>()?),
        }
    }
    Ok(draft)
}
