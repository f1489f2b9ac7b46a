//! What the vectors are made of: who asks whom, and about what.

use std::time::Duration;

use cimwire::names::ns;
use cimwire::record::{Any, Content, Spelling};
use cimwire::schema::uris;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::control::SelectorSet;
use cimwire::wsman::request::{Operation, Request};
use cimwire::wsman::{Body, Headers, Response, Typed};
use cimwire::xml::Document;
use cimwire::{Message, Result};

use super::{Version, file};

/// A vector in Rust: its name within its group, and what makes it.
pub(super) type Built = (&'static str, fn(Version) -> Result<Vec<u8>>);

pub(super) const TO: &str = "https://mc-17.example.com:5986/wsman";
pub(super) const SINK: &str = "https://collector.example.com:8443/events";
pub(super) const ASKED: &str = "uuid:6A1F2C3D-4B5E-4F60-8172-93A4B5C6D7E8";
pub(super) const ANSWERED: &str = "uuid:0D9C8B7A-6F5E-4D3C-AB2A-190817263544";
pub(super) const CONTEXT: &str = "uuid:C9A4E6B1-72D3-4A58-9E0F-5B6D7C8E9FA0";
pub(super) const MINUTE: Duration = Duration::from_secs(60);
pub(super) const CIM: &str = uris::class::CIM;

/// The URI of a class.
pub(super) fn class(name: &str) -> String {
    [CIM, name].concat()
}

/// A request, as it is sent.
pub(super) fn ask<'m, O: Operation<'m>>(
    version: Version,
    request: Request<'m, O>,
) -> Result<Vec<u8>> {
    ask_with(version, request, |_| ())
}

/// The same with more header blocks.
pub(super) fn ask_with<'m, O: Operation<'m>>(
    version: Version,
    request: Request<'m, O>,
    headers: impl FnOnce(&mut Headers<'m>),
) -> Result<Vec<u8>> {
    let request = request.to(TO).message_id(ASKED);
    let mut typed = match version {
        Version::V2004 => request.build()?,
        Version::V2005 => request.addressing_2005().build()?,
    };
    headers(typed.headers.get_or_insert_default());
    typed.encode()
}

/// The answer to a request that is a vector.
pub(super) fn answer(
    version: Version,
    request: &str,
    body: impl Into<Body<'static>>,
) -> Result<Vec<u8>> {
    answer_with(version, request, |_| (), body)
}

/// The same with more header blocks.
pub(super) fn answer_with(
    version: Version,
    request: &str,
    headers: impl FnOnce(&mut Headers<'_>),
    body: impl Into<Body<'static>>,
) -> Result<Vec<u8>> {
    let request = Message::decode(file(request, version))?;
    let mut response = Response::to(&request).message_id(ANSWERED).body(body.into());
    headers(response.headers_mut());
    Ok(response.encode()?.bytes)
}

/// A message of these header blocks.
pub(super) fn say<'m>(
    version: Version,
    headers: Headers<'m>,
    body: impl Into<Body<'m>>,
) -> Result<Vec<u8>> {
    let mut typed = Typed::new(headers, body);
    typed.spelling = version.spelling();
    typed.encode()
}

impl Version {
    pub(super) fn spelling(self) -> Spelling {
        let mut spelling = Spelling::default();
        if self == Self::V2005 {
            spelling.speak(ns::ADDRESSING_2005);
        }
        spelling
    }

    pub(super) fn anonymous(self) -> &'static str {
        match self {
            Self::V2004 => uris::address::ANONYMOUS,
            Self::V2005 => uris::address::ANONYMOUS_2005,
        }
    }

    /// An element of addressing.
    pub(super) fn element(self, local: &str, content: &str) -> String {
        let (prefix, namespace) = match self {
            Self::V2004 => ("a", ns::ADDRESSING),
            Self::V2005 => ("wsa10", ns::ADDRESSING_2005),
        };
        let namespace = namespace.uri().unwrap_or_default();
        format!("<{prefix}:{local} xmlns:{prefix}=\"{namespace}\">{content}</{prefix}:{local}>")
    }
}

/// An element in XML.
pub(super) fn xml(text: impl Into<String>) -> Result<Document> {
    Document::decode(text.into())
}

/// An instance of a class; a property without a value is nil.
pub(super) fn instance(name: &str, properties: &[(&str, Option<&str>)]) -> Result<Document> {
    let property = |&(property, value): &(&str, Option<&str>)| match value {
        Some(value) => format!("<p:{property}>{value}</p:{property}>"),
        None => format!("<p:{property} xmlns:xsi=\"{XSI}\" xsi:nil=\"true\"/>"),
    };
    let properties: String = properties.iter().map(property).collect();
    xml(format!("<p:{name} xmlns:p=\"{CIM}{name}\">{properties}</p:{name}>"))
}

pub(super) fn fan(number: u32, speed: u32) -> Result<Document> {
    instance(
        "CIM_Fan",
        &[
            ("CreationClassName", Some("CIM_Fan")),
            ("DesiredSpeed", Some(&speed.to_string())),
            ("DeviceID", Some(&format!("Fan {number}"))),
            ("ElementName", Some(&format!("Front fan {number}"))),
        ],
    )
}

pub(super) fn fan_keys() -> SelectorSet<'static> {
    SelectorSet::from_iter([("CreationClassName", "CIM_Fan"), ("DeviceID", "Fan 1")])
}

/// An endpoint reference as an element of its own.
pub(super) fn reference(
    version: Version,
    address: &str,
    class_name: &str,
    selectors: &[(&str, &str)],
) -> Result<Document> {
    let address = version.element("Address", address);
    let selector =
        |(name, value): &(&str, &str)| format!("<w:Selector Name=\"{name}\">{value}</w:Selector>");
    let selectors: String = selectors.iter().map(selector).collect();
    let parameters = format!(
        "<w:ResourceURI xmlns:w=\"{WSMAN}\">{CIM}{class_name}</w:ResourceURI>\
         <w:SelectorSet xmlns:w=\"{WSMAN}\">{selectors}</w:SelectorSet>"
    );
    let parameters = version.element("ReferenceParameters", &parameters);
    xml(version.element("EndpointReference", &[address, parameters].concat()))
}

pub(super) fn fan_reference(version: Version, number: u32) -> Result<Document> {
    let device = format!("Fan {number}");
    let keys = [("CreationClassName", "CIM_Fan"), ("DeviceID", device.as_str())];
    reference(version, version.anonymous(), "CIM_Fan", &keys)
}

/// An endpoint that wants an element back.
pub(super) fn endpoint(address: &'static str, parameter: impl Into<Any<'static>>) -> Epr<'static> {
    let parameters = Content::elements_of([parameter.into()]);
    Epr { reference_parameters: Some(parameters), ..Epr::at(address) }
}

const WSMAN: &str = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
