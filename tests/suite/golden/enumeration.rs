//! Enumerations, with filters and items of every kind.

use cimwire::names::ns;
use cimwire::record::{Content, Item, Leaf, Reading};
use cimwire::schema::{Kind, uris};
use cimwire::value::Duration;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::cimbinding::{AssociatedInstances, AssociationInstances, PolymorphismMode};
use cimwire::wsman::control::{EnumerationMode, Filter, SelectorSet};
use cimwire::wsman::enumeration::{
    self as records, Enumerate as Body, EnumerateResponse, GetStatusResponse, PullResponse,
    RenewResponse,
};
use cimwire::wsman::notice::EnumerationEnd;
use cimwire::wsman::request::{Enumerate, EnumerationGetStatus, EnumerationRenew, Pull, Release};
use cimwire::wsman::{Headers, Payload};
use cimwire::xml::{Document, Element};
use cimwire::{Message, Result};

use super::pieces::{
    ANSWERED, ASKED, Built, CIM, CONTEXT, MINUTE, SINK, TO, answer, ask, class, fan, fan_reference,
    instance, reference, say, xml,
};
use super::{Version, file};

pub(super) const ENUMERATION: &[Built] = &[
    ("enumerate", |version| {
        let enumerate = fans().timeout(MINUTE).max_envelope_size(153_600).locale("en-US");
        ask(version, enumerate)
    }),
    ("enumerate.expires", |version| {
        let end_to = Some(Epr::at(version.anonymous()));
        let expires = Some("PT10M".into());
        ask_for(version, Body { end_to, expires, ..Body::default() })
    }),
    ("enumerate.xpath", |version| {
        let filter = xml(format!(
            "<n:Filter xmlns:n=\"{}\" xmlns:p=\"{CIM}CIM_Fan\" Dialect=\"{}\">\
             /p:CIM_Fan[p:DesiredSpeed=\"4200\"]</n:Filter>",
            ns::ENUMERATION.uri().unwrap_or_default(),
            uris::dialect::XPATH,
        ))?;
        let filter = records::Filter::read(filter.root(), &mut Reading::default()).ok();
        ask_for(version, Body { filter, ..Body::default() })
    }),
    ("enumerate.wql", |version| {
        let query = "select Name, State from Win32_Service where State = 'Running'";
        ask(version, Enumerate::new(class("*")).wql(query))
    }),
    ("enumerate.cql", |version| {
        let query = "SELECT DeviceID FROM CIM_Fan WHERE DesiredSpeed > 4000";
        let enumerate = fans().cql(query);
        ask(version, enumerate.polymorphism(PolymorphismMode::None))
    }),
    ("enumerate.selector-filter", |version| {
        let wsman = ns::WSMAN.uri().unwrap_or_default();
        let selectors = xml(format!(
            "<w:SelectorSet xmlns:w=\"{wsman}\"><w:Selector Name=\"HealthState\">5</w:Selector>\
             <w:Selector Name=\"VariableSpeed\">true</w:Selector></w:SelectorSet>"
        ))?;
        ask(version, fans().filter(uris::dialect::SELECTOR, selectors))
    }),
    ("enumerate.associated", |version| {
        let names = [
            ("AssociationClassName", "CIM_SystemDevice"),
            ("Role", "GroupComponent"),
            ("ResultClassName", "CIM_Fan"),
            ("ResultRole", "PartComponent"),
            ("IncludeResultProperty", "DeviceID"),
            ("IncludeResultProperty", "DesiredSpeed"),
        ];
        let filter = association_filter(version, "AssociatedInstances", &names)?;
        ask(version, Enumerate::new(class("*")).filter(uris::dialect::ASSOCIATION, filter))
    }),
    ("enumerate.associations", |version| {
        let names = [("ResultClassName", "CIM_SystemDevice"), ("Role", "GroupComponent")];
        let filter = association_filter(version, "AssociationInstances", &names)?;
        ask(version, Enumerate::new(class("*")).filter(uris::dialect::ASSOCIATION, filter))
    }),
    ("enumerate.optimized", |version| ask(version, fans().optimize(20))),
    ("enumerate.epr", |version| ask(version, fans().mode(EnumerationMode::EnumerateEpr))),
    ("enumerate.object-and-epr", |version| {
        ask(version, fans().mode(EnumerationMode::EnumerateObjectAndEpr))
    }),
    ("enumerate.include-subclass-properties", |version| {
        let devices = Enumerate::new(class("CIM_LogicalDevice"));
        ask(version, devices.polymorphism(PolymorphismMode::IncludeSubClassProperties))
    }),
    ("enumerate.exclude-subclass-properties", |version| {
        let devices = Enumerate::new(class("CIM_LogicalDevice"));
        ask(version, devices.polymorphism(PolymorphismMode::ExcludeSubClassProperties))
    }),
    ("enumerate-response", |version| begun(version, EnumerateResponse::default())),
    ("enumerate-response.expires", |version| {
        let expires = Some("2026-11-21T10:20:00Z".into());
        begun(version, EnumerateResponse { expires, ..EnumerateResponse::default() })
    }),
    ("enumerate-response.optimized", |version| begun_with(version, two_fans()?)),
    ("enumerate-response.optimized-epr", |version| begun_with(version, two_references(version)?)),
    ("enumerate-response.optimized-object-and-epr", |version| {
        begun_with(version, two_pairs(version)?)
    }),
    ("enumerate-response.optimized-end", |version| {
        let response = EnumerateResponse {
            enumeration_context: Some(Content::default()),
            items: Some(two_fans()?),
            end_of_sequence: Some(Leaf::default()),
            ..EnumerateResponse::default()
        };
        answer(version, "enumeration/enumerate.optimized", response)
    }),
    ("pull", |version| ask(version, Pull::new(class("CIM_Fan"), CONTEXT).timeout(MINUTE))),
    ("pull.limits", |version| {
        let pull = Pull::new(class("CIM_Fan"), CONTEXT).timeout(MINUTE).max_envelope_size(153_600);
        let pull = pull.max_time(Duration::from_secs(30)).max_elements(20);
        ask(version, pull.max_characters(65_536))
    }),
    ("pull.context-of-elements", |version| {
        let cursor = xml(
            "<c:Cursor xmlns:c=\"urn:example:cursor\"><c:Table>fans</c:Table><c:Row>20</c:Row>\
             </c:Cursor>",
        )?;
        ask(version, Pull::new(class("CIM_Fan"), cursor))
    }),
    ("pull-response", |version| pulled(version, two_fans()?)),
    ("pull-response.none", |version| pulled(version, Content::default())),
    ("pull-response.epr", |version| pulled(version, two_references(version)?)),
    ("pull-response.object-and-epr", |version| pulled(version, two_pairs(version)?)),
    ("pull-response.fragment", |version| {
        let items = ["4200", "4150"].map(|speed| {
            let wsman = ns::WSMAN.uri().unwrap_or_default();
            xml(format!(
                "<w:XmlFragment xmlns:w=\"{wsman}\"><p:DesiredSpeed xmlns:p=\"{CIM}CIM_Fan\">\
                 {speed}</p:DesiredSpeed></w:XmlFragment>"
            ))
        });
        let items: Vec<Document> = items.into_iter().collect::<Result<_>>()?;
        pulled(version, Content::elements_of(items))
    }),
    ("pull-response.derived", |version| {
        let cimbinding = ns::CIMBINDING.uri().unwrap_or_default();
        let device = xml(format!(
            "<p:CIM_LogicalDevice xmlns:p=\"{CIM}CIM_LogicalDevice\"><p:DeviceID>Fan 1</p:DeviceID>\
             <b:DerivedRepresentation xmlns:b=\"{cimbinding}\"/></p:CIM_LogicalDevice>"
        ))?;
        pulled(version, device.into())
    }),
    ("pull-response.computed", |version| {
        let [wsman, cimbinding] =
            [ns::WSMAN, ns::CIMBINDING].map(|it| it.uri().unwrap_or_default());
        let fragment = xml(format!(
            "<w:XmlFragment xmlns:w=\"{wsman}\" xmlns:p=\"{CIM}CIM_Fan\">\
             <p:DeviceID>Fan 1</p:DeviceID><p:Half xmlns:b=\"{cimbinding}\" \
             b:Expression=\"DesiredSpeed / 2\">2100</p:Half></w:XmlFragment>"
        ))?;
        pulled(version, fragment.into())
    }),
    ("pull-response.values", |version| {
        let fan = instance(
            "CIM_Fan",
            &[
                ("CreationClassName", Some("CIM_Fan")),
                ("DesiredSpeed", None),
                ("DeviceID", Some("Fan 1")),
                ("ElementName", Some("Lüfter vorn &lt;1&gt;")),
                ("OperationalStatus", Some("2")),
                ("OperationalStatus", Some("5")),
                ("OtherIdentifyingInfo", Some("")),
            ],
        )?;
        pulled(version, Content::elements_of([fan]))
    }),
    ("pull-response.end", |version| {
        let response = PullResponse {
            items: Some(Content::elements_of([fan(3, 3990)?])),
            end_of_sequence: Some(Leaf::default()),
            ..PullResponse::default()
        };
        answer(version, "enumeration/pull", response)
    }),
    ("release", |version| ask(version, Release::new(class("CIM_Fan"), CONTEXT))),
    ("release-response", |version| answer(version, "enumeration/release", Content::default())),
    ("enumeration-renew", |version| {
        let renew = EnumerationRenew::new(class("CIM_Fan"), CONTEXT);
        ask(version, renew.expires("PT10M"))
    }),
    ("enumeration-renew-response", |version| {
        let response = RenewResponse {
            expires: Some("PT10M".into()),
            enumeration_context: Some(CONTEXT.into()),
            ..RenewResponse::default()
        };
        answer(version, "enumeration/enumeration-renew", response)
    }),
    ("enumeration-get-status", |version| {
        ask(version, EnumerationGetStatus::new(class("CIM_Fan"), CONTEXT))
    }),
    ("enumeration-get-status-response", |version| {
        let expires = Some("PT7M30S".into());
        let response = GetStatusResponse { expires, ..GetStatusResponse::default() };
        answer(version, "enumeration/enumeration-get-status", response)
    }),
    ("enumeration-end", |version| {
        let end = EnumerationEnd::new(
            &Epr::at(SINK),
            CONTEXT,
            uris::enumeration_end::SOURCE_SHUTTING_DOWN,
        )
        .reason("en-US", "The service is shut down for maintenance.")
        .reason("de-DE", "Der Dienst wird zur Wartung beendet.")
        .message_id(ANSWERED);
        match version {
            Version::V2004 => end.encode(),
            Version::V2005 => end.addressing_2005().encode(),
        }
    }),
];

fn fans() -> Enumerate<'static> {
    Enumerate::new(class("CIM_Fan"))
}

/// An Enumerate with what the builder does not have.
fn ask_for(version: Version, enumerate: Body<'_>) -> Result<Vec<u8>> {
    let headers = Headers {
        to: Some(TO.into()),
        action: Kind::Enumerate.action().map(Into::into),
        message_id: Some(ASKED.into()),
        reply_to: Some(Epr::at(version.anonymous())),
        resource_uri: Some(Leaf::from(class("CIM_Fan")).must_understand(true)),
        ..Headers::default()
    };
    say(version, headers, enumerate)
}

/// What is associated with a computer system, or the associations.
fn association_filter(version: Version, what: &str, names: &[(&str, &str)]) -> Result<Document> {
    let keys = [("CreationClassName", "CIM_ComputerSystem"), ("Name", "mc-17")];
    let object = reference(version, TO, "CIM_ComputerSystem", &keys)?;
    let object: String = object.root().children().map(Element::to_xml).collect();
    let names = names.iter().map(|(name, value)| format!("<b:{name}>{value}</b:{name}>"));
    let names: String = names.collect();
    let cimbinding = ns::CIMBINDING.uri().unwrap_or_default();
    xml(format!(
        "<b:{what} xmlns:b=\"{cimbinding}\"><b:Object>{object}</b:Object>{names}</b:{what}>"
    ))
}

fn begun(version: Version, response: EnumerateResponse<'static>) -> Result<Vec<u8>> {
    let enumeration_context = Some(CONTEXT.into());
    let response = EnumerateResponse { enumeration_context, ..response };
    answer(version, "enumeration/enumerate", response)
}

fn begun_with(version: Version, items: Content<'static>) -> Result<Vec<u8>> {
    begun(version, EnumerateResponse { items: Some(items), ..EnumerateResponse::default() })
}

fn pulled(version: Version, items: Content<'static>) -> Result<Vec<u8>> {
    let response = PullResponse {
        enumeration_context: Some(CONTEXT.into()),
        items: Some(items),
        ..PullResponse::default()
    };
    answer(version, "enumeration/pull", response)
}

fn two_fans() -> Result<Content<'static>> {
    Ok(Content::elements_of([fan(1, 4200)?, fan(2, 4150)?]))
}

fn two_references(version: Version) -> Result<Content<'static>> {
    Ok(Content::elements_of([fan_reference(version, 1)?, fan_reference(version, 2)?]))
}

/// Objects, each with the reference to it.
fn two_pairs(version: Version) -> Result<Content<'static>> {
    let pair = |number, speed| {
        let (object, reference) = (fan(number, speed)?, fan_reference(version, number)?);
        let [object, reference] = [object.root().to_xml(), reference.root().to_xml()];
        let wsman = ns::WSMAN.uri().unwrap_or_default();
        xml(format!("<w:Item xmlns:w=\"{wsman}\">{object}{reference}</w:Item>"))
    };
    Ok(Content::elements_of([pair(1, 4200)?, pair(2, 4150)?]))
}

#[test]
fn the_filters_that_are_built_are_those_of_the_files() {
    let keys = [("CreationClassName", "CIM_ComputerSystem"), ("Name", "mc-17")];
    let selectors = SelectorSet::from_iter(keys);
    for version in [Version::V2004, Version::V2005] {
        let system = Epr::to_resource(TO, &class("CIM_ComputerSystem"), &selectors).unwrap();
        let is_2005 = version == Version::V2005;
        let associated =
            if is_2005 { AssociatedInstances::of_2005 } else { AssociatedInstances::of };
        let associated = associated(&system).unwrap().association_class("CIM_SystemDevice");
        let associated = associated.role("GroupComponent").result_role("PartComponent");
        let associated = associated.result_class("CIM_Fan").include("DeviceID");
        let associated = Filter::associated(&associated.include("DesiredSpeed")).unwrap();
        let of = if is_2005 { AssociationInstances::of_2005 } else { AssociationInstances::of };
        let associations = of(&system).unwrap().result_class("CIM_SystemDevice");
        let associations = Filter::associations(&associations.role("GroupComponent")).unwrap();
        let selectors = [("HealthState", "5"), ("VariableSpeed", "true")];
        let selectors = Filter::selectors(&SelectorSet::from_iter(selectors)).unwrap();
        for (name, filter) in [
            ("enumerate.associated", associated),
            ("enumerate.associations", associations),
            ("enumerate.selector-filter", selectors),
        ] {
            let file = file(&format!("enumeration/{name}"), version);
            let message = Message::decode(file).unwrap();
            let typed = message.typed();
            let Some(Payload::Enumerate(body)) = typed.payload() else { panic!("{name}") };
            assert_eq!(body.wsman_filter.as_ref(), Some(&filter), "{name} {version:?}");
        }
    }
}
