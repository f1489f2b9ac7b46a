//! From JSON to a message.

use cimwire::{Limits, json};

use crate::{Error, Result, Schema};

/// The XML of a message, document or element given as JSON, in UTF-8.
///
/// # Errors
/// Text that is not JSON, or not the form of a message, with its place in `json`; and what is over
/// a limit.
///
/// ```
/// let limits = cimwire_facade::Limits::default();
/// let xml = cimwire_facade::encode(br#"{"name":"{urn:fans}Fan","value":"1"}"#, limits)?;
/// let mut decoder = cimwire_facade::Decoder::new(cimwire_facade::Options::default());
/// assert_eq!(decoder.document(&xml.into())?.root().namespace(), "urn:fans");
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
pub fn encode(json: &[u8], limits: Limits) -> Result<Vec<u8>> {
    json::to_xml(json, &limits).map_err(|error| Error::about(json, &error))
}

/// As [`encode`]; numbers and booleans in instances have to be of the types that a schema has.
///
/// # Errors
/// As [`encode`], and what is not of its type.
///
/// ```
/// use cimwire_facade::{Limits, Schema, encode_with};
/// let fan = br#"{"class":"CIM_Fan","namespace":"urn:f","properties":{"EnabledState":70000}}"#;
/// let error = encode_with(fan, Limits::default(), &Schema::cim()).unwrap_err();
/// assert_eq!(error.path, "properties.EnabledState");
/// ```
pub fn encode_with(json: &[u8], limits: Limits, schema: &Schema) -> Result<Vec<u8>> {
    let schema = Some(schema.packs());
    let options = json::Options { limits, schema, ..json::Options::default() };
    json::to_xml_with(json, &options).map_err(|error| Error::about(json, &error))
}
