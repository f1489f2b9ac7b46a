//! Subscriptions.

use cimwire::request;
use cimwire::value;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::control::Policy;

use super::setting::{on, parsed};
use super::{Asked, Request, reference};
use crate::{Result, Value, View};

/// Subscribing (DSP0226 §10).
impl Request {
    /// Subscribes to events, each delivered on its own to an address (DSP0226 §10.2.9.2).
    #[must_use]
    pub fn subscribe_push(resource_uri: &str, sink: &str) -> Self {
        let sink = Epr::at(sink.to_owned());
        Asked::Subscribe(request::Subscribe::push(resource_uri.to_owned(), sink)).into()
    }

    /// Subscribes to events, each delivered on its own and acknowledged (DSP0226 §10.2.9.3).
    #[must_use]
    pub fn subscribe_push_with_ack(resource_uri: &str, sink: &str) -> Self {
        let sink = Epr::at(sink.to_owned());
        Asked::Subscribe(request::Subscribe::push_with_ack(resource_uri.to_owned(), sink)).into()
    }

    /// Subscribes to events, delivered in batches that are acknowledged (DSP0226 §10.2.9.4).
    #[must_use]
    pub fn subscribe_events(resource_uri: &str, sink: &str) -> Self {
        let sink = Epr::at(sink.to_owned());
        Asked::Subscribe(request::Subscribe::events(resource_uri.to_owned(), sink)).into()
    }

    /// Subscribes to events that are then pulled (DSP0226 §10.2.9.5).
    #[must_use]
    pub fn subscribe_pull(resource_uri: &str) -> Self {
        Asked::Subscribe(request::Subscribe::pull(resource_uri.to_owned())).into()
    }

    /// Asks for more time for a subscription; the manager is an endpoint reference
    /// ([`Message::subscription_manager`](crate::Message::subscription_manager)).
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) for an element that is no endpoint reference.
    pub fn renew(manager: &View) -> Result<Self> {
        Ok(Asked::Renew(request::Renew::new(&reference(manager)?)).into())
    }

    /// Asks how much time a subscription has.
    ///
    /// # Errors
    /// As [`Request::renew`].
    pub fn status(manager: &View) -> Result<Self> {
        Ok(Asked::GetStatus(request::GetStatus::new(&reference(manager)?)).into())
    }

    /// Ends a subscription.
    ///
    /// # Errors
    /// As [`Request::renew`].
    pub fn unsubscribe(manager: &View) -> Result<Self> {
        Ok(Asked::Unsubscribe(request::Unsubscribe::new(&reference(manager)?)).into())
    }
}

/// Settings of a Subscribe (DSP0226 §10.2).
impl Request {
    /// Where to say that the subscription ended unexpectedly (DSP0226 §10.6).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn end_to(&mut self, address: &str) -> Result<()> {
        on!(self, "end_to", it => it.end_to(Epr::at(address.to_owned())); Subscribe)
    }

    /// A sign of life at least so often, as `PT60S` (DSP0226 §10.2.5).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn heartbeats(&mut self, every: &str) -> Result<()> {
        let every = parsed::<value::Duration>("heartbeats", every)?;
        on!(self, "heartbeats", it => it.heartbeats(every); Subscribe)
    }

    /// How often, and after how long each time, a delivery is tried again (DSP0226 §10.2.3).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn retry(&mut self, total: u64, after: &str) -> Result<()> {
        let after = parsed::<value::Duration>("retry", after)?;
        on!(self, "retry", it => it.retry(total, after); Subscribe)
    }

    /// The most octets of a delivery, and what happens to an event that is larger:
    /// `CancelSubscription`, `Skip` or `Notify` (DSP0226 R10.2.9.2-2).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn max_delivery_size(&mut self, octets: u64, policy: &str) -> Result<()> {
        let policy = parsed::<Policy>("max_delivery_size", policy)?;
        on!(self, "max_delivery_size", it => it.max_delivery_size(octets, policy); Subscribe)
    }

    /// The language of texts in events (DSP0226 R10.2.1-6).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn event_locale(&mut self, language: &str) -> Result<()> {
        parsed::<value::Language>("event_locale", language)?;
        on!(self, "event_locale", it => it.event_locale(language.to_owned()); Subscribe)
    }

    /// The encoding of deliveries: `UTF-8` or `UTF-16` (DSP0226 R10.2.1-7).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn content_encoding(&mut self, encoding: &str) -> Result<()> {
        on!(self, "content_encoding", it => it.content_encoding(encoding.to_owned()); Subscribe)
    }

    /// How the event source proves who it is, by the URI of a security profile (DSP0226 §12).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn auth(&mut self, profile: &str) -> Result<()> {
        on!(self, "auth", it => it.auth(profile.to_owned()); Subscribe)
    }

    /// Asks for bookmarks in deliveries (DSP0226 §10.2.6).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn send_bookmarks(&mut self) -> Result<()> {
        on!(self, "send_bookmarks", it => it.send_bookmarks(); Subscribe)
    }

    /// Asks for the events behind a bookmark (DSP0226 §10.2.6).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn bookmark(&mut self, bookmark: &Value) -> Result<()> {
        let bookmark = bookmark.content()?;
        on!(self, "bookmark", it => it.bookmark(bookmark); Subscribe)
    }
}
