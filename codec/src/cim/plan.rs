//! What a class says about the names of a message, looked up once.

use super::decode::{Declared, decode, simple};
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
    /// The name of the last instance's element, if that names its class; else none.
    class_id: NameId,
    places: Vec<Place>,
    /// How many instances were read.
    round: u64,
    /// How many of those that have to be there the last one had.
    met: usize,
    /// The properties of one instance.
    runs: Vec<Run>,
}

/// A property of the class that was met.
struct Known<'p> {
    property: pack::Property<'p>,
    declared: Declared,
    is_wanted: bool,
    /// The instance that had it last.
    round: u64,
}

/// Elements of one name, one after the other: where the first is on the tape, and how many.
#[derive(Clone, Copy)]
struct Run {
    index: usize,
    count: usize,
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
            class_id: NameId::NONE,
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
        mut see: impl FnMut(&TypedProperty<'m, 'p>),
    ) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        let (runs, apart) = self.begin(instance);
        for run in &runs {
            see(&self.typed(instance, *run, &mut misfits));
        }
        for wire in apart {
            see(&self.intricate(wire, &mut misfits));
        }
        self.end(instance, runs, &mut misfits);
        misfits
    }

    /// All properties of an instance, and what is not as the class has it.
    pub(super) fn all(
        &mut self,
        instance: Instance<'m>,
    ) -> (Vec<TypedProperty<'m, 'p>>, Vec<Misfit>) {
        let mut misfits = Vec::new();
        let (runs, apart) = self.begin(instance);
        let mut properties = Vec::with_capacity(runs.len() + apart.len());
        for run in &runs {
            properties.push(self.typed(instance, *run, &mut misfits));
        }
        for wire in apart {
            properties.push(self.intricate(wire, &mut misfits));
        }
        self.end(instance, runs, &mut misfits);
        (properties, misfits)
    }

    /// Begins an instance. Its properties are runs, or none are if elements of one stand between
    /// those of another.
    fn begin(&mut self, instance: Instance<'m>) -> (Vec<Run>, Vec<Property<'m>>) {
        self.enter(instance);
        let mut runs = std::mem::take(&mut self.runs);
        runs.clear();
        if find_runs(instance.element(), &mut runs) {
            return (runs, Vec::new());
        }
        runs.clear();
        (runs, instance.properties())
    }

    /// Ends an instance: notes what it lacks, and keeps the memory.
    fn end(&mut self, instance: Instance<'m>, runs: Vec<Run>, misfits: &mut Vec<Misfit>) {
        self.runs = runs;
        // A fragment has what was asked for, and an embedded instance needs no keys.
        let is_whole = || instance.element().name().local == instance.class_name();
        if self.met < self.wanted.len() && is_whole() {
            self.note_missing(instance.element(), misfits);
        }
    }

    /// Begins an instance: what is known of names is of one message and one namespace.
    fn enter(&mut self, instance: Instance<'m>) {
        self.round += 1;
        self.met = 0;
        let element = instance.element();
        let is_same = self.tree.is_some_and(|known| known.is(element.tree()));
        let class = if instance.is_embedded() { NameId::NONE } else { element.id() };
        if is_same && class == self.class_id && class != NameId::NONE {
            return;
        }
        self.class_id = class;
        let namespace = instance.namespace();
        if !is_same || self.namespace != namespace {
            self.tree = Some(element.tree());
            self.namespace = namespace.into_owned();
            self.places.clear();
        }
    }

    // What nobody looks at is then not put together.
    #[inline(always)]
    fn typed(
        &mut self,
        instance: Instance<'m>,
        Run { index, count }: Run,
        misfits: &mut Vec<Misfit>,
    ) -> TypedProperty<'m, 'p> {
        let first = Element::new(instance.element().tree(), index);
        if count == 1
            && let Some(known) = self.known(first)
            && let Some(value) = simple(first, known.declared)
        {
            let wire = Property::run(first, 1);
            return TypedProperty { wire, declared: Some(known.property), value };
        }
        self.intricate(Property::run(first, count), misfits)
    }

    #[inline(never)]
    fn intricate(
        &mut self,
        wire: Property<'m>,
        misfits: &mut Vec<Misfit>,
    ) -> TypedProperty<'m, 'p> {
        let Some(known) = self.known(wire.element()) else {
            let value = unknown(&wire, misfits);
            return TypedProperty { wire, declared: None, value };
        };
        let value = decode(&wire, known.declared, misfits);
        TypedProperty { wire, declared: Some(known.property), value }
    }

    /// What the class says about a property that is there.
    #[inline(always)]
    fn known(&mut self, element: Element<'m>) -> Option<&Known<'p>> {
        let Place::Known(place) = self.place(element) else { return None };
        let known = self.known.get_mut(place as usize)?;
        self.met += usize::from(known.is_wanted && known.round != self.round);
        known.round = self.round;
        Some(known)
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
        let known = self.known.iter().position(|it| it.property.is(&property));
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

/// Finds the properties in an element; says whether none has others between its elements.
fn find_runs(element: Element<'_>, runs: &mut Vec<Run>) -> bool {
    let mut met = [0_u64; 4];
    let mut last = NameId::NONE;
    let mut run = Run { index: 0, count: 0 };
    let mut children = element.children();
    while let Some((index, entry)) = children.step() {
        let id = entry.name();
        if id == last {
            run.count += 1;
            continue;
        }
        // Names of one class are numbered in a row, so that few share a bit.
        let (bits, bit) = (&mut met[id.index() as usize / 64 % 4], id.index() % 64);
        if *bits >> bit & 1 == 1 {
            return false;
        }
        *bits |= 1 << bit;
        last = id;
        if run.count > 0 {
            runs.push(run);
        }
        run = Run { index, count: 1 };
    }
    runs.extend((run.count > 0).then_some(run));
    true
}
