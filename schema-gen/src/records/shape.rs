//! What an element looks like to the codec.

use crate::xsd::{Facet, Model, Name, Simple, Type, TypeRef};

/// What a field looks like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Leaf(Value),
    /// A record, by the name of its type or of its element.
    Record(Name),
    Content,
}

/// A type of texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// One of `cimwire::schema::Type`, by its name.
    Plain(&'static str),
    /// An enumeration, by the name of its type.
    Token(Name),
}

impl Value {
    /// What a simple type is to the codec.
    pub(super) fn of(model: &Model, of: &TypeRef, is_token: &impl Fn(&Name) -> bool) -> Self {
        if let TypeRef::Named(name) = of {
            if is_token(name) {
                return Self::Token(name.clone());
            }
            if name.is_xs() {
                return Self::Plain(built_in(&name.local));
            }
        }
        match model.resolve(of) {
            Some(Type::Simple(Simple::Restriction(base, facets))) => {
                let base = Self::of(model, base, is_token);
                narrow(facets, &base).map_or(base, Self::Plain)
            }
            Some(Type::Simple(Simple::Union(members))) => {
                let members: Vec<_> =
                    members.iter().map(|it| Self::of(model, it, is_token)).collect();
                Self::Plain(union(&members))
            }
            _ => Self::Plain("String"),
        }
    }
}

/// The type that a restriction of a duration makes.
fn narrow(facets: &[Facet], base: &Value) -> Option<&'static str> {
    let is_duration = *base == Value::Plain("Duration");
    let kinds: Vec<_> = facets.iter().map(|it| it.kind.as_str()).collect();
    match kinds.as_slice() {
        ["minExclusive"] if is_duration => Some("PositiveDuration"),
        ["minInclusive"] if is_duration => Some("NonNegativeDuration"),
        _ => None,
    }
}

/// The type that has the texts of all members.
fn union(members: &[Value]) -> &'static str {
    let has = |plain| members.contains(&Value::Plain(plain));
    match members {
        [Value::Plain("DateTime"), Value::Plain("NonNegativeDuration")] => "Expiration",
        _ if has("Uri") => "Uri",
        // The other member is the empty text of `xml:lang`.
        _ if has("Language") => "Language",
        _ if has("QName") => "QName",
        _ => "String",
    }
}

fn built_in(local: &str) -> &'static str {
    let found = BUILT_IN.iter().find(|(name, _)| *name == local);
    found.map_or("String", |(_, of)| of)
}

/// Those of XML Schema that are not texts alone.
const BUILT_IN: [(&str, &str); 25] = [
    ("boolean", "Boolean"),
    ("byte", "Byte"),
    ("short", "Short"),
    ("int", "Int"),
    ("long", "Long"),
    ("unsignedByte", "UnsignedByte"),
    ("unsignedShort", "UnsignedShort"),
    ("unsignedInt", "UnsignedInt"),
    ("unsignedLong", "UnsignedLong"),
    ("nonNegativeInteger", "NonNegativeInteger"),
    ("positiveInteger", "PositiveInteger"),
    ("float", "Float"),
    ("double", "Double"),
    ("duration", "Duration"),
    ("dateTime", "DateTime"),
    ("date", "Date"),
    ("time", "Time"),
    ("anyURI", "Uri"),
    ("QName", "QName"),
    ("NCName", "NcName"),
    ("ID", "NcName"),
    ("token", "Token"),
    ("language", "Language"),
    ("base64Binary", "Base64"),
    ("hexBinary", "Hex"),
];
