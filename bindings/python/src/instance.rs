//! Instances of classes.

use std::sync::Arc;

use cimwire_facade as facade;
use pyo3::exceptions::{PyAttributeError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString};

use crate::batch::Batch;
use crate::cim_rs;
use crate::draft::Draft;
use crate::element::Element;
use crate::error::encode_error;
use crate::parts::misfit;
use crate::path::Path;
use crate::reference::Reference;
use crate::schema::Schema;
use crate::value::meaning_of;

/// An instance of a class: a read-only mapping of its properties, which are attributes too. A value
/// is read when it is asked for; names are found in any case, as CIM has it.
///
/// Without a schema a value is its text, except where the wire itself says more: None for
/// ``xsi:nil``, a list for what repeats, references, embedded instances and date-times. With one it
/// is of the type of its class. What is not of its type stays text; `misfits` tells.
///
/// A property of another namespace than its class's has ``{namespace}name`` for a key; it is found by
/// its name alone where the class has no property of that name in the instance.
///
/// Attributes of its own, as ``path``, ``draft`` or ``items``, hide properties of exactly such names:
/// ``instance["path"]`` is the property.
#[pyclass(frozen, mapping, module = "cimwire")]
#[derive(Clone)]
pub(crate) struct Instance {
    batch: Arc<Batch>,
    row: usize,
}

impl Instance {
    pub(crate) fn new(batch: Arc<Batch>, row: usize) -> Self {
        Self { batch, row }
    }

    /// The instance that an element is.
    pub(crate) fn read(
        py: Python<'_>,
        view: &facade::View,
        schema: Option<Schema>,
        is_embedded: bool,
    ) -> PyResult<Self> {
        let known = schema.as_ref().map(Schema::facade);
        let instance = match is_embedded {
            true => facade::Instance::named_by_type(view, known),
            false => facade::Instance::new(view, known),
        };
        Self::of(py, &instance, schema)
    }

    pub(crate) fn of(
        py: Python<'_>,
        instance: &facade::Instance,
        schema: Option<Schema>,
    ) -> PyResult<Self> {
        let rows = facade::Rows::of_instance(instance);
        Ok(Self::new(Batch::new(py, rows, schema)?, 0))
    }

    pub(crate) fn view(&self) -> Option<facade::View> {
        self.batch.rows.element(self.row)
    }

    pub(crate) fn facade(&self) -> Option<facade::Instance> {
        self.batch.rows.instance(self.row)
    }

    pub(crate) fn owned(&self) -> PyResult<facade::Instance> {
        self.facade().ok_or_else(|| PyValueError::new_err("expected an instance, found none"))
    }

    fn value<'py>(&self, name: &Bound<'py, PyString>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let column = self.batch.column(self.row, name)?;
        column.map(|column| self.batch.value(name.py(), self.row, column)).transpose()
    }

    fn names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, self.batch.names(self.row))
    }

    fn layout(&self) -> Option<&facade::Layout> {
        self.batch.rows.layout(self.row)
    }
}

#[pymethods]
impl Instance {
    #[classattr]
    fn __match_args__() -> (&'static str,) {
        ("class_name",)
    }

    /// The class that it says it is of; empty for a fragment that does not say.
    #[getter]
    fn class_name(&self) -> &str {
        self.layout().map_or("", |layout| &layout.class)
    }

    /// The namespace of its class, which is the URI of its resource.
    #[getter]
    pub(crate) fn namespace(&self) -> &str {
        self.layout().map_or("", |layout| &layout.namespace)
    }

    /// The endpoint reference that came with it, where both were asked for.
    #[getter]
    pub(crate) fn reference(&self) -> Option<Reference> {
        self.batch.rows.reference(self.row).map(Reference::new)
    }

    /// Where it is: as the reference says that came with it, or by the keys that its class has in
    /// its schema.
    #[getter]
    fn path(&self, py: Python<'_>) -> PyResult<Path> {
        let path = match self.batch.rows.reference(self.row) {
            Some(reference) => facade::Path::of_reference(&reference),
            None => facade::Path::of_instance(&self.owned()?),
        };
        Path::read(py, path)
    }

    /// The element that holds the properties.
    #[getter]
    fn element(&self) -> Option<Element> {
        self.view().map(Element::new)
    }

    /// The instances in its properties, in lists of values too; not those in theirs.
    #[getter]
    fn embedded(&self, py: Python<'_>) -> PyResult<Vec<Self>> {
        let embedded = self.owned()?.embedded();
        embedded.iter().map(|it| Self::of(py, it, self.schema())).collect()
    }

    /// The schema that it is read with.
    #[getter]
    pub(crate) fn schema(&self) -> Option<Schema> {
        self.batch.schema.clone()
    }

    /// What is not as its class has it: that values stay text, and keys are missing.
    #[getter]
    fn misfits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let misfits = self.facade().map(|instance| instance.misfits()).unwrap_or_default();
        let misfits = misfits.into_iter().map(|it| misfit(py, it));
        PyList::new(py, misfits.collect::<PyResult<Vec<_>>>()?)
    }

    /// The exact text of a property: of each of its values where there are several. None for nil.
    fn text<'py>(&self, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        let py = name.py();
        let Some(column) = self.batch.column(self.row, name)? else {
            return Err(PyKeyError::new_err(name.clone().unbind()));
        };
        let elements = self.batch.rows.elements(self.row, column);
        let text = |view: &facade::View| (!view.is_nil()).then(|| view.text().into_owned());
        match &elements[..] {
            [one] => Ok(text(one).into_pyobject(py)?.into_any()),
            more => Ok(PyList::new(py, more.iter().map(text))?.into_any()),
        }
    }

    /// What the value of a property means by its class, as ``In Service`` for 2; for an array a
    /// list. None where the schema does not say.
    fn meaning<'py>(&self, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        let py = name.py();
        let (Some(column), Some(instance)) = (self.batch.column(self.row, name)?, self.facade())
        else {
            return Err(PyKeyError::new_err(name.clone().unbind()));
        };
        let declared = self.layout().and_then(|layout| layout.columns.get(column));
        // What no class declares has no meaning, whatever its name.
        let declared = declared.filter(|it| it.type_name.is_some());
        let meaning = |value: &facade::Datum| instance.meaning(&declared?.name, value);
        meaning_of(py, &self.batch.rows.datum(self.row, column), meaning)
    }

    /// The names of the properties.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "KeysView")
    }

    /// The values of the properties.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "ValuesView")
    }

    /// Names and values.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping_view(slf.as_any(), "ItemsView")
    }

    /// The value of a property, or a default where it is not there.
    #[pyo3(signature = (name, default=None))]
    fn get<'py>(
        &self,
        name: &Bound<'py, PyString>,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(self.value(name)?.or(default))
    }

    /// The instance, to be changed and written.
    fn draft(&self) -> PyResult<Draft> {
        Draft::of(self)
    }

    /// The instance with other values for some properties, given by keyword or as a mapping. All else
    /// stays byte for byte as it was read.
    #[pyo3(signature = (changes=None, /, **properties))]
    fn replace(
        &self,
        py: Python<'_>,
        changes: Option<&Bound<'_, PyAny>>,
        properties: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let draft = Bound::new(py, self.draft()?)?;
        Draft::update(&draft, changes, properties)?;
        draft.borrow().build(py)
    }

    /// All properties, each read.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.batch.dict(py, self.row)
    }

    /// The element with all that is in it, as XML that stands alone.
    fn to_xml(&self) -> Option<String> {
        self.view().map(|view| view.to_xml())
    }

    /// The instance as JSON text of CIM-RS (DSP0211), as `Message.to_cim_rs`; what identifies it is
    /// the endpoint reference that came with it, or else its keys.
    #[pyo3(signature = (schema=None, *, root="", namespace=None))]
    fn to_cim_rs(
        &self,
        py: Python<'_>,
        schema: Option<&Bound<'_, Schema>>,
        root: &str,
        namespace: Option<&str>,
    ) -> PyResult<String> {
        let form = cim_rs::form(schema, self.batch.schema.as_ref(), root, namespace)?;
        form.row(&self.batch.rows, self.row).map_err(|error| encode_error(py, error))
    }

    fn __getitem__<'py>(&self, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        self.value(name)?.ok_or_else(|| PyKeyError::new_err(name.clone().unbind()))
    }

    fn __getattribute__<'py>(
        slf: &Bound<'py, Self>,
        name: &Bound<'py, PyString>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Self { batch, row } = slf.get();
        if let Some(column) = batch.column_of_attribute(*row, name) {
            return batch.value(slf.py(), *row, column);
        }
        let usual = own_attribute(slf.py())?.call1((slf, name));
        match usual {
            Err(error) if error.is_instance_of::<PyAttributeError>(slf.py()) => {
                slf.get().value(name)?.ok_or(error)
            }
            usual => usual,
        }
    }

    fn __dir__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let own = slf.get_type().as_any().dir()?;
        own.call_method1("extend", (slf.get().names(slf.py())?,))?;
        Ok(own)
    }

    fn __contains__(&self, name: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(name) = name.cast::<PyString>() else { return Ok(false) };
        Ok(self.batch.column(self.row, name)?.is_some())
    }

    fn __len__(&self) -> usize {
        self.batch.names(self.row).len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.names(py)?.call_method0("__iter__")
    }

    /// Equal to an instance of the same class with the same properties, and to a dict of the same.
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = other.py();
        let properties = self.to_dict(py)?;
        let Ok(other) = other.cast::<Self>() else { return properties.eq(other) };
        let other = other.get();
        let class = |it: &Self| (it.class_name().to_owned(), it.namespace().to_owned());
        Ok(class(self) == class(other) && properties.eq(other.to_dict(py)?)?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<cimwire.Instance {} {}>", self.class_name(), self.to_dict(py)?.repr()?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("cimwire._cimwire")?.getattr("_instance")?;
        let is_embedded = self.facade().is_some_and(|instance| instance.is_embedded());
        let xml = self.batch.rows.item(self.row).map(|view| view.to_xml()).unwrap_or_default();
        Ok((restore, (xml, self.schema(), is_embedded)))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}

/// A view of a mapping, as those of `dict`.
pub(crate) fn mapping_view<'py>(
    mapping: &Bound<'py, PyAny>,
    name: &str,
) -> PyResult<Bound<'py, PyAny>> {
    mapping.py().import("collections.abc")?.getattr(name)?.call1((mapping,))
}

/// What makes an instance again.
type Restored<'py> = (Bound<'py, PyAny>, (String, Option<Schema>, bool));

/// How attributes are found that are no properties.
fn own_attribute(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static USUAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let usual = USUAL.get_or_try_init(py, || {
        let object = py.import("builtins")?.getattr("object")?;
        object.getattr("__getattribute__").map(Bound::unbind)
    })?;
    Ok(usual.bind(py))
}
