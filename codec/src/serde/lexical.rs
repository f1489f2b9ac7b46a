//! The types of [`value`](crate::value) in structs of your own.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use crate::value::{Date, DateTime, Duration, Expiration, Lexical, Text, Time, parse};

/// Reads values whose type is their own.
macro_rules! deserialize {
    ($($type:ty)*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parsed::<$type>(PhantomData))
            }
        }
    )*};
}

deserialize!(Date DateTime Duration Expiration Time);

/// A value of a type that is its own.
struct Parsed<T>(PhantomData<T>);

impl<T: for<'t> Lexical<Value<'t> = T>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED.strip_prefix("expected ").unwrap_or(T::EXPECTED))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        parse::<T>(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Keeps any text, borrowed where the message has it as such.
impl<'de: 'm, 'm, T: ?Sized> Deserialize<'de> for Text<'m, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(AnyText).map(Self::new)
    }
}

struct AnyText;

impl<'de> Visitor<'de> for AnyText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}
