//! Answers to send.

use std::cell::Cell;

use cimwire_facade as facade;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::error::encode_error;
use crate::message::Message;
use crate::parts::part;
use crate::request::{inside_of, view_of};
use crate::writing::Writing;

/// An answer to a request: `cimwire.respond` and `cimwire.fault`.
#[pyfunction]
#[pyo3(signature = (request, *, body=None, items=None, class_uri=None, context=None, end_of_sequence=false, fault=None, reason=None, detail_code=None, action=None, message_id=None))]
// One argument for each keyword of the two.
#[allow(clippy::too_many_arguments)]
pub(crate) fn respond<'py>(
    py: Python<'py>,
    request: &Bound<'py, Message>,
    body: Option<&Bound<'py, PyAny>>,
    items: Option<&Bound<'py, PyAny>>,
    class_uri: Option<String>,
    context: Option<&Bound<'py, PyAny>>,
    end_of_sequence: bool,
    fault: Option<&str>,
    reason: Option<&str>,
    detail_code: Option<&str>,
    action: Option<&str>,
    message_id: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let raise = |error| encode_error(py, error);
    let mut response = facade::Response::to(request.get().facade());
    if let Some(body) = body {
        response.body(&view_of(body)?).map_err(raise)?;
    }
    if let Some(fault) = fault {
        response.fault(fault, reason).map_err(raise)?;
    }
    if let Some(code) = detail_code {
        response.detail_code(code).map_err(raise)?;
    }
    if let Some(action) = action {
        response.action(action);
    }
    if let Some(id) = message_id {
        response.message_id(id);
    }
    let Some(given) = items else {
        let answer = py.detach(|| response.encode()).map_err(raise)?;
        return reply(py, answer);
    };
    let items = facade::Items::reusing(BUFFER.take(), request.get().facade()).map_err(raise)?;
    let mut writing = Writing::new(py, items, class_uri);
    given.try_iter()?.try_for_each(|item| writing.add(&item?))?;
    let (items, context) = (writing.finish(), context.map(inside_of).transpose()?);
    let answer = response.encode_items(items, context.as_ref(), end_of_sequence).map_err(raise)?;
    reply(py, answer)
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
