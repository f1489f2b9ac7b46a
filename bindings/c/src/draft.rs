//! Instances and method calls to write.

use cimwire_facade as facade;

use crate::Document;
use crate::border::{Caller, Code, Stop, ask, call, found, free};
use crate::error::{Error, refused};
use crate::instance::{Instance, Method};
use crate::property::{Datum, DatumKind};
use crate::schema::Schema;
use crate::text::Str;

/// An instance, or the parameters of a method, to write: one that was read with changes over it, or
/// a new one. What was read and is not changed is written byte for byte. With a schema that knows
/// the class, values have to be of their types. One thread uses it at a time. Free it with
/// `cimwire_draft_free`.
pub struct Draft(facade::Draft);

/// A new instance of a class whose elements are of a namespace. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_new(
    namespace_: Str,
    class_: Str,
    schema: *const Schema,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (namespace, class) = (c.text(namespace_)?, c.text(class_)?);
            let schema = c.schema(schema)?;
            c.give(draft, Draft(facade::Draft::new(namespace, class, schema.as_ref())))
        })
    }
}

/// A new instance of a class of a schema, in its namespace; `CIMWIRE_NONE` where the schema does not
/// have it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_of_class(
    schema: *const Schema,
    class_: Str,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let class = c.text(class_)?;
            let new = c.read(schema, |it| found(facade::Draft::of_class(&it.0, class)))?;
            c.give(draft, Draft(new))
        })
    }
}

/// What a method is called with (DSP0230 §9.3), in the namespace of its class, for
/// `cimwire_request_input`. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_input(
    namespace_: Str,
    method: Str,
    schema: *const Schema,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (namespace, method) = (c.text(namespace_)?, c.text(method)?);
            let schema = c.schema(schema)?;
            c.give(draft, Draft(facade::Draft::input(namespace, method, schema.as_ref())))
        })
    }
}

/// What a method answers: its parameters, and `ReturnValue`. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_output(
    namespace_: Str,
    method: Str,
    schema: *const Schema,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (namespace, method) = (c.text(namespace_)?, c.text(method)?);
            let schema = c.schema(schema)?;
            c.give(draft, Draft(facade::Draft::output(namespace, method, schema.as_ref())))
        })
    }
}

/// An instance that was read, to be changed, with the schema that it is read with.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_of_instance(
    instance: *const Instance,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let new = c.read(instance, |it| Ok::<_, Stop>(it.inner.draft()))?;
            c.give(draft, Draft(new))
        })
    }
}

/// A method call or answer that was read, to be changed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_of_method(
    method: *const Method,
    draft: *mut *mut Draft,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let new = c.read(method, |it| Ok::<_, Stop>(it.inner.draft()))?;
            c.give(draft, Draft(new))
        })
    }
}

/// Gives a property a value, which is copied; its name is taken in any case where it was read, or
/// where the schema knows it. A date-time is given in the 25 characters of DSP0004 §5.2.4. An array
/// and an embedded instance have functions of their own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_set(
    draft: *mut Draft,
    name: Str,
    value: Datum,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, value) = (c.text(name)?, c.datum(value)?);
            c.set(draft, |it| it.0.set(name, value))
        })
    }
}

/// Gives a property an array of values, which are copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_set_array(
    draft: *mut Draft,
    name: Str,
    values: *const Datum,
    count: usize,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (name, mut array) = (c.text(name)?, Vec::new());
            for value in c.many(values, count)? {
                array.push(c.datum(*value)?);
            }
            c.set(draft, |it| it.0.set(name, facade::Datum::Array(array)))
        })
    }
}

/// Gives a property an embedded instance, which is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_set_instance(
    draft: *mut Draft,
    name: Str,
    instance: *const Instance,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let name = c.text(name)?;
            let value = c.read(instance, |it| Ok::<_, Stop>(it.inner.clone()))?;
            c.set(draft, |it| it.0.set(name, facade::Datum::Instance(value)))
        })
    }
}

/// Leaves a property out. Of a new instance this says that a key is left to the service.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_remove(draft: *mut Draft, name: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            c.set(draft, |it| it.0.remove(name))
        })
    }
}

/// Leaves out what the schema has as read-only, but for keys and for what was changed.
/// `CIMWIRE_MISFIT` where no schema knows the class.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_leave_out_read_only(
    draft: *mut Draft,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(draft, |it| it.0.leave_out_read_only())) }
}

/// Leaves out what was not changed, but for keys. `CIMWIRE_MISFIT` where no schema knows the class.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_leave_out_unchanged(
    draft: *mut Draft,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(draft, |it| it.0.leave_out_unchanged())) }
}

/// The element, as a document whose root is a body for a request or response. `CIMWIRE_MISFIT`, with
/// the property as its path, for what is not as the class has it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_draft_build(
    draft: *const Draft,
    document: *mut *mut Document,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let xml = c.read(draft, |it| it.0.to_xml())?;
            let mut decoder = facade::Decoder::new(facade::Options::default());
            c.give(document, Document::new(decoder.document(&xml.into())?))
        })
    }
}

/// Frees a draft. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_draft_free(draft: *mut Draft) -> Code {
    free(draft)
}

impl Caller {
    /// A value that a caller passed, but for arrays and instances.
    fn datum(&self, value: Datum) -> Result<facade::Datum, Stop> {
        use facade::Datum as Of;
        let is = |kind: DatumKind| value.kind == kind as i32;
        let refuse = |text: &str| Stop::from(refused(facade::Code::Argument, text.to_owned()));
        Ok(match value.kind {
            _ if is(DatumKind::Null) => Of::Null,
            _ if is(DatumKind::Boolean) => Of::Boolean(value.boolean),
            _ if is(DatumKind::Unsigned) => Of::Unsigned(value.unsigned_),
            _ if is(DatumKind::Signed) => Of::Signed(value.signed_),
            _ if is(DatumKind::Real) => Of::Real64(value.real),
            _ if is(DatumKind::Char) => {
                let c = u32::try_from(value.unsigned_).ok().and_then(char::from_u32);
                Of::Char(c.ok_or_else(|| refuse("expected the number of a character"))?)
            }
            _ if is(DatumKind::Text) => Of::Text(self.text(value.text)?.to_owned()),
            _ if is(DatumKind::DateTime) => {
                let time = facade::DateTime::parse(self.text(value.text)?);
                Of::DateTime(time.ok_or_else(|| refuse("expected a date-time"))?)
            }
            _ if is(DatumKind::Reference) => Of::Reference(self.element(value.view)?),
            _ if is(DatumKind::Octets) => {
                Of::Octets(self.bytes(value.text.data.cast(), value.text.length)?.to_vec())
            }
            _ if is(DatumKind::Untyped) => Of::Untyped(self.element(value.view)?),
            _ => return Err(refuse("expected one value of enum cimwire_datum_kind")),
        })
    }
}
