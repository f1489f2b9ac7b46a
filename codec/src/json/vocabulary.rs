//! Names of the vocabulary, fields and versions as JSON has them.

use std::sync::LazyLock;

use crate::names::{self, Family, NameId, NamespaceId, addressing, soap, xml, xsi};
use crate::schema::pack;
use crate::schema::{self, Body, Field, Kind, MESSAGES, Record, Shape, Type};
use crate::xml::Name;

/// The keys of the vocabulary, `"{namespace}local":`, by name id; none of them needs an escape.
pub(super) static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let keys = (1..).map(NameId::new).map_while(|id| {
        let mut key = String::from("\"");
        push_name(&mut key, Name { namespace: id.namespace()?.uri()?, local: id.local()? });
        Some(key + "\":")
    });
    std::iter::once(String::new()).chain(keys).collect()
});

/// The same of their local parts alone.
pub(super) static LOCAL_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let locals = (1..).map(NameId::new).map_while(NameId::local);
    let keys = locals.map(|local| format!("\"{local}\":"));
    std::iter::once(String::new()).chain(keys).collect()
});

/// A name of the vocabulary in one string; empty for any other.
pub(super) fn text_of(name: NameId) -> &'static str {
    let key = KEYS.get(name.index() as usize).map(|key| key.trim_end_matches(':'));
    key.map_or("", |key| key.trim_matches('"'))
}

/// Appends a name in one string: `{namespace}local`, or `local` alone in no namespace.
pub(super) fn push_name(out: &mut String, name: Name<'_>) {
    if !name.namespace.is_empty() {
        out.push('{');
        out.push_str(name.namespace);
        out.push('}');
    }
    out.push_str(name.local);
}

/// The members that tell a field: one of its own key, but for those that have a form of their own.
pub(super) fn keys_of(field: &'static Field) -> &'static [&'static str] {
    match field.name {
        addressing::REFERENCE_PARAMETERS => &PARAMETERS,
        soap::CODE => &CODE,
        soap::REASON => &REASON,
        _ => std::slice::from_ref(&field.key),
    }
}

/// The type of an attribute.
pub(super) fn type_of(field: &Field) -> Type {
    match field.shape {
        Shape::Leaf(kind) => kind,
        Shape::Record(_) | Shape::Content => Type::String,
    }
}

/// What a version of addressing or a dialect of WS-Management is called: the year and month of its
/// namespace, or the namespace.
pub(super) fn version_of(namespace: NamespaceId) -> &'static str {
    let uri = namespace.uri().unwrap_or_default();
    let of_uri = |&&(_, known): &&(&str, &str)| known == uri;
    VERSIONS.iter().find(of_uri).map_or(uri, |(version, _)| version)
}

/// The namespace in a family of what [`version_of`] returns.
pub(super) fn namespace_of(family: Family, version: &str) -> Option<NamespaceId> {
    let is_in_family = |id: &NamespaceId| id.family() == Some(family);
    let of_version = VERSIONS.iter().filter(|(known, _)| *known == version).map(|(_, uri)| *uri);
    let mut candidates = of_version.chain([version]);
    candidates.find_map(|uri| names::namespace(uri.as_bytes()).filter(is_in_family))
}

/// What a kind of message is called.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    KINDS.get(kind as usize).map_or("", String::as_str)
}

/// The kind of message that is called so.
pub(super) fn kind_of(name: &str) -> Option<Kind> {
    let place = KINDS.iter().position(|known| known == name)?;
    Some(MESSAGES.get(place)?.kind)
}

static KINDS: LazyLock<Vec<String>> =
    LazyLock::new(|| MESSAGES.iter().map(|message| format!("{:?}", message.kind)).collect());

/// The element that bodies of a kind hold, and its table.
pub(super) fn body_table(kind: Kind) -> Option<(NameId, &'static Record)> {
    match kind.message().body {
        Body::Element(name) => Some((name, table_of(name)?)),
        _ => None,
    }
}

fn table_of(name: NameId) -> Option<&'static Record> {
    match schema::ELEMENTS.iter().find(|(element, _)| *element == name)?.1 {
        Shape::Record(table) => Some(table),
        Shape::Leaf(_) | Shape::Content => None,
    }
}

/// Whether bodies of a kind hold an instance or a fragment of one, or what is as good.
pub(super) fn holds_resource(kind: Kind) -> bool {
    match kind.message().body {
        Body::Resource | Body::OptionalResource => true,
        Body::Any => kind != Kind::Custom,
        Body::Empty | Body::Element(_) => false,
    }
}

/// The type of XML Schema that a type of CIM is (DSP0230 §8.2).
pub(super) fn xsd_type(of: pack::Type) -> Type {
    match of {
        pack::Type::Boolean => Type::Boolean,
        pack::Type::Uint8 => Type::UnsignedByte,
        pack::Type::Uint16 => Type::UnsignedShort,
        pack::Type::Uint32 => Type::UnsignedInt,
        pack::Type::Uint64 => Type::UnsignedLong,
        pack::Type::Sint8 => Type::Byte,
        pack::Type::Sint16 => Type::Short,
        pack::Type::Sint32 => Type::Int,
        pack::Type::Sint64 => Type::Long,
        pack::Type::Real32 => Type::Float,
        pack::Type::Real64 => Type::Double,
        pack::Type::Char16 | pack::Type::String | pack::Type::Datetime | pack::Type::Reference => {
            Type::String
        }
    }
}

/// The language of a reason.
pub(super) static LANG: &[Field] =
    &[schema::optional(xml::LANG, "lang", Shape::Leaf(Type::String))];

/// The type of an instance.
pub(super) static TYPE: &[Field] = &[schema::optional(xsi::TYPE, "type", Shape::Leaf(Type::QName))];

/// Precedes a value that begins like a name in braces and is none.
pub(super) const NOT_A_NAME: &str = "{}";

/// How many endpoint references may stand in the selectors of one another; in those further in,
/// they are elements like any other.
pub(super) const MOST_NESTED: usize = 8;

/// The tables of the only records whose fields are looked up here.
pub(super) const PARAMETERS: [&str; 3] = ["resource_uri", "selectors", "parameters"];
pub(super) const CODE: [&str; 2] = ["code", "subcode"];
pub(super) const REASON: [&str; 1] = ["reasons"];

/// The child forms of a CIM date-time property (DSP0230 §8.3.2).
pub(super) const DATE_FORMS: [&str; 5] = ["CIM_DateTime", "Date", "Datetime", "Interval", "Time"];

const VERSIONS: [(&str, &str); 6] = [
    ("2004/08", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
    ("2005/08", "http://www.w3.org/2005/08/addressing"),
    ("1", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"),
    ("2005/06", "http://schemas.xmlsoap.org/ws/2005/06/management"),
    ("2005/02", "http://schemas.xmlsoap.org/ws/2005/02/management"),
    ("2004/10", "http://schemas.xmlsoap.org/ws/2004/10/management"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::ns;

    #[test]
    fn versions_lead_there_and_back() {
        for (family, version, uri) in [
            (Family::Addressing, "2005/08", "http://www.w3.org/2005/08/addressing"),
            (Family::Addressing, "2004/08", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
            (Family::Wsman, "2005/06", "http://schemas.xmlsoap.org/ws/2005/06/management"),
            (Family::Wsman, "1", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"),
        ] {
            let namespace = namespace_of(family, version).unwrap();
            assert_eq!((namespace.uri(), version_of(namespace)), (Some(uri), version));
            assert_eq!(namespace_of(family, uri), Some(namespace));
        }
        let secure = "https://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
        assert_eq!(version_of(namespace_of(Family::Wsman, secure).unwrap()), secure);
        assert_eq!(namespace_of(Family::Wsman, "2005/08"), None);
        assert_eq!(version_of(ns::WSMAN), "1");
    }

    #[test]
    fn names_are_one_string() {
        assert_eq!(text_of(soap::BODY), "{http://www.w3.org/2003/05/soap-envelope}Body");
        assert_eq!(text_of(names::none::NAME), "Name");
        assert_eq!(text_of(NameId::NONE), "");
    }
}
