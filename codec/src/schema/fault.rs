//! What there is to know of a fault before it happens (DSP0226 §14).

use super::generated::{DETAILS, FAULTS};
use super::uris;
use crate::names::{NameId, soap};

/// A fault of the tables of DSP0226 §14.6, of SOAP or of the CIM binding.
///
/// ```
/// use cimwire::names::wsman;
/// use cimwire::schema::{Code, Fault};
/// let fault = Fault::of(wsman::INVALID_SELECTORS).unwrap();
/// assert_eq!((fault.tables, fault.code, fault.code.status()), (&[33][..], Code::Sender, 400));
/// assert!(fault.details.contains(&"DuplicateSelectors"));
/// ```
#[derive(Debug)]
pub struct Fault {
    /// The numbers of its tables in DSP0226 1.1.1; none for faults of other documents.
    pub tables: &'static [u8],
    /// Its subcode; the code itself for the faults of SOAP, which have no subcode.
    pub subcode: NameId,
    /// Its subcode with WS-Addressing 1.0, which renamed two.
    pub subcode_2005: NameId,
    /// Subcodes that some services send instead.
    pub aliases: &'static [NameId],
    /// Whose fault it is.
    pub code: Code,
    /// The action of a message that brings it.
    pub action: &'static str,
    /// The action with WS-Addressing 1.0.
    pub action_2005: &'static str,
    /// The detail codes that refine it.
    pub details: &'static [&'static str],
    /// The elements its detail may hold beside a detail code.
    pub holds: &'static [NameId],
    /// Why, in a sentence that can be sent.
    pub reason: &'static str,
}

/// The code of a fault (SOAP 1.2 part 1 §5.4.6).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Code {
    /// The message was not as it should be.
    Sender,
    /// The message could not be processed, for no reason of its own.
    Receiver,
    /// A header that must be understood was not.
    MustUnderstand,
    /// It is not a SOAP 1.2 envelope.
    VersionMismatch,
    /// An encoding of data is not supported.
    DataEncodingUnknown,
}

/// A detail code: the last part of the URI in `wsman:FaultDetail`.
#[derive(Debug)]
pub struct Detail {
    /// The code.
    pub code: &'static str,
    /// The document that has it.
    pub source: &'static str,
    /// How some services misspell it.
    pub misspelt: &'static [&'static str],
    /// What it means.
    pub text: &'static str,
}

impl Fault {
    /// The fault of a subcode, whatever the version of addressing or the spelling.
    #[must_use]
    pub fn of(subcode: NameId) -> Option<&'static Self> {
        let subcode = subcode.canonical();
        let has = |fault: &&Self| {
            fault.subcode == subcode
                || fault.subcode_2005 == subcode
                || fault.aliases.contains(&subcode)
        };
        FAULTS.iter().find(has)
    }

    /// Whether it is one of SOAP's own, with a code and no subcode.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.code.name() == self.subcode
    }
}

impl Code {
    /// The code as it is written.
    #[must_use]
    pub const fn name(self) -> NameId {
        match self {
            Self::Sender => soap::SENDER,
            Self::Receiver => soap::RECEIVER,
            Self::MustUnderstand => soap::MUST_UNDERSTAND_ALT,
            Self::VersionMismatch => soap::VERSION_MISMATCH,
            Self::DataEncodingUnknown => soap::DATA_ENCODING_UNKNOWN,
        }
    }

    /// The code of a name.
    #[must_use]
    pub fn of(name: NameId) -> Option<Self> {
        let all = [
            Self::Sender,
            Self::Receiver,
            Self::MustUnderstand,
            Self::VersionMismatch,
            Self::DataEncodingUnknown,
        ];
        all.into_iter().find(|code| code.name() == name.canonical())
    }

    /// The HTTP status to send it with (DSP0226 RC.2-9, SOAP 1.2 part 2 §7.5.2.2).
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Sender => 400,
            _ => 500,
        }
    }
}

impl Detail {
    /// The detail of a URI, of any dialect and spelling.
    ///
    /// ```
    /// use cimwire::schema::Detail;
    /// let uri = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/UriLimitExceeded";
    /// let detail = Detail::of(uri).unwrap();
    /// assert_eq!((detail.code, detail.text), ("URILimitExceeded", "A URI is too long"));
    /// assert!(Detail::of("urn:my:detail").is_none());
    /// ```
    #[must_use]
    pub fn of(uri: &str) -> Option<&'static Self> {
        let (_, code) = uri.trim().rsplit_once("faultDetail/")?;
        DETAILS.iter().find(|it| it.code == code || it.misspelt.contains(&code))
    }

    /// The URI to send.
    #[must_use]
    pub fn uri(&self) -> String {
        [uris::fault::DETAIL, self.code].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{addressing, cimbinding, eventing, wsman};

    #[test]
    fn every_table_of_the_standard_is_here_once() {
        let mut tables: Vec<u8> = FAULTS.iter().flat_map(|fault| fault.tables).copied().collect();
        tables.sort_unstable();
        assert_eq!(tables, (5..=47).collect::<Vec<_>>());
    }

    #[test]
    fn a_fault_is_found_by_any_of_its_names() {
        let found = |name| Fault::of(name).map(|fault| fault.subcode);
        assert_eq!(
            found(addressing::INVALID_ADDRESSING_HEADER),
            Some(addressing::INVALID_MESSAGE_INFORMATION_HEADER)
        );
        assert_eq!(
            found(cimbinding::DEVLIVERY_TO_UNUSABLE),
            Some(wsman::EVENT_DELIVER_TO_UNUSABLE)
        );
        assert_eq!(found(wsman::SELECTOR), None);
        assert!(Fault::of(soap::VERSION_MISMATCH).is_some_and(Fault::is_bare));
        assert!(!Fault::of(eventing::UNABLE_TO_RENEW).is_none_or(Fault::is_bare));
    }

    #[test]
    fn the_detail_codes_of_every_fault_are_known() {
        for code in FAULTS.iter().flat_map(|fault| fault.details) {
            let uri = [uris::fault::DETAIL, code].concat();
            assert_eq!(Detail::of(&uri).map(Detail::uri), Some(uri));
        }
    }
}
