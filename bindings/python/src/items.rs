//! Lists of items.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice};

use crate::batch::Batch;
use crate::instance::Instance;
use crate::message::Message;
use crate::reference::Reference;

/// The items of a message: a read-only sequence of instances and references, each made when it is
/// asked for.
#[pyclass(frozen, sequence, module = "cimwire")]
pub(crate) struct Items {
    batch: Arc<Batch>,
    message: Py<Message>,
}

/// Walks items; threads that share one get each item once.
#[pyclass(frozen)]
pub(crate) struct ItemsIterator {
    batch: Arc<Batch>,
    next: AtomicUsize,
}

impl Items {
    pub(crate) fn new(batch: Arc<Batch>, message: Py<Message>) -> Self {
        Self { batch, message }
    }
}

#[pymethods]
impl Items {
    /// The properties of each item, all read; a reference has none, and so an empty dict. Keys are
    /// those of `Instance`, and shared.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.batch.dicts(py)
    }

    /// A list of values for each property of any instance, None where one does not have it: what
    /// ``pandas.DataFrame`` and ``polars.DataFrame`` are made of.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let count = self.batch.rows.len();
        let filled: usize = (0..count).map(|row| self.batch.names(row).len()).sum();
        let columns = PyDict::new(py);
        for row in 0..count {
            for (column, name) in self.batch.names(row).iter().enumerate() {
                let list = match columns.get_item(name)? {
                    Some(list) => list.cast_into::<PyList>()?,
                    None if (columns.len() + 1) * count > filled * MOST_SPARSE + DENSE_ENOUGH => {
                        let text = "expected items of like classes, found too many columns";
                        return Err(PyValueError::new_err(text));
                    }
                    None => {
                        let list = PyList::new(py, (0..count).map(|_| py.None()))?;
                        columns.set_item(name, &list)?;
                        list
                    }
                };
                list.set_item(row, self.batch.value(py, row, column)?)?;
            }
        }
        Ok(columns)
    }

    /// Where an item is, as `list.index`.
    #[pyo3(signature = (value, start=0, stop=isize::MAX))]
    fn index<'py>(
        &self,
        value: &Bound<'py, PyAny>,
        start: isize,
        stop: isize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = value.py();
        PyList::new(py, self.rows(py)?)?.call_method1("index", (value, start, stop))
    }

    /// How often there is such an item.
    fn count<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = value.py();
        PyList::new(py, self.rows(py)?)?.call_method1("count", (value,))
    }

    fn __len__(&self) -> usize {
        self.batch.rows.len()
    }

    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (py, count) = (index.py(), self.batch.rows.len());
        if let Ok(slice) = index.cast::<PySlice>() {
            let whole = PyList::new(py, self.rows(py)?)?;
            return whole.as_any().get_item(slice);
        }
        let index: isize = index.extract().map_err(|_| {
            PyTypeError::new_err("expected an integer or a slice as index of items")
        })?;
        let at = if index < 0 { index + count as isize } else { index };
        match usize::try_from(at) {
            Ok(at) if at < count => item(py, &self.batch, at),
            _ => Err(PyIndexError::new_err(format!(
                "expected an index below {count}, found {index}"
            ))),
        }
    }

    fn __iter__(&self) -> ItemsIterator {
        ItemsIterator { batch: self.batch.clone(), next: AtomicUsize::new(0) }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = other.py();
        let own = PyList::new(py, self.rows(py)?)?;
        match other.cast::<Self>() {
            Ok(other) => own.eq(PyList::new(py, other.get().rows(py)?)?),
            Err(_) => own.eq(other),
        }
    }

    fn __repr__(&self) -> String {
        format!("<cimwire.Items of {}>", self.batch.rows.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("builtins")?.getattr("getattr")?;
        Ok((restore, (self.message.bind(py).clone(), "items")))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}

/// What makes items again: an attribute of their message.
type Restored<'py> = (Bound<'py, PyAny>, (Bound<'py, Message>, &'static str));

impl Items {
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        (0..self.batch.rows.len()).map(|row| item(py, &self.batch, row)).collect()
    }
}

#[pymethods]
impl ItemsIterator {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let row = self.next.fetch_add(1, Ordering::Relaxed);
        (row < self.batch.rows.len()).then(|| item(py, &self.batch, row)).transpose()
    }

    fn __length_hint__(&self) -> usize {
        self.batch.rows.len().saturating_sub(self.next.load(Ordering::Relaxed))
    }
}

/// Places of a table for each value in it: a message of 64 MB must not become one of 64 GB.
const MOST_SPARSE: usize = 64;
/// Places that a table may have in any case.
const DENSE_ENOUGH: usize = 1 << 20;

/// An item: an instance, or a reference alone.
pub(crate) fn item<'py>(
    py: Python<'py>,
    batch: &Arc<Batch>,
    row: usize,
) -> PyResult<Bound<'py, PyAny>> {
    if batch.rows.layout_of(row).is_some() {
        return Ok(Instance::new(batch.clone(), row).into_pyobject(py)?.into_any());
    }
    match batch.rows.reference(row) {
        Some(view) => Ok(Reference::new(view).into_pyobject(py)?.into_any()),
        None => Err(PyIndexError::new_err("no such item")),
    }
}
