//! Fields of structs for one class, as `schema-gen rust` makes them.

use std::borrow::Cow;

use super::decode::{Declared, decode};
use super::draft::Draft;
use super::given::Reference;
use super::instance::Instance;
use super::property::Property;
use super::value::Value;
use crate::schema::pack::Type;
use crate::value::CimForm;

/// A property as a field of a struct. Missing is not null, and what is not of its type is kept.
///
/// ```
/// use cimwire::{cim::{Draft, Field, Instance}, xml::Document};
/// let document = Document::decode("<f:Fan xmlns:f='urn:Fan'><f:Speed>1e3</f:Speed></f:Fan>")?;
/// let speed: Field<'_, u32> = Instance::of(document.root()).property("Speed").unwrap().into();
/// let Field::Misfit(property) = &speed else { panic!() };
/// assert_eq!(property.values().next().unwrap().text(), "1e3");
///
/// let mut draft = Instance::of(document.root()).draft();
/// Field::<u32>::set(1000_u32).write("Speed", &mut draft);
/// assert_eq!(
///     draft.build()?.root().outer(),
///     "<f:Fan xmlns:f='urn:Fan'><f:Speed>1000</f:Speed></f:Fan>",
/// );
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub enum Field<'m, T> {
    /// It is not there.
    #[default]
    Missing,
    /// It is there and has no value.
    Null,
    /// Its value.
    Value(T),
    /// It is there, and is not of its type.
    Misfit(Property<'m>),
    /// To be written; null if there is none.
    Set(Option<T>),
}

impl<'m, T: FieldType<'m>> Field<'m, T> {
    /// A value to be written.
    pub fn set(value: impl Into<T>) -> Self {
        Self::Set(Some(value.into()))
    }

    /// The value, read or set.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) | Self::Set(Some(value)) => Some(value),
            _ => None,
        }
    }

    /// Puts into a draft what was set, under the name of the property; what was read is in it.
    pub fn write(self, name: &'static str, draft: &mut Draft<'m>) {
        if let Self::Set(value) = self {
            draft.set(name, value.map_or(Value::Null, T::into_value));
        }
    }
}

impl<'m, T: FieldType<'m>> From<Property<'m>> for Field<'m, T> {
    fn from(property: Property<'m>) -> Self {
        let declared = Declared {
            is_array: T::IS_ARRAY,
            is_required: false,
            is_embedded: T::IS_EMBEDDED,
            is_octets: T::IS_OCTETS,
            ..T::OF.into()
        };
        let mut misfits = Vec::new();
        match decode(&property, declared, &mut misfits) {
            Value::Null => Self::Null,
            value if misfits.is_empty() => {
                T::of_value(value).map_or(Self::Misfit(property), Self::Value)
            }
            _ => Self::Misfit(property),
        }
    }
}

/// A type of Rust that holds values of a type of CIM: numbers, `bool`, `char`, texts, [`CimForm`],
/// [`Reference`], [`Instance`], `Vec<u8>` for the octets of a `uint8[]`, and `Vec<Option<T>>` for
/// arrays.
pub trait FieldType<'m>: Sized + sealed::Sealed<'m> {
    /// The type of CIM.
    const OF: Type;
    /// Whether it is an array.
    const IS_ARRAY: bool = false;
    /// Whether it is an octet string.
    const IS_OCTETS: bool = false;
    /// Whether it is an embedded instance.
    const IS_EMBEDDED: bool = false;

    /// The value, if it is of this type.
    fn of_value(value: Value<'m>) -> Option<Self>;

    /// The value to be written.
    fn into_value(self) -> Value<'m>;
}

mod sealed {
    pub trait Sealed<'m> {}
}

macro_rules! types {
    ($($of:ty = $type:ident $variant:ident $(, $fact:ident)?;)*) => {$(
        impl<'m> sealed::Sealed<'m> for $of {}

        impl<'m> FieldType<'m> for $of {
            const OF: Type = Type::$type;
            $(const $fact: bool = true;)?

            fn of_value(value: Value<'m>) -> Option<Self> {
                if let Value::$variant(value) = value { Some(value) } else { None }
            }

            fn into_value(self) -> Value<'m> {
                Value::$variant(self)
            }
        }
    )*};
}

types! {
    bool = Boolean Boolean;
    u8 = Uint8 Uint8;
    u16 = Uint16 Uint16;
    u32 = Uint32 Uint32;
    u64 = Uint64 Uint64;
    i8 = Sint8 Sint8;
    i16 = Sint16 Sint16;
    i32 = Sint32 Sint32;
    i64 = Sint64 Sint64;
    f32 = Real32 Real32;
    f64 = Real64 Real64;
    char = Char16 Char16;
    Cow<'m, str> = String String;
    CimForm = Datetime DateTime;
    Reference<'m> = Reference Reference;
    Instance<'m> = String Instance, IS_EMBEDDED;
}

impl sealed::Sealed<'_> for Vec<u8> {}

impl<'m> FieldType<'m> for Vec<u8> {
    const OF: Type = Type::Uint8;
    const IS_ARRAY: bool = true;
    const IS_OCTETS: bool = true;

    fn of_value(value: Value<'m>) -> Option<Self> {
        match value {
            Value::Octets(octets) => Some(octets),
            // Windows sends them as the items of any array.
            Value::Array(items) => items.into_iter().map(u8::of_value).collect(),
            _ => None,
        }
    }

    fn into_value(self) -> Value<'m> {
        Value::Octets(self)
    }
}

impl<'m, T: FieldType<'m>> sealed::Sealed<'m> for Vec<Option<T>> {}

impl<'m, T: FieldType<'m>> FieldType<'m> for Vec<Option<T>> {
    const OF: Type = T::OF;
    const IS_ARRAY: bool = true;
    const IS_EMBEDDED: bool = T::IS_EMBEDDED;

    fn of_value(value: Value<'m>) -> Option<Self> {
        let Value::Array(items) = value else { return None };
        let item = |item| match item {
            Value::Null => Some(None),
            value => T::of_value(value).map(Some),
        };
        items.into_iter().map(item).collect()
    }

    fn into_value(self) -> Value<'m> {
        let item = |item: Option<T>| item.map_or(Value::Null, T::into_value);
        Value::Array(self.into_iter().map(item).collect())
    }
}
