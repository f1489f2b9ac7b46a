//! Where a message goes.

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::text::Str;

/// What the header of a message says of where it goes. Free it with `cimwire_head_free`.
pub struct Head(pub(crate) cimwire_facade::Head);

/// What a head says. A text that is not there has no data. Its texts live as long as the head.
#[repr(C)]
pub struct HeadDetails {
    /// What the message asks or says, as `cimwire_message_kind` has it; without a body, it is told
    /// by action and resource alone.
    pub kind: Str,
    /// The version of WS-Addressing: `2004/08`, or `2005/08` for 1.0.
    pub addressing: Str,
    /// What it asks for or says, as a URI (DSP0226 §5.4.5).
    pub action: Str,
    /// The address it goes to (DSP0226 §5.3).
    pub to: Str,
    /// The kind of resource it is for (DSP0226 §5.1.2.1).
    pub resource_uri: Str,
    /// What no other message has (DSP0226 §5.4.4).
    pub message_id: Str,
    /// The address that answers go to (DSP0226 §5.4.2).
    pub reply_to: Str,
}

/// A selector. Its texts live as long as the head.
#[repr(C)]
pub struct Selector {
    /// The name.
    pub name: Str,
    /// The value: text with its blanks, or the XML of an endpoint reference.
    pub value: Str,
    /// Whether the value is an endpoint reference.
    pub is_reference: bool,
}

/// An option. Its texts live as long as the head.
#[repr(C)]
pub struct NamedOption {
    /// The name.
    pub name: Str,
    /// The value.
    pub value: Str,
    /// Whether a service has to obey or to refuse (DSP0226 R6.4-6).
    pub must_comply: bool,
}

/// Tells what a head says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_head_read(head: *const Head, details: *mut HeadDetails) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(head, |it| c.put(details, told(&it.0)))) }
}

/// The selector of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_head_selector(
    head: *const Head,
    index: usize,
    selector: *mut Selector,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(head, |it| {
                let it = found(it.0.selectors.get(index))?;
                let (name, value) = (str_of(&it.name), str_of(&it.value));
                c.put(selector, Selector { name, value, is_reference: it.is_reference })
            })
        })
    }
}

/// The option of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_head_option(
    head: *const Head,
    index: usize,
    option: *mut NamedOption,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(head, |it| {
                let it = found(it.0.options.get(index))?;
                let (name, value) = (str_of(&it.name), str_of(&it.value));
                c.put(option, NamedOption { name, value, must_comply: it.must_comply })
            })
        })
    }
}

/// The message of a number, from 0, that the message is about, an answer's request first;
/// `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_head_relates_to(
    head: *const Head,
    index: usize,
    message_id: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| c.read(head, |it| c.put(message_id, str_of(found(it.0.relates_to.get(index))?))))
    }
}

/// Frees a head. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_head_free(head: *mut Head) -> Code {
    free(head)
}

fn told(head: &cimwire_facade::Head) -> HeadDetails {
    let text = |text: &Option<String>| str_if_any(text.as_deref());
    HeadDetails {
        kind: str_of(&head.kind),
        addressing: text(&head.addressing),
        action: text(&head.action),
        to: text(&head.to),
        resource_uri: text(&head.resource_uri),
        message_id: text(&head.message_id),
        reply_to: text(&head.reply_to),
    }
}
