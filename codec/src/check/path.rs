//! Where elements are, in words.

use std::collections::HashMap;

use crate::names::NameId;
use crate::xml::{Children, Element, Tree};

/// The paths of elements, as in [`Error::path`](crate::Error::path), in one walk over the tape:
/// they come in the order of the message.
pub(super) fn paths<'m>(
    tree: Tree<'m>,
    elements: impl Iterator<Item = Element<'m>>,
) -> Vec<String> {
    let mut walk = Walk { levels: vec![Level::new(tree.root(), 1)] };
    elements.map(|element| walk.path_to(element)).collect()
}

/// The element that was reached last, and those around it.
struct Walk<'m> {
    levels: Vec<Level<'m>>,
}

/// An element, and how far its children were walked.
struct Level<'m> {
    element: Element<'m>,
    /// Which of its name it is among its siblings.
    position: usize,
    children: Children<'m>,
    /// How many children of each name were passed.
    passed: HashMap<NameId, usize>,
}

impl<'m> Walk<'m> {
    fn path_to(&mut self, element: Element<'m>) -> String {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|it| !it.holds(element)) {
            self.levels.pop();
        }
        while let Some(next) = self.levels.last_mut().and_then(|level| level.step_to(element)) {
            self.levels.push(next);
        }
        let steps: Vec<String> = self.levels.iter().map(Level::step).collect();
        steps.join("/")
    }
}

impl<'m> Level<'m> {
    fn new(element: Element<'m>, position: usize) -> Self {
        Self { element, position, children: element.children(), passed: HashMap::new() }
    }

    /// The child that an element is or is inside of; it is not before those that were passed.
    fn step_to(&mut self, element: Element<'m>) -> Option<Self> {
        if self.element.index() == element.index() {
            return None;
        }
        loop {
            let child = self.children.next()?;
            let position = self.passed.entry(child.id()).or_insert(0);
            *position += 1;
            let level = Self::new(child, *position);
            if level.holds(element) {
                return Some(level);
            }
        }
    }

    fn holds(&self, element: Element<'m>) -> bool {
        self.element.range().contains(&element.range().start)
    }

    fn step(&self) -> String {
        let local = self.element.name().local;
        match self.position {
            1 => local.to_owned(),
            position => format!("{local}[{position}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    #[test]
    fn elements_are_found_again_on_one_walk() {
        let xml = "<a><b/><b><c>x</c><d/><c y='1'/></b><c/><e><f><b/></f></e></a>";
        let document = Document::decode(xml).unwrap();
        let tree = document.tree();
        let all: Vec<_> = (0..tree.entries().len()).filter_map(|at| tree.element(at)).collect();
        let expected =
            ["a", "a/b", "a/b[2]", "a/b[2]/c", "a/b[2]/d", "a/b[2]/c[2]", "a/c", "a/e", "a/e/f"];
        assert_eq!(paths(tree, all.iter().copied())[..9], expected);
        let some = [all[1], all[5], all[5], all[9]];
        let expected = ["a/b", "a/b[2]/c[2]", "a/b[2]/c[2]", "a/e/f/b"];
        assert_eq!(paths(tree, some.into_iter()), expected);
    }
}
