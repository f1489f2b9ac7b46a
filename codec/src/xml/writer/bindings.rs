//! The prefixes a writer has declared around the place it is at.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::declare::write_declaration;
use crate::names::{self, NamespaceId};

/// The namespace of `xml`, which every document has bound (Namespaces in XML 1.0 §3).
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Prefixes and their namespaces, outermost first: `xml` at 0. The prefix of a default namespace is
/// empty; only [`Writer::start_like`](super::Writer::start_like) binds one.
pub(super) struct Bindings {
    /// Those behind `live` are left over: the next element often declares the same again.
    list: Vec<Binding>,
    live: usize,
    /// How many of the live ones stand in the document; the rest wait for the next start tag.
    declared: usize,
    /// How many bindings, left over ones included, were made on top of the ones before them as
    /// they are now.
    kept: usize,
    /// The serial number of the binding that was last found in force while none waited, or 0 after
    /// any change.
    found: u64,
    serials: Range<u64>,
    /// Whether the empty prefix was ever bound.
    has_default: bool,
}

#[derive(Default)]
struct Binding {
    /// Prefix and namespace in one piece.
    text: String,
    prefix: usize,
    /// As it stands in a start tag, with a blank before it.
    declaration: Vec<u8>,
    /// Whether an inner declaration of the same prefix is in force.
    is_shadowed: bool,
    /// The outer binding that this one shadows.
    shadows: Option<usize>,
    serial: u64,
}

impl Binding {
    fn prefix(&self) -> &str {
        &self.text[..self.prefix]
    }

    fn namespace(&self) -> &str {
        &self.text[self.prefix..]
    }
}

impl Bindings {
    pub(super) fn new() -> Self {
        let mut bindings = Self {
            list: Vec::new(),
            live: 0,
            declared: 1,
            kept: 0,
            found: 0,
            serials: 0..0,
            has_default: false,
        };
        bindings.push("xml", XML);
        bindings
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.live
    }

    /// How many stand in the document.
    #[inline]
    pub(super) fn declared(&self) -> usize {
        self.declared
    }

    /// The binding at an index, with its prefix and namespace.
    pub(super) fn at(&self, index: usize) -> (&str, &str) {
        self.live().get(index).map_or(("", ""), |binding| (binding.prefix(), binding.namespace()))
    }

    /// The prefix of a binding; empty for none.
    pub(super) fn prefix(&self, index: Option<usize>) -> &str {
        index.map_or("", |index| self.at(index).0)
    }

    /// The innermost binding in force of a namespace to a prefix that is not empty.
    pub(super) fn of_namespace(&self, namespace: &str) -> Option<usize> {
        let is_it = |binding: &Binding| {
            !binding.is_shadowed && binding.namespace() == namespace && binding.prefix > 0
        };
        self.live().iter().rposition(is_it)
    }

    /// The binding in force of the default namespace, if there is one.
    #[inline]
    pub(super) fn default(&self) -> Option<usize> {
        let bound = if self.has_default { self.of_prefix("") } else { None };
        bound.filter(|bound| !self.at(*bound).1.is_empty())
    }

    /// The binding in force of a prefix.
    pub(super) fn of_prefix(&self, prefix: &str) -> Option<usize> {
        self.of_prefix_before(self.live, prefix)
    }

    /// The innermost of the first `length` bindings that is of a prefix.
    pub(super) fn of_prefix_before(&self, length: usize, prefix: &str) -> Option<usize> {
        self.list[..length].iter().rposition(|binding| binding.prefix() == prefix)
    }

    /// A number that no other binding of any writer has: one that is made again on top of the same
    /// has it again, so the innermost one's stands for all.
    pub(super) fn serial(&self, index: usize) -> u64 {
        self.live().get(index).map_or(0, |binding| binding.serial)
    }

    /// Whether the binding with a serial number is at an index and not shadowed.
    #[inline]
    pub(super) fn is_in_force(&self, index: usize, serial: u64) -> bool {
        let own = self.live().get(index);
        own.is_some_and(|own| own.serial == serial && !own.is_shadowed)
    }

    /// The same, and whether no declaration waits.
    #[inline]
    pub(super) fn is_ready(&mut self, index: usize, serial: u64) -> bool {
        self.found == serial || self.find(index, serial)
    }

    #[inline]
    fn find(&mut self, index: usize, serial: u64) -> bool {
        let is_ready = self.declared == self.live && self.is_in_force(index, serial);
        self.found = if is_ready { serial } else { 0 };
        is_ready
    }

    /// Whether a serial number is the innermost binding's, and no declaration waits.
    #[inline]
    pub(super) fn is_innermost(&self, serial: u64) -> bool {
        let is_it = self.live().last().is_some_and(|own| own.serial == serial);
        is_it && self.declared == self.live
    }

    /// The bindings from an index on, as they stand in a start tag, each with a blank before it.
    pub(super) fn inner(&self, outer: usize) -> impl Iterator<Item = &[u8]> {
        self.live().iter().skip(outer).map(|own| &*own.declaration)
    }

    /// Writes the declarations that wait into an open start tag.
    #[inline]
    pub(super) fn write_waiting(&mut self, out: &mut Vec<u8>) {
        for binding in &self.list[self.declared..self.live] {
            out.extend_from_slice(&binding.declaration);
        }
        self.settle();
    }

    /// All declarations stand in the document.
    #[inline]
    pub(super) fn settle(&mut self) {
        self.declared = self.live;
    }

    /// Binds a prefix as it was bound before at this place, on top of the same; returns whether it
    /// was. No binding that waits is bound over.
    pub(super) fn repeat(&mut self, prefix: &str, namespace: &str) -> bool {
        let Some(own) = self.list[..self.kept].get_mut(self.live) else { return false };
        let is_same = own.prefix() == prefix && own.namespace() == namespace;
        if !is_same || own.shadows.is_some_and(|outer| outer >= self.declared) {
            return false;
        }
        own.is_shadowed = false;
        if let Some(outer) = own.shadows {
            self.list[outer].is_shadowed = true;
        }
        self.live += 1;
        self.found = 0;
        true
    }

    /// Binds and declares prefixes as they were before in `range`, on top of the same, if none
    /// waits; returns whether it did. The serial number is that of the last.
    pub(super) fn repeat_all(&mut self, range: &Range<usize>, serial: u64) -> bool {
        let is_next = self.declared == range.start && self.live == range.start;
        let last = self.list[..self.kept].get(range.end - 1);
        if !is_next || last.is_none_or(|last| last.serial != serial) {
            return false;
        }
        for index in range.clone() {
            self.list[index].is_shadowed = false;
            if let Some(shadowed) = self.list[index].shadows {
                self.list[shadowed].is_shadowed = true;
            }
            self.found = 0;
        }
        self.live = range.end;
        self.declared = range.end;
        true
    }

    /// Binds a prefix, over an outer binding of it.
    pub(super) fn push(&mut self, prefix: &str, namespace: &str) {
        let shadows = self.of_prefix(prefix);
        if let Some(outer) = shadows {
            self.list[outer].is_shadowed = true;
        }
        if self.live == self.list.len() {
            self.list.push(Binding::default());
        }
        let own = &mut self.list[self.live];
        self.live += 1;
        self.found = 0;
        self.has_default |= prefix.is_empty();
        own.shadows = shadows;
        own.is_shadowed = false;
        if self.live <= self.kept && own.prefix() == prefix && own.namespace() == namespace {
            return;
        }
        self.kept = self.live;
        own.serial = self.serials.next().unwrap_or_else(|| take_serials(&mut self.serials));
        own.prefix = prefix.len();
        own.text.clear();
        own.text.push_str(prefix);
        own.text.push_str(namespace);
        own.declaration.clear();
        write_declaration(&mut own.declaration, prefix, namespace);
    }

    /// Ends all but the outer `length` bindings.
    #[inline]
    pub(super) fn truncate(&mut self, length: usize) {
        if self.live > length {
            self.unbind(length);
        }
    }

    #[inline(never)]
    fn unbind(&mut self, length: usize) {
        self.found = 0;
        while self.live > length {
            self.live -= 1;
            if let Some(outer) = self.list[self.live].shadows {
                self.list[outer].is_shadowed = false;
            }
        }
        self.declared = self.declared.min(length);
    }

    /// A prefix for a namespace that no binding has: the usual one, else `p`, else `p` and a number.
    pub(super) fn free_prefix(&self, namespace: &str) -> Cow<'static, str> {
        let usual = names::namespace(namespace.as_bytes()).and_then(NamespaceId::prefix);
        for prefix in usual.into_iter().chain(["p"]) {
            if self.of_prefix(prefix).is_none() {
                return Cow::Borrowed(prefix);
            }
        }
        let mut number = self.live().iter().filter(|own| own.prefix().starts_with('p')).count();
        loop {
            let prefix = format!("p{number}");
            if self.of_prefix(&prefix).is_none() {
                return Cow::Owned(prefix);
            }
            number += 1;
        }
    }

    fn live(&self) -> &[Binding] {
        &self.list[..self.live]
    }
}

/// Takes a run of numbers for one list and gives the first.
#[cold]
fn take_serials(serials: &mut Range<u64>) -> u64 {
    let first = NEXT_SERIAL.fetch_add(SERIALS, Ordering::Relaxed);
    *serials = first + 1..first + SERIALS;
    first
}

static NEXT_SERIAL: AtomicU64 = AtomicU64::new(1);
const SERIALS: u64 = 1 << 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_binding_hides_an_outer_one_until_it_ends() {
        let mut bindings = Bindings::new();
        bindings.push("a", "urn:1");
        bindings.push("a", "urn:2");
        assert_eq!(bindings.of_namespace("urn:1"), None);
        assert_eq!(bindings.of_namespace("urn:2"), Some(2));
        let (outer, inner) = (bindings.serial(1), bindings.serial(2));
        assert!(!bindings.is_in_force(1, outer) && bindings.is_in_force(2, inner));
        bindings.truncate(2);
        assert_eq!(bindings.of_namespace("urn:1"), Some(1));
        assert!(bindings.is_in_force(1, outer) && !bindings.is_in_force(2, inner));
    }

    #[test]
    fn a_serial_number_belongs_to_one_prefix_and_namespace_on_top_of_the_same() {
        let mut bindings = Bindings::new();
        bindings.push("a", "urn:1");
        let first = bindings.serial(1);
        bindings.truncate(1);
        bindings.push("a", "urn:1");
        assert!(bindings.is_in_force(1, first));
        bindings.truncate(1);
        bindings.push("c", "urn:2");
        let second = bindings.serial(2);
        bindings.truncate(1);
        bindings.push("b", "urn:1");
        assert!(!bindings.is_in_force(1, first));
        bindings.push("c", "urn:2");
        assert!(!bindings.is_in_force(2, second));
        let mut others = Bindings::new();
        others.push("a", "urn:1");
        assert!(!others.is_in_force(1, first));
    }

    #[test]
    fn a_binding_is_repeated_on_top_of_the_same_only() {
        let mut bindings = Bindings::new();
        bindings.push("a", "urn:1");
        bindings.push("b", "urn:2");
        bindings.push("a", "urn:3");
        bindings.truncate(1);
        assert!(!bindings.repeat("b", "urn:2"));
        assert!(bindings.repeat("a", "urn:1") && bindings.repeat("b", "urn:2"));
        assert!(!bindings.repeat("a", "urn:3"), "both would be on one start tag");
        bindings.write_waiting(&mut Vec::new());
        assert!(bindings.repeat("a", "urn:3"));
        assert_eq!(bindings.of_namespace("urn:1"), None);
        bindings.truncate(2);
        bindings.push("c", "urn:4");
        assert!(!bindings.repeat("a", "urn:3"));
        assert_eq!(bindings.of_namespace("urn:1"), Some(1));
    }

    #[test]
    fn prefixes_are_the_usual_ones_where_free() {
        let mut bindings = Bindings::new();
        assert_eq!(bindings.free_prefix("http://www.w3.org/2003/05/soap-envelope"), "s");
        bindings.push("s", "urn:s");
        assert_eq!(bindings.free_prefix("http://www.w3.org/2003/05/soap-envelope"), "p");
        bindings.push("p", "urn:p");
        bindings.push("p2", "urn:p2");
        assert_eq!(bindings.free_prefix("urn:x"), "p3");
    }
}
