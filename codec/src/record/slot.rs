//! What fields of records can do.

use std::borrow::Cow;

use super::content::Content;
use super::read::{MisfitKind, Reading};
use super::rest::Rest;
use super::write::Writing;
use crate::error::Result;
use crate::schema;
use crate::value::{Lexical, Text};
use crate::xml::{Element, Name};

/// A struct as the engine sees it: fields by their place in the table. Implemented by `record!`.
pub trait Slots<'m> {
    /// The table.
    fn table(&self) -> &'static schema::Record;

    /// The field for an attribute.
    fn attribute(&self, index: usize) -> Option<&dyn TextSlot<'m>>;

    /// The field for an attribute, to fill.
    fn attribute_mut(&mut self, index: usize) -> Option<&mut dyn TextSlot<'m>>;

    /// The field for a child element.
    fn element(&self, index: usize) -> Option<&dyn ElementSlot<'m>>;

    /// The field for a child element, to fill.
    fn element_mut(&mut self, index: usize) -> Option<&mut dyn ElementSlot<'m>>;

    /// The field for the text, where there is one.
    fn text(&self) -> Option<&dyn TextSlot<'m>> {
        None
    }

    /// The field for the text, to fill.
    fn text_mut(&mut self) -> Option<&mut dyn TextSlot<'m>> {
        None
    }

    /// The field for mixed content, where there is one.
    fn content(&self) -> Option<&Content<'m>> {
        None
    }

    /// The field for mixed content, to fill.
    fn content_mut(&mut self) -> Option<&mut Content<'m>> {
        None
    }

    /// The rest.
    fn rest(&self) -> &Rest<'m>;

    /// The rest, to fill.
    fn rest_mut(&mut self) -> &mut Rest<'m>;
}

/// Why an element is not what a field wants.
#[derive(Clone, Copy, Debug)]
pub struct Unfit(pub &'static str);

/// What a field of elements is made of.
pub trait Item<'m>: Sized {
    /// Makes it of an element.
    ///
    /// # Errors
    /// What was expected in place of this element.
    fn read(element: Element<'m>, reading: &mut Reading) -> std::result::Result<Self, Unfit>;

    /// Writes it as an element of a name.
    ///
    /// # Errors
    /// As [`Writer::start`](crate::xml::Writer::start) and its like.
    fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()>;
}

/// A field for child elements.
pub trait ElementSlot<'m> {
    /// Takes an element.
    ///
    /// # Errors
    /// Why it does not.
    fn read(
        &mut self,
        element: Element<'m>,
        reading: &mut Reading,
    ) -> std::result::Result<(), Unfit>;

    /// How many it holds.
    fn len(&self) -> usize;

    /// Whether it holds none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes one of those it holds, as an element of a name.
    ///
    /// # Errors
    /// As [`Item::write`].
    fn write(&self, which: usize, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()>;
}

impl<'m, I: Item<'m>> ElementSlot<'m> for Option<I> {
    fn read(
        &mut self,
        element: Element<'m>,
        reading: &mut Reading,
    ) -> std::result::Result<(), Unfit> {
        if self.is_some() {
            return Err(Unfit("expected this element once, found it again"));
        }
        *self = Some(I::read(element, reading)?);
        Ok(())
    }

    fn len(&self) -> usize {
        usize::from(self.is_some())
    }

    fn write(&self, _: usize, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        self.as_ref().map_or(Ok(()), |item| item.write(name, writing))
    }
}

impl<'m, I: Item<'m>> ElementSlot<'m> for Vec<I> {
    fn read(
        &mut self,
        element: Element<'m>,
        reading: &mut Reading,
    ) -> std::result::Result<(), Unfit> {
        self.push(I::read(element, reading)?);
        Ok(())
    }

    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn write(&self, which: usize, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        self.get(which).map_or(Ok(()), |item| item.write(name, writing))
    }
}

/// A field for an attribute, or for the text of an element.
pub trait TextSlot<'m> {
    /// Takes the text.
    fn read(&mut self, text: Cow<'m, str>, element: Element<'m>, reading: &mut Reading);

    /// The text, if there is any; prefixes in it are declared on the next start tag.
    ///
    /// # Errors
    /// As [`Writer::declare`](crate::xml::Writer::declare).
    fn spelling(&self, writing: &mut Writing<'_>) -> Result<Option<Cow<'_, str>>>;
}

impl<'m, T: Lexical + ?Sized> TextSlot<'m> for Text<'m, T> {
    fn read(&mut self, text: Cow<'m, str>, element: Element<'m>, reading: &mut Reading) {
        *self = Text::new(text);
        if self.value().is_none() {
            reading.note(MisfitKind::Value, element, T::EXPECTED);
        }
    }

    fn spelling(&self, _: &mut Writing<'_>) -> Result<Option<Cow<'_, str>>> {
        Ok(Some(self.text().into()))
    }
}

impl<'m, S: TextSlot<'m> + Default> TextSlot<'m> for Option<S> {
    fn read(&mut self, text: Cow<'m, str>, element: Element<'m>, reading: &mut Reading) {
        self.get_or_insert_default().read(text, element, reading);
    }

    fn spelling(&self, writing: &mut Writing<'_>) -> Result<Option<Cow<'_, str>>> {
        self.as_ref().map_or(Ok(None), |slot| slot.spelling(writing))
    }
}

/// Ties a struct to its table: `record!(Pull, table: PULL, elements: [max_time, max_elements]);`
/// with `attributes: [..]`, and `text` or `content` where it has a field of that name.
macro_rules! record {
    ($record:ident, table: $table:expr $(, attributes: [$($attribute:ident),* $(,)?])?
     $(, elements: [$($element:ident),* $(,)?])? $(, text: $text:ident)? $(, content: $content:ident)? $(,)?) => {
        impl<'m> $crate::record::Slots<'m> for $record<'m> {
            fn table(&self) -> &'static $crate::schema::Record {
                &$table
            }

            $crate::record::record!(@fields attribute attribute_mut
                $crate::record::TextSlot<'m>; $($($attribute)*)?);
            $crate::record::record!(@fields element element_mut
                $crate::record::ElementSlot<'m>; $($($element)*)?);

            $(
                fn text(&self) -> Option<&dyn $crate::record::TextSlot<'m>> {
                    Some(&self.$text)
                }

                fn text_mut(&mut self) -> Option<&mut dyn $crate::record::TextSlot<'m>> {
                    Some(&mut self.$text)
                }
            )?

            $(
                fn content(&self) -> Option<&$crate::record::Content<'m>> {
                    Some(&self.$content)
                }

                fn content_mut(&mut self) -> Option<&mut $crate::record::Content<'m>> {
                    Some(&mut self.$content)
                }
            )?

            fn rest(&self) -> &$crate::record::Rest<'m> {
                &self.rest
            }

            fn rest_mut(&mut self) -> &mut $crate::record::Rest<'m> {
                &mut self.rest
            }
        }

        impl<'m> $crate::record::Item<'m> for $record<'m> {
            fn read(
                element: $crate::xml::Element<'m>,
                reading: &mut $crate::record::Reading,
            ) -> std::result::Result<Self, $crate::record::Unfit> {
                let mut record = Self::default();
                reading.fill(&mut record, element)?;
                Ok(record)
            }

            fn write(
                &self,
                name: $crate::xml::Name<'_>,
                writing: &mut $crate::record::Writing<'_>,
            ) -> $crate::error::Result<()> {
                writing.record(self, name)
            }
        }
    };
    (@fields $of:ident $of_mut:ident $slot:path;) => {
        fn $of(&self, _: usize) -> Option<&dyn $slot> {
            None
        }

        fn $of_mut(&mut self, _: usize) -> Option<&mut dyn $slot> {
            None
        }
    };
    (@fields $of:ident $of_mut:ident $slot:path; $($field:ident)+) => {
        fn $of(&self, index: usize) -> Option<&dyn $slot> {
            let mut fields = 0..;
            $(if fields.next() == Some(index) {
                return Some(&self.$field);
            })+
            None
        }

        fn $of_mut(&mut self, index: usize) -> Option<&mut dyn $slot> {
            let mut fields = 0..;
            $(if fields.next() == Some(index) {
                return Some(&mut self.$field);
            })+
            None
        }
    };
}
pub(crate) use record;
