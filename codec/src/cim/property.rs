//! Properties as the wire has them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use super::given::Given;
use crate::names::{NameId, wsmv};
use crate::value::parse;
use crate::xml::{Children, Element};

/// A property of an instance, or a parameter of a method: all elements of one name.
#[derive(Clone)]
pub struct Property<'m> {
    first: Element<'m>,
    elements: Elements<'m>,
}

#[derive(Clone)]
enum Elements<'m> {
    /// So many, one after the other.
    Together(Children<'m>, usize),
    /// With others between them.
    Apart(Vec<Element<'m>>),
}

impl<'m> Property<'m> {
    /// The property that elements of one name are; none without elements.
    #[must_use]
    pub fn of(elements: Vec<Element<'m>>) -> Option<Self> {
        let first = *elements.first()?;
        Some(Self { first, elements: Elements::Apart(elements) })
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
        let (together, apart) = match &self.elements {
            Elements::Together(from, count) => (Some(from.clone().take(*count)), None),
            Elements::Apart(elements) => (None, Some(elements.iter().copied())),
        };
        together.into_iter().flatten().chain(apart.into_iter().flatten()).map(Given::of)
    }

    /// How many elements it has.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.elements {
            Elements::Together(_, count) => *count,
            Elements::Apart(elements) => elements.len(),
        }
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

    fn begin(first: Element<'m>, from: Children<'m>) -> Self {
        Self { first, elements: Elements::Together(from, 1) }
    }

    /// Adds an element; `is_next` says whether it follows the last one.
    fn add(&mut self, element: Element<'m>, is_next: bool) {
        match &mut self.elements {
            Elements::Together(_, count) if is_next => *count += 1,
            Elements::Together(from, count) => {
                let before = from.clone().take(*count);
                self.elements = Elements::Apart(before.chain([element]).collect());
            }
            Elements::Apart(elements) => elements.push(element),
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
    let mut children = element.children();
    loop {
        let from = children.clone();
        let Some(child) = children.next() else { return properties };
        match places.entry(child.id()) {
            Entry::Vacant(place) => {
                last = *place.insert(properties.len());
                properties.push(Property::begin(child, from));
            }
            Entry::Occupied(place) => {
                let place = *place.get();
                if let Some(property) = properties.get_mut(place) {
                    property.add(child, place == last);
                }
                last = place;
            }
        }
    }
}

/// The property of an exact name in an element.
pub(super) fn named(element: Element<'_>, name: NameId) -> Option<Property<'_>> {
    let mut property: Option<Property<'_>> = None;
    let mut is_next = false;
    let mut children = element.children();
    loop {
        let from = children.clone();
        let Some(child) = children.next() else { return property };
        let is_it = child.id() == name;
        match &mut property {
            Some(property) if is_it => property.add(child, is_next),
            None if is_it => property = Some(Property::begin(child, from)),
            _ => {}
        }
        is_next = is_it;
    }
}

/// The attributes of Windows' precise arrays.
pub(super) const ARRAY_MARKS: [NameId; 3] =
    [wsmv::IS_ARRAY, wsmv::IS_EMPTY_ARRAY, wsmv::IS_NULL_ARRAY];
