//! Messages as JSON and back, without loss.
//!
//! # An element
//! An element stands in a list as `{"name":"{namespace}local","value":…}`, or it is a member
//! `"{namespace}local":…` of its parent's object. Names in no namespace are the local part alone.
//! Its value is
//! - the text, where it has neither attributes nor elements: `"4200"`, `""`;
//! - `null` for `xsi:nil="true"` and nothing else;
//! - otherwise an object: attributes as `"@name"` or `"@{namespace}name"`, then the elements in it
//!   as members, those of one name in a row as an array, or the text as `"#text"`;
//! - with `"#content"` in place of the members where they cannot tell the order (a, b, a) or text
//!   stands beside elements: a list of strings and of objects with one member.
//!
//! Blanks between elements are dropped, and with them comments and instructions; all other text is
//! kept to the character.
//!
//! Values may hold prefixes. An `xsi:type` that is a QName becomes `"{namespace}local"`; one that
//! is none and begins with `{` is preceded by `{}`. Other values that hold prefixes in scope keep
//! them, and the element gets a first member `"@xmlns":{"prefix":"namespace"}` with the bindings
//! that its attributes and its text use.
//!
//! # A message
//! ```json
//! {"kind":"Custom",
//!  "attributes":{"envelope":{"@{http://www.w3.org/XML/1998/namespace}lang":"en-US"}},
//!  "headers":[{"name":"{urn:x}To","must_understand":true,"value":"urn:y"}],
//!  "body":{"any":[{"name":"{urn:x}Get","value":""}]}}
//! ```
//! - `attributes`: those of the envelope, its header and its body, as far as there are any.
//! - `headers`: the header blocks in order; absent where there is no header element.
//!   `must_understand` stands for the attribute in the namespace of SOAP 1.2 spelt exactly `true` or
//!   `false`; any other spelling stays an attribute.
//! - `body`: its elements as `any`, or, where it has none, its `text`; absent where there is no body.
//! - An envelope that this cannot carry is carried whole, as `{"kind":"Custom","envelope":{"name":…,
//!   "value":…}}`: one in another spelling of the namespace, with text beside elements, with other
//!   children or in another order, or with prefixes in the values of those attributes.
//!
//! JSON made here has no white space and its members in this order; made into XML and back it is
//! the same to the byte.
//!
//! ```
//! use cimwire::{json, xml::Document};
//! let document = Document::decode("<f:Fan xmlns:f='urn:fans'><f:Speed>4200</f:Speed></f:Fan>")?;
//! let text = document.to_json()?;
//! assert_eq!(text, r#"{"name":"{urn:fans}Fan","value":{"{urn:fans}Speed":"4200"}}"#);
//! let xml = json::to_xml(text.as_bytes(), &cimwire::Limits::default())?;
//! assert_eq!(xml, b"<p:Fan xmlns:p=\"urn:fans\"><p:Speed>4200</p:Speed></p:Fan>");
//! # Ok::<(), cimwire::Error>(())
//! ```

mod prefixes;
mod read;
mod write;

pub use read::to_xml;

use crate::error::Result;
use crate::limits::Limits;
use crate::soap::{Envelope, Message};
use crate::xml::{Document, Element};

impl Document {
    /// The root element as JSON: its name and value.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json(&self) -> Result<String> {
        self.root().to_json()
    }
}

impl Element<'_> {
    /// The element as JSON: its name and value.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json(self) -> Result<String> {
        let mut out = String::with_capacity(self.outer().len() * 2);
        self.write_json(&Limits::default(), &mut out)?;
        Ok(out)
    }

    /// Appends the element as JSON, its name and value, to `out`.
    ///
    /// # Errors
    /// [`ErrorKind::BytesLimit`](crate::ErrorKind::BytesLimit) where that takes more than
    /// [`Limits::bytes`] and more than 32 times the bytes of the message; `out` then ends anywhere.
    pub fn write_json(self, limits: &Limits, out: &mut String) -> Result<()> {
        write::element(self, limits, out)
    }
}

impl Message {
    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    ///
    /// ```
    /// let message = cimwire::Message::decode(
    ///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/><s:Body/></s:Envelope>",
    /// )?;
    /// assert_eq!(message.to_json()?, r#"{"kind":"Custom","headers":[],"body":{"any":[]}}"#);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn to_json(&self) -> Result<String> {
        self.envelope().to_json()
    }
}

impl Envelope<'_> {
    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json(self) -> Result<String> {
        let mut out = String::with_capacity(self.element().outer().len() * 2);
        self.write_json(&Limits::default(), &mut out)?;
        Ok(out)
    }

    /// Appends the message as JSON to `out`.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn write_json(self, limits: &Limits, out: &mut String) -> Result<()> {
        write::envelope(self, limits, out)
    }
}

/// Precedes a value that begins like a name in braces and is none.
const NOT_A_NAME: &str = "{}";

#[cfg(test)]
mod tests;
