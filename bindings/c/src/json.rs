//! JSON with the types of classes.

use std::ffi::c_void;

use cimwire_facade::{self as facade, JsonOptions};

use crate::border::{Code, Stop, call};
use crate::error::{Error, refused};
use crate::options::Options;
use crate::schema::Schema;
use crate::{Buffer, Message};

/// How integers are written in JSON whose type has 64 bits. All three are read.
#[repr(C)]
pub enum Integers {
    /// As numbers up to 2^53, which a reader that has only doubles takes as they are; as strings
    /// from there on.
    Exact = 0,
    /// As strings.
    Strings = 1,
    /// As numbers.
    Numbers = 2,
}

/// The message as JSON in which the values of instances are of the types of a schema, and integers
/// of 64 bits as one of `enum cimwire_integers`. NULL for `schema` means none: as
/// `cimwire_message_json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_typed_json(
    message: *const Message,
    schema: *const Schema,
    integers: i32,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (schema, integers) = (c.schema(schema)?, integers_of(integers)?);
            let options = JsonOptions { schema, integers };
            c.read(message, |it| c.give_bytes(json, it.inner.to_json_with(&options)?))
        })
    }
}

/// As `cimwire_encode`, and numbers and booleans in instances have to be of the types that a schema
/// has: `CIMWIRE_MISFIT` or `CIMWIRE_JSON_FORM` for others, with the path.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_encode_typed(
    json: *const c_void,
    length: usize,
    options: *const Options,
    schema: *const Schema,
    xml: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let limits = c.options(options)?.inner.limits;
            let schema = c.read(schema, |it| Ok::<_, Stop>(it.0.clone()))?;
            let encoded = facade::encode_with(c.bytes(json, length)?, limits, &schema)?;
            c.give_bytes(xml, encoded)
        })
    }
}

fn integers_of(number: i32) -> Result<facade::Integers, Stop> {
    match number {
        0 => Ok(facade::Integers::Exact),
        1 => Ok(facade::Integers::Strings),
        2 => Ok(facade::Integers::Numbers),
        _ => {
            let text = format!("expected one of `enum cimwire_integers`, found {number}");
            Err(refused(facade::Code::Argument, text).into())
        }
    }
}
