//! Integers of up to 64 bits, and real numbers.

use std::borrow::Cow;

use super::{Lexical, Text, lexical};

/// `xs:positiveInteger` of up to 64 bits: a marker; its values are `u64`.
#[derive(Clone, Copy, Debug)]
pub enum PositiveInteger {}

impl Lexical for PositiveInteger {
    type Value<'t> = u64;

    const EXPECTED: &'static str = "expected an integer from 1 to 18446744073709551615";

    fn from_text(text: &str) -> Option<u64> {
        unsigned(text).filter(|&value| value > 0)
    }

    fn canonical<'v>(value: &'v u64) -> Cow<'v, str> {
        u64::canonical(value)
    }
}

impl From<u64> for Text<'_, PositiveInteger> {
    fn from(value: u64) -> Self {
        Self::of(&value)
    }
}

lexical!(i8, signed, "expected an integer from -128 to 127");
lexical!(i16, signed, "expected an integer from -32768 to 32767");
lexical!(i32, signed, "expected an integer from -2147483648 to 2147483647");
lexical!(i64, signed, "expected an integer from -9223372036854775808 to 9223372036854775807");
lexical!(u8, unsigned, "expected an integer from 0 to 255");
lexical!(u16, unsigned, "expected an integer from 0 to 65535");
lexical!(u32, unsigned, "expected an integer from 0 to 4294967295");
lexical!(u64, unsigned, "expected an integer from 0 to 18446744073709551615");

impl Lexical for f32 {
    type Value<'t> = f32;

    const EXPECTED: &'static str = EXPECTED_REAL;

    fn from_text(text: &str) -> Option<f32> {
        real(text)
    }

    fn canonical<'v>(value: &'v f32) -> Cow<'v, str> {
        special(f64::from(*value)).unwrap_or_else(|| {
            Cow::Owned(if is_plain(value.abs().into()) {
                value.to_string()
            } else {
                format!("{value:E}")
            })
        })
    }
}

impl Lexical for f64 {
    type Value<'t> = f64;

    const EXPECTED: &'static str = EXPECTED_REAL;

    fn from_text(text: &str) -> Option<f64> {
        real(text)
    }

    fn canonical<'v>(value: &'v f64) -> Cow<'v, str> {
        special(*value).unwrap_or_else(|| {
            Cow::Owned(if is_plain(value.abs()) { value.to_string() } else { format!("{value:E}") })
        })
    }
}

/// XML Schema part 2 §3.3.13: digits after an optional sign; leading zeros count for nothing.
fn signed<T: TryFrom<i64>>(text: &str) -> Option<T> {
    // What Rust reads is what XML Schema says.
    T::try_from(text.parse::<i64>().ok()?).ok()
}

/// XML Schema part 2 §3.3.20: as [`signed`], and zero may have a minus.
fn unsigned<T: TryFrom<u64>>(text: &str) -> Option<T> {
    let zeros = text.strip_prefix('-');
    if zeros.is_some_and(|zeros| !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0')) {
        return T::try_from(0).ok();
    }
    T::try_from(text.parse::<u64>().ok()?).ok()
}

/// XML Schema part 2 §3.2.4, §3.2.5: a decimal number, rounded to the nearest value.
fn real<T: std::str::FromStr>(text: &str) -> Option<T> {
    let is_number =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    let text = match text {
        "INF" | "+INF" => "inf",
        "-INF" => "-inf",
        "NaN" => "nan",
        // Rust has more words for these three.
        _ if !text.bytes().all(is_number) => return None,
        _ => text,
    };
    text.parse().ok()
}

fn special(value: f64) -> Option<Cow<'static, str>> {
    match value {
        f64::INFINITY => Some(Cow::Borrowed("INF")),
        f64::NEG_INFINITY => Some(Cow::Borrowed("-INF")),
        _ if value.is_nan() => Some(Cow::Borrowed("NaN")),
        // A JSON integer has no sign of zero.
        0.0 if value.is_sign_negative() => Some(Cow::Borrowed("-0.0")),
        _ => None,
    }
}

/// Whether a number is shown without an exponent: as JavaScript does, but for very small ones.
fn is_plain(magnitude: f64) -> bool {
    magnitude == 0.0 || (1e-5..1e16).contains(&magnitude)
}

const EXPECTED_REAL: &str = "expected a number such as -1.5E3, INF, -INF or NaN";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse;

    #[test]
    fn integers_have_a_sign_and_zeros_if_they_like() {
        assert_eq!(parse::<i8>("-0128"), Some(-128));
        assert_eq!(parse::<u8>("+255"), Some(255));
        assert_eq!(parse::<u8>("-00"), Some(0));
        assert_eq!(parse::<u64>("000018446744073709551615"), Some(u64::MAX));
        assert_eq!(parse::<i64>("\t-9223372036854775808 "), Some(i64::MIN));
        assert_eq!(parse::<PositiveInteger>("+01"), Some(1));
        for wrong in
            ["", "+", "-", "--1", "+-1", "1 2", "1.0", "1e3", "0x1", "1_000", "\u{a0}1", "١"]
        {
            assert_eq!(parse::<i64>(wrong), None, "{wrong}");
            assert_eq!(parse::<u64>(wrong), None, "{wrong}");
        }
        assert_eq!((parse::<i8>("128"), parse::<u8>("256"), parse::<u8>("-1")), (None, None, None));
        assert_eq!(
            (parse::<u8>("-"), parse::<u8>("-0x"), parse::<PositiveInteger>("-0")),
            (None, None, None)
        );
    }

    #[test]
    fn real_numbers_are_decimal_or_special() {
        for (text, value) in [
            ("1", 1.0),
            ("-1.5E3", -1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("+1e-2", 0.01),
            ("INF", f64::INFINITY),
            ("-INF", f64::NEG_INFINITY),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(parse::<f64>(text), Some(value), "{text}");
        }
        assert!(parse::<f64>("NaN").is_some_and(f64::is_nan));
        for wrong in [
            "", ".", "e1", "1e", "1e+", "inf", "nan", "infinity", "-NaN", "0x1p3", "1f", "1_0",
            "1,5", "++1",
        ] {
            assert_eq!(parse::<f64>(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn real_numbers_are_written_short_and_exact() {
        for (value, text) in [
            (100.3, "100.3"),
            (1.0, "1"),
            (-0.0, "-0.0"),
            (0.0, "0"),
            (1e15, "1000000000000000"),
            (1e16, "1E16"),
            (0.00001, "0.00001"),
            (1.5e-7, "1.5E-7"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-INF"),
        ] {
            assert_eq!(f64::canonical(&value), text);
        }
        assert_eq!(f32::canonical(&0.1), "0.1");
        assert_eq!(f32::canonical(&-0.0), "-0.0");
        assert_eq!(f32::canonical(&f32::MIN_POSITIVE), "1.1754944E-38");
    }
}
