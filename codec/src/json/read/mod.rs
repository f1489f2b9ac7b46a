//! From JSON to XML.

mod fault;
mod form;
mod input;
mod instance;
mod message;
mod plan;
mod record;
mod sets;
mod syntax;
mod text;

use crate::error::Result;
use crate::limits::Limits;
use crate::xml::{Writer, WriterOptions};

/// Makes the XML of a message or an element that is given as JSON: of `{"kind":…}`, of an instance
/// `{"class":…}`, of an endpoint reference `{"address":…}`, or of `{"name":…,"value":…}`.
///
/// Namespaces are declared on the root where they are used more than once, with their usual
/// prefixes. A byte order mark before the JSON is passed over.
///
/// # Errors
/// [`ErrorKind::JsonSyntax`](crate::ErrorKind::JsonSyntax) for what is not JSON;
/// [`ErrorKind::JsonForm`](crate::ErrorKind::JsonForm) for JSON of another form, unknown and
/// repeated members included; the kinds of limits, which count as they do for XML;
/// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry. The offset is
/// that of the nearest string, and the path leads to the value, as in `body.any[3].value.{urn:x}Y`.
///
/// ```
/// use cimwire::{ErrorKind, Limits, json};
/// let limits = Limits::default();
/// let xml = json::to_xml(br#"{"name":"a","value":{"@b":"1","c":["x",null]}}"#, &limits)?;
/// assert!(xml.starts_with(b"<a "));
/// let error = json::to_xml(br#"{"name":"a","value":{"b":7}}"#, &limits).unwrap_err();
/// assert_eq!((error.kind(), error.path()), (ErrorKind::JsonForm, "value.b"));
/// let fan = br#"{"class":"Fan","namespace":"urn:fan","properties":{"Speed":"4200"}}"#;
/// let xml = json::to_xml(fan, &limits)?;
/// assert_eq!(xml, b"<p:Fan xmlns:p=\"urn:fan\"><p:Speed>4200</p:Speed></p:Fan>");
/// # Ok::<(), cimwire::Error>(())
/// ```
pub fn to_xml(json: &[u8], limits: &Limits) -> Result<Vec<u8>> {
    input::read(json, limits, |input| {
        let plan = form::plan(input, limits)?;
        let options = WriterOptions { limits: *limits, ..WriterOptions::default() };
        plan.write(input, Writer::with(Vec::with_capacity(json.len() / 2), options))
    })
}

#[cfg(test)]
mod tests;
