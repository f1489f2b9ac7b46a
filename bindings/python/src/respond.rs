//! Answers to send.

use std::cell::Cell;

use cimwire_facade as facade;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::error::encode_error;
use crate::input::count_of;
use crate::message::Message;
use crate::parts::part;
use crate::request::{inside_of, view_of};
use crate::writing::Writing;

/// An answer to a request, with settings: `cimwire.respond`, `fault` and `cim_fault`.
#[pyfunction]
pub(crate) fn respond<'py>(
    py: Python<'py>,
    request: &Bound<'py, Message>,
    settings: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let raise = |error| encode_error(py, error);
    let asked = |name| Ok::<_, PyErr>(settings.get_item(name)?.filter(|it| !it.is_none()));
    let response = response_to(request, settings)?;
    let Some(given) = asked("items")? else {
        let answer = py.detach(|| response.encode()).map_err(raise)?;
        return reply(py, answer);
    };
    let context = asked("context")?.as_ref().map(inside_of).transpose()?;
    let is_last = asked("end_of_sequence")?.map_or(Ok(false), |it| it.extract())?;
    let items = response.begin_items(context.as_ref(), is_last, BUFFER.take()).map_err(raise)?;
    let class_uri = asked("class_uri")?.map(|it| it.extract()).transpose()?;
    let mut writing = Writing::new(py, items, class_uri);
    given.try_iter()?.try_for_each(|item| writing.add(&item?))?;
    reply(py, writing.finish().finish().map_err(raise)?)
}

/// The answer with as many items as the request allows, and how many those are: `cimwire.page`.
#[pyfunction]
pub(crate) fn page<'py>(
    request: &Bound<'py, Message>,
    items: &Bound<'py, PyAny>,
    context: &Bound<'py, PyAny>,
    settings: &Bound<'py, PyDict>,
) -> PyResult<(Bound<'py, PyAny>, usize)> {
    let py = request.py();
    let raise = |error| encode_error(py, error);
    let views = items.try_iter()?.map(|item| view_of(&item?));
    let (views, context) = (views.collect::<PyResult<Vec<_>>>()?, inside_of(context)?);
    let mut response = response_to(request, settings)?;
    let (taken, answer) = py
        .detach(|| {
            response.items(&context, &views).and_then(|taken| Ok((taken, response.encode()?)))
        })
        .map_err(raise)?;
    Ok((reply(py, answer)?, taken))
}

/// An answer with all that is set but for items.
fn response_to(
    request: &Bound<'_, Message>,
    settings: &Bound<'_, PyDict>,
) -> PyResult<facade::Response> {
    let raise = |error| encode_error(request.py(), error);
    let asked = |name| Ok::<_, PyErr>(settings.get_item(name)?.filter(|it| !it.is_none()));
    let text = |name| asked(name)?.map(|it| it.extract::<String>()).transpose();
    let mut response = facade::Response::to(request.get().facade());
    if let Some(body) = asked("body")? {
        response.body(&view_of(&body)?).map_err(raise)?;
    }
    if let Some(fault) = text("fault")? {
        response.fault(&fault, text("reason")?.as_deref()).map_err(raise)?;
    }
    if let Some(status) = asked("cim_status")? {
        let message = text("reason")?.unwrap_or_default();
        response.cim_fault(status.extract()?, &message).map_err(raise)?;
    }
    if let Some(code) = text("detail_code")? {
        response.detail_code(&code).map_err(raise)?;
    }
    if let Some(action) = text("action")? {
        response.action(&action);
    }
    if let Some(id) = text("message_id")? {
        response.message_id(&id);
    }
    if let Some(octets) = asked("limit")? {
        response.limit(count_of("limit", &octets)?);
        response.within_limits();
    }
    if asked("within_limits")?.map_or(Ok(false), |it| it.extract())? {
        response.within_limits();
    }
    Ok(response)
}

pub(crate) fn reply<'py>(py: Python<'py>, of: facade::Reply) -> PyResult<Bound<'py, PyAny>> {
    let facade::Reply { bytes, status, content_type } = of;
    let body = PyBytes::new(py, &bytes);
    if bytes.capacity() <= MOST_KEPT {
        BUFFER.set(bytes);
    }
    part(py, "Reply")?.call1((body, content_type, status))
}

thread_local! {
    /// The memory of the last answer: the next one is often as large.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Bytes that a thread keeps for its next answer.
const MOST_KEPT: usize = 1 << 20;
