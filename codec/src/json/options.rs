//! How JSON is to be made.

use crate::limits::Limits;
use crate::schema::pack::Packs;

/// How JSON is to be made, or read.
///
/// ```
/// use cimwire::{json, Message};
/// let message = Message::decode(
///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>\
///      <s:Header><w:MaxEnvelopeSize>51200</w:MaxEnvelopeSize></s:Header></s:Envelope>",
/// )?;
/// let options = json::Options { integers: json::Integers::Strings, ..Default::default() };
/// assert_eq!(message.to_json_with(&options)?, r#"{"kind":"Custom","max_envelope_size":"51200"}"#);
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'p> {
    /// Only [`Limits::bytes`] counts when JSON is made, all when it is read.
    pub limits: Limits,
    /// How integers are written whose type has 64 bits.
    pub integers: Integers,
    /// The classes that instances have their types from. When JSON is read, numbers and booleans
    /// have to be of those types; without them, every number and boolean is taken.
    pub schema: Option<&'p Packs>,
}

/// How integers are written whose type has 64 bits. All three are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integers {
    /// As numbers up to 2^53, which a reader that has only doubles takes as they are; as strings
    /// from there on.
    #[default]
    Exact,
    /// As strings.
    Strings,
    /// As numbers.
    Numbers,
}
