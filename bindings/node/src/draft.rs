//! Instances to write: what was read, with changes over it.

use cimwire_facade as facade;
use napi::bindgen_prelude::{BigInt, Buffer};
use napi_derive::napi;

use crate::failure::{Told, told};
use crate::request::Value;
use crate::schema::Schema;

/// An instance to write.
#[napi]
pub struct Draft(facade::Draft);

/// A value of JavaScript, in the member for what it is; none of them for null.
#[napi(object, object_to_js = false)]
pub struct Given {
    pub boolean: Option<bool>,
    pub integer: Option<BigInt>,
    pub number: Option<f64>,
    pub text: Option<String>,
    /// A date-time of XML.
    pub date: Option<String>,
    pub octets: Option<Buffer>,
    pub items: Option<Vec<Given>>,
}

/// A new instance of a class.
#[napi(catch_unwind)]
pub fn draft(namespace: String, class_name: String, schema: Option<&Schema>) -> Draft {
    Draft(facade::Draft::new(&namespace, &class_name, schema.map(Schema::inner)))
}

/// A new instance of a class of a schema.
#[napi(catch_unwind)]
pub fn draft_of_class(schema: &Schema, class_name: String) -> Option<Draft> {
    facade::Draft::of_class(schema.inner(), &class_name).map(Draft)
}

/// What a method is called with, or what it answers.
#[napi(catch_unwind)]
pub fn draft_of_call(
    namespace: String,
    method: String,
    is_output: bool,
    schema: Option<&Schema>,
) -> Draft {
    let new = if is_output { facade::Draft::output } else { facade::Draft::input };
    Draft(new(&namespace, &method, schema.map(Schema::inner)))
}

#[napi]
impl Draft {
    #[napi(catch_unwind)]
    pub fn class_name(&self) -> String {
        self.0.class_name()
    }

    #[napi(catch_unwind)]
    pub fn namespace(&self) -> String {
        self.0.namespace()
    }

    #[napi(catch_unwind)]
    pub fn is_typed(&self) -> bool {
        self.0.is_typed()
    }

    /// The names of what was changed.
    #[napi(catch_unwind)]
    pub fn changes(&self) -> Vec<String> {
        self.0.changes().iter().map(|(name, _)| name.clone()).collect()
    }

    #[napi]
    pub fn leave_out_read_only(&mut self) -> Told<()> {
        told(|| self.0.leave_out_read_only())
    }

    #[napi]
    pub fn leave_out_unchanged(&mut self) -> Told<()> {
        told(|| self.0.leave_out_unchanged())
    }

    #[napi(catch_unwind)]
    pub fn set(&mut self, name: String, value: Given) {
        self.0.set(&name, value.into());
    }

    #[napi(catch_unwind)]
    pub fn set_element(&mut self, name: String, value: &Value) -> Told<()> {
        told(|| {
            let reference = facade::Datum::Reference(value.view()?.clone());
            self.0.set(&name, reference);
            Ok(())
        })
    }

    #[napi(catch_unwind)]
    pub fn remove(&mut self, name: String) {
        self.0.remove(&name);
    }

    #[napi]
    pub fn build(&self) -> Told<Value> {
        told(|| self.0.build().map(Value::element))
    }

    #[napi]
    pub fn to_xml(&self) -> Told<String> {
        told(|| self.0.to_xml())
    }
}

impl From<facade::Draft> for Draft {
    fn from(draft: facade::Draft) -> Self {
        Self(draft)
    }
}

impl From<Given> for facade::Datum {
    fn from(given: Given) -> Self {
        let Given { boolean, integer, number, text, date, octets, items } = given;
        let form = Some("Datetime");
        let others = || {
            text.map(Self::Text)
                .or(date.map(|text| Self::DateTime(facade::DateTime { form, text, moment: None })))
                .or(octets.map(|it| Self::Octets(it.to_vec())))
                .or(items.map(|it| Self::Array(it.into_iter().map(Self::from).collect())))
        };
        boolean
            .map(Self::Boolean)
            .or(integer.map(|it| integer_of(&it)))
            .or(number.map(Self::Real64))
            .or_else(others)
            .unwrap_or(Self::Null)
    }
}

/// An integer, which JavaScript has seen to be one of 64 bits.
fn integer_of(integer: &BigInt) -> facade::Datum {
    match integer.get_u64() {
        (false, value, true) => facade::Datum::Unsigned(value),
        _ => facade::Datum::Signed(integer.get_i64().0),
    }
}
