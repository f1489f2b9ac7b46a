//! Parts of messages as the named tuples of `cimwire._types`.

use cimwire_facade::{
    Bytes, Decoder, Deviation, Fault, Level, Misfit, NamedOption, Options, Reason, Repair, Selector,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::element::Element;
use crate::reference::Reference;

/// A class of `cimwire._types`.
pub(crate) fn part<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("cimwire._types")?.getattr(name)
}

pub(crate) fn deviation<'py>(py: Python<'py>, of: Deviation) -> PyResult<Bound<'py, PyAny>> {
    let Deviation { rule, kind, level, offset, line, column, path, text } = of;
    let level = match level {
        Level::Note => "note",
        Level::May => "may",
        Level::Should => "should",
        Level::Shall => "shall",
    };
    part(py, "Deviation")?.call1((rule, kind, level, offset, line, column, path, text))
}

pub(crate) fn repair<'py>(py: Python<'py>, of: Repair) -> PyResult<Bound<'py, PyAny>> {
    let Repair { offset, found, replacement } = of;
    part(py, "Repair")?.call1((offset, found, replacement))
}

pub(crate) fn misfit<'py>(py: Python<'py>, of: Misfit) -> PyResult<Bound<'py, PyAny>> {
    let Misfit { property, offset, expected, .. } = of;
    part(py, "Misfit")?.call1((property, offset, expected))
}

pub(crate) fn option<'py>(py: Python<'py>, of: NamedOption) -> PyResult<Bound<'py, PyAny>> {
    let NamedOption { name, value, must_comply } = of;
    part(py, "Option")?.call1((name, value, must_comply))
}

pub(crate) fn fault<'py>(py: Python<'py>, of: Fault) -> PyResult<Bound<'py, PyAny>> {
    let Fault { code, subcode, short_subcode, reasons, detail_code, meaning, detail } = of;
    let class = part(py, "Reason")?;
    let reasons =
        reasons.into_iter().map(|Reason { language, text }| class.call1((language, text)));
    let reasons = PyTuple::new(py, reasons.collect::<PyResult<Vec<_>>>()?)?;
    let detail = detail.map(Element::new);
    let fields = (code, subcode, short_subcode, reasons, detail_code, meaning, detail);
    part(py, "Fault")?.call1(fields)
}

/// Names to values, text or references; a name that is given more often has a list of them.
pub(crate) fn selectors<'py>(py: Python<'py>, set: &[Selector]) -> PyResult<Bound<'py, PyDict>> {
    let values = PyDict::new(py);
    for Selector { name, value, is_reference } in set {
        let value = match is_reference {
            true => reference(value).into_pyobject(py)?.into_any(),
            false => value.into_pyobject(py)?.into_any(),
        };
        match values.get_item(name)? {
            None => values.set_item(name, value)?,
            Some(first) => match first.cast::<PyList>() {
                Ok(list) => list.append(value)?,
                Err(_) => values.set_item(name, PyList::new(py, [&first, &value])?)?,
            },
        }
    }
    Ok(values)
}

/// What the facade wrote is read again: it is well-formed.
fn reference(xml: &str) -> Option<Reference> {
    let document = Decoder::new(Options::default()).document(&Bytes::from(xml.to_owned()));
    document.ok().map(|document| Reference::new(document.root()))
}
