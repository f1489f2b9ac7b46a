//! Classes with all they inherit.

use std::collections::BTreeMap;

use super::fact::Facts;
use super::model::{Class, Method, Property};

/// A class with all it inherits.
#[derive(Debug)]
pub struct Flat<'c> {
    /// Its own declaration.
    pub class: &'c Class,
    /// What is said about it, and about those above it.
    pub facts: Facts,
    /// Properties: inherited ones first, each where it was first declared.
    pub properties: Vec<Origin<Property>>,
    /// Methods, in the same order.
    pub methods: Vec<Origin<Method>>,
    /// The nearest class above that is not among those given; what it has is missing here.
    pub missing: Option<&'c str>,
}

/// A property or method, and the class that declared it last.
#[derive(Clone, Debug)]
pub struct Origin<T> {
    /// The position of that class among those given.
    pub class: usize,
    /// The declaration, with what the ones it overrides say and it does not.
    pub of: T,
}

/// Every class with all it inherits, in the order given.
///
/// # Errors
/// A class that is declared twice, or that inherits from itself.
pub fn flatten(classes: &[Class]) -> Result<Vec<Flat<'_>>, String> {
    let mut by_name = BTreeMap::new();
    for (index, class) in classes.iter().enumerate() {
        if by_name.insert(class.name.to_ascii_lowercase(), index).is_some() {
            return Err(format!("class {} is declared twice", class.name));
        }
    }
    let mut flat: Vec<Option<Flat>> = classes.iter().map(|_| None).collect();
    let find = |name: &str| by_name.get(&name.to_ascii_lowercase()).copied();
    for index in 0..classes.len() {
        for next in chain(classes, index, &find)?.into_iter().rev() {
            if flat[next].is_none() {
                let superclass = classes[next].superclass.as_deref();
                let base = superclass.and_then(&find).and_then(|base| flat[base].as_ref());
                flat[next] = Some(one(next, &classes[next], base));
            }
        }
    }
    Ok(flat.into_iter().flatten().collect())
}

/// A class and those above it, as far as they are given.
fn chain(
    classes: &[Class],
    index: usize,
    find: &impl Fn(&str) -> Option<usize>,
) -> Result<Vec<usize>, String> {
    let mut chain = vec![index];
    let above = |index: usize| classes[index].superclass.as_deref().and_then(find);
    let mut next = above(index);
    while let Some(index) = next {
        if chain.len() == MAX_DEPTH || chain.contains(&index) {
            let class = &classes[index].name;
            return Err(format!("expected at most {MAX_DEPTH} classes above {class}"));
        }
        chain.push(index);
        next = above(index);
    }
    Ok(chain)
}

fn one<'c>(index: usize, class: &'c Class, base: Option<&Flat<'c>>) -> Flat<'c> {
    let mut flat = Flat {
        class,
        facts: class.facts.clone(),
        properties: base.map_or_else(Vec::new, |base| base.properties.clone()),
        methods: base.map_or_else(Vec::new, |base| base.methods.clone()),
        missing: base.map_or(class.superclass.as_deref(), |base| base.missing),
    };
    flat.facts.inherit(&base.map(|base| base.facts.clone()).unwrap_or_default());
    for property in &class.properties {
        let of = Origin { class: index, of: property.clone() };
        let same = |it: &&mut Origin<Property>| it.of.name.eq_ignore_ascii_case(&property.name);
        match flat.properties.iter_mut().find(same) {
            Some(old) => override_property(old, of),
            None => flat.properties.push(of),
        }
    }
    for method in &class.methods {
        let of = Origin { class: index, of: method.clone() };
        let same = |it: &&mut Origin<Method>| it.of.name.eq_ignore_ascii_case(&method.name);
        match flat.methods.iter_mut().find(same) {
            Some(old) => override_method(old, of),
            None => flat.methods.push(of),
        }
    }
    flat
}

fn override_property(old: &mut Origin<Property>, mut new: Origin<Property>) {
    new.of.facts.inherit(&old.of.facts);
    *old = new;
}

fn override_method(old: &mut Origin<Method>, mut new: Origin<Method>) {
    new.of.facts.inherit(&old.of.facts);
    for parameter in &mut new.of.parameters {
        let same = |it: &&Property| it.name.eq_ignore_ascii_case(&parameter.name);
        if let Some(base) = old.of.parameters.iter().find(same) {
            parameter.facts.inherit(&base.facts);
        }
    }
    *old = new;
}

/// Real classes are some ten deep.
const MAX_DEPTH: usize = 256;
