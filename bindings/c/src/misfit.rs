//! What is not as its class has it.

use cimwire_facade as facade;

use crate::Document;
use crate::border::{Caller, Code, Stop, ask, found, free, str_of};
use crate::instance::{Instance, Method};
use crate::report::Deviations;
use crate::schema::Schema;
use crate::text::Str;

/// What is not as its class has it, in the order of its bytes. Free it with `cimwire_misfits_free`.
pub struct Misfits(Vec<(facade::Misfit, String)>);

/// A property or parameter that is not as its class has it. Its texts live as long as the list.
#[repr(C)]
pub struct Misfit {
    /// How, the same in every language: `Lexical` for a text that is none of its type, `Range` for a
    /// number that its type cannot hold, `Form` for elements where text was expected, `Repeated` for
    /// more values than one, `Null` where the class wants a value, `Missing`, `Unknown` to the class,
    /// or `Disallowed` for a value of its type that the class does not allow.
    pub kind: Str,
    /// The name of the property or parameter.
    pub property: Str,
    /// What was expected.
    pub expected: Str,
    /// Bytes from the start of the input.
    pub offset: usize,
}

/// What in an instance is not as its class has it; nothing where the class is not known. What is in
/// embedded instances is theirs to tell.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_misfits(
    instance: *const Instance,
    misfits: *mut *mut Misfits,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let found = c.read(instance, |it| Ok::<_, Stop>(it.inner.misfits()))?;
            c.give_misfits(misfits, found)
        })
    }
}

/// What in the call of a method, or its answer, is not as its class has it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_method_misfits(
    method: *const Method,
    misfits: *mut *mut Misfits,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let found = c.read(method, |it| Ok::<_, Stop>(it.inner.misfits()))?;
            c.give_misfits(misfits, found)
        })
    }
}

/// What is not as the classes of a schema have it in all instances of a document, embedded ones too,
/// and in the call of a method: as deviations, which have line, column and path.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_misfits(
    document: *const Document,
    schema: *const Schema,
    deviations: *mut *mut Deviations,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let schema = c.read(schema, |it| Ok::<_, Stop>(it.0.clone()))?;
            let found = c.read(document, |it| Ok::<_, Stop>(it.inner.misfits(&schema)))?;
            c.give(deviations, Deviations(found))
        })
    }
}

/// The misfit of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_misfits_at(
    misfits: *const Misfits,
    index: usize,
    misfit: *mut Misfit,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(misfits, |it| {
                let (it, kind) = found(it.0.get(index))?;
                let (kind, property) = (str_of(kind), str_of(&it.property));
                let expected = str_of(it.expected);
                c.put(misfit, Misfit { kind, property, expected, offset: it.offset })
            })
        })
    }
}

/// Frees a list of misfits. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_misfits_free(misfits: *mut Misfits) -> Code {
    free(misfits)
}

impl Caller {
    fn give_misfits(
        &self,
        out: *mut *mut Misfits,
        misfits: Vec<facade::Misfit>,
    ) -> Result<(), Stop> {
        let named = |misfit: facade::Misfit| {
            let kind = format!("{:?}", misfit.kind);
            (misfit, kind)
        };
        self.give(out, Misfits(misfits.into_iter().map(named).collect()))
    }
}
