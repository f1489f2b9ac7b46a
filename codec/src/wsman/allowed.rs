//! Answers no larger than their request allows (DSP0226 §6.2, §8.4, §13.1).

use std::iter::Peekable;

use super::body::{Body, Payload};
use super::enumeration::{EnumerateResponse, PullResponse};
use super::response::Response;
use super::typed::Typed;
use crate::error::Result;
use crate::names::wsman;
use crate::record::{Any, Content, Leaf, Writing};
use crate::schema::{self, Kind};
use crate::soap::Fault;
use crate::xml::{Document, Element, Encoding, Writer};

/// What a request allows its answer to be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allowed {
    /// Octets of the envelope.
    octets: Option<u64>,
    /// Items of an enumeration.
    items: u64,
    /// Characters of items.
    characters: Option<u64>,
}

impl Allowed {
    pub(super) fn by(request: &Typed<'_>) -> Self {
        let size = request.headers.as_ref().and_then(|it| it.max_envelope_size.as_ref());
        let octets = size.and_then(|size| size.text.value());
        let (items, characters) = match request.payload() {
            Some(Payload::Pull(pull)) => {
                let most = pull.max_elements.as_ref().and_then(Leaf::value);
                (most.unwrap_or(1), pull.max_characters.as_ref().and_then(Leaf::value))
            }
            Some(Payload::Enumerate(it)) if it.optimize_enumeration.is_some() => {
                (it.max_elements.as_ref().and_then(Leaf::value).unwrap_or(1), None)
            }
            _ => (0, None),
        };
        Self { octets, items, characters }
    }
}

/// Answers that fit.
impl<'m> Response<'m> {
    /// The most octets of the service's own answers, where the request does not allow fewer; 32767
    /// if this is not said and the request allows no more (DSP0226 R6.2-5, R13.1-3).
    pub fn limit(mut self, octets: u64) -> Self {
        self.limit = Some(octets);
        self
    }

    /// The most octets that the envelope may have, in the encoding it is sent in: what the request
    /// allows by its MaxEnvelopeSize (DSP0226 §6.2), or less by [`Response::limit`].
    #[must_use]
    pub fn most_octets(&self) -> u64 {
        match (self.allowed.octets, self.limit) {
            (Some(asked), own) => asked.min(own.unwrap_or(u64::MAX)),
            (None, own) => own.unwrap_or(USUAL_LIMIT),
        }
    }

    /// Brings the next items of an enumeration, as the answer to a Pull or to an Enumerate that asks
    /// for some: as many as the request allows by its MaxElements (one, if it does not say: DSP0226
    /// R8.4-9, R8.2.3-3) and MaxCharacters (R8.4-1), and as fit into [`Response::most_octets`].
    /// The others stay in the iterator. Behind the last item comes EndOfSequence, else the context
    /// for the next Pull. Where not even one item fits, this becomes the fault that says so (R8.4-2).
    ///
    /// What is set on the answer afterwards is not counted.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    ///
    /// ```
    /// use cimwire::{Message, request::Pull, wsman::Response, xml::Document};
    /// let pull = Pull::new("urn:fan", "7").max_elements(50).to("http://server/wsman").encode()?;
    /// let request = Message::decode(pull)?;
    ///
    /// let fans = (0..120).map(|n| Document::decode(format!("<f:Fan xmlns:f='urn:fan'>{n}</f:Fan>")));
    /// let fans: Vec<_> = fans.collect::<Result<_, _>>()?;
    /// let mut rest = fans.iter().map(|fan| fan.root().into()).peekable();
    /// let reply = Response::to(&request).items("8", &mut rest)?.encode()?;
    /// assert_eq!((reply.status, rest.len()), (200, 70));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn items<I>(self, context: impl Into<Content<'m>>, items: &mut Peekable<I>) -> Result<Self>
    where
        I: Iterator<Item = Any<'m>>,
    {
        let context = context.into();
        let allowed = self.allowed;
        let mut room = Room::of(&self, &context)?;
        let mut taken = Vec::new();
        while (taken.len() as u64) < allowed.items {
            let Some(next) = items.peek() else { break };
            if !room.takes(next.element(), taken.is_empty())? {
                break;
            }
            taken.extend(items.next());
        }
        let is_end = items.peek().is_none();
        if taken.is_empty() && !is_end && allowed.items > 0 {
            return self.too_large();
        }
        let is_asked = allowed.items > 0;
        let body = page(self.asked(), context, is_asked.then_some(taken), is_end && is_asked);
        Ok(self.body(body))
    }

    /// The same, or where it is larger than [`Response::most_octets`], the fault that says so
    /// (DSP0226 R6.2-1, R6.2-5); where a change was asked for and is done, that it is done (R7.4-9,
    /// R7.6-8).
    ///
    /// # Errors
    /// As [`Typed::encode`].
    ///
    /// ```
    /// use cimwire::{Message, request::Get, wsman::Response, xml::Document};
    /// let get = Get::new("urn:fan").max_envelope_size(8192).to("http://server/wsman").encode()?;
    /// let request = Message::decode(get)?;
    /// let fan = Document::decode(format!("<f:Fan xmlns:f='urn:fan'>{}</f:Fan>", "x".repeat(9000)))?;
    /// let reply = Response::to(&request).body(fan).within_limits()?.encode()?;
    /// let fault = Message::decode(reply.bytes)?;
    /// # let typed = fault.typed();
    /// # let Some(cimwire::wsman::Payload::Fault(it)) = typed.payload() else { panic!() };
    /// # assert_eq!(it.detail_code().unwrap().code, "MaxEnvelopeSize");
    /// assert_eq!(reply.status, 400);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn within_limits(self) -> Result<Self> {
        let written = self.clone().build().encode()?;
        let fits = whole(&written, self.encoding()) <= self.most_octets();
        if fits { Ok(self) } else { self.too_large() }
    }

    /// The fault of an answer that does not fit.
    fn too_large(self) -> Result<Self> {
        let is_own = self.allowed.octets.is_none_or(|asked| asked > self.most_octets());
        let detail = match self.asked() {
            asked if CHANGES.contains(&asked) => "UnreportableSuccess",
            _ if is_own => "ServiceEnvelopeLimit",
            _ => "MaxEnvelopeSize",
        };
        let known = schema::Fault::of(wsman::ENCODING_LIMIT);
        let fault = known.map_or_else(Fault::default, Fault::of);
        Ok(self.fault(fault.with_detail_code(detail)?))
    }
}

/// How much there is still room for.
struct Room {
    /// Behind the start tag of the envelope: items take up what they do in its body.
    writer: Writer<Vec<u8>>,
    encoding: Encoding,
    octets: u64,
    characters: Option<u64>,
}

impl Room {
    /// What the answer leaves, whichever of its two ends it gets.
    fn of<'m>(response: &Response<'m>, context: &Content<'m>) -> Result<Self> {
        let item = Document::decode(ITEM)?;
        let encoding = response.encoding();
        let mut around = 0;
        for is_end in [false, true] {
            let items = Some(vec![item.clone().into()]);
            let body = page(response.asked(), context.clone(), items, is_end);
            let written = response.clone().body(body).build().encode()?;
            around = around.max(whole(&written, encoding) - octets(ITEM, encoding));
        }
        let typed = response.clone().body(page(response.asked(), Content::default(), None, true));
        let typed = typed.build();
        let mut writer = Writer::new(Vec::new());
        typed.begin(&mut Writing { writer: &mut writer, spelling: typed.spelling })?;
        writer.splice(item.root())?;
        let octets = response.most_octets().saturating_sub(around);
        Ok(Self { writer, encoding, octets, characters: response.allowed.characters })
    }

    /// Whether an item fits, and takes its room. Characters are no limit for the first one.
    fn takes(&mut self, item: Element<'_>, is_first: bool) -> Result<bool> {
        let before = self.writer.written().len();
        self.writer.splice(item)?;
        let written = self.writer.written().get(before..).unwrap_or_default();
        let text = String::from_utf8_lossy(written);
        let characters = text.chars().count() as u64;
        let left = self.characters.map(|left| left.checked_sub(characters));
        let Some(octets) = self.octets.checked_sub(octets(&text, self.encoding)) else {
            return Ok(false);
        };
        if left == Some(None) && !is_first {
            return Ok(false);
        }
        self.octets = octets;
        self.characters = left.map(Option::unwrap_or_default);
        Ok(true)
    }
}

/// The body of an answer with items, or with none where none were asked for.
fn page<'m>(
    asked: Kind,
    context: Content<'m>,
    items: Option<Vec<Any<'m>>>,
    is_end: bool,
) -> Body<'m> {
    let items = items.map(Content::elements_of);
    let end_of_sequence = is_end.then(Leaf::default);
    if asked == Kind::Enumerate {
        // Empty at the end, and there all the same (DSP0226 R8.2.3-5).
        let enumeration_context = Some(if is_end { Content::default() } else { context });
        let rest = EnumerateResponse::default();
        return EnumerateResponse { enumeration_context, items, end_of_sequence, ..rest }.into();
    }
    let enumeration_context = (!is_end).then_some(context);
    PullResponse { enumeration_context, items, end_of_sequence, ..PullResponse::default() }.into()
}

/// The octets of an envelope as it is sent.
fn whole(envelope: &[u8], encoding: Encoding) -> u64 {
    let mark = if encoding.is_utf16() { 2 } else { 0 };
    octets(&String::from_utf8_lossy(envelope), encoding) + mark
}

/// The octets of a part of it.
fn octets(text: &str, encoding: Encoding) -> u64 {
    let octets = if encoding.is_utf16() { 2 * text.encode_utf16().count() } else { text.len() };
    octets as u64
}

/// Requests after which something is not as it was.
const CHANGES: [Kind; 6] =
    [Kind::Put, Kind::Create, Kind::Delete, Kind::Rename, Kind::Method, Kind::Custom];

/// Octets of an answer that every client takes (DSP0226 R13.1-3).
const USUAL_LIMIT: u64 = 32767;

/// What stands for an item while the rest is measured.
const ITEM: &str = "<a/>";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soap::Message;
    use crate::wsman::request::{Enumerate, Get, Pull, Put};

    fn items(count: usize) -> Vec<Document> {
        let text = |n: usize| format!("<f:Fan xmlns:f='urn:fän'>{}é{n}</f:Fan>", "x".repeat(n));
        (0..count).map(|n| Document::decode(text(n)).unwrap()).collect()
    }

    fn pull() -> Pull<'static> {
        Pull::new("urn:fan", "7").message_id("uuid:1").to("http://server/wsman")
    }

    /// How many items an answer takes, its octets, and what it is.
    fn answered(request: Vec<u8>, count: usize, limit: Option<u64>) -> (usize, u64, Message) {
        let request = Message::decode(request).unwrap();
        let items = items(count);
        let mut rest = items.iter().map(|it| it.root().into()).peekable();
        let mut response = Response::to(&request).message_id("uuid:2");
        if let Some(limit) = limit {
            response = response.limit(limit);
        }
        let reply = response.items("8", &mut rest).unwrap().encode().unwrap();
        let octets = reply.bytes.len() as u64;
        (count - rest.len(), octets, Message::decode(reply.bytes).unwrap())
    }

    fn detail(message: &Message) -> Option<&'static str> {
        match message.typed().payload() {
            Some(Payload::Fault(fault)) => fault.detail_code().map(|it| it.code),
            _ => None,
        }
    }

    #[test]
    fn as_many_items_as_fit_and_not_one_more() {
        let all = answered(pull().max_elements(1000).encode().unwrap(), 100, Some(u64::MAX)).1;
        for is_wide in [false, true] {
            let request = |most: u64| {
                let utf8 = pull().max_elements(1000).max_envelope_size(most).encode().unwrap();
                let text = String::from_utf8(utf8).unwrap();
                if is_wide { Encoding::Utf16Le.encode(&text) } else { text.into_bytes() }
            };
            let mut seen = 0;
            for most in (8192..=2 * all + 2).step_by(131) {
                let (taken, octets, _) = answered(request(most), 100, None);
                assert!(octets <= most, "{octets} of {most}");
                assert!(taken >= seen, "more room, fewer items");
                if taken < 100 {
                    // The next item is as long as its number; the other end, as EndOfSequence.
                    let next = (taken as u64 + 64) * if is_wide { 2 } else { 1 };
                    assert!(octets + next > most, "{taken} items in {octets} of {most}");
                }
                seen = taken;
            }
            assert_eq!(seen, 100);
        }
    }

    #[test]
    fn the_end_is_said_and_before_it_the_context() {
        let (taken, _, message) = answered(pull().max_elements(3).encode().unwrap(), 3, None);
        let typed = message.typed();
        let Some(Payload::PullResponse(it)) = typed.payload() else { panic!() };
        assert_eq!((taken, it.enumeration_context.is_some()), (3, false));
        assert!(it.end_of_sequence.is_some());
        let (taken, _, message) = answered(pull().encode().unwrap(), 3, None);
        let typed = message.typed();
        let Some(Payload::PullResponse(it)) = typed.payload() else { panic!() };
        assert_eq!((taken, it.end_of_sequence.is_some()), (1, false));
        assert_eq!(it.enumeration_context.as_ref().unwrap().text(), "8");
        let (taken, _, message) =
            answered(pull().max_characters(80).max_elements(9).encode().unwrap(), 9, None);
        assert_eq!((taken, detail(&message)), (2, None));
        let (taken, ..) = answered(pull().max_characters(1).encode().unwrap(), 9, None);
        assert_eq!(taken, 1, "one item may have more characters");
    }

    #[test]
    fn an_enumerate_gets_items_where_it_asks_for_them() {
        let enumerate = || Enumerate::new("urn:fan").to("http://server/wsman");
        for (request, taken, has_context, is_end) in [
            (enumerate(), 0, true, false),
            (enumerate().optimize(2), 2, true, false),
            (enumerate().optimize(5), 5, false, true),
        ] {
            let (found, _, message) = answered(request.encode().unwrap(), 5, None);
            let typed = message.typed();
            let Some(Payload::EnumerateResponse(it)) = typed.payload() else { panic!() };
            let context = it.enumeration_context.as_ref().unwrap().text();
            assert_eq!((found, !context.is_empty()), (taken, has_context));
            assert_eq!((it.end_of_sequence.is_some(), it.items.is_some()), (is_end, taken > 0));
            assert!(message.check().deviations().is_empty(), "{:?}", message.check().deviations());
        }
    }

    #[test]
    fn what_fits_in_no_way_is_a_fault_that_says_whose_limit_it_is() {
        let large = pull().max_envelope_size(8192).encode().unwrap();
        let (taken, _, message) = answered(large, 1, Some(100));
        assert_eq!((taken, detail(&message)), (0, Some("ServiceEnvelopeLimit")));
        let fan = Document::decode(format!("<f>{}</f>", "x".repeat(40_000))).unwrap();
        let fitted = |request: Vec<u8>| {
            let request = Message::decode(request).unwrap();
            let response = Response::to(&request).body(fan.clone()).within_limits().unwrap();
            detail(&Message::decode(response.encode().unwrap().bytes).unwrap())
        };
        let get = || Get::new("urn:fan").to("http://server/wsman");
        assert_eq!(fitted(get().encode().unwrap()), Some("ServiceEnvelopeLimit"));
        assert_eq!(
            fitted(get().max_envelope_size(9000).encode().unwrap()),
            Some("MaxEnvelopeSize")
        );
        assert_eq!(fitted(get().max_envelope_size(50_000).encode().unwrap()), None);
        let put =
            Put::new("urn:fan", fan.clone()).to("http://server/wsman").max_envelope_size(9000);
        assert_eq!(fitted(put.encode().unwrap()), Some("UnreportableSuccess"));
    }
}
