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
//! {"kind":"PullResponse",
//!  "action":"http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse",
//!  "message_id":"uuid:2","relates_to":"uuid:1",
//!  "headers":[{"name":"{urn:x}Foo","must_understand":true,"value":"…"}],
//!  "body":{"enumeration_context":"…","items":[…],"end_of_sequence":true}}
//! ```
//! - `kind`: the [`Kind`](crate::schema::Kind) of the message, which action and body have to tell as
//!   well; of a method, `method` and `class`, which are told and not read.
//! - `dialect` and `addressing`: the version of WS-Management and of addressing, by the first header
//!   block of each, where it is not the usual one: the year and month of its namespace, or the
//!   namespace. The names of records are expected in these versions.
//! - `attributes`: those of the `envelope`, its `header` and its `body`, as far as there are any.
//! - A member for each header block that [`HEADERS`](crate::schema::headers::HEADERS) knows, in its
//!   order; a list where a block that may occur again does. `headers`: the other blocks in order,
//!   and those that do not fit; empty where the header is. `header_order`: the keys of the blocks,
//!   `headers` among them, in the order of the wire, where that is another.
//! - `body`: the record of the kind; or an instance or a fragment for kinds that bring one; else an
//!   object with its elements as `any`, empty where there are none. A body that is to hold a record
//!   and does not, or that holds text, is a list of its elements and texts. `more`: elements behind
//!   the record.
//! - `names`: as in a record; the key of a body's element is `body`.
//! - An envelope that this cannot carry is carried whole, as `{"kind":…,"envelope":{"name":…,
//!   "value":…}}`: one in another spelling of the namespace, with text beside elements, with other
//!   children or in another order, or with prefixes in the values of those attributes.
//!
//! # Records
//! An element with a table in [`schema`](crate::schema) is an object: its attributes and elements
//! by the keys of their fields, in the order of the table. Fields that may occur again are lists.
//! An element that is no field, is one too many, does not fit its field or has another name than
//! the one before is in `any`, with its name. `order` has the keys of all elements in the order of
//! the wire where that is not the order of the members, `names` the names of elements that are not
//! those expected of their fields. Then follow `must_understand`, which stands for the attribute in
//! the namespace of SOAP 1.2 spelt exactly `true` or `false`, and other attributes as for any
//! element. A record that has text between its elements does not fit.
//!
//! - A text is its value where that is all there is: a number, `true` or `false`, a string; `null`
//!   for `xsi:nil="true"` and no text; `true` for an element that says all by being there. A name
//!   with a prefix is `"{namespace}local"`; a text that is none and begins with `{` is preceded by
//!   `{}`. Integers of 64 bits are as [`Integers`] has them. What is not of its type is a string.
//! - Where the text is not the canonical one of its value, the value is `{"value":7,"text":"007"}`.
//!   With attributes, they stand in the same object: those that the table requires before `value`,
//!   then `must_understand`, the others of the table, and all others.
//! - An element of text and elements (a filter, an event) is as one of text where it has no
//!   elements; else `value` is a list of its texts and its elements.
//! - What may hold anything is an element's value. In an object as `value` where `must_understand`
//!   is beside it, or where it has a child `value` in no namespace.
//! - Selectors are an object, a value being text, `null` or an endpoint reference; a list of
//!   `{"name":…,"value":…}` where one name is there twice or is `value`. Options are a list of
//!   `{"name","value","must_comply","type"}`. Where the set has attributes, it is the `value` of an
//!   object with them. A set that holds anything else does not fit.
//! - An endpoint reference has the reference parameters `resource_uri` and `selectors`, where those
//!   come first, and the rest as a list of elements, `parameters`, which is empty where there are
//!   none at all; in `order` they are `reference_parameters`. `addressing` is the version of its
//!   elements where it is not that of what is around. In the selectors of 8 others an endpoint
//!   reference does not fit.
//! - A fault has a `code`, a name of SOAP by its local part; the name of its `subcode`, a list where
//!   that has subcodes itself; `reasons` as a list of `{"lang","text"}`; `node`, `role` and `detail`.
//!   `meaning` says what the tables know, and is not read.
//!
//! # Instances
//! An element with properties is `{"class","namespace","properties"}`, with `type` for its
//! `xsi:type` and `attributes` for others. Properties are members by local name, by full name where
//! their namespace is not that of the class; one that occurs again is a list. A property is its text
//! or `null`; `{"reference":…}` where it holds an endpoint reference; `{"form":"Interval","value":…}`
//! for a date-time in one of the child forms of DSP0230; else as any element. An element with
//! properties in no namespace (unless that is its own) or out of order is no instance.
//!
//! With the [classes](Options::schema) of a schema, a property that its class knows is a value: a
//! number, `true` or `false`, a string; `{"value":7,"text":"007"}` where the text is not the
//! canonical one of its value, and a string where it is none of its type. Arrays are lists, also of
//! one value; one that is null is `null`, and octets in one base64 text are that text. An embedded
//! instance is an instance: with `type`, its properties are in the element of the property, without
//! in one inside. Parameters of methods are like properties. None of this needs the classes to be
//! read; where they are there, numbers and booleans have to be of their types.
//!
//! Items of an enumeration are instances, endpoint references, `{"instance","epr"}` pairs,
//! `{"fragment":[…]}` for a list of texts and elements, or elements with their names.
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

mod cim_rs;
mod classes;
mod options;
mod prefixes;
mod read;
mod vocabulary;
mod write;

pub use cim_rs::CimRs;
pub use options::{Integers, Options};
pub use read::{to_xml, to_xml_with};

use crate::error::Result;
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

    /// What elements of properties in the document give, as a list: each as a member of its instance
    /// has it in the JSON of the message.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    ///
    /// ```
    /// let message = cimwire::Message::decode(
    ///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>\
    ///      <Fan><Speed unit='rpm'>1</Speed></Fan></s:Body></s:Envelope>",
    /// )?;
    /// let fan = message.body_elements().next().unwrap();
    /// let speed: Vec<_> = fan.children().collect();
    /// assert_eq!(message.document().values_to_json(&speed)?, r##"[{"@unit":"rpm","#text":"1"}]"##);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn values_to_json(&self, elements: &[Element<'_>]) -> Result<String> {
        let mut out = String::new();
        write::values(self.root(), elements, &Options::default(), &mut out)?;
        Ok(out)
    }
}

impl Element<'_> {
    /// The element as JSON: its name and value.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json(self) -> Result<String> {
        let mut out = String::with_capacity(self.outer().len() * 2);
        self.write_json(&Options::default(), &mut out)?;
        Ok(out)
    }

    /// Appends the element as JSON, its name and value, to `out`.
    ///
    /// # Errors
    /// [`ErrorKind::BytesLimit`](crate::ErrorKind::BytesLimit) where that takes more than
    /// [`Limits::bytes`](crate::Limits::bytes) and more than 32 times the bytes of the message; `out`
    /// then ends anywhere.
    pub fn write_json(self, options: &Options<'_>, out: &mut String) -> Result<()> {
        write::element(self, options, out)
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
    /// assert_eq!(message.to_json()?, r#"{"kind":"Custom","headers":[],"body":{}}"#);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn to_json(&self) -> Result<String> {
        self.to_json_with(&Options::default())
    }

    /// The message as JSON, as `options` have it.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json_with(&self, options: &Options<'_>) -> Result<String> {
        let envelope = self.envelope();
        let mut out = String::with_capacity(envelope.element().outer().len() * 2);
        envelope.write_json(options, &mut out)?;
        Ok(out)
    }
}

impl Envelope<'_> {
    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn to_json(self) -> Result<String> {
        let mut out = String::with_capacity(self.element().outer().len() * 2);
        self.write_json(&Options::default(), &mut out)?;
        Ok(out)
    }

    /// Appends the message as JSON to `out`.
    ///
    /// # Errors
    /// As [`Element::write_json`].
    pub fn write_json(self, options: &Options<'_>, out: &mut String) -> Result<()> {
        write::envelope(self, options, out)
    }
}

#[cfg(test)]
mod tests;
