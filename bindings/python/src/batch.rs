//! The items of a message for Python: a table, and the keys of its columns.

use std::collections::HashSet;
use std::sync::Arc;

use cimwire_facade::{Cell, Layout, Rows, View};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString};

use crate::instance::Instance;
use crate::keys::key;
use crate::schema::Schema;
use crate::value::from_datum;

/// A table that its items share.
pub(crate) struct Batch {
    pub(crate) rows: Rows,
    pub(crate) schema: Option<Schema>,
    keys: Vec<Keys>,
}

/// The names of a layout's columns.
struct Keys {
    names: Vec<Py<PyString>>,
    /// All of them, with None for a value.
    empty: Py<PyDict>,
    /// The columns by the place in memory of their names: the same for as long as the names live.
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    address: usize,
    column: u32,
    /// Whether instances have an attribute of the name of their own.
    is_reserved: bool,
}

impl Batch {
    pub(crate) fn new(py: Python<'_>, rows: Rows, schema: Option<Schema>) -> PyResult<Arc<Self>> {
        let reserved = reserved(py)?;
        let keys = rows.layouts().iter().map(|layout| Keys::of(py, layout, reserved));
        let keys = keys.collect::<PyResult<Vec<_>>>()?;
        Ok(Arc::new(Self { rows, schema, keys }))
    }

    /// The one item that an element is.
    pub(crate) fn of_item(
        py: Python<'_>,
        view: &View,
        schema: Option<Schema>,
    ) -> PyResult<Arc<Self>> {
        Self::new(py, Rows::of_item(view, schema.as_ref().map(Schema::facade)), schema)
    }

    pub(crate) fn names(&self, row: usize) -> &[Py<PyString>] {
        self.rows.layout_of(row).map_or(&[], |layout| &self.keys[layout].names)
    }

    /// The column of a property, by a name in any case; the exact one first.
    pub(crate) fn column(&self, row: usize, name: &Bound<'_, PyString>) -> PyResult<Option<usize>> {
        if let Some(place) = self.place(row, name) {
            return Ok(Some(place.column as usize));
        }
        let text = name.to_str()?;
        let is = |same: fn(&str, &str) -> bool| {
            let py = name.py();
            self.names(row)
                .iter()
                .position(|it| it.bind(py).to_str().is_ok_and(|it| same(it, text)))
        };
        Ok(is(|a, b| a == b).or_else(|| is(str::eq_ignore_ascii_case)))
    }

    /// The column of an attribute's name that is the very same `str` as its key.
    #[inline]
    pub(crate) fn column_of_attribute(
        &self,
        row: usize,
        name: &Bound<'_, PyString>,
    ) -> Option<usize> {
        let place = self.place(row, name)?;
        (!place.is_reserved).then_some(place.column as usize)
    }

    #[inline]
    fn place(&self, row: usize, name: &Bound<'_, PyString>) -> Option<Place> {
        let keys = self.keys.get(self.rows.layout_of(row)?)?;
        let address = name.as_ptr() as usize;
        let found = keys.places.binary_search_by_key(&address, |place| place.address).ok()?;
        keys.places.get(found).copied()
    }

    /// The value of a property.
    #[inline]
    pub(crate) fn value<'py>(
        &self,
        py: Python<'py>,
        row: usize,
        column: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        match plain(py, self.rows.cell(row, column))? {
            Some(value) => Ok(value),
            None => self.unusual(py, row, column),
        }
    }

    /// All properties of an item.
    pub(crate) fn dict<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        let Some(keys) = self.rows.layout_of(row).and_then(|layout| self.keys.get(layout)) else {
            return Ok(PyDict::new(py));
        };
        // All keys are there already, so the copy has not to grow.
        let dict = keys.empty.bind(py).copy()?;
        let mut done = Ok(());
        self.rows.each(row, &mut |column, cell| {
            if done.is_ok() {
                done = plain(py, cell).and_then(|value| {
                    let value = value.map_or_else(|| self.unusual(py, row, column), Ok)?;
                    dict.set_item(&keys.names[column], value)
                });
            }
        });
        done.map(|()| dict)
    }

    fn unusual<'py>(
        &self,
        py: Python<'py>,
        row: usize,
        column: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        from_datum(py, &self.rows.datum(row, column), self.schema.as_ref())
    }
}

impl Keys {
    fn of(py: Python<'_>, layout: &Layout, reserved: &HashSet<String>) -> PyResult<Self> {
        let empty = PyDict::new(py);
        let mut seen = HashSet::new();
        let mut names = Vec::with_capacity(layout.columns.len());
        let mut places = Vec::with_capacity(layout.columns.len());
        for (number, column) in (0..).zip(&layout.columns) {
            let name = match seen.insert(&column.name) {
                true => key(py, &column.name),
                // The same name in another namespace.
                false => key(py, &format!("{{{}}}{}", column.namespace, column.name)),
            };
            let address = name.as_ptr() as usize;
            // Attributes begin with a small letter or `_`, most properties do not.
            let is_usual = column.name.starts_with(|c: char| c.is_ascii_uppercase());
            let is_reserved = !is_usual && reserved.contains(&column.name);
            empty.set_item(&name, py.None())?;
            places.push(Place { address, column: number, is_reserved });
            names.push(name);
        }
        places.sort_unstable_by_key(|place| place.address);
        Ok(Self { names, empty: empty.unbind(), places })
    }
}

/// One value; none for what is not plain.
#[inline]
fn plain<'py>(py: Python<'py>, cell: Cell<'_>) -> PyResult<Option<Bound<'py, PyAny>>> {
    Ok(Some(match cell {
        Cell::Text(text) => PyString::new(py, &text).into_any(),
        Cell::Unsigned(value) => value.into_pyobject(py)?.into_any(),
        Cell::Signed(value) => value.into_pyobject(py)?.into_any(),
        Cell::Boolean(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Cell::Null => py.None().into_bound(py),
        Cell::Array(cells) => {
            let values = cells.into_iter().map(|cell| plain(py, cell));
            let Some(values) = values.collect::<PyResult<Option<Vec<_>>>>()? else {
                return Ok(None);
            };
            PyList::new(py, values)?.into_any()
        }
        Cell::Other => return Ok(None),
    }))
}

/// The attributes that instances have of their own.
fn reserved(py: Python<'_>) -> PyResult<&HashSet<String>> {
    static RESERVED: PyOnceLock<HashSet<String>> = PyOnceLock::new();
    RESERVED.get_or_try_init(py, || {
        let names: Vec<String> = py.get_type::<Instance>().dir()?.extract()?;
        Ok(names.into_iter().collect())
    })
}
