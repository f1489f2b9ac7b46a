//! Values of properties that have a type.

use std::borrow::Cow;

use simd_json::{Node, StaticNode};

use super::form::{Form, UNQUOTED};
use super::instance::Parts;
use super::plan::NameIndex;
use super::text::number_text;
use crate::cim::Declared;
use crate::error::{Error, ErrorKind, Result};
use crate::json::classes::ClassNumber;
use crate::json::vocabulary::xsd_type;
use crate::schema::Type;
use crate::value::{check, parse};

impl<'j> Form<'_, 'j> {
    /// The class, or the call of a method, that elements of a name are of.
    pub(super) fn class_of(&mut self, name: NameIndex) -> Option<ClassNumber> {
        let parts = self.plan.name_parts(name);
        self.classes.of_element(name, parts)
    }

    /// The class of an instance whose type says the same.
    pub(super) fn class_of_type(
        &mut self,
        kind: usize,
        parts: &Parts<'j>,
    ) -> Result<Option<ClassNumber>> {
        let text = self.string(kind)?;
        let local = text.strip_prefix('{').and_then(|rest| rest.strip_prefix(parts.namespace));
        let local = local.and_then(|rest| rest.strip_prefix('}')).unwrap_or_default();
        if local.strip_suffix("_Type").unwrap_or(local) != parts.class {
            return Err(self.input.error(kind, "expected the type of the class beside it"));
        }
        Ok(self.classes.of_name(parts.class))
    }

    /// A number or boolean.
    pub(super) fn typed(
        &mut self,
        name: NameIndex,
        at: usize,
        value: StaticNode,
        declared: Option<Declared>,
    ) -> Result<()> {
        let text = self.scalar_text(at, value, declared)?;
        self.check_depth(at)?;
        match text {
            Cow::Borrowed(text) => self.plan.leaf(name, text, at),
            Cow::Owned(text) => self.plan.made_leaf(name, &text, at),
        }
        Ok(())
    }

    /// A value whose text is not the canonical one.
    pub(super) fn value_and_text(
        &mut self,
        name: NameIndex,
        at: usize,
        declared: Option<Declared>,
    ) -> Result<()> {
        let [Some(value), Some(place)] = self.fields(at, ["value", "text"])? else {
            return Err(self.input.error(at, "expected a value and its text"));
        };
        let text = self.string(place)?;
        let is_same = match self.input.node(value) {
            Node::Static(StaticNode::Bool(value)) => parse::<bool>(text) == Some(value),
            Node::Static(StaticNode::Null) | Node::Object { .. } | Node::Array { .. } => false,
            Node::Static(scalar) => {
                is_same_number(&self.scalar_text(value, scalar, declared)?, text)
            }
            Node::String(value) => integer(value).is_some_and(|it| integer(text) == Some(it)),
        };
        if !is_same {
            let expected = "expected a text that stands for the value beside it";
            return Err(self.input.error(place, expected));
        }
        self.start(name, at, None)?;
        self.plan.text(text, place);
        self.end(at);
        Ok(())
    }

    /// The canonical text of a number or boolean, which has to be of the type of its property.
    fn scalar_text(
        &self,
        at: usize,
        value: StaticNode,
        declared: Option<Declared>,
    ) -> Result<Cow<'static, str>> {
        let kind = declared.map(|it| xsd_type(it.of));
        let text = match (kind, value) {
            (None | Some(Type::Boolean), StaticNode::Bool(true)) => return Ok("true".into()),
            (None | Some(Type::Boolean), StaticNode::Bool(false)) => return Ok("false".into()),
            // A float keeps the digits that it is given.
            (Some(Type::Float), value) => number_text(Type::Double, value),
            (Some(kind), value) => number_text(kind, value),
            (None, StaticNode::F64(_)) => number_text(Type::Double, value),
            (None, _) => number_text(Type::Long, value),
        };
        let Some(text) = text else { return Err(self.input.error(at, UNQUOTED)) };
        match kind.map_or(Ok(()), |kind| check(kind, &text)) {
            Ok(()) => Ok(text.into()),
            Err(expected) => {
                Err(self.input.locate(Error::new(ErrorKind::JsonForm, 0, expected), at))
            }
        }
    }
}

/// Whether two texts stand for the same number, as a double or as a float.
fn is_same_number(left: &str, right: &str) -> bool {
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left == right,
        _ => {
            let bits = |text| parse::<f64>(text).map(f64::to_bits);
            let float_bits = |text| parse::<f32>(text).map(f32::to_bits);
            bits(left).is_some()
                && (bits(left) == bits(right) || float_bits(left) == float_bits(right))
        }
    }
}

fn integer(text: &str) -> Option<i128> {
    parse::<u64>(text).map(i128::from).or_else(|| parse::<i64>(text).map(i128::from))
}
