//! Answers of a service.

use cimwire_facade::Response;
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

use crate::failure::{Told, told};
use crate::message::Message;
use crate::request::Value;

/// An answer, and how HTTP brings it.
#[napi(object, object_from_js = false)]
pub struct Reply {
    pub bytes: Buffer,
    pub status: u16,
    pub content_type: String,
}

/// What an answer says; without a fault's name it says that all went well.
#[napi(object, object_to_js = false)]
#[derive(Default)]
pub struct Answer {
    pub fault: Option<String>,
    pub reason: Option<String>,
    pub detail_code: Option<String>,
    pub cim_status: Option<u32>,
    pub action: Option<String>,
    pub message_id: Option<String>,
    pub limit: Option<f64>,
    pub within_limits: Option<bool>,
}

/// An answer with items, and how many of those given it has.
#[napi(object, object_from_js = false)]
pub struct Page {
    pub reply: Reply,
    pub taken: f64,
}

/// Answers a request.
#[napi]
pub fn respond(request: &Message, body: Option<&Value>, answer: Answer) -> Told<Reply> {
    told(|| {
        let mut response = begun(request, &answer);
        if let Some(body) = body {
            response.body(body.view()?)?;
        }
        if let Some(name) = &answer.fault {
            response.fault(name, answer.reason.as_deref())?;
        }
        if let Some(status) = answer.cim_status {
            response.cim_fault(status, answer.reason.as_deref().unwrap_or_default())?;
        }
        if let Some(code) = &answer.detail_code {
            response.detail_code(code)?;
        }
        response.encode().map(Reply::from)
    })
}

/// Answers a Pull, or an optimized Enumerate, with as many items as it allows.
#[napi]
pub fn respond_items(
    request: &Message,
    context: &Value,
    items: Vec<&Value>,
    answer: Answer,
) -> Told<Page> {
    told(|| {
        let mut response = begun(request, &answer);
        let views: Result<Vec<_>, _> = items.iter().map(|it| it.view().cloned()).collect();
        let taken = response.items(&context.0, &views?)? as f64;
        Ok(Page { reply: response.encode()?.into(), taken })
    })
}

/// An answer before it brings anything.
fn begun(request: &Message, answer: &Answer) -> Response {
    let mut response = Response::to(&request.message);
    if let Some(action) = &answer.action {
        response.action(action);
    }
    if let Some(id) = &answer.message_id {
        response.message_id(id);
    }
    if let Some(octets) = answer.limit {
        response.limit(octets as u64);
    }
    if answer.within_limits == Some(true) {
        response.within_limits();
    }
    response
}

impl From<cimwire_facade::Reply> for Reply {
    fn from(reply: cimwire_facade::Reply) -> Self {
        Self {
            bytes: buffer(reply.bytes),
            status: reply.status,
            content_type: reply.content_type.to_owned(),
        }
    }
}

/// Bytes that JavaScript takes over.
pub(crate) fn buffer(bytes: Vec<u8>) -> Buffer {
    bytes.into()
}
