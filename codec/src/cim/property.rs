//! Properties as the wire has them.

use std::collections::HashMap;
use std::fmt;

use super::given::Given;
use crate::names::{NameId, wsmv};
use crate::value::parse;
use crate::xml::Element;

/// A property of an instance, or a parameter of a method: all elements of one name.
#[derive(Clone)]
pub struct Property<'m> {
    first: Element<'m>,
    /// So many, one after the other.
    together: usize,
    /// All of them, if others stand between them.
    apart: Vec<Element<'m>>,
}

impl<'m> Property<'m> {
    /// The property that elements of one name are; none without elements.
    #[must_use]
    pub fn of(elements: Vec<Element<'m>>) -> Option<Self> {
        let first = *elements.first()?;
        Some(Self { first, together: 1, apart: elements })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.first.name().local
    }

    /// Its namespace, usually that of the class.
    #[must_use]
    pub fn namespace(&self) -> &'m str {
        self.first.name().namespace
    }

    /// Its first element.
    #[must_use]
    pub fn element(&self) -> Element<'m> {
        self.first
    }

    /// What each of its elements gives, in their order; at least one.
    pub fn values(&self) -> impl Iterator<Item = Given<'m>> {
        let together = if self.apart.is_empty() { self.together } else { 0 };
        self.first.run(together).chain(self.apart.iter().copied()).map(Given::of)
    }

    /// How many elements it has.
    #[must_use]
    pub fn count(&self) -> usize {
        if self.apart.is_empty() { self.together } else { self.apart.len() }
    }

    /// Whether the wire says that it is an array: it repeats, or has one of the attributes of
    /// Windows' precise arrays (MS-WSMV §4.11.1). Otherwise it may still be one.
    #[must_use]
    pub fn is_array(&self) -> bool {
        self.count() > 1 || ARRAY_MARKS.iter().any(|mark| self.is_marked(*mark))
    }

    /// Whether an attribute of precise arrays is there and true.
    pub(super) fn is_marked(&self, mark: NameId) -> bool {
        let mut marks = self.first.attributes().filter(|it| it.id() == mark);
        marks.any(|it| parse::<bool>(&it.value()) == Some(true))
    }

    /// So many elements, one after the other, from the first one on.
    pub(super) fn run(first: Element<'m>, together: usize) -> Self {
        Self { first, together, apart: Vec::new() }
    }

    /// Adds an element; `is_next` says whether it follows the last one.
    fn add(&mut self, element: Element<'m>, is_next: bool) {
        if !self.apart.is_empty() {
            self.apart.push(element);
        } else if is_next {
            self.together += 1;
        } else {
            self.apart = self.first.run(self.together).chain([element]).collect();
        }
    }
}

impl fmt::Debug for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.name())?;
        f.debug_list().entries(self.values()).finish()
    }
}

/// The properties in an element.
pub(super) fn properties(element: Element<'_>) -> Vec<Property<'_>> {
    let mut properties: Vec<Property<'_>> = Vec::new();
    let mut places: HashMap<NameId, usize> = HashMap::new();
    let mut last = usize::MAX;
    for child in element.children() {
        let next = properties.len();
        let place = *places.entry(child.id()).or_insert(next);
        match properties.get_mut(place) {
            Some(property) => property.add(child, place == last),
            None => properties.push(Property::run(child, 1)),
        }
        last = place;
    }
    properties
}

/// The property of an exact name in an element.
pub(super) fn named(element: Element<'_>, name: NameId) -> Option<Property<'_>> {
    let mut property: Option<Property<'_>> = None;
    let mut is_next = false;
    for child in element.children() {
        let is_it = child.id() == name;
        match &mut property {
            Some(property) if is_it => property.add(child, is_next),
            None if is_it => property = Some(Property::run(child, 1)),
            _ => {}
        }
        is_next = is_it;
    }
    property
}

/// The attributes of Windows' precise arrays.
pub(super) const ARRAY_MARKS: [NameId; 3] =
    [wsmv::IS_ARRAY, wsmv::IS_EMPTY_ARRAY, wsmv::IS_NULL_ARRAY];
