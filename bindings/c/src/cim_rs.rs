//! Instances as CIM-RS has them.

use std::ffi::c_void;

use cimwire_facade as facade;

use crate::border::{Code, Stop, ask, call, free};
use crate::error::Error;
use crate::options::Options;
use crate::schema::Schema;
use crate::text::Str;
use crate::view::View;
use crate::{Buffer, Message};

/// How instances are written and read as CIM-RS has them (DSP0211), strictly: with the types of a
/// schema; what does not fit is an error. It never changes, and any thread may use it. Free it with
/// `cimwire_cim_rs_free`; what was made by it lives on.
pub struct CimRs(facade::CimRs);

/// A form of CIM-RS with the types of a schema, which can be freed before it; the texts are copied.
/// `root` is what identifiers begin with, as `/cimrs`; `namespace_` the CIM namespace of instances
/// that do not say in which they are, as `root/cimv2`; `class_` the class that was enumerated, where
/// the items are not all of one. A text without data is not said; `schema` has to be there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_cim_rs_new(
    schema: *const Schema,
    root: Str,
    namespace_: Str,
    class_: Str,
    form: *mut *mut CimRs,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let schema = c.read(schema, |it| Ok::<_, Stop>(it.0.clone()))?;
            let mut new = facade::CimRs::new(schema);
            new.root = c.text_if_any(root)?.unwrap_or_default().to_owned();
            new.namespace = c.text_if_any(namespace_)?.map(str::to_owned);
            new.class = c.text_if_any(class_)?.map(str::to_owned);
            c.give(form, CimRs(new))
        })
    }
}

/// The JSON of what a message brings: the items of an enumeration as a collection, the one instance
/// of any other body as itself. `CIMWIRE_MISFIT`, with the place, for what is not as its class has
/// it, for an instance whose CIM namespace is not known, and for what is not of CIM.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_cim_rs_message(
    form: *const CimRs,
    message: *const Message,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let written = c.read(form, |by| c.read(message, |it| by.0.message(&it.inner)))?;
            c.give_bytes(json, written)
        })
    }
}

/// The JSON of the instance that an element is, as one of `cimwire_message_items` or the root of a
/// document, or that it brings with an endpoint reference: that identifies it, or else its keys do.
/// Fails as `cimwire_cim_rs_message`, with the path alone for a place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_cim_rs_item(
    form: *const CimRs,
    item: View,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let rows = facade::Rows::of_item(&c.element(item)?, None);
            let written = c.read(form, |it| it.0.row(&rows, 0))?;
            c.give_bytes(json, written)
        })
    }
}

/// The XML of an instance that is given as JSON, which need not stay. `CIMWIRE_JSON_SYNTAX` or
/// `CIMWIRE_JSON_FORM`, with the place, for what is no such instance; `CIMWIRE_MISFIT` for one that
/// lacks what its class wants. NULL for `options` means the defaults; only their limits count.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_cim_rs_encode(
    form: *const CimRs,
    json: *const c_void,
    length: usize,
    options: *const Options,
    xml: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let limits = c.options(options)?.inner.limits;
            let json = c.bytes(json, length)?;
            let encoded = c.read(form, |it| it.0.encode(json, limits))?;
            c.give_bytes(xml, encoded)
        })
    }
}

/// Frees a form of CIM-RS. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_cim_rs_free(form: *mut CimRs) -> Code {
    free(form)
}
