//! Values of CIM as values of Python.

use cimwire_facade::{Clock, DateTime, Datum, Day, Moment, Rows};
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyBytes, PyDate, PyDateTime, PyDelta, PyFloat, PyInt, PyList, PyString, PyTime,
    PyTuple, PyType,
};

use crate::batch::Batch;
use crate::element::Element;
use crate::instance::Instance;
use crate::reference::Reference;
use crate::request::{element_of, text_of};
use crate::schema::Schema;

/// A value: what Python has no type for, or cannot hold exactly, stays the text of the wire.
pub(crate) fn from_datum<'py>(
    py: Python<'py>,
    datum: &Datum,
    schema: Option<&Schema>,
) -> PyResult<Bound<'py, PyAny>> {
    Ok(match datum {
        Datum::Null => py.None().into_bound(py),
        Datum::Boolean(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Datum::Unsigned(value) => value.into_pyobject(py)?.into_any(),
        Datum::Signed(value) => value.into_pyobject(py)?.into_any(),
        // The shortest decimal of the number is what the wire said.
        Datum::Real32(value) => {
            value.to_string().parse().unwrap_or(f64::from(*value)).into_pyobject(py)?.into_any()
        }
        Datum::Real64(value) => value.into_pyobject(py)?.into_any(),
        Datum::Char(value) => value.into_pyobject(py)?.into_any(),
        Datum::Text(text) => PyString::new(py, text).into_any(),
        Datum::DateTime(datetime) => from_datetime(py, datetime)?,
        Datum::Reference(view) => Reference::new(view.clone()).into_pyobject(py)?.into_any(),
        Datum::Instance(instance) => {
            let rows = Rows::of_instance(instance);
            let batch = Batch::new(py, rows, schema.cloned())?;
            Instance::new(batch, 0).into_pyobject(py)?.into_any()
        }
        Datum::Octets(octets) => PyBytes::new(py, octets).into_any(),
        Datum::Array(values) => {
            let values = values.iter().map(|value| from_datum(py, value, schema));
            PyList::new(py, values.collect::<PyResult<Vec<_>>>()?)?.into_any()
        }
        Datum::Untyped(view) if view.children().is_empty() => {
            PyString::new(py, &view.text()).into_any()
        }
        Datum::Untyped(view) => Element::new(view.clone()).into_pyobject(py)?.into_any(),
    })
}

/// What a value means, and of an array what each of its values does, by who knows it.
pub(crate) fn meaning_of<'py, 'm>(
    py: Python<'py>,
    value: &Datum,
    meaning: impl Fn(&Datum) -> Option<&'m str>,
) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Datum::Array(values) => Ok(PyList::new(py, values.iter().map(meaning))?.into_any()),
        value => Ok(meaning(value).into_pyobject(py)?.into_any()),
    }
}

/// A value that was set, as it was: elements stay elements.
pub(crate) fn from_written<'py>(
    py: Python<'py>,
    datum: &Datum,
    schema: Option<&Schema>,
) -> PyResult<Bound<'py, PyAny>> {
    match datum {
        Datum::Untyped(view) => Ok(Element::new(view.clone()).into_pyobject(py)?.into_any()),
        Datum::Array(values) => {
            let values = values.iter().map(|value| from_written(py, value, schema));
            Ok(PyList::new(py, values.collect::<PyResult<Vec<_>>>()?)?.into_any())
        }
        other => from_datum(py, other, schema),
    }
}

/// A value to write.
pub(crate) fn datum_of(value: &Bound<'_, PyAny>) -> PyResult<Datum> {
    if value.is_none() {
        return Ok(Datum::Null);
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter()?.map(|item| element_datum_of(&item?));
        return Ok(Datum::Array(items.collect::<PyResult<_>>()?));
    }
    single_datum_of(value)
}

/// An element of an array: CIM has no arrays of arrays.
fn element_datum_of(value: &Bound<'_, PyAny>) -> PyResult<Datum> {
    if value.is_none() { Ok(Datum::Null) } else { single_datum_of(value) }
}

fn single_datum_of(value: &Bound<'_, PyAny>) -> PyResult<Datum> {
    if let Ok(instance) = value.cast::<Instance>() {
        let instance = instance.get().facade();
        return Ok(instance.map_or(Datum::Null, Datum::Instance));
    }
    if let Ok(reference) = value.cast::<Reference>() {
        return Ok(Datum::Reference(reference.get().view().clone()));
    }
    if let Some(view) = element_of(value)? {
        return Ok(Datum::Untyped(view));
    }
    scalar_of(value)
}

fn scalar_of(value: &Bound<'_, PyAny>) -> PyResult<Datum> {
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Datum::Boolean(truth.is_true()));
    }
    if value.is_instance_of::<PyInt>() {
        let unsigned = value.extract().map(Datum::Unsigned);
        return unsigned.or_else(|_| value.extract().map(Datum::Signed));
    }
    if let Ok(octets) = value.cast::<PyBytes>() {
        return Ok(Datum::Octets(octets.as_bytes().to_vec()));
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok(Datum::Real64(number.value()));
    }
    let (form, text) = (form_of(value), text_of(value)?);
    Ok(match form {
        Some(form) => Datum::DateTime(DateTime::of_form(form, &text)),
        None => Datum::Text(text),
    })
}

/// The form of a date-time (DSP0230 §7.2.4).
pub(crate) fn form_of(value: &Bound<'_, PyAny>) -> Option<&'static str> {
    match () {
        () if value.is_instance_of::<PyDateTime>() => Some("Datetime"),
        () if value.is_instance_of::<PyDate>() => Some("Date"),
        () if value.is_instance_of::<PyTime>() => Some("Time"),
        () if value.is_instance_of::<PyDelta>() => Some("Interval"),
        () => None,
    }
}

fn from_datetime<'py>(py: Python<'py>, datetime: &DateTime) -> PyResult<Bound<'py, PyAny>> {
    let text = || PyString::new(py, &datetime.text).into_any();
    if let Some(value) = from_iso(py, datetime)? {
        return Ok(value);
    }
    let value = match datetime.moment {
        Some(moment) => from_moment(py, moment),
        None => Ok(None),
    };
    match value {
        Ok(value) => Ok(value.unwrap_or_else(text)),
        // The year 0 or 10000, an interval of a million years.
        Err(error) if error.is_instance_of::<PyValueError>(py) => Ok(text()),
        Err(error) if error.is_instance_of::<PyOverflowError>(py) => Ok(text()),
        Err(error) => Err(error),
    }
}

/// The usual case, which Python itself reads fastest; none where it does not.
fn from_iso<'py>(py: Python<'py>, datetime: &DateTime) -> PyResult<Option<Bound<'py, PyAny>>> {
    let is_iso = datetime.text.as_bytes().get(10) == Some(&b'T');
    match datetime.moment {
        Some(Moment::Point(_, clock)) if is_iso && is_exact(clock) => {}
        _ => return Ok(None),
    }
    let from_iso = || class(py, &DATETIME, "datetime")?.getattr("fromisoformat").map(Bound::unbind);
    let from_iso = FROM_ISO.get_or_try_init(py, from_iso)?.bind(py);
    Ok(from_iso.call1((&datetime.text,)).ok())
}

/// A date-time, where Python has one that is as exact.
fn from_moment(py: Python<'_>, moment: Moment) -> PyResult<Option<Bound<'_, PyAny>>> {
    Ok(match moment {
        Moment::Point(Day { year, month, day, .. }, clock) if is_exact(clock) => {
            let Clock { hour, minute, second, nanosecond, offset } = clock;
            let zone = zone(py, offset)?;
            let time = (hour, minute, second, nanosecond / 1000, zone);
            let (hour, minute, second, micro, zone) = time;
            let parts = (year, month, day, hour, minute, second, micro, zone);
            Some(class(py, &DATETIME, "datetime")?.call1(parts)?)
        }
        Moment::Day(Day { year, month, day, offset: None }) => {
            Some(class(py, &DATE, "date")?.call1((year, month, day))?)
        }
        Moment::Clock(clock) if is_exact(clock) => {
            let Clock { hour, minute, second, nanosecond, offset } = clock;
            let parts = (hour, minute, second, nanosecond / 1000, zone(py, offset)?);
            Some(class(py, &TIME, "time")?.call1(parts)?)
        }
        Moment::Interval { months: 0, nanoseconds } if nanoseconds % 1000 == 0 => {
            Some(class(py, &TIMEDELTA, "timedelta")?.call1((0, 0, nanoseconds / 1000))?)
        }
        _ => None,
    })
}

fn is_exact(clock: Clock) -> bool {
    clock.nanosecond.is_multiple_of(1000)
}

/// Minutes east of UTC as a zone; UTC itself for none.
fn zone(py: Python<'_>, offset: Option<i16>) -> PyResult<Option<Bound<'_, PyAny>>> {
    let Some(offset) = offset else { return Ok(None) };
    if offset == 0 {
        let utc = || class(py, &TIMEZONE, "timezone")?.getattr("utc").map(Bound::unbind);
        return Ok(Some(UTC.get_or_try_init(py, utc)?.bind(py).clone()));
    }
    let offset = class(py, &TIMEDELTA, "timedelta")?.call1((0, i32::from(offset) * 60))?;
    class(py, &TIMEZONE, "timezone")?.call1((offset,)).map(Some)
}

fn class<'py>(
    py: Python<'py>,
    class: &'static PyOnceLock<Py<PyType>>,
    name: &str,
) -> PyResult<&'py Bound<'py, PyType>> {
    class.import(py, "datetime", name)
}

static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static TIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static TIMEDELTA: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static FROM_ISO: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static UTC: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static TIMEZONE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
