//! One element into whatever it is asked to be.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use super::error::{located, misfit};
use super::members::{Members, is_of_instance, place};
use super::sequence::Sequence;
use super::text::Text;
use crate::error::{Error, ErrorKind, Result};
use crate::xml::Element;
use crate::xml::chars::trim;

/// An element to be read.
#[derive(Clone, Copy)]
pub(super) struct Node<'de> {
    pub(super) element: Element<'de>,
    /// How many elements may lie in one another from this one on.
    depth: usize,
    /// Whether its name was used up, to find the field or variant that it is for.
    is_named: bool,
}

impl<'de> Node<'de> {
    pub(super) fn root(element: Element<'de>, depth: usize) -> Result<Self> {
        Self { element, depth: 1, is_named: false }.within(depth)
    }

    /// An element inside this one.
    pub(super) fn child(self, element: Element<'de>, is_named: bool) -> Result<Self> {
        Self { element, depth: self.depth, is_named }.within(self.depth - 1)
    }

    fn within(self, depth: usize) -> Result<Self> {
        if depth == 0 {
            let text = "elements are nested too deeply";
            return located(self.element, Err(Error::new(ErrorKind::DepthLimit, 0, text)));
        }
        Ok(Self { depth, ..self })
    }

    /// The text, if that is all there is.
    fn text(self) -> Result<Text<'de>> {
        self.not_nil()?;
        if self.element.children().next().is_some() {
            return Err(misfit("expected text, found elements"));
        }
        Ok(Text(self.element.text()))
    }

    /// The elements inside, if there is no other content.
    fn elements(self) -> Result<Sequence<'de, impl Iterator<Item = Element<'de>>>> {
        self.not_nil()?;
        let mut elements = self.element.children().peekable();
        if elements.peek().is_none() && !trim(&self.element.text()).is_empty() {
            return Err(misfit("expected elements, found text"));
        }
        Ok(Sequence::new(self, elements, false))
    }

    fn not_nil(self) -> Result<()> {
        if self.element.is_nil() { Err(misfit(NIL)) } else { Ok(()) }
    }
}

/// What is read from the text.
macro_rules! text {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            self.text()?.$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Error;

    text! {
        deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_identifier
        deserialize_bytes deserialize_byte_buf
    }

    /// As simple as it is: nothing, text, or a map.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let says_more = self.element.attributes().any(|attribute| !is_of_instance(attribute));
        if says_more || self.element.children().next().is_some() {
            return visitor.visit_map(Members::of_map(self));
        }
        if self.element.is_nil() { visitor.visit_unit() } else { self.deserialize_str(visitor) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.element.is_nil() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let element = self.element;
        if element.children().next().is_none() && trim(&element.text()).is_empty() {
            return visitor.visit_unit();
        }
        Err(misfit("expected an empty element, found content"))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.elements()?.visit(visitor)
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

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.not_nil()?;
        visitor.visit_map(Members::of_map(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if !fields.iter().any(|field| NIL_FIELDS.contains(field)) {
            self.not_nil()?;
        }
        visitor.visit_map(Members::of_struct(self, fields))
    }

    /// A variant is the element's own name, where that says something; else the element's text, or
    /// the name of the one element inside.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let own = place(variants, "", self.element.name()).filter(|_| !self.is_named);
        if let Some(own) = own {
            return visitor.visit_enum(Choice { name: variants[own], node: self });
        }
        let mut inside = self.element.children();
        let Some(chosen) = inside.next() else {
            return self.text()?.deserialize_enum(name, variants, visitor);
        };
        if inside.next().is_some() {
            return Err(misfit("expected one element, found more"));
        }
        let chosen_name = place(variants, "", chosen.name());
        let name = chosen_name.map_or(chosen.name().local, |place| variants[place]);
        let node = self.child(chosen, true)?;
        located(chosen, visitor.visit_enum(Choice { name, node }))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}

/// An element that says by its name which variant it is.
struct Choice<'de> {
    name: &'de str,
    node: Node<'de>,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Error;
    type Variant = Node<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Node<'de>)> {
        let variant = seed.deserialize(BorrowedStrDeserializer::new(self.name))?;
        Ok((variant, Node { is_named: true, ..self.node }))
    }
}

impl<'de> VariantAccess<'de> for Node<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        serde::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_struct("", fields, visitor)
    }
}

/// Fields that take `xsi:nil` for themselves.
const NIL_FIELDS: [&str; 2] = ["@nil", "@{http://www.w3.org/2001/XMLSchema-instance}nil"];

const NIL: &str = "expected a value, found xsi:nil: an Option takes it";
