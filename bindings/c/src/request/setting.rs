//! What can be set on a request.

use super::{Request, Value};
use crate::border::{Code, call};
use crate::error::Error;
use crate::text::Str;
use crate::view::View;

/// The address it goes to (DSP0226 §5.3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_to(
    request: *mut Request,
    address: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let address = c.text(address)?;
            c.change(request, |it| it.0.to(address))
        })
    }
}

/// Takes address, resource and selectors from an endpoint reference (DSP0226 §5.1.1).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_to_reference(
    request: *mut Request,
    endpoint: View,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let endpoint = c.element(endpoint)?;
            c.change(request, |it| it.0.to_reference(&endpoint))
        })
    }
}

/// Adds a selector (DSP0226 §5.1.2.2): its value is text, or an endpoint reference.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_selector(
    request: *mut Request,
    name: Str,
    value: Value,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, value) = (c.text(name)?, c.value(value)?);
            c.change(request, |it| it.0.selector(name, &value))
        })
    }
}

/// Adds an option (DSP0226 §6.4).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_option(
    request: *mut Request,
    name: Str,
    value: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, value) = (c.text(name)?, c.text(value)?);
            c.change(request, |it| it.0.option(name, value))
        })
    }
}

/// Adds an option that the service has to obey or to refuse (DSP0226 R6.4-6).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_required_option(
    request: *mut Request,
    name: Str,
    value: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, value) = (c.text(name)?, c.text(value)?);
            c.change(request, |it| it.0.required_option(name, value))
        })
    }
}

/// How long the service may take, as `PT60S` (DSP0226 §6.1).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_timeout(
    request: *mut Request,
    duration: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let duration = c.text(duration)?;
            c.change(request, |it| it.0.timeout(duration))
        })
    }
}

/// The most octets of the answer, at least 8192 (DSP0226 §6.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_max_envelope_size(
    request: *mut Request,
    octets: u64,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.max_envelope_size(octets))) }
}

/// The language of texts in the answer, as `en-US` (DSP0226 §6.3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_locale(
    request: *mut Request,
    language: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let language = c.text(language)?;
            c.change(request, |it| it.0.locale(language))
        })
    }
}

/// The MessageID, in place of a fresh one (DSP0226 §5.4.4).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_message_id(
    request: *mut Request,
    id: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let id = c.text(id)?;
            c.change(request, |it| it.0.message_id(id))
        })
    }
}

/// Asks for the endpoint reference of the resource that is returned (DSP0226 §6.5).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_request_reference(
    request: *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.request_reference())) }
}

/// Adds a header block of any name, which is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_header(
    request: *mut Request,
    block: View,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let block = c.element(block)?;
            c.change(request, |it| it.0.header(&block))
        })
    }
}

/// The version of WS-Addressing: `2004` for 2004/08, `2005` for 1.0 of 2005/08.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_addressing(
    request: *mut Request,
    version: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let version = c.text(version)?;
            c.change(request, |it| it.0.addressing(version))
        })
    }
}

/// Only a fragment, which an XPath expression selects (DSP0226 §7.7). Of a Get and a Delete.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_fragment(
    request: *mut Request,
    path: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = c.text(path)?;
            c.change(request, |it| it.0.fragment(path))
        })
    }
}

/// Only what a filter in a dialect lets through (DSP0226 §8.3, §10.2.2). Of an Enumerate and a
/// Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_filter(
    request: *mut Request,
    dialect: Str,
    filter: Value,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (dialect, filter) = (c.text(dialect)?, c.value(filter)?);
            c.change(request, |it| it.0.filter(dialect, &filter))
        })
    }
}

/// Only what a WQL query selects (MS-WSMV §2.2.4.19). Of an Enumerate and a Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_wql(
    request: *mut Request,
    query: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let query = c.text(query)?;
            c.change(request, |it| it.0.wql(query))
        })
    }
}

/// Asks for the first items in the answer already, so many at most (DSP0226 §8.2.3). Of an
/// Enumerate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_optimize(
    request: *mut Request,
    max_elements: u64,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.optimize(max_elements))) }
}

/// What items are: `EnumerateEPR` or `EnumerateObjectAndEPR` (DSP0226 §8.7). Of an Enumerate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_mode(
    request: *mut Request,
    mode: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let mode = c.text(mode)?;
            c.change(request, |it| it.0.mode(mode))
        })
    }
}

/// How instances of subclasses are shown: `IncludeSubClassProperties`,
/// `ExcludeSubClassProperties` or `None` (DSP0227 §8.1). Of an Enumerate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_polymorphism(
    request: *mut Request,
    mode: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let mode = c.text(mode)?;
            c.change(request, |it| it.0.polymorphism(mode))
        })
    }
}

/// Asks for an estimate of the number of items (DSP0226 §8.2.2). Of an Enumerate and a Pull.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_estimate(
    request: *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.estimate())) }
}

/// So many items or events a message at most. Of a Pull and a Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_max_elements(
    request: *mut Request,
    most: u64,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.max_elements(most))) }
}

/// So many characters of items at most (DSP0226 R8.4-1). Of a Pull.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_max_characters(
    request: *mut Request,
    most: u64,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.max_characters(most))) }
}

/// So long at most until a message is sent, as `PT10S`. Of a Pull and a Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_max_time(
    request: *mut Request,
    most: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let most = c.text(most)?;
            c.change(request, |it| it.0.max_time(most))
        })
    }
}

/// When an enumeration or subscription ends: a duration as `PT10M`, or a dateTime. Of an
/// Enumerate, a Subscribe and both kinds of Renew.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_expires(
    request: *mut Request,
    expires: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let expires = c.text(expires)?;
            c.change(request, |it| it.0.expires(expires))
        })
    }
}

/// Adds a parameter, in the namespace of the class; those of an array have one name. Of an
/// Invoke.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_parameter(
    request: *mut Request,
    name: Str,
    value: Value,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, value) = (c.text(name)?, c.value(value)?);
            c.change(request, |it| it.0.parameter(name, &value))
        })
    }
}

/// Sends this element, which is copied, in place of one made of parameters. Of an Invoke.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_input(
    request: *mut Request,
    input: View,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.element(input)?;
            c.change(request, |it| it.0.input(&input))
        })
    }
}
