//! Lexical forms and what they stand for: the simple types of XML Schema part 2, and of CIM.
//!
//! A value keeps the text it was read from: [`Text`] is that text, and parses it when somebody asks
//! ([`Text::value`]). A type that a text may be of is a [`Lexical`]: numbers and `bool` of Rust,
//! [`Duration`] and [`DateTime`], and markers such as [`Uri`] for what Rust has no type of its own.
//! [`check`] and [`scalar`] say of a text and a [`Type`](crate::schema::Type) of a table whether
//! they go together, and what JSON makes of them.
//!
//! A value that none of our types can hold exactly is none: an integer of more than 64 bits, a
//! second with more than nine decimal places. Its text is still there.

mod binary;
mod boolean;
mod calendar;
mod check;
mod cim;
mod cursor;
mod date;
mod datetime;
mod duration;
mod expiration;
mod language;
mod names;
mod number;
mod scalar;
mod text;
mod token;
mod uri;

use std::borrow::Cow;
use std::fmt;

pub use binary::{Base64, Hex, Thumbprint};
pub use check::check;
pub use cim::{CimDateTime, CimForm};
pub use date::{Date, Time};
pub use datetime::DateTime;
pub use duration::{Duration, NonNegativeDuration, PositiveDuration};
pub use expiration::Expiration;
pub use language::Language;
pub use names::{Empty, NcName, Token};
pub use number::PositiveInteger;
pub use scalar::{Scalar, scalar};
pub use text::Text;
pub(crate) use token::token;
pub use uri::{Uri, is_uri};

use crate::xml::chars::trim;

/// A type of texts, and the values they stand for.
pub trait Lexical {
    /// What a text of this type stands for; it may borrow from the text.
    type Value<'t>;

    /// What to say where a text is none of this type.
    const EXPECTED: &'static str;

    /// Whether blanks around a text belong to its value (XML Schema part 2 §4.3.6 `preserve`).
    const KEEPS_BLANKS: bool = false;

    /// What a text stands for. The blanks around it are already taken off, unless they belong to it.
    fn from_text(text: &str) -> Option<Self::Value<'_>>;

    /// The text that stands for a value, of all its texts the one that this library writes.
    fn canonical<'v>(value: &'v Self::Value<'_>) -> Cow<'v, str>;
}

/// What a text of a message stands for, blanks around it aside.
///
/// ```
/// use cimwire::value::{self, Duration};
/// assert_eq!(value::parse::<u8>(" +007\n"), Some(7));
/// assert_eq!(value::parse::<Duration>("PT1.5S"), Some(Duration::from_millis(1500)));
/// assert_eq!(value::parse::<u8>("256"), None);
/// ```
#[must_use]
pub fn parse<T: Lexical + ?Sized>(text: &str) -> Option<T::Value<'_>> {
    T::from_text(if T::KEEPS_BLANKS { text } else { trim(text) })
}

/// A text was not of the type that was asked for, or a value does not fit another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What was expected.
    pub expected: &'static str,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }
}

impl std::error::Error for ValueError {}

/// Makes a type [`Lexical`] whose values are its own: a function reads them, and `Display` writes
/// the canonical text.
macro_rules! lexical {
    ($type:ty, $from_text:path, $expected:expr) => {
        impl $crate::value::Lexical for $type {
            type Value<'t> = $type;

            const EXPECTED: &'static str = $expected;

            fn from_text(text: &str) -> Option<$type> {
                $from_text(text)
            }

            fn canonical<'v>(value: &'v $type) -> std::borrow::Cow<'v, str> {
                std::borrow::Cow::Owned(value.to_string())
            }
        }
    };
}
use lexical;

/// Gives types of our own `FromStr`, which takes no blanks around the text.
macro_rules! from_str {
    ($($type:ty),*) => {$(
        impl std::str::FromStr for $type {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> Result<$type, $crate::value::ValueError> {
                use $crate::value::{Lexical, ValueError};
                <$type>::from_text(text).ok_or(ValueError { expected: <$type>::EXPECTED })
            }
        }
    )*};
}
use from_str;
