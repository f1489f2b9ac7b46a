//! What is known about classes.

use std::ptr;

use cimwire_facade as facade;

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::schema::Schema;
use crate::text::Str;

/// What a schema says of a class, with all that it inherits. It never changes, and any thread may
/// read it. Free it with `cimwire_class_free`.
pub struct Class {
    inner: facade::Class,
    properties: Vec<DeclaredProperty>,
    methods: Vec<DeclaredMethod>,
    /// What the parameters and meanings of the others are in.
    _kept: Kept,
}

// SAFETY: its addresses lead into memory of its own, which never changes.
unsafe impl Send for Class {}
// SAFETY: as for `Send`.
unsafe impl Sync for Class {}

/// What a class is. Its texts and lists live as long as the class.
#[repr(C)]
pub struct ClassDetails {
    /// Its name, as its schema spells it.
    pub name: Str,
    /// The class it inherits from; without data for none.
    pub superclass: Str,
    /// The namespace of its elements, which is its resource URI (DSP0227 §5.1).
    pub namespace_: Str,
    /// The version of its schema; without data where that does not say.
    pub version: Str,
    /// Whether it has no instances of its own.
    pub is_abstract: bool,
    /// Whether its instances relate others.
    pub is_association: bool,
    /// Whether its instances are events.
    pub is_indication: bool,
    /// Its properties and references, `property_count` of them, in the order of the elements of an
    /// instance.
    pub properties: *const DeclaredProperty,
    /// How many properties there are.
    pub property_count: usize,
    /// Its methods, `method_count` of them, by name.
    pub methods: *const DeclaredMethod,
    /// How many methods there are.
    pub method_count: usize,
}

/// What a class says of a property or a reference, or a method of a parameter. Its texts and lists
/// live as long as the class.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct DeclaredProperty {
    /// Its name.
    pub name: Str,
    /// The class that declares it, or the last one to override it.
    pub class_name: Str,
    /// Its type as MOF has it, as `uint16` or `reference` (DSP0004 §5.2).
    pub type_name: Str,
    /// The class that it refers to, or whose instance a string holds; without data for none.
    pub of_class: Str,
    /// The unit, for people, or where there is none for them, for programs (DSP0004 annex C);
    /// without data for none.
    pub units: Str,
    /// Which values there are, `value_count` of them, and what they mean.
    pub values: *const Meaning,
    /// How many values there are.
    pub value_count: usize,
    /// Which bits there are, from 0, `bit_count` of them, and what they mean.
    pub bits: *const Meaning,
    /// How many bits there are.
    pub bit_count: usize,
    /// At most so many characters, where `has_max_len`.
    pub max_len: i64,
    /// At least this, where `has_min_value`.
    pub min_value: i64,
    /// At most this, where `has_max_value`.
    pub max_value: i64,
    /// Whether there is a `max_len`.
    pub has_max_len: bool,
    /// Whether there is a `min_value`.
    pub has_min_value: bool,
    /// Whether there is a `max_value`.
    pub has_max_value: bool,
    /// Whether it has any number of values.
    pub is_array: bool,
    /// Whether it identifies an instance.
    pub is_key: bool,
    /// Whether it is never null.
    pub is_required: bool,
    /// Whether it can be written.
    pub is_writable: bool,
    /// Whether a parameter goes with the call.
    pub is_in: bool,
    /// Whether a parameter comes with the answer.
    pub is_out: bool,
    /// Whether a string holds an instance or class.
    pub is_embedded: bool,
    /// Whether it is an octet string.
    pub is_octets: bool,
}

/// What a method is called with and answers. Its texts and lists live as long as the class.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct DeclaredMethod {
    /// Its name.
    pub name: Str,
    /// The class that declares it, or the last one to override it.
    pub class_name: Str,
    /// The type of its return value; without data for `void`.
    pub type_name: Str,
    /// Its parameters, `parameter_count` of them, in the order of their declaration, which is that
    /// of their elements.
    pub parameters: *const DeclaredProperty,
    /// How many parameters there are.
    pub parameter_count: usize,
    /// Which values it returns, `value_count` of them, and what they mean.
    pub values: *const Meaning,
    /// How many values there are.
    pub value_count: usize,
    /// Whether it needs no instance.
    pub is_static: bool,
}

/// A value, and what it means. Its texts live as long as the class.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Meaning {
    /// A number or text, or a range as in `0x8000..`; `..` for all that is left.
    pub value: Str,
    /// What it means; without data where the schema does not say.
    pub meaning: Str,
}

/// The class of a name, in any case; `CIMWIRE_NONE` where the schema does not have it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_schema_class(
    schema: *const Schema,
    name: Str,
    class_: *mut *mut Class,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            let read = c.read(schema, |it| found(it.0.class(name)))?;
            c.give(class_, Class::new(read))
        })
    }
}

/// Tells what a class is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_class_read(
    class_: *const Class,
    details: *mut ClassDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(class_, |it| c.put(details, it.told()))) }
}

/// The property or reference of a name, in any case; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_class_property(
    class_: *const Class,
    name: Str,
    property: *mut DeclaredProperty,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            let is_it = |it: &facade::DeclaredProperty| it.name.eq_ignore_ascii_case(name);
            c.read(class_, |it| {
                let index = found(it.inner.properties.iter().position(is_it))?;
                c.put(property, *found(it.properties.get(index))?)
            })
        })
    }
}

/// The method of a name, in any case; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_class_method(
    class_: *const Class,
    name: Str,
    method: *mut DeclaredMethod,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            let is_it = |it: &facade::DeclaredMethod| it.name.eq_ignore_ascii_case(name);
            c.read(class_, |it| {
                let index = found(it.inner.methods.iter().position(is_it))?;
                c.put(method, *found(it.methods.get(index))?)
            })
        })
    }
}

/// Frees a class. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_class_free(class_: *mut Class) -> Code {
    free(class_)
}

/// Lists that others have addresses of; they do not move when this does.
#[derive(Default)]
struct Kept {
    meanings: Vec<Vec<Meaning>>,
    parameters: Vec<Vec<DeclaredProperty>>,
}

impl Class {
    /// INVARIANT: the texts and lists of `inner` are where they are for as long as this is, for they
    /// are on the heap and nothing changes them.
    fn new(inner: facade::Class) -> Self {
        let mut kept = Kept::default();
        let properties = inner.properties.iter().map(|it| kept.property(it)).collect();
        let methods = inner.methods.iter().map(|it| kept.method(it)).collect();
        Self { inner, properties, methods, _kept: kept }
    }

    fn told(&self) -> ClassDetails {
        let it = &self.inner;
        ClassDetails {
            name: str_of(&it.name),
            superclass: str_if_any(it.superclass.as_deref()),
            namespace_: str_of(&it.namespace),
            version: str_if_any(it.version.as_deref()),
            is_abstract: it.is_abstract,
            is_association: it.is_association,
            is_indication: it.is_indication,
            properties: first(&self.properties),
            property_count: self.properties.len(),
            methods: first(&self.methods),
            method_count: self.methods.len(),
        }
    }
}

impl Kept {
    fn property(&mut self, it: &facade::DeclaredProperty) -> DeclaredProperty {
        DeclaredProperty {
            name: str_of(&it.name),
            class_name: str_of(&it.class),
            type_name: str_of(it.type_name),
            of_class: str_if_any(it.of_class.as_deref()),
            units: str_if_any(it.units.as_deref()),
            values: self.meanings(&it.values),
            value_count: it.values.len(),
            bits: self.meanings(&it.bits),
            bit_count: it.bits.len(),
            max_len: it.max_len.unwrap_or_default(),
            min_value: it.min_value.unwrap_or_default(),
            max_value: it.max_value.unwrap_or_default(),
            has_max_len: it.max_len.is_some(),
            has_min_value: it.min_value.is_some(),
            has_max_value: it.max_value.is_some(),
            is_array: it.is_array,
            is_key: it.is_key,
            is_required: it.is_required,
            is_writable: it.is_writable,
            is_in: it.is_in,
            is_out: it.is_out,
            is_embedded: it.is_embedded,
            is_octets: it.is_octets,
        }
    }

    fn method(&mut self, it: &facade::DeclaredMethod) -> DeclaredMethod {
        let parameters: Vec<_> = it.parameters.iter().map(|it| self.property(it)).collect();
        let first = first(&parameters);
        self.parameters.push(parameters);
        DeclaredMethod {
            name: str_of(&it.name),
            class_name: str_of(&it.class),
            type_name: str_if_any(it.type_name),
            parameters: first,
            parameter_count: it.parameters.len(),
            values: self.meanings(&it.values),
            value_count: it.values.len(),
            is_static: it.is_static,
        }
    }

    fn meanings(&mut self, meanings: &[facade::Meaning]) -> *const Meaning {
        let meaning = |it: &facade::Meaning| Meaning {
            value: str_of(&it.value),
            meaning: str_if_any(it.meaning.as_deref()),
        };
        let meanings: Vec<_> = meanings.iter().map(meaning).collect();
        let first = first(&meanings);
        self.meanings.push(meanings);
        first
    }
}

/// The address of the first of a list; NULL where there is none.
fn first<T>(list: &[T]) -> *const T {
    list.first().map_or(ptr::null(), ptr::from_ref)
}
