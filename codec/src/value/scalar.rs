//! What JSON makes of a text.

use std::borrow::Cow;

use super::{Lexical, PositiveInteger, Uri, parse};
use crate::schema::Type;
use crate::xml::chars::trim;

/// What a text of a table's type is in JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'t> {
    /// `true` or `false`.
    Boolean(bool),
    /// An integer; of any type, 64 bits and a sign.
    Integer(i128),
    /// A finite real number in its canonical text, which JSON can read.
    Real(String),
    /// A string: what is no number, and what is not of its type.
    Text(&'t str),
}

impl Scalar<'_> {
    /// The canonical text: another one is not brought back from this value alone.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Boolean(value) => bool::canonical(value),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Real(text) => Cow::Borrowed(text),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }

    /// Whether a reader that holds all numbers in doubles, as JavaScript does, reads and writes
    /// this value as it is. Beyond 2^53 even an integer that a double holds is written with other
    /// digits.
    #[must_use]
    pub fn is_exact_in_double(&self) -> bool {
        !matches!(self, Self::Integer(value) if value.unsigned_abs() > EXACT)
    }
}

/// What a text of a type is in JSON. Where [`Scalar::text`] is not that text, JSON has to keep the
/// text beside the value.
///
/// ```
/// use cimwire::{schema::Type, value::{Scalar, scalar}};
/// let value = scalar(Type::Int, "007");
/// assert_eq!((&value, &*value.text()), (&Scalar::Integer(7), "7"));
/// assert_eq!(scalar(Type::Int, "seven"), Scalar::Text("seven"));
/// assert_eq!(scalar(Type::Duration, " PT1M "), Scalar::Text(" PT1M "));
/// ```
#[must_use]
pub fn scalar(kind: Type, text: &str) -> Scalar<'_> {
    let value = match kind {
        Type::Boolean => parse::<bool>(text).map(Scalar::Boolean),
        Type::Byte => integer::<i8>(text),
        Type::Short => integer::<i16>(text),
        Type::Int => integer::<i32>(text),
        Type::Long => integer::<i64>(text),
        Type::UnsignedByte => integer::<u8>(text),
        Type::UnsignedShort => integer::<u16>(text),
        Type::UnsignedInt => integer::<u32>(text),
        Type::UnsignedLong | Type::NonNegativeInteger => integer::<u64>(text),
        Type::PositiveInteger => parse::<PositiveInteger>(text).map(|n| Scalar::Integer(n.into())),
        Type::Float => parse::<f32>(text).map(|n| real(&f32::canonical(&n), n.is_finite(), text)),
        Type::Double => parse::<f64>(text).map(|n| real(&f64::canonical(&n), n.is_finite(), text)),
        Type::Uri => parse::<Uri>(text).map(Scalar::Text),
        _ => None,
    };
    value.unwrap_or(Scalar::Text(text))
}

fn integer<'t, T>(text: &str) -> Option<Scalar<'t>>
where
    T: for<'v> Lexical<Value<'v> = T> + Into<i128>,
{
    parse::<T>(text).map(|value| Scalar::Integer(value.into()))
}

fn real<'t>(canonical: &str, is_finite: bool, text: &'t str) -> Scalar<'t> {
    if is_finite {
        return Scalar::Real(canonical.to_owned());
    }
    // JSON has no number for these.
    Scalar::Text(trim(text).trim_start_matches('+'))
}

/// 2^53: up to it, all integers are doubles.
const EXACT: u128 = 1 << 53;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_types_are_values_of_json() {
        use Scalar::{Boolean, Integer, Text};
        let real = |text: &str| Scalar::Real(text.to_owned());
        for (kind, text, value, is_canonical) in [
            (Type::Boolean, "true", Boolean(true), true),
            (Type::Boolean, "TRUE", Boolean(true), false),
            (Type::Boolean, " 0", Boolean(false), false),
            (Type::Boolean, "yes", Text("yes"), true),
            (Type::Int, "+7", Integer(7), false),
            (Type::Int, "2147483648", Text("2147483648"), true),
            (Type::Long, "-9223372036854775808", Integer(i64::MIN.into()), true),
            (Type::UnsignedLong, "18446744073709551615", Integer(u64::MAX.into()), true),
            (Type::UnsignedLong, "-0", Integer(0), false),
            (Type::PositiveInteger, "0", Text("0"), true),
            (Type::Float, "0.1", real("0.1"), true),
            (Type::Double, "1.50", real("1.5"), false),
            (Type::Double, "1", real("1"), true),
            (Type::Double, "-0", real("-0.0"), false),
            (Type::Double, "INF", Text("INF"), true),
            (Type::Double, " +INF", Text("INF"), false),
            (Type::Double, "1e999", Text("1e999"), true),
            (Type::Uri, " urn:a ", Text("urn:a"), false),
            (Type::String, " a ", Text(" a "), true),
            (Type::Duration, " PT1M", Text(" PT1M"), true),
            (Type::Base64, "QQ = =", Text("QQ = ="), true),
        ] {
            let found = scalar(kind, text);
            assert_eq!(found, value, "{text}");
            assert_eq!(found.text() == text, is_canonical, "{text}");
        }
    }

    #[test]
    fn doubles_are_exact_up_to_two_to_the_53rd() {
        for (value, is_exact) in [
            ("9007199254740992", true),
            ("9007199254740993", false),
            ("-9007199254740992", true),
            ("1152921504606846976", false),
            ("18446744073709551615", false),
        ] {
            let kind = if value.starts_with('-') { Type::Long } else { Type::UnsignedLong };
            assert_eq!(scalar(kind, value).is_exact_in_double(), is_exact, "{value}");
        }
    }
}
