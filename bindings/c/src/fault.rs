//! Why a request failed.

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::text::Str;
use crate::view::{Owner, View};

/// Why a request failed (SOAP 1.2 part 1 §5.4, DSP0226 §14). Free it with `cimwire_fault_free`.
pub struct Fault {
    pub(crate) inner: cimwire_facade::Fault,
    pub(crate) owner: Owner,
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
        ask(|c| c.read(fault, |it| c.put(detail, it.owner.view(found(it.inner.detail.as_ref())?))))
    }
}

/// An error of CIM in the detail of a fault (DSP0227 §12). Its texts live as long as the fault; what
/// is not there has no data.
#[repr(C)]
pub struct CimError {
    /// Its class, as `CIM_Error`, `OMI_Error` or `MSFT_WmiError`.
    pub class_name: Str,
    /// The status of CIM as a name, as `CIM_ERR_NOT_FOUND`.
    pub status_name: Str,
    /// What went wrong.
    pub message: Str,
    /// The number of that message.
    pub message_id: Str,
    /// Whose number it is.
    pub owning_entity: Str,
    /// The instance.
    pub view: View,
    /// The status of CIM; 0 where none is said.
    pub status: u32,
}

/// The error of CIM of a number, from 0, in the detail of a fault; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_cim_error_at(
    fault: *const Fault,
    index: usize,
    error: *mut CimError,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(fault, |it| {
                let found = found(it.inner.cim_errors.get(index))?;
                let text = |text: &Option<String>| str_if_any(text.as_deref());
                let told = CimError {
                    class_name: str_of(&found.class),
                    status_name: str_if_any(found.status_name),
                    message: text(&found.message),
                    message_id: text(&found.message_id),
                    owning_entity: text(&found.owning_entity),
                    view: it.owner.view(&found.view),
                    status: found.status.unwrap_or(0),
                };
                c.put(error, told)
            })
        })
    }
}

/// What Windows, or a provider, says of a fault (MS-WSMV §2.2.4.43). Its texts live as long as the
/// fault; what is not there has no data.
#[repr(C)]
pub struct WindowsFault {
    /// The machine that says so; of a provider, its name.
    pub source: Str,
    /// Why; empty where only a provider says so.
    pub message: Str,
    /// The element.
    pub view: View,
    /// An HRESULT or an error of Win32; 0 where none is said, and of a provider.
    pub code: u32,
}

/// What Windows says in the detail of a fault; `CIMWIRE_NONE` where it says nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_windows(
    fault: *const Fault,
    windows: *mut WindowsFault,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(fault, |it| {
                let found = found(it.inner.windows.as_ref())?;
                let told = WindowsFault {
                    source: str_if_any(found.machine.as_deref()),
                    message: str_of(&found.message),
                    view: it.owner.view(&found.view),
                    code: found.code.unwrap_or(0),
                };
                c.put(windows, told)
            })
        })
    }
}

/// What the provider of a number, from 0, says in what Windows says; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_fault_provider_at(
    fault: *const Fault,
    index: usize,
    provider: *mut WindowsFault,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(fault, |it| {
                let windows = found(it.inner.windows.as_ref())?;
                let found = found(windows.providers.get(index))?;
                let told = WindowsFault {
                    source: str_if_any(found.provider.as_deref()),
                    message: str_of(&found.message),
                    view: it.owner.view(&found.view),
                    code: 0,
                };
                c.put(provider, told)
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
