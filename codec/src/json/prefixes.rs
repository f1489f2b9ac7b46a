//! Prefixes in values: what they are bound to.

use std::collections::HashMap;

use crate::names::ns;
use crate::xml::chars::is_ncname;
use crate::xml::{Element, Name, Tree, prefixes_in};

/// The bindings in force where a walk over a tape has got to.
///
/// Few values hold a prefix, so declarations are only looked at when somebody asks; each is then
/// looked at once.
pub(super) struct Scope<'d> {
    tree: Tree<'d>,
    /// The element at which the walk started, until its bindings are in `bound`.
    start: Option<Element<'d>>,
    /// Places on the tape of the elements with declarations around, outermost first.
    frames: Vec<usize>,
    /// For each of the first frames, how many bindings were there before its own.
    applied: Vec<usize>,
    bound: Vec<Bound<'d>>,
    /// The bindings in force by prefix, as places in `bound`, where those are more than [`FEW`].
    index: HashMap<&'d str, usize>,
    /// The list that is being made.
    list: u32,
}

struct Bound<'d> {
    prefix: &'d str,
    namespace: &'d str,
    /// The binding that it hides.
    hides: Option<usize>,
    /// The last list it was put on.
    list: u32,
}

/// Bindings that the values of an element use, in order of use.
pub(super) type Used<'d> = Vec<(&'d str, &'d str)>;

/// So many bindings are searched one by one, which is all that real messages have.
const FEW: usize = 32;

impl<'d> Scope<'d> {
    pub(super) fn new(start: Element<'d>) -> Self {
        Self {
            tree: start.tree(),
            start: Some(start),
            frames: Vec::new(),
            applied: Vec::new(),
            bound: Vec::new(),
            index: HashMap::new(),
            list: 0,
        }
    }

    /// The walk enters an element with declarations.
    pub(super) fn enter(&mut self, index: usize) {
        self.frames.push(index);
    }

    /// The walk leaves the element entered last.
    pub(super) fn leave(&mut self) {
        self.frames.pop();
        if self.applied.len() <= self.frames.len() {
            return;
        }
        let before = self.applied.pop().unwrap_or(0);
        if before <= FEW {
            self.bound.truncate(before);
            self.index.clear();
        }
        while self.bound.len() > before {
            let Some(Bound { prefix, hides, .. }) = self.bound.pop() else { break };
            match hides {
                Some(outer) => self.index.insert(prefix, outer),
                None => self.index.remove(prefix),
            };
        }
    }

    /// The nearest element with declarations around the one at `index`.
    pub(super) fn around(&self, index: usize) -> Option<usize> {
        self.frames.iter().rev().copied().find(|&frame| frame != index)
    }

    /// Begins a new list of bindings in use.
    pub(super) fn begin_list(&mut self) {
        self.list += 1;
    }

    /// Adds to `used` what `text` uses and the list does not have yet.
    pub(super) fn list(&mut self, text: &str, used: &mut Used<'d>) {
        for prefix in prefixes_in(text) {
            self.catch_up();
            let Some(place) = self.find(prefix) else { continue };
            let bound = &mut self.bound[place];
            if bound.list != self.list && !bound.namespace.is_empty() {
                bound.list = self.list;
                used.push((bound.prefix, bound.namespace));
            }
        }
    }

    /// The name that a value is, if it is exactly a QName whose prefix is bound; without a prefix
    /// the default namespace counts (XML Schema part 1 §3.15.3).
    pub(super) fn resolve<'v>(&mut self, value: &'v str) -> Option<Name<'v>>
    where
        'd: 'v,
    {
        let colon = memchr::memchr(b':', value.as_bytes());
        let (prefix, local) = colon.map_or(("", value), |at| (&value[..at], &value[at + 1..]));
        if !is_ncname(local.as_bytes()) || colon == Some(0) {
            return None;
        }
        if prefix == "xml" {
            return Some(Name { namespace: ns::XML.uri()?, local });
        }
        self.catch_up();
        let namespace = self.find(prefix).map_or("", |place| self.bound[place].namespace);
        (prefix.is_empty() || !namespace.is_empty()).then_some(Name { namespace, local })
    }

    /// The place in `bound` of the binding in force of a prefix.
    fn find(&self, prefix: &str) -> Option<usize> {
        if self.bound.len() > FEW {
            return self.index.get(prefix).copied();
        }
        self.bound.iter().rposition(|bound| bound.prefix == prefix)
    }

    fn bind(&mut self, prefix: &'d str, namespace: &'d str) {
        let hides = self.find(prefix);
        self.bound.push(Bound { prefix, namespace, hides, list: 0 });
        let place = self.bound.len() - 1;
        if place > FEW {
            self.index.insert(prefix, place);
        } else if place == FEW {
            let places = self.bound.iter().enumerate();
            self.index = places.map(|(place, bound)| (bound.prefix, place)).collect();
        }
    }

    fn catch_up(&mut self) {
        if let Some(start) = self.start.take() {
            for outer in start.in_scope() {
                self.bind(outer.prefix, outer.namespace);
            }
        }
        while let Some(&index) = self.frames.get(self.applied.len()) {
            self.applied.push(self.bound.len());
            let declarations = self.tree.element(index).into_iter().flat_map(Element::declarations);
            for declaration in declarations.filter(|declaration| declaration.prefix != "xml") {
                self.bind(declaration.prefix, declaration.namespace);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    #[test]
    fn declarations_count_from_where_they_stand_to_where_they_end() {
        let document =
            Document::decode("<a xmlns:p='urn:1' xmlns='urn:d'><b xmlns:p='urn:2' xmlns='' xmlns:q='urn:q'/><c/></a>")
                .unwrap();
        let root = document.root();
        let mut scope = Scope::new(root);
        let used = |scope: &mut Scope<'_>, text: &str| {
            let mut used = Used::new();
            scope.begin_list();
            scope.list(text, &mut used);
            used.iter().map(|(prefix, uri)| format!("{prefix}={uri}")).collect::<Vec<_>>().join(" ")
        };
        scope.enter(root.index());
        assert_eq!(used(&mut scope, "p:x q:x xml:x p:y"), "p=urn:1");
        assert_eq!(scope.resolve("x"), Some(Name { namespace: "urn:d", local: "x" }));
        scope.enter(root.children().next().unwrap().index());
        assert_eq!(used(&mut scope, "q:x p:x q:y"), "q=urn:q p=urn:2");
        assert_eq!(scope.resolve("x"), Some(Name { namespace: "", local: "x" }));
        scope.leave();
        assert_eq!(used(&mut scope, "q:x p:x"), "p=urn:1");
        assert_eq!(scope.resolve("p:x"), Some(Name { namespace: "urn:1", local: "x" }));
        for value in ["", "q:x", " p:x", "p:x:y", ":x", "p:", "p:9", "{urn:1}x"] {
            assert_eq!(scope.resolve(value), None, "{value}");
        }
    }

    #[test]
    fn many_bindings_are_in_force_like_few() {
        let declarations: String = (0..40).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
        let inner = "<b xmlns:p1='urn:inner' xmlns:q='urn:q'/>";
        let xml = format!("<a xmlns:p='urn:p'><m{declarations}>{inner}</m></a>");
        let document = Document::decode(xml).unwrap();
        let (root, mut scope) = (document.root(), Scope::new(document.root()));
        let namespaces = |scope: &mut Scope<'_>| {
            let names = ["p:x", "p1:x", "p39:x", "q:x"]
                .map(|value| scope.resolve(value).map(|n| n.namespace.to_owned()));
            names.map(Option::unwrap_or_default)
        };
        scope.enter(root.index());
        assert_eq!(namespaces(&mut scope), ["urn:p", "", "", ""]);
        let middle = root.children().next().unwrap();
        for _ in 0..2 {
            scope.enter(middle.index());
            assert_eq!(namespaces(&mut scope), ["urn:p", "urn:1", "urn:39", ""]);
            scope.enter(middle.children().next().unwrap().index());
            assert_eq!(namespaces(&mut scope), ["urn:p", "urn:inner", "urn:39", "urn:q"]);
            scope.leave();
            assert_eq!(namespaces(&mut scope), ["urn:p", "urn:1", "urn:39", ""]);
            scope.leave();
            assert_eq!(namespaces(&mut scope), ["urn:p", "", "", ""]);
        }
    }

    #[test]
    fn a_walk_may_start_below_the_root() {
        let document = Document::decode("<a xmlns:p='urn:1'><b/></a>").unwrap();
        let mut scope = Scope::new(document.root().children().next().unwrap());
        assert_eq!(scope.resolve("p:x"), Some(Name { namespace: "urn:1", local: "x" }));
    }
}
