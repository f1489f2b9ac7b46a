//! Values of CIM.

use cimwire::cim::{DateForm, Form, Given, Property, Value};
use cimwire::value::{self, CimForm};

use crate::{Instance, Schema, View};

/// A value of a property or parameter: of the type that a class has for it, or what XML itself says.
/// The exact text is with the elements of the [property](crate::Property).
#[derive(Clone, Debug)]
pub enum Datum {
    /// None: there is an element that says so. Of an array as a whole, or of one item.
    Null,
    /// `boolean`.
    Boolean(bool),
    /// `uint8` to `uint64`.
    Unsigned(u64),
    /// `sint8` to `sint64`.
    Signed(i64),
    /// `real32`.
    Real32(f32),
    /// `real64`.
    Real64(f64),
    /// `char16`.
    Char(char),
    /// `string`, blanks included.
    Text(String),
    /// `datetime`: a timestamp or an interval.
    DateTime(DateTime),
    /// A reference to an instance: the element that holds its address.
    Reference(View),
    /// An embedded instance.
    Instance(Instance),
    /// An octet string: all of a `uint8[]`, or one item of a `string[]`.
    Octets(Vec<u8>),
    /// An array, also of one item; or what repeats where no class says that it does not.
    Array(Vec<Self>),
    /// An element that is not of its type, or whose type is not known: its text, or its elements.
    Untyped(View),
}

/// A date-time as it is on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// The element that has the text (DSP0230 §7.2.4): `Datetime`, `Date`, `Time`, `Interval` or
    /// `CIM_DateTime`; none for a text without one.
    pub form: Option<&'static str>,
    /// The exact text.
    pub text: String,
    /// What it stands for; nothing where it is none, or where parts are unknown that no form of XML
    /// can leave out.
    pub moment: Option<Moment>,
}

/// What a date-time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A timestamp of which all is known.
    Point(Day, Clock),
    /// A day without a time.
    Day(Day),
    /// A time without a day.
    Clock(Clock),
    /// An interval.
    Interval {
        /// Years and months, in months.
        months: i128,
        /// All else, in nanoseconds.
        nanoseconds: i128,
    },
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// Minutes east of UTC, where that is known.
    pub offset: Option<i16>,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// From 0 to 24.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// From 0 to 59.
    pub second: u8,
    /// From 0 to 999,999,999.
    pub nanosecond: u32,
    /// Minutes east of UTC, where that is known.
    pub offset: Option<i16>,
}

impl Datum {
    /// The value as a text of decimal digits or characters, where it is one value that a value map
    /// can have.
    pub(crate) fn to_key(&self) -> Option<String> {
        match self {
            Self::Boolean(value) => Some(value.to_string()),
            Self::Unsigned(value) => Some(value.to_string()),
            Self::Signed(value) => Some(value.to_string()),
            Self::Char(value) => Some(value.to_string()),
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// Where values are read: a message, and the schema for what is embedded.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) view: &'a View,
    pub(crate) schema: Option<&'a Schema>,
}

impl Place<'_> {
    /// The value of a property that has a type.
    pub(crate) fn typed(self, property: &Property<'_>, value: &Value<'_>) -> Datum {
        match value {
            // An item for each element.
            Value::Array(values) => {
                let items = values.iter().zip(property.values());
                Datum::Array(items.map(|(value, given)| self.one(value, given)).collect())
            }
            one => property.values().next().map_or(Datum::Null, |given| self.one(one, given)),
        }
    }

    /// The value of a property without a type.
    pub(crate) fn untyped(self, property: &Property<'_>) -> Datum {
        if property.is_array() {
            return Datum::Array(property.values().map(|given| self.given(given)).collect());
        }
        property.values().next().map_or(Datum::Null, |given| self.given(given))
    }

    fn one(self, value: &Value<'_>, given: Given<'_>) -> Datum {
        match value {
            Value::Null => Datum::Null,
            Value::Boolean(value) => Datum::Boolean(*value),
            Value::Uint8(value) => Datum::Unsigned((*value).into()),
            Value::Uint16(value) => Datum::Unsigned((*value).into()),
            Value::Uint32(value) => Datum::Unsigned((*value).into()),
            Value::Uint64(value) => Datum::Unsigned(*value),
            Value::Sint8(value) => Datum::Signed((*value).into()),
            Value::Sint16(value) => Datum::Signed((*value).into()),
            Value::Sint32(value) => Datum::Signed((*value).into()),
            Value::Sint64(value) => Datum::Signed(*value),
            Value::Real32(value) => Datum::Real32(*value),
            Value::Real64(value) => Datum::Real64(*value),
            Value::Char16(value) => Datum::Char(*value),
            Value::String(text) => Datum::Text(text.to_string()),
            Value::Octets(octets) => Datum::Octets(octets.clone()),
            Value::DateTime(form) => match given.form() {
                Form::Text(text) => Datum::DateTime(DateTime::new(None, &text, Some(*form))),
                _ => self.given(given),
            },
            _ => self.given(given),
        }
    }

    /// What an element says itself.
    fn given(self, given: Given<'_>) -> Datum {
        let at = |element| self.view.at(element);
        match given.form() {
            Form::Nil if given.element().nodes().next().is_none() => Datum::Null,
            Form::DateTime(date) => Datum::DateTime(DateTime::of(&date)),
            Form::Reference(reference) => Datum::Reference(at(reference.element())),
            Form::Instance(instance) => {
                Datum::Instance(Instance::of(at(instance.element()), instance, self.schema))
            }
            _ => Datum::Untyped(at(given.element())),
        }
    }
}

impl DateTime {
    /// The date-time that a text is: 25 characters of CIM (DSP0004 §5.2.4), a dateTime, date or time
    /// of XML, or a duration; nothing where it is none.
    ///
    /// ```
    /// use cimwire_facade::DateTime;
    /// assert_eq!(DateTime::parse("20250301083000.000000+060").unwrap().form, None);
    /// assert!(DateTime::parse("soon").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::new(None, text, Some(CimForm::of_text(text)?)))
    }

    /// A date-time of one of the forms of DSP0230 §7.2.4, whatever its text is.
    ///
    /// ```
    /// use cimwire_facade::DateTime;
    /// assert!(DateTime::of_form("Interval", "P1D").moment.is_some());
    /// assert!(DateTime::of_form("Date", "soon").moment.is_none());
    /// ```
    #[must_use]
    pub fn of_form(form: &'static str, text: &str) -> Self {
        Self::new(Some(form), text, CimForm::of_child(form, text))
    }

    /// What is written for it: in the form it has, or of 25 characters in the form that can say it.
    pub(crate) fn written(&self) -> Option<CimForm> {
        match self.form {
            Some(form) => CimForm::of_child(form, &self.text),
            None => match CimForm::of_text(&self.text)? {
                CimForm::CimDateTime(cim) => Some(cim.into()),
                form => Some(form),
            },
        }
    }

    pub(crate) fn of(date: &DateForm<'_>) -> Self {
        Self::new(Some(date.name()), date.text(), date.value())
    }

    fn new(form: Option<&'static str>, text: &str, value: Option<CimForm>) -> Self {
        Self { form, text: text.to_owned(), moment: value.and_then(Moment::of) }
    }
}

impl Moment {
    fn of(form: CimForm) -> Option<Self> {
        Some(match form {
            CimForm::Datetime(at) => Self::Point(at.date().into(), at.time().into()),
            CimForm::Date(date) => Self::Day(date.into()),
            CimForm::Time(time) => Self::Clock(time.into()),
            CimForm::Interval(span) => Self::Interval {
                months: span.total_months(),
                nanoseconds: span.total_nanoseconds(),
            },
            CimForm::CimDateTime(datetime) => match CimForm::from(datetime) {
                CimForm::CimDateTime(_) => return None,
                form => return Self::of(form),
            },
        })
    }
}

impl From<value::Date> for Day {
    fn from(date: value::Date) -> Self {
        let (year, month, day, offset) = (date.year(), date.month(), date.day(), date.offset());
        Self { year, month, day, offset }
    }
}

impl From<value::Time> for Clock {
    fn from(time: value::Time) -> Self {
        Self {
            hour: time.hour(),
            minute: time.minute(),
            second: time.second(),
            nanosecond: time.nanosecond(),
            offset: time.offset(),
        }
    }
}
