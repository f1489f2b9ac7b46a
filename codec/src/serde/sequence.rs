//! Elements in a row, and elements of one name.

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::error::{located, misfit};
use super::node::Node;
use crate::error::{Error, Result};
use crate::xml::Element;

/// Elements inside another, to be read one by one.
pub(super) struct Sequence<'de, I> {
    parent: Node<'de>,
    elements: I,
    are_named: bool,
}

impl<'de, I: Iterator<Item = Element<'de>>> Sequence<'de, I> {
    pub(super) fn new(parent: Node<'de>, elements: I, are_named: bool) -> Self {
        Self { parent, elements, are_named }
    }

    /// Has all of them read: what does not take the last has not read the message.
    pub(super) fn visit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value> {
        let value = visitor.visit_seq(&mut self)?;
        match self.elements.next() {
            None => Ok(value),
            Some(more) => located(more, Err(misfit("expected no more elements, found another"))),
        }
    }
}

impl<'de, I: Iterator<Item = Element<'de>>> SeqAccess<'de> for Sequence<'de, I> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(element) = self.elements.next() else { return Ok(None) };
        let node = self.parent.child(element, self.are_named)?;
        located(element, seed.deserialize(node)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        let (least, most) = self.elements.size_hint();
        (Some(least) == most).then_some(least)
    }
}

/// All elements inside another that are for one field; at least one.
pub(super) struct Siblings<'a, 'de> {
    pub(super) parent: Node<'de>,
    pub(super) elements: &'a [(usize, Element<'de>)],
    pub(super) are_named: bool,
}

impl<'de> Siblings<'_, 'de> {
    fn only(self) -> Result<Node<'de>> {
        match *self.elements {
            [(_, element)] => self.parent.child(element, self.are_named),
            [_, (_, second), ..] => {
                located(second, Err(misfit("expected one element of this name, found another")))
            }
            [] => Err(misfit("expected an element, found none")),
        }
    }

    fn sequence(self) -> Sequence<'de, impl Iterator<Item = Element<'de>>> {
        let elements = self.elements.iter().map(|&(_, element)| element);
        Sequence::new(self.parent, elements, self.are_named)
    }
}

/// What only one element can be.
macro_rules! only {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value> {
            self.only()?.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Siblings<'_, 'de> {
    type Error = Error;

    only! {
        deserialize_bool()
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64()
        deserialize_f32() deserialize_f64()
        deserialize_char() deserialize_str() deserialize_string() deserialize_identifier()
        deserialize_bytes() deserialize_byte_buf()
        deserialize_unit() deserialize_unit_struct(name: &'static str)
        deserialize_map()
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.elements.len() > 1 {
            return self.deserialize_seq(visitor);
        }
        self.only()?.deserialize_any(visitor)
    }

    /// One element that is nil is also how Windows writes an array that is null (MS-WSMV).
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.elements {
            [(_, element)] if element.is_nil() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.sequence().visit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}
