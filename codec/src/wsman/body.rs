//! What a body holds.

use super::{control, enumeration, eventing, identity, transfer};
use crate::error::Result;
use crate::names::{self, NameId};
use crate::record::{Any, Content, Item, MisfitKind, Reading, Rest, Unfit, Writing};
use crate::soap::Fault;
use crate::xml::{Document, Element, Name};

/// A body: what it is for, and what else is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body<'m> {
    /// What it is for.
    pub payload: Payload<'m>,
    /// Attributes of the body element, and elements behind that of the payload. Those read with
    /// [`Payload::Content`] are in the content.
    pub rest: Rest<'m>,
    /// The name of the payload's element, where it is not the usual one.
    name: Option<NameId>,
}

/// Makes the enum of payloads from its variants: the record, and the name of its element.
macro_rules! payloads {
    ($($(#[$doc:meta])* $variant:ident($record:ty) = $name:expr,)*) => {
        /// What a body is for: a record of the schema, or anything.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        // One is made for a message; a box would cost more than the bytes.
        #[allow(clippy::large_enum_variant)]
        pub enum Payload<'m> {
            $($(#[$doc])* $variant($record),)*
            /// Anything else: a representation, a method's parameters, an event, nothing.
            Content(Content<'m>),
        }

        impl<'m> Payload<'m> {
            /// The name of its element; none where it is content.
            #[must_use]
            pub fn name(&self) -> Option<NameId> {
                match self {
                    $(Self::$variant(_) => Some($name),)*
                    Self::Content(_) => None,
                }
            }

            /// The record that an element is; none if it is content.
            fn read(
                element: Element<'m>,
                reading: &mut Reading,
            ) -> Option<std::result::Result<Self, Unfit>> {
                let name = match element.id().canonical() {
                    // OMI has it in the wrong namespace.
                    names::soap::IDENTIFY_RESPONSE => names::identity::IDENTIFY_RESPONSE,
                    name => name,
                };
                $(if name == $name {
                    return Some(Item::read(element, reading).map(Self::$variant));
                })*
                None
            }

            fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
                match self {
                    $(Self::$variant(record) => record.write(name, writing),)*
                    Self::Content(content) => Item::write(content, name, writing),
                }
            }
        }

        $(impl<'m> From<$record> for Payload<'m> {
            fn from(record: $record) -> Self {
                Self::$variant(record)
            }
        })*
    };
}

payloads! {
    /// The answer to a Create.
    ResourceCreated(transfer::ResourceCreated<'m>) = names::transfer::RESOURCE_CREATED,
    /// A Rename of 2005/06.
    Rename(control::Rename<'m>) = names::wsman::RENAME,
    /// The answer to a Rename of 2005/06.
    RenamedTo(control::RenamedTo<'m>) = names::wsman::RENAMED_TO,
    /// Begins an enumeration.
    Enumerate(enumeration::Enumerate<'m>) = names::enumeration::ENUMERATE,
    /// The answer to an Enumerate.
    EnumerateResponse(enumeration::EnumerateResponse<'m>) = names::enumeration::ENUMERATE_RESPONSE,
    /// Asks for items.
    Pull(enumeration::Pull<'m>) = names::enumeration::PULL,
    /// The answer to a Pull.
    PullResponse(enumeration::PullResponse<'m>) = names::enumeration::PULL_RESPONSE,
    /// Ends an enumeration early.
    Release(enumeration::Release<'m>) = names::enumeration::RELEASE,
    /// Asks for more time for an enumeration.
    EnumerationRenew(enumeration::Renew<'m>) = names::enumeration::RENEW,
    /// The answer to a Renew of an enumeration.
    EnumerationRenewResponse(enumeration::RenewResponse<'m>) = names::enumeration::RENEW_RESPONSE,
    /// Asks how much time an enumeration has.
    EnumerationGetStatus(enumeration::GetStatus<'m>) = names::enumeration::GET_STATUS,
    /// The answer to a GetStatus of an enumeration.
    EnumerationGetStatusResponse(enumeration::GetStatusResponse<'m>)
        = names::enumeration::GET_STATUS_RESPONSE,
    /// Says that an enumeration ended unexpectedly.
    EnumerationEnd(enumeration::EnumerationEnd<'m>) = names::enumeration::ENUMERATION_END,
    /// Subscribes to events.
    Subscribe(eventing::Subscribe<'m>) = names::eventing::SUBSCRIBE,
    /// The answer to a Subscribe.
    SubscribeResponse(eventing::SubscribeResponse<'m>) = names::eventing::SUBSCRIBE_RESPONSE,
    /// Asks for more time for a subscription.
    Renew(eventing::Renew<'m>) = names::eventing::RENEW,
    /// The answer to a Renew of a subscription.
    RenewResponse(eventing::RenewResponse<'m>) = names::eventing::RENEW_RESPONSE,
    /// Asks how much time a subscription has.
    GetStatus(eventing::GetStatus<'m>) = names::eventing::GET_STATUS,
    /// The answer to a GetStatus of a subscription.
    GetStatusResponse(eventing::GetStatusResponse<'m>) = names::eventing::GET_STATUS_RESPONSE,
    /// Ends a subscription.
    Unsubscribe(eventing::Unsubscribe<'m>) = names::eventing::UNSUBSCRIBE,
    /// Says that a subscription ended.
    SubscriptionEnd(eventing::SubscriptionEnd<'m>) = names::eventing::SUBSCRIPTION_END,
    /// A batch of events.
    Events(control::Events<'m>) = names::wsman::EVENTS,
    /// How many events were dropped.
    DroppedEvents(control::DroppedEvents<'m>) = names::wsman::DROPPED_EVENTS,
    /// Asks a service what it is.
    Identify(identity::Identify<'m>) = names::identity::IDENTIFY,
    /// The answer to an Identify.
    IdentifyResponse(identity::IdentifyResponse<'m>) = names::identity::IDENTIFY_RESPONSE,
    /// Why a request failed.
    Fault(Fault<'m>) = names::soap::FAULT,
}

impl<'m> Payload<'m> {
    /// The first element of the body: the name that stands for its own, and its local part.
    pub(super) fn first(&self) -> Option<(NameId, &str)> {
        if let Self::Content(content) = self {
            let element = content.elements().next()?;
            return Some((element.id().canonical(), element.name().local));
        }
        let name = self.name()?;
        Some((name, name.local()?))
    }
}

impl Default for Payload<'_> {
    fn default() -> Self {
        Self::Content(Content::default())
    }
}

impl<'m> From<Content<'m>> for Payload<'m> {
    fn from(content: Content<'m>) -> Self {
        Self::Content(content)
    }
}

impl From<Document> for Payload<'_> {
    fn from(element: Document) -> Self {
        Self::Content(element.into())
    }
}

impl<'m, P: Into<Payload<'m>>> From<P> for Body<'m> {
    fn from(payload: P) -> Self {
        Self { payload: payload.into(), ..Self::default() }
    }
}

impl<'m> Body<'m> {
    /// A body whose first element is of a record; nothing where it is not, or where something in it
    /// would be lost.
    fn of_record(element: Element<'m>, reading: &mut Reading) -> Option<Self> {
        let mut children = element.children();
        let first = children.next()?;
        let before = reading.misfits.len();
        let payload = match Payload::read(first, reading)? {
            Ok(payload) if !element.has_text() => payload,
            Ok(_) => {
                reading.misfits.truncate(before);
                reading.note(MisfitKind::Shape, element, "expected an element alone, found text");
                return None;
            }
            Err(Unfit(expected)) => {
                reading.note(MisfitKind::Shape, first, expected);
                return None;
            }
        };
        let usual = payload.name().map(|name| reading.spelling.of(name));
        let name = Some(first.id()).filter(|_| usual != Some(first.id()));
        let mut body = Self { payload, rest: Rest::default(), name };
        body.rest.enter(element);
        body.rest.attributes.keep_all(element);
        for other in children {
            reading.note(MisfitKind::Unexpected, other, "expected one element in the body");
            body.rest.elements.push(Any::View(other));
        }
        Some(body)
    }
}

impl<'m> Item<'m> for Body<'m> {
    fn read(element: Element<'m>, reading: &mut Reading) -> std::result::Result<Self, Unfit> {
        if let Some(body) = Self::of_record(element, reading) {
            return Ok(body);
        }
        Ok(Payload::Content(Content::read(element, reading)?).into())
    }

    fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        if let Payload::Content(content) = &self.payload {
            return content.write_with(&self.rest, name, writing);
        }
        let Some(own) = self.payload.name() else { return Ok(()) };
        let own = self.name.unwrap_or_else(|| writing.spelling.of(own));
        writing.around(name, &self.rest, |writing| self.payload.write(Name::known(own), writing))
    }
}
