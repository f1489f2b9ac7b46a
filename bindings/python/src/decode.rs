//! From bytes to messages, and from JSON to bytes.

use std::cell::RefCell;

use cimwire_facade as facade;
use cimwire_facade::{Bytes, Decoder, Limits, Options};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::batch::Batch;
use crate::element::Element;
use crate::error::{decode_error, encode_error};
use crate::input::{bytes_of, count_of};
use crate::instance::Instance;
use crate::items::item;
use crate::message::Message;
use crate::parts::head;
use crate::reference::Reference;
use crate::schema::Schema;

/// Decodes a message. ``bytes`` and ``str`` are borrowed and kept alive; what can change is copied.
///
/// Lenient by default: `Message.deviations` tells what was read all the same. The keywords of limits
/// bound what a message may ask for: bytes, depth, attributes, namespaces, text and names.
#[pyfunction]
#[pyo3(signature = (data, /, *, strict=false, salvage=false, schema=None, **limits))]
pub(crate) fn decode(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    strict: bool,
    salvage: bool,
    schema: Option<Bound<'_, Schema>>,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<Message> {
    let options = Options { strict, salvage, limits: limits_of(limits)? };
    let bytes = bytes_of(data)?;
    let message = with_decoder(py, options, &bytes, Decoder::message)?;
    Ok(Message::new(message, options, schema.map(|it| it.get().clone()), bytes))
}

/// Reads where a message goes, for who only passes it on: no byte behind its header is looked at, but
/// for a message without an action, which is read whole. The keywords are those of `decode`.
#[pyfunction]
#[pyo3(signature = (data, /, *, strict=false, salvage=false, **limits))]
pub(crate) fn decode_head<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    strict: bool,
    salvage: bool,
    limits: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = Options { strict, salvage, limits: limits_of(limits)? };
    head(py, with_decoder(py, options, &bytes_of(data)?, Decoder::head)?)
}

/// Decodes an element from its XML, or from its JSON where the first character is ``{``.
#[pyfunction]
#[pyo3(signature = (data, /, **limits))]
pub(crate) fn decode_element(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    limits: Option<&Bound<'_, PyDict>>,
) -> PyResult<Element> {
    let options = Options { limits: limits_of(limits)?, ..Options::default() };
    let document = with_decoder(py, options, &bytes_of(data)?, Decoder::element)?;
    Ok(Element::new(document.root()))
}

/// The XML of a message or element given as the JSON of `Message.to_json`: as text, or as the dict
/// of `Message.to_dict`. With a schema, numbers and booleans in instances have to be of its types.
#[pyfunction]
#[pyo3(signature = (data, /, *, schema=None, **limits))]
pub(crate) fn encode<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    schema: Option<&Bound<'py, Schema>>,
    limits: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let limits = limits_of(limits)?;
    let json = json_of(data)?;
    let schema = schema.map(|it| it.get().facade());
    let xml = detached(py, json.len(), || match schema {
        Some(schema) => facade::encode_with(&json, limits, schema),
        None => facade::encode(&json, limits),
    });
    xml.map(|xml| PyBytes::new(py, &xml)).map_err(|error| encode_error(py, error))
}

/// What pickle makes instances of.
#[pyfunction]
pub(crate) fn _instance<'py>(
    py: Python<'py>,
    xml: &Bound<'py, PyAny>,
    schema: Option<Bound<'py, Schema>>,
    is_embedded: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let schema = schema.map(|it| it.get().clone());
    let view = with_decoder(py, Options::default(), &bytes_of(xml)?, Decoder::document)?.root();
    if is_embedded {
        let instance = Instance::read(py, &view, schema, is_embedded)?;
        return Ok(instance.into_pyobject(py)?.into_any());
    }
    item(py, &Batch::of_item(py, &view, schema)?, 0)
}

/// What pickle makes references of.
#[pyfunction]
pub(crate) fn _reference(py: Python<'_>, xml: &Bound<'_, PyAny>) -> PyResult<Reference> {
    let document = with_decoder(py, Options::default(), &bytes_of(xml)?, Decoder::document)?;
    Ok(Reference::new(document.root()))
}

/// What pickle makes messages of.
#[pyfunction]
pub(crate) fn _message(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    salvage: bool,
    limits: [usize; 6],
    schema: Option<Bound<'_, Schema>>,
) -> PyResult<Message> {
    let [bytes, depth, attributes, namespaces, text, names] = limits;
    let limits = Limits { bytes, depth, attributes, namespaces, text, names };
    let options = Options { strict: false, salvage, limits };
    let bytes = bytes_of(data)?;
    let message = with_decoder(py, options, &bytes, Decoder::message)?;
    Ok(Message::new(message, options, schema.map(|it| it.get().clone()), bytes))
}

/// The JSON that an object is, or that the `json` module makes of it.
pub(crate) fn json_of(data: &Bound<'_, PyAny>) -> PyResult<Bytes> {
    if !data.is_instance_of::<PyDict>() {
        return bytes_of(data);
    }
    let options = PyDict::new(data.py());
    options.set_item("ensure_ascii", false)?;
    options.set_item("allow_nan", false)?;
    options.set_item("separators", (",", ":"))?;
    let json = data.py().import("json")?.getattr("dumps")?.call((data,), Some(&options))?;
    bytes_of(json.cast::<PyString>()?.as_any())
}

/// Reads with a decoder of this thread, which learns from each message.
pub(crate) fn with_decoder<T: Send>(
    py: Python<'_>,
    options: Options,
    input: &Bytes,
    read: impl FnOnce(&mut Decoder, &Bytes) -> Result<T, facade::Error> + Send,
) -> PyResult<T> {
    let read = || {
        // Taken out, so that nothing is borrowed while it is at work.
        let kept = DECODER.take().filter(|(of, _)| *of == options);
        let mut decoder = kept.map_or_else(|| Decoder::new(options), |(_, decoder)| decoder);
        let result = read(&mut decoder, input);
        DECODER.set(Some((options, decoder)));
        result
    };
    detached(py, input.len(), read).map_err(|error| decode_error(py, error))
}

/// Lets other threads run Python meanwhile, where that is worth it.
pub(crate) fn detached<T: Send>(
    py: Python<'_>,
    bytes: usize,
    work: impl FnOnce() -> T + Send,
) -> T {
    if bytes < LARGE { work() } else { py.detach(work) }
}

pub(crate) fn limits_of(given: Option<&Bound<'_, PyDict>>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    let Some(given) = given else { return Ok(limits) };
    for (name, value) in given {
        let name: String = name.extract()?;
        let limit = match name.as_str() {
            "bytes" => &mut limits.bytes,
            "depth" => &mut limits.depth,
            "attributes" => &mut limits.attributes,
            "namespaces" => &mut limits.namespaces,
            "text" => &mut limits.text,
            "names" => &mut limits.names,
            _ => {
                return Err(PyTypeError::new_err(format!(
                    "got an unexpected keyword argument '{name}'"
                )));
            }
        };
        // No message has more bytes than this machine has addresses.
        *limit = usize::try_from(count_of(&name, &value)?).unwrap_or(usize::MAX);
    }
    Ok(limits)
}

thread_local! {
    static DECODER: RefCell<Option<(Options, Decoder)>> = const { RefCell::new(None) };
}

/// Bytes from which on the interpreter is let go: below, that takes longer than reading.
const LARGE: usize = 16 << 10;
