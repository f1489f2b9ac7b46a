//! What CIM adds to requests.

use super::Request;
use crate::border::{Caller, Code, Stop, call};
use crate::error::Error;
use crate::path::Path;
use crate::text::Str;
use crate::view::View;

/// By which associations instances are found (DSP0227 §9); what has no data does not matter.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Association {
    /// The class of the associations.
    pub association_class: Str,
    /// The property by which the association refers to the instance.
    pub role: Str,
    /// The class of what is found.
    pub result_class: Str,
    /// The property by which the association refers to that.
    pub result_role: Str,
    /// The properties that are wanted of it; all where there are none. Items are fragments then.
    pub include: *const Str,
    /// How many of these.
    pub include_count: usize,
}

/// A name and what it is to have.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct NameValue {
    /// The name.
    pub name: Str,
    /// The value.
    pub value: Str,
}

/// Takes the selectors of a path: its CIM namespace, where the resource URI does not have it, and its
/// keys (DSP0227 §5.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_instance(
    request: *mut Request,
    path: *const Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = c.read(path, |it| Ok::<_, Stop>(it.inner.clone()))?;
            c.change(request, |it| it.0.instance(&path))
        })
    }
}

/// Names the CIM namespace, as `root/cimv2`, where the resource URI does not (DSP0227 §5.2).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_namespace(
    request: *mut Request,
    namespace_: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let namespace = c.text(namespace_)?;
            c.change(request, |it| it.0.namespace(namespace))
        })
    }
}

/// Asks for instances that say their keys, versions and types (DSP0227 §13.1).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_show_extensions(
    request: *mut Request,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.change(request, |it| it.0.show_extensions())) }
}

/// Only what a CQL query selects (DSP0227 §9). Of an Enumerate and a Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_cql(
    request: *mut Request,
    query: Str,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let query = c.text(query)?;
            c.change(request, |it| it.0.cql(query))
        })
    }
}

/// Only what has these selectors (DSP0226 annex E). Of an Enumerate and a Subscribe.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_select(
    request: *mut Request,
    selectors: *const NameValue,
    count: usize,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let mut wanted = Vec::new();
            for selector in c.many(selectors, count)? {
                wanted.push((c.text(selector.name)?, c.text(selector.value)?));
            }
            c.change(request, |it| it.0.select(&wanted))
        })
    }
}

/// Only what is associated with an instance, which an endpoint reference names (DSP0227 §9). Of an
/// Enumerate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_associated(
    request: *mut Request,
    instance: View,
    by: Association,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (instance, by) = (c.element(instance)?, c.association(by)?);
            c.change(request, |it| it.0.associated(&instance, &by))
        })
    }
}

/// Only the associations of an instance (DSP0227 §9). Of an Enumerate. A class of associations or a
/// role of results is refused, as the result is the association.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_request_associations(
    request: *mut Request,
    instance: View,
    by: Association,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (instance, by) = (c.element(instance)?, c.association(by)?);
            c.change(request, |it| it.0.associations(&instance, &by))
        })
    }
}

impl Caller {
    fn association(&self, by: Association) -> Result<cimwire_facade::Association, Stop> {
        let owned = |text: Str| Ok::<_, Stop>(self.text_if_any(text)?.map(str::to_owned));
        let mut include = Vec::new();
        for name in self.many(by.include, by.include_count)? {
            include.push(self.text(*name)?.to_owned());
        }
        Ok(cimwire_facade::Association {
            association_class: owned(by.association_class)?,
            role: owned(by.role)?,
            result_class: owned(by.result_class)?,
            result_role: owned(by.result_role)?,
            include,
        })
    }
}
