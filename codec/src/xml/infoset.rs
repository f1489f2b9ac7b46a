//! What counts when two messages are compared.
//!
//! Not prefixes and where namespaces are declared, the order of attributes, comments,
//! instructions, the XML declaration, sections or references in place of characters, and blanks
//! between elements where there is no other text. Everything else counts. An `xsi:type` counts as
//! the name it stands for; prefixes in other values count as they are written.

use std::borrow::Cow;
use std::fmt;

use super::chars::{is_blank, is_ncname};
use super::document::Name;
use super::element::{Element, Node, Nodes};
use crate::names::xsi;

/// A piece of an element's content.
pub(super) enum Part<'d> {
    Element(Element<'d>),
    /// All character data between two elements; not empty.
    Text(Cow<'d, str>),
}

/// The content of an element, as far as it counts.
pub(super) fn parts(element: Element<'_>) -> Parts<'_> {
    let drops_text = is_element_only(element);
    Parts { nodes: element.nodes(), drops_text, next: None }
}

/// Whether an element holds elements, and no text but blanks.
pub(super) fn is_element_only(element: Element<'_>) -> bool {
    let is_text = |node| match node {
        Node::Text(text) => !text.is_gap() && !text.value().bytes().all(is_blank),
        _ => false,
    };
    element.children().next().is_some() && !element.nodes().any(is_text)
}

pub(super) struct Parts<'d> {
    nodes: Nodes<'d>,
    drops_text: bool,
    /// The element that ended the last text.
    next: Option<Element<'d>>,
}

impl<'d> Iterator for Parts<'d> {
    type Item = Part<'d>;

    fn next(&mut self) -> Option<Part<'d>> {
        let mut text = Cow::Borrowed("");
        while self.next.is_none() {
            match self.nodes.next() {
                Some(Node::Element(element)) => self.next = Some(element),
                Some(Node::Text(more)) if !self.drops_text => text += more.value(),
                Some(_) => {}
                None => break,
            }
        }
        if text.is_empty() { self.next.take().map(Part::Element) } else { Some(Part::Text(text)) }
    }
}

/// The value of an attribute, as far as it counts.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Value<'d> {
    Text(Cow<'d, str>),
    /// Of `xsi:type`: a QName (XML Schema part 1 §2.6.1) whose prefix is bound.
    Name(String, String),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Name(namespace, local) if namespace.is_empty() => f.write_str(local),
            Value::Name(namespace, local) => write!(f, "{{{namespace}}}{local}"),
        }
    }
}

/// The attributes of an element by expanded name, in its order.
pub(super) fn attributes(element: Element<'_>) -> Vec<(Name<'_>, Value<'_>)> {
    let mut attributes: Vec<_> = element
        .attributes()
        .map(|attribute| {
            let value = attribute.value();
            let name = if attribute.id() == xsi::TYPE { resolve(element, &value) } else { None };
            (attribute.name(), name.unwrap_or(Value::Text(value)))
        })
        .collect();
    attributes.sort_unstable_by_key(|&(name, _)| name);
    attributes
}

fn resolve<'d>(element: Element<'d>, qname: &str) -> Option<Value<'d>> {
    let (prefix, local) = qname.split_once(':').unwrap_or(("", qname));
    let is_qname =
        is_ncname(local.as_bytes()) && (prefix.is_empty() || is_ncname(prefix.as_bytes()));
    if !is_qname || qname.starts_with(':') {
        return None;
    }
    let namespace = match element.namespace_of_prefix(prefix) {
        None if prefix.is_empty() => "",
        namespace => namespace?,
    };
    Some(Value::Name(namespace.to_owned(), local.to_owned()))
}
