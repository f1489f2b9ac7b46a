//! Nothing may be made from itself.

use std::collections::BTreeMap;

use super::model::{
    Complex, Content, Derivation, Model, Name, Particle, Simple, Term, Type, TypeRef,
};

/// What something is made from: types from types, groups from groups. That an element holds
/// elements of its own type is no cycle.
type Parts = BTreeMap<(Kind, Name), Vec<(Kind, Name)>>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Type,
    Group,
    AttributeGroup,
}

/// Refuses a model in which something is made from itself.
pub(super) fn check(model: &Model) -> Result<(), String> {
    let mut parts = parts(model);
    // Whatever is made only from what has been taken out is taken out, until nothing is left.
    while !parts.is_empty() {
        let before = parts.len();
        let done: Vec<_> = parts
            .iter()
            .filter(|(_, of)| of.iter().all(|part| !parts.contains_key(part)))
            .map(|(name, _)| name.clone())
            .collect();
        for name in &done {
            parts.remove(name);
        }
        if parts.len() == before {
            let ((_, name), _) = parts.first_key_value().ok_or("expected a cycle")?;
            return Err(format!("expected {name} not to be made from itself"));
        }
    }
    Ok(())
}

fn parts(model: &Model) -> Parts {
    let mut parts = Parts::new();
    for (name, of) in &model.types {
        let mut found = Vec::new();
        of_type(of, &mut found);
        parts.insert((Kind::Type, name.clone()), found);
    }
    for (name, particle) in &model.groups {
        let mut found = Vec::new();
        of_particle(particle, &mut found);
        parts.insert((Kind::Group, name.clone()), found);
    }
    for (name, attributes) in &model.attribute_groups {
        let groups = attributes.groups.iter().map(|it| (Kind::AttributeGroup, it.clone()));
        parts.insert((Kind::AttributeGroup, name.clone()), groups.collect());
    }
    parts
}

fn of_type(of: &Type, found: &mut Vec<(Kind, Name)>) {
    match of {
        Type::Simple(Simple::Restriction(base, _) | Simple::List(base)) => of_ref(base, found),
        Type::Simple(Simple::Union(members)) => members.iter().for_each(|it| of_ref(it, found)),
        Type::Complex(Complex { derivation, content, .. }) => {
            if let Derivation::Extension(base) | Derivation::Restriction(base) = derivation {
                found.push((Kind::Type, base.clone()));
            }
            if let Content::Text(Some(inside), _) = content {
                of_ref(inside, found);
            }
        }
    }
}

fn of_ref(of: &TypeRef, found: &mut Vec<(Kind, Name)>) {
    match of {
        TypeRef::Named(name) => found.push((Kind::Type, name.clone())),
        TypeRef::Anonymous(of) => of_type(of, found),
    }
}

fn of_particle(particle: &Particle, found: &mut Vec<(Kind, Name)>) {
    match &particle.term {
        Term::Group(name) => found.push((Kind::Group, name.clone())),
        Term::Sequence(of) | Term::Choice(of) => of.iter().for_each(|it| of_particle(it, found)),
        Term::Element(_) | Term::Ref(_) | Term::Any(_) => {}
    }
}
