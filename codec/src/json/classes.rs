//! What classes say about the properties of a message, each looked up once.

use std::collections::HashMap;

use crate::cim::Declared;
use crate::schema::pack::{Class, Method, Packs};
use crate::xml::Name;

/// The classes of a message's instances. Names go by numbers that the caller has for them.
pub(super) struct Classes<'p> {
    packs: Option<&'p Packs>,
    known: Vec<Source<'p>>,
    by_element: HashMap<u32, Option<ClassNumber>>,
    by_name: HashMap<&'p str, ClassNumber>,
    /// The element that was asked for last.
    last: Option<(u32, Option<ClassNumber>)>,
    /// By the numbers of their names, for the class that was asked last.
    properties: Vec<Option<(ClassNumber, Option<Declared>)>>,
}

/// The number of a class that is known.
pub(super) type ClassNumber = u32;

/// What declares properties.
enum Source<'p> {
    /// A class, and those in other packs that it inherits from.
    Class(Vec<Class<'p>>),
    /// A method, called or answering.
    Method(Method<'p>, Way),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

impl<'p> Classes<'p> {
    pub(super) fn new(packs: Option<&'p Packs>) -> Self {
        Self {
            packs,
            known: Vec::new(),
            by_element: HashMap::new(),
            by_name: HashMap::new(),
            last: None,
            properties: Vec::new(),
        }
    }

    /// The class, or the call of a method, that elements of a name are of.
    #[inline(always)]
    pub(super) fn of_element(&mut self, number: u32, name: Name<'_>) -> Option<ClassNumber> {
        self.packs?;
        match self.last {
            Some((last, class)) if last == number => class,
            _ => self.find_element(number, name),
        }
    }

    #[cold]
    fn find_element(&mut self, number: u32, name: Name<'_>) -> Option<ClassNumber> {
        let class = match self.by_element.get(&number) {
            Some(class) => *class,
            None => {
                let class = self.of_name(name.local).or_else(|| self.of_method(name));
                self.by_element.insert(number, class);
                class
            }
        };
        self.last = Some((number, class));
        class
    }

    /// The class of a name.
    pub(super) fn of_name(&mut self, name: &str) -> Option<ClassNumber> {
        let packs = self.packs?;
        let key = packs.class(name)?.name();
        if let Some(class) = self.by_name.get(key) {
            return Some(*class);
        }
        let class = self.add(Source::Class(packs.line(name).collect()));
        self.by_name.insert(key, class);
        Some(class)
    }

    /// The method that an element calls or answers for, by its name (DSP0230 §9.3).
    fn of_method(&mut self, name: Name<'_>) -> Option<ClassNumber> {
        let (method, way) = match name.local.strip_suffix("_INPUT") {
            Some(method) => (method, Way::In),
            None => (name.local.strip_suffix("_OUTPUT")?, Way::Out),
        };
        let class = name.namespace.rsplit('/').next()?;
        let method = self.packs?.method(class, method)?;
        Some(self.add(Source::Method(method, way)))
    }

    fn add(&mut self, source: Source<'p>) -> ClassNumber {
        self.known.push(source);
        self.known.len() as ClassNumber - 1
    }

    /// What a class says about a property of its namespace.
    #[inline(always)]
    pub(super) fn declared<'n>(
        &mut self,
        class: ClassNumber,
        number: u32,
        name: impl FnOnce() -> &'n str,
    ) -> Option<Declared> {
        match self.properties.get(number as usize) {
            Some(Some((of, declared))) if *of == class => *declared,
            _ => self.find_property(class, number, name()),
        }
    }

    #[inline(never)]
    fn find_property(&mut self, class: ClassNumber, number: u32, name: &str) -> Option<Declared> {
        let declared = match self.known.get(class as usize)? {
            Source::Class(line) => {
                let property = line.iter().find_map(|class| class.property(name));
                property.map(Declared::from)
            }
            Source::Method(method, Way::Out) if name.eq_ignore_ascii_case("ReturnValue") => {
                method.of().map(Declared::from)
            }
            Source::Method(method, _) => method.parameter(name).map(Declared::from),
        };
        // Names of the vocabulary have no number that is worth a place.
        if number < MOST {
            let number = number as usize;
            if number >= self.properties.len() {
                self.properties.resize(number + 1, None);
            }
            self.properties[number] = Some((class, declared));
        }
        declared
    }
}

const MOST: u32 = 1 << 24;
