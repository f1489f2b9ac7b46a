//! Classes of CIM.

use cimwire_facade as facade;
use cimwire_facade::{Bytes, DeclaredMethod, DeclaredProperty, Found, Meaning};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

use crate::error::decode_error;
use crate::input::bytes_of;
use crate::instance::mapping_view;
use crate::parts::part;

/// Classes of CIM: those of CIM 2.49, and those in packs (``.cimpack`` files, as bytes), which win.
///
/// A read-only mapping of names of classes, in any case, to what is known about them.
#[pyclass(frozen, mapping, module = "cimwire")]
#[derive(Clone)]
pub(crate) struct Schema {
    schema: facade::Schema,
    /// What it was made of, for pickle.
    packs: Vec<Bytes>,
    has_cim: bool,
}

impl Schema {
    pub(crate) fn facade(&self) -> &facade::Schema {
        &self.schema
    }
}

#[pymethods]
impl Schema {
    #[new]
    #[pyo3(signature = (*packs, cim=true))]
    fn new(packs: &Bound<'_, PyTuple>, cim: bool) -> PyResult<Self> {
        let py = packs.py();
        let packs = packs.iter().map(|pack| bytes_of(&pack)).collect::<PyResult<Vec<_>>>()?;
        let schema = match cim {
            true => {
                let mut all = packs.iter().cloned();
                all.try_fold(facade::Schema::cim(), |schema, pack| schema.with(pack))
            }
            false => facade::Schema::open(&packs),
        };
        let schema = schema.map_err(|error| decode_error(py, error))?;
        Ok(Self { schema, packs, has_cim: cim })
    }

    /// Where its classes are from, as ``CIM 2.49.0``.
    #[getter]
    fn sources(&self) -> Vec<String> {
        self.schema.sources()
    }

    /// The names of all classes.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "KeysView")
    }

    /// All classes.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "ValuesView")
    }

    /// Names and classes.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "ItemsView")
    }

    /// The class of a name, or a default where it is not there.
    #[pyo3(signature = (name, default=None))]
    fn get<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        match self.schema.class(name) {
            Some(found) => class(py, found).map(Some),
            None => Ok(default),
        }
    }

    /// What a value of a property means by its class, as ``In Service`` for 2.
    fn meaning(
        &self,
        class_name: &str,
        property: &str,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<Option<&str>> {
        Ok(self.schema.meaning(class_name, property, &value.str()?.to_string()))
    }

    /// Classes, properties and methods with a text in their names, in any case: pairs of a class and
    /// its member, None for the class itself.
    fn find(&self, text: &str) -> Vec<(String, Option<String>)> {
        self.schema.find(text).into_iter().map(|Found { class, member }| (class, member)).collect()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        match self.schema.class(name) {
            Some(found) => class(py, found),
            None => Err(PyKeyError::new_err(name.to_owned())),
        }
    }

    fn __contains__(&self, name: &Bound<'_, PyAny>) -> bool {
        name.extract().is_ok_and(|name: String| self.schema.class(&name).is_some())
    }

    fn __len__(&self) -> usize {
        self.schema.classes().len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyList::new(py, self.schema.classes())?.call_method0("__iter__")
    }

    fn __repr__(&self) -> String {
        format!("<cimwire.Schema {}>", self.schema.sources().join(", "))
    }

    fn __eq__(&self, other: &Self) -> bool {
        (&self.packs, self.has_cim) == (&other.packs, other.has_cim)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Made<'py>)> {
        let packs = self.packs.iter().map(|pack| PyBytes::new(py, pack)).collect();
        Ok((py.import("cimwire._cimwire")?.getattr("_schema")?, (packs, self.has_cim)))
    }
}

/// What makes a schema again.
type Made<'py> = (Vec<Bound<'py, PyBytes>>, bool);

/// What pickle makes schemas of.
#[pyfunction]
pub(crate) fn _schema(packs: &Bound<'_, PyList>, has_cim: bool) -> PyResult<Schema> {
    Schema::new(&packs.to_tuple(), has_cim)
}

fn class<'py>(py: Python<'py>, of: facade::Class) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("name", of.name)?;
    fields.set_item("superclass", of.superclass)?;
    fields.set_item("namespace", of.namespace)?;
    fields.set_item("version", of.version)?;
    fields.set_item("is_abstract", of.is_abstract)?;
    fields.set_item("is_association", of.is_association)?;
    fields.set_item("is_indication", of.is_indication)?;
    let properties = of.properties.into_iter().map(|it| property(py, it));
    fields.set_item("properties", tuple(py, properties)?)?;
    fields.set_item("methods", tuple(py, of.methods.into_iter().map(|it| method(py, it)))?)?;
    part(py, "Class")?.call((), Some(&fields))
}

fn property<'py>(py: Python<'py>, of: DeclaredProperty) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("name", of.name)?;
    fields.set_item("class_name", of.class)?;
    fields.set_item("type", of.type_name)?;
    fields.set_item("of_class", of.of_class)?;
    fields.set_item("is_array", of.is_array)?;
    fields.set_item("is_key", of.is_key)?;
    fields.set_item("is_required", of.is_required)?;
    fields.set_item("is_writable", of.is_writable)?;
    fields.set_item("is_in", of.is_in)?;
    fields.set_item("is_out", of.is_out)?;
    fields.set_item("is_embedded", of.is_embedded)?;
    fields.set_item("is_octets", of.is_octets)?;
    fields.set_item("max_len", of.max_len)?;
    fields.set_item("min_value", of.min_value)?;
    fields.set_item("max_value", of.max_value)?;
    fields.set_item("units", of.units)?;
    fields.set_item("values", meanings(py, of.values)?)?;
    fields.set_item("bits", meanings(py, of.bits)?)?;
    part(py, "Property")?.call((), Some(&fields))
}

fn method<'py>(py: Python<'py>, of: DeclaredMethod) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("name", of.name)?;
    fields.set_item("class_name", of.class)?;
    fields.set_item("type", of.type_name)?;
    fields.set_item("is_static", of.is_static)?;
    let parameters = of.parameters.into_iter().map(|it| property(py, it));
    fields.set_item("parameters", tuple(py, parameters)?)?;
    fields.set_item("values", meanings(py, of.values)?)?;
    part(py, "Method")?.call((), Some(&fields))
}

/// Values to what they mean.
fn meanings(py: Python<'_>, of: Vec<Meaning>) -> PyResult<Bound<'_, PyDict>> {
    let meanings = PyDict::new(py);
    for Meaning { value, meaning } in of {
        meanings.set_item(value, meaning)?;
    }
    Ok(meanings)
}

fn tuple<'py>(
    py: Python<'py>,
    of: impl Iterator<Item = PyResult<Bound<'py, PyAny>>>,
) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, of.collect::<PyResult<Vec<_>>>()?)
}
