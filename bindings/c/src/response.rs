//! Answers to send.

use crate::Message;
use crate::border::{Code, Stop, ask, call, free, str_of};
use crate::buffer::str_of_bytes;
use crate::error::Error;
use crate::handle::Handle;
use crate::text::Str;
use crate::view::View;

/// An answer to a message, being built. It copies what the rules say to copy, and speaks as the
/// request does: addressing, dialect, encoding. One thread uses it at a time. Free it with
/// `cimwire_response_free`.
pub struct Response(cimwire_facade::Response);

impl Handle for Response {
    const NAME: &'static str = "response";
}

/// An answer to send. Free it with `cimwire_reply_free`.
pub struct Reply(pub(crate) cimwire_facade::Reply);

impl Handle for Reply {
    const NAME: &'static str = "reply";
}

/// What to send. Its bytes and texts live as long as the reply.
#[repr(C)]
pub struct ReplyDetails {
    /// The message.
    pub bytes: Str,
    /// The content type of HTTP.
    pub content_type: Str,
    /// The status of HTTP: 200, or for a fault 400 where the sender is to blame, else 500
    /// (DSP0226 RC.2-9).
    pub status: u16,
}

/// An answer to a message; to a delivery, an acknowledgement. The message may be freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_to(
    request: *const Message,
    response: *mut *mut Response,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let to = |it: &Message| Ok::<_, Stop>(cimwire_facade::Response::to(&it.inner));
            let built = c.read(request, to)?;
            c.give(response, Response(built))
        })
    }
}

/// What it brings: the one element of its body, which is copied. Nothing by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_body(
    response: *mut Response,
    element: View,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let element = c.view(element, |it, _| Ok::<_, Stop>(it.clone()))?;
            c.change(response, |it| it.0.body(&element))
        })
    }
}

/// Says that the request failed, with a fault of DSP0226 §14.6 by its name: `w:AccessDenied`, or
/// `AccessDenied` for the first of that name. The reason is in English; without one it is that of
/// the standard.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_fault(
    response: *mut Response,
    name: Str,
    reason: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, reason) = (c.text(name)?, c.text_if_any(reason)?);
            c.change(response, |it| it.0.fault(name, reason))
        })
    }
}

/// Refines the fault by a detail code of DSP0226 §14.2, as `UnexpectedSelectors`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_detail_code(
    response: *mut Response,
    code: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(response, |it| it.0.detail_code(c.text(code)?))) }
}

/// The action, in place of that of the standard, or of the request's with `Response` behind.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_action(response: *mut Response, action: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let action = c.text(action)?;
            c.set(response, |it| it.0.action(action))
        })
    }
}

/// The MessageID, in place of a fresh one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_message_id(response: *mut Response, id: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let id = c.text(id)?;
            c.set(response, |it| it.0.message_id(id))
        })
    }
}

/// The answer as it is sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_encode(
    response: *const Response,
    reply: *mut *mut Reply,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let encoded = c.read(response, |it| it.0.encode())?;
            c.give(reply, Reply(encoded))
        })
    }
}

/// Frees an answer that was being built. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_response_free(response: *mut Response) -> Code {
    free(response)
}

/// Tells what to send.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_reply_read(
    reply: *const Reply,
    details: *mut ReplyDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(reply, |it| {
                let (bytes, content_type) = (str_of_bytes(&it.0.bytes), str_of(it.0.content_type));
                c.put(details, ReplyDetails { bytes, content_type, status: it.0.status })
            })
        })
    }
}

/// Frees a reply. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_reply_free(reply: *mut Reply) -> Code {
    free(reply)
}
