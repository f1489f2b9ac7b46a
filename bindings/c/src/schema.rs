//! Classes of CIM.

use std::ffi::c_void;

use cimwire_facade::Bytes;

use crate::border::{Caller, Code, Stop, ask, call, found, free, str_if_any, str_of};
use crate::error::Error;
use crate::text::Str;

/// Classes of CIM: the DMTF's, a vendor's, your own. It never changes, and any thread may use it.
/// Free it with `cimwire_schema_free`; what was read with it lives on.
pub struct Schema(pub(crate) cimwire_facade::Schema);

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
            c.give(schema, Schema(cimwire_facade::Schema::open(&[pack])?))
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

/// Names, in some order. Free it with `cimwire_names_free`.
pub struct Names(Vec<String>);

/// The names of all classes of a schema, in the order of their names in lower case.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_classes(
    schema: *const Schema,
    names: *mut *mut Names,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(schema, |it| Ok::<_, Stop>(it.0.classes()))?;
            c.give(names, Names(read))
        })
    }
}

/// Where the classes of a schema are from, as in `CIM 2.49.0`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_sources(
    schema: *const Schema,
    names: *mut *mut Names,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(schema, |it| Ok::<_, Stop>(it.0.sources()))?;
            c.give(names, Names(read))
        })
    }
}

/// The name of a number, from 0, which lives as long as the list; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_names_at(
    names: *const Names,
    index: usize,
    name: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(names, |it| c.put(name, str_of(found(it.0.get(index))?)))) }
}

/// Frees a list of names. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_names_free(names: *mut Names) -> Code {
    free(names)
}

/// Where a text is found in a schema. Free it with `cimwire_finds_free`.
pub struct Finds(Vec<cimwire_facade::Found>);

/// Where a text is found in a schema. Its texts live as long as the list.
#[repr(C)]
pub struct Find {
    /// The class.
    pub class_name: Str,
    /// Its property or method; without data where the class itself is called so.
    pub member: Str,
}

/// Classes, properties and methods with a text in their names, in any case; a member is found in the
/// class that declares it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_find(
    schema: *const Schema,
    text: Str,
    finds: *mut *mut Finds,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let text = c.text(text)?;
            let read = c.read(schema, |it| Ok::<_, Stop>(it.0.find(text)))?;
            c.give(finds, Finds(read))
        })
    }
}

/// The find of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_finds_at(
    finds: *const Finds,
    index: usize,
    find: *mut Find,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(finds, |it| {
                let it = found(it.0.get(index))?;
                let (class_name, member) = (str_of(&it.class), str_if_any(it.member.as_deref()));
                c.put(find, Find { class_name, member })
            })
        })
    }
}

/// Frees a list of finds. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_finds_free(finds: *mut Finds) -> Code {
    free(finds)
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
