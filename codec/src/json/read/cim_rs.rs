//! Instances as CIM-RS has them.

use std::borrow::Cow;
use std::collections::HashSet;

use simd_json::{Node, StaticNode};

use super::input::{self, Input};
use crate::cim::{Declared, Draft, Path, Value, fitted};
use crate::error::{Error, ErrorKind, Result};
use crate::json::CimRs;
use crate::json::vocabulary::MOST_NESTED;
use crate::schema::pack::{Class, Fact, Property, Type};
use crate::schema::uris;
use crate::value::{CimDateTime, Hex, Lexical, parse};

pub(in crate::json) fn draft<'p>(options: &CimRs<'p>, json: &[u8]) -> Result<Draft<'p>> {
    input::read(json, &options.limits, |input| Reading { options, input }.instance(0, 0))
}

struct Reading<'a, 'j, 'p> {
    options: &'a CimRs<'p>,
    input: &'a Input<'j>,
}

impl<'p> Reading<'_, '_, 'p> {
    fn instance(&self, at: usize, nested: usize) -> Result<Draft<'p>> {
        let (class, properties) = self.parts(at)?;
        if nested > MOST_NESTED {
            let text = "more instances nested than the limit allows";
            return Err(self.input.error(at, text).into_kind(ErrorKind::DepthLimit, text));
        }
        let mut draft = Draft::of(&class);
        let mut names = HashSet::new();
        for (name, at) in self.input.members(properties) {
            let property = self.options.packs.property(class.name(), name);
            let property = property.filter(|property| names.insert(property.name()));
            let text = "expected a property that the class has, once";
            let property = property.ok_or_else(|| self.input.error(at, text))?;
            draft.set(property.name(), self.property(at, property, nested)?);
        }
        Ok(draft)
    }

    /// The class of an instance, and where its properties are.
    fn parts(&self, at: usize) -> Result<(Class<'p>, usize)> {
        let Node::Object { .. } = self.input.node(at) else {
            return Err(self.input.error(at, "expected an instance"));
        };
        let mut places = [None; MEMBERS.len()];
        for (name, value) in self.input.members(at) {
            let place = MEMBERS.iter().position(|member| *member == name);
            let place = place.and_then(|place| places.get_mut(place)).filter(|it| it.is_none());
            let text = "expected the members of an instance, each once";
            *place.ok_or_else(|| self.input.error(value, text))? = Some(value);
        }
        let [kind, class, properties, identifier, _] = places;
        let (Some(kind), Some(class), Some(properties)) = (kind, class, properties) else {
            return Err(self.input.error(at, "expected a kind, a class and properties"));
        };
        if self.input.string(kind) != Some("instance") {
            return Err(self.input.error(kind, "expected the kind instance"));
        }
        if let Some(it) = identifier.filter(|it| self.input.string(*it).is_none()) {
            return Err(self.input.error(it, "expected an identifier"));
        }
        let Node::Object { .. } = self.input.node(properties) else {
            return Err(self.input.error(properties, "expected an object of properties"));
        };
        let known = self.input.string(class).and_then(|name| self.options.packs.class(name));
        let text = "expected a class that the packs have";
        Ok((known.ok_or_else(|| self.input.error(class, text))?, properties))
    }

    fn property(&self, at: usize, property: Property<'p>, nested: usize) -> Result<Value<'p>> {
        let places: Vec<_> = match self.input.node(at) {
            Node::Array { .. } => self.input.items(at).collect(),
            _ => vec![at],
        };
        let each = places.iter().map(|at| self.value(*at, property, nested));
        let mut values = each.collect::<Result<Vec<_>>>()?;
        let value = match self.input.node(at) {
            Node::Array { .. } => Value::Array(values),
            _ => values.pop().unwrap_or(Value::Null),
        };
        let fitted = fitted(&value, property.into()).map_err(|(item, text)| {
            let at = item.and_then(|item| places.get(item)).unwrap_or(&at);
            self.input.locate(Error::new(ErrorKind::JsonForm, 0, text), *at)
        });
        fitted.map(Cow::into_owned)
    }

    /// One value; that it is of its type is seen later, but for texts.
    fn value(&self, at: usize, property: Property<'p>, nested: usize) -> Result<Value<'p>> {
        match self.input.node(at) {
            Node::Static(scalar) => Ok(match scalar {
                StaticNode::Null => Value::Null,
                StaticNode::Bool(value) => Value::Boolean(value),
                StaticNode::I64(value) => Value::Sint64(value),
                StaticNode::U64(value) => Value::Uint64(value),
                StaticNode::F64(value) => Value::Real64(value),
            }),
            Node::String(text) => self.text(at, text, property),
            Node::Object { .. } if Declared::from(property).is_embedded => {
                self.embedded(at, property, nested)
            }
            Node::Object { .. } => Err(self.input.error(at, "expected no object for its type")),
            Node::Array { .. } => Err(self.input.error(at, "expected no list in a list")),
        }
    }

    fn text(&self, at: usize, text: &str, property: Property<'p>) -> Result<Value<'p>> {
        let wrong = |text| self.input.error(at, text);
        let mut characters = text.chars();
        match property.of() {
            Type::Datetime => match parse::<CimDateTime>(text) {
                Some(datetime) if datetime.as_str() == text => Ok(datetime.into()),
                _ => Err(wrong(CimDateTime::EXPECTED)),
            },
            Type::Char16 => match (characters.next(), characters.next()) {
                (Some(one), None) => Ok(one.into()),
                _ => Err(wrong("expected one character of 16 bits")),
            },
            Type::Reference => {
                let path = self.options.path(text).map_err(wrong)?;
                let epr = path.to_epr(uris::address::ANONYMOUS);
                let epr = epr.map_err(|error| self.input.locate(error, at))?;
                // What the wire cannot say again would be lost there.
                let again = Path::of_by(&epr, self.options.packs);
                let is_same = again.is_ok_and(|again| again == path);
                if is_same {
                    Ok(epr.into())
                } else {
                    Err(wrong("expected names of CIM in an identifier"))
                }
            }
            Type::String if property.facts().has(Fact::OctetString) => {
                parse::<Hex>(text).map(Value::Octets).ok_or_else(|| wrong(Hex::EXPECTED))
            }
            _ => Ok(Value::String(text.to_owned().into())),
        }
    }

    fn embedded(&self, at: usize, property: Property<'p>, nested: usize) -> Result<Value<'p>> {
        let draft = self.instance(at, nested + 1)?;
        let class = property.facts().text(Fact::EmbeddedInstance);
        let is_it = |class| self.options.packs.is_below(draft.class_name(), class);
        if class.is_some_and(|class| !is_it(class)) {
            let text = "expected an instance of the class that the property is declared with";
            return Err(self.input.error(at, text));
        }
        Ok(draft.into())
    }
}

/// Those of an instance; the last two are links, which are not read.
const MEMBERS: [&str; 5] = ["kind", "class", "properties", "self", "methods"];
