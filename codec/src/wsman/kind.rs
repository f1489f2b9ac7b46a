//! What a message asks or says.

use std::borrow::Cow;

use crate::names::{self, NameId, addressing, identity, soap, wsman};
use crate::schema::{Body, Kind, MESSAGES};
use crate::soap::{Envelope, Header};
use crate::xml::Element;

/// What tells the kind of a message.
pub(crate) struct Signs<'m> {
    /// The action.
    pub(crate) action: Option<Cow<'m, str>>,
    /// The resource.
    pub(crate) resource_uri: Option<Cow<'m, str>>,
    /// Whether it is about a message before it.
    pub(crate) relates: bool,
    /// The first element of the body: the name that stands for its own, and its local part.
    pub(crate) first: Option<(NameId, &'m str)>,
}

impl Signs<'_> {
    /// A fault is one whatever its action. Else the action tells, and where it is missing or the
    /// resource's own, the body.
    pub(crate) fn kind(&self) -> Kind {
        let name = self.first.map(|(name, _)| name);
        let action = self.action.as_deref().map(str::trim);
        match name {
            Some(soap::FAULT) => return Kind::Fault,
            Some(identity::IDENTIFY) => return Kind::Identify,
            // OMI has it in the wrong namespace.
            Some(identity::IDENTIFY_RESPONSE | soap::IDENTIFY_RESPONSE) => {
                return Kind::IdentifyResponse;
            }
            _ => {}
        }
        match action {
            Some(action) => Kind::of_action(action).unwrap_or_else(|| self.own_kind(action)),
            None => name.and_then(kind_of_element).unwrap_or(Kind::Custom),
        }
    }

    /// The kind of a message whose action is the resource's own. The parameters of a CIM method are
    /// in an element named after it (DSP0230 §9.3); one without any may have no element.
    fn own_kind(&self, action: &str) -> Kind {
        let local = self.first.map_or("", |(_, local)| local);
        let (stem, _) = action.rsplit_once('/').unwrap_or_default();
        let resource = self.resource_uri.as_deref().map_or("", str::trim);
        let class = resource.split('?').next().unwrap_or_default().trim_end_matches('/');
        match () {
            () if local.ends_with("_INPUT") => Kind::Method,
            () if local.ends_with("_OUTPUT") => Kind::MethodResponse,
            // An operation of some protocol.
            () if names::namespace(stem.as_bytes()).is_some() => Kind::Custom,
            () if self.relates && self.first.is_none() && action.ends_with("Response") => {
                Kind::MethodResponse
            }
            () if !stem.is_empty() && stem == class => Kind::Method,
            () => Kind::Custom,
        }
    }
}

impl Envelope<'_> {
    /// What the message asks or says, by its action and its body.
    #[must_use]
    pub fn kind(self) -> Kind {
        let header = |name: NameId| {
            let mut headers = self.headers().map(Header::element);
            headers.find(|element| element.id().canonical() == name)
        };
        let first = self.body_elements().next();
        let signs = Signs {
            action: header(addressing::ACTION).map(Element::text),
            resource_uri: header(wsman::RESOURCE_URI).map(Element::text),
            relates: header(addressing::RELATES_TO).is_some(),
            first: first.map(|element| (element.id().canonical(), element.name().local)),
        };
        signs.kind()
    }
}

/// The kind of a message by the element in its body.
fn kind_of_element(name: NameId) -> Option<Kind> {
    let is_it = |body: Body| body == Body::Element(name);
    Some(MESSAGES.iter().find(|message| is_it(message.body))?.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(action: Option<&str>, resource: Option<&str>, relates: bool, body: &str) -> Kind {
        let signs = Signs {
            action: action.map(Cow::Borrowed),
            resource_uri: resource.map(Cow::Borrowed),
            relates,
            first: Some((NameId::NONE, body)).filter(|_| !body.is_empty()),
        };
        signs.kind()
    }

    const SHELL_RESPONSE: &str =
        "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/ReconnectResponse";

    #[test]
    fn an_action_of_the_standard_tells_the_kind() {
        let get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";
        assert_eq!(kind(Some(&format!(" {get}\n")), None, false, "X_INPUT"), Kind::Get);
        assert_eq!(kind(None, None, false, "X"), Kind::Custom);
    }

    #[test]
    fn a_method_is_told_by_its_parameters_or_its_class() {
        let fan = Some("http://x/CIM_Fan");
        for (action, resource, relates, body, expected) in [
            ("http://x/CIM_Fan/SetSpeed", None, false, "SetSpeed_INPUT", Kind::Method),
            (
                "http://x/CIM_Fan/SetSpeedResponse",
                None,
                true,
                "SetSpeed_OUTPUT",
                Kind::MethodResponse,
            ),
            ("http://x/CIM_Fan/Stop", fan, false, "", Kind::Method),
            ("http://x/CIM_Fan/Stop", Some("http://x/CIM_Fan?a=b"), false, "", Kind::Method),
            ("http://x/CIM_Fan/StopResponse", None, true, "", Kind::MethodResponse),
            ("http://x/CIM_Fans", fan, false, "", Kind::Custom),
            ("http://x/CIM_Fan/Stop", fan, false, "Fan", Kind::Method),
            ("http://x/CIM_Fan/StopResponse", None, true, "Fan", Kind::Custom),
            (SHELL_RESPONSE, None, true, "", Kind::Custom),
            ("urn:alarm", None, false, "Alarm", Kind::Custom),
        ] {
            assert_eq!(kind(Some(action), resource, relates, body), expected, "{action}");
        }
    }

    #[test]
    fn without_an_action_the_body_tells() {
        for (name, expected) in [
            (names::enumeration::PULL_RESPONSE, Kind::PullResponse),
            (names::eventing::RENEW, Kind::Renew),
            (names::enumeration::RENEW, Kind::EnumerationRenew),
            (soap::FAULT, Kind::Fault),
            (identity::IDENTIFY, Kind::Identify),
            (wsman::ITEMS, Kind::Custom),
        ] {
            assert_eq!(kind_of_element(name).unwrap_or(Kind::Custom), expected);
        }
    }
}
