//! Instances and method calls, with the types of a schema.

use cimwire_facade as facade;
use napi::bindgen_prelude::{BigInt, Buffer};
use napi_derive::napi;

use crate::document::place;
use crate::draft::Draft;
use crate::failure::{Told, told};
use crate::moment::Moment;
use crate::path::Path;
use crate::reply::buffer;

/// An instance, or the call of a method, which has parameters for properties.
#[napi]
pub struct Instance(Of);

enum Of {
    Instance(facade::Instance),
    Method(facade::Method),
}

/// A property or parameter.
#[napi(object, object_from_js = false)]
pub struct Property {
    pub name: String,
    pub namespace: String,
    pub value: Datum,
    pub type_name: Option<String>,
    pub is_array: bool,
    pub is_key: bool,
    pub places: Vec<u32>,
}

/// A value: what it is, and that in the member for it.
#[napi(object, object_from_js = false)]
#[derive(Default)]
pub struct Datum {
    pub form: String,
    pub boolean: Option<bool>,
    pub number: Option<f64>,
    pub integer: Option<BigInt>,
    pub text: Option<String>,
    /// What a text that is a date-time stands for.
    pub moment: Option<Moment>,
    pub octets: Option<Buffer>,
    pub place: Option<u32>,
    pub instance: Option<Instance>,
    pub items: Option<Vec<Datum>>,
}

/// Something that is not as its class has it.
#[napi(object, object_from_js = false)]
pub struct Misfit {
    pub kind: String,
    pub property: String,
    pub offset: f64,
    pub expected: String,
}

/// What an instance and a method call have alike.
#[napi]
impl Instance {
    #[napi(catch_unwind)]
    pub fn place(&self) -> u32 {
        match &self.0 {
            Of::Instance(it) => place(it.view()),
            Of::Method(it) => place(it.view()),
        }
    }

    #[napi(catch_unwind)]
    pub fn class_name(&self) -> String {
        match &self.0 {
            Of::Instance(it) => it.class_name(),
            Of::Method(it) => it.class_name(),
        }
    }

    #[napi(catch_unwind)]
    pub fn namespace(&self) -> String {
        match &self.0 {
            Of::Instance(it) => it.namespace(),
            Of::Method(it) => it.namespace(),
        }
    }

    #[napi(catch_unwind)]
    pub fn is_typed(&self) -> bool {
        match &self.0 {
            Of::Instance(it) => it.is_typed(),
            Of::Method(it) => it.is_typed(),
        }
    }

    #[napi(catch_unwind)]
    pub fn properties(&self) -> Vec<Property> {
        let properties = match &self.0 {
            Of::Instance(it) => it.properties(),
            Of::Method(it) => it.parameters(),
        };
        properties.into_iter().map(Property::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn misfits(&self) -> Vec<Misfit> {
        let misfits = match &self.0 {
            Of::Instance(it) => it.misfits(),
            Of::Method(it) => it.misfits(),
        };
        misfits.into_iter().map(Misfit::from).collect()
    }

    /// What a value of a property means, or of a parameter or the return value of a method.
    #[napi(catch_unwind)]
    pub fn meaning(&self, name: String, value: String) -> Option<String> {
        let value = facade::Datum::Text(value);
        match &self.0 {
            Of::Instance(it) => it.meaning(&name, &value),
            Of::Method(it) => it.meaning(&name, &value),
        }
        .map(str::to_owned)
    }

    #[napi(catch_unwind)]
    pub fn draft(&self) -> Draft {
        match &self.0 {
            Of::Instance(it) => it.draft(),
            Of::Method(it) => it.draft(),
        }
        .into()
    }

    /// The path, by the keys of its class.
    #[napi]
    pub fn path(&self) -> Told<Path> {
        told(|| match &self.0 {
            Of::Instance(it) => facade::Path::of_instance(it).map(Path::from),
            Of::Method(it) => facade::Path::of_reference(it.view()).map(Path::from),
        })
    }

    /// The name of a method.
    #[napi(catch_unwind)]
    pub fn method_name(&self) -> Option<String> {
        match &self.0 {
            Of::Instance(_) => None,
            Of::Method(it) => Some(it.name()),
        }
    }

    /// Whether it is the answer of a method.
    #[napi(catch_unwind)]
    pub fn is_output(&self) -> bool {
        matches!(&self.0, Of::Method(it) if it.is_output())
    }

    /// What a method returned.
    #[napi(catch_unwind)]
    pub fn return_value(&self) -> Option<Property> {
        match &self.0 {
            Of::Instance(_) => None,
            Of::Method(it) => it.return_value().map(Property::from),
        }
    }
}

impl Instance {
    /// The instance; of a method, the element of its parameters as one.
    pub(crate) fn inner(&self) -> facade::Instance {
        match &self.0 {
            Of::Instance(it) => it.clone(),
            Of::Method(it) => facade::Instance::new(it.view(), None),
        }
    }
}

impl From<facade::Instance> for Instance {
    fn from(instance: facade::Instance) -> Self {
        Self(Of::Instance(instance))
    }
}

impl From<facade::Method> for Instance {
    fn from(method: facade::Method) -> Self {
        Self(Of::Method(method))
    }
}

impl From<facade::Property> for Property {
    fn from(property: facade::Property) -> Self {
        Self {
            name: property.name,
            namespace: property.namespace,
            value: property.value.into(),
            type_name: property.type_name.map(str::to_owned),
            is_array: property.is_array,
            is_key: property.is_key,
            places: property.elements.iter().map(place).collect(),
        }
    }
}

impl From<facade::Datum> for Datum {
    fn from(datum: facade::Datum) -> Self {
        use facade::Datum as From;
        let of = |form: &str| Self { form: form.to_owned(), ..Self::default() };
        let number = |number| Self { number: Some(number), ..of("number") };
        let integer = |integer| Self { integer: Some(integer), ..of("integer") };
        let text = |text| Self { text: Some(text), ..of("text") };
        match datum {
            From::Null => of("null"),
            From::Boolean(value) => Self { boolean: Some(value), ..of("boolean") },
            From::Unsigned(value) => integer(value.into()),
            From::Signed(value) => integer(value.into()),
            From::Real32(value) => number(value.into()),
            From::Real64(value) => number(value),
            From::Char(value) => text(value.to_string()),
            From::Text(value) => text(value),
            From::DateTime(value) => {
                Self { moment: value.moment.map(Moment::from), ..text(value.text) }
            }
            From::Octets(value) => Self { octets: Some(buffer(value)), ..of("octets") },
            From::Reference(view) => Self { place: Some(place(&view)), ..of("reference") },
            From::Untyped(view) => Self { place: Some(place(&view)), ..of("untyped") },
            From::Instance(value) => Self { instance: Some(value.into()), ..of("instance") },
            From::Array(items) => {
                Self { items: Some(items.into_iter().map(Self::from).collect()), ..of("array") }
            }
        }
    }
}

impl From<facade::Misfit> for Misfit {
    fn from(misfit: facade::Misfit) -> Self {
        Self {
            kind: format!("{:?}", misfit.kind),
            property: misfit.property,
            offset: misfit.offset as f64,
            expected: misfit.expected.to_owned(),
        }
    }
}
