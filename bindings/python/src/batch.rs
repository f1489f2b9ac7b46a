//! The items of a message for Python: a table, and the keys of its columns.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use cimwire_facade::{Cell, Layout, Rows, View};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString};

use crate::instance::Instance;
use crate::keys::keys;
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
    places: HashMap<usize, Place, BuildHasherDefault<Address>>,
}

#[derive(Clone, Copy)]
struct Place {
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

    /// The column of a property, by its key or else by its local name, in any case; the exact one
    /// first, and one of the class before those of other namespaces.
    pub(crate) fn column(&self, row: usize, name: &Bound<'_, PyString>) -> PyResult<Option<usize>> {
        if let Some(place) = self.place(row, name) {
            return Ok(Some(place.column as usize));
        }
        let (py, text) = (name.py(), name.to_str()?);
        let keyed = |same: fn(&str, &str) -> bool| {
            let mut names = self.names(row).iter();
            names.position(|it| it.bind(py).to_str().is_ok_and(|it| same(it, text)))
        };
        let local = |same: fn(&str, &str) -> bool| {
            self.rows.layout(row)?.columns.iter().position(|it| same(&it.name, text))
        };
        let is_alike = str::eq_ignore_ascii_case;
        let own = keyed(str::eq).or_else(|| keyed(is_alike));
        Ok(own.or_else(|| local(str::eq)).or_else(|| local(is_alike)))
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
        keys.places.get(&(name.as_ptr() as usize)).copied()
    }

    /// The value of a property.
    #[inline]
    pub(crate) fn value<'py>(
        &self,
        py: Python<'py>,
        row: usize,
        column: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.read(py, row, column, &self.rows.cell(row, column))
    }

    /// All properties of an item.
    pub(crate) fn dict<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        match self.rows.layout_of(row).and_then(|layout| self.keys.get(layout)) {
            Some(keys) => self.dict_after(keys, None, keys.empty.bind(py), row, &mut Vec::new()),
            None => Ok(PyDict::new(py)),
        }
    }

    /// All properties of each item.
    pub(crate) fn dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let dicts = PyList::empty(py);
        let first = |keys: &Keys| (None, keys.empty.bind(py).clone());
        let mut last: Vec<_> = self.keys.iter().map(first).collect();
        let mut cells = Vec::new();
        for row in 0..self.rows.len() {
            let Some(layout) = self.rows.layout_of(row) else {
                dicts.append(PyDict::new(py))?;
                continue;
            };
            let (before, like) = &last[layout];
            let dict = self.dict_after(&self.keys[layout], *before, like, row, &mut cells)?;
            dicts.append(&dict)?;
            last[layout] = (Some(row), dict);
        }
        Ok(dicts)
    }

    /// The properties of an item, where a dict has those of the one before it.
    fn dict_after<'py>(
        &self,
        keys: &Keys,
        before: Option<usize>,
        like: &Bound<'py, PyDict>,
        row: usize,
        cells: &mut Vec<(usize, Cell)>,
    ) -> PyResult<Bound<'py, PyDict>> {
        // All keys are there already, so the copy has not to grow.
        let dict = like.copy()?;
        self.rows.cells(row, before, cells);
        for (column, cell) in cells.iter() {
            let value = self.read(like.py(), row, *column, cell)?;
            dict.set_item(&keys.names[*column], value)?;
        }
        Ok(dict)
    }

    #[inline(always)]
    fn read<'py>(
        &self,
        py: Python<'py>,
        row: usize,
        column: usize,
        cell: &Cell,
    ) -> PyResult<Bound<'py, PyAny>> {
        match plain(py, &self.rows, cell)? {
            Some(value) => Ok(value),
            None => from_datum(py, &self.rows.datum(row, column), self.schema.as_ref()),
        }
    }
}

impl Keys {
    fn of(py: Python<'_>, layout: &Layout, reserved: &HashSet<String>) -> PyResult<Self> {
        let columns = &layout.columns;
        let qualified = columns.iter().map(|it| (&*it.namespace, &*it.name));
        let names = keys(py, &layout.namespace, qualified);
        let empty = PyDict::new(py);
        let mut places = HashMap::with_capacity_and_hasher(columns.len(), Default::default());
        for (number, (column, name)) in (0..).zip(columns.iter().zip(&names)) {
            // Attributes begin with a small letter or `_`, most properties do not.
            let is_usual = column.name.starts_with(|c: char| c.is_ascii_uppercase());
            let is_reserved = !is_usual && reserved.contains(&column.name);
            empty.set_item(name, py.None())?;
            places.insert(name.as_ptr() as usize, Place { column: number, is_reserved });
        }
        Ok(Self { names, empty: empty.unbind(), places })
    }
}

/// Addresses of objects, which need no more mixing than this.
#[derive(Default)]
struct Address(u64);

impl Hasher for Address {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(32)
    }
}

/// One value; none for what is not plain.
#[inline(always)]
fn plain<'py>(py: Python<'py>, rows: &Rows, cell: &Cell) -> PyResult<Option<Bound<'py, PyAny>>> {
    Ok(Some(match cell {
        Cell::Text(span) => PyString::new(py, rows.text(*span)).into_any(),
        Cell::Decoded(text) => PyString::new(py, text).into_any(),
        Cell::Unsigned(value) => value.into_pyobject(py)?.into_any(),
        Cell::Signed(value) => value.into_pyobject(py)?.into_any(),
        Cell::Boolean(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Cell::Null => py.None().into_bound(py),
        Cell::Array(cells) => return plain_list(py, rows, cells),
        Cell::Other => return Ok(None),
    }))
}

fn plain_list<'py>(
    py: Python<'py>,
    rows: &Rows,
    cells: &[Cell],
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let values = cells.iter().map(|cell| plain(py, rows, cell));
    let Some(values) = values.collect::<PyResult<Option<Vec<_>>>>()? else { return Ok(None) };
    Ok(Some(PyList::new(py, values)?.into_any()))
}

/// The attributes that instances have of their own.
fn reserved(py: Python<'_>) -> PyResult<&HashSet<String>> {
    static RESERVED: PyOnceLock<HashSet<String>> = PyOnceLock::new();
    RESERVED.get_or_try_init(py, || {
        let names: Vec<String> = py.get_type::<Instance>().dir()?.extract()?;
        Ok(names.into_iter().collect())
    })
}
