//! Properties of instances, and parameters of methods.

use cimwire_facade as facade;

use crate::border::{Code, Stop, ask, found, free, str_if_any, str_of};
use crate::buffer::str_of_bytes;
use crate::instance::Instance;
use crate::text::Str;
use crate::view::{Owner, View};

/// Properties of an instance, or parameters of a method. Free it with `cimwire_properties_free`.
pub struct Properties {
    pub(crate) list: Vec<facade::Property>,
    pub(crate) owner: Owner,
}

/// What a value is.
#[repr(C)]
pub enum DatumKind {
    /// None, said so: `xsi:nil`.
    Null = 0,
    /// `boolean`: in `boolean`.
    Boolean = 1,
    /// `uint8` to `uint64`: in `unsigned_`.
    Unsigned = 2,
    /// `sint8` to `sint64`: in `signed_`.
    Signed = 3,
    /// `real32` and `real64`: in `real`.
    Real = 4,
    /// `char16`: its number in Unicode, in `unsigned_`.
    Char = 5,
    /// `string`: in `text`.
    Text = 6,
    /// `datetime`: its exact text, in `text`.
    DateTime = 7,
    /// A reference to an instance: the element that holds its address, in `view`.
    Reference = 8,
    /// An embedded instance: `cimwire_properties_instance` has it.
    Instance = 9,
    /// An octet string: its bytes, in `text`.
    Octets = 10,
    /// An array: `count` values, which `cimwire_properties_item` has.
    Array = 11,
    /// An element that is not of its type, or whose type is not known: in `view`.
    Untyped = 12,
}

/// A value; `kind` says which member has it. Its texts live as long as the list, its view as long
/// as the message.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Datum {
    /// One of `enum cimwire_datum_kind`.
    pub kind: i32,
    /// A boolean.
    pub boolean: bool,
    /// A number without a sign, or a character.
    pub unsigned_: u64,
    /// A number with a sign.
    pub signed_: i64,
    /// A real number.
    pub real: f64,
    /// How many values an array has.
    pub count: usize,
    /// Text, or bytes.
    pub text: Str,
    /// An element.
    pub view: View,
}

/// A property, or a parameter. Its texts live as long as the list.
#[repr(C)]
pub struct Property {
    /// Its name on the wire.
    pub name: Str,
    /// Its namespace, usually that of the class.
    pub namespace_: Str,
    /// Its type as MOF has it, as `uint16`; without data where no class says.
    pub type_name: Str,
    /// Its value.
    pub value: Datum,
    /// Its first element, which has its exact text.
    pub element: View,
    /// Whether its class says that it is an array, or without a class, the wire.
    pub is_array: bool,
    /// Whether its class says that it identifies an instance.
    pub is_key: bool,
}

/// The property of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_at(
    properties: *const Properties,
    index: usize,
    property: *mut Property,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| c.read(properties, |it| c.put(property, it.told(found(it.list.get(index))?))))
    }
}

/// Properties from the one of a number on, many with one call: at most `capacity` of them, which has
/// to be more than 0, and `count` says how many. `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_from(
    properties: *const Properties,
    index: usize,
    list: *mut Property,
    capacity: usize,
    count: *mut usize,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(properties, |it| {
                let rest = it.list.get(index..).unwrap_or_default();
                c.put_many(list, capacity, count, rest.iter().map(|one| it.told(one)))
            })
        })
    }
}

/// How many properties there are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_count(
    properties: *const Properties,
    count: *mut usize,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(properties, |it| c.put(count, it.list.len()))) }
}

/// The value of a number, from 0, in the array that a property has; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_item(
    properties: *const Properties,
    index: usize,
    item: usize,
    value: *mut Datum,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(properties, |it| {
                let property = found(it.list.get(index))?;
                c.put(value, it.datum(found(value_at(property, item))?))
            })
        })
    }
}

/// The embedded instance that a property has, or that is of a number, from 0, in its array;
/// `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_instance(
    properties: *const Properties,
    index: usize,
    item: usize,
    instance: *mut *mut Instance,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(properties, |it| {
                match found(value_at(found(it.list.get(index))?, item))? {
                    facade::Datum::Instance(inner) => Ok(Instance::new(inner.clone(), it.owner)),
                    _ => Err(Stop::None),
                }
            })?;
            c.give(instance, read)
        })
    }
}

/// Frees a list of properties. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_properties_free(properties: *mut Properties) -> Code {
    free(properties)
}

/// A value of an array; of anything else, the value itself is the first.
pub(crate) fn value_at(property: &facade::Property, item: usize) -> Option<&facade::Datum> {
    match &property.value {
        facade::Datum::Array(values) => values.get(item),
        value => Some(value).filter(|_| item == 0),
    }
}

impl Properties {
    fn told(&self, property: &facade::Property) -> Property {
        let element = property.elements.first();
        Property {
            name: str_of(&property.name),
            namespace_: str_of(&property.namespace),
            type_name: str_if_any(property.type_name),
            value: self.datum(&property.value),
            element: element.map_or(self.owner.nowhere(), |it| self.owner.view(it)),
            is_array: property.is_array,
            is_key: property.is_key,
        }
    }

    fn datum(&self, value: &facade::Datum) -> Datum {
        use DatumKind as Kind;
        use facade::Datum as Of;
        let none = self.nothing();
        let is = |kind: Kind| Datum { kind: kind as i32, ..none };
        let at = |view: &facade::View| self.owner.view(view);
        match value {
            Of::Null => is(Kind::Null),
            Of::Boolean(boolean) => Datum { boolean: *boolean, ..is(Kind::Boolean) },
            Of::Unsigned(number) => Datum { unsigned_: *number, ..is(Kind::Unsigned) },
            Of::Signed(number) => Datum { signed_: *number, ..is(Kind::Signed) },
            Of::Real32(real) => Datum { real: f64::from(*real), ..is(Kind::Real) },
            Of::Real64(real) => Datum { real: *real, ..is(Kind::Real) },
            Of::Char(c) => Datum { unsigned_: u64::from(u32::from(*c)), ..is(Kind::Char) },
            Of::Text(text) => Datum { text: str_of(text), ..is(Kind::Text) },
            Of::DateTime(time) => Datum { text: str_of(&time.text), ..is(Kind::DateTime) },
            Of::Reference(view) => Datum { view: at(view), ..is(Kind::Reference) },
            Of::Instance(instance) => Datum { view: at(instance.view()), ..is(Kind::Instance) },
            Of::Octets(bytes) => Datum { text: str_of_bytes(bytes), ..is(Kind::Octets) },
            Of::Array(values) => Datum { count: values.len(), ..is(Kind::Array) },
            Of::Untyped(view) => Datum { view: at(view), ..is(Kind::Untyped) },
        }
    }

    fn nothing(&self) -> Datum {
        let view = self.owner.nowhere();
        let (unsigned_, signed_, real, count) = (0, 0, 0.0, 0);
        let text = Str::NONE;
        Datum { kind: 0, boolean: false, unsigned_, signed_, real, count, text, view }
    }
}
