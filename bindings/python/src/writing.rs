//! Items of Python as those of an answer.

use std::collections::HashMap;

use cimwire_facade as facade;
use cimwire_facade::Items;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString, PyTuple};

use crate::error::encode_error;
use crate::input::unexpected;
use crate::reference::Reference;
use crate::request::{element_of, text_of};
use crate::value::form_of;

/// Writes items one after the other: dicts as instances of a class, anything else as it is.
pub(crate) struct Writing<'py> {
    py: Python<'py>,
    items: Items,
    /// The namespace of the class, which ends with its name.
    class_uri: Option<String>,
    /// The properties of the last dict, in its order: most have those of the one before.
    last: Vec<(Bound<'py, PyString>, usize)>,
    columns: HashMap<String, usize>,
}

impl<'py> Writing<'py> {
    pub(crate) fn new(py: Python<'py>, items: Items, class_uri: Option<String>) -> Self {
        Self { py, items, class_uri, last: Vec::new(), columns: HashMap::new() }
    }

    pub(crate) fn add(&mut self, item: &Bound<'py, PyAny>) -> PyResult<()> {
        if let Ok(dict) = item.cast::<PyDict>() {
            return self.add_dict(dict);
        }
        let Some(view) = element_of(item)? else {
            return Err(unexpected("a dict or an instance", item));
        };
        self.done(|items| items.item(&view))
    }

    pub(crate) fn finish(self) -> Items {
        self.items
    }

    fn add_dict(&mut self, dict: &Bound<'py, PyDict>) -> PyResult<()> {
        let uri = self.class_uri.clone().ok_or_else(|| {
            PyTypeError::new_err("expected class_uri, which says of which class dicts are")
        })?;
        if self.columns.is_empty() {
            for name in dict.keys() {
                self.column(0, &name, &uri)?;
            }
        }
        let class = uri.rsplit('/').next().unwrap_or(&uri);
        self.done(|items| items.begin(&uri, class))?;
        for (place, (name, value)) in dict.iter().enumerate() {
            let column = self.column(place, &name, &uri)?;
            self.value(column, &value)?;
        }
        self.done(Items::end)
    }

    /// The column of a name that stands at a place among its dict's.
    #[inline]
    fn column(&mut self, place: usize, name: &Bound<'py, PyAny>, uri: &str) -> PyResult<usize> {
        match self.last.get(place) {
            Some((last, column)) if last.is(name) => Ok(*column),
            _ => self.find_column(place, name.cast()?, uri),
        }
    }

    fn find_column(
        &mut self,
        place: usize,
        name: &Bound<'py, PyString>,
        uri: &str,
    ) -> PyResult<usize> {
        let text = name.to_str()?;
        let column = match self.columns.get(text) {
            Some(column) => *column,
            None => {
                let expanded = text.strip_prefix('{').and_then(|text| text.split_once('}'));
                let (namespace, local) = expanded.unwrap_or((uri, text));
                let column = self.done(|items| items.column(namespace, local))?;
                self.columns.insert(text.to_owned(), column);
                column
            }
        };
        self.last.truncate(place);
        if self.last.len() == place {
            self.last.push((name.clone(), column));
        }
        Ok(column)
    }

    #[inline]
    fn value(&mut self, column: usize, value: &Bound<'py, PyAny>) -> PyResult<()> {
        if self.plain(column, value)? {
            return Ok(());
        }
        // An array; what is in it is none, as CIM has no arrays of arrays.
        if let Ok(values) = value.cast::<PyList>() {
            return values.iter().try_for_each(|value| self.single(column, &value));
        }
        if let Ok(values) = value.cast::<PyTuple>() {
            return values.iter().try_for_each(|value| self.single(column, &value));
        }
        self.unusual(column, value)
    }

    fn single(&mut self, column: usize, value: &Bound<'py, PyAny>) -> PyResult<()> {
        if self.plain(column, value)? { Ok(()) } else { self.unusual(column, value) }
    }

    /// Writes what most values are; whether it was such.
    #[inline]
    fn plain(&mut self, column: usize, value: &Bound<'py, PyAny>) -> PyResult<bool> {
        // Most are this, and its type is told by a look.
        let text = value.cast_exact::<PyString>();
        if let Ok(text) = text.or_else(|_| value.cast::<PyString>()) {
            let text = text.to_str()?;
            self.done(|items| items.text(column, text))?;
        } else if value.is_none() {
            self.done(|items| items.null(column))?;
        } else if let Ok(truth) = value.cast::<PyBool>() {
            let text = if truth.is_true() { "true" } else { "false" };
            self.done(|items| items.text(column, text))?;
        } else if let Ok(Ok(number)) = value.cast::<PyInt>().map(|it| it.extract::<i64>()) {
            self.done(|items| items.text(column, &number.to_string()))?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn unusual(&mut self, column: usize, value: &Bound<'py, PyAny>) -> PyResult<()> {
        if let Some(view) = element_of(value)? {
            let is_inside = value.is_instance_of::<Reference>();
            return self.done(|items| items.element(column, &view, is_inside));
        }
        let text = text_of(value)?;
        match form_of(value) {
            Some(form) => self.done(|items| items.date_time(column, form, &text)),
            None => self.done(|items| items.text(column, &text)),
        }
    }

    #[inline]
    fn done<T>(
        &mut self,
        write: impl FnOnce(&mut Items) -> Result<T, facade::Error>,
    ) -> PyResult<T> {
        write(&mut self.items).map_err(|error| encode_error(self.py, error))
    }
}
