//! The type of an element of a WS-CIM schema, and the values it may have (DSP0230).

use super::fact::{Fact, Facts, Value};
use super::model::Type;
use crate::xsd::{self, Content, Derivation, Facet, Model, Name, Simple, TypeRef};

/// The namespace of the common schema of WS-CIM (DSP8004).
pub(crate) const COMMON: &str = "http://schemas.dmtf.org/wbem/wscim/1/common";

/// The CIM type of an element, and what its facets say.
///
/// # Errors
/// A type that is not made from one of WS-CIM.
pub(super) fn facets(model: &Model, of: &TypeRef, facts: &mut Facts) -> Result<Type, String> {
    let mut of = of;
    let mut base;
    for _ in 0..MAX_STEPS {
        if let TypeRef::Named(name) = of
            && let Some(of) = built_in(name, facts)
        {
            return Ok(of);
        }
        let unknown = || match of {
            TypeRef::Named(name) => format!("expected a type of WS-CIM, found {name}"),
            TypeRef::Anonymous(_) => "expected a type made from one of WS-CIM".to_owned(),
        };
        match model.resolve(of).ok_or_else(unknown)? {
            xsd::Type::Complex(complex) => match (&complex.content, &complex.derivation) {
                (Content::Text(Some(inside), _), _) => of = inside,
                (
                    Content::Text(None, facets),
                    Derivation::Restriction(name) | Derivation::Extension(name),
                ) => {
                    state(facets, facts)?;
                    base = TypeRef::Named(name.clone());
                    of = &base;
                }
                _ => return Err(unknown()),
            },
            xsd::Type::Simple(Simple::Restriction(inside, facets)) => {
                state(facets, facts)?;
                of = inside;
            }
            xsd::Type::Simple(Simple::Union(members)) => return union(model, members, facts),
            xsd::Type::Simple(Simple::List(_)) => return Err(unknown()),
        }
    }
    Err(format!("expected at most {MAX_STEPS} types made from each other"))
}

/// A value map with ranges: a union of values, of ranges, and of unions, which are what is left.
fn union(model: &Model, members: &[TypeRef], facts: &mut Facts) -> Result<Type, String> {
    let mut map = Vec::new();
    let mut found = None;
    for member in members {
        match model.resolve(member) {
            Some(xsd::Type::Simple(Simple::Restriction(base, facets))) => {
                found = found.or(Some(base));
                map.extend(facets.iter().filter(|it| it.kind == ENUMERATION).map(value));
                let end = |kind: &str| facets.iter().find(|it| it.kind == kind).map(value);
                let [low, high] = [end("minInclusive"), end("maxInclusive")];
                if low.is_some() || high.is_some() {
                    map.push([low.unwrap_or_default(), high.unwrap_or_default()].join(".."));
                }
            }
            Some(xsd::Type::Simple(Simple::Union(_))) => map.push("..".to_owned()),
            _ => return Err("expected values or ranges in a union".to_owned()),
        }
    }
    facts.insert(Fact::ValueMap, Value::Texts(map));
    match found {
        Some(TypeRef::Named(name)) => built_in(name, facts),
        _ => None,
    }
    .ok_or_else(|| "expected a union of values of one simple type".to_owned())
}

/// What the facets of one restriction say.
fn state(facets: &[Facet], facts: &mut Facts) -> Result<(), String> {
    let map: Vec<String> = facets.iter().filter(|it| it.kind == ENUMERATION).map(value).collect();
    if !map.is_empty() {
        facts.insert(Fact::ValueMap, Value::Texts(map));
    }
    for facet in facets {
        let Some((_, fact)) = BOUNDS.iter().find(|(kind, _)| *kind == facet.kind) else { continue };
        let number = facet.value.trim().parse();
        let number = number.map_err(|_| format!("expected a number for {}", facet.kind))?;
        facts.insert(*fact, Value::Number(number));
    }
    Ok(())
}

fn value(facet: &Facet) -> String {
    facet.value.clone()
}

/// The type that a name of WS-CIM or XML Schema stands for.
fn built_in(name: &Name, facts: &mut Facts) -> Option<Type> {
    if name.namespace != COMMON && !name.is_xs() {
        return None;
    }
    let (of, fact) = match name.local.strip_prefix("cim").unwrap_or(&name.local) {
        "Boolean" | "boolean" => (Type::Boolean, None),
        "UnsignedByte" | "unsignedByte" => (Type::Uint8, None),
        "UnsignedShort" | "unsignedShort" => (Type::Uint16, None),
        "UnsignedInt" | "unsignedInt" => (Type::Uint32, None),
        "UnsignedLong" | "unsignedLong" => (Type::Uint64, None),
        "Byte" | "byte" => (Type::Sint8, None),
        "Short" | "short" => (Type::Sint16, None),
        "Int" | "int" => (Type::Sint32, None),
        "Long" | "long" => (Type::Sint64, None),
        "Float" | "float" => (Type::Real32, None),
        "Double" | "double" => (Type::Real64, None),
        "Char16" => (Type::Char16, None),
        "String" | "string" => (Type::String, None),
        "DateTime" | "dateTime" => (Type::Datetime, None),
        "Reference" => (Type::Reference, None),
        "Base64Binary" | "base64Binary" => (Type::Uint8, Some(Fact::OctetString)),
        "HexBinary" | "hexBinary" => (Type::String, Some(Fact::OctetString)),
        "anyType" => (Type::String, Some(Fact::EmbeddedObject)),
        _ => return None,
    };
    if let Some(fact) = fact {
        facts.insert(fact, Value::Flag(true));
    }
    Some(of)
}

const ENUMERATION: &str = "enumeration";

const BOUNDS: [(&str, Fact); 4] = [
    ("maxLength", Fact::MaxLen),
    ("minLength", Fact::MinLen),
    ("maxInclusive", Fact::MaxValue),
    ("minInclusive", Fact::MinValue),
];

const MAX_STEPS: usize = 64;
