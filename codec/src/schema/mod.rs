//! Tables of what messages look like, made from the schemas by schema-gen.
//!
//! A [`Record`] is a complex type of XML Schema as far as a codec needs it: which attributes and
//! elements it may have, in which order, and of which type. One engine reads and writes every
//! record from its table, JSON is made and read from the same tables, and so are checks.

mod fault;
mod generated;
mod message;
pub mod pack;
mod rule;

pub use fault::{Code, Detail, Fault};
pub use generated::{
    DETAILS, ELEMENTS, FAULTS, Kind, MESSAGES, RULES, addressing, cimbinding, control, enumeration,
    eventing, headers, identity, soap, uris,
};
pub use message::{Body, Direction, Message};
pub use rule::{Level, Rule, Side, Who};

use crate::names::NameId;

/// What an element looks like inside: a complex type (XML Schema part 1 §3.4).
#[derive(Debug)]
pub struct Record {
    /// The name of the struct it fills.
    pub name: &'static str,
    /// Its attributes, but for those any element may carry.
    pub attributes: &'static [Field],
    /// Its child elements in the order of the schema.
    pub elements: &'static [Field],
    /// What else it holds.
    pub content: Model,
}

/// What an element holds beside the elements of its table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// Nothing.
    Closed,
    /// Elements of any other name: `xs:any`.
    Open,
    /// Text of a type, and no elements.
    Text(Type),
    /// Text and elements of any kind.
    Mixed,
}

/// An attribute or a child element of a record.
#[derive(Debug)]
pub struct Field {
    /// Its name: that of the first namespace of its family ([`NameId::canonical`]).
    pub name: NameId,
    /// Names that are read as this one too.
    pub aliases: &'static [NameId],
    /// Its name as a member of a struct or of a JSON object.
    pub key: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// How often it occurs.
    pub occurs: Occurs,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text of a type, with no attributes of its own.
    Leaf(Type),
    /// A record.
    Record(&'static Record),
    /// Anything: kept as it is.
    Content,
}

/// How often a field occurs in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Once or not at all.
    Optional,
    /// Once.
    Required,
    /// Any number of times.
    Any,
    /// At least once.
    Some,
}

/// A simple type: which texts are of it (XML Schema part 2), blanks around them aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// No text at all: the element says what it says by being there.
    Empty,
    /// Any text; blanks count.
    String,
    /// `xs:boolean`.
    Boolean,
    /// `xs:byte`.
    Byte,
    /// `xs:short`.
    Short,
    /// `xs:int`.
    Int,
    /// `xs:long`.
    Long,
    /// `xs:unsignedByte`.
    UnsignedByte,
    /// `xs:unsignedShort`.
    UnsignedShort,
    /// `xs:unsignedInt`.
    UnsignedInt,
    /// `xs:unsignedLong`.
    UnsignedLong,
    /// `xs:nonNegativeInteger`, up to 64 bits.
    NonNegativeInteger,
    /// `xs:positiveInteger`, up to 64 bits.
    PositiveInteger,
    /// `xs:float`.
    Float,
    /// `xs:double`.
    Double,
    /// `xs:duration`.
    Duration,
    /// A duration above zero (DSP8033 `PositiveDurationType`).
    PositiveDuration,
    /// A duration of zero or more (DSP8033 `NonNegativeDurationType`).
    NonNegativeDuration,
    /// `xs:dateTime`.
    DateTime,
    /// `xs:date`.
    Date,
    /// `xs:time`.
    Time,
    /// When something expires: a dateTime or a duration (DSP8033 `ExpirationType`).
    Expiration,
    /// `xs:anyURI`.
    Uri,
    /// `xs:QName`.
    QName,
    /// `xs:NCName`.
    NcName,
    /// `xs:token`.
    Token,
    /// `xs:language`.
    Language,
    /// `xs:base64Binary`.
    Base64,
    /// `xs:hexBinary`.
    Hex,
    /// One of these words.
    Known(&'static [&'static str]),
}

/// A table that says nothing but what it is called and what it may hold.
#[must_use]
pub const fn record(
    name: &'static str,
    attributes: &'static [Field],
    elements: &'static [Field],
    content: Model,
) -> Record {
    Record { name, attributes, elements, content }
}

/// A field that occurs once or not at all.
#[must_use]
pub const fn optional(name: NameId, key: &'static str, shape: Shape) -> Field {
    field(name, key, shape, Occurs::Optional)
}

/// A field that occurs once.
#[must_use]
pub const fn required(name: NameId, key: &'static str, shape: Shape) -> Field {
    field(name, key, shape, Occurs::Required)
}

/// A field that occurs any number of times.
#[must_use]
pub const fn any(name: NameId, key: &'static str, shape: Shape) -> Field {
    field(name, key, shape, Occurs::Any)
}

/// A field that occurs at least once.
#[must_use]
pub const fn some(name: NameId, key: &'static str, shape: Shape) -> Field {
    field(name, key, shape, Occurs::Some)
}

const fn field(name: NameId, key: &'static str, shape: Shape, occurs: Occurs) -> Field {
    Field { name, aliases: &[], key, shape, occurs }
}

impl Record {
    /// The child element that a name stands for: its index.
    #[must_use]
    pub fn element(&self, name: NameId) -> Option<usize> {
        position(self.elements, name)
    }

    /// The attribute that a name stands for: its index.
    #[must_use]
    pub fn attribute(&self, name: NameId) -> Option<usize> {
        position(self.attributes, name)
    }
}

impl Field {
    /// The field, read under other names as well.
    #[must_use]
    pub const fn or(self, aliases: &'static [NameId]) -> Self {
        Self { aliases, ..self }
    }

    /// Whether a canonical name stands for it.
    #[must_use]
    pub fn is(&self, name: NameId) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Whether it may occur more than once.
    #[must_use]
    pub const fn is_repeated(&self) -> bool {
        matches!(self.occurs, Occurs::Any | Occurs::Some)
    }

    /// Whether it has to occur.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        matches!(self.occurs, Occurs::Required | Occurs::Some)
    }
}

fn position(fields: &[Field], name: NameId) -> Option<usize> {
    // Most names in a message are not of the vocabulary, and so no field's.
    name.namespace()?;
    let name = name.canonical();
    fields.iter().position(|field| field.is(name))
}
