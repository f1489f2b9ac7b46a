//! Parts of messages as the named tuples of `cimwire._types`.

use cimwire_facade::{
    Bytes, CimError, Decoder, Deviation, Fault, Head, Level, Misfit, NamedOption, Options,
    ProviderFault, Reason, Repair, Selector, WindowsFault,
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
    let kind = format!("{:?}", of.kind);
    let Misfit { property, offset, expected, .. } = of;
    part(py, "Misfit")?.call1((property, offset, expected, kind))
}

pub(crate) fn option<'py>(py: Python<'py>, of: NamedOption) -> PyResult<Bound<'py, PyAny>> {
    let NamedOption { name, value, must_comply } = of;
    part(py, "Option")?.call1((name, value, must_comply))
}

pub(crate) fn head<'py>(py: Python<'py>, of: Head) -> PyResult<Bound<'py, PyAny>> {
    let options = of.options.into_iter().map(|it| option(py, it));
    let fields = (
        of.kind,
        of.action,
        of.to,
        of.resource_uri,
        selectors(py, &of.selectors)?,
        PyTuple::new(py, options.collect::<PyResult<Vec<_>>>()?)?,
        of.message_id,
        PyTuple::new(py, of.relates_to)?,
        of.reply_to,
        of.addressing,
    );
    part(py, "Head")?.call1(fields)
}

pub(crate) fn fault<'py>(py: Python<'py>, of: Fault) -> PyResult<Bound<'py, PyAny>> {
    let class = part(py, "Reason")?;
    let reasons = of.reasons.into_iter().map(|it| class.call1((it.language, it.text)));
    let errors = of.cim_errors.into_iter().map(|it| cim_error(py, it));
    let fields = (
        of.code,
        of.subcode,
        of.short_subcode,
        PyTuple::new(py, reasons.collect::<PyResult<Vec<_>>>()?)?,
        of.detail_code,
        of.meaning,
        of.detail.map(Element::new),
        PyTuple::new(py, errors.collect::<PyResult<Vec<_>>>()?)?,
        of.windows.map(|it| windows_fault(py, it)).transpose()?,
    );
    part(py, "Fault")?.call1(fields)
}

/// Why, in a language, of reasons as pairs of language and text: `cimwire.Fault.reason`.
#[pyfunction]
pub(crate) fn _reason(reasons: Vec<(String, String)>, language: &str) -> Option<String> {
    let reasons = reasons.into_iter().map(|(language, text)| Reason { language, text });
    Reason::nearest(&reasons.collect::<Vec<_>>(), language)
}

fn cim_error<'py>(py: Python<'py>, of: CimError) -> PyResult<Bound<'py, PyAny>> {
    let CimError { class, status, status_name, message, message_id, owning_entity, view } = of;
    let element = Element::new(view);
    let fields = (class, status, status_name, message, message_id, owning_entity, element);
    part(py, "CimError")?.call1(fields)
}

fn windows_fault<'py>(py: Python<'py>, of: WindowsFault) -> PyResult<Bound<'py, PyAny>> {
    let WindowsFault { code, machine, message, providers, view } = of;
    let class = part(py, "ProviderFault")?;
    let provider = |it: ProviderFault| {
        let status = it.extended_status.map(Element::new);
        class.call1((it.provider, it.path, it.message, status, Element::new(it.view)))
    };
    let providers = providers.into_iter().map(provider).collect::<PyResult<Vec<_>>>()?;
    let fields = (code, machine, message, PyTuple::new(py, providers)?, Element::new(view));
    part(py, "WindowsFault")?.call1(fields)
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
