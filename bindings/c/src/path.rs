//! Paths of instances and classes.

use std::borrow::Cow;

use cimwire_facade as facade;

use crate::border::{Code, Stop, ask, call, found, free, str_if_any};
use crate::error::Error;
use crate::instance::Instance;
use crate::schema::Schema;
use crate::text::{Str, Texts};
use crate::view::View;
use crate::{Buffer, Document, Message};

/// The path of an instance or class: host, CIM namespace, class and keys (DSP0004 §8.2). One thread
/// changes it at a time. Free it with `cimwire_path_free`.
pub struct Path {
    pub(crate) inner: facade::Path,
    texts: Texts,
}

impl Path {
    fn new(inner: facade::Path) -> Self {
        Self { inner, texts: Texts::default() }
    }
}

/// What a path has. Its texts live as long as the path; what is not there has no data.
#[repr(C)]
pub struct PathDetails {
    /// The host.
    pub host: Str,
    /// The CIM namespace, as `root/cimv2`.
    pub namespace_: Str,
    /// The class.
    pub class_name: Str,
    /// Whether it has keys, and so is that of an instance.
    pub is_instance: bool,
}

/// A key of a path. Its texts live as long as the path.
#[repr(C)]
pub struct PathKey {
    /// The name of the property.
    pub name: Str,
    /// The exact text; without data for a reference, which `cimwire_path_key_reference` has.
    pub text: Str,
    /// The type, as MOF has it; without data where it is not known.
    pub type_name: Str,
}

/// The path of a class; of its instance as soon as there is a key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_new(class_: Str, made: *mut *mut Path) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let path = facade::Path::new(c.text(class_)?);
            c.give(made, Path::new(path))
        })
    }
}

/// A path of DSP0004, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, or of WMI, with backslashes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_parse(
    text: Str,
    made: *mut *mut Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = facade::Path::parse(c.text(text)?)?;
            c.give(made, Path::new(path))
        })
    }
}

/// The path that an endpoint reference is, or an element that holds what one does.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_of_reference(
    reference: View,
    made: *mut *mut Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = facade::Path::of_reference(&c.element(reference)?)?;
            c.give(made, Path::new(path))
        })
    }
}

/// The path of what a message is about: its resource and selectors.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_of_message(
    message: *const Message,
    made: *mut *mut Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = c.read(message, |it| facade::Path::of_message(&it.inner))?;
            c.give(made, Path::new(path))
        })
    }
}

/// The path of an instance, by the keys that its class has in the instance's schema.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_of_instance(
    instance: *const Instance,
    made: *mut *mut Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let path = c.read(instance, |it| facade::Path::of_instance(&it.inner))?;
            c.give(made, Path::new(path))
        })
    }
}

/// Tells what a path has.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_read(path: *const Path, details: *mut PathDetails) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(path, |it| {
                let told = PathDetails {
                    host: str_if_any(it.inner.host()),
                    namespace_: str_if_any(it.inner.namespace()),
                    class_name: str_if_any(Some(it.inner.class_name())),
                    is_instance: it.inner.is_instance(),
                };
                c.put(details, told)
            })
        })
    }
}

/// The key of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_key_at(
    path: *const Path,
    index: usize,
    key: *mut PathKey,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(path, |it| {
                let found = found(it.inner.keys().into_iter().nth(index))?;
                let keep = |text: String| it.texts.keep(Cow::Owned(text));
                let told = PathKey {
                    name: keep(found.name),
                    text: found.text.map_or(Str::NONE, keep),
                    type_name: str_if_any(found.type_name),
                };
                c.put(key, told)
            })
        })
    }
}

/// The path that the key of a number, from 0, refers to; `CIMWIRE_NONE` where it is no reference.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_key_reference(
    path: *const Path,
    index: usize,
    made: *mut *mut Path,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let key = c.read(path, |it| found(it.inner.keys().into_iter().nth(index)))?;
            c.give(made, Path::new(found(key.reference)?))
        })
    }
}

/// Sets the host.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_set_host(path: *mut Path, host: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let host = c.text(host)?;
            c.set(path, |it| it.inner.set_host(host))
        })
    }
}

/// Sets the CIM namespace.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_set_namespace(path: *mut Path, namespace_: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let namespace = c.text(namespace_)?;
            c.set(path, |it| it.inner.set_namespace(namespace))
        })
    }
}

/// Sets what the resource URI begins with.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_set_base(path: *mut Path, base: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let base = c.text(base)?;
            c.set(path, |it| it.inner.set_base(base))
        })
    }
}

/// Has the resource URI begin as another does.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_set_base_of(path: *mut Path, resource_uri: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let uri = c.text(resource_uri)?;
            c.set(path, |it| it.inner.set_base_of(uri))
        })
    }
}

/// Adds a key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_push_key(path: *mut Path, name: Str, text: Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (name, text) = (c.text(name)?, c.text(text)?);
            c.set(path, |it| it.inner.push_key(name, text))
        })
    }
}

/// Adds a key that refers to an instance, whose path is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_push_reference(
    path: *mut Path,
    name: Str,
    to: *const Path,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            let to = c.read(to, |it| Ok::<_, Stop>(it.inner.clone()))?;
            c.set(path, |it| it.inner.push_reference(name, &to))
        })
    }
}

/// The path with the types that its class has in a schema.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_typed(
    path: *const Path,
    schema: *const Schema,
    made: *mut *mut Path,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let schema = c.read(schema, |it| Ok::<_, Stop>(it.0.clone()))?;
            let (typed, _) = c.read(path, |it| it.inner.typed(&schema))?;
            c.give(made, Path::new(typed))
        })
    }
}

/// The path as DSP0004 writes it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_text(path: *const Path, text: *mut *mut Buffer) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(path, |it| c.give_bytes(text, it.inner.to_string()))) }
}

/// The path as WMI writes it, with backslashes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_wmi(path: *const Path, text: *mut *mut Buffer) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(path, |it| c.give_bytes(text, it.inner.to_wmi()))) }
}

/// Its resource URI (DSP0227 §5.1).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_resource_uri(
    path: *const Path,
    uri: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.read(path, |it| c.give_bytes(uri, it.inner.resource_uri()?))) }
}

/// The endpoint reference to it at an address, in the version `2004` or `2005` of WS-Addressing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_path_reference(
    path: *const Path,
    address: Str,
    version: Str,
    reference: *mut *mut Document,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let (address, version) = (c.text(address)?, c.text(version)?);
            let xml = c.read(path, |it| {
                Ok::<_, Stop>(it.inner.to_reference(address, version)?.to_xml())
            })?;
            let mut decoder = facade::Decoder::new(facade::Options::default());
            c.give(reference, Document::new(decoder.document(&xml.into())?))
        })
    }
}

/// The resource URI of a class, or with `*` of all classes: in a CIM namespace that of WMI, without
/// one that of the DMTF.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_class_uri(
    class_: Str,
    wmi_namespace: Str,
    uri: *mut *mut Buffer,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let namespace = c.text_if_any(wmi_namespace)?;
            c.give_bytes(uri, facade::class_uri(c.text(class_)?, namespace))
        })
    }
}

/// Frees a path. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_path_free(path: *mut Path) -> Code {
    free(path)
}
