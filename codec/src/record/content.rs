//! What is kept as it is.

use std::borrow::Cow;

use super::Spelling;
use super::attributes::AttributeList;
use super::read::Reading;
use super::rest::Rest;
use super::slot::{Item, Unfit};
use super::write::Writing;
use crate::error::Result;
use crate::xml::{Children, Document, Element, Name, Node, Writer, diff};

/// An element of any name: of a message that was read, or of a document of its own.
#[derive(Clone, Debug)]
pub enum Any<'m> {
    /// A place in a message; free to copy.
    View(Element<'m>),
    /// The root of a document.
    Owned(Document),
}

impl Any<'_> {
    /// The element.
    #[must_use]
    pub fn element(&self) -> Element<'_> {
        match self {
            Self::View(element) => *element,
            Self::Owned(document) => document.root(),
        }
    }

    /// An element that is written here and now.
    ///
    /// # Errors
    /// As [`Writer::start`] and its like.
    pub(crate) fn build(
        write: impl FnOnce(&mut Writing<'_>) -> Result<()>,
    ) -> Result<Any<'static>> {
        build(write).map(Any::Owned)
    }

    pub(super) fn write(&self, writing: &mut Writing<'_>) -> Result<()> {
        writing.writer.splice(self.element())
    }
}

/// A document that is written here and now.
///
/// # Errors
/// As [`Writer::start`] and its like.
pub(crate) fn build(write: impl FnOnce(&mut Writing<'_>) -> Result<()>) -> Result<Document> {
    let mut writer = Writer::new(Vec::new());
    write(&mut Writing { writer: &mut writer, spelling: Spelling::default() })?;
    Document::decode(writer.finish()?)
}

impl PartialEq for Any<'_> {
    /// Whether both have the same infoset.
    fn eq(&self, other: &Self) -> bool {
        diff(self.element(), other.element()).next().is_none()
    }
}

impl<'m> From<Element<'m>> for Any<'m> {
    fn from(element: Element<'m>) -> Self {
        Self::View(element)
    }
}

impl From<Document> for Any<'_> {
    fn from(document: Document) -> Self {
        Self::Owned(document)
    }
}

/// An element's attributes and content, kept as they are: text, or elements and text of any kind.
#[derive(Clone, Debug, Default)]
pub struct Content<'m> {
    /// Attributes, but for those that are fields of the record it is in.
    pub attributes: AttributeList<'m>,
    nodes: Nodes<'m>,
}

#[derive(Clone, Debug)]
enum Nodes<'m> {
    Text(Cow<'m, str>),
    /// What is in an element.
    View(Element<'m>),
    Elements(Vec<Any<'m>>),
}

impl Default for Nodes<'_> {
    fn default() -> Self {
        Self::Text(Cow::Borrowed(""))
    }
}

impl<'m> Content<'m> {
    /// Content that is text.
    pub fn text_of(text: impl Into<Cow<'m, str>>) -> Self {
        Self { nodes: Nodes::Text(text.into()), ..Self::default() }
    }

    /// Content that is elements.
    pub fn elements_of<A: Into<Any<'m>>>(elements: impl IntoIterator<Item = A>) -> Self {
        let elements = elements.into_iter().map(Into::into).collect();
        Self { nodes: Nodes::Elements(elements), ..Self::default() }
    }

    /// The same, with a prefix that its text uses, as an XPath expression does.
    ///
    /// ```
    /// use cimwire::record::Content;
    /// let path = Content::from("f:Fan/f:Speed").with_prefix("f", "urn:fan");
    /// assert_eq!(path.text(), "f:Fan/f:Speed");
    /// ```
    #[must_use]
    pub fn with_prefix(
        mut self,
        prefix: impl Into<Cow<'m, str>>,
        namespace: impl Into<Cow<'m, str>>,
    ) -> Self {
        self.attributes.bind_as(prefix.into(), namespace.into());
        self
    }

    /// What is in an element, without its attributes.
    pub(super) fn within(element: Element<'m>) -> Self {
        let mut content = Self::default();
        content.nodes = match element.children().next() {
            Some(_) => Nodes::View(element),
            None => {
                let text = element.text();
                content.attributes.bind(&text, element);
                Nodes::Text(text)
            }
        };
        content
    }

    /// The elements in it, in order.
    #[must_use]
    pub fn elements(&self) -> Elements<'_> {
        Elements(match &self.nodes {
            Nodes::Text(_) => Source::List([].iter()),
            Nodes::View(element) => Source::Children(element.children()),
            Nodes::Elements(elements) => Source::List(elements.iter()),
        })
    }

    /// The elements in it, to be put elsewhere.
    #[must_use]
    pub fn to_elements(&self) -> Vec<Any<'m>> {
        match &self.nodes {
            Nodes::Text(_) => Vec::new(),
            Nodes::View(element) => element.children().map(Any::View).collect(),
            Nodes::Elements(elements) => elements.clone(),
        }
    }

    /// The text in it, that of elements left out.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.nodes {
            Nodes::Text(text) => Cow::Borrowed(text),
            Nodes::View(element) => element.text(),
            Nodes::Elements(_) => Cow::Borrowed(""),
        }
    }

    /// Whether there is nothing in it: neither elements nor text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.elements().next().is_none() && self.text().is_empty()
    }

    /// The element it was read from, if it holds elements.
    #[must_use]
    pub fn view(&self) -> Option<Element<'m>> {
        match &self.nodes {
            Nodes::View(element) => Some(*element),
            _ => None,
        }
    }

    /// The content as that of an element of a name.
    ///
    /// # Errors
    /// As [`Writer::start`] and its like.
    pub(crate) fn into_element(self, name: Name<'_>) -> Result<Any<'static>> {
        Any::build(|writing| Item::write(&self, name, writing))
    }

    /// Writes it as an element of a name, with the rest around it.
    pub(crate) fn write_with(
        &self,
        rest: &Rest<'_>,
        name: Name<'_>,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        self.declare(writing)?;
        writing.around(name, rest, |writing| {
            self.attributes.write(writing)?;
            self.write_nodes(writing)
        })
    }

    /// Declares, on the next start tag, what the content uses.
    pub(super) fn declare(&self, writing: &mut Writing<'_>) -> Result<()> {
        self.attributes.declare(writing)?;
        let in_scope = self.view().map(Element::in_scope).unwrap_or_default();
        let mut outer = in_scope.into_iter().filter(|outer| !outer.prefix.is_empty());
        outer.try_for_each(|outer| writing.bind(outer.prefix, outer.namespace))
    }

    pub(super) fn write_nodes(&self, writing: &mut Writing<'_>) -> Result<()> {
        match &self.nodes {
            Nodes::Text(text) => writing.text(text),
            Nodes::Elements(elements) => elements.iter().try_for_each(|it| it.write(writing)),
            Nodes::View(element) => element.nodes().try_for_each(|node| match node {
                Node::Element(element) => writing.writer.splice(element),
                Node::Text(text) => writing.writer.text(&text.value()),
                Node::Comment(_) | Node::Instruction(_) => Ok(()),
            }),
        }
    }
}

impl<'m> Item<'m> for Content<'m> {
    fn read(element: Element<'m>, _: &mut Reading) -> std::result::Result<Self, Unfit> {
        let mut content = Self::within(element);
        content.attributes.keep_all(element);
        Ok(content)
    }

    fn write(&self, name: Name<'_>, writing: &mut Writing<'_>) -> Result<()> {
        self.write_with(&Rest::default(), name, writing)
    }
}

impl PartialEq for Content<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.attributes == other.attributes
            && self.text() == other.text()
            && self.elements().map(Same).eq(other.elements().map(Same))
    }
}

/// An element that equals others of the same infoset.
struct Same<'d>(Element<'d>);

impl PartialEq for Same<'_> {
    fn eq(&self, other: &Self) -> bool {
        diff(self.0, other.0).next().is_none()
    }
}

impl<'m> From<&'m str> for Content<'m> {
    fn from(text: &'m str) -> Self {
        Self::text_of(text)
    }
}

impl From<String> for Content<'_> {
    fn from(text: String) -> Self {
        Self::text_of(text)
    }
}

impl<'m> From<Any<'m>> for Content<'m> {
    fn from(element: Any<'m>) -> Self {
        Self::elements_of([element])
    }
}

impl<'m> From<Element<'m>> for Content<'m> {
    fn from(element: Element<'m>) -> Self {
        Self::elements_of([element])
    }
}

impl From<Document> for Content<'_> {
    fn from(document: Document) -> Self {
        Self::elements_of([document])
    }
}

/// The elements of a content.
#[derive(Clone)]
pub struct Elements<'c>(Source<'c>);

#[derive(Clone)]
enum Source<'c> {
    List(std::slice::Iter<'c, Any<'c>>),
    Children(Children<'c>),
}

impl<'c> Iterator for Elements<'c> {
    type Item = Element<'c>;

    fn next(&mut self) -> Option<Element<'c>> {
        match &mut self.0 {
            Source::List(elements) => Some(elements.next()?.element()),
            Source::Children(children) => children.next(),
        }
    }
}
