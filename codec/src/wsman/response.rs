//! Answers to messages: `Response::to(&request).body(..).encode()`.

use std::borrow::Cow;

use super::addressing::Epr;
use super::allowed::Allowed;
use super::body::Body;
use super::headers::{Headers, echo};
use super::typed::Typed;
use crate::error::Result;
use crate::names::{Family, NamespaceId, ns, wsman};
use crate::record::{Any, Content, Leaf, QName, Spelling};
use crate::schema::{Code, Kind, uris};
use crate::soap::{Fault, Message};
use crate::value::Uri;
use crate::xml::{Encoding, Name};

/// An answer to a message, being built: it copies what the rules say to copy, and speaks as the
/// request does: addressing, dialect, encoding.
#[derive(Clone, Debug)]
#[must_use]
pub struct Response<'m> {
    headers: Headers<'m>,
    body: Body<'m>,
    /// The kind of the request.
    asked: Kind,
    /// Where faults go, if not where answers go.
    fault_to: Option<Epr<'m>>,
    spelling: Spelling,
    encoding: Encoding,
    status: u16,
    pub(super) allowed: Allowed,
    /// What the service itself allows.
    pub(super) limit: Option<u64>,
}

/// An answer to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The message.
    pub bytes: Vec<u8>,
    /// The status of HTTP: 200, or for a fault 400 where the sender is to blame, else 500
    /// (DSP0226 RC.2-9).
    pub status: u16,
    /// The content type of HTTP.
    pub content_type: &'static str,
}

impl<'m> Response<'m> {
    /// An answer to a message: to where its ReplyTo says (DSP0226 R5.4.2-4, R5.4.2-5), about its
    /// MessageID (R5.4.4-3). An acknowledgement, where it is a delivery (R10.7-3).
    pub fn to(request: &'m Message) -> Self {
        let asked = request.typed();
        let kind = asked.kind();
        let allowed = Allowed::by(&asked);
        let Typed { headers, spelling, .. } = asked;
        let request_headers = headers.unwrap_or_default();
        let mut headers = Headers { message_id: super::message_id::fresh(), ..Headers::default() };
        headers.action = answer_to(kind, request_headers.action.as_ref());
        headers.relates_to.extend(request_headers.message_id.map(|id| Leaf::from(id.text)));
        headers.fragment = request_headers.fragment;
        let mut response = Self {
            headers,
            body: Body::default(),
            asked: kind,
            fault_to: request_headers.fault_to,
            spelling,
            encoding: request.document().encoding(),
            status: 200,
            allowed,
            limit: None,
        };
        response.address(request_headers.reply_to.as_ref());
        response
    }

    /// Sends it to an endpoint reference; without one back over the connection.
    fn address(&mut self, reference: Option<&Epr<'m>>) {
        let is_2005 = self.spelling.addressing == ns::ADDRESSING_2005;
        let anonymous =
            if is_2005 { uris::address::ANONYMOUS_2005 } else { uris::address::ANONYMOUS };
        let address = reference.and_then(|reference| reference.address.as_ref());
        let to = address.map_or(Cow::Borrowed(anonymous), |it| it.text.clone().into_text());
        self.headers.to = Some(to.into());
        self.headers.rest.elements.clear();
        let parameters = reference.into_iter().flat_map(Epr::parameters);
        self.headers.rest.elements.extend(parameters.map(|element| echo(element, is_2005)));
    }

    /// What it brings: a record, a representation, nothing by default.
    pub fn body(mut self, body: impl Into<Body<'m>>) -> Self {
        self.body = body.into();
        self
    }

    /// Brings a fragment, as the answer to a fragment-level Get or Put (DSP0226 R7.7-5): text, or
    /// elements.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn fragment(self, content: impl Into<Content<'m>>) -> Result<Self> {
        let fragment = content.into().into_element(Name::known(wsman::XML_FRAGMENT))?;
        Ok(self.body(Content::from(fragment)))
    }

    /// Says that the request failed: to where its FaultTo says, if it has one (DSP0226 R5.4.3-6),
    /// with the action of the fault's namespace (R14.2-2).
    pub fn fault(mut self, mut fault: Fault<'m>) -> Self {
        if let Some(reference) = self.fault_to.take() {
            self.address(Some(&reference));
        }
        self.spell(&mut fault);
        self.headers.action = Some(self.fault_action(&fault).into());
        self.headers.fragment = None;
        self.status = fault.code().map_or(500, Code::status);
        self.body = fault.into();
        self
    }

    /// The action of a fault's namespace, in the request's versions (DSP0226 R14.2-2).
    fn fault_action(&self, fault: &Fault<'_>) -> Cow<'static, str> {
        let Some(known) = fault.known() else {
            return Kind::Fault.action().unwrap_or_default().into();
        };
        let family = known.subcode.namespace().and_then(NamespaceId::family);
        match self.spelling.wsman.uri() {
            Some(draft) if family == Some(Family::Wsman) && self.spelling.wsman != ns::WSMAN => {
                [draft, "/fault"].concat().into()
            }
            _ if self.spelling.addressing == ns::ADDRESSING_2005 => known.action_2005.into(),
            _ => known.action.into(),
        }
    }

    /// Gives a fault of the standard the subcode that it has in the request's versions.
    fn spell(&self, fault: &mut Fault<'m>) {
        let is_2005 = self.spelling.addressing == ns::ADDRESSING_2005;
        let Some(known) = fault.known() else { return };
        let subcode = if is_2005 { known.subcode_2005 } else { known.subcode };
        let slot = fault.code.as_mut().and_then(|code| code.subcode.as_mut());
        let value = slot.and_then(|slot| slot.value.as_mut());
        if let Some(value) = value.filter(|it| it.name() == Some(Name::known(known.subcode))) {
            *value = QName::known(self.spelling.of(subcode));
        }
    }

    /// The action, in place of that of the standard, or of the request's with `Response` behind.
    pub fn action(mut self, action: impl Into<Cow<'m, str>>) -> Self {
        self.headers.action = Some(action.into().into());
        self
    }

    /// The MessageID, in place of a fresh one.
    pub fn message_id(mut self, id: impl Into<Cow<'m, str>>) -> Self {
        self.headers.message_id = Some(id.into().into());
        self
    }

    /// Adds a header block of any name.
    pub fn header(mut self, block: impl Into<Any<'m>>) -> Self {
        self.headers.rest.elements.push(block.into());
        self
    }

    /// Edits its header blocks.
    pub fn headers_mut(&mut self) -> &mut Headers<'m> {
        &mut self.headers
    }

    /// The message. The answer to an Identify has no header blocks (DSP0226 R11-2).
    #[must_use]
    pub fn build(self) -> Typed<'m> {
        let headers = if self.asked == Kind::Identify { Headers::default() } else { self.headers };
        let mut typed = Typed::new(headers, self.body);
        typed.spelling = self.spelling;
        typed
    }

    /// The kind of the request.
    pub(super) fn asked(&self) -> Kind {
        self.asked
    }

    /// The encoding it is sent in: that of the request (DSP0226 R13.1-5).
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The status of HTTP it is sent with.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }
}

/// The action of the answer to a request.
fn answer_to<'m>(kind: Kind, action: Option<&Leaf<'m, Uri>>) -> Option<Leaf<'m, Uri>> {
    if let Some(answer) = kind.answer().and_then(Kind::action) {
        return Some(answer.into());
    }
    Some([action?.value()?, "Response"].concat().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::addressing;
    use crate::wsman::request::{Get, Identify, Invoke};
    use crate::xml::Document;

    fn answer(request: Vec<u8>) -> (Message, u16) {
        let request = Message::decode(request).unwrap();
        let response = Response::to(&request).message_id("uuid:2");
        (Message::decode(response.clone().build().encode().unwrap()).unwrap(), response.status())
    }

    fn get() -> Get<'static> {
        Get::new("urn:fan").message_id("uuid:1").to("http://server/wsman")
    }

    #[test]
    fn an_answer_goes_back_and_says_what_it_answers() {
        let (message, status) = answer(get().encode().unwrap());
        let typed = message.typed();
        assert_eq!(typed.kind(), Kind::GetResponse);
        let headers = typed.headers.unwrap();
        assert_eq!(headers.to.unwrap().text(), uris::address::ANONYMOUS);
        assert_eq!(headers.relates_to[0].text(), "uuid:1");
        assert_eq!((headers.reply_to, headers.resource_uri), (None, None));
        assert_eq!(status, 200);
    }

    #[test]
    fn reference_parameters_come_back_as_header_blocks() {
        let mark = Document::decode("<m:Mark xmlns:m='urn:m' m:a='1'>7</m:Mark>").unwrap();
        let mut sender = Epr::at("http://client");
        sender.reference_parameters = Some(mark.into());
        let (message, _) = answer(get().reply_to(sender.clone()).encode().unwrap());
        assert_eq!(message.header("urn:m", "Mark").unwrap().element().text(), "7");
        let to = message.typed().headers.unwrap().to.unwrap();
        assert_eq!(to.text(), "http://client");
        let (message, _) = answer(get().reply_to(sender).addressing_2005().encode().unwrap());
        let marked = message.header("urn:m", "Mark").unwrap().element();
        let uri = ns::ADDRESSING_2005.uri().unwrap();
        assert_eq!(marked.attribute(uri, "IsReferenceParameter").unwrap().value(), "true");
        assert_eq!(marked.attribute("urn:m", "a").unwrap().value(), "1");
    }

    #[test]
    fn a_fault_goes_to_where_faults_go_with_the_action_of_its_namespace() {
        let request = get().fault_to(Epr::at("http://faults")).encode().unwrap();
        let request = Message::decode(request).unwrap();
        let known = crate::schema::Fault::of(wsman::INTERNAL_ERROR).unwrap();
        let reply = Response::to(&request).fault(Fault::of(known)).encode().unwrap();
        let message = Message::decode(reply.bytes).unwrap();
        let headers = message.typed().headers.unwrap();
        assert_eq!(headers.to.unwrap().text(), "http://faults");
        assert_eq!(headers.action.unwrap().text(), known.action);
        assert_eq!((reply.status, message.typed().kind()), (500, Kind::Fault));
    }

    #[test]
    fn a_fault_has_the_subcode_of_the_version() {
        let known = crate::schema::Fault::of(addressing::MESSAGE_INFORMATION_HEADER_REQUIRED);
        let request = Message::decode(get().addressing_2005().encode().unwrap()).unwrap();
        let typed = Response::to(&request).fault(Fault::of(known.unwrap())).build();
        let xml = String::from_utf8(typed.encode().unwrap()).unwrap();
        assert!(xml.contains(">wsa10:MessageAddressingHeaderRequired<"), "{xml}");
    }

    #[test]
    fn an_answer_is_in_the_encoding_of_the_request() {
        let utf8 = get().encode().unwrap();
        let request = Encoding::Utf16Be.encode(std::str::from_utf8(&utf8).unwrap());
        let request = Message::decode(request).unwrap();
        let fan = Document::decode("<f:Fan xmlns:f='urn:fan'/>").unwrap();
        let reply = Response::to(&request).body(Content::from(fan)).encode().unwrap();
        assert_eq!(reply.content_type, "application/soap+xml;charset=UTF-16");
        let message = Message::decode(reply.bytes).unwrap();
        assert_eq!(message.document().encoding(), Encoding::Utf16Be);
    }

    #[test]
    fn a_fragment_is_answered_as_one_and_a_method_by_its_own_action() {
        let (message, _) = answer(get().fragment("Speed/text()").encode().unwrap());
        let fragment = message.typed().headers.unwrap().fragment.unwrap();
        assert_eq!(fragment.content.text(), "Speed/text()");
        let invoke = Invoke::new("http://x/CIM_Fan", "Stop").to("http://server/wsman");
        let (message, _) = answer(invoke.encode().unwrap());
        assert_eq!(message.typed().action(), Some("http://x/CIM_Fan/StopResponse"));
    }

    #[test]
    fn an_identify_is_answered_without_header_blocks() {
        let (message, _) = answer(Identify::new().encode().unwrap());
        assert_eq!(message.headers().count(), 0);
    }
}
