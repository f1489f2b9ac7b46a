//! Reading and writing resources, whole and in fragments.

use cimwire::Result;
use cimwire::cim::{ClassUri, Path};
use cimwire::names::ns;
use cimwire::record::{Content, Spelling};
use cimwire::schema::Kind;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::control::{Rename, RenamedTo, SelectorSet};
use cimwire::wsman::request::{Create, Delete, Get, Put};
use cimwire::wsman::{Body, Headers, Typed};

use super::Version;
use super::pieces::{
    ASKED, Built, CIM, MINUTE, TO, answer, ask, class, fan, fan_keys, instance, xml,
};

pub(super) const TRANSFER: &[Built] = &[
    ("get", |version| {
        let get = Get::new(class("CIM_Fan")).selectors(fan_keys());
        ask(version, get.timeout(MINUTE).max_envelope_size(153_600).locale("en-US"))
    }),
    ("get-response", |version| answer(version, "transfer/get", Content::from(fan(1, 4200)?))),
    ("get.path", |version| {
        let path = Path::new("CIM_Fan").in_namespace("root/cimv2").with_key("DeviceID", "Fan 1");
        let get = Get::new(path.resource_uri()?).selectors(path.selectors()?);
        ask(version, get.show_extensions())
    }),
    ("get-response.extensions", |version| {
        let fan = xml(format!(
            "<p:CIM_Fan xmlns:p=\"{CIM}CIM_Fan\" \
             xmlns:cim=\"http://schemas.dmtf.org/wbem/wscim/1/common\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             cim:Version=\"2.49.0\">\
             <p:DesiredSpeed xsi:type=\"cim:cimUnsignedLong\">4200</p:DesiredSpeed>\
             <p:DeviceID xsi:type=\"cim:cimString\" cim:Key=\"true\">Fan 1</p:DeviceID></p:CIM_Fan>"
        ))?;
        answer(version, "transfer/get.path", Content::from(fan))
    }),
    ("get.class", |version| {
        let get = Get::new(ClassUri::metadata("*")).in_namespace("root/cimv2");
        let get = get.selector("ClassName", "CIM_Fan").option("IncludeQualifiers", "true");
        ask(version, get.option("IncludeInheritedElements", "true"))
    }),
    ("get.fragment", |version| {
        let get = Get::new(class("CIM_Fan")).selectors(fan_keys()).timeout(MINUTE);
        ask(version, get.fragment("DesiredSpeed/text()"))
    }),
    ("get-response.fragment", |version| {
        answer(version, "transfer/get.fragment", fragment("4200")?)
    }),
    ("get.fragment-element", |version| {
        ask(version, Get::new(class("CIM_Fan")).selectors(fan_keys()).fragment("DesiredSpeed"))
    }),
    ("get-response.fragment-element", |version| {
        answer(
            version,
            "transfer/get.fragment-element",
            fragment(&property("DesiredSpeed", "4200"))?,
        )
    }),
    ("put", |version| {
        let put = Put::new(class("CIM_Fan"), fan(1, 4500)?).selectors(fan_keys());
        ask(version, put.timeout(MINUTE))
    }),
    ("put-response", |version| answer(version, "transfer/put", Content::from(fan(1, 4500)?))),
    ("put-response.empty", |version| answer(version, "transfer/put", Body::default())),
    ("put.fragment", |version| {
        let speed = xml(property("DesiredSpeed", "4500"))?;
        let put = Put::fragment(class("CIM_Fan"), "DesiredSpeed", speed).selectors(fan_keys());
        ask(version, put)
    }),
    ("put-response.fragment", |version| {
        answer(version, "transfer/put.fragment", fragment(&property("DesiredSpeed", "4500"))?)
    }),
    ("create", |version| {
        let keys = [("CreationClassName", Some("CIM_Account")), ("Name", Some("auditor"))];
        let account = [&keys[..], &[("UserID", Some("auditor"))]].concat();
        let account = instance("CIM_Account", &account)?;
        ask(version, Create::new(class("CIM_Account"), account))
    }),
    ("create-response", |version| {
        let created = Epr::to_resource(TO, &class("CIM_Account"), &account_keys())?;
        answer(version, "transfer/create", created)
    }),
    ("create.fragment", |version| {
        let slot = xml(property("OtherIdentifyingInfo", "slot 4"))?;
        let create = Create::fragment(class("CIM_Fan"), "OtherIdentifyingInfo[2]", slot);
        ask(version, create.selectors(fan_keys()))
    }),
    ("create-response.fragment", |version| {
        let created = Epr::to_resource(TO, &class("CIM_Fan"), &fan_keys())?;
        answer(version, "transfer/create.fragment", created)
    }),
    ("delete", |version| {
        ask(version, Delete::new(class("CIM_Account")).selectors(account_keys()).timeout(MINUTE))
    }),
    ("delete-response", |version| answer(version, "transfer/delete", Body::default())),
    ("delete.fragment", |version| {
        let delete = Delete::new(class("CIM_Fan")).selectors(fan_keys());
        ask(version, delete.fragment("OtherIdentifyingInfo[2]"))
    }),
    ("delete-response.fragment", |version| {
        answer(version, "transfer/delete.fragment", Body::default())
    }),
    ("rename", rename),
    ("rename-response", |version| {
        let archive = share("Archive")?;
        let renamed = RenamedTo { endpoint_reference: Some(archive), ..RenamedTo::default() };
        answer(version, "transfer/rename", renamed)
    }),
];

/// The standard has no Rename any more, and so no builder.
fn rename(version: Version) -> Result<Vec<u8>> {
    let headers = Headers {
        to: Some(TO.into()),
        action: Kind::Rename.action().map(Into::into),
        message_id: Some(ASKED.into()),
        reply_to: Some(Epr::at(version.anonymous())),
        resource_uri: Some(SHARE.into()),
        selectors: Some(SelectorSet::from_iter([("Name", "Public")])),
        ..Headers::default()
    };
    let rename = Rename { endpoint_reference: Some(share("Archive")?), ..Rename::default() };
    let mut typed = Typed::new(headers, rename);
    typed.spelling = Spelling { wsman: ns::WSMAN_2005_06, ..version.spelling() };
    typed.encode()
}

/// The reference to a share, as WS-Management of 2005/06 has it.
fn share(name: &str) -> Result<Epr<'static>> {
    let old = "http://schemas.xmlsoap.org/ws/2005/06/management";
    let uri = format!("<w0506:ResourceURI xmlns:w0506=\"{old}\">{SHARE}</w0506:ResourceURI>");
    let selectors = format!(
        "<w0506:SelectorSet xmlns:w0506=\"{old}\">\
         <w0506:Selector Name=\"Name\">{name}</w0506:Selector></w0506:SelectorSet>"
    );
    let parameters = Content::elements_of([xml(uri)?, xml(selectors)?]);
    Ok(Epr { reference_parameters: Some(parameters), ..Epr::at(TO) })
}

/// What a message brings of a fragment.
fn fragment(content: &str) -> Result<Content<'static>> {
    let wsman = ns::WSMAN.uri().unwrap_or_default();
    Ok(xml(format!("<w:XmlFragment xmlns:w=\"{wsman}\">{content}</w:XmlFragment>"))?.into())
}

/// A property of a fan.
fn property(name: &str, value: &str) -> String {
    format!("<p:{name} xmlns:p=\"{CIM}CIM_Fan\">{value}</p:{name}>")
}

fn account_keys() -> SelectorSet<'static> {
    SelectorSet::from_iter([("CreationClassName", "CIM_Account"), ("Name", "auditor")])
}

const SHARE: &str = "wsman:microsoft.com/wmi/root/cimv2/Win32_Share";
