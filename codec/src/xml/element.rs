//! Walking a tape: elements, their attributes, their content.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::chars::{is_blank, trim};
use super::document::{Name, Tree};
use super::tape::{Entry, Kind, MANY_ATTRIBUTES};
use super::text::{Place, decode};
use crate::names::{NameId, NamespaceId};

/// An element of a message. Copying it is free; it is a place on the tape.
#[derive(Clone, Copy)]
pub struct Element<'d> {
    tree: Tree<'d>,
    index: usize,
}

impl<'d> Element<'d> {
    /// The element at an index of the tape that is known to have one.
    #[inline]
    pub(crate) fn new(tree: Tree<'d>, index: usize) -> Self {
        Self { tree, index }
    }

    /// The message it is of.
    #[must_use]
    pub fn tree(self) -> Tree<'d> {
        self.tree
    }

    /// Its place on the tape, which [`Tree::element`] leads back from.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// Its entry.
    #[must_use]
    pub fn entry(self) -> Entry {
        self.tree.tape.entries.get(self.index).copied().unwrap_or(Entry::PENDING)
    }

    /// Its expanded name, as an id.
    #[inline]
    #[must_use]
    pub fn id(self) -> NameId {
        self.entry().name()
    }

    /// Its expanded name.
    #[must_use]
    pub fn name(self) -> Name<'d> {
        self.tree.name(self.id())
    }

    /// Whether this is its expanded name; the namespace is compared letter by letter.
    #[must_use]
    pub fn is(self, namespace: &str, local: &str) -> bool {
        self.name() == Name { namespace, local }
    }

    /// The prefix it is written with; empty for none.
    #[must_use]
    pub fn prefix(self) -> &'d str {
        prefix_of(self.spelling())
    }

    /// Its name as written: prefix, colon, local part.
    #[must_use]
    pub fn spelling(self) -> &'d str {
        spelling_at(self.tree.text, self.entry().start() + 1)
    }

    /// Whether `xsi:nil` says that it has no value (XML Schema part 1 §2.6.2).
    #[must_use]
    pub fn is_nil(self) -> bool {
        self.entry().is_nil()
    }

    /// Its attributes in document order, namespace declarations left out.
    #[must_use]
    pub fn attributes(self) -> Attributes<'d> {
        Attributes { tree: self.tree, at: self.index + 1, end: self.content_index() }
    }

    /// The attribute of an expanded name; unprefixed attributes have the namespace `""`.
    #[must_use]
    pub fn attribute(self, namespace: &str, local: &str) -> Option<Attribute<'d>> {
        self.attributes().find(|attribute| attribute.name() == Name { namespace, local })
    }

    /// The elements directly inside.
    #[must_use]
    pub fn children(self) -> Children<'d> {
        self.tree.elements(self.content_index()..self.end_index())
    }

    /// The elements directly inside that stand behind one of them.
    #[must_use]
    pub fn children_behind(self, child: Self) -> Children<'d> {
        self.tree.elements(child.end_index()..self.end_index())
    }

    /// So many elements of one parent, from this one on; fewer where there are no more.
    pub(crate) fn run(self, count: usize) -> impl Iterator<Item = Self> {
        self.tree.elements(self.index..usize::MAX).take(count)
    }

    /// The first element directly inside with an expanded name.
    #[must_use]
    pub fn child(self, namespace: &str, local: &str) -> Option<Self> {
        self.children().find(|child| child.is(namespace, local))
    }

    /// All that is directly inside, blanks included, in document order.
    #[must_use]
    pub fn nodes(self) -> Nodes<'d> {
        let content = self.content();
        Nodes {
            tree: self.tree,
            at: self.content_index(),
            end: self.end_index(),
            text_at: content.start,
            text_end: content.end,
            is_leaf: self.entry().kind() == Kind::Leaf,
        }
    }

    /// The character data directly inside, CDATA included, with references replaced and line ends
    /// normalised; elements inside add nothing.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        if self.entry().kind() == Kind::Leaf {
            return value(self.tree.text, self.entry(), Place::Content);
        }
        let mut texts = self.nodes().filter_map(|node| match node {
            Node::Text(text) => Some(text.value()),
            _ => None,
        });
        let Some(first) = texts.next() else { return Cow::Borrowed("") };
        texts.fold(first, |joined, text| joined + text)
    }

    /// Its text, if it is nothing but text and not nil.
    #[inline]
    pub(crate) fn plain_text(self) -> Option<Cow<'d, str>> {
        let entry = self.entry();
        let is_plain = entry.kind() == Kind::Leaf && !entry.is_nil();
        is_plain.then(|| value(self.tree.text, entry, Place::Content))
    }

    /// Whether there is character data directly inside that is not blank.
    #[must_use]
    pub fn has_text(self) -> bool {
        let (entries, entry) = (&self.tree.tape.entries, self.entry());
        if entry.kind() == Kind::Leaf {
            return !self.tree.is_blank(entry);
        }
        let (mut at, end) = (self.content_index(), self.end_index());
        while at < end {
            let is_text = matches!(entries[at].kind(), Kind::Text | Kind::Cdata);
            if is_text && !self.tree.is_blank(entries[at]) {
                return true;
            }
            at = after(entries, at);
        }
        false
    }

    /// The value of a leaf as it stands in the message; none for an element with markup inside.
    #[must_use]
    pub fn raw_text(self) -> Option<&'d str> {
        (self.entry().kind() == Kind::Leaf).then(|| slice(self.tree.text, self.entry().value()))
    }

    /// The text without the blanks around it.
    #[must_use]
    pub fn trimmed(self) -> Cow<'d, str> {
        match self.text() {
            Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
            Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
        }
    }

    /// Where it is in [`Tree::text`], tags included.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        outer_range(self.tree.text, self.entry())
    }

    /// The element as it stands in the message. Prefixes in it may be declared outside:
    /// [`Element::to_xml`] makes it stand alone.
    #[must_use]
    pub fn outer(self) -> &'d str {
        slice(self.tree.text, self.range())
    }

    /// The namespace declarations on its own start tag: prefix, empty for the default, and
    /// namespace, in document order.
    #[must_use]
    pub fn declarations(self) -> Declarations<'d> {
        Declarations { tree: self.tree, at: self.index + 1, end: self.content_index() }
    }

    /// The namespace that a prefix is bound to here; the prefix `""` asks for the default one.
    #[must_use]
    pub fn namespace_of_prefix(self, prefix: &str) -> Option<&'d str> {
        match prefix {
            "xml" => return NamespaceId::XML.uri(),
            "xmlns" => return crate::names::ns::XMLNS.uri(),
            _ => {}
        }
        Some(self.binding_of(prefix)?.namespace)
    }

    /// The declaration in force here of a prefix, `""` for the default namespace.
    pub(crate) fn binding_of(self, prefix: &str) -> Option<Declaration<'d>> {
        let mut nearest = self.frames().filter_map(|frame| {
            frame.declarations().find(|declaration| declaration.prefix == prefix)
        });
        nearest.next().filter(|bound| !bound.namespace.is_empty())
    }

    /// Every binding in force here, the nearest declaration of each prefix, except `xml`.
    #[must_use]
    pub fn in_scope(self) -> Vec<Declaration<'d>> {
        let mut seen = HashSet::new();
        let is_nearest = |declaration: &Declaration<'d>| seen.insert(declaration.prefix);
        let mut bindings: Vec<_> =
            self.frames().flat_map(Self::declarations).filter(is_nearest).collect();
        bindings.retain(|binding| !binding.namespace.is_empty() && binding.prefix != "xml");
        bindings
    }

    /// The elements with declarations around and including this one, innermost first.
    fn frames(self) -> impl Iterator<Item = Self> {
        let frames = &self.tree.tape.frames;
        let after = frames.partition_point(|frame| frame.entry as usize <= self.index);
        let mut next = after.checked_sub(1);
        std::iter::from_fn(move || {
            let index = next?;
            let frame = frames.get(index)?;
            let parent = frame.parent as usize;
            next = (parent != index).then_some(parent);
            Some(Self::new(self.tree, frame.entry as usize))
        })
        .filter(move |frame| frame.index == self.index || self.index < frame.end_index())
    }

    /// The index of the first entry of its content.
    #[inline]
    pub(super) fn content_index(self) -> usize {
        after_attributes(&self.tree.tape.entries, self.index)
    }

    /// The index of the tape behind all that is in it.
    #[inline]
    #[must_use]
    pub fn end_index(self) -> usize {
        match self.entry().kind() {
            Kind::Open => self.entry().next(),
            _ => self.content_index(),
        }
    }

    /// Where its content is: from behind the start tag to the end tag.
    pub(crate) fn content(self) -> Range<usize> {
        let entry = self.entry();
        if entry.kind() == Kind::Leaf {
            return entry.value();
        }
        let bytes = self.tree.text.as_bytes();
        let mut start = entry.start() + 1 + self.spelling().len();
        if let Some(last) = self.tree.tape.entries[self.index + 1..self.content_index()].last() {
            start = last.value().end + 1;
        }
        let rest = bytes.get(start..).unwrap_or_default();
        start += memchr::memchr(b'>', rest).map_or(0, |tag| tag + 1);
        let until = bytes.get(..entry.end()).unwrap_or_default();
        start..memchr::memrchr(b'<', until).unwrap_or(start)
    }
}

impl std::fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.name();
        write!(f, "Element({{{}}}{})", name.namespace, name.local)
    }
}

/// An attribute of an element.
#[derive(Clone, Copy)]
pub struct Attribute<'d> {
    tree: Tree<'d>,
    entry: Entry,
}

impl<'d> Attribute<'d> {
    /// Its expanded name, as an id.
    #[must_use]
    pub fn id(self) -> NameId {
        self.entry.name()
    }

    /// Its expanded name.
    #[must_use]
    pub fn name(self) -> Name<'d> {
        self.tree.name(self.id())
    }

    /// The prefix it is written with; empty for none.
    #[must_use]
    pub fn prefix(self) -> &'d str {
        prefix_of(spelling_at(self.tree.text, self.entry.start()))
    }

    /// Its value, normalised as XML 1.0 §3.3.3 says for CDATA attributes.
    #[must_use]
    pub fn value(self) -> Cow<'d, str> {
        value(self.tree.text, self.entry, Place::Attribute)
    }

    /// Its value as it stands in the message.
    #[must_use]
    pub fn raw(self) -> &'d str {
        slice(self.tree.text, self.entry.value())
    }

    /// Its entry.
    #[must_use]
    pub fn entry(self) -> Entry {
        self.entry
    }
}

/// A namespace declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration<'d> {
    /// The prefix; empty for the default namespace.
    pub prefix: &'d str,
    /// The namespace; empty where the default is taken back.
    pub namespace: &'d str,
    /// The namespace as an id of the message.
    pub id: NamespaceId,
}

/// Something directly inside an element.
#[derive(Clone, Copy)]
pub enum Node<'d> {
    /// An element.
    Element(Element<'d>),
    /// A run of character data or a CDATA section.
    Text(TextNode<'d>),
    /// What stands between `<!--` and `-->`.
    Comment(&'d str),
    /// Target and data of a processing instruction.
    Instruction(&'d str),
}

/// A run of character data, blanks between elements included, or a CDATA section.
#[derive(Clone, Copy)]
pub struct TextNode<'d> {
    raw: &'d str,
    place: Place,
    has_entry: bool,
}

impl<'d> TextNode<'d> {
    /// The text with references replaced and line ends normalised.
    #[must_use]
    pub fn value(self) -> Cow<'d, str> {
        decode(self.raw, self.place)
    }

    /// The text as it stands in the message, without the delimiters of a section.
    #[must_use]
    pub fn raw(self) -> &'d str {
        self.raw
    }

    /// Whether it is only blanks between other markup.
    #[must_use]
    pub fn is_gap(self) -> bool {
        !self.has_entry
    }
}

/// The attributes of an element.
#[derive(Clone)]
pub struct Attributes<'d> {
    tree: Tree<'d>,
    at: usize,
    end: usize,
}

impl<'d> Iterator for Attributes<'d> {
    type Item = Attribute<'d>;

    fn next(&mut self) -> Option<Attribute<'d>> {
        let tree = self.tree;
        next_of(tree, &mut self.at, self.end, Kind::Attribute)
            .map(|entry| Attribute { tree, entry })
    }
}

/// The namespace declarations of an element.
#[derive(Clone)]
pub struct Declarations<'d> {
    tree: Tree<'d>,
    at: usize,
    end: usize,
}

impl<'d> Iterator for Declarations<'d> {
    type Item = Declaration<'d>;

    fn next(&mut self) -> Option<Declaration<'d>> {
        let entry = next_of(self.tree, &mut self.at, self.end, Kind::Namespace)?;
        let spelling = spelling_at(self.tree.text, entry.start());
        let prefix = spelling.split_once(':').map_or("", |(_, prefix)| prefix);
        let id = entry.namespace();
        Some(Declaration { prefix, namespace: self.tree.namespace(id), id })
    }
}

impl<'d> Tree<'d> {
    /// The elements from one index of the tape to another, those inside them left out: an element
    /// and those that follow it, up to the [end](Element::end_index) of the one around them.
    #[must_use]
    pub fn elements(self, indices: Range<usize>) -> Children<'d> {
        let entries = &self.tape.entries[..];
        let entries = entries.get(..indices.end).unwrap_or(entries);
        Children { tree: self, entries, at: indices.start }
    }
}

/// The elements directly inside another.
#[derive(Clone)]
pub struct Children<'d> {
    tree: Tree<'d>,
    /// The entries up to the last one inside.
    entries: &'d [Entry],
    at: usize,
}

impl Children<'_> {
    /// The next one: its index, and its entry.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<(usize, Entry)> {
        while let Some(entry) = self.entries.get(self.at) {
            let index = self.at;
            self.at = after(self.entries, index);
            if matches!(entry.kind(), Kind::Leaf | Kind::Open) {
                return Some((index, *entry));
            }
        }
        None
    }
}

impl<'d> Iterator for Children<'d> {
    type Item = Element<'d>;

    #[inline]
    fn next(&mut self) -> Option<Element<'d>> {
        let (index, _) = self.step()?;
        Some(Element::new(self.tree, index))
    }
}

/// Everything directly inside an element.
#[derive(Clone)]
pub struct Nodes<'d> {
    tree: Tree<'d>,
    at: usize,
    end: usize,
    text_at: usize,
    text_end: usize,
    is_leaf: bool,
}

impl<'d> Iterator for Nodes<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        let text = self.tree.text;
        let entry = self.tree.tape.entries.get(self.at).filter(|_| self.at < self.end).copied();
        let until = entry.map_or(self.text_end, Entry::start);
        if self.text_at < until {
            let raw = slice(text, self.text_at..until);
            self.text_at = until;
            return Some(Node::Text(TextNode {
                raw,
                place: Place::Content,
                has_entry: self.is_leaf,
            }));
        }
        let entry = entry?;
        let index = self.at;
        self.at = after(&self.tree.tape.entries, index);
        let raw = slice(text, entry.value());
        self.text_at = outer_range(text, entry).end;
        Some(match entry.kind() {
            Kind::Comment => Node::Comment(raw),
            Kind::Instruction => Node::Instruction(raw),
            Kind::Cdata => Node::Text(TextNode { raw, place: Place::Cdata, has_entry: true }),
            Kind::Text => Node::Text(TextNode { raw, place: Place::Content, has_entry: true }),
            _ => Node::Element(Element::new(self.tree, index)),
        })
    }
}

fn next_of(tree: Tree<'_>, at: &mut usize, end: usize, kind: Kind) -> Option<Entry> {
    let entries = tree.tape.entries.get(*at..end)?;
    let place = entries.iter().position(|entry| entry.kind() == kind)?;
    *at += place + 1;
    entries.get(place).copied()
}

/// The index of the construct that follows the one at `index`, content skipped.
#[inline]
fn after(entries: &[Entry], index: usize) -> usize {
    match entries[index].kind() {
        Kind::Open => entries[index].next(),
        // What is no element has no attributes.
        _ => after_attributes(entries, index),
    }
}

#[inline]
fn after_attributes(entries: &[Entry], index: usize) -> usize {
    match entries[index].attribute_count() {
        MANY_ATTRIBUTES => after_many(entries, index),
        count => index + 1 + count as usize,
    }
}

#[cold]
fn after_many(entries: &[Entry], index: usize) -> usize {
    let is_attribute = |entry: &&Entry| entry.is_in_tag();
    index + 1 + entries[index + 1..].iter().take_while(is_attribute).count()
}

/// Where a construct is, delimiters included.
fn outer_range(text: &str, entry: Entry) -> Range<usize> {
    let value = entry.value();
    let behind = |end: usize| {
        let rest = text.as_bytes().get(end..).unwrap_or_default();
        end + memchr::memchr(b'>', rest).map_or(rest.len(), |tag| tag + 1)
    };
    let end = match entry.kind() {
        Kind::Open => entry.end(),
        Kind::Leaf if value.is_empty() && text[..value.start].ends_with("/>") => value.end,
        Kind::Leaf => behind(value.end),
        Kind::Cdata | Kind::Comment => value.end + 3,
        Kind::Instruction => value.end + 2,
        Kind::Attribute | Kind::Namespace => value.end + 1,
        Kind::Text => value.end,
    };
    entry.start()..end
}

fn value(text: &str, entry: Entry, place: Place) -> Cow<'_, str> {
    let raw = slice(text, entry.value());
    if entry.needs_decoding() { decode(raw, place) } else { Cow::Borrowed(raw) }
}

fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

fn spelling_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let is_end = |byte: u8| is_blank(byte) || matches!(byte, b'=' | b'/' | b'>');
    &rest[..rest.bytes().position(is_end).unwrap_or(rest.len())]
}

fn prefix_of(spelling: &str) -> &str {
    spelling.split_once(':').map_or("", |(prefix, _)| prefix)
}
