//! Classes of CIM.

use std::ffi::c_void;

use cimwire_facade::Bytes;

use crate::border::{Caller, Code, Stop, ask, call, found, free, str_of};
use crate::error::Error;
use crate::handle::Handle;
use crate::text::Str;

/// Classes of CIM: the DMTF's, a vendor's, your own. It never changes, and any thread may use it.
/// Free it with `cimwire_schema_free`; what was read with it lives on.
pub struct Schema(pub(crate) cimwire_facade::Schema);

impl Handle for Schema {
    const NAME: &'static str = "schema";
}

/// The classes of CIM 2.49.0, which come with the library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_cim(schema: *mut *mut Schema) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.give(schema, Schema(cimwire_facade::Schema::cim()))) }
}

/// The classes of a pack (`.cimpack`). The bytes are copied: they need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_open(
    pack: *const c_void,
    length: usize,
    schema: *mut *mut Schema,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let pack = Bytes::copy_from_slice(c.bytes(pack, length)?);
            c.give(schema, Schema(cimwire_facade::Schema::open([pack])?))
        })
    }
}

/// A schema with the classes of one more pack, which win over those that it has. The bytes are
/// copied: they need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_with(
    schema: *const Schema,
    pack: *const c_void,
    length: usize,
    extended: *mut *mut Schema,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let pack = Bytes::copy_from_slice(c.bytes(pack, length)?);
            let with = c.read(schema, |it| it.0.with(pack))?;
            c.give(extended, Schema(with))
        })
    }
}

/// What a value of a property means by its class, as `In Service` for 2, which lives as long as the
/// schema; `CIMWIRE_NONE` where the class does not say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_meaning(
    schema: *const Schema,
    class_: Str,
    property: Str,
    value: Str,
    meaning: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (class, property, value) = (c.text(class_)?, c.text(property)?, c.text(value)?);
            c.read(schema, |it| {
                c.put(meaning, str_of(found(it.0.meaning(class, property, value))?))
            })
        })
    }
}

/// Frees a schema. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_schema_free(schema: *mut Schema) -> Code {
    free(schema)
}

impl Caller {
    /// The schema that a caller passed; none for NULL.
    pub(crate) fn schema(
        &self,
        schema: *const Schema,
    ) -> Result<Option<cimwire_facade::Schema>, Stop> {
        if schema.is_null() {
            return Ok(None);
        }
        self.read(schema, |it| Ok::<_, Stop>(Some(it.0.clone())))
    }
}
