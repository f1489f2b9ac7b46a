//! Keys of instances.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::Path;
use crate::cim::decode::of_text;
use crate::cim::{MisfitKind, Value};
use crate::schema::pack::Type;
use crate::value::{CimDateTime, Lexical, parse};

/// A key of an instance: the name of a property and its value.
#[derive(Clone, Debug)]
pub struct Key {
    pub(super) name: String,
    pub(super) value: KeyValue,
}

/// The value of a key. Nothing is taken for what it may not be: texts stay to the letter, and have a
/// type where a class gave it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum KeyValue {
    /// Text of no known type: that of a selector, or of a path between quotes.
    Text(String),
    /// What a path has without quotes, before a class types it: a number, `TRUE` or `FALSE`.
    Bare(String),
    /// Text that is of a type.
    Typed(String, Type),
    /// The path of another instance.
    Reference(Box<Path>),
}

impl Key {
    pub(super) fn new(name: impl Into<String>, value: impl Into<KeyValue>) -> Self {
        Self { name: name.into(), value: value.into() }
    }

    /// The name; empty for the only key in a path of WMI that does not name it, as
    /// `Win32_Service="WinRM"`, until a class does.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &KeyValue {
        &self.value
    }

    pub(super) fn base_on(&mut self, base: &str) {
        if let KeyValue::Reference(path) = &mut self.value
            && path.base.is_none()
        {
            let whole = std::mem::replace(path.as_mut(), Path::new(""));
            **path = whole.based_on(base);
        }
    }
}

impl KeyValue {
    /// Its exact text; none of a reference.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Bare(text) | Self::Typed(text, _) => Some(text),
            Self::Reference(_) => None,
        }
    }

    /// The type, where it is known.
    #[must_use]
    pub fn of(&self) -> Option<Type> {
        match self {
            Self::Text(_) | Self::Bare(_) => None,
            Self::Typed(_, of) => Some(*of),
            Self::Reference(_) => Some(Type::Reference),
        }
    }

    /// The path, if it is a reference.
    #[must_use]
    pub fn reference(&self) -> Option<&Path> {
        match self {
            Self::Reference(path) => Some(path),
            _ => None,
        }
    }

    /// The value of CIM, where its type is known and it is no reference.
    ///
    /// ```
    /// use cimwire::cim::{KeyValue, Value};
    /// assert!(matches!(KeyValue::from(7_u32).value(), Some(Value::Uint32(7))));
    /// assert!(KeyValue::from("7").value().is_none());
    /// ```
    #[must_use]
    pub fn value(&self) -> Option<Value<'_>> {
        match self {
            Self::Typed(text, of) => scalar(text, *of).ok(),
            _ => None,
        }
    }

    /// The text that a selector has for it (DSP0227); none of a reference.
    pub(super) fn selector(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Bare(_) => Some(self.canonical()),
            other => other.text().map(Cow::Borrowed),
        }
    }

    /// The same with a type, if its text is of it.
    pub(super) fn typed(&self, of: Type) -> Result<Self, (MisfitKind, &'static str)> {
        let Some(text) = self.selector() else { return Ok(self.clone()) };
        scalar(&text, of)?;
        Ok(Self::Typed(text.into_owned(), of))
    }

    /// The one text that all have that stand for the same value.
    fn canonical(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Bare(text) => literal(text).map_or(Cow::Borrowed(text), Cow::Owned),
            Self::Typed(text, of) => canonical(text, *of),
            Self::Reference(_) => Cow::Borrowed(""),
        }
    }
}

/// What a text of a key stands for.
fn scalar(text: &str, of: Type) -> Result<Value<'_>, (MisfitKind, &'static str)> {
    if of == Type::String { Ok(Value::String(text.into())) } else { of_text(text, of) }
}

fn canonical(text: &str, of: Type) -> Cow<'_, str> {
    fn one<T>(text: &str) -> Option<String>
    where
        T: for<'t> Lexical<Value<'t> = T>,
    {
        Some(T::canonical(&parse::<T>(text)?).into_owned())
    }
    let canonical = match of {
        Type::Boolean => one::<bool>(text),
        Type::Uint8 | Type::Uint16 | Type::Uint32 | Type::Uint64 => one::<u64>(text),
        Type::Sint8 | Type::Sint16 | Type::Sint32 | Type::Sint64 => one::<i64>(text),
        Type::Real32 => one::<f32>(text),
        Type::Real64 => one::<f64>(text),
        Type::Datetime => Some(text.trim().to_owned()),
        Type::Char16 | Type::String | Type::Reference => None,
    };
    canonical.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The canonical text of what a path has without quotes (DSP0004 annex A): `TRUE`, `FALSE`, an
/// integer in any of the bases of MOF, or a real number.
pub(super) fn literal(text: &str) -> Option<String> {
    if let Some(boolean) = parse::<bool>(text).filter(|_| !text.contains(['0', '1'])) {
        return Some(boolean.to_string());
    }
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (&text[..1], digits),
        None => ("", text),
    };
    let is_all = |is: fn(&u8) -> bool| !digits.is_empty() && digits.bytes().all(|it| is(&it));
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let binary = digits.strip_suffix(['b', 'B']);
    let integer = match (hex, binary) {
        (Some(hex), _) => u64::from_str_radix(hex, 16).ok(),
        (None, Some(binary)) => u64::from_str_radix(binary, 2).ok(),
        _ if is_all(u8::is_ascii_digit) && digits.len() > 1 && digits.starts_with('0') => {
            u64::from_str_radix(digits, 8).ok()
        }
        _ if is_all(u8::is_ascii_digit) => digits.parse().ok(),
        _ => return real(text),
    }?;
    let sign = if sign == "-" && integer > 0 { "-" } else { "" };
    Some(format!("{sign}{integer}"))
}

/// A real number: digits with a point, and perhaps an exponent.
fn real(text: &str) -> Option<String> {
    let is_real = text.contains('.') && text.ends_with(|last: char| last.is_ascii_digit());
    let value = parse::<f64>(text).filter(|value| is_real && value.is_finite())?;
    Some(f64::canonical(&value).into_owned())
}

impl PartialEq for KeyValue {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reference(one), Self::Reference(other)) => one == other,
            (Self::Reference(_), _) | (_, Self::Reference(_)) => false,
            _ => self.canonical() == other.canonical(),
        }
    }
}

impl Eq for KeyValue {}

impl Hash for KeyValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
        self.reference().hash(state);
    }
}

/// Text of no known type.
impl From<&str> for KeyValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Text of no known type.
impl From<String> for KeyValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Path> for KeyValue {
    fn from(path: Path) -> Self {
        Self::Reference(Box::new(path))
    }
}

macro_rules! typed {
    ($($rust:ty => $of:ident,)*) => {
        $(impl From<$rust> for KeyValue {
            fn from(value: $rust) -> Self {
                Self::Typed(value.to_string(), Type::$of)
            }
        })*
    };
}

typed! {
    bool => Boolean,
    u8 => Uint8,
    u16 => Uint16,
    u32 => Uint32,
    u64 => Uint64,
    i8 => Sint8,
    i16 => Sint16,
    i32 => Sint32,
    i64 => Sint64,
    CimDateTime => Datetime,
}

impl fmt::Display for KeyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(path) => path.fmt(f),
            other => f.write_str(&other.canonical()),
        }
    }
}
