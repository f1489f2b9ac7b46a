//! Answers to send.

use crate::Message;
use crate::border::{Code, Stop, ask, call, free, str_of};
use crate::buffer::str_of_bytes;
use crate::error::Error;
use crate::request::Value;
use crate::text::Str;
use crate::view::View;

/// An answer to a message, being built. It copies what the rules say to copy, and speaks as the
/// request does: addressing, dialect, encoding. One thread uses it at a time. Free it with
/// `cimwire_response_free`.
pub struct Response(cimwire_facade::Response);

/// An answer to send. Free it with `cimwire_reply_free`.
pub struct Reply(pub(crate) cimwire_facade::Reply);

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

/// The most octets of the service's own answers, where the request does not allow fewer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_limit(response: *mut Response, octets: u64) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.set(response, |it| it.0.limit(octets))) }
}

/// Sends the fault that says so in place of an answer that is larger than the request or
/// `cimwire_response_limit` allows (DSP0226 §6.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_within_limits(response: *mut Response) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.set(response, |it| it.0.within_limits())) }
}

/// Brings as many of these items as the request allows by its MaxElements, MaxCharacters and
/// MaxEnvelopeSize, as the answer to a Pull or an optimized Enumerate, and says how many those are.
/// Behind the last one comes EndOfSequence, else the context for the next Pull. Where not even one
/// fits, it becomes the fault that says so (DSP0226 §8.4, §6.2). The items are copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_items(
    response: *mut Response,
    context: Value,
    items: *const View,
    count: usize,
    taken: *mut usize,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (context, mut views) = (c.value(context)?, Vec::new());
            for item in c.many(items, count)? {
                views.push(c.element(*item)?);
            }
            let most = c.change(response, |it| it.0.items(&context, &views))?;
            c.put(taken, most)
        })
    }
}

/// Says that the request failed with a status of CIM, by its code: with the fault that tells it, and a
/// `CIM_Error` with the status and a message (DSP0227 §12).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_response_cim_fault(
    response: *mut Response,
    status: u32,
    message: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let message = c.text(message)?;
            c.change(response, |it| it.0.cim_fault(status, message))
        })
    }
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
