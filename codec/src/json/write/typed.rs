//! Properties with the types of a class.

use super::instance::has_type;
use super::record::has_elements_only;
use super::text::{Shown, is_null};
use super::values::{Values, after};
use crate::cim::{self, Declared, Given};
use crate::error::Result;
use crate::json::Integers;
use crate::json::classes::ClassNumber;
use crate::json::vocabulary::{MOST_NESTED, xsd_type};
use crate::names::{FIRST_OWN_NAME, NameId, NamespaceId};
use crate::schema;
use crate::schema::pack::Type;
use crate::value::{Base64, Lexical, Scalar, parse, scalar};
use crate::xml::scan::{Scan, append_blocks};
use crate::xml::{Element, Entry, Kind, Name};

impl<'d, S: Scan> Values<'d, '_, S> {
    /// The properties of an instance whose class is known; those of its namespace have types. False
    /// where one could be taken for another.
    #[inline(always)]
    pub(super) fn typed_properties(
        &mut self,
        element: Element<'d>,
        class: ClassNumber,
        namespace: NamespaceId,
    ) -> Result<bool> {
        let (mut at, end) = (element.index() + 1, after(self.entries, element.index()));
        let (mut name, mut declared, mut is_list, mut is_first) = (NameId::NONE, None, false, true);
        self.properties.begin();
        while let Some(child) = self.property_from(at, end) {
            let entry = self.entries[child];
            at = after(self.entries, child);
            if !matches!(entry.kind(), Kind::Leaf | Kind::Open) {
                return Ok(false);
            }
            if name == entry.name() {
                self.out.push(',');
            } else {
                self.end_list(is_list);
                self.separate(&mut is_first);
                name = entry.name();
                let Some(is_own) = self.property_key(name, namespace)? else { return Ok(false) };
                let local = || self.tree.name(name).local;
                declared = match is_own {
                    true => self.classes.declared(class, number(name), local),
                    false => None,
                };
                let next = self.child_from(at, end).map(|next| self.entries[next].name());
                is_list = next == Some(name) || self.is_list_of_one(child, entry, declared);
                if is_list {
                    self.out.push('[');
                }
            }
            let fits = match declared {
                Some(declared) => self.typed_value(child, entry, declared)?,
                None => self.given(child, entry)?,
            };
            if !fits {
                return Ok(false);
            }
        }
        self.end_list(is_list);
        self.check_length()?;
        Ok(!is_first || element.text().is_empty())
    }

    #[inline(always)]
    fn end_list(&mut self, is_list: bool) {
        if is_list {
            self.out.push(']');
        }
    }

    /// Whether the one element of a property is a list: of an array that is not null, nor octets in
    /// one text.
    #[inline(always)]
    fn is_list_of_one(&self, index: usize, entry: Entry, declared: Option<Declared>) -> bool {
        let Some(declared) = declared.filter(|it| it.is_array) else { return false };
        let is_plain = entry.kind() == Kind::Leaf && entry.attribute_count() == 0;
        is_plain && !declared.is_octet_array() || !self.is_whole_array(self.at(index), declared)
    }

    /// Whether an element is null and nothing else, or has all octets in one text.
    #[inline(never)]
    fn is_whole_array(&self, element: Element<'d>, declared: Declared) -> bool {
        let text = element.text();
        is_null(element, &text) && element.attributes().count() == 1
            || declared.is_octet_array() && parse::<Base64>(&text).is_some()
    }

    /// One value of a property, with its type.
    #[inline(always)]
    fn typed_value(&mut self, index: usize, entry: Entry, declared: Declared) -> Result<bool> {
        let is_text =
            matches!(declared.of, Type::String | Type::Char16 | Type::Datetime | Type::Reference);
        if is_text || entry.kind() != Kind::Leaf || entry.attribute_count() != 0 {
            if declared.is_embedded && self.embedded(index, entry)? {
                return Ok(true);
            }
            return self.given(index, entry);
        }
        if !entry.needs_decoding() {
            let text = self.tree.text();
            if self.is_canonical(&text[entry.value()], declared.of) {
                if !append_blocks(self.out, text, entry.value(), ()) {
                    self.out.push_str(&text[entry.value()]);
                }
                return Ok(true);
            }
        }
        self.typed_text(index, entry, declared.of)?;
        Ok(true)
    }

    /// Whether a text is the number or boolean of JSON that it stands for: those that are easy to
    /// tell.
    #[inline(always)]
    fn is_canonical(&self, text: &str, of: Type) -> bool {
        let Some((least, most)) = range(of) else {
            return of == Type::Boolean && matches!(text, "true" | "false");
        };
        let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
        let is_long = digits.len() > EASY_DIGITS;
        let has_zero = digits.first() == Some(&b'0') && text.len() > 1;
        if digits.is_empty() || is_long || has_zero || !digits.iter().all(u8::is_ascii_digit) {
            return false;
        }
        let number = digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
        let number = if digits.len() < text.len() { -number } else { number };
        let is_string = self.integers == Integers::Strings && most > u32::MAX.into();
        (least..=most).contains(&number) && !is_string
    }

    /// A text of a type that is no string: the value, with the text where that is another, or the
    /// text where it is none.
    #[inline(never)]
    fn typed_text(&mut self, index: usize, entry: Entry, of: Type) -> Result<()> {
        let text = self.at(index).text();
        let kind = xsd_type(of);
        let value = scalar(kind, &text);
        if matches!(value, Scalar::Text(_)) {
            return self.leaf(index, entry);
        }
        let is_shared = kind != schema::Type::Float || is_the_same_double(&value.text());
        let shown = Shown::Scalar(value, kind);
        match is_shared {
            true => self.value_of(&shown, &text),
            false => self.value_and_text(&shown, &text),
        }
        Ok(())
    }

    /// An instance in a property. False where there is none that can be told as one.
    #[inline(never)]
    fn embedded(&mut self, index: usize, entry: Entry) -> Result<bool> {
        if entry.kind() == Kind::Leaf && entry.attribute_count() == 0 || self.nested >= MOST_NESTED
        {
            return Ok(false);
        }
        let (property, start) = (self.at(index), self.out.len());
        let around = self.properties.begin();
        self.nested += 1;
        let fits = self.within(property, |values| values.embedded_in(property))?;
        self.nested -= 1;
        self.properties.resume(around);
        if !fits {
            self.out.truncate(start);
        }
        Ok(fits)
    }

    fn embedded_in(&mut self, property: Element<'d>) -> Result<bool> {
        let cim::Form::Instance(instance) = Given::of(property).form() else { return Ok(false) };
        if instance.is_embedded() {
            return self.named_by_type(property, instance);
        }
        let inner = instance.element();
        let is_alone = property.attributes().next().is_none() && has_elements_only(property);
        // With a type, it would be taken for one in the element of the property.
        Ok(is_alone && !has_type(inner) && self.instance(inner)?)
    }

    /// An instance whose properties are in the element of a property.
    fn named_by_type(&mut self, element: Element<'d>, instance: cim::Instance<'d>) -> Result<bool> {
        let (class, namespace) = (instance.class_name(), instance.namespace());
        let mut children = element.children();
        let own = children.find(|child| child.name().namespace == namespace);
        if own.is_none() && element.children().next().is_some() {
            return Ok(false);
        }
        self.begin_instance(Name { namespace: &namespace, local: &class });
        let own = own.map_or(NamespaceId::NONE, |child| self.tree.namespace_of(child.id()));
        let known = self.classes.of_name(&class);
        // A class that is not known declares nothing.
        let known = known.unwrap_or(ClassNumber::MAX);
        Ok(self.typed_properties(element, known, own)? && self.end_instance(element)?)
    }
}

/// The number that the classes know a name by.
pub(super) fn number(name: NameId) -> u32 {
    name.index().wrapping_sub(FIRST_OWN_NAME)
}

/// The least and the most of an integer, as far as it is easy to tell.
const fn range(of: Type) -> Option<(i64, i64)> {
    Some(match of {
        Type::Uint8 => (0, u8::MAX as i64),
        Type::Uint16 => (0, u16::MAX as i64),
        Type::Uint32 => (0, u32::MAX as i64),
        Type::Uint64 => (0, i64::MAX),
        Type::Sint8 => (i8::MIN as i64, i8::MAX as i64),
        Type::Sint16 => (i16::MIN as i64, i16::MAX as i64),
        Type::Sint32 => (i32::MIN as i64, i32::MAX as i64),
        Type::Sint64 => (i64::MIN, i64::MAX),
        _ => return None,
    })
}

/// Whether the canonical text of a float is that of the double that a reader of JSON takes it for.
fn is_the_same_double(text: &str) -> bool {
    parse::<f64>(text).is_some_and(|value| f64::canonical(&value) == text)
}

/// Integers of so many digits are exact in a double.
const EASY_DIGITS: usize = 15;
