//! Decode, encode, decode: what was read is what was written.

use cimwire::Limits;
use cimwire::xml::{Document, Element, Name, Node, Nodes, Options, Reader, Writer, WriterOptions};

use crate::infoset;

/// A message survives every way of writing it: as it stands, element by element, spliced into
/// another document, and event by event.
pub fn roundtrip(data: &[u8]) {
    let Ok(document) = Document::decode(data.to_vec()) else { return };
    let root = document.root();
    same(root, root.to_xml().as_bytes());
    same(root, &rewrite(root));
    let mut elements = vec![root];
    while let Some(element) = elements.pop() {
        elements.extend(element.children());
        if elements.len() < FEW {
            same(element, element.to_xml().as_bytes());
            same_inside(element, &splice(element));
        }
    }
}

/// The element written anew through a [`Writer`], event by event. Its prefixes are declared as
/// they were, because values may name them.
///
/// # Panics
/// Where the writer refuses what a reader accepted.
#[must_use]
pub fn rewrite(element: Element<'_>) -> Vec<u8> {
    let mut writer = Writer::with(Vec::new(), WIDE_WRITER);
    let mut open: Vec<Nodes<'_>> = Vec::new();
    start(&mut writer, element);
    open.push(element.nodes());
    while let Some(nodes) = open.last_mut() {
        let written = match nodes.next() {
            Some(Node::Element(element)) => {
                start(&mut writer, element);
                open.push(element.nodes());
                Ok(())
            }
            Some(Node::Text(text)) => writer.text(&text.value()),
            Some(Node::Comment(comment)) => writer.comment(comment),
            Some(Node::Instruction(instruction)) => {
                let blanks = [' ', '\t', '\r', '\n'];
                let (target, data) = instruction.split_once(blanks).unwrap_or((instruction, ""));
                writer.instruction(target, data.trim_start_matches(blanks))
            }
            None => {
                open.pop();
                writer.end()
            }
        };
        written.expect("what was read can be written");
    }
    writer.finish().expect("a whole document")
}

fn start(writer: &mut Writer, element: Element<'_>) {
    for declaration in element.declarations().filter(|d| !d.prefix.is_empty() && d.prefix != "xml")
    {
        writer.declare_as(declaration.prefix, declaration.namespace).expect("a declaration");
    }
    writer.start(element.name()).expect("a name");
    for attribute in element.attributes() {
        writer.attribute(attribute.name(), &attribute.value()).expect("an attribute");
    }
}

/// The element as the only child of a root that binds other things to its prefixes.
fn splice(element: Element<'_>) -> Vec<u8> {
    let mut writer = Writer::with(Vec::new(), WIDE_WRITER);
    for binding in element.in_scope().iter().filter(|binding| !binding.prefix.is_empty()).take(3) {
        writer.declare_as(binding.prefix, "urn:another").expect("a declaration");
    }
    writer.start(Name { namespace: "urn:another", local: "root" }).expect("a root");
    writer.splice(element).expect("a splice");
    writer.end().expect("an end");
    writer.finish().expect("a whole document")
}

fn same(element: Element<'_>, written: &[u8]) {
    let read = reader().document(written.to_vec());
    let read = read.unwrap_or_else(|error| panic!("{error} in {}", shown(written)));
    assert_eq!(infoset::within(read.root()), infoset::within(element), "{}", shown(written));
}

fn same_inside(element: Element<'_>, written: &[u8]) {
    let read = reader().document(written.to_vec());
    let read = read.unwrap_or_else(|error| panic!("{error} in {}", shown(written)));
    let inside = read.root().children().next().expect("the spliced element");
    assert_eq!(infoset::within(inside), infoset::within(element), "{}", shown(written));
}

fn shown(written: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(written)
}

/// What is written declares more at one place than was read there.
pub(super) fn reader() -> Reader {
    Reader::with(Options { limits: WIDE, ..Options::default() })
}

const WIDE: Limits = Limits {
    bytes: 1 << 30,
    depth: 1 << 10,
    attributes: 1 << 12,
    namespaces: 1 << 12,
    text: 1 << 30,
    names: 1 << 18,
};
pub(super) const WIDE_WRITER: WriterOptions =
    WriterOptions { replace: false, declaration: false, limits: WIDE };
/// Elements waiting: many would take long, and say nothing new.
const FEW: usize = 64;
