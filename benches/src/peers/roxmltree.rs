//! roxmltree: a read-only tree with namespaces.

use std::hint::black_box;

use roxmltree::{Document, Node};

use crate::decode::{Contender, Facts};

pub(super) struct Tree;

impl Contender for Tree {
    fn name(&self) -> String {
        "roxmltree".to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn decode(&mut self, message: &[u8]) -> Result<(), String> {
        parse(message).map(|document| drop(black_box(document)))
    }

    fn facts(&mut self, message: &[u8]) -> Result<Facts, String> {
        let document = parse(message)?;
        let mut facts = Facts::default();
        for node in document.descendants().filter(Node::is_element) {
            facts.elements += 1;
            facts.names += node.tag_name().name().len();
            facts.text += text(node);
        }
        Ok(facts)
    }
}

fn parse(message: &[u8]) -> Result<Document<'_>, String> {
    let text = std::str::from_utf8(message).map_err(|error| error.to_string())?;
    Document::parse(text).map_err(|error| error.to_string())
}

fn text(element: Node<'_, '_>) -> usize {
    let mut bytes = 0;
    for child in element.children() {
        if child.is_element() {
            return 0;
        }
        bytes += if child.is_text() { child.text().map_or(0, str::len) } else { 0 };
    }
    bytes
}
