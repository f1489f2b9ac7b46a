//! Whether a message keeps the rules of DSP0226, and what a service must answer where not.
//!
//! [`envelope`] reports every departure from the 119 rules that one message alone can break, and
//! from 5 of DSP0227 about resources that are classes of CIM, each
//! with the rule, the place and what was expected and found; [`Report::fault`] is the fault a
//! service must answer with. A departure is shown as `DSP0226:R5.3-1`: the number of the rule in
//! DSP0226 1.0.0, whose numbers are known for all rules and which other documents cite; that of 1.1
//! is [`Rule::id_1_1`](crate::schema::Rule::id_1_1). DSP0227 numbers its rules alike, hence the
//! document.
//!
//! What the standard lets a service refuse is reported for a [`Service`] that refuses it. Rules that
//! only allow something are kept by reporting nothing; the nearest thing that is not allowed breaks
//! another rule.
//!
//! Each module is a group of rules:
//!
//! | module | rules of |
//! | --- | --- |
//! | `transport` | encoding, sizes, comments (§13.1, §13.4), SOAP 1.2 and namespaces (annex B) |
//! | `understanding` | mustUnderstand (§5.2, §11), repeated header blocks (§13.1) |
//! | `addressing` | To, Action, MessageID, RelatesTo, From (§5.3, §5.4) |
//! | `reply` | ReplyTo, FaultTo (§5.4.2, §5.4.3) and acknowledgements (§10.7) |
//! | `resource` | ResourceURI (§5.1.2.1) and endpoint references |
//! | `selectors` | SelectorSet (§5.1.2.2, §13.4) |
//! | `control` | OperationTimeout, MaxEnvelopeSize, Locale (§6.1 to §6.3) |
//! | `options` | OptionSet (§6.4, §13.4) |
//! | `transfer` | CreateResponse (§7.6), fragments (§7.7), methods (§9) |
//! | `enumeration` | Enumerate, Pull and their answers (§8) |
//! | `filter` | filters of both (§8.2.1, §8.3, §10.2.2, annex E) |
//! | `eventing` | Subscribe and its answer (§10.2), security tokens (§12.3) |
//! | `delivery` | events, heartbeats, Ack (§10.2.5 to §10.8) |
//! | `identify` | IdentifyResponse (§11) |
//! | `faults` | the form of faults (§14, annex C) |
//! | `cim` | classes of CIM: all of them, queries, associations, filters of indications (DSP0227) |
//!
//! `refusal` makes a message of the fault to answer with, and `encode` keeps builders to the rules.

mod addressing;
mod checking;
mod cim;
mod control;
mod delivery;
mod encode;
mod enumeration;
mod eventing;
mod faults;
mod filter;
mod identify;
mod options;
mod path;
mod refusal;
mod reply;
mod report;
mod resource;
mod selectors;
mod service;
mod tables;
mod transfer;
mod transport;
mod understanding;
mod xpath;

pub use report::{About, Answer, Deviation, OwnName, Report};
pub use service::{Bookmarks, Options, Service, Sizes, XPath};

use checking::Checking;
use report::Stage;

use crate::soap::{Envelope, Message};
use crate::xml::Document;

/// Checks an envelope: the root of a message, or one inside a message.
///
/// ```
/// use cimwire::{Message, check};
/// let message = Message::decode(
///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>\
///      <s:Header/><s:Body/></s:Envelope>",
/// )?;
/// let report = check::envelope(message.envelope(), &check::Options::default());
/// let first = &report.deviations()[0];
/// assert_eq!(first.rule.unwrap().id, "R5.3-1");
/// assert_eq!(
///     first.to_string(),
///     "DSP0226:R5.3-1: expected the header To, found none at byte 62 in Envelope/Header",
/// );
/// # Ok::<(), cimwire::Error>(())
/// ```
#[must_use]
pub fn envelope(envelope: Envelope<'_>, options: &Options<'_>) -> Report {
    let mut checking = Checking::new(envelope, options);
    all(&mut checking);
    checking.report()
}

/// Checks a document: how its octets were read, and the envelope that is its root. A root that is
/// no SOAP 1.2 envelope is all there is to report (R13.1-1).
#[must_use]
pub fn document(document: &Document, options: &Options<'_>) -> Report {
    let Ok(envelope) = Envelope::of(document.tree()) else {
        return transport::no_envelope(document.root());
    };
    let mut checking = Checking::new(envelope, options);
    transport::check_octets(&mut checking, document);
    all(&mut checking);
    checking.report()
}

impl Message {
    /// Every departure from the rules of DSP0226, for a service that supports everything.
    ///
    /// ```
    /// # let message = cimwire::Message::decode(
    /// #     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
    /// # )?;
    /// for deviation in message.check().deviations() {
    ///     eprintln!("{deviation}");
    /// }
    /// assert!(message.check().strict().is_err());
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Report {
        self.check_with(&Options::default())
    }

    /// Every departure from the rules of DSP0226.
    #[must_use]
    pub fn check_with(&self, options: &Options<'_>) -> Report {
        if self.envelope().element().index() == self.document().root().index() {
            return document(self.document(), options);
        }
        envelope(self.envelope(), options)
    }
}

/// All groups, in the order in which a service comes to them.
fn all(checking: &mut Checking<'_, '_>) {
    checking.enter(Stage::Envelope);
    transport::check(checking);
    checking.enter(Stage::Understanding);
    understanding::check(checking);
    checking.enter(Stage::Addressing);
    addressing::check(checking);
    reply::check(checking);
    checking.enter(Stage::Control);
    resource::check(checking);
    control::check(checking);
    options::check(checking);
    checking.enter(Stage::Body);
    transfer::check(checking);
    enumeration::check(checking);
    eventing::check(checking);
    delivery::check(checking);
    identify::check(checking);
    cim::check(checking);
    faults::check(checking);
}
