//! Header blocks: each, with what it may hold, and with mustUnderstand.

use cimwire::Result;
use cimwire::names::ns;
use cimwire::record::{AttributeList, Content, Leaf, QName};
use cimwire::schema::{Kind, uris};
use cimwire::wsman::Headers;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::control::{
    FragmentTransfer, Locale, MaxEnvelopeSize, NamedOption, OptionSet, RequestedEpr,
};
use cimwire::wsman::enumeration::EnumerateResponse;
use cimwire::wsman::notice::Event;
use cimwire::wsman::request::{Enumerate, Get};
use cimwire::xml::Document;

use super::Version;
use super::pieces::{
    ANSWERED, Built, CONTEXT, SINK, TO, XSI, answer, answer_with, ask, ask_with, class, endpoint,
    fan, fan_keys, fan_reference, instance, reference, xml,
};

pub(super) const HEADERS: &[Built] = &[
    ("get.must-understand", |version| {
        ask_with(version, get(), |headers| mark(version, headers, true))
    }),
    ("get.must-understand-false", |version| {
        ask_with(version, get(), |headers| mark(version, headers, false))
    }),
    ("get.endpoints", |version| {
        let mut from = Epr::at("https://console.example.com/wsman");
        if version == Version::V2005 {
            let contact = xml("<c:Contact xmlns:c=\"urn:example:routing\">operator</c:Contact>")?;
            from.metadata = Some(contact.into());
        }
        let get = get().reply_to(endpoint("https://console.example.com/replies", route()?));
        let get = get.fault_to(endpoint("https://console.example.com/faults", route()?));
        ask(version, get.from(from))
    }),
    ("get.reply-to-properties", |version| {
        let site = xml("<c:Site xmlns:c=\"urn:example:routing\">north</c:Site>")?;
        let mut service_name = QName::new("urn:example:routing", "ConsoleService");
        service_name.attributes.set("", "PortName", "Replies");
        let reply_to = Epr {
            reference_properties: Some(site.into()),
            port_type: Some(QName::new("urn:example:routing", "Console")),
            service_name: Some(service_name),
            ..endpoint("https://console.example.com/replies", route()?)
        };
        ask(version, get().reply_to(reply_to))
    }),
    ("get.none-address", |version| ask(version, get().fault_to(Epr::at(uris::address::NONE_2005)))),
    ("get-response.reference-parameters", |version| {
        answer(version, "headers/get.endpoints", Content::from(fan(1, 4200)?))
    }),
    ("get-response.relationship", |version| {
        let relationship = match version {
            Version::V2004 => "a:Reply",
            Version::V2005 => uris::address::REPLY_2005,
        };
        answer_to_get(version, |headers| {
            for request in &mut headers.relates_to {
                request.attributes.set("", "RelationshipType", relationship);
            }
        })
    }),
    ("get.selectors", |version| {
        let get = Get::new(class("CIM_AlarmDevice"))
            .selector("CreationClassName", "CIM_AlarmDevice")
            .selector("DeviceID", "Alarm & lamp")
            .selector("SystemCreationClassName", "CIM_ComputerSystem")
            .selector("SystemName", " mc-17 ");
        ask(version, get)
    }),
    ("get.selector-epr", |version| {
        let keys = [("CreationClassName", "CIM_ComputerSystem"), ("Name", "mc-17")];
        let system = reference(version, TO, "CIM_ComputerSystem", &keys)?;
        let get = Get::new(class("CIM_SystemDevice")).selector("GroupComponent", system);
        ask(version, get.selector("PartComponent", fan_reference(version, 1)?))
    }),
    ("get.options", |version| {
        let mut options = OptionSet::default();
        options.push_required("Detail", "full");
        let r#type = Some(QName::new(ns::XS.uri().unwrap_or_default(), "int"));
        options.options.push(NamedOption { r#type, ..NamedOption::new("Retries", "3") });
        let must_comply = Some(false.into());
        options.options.push(NamedOption { must_comply, ..NamedOption::new("Verbose", "") });
        let mut nil = NamedOption::new("Culture", "");
        nil.rest.attributes.set(XSI, "nil", "true");
        options.options.push(nil);
        ask(version, get().options(options))
    }),
    ("get.operation-timeout", |version| {
        let timeout = Some("P0DT0H1M30.5S".into());
        ask_with(version, get(), |headers| headers.operation_timeout = timeout)
    }),
    ("get.max-envelope-size", |version| ask(version, get().max_envelope_size(8192))),
    ("get.locale", |version| {
        let mut locale = Locale::new("de-CH-1996");
        locale.rest.attributes.set_must_understand(false);
        ask_with(version, get(), |headers| headers.locale = Some(locale))
    }),
    ("get.fragment-dialect", |version| {
        let dialect = Some(uris::dialect::XPATH.into());
        let fragment = FragmentTransfer { dialect, ..FragmentTransfer::new("DesiredSpeed/text()") };
        ask_with(version, get(), |headers| headers.fragment = Some(fragment))
    }),
    ("get.request-epr", |version| ask(version, get().request_reference())),
    ("get-response.requested-epr", |version| {
        let reference = Epr::to_resource(version.anonymous(), &class("CIM_Fan"), &fan_keys())?;
        let requested =
            RequestedEpr { endpoint_reference: Some(reference), ..RequestedEpr::default() };
        answer_to_get(version, |headers| headers.requested_epr = Some(requested))
    }),
    ("get-response.epr-invalid", |version| {
        let requested =
            RequestedEpr { epr_invalid: Some(Leaf::default()), ..RequestedEpr::default() };
        answer_to_get(version, |headers| headers.requested_epr = Some(requested))
    }),
    ("get-response.epr-unknown", |version| {
        let requested =
            RequestedEpr { epr_unknown: Some(Leaf::default()), ..RequestedEpr::default() };
        answer_to_get(version, |headers| headers.requested_epr = Some(requested))
    }),
    ("enumerate.request-total", |version| {
        ask(version, Enumerate::new(class("CIM_Fan")).estimate())
    }),
    ("enumerate-response.total", |version| begun(version, Leaf::from(512_u64))),
    ("enumerate-response.total-unknown", |version| {
        let mut unknown = Leaf::default();
        unknown.attributes.set(XSI, "nil", "true");
        begun(version, unknown)
    }),
    ("event.bookmark", |version| {
        event(version, |headers| headers.bookmark = Some("urn:example:bookmark:66157".into()))
    }),
    ("event.bookmark-element", |version| {
        let list = xml(
            "<BookmarkList><Bookmark Channel=\"Security\" RecordId=\"66156\" IsCurrent=\"true\"/>\
             </BookmarkList>",
        )?;
        event(version, |headers| headers.bookmark = Some(list.into()))
    }),
    ("event.ack-requested", |version| {
        event(version, |headers| {
            headers.reply_to = Some(Epr::at(version.anonymous()));
            headers.ack_requested = Some(Leaf::default());
        })
    }),
    ("get.unknown", |version| {
        let trace = xml(format!(
            "<c:Trace xmlns:c=\"urn:example:trace\" xmlns:s=\"{SOAP}\" s:mustUnderstand=\"false\" \
             level=\"2\"><c:Span>7f3a</c:Span><c:Span>7f3b</c:Span></c:Trace>"
        ))?;
        let tenant = xml("<Tenant xmlns=\"urn:example:tenant\">north</Tenant>")?;
        ask(version, get().header(trace).header(tenant))
    }),
    ("get.microsoft", |version| {
        let wsmv = ns::WSMV.uri().unwrap_or_default();
        let locale = xml(format!(
            "<p:DataLocale xmlns:p=\"{wsmv}\" xmlns:s=\"{SOAP}\" xml:lang=\"en-US\" \
             s:mustUnderstand=\"false\"/>"
        ))?;
        let session = xml(format!(
            "<p:SessionId xmlns:p=\"{wsmv}\" xmlns:s=\"{SOAP}\" s:mustUnderstand=\"false\">\
             uuid:2E1D0C9B-8A79-4685-9746-3524130A2B1C</p:SessionId>"
        ))?;
        ask(version, get().header(locale).header(session))
    }),
    ("get.role", |version| {
        ask_with(version, get(), |headers| {
            let mut to = Leaf::from(TO).must_understand(true);
            to.attributes.set(SOAP, "role", ULTIMATE_RECEIVER);
            headers.to = Some(to);
            let uri = headers.resource_uri.get_or_insert_default();
            uri.attributes.set(SOAP, "relay", "true");
        })
    }),
];

fn get() -> Get<'static> {
    Get::new(class("CIM_Fan")).selectors(fan_keys())
}

/// Every header block of a request, to be understood or not.
fn mark(version: Version, headers: &mut Headers<'_>, must: bool) {
    let marked = |attributes: &mut AttributeList<'_>| attributes.set_must_understand(must);
    let [mut reply_to, mut fault_to, mut from] =
        [version.anonymous(), version.anonymous(), "https://console.example.com/wsman"]
            .map(Epr::at);
    for reference in [&mut reply_to, &mut fault_to, &mut from] {
        marked(&mut reference.rest.attributes);
    }
    let mut selectors = fan_keys();
    marked(&mut selectors.rest.attributes);
    let mut options = OptionSet::default();
    options.push("Detail", "full");
    marked(&mut options.rest.attributes);
    let mut size = MaxEnvelopeSize { text: 153_600.into(), ..MaxEnvelopeSize::default() };
    marked(&mut size.rest.attributes);
    let mut locale = Locale::new("en-US");
    marked(&mut locale.rest.attributes);
    let mut fragment = FragmentTransfer::new("DesiredSpeed/text()");
    marked(&mut fragment.rest.attributes);
    for leaf in
        [&mut headers.to, &mut headers.action, &mut headers.message_id, &mut headers.resource_uri]
    {
        marked(&mut leaf.get_or_insert_default().attributes);
    }
    *headers = Headers {
        to: headers.to.take(),
        action: headers.action.take(),
        message_id: headers.message_id.take(),
        reply_to: Some(reply_to),
        fault_to: Some(fault_to),
        from: Some(from),
        resource_uri: headers.resource_uri.take(),
        selectors: Some(selectors),
        options: Some(options),
        operation_timeout: Some(Leaf::from("PT60S").must_understand(must)),
        max_envelope_size: Some(size),
        locale: Some(locale),
        fragment: Some(fragment),
        request_epr: Some(Leaf::default().must_understand(must)),
        ..Headers::default()
    };
}

fn answer_to_get(version: Version, headers: impl FnOnce(&mut Headers<'_>)) -> Result<Vec<u8>> {
    answer_with(version, "transfer/get", headers, Content::from(fan(1, 4200)?))
}

fn begun(version: Version, total: Leaf<'static, u64>) -> Result<Vec<u8>> {
    let enumeration_context = Some(CONTEXT.into());
    let response = EnumerateResponse { enumeration_context, ..EnumerateResponse::default() };
    let headers = |headers: &mut Headers<'_>| headers.total_items_count_estimate = Some(total);
    answer_with(version, "headers/enumerate.request-total", headers, response)
}

fn event(version: Version, headers: impl FnOnce(&mut Headers<'_>)) -> Result<Vec<u8>> {
    let indication = instance("CIM_ProcessIndication", &[("PerceivedSeverity", Some("6"))])?;
    let action = Kind::Event.action().unwrap_or_default();
    let event = Event::new(&Epr::at(SINK), action, indication).message_id(ANSWERED);
    let mut event = event.build()?;
    event.spelling = version.spelling();
    headers(event.headers.get_or_insert_default());
    event.encode()
}

fn route() -> Result<Document> {
    xml("<c:Route xmlns:c=\"urn:example:routing\">rack 7</c:Route>")
}

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const ULTIMATE_RECEIVER: &str = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
