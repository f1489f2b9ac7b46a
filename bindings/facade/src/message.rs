//! A message that was read, as a handle.

use bytes::Bytes;
use cimwire::names::{addressing, enumeration, eventing, wsman};
use cimwire::record::{Misfit, MisfitKind};
use cimwire::schema::Level;
use cimwire::{cim, names::NameId, soap, xml};

use crate::report::{in_place, merged};
use crate::{
    Deviation, Document, Error, Fault, Head, Instance, Item, JsonOptions, Method, Reply, Result,
    Schema, View,
};

/// A document whose root is a SOAP 1.2 envelope; cloning shares it.
#[derive(Clone, Debug)]
pub struct Message {
    pub(crate) message: soap::Message,
    /// The bytes that offsets count.
    pub(crate) input: Bytes,
}

/// A header block.
#[derive(Clone, Debug)]
pub struct Header {
    /// The element.
    pub view: View,
    /// What it says of mustUnderstand, in any spelling of peers; none where it says nothing.
    pub must_understand: Option<bool>,
}

impl Message {
    pub(crate) fn new(message: soap::Message, input: Bytes) -> Self {
        Self { message, input }
    }

    /// The document that it is.
    #[must_use]
    pub fn document(&self) -> Document {
        Document::new(self.message.document().clone(), self.input.clone())
    }

    /// The element at a place ([`View::place`]); none where no element stands.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<View> {
        self.message.document().tree().element(place).map(|element| self.view(element))
    }

    /// What the message asks or says, as `PullResponse`: the operation of DSP0226, `Method` and
    /// `MethodResponse` for those of a class, `Custom` for anything else.
    #[must_use]
    pub fn kind(&self) -> String {
        format!("{:?}", self.message.envelope().kind())
    }

    /// What its header says of where it goes.
    #[must_use]
    pub fn head(&self) -> Head {
        Head::of(self.message.envelope())
    }

    /// The root of the message.
    #[must_use]
    pub fn envelope(&self) -> View {
        self.view(self.message.envelope().element())
    }

    /// The element of the header blocks, if there is one.
    #[must_use]
    pub fn header(&self) -> Option<View> {
        self.message.envelope().header_element().map(|header| self.view(header))
    }

    /// The header blocks in document order.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        let header = |header: soap::Header<'_>| Header {
            view: self.view(header.element()),
            must_understand: header.must_understand(),
        };
        self.message.headers().map(header).collect()
    }

    /// The body element, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<View> {
        self.message.body().map(|body| self.view(body))
    }

    /// The element of the items that an EnumerateResponse or PullResponse brings.
    #[must_use]
    pub fn items_element(&self) -> Option<View> {
        self.in_body(&[enumeration::ITEMS, wsman::ITEMS])
    }

    /// What it brings: the items of an enumeration (DSP0226 §8.2.3, §8.4), the events of a batch, or
    /// what else its body holds but the parameters of a [method](Self::method); read with a schema
    /// where there is one.
    #[must_use]
    pub fn items(&self, schema: Option<&Schema>) -> Vec<Item> {
        let (typed, envelope) = (self.message.typed(), self.envelope());
        cim::items(&typed).map(|item| Item::of(item, &envelope, schema)).collect()
    }

    /// The instances among its items.
    #[must_use]
    pub fn instances(&self, schema: Option<&Schema>) -> Vec<Instance> {
        self.items(schema).iter().filter_map(|item| item.instance().cloned()).collect()
    }

    /// The call of a method in its body, or the answer to one.
    #[must_use]
    pub fn method(&self, schema: Option<&Schema>) -> Option<Method> {
        let typed = self.message.typed();
        let method = cim::Method::in_message(&typed)?;
        Method::new(&self.view(method.element()), schema)
    }

    /// Whether it says that the enumeration has no more items (DSP0226 §8.4).
    #[must_use]
    pub fn is_end_of_sequence(&self) -> bool {
        self.in_body(&[enumeration::END_OF_SEQUENCE, wsman::END_OF_SEQUENCE]).is_some()
    }

    /// What the next Pull has to bring (DSP0226 §8.4); it holds text, or elements.
    #[must_use]
    pub fn enumeration_context(&self) -> Option<View> {
        self.in_body(&[enumeration::ENUMERATION_CONTEXT])
    }

    /// Whom a SubscribeResponse names to renew or end the subscription (DSP0226 §10.2): an endpoint
    /// reference.
    #[must_use]
    pub fn subscription_manager(&self) -> Option<View> {
        self.in_body(&[eventing::SUBSCRIPTION_MANAGER])
    }

    /// Why a request failed, if it says so.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        Fault::of(self)
    }

    /// All that is wrong with it in the order of its bytes: departures from XML that were read all
    /// the same, from the rules of DSP0226, and from its schemas. The first 256 of each are told.
    #[must_use]
    pub fn deviations(&self) -> Vec<Deviation> {
        let xml = self.message.document().deviations().iter().copied().take(MOST);
        let typed = self.message.typed();
        // Rules say which messages have to have which header blocks: an Identify has none.
        let is_header = |misfit: &&Misfit| {
            misfit.kind == MisfitKind::Missing && misfit.name == addressing::ACTION
        };
        let misfits = typed.misfits().iter().filter(|it| !is_header(it)).take(MOST);
        let others = xml.map(Deviation::of_xml).chain(misfits.map(Deviation::of_misfit));
        let report = self.message.check();
        let rules = report.deviations().iter().map(Deviation::of_rule).collect();
        in_place(merged(rules, others.collect()), &self.input)
    }

    /// The message, if nothing in it departs from what has to be so.
    ///
    /// # Errors
    /// [`Rule`](crate::Code::Rule) or [`Misfit`](crate::Code::Misfit) for the first departure of
    /// level [`Level::Shall`].
    pub fn strict(self) -> Result<Self> {
        let first = self.deviations().into_iter().find(|it| it.level == Level::Shall);
        first.map_or(Ok(self), |deviation| Err(Error::of(deviation)))
    }

    /// The fault that a service must answer with, if the message has to be refused; ready to send.
    ///
    /// # Errors
    /// As [`Response::encode`](crate::Response::encode).
    pub fn refusal(&self) -> Result<Option<Reply>> {
        let report = self.message.check();
        let response = report.refusal(&self.message).map_err(|error| Error::asked(&error))?;
        response.map(Reply::of).transpose()
    }

    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn to_json(&self) -> Result<String> {
        self.message.to_json().map_err(|error| self.document().error(&error))
    }

    /// What elements of properties give, as a list: each as a member of its instance has it in the
    /// JSON of the message.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn values_to_json(&self, elements: &[View]) -> Result<String> {
        self.document().values_to_json(elements)
    }

    /// The message as JSON, as options have it: with a schema, instances are typed.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn to_json_with(&self, options: &JsonOptions) -> Result<String> {
        let json = self.message.to_json_with(&options.options());
        json.map_err(|error| self.document().error(&error))
    }

    /// The first of some elements inside the first of the body.
    fn in_body(&self, names: &[NameId]) -> Option<View> {
        let mut parts = self.message.body_elements().next()?.children();
        let part = parts.find(|part| names.contains(&part.id().canonical()))?;
        Some(self.view(part))
    }

    pub(crate) fn view(&self, element: xml::Element<'_>) -> View {
        View::new(self.message.document(), element)
    }
}

/// How many departures of a kind are told.
const MOST: usize = 256;

#[cfg(test)]
mod tests {
    use crate::{Code, Decoder, Level, Message, Options, Request};

    fn message(xml: &'static str) -> Message {
        Decoder::new(Options::default()).message(&xml.into()).unwrap()
    }

    fn envelope(header: &str, body: &str) -> Message {
        let xml = format!(
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
             xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
             xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' \
             xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>\n<s:Header>{header}</s:Header>\n\
             <s:Body>{body}</s:Body></s:Envelope>"
        );
        Decoder::new(Options::default()).message(&xml.into()).unwrap()
    }

    const PULL: &str = "<a:To>http://server/wsman</a:To><a:MessageID>uuid:1</a:MessageID>\
        <a:Action>http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull</a:Action>\
        <w:ResourceURI>http://x.org/Fan</w:ResourceURI><a:ReplyTo><a:Address>\
        http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>";

    #[test]
    fn items_are_read_where_they_are() {
        let response = "<n:PullResponse><n:EnumerationContext>7</n:EnumerationContext><n:Items>\
            <f:Fan xmlns:f='urn:fan'/><f:Fan xmlns:f='urn:fan'/></n:Items><w:EndOfSequence/>\
            </n:PullResponse>";
        let response = envelope("", response);
        let items = response.items(None);
        assert_eq!((response.kind().as_str(), items.len()), ("PullResponse", 2));
        assert!(response.is_end_of_sequence());
        assert_eq!(response.enumeration_context().unwrap().text(), "7");
        assert_eq!(items[1].instance().unwrap().namespace(), "urn:fan");
    }

    #[test]
    fn deviations_of_all_kinds_are_one_list() {
        let body = "<n:Pull><n:EnumerationContext>7</n:EnumerationContext>\
            <n:MaxElements>many</n:MaxElements><n:Extra/></n:Pull>";
        let pull = envelope(&PULL.replace("<a:To>http://server/wsman</a:To>", ""), body);
        let found = pull.deviations();
        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(shown[0].contains("DSP0226:R5.3-1: expected the header To"), "{shown:#?}");
        assert!(shown.iter().any(|line| line.contains("MaxElements")), "{shown:#?}");
        assert!(found.is_sorted_by_key(|deviation| deviation.offset));
        assert!(found.iter().all(|it| it.line > 1), "{shown:#?}");
        assert_eq!(found[0].level, Level::Shall);
        assert_eq!(pull.strict().unwrap_err().code, Code::Rule);
    }

    #[test]
    fn a_strict_decoder_takes_no_departure() {
        let mut strict = Decoder::new(Options { strict: true, ..Options::default() });
        let mut get = Request::get("http://x.org/Fan");
        get.to("http://server/wsman").unwrap();
        assert!(strict.message(&get.encode().unwrap().into()).is_ok());
        let lone = String::from_utf8(get.encode().unwrap()).unwrap();
        let lone = lone.replace("<a:To>http://server/wsman</a:To>", "");
        let error = strict.message(&lone.into()).unwrap_err();
        assert!(error.text.starts_with("DSP0226:R5.3-1: "), "{error}");
    }

    #[test]
    fn a_message_that_must_be_refused_comes_with_its_fault() {
        let well =
            envelope(PULL, "<n:Pull><n:EnumerationContext>7</n:EnumerationContext></n:Pull>");
        assert_eq!(well.refusal().unwrap(), None);
        let header = [PULL, "<x:X xmlns:x='urn:x' s:mustUnderstand='true'/>"].concat();
        let refusal = envelope(&header, "<n:Pull/>").refusal().unwrap().unwrap();
        assert_eq!(refusal.status, 500);
        let fault = Decoder::new(Options::default()).message(&refusal.bytes.into()).unwrap();
        assert_eq!(fault.fault().unwrap().code.as_deref(), Some("MustUnderstand"));
        assert_eq!(fault.head().relates_to, ["uuid:1"]);
        let blocks = fault.headers();
        let block = blocks.iter().find(|block| block.view.name() == "NotUnderstood").unwrap();
        assert!(block.view.attributes()[0].value.ends_with(":X"));
    }

    #[test]
    fn a_fault_says_what_it_means() {
        let fault = message(include_str!("../../../tests/corpus/fault.xml")).fault().unwrap();
        assert_eq!(fault.code.as_deref(), Some("Sender"));
        assert_eq!(fault.short_subcode.as_deref(), Some("w:InvalidSelectors"));
        assert_eq!(
            fault.subcode.as_deref(),
            Some("{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}InvalidSelectors")
        );
        assert_eq!(fault.detail_code.as_deref(), Some("UnexpectedSelectors"));
        assert!(fault.meaning.as_deref().is_some_and(|it| it.starts_with("The selectors are not")));
        assert!(fault.reason("de").is_some_and(|it| it.starts_with("The request names")));
        assert_eq!(fault.detail.unwrap().children().len(), 2);
    }

    #[test]
    fn an_envelope_inside_a_message_is_one_too() {
        let outer = envelope("", "<s:Envelope><s:Body><n:Pull/></s:Body></s:Envelope>");
        let inner = outer.body().unwrap().children()[0].message().unwrap();
        assert_eq!(inner.kind(), "Pull");
        assert_eq!(inner.envelope().message().unwrap().kind(), "Pull");
        assert_eq!(outer.body().unwrap().message().unwrap_err().code, Code::NotSoap);
    }
}
