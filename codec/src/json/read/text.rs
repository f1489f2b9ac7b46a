//! Values of a type become texts.

use simd_json::{Node, StaticNode};

use super::form::{Form, UNQUOTED};
use super::plan::NameIndex;
use super::record::Layout;
use crate::error::{Error, ErrorKind, Result};
use crate::json::vocabulary::{NOT_A_NAME, type_of};
use crate::names::xsi;
use crate::schema::{Field, Type};
use crate::value::{Lexical, check, scalar};

/// The text that a value stands for.
pub(super) enum Told<'j> {
    /// None: `xsi:nil`.
    Null,
    Text(&'j str),
    Made(String),
    Name(NameIndex),
}

impl<'j> Form<'_, 'j> {
    /// An element with text of a type: from the value alone, or from an object with it.
    pub(super) fn text(
        &mut self,
        name: NameIndex,
        at: usize,
        layout: Layout,
        kind: Type,
    ) -> Result<()> {
        if !matches!(self.input.node(at), Node::Object { .. }) {
            let told = self.told(kind, at, None)?;
            self.start(name, at, None)?;
            self.tell(told, at, None)?;
            self.end(at);
            return Ok(());
        }
        let slots = self.slots(at, layout, ["value", "text"])?;
        let [Some(value), text] = slots.others else {
            return Err(self.input.error(at, "expected a value"));
        };
        let told = self.told(kind, value, text)?;
        self.begin(name, at, &slots, layout)?;
        self.tell(told, value, Some(at))?;
        self.end(at);
        Ok(())
    }

    /// The content of an element whose object is at an index.
    fn tell(&mut self, told: Told<'j>, at: usize, object: Option<usize>) -> Result<()> {
        match told {
            Told::Null => {
                let nil = self.known(xsi::NIL, at)?;
                self.plan.attribute(nil, "true", at);
            }
            Told::Text(text) => {
                self.plan.note(text, object);
                self.plan.text(text, at);
            }
            Told::Made(text) => self.plan.made_text(&text, at),
            Told::Name(name) => self.plan.name_text(name, at),
        }
        Ok(())
    }

    /// An attribute of a table.
    pub(super) fn field_attribute(
        &mut self,
        field: &'static Field,
        at: usize,
        object: usize,
    ) -> Result<()> {
        let (value, text) = match self.input.node(at) {
            Node::Object { .. } => match self.fields(at, ["value", "text"])? {
                [Some(value), text] => (value, text),
                [None, _] => return Err(self.input.error(at, "expected a value")),
            },
            _ => (at, None),
        };
        let told = self.told(type_of(field), value, text)?;
        let name = self.known(field.name, at)?;
        match told {
            Told::Null => return Err(self.input.error(value, "expected a value, found null")),
            Told::Text(text) => {
                self.plan.note(text, Some(object));
                self.plan.attribute(name, text, value);
            }
            Told::Made(text) => self.plan.made_attribute(name, &text, value),
            Told::Name(told) => self.plan.qname_attribute(name, told, value),
        }
        Ok(())
    }

    /// The text of a value, and of the text beside it if there is one.
    fn told(&mut self, kind: Type, at: usize, text: Option<usize>) -> Result<Told<'j>> {
        let told = self.value_told(kind, at)?;
        let Some(place) = text else { return Ok(told) };
        let text = self.string(place)?;
        let scalar = scalar(kind, text);
        let is_same = match &told {
            Told::Text(value) => *value == scalar.text(),
            Told::Made(value) => *value == scalar.text(),
            Told::Null | Told::Name(_) => false,
        };
        if is_same {
            return Ok(Told::Text(text));
        }
        Err(self.input.error(place, "expected a text that stands for the value beside it"))
    }

    fn value_told(&mut self, kind: Type, at: usize) -> Result<Told<'j>> {
        match (kind, self.input.node(at)) {
            (_, Node::Static(StaticNode::Null)) => Ok(Told::Null),
            (Type::QName, Node::String(_)) => self.name_told(at),
            (_, Node::String(_)) => Ok(Told::Text(self.string(at)?)),
            (Type::Empty, Node::Static(StaticNode::Bool(true))) => Ok(Told::Text("")),
            (Type::Empty, _) => Err(self.input.error(at, "expected true")),
            (Type::Boolean, Node::Static(StaticNode::Bool(value))) => {
                Ok(Told::Text(if value { "true" } else { "false" }))
            }
            (_, Node::Static(number)) => match number_text(kind, number) {
                Some(text) => self.checked(kind, text, at),
                None => Err(self.input.error(at, UNQUOTED)),
            },
            (_, Node::Object { .. } | Node::Array { .. }) => {
                Err(self.input.error(at, "expected a value of its own"))
            }
        }
    }

    /// A number that is of a type.
    fn checked(&self, kind: Type, text: String, at: usize) -> Result<Told<'j>> {
        match check(kind, &text) {
            Ok(()) => Ok(Told::Made(text)),
            Err(expected) => {
                Err(self.input.locate(Error::new(ErrorKind::JsonForm, 0, expected), at))
            }
        }
    }

    fn name_told(&mut self, at: usize) -> Result<Told<'j>> {
        let text = self.string(at)?;
        match text.strip_prefix(NOT_A_NAME) {
            Some(verbatim) => Ok(Told::Text(verbatim)),
            None if text.starts_with('{') => Ok(Told::Name(self.name_of(text, at)?)),
            None => Ok(Told::Text(text)),
        }
    }

    /// What `must_understand` stands for.
    pub(super) fn must_understand(&self, at: Option<usize>) -> Result<Option<&'static str>> {
        match at.map(|at| (at, self.input.node(at))) {
            None => Ok(None),
            Some((_, Node::Static(StaticNode::Bool(true)))) => Ok(Some("true")),
            Some((_, Node::Static(StaticNode::Bool(false)))) => Ok(Some("false")),
            Some((at, _)) => Err(self.input.error(at, "expected true or false")),
        }
    }
}

/// The canonical text of a number of JSON that is to be of a type; none where the type has no
/// numbers.
pub(super) fn number_text(kind: Type, number: StaticNode) -> Option<String> {
    let real = match number {
        StaticNode::I64(value) => value as f64,
        StaticNode::U64(value) => value as f64,
        StaticNode::F64(value) => value,
        StaticNode::Bool(_) | StaticNode::Null => return None,
    };
    match (kind, number) {
        (Type::Double, _) => Some(f64::canonical(&real).into_owned()),
        (Type::Float, _) => Some(f32::canonical(&(real as f32)).into_owned()),
        (kind, _) if !is_integer(kind) => None,
        (_, StaticNode::I64(value)) => Some(value.to_string()),
        (_, StaticNode::U64(value)) => Some(value.to_string()),
        // Not an integer: the type will say so.
        _ => Some(real.to_string()),
    }
}

fn is_integer(kind: Type) -> bool {
    matches!(
        kind,
        Type::Byte
            | Type::Short
            | Type::Int
            | Type::Long
            | Type::UnsignedByte
            | Type::UnsignedShort
            | Type::UnsignedInt
            | Type::UnsignedLong
            | Type::NonNegativeInteger
            | Type::PositiveInteger
    )
}
