//! Messages.

use std::sync::{Arc, OnceLock};

use cimwire_facade as facade;
use cimwire_facade::{
    Bytes, Datum, Head, Integers, JsonOptions, Limits, Options, Property, Rows, View,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

use crate::batch::Batch;
use crate::cim_rs;
use crate::decode::detached;
use crate::element::{Element, loads};
use crate::error::{decode_error, encode_error};
use crate::instance::Instance;
use crate::items::Items;
use crate::keys::keys;
use crate::parts::{deviation, fault, misfit, option, part, repair, selectors};
use crate::path::Path;
use crate::reference::Reference;
use crate::respond::reply;
use crate::schema::Schema;
use crate::value::{from_datum, meaning_of};

/// A message that was read: immutable, and usable from all threads.
#[pyclass(frozen, module = "cimwire")]
pub(crate) struct Message {
    message: facade::Message,
    options: Options,
    schema: Option<Schema>,
    input: Bytes,
    head: OnceLock<Head>,
    items: OnceLock<Arc<Batch>>,
}

impl Message {
    pub(crate) fn new(
        message: facade::Message,
        options: Options,
        schema: Option<Schema>,
        input: Bytes,
    ) -> Self {
        let (head, items) = (OnceLock::new(), OnceLock::new());
        Self { message, options, schema, input, head, items }
    }

    /// The message that an element is.
    pub(crate) fn inside(py: Python<'_>, view: &View) -> PyResult<Self> {
        let message = view.message().map_err(|error| decode_error(py, error))?;
        let input = Bytes::from(view.to_xml());
        Ok(Self::new(message, Options::default(), None, input))
    }

    pub(crate) fn facade(&self) -> &facade::Message {
        &self.message
    }

    fn head(&self) -> &Head {
        self.head.get_or_init(|| self.message.head())
    }

    fn batch(&self, py: Python<'_>) -> PyResult<Arc<Batch>> {
        if let Some(batch) = self.items.get() {
            return Ok(batch.clone());
        }
        let rows = Rows::of(&self.message, self.schema.as_ref().map(Schema::facade));
        let batch = Batch::new(py, rows, self.schema.clone())?;
        Ok(self.items.get_or_init(|| batch).clone())
    }
}

#[pymethods]
impl Message {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("kind", "items")
    }

    /// What it asks or says, as ``PullResponse``: the operation of DSP0226, ``Method`` and
    /// ``MethodResponse`` for those of a class, ``Custom`` for anything else.
    #[getter]
    fn kind(&self) -> &str {
        &self.head().kind
    }

    /// What it asks for or says, as a URI (DSP0226 §5.4.5).
    #[getter]
    fn action(&self) -> Option<&str> {
        self.head().action.as_deref()
    }

    /// The address it goes to (DSP0226 §5.3).
    #[getter]
    fn to(&self) -> Option<&str> {
        self.head().to.as_deref()
    }

    /// The kind of resource it is for (DSP0226 §5.1.2.1).
    #[getter]
    fn resource_uri(&self) -> Option<&str> {
        self.head().resource_uri.as_deref()
    }

    /// What no other message has (DSP0226 §5.4.4).
    #[getter]
    fn message_id(&self) -> Option<&str> {
        self.head().message_id.as_deref()
    }

    /// The messages it is about, an answer's request first (DSP0226 §5.4.4).
    #[getter]
    fn relates_to(&self) -> Vec<String> {
        self.head().relates_to.clone()
    }

    /// The address that answers go to (DSP0226 §5.4.2).
    #[getter]
    fn reply_to(&self) -> Option<&str> {
        self.head().reply_to.as_deref()
    }

    /// The version of WS-Addressing: ``2004/08`` or ``2005/08``.
    #[getter]
    fn addressing(&self) -> Option<&str> {
        self.head().addressing.as_deref()
    }

    /// Which instance of the resource it is for (DSP0226 §5.1.2.2): names to text or references; a
    /// name that is given more often has a list of them.
    #[getter]
    fn selectors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        selectors(py, &self.head().selectors)
    }

    /// The path of the instance or class of CIM that it is about: its resource and selectors.
    #[getter]
    fn path(&self, py: Python<'_>) -> PyResult<Path> {
        Path::read(py, facade::Path::of_message(&self.message))
    }

    /// Switches for the resource's provider (DSP0226 §6.4).
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let options = self.head().options.iter().map(|it| option(py, it.clone()));
        PyList::new(py, options.collect::<PyResult<Vec<_>>>()?)
    }

    /// The header blocks in document order.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let class = part(py, "Header")?;
        let headers = self.message.headers().into_iter();
        let headers = headers.map(|it| class.call1((Element::new(it.view), it.must_understand)));
        PyList::new(py, headers.collect::<PyResult<Vec<_>>>()?)
    }

    /// The body element, if there is one.
    #[getter]
    fn body(&self) -> Option<Element> {
        self.message.body().map(Element::new)
    }

    /// The root of the message.
    #[getter]
    fn envelope(&self) -> Element {
        Element::new(self.message.envelope())
    }

    /// What it brings: the items of an enumeration (DSP0226 §8.2.3, §8.4), the events of a batch
    /// (§10.2.9.4), or the one instance that its body is.
    #[getter]
    fn items(slf: &Bound<'_, Self>) -> PyResult<Items> {
        let batch = slf.get().batch(slf.py())?;
        Ok(Items::new(batch, slf.clone().unbind()))
    }

    /// The first instance that it brings, as the answer to a Get does.
    #[getter]
    fn instance(&self, py: Python<'_>) -> PyResult<Option<Instance>> {
        let batch = self.batch(py)?;
        let first = (0..batch.rows.len()).find(|row| batch.rows.layout_of(*row).is_some());
        Ok(first.map(|row| Instance::new(batch, row)))
    }

    /// The call of a method, or its answer.
    #[getter]
    fn method<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(method) = self.message.method(self.schema.as_ref().map(Schema::facade)) else {
            return Ok(None);
        };
        let (parameters, meanings) = (PyDict::new(py), PyDict::new(py));
        let (given, schema) = (method.parameters(), self.schema.as_ref());
        let names = given.iter().map(|it| (&*it.namespace, &*it.name));
        for (name, parameter) in keys(py, &method.namespace(), names).iter().zip(&given) {
            let Property { value, type_name, .. } = parameter;
            parameters.set_item(name, from_datum(py, value, schema)?)?;
            // What the method does not declare has no meaning, whatever its name.
            let meaning = |value: &Datum| type_name.and(method.meaning(&parameter.name, value));
            meanings.set_item(name, meaning_of(py, value, meaning)?)?;
        }
        let returned = method.return_value();
        let meaning = returned.as_ref().map(|it| method.meaning(&it.name, &it.value));
        let returned = returned.map(|it| from_datum(py, &it.value, schema)).transpose()?;
        let misfits = method.misfits().into_iter().map(|it| misfit(py, it));
        let misfits = PyTuple::new(py, misfits.collect::<PyResult<Vec<_>>>()?)?;
        let of = (method.name(), method.class_name(), method.is_output());
        let fields = (of.0, of.1, of.2, parameters, returned, misfits, meanings, meaning.flatten());
        part(py, "Call")?.call1(fields).map(Some)
    }

    /// Whether it says that the enumeration has no more items (DSP0226 §8.4).
    #[getter]
    fn end_of_sequence(&self) -> bool {
        self.message.is_end_of_sequence()
    }

    /// What the next Pull has to bring (DSP0226 §8.4); it holds text, or elements.
    #[getter]
    fn enumeration_context(&self) -> Option<Element> {
        self.message.enumeration_context().map(Element::new)
    }

    /// Whom a SubscribeResponse names to renew or end the subscription (DSP0226 §10.2).
    #[getter]
    fn subscription_manager(&self) -> Option<Reference> {
        self.message.subscription_manager().map(Reference::new)
    }

    /// Why a request failed, if it says so.
    #[getter]
    fn fault<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.message.fault().map(|it| fault(py, it)).transpose()
    }

    /// Raises `FaultError` where the message is a fault; otherwise returns the message.
    fn raise_for_fault<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        let py = slf.py();
        let Some(fault) = slf.get().fault(py)? else { return Ok(slf) };
        let class = py.import("cimwire._errors")?.getattr("FaultError")?;
        Err(PyErr::from_value(class.call1((fault, slf))?))
    }

    /// All that is wrong with it, in the order of its bytes: departures from XML that were read all
    /// the same, from the rules of DSP0226, and from its schemas.
    #[getter]
    fn deviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let deviations = self.message.deviations().into_iter().map(|it| deviation(py, it));
        PyList::new(py, deviations.collect::<PyResult<Vec<_>>>()?)
    }

    /// The deviations at least as binding as a level: ``note``, which all are, ``may``, ``should`` or
    /// ``shall``.
    #[pyo3(signature = (level="note"))]
    fn check<'py>(&self, py: Python<'py>, level: &str) -> PyResult<Bound<'py, PyList>> {
        let least = level_of(level)?;
        let deviations = self.message.deviations().into_iter().filter(|it| it.level >= least);
        PyList::new(py, deviations.map(|it| deviation(py, it)).collect::<PyResult<Vec<_>>>()?)
    }

    /// The fault that a service has to answer this request with by the rules of DSP0226, if any.
    fn refusal<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let refusal = self.message.refusal().map_err(|error| encode_error(py, error))?;
        refusal.map(|it| reply(py, it)).transpose()
    }

    /// What salvage replaced.
    #[getter]
    fn repairs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let repairs = self.message.document().repairs().into_iter().map(|it| repair(py, it));
        PyList::new(py, repairs.collect::<PyResult<Vec<_>>>()?)
    }

    /// The schema that it is read with.
    #[getter]
    fn schema(&self) -> Option<Schema> {
        self.schema.clone()
    }

    /// The bytes as they were given.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.input)
    }

    /// The message as JSON text. Values of instances are texts, or ``typed`` as the schema has them;
    /// then ``integers`` of 64 bits are numbers as far as doubles have them all and texts from there
    /// on (``exact``), or all ``strings``, or all ``numbers``.
    #[pyo3(signature = (*, typed=false, integers="exact"))]
    fn to_json(&self, py: Python<'_>, typed: bool, integers: &str) -> PyResult<String> {
        let schema = match (typed, &self.schema) {
            (false, _) => None,
            (true, Some(schema)) => Some(schema.facade().clone()),
            (true, None) => {
                return Err(PyTypeError::new_err("expected a message with a schema, found none"));
            }
        };
        let options = JsonOptions { schema, integers: integers_of(integers)? };
        let json = self.message.to_json_with(&options);
        json.map_err(|error| encode_error(py, error))
    }

    /// The same as dicts, lists, numbers and str; `cimwire.encode` makes a message of it again.
    #[pyo3(signature = (*, typed=false, integers="numbers"))]
    fn to_dict<'py>(
        &self,
        py: Python<'py>,
        typed: bool,
        integers: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json(py, typed, integers)?)
    }

    /// What it brings as JSON text of CIM-RS (DSP0211): the items of an enumeration as a collection,
    /// of ``class_name`` where they are not all of one class; the one instance of any other body as
    /// itself. All values have to be of the types of the schema, which is the message's own where
    /// none is given. Identifiers begin with ``root``; instances that do not say in which CIM
    /// namespace they are, are in ``namespace``.
    #[pyo3(signature = (schema=None, *, root="", namespace=None, class_name=None))]
    fn to_cim_rs(
        &self,
        py: Python<'_>,
        schema: Option<&Bound<'_, Schema>>,
        root: &str,
        namespace: Option<&str>,
        class_name: Option<String>,
    ) -> PyResult<String> {
        let mut form = cim_rs::form(schema, self.schema.as_ref(), root, namespace)?;
        form.class = class_name;
        let json = detached(py, self.input.len(), || form.message(&self.message));
        json.map_err(|error| encode_error(py, error))
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.to_bytes(py)
    }

    /// Whether both say the same, prefixes and comments aside.
    fn __eq__(&self, other: &Self) -> bool {
        self.input == other.input || self.message.envelope().is_same(&other.message.envelope())
    }

    fn __repr__(&self) -> String {
        let Head { kind, resource_uri, .. } = self.head();
        let about = resource_uri.as_deref().map(|uri| format!(" {uri}")).unwrap_or_default();
        format!("<cimwire.Message {kind}{about}, {} bytes>", self.input.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("cimwire._cimwire")?.getattr("_message")?;
        let Limits { bytes, depth, attributes, namespaces, text, names } = self.options.limits;
        let limits = [bytes, depth, attributes, namespaces, text, names];
        Ok((restore, (self.to_bytes(py), self.options.salvage, limits, self.schema())))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}

/// What makes a message again.
type Restored<'py> = (Bound<'py, PyAny>, (Bound<'py, PyBytes>, bool, [usize; 6], Option<Schema>));

fn level_of(name: &str) -> PyResult<facade::Level> {
    Ok(match name {
        "note" => facade::Level::Note,
        "may" => facade::Level::May,
        "should" => facade::Level::Should,
        "shall" => facade::Level::Shall,
        other => {
            let text = format!("expected note, may, should or shall, found {other}");
            return Err(PyValueError::new_err(text));
        }
    })
}

fn integers_of(name: &str) -> PyResult<Integers> {
    Ok(match name {
        "exact" => Integers::Exact,
        "strings" => Integers::Strings,
        "numbers" => Integers::Numbers,
        other => {
            let text = format!("expected exact, strings or numbers, found {other}");
            return Err(PyValueError::new_err(text));
        }
    })
}
