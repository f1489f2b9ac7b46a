//! Which records there are, and what is in them.

use std::collections::BTreeMap;

use super::flat::{Flat, Part};
use super::overlay::{Change, Module, Occurs, Overlay, Token};
use super::shape::{Shape, Value};
use crate::names::Vocabulary;
use crate::rust::{screaming, title};
use crate::xsd::{Complex, Facet, Model, Name, Simple, Type, TypeRef};

/// All records.
pub(super) struct Plan<'p> {
    pub(super) model: &'p Model,
    pub(super) overlay: &'p Overlay,
    pub(super) vocabulary: &'p Vocabulary<'p>,
    /// By the name of their type, or of their element if that has no name.
    records: BTreeMap<Name, Record>,
    /// The elements that are roots, and what they look like.
    pub(super) roots: Vec<(Name, Shape)>,
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// The name of the struct.
    pub(super) name: String,
    pub(super) module: String,
    /// The element it was first met as.
    pub(super) element: Name,
    pub(super) text: String,
    pub(super) attributes: Vec<Field>,
    pub(super) elements: Vec<Field>,
    pub(super) holds: Holds,
}

/// What a record holds beside its fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Holds {
    Nothing,
    Others,
    Text(Value),
    Mixed,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: Name,
    pub(super) aliases: Vec<Name>,
    pub(super) key: String,
    pub(super) shape: Shape,
    pub(super) occurs: Occurs,
    pub(super) text: String,
}

impl<'p> Plan<'p> {
    pub(super) fn new(
        model: &'p Model,
        overlay: &'p Overlay,
        vocabulary: &'p Vocabulary<'p>,
    ) -> Result<Self, String> {
        let (records, roots) = (BTreeMap::new(), Vec::new());
        let mut plan = Self { model, overlay, vocabulary, records, roots };
        for root in overlay.modules.iter().flat_map(|module| &module.roots) {
            let name = vocabulary.expand(root)?;
            let part = plan.part(&name).unwrap_or_else(|| plan.foreign(&name));
            let shape = plan.shape(&part, true)?;
            plan.roots.push((name, shape));
        }
        plan.check()?;
        Ok(plan)
    }

    /// The records of a module, by their names.
    pub(super) fn records_of(&self, module: &str) -> Vec<&Record> {
        let mut records: Vec<_> = self.records.values().filter(|it| it.module == module).collect();
        records.sort_by_key(|record| &record.name);
        records
    }

    pub(super) fn record(&self, of: &Name) -> Result<&Record, String> {
        self.records.get(of).ok_or_else(|| format!("expected a record of {of}"))
    }

    /// The module whose namespaces a name is in.
    pub(super) fn module_of(&self, name: &Name) -> Result<&'p Module, String> {
        let is_home = |module: &&Module| {
            let mut uris = module.namespaces.iter().map(|key| self.vocabulary.uri(key));
            module.roots.iter().any(|root| self.is(root, name) && module.namespaces.is_empty())
                || uris.any(|uri| uri.is_ok_and(|uri| uri == name.namespace))
        };
        // A module of no namespace has its roots only, before those who have their namespaces.
        let mut modules: Vec<_> = self.overlay.modules.iter().collect();
        modules.sort_by_key(|module| !module.namespaces.is_empty());
        let found = modules.into_iter().find(is_home);
        found.ok_or_else(|| format!("expected a module for {name}"))
    }

    /// The enum that a simple type becomes, and its words.
    pub(super) fn token(&self, of: &Name) -> Option<(&'p Token, &'p [Facet])> {
        let token = self.overlay.tokens.iter().find(|it| self.is(&it.of, of))?;
        match self.model.types.get(of)? {
            Type::Simple(Simple::Restriction(_, words)) => Some((token, words)),
            _ => None,
        }
    }

    /// Whether a name of the overlay is this one.
    fn is(&self, key: &str, name: &Name) -> bool {
        self.vocabulary.expand(key).is_ok_and(|it| it == *name)
    }

    /// A global element as a part of something.
    fn part(&self, name: &Name) -> Option<Part> {
        let element = self.model.elements.get(name)?;
        let (of, text) = (element.of.clone(), element.text.0.clone());
        Some(Part { name: name.clone(), of, occurs: Occurs::Optional, text })
    }

    /// An element that no schema of ours has.
    fn foreign(&self, name: &Name) -> Part {
        let add = self.overlay.adds.iter().find(|add| self.is(&add.to, name));
        Part {
            name: name.clone(),
            of: TypeRef::Named(Name::xs("anyType")),
            occurs: Occurs::Optional,
            text: add.and_then(|add| add.text.clone()).unwrap_or_default(),
        }
    }

    /// What an element looks like; the records it needs are made. A root is a record even if there
    /// is nothing to know of its elements.
    fn shape(&mut self, part: &Part, is_root: bool) -> Result<Shape, String> {
        let key = match &part.of {
            TypeRef::Named(of) if !of.is_xs() => of.clone(),
            _ => part.name.clone(),
        };
        if let Some(like) = self.overlay.shapes.iter().find(|it| self.is(&it.of, &key)) {
            let of = TypeRef::Named(self.vocabulary.expand(&like.like)?);
            return self.shape(&Part { of, ..part.clone() }, is_root);
        }
        let (flat, text) = match self.model.resolve(&part.of) {
            Some(Type::Complex(complex)) => (Flat::of(self.model, complex), complex.text.0.clone()),
            None if part.of == TypeRef::Named(Name::xs("anyType")) => {
                (Flat { is_open: true, ..Flat::default() }, String::new())
            }
            _ => return Ok(Shape::Leaf(self.value(&part.of))),
        };
        let text = if text.is_empty() { part.text.clone() } else { text };
        let is_record = !flat.attributes.iter().all(|it| self.change(&key, it).drop)
            || !(flat.elements.is_empty() || flat.is_mixed)
            || self.overlay.adds.iter().any(|add| self.is(&add.to, &key));
        if is_record || (is_root && flat.value.is_none()) {
            self.insert(&key, part, text, flat)?;
            return Ok(Shape::Record(key));
        }
        Ok(match &flat.value {
            Some(value) => Shape::Leaf(self.value(value)),
            None if flat.is_mixed || flat.is_open => Shape::Content,
            None => Shape::Leaf(Value::Plain("Empty")),
        })
    }

    fn insert(&mut self, key: &Name, part: &Part, text: String, flat: Flat) -> Result<(), String> {
        if self.records.contains_key(key) {
            return Ok(());
        }
        let holds = match &flat.value {
            Some(value) => Holds::Text(self.value(value)),
            None if flat.elements.is_empty() && !flat.is_open => Holds::Nothing,
            None if self.overlay.adds.iter().any(|add| self.is(&add.to, key)) => Holds::Others,
            None if flat.is_mixed => Holds::Mixed,
            None if flat.elements.is_empty() && !flat.attributes.is_empty() => Holds::Mixed,
            None if flat.is_open => Holds::Others,
            None => Holds::Nothing,
        };
        let record = Record {
            name: self.name(key),
            module: self.module_of(key)?.name.clone(),
            element: part.name.clone(),
            text,
            attributes: Vec::new(),
            elements: Vec::new(),
            holds,
        };
        // It is there before its fields are, so that one of them may be of it.
        self.records.insert(key.clone(), record);
        let attributes = self.fields(key, flat.attributes, true)?;
        let elements = if flat.is_mixed { Vec::new() } else { flat.elements };
        let mut elements = self.fields(key, elements, false)?;
        self.add(key, &mut elements)?;
        if let Some(record) = self.records.get_mut(key) {
            (record.attributes, record.elements) = (attributes, elements);
        }
        Ok(())
    }

    fn fields(
        &mut self,
        of: &Name,
        parts: Vec<Part>,
        are_attributes: bool,
    ) -> Result<Vec<Field>, String> {
        let mut fields = Vec::new();
        for part in parts {
            let change = self.change(of, &part);
            if change.drop {
                continue;
            }
            let shape = match are_attributes {
                true if change.shape.is_none() => Shape::Leaf(self.value(&part.of)),
                _ => self.changed_shape(&part, &change)?,
            };
            fields.push(self.field(part, shape, &change)?);
        }
        Ok(fields)
    }

    /// Adds the fields that wildcards let in.
    fn add(&mut self, of: &Name, fields: &mut Vec<Field>) -> Result<(), String> {
        let overlay = self.overlay;
        for add in &overlay.adds {
            if !self.is(&add.to, of) {
                continue;
            }
            let behind = fields.iter().position(|it| Some(&it.name.local) == add.after.as_ref());
            let at = behind.map_or(fields.len(), |it| it + 1);
            for (at, added) in (at..).zip(&add.fields) {
                let name = self.vocabulary.expand(&added.of)?;
                let part = self.part(&name).or_else(|| self.local(&name));
                let mut part = part.unwrap_or_else(|| self.foreign(&name));
                part.occurs = Occurs::Optional;
                part.text = added.text.clone().unwrap_or(part.text);
                let shape = self.changed_shape(&part, &added.change)?;
                fields.insert(at, self.field(part, shape, &added.change)?);
            }
        }
        Ok(())
    }

    /// An element that is declared inside another, which one need not matter.
    fn local(&self, name: &Name) -> Option<Part> {
        let types = self.model.types.values();
        let inside = self.model.elements.values().filter_map(|it| self.model.resolve(&it.of));
        types.chain(inside).find_map(|of| match of {
            Type::Complex(of) => {
                Flat::of(self.model, of).elements.into_iter().find(|part| part.name == *name)
            }
            Type::Simple(_) => None,
        })
    }

    fn field(&self, part: Part, shape: Shape, change: &Change) -> Result<Field, String> {
        let aliases: Result<Vec<_>, _> =
            change.alias.iter().map(|it| self.vocabulary.expand(it)).collect();
        let key = || screaming(&part.name.local).to_lowercase();
        Ok(Field {
            aliases: aliases?,
            key: change.key.clone().unwrap_or_else(key),
            shape,
            occurs: change.occurs.unwrap_or(part.occurs),
            text: part.text.trim_end_matches('.').to_owned(),
            name: part.name,
        })
    }

    fn changed_shape(&mut self, part: &Part, change: &Change) -> Result<Shape, String> {
        match change.shape.as_deref() {
            None => self.shape(part, false),
            Some("empty") => Ok(Shape::Leaf(Value::Plain("Empty"))),
            Some("content") => Ok(Shape::Content),
            Some("string") => Ok(Shape::Leaf(Value::Plain("String"))),
            Some("token") => Ok(Shape::Leaf(Value::Plain("Token"))),
            Some(other) => Err(format!("expected a shape, found {other:?}")),
        }
    }

    /// What the overlay says of a field of a type.
    fn change(&self, of: &Name, part: &Part) -> Change {
        let is_it = |field: &str| {
            let parts = field.rsplit_once('/');
            parts.is_some_and(|(it, local)| local == part.name.local && self.is(it, of))
        };
        let found = self.overlay.fields.iter().find(|it| is_it(&it.of));
        found.map(|it| it.change.clone()).unwrap_or_default()
    }

    fn value(&self, of: &TypeRef) -> Value {
        Value::of(self.model, of, &|name| self.token(name).is_some())
    }

    /// The name of the struct: that of the overlay, or of the type.
    fn name(&self, key: &Name) -> String {
        let own = self.overlay.names.iter().find(|it| self.is(&it.of, key));
        let usual = || title(key.local.strip_suffix("Type").unwrap_or(&key.local));
        own.map_or_else(usual, |it| it.name.clone())
    }

    /// Refuses an overlay that speaks of what there is not.
    fn check(&self) -> Result<(), String> {
        let overlay = self.overlay;
        let is_record = |of: &str| self.expanded(of, |name| self.records.contains_key(name));
        let is_type = |of: &str| self.expanded(of, |name| self.complex(name).is_some());
        let is_token = |of: &str| self.expanded(of, |name| self.token(name).is_some());
        let mut wrong = Vec::new();
        wrong.extend(overlay.adds.iter().map(|it| &it.to).find(|it| !is_record(it)));
        wrong.extend(overlay.names.iter().map(|it| &it.of).find(|it| !is_record(it)));
        wrong.extend(overlay.shapes.iter().map(|it| &it.of).find(|it| !is_type(it)));
        wrong.extend(overlay.shapes.iter().map(|it| &it.like).find(|it| !is_type(it)));
        wrong.extend(overlay.fields.iter().map(|it| &it.of).find(|it| !self.has_field(it)));
        wrong.extend(overlay.tokens.iter().map(|it| &it.of).find(|it| !is_token(it)));
        match wrong.first() {
            Some(of) => {
                Err(format!("{}: expected what the schemas have, found {of:?}", super::OVERLAY))
            }
            None => Ok(()),
        }
    }

    fn expanded(&self, of: &str, is_so: impl Fn(&Name) -> bool) -> bool {
        self.vocabulary.expand(of).is_ok_and(|name| is_so(&name))
    }

    /// The complex type of a name, or of the element of that name.
    fn complex(&self, name: &Name) -> Option<&'p Complex> {
        let inside = || self.model.resolve(&self.model.elements.get(name)?.of);
        match self.model.types.get(name).or_else(inside)? {
            Type::Complex(complex) => Some(complex),
            Type::Simple(_) => None,
        }
    }

    /// Whether there is the field that the overlay calls `key:Type/Field`.
    fn has_field(&self, field: &str) -> bool {
        let Some((of, local)) = field.rsplit_once('/') else { return false };
        let has = |complex: &Complex| {
            let Flat { attributes, elements, .. } = Flat::of(self.model, complex);
            attributes.iter().chain(&elements).any(|part| part.name.local == local)
        };
        self.expanded(of, |name| self.complex(name).is_some_and(has))
    }
}
