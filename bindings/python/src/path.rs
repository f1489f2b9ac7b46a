//! Where instances and classes are.

use std::hash::{DefaultHasher, Hash, Hasher};

use cimwire_facade as facade;
use cimwire_facade::PathKey;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::error::{decode_error, encode_error};
use crate::parts::misfit;
use crate::reference::Reference;
use crate::request::text_of;
use crate::schema::Schema;

/// The path of an instance or of a class (DSP0004 §8.2): a host, a CIM namespace, a class, and for
/// an instance its keys. On the wire it is an endpoint reference (DSP0227).
///
/// Two paths are equal where they name the same: names count in any case, keys in any order.
#[pyclass(frozen, module = "cimwire")]
pub(crate) struct Path {
    path: facade::Path,
}

impl Path {
    pub(crate) fn new(path: facade::Path) -> Self {
        Self { path }
    }

    pub(crate) fn facade(&self) -> &facade::Path {
        &self.path
    }

    /// What an element or a message says, which may be no path.
    pub(crate) fn read(
        py: Python<'_>,
        path: Result<facade::Path, facade::Error>,
    ) -> PyResult<Self> {
        path.map(Self::new).map_err(|error| decode_error(py, error))
    }
}

#[pymethods]
impl Path {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("namespace", "class_name", "keys")
    }

    /// The path of a class, or with keys of an instance. ``base`` is what the resource URI begins
    /// with, as ``http://schemas.microsoft.com/wbem/wsman/1/wmi/``.
    #[new]
    #[pyo3(signature = (class_name, keys=None, *, namespace=None, host=None, base=None))]
    fn build(
        class_name: &str,
        keys: Option<&Bound<'_, PyAny>>,
        namespace: Option<&str>,
        host: Option<&str>,
        base: Option<&str>,
    ) -> PyResult<Self> {
        let mut path = facade::Path::new(class_name);
        if let Some(keys) = keys {
            let pairs = PyDict::new(keys.py());
            pairs.call_method1("update", (keys,))?;
            for (name, value) in pairs {
                push(&mut path, &name.extract::<String>()?, &value)?;
            }
        }
        Ok(Self::new(path).replace(namespace, host, base))
    }

    /// A path as text: of DSP0004, ``//host/root/cimv2:CIM_Fan.DeviceID="1"``, or of WMI.
    #[staticmethod]
    fn parse(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::read(py, facade::Path::parse(text))
    }

    /// The host.
    #[getter]
    fn host(&self) -> Option<&str> {
        self.path.host()
    }

    /// The CIM namespace, with slashes; None for the default one of the service.
    #[getter]
    fn namespace(&self) -> Option<&str> {
        self.path.namespace()
    }

    /// The class.
    #[getter]
    fn class_name(&self) -> &str {
        self.path.class_name()
    }

    /// The keys: names to exact texts, or to the path that one refers to.
    #[getter]
    fn keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let keys = PyDict::new(py);
        for PathKey { name, text, reference, .. } in self.path.keys() {
            match reference {
                Some(path) => keys.set_item(name, Self::new(path))?,
                None => keys.set_item(name, text)?,
            }
        }
        Ok(keys)
    }

    /// Whether it is the path of an instance, and not of a class.
    #[getter]
    fn is_instance(&self) -> bool {
        self.path.is_instance()
    }

    /// Its resource URI (DSP0227 §5.1).
    #[getter]
    fn resource_uri(&self, py: Python<'_>) -> PyResult<String> {
        self.path.resource_uri().map_err(|error| encode_error(py, error))
    }

    /// The same path in another CIM namespace, on another host, or with another base.
    #[pyo3(signature = (*, namespace=None, host=None, base=None))]
    fn replace(&self, namespace: Option<&str>, host: Option<&str>, base: Option<&str>) -> Self {
        let mut path = self.path.clone();
        if let Some(namespace) = namespace {
            path.set_namespace(namespace);
        }
        if let Some(host) = host {
            path.set_host(host);
        }
        if let Some(base) = base {
            path.set_base(base);
        }
        Self::new(path)
    }

    /// The same with the types that its class has, and what of it is not as the class has it.
    fn typed<'py>(
        &self,
        py: Python<'py>,
        schema: &Bound<'py, Schema>,
    ) -> PyResult<(Self, Bound<'py, PyList>)> {
        let typed = self.path.typed(schema.get().facade());
        let (path, misfits) = typed.map_err(|error| encode_error(py, error))?;
        let misfits = misfits.into_iter().map(|it| misfit(py, it));
        Ok((Self::new(path), PyList::new(py, misfits.collect::<PyResult<Vec<_>>>()?)?))
    }

    /// The endpoint reference to it at an address, in the version ``2004`` or ``2005`` of
    /// WS-Addressing.
    #[pyo3(signature = (address, addressing="2004"))]
    fn reference(&self, py: Python<'_>, address: &str, addressing: &str) -> PyResult<Reference> {
        let reference = self.path.to_reference(address, addressing);
        reference.map(Reference::new).map_err(|error| encode_error(py, error))
    }

    /// The path as WMI writes it, with backslashes.
    fn to_wmi(&self) -> String {
        self.path.to_wmi()
    }

    fn __str__(&self) -> String {
        self.path.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<cimwire.Path {}>", self.path)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.path == other.path
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.path.hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("cimwire._cimwire")?.getattr("_path")?;
        Ok((restore, (self.path.to_string(), self.path.resource_uri().ok())))
    }
}

/// What makes a path again.
type Restored<'py> = (Bound<'py, PyAny>, (String, Option<String>));

/// What pickle makes paths of.
#[pyfunction]
pub(crate) fn _path(py: Python<'_>, text: &str, resource_uri: Option<&str>) -> PyResult<Path> {
    let mut path = facade::Path::parse(text).map_err(|error| decode_error(py, error))?;
    if let Some(uri) = resource_uri {
        path.set_base_of(uri);
    }
    Ok(Path::new(path))
}

/// The resource URI of a class, or with ``*`` of all classes: in a CIM namespace that of WMI,
/// without one that of the DMTF.
#[pyfunction]
#[pyo3(signature = (class_name, wmi_namespace=None))]
pub(crate) fn class_uri(class_name: &str, wmi_namespace: Option<&str>) -> String {
    facade::class_uri(class_name, wmi_namespace)
}

fn push(path: &mut facade::Path, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    if let Ok(to) = value.cast::<Path>() {
        path.push_reference(name, &to.get().path);
        return Ok(());
    }
    if value.is_none() {
        return Err(PyTypeError::new_err(format!(
            "expected a value of the key {name}, found None"
        )));
    }
    path.push_key(name, &text_of(value)?);
    Ok(())
}
