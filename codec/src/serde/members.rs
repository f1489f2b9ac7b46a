//! What an element holds, by name: attributes, text, and elements, those of one name together.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, MapAccess};

use super::error::{located, located_at, misfit};
use super::node::Node;
use super::sequence::Siblings;
use super::text::Text;
use crate::error::{Error, Result};
use crate::names::ns;
use crate::xml::chars::trim;
use crate::xml::{Attribute, Attributes, Element, Kind, Name};

/// What is to be read of an element.
pub(super) struct Members<'de> {
    node: Node<'de>,
    /// Those of the struct; none for a map.
    fields: &'static [&'static str],
    attributes: Attributes<'de>,
    text: Option<(&'static str, Text<'de>)>,
    /// The elements inside and the place of each, those of one place in a row.
    elements: Vec<(usize, Element<'de>)>,
    /// How many of them were read.
    read: usize,
    value: Option<Value<'de>>,
}

enum Value<'de> {
    Attribute(Attribute<'de>),
    Text(Text<'de>),
    Elements(Range<usize>),
}

impl<'de> Members<'de> {
    /// Elements of one local name together.
    pub(super) fn of_map(node: Node<'de>) -> Self {
        let mut places = HashMap::new();
        let mut place = |element: Element<'de>| {
            let next = places.len();
            *places.entry(element.name().local).or_insert(next)
        };
        let elements = node.element.children().map(|element| (place(element), element)).collect();
        Self::new(node, &[], elements)
    }

    /// Elements of one field together, and each for itself that is of none.
    pub(super) fn of_struct(node: Node<'de>, fields: &'static [&'static str]) -> Self {
        let is_plain = fields.iter().all(|field| !field.starts_with('{'));
        let rest = fields.iter().position(|field| *field == REST).unwrap_or(usize::MAX);
        let mut next = 0;
        let mut place = |element: Element<'de>| {
            let name = element.name();
            // Messages mostly have elements in the order in which structs have fields.
            let is_next = is_plain && fields.get(next) == Some(&name.local);
            let place = if is_next { Some(next) } else { place(fields, "", name) };
            next = place.unwrap_or(next) + 1;
            place.unwrap_or(rest)
        };
        let elements = node.element.children().map(|element| (place(element), element)).collect();
        Self::new(node, fields, elements)
    }

    fn new(
        node: Node<'de>,
        fields: &'static [&'static str],
        mut elements: Vec<(usize, Element<'de>)>,
    ) -> Self {
        elements.sort_by_key(|(place, _)| *place);
        let attributes = node.element.attributes();
        let text = text(node.element, fields);
        Self { node, fields, attributes, text, elements, read: 0, value: None }
    }

    /// The name under which the next member is asked for; its value is set aside.
    fn next_key(&mut self) -> Option<Cow<'de, str>> {
        if let Some((key, attribute)) = self.next_attribute() {
            self.value = Some(Value::Attribute(attribute));
            return Some(key);
        }
        if let Some((key, text)) = self.text.take() {
            self.value = Some(Value::Text(text));
            return Some(Cow::Borrowed(key));
        }
        let from = self.read;
        let &(place, first) = self.elements.get(from)?;
        let alike = self.elements[from..].iter().take_while(|(other, _)| *other == place).count();
        self.read += if place == usize::MAX { 1 } else { alike };
        self.value = Some(Value::Elements(from..self.read));
        Some(Cow::Borrowed(self.fields.get(place).copied().unwrap_or(first.name().local)))
    }

    fn next_attribute(&mut self) -> Option<(Cow<'de, str>, Attribute<'de>)> {
        loop {
            let attribute = self.attributes.next()?;
            let Name { namespace, local } = attribute.name();
            let key = match place(self.fields, "@", attribute.name()) {
                Some(place) => Cow::Borrowed(self.fields[place]),
                None if is_of_instance(attribute) => continue,
                None if namespace.is_empty() => Cow::Owned(format!("@{local}")),
                None => Cow::Owned(format!("@{{{namespace}}}{local}")),
            };
            return Some((key, attribute));
        }
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let key = match self.next_key() {
            None => return Ok(None),
            Some(Cow::Borrowed(key)) => {
                seed.deserialize(BorrowedStrDeserializer::<Error>::new(key))
            }
            Some(Cow::Owned(key)) => seed.deserialize(StringDeserializer::<Error>::new(key)),
        };
        key.map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        let element = self.node.element;
        match self.value.take() {
            Some(Value::Attribute(attribute)) => {
                let value = seed.deserialize(Text(attribute.value()));
                located_at(element, attribute.entry().start(), value)
            }
            Some(Value::Text(text)) => located(element, seed.deserialize(text)),
            Some(Value::Elements(range)) => {
                let elements = &self.elements[range];
                let first = elements.first().map_or(element, |(_, first)| *first);
                let is_rest = |place: usize| self.fields.get(place) == Some(&REST);
                let are_named = !elements.first().is_some_and(|(place, _)| is_rest(*place));
                let parent = self.node;
                located(first, seed.deserialize(Siblings { parent, elements, are_named }))
            }
            None => Err(misfit("a value was asked for before its name")),
        }
    }
}

/// The place in `names` of the one that stands for `name`: with its namespace in braces, or else
/// its local part alone; both behind `mark`.
pub(super) fn place(names: &[&str], mark: &str, name: Name<'_>) -> Option<usize> {
    let position = |is_it: &dyn Fn(&str) -> bool| {
        names.iter().position(|other| other.strip_prefix(mark).is_some_and(is_it))
    };
    let exact = Some((name.namespace, name.local));
    position(&|other| other.strip_prefix('{').and_then(|other| other.split_once('}')) == exact)
        .or_else(|| position(&|other| other == name.local))
}

/// Whether an attribute is of XML Schema instance: it speaks of types, and is no data.
pub(super) fn is_of_instance(attribute: Attribute<'_>) -> bool {
    attribute.id().namespace() == Some(ns::XSI)
}

/// The text of an element, where it is asked for or says something.
fn text<'de>(
    element: Element<'de>,
    fields: &'static [&'static str],
) -> Option<(&'static str, Text<'de>)> {
    let field = fields.iter().copied().find(|field| TEXT.contains(field));
    let is_leaf = element.entry().kind() == Kind::Leaf;
    if element.is_nil() || field.is_none() && !fields.is_empty() && !is_leaf {
        return None;
    }
    let text = element.text();
    let is_value = field.is_some() && element.children().next().is_none();
    (is_value || !trim(&text).is_empty()).then_some((field.unwrap_or(TEXT[0]), Text(text)))
}

/// Fields that are the text.
const TEXT: [&str; 2] = ["$text", "#text"];

/// The field of all elements that are for no other.
const REST: &str = "$value";
