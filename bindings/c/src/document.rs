//! Documents of any root.

use crate::border::{Code, Stop, ask, call, found, free};
use crate::error::Error;
use crate::report::{Deviations, Differences, Repairs};
use crate::text::Texts;
use crate::view::{Owner, View};
use crate::{Buffer, Message, Options};

/// An XML document of any root. It never changes, and any thread may read it. Free it with
/// `cimwire_document_free`.
pub struct Document {
    pub(crate) inner: cimwire_facade::Document,
    pub(crate) texts: Texts,
}

impl Document {
    pub(crate) fn new(inner: cimwire_facade::Document) -> Self {
        Self { inner, texts: Texts::default() }
    }
}

/// Frees a document. Its views and texts end; what was made of it lives on. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_document_free(document: *mut Document) -> Code {
    free(document)
}

/// The root element.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_root(document: *const Document, root: *mut View) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(document, |it| c.put(root, Owner::document(document).view(&it.inner.root())))
        })
    }
}

/// The message that a document is: `CIMWIRE_NOT_SOAP`, `CIMWIRE_HTML` or `CIMWIRE_SOAP11` where
/// it is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_message(
    document: *const Document,
    message: *mut *mut Message,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let read = c.read(document, |it| it.inner.message())?;
            c.give(message, Message::new(read))
        })
    }
}

/// The departures from XML that were read all the same.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_deviations(
    document: *const Document,
    deviations: *mut *mut Deviations,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let found = c.read(document, |it| Ok::<_, Stop>(it.inner.deviations()))?;
            c.give(deviations, Deviations(found))
        })
    }
}

/// What salvage replaced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_repairs(
    document: *const Document,
    repairs: *mut *mut Repairs,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let found = c.read(document, |it| Ok::<_, Stop>(it.inner.repairs()))?;
            c.give(repairs, Repairs::new(found))
        })
    }
}

/// The document with `***` for passwords, tokens, keys and the like. NULL for `options` means the
/// defaults; only their limits count.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_redacted(
    document: *const Document,
    options: *const Options,
    redacted: *mut *mut Document,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let limits = c.options(options)?.inner.limits;
            let hidden = c.read(document, |it| it.inner.redacted(limits))?;
            c.give(redacted, Document::new(hidden))
        })
    }
}

/// The XML that is the same for all documents of the same infoset, an element a line.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_canon(
    document: *const Document,
    xml: *mut *mut Buffer,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(document, |it| c.give_bytes(xml, it.inner.canon()))) }
}

/// Where two documents do not say the same, in document order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_diff(
    left: *const Document,
    right: *const Document,
    differences: *mut *mut Differences,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let left = c.read(left, |it| Ok::<_, Stop>(it.inner.clone()))?;
            let found = c.read(right, |it| Ok::<_, Stop>(left.diff(&it.inner)))?;
            c.give(differences, Differences::new(&found))
        })
    }
}

/// The root as JSON: its name and value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_json(
    document: *const Document,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.read(document, |it| c.give_bytes(json, it.inner.to_json()?))) }
}

/// The element at a place of a document, as the `place` of a view tells it; `CIMWIRE_NONE` where no
/// element stands.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_document_at(
    document: *const Document,
    place: usize,
    element: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(document, |it| {
                let view = found(it.inner.at(place))?;
                c.put(element, Owner::document(document).view(&view))
            })
        })
    }
}
