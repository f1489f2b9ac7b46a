//! A complex type with all it is made from, in one list.

use super::overlay::Occurs;
use crate::xsd::{
    Attributes, Complex, Content, Derivation, Model, Name, Particle, Term, Type, TypeRef,
};

/// A complex type without the nesting of its parts.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) attributes: Vec<Part>,
    pub(super) elements: Vec<Part>,
    /// The type of its text, where it has simple content.
    pub(super) value: Option<TypeRef>,
    pub(super) is_mixed: bool,
    /// Whether it lets in any element.
    pub(super) is_open: bool,
}

/// An attribute or an element of a type.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) name: Name,
    pub(super) of: TypeRef,
    pub(super) occurs: Occurs,
    pub(super) text: String,
}

/// How often what is inside a compositor occurs.
#[derive(Clone, Copy)]
struct Range {
    is_optional: bool,
    is_repeated: bool,
}

impl Flat {
    /// The complex type, with what it extends or restricts. A compiled model has no cycles.
    pub(super) fn of(model: &Model, complex: &Complex) -> Self {
        let mut flat = match &complex.derivation {
            Derivation::None => Self::default(),
            Derivation::Extension(base) => Self::base(model, base),
            // A restriction says again which elements there are.
            Derivation::Restriction(base) => {
                Self { elements: Vec::new(), is_open: false, ..Self::base(model, base) }
            }
        };
        flat.is_mixed |= complex.is_mixed;
        if let Content::Elements(particle) = &complex.content {
            flat.particle(model, particle, Range { is_optional: false, is_repeated: false });
        }
        flat.attributes(model, &complex.attributes);
        flat
    }

    fn base(model: &Model, name: &Name) -> Self {
        match model.types.get(name) {
            Some(Type::Complex(complex)) => Self::of(model, complex),
            _ => Self { value: Some(TypeRef::Named(name.clone())), ..Self::default() },
        }
    }

    fn particle(&mut self, model: &Model, particle: &Particle, range: Range) {
        let range = Range {
            is_optional: range.is_optional || particle.min == 0,
            is_repeated: range.is_repeated || particle.max != Some(1),
        };
        match &particle.term {
            Term::Element(element) => {
                self.element(element.name.clone(), element.of.clone(), range, &element.text.0);
            }
            Term::Ref(name) => {
                let Some(element) = model.elements.get(name) else { return };
                self.element(name.clone(), element.of.clone(), range, &element.text.0);
            }
            Term::Group(name) => {
                let Some(group) = model.groups.get(name) else { return };
                self.particle(model, group, range);
            }
            Term::Sequence(of) => of.iter().for_each(|it| self.particle(model, it, range)),
            Term::Choice(of) => {
                let range = Range { is_optional: true, ..range };
                of.iter().for_each(|it| self.particle(model, it, range));
            }
            Term::Any(_) => self.is_open = true,
        }
    }

    fn element(&mut self, name: Name, of: TypeRef, range: Range, text: &str) {
        let occurs = match (range.is_optional, range.is_repeated) {
            (true, false) => Occurs::Optional,
            (false, false) => Occurs::Required,
            (true, true) => Occurs::Any,
            (false, true) => Occurs::Some,
        };
        self.elements.push(Part { name, of, occurs, text: text.to_owned() });
    }

    fn attributes(&mut self, model: &Model, attributes: &Attributes) {
        for group in attributes.groups.iter().filter_map(|it| model.attribute_groups.get(it)) {
            self.attributes(model, group);
        }
        for usage in attributes.uses.iter().filter(|it| !it.is_prohibited) {
            let attribute = match &usage.of {
                Ok(attribute) => Some(attribute),
                Err(name) => model.attributes.get(name),
            };
            let Some(attribute) = attribute else { continue };
            self.attributes.push(Part {
                name: attribute.name.clone(),
                of: attribute.of.clone(),
                occurs: if usage.is_required { Occurs::Required } else { Occurs::Optional },
                text: attribute.text.0.clone(),
            });
        }
    }
}
