//! What is known about a class.

use std::borrow::Cow;
use std::collections::HashSet;

use cimwire::schema::pack::{self, Fact, Facts, Meanings, Packs};
use cimwire::schema::uris;

/// A class, with all that it inherits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name, as its schema spells it.
    pub name: String,
    /// The class it inherits from.
    pub superclass: Option<String>,
    /// The namespace of its elements, which is its resource URI (DSP0227 §5.1).
    pub namespace: String,
    /// The version of its schema.
    pub version: Option<String>,
    /// Whether it has no instances of its own.
    pub is_abstract: bool,
    /// Whether its instances relate others.
    pub is_association: bool,
    /// Whether its instances are events.
    pub is_indication: bool,
    /// Its properties and references, in the order of the elements of an instance.
    pub properties: Vec<DeclaredProperty>,
    /// Its methods, by name.
    pub methods: Vec<DeclaredMethod>,
}

/// What a class says about a property or a reference, or a method about a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredProperty {
    /// Its name.
    pub name: String,
    /// The class that declares it, or the last one to override it.
    pub class: String,
    /// Its type as MOF has it, as `uint16` or `reference` (DSP0004 §5.2).
    pub type_name: &'static str,
    /// The class that it refers to, or whose instance a string holds.
    pub of_class: Option<String>,
    /// Whether it has any number of values.
    pub is_array: bool,
    /// Whether it identifies an instance.
    pub is_key: bool,
    /// Whether it is never null.
    pub is_required: bool,
    /// Whether it can be written.
    pub is_writable: bool,
    /// Whether a parameter goes with the call.
    pub is_in: bool,
    /// Whether a parameter comes with the answer.
    pub is_out: bool,
    /// Whether a string holds an instance or class.
    pub is_embedded: bool,
    /// Whether it is an octet string.
    pub is_octets: bool,
    /// At most so many characters.
    pub max_len: Option<i64>,
    /// At least this.
    pub min_value: Option<i64>,
    /// At most this.
    pub max_value: Option<i64>,
    /// The unit, for people, or where there is none for them, for programs (DSP0004 annex C).
    pub units: Option<String>,
    /// Which values there are, and what they mean.
    pub values: Vec<Meaning>,
    /// Which bits there are, from 0, and what they mean.
    pub bits: Vec<Meaning>,
}

/// What a method is called with and answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredMethod {
    /// Its name.
    pub name: String,
    /// The class that declares it, or the last one to override it.
    pub class: String,
    /// The type of its return value; none for `void`.
    pub type_name: Option<&'static str>,
    /// Whether it needs no instance.
    pub is_static: bool,
    /// Its parameters in the order of their declaration, which is that of their elements.
    pub parameters: Vec<DeclaredProperty>,
    /// Which values it returns, and what they mean.
    pub values: Vec<Meaning>,
}

/// A value, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// A number or text, or a range as in `0x8000..`; `..` for all that is left.
    pub value: String,
    /// What it means, if the schema says.
    pub meaning: Option<String>,
}

impl Class {
    /// The property of a name, in any case.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&DeclaredProperty> {
        self.properties.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// The method of a name, in any case.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<&DeclaredMethod> {
        self.methods.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }

    pub(crate) fn of(packs: &Packs, name: &str) -> Option<Self> {
        let line: Vec<_> = packs.line(name).collect();
        let class = line.first()?;
        let has = |fact| class.facts().has(fact);
        let properties = line.iter().flat_map(pack::Class::properties);
        let methods = line.iter().flat_map(pack::Class::methods);
        Some(Self {
            name: class.name().to_owned(),
            superclass: class.superclass().map(str::to_owned),
            namespace: namespace_of(class),
            version: class.facts().text(Fact::Version).map(str::to_owned),
            is_abstract: has(Fact::Abstract),
            is_association: has(Fact::Association),
            is_indication: has(Fact::Indication),
            properties: first_of_name(properties.map(|it| DeclaredProperty::of(&it)), |it| {
                &it.name
            }),
            methods: first_of_name(methods.map(|it| DeclaredMethod::of(&it)), |it| &it.name),
        })
    }
}

impl DeclaredProperty {
    fn of(property: &pack::Property<'_>) -> Self {
        let facts = property.facts();
        let text = |fact| facts.text(fact).map(str::to_owned);
        Self {
            name: property.name().to_owned(),
            class: property.class().to_owned(),
            type_name: property.of().name(),
            of_class: text(Fact::Class).or_else(|| text(Fact::EmbeddedInstance)),
            is_array: property.is_array(),
            is_key: property.is_key(),
            is_required: property.is_required(),
            is_writable: facts.has(Fact::Write),
            is_in: facts.has(Fact::In),
            is_out: facts.has(Fact::Out),
            is_embedded: facts.has(Fact::EmbeddedInstance) || facts.has(Fact::EmbeddedObject),
            is_octets: facts.has(Fact::OctetString),
            max_len: facts.number(Fact::MaxLen),
            min_value: facts.number(Fact::MinValue),
            max_value: facts.number(Fact::MaxValue),
            units: text(Fact::Units).or_else(|| text(Fact::PUnit)),
            values: meanings(property.meanings()),
            bits: bits(facts),
        }
    }
}

impl DeclaredMethod {
    fn of(method: &pack::Method<'_>) -> Self {
        Self {
            name: method.name().to_owned(),
            class: method.class().to_owned(),
            type_name: method.of().map(pack::Type::name),
            is_static: method.facts().has(Fact::Static),
            parameters: method.parameters().map(|it| DeclaredProperty::of(&it)).collect(),
            values: meanings(method.meanings()),
        }
    }
}

/// The namespace that a class has, or the one that its name gives (DSP0230 §7.1).
fn namespace_of(class: &pack::Class<'_>) -> String {
    let usual = || [uris::class::CIM, class.name()].concat();
    class.namespace().map_or_else(usual, str::to_owned)
}

/// The first of each name, in any case, sorted by name: the nearest class wins.
fn first_of_name<T>(all: impl Iterator<Item = T>, name: impl Fn(&T) -> &String) -> Vec<T> {
    let mut seen = HashSet::new();
    let mut first: Vec<T> = all.filter(|it| seen.insert(name(it).to_ascii_lowercase())).collect();
    first.sort_by(|a, b| name(a).cmp(name(b)));
    first
}

fn meanings(meanings: Option<Meanings<'_>>) -> Vec<Meaning> {
    let meaning = |(value, meaning): (Cow<'_, str>, Option<&str>)| Meaning {
        value: value.into_owned(),
        meaning: meaning.map(str::to_owned),
    };
    meanings.map(|it| it.iter().map(meaning).collect()).unwrap_or_default()
}

fn bits(facts: Facts<'_>) -> Vec<Meaning> {
    let mut meanings = facts.texts(Fact::BitValues);
    let bit = |bit: &str| Meaning {
        value: bit.to_owned(),
        meaning: meanings.as_mut().and_then(Iterator::next).map(str::to_owned),
    };
    facts.texts(Fact::BitMap).map(|it| it.map(bit).collect()).unwrap_or_default()
}
