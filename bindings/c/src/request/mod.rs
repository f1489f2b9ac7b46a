//! Requests to send.

mod cim;
mod eventing;
mod setting;
mod value;

use cimwire_facade as facade;

use crate::Buffer;
use crate::border::{Code, call, free};
use crate::error::Error;
use crate::head::Head;
use crate::text::Str;
use crate::view::View;

pub use cim::*;
pub use eventing::*;
pub use setting::*;
pub use value::*;

/// A request, being built. It has a fresh MessageID, asks for an answer over the connection it
/// goes by, and speaks WS-Addressing 2004/08. A setting that the operation does not have, and a
/// value that is not of its type, is refused with `CIMWIRE_MISFIT` and leaves the request as it
/// was. One thread uses it at a time. Free it with `cimwire_request_free`.
pub struct Request(facade::Request);

/// Asks for the representation of a resource (DSP0226 §7.3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_get(
    resource_uri: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let resource_uri = c.text(resource_uri)?;
            c.give(request, Request(facade::Request::get(resource_uri)))
        })
    }
}

/// Replaces the representation of a resource by an element (DSP0226 §7.4), which is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_put(
    resource_uri: Str,
    instance: View,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, instance) = (c.text(resource_uri)?, c.element(instance)?);
            c.give(request, Request(facade::Request::put(resource_uri, &instance)?))
        })
    }
}

/// Replaces what an XPath expression selects of a resource (DSP0226 §7.9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_put_fragment(
    resource_uri: Str,
    path: Str,
    with: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, path, with) = (c.text(resource_uri)?, c.text(path)?, c.value(with)?);
            c.give(request, Request(facade::Request::put_fragment(resource_uri, path, &with)?))
        })
    }
}

/// Makes a resource of an element (DSP0226 §7.6), which is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_create(
    resource_uri: Str,
    instance: View,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, instance) = (c.text(resource_uri)?, c.element(instance)?);
            c.give(request, Request(facade::Request::create(resource_uri, &instance)?))
        })
    }
}

/// Adds a fragment to a resource where an XPath expression says (DSP0226 §7.11).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_create_fragment(
    resource_uri: Str,
    path: Str,
    from: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, path, from) = (c.text(resource_uri)?, c.text(path)?, c.value(from)?);
            c.give(request, Request(facade::Request::create_fragment(resource_uri, path, &from)?))
        })
    }
}

/// Deletes a resource (DSP0226 §7.5).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_delete(
    resource_uri: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let resource_uri = c.text(resource_uri)?;
            c.give(request, Request(facade::Request::delete(resource_uri)))
        })
    }
}

/// Begins an enumeration (DSP0226 §8.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_enumerate(
    resource_uri: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let resource_uri = c.text(resource_uri)?;
            c.give(request, Request(facade::Request::enumerate(resource_uri)))
        })
    }
}

/// Asks for the next items of an enumeration (DSP0226 §8.4); the context is `cimwire_inside` of that
/// of the last answer (`cimwire_message_enumeration_context`).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_pull(
    resource_uri: Str,
    context: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, context) = (c.text(resource_uri)?, c.value(context)?);
            c.give(request, Request(facade::Request::pull(resource_uri, &context)?))
        })
    }
}

/// Ends an enumeration early (DSP0226 §8.5).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_release(
    resource_uri: Str,
    context: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, context) = (c.text(resource_uri)?, c.value(context)?);
            c.give(request, Request(facade::Request::release(resource_uri, &context)?))
        })
    }
}

/// Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_enumeration_renew(
    resource_uri: Str,
    context: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, context) = (c.text(resource_uri)?, c.value(context)?);
            c.give(request, Request(facade::Request::enumeration_renew(resource_uri, &context)?))
        })
    }
}

/// Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_enumeration_status(
    resource_uri: Str,
    context: Value,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, context) = (c.text(resource_uri)?, c.value(context)?);
            c.give(request, Request(facade::Request::enumeration_status(resource_uri, &context)?))
        })
    }
}

/// Invokes a method of a class (DSP0226 §9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_invoke(
    class_uri: Str,
    method: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (class_uri, method) = (c.text(class_uri)?, c.text(method)?);
            c.give(request, Request(facade::Request::invoke(class_uri, method)))
        })
    }
}

/// Asks a service what it is (DSP0226 §11). It has no header blocks, and so no settings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_identify(
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.give(request, Request(facade::Request::identify()))) }
}

/// Subscribes to events, each delivered on its own to an address (DSP0226 §10.2.9.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_subscribe_push(
    resource_uri: Str,
    sink: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, sink) = (c.text(resource_uri)?, c.text(sink)?);
            c.give(request, Request(facade::Request::subscribe_push(resource_uri, sink)))
        })
    }
}

/// Subscribes to events, each delivered on its own and acknowledged (DSP0226 §10.2.9.3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_subscribe_push_with_ack(
    resource_uri: Str,
    sink: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, sink) = (c.text(resource_uri)?, c.text(sink)?);
            c.give(request, Request(facade::Request::subscribe_push_with_ack(resource_uri, sink)))
        })
    }
}

/// Subscribes to events, delivered in batches that are acknowledged (DSP0226 §10.2.9.4).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_subscribe_events(
    resource_uri: Str,
    sink: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (resource_uri, sink) = (c.text(resource_uri)?, c.text(sink)?);
            c.give(request, Request(facade::Request::subscribe_events(resource_uri, sink)))
        })
    }
}

/// Subscribes to events that are then pulled (DSP0226 §10.2.9.5).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_subscribe_pull(
    resource_uri: Str,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let resource_uri = c.text(resource_uri)?;
            c.give(request, Request(facade::Request::subscribe_pull(resource_uri)))
        })
    }
}

/// Asks for more time for a subscription; the manager is an endpoint reference
/// (`cimwire_message_subscription_manager`).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_renew(
    manager: View,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let manager = c.element(manager)?;
            c.give(request, Request(facade::Request::renew(&manager)?))
        })
    }
}

/// Asks how much time a subscription has.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_status(
    manager: View,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let manager = c.element(manager)?;
            c.give(request, Request(facade::Request::status(&manager)?))
        })
    }
}

/// Ends a subscription.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_unsubscribe(
    manager: View,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let manager = c.element(manager)?;
            c.give(request, Request(facade::Request::unsubscribe(&manager)?))
        })
    }
}

/// The message as XML in UTF-8. `CIMWIRE_RULE` where it breaks a rule of DSP0226 about writing: no
/// address, a selector given twice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_encode(
    request: *const Request,
    xml: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.read(request, |it| c.give_bytes(xml, it.0.encode()?))) }
}

/// Where it goes: its header blocks, the MessageID that its answer will relate to among them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_head(
    request: *const Request,
    head: *mut *mut Head,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.read(request, |it| c.give(head, Head(it.0.head()?)))) }
}

/// Frees a request. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_request_free(request: *mut Request) -> Code {
    free(request)
}
