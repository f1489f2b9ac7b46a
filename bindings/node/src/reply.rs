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
    pub action: Option<String>,
    pub message_id: Option<String>,
}

/// Answers a request.
#[napi]
pub fn respond(request: &Message, body: Option<&Value>, answer: Answer) -> Told<Reply> {
    told(|| {
        let mut response = Response::to(&request.message);
        if let Some(body) = body {
            response.body(body.view()?)?;
        }
        if let Some(name) = &answer.fault {
            response.fault(name, answer.reason.as_deref())?;
        }
        if let Some(code) = &answer.detail_code {
            response.detail_code(code)?;
        }
        if let Some(action) = &answer.action {
            response.action(action);
        }
        if let Some(id) = &answer.message_id {
            response.message_id(id);
        }
        response.encode().map(Reply::from)
    })
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
