//! Where a message goes.

use cimwire::names::{Family, NameId, addressing, ns, wsman};
use cimwire::soap::{Envelope, Header};
use cimwire::wsman::control::{OptionSet, SelectorSet};
use cimwire::{record, xml};

/// What the header of a message says of where it goes; blanks around URIs are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What the message asks or says, as [`Message::kind`](crate::Message::kind) has it. Without
    /// the body, it is told by action and resource alone.
    pub kind: String,
    /// The version of WS-Addressing: `2004/08`, or `2005/08` for 1.0; none without an addressing
    /// header block.
    pub addressing: Option<String>,
    /// What it asks for or says, as a URI (DSP0226 §5.4.5).
    pub action: Option<String>,
    /// The address it goes to (DSP0226 §5.3).
    pub to: Option<String>,
    /// The kind of resource it is for (DSP0226 §5.1.2.1).
    pub resource_uri: Option<String>,
    /// Which instance of the resource it is for (DSP0226 §5.1.2.2).
    pub selectors: Vec<Selector>,
    /// Switches for the resource's provider (DSP0226 §6.4).
    pub options: Vec<NamedOption>,
    /// What no other message has (DSP0226 §5.4.4).
    pub message_id: Option<String>,
    /// The messages it is about, an answer's request first (DSP0226 §5.4.4).
    pub relates_to: Vec<String>,
    /// The address that answers go to (DSP0226 §5.4.2).
    pub reply_to: Option<String>,
}

/// A selector: what its name is, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The name.
    pub name: String,
    /// The value: text with its blanks, or the XML of an endpoint reference.
    pub value: String,
    /// Whether the value is an endpoint reference.
    pub is_reference: bool,
}

/// An option: what its name is, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOption {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether a service has to obey or to refuse (DSP0226 R6.4-6).
    pub must_comply: bool,
}

impl Head {
    pub(crate) fn of(envelope: Envelope<'_>) -> Self {
        let blocks = |name: NameId| {
            let headers = envelope.headers().map(Header::element);
            headers.filter(move |element| element.id().canonical() == name)
        };
        let text = |name: NameId| Some(blocks(name).next()?.trimmed().into_owned());
        let reply_to = blocks(addressing::REPLY_TO).next();
        Self {
            kind: format!("{:?}", envelope.kind()),
            addressing: envelope.headers().find_map(version),
            action: text(addressing::ACTION),
            to: text(addressing::TO),
            resource_uri: text(wsman::RESOURCE_URI),
            selectors: blocks(wsman::SELECTOR_SET).next().map(selectors).unwrap_or_default(),
            options: blocks(wsman::OPTION_SET).next().map(options).unwrap_or_default(),
            message_id: text(addressing::MESSAGE_ID),
            relates_to: blocks(addressing::RELATES_TO).map(|id| id.trimmed().into()).collect(),
            reply_to: reply_to.and_then(address),
        }
    }
}

/// The version of WS-Addressing that a header block is of.
fn version(header: Header<'_>) -> Option<String> {
    let namespace = header.element().id().namespace()?;
    let version = if namespace == ns::ADDRESSING_2005 { "2005/08" } else { "2004/08" };
    (namespace.family() == Some(Family::Addressing)).then(|| version.to_owned())
}

fn address(reference: xml::Element<'_>) -> Option<String> {
    let mut parts = reference.children();
    let address = parts.find(|part| part.id().canonical() == addressing::ADDRESS)?;
    Some(address.trimmed().into_owned())
}

pub(crate) fn selectors(element: xml::Element<'_>) -> Vec<Selector> {
    let Some(set) = read::<SelectorSet<'_>>(element) else { return Vec::new() };
    let selector = |selector: &cimwire::wsman::control::Selector<'_>| {
        let name = selector.key().to_owned();
        match selector.content.elements().next() {
            Some(reference) => Selector { name, value: reference.to_xml(), is_reference: true },
            None => Selector { name, value: selector.text().into_owned(), is_reference: false },
        }
    };
    set.selectors.iter().map(selector).collect()
}

fn options(element: xml::Element<'_>) -> Vec<NamedOption> {
    let Some(set) = read::<OptionSet<'_>>(element) else { return Vec::new() };
    let option = |option: &cimwire::wsman::control::NamedOption<'_>| NamedOption {
        name: option.name.as_ref().map_or("", |name| name.text()).to_owned(),
        value: option.text.text().to_owned(),
        must_comply: option.must_comply.as_ref().and_then(|it| it.value()) == Some(true),
    };
    set.options.iter().map(option).collect()
}

fn read<'m, R: record::Item<'m>>(element: xml::Element<'m>) -> Option<R> {
    R::read(element, &mut record::Reading::default()).ok()
}

#[cfg(test)]
mod tests {
    use crate::{Bytes, Code, Decoder, Options};

    const GET: &str = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
        xmlns:a='http://www.w3.org/2005/08/addressing' \
        xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'><s:Header>\
        <a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get </a:Action>\
        <a:To>http://server/wsman</a:To><a:MessageID>uuid:1</a:MessageID>\
        <a:ReplyTo><a:Address>urn:here</a:Address></a:ReplyTo>\
        <w:ResourceURI>urn:fan</w:ResourceURI><w:SelectorSet>\
        <w:Selector Name='Name'> 1</w:Selector><w:Selector Name='System'><a:EndpointReference>\
        <a:Address>urn:x</a:Address></a:EndpointReference></w:Selector></w:SelectorSet>\
        <w:OptionSet><w:Option Name='Fast' MustComply='1'>yes</w:Option></w:OptionSet>\
        </s:Header><s:Body>";

    #[test]
    fn a_head_is_read_without_the_body() {
        let mut decoder = Decoder::new(Options::default());
        let head = decoder.head(&Bytes::from_static(GET.as_bytes())).unwrap();
        assert_eq!(head.kind, "Get");
        assert_eq!(head.to.as_deref(), Some("http://server/wsman"));
        assert_eq!(head.reply_to.as_deref(), Some("urn:here"));
        assert_eq!(
            (head.selectors[0].name.as_str(), head.selectors[0].value.as_str()),
            ("Name", " 1")
        );
        assert!(head.selectors[1].is_reference && head.selectors[1].value.contains("urn:x"));
        assert!(head.options[0].must_comply && head.options[0].value == "yes");
        let whole = [GET, "</s:Body></s:Envelope>"].concat();
        assert_eq!(decoder.message(&whole.into()).unwrap().head(), head);
    }

    #[test]
    fn a_head_is_that_of_an_envelope() {
        let mut decoder = Decoder::new(Options::default());
        assert_eq!(decoder.head(&"<a/>".into()).unwrap_err().code, Code::NotSoap);
        assert_eq!(decoder.head(&" ".into()).unwrap_err().code, Code::NoRoot);
    }
}
