//! Several packs together.

use std::iter::successors;

use super::{Class, Method, Pack, Property};

/// Packs of which a later one wins: the DMTF's classes, then a vendor's, then your own.
#[derive(Clone, Debug, Default)]
pub struct Packs(Vec<Pack>);

impl Packs {
    /// Adds a pack, whose classes win over those of the same name in the packs before it.
    pub fn add(&mut self, pack: Pack) {
        self.0.push(pack);
    }

    /// The class of a name, in any case.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class<'_>> {
        self.0.iter().rev().find_map(|pack| pack.class(name))
    }

    /// All classes that win, in the order of their names in lower case.
    #[must_use]
    pub fn classes(&self) -> Vec<Class<'_>> {
        let mut classes: Vec<_> = self.0.iter().rev().flat_map(Pack::classes).collect();
        // Of equal names, the one of the latest pack stays first.
        classes.sort_by_cached_key(|class| class.name().to_ascii_lowercase());
        classes.dedup_by(|later, class| later.name().eq_ignore_ascii_case(class.name()));
        classes
    }

    /// Where the classes are from, pack by pack.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Pack::source)
    }

    /// The property of a class, also where the class inherits it from another pack.
    #[must_use]
    pub fn property(&self, class: &str, property: &str) -> Option<Property<'_>> {
        self.line(class).find_map(|class| class.property(property))
    }

    /// The method of a class, also where the class inherits it from another pack.
    #[must_use]
    pub fn method(&self, class: &str, method: &str) -> Option<Method<'_>> {
        self.line(class).find_map(|class| class.method(method))
    }

    /// Whether a class is another one, or inherits from it, by their names in any case. A class that
    /// the packs do not have inherits from none.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::schema::pack::{Pack, Packs};
    /// let packs = Packs::from_iter([Pack::cim().clone()]);
    /// assert!(packs.is_below("CIM_Fan", "cim_managedelement"));
    /// assert!(!packs.is_below("CIM_ManagedElement", "CIM_Fan"));
    /// # }
    /// ```
    #[must_use]
    pub fn is_below(&self, class: &str, other: &str) -> bool {
        let above = |name: &&str| self.class(name)?.superclass();
        let mut line = successors(Some(class), above).take(MAX_LINE);
        line.any(|name| name.eq_ignore_ascii_case(other))
    }

    /// The class of a name, then the class that it lacks ([`Class::missing`]), and so on: together
    /// they have all that the class has, and the first one to have a property says what it is.
    pub fn line(&self, class: &str) -> impl Iterator<Item = Class<'_>> {
        let missing = |class: &Class<'_>| self.class(class.missing()?);
        successors(self.class(class), missing).take(MAX_LINE)
    }
}

impl FromIterator<Pack> for Packs {
    fn from_iter<I: IntoIterator<Item = Pack>>(packs: I) -> Self {
        Self(packs.into_iter().collect())
    }
}

/// Packs that lack each other's classes in a circle end here.
const MAX_LINE: usize = 64;
