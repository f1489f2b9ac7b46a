//! An element of a message as a handle.

use std::borrow::Cow;

use bytes::Bytes;
use cimwire::{names, xml};

use crate::{Document, Error, Message, Result};

/// An element: a place in a message, which it keeps alive. Cloning it is cheap.
#[derive(Clone)]
pub struct View {
    pub(crate) document: xml::Document,
    index: usize,
}

/// An attribute of an element; namespace declarations are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its prefix as written; empty for none.
    pub prefix: String,
    /// Its local name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A walk over the elements inside another, in document order, with one handle for all of them.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The element that it is at.
    view: View,
    /// Where it goes on.
    next: usize,
    /// Where it ends.
    end: usize,
    is_deep: bool,
}

/// Something directly inside an element.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element.
    Element(View),
    /// Character data or a CDATA section; blanks are left out where there are only elements.
    Text(String),
    /// What stands in a comment.
    Comment(String),
    /// Target and data of a processing instruction.
    Instruction(String),
}

/// The prefix usually bound to a namespace of the vocabulary.
///
/// ```
/// let usual = cimwire_facade::usual_prefix("http://www.w3.org/2003/05/soap-envelope");
/// assert_eq!(usual, Some("s"));
/// ```
#[must_use]
pub fn usual_prefix(namespace: &str) -> Option<&'static str> {
    names::namespace(namespace.as_bytes())?.prefix()
}

/// Whether a namespace is one that the messages of DSP0226 are made of: SOAP, addressing, transfer,
/// enumeration, eventing, identity, WS-Management and its CIM binding, in any dialect.
///
/// ```
/// assert!(cimwire_facade::is_of_protocol("http://www.w3.org/2005/08/addressing"));
/// assert!(!cimwire_facade::is_of_protocol("http://www.w3.org/2001/XMLSchema"));
/// ```
#[must_use]
pub fn is_of_protocol(namespace: &str) -> bool {
    let Some(id) = names::namespace(namespace.as_bytes()) else { return false };
    match id.family() {
        Some(family) => {
            use names::Family::{Addressing, Cimbinding, Eventing, Identity, Soap, Wsman};
            matches!(family, Soap | Addressing | Wsman | Eventing | Identity | Cimbinding)
        }
        None => matches!(id, names::ns::TRANSFER | names::ns::ENUMERATION),
    }
}

impl View {
    pub(crate) fn new(document: &xml::Document, element: xml::Element<'_>) -> Self {
        Self { document: document.clone(), index: element.index() }
    }

    /// Its place in the message: rises in document order.
    #[must_use]
    pub fn place(&self) -> usize {
        self.index
    }

    /// The first place behind it: those of the elements inside it are below.
    #[must_use]
    pub fn end(&self) -> usize {
        self.element().end_index()
    }

    /// Its local name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.element().name().local
    }

    /// Its namespace; empty for none.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.element().name().namespace
    }

    /// Its namespace and its local name, for who wants both.
    #[must_use]
    pub fn expanded_name(&self) -> (&str, &str) {
        let name = self.element().name();
        (name.namespace, name.local)
    }

    /// Its prefix as written; empty for none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.element().prefix()
    }

    /// The character data directly inside, with references replaced.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.element().text()
    }

    /// Its text, unless there are elements inside.
    #[must_use]
    pub fn own_text(&self) -> Option<Cow<'_, str>> {
        let element = self.element();
        let has_elements = element.raw_text().is_none() && element.children().next().is_some();
        (!has_elements).then(|| element.text())
    }

    /// Whether `xsi:nil` says that it has no value.
    #[must_use]
    pub fn is_nil(&self) -> bool {
        self.element().is_nil()
    }

    /// Its attributes in document order.
    #[must_use]
    pub fn attributes(&self) -> Vec<Attribute> {
        let owned = |attribute: xml::Attribute<'_>| Attribute {
            namespace: attribute.name().namespace.to_owned(),
            prefix: attribute.prefix().to_owned(),
            name: attribute.name().local.to_owned(),
            value: attribute.value().into_owned(),
        };
        self.element().attributes().map(owned).collect()
    }

    /// The elements directly inside.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        self.element().children().map(|child| self.at(child)).collect()
    }

    /// Walks the elements directly inside, or those of them behind the one at a place.
    ///
    /// ```
    /// # let fan = "<Fan><Name>1</Name><Part><Name>2</Name></Part></Fan>";
    /// # let mut decoder = cimwire_facade::Decoder::new(Default::default());
    /// let fan = decoder.document(&fan.into())?.root();
    /// let (mut walk, mut names) = (fan.walk_children(None), Vec::new());
    /// while let Some(element) = walk.step() {
    ///     names.push(format!("{} {:?}", element.name(), element.own_text()));
    /// }
    /// assert_eq!(names, ["Name Some(\"1\")", "Part None"]);
    /// # Ok::<(), cimwire_facade::Error>(())
    /// ```
    #[must_use]
    pub fn walk_children(&self, behind: Option<usize>) -> Walk {
        let end = self.end();
        let next = self.child_place(behind).unwrap_or(end);
        Walk { view: self.clone(), next, end, is_deep: false }
    }

    /// The place of the first element directly inside, or of the first behind a place.
    #[must_use]
    pub fn child_place(&self, behind: Option<usize>) -> Option<usize> {
        let element = self.element();
        let mut children = match behind.and_then(|place| element.tree().element(place)) {
            Some(child) => element.children_behind(child),
            None => element.children(),
        };
        children.next().map(xml::Element::index)
    }

    /// Walks all elements inside, those inside others too: from the first, or behind a place.
    #[must_use]
    pub fn walk_inside(&self, behind: Option<usize>) -> Walk {
        let next = behind.unwrap_or(self.index).max(self.index) + 1;
        Walk { view: self.clone(), next, end: self.end(), is_deep: true }
    }

    /// Whether there is an element inside, at any depth, that has this place.
    #[must_use]
    pub fn has_inside(&self, place: usize) -> bool {
        let is_inside = place > self.index && place < self.end();
        is_inside && self.document.tree().element(place).is_some()
    }

    /// The first element directly inside with a namespace and local name.
    #[must_use]
    pub fn child(&self, namespace: &str, name: &str) -> Option<Self> {
        self.element().child(namespace, name).map(|child| self.at(child))
    }

    /// All that is directly inside, in document order.
    #[must_use]
    pub fn nodes(&self) -> Vec<Node> {
        let element = self.element();
        let is_text = |node| matches!(node, xml::Node::Text(text) if !text.is_gap());
        let keeps_gaps = element.children().next().is_none() || element.nodes().any(is_text);
        let owned = |node: xml::Node<'_>| match node {
            xml::Node::Element(element) => Some(Node::Element(self.at(element))),
            xml::Node::Text(text) if text.is_gap() && !keeps_gaps => None,
            xml::Node::Text(text) => Some(Node::Text(text.value().into_owned())),
            xml::Node::Comment(text) => Some(Node::Comment(text.to_owned())),
            xml::Node::Instruction(text) => Some(Node::Instruction(text.to_owned())),
        };
        element.nodes().filter_map(owned).collect()
    }

    /// Whether both say the same: prefixes, comments and the order of attributes aside.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        xml::diff(self.element(), other.element()).next().is_none()
    }

    /// The message that the element is, as a document of its own, whose bytes offsets then count.
    ///
    /// # Errors
    /// [`NotSoap`](crate::Code::NotSoap) or [`Soap11`](crate::Code::Soap11).
    pub fn message(&self) -> Result<Message> {
        let xml = Bytes::from(self.to_xml());
        Document::new(Self::decoded(xml.clone())?, xml).message()
    }

    /// The element as a document of its own: its bytes, with the declarations it needs.
    #[must_use]
    pub fn to_xml(&self) -> String {
        self.element().to_xml()
    }

    /// The element and what is in it as JSON: its name and value.
    ///
    /// # Errors
    /// As [`Document::to_json`](crate::Document::to_json).
    pub fn to_json(&self) -> Result<String> {
        self.element().to_json().map_err(|error| Error::asked(&error))
    }

    /// The element as a document that can go into another message.
    pub(crate) fn to_document(&self) -> Result<xml::Document> {
        if self.index == self.document.root().index() {
            return Ok(self.document.clone());
        }
        Self::decoded(self.to_xml())
    }

    pub(crate) fn decoded(xml: impl Into<Bytes>) -> Result<xml::Document> {
        xml::Document::decode(xml).map_err(|error| Error::asked(&error))
    }

    /// Another element of the same message.
    pub(crate) fn at(&self, element: xml::Element<'_>) -> Self {
        Self::new(&self.document, element)
    }

    #[inline]
    pub(crate) fn element(&self) -> xml::Element<'_> {
        let tree = self.document.tree();
        tree.element(self.index).unwrap_or_else(|| tree.root())
    }
}

impl Walk {
    /// Goes to the next element; none behind the last.
    #[inline]
    pub fn step(&mut self) -> Option<&View> {
        let tree = self.view.document.tree();
        let element = tree.elements(self.next..self.end).next()?;
        self.view.index = element.index();
        self.next = if self.is_deep { self.view.index + 1 } else { element.end_index() };
        Some(&self.view)
    }
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "View({{{}}}{})", self.namespace(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decoder, Options};

    fn root(text: &'static str) -> View {
        Decoder::new(Options::default()).document(&text.into()).unwrap().root()
    }

    #[test]
    fn a_view_outlives_all_but_its_message() {
        let view = {
            let root = root("<f:Fan xmlns:f='urn:f' f:n='&amp;'><Speed>1</Speed></f:Fan>");
            assert_eq!((root.name(), root.namespace(), root.prefix()), ("Fan", "urn:f", "f"));
            assert_eq!(root.attributes()[0].value, "&");
            root.child("", "Speed").unwrap()
        };
        assert_eq!(view.text(), "1");
    }

    #[test]
    fn elements_are_walked_one_by_one() {
        let root = root("<a x='1'><b y='2' z='3'><c/></b> <d/>t<!----><e>1</e></a>");
        let names = |mut walk: Walk| {
            let mut names = String::new();
            while let Some(element) = walk.step() {
                names.push_str(element.name());
            }
            assert!(walk.step().is_none());
            names
        };
        let places: Vec<usize> = root.children().iter().map(View::place).collect();
        let children = [None, Some(places[0]), Some(places[1]), Some(places[2])];
        assert_eq!(children.map(|it| names(root.walk_children(it))), ["bde", "de", "e", ""]);
        assert_eq!(children.map(|it| names(root.walk_inside(it))), ["bcde", "cde", "e", ""]);
        let inner = root.child("", "b").unwrap();
        assert_eq!(
            (names(inner.walk_children(None)), names(inner.walk_inside(None))),
            ("c".into(), "c".into())
        );
        assert_eq!(root.child("", "e").unwrap().child_place(None), None);
    }

    #[test]
    fn nodes_are_in_order_without_the_blanks_between_elements_alone() {
        let shown = |text: &'static str| {
            let nodes = root(text).nodes();
            nodes.iter().map(|node| format!("{node:?}")).collect::<Vec<_>>()
        };
        assert_eq!(shown("<a>\n <b/> <!--c-->\n</a>"), ["Element(View({}b))", "Comment(\"c\")"]);
        let mixed = [
            "Element(View({}b))",
            "Text(\" x\")",
            "Comment(\"c\")",
            "Text(\" \")",
            "Instruction(\"p d\")",
            "Text(\"\\n\")",
        ];
        assert_eq!(shown("<a><b/> x<!--c--><![CDATA[ ]]><?p d?>\n</a>"), mixed);
    }
}
