//! Subscriptions in every mode, and what is delivered.

use cimwire::names::ns;
use cimwire::record::{Content, Item, Leaf, Reading};
use cimwire::schema::{Kind, uris};
use cimwire::value::Duration;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::cimbinding::PolymorphismMode;
use cimwire::wsman::control::{self, Policy};
use cimwire::wsman::eventing::{
    Delivery, Filter, GetStatusResponse, RenewResponse, Subscribe as Subscription,
    SubscribeResponse,
};
use cimwire::wsman::notice::{DroppedEvents, Event, Events, Heartbeat, SubscriptionEnd};
use cimwire::wsman::request::{GetStatus, Operation, Renew, Request, Subscribe, Unsubscribe};
use cimwire::wsman::{Headers, Payload};
use cimwire::xml::Document;
use cimwire::{Message, Result};

use super::pieces::{
    ANSWERED, ASKED, Built, CIM, CONTEXT, MINUTE, SINK, TO, answer, ask, ask_with, class, endpoint,
    instance, say, xml,
};
use super::{Version, file};

pub(super) const EVENTING: &[Built] = &[
    ("subscribe", |version| ask(version, push()?)),
    ("subscribe.default-mode", |version| {
        let delivery = Delivery { notify_to: Some(Epr::at(SINK)), ..Delivery::default() };
        ask_for(version, Subscription { delivery: Some(delivery), ..Subscription::default() })
    }),
    ("subscribe.end-to", |version| {
        ask(version, push()?.end_to(endpoint(SINK, subscription()?)).expires("PT24H"))
    }),
    ("subscribe.mixed-addressing", |version| {
        // What was read keeps its version of addressing.
        let other = if version == Version::V2004 { Version::V2005 } else { Version::V2004 };
        let parameters = identifier(AT_SINK)?.root().to_xml();
        let content = [("Address", SINK), ("ReferenceParameters", &parameters)];
        let content = content.map(|(local, content)| other.element(local, content)).concat();
        let reference = xml(other.element("EndpointReference", &content))?;
        let mut reading = Reading { spelling: version.spelling(), ..Reading::default() };
        let sink = Epr::read(reference.root(), &mut reading).expect("a reference");
        ask(version, Subscribe::push(class(INDICATION), sink))
    }),
    ("subscribe.push-with-ack", |version| {
        let subscribe = Subscribe::push_with_ack(class(INDICATION), sink()?);
        let subscribe = subscribe.heartbeats(Duration::from_minutes(15)).retry(5, MINUTE);
        ask(version, subscribe.expires("2026-12-31T00:00:00Z").send_bookmarks())
    }),
    ("subscribe.events", |version| {
        let query = "<QueryList><Query Id=\"0\"><Select Path=\"Security\">\
                     *[System[(EventID=4624)]]</Select></Query></QueryList>";
        let subscribe = Subscribe::events(class(INDICATION), sink()?)
            .heartbeats(Duration::from_minutes(15))
            .retry(5, MINUTE)
            .max_elements(50)
            .max_time(Duration::from_secs(30))
            .max_delivery_size(512_000, Policy::Notify)
            .event_locale("en-US")
            .content_encoding("UTF-16")
            .expires("PT24H")
            .filter(uris::dialect::EVENT_QUERY, xml(query)?)
            .bookmark(uris::bookmark::EARLIEST)
            .send_bookmarks();
        ask(version, subscribe)
    }),
    ("subscribe.pull", |version| ask(version, Subscribe::pull(class(INDICATION)).expires("PT24H"))),
    ("subscribe.cancel-too-large", |version| {
        ask(version, push()?.max_delivery_size(65_536, Policy::CancelSubscription))
    }),
    ("subscribe.skip-too-large", |version| {
        ask(version, push()?.max_delivery_size(65_536, Policy::Skip))
    }),
    ("subscribe.event-filter", |version| {
        let filter = xml(format!(
            "<e:Filter xmlns:e=\"{}\" xmlns:p=\"{CIM}{INDICATION}\" Dialect=\"{}\">\
             /p:CIM_ProcessIndication[p:PerceivedSeverity=\"6\"]</e:Filter>",
            ns::EVENTING.uri().unwrap_or_default(),
            uris::dialect::EVENT_ROOT_XPATH,
        ))?;
        let filter = Filter::read(filter.root(), &mut Reading::default()).ok();
        let delivery = Some(push_delivery()?);
        ask_for(version, Subscription { delivery, filter, ..Subscription::default() })
    }),
    ("subscribe.cql", |version| {
        let query = "SELECT * FROM CIM_ProcessIndication WHERE PerceivedSeverity = 6";
        let subscribe = Subscription {
            delivery: Some(push_delivery()?),
            wsman_filter: Some(control::Filter::new(uris::dialect::CQL, query)),
            polymorphism_mode: Some(PolymorphismMode::IncludeSubClassProperties.into()),
            ..Subscription::default()
        };
        ask_for(version, subscribe)
    }),
    ("subscribe.bookmark", |version| {
        let subscribe = Subscribe::events(class(INDICATION), sink()?);
        let subscribe = subscribe.content_encoding("UTF-8").bookmark(bookmark("66154")?);
        ask(version, subscribe.send_bookmarks())
    }),
    ("subscribe.thumbprint", |version| {
        let thumbprint = format!(
            "<w:CertificateThumbprint xmlns:w=\"{}\">0123456789abcdef0123456789ABCDEF01234567\
             </w:CertificateThumbprint>",
            ns::WSMAN.uri().unwrap_or_default(),
        );
        let kind = uris::token::CERTIFICATE_THUMBPRINT;
        ask_secured(version, uris::profile::HTTPS_MUTUAL, kind, &thumbprint)
    }),
    ("subscribe.username", |version| {
        let user = format!(
            "<wsse:UsernameToken xmlns:wsse=\"{}\"><wsse:Username>collector</wsse:Username>\
             <wsse:Password>example</wsse:Password></wsse:UsernameToken>",
            ns::SECURITY.uri().unwrap_or_default(),
        );
        ask_secured(version, uris::profile::HTTPS_BASIC, uris::token::USERNAME, &user)
    }),
    ("subscribe-response", |version| {
        let response = SubscribeResponse {
            subscription_manager: Some(manager()?),
            expires: Some("PT24H".into()),
            ..SubscribeResponse::default()
        };
        answer(version, "eventing/subscribe", response)
    }),
    ("subscribe-response.pull", |version| {
        let response = SubscribeResponse {
            subscription_manager: Some(manager()?),
            expires: Some("PT24H".into()),
            enumeration_context: Some(CONTEXT.into()),
            ..SubscribeResponse::default()
        };
        answer(version, "eventing/subscribe.pull", response)
    }),
    ("renew", |version| {
        managed(version, |manager| ask(version, Renew::new(manager).expires("PT48H")))
    }),
    ("renew-response", |version| {
        let expires = Some("PT48H".into());
        answer(version, "eventing/renew", RenewResponse { expires, ..RenewResponse::default() })
    }),
    ("get-status", |version| managed(version, |manager| ask(version, GetStatus::new(manager)))),
    ("get-status-response", |version| {
        let expires = Some("2026-11-22T07:30:00Z".into());
        let response = GetStatusResponse { expires, ..GetStatusResponse::default() };
        answer(version, "eventing/get-status", response)
    }),
    ("unsubscribe", |version| managed(version, |manager| ask(version, Unsubscribe::new(manager)))),
    ("unsubscribe-response", |version| answer(version, "eventing/unsubscribe", Content::default())),
    ("subscription-end", |version| {
        let end = SubscriptionEnd::new(
            &Epr::at(SINK),
            manager()?,
            uris::subscription_end::SOURCE_SHUTTING_DOWN,
        );
        deliver(version, end.reason("en-US", "The service is shut down for maintenance."))
    }),
    ("events", |version| {
        let events = Events::new(&Epr::at(SINK))
            .event(class(INDICATION), indication(3)?)
            .event(class(INDICATION), indication(6)?);
        deliver(version, events.at_bookmark(bookmark("66156")?).acknowledged())
    }),
    ("events.dropped", |version| {
        let dropped = xml(format!(
            "<w:DroppedEvents xmlns:w=\"{}\" Action=\"{DROPPED}\">12</w:DroppedEvents>",
            ns::WSMAN.uri().unwrap_or_default(),
        ))?;
        let events = Events::new(&Epr::at(SINK)).event(class(INDICATION), indication(3)?);
        deliver(version, events.event(DROPPED, dropped).acknowledged())
    }),
    ("events.heartbeat", |version| {
        let action = Kind::Heartbeat.action().map(Into::into);
        let heartbeat = control::Event { action, ..control::Event::default() };
        let mut headers = Headers {
            to: Some(SINK.into()),
            action: Kind::Events.action().map(Into::into),
            message_id: Some(ANSWERED.into()),
            reply_to: Some(Epr::at(version.anonymous())),
            ack_requested: Some(Leaf::default()),
            ..Headers::default()
        };
        headers.rest.elements.push(wanted(version)?.into());
        say(version, headers, control::Events { event: vec![heartbeat], ..Default::default() })
    }),
    ("event", |version| {
        let action = Kind::Event.action().unwrap_or_default();
        deliver(version, Event::new(&Epr::at(SINK), action, indication(6)?))
    }),
    ("event.acknowledged", |version| {
        let action = Kind::Event.action().unwrap_or_default();
        let event = Event::new(&Epr::at(SINK), action, indication(6)?);
        deliver(version, event.at_bookmark("urn:example:bookmark:66157").acknowledged())
    }),
    ("heartbeat", |version| deliver(version, Heartbeat::new(&Epr::at(SINK)))),
    ("heartbeat.acknowledged", |version| {
        deliver(version, Heartbeat::new(&Epr::at(SINK)).acknowledged())
    }),
    ("dropped-events", |version| deliver(version, DroppedEvents::new(&Epr::at(SINK), DROPPED, 12))),
    ("ack", |version| {
        let headers = Headers {
            to: Some(version.anonymous().into()),
            action: Kind::Ack.action().map(Into::into),
            message_id: Some(ASKED.into()),
            relates_to: vec![ANSWERED.into()],
            ..Headers::default()
        };
        say(version, headers, Content::default())
    }),
];

fn push() -> Result<Subscribe<'static>> {
    Ok(Subscribe::push(class(INDICATION), sink()?))
}

fn push_delivery() -> Result<Delivery<'static>> {
    let mode = Some(uris::delivery::PUSH.into());
    Ok(Delivery { mode, notify_to: Some(sink()?), ..Delivery::default() })
}

/// A Subscribe with what the builder does not have.
fn ask_for(version: Version, subscribe: Subscription<'_>) -> Result<Vec<u8>> {
    let headers = Headers {
        to: Some(TO.into()),
        action: Kind::Subscribe.action().map(Into::into),
        message_id: Some(ASKED.into()),
        reply_to: Some(Epr::at(version.anonymous())),
        resource_uri: Some(Leaf::from(class(INDICATION)).must_understand(true)),
        ..Headers::default()
    };
    say(version, headers, subscribe)
}

/// A delivery with what the sink wants back (DSP0226 R10.2.1-5).
fn deliver<'m, O: Operation<'m>>(version: Version, notice: Request<'m, O>) -> Result<Vec<u8>> {
    let notice = notice.message_id(ANSWERED).header(wanted(version)?);
    match version {
        Version::V2004 => notice.encode(),
        Version::V2005 => notice.addressing_2005().encode(),
    }
}

/// What the sink wants back; WS-Addressing 1.0 marks it (SOAP binding §3.3).
fn wanted(version: Version) -> Result<Document> {
    let mark = match version {
        Version::V2004 => String::new(),
        Version::V2005 => format!(
            " xmlns:wsa10=\"{}\" wsa10:IsReferenceParameter=\"true\"",
            ns::ADDRESSING_2005.uri().unwrap_or_default(),
        ),
    };
    let eventing = ns::EVENTING.uri().unwrap_or_default();
    xml(format!("<e:Identifier xmlns:e=\"{eventing}\"{mark}>{AT_SINK}</e:Identifier>"))
}

/// What is asked of the manager that the answer to a Subscribe names.
fn managed(version: Version, ask: impl FnOnce(&Epr<'_>) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let answer = Message::decode(file("eventing/subscribe-response", version))?;
    let answer = answer.typed();
    let Some(Payload::SubscribeResponse(response)) = answer.payload() else {
        panic!("no SubscribeResponse");
    };
    ask(response.subscription_manager.as_ref().expect("a manager"))
}

fn indication(severity: u8) -> Result<Document> {
    instance(
        INDICATION,
        &[
            ("IndicationIdentifier", Some(&format!("mc-17:{severity}"))),
            ("IndicationTime", Some(&format!("2026-11-21T07:30:0{severity}Z"))),
            ("PerceivedSeverity", Some(&severity.to_string())),
        ],
    )
}

/// Where events go, and what tells there which subscription they are of.
fn sink() -> Result<Epr<'static>> {
    Ok(endpoint(SINK, identifier(AT_SINK)?))
}

/// Whom to ask about the subscription.
fn manager() -> Result<Epr<'static>> {
    let wsman = ns::WSMAN.uri().unwrap_or_default();
    let resource = format!("<w:ResourceURI xmlns:w=\"{wsman}\">{CIM}{INDICATION}</w:ResourceURI>");
    let parameters = Content::elements_of([xml(resource)?, subscription()?]);
    Ok(Epr { reference_parameters: Some(parameters), ..Epr::at(TO) })
}

fn subscription() -> Result<Document> {
    identifier("uuid:4D7B2A90-1C3E-4F58-A6B7-08192A3B4C5D")
}

fn identifier(uri: &str) -> Result<Document> {
    let eventing = ns::EVENTING.uri().unwrap_or_default();
    xml(format!("<e:Identifier xmlns:e=\"{eventing}\">{uri}</e:Identifier>"))
}

/// A bookmark of the event log of Windows.
fn bookmark(record: &str) -> Result<Document> {
    xml(format!(
        "<BookmarkList><Bookmark Channel=\"Security\" RecordId=\"{record}\" IsCurrent=\"true\"/>\
         </BookmarkList>"
    ))
}

/// A Subscribe with what deliveries are secured with (DSP0226 §12.4).
fn ask_secured(version: Version, profile: &str, kind: &str, token: &str) -> Result<Vec<u8>> {
    let reference = version.element("EndpointReference", &version.element("Address", SINK));
    let issued = xml(format!(
        "<wst:RequestSecurityTokenResponse xmlns:wst=\"{}\"><wst:TokenType>{kind}</wst:TokenType>\
         <wst:RequestedSecurityToken>{token}</wst:RequestedSecurityToken>\
         <wsp04:AppliesTo xmlns:wsp04=\"{}\">{reference}</wsp04:AppliesTo>\
         </wst:RequestSecurityTokenResponse>",
        ns::TRUST.uri().unwrap_or_default(),
        ns::POLICY_2004_09.uri().unwrap_or_default(),
    ))?;
    let mut tokens = Content::from(issued);
    tokens.attributes.set_must_understand(true);
    let subscribe = push()?.auth(profile.to_owned());
    ask_with(version, subscribe, |headers| headers.issued_tokens = Some(tokens))
}

const AT_SINK: &str = "uuid:77E3B6A1-5D42-4C0B-9F18-6A7B8C9D0E1F";
const INDICATION: &str = "CIM_ProcessIndication";
const DROPPED: &str = "http://schemas.dmtf.org/wbem/wsman/1/wsman/DroppedEvents";
