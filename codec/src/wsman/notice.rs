//! What a service sends of its own accord: events, signs of life, ends (DSP0226 §10).
//!
//! Each is a [`Request`] to an endpoint reference that a Subscribe or an Enumerate brought, whose
//! reference parameters come along as header blocks (R10.2.1-5). It asks for no answer, unless it is
//! [acknowledged](Request::acknowledged).

use std::borrow::Cow;

use super::addressing::Epr;
use super::body::Body;
use super::control;
use super::request::{Operation, Request};
use super::{enumeration, eventing};
use crate::error::Result;
use crate::record::{Any, Content, Leaf};
use crate::schema::{Kind, uris};
use crate::value::Text;

/// One event (DSP0226 §10.2.9.2, §10.2.9.3).
///
/// ```
/// use cimwire::{notice::Event, wsman::addressing::Epr, xml::Document};
/// let alarm = Document::decode("<l:Alarm xmlns:l='urn:log'>fan 2</l:Alarm>")?;
/// let bytes = Event::new(&Epr::at("http://collector/events"), "urn:log/alarm", alarm).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Event<'m> = Request<'m, EventBody<'m>>;

/// A batch of events (DSP0226 §10.2.9.4).
///
/// ```
/// use cimwire::{notice::Events, wsman::addressing::Epr, xml::Document};
/// let alarm = Document::decode("<l:Alarm xmlns:l='urn:log'>fan 2</l:Alarm>")?;
/// let bytes = Events::new(&Epr::at("http://collector/events"))
///     .event("urn:log/alarm", alarm)
///     .acknowledged()
///     .encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Events<'m> = Request<'m, control::Events<'m>>;

/// A sign of life (DSP0226 §10.2.5).
///
/// ```
/// use cimwire::{notice::Heartbeat, wsman::addressing::Epr};
/// let bytes = Heartbeat::new(&Epr::at("http://collector/events")).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Heartbeat<'m> = Request<'m, HeartbeatBody>;

/// Says how many events were dropped (DSP0226 §10.9).
///
/// ```
/// use cimwire::{notice::DroppedEvents, wsman::addressing::Epr};
/// let sink = Epr::at("http://collector/events");
/// let bytes = DroppedEvents::new(&sink, "urn:log/alarm", 3).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type DroppedEvents<'m> = Request<'m, control::DroppedEvents<'m>>;

/// Says that a subscription ended unexpectedly (DSP0226 §10.6).
///
/// ```
/// use cimwire::{notice::SubscriptionEnd, schema::uris, wsman::addressing::Epr};
/// let (sink, manager) = (Epr::at("http://collector/ends"), Epr::at("http://server/wsman"));
/// let end = SubscriptionEnd::new(&sink, manager, uris::subscription_end::SOURCE_SHUTTING_DOWN);
/// let bytes = end.reason("en-US", "The service is being updated").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type SubscriptionEnd<'m> = Request<'m, eventing::SubscriptionEnd<'m>>;

/// Says that an enumeration ended unexpectedly (WS-Enumeration 2004/09 §3.6).
///
/// ```
/// use cimwire::{notice::EnumerationEnd, schema::uris, wsman::addressing::Epr};
/// let sink = Epr::at("http://client/ends");
/// let code = uris::enumeration_end::SOURCE_SHUTTING_DOWN;
/// let bytes = EnumerationEnd::new(&sink, "uuid:7", code).encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type EnumerationEnd<'m> = Request<'m, enumeration::EnumerationEnd<'m>>;

/// The body of an [`Event`]: any element.
#[derive(Clone, Debug, PartialEq)]
pub struct EventBody<'m>(Any<'m>);

/// The body of a [`Heartbeat`]: nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeartbeatBody(());

impl<'m> Event<'m> {
    /// An event with its action to a sink.
    pub fn new(sink: &Epr<'m>, action: impl Into<Cow<'m, str>>, event: impl Into<Any<'m>>) -> Self {
        Self::with_action(EventBody(event.into()), action).one_way(sink)
    }
}

impl<'m> Events<'m> {
    /// A batch to a sink.
    pub fn new(sink: &Epr<'m>) -> Self {
        Self::of(control::Events::default(), Kind::Events).one_way(sink)
    }

    /// Adds an event with the action it would have alone.
    pub fn event(mut self, action: impl Into<Cow<'m, str>>, event: impl Into<Any<'m>>) -> Self {
        let (action, content) = (Some(Text::new(action)), Content::from(event.into()));
        let event = control::Event { action, content, ..control::Event::default() };
        self.operation.event.push(event);
        self
    }
}

impl<'m> Heartbeat<'m> {
    /// A sign of life to a sink.
    pub fn new(sink: &Epr<'m>) -> Self {
        Self::of(HeartbeatBody(()), Kind::Heartbeat).one_way(sink)
    }
}

impl<'m> DroppedEvents<'m> {
    /// So many events of an action were not delivered to a sink.
    pub fn new(sink: &Epr<'m>, action: impl Into<Cow<'m, str>>, count: i32) -> Self {
        let (action, text) = (Some(Text::new(action)), count.into());
        let dropped = control::DroppedEvents { action, text, ..control::DroppedEvents::default() };
        Self::of(dropped, Kind::DroppedEvents).one_way(sink)
    }
}

impl<'m> SubscriptionEnd<'m> {
    /// The subscription of a manager ended, with a status of [`uris::subscription_end`].
    pub fn new(sink: &Epr<'m>, manager: Epr<'m>, status: impl Into<Cow<'m, str>>) -> Self {
        let end = eventing::SubscriptionEnd {
            subscription_manager: Some(manager),
            status: Some(Leaf::from(status.into())),
            ..eventing::SubscriptionEnd::default()
        };
        Self::of(end, Kind::SubscriptionEnd).one_way(sink)
    }

    /// Why, in a language.
    pub fn reason(
        mut self,
        language: impl Into<Cow<'m, str>>,
        text: impl Into<Cow<'m, str>>,
    ) -> Self {
        let (lang, text) = (Some(Text::new(language)), Text::new(text));
        self.operation.reason.push(eventing::Reason { lang, text, ..Default::default() });
        self
    }
}

impl<'m> EnumerationEnd<'m> {
    /// The enumeration of a context ended, with a code of [`uris::enumeration_end`].
    pub fn new(
        sink: &Epr<'m>,
        context: impl Into<Content<'m>>,
        code: impl Into<Cow<'m, str>>,
    ) -> Self {
        let end = enumeration::EnumerationEnd {
            enumeration_context: Some(context.into()),
            code: Some(Leaf::from(code.into())),
            ..enumeration::EnumerationEnd::default()
        };
        Self::of(end, Kind::EnumerationEnd).one_way(sink)
    }

    /// Why, in a language.
    pub fn reason(
        mut self,
        language: impl Into<Cow<'m, str>>,
        text: impl Into<Cow<'m, str>>,
    ) -> Self {
        let (lang, text) = (Some(Text::new(language)), Text::new(text));
        self.operation.reason.push(enumeration::Reason { lang, text, ..Default::default() });
        self
    }
}

impl<'m, O> Request<'m, O> {
    /// To a sink, wanting no answer.
    fn one_way(mut self, sink: &Epr<'m>) -> Self {
        self.headers.reply_to = None;
        self.to_reference(sink)
    }

    /// Asks for an acknowledgement over the connection (DSP0226 R10.7-2).
    pub fn acknowledged(mut self) -> Self {
        self.headers.ack_requested = Some(Leaf::default());
        self.reply_to(Epr::at(uris::address::ANONYMOUS))
    }

    /// Where in the source's log it stands (DSP0226 R10.2.6-3).
    pub fn at_bookmark(mut self, bookmark: impl Into<Content<'m>>) -> Self {
        self.headers.bookmark = Some(bookmark.into());
        self
    }
}

impl<'m> Operation<'m> for EventBody<'m> {
    fn body(self) -> Result<Body<'m>> {
        Ok(Content::from(self.0).into())
    }
}

impl<'m> Operation<'m> for HeartbeatBody {
    fn body(self) -> Result<Body<'m>> {
        Ok(Body::default())
    }
}
