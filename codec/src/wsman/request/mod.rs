//! Requests to send: `Get::new(uri).selector("Name", "x").to(url).encode()`.
//!
//! A builder is a [`Request`] of an operation: what every request may have is on all of them, what
//! only some may have is on those. [`Request::build`] gives the [`Typed`] message, to look at or to
//! edit; [`Request::encode`] the bytes, and refuses a request that breaks a rule of DSP0226.

mod enumeration;
mod eventing;
mod identify;
mod method;
mod transfer;

use std::borrow::Cow;

pub use enumeration::{Enumerate, EnumerationGetStatus, EnumerationRenew, Pull, Release};
pub use eventing::{GetStatus, Renew, Subscribe, Unsubscribe};
pub use identify::Identify;
pub use method::{Invoke, MethodBody};
pub use transfer::{Create, CreateBody, Delete, DeleteBody, Get, GetBody, Put, PutBody};

use super::addressing::Epr;
use super::body::Body;
use super::control::{Locale, MaxEnvelopeSize, OptionSet, Selector, SelectorSet};
use super::headers::Headers;
use super::typed::Typed;
use crate::error::Result;
use crate::names::{NamespaceId, ns};
use crate::record::{Any, Content, Leaf, Spelling};
use crate::schema::{Kind, uris};
use crate::value::Duration;

/// A request of an operation, being built.
///
/// It has a new MessageID from the system's randomness (feature `random`), asks for an answer over
/// the connection it goes by, and speaks WS-Addressing 2004/08, as all of Windows, AMT, iDRAC,
/// openwsman and OMI do.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Request<'m, O> {
    pub(super) headers: Headers<'m>,
    /// Those of the endpoint reference it goes to.
    parameters: Vec<Any<'m>>,
    spelling: Spelling,
    pub(super) operation: O,
}

impl<'m, O> Request<'m, O> {
    /// A request of a kind whose action the standard has.
    pub(super) fn of(operation: O, kind: Kind) -> Self {
        Self::with_action(operation, kind.action().unwrap_or_default())
    }

    /// A request with an action.
    pub(super) fn with_action(operation: O, action: impl Into<Cow<'m, str>>) -> Self {
        let mut headers = Headers { action: Some(leaf(action)), ..Headers::default() };
        headers.reply_to = Some(Epr::at(uris::address::ANONYMOUS));
        headers.message_id = super::message_id::fresh();
        Self { headers, parameters: Vec::new(), spelling: Spelling::default(), operation }
    }

    fn with_resource(mut self, uri: impl Into<Cow<'m, str>>) -> Self {
        self.headers.resource_uri = Some(leaf(uri).must_understand(true));
        self
    }

    /// The address it goes to (DSP0226 §5.3).
    pub fn to(mut self, address: impl Into<Cow<'m, str>>) -> Self {
        self.headers.to = Some(leaf(address));
        self
    }

    /// Takes address, resource and selectors from an endpoint reference: the resource in place of
    /// that it was made with, selectors beside none of its own. The other reference parameters
    /// become header blocks (DSP0226 R5.1.1-1), all marked as such in WS-Addressing 1.0 (SOAP
    /// binding §3.3).
    ///
    /// ```
    /// use cimwire::{request::Get, wsman::{addressing::Epr, control::SelectorSet}};
    /// let selectors = SelectorSet::from_iter([("Name", "WinRM")]);
    /// let service = Epr::to_resource("http://server/wsman", "urn:service", &selectors)?;
    /// let bytes = Get::new(service.resource_uri().unwrap()).to_reference(&service).encode()?;
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn to_reference(mut self, reference: &Epr<'m>) -> Self {
        if let Some(address) = &reference.address {
            self.headers.to = Some(address.text.clone().into_text().into());
        }
        if reference.resource_uri().is_some() {
            self.headers.resource_uri = None;
        }
        self.parameters = reference.parameters();
        self
    }

    /// Adds a selector (DSP0226 §5.1.2.2): its value is text or an endpoint reference.
    pub fn selector(
        mut self,
        name: impl Into<Cow<'m, str>>,
        value: impl Into<Content<'m>>,
    ) -> Self {
        let selectors = self.headers.selectors.get_or_insert_default();
        selectors.selectors.push(Selector::new(name, value));
        self
    }

    /// Takes these selectors in place of those there are.
    pub fn selectors(mut self, selectors: SelectorSet<'m>) -> Self {
        self.headers.selectors = Some(selectors);
        self
    }

    /// Names the CIM namespace, as `root/cimv2`, where the resource URI does not (DSP0227 §5.2);
    /// backslashes become slashes.
    pub fn in_namespace(self, namespace: &str) -> Self {
        self.selector(CIM_NAMESPACE, namespace.replace('\\', "/"))
    }

    /// Asks for instances that say their keys, versions and types (DSP0227 §13.1).
    pub fn show_extensions(self) -> Self {
        self.option("ShowExtensions", "true")
    }

    /// Adds an option (DSP0226 §6.4).
    pub fn option(mut self, name: impl Into<Cow<'m, str>>, value: impl Into<Cow<'m, str>>) -> Self {
        self.headers.options.get_or_insert_default().push(name, value);
        self
    }

    /// Adds an option that the service has to obey or to refuse (DSP0226 R6.4-6).
    pub fn required_option(
        mut self,
        name: impl Into<Cow<'m, str>>,
        value: impl Into<Cow<'m, str>>,
    ) -> Self {
        self.headers.options.get_or_insert_default().push_required(name, value);
        self
    }

    /// Takes these options in place of those there are.
    pub fn options(mut self, options: OptionSet<'m>) -> Self {
        self.headers.options = Some(options);
        self
    }

    /// How long the service may take (DSP0226 §6.1).
    pub fn timeout(mut self, timeout: impl Into<Duration>) -> Self {
        self.headers.operation_timeout = Some(timeout.into().into());
        self
    }

    /// The most octets of the answer (DSP0226 §6.2), at least 8192.
    pub fn max_envelope_size(mut self, octets: u64) -> Self {
        self.headers.max_envelope_size =
            Some(MaxEnvelopeSize { text: octets.into(), ..MaxEnvelopeSize::default() });
        self
    }

    /// The language of texts in the answer (DSP0226 §6.3), as `en-US`.
    pub fn locale(mut self, language: impl Into<Cow<'m, str>>) -> Self {
        self.headers.locale = Some(Locale::new(language));
        self
    }

    /// Asks for the endpoint reference of the resource that is returned (DSP0226 §6.5).
    pub fn request_reference(mut self) -> Self {
        self.headers.request_epr = Some(Leaf::default());
        self
    }

    /// The MessageID, in place of a fresh one: a URI such as `uuid:…` (DSP0226 §5.4.4).
    pub fn message_id(mut self, id: impl Into<Cow<'m, str>>) -> Self {
        self.headers.message_id = Some(leaf(id));
        self
    }

    /// Where the answer goes, in place of back over the connection (DSP0226 §5.4.2).
    pub fn reply_to(mut self, reference: Epr<'m>) -> Self {
        self.headers.reply_to = Some(reference);
        self
    }

    /// Where faults go (DSP0226 §5.4.3).
    pub fn fault_to(mut self, reference: Epr<'m>) -> Self {
        self.headers.fault_to = Some(reference);
        self
    }

    /// Who sends it (DSP0226 §5.4.6).
    pub fn from(mut self, reference: Epr<'m>) -> Self {
        self.headers.from = Some(reference);
        self
    }

    /// Adds a header block of any name.
    pub fn header(mut self, block: impl Into<Any<'m>>) -> Self {
        self.headers.rest.elements.push(block.into());
        self
    }

    /// Speaks WS-Addressing 1.0 (2005/08).
    pub fn addressing_2005(mut self) -> Self {
        self.spelling.speak(ns::ADDRESSING_2005);
        let reply_to = self.headers.reply_to.as_mut();
        if let Some(address) = reply_to.and_then(|reference| reference.address.as_mut())
            && address.text() == uris::address::ANONYMOUS
        {
            *address = uris::address::ANONYMOUS_2005.into();
        }
        self
    }

    /// Speaks the dialect of an older draft of WS-Management, by its namespace.
    pub fn dialect(mut self, namespace: NamespaceId) -> Self {
        self.spelling.speak(namespace);
        self
    }
}

/// What a request asks for: the records of bodies, and what this module makes bodies of.
pub trait Operation<'m> {
    /// The body.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    fn body(self) -> Result<Body<'m>>;
}

impl<'m, O: Operation<'m>> Request<'m, O> {
    /// The message.
    ///
    /// # Errors
    /// As [`Operation::body`].
    pub fn build(self) -> Result<Typed<'m>> {
        let mut headers = self.headers;
        headers.take_parameters(self.parameters, self.spelling.addressing == ns::ADDRESSING_2005);
        let mut typed = Typed::new(headers, self.operation.body()?);
        typed.spelling = self.spelling;
        Ok(typed)
    }
}

/// Records are bodies as they are.
macro_rules! operations {
    ($($record:ty,)*) => {
        $(impl<'m> Operation<'m> for $record {
            fn body(self) -> Result<Body<'m>> {
                Ok(self.into())
            }
        })*
    };
}

operations! {
    super::enumeration::Enumerate<'m>,
    super::enumeration::Pull<'m>,
    super::enumeration::Release<'m>,
    super::enumeration::Renew<'m>,
    super::enumeration::GetStatus<'m>,
    super::eventing::Subscribe<'m>,
    super::eventing::Renew<'m>,
    super::eventing::GetStatus<'m>,
    super::eventing::Unsubscribe<'m>,
    super::eventing::SubscriptionEnd<'m>,
    super::enumeration::EnumerationEnd<'m>,
    super::control::Events<'m>,
    super::control::DroppedEvents<'m>,
}

/// The selector that names the CIM namespace (DSP0227 §5.2).
pub(crate) const CIM_NAMESPACE: &str = "__cimnamespace";

fn leaf<'m, T: ?Sized>(text: impl Into<Cow<'m, str>>) -> Leaf<'m, T> {
    Leaf { text: crate::value::Text::new(text), ..Leaf::default() }
}
