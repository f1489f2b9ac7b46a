//! Why a request failed.

use std::borrow::Cow;

use cimwire::names::{NameId, NamespaceId};
use cimwire::record::Content;
use cimwire::wsman::Payload;
use cimwire::{cim, soap, windows};

use crate::{Message, View};

/// Why a request failed (SOAP 1.2 part 1 §5.4, DSP0226 §14).
#[derive(Clone, Debug)]
pub struct Fault {
    /// Whose fault it is: `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch` or
    /// `DataEncodingUnknown`; none for anything else.
    pub code: Option<String>,
    /// What is wrong, as `{namespace}local`.
    pub subcode: Option<String>,
    /// The same in short, as `w:AccessDenied`, with the prefix usually bound to the namespace;
    /// none if DSP0226 and its like do not have it.
    pub short_subcode: Option<String>,
    /// Why, in words, by language.
    pub reasons: Vec<Reason>,
    /// The last part of the URI of the standard in its detail, as `UnexpectedSelectors`.
    pub detail_code: Option<String>,
    /// What the standard says of it: a sentence, with that of the detail code behind it.
    pub meaning: Option<String>,
    /// The errors of CIM in its detail.
    pub cim_errors: Vec<CimError>,
    /// What Windows says in its detail.
    pub windows: Option<WindowsFault>,
    /// The element of the detail, which a vendor may put anything into.
    pub detail: Option<View>,
}

/// An error of CIM in the detail of a fault: a `CIM_Error`, or of a vendor's class below it
/// (DSP0227 §12).
#[derive(Clone, Debug)]
pub struct CimError {
    /// Its class, as `CIM_Error`, `OMI_Error` or `MSFT_WmiError`.
    pub class: String,
    /// The status of CIM, as a number.
    pub status: Option<u32>,
    /// The same as a name, as `CIM_ERR_NOT_FOUND`.
    pub status_name: Option<&'static str>,
    /// What went wrong.
    pub message: Option<String>,
    /// The number of that message.
    pub message_id: Option<String>,
    /// Whose number it is.
    pub owning_entity: Option<String>,
    /// The instance.
    pub view: View,
}

/// What Windows says of a fault: `f:WSManFault` (MS-WSMV §2.2.4.43).
#[derive(Clone, Debug)]
pub struct WindowsFault {
    /// An HRESULT or an error of Win32.
    pub code: Option<u32>,
    /// The machine that says so.
    pub machine: Option<String>,
    /// Why; empty where only a provider says so.
    pub message: String,
    /// What providers say.
    pub providers: Vec<ProviderFault>,
    /// The element.
    pub view: View,
}

/// What a provider says of a fault.
#[derive(Clone, Debug)]
pub struct ProviderFault {
    /// The provider.
    pub provider: Option<String>,
    /// The library that it is in.
    pub path: Option<String>,
    /// What it says: its own text, or that of the fault that it passes on.
    pub message: String,
    /// The extended status of WMI: an instance of `__ExtendedStatus`.
    pub extended_status: Option<View>,
    /// The element.
    pub view: View,
}

/// Why a request failed, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The language, as `en-US`; empty where it is not said.
    pub language: String,
    /// Why.
    pub text: String,
}

impl Fault {
    pub(crate) fn of(message: &Message) -> Option<Self> {
        let typed = message.message.typed();
        let Some(Payload::Fault(fault)) = typed.payload() else { return None };
        let subcode = fault.code.as_ref().and_then(|code| code.subcode.as_ref());
        let subcode = subcode.and_then(|subcode| subcode.value.as_ref());
        Some(Self {
            code: fault.code().map(|code| format!("{code:?}")),
            subcode: subcode.map(expanded),
            short_subcode: fault.subcode().and_then(short),
            reasons: reasons(fault),
            detail_code: fault.detail_code().map(|detail| detail.code.to_owned()),
            meaning: meaning(fault),
            cim_errors: CimError::all(message, fault),
            windows: windows::WsManFault::in_fault(fault).map(|it| WindowsFault::of(message, it)),
            detail: fault.detail.as_ref().and_then(Content::view).map(|it| message.view(it)),
        })
    }

    /// Why, in a language such as `de-AT`: in that or one that begins alike, else in the first.
    #[must_use]
    pub fn reason(&self, language: &str) -> Option<String> {
        Reason::nearest(&self.reasons, language)
    }
}

impl Reason {
    /// The text of the one in a language, chosen as by [`Fault::reason`].
    #[must_use]
    pub fn nearest(reasons: &[Self], language: &str) -> Option<String> {
        let mut fault = soap::Fault::default();
        for Self { language, text } in reasons {
            fault = fault.with_reason(language, text);
        }
        fault.reason(language).map(str::to_owned)
    }
}

impl CimError {
    fn all(message: &Message, fault: &soap::Fault<'_>) -> Vec<Self> {
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let read = |error: cim::CimError<'_>| Self {
            class: error.instance().class_name().into_owned(),
            status: error.status_code(),
            status_name: error.status().map(cim::Status::name),
            message: owned(error.message()),
            message_id: owned(error.message_id()),
            owning_entity: owned(error.owning_entity()),
            view: message.view(error.instance().element()),
        };
        cim::CimError::in_fault(fault).map(read).collect()
    }
}

impl WindowsFault {
    fn of(message: &Message, fault: windows::WsManFault<'_>) -> Self {
        Self {
            code: fault.code(),
            machine: fault.machine().map(Cow::into_owned),
            message: fault.message().into_owned(),
            providers: fault.providers().map(|it| ProviderFault::of(message, it)).collect(),
            view: message.view(fault.element()),
        }
    }
}

impl ProviderFault {
    fn of(message: &Message, fault: windows::ProviderFault<'_>) -> Self {
        let own = fault.message();
        let passed_on = || fault.fault().map(windows::WsManFault::message).unwrap_or_default();
        let text = if own.trim().is_empty() { passed_on() } else { own };
        let status = fault.extended_status();
        Self {
            provider: fault.provider().map(Cow::into_owned),
            path: fault.path().map(Cow::into_owned),
            message: text.into_owned(),
            extended_status: status.map(|it| message.view(it.element())),
            view: message.view(fault.element()),
        }
    }
}

/// A name with the prefix usually bound to its namespace.
pub(crate) fn short(name: NameId) -> Option<String> {
    let prefix = name.namespace().and_then(NamespaceId::prefix)?;
    Some(format!("{prefix}:{}", name.local()?))
}

fn expanded(name: &cimwire::record::QName<'_>) -> String {
    match name.name() {
        Some(name) if !name.namespace.is_empty() => {
            format!("{{{}}}{}", name.namespace, name.local)
        }
        _ => name.local.clone().into_owned(),
    }
}

fn reasons(fault: &soap::Fault<'_>) -> Vec<Reason> {
    let texts = fault.reason.as_ref().map_or(&[][..], |reason| &reason.text);
    let reason = |text: &soap::ReasonText<'_>| Reason {
        language: text.lang.as_ref().map_or("", |lang| lang.text().trim()).to_owned(),
        text: text.text.text().to_owned(),
    };
    texts.iter().map(reason).collect()
}

fn meaning(fault: &soap::Fault<'_>) -> Option<String> {
    let mut meaning = fault.known()?.reason.to_owned();
    if let Some(detail) = fault.detail_code() {
        meaning = format!("{} ({})", meaning.trim_end_matches('.'), detail.text);
    }
    Some(meaning)
}
