//! Subscribing to events (DSP0226 §10).

use std::borrow::Cow;

use super::Request;
use crate::record::{Content, Leaf};
use crate::schema::{Kind, uris};
use crate::value::{Duration, Expiration};
use crate::wsman::addressing::Epr;
use crate::wsman::cimbinding::PolymorphismMode;
use crate::wsman::control::{Auth, ConnectionRetry, Filter, Locale, MaxEnvelopeSize, Policy};
use crate::wsman::eventing as records;

/// Subscribes to events (DSP0226 §10.2).
///
/// ```
/// use cimwire::{request::Subscribe, wsman::addressing::Epr};
/// let sink = Epr::at("http://collector:4000/events");
/// let bytes = Subscribe::events("urn:log", sink)
///     .heartbeats(std::time::Duration::from_secs(60))
///     .to("http://server/wsman")
///     .encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Subscribe<'m> = Request<'m, records::Subscribe<'m>>;

/// Asks for more time for a subscription (DSP0226 §10.5).
///
/// ```
/// use cimwire::{request::Renew, wsman::addressing::Epr};
/// let subscription = Epr::at("http://server/wsman");
/// let bytes = Renew::new(&subscription).expires("PT10M").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Renew<'m> = Request<'m, records::Renew<'m>>;

/// Asks how much time a subscription has (DSP0226 §10.3).
///
/// ```
/// use cimwire::{request::GetStatus, wsman::addressing::Epr};
/// let subscription = Epr::at("http://server/wsman");
/// let bytes = GetStatus::new(&subscription).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type GetStatus<'m> = Request<'m, records::GetStatus<'m>>;

/// Ends a subscription (DSP0226 §10.4).
///
/// ```
/// use cimwire::{request::Unsubscribe, wsman::addressing::Epr};
/// let subscription = Epr::at("http://server/wsman");
/// let bytes = Unsubscribe::new(&subscription).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Unsubscribe<'m> = Request<'m, records::Unsubscribe<'m>>;

impl<'m> Subscribe<'m> {
    /// Subscribes to the events of a resource, each delivered on its own to a sink
    /// (DSP0226 §10.2.9.2).
    pub fn push(resource_uri: impl Into<Cow<'m, str>>, sink: Epr<'m>) -> Self {
        Self::with_mode(resource_uri, uris::delivery::PUSH, Some(sink))
    }

    /// Subscribes to events each delivered on its own and acknowledged (DSP0226 §10.2.9.3).
    pub fn push_with_ack(resource_uri: impl Into<Cow<'m, str>>, sink: Epr<'m>) -> Self {
        Self::with_mode(resource_uri, uris::delivery::PUSH_WITH_ACK, Some(sink))
    }

    /// Subscribes to events delivered in batches, each acknowledged (DSP0226 §10.2.9.4).
    pub fn events(resource_uri: impl Into<Cow<'m, str>>, sink: Epr<'m>) -> Self {
        Self::with_mode(resource_uri, uris::delivery::EVENTS, Some(sink))
    }

    /// Subscribes to events that are then pulled (DSP0226 §10.2.9.5).
    pub fn pull(resource_uri: impl Into<Cow<'m, str>>) -> Self {
        Self::with_mode(resource_uri, uris::delivery::PULL, None)
    }

    fn with_mode(
        resource_uri: impl Into<Cow<'m, str>>,
        mode: &'static str,
        notify_to: Option<Epr<'m>>,
    ) -> Self {
        let mode = Some(mode.into());
        let delivery = records::Delivery { mode, notify_to, ..records::Delivery::default() };
        let delivery = Some(delivery);
        let subscribe = records::Subscribe { delivery, ..records::Subscribe::default() };
        Self::of(subscribe, Kind::Subscribe).with_resource(resource_uri)
    }

    fn delivery(&mut self) -> &mut records::Delivery<'m> {
        self.operation.delivery.get_or_insert_default()
    }

    /// Where to say that the subscription ended unexpectedly (DSP0226 §10.6).
    pub fn end_to(mut self, sink: Epr<'m>) -> Self {
        self.operation.end_to = Some(sink);
        self
    }

    /// When the subscription ends unless renewed.
    pub fn expires(mut self, expires: impl Into<Leaf<'m, Expiration>>) -> Self {
        self.operation.expires = Some(expires.into());
        self
    }

    /// Only events that a filter in a dialect lets through (DSP0226 §10.2.2).
    pub fn filter(
        mut self,
        dialect: impl Into<Cow<'m, str>>,
        filter: impl Into<Content<'m>>,
    ) -> Self {
        self.operation.wsman_filter = Some(Filter::new(dialect, filter));
        self
    }

    /// Only events that a WQL query selects (MS-WSMV §2.2.4.19).
    pub fn wql(self, query: impl Into<Content<'m>>) -> Self {
        self.filter(uris::dialect::WQL, query)
    }

    /// Only events that a CQL query selects (DSP0227 §9).
    pub fn cql(self, query: impl Into<Content<'m>>) -> Self {
        self.filter(uris::dialect::CQL, query)
    }

    /// A sign of life at least so often (DSP0226 §10.2.5).
    pub fn heartbeats(mut self, every: impl Into<Duration>) -> Self {
        self.delivery().heartbeats = Some(every.into().into());
        self
    }

    /// How often, and after how long each time, a delivery is tried again (DSP0226 §10.2.3).
    pub fn retry(mut self, total: u64, after: impl Into<Duration>) -> Self {
        let total = Some(total.into());
        let retry = ConnectionRetry { total, text: after.into().into(), ..Default::default() };
        self.delivery().connection_retry = Some(retry);
        self
    }

    /// So many events a batch at most (DSP0226 §10.2.9.4).
    pub fn max_elements(mut self, most: u64) -> Self {
        self.delivery().max_elements = Some(most.into());
        self
    }

    /// So long at most until a batch is sent (DSP0226 §10.2.9.4).
    pub fn max_time(mut self, most: impl Into<Duration>) -> Self {
        self.delivery().max_time = Some(most.into().into());
        self
    }

    /// The most octets of a delivery, and what happens to an event that is larger
    /// (DSP0226 R10.2.9.2-2).
    pub fn max_delivery_size(mut self, octets: u64, policy: Policy) -> Self {
        let policy = Some(policy.into());
        let size = MaxEnvelopeSize { policy, text: octets.into(), ..Default::default() };
        self.delivery().max_envelope_size = Some(size);
        self
    }

    /// The language of texts in events, as a hint (DSP0226 R10.2.1-6).
    pub fn event_locale(mut self, language: impl Into<Cow<'m, str>>) -> Self {
        self.delivery().locale = Some(Locale::new(language));
        self
    }

    /// The encoding of deliveries, as a hint: `UTF-8` or `UTF-16` (DSP0226 R10.2.1-7).
    pub fn content_encoding(mut self, encoding: impl Into<Cow<'m, str>>) -> Self {
        self.delivery().content_encoding = Some(encoding.into().into());
        self
    }

    /// How the event source proves who it is, by the URI of a security profile (DSP0226 §12).
    pub fn auth(mut self, profile: impl Into<Cow<'m, str>>) -> Self {
        let profile = Some(profile.into().into());
        self.delivery().auth = Some(Auth { profile, ..Auth::default() });
        self
    }

    /// The tokens that the event source is to use for deliveries, in a header block that must be
    /// understood (DSP0226 §12.4).
    pub fn issued_tokens(mut self, tokens: impl Into<Content<'m>>) -> Self {
        let mut tokens = tokens.into();
        tokens.attributes.set_must_understand(true);
        self.headers.issued_tokens = Some(tokens);
        self
    }

    /// How instances of subclasses are shown in events (DSP0227 §10).
    pub fn polymorphism(mut self, mode: PolymorphismMode) -> Self {
        self.operation.polymorphism_mode = Some(mode.into());
        self
    }

    /// Asks for bookmarks in deliveries (DSP0226 §10.2.6).
    pub fn send_bookmarks(mut self) -> Self {
        self.operation.send_bookmarks = Some(Leaf::default());
        self
    }

    /// Asks for the events behind a bookmark (DSP0226 §10.2.6).
    pub fn bookmark(mut self, bookmark: impl Into<Content<'m>>) -> Self {
        self.operation.bookmark = Some(bookmark.into());
        self
    }
}

impl<'m> Renew<'m> {
    /// Asks for more time of a subscription manager.
    pub fn new(manager: &Epr<'m>) -> Self {
        Self::of(records::Renew::default(), Kind::Renew).to_reference(manager)
    }

    /// When the subscription is to end.
    pub fn expires(mut self, expires: impl Into<Leaf<'m, Expiration>>) -> Self {
        self.operation.expires = Some(expires.into());
        self
    }
}

impl<'m> GetStatus<'m> {
    /// Asks a subscription manager.
    pub fn new(manager: &Epr<'m>) -> Self {
        Self::of(records::GetStatus::default(), Kind::GetStatus).to_reference(manager)
    }
}

impl<'m> Unsubscribe<'m> {
    /// Ends the subscription of a manager.
    pub fn new(manager: &Epr<'m>) -> Self {
        Self::of(records::Unsubscribe::default(), Kind::Unsubscribe).to_reference(manager)
    }
}
