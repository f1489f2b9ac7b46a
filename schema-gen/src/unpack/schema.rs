//! The schema of a class (DSP0230): its properties flattened, its methods as elements.

use cimwire::schema::pack::{Fact, Facts, Method, Property, Type};

use super::Whole;
use super::space::{Facet, Member, Space};
use super::tag::Tag;
use crate::classes::COMMON;
use crate::xsd::XS;

impl Whole<'_> {
    /// The WS-CIM schema of the class. Properties are declared by the code points of their names,
    /// which is their order in an instance too.
    #[must_use]
    pub fn schema(&self) -> String {
        let import = Tag::xs("import").with("namespace", COMMON);
        let schema = Tag::xs("schema")
            .with("xmlns:xs", XS)
            .with("xmlns:cim", COMMON)
            .with("xmlns:class", &self.namespace)
            .with("targetNamespace", &self.namespace)
            .with("elementFormDefault", "qualified")
            .holding([import.with("schemaLocation", format!("{COMMON}.xsd"))])
            .holding(self.properties.iter().map(|it| Part::from(*it).declared()))
            .holding(
                self.methods
                    .iter()
                    .flat_map(|it| [Fact::In, Fact::Out].map(|way| message(it, way))),
            )
            .holding(self.whole());
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{schema}")
    }

    /// The element of an instance, and its type.
    fn whole(&self) -> [Tag; 2] {
        let of = format!("{}_Type", self.name);
        let any = Tag::xs("any").with("namespace", "##other").with("processContents", "lax");
        let any = any.with("minOccurs", "0").with("maxOccurs", "unbounded");
        let sequence = Tag::xs("sequence").holding(self.properties.iter().map(|it| {
            let part = Part::from(*it);
            let element = Tag::xs("element").with("ref", format!("class:{}", part.name));
            part.occurring(element, part.is_nillable())
        }));
        [
            Tag::xs("element").with("name", self.name).with("type", format!("class:{of}")),
            Tag::xs("complexType")
                .with("name", of)
                .holding([sequence.holding([any]), any_attribute()]),
        ]
    }
}

/// `M_INPUT` or `M_OUTPUT`: the parameters of one way, and last what the method returns.
fn message(method: &Method<'_>, way: Fact) -> Tag {
    let parameters = method.parameters().filter(|it| it.facts().has(way)).map(Part::from);
    let returned = method.of().filter(|_| way == Fact::Out);
    let returned =
        returned.map(|of| Part { name: "ReturnValue", of, is_array: false, facts: method.facts() });
    let parts: Vec<Tag> =
        parameters.chain(returned).map(|part| part.occurring(part.declared(), false)).collect();
    let suffix = if way == Fact::In { "INPUT" } else { "OUTPUT" };
    let sequence = (!parts.is_empty()).then(|| Tag::xs("sequence").holding(parts));
    Tag::xs("element")
        .with("name", format!("{}_{suffix}", method.name()))
        .holding([Tag::xs("complexType").holding(sequence)])
}

/// A property, a parameter, or a return value.
struct Part<'p> {
    name: &'p str,
    of: Type,
    is_array: bool,
    facts: Facts<'p>,
}

impl<'p> From<Property<'p>> for Part<'p> {
    fn from(it: Property<'p>) -> Self {
        Self { name: it.name(), of: it.of(), is_array: it.is_array(), facts: it.facts() }
    }
}

impl Part<'_> {
    fn is_nillable(&self) -> bool {
        !self.facts.has(Fact::Key) && !self.facts.has(Fact::Required)
    }

    /// An element with how often it occurs: octets are one text, any other array may be empty.
    fn occurring(&self, element: Tag, is_optional: bool) -> Tag {
        let is_octets = self.of == Type::Uint8 && self.facts.has(Fact::OctetString);
        if !self.is_array || is_octets {
            return if is_optional { element.with("minOccurs", "0") } else { element };
        }
        let most = self.facts.number(Fact::ArraySize);
        let most = most.map_or("unbounded".to_owned(), |most| most.to_string());
        element.with("minOccurs", "0").with("maxOccurs", most)
    }

    fn declared(&self) -> Tag {
        let element = Tag::xs("element").with("name", self.name);
        let element = if self.is_nillable() { element.with("nillable", "true") } else { element };
        let of = self.wire_type();
        match Space::of(self.of, self.facts) {
            Space::All => element.with("type", of),
            Space::Some(values) => element.holding([restricted(&of, facets(&values))]),
            Space::Any(members) => {
                let base = format!("xs:{}", simple(self.of));
                let members = members.iter().map(|it| union_member(&base, it));
                let union = Tag::xs("simpleType").holding([Tag::xs("union").holding(members)]);
                element.holding([restricted("cim:cimAnySimpleType", vec![union])])
            }
        }
    }

    fn wire_type(&self) -> String {
        let has = |fact| self.facts.has(fact);
        let local = match self.of {
            _ if has(Fact::EmbeddedInstance) || has(Fact::EmbeddedObject) => {
                return "xs:anyType".to_owned();
            }
            Type::Uint8 if has(Fact::OctetString) && self.is_array => "base64Binary",
            Type::String if has(Fact::OctetString) => "hexBinary",
            of => simple(of),
        };
        let (first, rest) = local.split_at(1);
        format!("cim:cim{}{rest}", first.to_ascii_uppercase())
    }
}

/// The type of XML Schema that holds the texts of a type; the last three have none, only one of
/// WS-CIM that is called alike.
fn simple(of: Type) -> &'static str {
    match of {
        Type::Boolean => "boolean",
        Type::Uint8 => "unsignedByte",
        Type::Uint16 => "unsignedShort",
        Type::Uint32 => "unsignedInt",
        Type::Uint64 => "unsignedLong",
        Type::Sint8 => "byte",
        Type::Sint16 => "short",
        Type::Sint32 => "int",
        Type::Sint64 => "long",
        Type::Real32 => "float",
        Type::Real64 => "double",
        Type::String => "string",
        Type::Datetime => "dateTime",
        Type::Char16 => "char16",
        Type::Reference => "reference",
    }
}

/// A type without a name: that of `base`, with less values.
fn restricted(base: &str, values: Vec<Tag>) -> Tag {
    let restriction = Tag::xs("restriction").with("base", base).holding(values);
    let restriction = restriction.holding([any_attribute()]);
    Tag::xs("complexType").holding([Tag::xs("simpleContent").holding([restriction])])
}

fn union_member(base: &str, member: &Member) -> Tag {
    let some = |values: &Vec<Facet>| {
        let restriction = Tag::xs("restriction").with("base", base).holding(facets(values));
        Tag::xs("simpleType").holding([restriction])
    };
    match member {
        Member::Some(values) => some(values),
        Member::Rest(gaps) => {
            Tag::xs("simpleType").holding([Tag::xs("union").holding(gaps.iter().map(some))])
        }
    }
}

fn facets(values: &[Facet]) -> Vec<Tag> {
    values.iter().map(|(kind, value)| Tag::xs(kind).with("value", value)).collect()
}

fn any_attribute() -> Tag {
    Tag::xs("anyAttribute").with("namespace", "##any").with("processContents", "lax")
}
