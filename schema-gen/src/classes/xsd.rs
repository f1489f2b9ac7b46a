//! Classes from WS-CIM schemas (DSP0230): each has one namespace, and in it an element of its name.
//!
//! A schema says less than MOF: inherited properties stand beside its own and no superclass is
//! named, keys and required properties look alike, references and embedded instances are of any
//! class, and so is what values mean.

use std::path::PathBuf;

use super::fact::{Fact, Facts, Value};
use super::model::{Class, Method, Property, Type};
use super::values::{self, facets};
use crate::xsd::{self, compile};
use crate::xsd::{
    Catalogue, Complex, Content, Element, Model, Name, Particle, Source, Term, TypeRef,
};

/// The classes of schema files. What they import is looked for beside them; the common schema of
/// WS-CIM (DSP8004) need not be there.
///
/// # Errors
/// A file that cannot be read or compiled, a property whose type is none of WS-CIM.
pub fn read_schemas(paths: &[PathBuf]) -> Result<Vec<Class>, String> {
    let mut catalogue = Catalogue::default();
    for path in paths {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        catalogue.add(folder.unwrap_or(".".as_ref()))?;
    }
    let mut sources = catalogue.with_imports(paths)?;
    if !sources.iter().any(|source| source.target() == values::COMMON) {
        sources.push(Source { path: "common.xsd".into(), text: COMMON_SCHEMA.into() });
    }
    of_schemas(&compile(&sources)?)
}

/// The classes of a model: every global element `C` of the type `C_Type`.
///
/// # Errors
/// A property whose type is none of WS-CIM.
pub fn of_schemas(model: &Model) -> Result<Vec<Class>, String> {
    let mut classes = Vec::new();
    for element in model.elements.values() {
        let Name { namespace, local } = &element.name;
        let of = Name::new(namespace, &format!("{local}_Type"));
        if element.of != TypeRef::Named(of.clone()) {
            continue;
        }
        if let Some(xsd::Type::Complex(complex)) = model.types.get(&of) {
            let reader = Reader { model, class: local, namespace };
            classes.push(reader.class(complex).map_err(|error| format!("class {local}: {error}"))?);
        }
    }
    Ok(classes)
}

struct Reader<'m> {
    model: &'m Model,
    class: &'m str,
    namespace: &'m str,
}

impl<'m> Reader<'m> {
    fn class(&self, complex: &'m Complex) -> Result<Class, String> {
        let is_usual = self.namespace.strip_prefix(CIM_SCHEMA) == Some(self.class);
        let mut class = Class {
            name: self.class.to_owned(),
            superclass: None,
            namespace: (!is_usual).then(|| self.namespace.to_owned()),
            facts: Facts::default(),
            properties: self.properties(complex)?,
            methods: Vec::new(),
        };
        for element in self.model.elements.values() {
            if element.name.namespace == self.namespace
                && let Some(name) = element.name.local.strip_suffix(INPUT)
            {
                class.methods.push(self.method(name)?);
            }
        }
        Ok(class)
    }

    /// The elements of a sequence, as properties or parameters.
    fn properties(&self, complex: &'m Complex) -> Result<Vec<Property>, String> {
        let Content::Elements(particle) = &complex.content else { return Ok(Vec::new()) };
        let Term::Sequence(particles) = &particle.term else {
            return Err("expected a sequence".into());
        };
        let mut properties = Vec::new();
        for particle in particles {
            let element = match &particle.term {
                Term::Element(element) => Some(&**element),
                Term::Ref(name) => self.model.elements.get(name),
                Term::Any(_) => continue,
                _ => None,
            };
            let element = element.ok_or("expected elements in the sequence")?;
            properties.push(self.property(element, particle)?);
        }
        Ok(properties)
    }

    fn property(&self, element: &Element, particle: &Particle) -> Result<Property, String> {
        let name = element.name.local.clone();
        let mut facts = Facts::default();
        let of = facets(self.model, &element.of, &mut facts)
            .map_err(|error| format!("property {name}: {error}"))?;
        let is_octets = of == Type::Uint8 && facts.has(Fact::OctetString);
        if particle.min > 0 && !element.is_nillable {
            facts.insert(Fact::Required, Value::Flag(true));
        }
        if let Some(size @ 2..) = particle.max {
            facts.insert(Fact::ArraySize, Value::Number(size.into()));
        }
        Ok(Property { name, of, is_array: is_octets || particle.max != Some(1), facts })
    }

    /// The method that an element `…_INPUT` and one `…_OUTPUT` stand for.
    fn method(&self, name: &str) -> Result<Method, String> {
        let mut parameters = self.side(&format!("{name}{INPUT}"))?;
        for parameter in &mut parameters {
            parameter.facts.insert(Fact::In, Value::Flag(true));
        }
        let mut method =
            Method { name: name.to_owned(), of: None, facts: Facts::default(), parameters };
        for mut output in self.side(&format!("{name}_OUTPUT"))? {
            if output.name == "ReturnValue" {
                method.of = Some(output.of);
                method.facts = output.facts;
                continue;
            }
            match method.parameters.iter_mut().find(|it| it.name == output.name) {
                Some(both) => both.facts.insert(Fact::Out, Value::Flag(true)),
                None => {
                    output.facts.insert(Fact::In, Value::Flag(false));
                    output.facts.insert(Fact::Out, Value::Flag(true));
                    method.parameters.push(output);
                }
            }
        }
        Ok(method)
    }

    /// The parameters in an element; none where there is no such element.
    fn side(&self, name: &str) -> Result<Vec<Property>, String> {
        let element = self.model.elements.get(&Name::new(self.namespace, name));
        let of = element.and_then(|element| self.model.resolve(&element.of));
        match of {
            Some(xsd::Type::Complex(complex)) => {
                self.properties(complex).map_err(|error| format!("{name}: {error}"))
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// The namespace of a class of CIM 2 is this and its name (DSP0230).
pub(crate) const CIM_SCHEMA: &str = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";
const INPUT: &str = "_INPUT";
const COMMON_SCHEMA: &str = include_str!("../../schemas/common.xsd");
