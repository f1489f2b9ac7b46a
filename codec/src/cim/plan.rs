//! What a class says about the names of a message, looked up once.

use super::decode::{Declared, decode};
use super::instance::Instance;
use super::property::Property;
use super::typed::{Misfit, TypedProperty, missing, unknown};
use crate::names::{FIRST_OWN_NAME, NameId};
use crate::schema::pack::{self, Class};
use crate::xml::{Element, Name, Tree};

/// A class, and what it says about the names met so far.
pub(super) struct Plan<'m, 'p> {
    /// The class, and those that lend it what it inherits from another pack.
    line: Vec<Class<'p>>,
    /// What has to be there.
    wanted: Vec<pack::Property<'p>>,
    known: Vec<Known<'p>>,
    /// The message and the namespace whose names have places.
    tree: Option<Tree<'m>>,
    namespace: String,
    places: Vec<Place>,
    /// How many instances were read.
    round: u64,
    /// How many of those that have to be there the last one had.
    met: usize,
    /// The properties of one instance: the first element of each, and how many there are.
    runs: Vec<(Element<'m>, usize)>,
}

/// A property of the class that was met.
struct Known<'p> {
    property: pack::Property<'p>,
    declared: Declared,
    is_wanted: bool,
    /// The instance that had it last.
    round: u64,
}

/// What a name of the message stands for.
#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Unmet,
    Unknown,
    Known(u32),
}

impl<'m, 'p> Plan<'m, 'p> {
    pub(super) fn of(line: Vec<Class<'p>>) -> Self {
        let mut wanted: Vec<pack::Property<'p>> = Vec::new();
        for property in line.iter().flat_map(Class::properties) {
            let is_same = |it: &pack::Property<'p>| it.name().eq_ignore_ascii_case(property.name());
            if (property.is_key() || property.is_required()) && !wanted.iter().any(is_same) {
                wanted.push(property);
            }
        }
        Self {
            line,
            wanted,
            known: Vec::new(),
            tree: None,
            namespace: String::new(),
            places: Vec::new(),
            round: 0,
            met: 0,
            runs: Vec::new(),
        }
    }

    pub(super) fn class(&self) -> Option<&'p str> {
        self.line.first().map(Class::name)
    }

    /// Shows each property of an instance to `see`; returns what is not as the class has it.
    pub(super) fn each(
        &mut self,
        instance: Instance<'m>,
        mut see: impl FnMut(TypedProperty<'m, 'p>),
    ) -> Vec<Misfit> {
        self.enter(instance);
        let mut misfits = Vec::new();
        let mut runs = std::mem::take(&mut self.runs);
        if find_runs(instance.element(), &mut runs) {
            for (first, count) in &runs {
                see(self.typed(Property::run(*first, *count), &mut misfits));
            }
        } else {
            self.apart(instance, &mut misfits).into_iter().for_each(see);
        }
        self.runs = runs;
        // A fragment has what was asked for, and an embedded instance needs no keys.
        let is_whole = || instance.element().name().local == instance.class_name();
        if self.met < self.wanted.len() && is_whole() {
            self.note_missing(instance.element(), &mut misfits);
        }
        misfits
    }

    /// The properties of an instance in which elements of one stand between those of another.
    #[cold]
    fn apart(
        &mut self,
        instance: Instance<'m>,
        misfits: &mut Vec<Misfit>,
    ) -> Vec<TypedProperty<'m, 'p>> {
        instance.properties().into_iter().map(|wire| self.typed(wire, misfits)).collect()
    }

    /// Begins an instance: what is known of names is of one message and one namespace.
    fn enter(&mut self, instance: Instance<'m>) {
        let tree = instance.element().tree();
        let namespace = instance.namespace();
        if !self.tree.is_some_and(|known| known.is(tree)) || self.namespace != namespace {
            self.tree = Some(tree);
            self.namespace = namespace.into_owned();
            self.places.clear();
        }
        self.round += 1;
        self.met = 0;
    }

    // What nobody looks at is then not put together.
    #[inline(always)]
    fn typed(&mut self, wire: Property<'m>, misfits: &mut Vec<Misfit>) -> TypedProperty<'m, 'p> {
        let place = self.place(wire.element());
        let Some(known) = place.of(&mut self.known) else { return unknown(wire, misfits) };
        self.met += usize::from(known.is_wanted && known.round != self.round);
        known.round = self.round;
        let value = decode(&wire, known.declared, misfits);
        TypedProperty { wire, declared: Some(known.property), value }
    }

    /// What the name of an element stands for.
    #[inline]
    fn place(&mut self, element: Element<'m>) -> Place {
        let own = element.id().index().checked_sub(FIRST_OWN_NAME).map(|own| own as usize);
        match own.and_then(|own| self.places.get(own)) {
            None | Some(Place::Unmet) => self.meet(element, own),
            Some(place) => *place,
        }
    }

    #[cold]
    fn meet(&mut self, element: Element<'m>, own: Option<usize>) -> Place {
        let place = self.find(element).and_then(|place| u32::try_from(place).ok());
        let place = place.map_or(Place::Unknown, Place::Known);
        if let Some(own) = own {
            // The message has as many names, so this is no more than its tape.
            self.places.resize(self.places.len().max(own + 1), Place::Unmet);
            self.places[own] = place;
        }
        place
    }

    fn find(&mut self, element: Element<'m>) -> Option<usize> {
        let Name { namespace, local } = element.name();
        if !self.namespace.is_empty() && namespace != self.namespace {
            return None;
        }
        let property = self.line.iter().find_map(|class| class.property(local))?;
        let known = self.known.iter().position(|it| it.property.name() == property.name());
        Some(known.unwrap_or_else(|| {
            let is_wanted = self.wanted.iter().any(|it| it.name() == property.name());
            self.known.push(Known { property, declared: property.into(), is_wanted, round: 0 });
            self.known.len() - 1
        }))
    }

    fn note_missing(&self, element: Element<'m>, misfits: &mut Vec<Misfit>) {
        let is_there = |name: &str| {
            self.known.iter().any(|it| it.round == self.round && it.property.name() == name)
        };
        missing(self.wanted.iter().copied(), is_there, element, misfits);
    }
}

/// The properties in an element, if none has others between its elements.
fn find_runs<'m>(element: Element<'m>, runs: &mut Vec<(Element<'m>, usize)>) -> bool {
    runs.clear();
    let mut met = [0_u64; 4];
    let mut last = NameId::NONE;
    for child in element.children() {
        let id = child.id();
        if last == id
            && let Some((_, count)) = runs.last_mut()
        {
            *count += 1;
            continue;
        }
        // Names of one class are numbered in a row, so that few share a bit.
        let bit = id.index() as usize % 256;
        let bits = &mut met[bit / 64];
        if *bits >> (bit % 64) & 1 == 1 {
            return false;
        }
        *bits |= 1 << (bit % 64);
        last = id;
        runs.push((child, 1));
    }
    true
}

impl Place {
    fn of<'k, 'p>(self, known: &'k mut [Known<'p>]) -> Option<&'k mut Known<'p>> {
        match self {
            Self::Known(place) => known.get_mut(place as usize),
            Self::Unmet | Self::Unknown => None,
        }
    }
}
