//! What a check found.

use std::borrow::Cow;
use std::fmt;

use super::tables::fault;
use crate::error::{Error, ErrorKind, Result};
use crate::names::{soap, wsman};
use crate::schema::{DETAILS, Detail, Direction, Fault, Kind, Level, Rule, Side};
use crate::xml::Name;

/// Every departure of a message from the rules, in the order of the message.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) kind: Kind,
    pub(super) direction: Direction,
    pub(super) deviations: Vec<Deviation>,
    pub(super) is_complete: bool,
}

/// A departure from a rule. It repeats names of the message but no values, so it is safe to log.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// The rule; none where the standard has none for it that one message alone can break.
    pub rule: Option<&'static Rule>,
    /// Byte offset, in the input as given, of the element that departs from it; of the element
    /// around it where it is missing.
    pub offset: usize,
    /// That element, as in [`Error::path`].
    pub path: String,
    /// What was expected and what was found.
    pub text: Cow<'static, str>,
    /// The fault of a service that refuses the message for it; none where a service may not.
    pub answer: Option<Answer>,
    /// When a service comes to notice it.
    pub(super) stage: Stage,
}

/// A fault to answer with.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which.
    pub fault: &'static Fault,
    /// The detail code that refines it.
    pub detail: Option<&'static Detail>,
    /// What it is about.
    pub about: About,
}

/// What a fault is about, which its detail or a header block of its message then says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum About {
    /// Nothing in particular.
    Message,
    /// A header block that is wrong: the place of its element on the tape
    /// ([`Tree::element`](crate::xml::Tree::element)).
    Header(usize),
    /// A header block that is missing, by its name.
    Missing(OwnName),
    /// A header block that was not understood, by its name.
    NotUnderstood(OwnName),
    /// An action that is not supported.
    Action(String),
}

/// An expanded name that outlives its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnName {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The local part.
    pub local: String,
}

/// The order in which a service checks a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Its octets, and whether it is SOAP 1.2.
    Envelope,
    /// Whether each header block that must be understood is.
    Understanding,
    /// To, Action, MessageID, and where answers go.
    Addressing,
    /// Resource, selectors, options, and the limits of the operation.
    Control,
    /// What the body holds.
    Body,
}

impl Report {
    /// What the message asks or says.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The departures in the order of the message.
    #[must_use]
    pub fn deviations(&self) -> &[Deviation] {
        &self.deviations
    }

    /// Whether there was room for all departures; the first 256 are kept.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The departures from rules that are at least so binding; those without a rule bind.
    pub fn at_least(&self, level: Level) -> impl Iterator<Item = &Deviation> {
        self.deviations.iter().filter(move |deviation| deviation.level() >= level)
    }

    /// The fault a service must answer with: of all, the first it comes to, and only to a message
    /// that can be answered. It looks at the envelope first, then at headers that must be
    /// understood, at addressing, at the other headers, and at the body.
    ///
    /// ```
    /// use cimwire::Message;
    /// use cimwire::names::{addressing, wsman};
    /// let message = Message::decode(
    ///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>\
    ///      <a:Action xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'>\
    ///      http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action></s:Header><s:Body/>\
    ///      </s:Envelope>",
    /// )?;
    /// let answer = message.check().fault().cloned().unwrap();
    /// assert_eq!(answer.fault.subcode, addressing::MESSAGE_INFORMATION_HEADER_REQUIRED);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn fault(&self) -> Option<&Answer> {
        if self.direction == Direction::Response {
            return None;
        }
        let refused = self.deviations.iter().filter(|deviation| deviation.answer.is_some());
        refused.min_by_key(|deviation| deviation.stage)?.answer.as_ref()
    }

    /// The header blocks that must be understood and are not: each is named in a header block of
    /// the fault (SOAP 1.2 part 1 §5.4.8).
    pub fn not_understood(&self) -> impl Iterator<Item = &OwnName> {
        let answers = self.deviations.iter().filter_map(|deviation| deviation.answer.as_ref());
        answers.filter_map(|answer| match &answer.about {
            About::NotUnderstood(name) => Some(name),
            _ => None,
        })
    }

    /// The report, if the message keeps all rules that bind.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`] for the first departure from a rule that says *shall*.
    pub fn strict(self) -> Result<Self> {
        let first = self.at_least(Level::Shall).next().map(Deviation::to_error);
        first.map_or(Ok(self), Err)
    }

    /// The report, if an encoder may write the message: it keeps all rules about writing, however
    /// binding they are.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`] for the first departure from a rule that is not only about reading.
    pub fn writable(self) -> Result<Self> {
        let is_of_writing = |it: &&Deviation| match it.rule {
            Some(rule) => rule.side != Side::Decode && !ADVICE.contains(&rule.id),
            None => true,
        };
        let first = self.deviations.iter().find(is_of_writing).map(Deviation::to_error);
        first.map_or(Ok(self), Err)
    }
}

impl Deviation {
    /// How binding what it departs from is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.map_or(Level::Shall, |rule| rule.level)
    }

    fn to_error(&self) -> Error {
        let text = match self.rule {
            Some(rule) => Cow::Owned(format!("{rule}: {}", self.text)),
            None => self.text.clone(),
        };
        Error::new(ErrorKind::Rule, self.offset, text).within(self.path.clone())
    }
}

/// As in `DSP0226:R5.3-1: expected the header To, found none at byte 72 in Envelope/Header`.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(rule) = self.rule {
            write!(f, "{rule}: ")?;
        }
        write!(f, "{} at byte {}", self.text, self.offset)?;
        if self.path.is_empty() { Ok(()) } else { write!(f, " in {}", self.path) }
    }
}

impl Answer {
    /// The fault for an input that is no message at all: what [`Message::decode`] refused.
    ///
    /// [`Message::decode`]: crate::Message::decode
    ///
    /// ```
    /// use cimwire::{Message, check::Answer, names::wsman};
    /// let error = Message::decode("<a><b></a>").unwrap_err();
    /// assert_eq!(Answer::to(&error).fault.subcode, wsman::SCHEMA_VALIDATION_ERROR);
    /// ```
    #[must_use]
    pub fn to(error: &Error) -> Self {
        let (fault, detail) = match error.kind() {
            ErrorKind::Soap11 => (fault!(soap::VERSION_MISMATCH), None),
            ErrorKind::Encoding | ErrorKind::EncodingName => {
                (fault!(wsman::ENCODING_LIMIT), Some("CharacterSet"))
            }
            ErrorKind::Character => (fault!(wsman::ENCODING_LIMIT), Some("UnsupportedCharacter")),
            ErrorKind::BytesLimit
            | ErrorKind::DepthLimit
            | ErrorKind::AttributesLimit
            | ErrorKind::NamespacesLimit
            | ErrorKind::TextLimit
            | ErrorKind::NamesLimit => (fault!(wsman::ENCODING_LIMIT), None),
            ErrorKind::Defect => (fault!(wsman::INTERNAL_ERROR), None),
            _ => (fault!(wsman::SCHEMA_VALIDATION_ERROR), None),
        };
        Self::new(fault, detail)
    }

    pub(super) fn new(fault: &'static Fault, code: Option<&str>) -> Self {
        let detail = code.and_then(|code| DETAILS.iter().find(|detail| detail.code == code));
        Self { fault, detail, about: About::Message }
    }

    /// The fault that a rule names.
    pub(super) fn of(rule: &Rule) -> Option<Self> {
        Some(Self::new(Fault::of(rule.fault?)?, rule.detail))
    }
}

impl From<Name<'_>> for OwnName {
    fn from(name: Name<'_>) -> Self {
        Self { namespace: name.namespace.to_owned(), local: name.local.to_owned() }
    }
}

/// Rules about writing that there can be reason to break: a service that echoes a ResourceURI cannot
/// mark it as a reference parameter in WS-Addressing 2004/08 (R5.1.2.1-5), and the tables have the
/// fault that they advise against (R8.4-6).
const ADVICE: [&str; 2] = ["R5.1.2.1-5", "R8.4-6"];
