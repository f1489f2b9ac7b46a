//! Texts against the types of tables.

use super::{
    Base64, Date, DateTime, Duration, Empty, Expiration, Hex, Language, Lexical, NcName,
    NonNegativeDuration, PositiveDuration, PositiveInteger, Time, Token, Uri, parse,
};
use crate::schema::Type;
use crate::xml::chars::{is_ncname, trim};

/// Whether a text is of a type by the letter of the schema, blanks around it aside.
///
/// What is read more freely is still told here: `TRUE` has a value ([`parse`]) and is no
/// `xs:boolean`.
///
/// # Errors
/// What was expected instead.
///
/// ```
/// use cimwire::{schema::Type, value::check};
/// assert_eq!(check(Type::Duration, " PT1M "), Ok(()));
/// assert_eq!(check(Type::Duration, "60"), Err("expected a duration such as PT60S"));
/// ```
pub fn check(kind: Type, text: &str) -> Result<(), &'static str> {
    match kind {
        Type::Empty => is::<Empty>(text),
        Type::String => is::<str>(text),
        Type::Boolean => expect(matches!(trim(text), "true" | "false" | "1" | "0"), bool::EXPECTED),
        Type::Byte => is::<i8>(text),
        Type::Short => is::<i16>(text),
        Type::Int => is::<i32>(text),
        Type::Long => is::<i64>(text),
        Type::UnsignedByte => is::<u8>(text),
        Type::UnsignedShort => is::<u16>(text),
        Type::UnsignedInt => is::<u32>(text),
        Type::UnsignedLong | Type::NonNegativeInteger => is::<u64>(text),
        Type::PositiveInteger => is::<PositiveInteger>(text),
        Type::Float => is::<f32>(text),
        Type::Double => is::<f64>(text),
        Type::Duration => is::<Duration>(text),
        Type::PositiveDuration => is::<PositiveDuration>(text),
        Type::NonNegativeDuration => is::<NonNegativeDuration>(text),
        Type::DateTime => is::<DateTime>(text),
        Type::Date => is::<Date>(text),
        Type::Time => is::<Time>(text),
        Type::Expiration => is::<Expiration>(text),
        Type::Uri => is::<Uri>(text),
        Type::QName => expect(is_qname(trim(text)), "expected a name with or without prefix"),
        Type::NcName => is::<NcName>(text),
        Type::Token => is::<Token>(text),
        Type::Language => is::<Language>(text),
        Type::Base64 => is::<Base64>(text),
        Type::Hex => is::<Hex>(text),
        Type::Known(words) => {
            expect(words.contains(&trim(text)), "expected a word that the schema lists")
        }
    }
}

fn is<T: Lexical + ?Sized>(text: &str) -> Result<(), &'static str> {
    expect(parse::<T>(text).is_some(), T::EXPECTED)
}

fn expect(is_met: bool, expected: &'static str) -> Result<(), &'static str> {
    is_met.then_some(()).ok_or(expected)
}

/// Namespaces in XML 1.0 §4.
fn is_qname(name: &str) -> bool {
    let (prefix, local) = name.split_once(':').unwrap_or(("a", name));
    is_ncname(prefix.as_bytes()) && is_ncname(local.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_the_schema_counts() {
        assert_eq!(check(Type::Boolean, "TRUE"), Err("expected true or false"));
        assert_eq!(check(Type::Boolean, " 1\n"), Ok(()));
        assert_eq!(check(Type::QName, "p:a"), Ok(()));
        for wrong in ["", ":a", "p:", "p:a:b", "p: a"] {
            assert!(check(Type::QName, wrong).is_err(), "{wrong}");
        }
        assert_eq!(check(Type::Known(&["a", "b"]), " b "), Ok(()));
        assert!(check(Type::Known(&["a", "b"]), "B").is_err());
        assert_eq!(check(Type::String, "\n"), Ok(()));
        assert_eq!(check(Type::Empty, "\n"), Ok(()));
        assert_eq!(
            check(Type::PositiveInteger, "18446744073709551616"),
            Err("expected an integer from 1 to 18446744073709551615")
        );
    }
}
