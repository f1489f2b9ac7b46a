//! A text and the type it is meant to be of.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::{Lexical, parse};

/// The exact text of a value: as the message has it, or as it is to be written.
///
/// Two are equal when their texts are, so `007` is not `7`.
///
/// ```
/// use cimwire::value::{Duration, Text};
///
/// let read = Text::<u32>::from(" 0042 ");
/// assert_eq!((read.text(), read.value()), (" 0042 ", Some(42)));
///
/// let written = Text::<Duration>::from(Duration::from_secs(60));
/// assert_eq!(written.text(), "PT60S");
///
/// let wrong = Text::<Duration>::from("a minute");
/// assert_eq!((wrong.text(), wrong.value()), ("a minute", None));
/// ```
pub struct Text<'m, T: ?Sized> {
    text: Cow<'m, str>,
    kind: PhantomData<fn(&T)>,
}

impl<'m, T: ?Sized> Text<'m, T> {
    /// A text as it is, whether or not it is of the type.
    #[must_use]
    pub fn new(text: impl Into<Cow<'m, str>>) -> Self {
        Self { text: text.into(), kind: PhantomData }
    }

    /// The exact text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The exact text, as long as its message lives.
    #[must_use]
    pub fn into_text(self) -> Cow<'m, str> {
        self.text
    }

    /// The same text, independent of the message.
    #[must_use]
    pub fn into_owned(self) -> Text<'static, T> {
        Text::new(self.text.into_owned())
    }
}

impl<T: Lexical + ?Sized> Text<'_, T> {
    /// The canonical text of a value.
    #[must_use]
    pub fn of(value: &T::Value<'_>) -> Self {
        Self::new(T::canonical(value).into_owned())
    }

    /// What the text stands for; nothing where it is none of the type.
    #[must_use]
    pub fn value(&self) -> Option<T::Value<'_>> {
        parse::<T>(&self.text)
    }

    /// Whether this is the text that would be written for its value.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.value().is_some_and(|value| T::canonical(&value) == self.text)
    }
}

impl<T> From<T> for Text<'_, T>
where
    T: for<'t> Lexical<Value<'t> = T>,
{
    fn from(value: T) -> Self {
        Self::of(&value)
    }
}

impl<'m, T: ?Sized> From<&'m str> for Text<'m, T> {
    fn from(text: &'m str) -> Self {
        Self::new(text)
    }
}

impl<T: ?Sized> From<String> for Text<'_, T> {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl<'m, T: ?Sized> From<Cow<'m, str>> for Text<'m, T> {
    fn from(text: Cow<'m, str>) -> Self {
        Self::new(text)
    }
}

impl<T: ?Sized> Clone for Text<'_, T> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<T: ?Sized> Default for Text<'_, T> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<T: ?Sized> PartialEq for Text<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T: ?Sized> Eq for Text<'_, T> {}

impl<T: ?Sized> fmt::Debug for Text<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<T: ?Sized> fmt::Display for Text<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Lexical for str {
    type Value<'t> = &'t str;

    const EXPECTED: &'static str = "expected text";
    const KEEPS_BLANKS: bool = true;

    fn from_text(text: &str) -> Option<&str> {
        Some(text)
    }

    fn canonical<'v>(value: &'v &str) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stays_what_it_was() {
        let text = Text::<u32>::from("\t+042\n");
        assert_eq!((text.text(), text.value(), text.is_canonical()), ("\t+042\n", Some(42), false));
        assert_eq!(text.clone().into_owned(), text);
        assert_ne!(text, Text::from(42));
        assert!(Text::from(42_u32).is_canonical());
        assert_eq!(format!("{text:?} {:>3}", Text::from(7_u8)), r#""\t+042\n"   7"#);
    }

    #[test]
    fn a_string_is_its_text_blanks_included() {
        let text = Text::<str>::from(" a ");
        assert_eq!((text.value(), text.is_canonical()), (Some(" a "), true));
        assert_eq!(Text::<str>::default().value(), Some(""));
    }
}
