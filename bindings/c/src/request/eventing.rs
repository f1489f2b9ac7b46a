//! Settings of a Subscribe (DSP0226 §10.2).

use super::{Request, Value};
use crate::border::{Code, call};
use crate::error::Error;
use crate::text::Str;

/// Where to say that the subscription ended unexpectedly (DSP0226 §10.6).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_end_to(
    request: *mut Request,
    address: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let address = c.text(address)?;
            c.change(request, |it| it.0.end_to(address))
        })
    }
}

/// A sign of life at least so often, as `PT60S` (DSP0226 §10.2.5).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_heartbeats(
    request: *mut Request,
    every: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let every = c.text(every)?;
            c.change(request, |it| it.0.heartbeats(every))
        })
    }
}

/// How often, and after how long each time, a delivery is tried again (DSP0226 §10.2.3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_retry(
    request: *mut Request,
    total: u64,
    after: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let after = c.text(after)?;
            c.change(request, |it| it.0.retry(total, after))
        })
    }
}

/// The most octets of a delivery, and what happens to an event that is larger:
/// `CancelSubscription`, `Skip` or `Notify` (DSP0226 R10.2.9.2-2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_max_delivery_size(
    request: *mut Request,
    octets: u64,
    policy: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let policy = c.text(policy)?;
            c.change(request, |it| it.0.max_delivery_size(octets, policy))
        })
    }
}

/// The language of texts in events (DSP0226 R10.2.1-6).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_event_locale(
    request: *mut Request,
    language: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let language = c.text(language)?;
            c.change(request, |it| it.0.event_locale(language))
        })
    }
}

/// The encoding of deliveries: `UTF-8` or `UTF-16` (DSP0226 R10.2.1-7).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_content_encoding(
    request: *mut Request,
    encoding: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let encoding = c.text(encoding)?;
            c.change(request, |it| it.0.content_encoding(encoding))
        })
    }
}

/// How the event source proves who it is, by the URI of a security profile (DSP0226 §12).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_auth(
    request: *mut Request,
    profile: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let profile = c.text(profile)?;
            c.change(request, |it| it.0.auth(profile))
        })
    }
}

/// Asks for bookmarks in deliveries (DSP0226 §10.2.6).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_send_bookmarks(
    request: *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.send_bookmarks())) }
}

/// Asks for the events behind a bookmark (DSP0226 §10.2.6).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_bookmark(
    request: *mut Request,
    bookmark: Value,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let bookmark = c.value(bookmark)?;
            c.change(request, |it| it.0.bookmark(&bookmark))
        })
    }
}
