//! An element that holds text.

use std::ops::Deref;

use super::attributes::AttributeList;
use super::read::{MisfitKind, Reading};
use super::slot::{Item, Unfit};
use super::write::Writing;
use crate::error::Result;
use crate::value::{Lexical, Text};
use crate::xml::{Element, Name};

/// An element that holds text of a type, and the attributes that any element may carry.
pub struct Leaf<'m, T: ?Sized> {
    /// The text, exactly.
    pub text: Text<'m, T>,
    /// Attributes; mustUnderstand and `xsi:nil` among them.
    pub attributes: AttributeList<'m>,
}

impl<T: Lexical + ?Sized> Leaf<'_, T> {
    /// What the text stands for; none if it is no such value, or nil.
    #[must_use]
    pub fn value(&self) -> Option<T::Value<'_>> {
        if self.is_nil() { None } else { self.text.value() }
    }

    /// Whether `xsi:nil` says that there is no value.
    #[must_use]
    pub fn is_nil(&self) -> bool {
        self.attributes.is_nil()
    }
}

impl<'m, T: ?Sized> Leaf<'m, T> {
    /// The same with mustUnderstand, for a header block.
    #[must_use]
    pub fn must_understand(mut self, must: bool) -> Self {
        self.attributes.set_must_understand(must);
        self
    }
}

impl<'m, T: Lexical + ?Sized> Item<'m> for Leaf<'m, T> {
    fn read(element: Element<'m>, reading: &mut Reading) -> std::result::Result<Self, Unfit> {
        if element.children().next().is_some() {
            return Err(Unfit("expected text, found elements"));
        }
        let mut attributes = AttributeList::default();
        attributes.keep_all(element);
        let text = element.text();
        attributes.bind(&text, element);
        let leaf = Self { text: Text::new(text), attributes };
        if leaf.text.value().is_none() && !leaf.is_nil() {
            reading.note(MisfitKind::Value, element, T::EXPECTED);
        }
        Ok(leaf)
    }

    fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        self.attributes.declare(writing)?;
        writing.writer.start(name)?;
        self.attributes.write(writing)?;
        writing.text(self.text.text())?;
        writing.writer.end()
    }
}

impl<'m, T: ?Sized> Deref for Leaf<'m, T> {
    type Target = Text<'m, T>;

    fn deref(&self) -> &Text<'m, T> {
        &self.text
    }
}

impl<'m, T: ?Sized, V> From<V> for Leaf<'m, T>
where
    Text<'m, T>: From<V>,
{
    fn from(value: V) -> Self {
        Self { text: value.into(), attributes: AttributeList::default() }
    }
}

// Derived, these would ask for the same of `T`, which is only a mark.
impl<T: ?Sized> Clone for Leaf<'_, T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), attributes: self.attributes.clone() }
    }
}

impl<T: ?Sized> Default for Leaf<'_, T> {
    fn default() -> Self {
        Self { text: Text::default(), attributes: AttributeList::default() }
    }
}

impl<T: ?Sized> PartialEq for Leaf<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.attributes == other.attributes
    }
}

impl<T: ?Sized> std::fmt::Debug for Leaf<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaf")
            .field("text", &self.text)
            .field("attributes", &self.attributes.as_slice())
            .finish()
    }
}
