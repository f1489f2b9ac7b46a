//! Answers to send.

use cimwire_facade as facade;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::error::encode_error;
use crate::message::Message;
use crate::parts::part;
use crate::request::view_of;

/// An answer to a request: `cimwire.respond` and `cimwire.fault`.
#[pyfunction]
#[pyo3(signature = (request, *, body=None, fault=None, reason=None, detail_code=None, action=None, message_id=None))]
// One argument for each keyword of the two.
#[allow(clippy::too_many_arguments)]
pub(crate) fn respond<'py>(
    py: Python<'py>,
    request: &Bound<'py, Message>,
    body: Option<&Bound<'py, PyAny>>,
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
    let answer = py.detach(|| response.encode()).map_err(raise)?;
    reply(py, answer)
}

pub(crate) fn reply<'py>(py: Python<'py>, of: facade::Reply) -> PyResult<Bound<'py, PyAny>> {
    let facade::Reply { bytes, status, content_type } = of;
    part(py, "Reply")?.call1((PyBytes::new(py, &bytes), content_type, status))
}
