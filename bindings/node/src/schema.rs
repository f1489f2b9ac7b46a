//! Classes of CIM.

use cimwire_facade::{self as facade, Bytes};
use napi_derive::napi;

use crate::failure::{Told, told};

/// Classes, shared.
#[napi]
pub struct Schema(facade::Schema);

/// Where a text is found.
#[napi(object, object_from_js = false)]
pub struct Found {
    pub class_name: String,
    pub member: Option<String>,
}

/// A class with all that it inherits.
#[napi(object, object_from_js = false)]
pub struct Class {
    pub name: String,
    pub superclass: Option<String>,
    pub namespace: String,
    pub version: Option<String>,
    pub is_abstract: bool,
    pub is_association: bool,
    pub is_indication: bool,
    pub properties: Vec<Declared>,
    pub methods: Vec<Method>,
}

/// What a class says about a property, or a method about a parameter.
#[napi(object, object_from_js = false)]
pub struct Declared {
    pub name: String,
    pub class_name: String,
    pub type_name: String,
    pub of_class: Option<String>,
    pub is_array: bool,
    pub is_key: bool,
    pub is_required: bool,
    pub is_writable: bool,
    pub is_in: bool,
    pub is_out: bool,
    pub is_embedded: bool,
    pub is_octets: bool,
    pub max_len: Option<i64>,
    pub min_value: Option<i64>,
    pub max_value: Option<i64>,
    pub units: Option<String>,
    pub values: Vec<Meaning>,
    pub bits: Vec<Meaning>,
}

/// What a method is called with and answers.
#[napi(object, object_from_js = false)]
pub struct Method {
    pub name: String,
    pub class_name: String,
    pub type_name: Option<String>,
    pub is_static: bool,
    pub parameters: Vec<Declared>,
    pub values: Vec<Meaning>,
}

/// A value and what it means.
#[napi(object, object_from_js = false)]
pub struct Meaning {
    pub value: String,
    pub meaning: Option<String>,
}

#[napi]
impl Schema {
    /// The classes that come with the library.
    #[napi(factory, catch_unwind)]
    pub fn cim() -> Self {
        Self(facade::Schema::cim())
    }

    /// The same classes and those of a file, which win.
    #[napi]
    pub fn with(&self, pack: &[u8]) -> Told<Schema> {
        told(|| self.0.with(Bytes::copy_from_slice(pack)).map(Self))
    }

    #[napi(catch_unwind)]
    pub fn sources(&self) -> Vec<String> {
        self.0.sources()
    }

    #[napi(catch_unwind)]
    pub fn classes(&self) -> Vec<String> {
        self.0.classes()
    }

    #[napi(catch_unwind)]
    pub fn class_of(&self, name: String) -> Option<Class> {
        self.0.class(&name).map(Class::from)
    }

    /// Classes, properties and methods with a text in their names.
    #[napi(catch_unwind)]
    pub fn find(&self, text: String) -> Vec<Found> {
        let found = |it: facade::Found| Found { class_name: it.class, member: it.member };
        self.0.find(&text).into_iter().map(found).collect()
    }

    #[napi(catch_unwind)]
    pub fn meaning(&self, class: String, property: String, value: String) -> Option<String> {
        self.0.meaning(&class, &property, &value).map(str::to_owned)
    }

    pub(crate) fn inner(&self) -> &facade::Schema {
        &self.0
    }
}

/// The classes in a file that schema-gen made.
#[napi]
pub fn open_schema(pack: &[u8]) -> Told<Schema> {
    let pack = Bytes::copy_from_slice(pack);
    told(|| facade::Schema::open(&[pack]).map(Schema))
}

impl From<facade::Class> for Class {
    fn from(class: facade::Class) -> Self {
        Self {
            name: class.name,
            superclass: class.superclass,
            namespace: class.namespace,
            version: class.version,
            is_abstract: class.is_abstract,
            is_association: class.is_association,
            is_indication: class.is_indication,
            properties: class.properties.into_iter().map(Declared::from).collect(),
            methods: class.methods.into_iter().map(Method::from).collect(),
        }
    }
}

impl From<facade::DeclaredProperty> for Declared {
    fn from(property: facade::DeclaredProperty) -> Self {
        Self {
            name: property.name,
            class_name: property.class,
            type_name: property.type_name.to_owned(),
            of_class: property.of_class,
            is_array: property.is_array,
            is_key: property.is_key,
            is_required: property.is_required,
            is_writable: property.is_writable,
            is_in: property.is_in,
            is_out: property.is_out,
            is_embedded: property.is_embedded,
            is_octets: property.is_octets,
            max_len: property.max_len,
            min_value: property.min_value,
            max_value: property.max_value,
            units: property.units,
            values: property.values.into_iter().map(Meaning::from).collect(),
            bits: property.bits.into_iter().map(Meaning::from).collect(),
        }
    }
}

impl From<facade::DeclaredMethod> for Method {
    fn from(method: facade::DeclaredMethod) -> Self {
        Self {
            name: method.name,
            class_name: method.class,
            type_name: method.type_name.map(str::to_owned),
            is_static: method.is_static,
            parameters: method.parameters.into_iter().map(Declared::from).collect(),
            values: method.values.into_iter().map(Meaning::from).collect(),
        }
    }
}

impl From<facade::Meaning> for Meaning {
    fn from(meaning: facade::Meaning) -> Self {
        let facade::Meaning { value, meaning } = meaning;
        Self { value, meaning }
    }
}
