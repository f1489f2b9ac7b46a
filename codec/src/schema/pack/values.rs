//! What values mean (DSP0004 §5.6.3: ValueMap and Values).

use std::borrow::Cow;

use super::fact::{Fact, Facts, Texts};

/// The values that a schema knows, and what they mean.
#[derive(Clone, Copy)]
pub struct Meanings<'p> {
    /// None where the values count from zero.
    map: Option<Texts<'p>>,
    values: Option<Texts<'p>>,
}

impl<'p> Meanings<'p> {
    /// What a value means: a number in decimal, or a string. A value that has a place of its own is
    /// looked for first, then the ranges, and `..` stands for all that is left.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::schema::pack::Pack;
    ///
    /// let state = Pack::cim().class("CIM_Fan").unwrap().property("OperationalStatus").unwrap();
    /// let meanings = state.meanings().unwrap();
    /// assert_eq!(meanings.meaning("2"), Some("OK"));
    /// assert_eq!(meanings.meaning("40000"), Some("Vendor Reserved"));
    /// assert_eq!(meanings.meaning("300"), Some("DMTF Reserved"));
    /// # }
    /// ```
    #[must_use]
    pub fn meaning(&self, value: &str) -> Option<&'p str> {
        let Some(map) = self.map else {
            return self.values?.nth(value.parse().ok()?);
        };
        self.values?.nth(position(map, value)?)
    }

    /// Whether a value, as [`Meanings::meaning`] takes it, is one of those that the schema lists: a
    /// place of its own, a range, or `..`. Without a `ValueMap` every value is.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::schema::pack::Pack;
    ///
    /// let status = Pack::cim().class("CIM_Fan").unwrap().property("StatusInfo").unwrap();
    /// let meanings = status.meanings().unwrap();
    /// assert!(meanings.allows("5") && !meanings.allows("7"));
    /// # }
    /// ```
    #[must_use]
    pub fn allows(&self, value: &str) -> bool {
        self.map.is_none_or(|map| position(map, value).is_some())
    }

    /// The values as the schema writes them, single or ranges as in `0x8000..`, and what each means,
    /// if the schema says.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'p, str>, Option<&'p str>)> + use<'p> {
        let mut map = self.map;
        let mut values = self.values;
        (0..).map_while(move |number: usize| match &mut map {
            Some(map) => {
                let value = map.next()?;
                Some((Cow::Borrowed(value), values.as_mut().and_then(Iterator::next)))
            }
            None => {
                let meaning = values.as_mut()?.next()?;
                Some((Cow::Owned(number.to_string()), Some(meaning)))
            }
        })
    }

    pub(crate) fn of(facts: Facts<'p>) -> Option<Self> {
        let (map, values) = (facts.texts(Fact::ValueMap), facts.texts(Fact::Values));
        (map.is_some() || values.is_some()).then_some(Self { map, values })
    }
}

/// The place of a value among those of a schema.
fn position(map: Texts<'_>, value: &str) -> Option<usize> {
    let number = integer(value);
    let is_equal = |it: &str| it == value || number.is_some() && integer(it) == number;
    let is_in = |it: &str| number.is_some_and(|number| is_in_range(it, number));
    let position = map.clone().position(is_equal);
    let position = position.or_else(|| map.clone().position(is_in));
    position.or_else(|| map.clone().position(|it| it == ".."))
}

/// Whether a number is in `a..b`, `a..` or `..b`; all that is left is not looked at here.
fn is_in_range(range: &str, number: i128) -> bool {
    let Some((low, high)) = range.split_once("..") else { return false };
    let is_open = |end: &str| end.trim().is_empty();
    let is_above = is_open(low) || integer(low).is_some_and(|low| low <= number);
    let is_below = is_open(high) || integer(high).is_some_and(|high| number <= high);
    is_above && is_below && !(is_open(low) && is_open(high))
}

/// A number as MOF writes it (DSP0004 annex A): decimal, `0x…`, octal with a leading 0, binary with
/// a trailing b.
#[must_use]
pub fn integer(text: &str) -> Option<i128> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let binary = || digits.strip_suffix(['b', 'B']);
    let (digits, radix) = match hex {
        Some(digits) => (digits, 16),
        None => match binary() {
            Some(digits) => (digits, 2),
            None if digits.len() > 1 && digits.starts_with('0') => (digits, 8),
            None => (digits, 10),
        },
    };
    i128::from_str_radix(digits, radix).ok().map(|number| sign * number)
}
