//! From JSON to XML.

pub(super) mod cim_rs;
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
mod typed;

use super::Options;
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
    to_xml_with(json, &Options { limits: *limits, ..Options::default() })
}

/// Makes the XML of a message or an element that is given as JSON, with options.
///
/// # Errors
/// As [`to_xml`]; with a [schema](Options::schema), a number or boolean that is not of the type of
/// its property is one of another form.
///
/// ```
/// # #[cfg(feature = "cim-2-49")] {
/// use cimwire::json::{self, Options};
/// use cimwire::schema::pack::{Pack, Packs};
/// let cim: Packs = [Pack::cim().clone()].into_iter().collect();
/// let options = Options { schema: Some(&cim), ..Options::default() };
/// let fan = br#"{"class":"CIM_Fan","namespace":"urn:x","properties":{"EnabledState":70000}}"#;
/// let error = json::to_xml_with(fan, &options).unwrap_err();
/// assert_eq!(error.text(), "expected an integer from 0 to 65535");
/// assert_eq!(error.path(), "properties.EnabledState");
/// # }
/// ```
pub fn to_xml_with(json: &[u8], options: &Options<'_>) -> Result<Vec<u8>> {
    let limits = &options.limits;
    input::read(json, limits, |input| {
        let plan = form::plan(input, options)?;
        let options = WriterOptions { limits: *limits, ..WriterOptions::default() };
        plan.write(input, Writer::with(Vec::with_capacity(json.len()), options))
    })
}

#[cfg(test)]
mod tests;
