//! Reading messages one after the other.

use std::ffi::c_void;

use crate::border::{Code, Stop, call, free};
use crate::error::Error;
use crate::head::Head;
use crate::options::Options;
use crate::{Buffer, Document, Message, shortage};

/// Reads messages; keep it, for it learns from each and is faster on the next. One thread uses it
/// at a time: `CIMWIRE_BUSY` for the others. Free it with `cimwire_decoder_free`; what it has read
/// lives on.
pub struct Decoder(pub(crate) cimwire_facade::Decoder);

/// A decoder. NULL for `options` means the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_new(
    options: *const Options,
    decoder: *mut *mut Decoder,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.give(decoder, Decoder(c.options(options)?.decoder()))) }
}

/// Frees a decoder. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_decoder_free(decoder: *mut Decoder) -> Code {
    free(decoder)
}

/// Reads a message. The bytes are copied: they need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_message(
    decoder: *mut Decoder,
    input: *const c_void,
    length: usize,
    message: *mut *mut Message,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_copied(input, length)?;
            let read = c.decode(decoder, |it| Ok(it.message(&input)?))?;
            c.give(message, Message::new(read))
        })
    }
}

/// Reads a message where it stands, without a copy: the bytes must stay as they are until the
/// message, and all that was made of it, is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_message_in_place(
    decoder: *mut Decoder,
    input: *const c_void,
    length: usize,
    message: *mut *mut Message,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_kept(input, length)?;
            let read = c.decode(decoder, |it| Ok(it.message(&input)?))?;
            c.give(message, Message::new(read))
        })
    }
}

/// Reads a message where it stands, in the place of another that is given up, with its memory.
/// Views of the other end, which later calls tell, and its texts. Where the call fails, the message stays
/// as it was.
/// After set-up, nothing is allocated: set up by reading the largest message, the one that is the
/// fullest of elements, three times with one decoder into one message, and once what has names of
/// elements or attributes that this one lacks. That holds for input in UTF-8, and for a decoder
/// that is not strict.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_refill(
    decoder: *mut Decoder,
    message: *mut Message,
    input: *const c_void,
    length: usize,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_kept(input, length)?;
            c.decode(decoder, |decoder| {
                c.change(message, |message| {
                    if !decoder.refill_if(&mut message.inner, &input, shortage::is_absent)? {
                        return Err(shortage::lacking().into());
                    }
                    message.texts.clear();
                    message.refills = message.refills.wrapping_add(1);
                    Ok::<_, Stop>(())
                })
            })
        })
    }
}

/// Reads where a message goes, for who only passes it on: no byte behind its header is looked at,
/// but for a message without an action. The bytes need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_head(
    decoder: *mut Decoder,
    input: *const c_void,
    length: usize,
    head: *mut *mut Head,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_copied(input, length)?;
            let read = c.decode(decoder, |it| Ok(it.head(&input)?))?;
            c.give(head, Head(read))
        })
    }
}

/// Reads any XML document. The bytes are copied: they need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_document(
    decoder: *mut Decoder,
    input: *const c_void,
    length: usize,
    document: *mut *mut Document,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_copied(input, length)?;
            let read = c.decode(decoder, |it| Ok(it.document(&input)?))?;
            c.give(document, Document::new(read))
        })
    }
}

/// Reads an element to put into a body, from XML or, where it starts with `{`, from its JSON. The
/// bytes need not stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_decoder_element(
    decoder: *mut Decoder,
    input: *const c_void,
    length: usize,
    document: *mut *mut Document,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let input = c.bytes_copied(input, length)?;
            let read = c.decode(decoder, |it| Ok(it.element(&input)?))?;
            c.give(document, Document::new(read))
        })
    }
}

/// The XML of a message, document or element that is given as JSON. NULL for `options` means the
/// defaults; only their limits count.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_encode(
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
            c.give_bytes(xml, cimwire_facade::encode(c.bytes(json, length)?, limits)?)
        })
    }
}
