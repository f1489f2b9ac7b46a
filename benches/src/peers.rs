//! The rivals, a file each.

mod libxml2;
mod pugixml;
pub mod pywbem;
mod quick_xml;
mod quick_xml_head;
mod quick_xml_instances;
mod quick_xml_serde;
mod quick_xml_typed;
mod quick_xml_value;
mod quick_xml_writer;
mod roxmltree;
mod service;

use crate::typed_json::Converter;
use crate::{cim, decode, encode, json, typed};

pub use pugixml::NAME as PUGIXML;
pub use quick_xml::{v041::NAME as QUICK_XML_041, v042::NAME as QUICK_XML_042};
pub use quick_xml_instances::{
    v041::{JSON as TYPED_JSON_041, NAME as INSTANCES_041},
    v042::{JSON as TYPED_JSON_042, NAME as INSTANCES_042},
};
pub use quick_xml_serde::{v041::NAME as SERDE_041, v042::NAME as SERDE_042};
pub use quick_xml_value::{v041::NAME as VALUE_041, v042::NAME as VALUE_042};
pub use quick_xml_writer::{v041::NAME as WRITER_041, v042::NAME as WRITER_042};

/// Every rival that reads XML and is built here; the first is the reference.
pub fn decoders() -> Vec<Box<dyn decode::Contender>> {
    let mut all: Vec<Box<dyn decode::Contender>> = vec![
        Box::new(quick_xml::v042::Events),
        Box::new(quick_xml::v041::Events),
        Box::new(roxmltree::Tree),
    ];
    all.extend(libxml2::contender().ok());
    all.extend(pugixml::contender().ok());
    all
}

/// Every rival that writes XML; the first is the reference.
pub fn encoders() -> Vec<Box<dyn encode::Contender>> {
    vec![
        Box::new(quick_xml_writer::v042::Events::new()),
        Box::new(quick_xml_writer::v041::Events::new()),
    ]
}

/// Every rival that makes JSON of XML and back; the first is the reference.
pub fn converters() -> Vec<Box<dyn json::Contender>> {
    vec![Box::new(quick_xml_serde::v042::Typed), Box::new(quick_xml_serde::v041::Typed)]
}

/// Every rival that reads messages into structs; the first is the reference.
pub fn typed() -> Vec<Box<dyn typed::Contender>> {
    vec![Box::new(quick_xml_typed::v042::Typed), Box::new(quick_xml_typed::v041::Typed)]
}

/// Every rival that decodes instances; the first is the reference.
pub fn instances() -> Vec<Box<dyn cim::Contender>> {
    vec![
        Box::new(quick_xml_instances::v042::Instances),
        Box::new(quick_xml_instances::v041::Instances),
    ]
}

/// Every rival that makes JSON with types of XML; the first is the reference.
pub fn to_typed_json() -> Vec<Converter> {
    use quick_xml_instances::{JSON_OMITS, v041, v042};
    vec![
        Converter { name: v042::JSON, omits: JSON_OMITS, convert: Box::new(v042::to_json) },
        Converter { name: v041::JSON, omits: JSON_OMITS, convert: Box::new(v041::to_json) },
    ]
}

/// Every rival that makes XML of our JSON with types; the first is the reference.
pub fn from_typed_json() -> Vec<Converter> {
    use quick_xml_value::{OMITS, v041, v042};
    vec![
        Converter { name: v042::NAME, omits: OMITS, convert: Box::new(v042::to_xml) },
        Converter { name: v041::NAME, omits: OMITS, convert: Box::new(v041::to_xml) },
    ]
}

/// Every rival that reads heads; the first is the reference.
pub fn heads() -> Vec<Box<dyn typed::Contender>> {
    vec![Box::new(quick_xml_head::v042::Head), Box::new(quick_xml_head::v041::Head)]
}

/// The rivals that are not built here, each with the reason.
pub fn missing() -> Vec<(&'static str, &'static str)> {
    let absent =
        [(libxml2::NAME, libxml2::contender().err()), (PUGIXML, pugixml::contender().err())];
    absent.into_iter().filter_map(|(name, why)| Some((name, why?))).collect()
}
