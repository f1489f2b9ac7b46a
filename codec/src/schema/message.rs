//! Kinds of messages: which action, which answer, which body.

use super::generated::{ACTIONS, Kind, MESSAGES};
use crate::names::NameId;

/// What there is to know of messages of a [`Kind`].
#[derive(Debug)]
pub struct Message {
    /// Which kind.
    pub kind: Kind,
    /// Its action; `None` where there is none or it is the resource's own.
    pub action: Option<&'static str>,
    /// Actions of older dialects, and misspelt ones.
    pub aliases: &'static [&'static str],
    /// Who sends it.
    pub direction: Direction,
    /// The kind of its answer.
    pub answer: Option<Kind>,
    /// What its body holds.
    pub body: Body,
}

/// Who sends a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// The client, and the service answers.
    Request,
    /// The service, to a request; or the receiver of a delivery.
    Response,
    /// The service, of its own accord.
    Notice,
    /// Either.
    Unknown,
}

/// What the body of a message holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// One element of this name.
    Element(NameId),
    /// The representation of a resource, or `wsman:XmlFragment`.
    Resource,
    /// The same, or nothing.
    OptionalResource,
    /// Any elements.
    Any,
}

impl Kind {
    /// The kind of an action, of any dialect; `None` for a resource's own.
    ///
    /// ```
    /// use cimwire::schema::Kind;
    /// let get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";
    /// assert_eq!(Kind::of_action(get), Some(Kind::Get));
    /// assert_eq!(Kind::Get.action(), Some(get));
    /// assert_eq!(Kind::of_action("urn:reboot"), None);
    /// ```
    #[must_use]
    pub fn of_action(action: &str) -> Option<Self> {
        // Documentation and what is made from it often has the wrong scheme.
        let bare = action.strip_prefix("http:").or_else(|| action.strip_prefix("https:"))?;
        let order = |&(text, _): &(&str, Self)| (text.len(), text).cmp(&(bare.len(), bare));
        let found = ACTIONS.binary_search_by(order).ok()?;
        Some(ACTIONS[found].1)
    }

    /// What there is to know of it.
    #[must_use]
    pub fn message(self) -> &'static Message {
        &MESSAGES[self as usize]
    }

    /// Its action; `None` where there is none or it is the resource's own.
    #[must_use]
    pub fn action(self) -> Option<&'static str> {
        self.message().action
    }

    /// The kind of its answer.
    #[must_use]
    pub fn answer(self) -> Option<Self> {
        self.message().answer
    }

    /// Whether it is sent by a client that waits for an answer.
    #[must_use]
    pub fn is_request(self) -> bool {
        self.message().direction == Direction::Request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_leads_to_its_kind() {
        for (index, message) in MESSAGES.iter().enumerate() {
            assert_eq!(message.kind as usize, index);
            for action in message.action.iter().chain(message.aliases) {
                assert_eq!(Kind::of_action(action), Some(message.kind), "{action}");
                let other = action.replace("http:", "https:");
                assert_eq!(Kind::of_action(&other), Some(message.kind), "{other}");
            }
        }
        assert_eq!(Kind::of_action("http:"), None);
    }

    #[test]
    fn every_request_has_an_answer() {
        for message in &MESSAGES {
            let answer = message.answer.map(|kind| kind.message().direction);
            let expected = match message.direction {
                Direction::Request => answer == Some(Direction::Response),
                _ => answer.is_none_or(|it| it == Direction::Response),
            };
            assert!(expected, "{:?}", message.kind);
        }
    }
}
