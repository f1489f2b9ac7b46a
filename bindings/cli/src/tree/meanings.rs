//! What values of properties mean, by the elements that have them.

use std::collections::{BTreeSet, HashMap};

use cimwire_facade::{Datum, Document, Instance, Method, Property, Schema, View};

/// What is known about the values of a message.
#[derive(Default)]
pub(super) struct Meanings {
    by_place: HashMap<usize, String>,
    /// Classes of instances that the schema does not have.
    pub(super) unknown: BTreeSet<String>,
}

impl Meanings {
    pub(super) fn of(document: &Document, schema: &Schema) -> Self {
        let mut all = Self::default();
        for instance in document.instances(Some(schema)) {
            all.instance(&instance);
        }
        let method = document.message().ok().and_then(|message| message.method(Some(schema)));
        if let Some(method) = method {
            all.method(&method);
        }
        all
    }

    /// What the value of an element means.
    pub(super) fn of_value(&self, element: &View) -> Option<&str> {
        self.by_place.get(&element.place()).map(String::as_str)
    }

    fn instance(&mut self, instance: &Instance) {
        if !instance.is_typed() {
            let class = instance.class_name();
            // Other elements that bodies bring are of no class, and not in its namespace (DSP0227).
            if instance.namespace().rsplit('/').next() == Some(&class) {
                self.unknown.insert(class);
            }
            return;
        }
        for property in instance.properties() {
            self.property(&property, |value| instance.meaning(&property.name, value));
        }
    }

    fn method(&mut self, method: &Method) {
        for parameter in method.parameters().into_iter().chain(method.return_value()) {
            self.property(&parameter, |value| method.meaning(&parameter.name, value));
        }
    }

    fn property<'a>(&mut self, property: &Property, meaning: impl Fn(&Datum) -> Option<&'a str>) {
        let values = match &property.value {
            Datum::Array(values) => &values[..],
            one => std::slice::from_ref(one),
        };
        for (value, element) in values.iter().zip(&property.elements) {
            if let Some(meaning) = meaning(value) {
                self.by_place.insert(element.place(), meaning.to_owned());
            }
        }
    }
}
