//! Answers to send.

use cimwire::cim::Status;
use cimwire::names::{NameId, enumeration, wsman as names};
use cimwire::record::{Any, Content, Leaf};
use cimwire::schema::Kind;
use cimwire::wsman::Payload;
use cimwire::wsman::enumeration::{EnumerateResponse, PullResponse};
use cimwire::{schema, soap, wsman, xml};

use crate::fault::short;
use crate::{Error, Items, Message, Result, Value, View};

/// An answer to a message, being built. It copies what the rules say to copy, and speaks as the
/// request does: addressing, dialect, encoding.
///
/// ```
/// use cimwire_facade::{Decoder, Options, Request, Response};
/// let mut decoder = Decoder::new(Options::default());
/// let mut get = Request::get("http://x.org/Fan");
/// get.to("http://server/wsman")?;
/// let request = decoder.message(&get.encode()?.into())?;
///
/// let fan = decoder.element(&"<f:Fan xmlns:f='http://x.org/Fan'><f:Speed>4200</f:Speed></f:Fan>".into())?;
/// let mut response = Response::to(&request);
/// response.body(&fan.root())?;
/// let reply = response.encode()?;
/// assert_eq!((reply.status, reply.content_type), (200, "application/soap+xml;charset=UTF-8"));
///
/// response.fault("w:AccessDenied", None)?;
/// assert_eq!(response.encode()?.status, 400);
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Response {
    request: soap::Message,
    brings: Brings,
    action: Option<String>,
    message_id: Option<String>,
    /// The most octets of the service's own answers.
    limit: Option<u64>,
    is_within_limits: bool,
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

#[derive(Clone, Debug)]
enum Brings {
    Nothing,
    Element(xml::Document),
    /// The context, and all items there are.
    Items(Content<'static>, Vec<xml::Document>),
    Fault(Box<soap::Fault<'static>>),
}

impl Response {
    /// An answer to a message; to a delivery, an acknowledgement.
    #[must_use]
    pub fn to(request: &Message) -> Self {
        let request = request.message.clone();
        Self {
            request,
            brings: Brings::Nothing,
            action: None,
            message_id: None,
            limit: None,
            is_within_limits: false,
        }
    }

    /// The most octets of the service's own answers, where the request does not allow fewer.
    pub fn limit(&mut self, octets: u64) {
        self.limit = Some(octets);
    }

    /// Sends the fault that says so in place of an answer that is larger than the request or
    /// [`Response::limit`] allows (DSP0226 §6.2).
    pub fn within_limits(&mut self) {
        self.is_within_limits = true;
    }

    /// Brings as many of these items as the request allows by its MaxElements, MaxCharacters and
    /// MaxEnvelopeSize, as the answer to a Pull or an optimized Enumerate, and says how many those
    /// are. Behind the last one comes EndOfSequence, else the context for the next Pull. Where not
    /// even one fits, it becomes the fault that says so (DSP0226 §8.4, §6.2).
    ///
    /// # Errors
    /// The kinds of limits, where an item is large.
    ///
    /// ```
    /// use cimwire_facade::{Decoder, Options, Request, Response};
    /// let mut decoder = Decoder::new(Options::default());
    /// let mut pull = Request::pull("http://x.org/Fan", &"7".into())?;
    /// pull.max_elements(2)?;
    /// pull.to("http://server/wsman")?;
    /// let request = decoder.message(&pull.encode()?.into())?;
    ///
    /// let fan = decoder.element(&"<f:Fan xmlns:f='http://x.org/Fan'/>".into())?.root();
    /// let mut response = Response::to(&request);
    /// assert_eq!(response.items(&"8".into(), &[fan.clone(), fan.clone(), fan])?, 2);
    /// # assert_eq!(decoder.message(&response.encode()?.bytes.into())?.kind(), "PullResponse");
    /// # Ok::<(), cimwire_facade::Error>(())
    /// ```
    pub fn items(&mut self, context: &Value, items: &[View]) -> Result<usize> {
        let documents: Result<Vec<_>> = items.iter().map(View::to_document).collect();
        let (context, documents) = (context.content()?, documents?);
        let (_, taken) = paged(self.begun(), context.clone(), &documents)?;
        self.brings = Brings::Items(context, documents);
        Ok(taken)
    }

    /// Says that the request failed with a status of CIM, by its code: with the fault that tells it,
    /// and a `CIM_Error` with the status and a message (DSP0227 §12).
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) for a code that is none;
    /// [`Unwritable`](crate::Code::Unwritable) for a message that XML cannot carry.
    pub fn cim_fault(&mut self, status: u32, message: &str) -> Result<()> {
        let none = || Error::misfit(format!("expected a status of CIM, found {status}"));
        let fault = Status::of(status).ok_or_else(none)?.fault(message);
        self.brings = Brings::Fault(Box::new(fault.map_err(|error| Error::asked(&error))?));
        Ok(())
    }

    /// What it brings: the one element of its body. Nothing by default.
    ///
    /// # Errors
    /// The kinds of limits, where the element is large.
    pub fn body(&mut self, element: &View) -> Result<()> {
        self.brings = Brings::Element(element.to_document()?);
        Ok(())
    }

    /// Says that the request failed, with a fault of DSP0226 §14.6 by its name: `w:AccessDenied`,
    /// or `AccessDenied` for the first of that name. The reason is in English; without one it is
    /// that of the standard.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) for a name that is none of these.
    pub fn fault(&mut self, name: &str, reason: Option<&str>) -> Result<()> {
        let is_it = |fault: &&schema::Fault| is_called(fault.subcode, name);
        let known = schema::FAULTS.iter().find(is_it);
        let known = known.ok_or_else(|| {
            Error::misfit(format!(
                "expected a fault of DSP0226 such as w:AccessDenied, found {name}"
            ))
        })?;
        let mut fault = soap::Fault::of(known);
        if let Some(reason) = reason {
            fault.reason = None;
            fault = fault.with_reason("en-US", reason.to_owned());
        }
        self.brings = Brings::Fault(Box::new(fault));
        Ok(())
    }

    /// Refines the fault by a detail code of DSP0226 §14.2, as `UnexpectedSelectors`.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) for a code that is none of these, or without a fault.
    pub fn detail_code(&mut self, code: &str) -> Result<()> {
        let Brings::Fault(fault) = &mut self.brings else {
            return Err(Error::misfit("detail_code: expected a fault, found none".to_owned()));
        };
        if !schema::DETAILS.iter().any(|known| known.code == code) {
            let text = format!("expected a detail code of DSP0226, found {code}");
            return Err(Error::misfit(text));
        }
        let refined = fault.as_ref().clone().with_detail_code(code);
        **fault = refined.map_err(|error| Error::asked(&error))?;
        Ok(())
    }

    /// The action, in place of that of the standard, or of the request's with `Response` behind.
    pub fn action(&mut self, action: &str) {
        self.action = Some(action.to_owned());
    }

    /// The MessageID, in place of a fresh one.
    pub fn message_id(&mut self, id: &str) {
        self.message_id = Some(id.to_owned());
    }

    /// The answer as it is sent.
    ///
    /// # Errors
    /// [`Rule`](crate::Code::Rule) where it breaks a rule of DSP0226 about writing,
    /// [`Unwritable`](crate::Code::Unwritable) for a value that XML cannot carry, and the kinds of
    /// limits.
    pub fn encode(&self) -> Result<Reply> {
        let mut response = match &self.brings {
            Brings::Nothing => self.begun(),
            Brings::Element(element) => self.begun().body(element.clone()),
            Brings::Items(context, items) => paged(self.begun(), context.clone(), items)?.0,
            Brings::Fault(fault) => self.begun().fault(fault.as_ref().clone()),
        };
        if let Some(action) = &self.action {
            response = response.action(action);
        }
        if self.is_within_limits {
            response = response.within_limits().map_err(|error| Error::asked(&error))?;
        }
        Reply::of(response)
    }

    /// Begins the answer with items that are written one value after the other: all of them, whatever
    /// the request allows; with the context for the next Pull, or EndOfSequence behind the last
    /// (DSP0226 §8.4). It is written into a buffer, as the bytes of the last [`Reply`], which saves
    /// asking the system for memory; what is in it is forgotten.
    ///
    /// # Errors
    /// As [`Response::encode`], and [`Misfit`](crate::Code::Misfit) for a request that is neither
    /// Enumerate nor Pull.
    pub fn begin_items(
        &self,
        context: Option<&Value>,
        is_last: bool,
        buffer: Vec<u8>,
    ) -> Result<Items> {
        let asked = self.request.typed();
        let name = match asked.kind() {
            Kind::Enumerate => names::ITEMS,
            Kind::Pull => enumeration::ITEMS,
            kind => {
                let text = format!("items: expected an Enumerate or a Pull, found {kind:?}");
                return Err(Error::misfit(text));
            }
        };
        let name = asked.spelling.of(name);
        let mut response = self.begun();
        if let Some(action) = &self.action {
            response = response.action(action);
        }
        let context = context.map(Value::content).transpose()?;
        Items::of(response.body(without_items(name, context, is_last)), name, buffer)
    }

    /// The answer before it brings anything.
    fn begun(&self) -> wsman::Response<'_> {
        let mut response = wsman::Response::to(&self.request);
        if let Some(id) = &self.message_id {
            response = response.message_id(id);
        }
        match self.limit {
            Some(octets) => response.limit(octets),
            None => response,
        }
    }
}

impl Reply {
    pub(crate) fn of(response: wsman::Response<'_>) -> Result<Self> {
        let reply = response.encode().map_err(|error| Error::asked(&error))?;
        Ok(reply.into())
    }
}

impl From<wsman::Reply> for Reply {
    fn from(reply: wsman::Reply) -> Self {
        let wsman::Reply { bytes, status, content_type } = reply;
        Self { bytes, status, content_type }
    }
}

/// An answer with as many items as it may have, and how many those are.
fn paged<'m>(
    response: wsman::Response<'m>,
    context: Content<'static>,
    items: &'m [xml::Document],
) -> Result<(wsman::Response<'m>, usize)> {
    let mut rest = items.iter().map(|item| Any::View(item.root())).peekable();
    let response = response.items(context, &mut rest).map_err(|error| Error::asked(&error))?;
    Ok((response, items.len() - rest.len()))
}

/// The body that has all but the items, which are in an element of a name.
fn without_items(
    name: NameId,
    enumeration_context: Option<Content<'static>>,
    is_last: bool,
) -> Payload<'static> {
    let (items, end_of_sequence) = (Some(Content::default()), is_last.then(Leaf::default));
    if name.canonical() == names::ITEMS {
        let answer = EnumerateResponse::default();
        return EnumerateResponse { enumeration_context, items, end_of_sequence, ..answer }.into();
    }
    let answer = PullResponse::default();
    PullResponse { enumeration_context, items, end_of_sequence, ..answer }.into()
}

/// Whether a name is called so: by its local part, or with the usual prefix before it.
fn is_called(id: NameId, name: &str) -> bool {
    id.local() == Some(name) || short(id).as_deref() == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bytes, Code, Decoder, Options, Request};

    fn get(version: &str) -> Message {
        let mut get = Request::get("http://x.org/Fan");
        get.to("http://server/wsman").unwrap();
        get.message_id("uuid:1").unwrap();
        get.addressing(version).unwrap();
        decoded(&get.encode().unwrap().into())
    }

    fn decoded(bytes: &Bytes) -> Message {
        Decoder::new(Options::default()).message(bytes).unwrap()
    }

    #[test]
    fn an_answer_speaks_as_its_request_does() {
        let fan =
            "{\"name\":\"{http://x.org/Fan}Fan\",\"value\":{\"{http://x.org/Fan}Speed\":\"1\"}}";
        let fan = Decoder::new(Options::default()).element(&fan.into()).unwrap();
        for (version, name) in [("2004", "2004/08"), ("2005", "2005/08")] {
            let mut response = Response::to(&get(version));
            response.body(&fan.root()).unwrap();
            response.message_id("uuid:2");
            let reply = response.encode().unwrap();
            let message = decoded(&reply.bytes.into());
            assert_eq!((message.kind().as_str(), reply.status), ("GetResponse", 200));
            let head = message.head();
            assert_eq!(
                (head.addressing.as_deref(), head.message_id.as_deref()),
                (Some(name), Some("uuid:2"))
            );
            assert_eq!(head.relates_to, ["uuid:1"]);
            assert!(message.deviations().is_empty(), "{:#?}", message.deviations());
            assert_eq!(message.body().unwrap().children()[0].children()[0].text(), "1");
        }
    }

    #[test]
    fn a_fault_is_called_by_its_name() {
        for (name, status, code) in
            [("w:AccessDenied", 400, "Sender"), ("InternalError", 500, "Receiver")]
        {
            let mut response = Response::to(&get("2004"));
            response.fault(name, Some("no")).unwrap();
            let reply = response.encode().unwrap();
            let fault = decoded(&reply.bytes.into()).fault().unwrap();
            assert_eq!((reply.status, fault.code.as_deref()), (status, Some(code)));
            assert_eq!(fault.reason("en").as_deref(), Some("no"));
        }
        let mut response = Response::to(&get("2004"));
        assert_eq!(response.fault("Tired", None).unwrap_err().code, Code::Misfit);
        assert_eq!(response.detail_code("InvalidName").unwrap_err().code, Code::Misfit);
        response.fault("w:InvalidOptions", None).unwrap();
        response.detail_code("InvalidName").unwrap();
        assert_eq!(response.detail_code("NoSuch").unwrap_err().code, Code::Misfit);
        let fault = decoded(&response.encode().unwrap().bytes.into()).fault().unwrap();
        assert_eq!(fault.detail_code.as_deref(), Some("InvalidName"));
    }

    #[test]
    fn an_answer_is_no_larger_than_it_may_be() {
        let mut pull = Request::pull("http://x.org/Fan", &"7".into()).unwrap();
        pull.max_elements(1000).unwrap();
        pull.max_envelope_size(9000).unwrap();
        pull.to("http://server/wsman").unwrap();
        let request = decoded(&pull.encode().unwrap().into());
        let fan = format!("<Fan>{}</Fan>", "x".repeat(2000));
        let fan = Decoder::new(Options::default()).element(&fan.into()).unwrap().root();
        let mut response = Response::to(&request);
        assert_eq!(response.items(&"8".into(), &vec![fan.clone(); 9]).unwrap(), 4);
        let reply = response.encode().unwrap();
        assert!(reply.bytes.len() <= 9000 && reply.status == 200, "{}", reply.bytes.len());
        response.limit(1000);
        assert_eq!(response.items(&"8".into(), std::slice::from_ref(&fan)).unwrap(), 0);
        let detail = |response: &Response| {
            let fault = decoded(&response.encode().unwrap().bytes.into()).fault();
            fault.and_then(|it| it.detail_code)
        };
        assert_eq!(detail(&response).as_deref(), Some("ServiceEnvelopeLimit"));
        response.body(&fan).unwrap();
        assert_eq!(detail(&response), None);
        response.within_limits();
        assert_eq!(detail(&response).as_deref(), Some("ServiceEnvelopeLimit"));
    }

    #[test]
    fn an_error_of_cim_is_told_and_read() {
        let mut response = Response::to(&get("2004"));
        response.cim_fault(6, "no fan 7").unwrap();
        let fault = decoded(&response.encode().unwrap().bytes.into()).fault().unwrap();
        assert_eq!(fault.short_subcode.as_deref(), Some("a:DestinationUnreachable"));
        let error = &fault.cim_errors[0];
        assert_eq!((&*error.class, error.status), ("CIM_Error", Some(6)));
        assert_eq!(error.status_name, Some("CIM_ERR_NOT_FOUND"));
        assert_eq!(error.message.as_deref(), Some("no fan 7"));
        assert_eq!(response.cim_fault(0, "").unwrap_err().code, Code::Misfit);
    }

    #[test]
    fn what_windows_says_is_read() {
        let fault = include_bytes!("../../../tests/corpus/golden/faults/fault.windows.2004.xml");
        let fault = decoded(&Bytes::from_static(fault)).fault().unwrap();
        let windows = fault.windows.unwrap();
        assert!(windows.code.is_some());
        assert!(!windows.message.is_empty() || !windows.providers.is_empty());
    }
}
