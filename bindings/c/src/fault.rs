//! Why a request failed.

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::handle::Handle;
use crate::text::Str;
use crate::view::View;

/// Why a request failed (SOAP 1.2 part 1 §5.4, DSP0226 §14). Free it with `cimwire_fault_free`.
pub struct Fault {
    pub(crate) inner: cimwire_facade::Fault,
    pub(crate) owner: Ticket,
}

/// The handle of what the detail is of.
pub(crate) type Ticket = *const std::ffi::c_void;

// SAFETY: the address in `owner` is a ticket and is never followed.
unsafe impl Send for Fault {}
// SAFETY: as for `Send`.
unsafe impl Sync for Fault {}

impl Handle for Fault {
    const NAME: &'static str = "fault";
}

/// What a fault says. A text that is not there has no data. Its texts live as long as the fault.
#[repr(C)]
pub struct FaultDetails {
    /// Whose fault it is: `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch` or
    /// `DataEncodingUnknown`.
    pub code: Str,
    /// What is wrong, as `{namespace}local`.
    pub subcode: Str,
    /// The same in short, as `w:AccessDenied`, if DSP0226 and its like have it.
    pub short_subcode: Str,
    /// The last part of the URI of the standard in its detail, as `UnexpectedSelectors`.
    pub detail_code: Str,
    /// What the standard says of it.
    pub meaning: Str,
}

/// Why a request failed, in a language. Its texts live as long as the fault.
#[repr(C)]
pub struct Reason {
    /// The language, as `en-US`; empty where it is not said.
    pub language: Str,
    /// Why.
    pub text: Str,
}

/// Tells what a fault says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_read(
    fault: *const Fault,
    details: *mut FaultDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(fault, |it| c.put(details, told(&it.inner)))) }
}

/// The reason of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_reason_at(
    fault: *const Fault,
    index: usize,
    reason: *mut Reason,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(fault, |it| {
                let it = found(it.inner.reasons.get(index))?;
                c.put(reason, Reason { language: str_of(&it.language), text: str_of(&it.text) })
            })
        })
    }
}

/// Why, in a language such as `de-AT`: in that or one that begins alike, else in the first.
/// `CIMWIRE_NONE` where there is no reason.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_reason(
    fault: *const Fault,
    language: Str,
    reason: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let language = c.text(language)?;
            c.read(fault, |it| {
                let text = found(it.inner.reason(language))?;
                let mut reasons = it.inner.reasons.iter();
                let kept = found(reasons.find(|reason| reason.text == text))?;
                c.put(reason, str_of(&kept.text))
            })
        })
    }
}

/// The element of the detail, which a vendor may put anything into; `CIMWIRE_NONE` where there is
/// none. It is of the message that the fault was asked of, and lives as long as that.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_detail(fault: *const Fault, detail: *mut View) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(fault, |it| {
                let place = found(it.inner.detail.as_ref())?.place();
                c.put(detail, View { owner: it.owner, place })
            })
        })
    }
}

/// Frees a fault. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_fault_free(fault: *mut Fault) -> Code {
    free(fault)
}

fn told(fault: &cimwire_facade::Fault) -> FaultDetails {
    let text = |text: &Option<String>| str_if_any(text.as_deref());
    FaultDetails {
        code: text(&fault.code),
        subcode: text(&fault.subcode),
        short_subcode: text(&fault.short_subcode),
        detail_code: text(&fault.detail_code),
        meaning: text(&fault.meaning),
    }
}
