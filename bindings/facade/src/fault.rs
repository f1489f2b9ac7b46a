//! Why a request failed.

use cimwire::names::{NameId, NamespaceId};
use cimwire::record::Content;
use cimwire::soap;
use cimwire::wsman::Payload;

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
    /// The element of the detail, which a vendor may put anything into.
    pub detail: Option<View>,
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
            detail: fault.detail.as_ref().and_then(Content::view).map(|it| message.view(it)),
        })
    }

    /// Why, in a language such as `de-AT`: in that or one that begins alike, else in the first.
    #[must_use]
    pub fn reason(&self, language: &str) -> Option<String> {
        let mut fault = soap::Fault::default();
        for Reason { language, text } in &self.reasons {
            fault = fault.with_reason(language, text);
        }
        fault.reason(language).map(str::to_owned)
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
