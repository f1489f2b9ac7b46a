//! Requests to send.

use cimwire_facade as facade;
use cimwire_facade::{Association, Bytes, Decoder, Options, Value, View};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyBytes, PyDate, PyDelta, PyDict, PyFloat, PyInt, PyList, PyString, PyTime, PyTuple,
};

use crate::decode::{json_of, with_decoder};
use crate::draft::Draft;
use crate::element::Element;
use crate::error::encode_error;
use crate::input::{count_of, str_of, unexpected};
use crate::instance::Instance;
use crate::parts::part;
use crate::path::Path;
use crate::reference::Reference;

/// A request of an operation, about a subject, with settings: `cimwire.get` and its like.
#[pyfunction]
#[pyo3(signature = (operation, subject, settings))]
pub(crate) fn request<'py>(
    py: Python<'py>,
    operation: &str,
    subject: &Bound<'py, PyTuple>,
    settings: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut request = match operation {
        "identify" => facade::Request::identify(),
        "renew" | "status" | "unsubscribe" => to_manager(operation, &subject.get_item(0)?)?,
        _ => {
            let resource = Resource::of(&subject.get_item(0)?, settings)?;
            let mut request = to_resource(operation, &resource.uri, subject)?;
            resource.name_in(&mut request).map_err(|error| encode_error(py, error))?;
            request
        }
    };
    only_one(settings, FILTERS)?;
    only_one(settings, &["parameters", "input"])?;
    for (name, value) in settings {
        if !value.is_none() {
            set(&mut request, &name.extract::<String>()?, &value)?;
        }
    }
    let raise = |error| encode_error(py, error);
    let bytes = Bytes::from(request.encode().map_err(raise)?);
    let head = Decoder::new(Options::default()).head(&bytes).map_err(raise)?;
    part(py, "Request")?.call1((&bytes[..], CONTENT_TYPE, head.message_id))
}

/// A request to the manager of a subscription.
fn to_manager(operation: &str, manager: &Bound<'_, PyAny>) -> PyResult<facade::Request> {
    let view = view_of(manager)?;
    let request = match operation {
        "renew" => facade::Request::renew(&view),
        "status" => facade::Request::status(&view),
        _ => facade::Request::unsubscribe(&view),
    };
    request.map_err(|error| encode_error(manager.py(), error))
}

/// A request to a resource; behind that, the subject has what else the operation needs.
fn to_resource(
    operation: &str,
    uri: &str,
    subject: &Bound<'_, PyTuple>,
) -> PyResult<facade::Request> {
    let at = |index| subject.get_item(index);
    let text = |index| at(index)?.extract::<String>();
    let request = match operation {
        "get" => Ok(facade::Request::get(uri)),
        "put" => facade::Request::put(uri, &view_of(&at(1)?)?),
        "put_fragment" => facade::Request::put_fragment(uri, &text(1)?, &value_of(&at(2)?)?),
        "create" => facade::Request::create(uri, &view_of(&at(1)?)?),
        "create_fragment" => facade::Request::create_fragment(uri, &text(1)?, &value_of(&at(2)?)?),
        "delete" => Ok(facade::Request::delete(uri)),
        "enumerate" => Ok(facade::Request::enumerate(uri)),
        "pull" => facade::Request::pull(uri, &inside_of(&at(1)?)?),
        "release" => facade::Request::release(uri, &inside_of(&at(1)?)?),
        "renew_enumeration" => facade::Request::enumeration_renew(uri, &inside_of(&at(1)?)?),
        "enumeration_status" => facade::Request::enumeration_status(uri, &inside_of(&at(1)?)?),
        "invoke" => Ok(facade::Request::invoke(uri, &text(1)?)),
        "subscribe_push" => Ok(facade::Request::subscribe_push(uri, &text(1)?)),
        "subscribe_push_with_ack" => Ok(facade::Request::subscribe_push_with_ack(uri, &text(1)?)),
        "subscribe_events" => Ok(facade::Request::subscribe_events(uri, &text(1)?)),
        "subscribe_pull" => Ok(facade::Request::subscribe_pull(uri)),
        other => return Err(PyValueError::new_err(format!("found no operation {other}"))),
    };
    request.map_err(|error| encode_error(subject.py(), error))
}

/// What a request is about: the URI of a resource, and what names one of its instances.
struct Resource {
    uri: String,
    name: InstanceName,
}

enum InstanceName {
    /// The settings say which, or it is about all.
    Settings,
    Path(facade::Path),
    Reference(View),
}

impl Resource {
    /// The resource that a URI, a path, a reference or an instance stands for. Where settings name the
    /// instance, its class is all that is asked of it.
    fn of(given: &Bound<'_, PyAny>, settings: &Bound<'_, PyDict>) -> PyResult<Self> {
        let py = given.py();
        if let Ok(draft) = given.cast::<Draft>() {
            let built = draft.try_borrow()?.build(py)?;
            return Self::of(Bound::new(py, built)?.as_any(), settings);
        }
        if let Ok(path) = given.cast::<Path>() {
            return Self::of_path(py, path.get().facade().clone());
        }
        if let Ok(reference) = given.cast::<Reference>() {
            return Self::of_reference(py, reference.get().view().clone());
        }
        let Ok(instance) = given.cast::<Instance>() else {
            return Ok(Self { uri: given.extract()?, name: InstanceName::Settings });
        };
        let is_given = |name| settings.get_item(name).map(|it| it.is_some_and(|it| !it.is_none()));
        if is_given("selectors")? || is_given("reference")? {
            let uri = instance.get().namespace().to_owned();
            return Ok(Self { uri, name: InstanceName::Settings });
        }
        match instance.get().reference() {
            Some(reference) => Self::of_reference(py, reference.view().clone()),
            None => {
                let path = facade::Path::of_instance(&instance.get().owned()?);
                Self::of_path(py, path.map_err(|error| encode_error(py, error))?)
            }
        }
    }

    fn of_path(py: Python<'_>, path: facade::Path) -> PyResult<Self> {
        let uri = path.resource_uri().map_err(|error| encode_error(py, error))?;
        let is_instance = path.is_instance();
        let name = if is_instance { InstanceName::Path(path) } else { InstanceName::Settings };
        Ok(Self { uri, name })
    }

    fn of_reference(py: Python<'_>, reference: View) -> PyResult<Self> {
        let said = facade::Reference::of(&reference);
        let uri = said.resource().map_err(|error| encode_error(py, error))?.to_owned();
        Ok(Self { uri, name: InstanceName::Reference(reference) })
    }

    /// Says in a request which instance it is about.
    fn name_in(&self, request: &mut facade::Request) -> Result<(), facade::Error> {
        match &self.name {
            InstanceName::Settings => Ok(()),
            InstanceName::Path(path) => request.instance(path),
            InstanceName::Reference(reference) => request.to_reference(reference),
        }
    }
}

/// Changes one setting.
fn set(request: &mut facade::Request, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    let raise = |error| encode_error(value.py(), error);
    match name {
        "selectors" => {
            each(value, |name, value| request.selector(name, &value_of(value)?).map_err(raise))
        }
        "options" => {
            each(value, |name, value| request.option(name, &text_of(value)?).map_err(raise))
        }
        "required_options" => each(value, |name, value| {
            request.required_option(name, &text_of(value)?).map_err(raise)
        }),
        "parameters" => {
            each(value, |name, value| request.parameter(name, &value_of(value)?).map_err(raise))
        }
        "headers" => value
            .try_iter()?
            .try_for_each(|block| request.header(&view_of(&block?)?).map_err(raise)),
        "reference" => request.to_reference(&view_of(value)?).map_err(raise),
        "input" => request.input(&view_of(value)?).map_err(raise),
        "bookmark" => request.bookmark(&inside_of(value)?).map_err(raise),
        "filter" | "associated" | "associations" | "select" => set_filter(request, name, value),
        "retry" => {
            let (total, after): (Bound<'_, PyAny>, Bound<'_, PyAny>) = value.extract()?;
            request.retry(count_of(name, &total)?, &time_of(name, &after)?).map_err(raise)
        }
        "max_delivery_size" => {
            let (octets, policy): (Bound<'_, PyAny>, Bound<'_, PyAny>) = value.extract()?;
            request
                .max_delivery_size(count_of(name, &octets)?, &str_of(name, &policy)?)
                .map_err(raise)
        }
        "request_reference" | "estimate" | "send_bookmarks" | "show_extensions" => {
            if !value.extract::<bool>()? {
                return Ok(());
            }
            switch(request, name).map_err(raise)
        }
        "optimize" | "max_envelope_size" | "max_elements" | "max_characters" => {
            set_number(request, name, count_of(name, value)?).map_err(raise)
        }
        "timeout" | "max_time" | "heartbeats" | "expires" => {
            set_time(request, name, &time_of(name, value)?).map_err(raise)
        }
        _ => match set_text(request, name, &str_of(name, value)?) {
            Some(done) => done.map_err(raise),
            None => {
                let text = format!("got an unexpected keyword argument '{name}'");
                Err(PyTypeError::new_err(text))
            }
        },
    }
}

/// Refuses settings of which each would take the place of the others.
fn only_one(settings: &Bound<'_, PyDict>, names: &[&str]) -> PyResult<()> {
    let mut given = Vec::new();
    for name in names {
        if settings.get_item(name)?.is_some_and(|value| !value.is_none()) {
            given.push(*name);
        }
    }
    match given[..] {
        [] | [_] => Ok(()),
        _ => {
            Err(PyTypeError::new_err(format!("expected one of these, found {}", given.join(", "))))
        }
    }
}

/// Which items of an enumeration are wanted.
fn set_filter(request: &mut facade::Request, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    let done = match name {
        "filter" => {
            let (dialect, filter): (String, Bound<'_, PyAny>) = value.extract()?;
            request.filter(&dialect, &value_of(&filter)?)
        }
        "select" => {
            let mut selectors = Vec::new();
            each(value, |name, value| {
                selectors.push((name.to_owned(), text_of(value)?));
                Ok(())
            })?;
            let selectors: Vec<_> = selectors.iter().map(|(a, b)| (&**a, &**b)).collect();
            request.select(&selectors)
        }
        _ => {
            let (instance, by) = association_of(value)?;
            match name {
                "associated" => request.associated(&instance, &by),
                _ => request.associations(&instance, &by),
            }
        }
    };
    done.map_err(|error| encode_error(value.py(), error))
}

fn switch(request: &mut facade::Request, name: &str) -> Result<(), facade::Error> {
    match name {
        "request_reference" => request.request_reference(),
        "estimate" => request.estimate(),
        "show_extensions" => request.show_extensions(),
        _ => request.send_bookmarks(),
    }
}

fn set_number(request: &mut facade::Request, name: &str, value: u64) -> Result<(), facade::Error> {
    match name {
        "optimize" => request.optimize(value),
        "max_envelope_size" => request.max_envelope_size(value),
        "max_elements" => request.max_elements(value),
        _ => request.max_characters(value),
    }
}

fn set_time(request: &mut facade::Request, name: &str, value: &str) -> Result<(), facade::Error> {
    match name {
        "timeout" => request.timeout(value),
        "max_time" => request.max_time(value),
        "heartbeats" => request.heartbeats(value),
        _ => request.expires(value),
    }
}

/// None where there is no such setting.
fn set_text(
    request: &mut facade::Request,
    name: &str,
    value: &str,
) -> Option<Result<(), facade::Error>> {
    Some(match name {
        "to" => request.to(value),
        "locale" => request.locale(value),
        "message_id" => request.message_id(value),
        "addressing" => request.addressing(value),
        "fragment" => request.fragment(value),
        "wql" => request.wql(value),
        "cql" => request.cql(value),
        "namespace" => request.namespace(value),
        "mode" => request.mode(value),
        "polymorphism" => request.polymorphism(value),
        "end_to" => request.end_to(value),
        "event_locale" => request.event_locale(value),
        "content_encoding" => request.content_encoding(value),
        "auth" => request.auth(value),
        _ => return None,
    })
}

/// Goes through a mapping, or through pairs; a list of values is one pair for each.
fn each(
    pairs: &Bound<'_, PyAny>,
    mut add: impl FnMut(&str, &Bound<'_, PyAny>) -> PyResult<()>,
) -> PyResult<()> {
    let items = if pairs.hasattr("items")? { pairs.call_method0("items")? } else { pairs.clone() };
    for pair in items.try_iter()? {
        let (name, value): (String, Bound<'_, PyAny>) = pair?.extract()?;
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            value.try_iter()?.try_for_each(|value| add(&name, &value?))?;
        } else {
            add(&name, &value)?;
        }
    }
    Ok(())
}

/// An instance, and by which associations others are found from it: `cimwire.Association`.
fn association_of(value: &Bound<'_, PyAny>) -> PyResult<(View, Association)> {
    if !value.is_instance(&part(value.py(), "Association")?)? {
        return Err(unexpected("an Association", value));
    }
    let text = |name: &str| value.getattr(name)?.extract::<Option<String>>();
    let association = Association {
        association_class: text("association_class")?,
        role: text("role")?,
        result_class: text("result_class")?,
        result_role: text("result_role")?,
        include: value.getattr("include")?.extract()?,
    };
    Ok((view_of(&value.getattr("instance")?)?, association))
}

/// What goes into an element: text, or an element.
fn value_of(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    match element_of(value)? {
        Some(view) => Ok(Value::Element(view)),
        None => text_of(value).map(Value::Text),
    }
}

/// The context of an enumeration, a bookmark: what is in an element, or text.
pub(crate) fn inside_of(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    match element_of(value)? {
        Some(view) => Ok(Value::Inside(view)),
        None if value.is_instance_of::<PyString>() => value.extract().map(Value::Text),
        None => Err(unexpected("str or an element", value)),
    }
}

/// An element: one of a message, or given as XML, JSON or a dict.
pub(crate) fn view_of(value: &Bound<'_, PyAny>) -> PyResult<View> {
    if let Some(view) = element_of(value)? {
        return Ok(view);
    }
    let bytes = json_of(value)?;
    let document = with_decoder(value.py(), Options::default(), &bytes, Decoder::element)?;
    Ok(document.root())
}

/// The element that an object of ours is; none for anything else.
pub(crate) fn element_of(value: &Bound<'_, PyAny>) -> PyResult<Option<View>> {
    if let Ok(element) = value.cast::<Element>() {
        return Ok(Some(element.get().view().clone()));
    }
    if let Ok(reference) = value.cast::<Reference>() {
        return Ok(Some(reference.get().view().clone()));
    }
    if let Ok(draft) = value.cast::<Draft>() {
        return draft.try_borrow()?.view(value.py()).map(Some);
    }
    Ok(value.cast::<Instance>().ok().and_then(|instance| instance.get().view()))
}

/// A value as XML has it.
pub(crate) fn text_of(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(truth.is_true().to_string());
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(value.str()?.to_string());
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok(facade::real_text(number.value()));
    }
    if value.is_instance_of::<PyDelta>() {
        return duration(value);
    }
    if value.is_instance_of::<PyDate>() || value.is_instance_of::<PyTime>() {
        return value.call_method0("isoformat")?.extract();
    }
    if value.is_instance_of::<PyBytes>() {
        let base64 = value.py().import("base64")?.call_method1("b64encode", (value,))?;
        return base64.call_method1("decode", ("ascii",))?.extract();
    }
    let expected = "str, bool, int, float, bytes, a date-time, timedelta or an element";
    Err(unexpected(expected, value))
}

/// A duration, or where it is asked for a time to expire, a date or date-time (DSP0226 §6.1, §10.2).
fn time_of(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    let may_be_date = name == "expires";
    let is_time = value.is_instance_of::<PyString>()
        || value.is_instance_of::<PyDelta>()
        || (may_be_date && value.is_instance_of::<PyDate>());
    if is_time {
        return text_of(value);
    }
    let expected = if may_be_date { "str, timedelta or date" } else { "str or timedelta" };
    Err(unexpected(&format!("{expected} for {name}"), value))
}

/// A timedelta as XML Schema has it (part 2 §3.2.6).
fn duration(delta: &Bound<'_, PyAny>) -> PyResult<String> {
    let part = |name: &str| delta.getattr(name)?.extract::<i64>();
    let (days, seconds, micros) = (part("days")?, part("seconds")?, part("microseconds")?);
    let total = (i128::from(days) * 86_400 + i128::from(seconds)) * 1_000_000 + i128::from(micros);
    let sign = if total < 0 { "-" } else { "" };
    let (seconds, micros) = (total.abs() / 1_000_000, total.abs() % 1_000_000);
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    Ok(format!("{sign}PT{seconds}{fraction}S"))
}

/// Which items are wanted, in one of these ways.
const FILTERS: &[&str] = &["wql", "cql", "select", "associated", "associations", "filter"];

/// The content type of HTTP (DSP0226 §13.1).
const CONTENT_TYPE: &str = "application/soap+xml;charset=UTF-8";
