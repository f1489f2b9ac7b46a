//! The way back: from packs to the schema of a class (DSP0230), to structs of Rust, and to interfaces of
//! TypeScript.

mod interfaces;
mod schema;
mod space;
mod structs;
mod tag;

pub use interfaces::interfaces;
pub use structs::structs;

use std::collections::BTreeMap;

use cimwire::schema::pack::{Class, Method, Packs, Property};

use crate::classes::CIM_SCHEMA;

/// A class with all that packs know of it, by the code points of the names.
pub struct Whole<'p> {
    name: &'p str,
    namespace: String,
    properties: Vec<Property<'p>>,
    methods: Vec<Method<'p>>,
}

impl<'p> Whole<'p> {
    /// The class of a name, in any case.
    ///
    /// # Errors
    /// A class that no pack has, or one above it that none has.
    pub fn of(packs: &'p Packs, name: &str) -> Result<Self, String> {
        let line: Vec<Class<'p>> = packs.line(name).collect();
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            return Err(format!("expected the name of a class of the packs, found {name}"));
        };
        if let Some(missing) = last.missing() {
            return Err(format!("expected a pack with {missing}, which {name} inherits from"));
        }
        // What the first of the line says about a property counts.
        let rising = || line.iter().rev();
        let properties: BTreeMap<_, _> =
            rising().flat_map(Class::properties).map(|it| (it.name(), it)).collect();
        let methods: BTreeMap<_, _> =
            rising().flat_map(Class::methods).map(|it| (it.name(), it)).collect();
        let usual = || format!("{CIM_SCHEMA}{}", first.name());
        Ok(Self {
            name: first.name(),
            namespace: first.namespace().map_or_else(usual, str::to_owned),
            properties: properties.into_values().collect(),
            methods: methods.into_values().collect(),
        })
    }

    /// Its name, as its declaration spells it.
    #[must_use]
    pub fn name(&self) -> &'p str {
        self.name
    }
}
