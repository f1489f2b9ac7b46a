//! Values of CIM.

use std::borrow::Cow;

use super::draft::Draft;
use super::given::{Given, Reference};
use super::instance::Instance;
use crate::value::{CimDateTime, CimForm, Date, DateTime, Duration, Lexical, Time};
use crate::wsman::addressing::Epr;

/// A value of one of the types of CIM (DSP0004 §5.2), as a class has it, or to be written. The text
/// it was read from is with its [property](super::Property).
///
/// Values of Rust become values of CIM: numbers, `bool`, `char`, texts, date-times and durations,
/// `Option` of each, arrays of each as arrays, slices and vectors of them, or collected. Bytes are
/// octets; an array of numbers of 8 bits is collected.
///
/// ```
/// use cimwire::cim::Value;
/// assert!(matches!(Value::from([Some(2u16), None]), Value::Array(items) if items.len() == 2));
/// assert!(matches!(Value::from(vec![1u8, 2]), Value::Octets(_)));
/// assert!(matches!([1u8, 2].into_iter().collect(), Value::Array(_)));
/// ```
#[derive(Clone, Debug)]
pub enum Value<'m> {
    /// None: there is an element that says so. Of an array as a whole, or of one item.
    Null,
    /// `boolean`.
    Boolean(bool),
    /// `uint8`.
    Uint8(u8),
    /// `uint16`.
    Uint16(u16),
    /// `uint32`.
    Uint32(u32),
    /// `uint64`.
    Uint64(u64),
    /// `sint8`.
    Sint8(i8),
    /// `sint16`.
    Sint16(i16),
    /// `sint32`.
    Sint32(i32),
    /// `sint64`.
    Sint64(i64),
    /// `real32`.
    Real32(f32),
    /// `real64`.
    Real64(f64),
    /// `char16`: a character of the first plane.
    Char16(char),
    /// `string`, blanks included.
    String(Cow<'m, str>),
    /// `datetime`, a timestamp or an interval, in the form it had.
    DateTime(CimForm),
    /// A reference.
    Reference(Reference<'m>),
    /// An embedded instance.
    Instance(Instance<'m>),
    /// An octet string: all of a `uint8[]`, or one item of a `string[]`.
    Octets(Vec<u8>),
    /// An array, also of one item; or what repeats though its class says that it does not.
    Array(Vec<Value<'m>>),
    /// As the wire has it: not of its type, or of none that is known.
    Untyped(Given<'m>),
    /// A reference, to be written.
    Epr(Box<Epr<'m>>),
    /// An embedded instance, to be written.
    Draft(Box<Draft<'m>>),
}

impl<'m> Value<'m> {
    /// The items of an array, or the one value that it is.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// The text of a value that has one: the one this library writes of all that stand for it.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Boolean(value) => bool::canonical(value),
            Self::Uint8(value) => u8::canonical(value),
            Self::Uint16(value) => u16::canonical(value),
            Self::Uint32(value) => u32::canonical(value),
            Self::Uint64(value) => u64::canonical(value),
            Self::Sint8(value) => i8::canonical(value),
            Self::Sint16(value) => i16::canonical(value),
            Self::Sint32(value) => i32::canonical(value),
            Self::Sint64(value) => i64::canonical(value),
            Self::Real32(value) => f32::canonical(value),
            Self::Real64(value) => f64::canonical(value),
            Self::Char16(value) => Cow::Owned(value.to_string()),
            Self::String(text) => Cow::Borrowed(text),
            Self::Octets(octets) => crate::value::Base64::canonical(octets),
            _ => return None,
        })
    }

    /// What it is, for errors.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Real32(_) | Self::Real64(_) => "a real number",
            Self::Char16(_) => "a character",
            Self::String(_) => "text",
            Self::DateTime(_) => "a date-time",
            Self::Reference(_) | Self::Epr(_) => "a reference",
            Self::Instance(_) | Self::Draft(_) => "an instance",
            Self::Octets(_) => "octets",
            Self::Array(_) => "an array",
            Self::Untyped(_) => "an element",
            _ => "an integer",
        }
    }

    /// The integer that it is.
    pub(super) fn integer(&self) -> Option<i128> {
        Some(match *self {
            Self::Uint8(value) => value.into(),
            Self::Uint16(value) => value.into(),
            Self::Uint32(value) => value.into(),
            Self::Uint64(value) => value.into(),
            Self::Sint8(value) => value.into(),
            Self::Sint16(value) => value.into(),
            Self::Sint32(value) => value.into(),
            Self::Sint64(value) => value.into(),
            _ => return None,
        })
    }

    /// How many drafts are nested in it.
    pub(super) fn height(&self) -> usize {
        let height = |item: &Self| match item {
            Self::Draft(draft) => draft.height(),
            _ => 0,
        };
        self.items().iter().map(height).max().unwrap_or(0)
    }
}

/// Makes values of Rust values of CIM, and arrays of them arrays.
macro_rules! values {
    ($($of:ty: $it:ident => $value:expr;)*) => {$(
        impl<'m> From<$of> for Value<'m> {
            fn from($it: $of) -> Self {
                $value
            }
        }

        values!(arrays of $of);
        values!(arrays of Option<$of>);
    )*};
    (arrays of $of:ty) => {
        impl<'m> From<Vec<$of>> for Value<'m> {
            fn from(items: Vec<$of>) -> Self {
                items.into_iter().collect()
            }
        }

        impl<'m, const N: usize> From<[$of; N]> for Value<'m> {
            fn from(items: [$of; N]) -> Self {
                items.into_iter().collect()
            }
        }

        impl<'m> From<&[$of]> for Value<'m> {
            fn from(items: &[$of]) -> Self {
                items.iter().cloned().collect()
            }
        }
    };
}

values! {
    bool: it => Self::Boolean(it);
    u16: it => Self::Uint16(it);
    u32: it => Self::Uint32(it);
    u64: it => Self::Uint64(it);
    i8: it => Self::Sint8(it);
    i16: it => Self::Sint16(it);
    i32: it => Self::Sint32(it);
    i64: it => Self::Sint64(it);
    f32: it => Self::Real32(it);
    f64: it => Self::Real64(it);
    char: it => Self::Char16(it);
    &'m str: it => Self::String(it.into());
    String: it => Self::String(it.into());
    Cow<'m, str>: it => Self::String(it);
    CimForm: it => Self::DateTime(it);
    CimDateTime: it => Self::DateTime(it.into());
    DateTime: it => Self::DateTime(CimForm::Datetime(it));
    Date: it => Self::DateTime(CimForm::Date(it));
    Time: it => Self::DateTime(CimForm::Time(it));
    Duration: it => Self::DateTime(CimForm::Interval(it));
    std::time::Duration: it => Self::DateTime(CimForm::Interval(it.into()));
    Reference<'m>: it => Self::Reference(it);
    Epr<'m>: it => Self::Epr(Box::new(it));
    Instance<'m>: it => Self::Instance(it);
    Draft<'m>: it => Self::Draft(Box::new(it));
    Given<'m>: it => Self::Untyped(it);
}

values!(arrays of Value<'m>);
values!(arrays of Option<u8>);

impl From<u8> for Value<'_> {
    fn from(value: u8) -> Self {
        Self::Uint8(value)
    }
}

impl From<Vec<u8>> for Value<'_> {
    fn from(octets: Vec<u8>) -> Self {
        Self::Octets(octets)
    }
}

impl From<&[u8]> for Value<'_> {
    fn from(octets: &[u8]) -> Self {
        Self::Octets(octets.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value<'_> {
    fn from(octets: [u8; N]) -> Self {
        Self::Octets(octets.to_vec())
    }
}

impl<'m, T: Into<Value<'m>>> From<Option<T>> for Value<'m> {
    /// Nothing is null.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<'m, T: Into<Value<'m>>> FromIterator<T> for Value<'m> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}
