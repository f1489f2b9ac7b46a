//! Answers to messages: `Response::to(&request).body(..).encode()`.

use std::borrow::Cow;

use super::addressing::Epr;
use super::body::Body;
use super::headers::Headers;
use super::typed::Typed;
use crate::error::Result;
use crate::names::{addressing, ns};
use crate::record::{Any, Content, Item, Leaf, Reading, Spelling};
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

    /// Says that the request failed: to where its FaultTo says, if it has one (DSP0226 R5.4.3-6),
    /// with the action of the fault's namespace (R14.2-2).
    pub fn fault(mut self, fault: Fault<'m>) -> Self {
        if let Some(reference) = self.fault_to.take() {
            self.address(Some(&reference));
        }
        let is_2005 = self.spelling.addressing == ns::ADDRESSING_2005;
        let action = match fault.known() {
            Some(known) if is_2005 => known.action_2005,
            Some(known) => known.action,
            None => Kind::Fault.action().unwrap_or_default(),
        };
        self.headers.action = Some(action.into());
        self.headers.fragment = None;
        self.status = fault.code().map_or(500, Code::status);
        self.body = fault.into();
        self
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

    /// The message as it is sent: in the encoding of the request (DSP0226 R13.1-5).
    ///
    /// # Errors
    /// As [`Typed::encode`].
    pub fn encode(self) -> Result<Reply> {
        let (encoding, status) = (self.encoding, self.status);
        let mut bytes = self.build().encode()?;
        let mut content_type = "application/soap+xml;charset=UTF-8";
        if encoding.is_utf16() {
            bytes = encoding.encode(&String::from_utf8_lossy(&bytes));
            content_type = "application/soap+xml;charset=UTF-16";
        }
        Ok(Reply { bytes, status, content_type })
    }
}

/// The action of the answer to a request.
fn answer_to<'m>(kind: Kind, action: Option<&Leaf<'m, Uri>>) -> Option<Leaf<'m, Uri>> {
    if let Some(answer) = kind.answer().and_then(Kind::action) {
        return Some(answer.into());
    }
    Some([action?.value()?, "Response"].concat().into())
}

/// A reference parameter as a header block, marked as such in WS-Addressing 1.0 (SOAP binding §3.2).
fn echo(parameter: Any<'_>, is_2005: bool) -> Any<'_> {
    let mark = || {
        let element = parameter.element();
        let mut content = Content::read(element, &mut Reading::default()).ok()?;
        let mark = addressing::IS_REFERENCE_PARAMETER.in_namespace(ns::ADDRESSING_2005)?;
        let Name { namespace, local } = Name::known(mark);
        content.attributes.set(namespace, local, "true");
        content.into_element(element.name()).ok()
    };
    is_2005.then(mark).flatten().unwrap_or(parameter)
}
