//! Classes with all they inherit.

use std::collections::BTreeMap;
use std::rc::Rc;

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
#[derive(Debug)]
pub struct Origin<T> {
    /// The position of that class among those given.
    pub class: usize,
    /// The declaration, with what the ones it overrides say and it does not.
    pub of: Rc<T>,
}

impl<T> Origin<T> {
    fn new(class: usize, of: T) -> Self {
        Self { class, of: Rc::new(of) }
    }
}

impl<T> Clone for Origin<T> {
    fn clone(&self) -> Self {
        Self { class: self.class, of: Rc::clone(&self.of) }
    }
}

/// Every class with all it inherits, in the order given.
///
/// # Errors
/// A class that is declared twice, or that inherits from itself; more than a million properties and
/// methods that are inherited, counted in each class that inherits them.
pub fn flatten(classes: &[Class]) -> Result<Vec<Flat<'_>>, String> {
    let mut by_name = BTreeMap::new();
    for (index, class) in classes.iter().enumerate() {
        if by_name.insert(class.name.to_ascii_lowercase(), index).is_some() {
            return Err(format!("class {} is declared twice", class.name));
        }
    }
    let mut flat: Vec<Option<Flat>> = classes.iter().map(|_| None).collect();
    let mut count = 0;
    let find = |name: &str| by_name.get(&name.to_ascii_lowercase()).copied();
    for index in 0..classes.len() {
        for next in chain(classes, index, &find)?.into_iter().rev() {
            if flat[next].is_none() {
                let superclass = classes[next].superclass.as_deref();
                let base = superclass.and_then(&find).and_then(|base| flat[base].as_ref());
                count += base.map_or(0, |base| base.properties.len() + base.methods.len());
                if count > MAX_FEATURES {
                    return Err(format!("expected at most {MAX_FEATURES} inherited properties"));
                }
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
        let same = |it: &&mut Origin<Property>| it.of.name.eq_ignore_ascii_case(&property.name);
        match flat.properties.iter_mut().find(same) {
            Some(old) => *old = Origin::new(index, override_property(&old.of, property)),
            None => flat.properties.push(Origin::new(index, property.clone())),
        }
    }
    for method in &class.methods {
        let same = |it: &&mut Origin<Method>| it.of.name.eq_ignore_ascii_case(&method.name);
        match flat.methods.iter_mut().find(same) {
            Some(old) => *old = Origin::new(index, override_method(&old.of, method)),
            None => flat.methods.push(Origin::new(index, method.clone())),
        }
    }
    flat
}

fn override_property(old: &Property, new: &Property) -> Property {
    let mut new = new.clone();
    new.facts.inherit(&old.facts);
    new
}

fn override_method(old: &Method, new: &Method) -> Method {
    let mut new = new.clone();
    new.facts.inherit(&old.facts);
    for parameter in &mut new.parameters {
        let same = |it: &&Property| it.name.eq_ignore_ascii_case(&parameter.name);
        if let Some(base) = old.parameters.iter().find(same) {
            parameter.facts.inherit(&base.facts);
        }
    }
    new
}

/// Real classes are some ten deep.
const MAX_DEPTH: usize = 256;

/// CIM inherits some 25,000.
const MAX_FEATURES: usize = 1_000_000;
