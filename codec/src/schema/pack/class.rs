//! Classes, properties and methods as they stand in a pack.

use std::cmp::Ordering;

use super::Pack;
use super::fact::{Fact, Facts, Type};
use super::table::{Cursor, Table};
use super::values::Meanings;

/// A class, with all that it inherits.
#[derive(Clone, Copy)]
pub struct Class<'p> {
    pack: &'p Pack,
    name: u32,
    /// Numbers of texts, plus one; zero for none.
    superclass: u32,
    namespace: u32,
    missing: u32,
    facts: Facts<'p>,
    /// The numbers of its properties and methods, two bytes each.
    properties: &'p [u8],
    methods: &'p [u8],
}

impl<'p> Class<'p> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'p str {
        self.pack.text(self.name)
    }

    /// The class it inherits from.
    #[must_use]
    pub fn superclass(&self) -> Option<&'p str> {
        self.optional(self.superclass)
    }

    /// The namespace of its elements, where it is not the one that its name gives.
    #[must_use]
    pub fn namespace(&self) -> Option<&'p str> {
        self.optional(self.namespace)
    }

    /// The nearest class above that the pack does not have. What that one declares is missing here:
    /// [`Packs`](super::Packs) looks for it in other packs.
    #[must_use]
    pub fn missing(&self) -> Option<&'p str> {
        self.optional(self.missing)
    }

    /// What is known about the class itself.
    #[must_use]
    pub fn facts(&self) -> Facts<'p> {
        self.facts
    }

    /// Its properties and references, in the order of the elements of an instance (DSP0230): by
    /// the code points of their names.
    pub fn properties(&self) -> impl Iterator<Item = Property<'p>> + use<'p> {
        let Self { pack, properties, .. } = *self;
        numbers(properties).filter_map(move |number| Property::numbered(pack, number))
    }

    /// The property of a name, in any case.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<Property<'p>> {
        let number = self.find(&self.pack.properties, self.properties, name)?;
        Property::numbered(self.pack, number)
    }

    /// Its methods, by the code points of their names.
    pub fn methods(&self) -> impl Iterator<Item = Method<'p>> + use<'p> {
        let Self { pack, methods, .. } = *self;
        numbers(methods).filter_map(move |number| Method::numbered(pack, number))
    }

    /// The method of a name, in any case.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<Method<'p>> {
        let number = self.find(&self.pack.methods, self.methods, name)?;
        Method::numbered(self.pack, number)
    }

    pub(super) fn read(pack: &'p Pack, item: &'p [u8]) -> Option<Self> {
        let mut item = Cursor::new(item);
        let [name, superclass, namespace, missing] =
            [item.small()?, item.small()?, item.small()?, item.small()?];
        let facts = Facts::read(pack, &mut item)?;
        let [properties, methods] = [item.small()?, item.small()?].map(|count| 2 * count as usize);
        let [properties, methods] = [item.take(properties)?, item.take(methods)?];
        let class = Self { pack, name, superclass, namespace, missing, facts, properties, methods };
        item.is_at_end().then_some(class)
    }

    /// Whether all is as it should be: asked once, when a pack is opened.
    pub(super) fn is_whole(&self) -> bool {
        let texts = self.pack.texts.items;
        let is_below = |of, table: Table| numbers(of).all(|it| u32::from(it) < table.items);
        self.name < texts
            && [self.superclass, self.namespace, self.missing].iter().all(|it| *it <= texts)
            && self.facts.is_whole()
            && is_below(self.properties, self.pack.properties)
            && is_below(self.methods, self.pack.methods)
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.pack.text_bytes(self.name).eq_ignore_ascii_case(name.as_bytes())
    }

    /// The number of the property or method of a name: by halves for the exact name, as it is on
    /// the wire, and one by one for another case.
    fn find(&self, table: &Table, numbers: &[u8], name: &str) -> Option<u16> {
        let named = |number: u16| {
            let item = table.item(&self.pack.bytes, number.into())?;
            Some(self.pack.text_bytes(Cursor::new(item).small()?))
        };
        let (pairs, _) = numbers.as_chunks::<2>();
        let number = |pair: &[u8; 2]| u16::from_le_bytes(*pair);
        let order = |pair: &[u8; 2]| {
            named(number(pair)).map_or(Ordering::Less, |it| it.cmp(name.as_bytes()))
        };
        if let Ok(at) = pairs.binary_search_by(order) {
            return pairs.get(at).map(number);
        }
        let is_it =
            |it: &u16| named(*it).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        pairs.iter().map(number).find(is_it)
    }

    fn optional(&self, text: u32) -> Option<&'p str> {
        text.checked_sub(1).map(|text| self.pack.text(text))
    }
}

/// A property or a reference of a class, or a parameter of a method.
#[derive(Clone, Copy)]
pub struct Property<'p> {
    name: u32,
    of: Type,
    is_array: bool,
    class: u32,
    facts: Facts<'p>,
}

impl<'p> Property<'p> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'p str {
        self.facts.pack().text(self.name)
    }

    /// The type of a value.
    #[must_use]
    pub fn of(&self) -> Type {
        self.of
    }

    /// Whether it has any number of values.
    #[must_use]
    pub fn is_array(&self) -> bool {
        self.is_array
    }

    /// Whether it identifies an instance.
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.facts.has(Fact::Key)
    }

    /// Whether it has a value in every instance.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.facts.has(Fact::Required)
    }

    /// The class that declares it, or the last one to override it.
    #[must_use]
    pub fn class(&self) -> &'p str {
        class_name(self.facts.pack(), self.class)
    }

    /// What else is known about it.
    #[must_use]
    pub fn facts(&self) -> Facts<'p> {
        self.facts
    }

    /// What its values mean, if its schema says.
    #[must_use]
    pub fn meanings(&self) -> Option<Meanings<'p>> {
        Meanings::of(self.facts)
    }

    /// Whether the other one is it, of the same pack.
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self.facts.pack(), other.facts.pack())
            && (self.name, self.class) == (other.name, other.class)
    }

    /// The next property or parameter of an item.
    pub(super) fn read(pack: &'p Pack, item: &mut Cursor<'p>) -> Option<Self> {
        let name = item.small()?;
        let code = item.byte()?;
        let of = *Type::ALL.get(usize::from(code & !ARRAY))?;
        let is_array = code & ARRAY != 0;
        let class = item.small()?;
        Some(Self { name, of, is_array, class, facts: Facts::read(pack, item)? })
    }

    /// Whether all is as it should be: asked once, when a pack is opened.
    pub(super) fn is_whole(&self) -> bool {
        let Self { name, class, facts, .. } = *self;
        let pack = facts.pack();
        name < pack.texts.items && class < pack.classes.items && facts.is_whole()
    }

    fn numbered(pack: &'p Pack, number: u16) -> Option<Self> {
        let item = pack.properties.item(&pack.bytes, number.into())?;
        Self::read(pack, &mut Cursor::new(item))
    }
}

/// A method of a class.
#[derive(Clone, Copy)]
pub struct Method<'p> {
    pack: &'p Pack,
    name: u32,
    of: Option<Type>,
    class: u32,
    facts: Facts<'p>,
    parameters: Cursor<'p>,
}

impl<'p> Method<'p> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'p str {
        self.pack.text(self.name)
    }

    /// The type of its return value; none for `void`, which only Microsoft has.
    #[must_use]
    pub fn of(&self) -> Option<Type> {
        self.of
    }

    /// The class that declares it, or the last one to override it.
    #[must_use]
    pub fn class(&self) -> &'p str {
        class_name(self.pack, self.class)
    }

    /// What else is known about it and its return value.
    #[must_use]
    pub fn facts(&self) -> Facts<'p> {
        self.facts
    }

    /// What its return values mean, if its schema says.
    #[must_use]
    pub fn meanings(&self) -> Option<Meanings<'p>> {
        Meanings::of(self.facts)
    }

    /// Its parameters, in the order of their declaration, which is that of the elements of a
    /// request or response (DSP0230).
    #[must_use]
    pub fn parameters(&self) -> Parameters<'p> {
        Parameters { pack: self.pack, rest: self.parameters }
    }

    /// The parameter of a name, in any case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<Property<'p>> {
        self.parameters().find(|it| it.name().eq_ignore_ascii_case(name))
    }

    pub(super) fn read(pack: &'p Pack, item: &'p [u8]) -> Option<Self> {
        let mut item = Cursor::new(item);
        let name = item.small()?;
        let of = match item.byte()? {
            VOID => None,
            code => Some(*Type::ALL.get(usize::from(code))?),
        };
        let class = item.small()?;
        let facts = Facts::read(pack, &mut item)?;
        Some(Self { pack, name, of, class, facts, parameters: item })
    }

    /// Whether all is as it should be: asked once, when a pack is opened.
    pub(super) fn is_whole(&self) -> bool {
        let Self { pack, name, class, .. } = *self;
        let mut parameters = self.parameters();
        name < pack.texts.items
            && class < pack.classes.items
            && self.facts.is_whole()
            && parameters.all(|it| it.is_whole())
            && parameters.rest.is_at_end()
    }

    fn numbered(pack: &'p Pack, number: u16) -> Option<Self> {
        Self::read(pack, pack.methods.item(&pack.bytes, number.into())?)
    }
}

/// The parameters of a method.
#[derive(Clone, Copy)]
pub struct Parameters<'p> {
    pack: &'p Pack,
    rest: Cursor<'p>,
}

impl<'p> Iterator for Parameters<'p> {
    type Item = Property<'p>;

    fn next(&mut self) -> Option<Property<'p>> {
        if self.rest.is_at_end() {
            return None;
        }
        let mut rest = self.rest;
        let parameter = Property::read(self.pack, &mut rest)?;
        self.rest = rest;
        Some(parameter)
    }
}

fn class_name(pack: &Pack, number: u32) -> &str {
    pack.class_numbered(number).map_or("", |class| class.name())
}

/// Numbers of two bytes each.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair))
}

/// The type of a method without a return value.
const VOID: u8 = 31;

/// The bit of an array beside the number of its type.
const ARRAY: u8 = 0x80;
