//! The items of a message for Python: a table, and the keys of its columns.

use std::collections::HashSet;
use std::sync::Arc;

use cimwire_facade::{Cell, Layout, Rows, View};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};

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
        let keys = rows.layouts().iter().map(|layout| Keys::of(py, layout, reserved)).collect();
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
        Ok(match self.rows.cell(row, column) {
            Cell::Text(text) => PyString::new(py, &text).into_any(),
            Cell::Unsigned(value) => value.into_pyobject(py)?.into_any(),
            Cell::Signed(value) => value.into_pyobject(py)?.into_any(),
            Cell::Boolean(value) => value.into_pyobject(py)?.to_owned().into_any(),
            Cell::Other => from_datum(py, &self.rows.datum(row, column), self.schema.as_ref())?,
        })
    }

    /// All properties of an item.
    pub(crate) fn dict<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (column, name) in self.names(row).iter().enumerate() {
            dict.set_item(name, self.value(py, row, column)?)?;
        }
        Ok(dict)
    }
}

impl Keys {
    fn of(py: Python<'_>, layout: &Layout, reserved: &HashSet<String>) -> Self {
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
            let is_reserved = reserved.contains(&column.name);
            places.push(Place { address, column: number, is_reserved });
            names.push(name);
        }
        places.sort_unstable_by_key(|place| place.address);
        Self { names, places }
    }
}

/// The attributes that instances have of their own.
fn reserved(py: Python<'_>) -> PyResult<&HashSet<String>> {
    static RESERVED: PyOnceLock<HashSet<String>> = PyOnceLock::new();
    RESERVED.get_or_try_init(py, || {
        let names: Vec<String> = py.get_type::<Instance>().dir()?.extract()?;
        Ok(names.into_iter().collect())
    })
}
