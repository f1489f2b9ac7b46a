//! Messages.

use std::borrow::Cow;

use crate::border::{Caller, Code, Stop, ask, call, found, free};
use crate::error::Error;
use crate::fault::Fault;
use crate::head::Head;
use crate::report::Deviations;
use crate::response::Reply;
use crate::text::{Str, Texts};
use crate::view::{Owner, View};
use crate::{Buffer, Document};

/// A document whose root is a SOAP 1.2 envelope. Any thread may read it, and it changes only where
/// `cimwire_decoder_refill` says so. Free it with `cimwire_message_free`.
pub struct Message {
    pub(crate) inner: cimwire_facade::Message,
    pub(crate) texts: Texts,
    /// How often another was read in its place.
    pub(crate) refills: u32,
}

impl Message {
    pub(crate) fn new(inner: cimwire_facade::Message) -> Self {
        Self { inner, texts: Texts::default(), refills: 0 }
    }
}

/// A header block.
#[repr(C)]
pub struct Header {
    /// The element.
    pub view: View,
    /// What it says of mustUnderstand: 1 for true, 0 for false, -1 where it says nothing.
    pub must_understand: i32,
}

/// Frees a message. Its views and texts end; what was made of it lives on. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_message_free(message: *mut Message) -> Code {
    free(message)
}

/// The document that a message is, which lives on its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_document(
    message: *const Message,
    document: *mut *mut Document,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(message, |it| Ok::<_, Stop>(it.inner.document()))?;
            c.give(document, Document::new(read))
        })
    }
}

/// What a message asks or says, as `PullResponse`: the operation of DSP0226, `Method` and
/// `MethodResponse` for those of a class, `Custom` for anything else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_kind(message: *const Message, kind: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| c.read(message, |it| c.put(kind, it.texts.keep(Cow::Owned(it.inner.kind())))))
    }
}

/// What the header of a message says of where it goes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_head(
    message: *const Message,
    head: *mut *mut Head,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(message, |it| Ok::<_, Stop>(it.inner.head()))?;
            c.give(head, Head(read))
        })
    }
}

/// The root of a message.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_envelope(
    message: *const Message,
    envelope: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, envelope, |it| Some(it.envelope()))) }
}

/// The element of the header blocks; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_header(
    message: *const Message,
    header: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, header, cimwire_facade::Message::header)) }
}

/// The header block of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_header_at(
    message: *const Message,
    index: usize,
    header: *mut Header,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(message, |it| {
                let block = found(it.inner.headers().into_iter().nth(index))?;
                let must_understand = block.must_understand.map_or(-1, i32::from);
                let view = Owner::message(message, it).view(&block.view);
                c.put(header, Header { view, must_understand })
            })
        })
    }
}

/// The body; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_body(message: *const Message, body: *mut View) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, body, cimwire_facade::Message::body)) }
}

/// The element of the items that an EnumerateResponse or PullResponse brings; `CIMWIRE_NONE` where
/// there is none. Its children are the items.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_items(message: *const Message, items: *mut View) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, items, cimwire_facade::Message::items_element)) }
}

/// Whether a message says that the enumeration has no more items (DSP0226 §8.4).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_is_end_of_sequence(
    message: *const Message,
    is_end: *mut bool,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(message, |it| c.put(is_end, it.inner.is_end_of_sequence()))) }
}

/// What the next Pull has to bring (DSP0226 §8.4), for `cimwire_inside`; `CIMWIRE_NONE` where
/// there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_enumeration_context(
    message: *const Message,
    context: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, context, cimwire_facade::Message::enumeration_context)) }
}

/// Whom a SubscribeResponse names to renew or end the subscription (DSP0226 §10.2): an endpoint
/// reference. `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_subscription_manager(
    message: *const Message,
    manager: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.part(message, manager, cimwire_facade::Message::subscription_manager)) }
}

/// Why a request failed; `CIMWIRE_NONE` where the message is no fault.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_fault(
    message: *const Message,
    fault: *mut *mut Fault,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(message, |it| {
                let inner = found(it.inner.fault())?;
                Ok::<_, Stop>(Fault { inner, owner: Owner::message(message, it) })
            })?;
            c.give(fault, read)
        })
    }
}

/// All that is wrong with a message in the order of its bytes: departures from XML, from the rules
/// of DSP0226, and from its schemas. The first 256 of each are told.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_deviations(
    message: *const Message,
    deviations: *mut *mut Deviations,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let found = c.read(message, |it| Ok::<_, Stop>(it.inner.deviations()))?;
            c.give(deviations, Deviations(found))
        })
    }
}

/// The fault that a service must answer with, ready to send; `CIMWIRE_NONE` where the message need
/// not be refused.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_refusal(
    message: *const Message,
    refusal: *mut *mut Reply,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let reply = c.read(message, |it| found(it.inner.refusal()?))?;
            c.give(refusal, Reply(reply))
        })
    }
}

/// The message as JSON, which `cimwire_encode` turns back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_json(
    message: *const Message,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.read(message, |it| c.give_bytes(json, it.inner.to_json()?))) }
}

impl Caller {
    fn part(
        &self,
        message: *const Message,
        out: *mut View,
        part: impl FnOnce(&cimwire_facade::Message) -> Option<cimwire_facade::View>,
    ) -> Result<(), Stop> {
        self.read(message, |it| {
            let view = found(part(&it.inner))?;
            self.put(out, Owner::message(message, it).view(&view))
        })
    }
}
