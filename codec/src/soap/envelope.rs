//! An envelope as a view: its header blocks in order and what its body holds.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Result};
use crate::names::{Family, NameId, ns, soap, soap11};
use crate::value::parse;
use crate::xml::{Attribute, Children, Element, Name, Tree};

/// An envelope anywhere in a message. Copying it is free; it is a place on the tape.
///
/// Every spelling of the SOAP 1.2 namespace in [`Family::Soap`] is taken as SOAP 1.2.
///
/// ```
/// use cimwire::{soap::Envelope, xml::Reader};
/// let mut reader = Reader::new();
/// let tree = reader.read(br#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">
///     <s:Header><To xmlns="urn:x" s:mustUnderstand="1">urn:y</To></s:Header><s:Body/></s:Envelope>"#)?;
/// let envelope = Envelope::of(tree)?;
/// let to = envelope.header("urn:x", "To").unwrap();
/// assert_eq!((to.element().text().as_ref(), to.must_understand()), ("urn:y", Some(true)));
/// assert_eq!(envelope.body_elements().count(), 0);
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'d> {
    element: Element<'d>,
}

impl<'d> Envelope<'d> {
    /// The envelope that is the root of a message.
    ///
    /// # Errors
    /// [`ErrorKind::Soap11`], [`ErrorKind::Html`] or [`ErrorKind::NotSoap`], by what the root is.
    pub fn of(tree: Tree<'d>) -> Result<Self> {
        Self::at(tree.root())
    }

    /// The envelope that an element is: the root, or one carried inside a message.
    ///
    /// # Errors
    /// As [`Envelope::of`].
    pub fn at(element: Element<'d>) -> Result<Self> {
        if element.id().canonical() == soap::ENVELOPE {
            return Ok(Self { element });
        }
        Err(not_an_envelope(element))
    }

    /// The envelope at an element that was seen to be one before.
    pub(super) fn trusted(element: Element<'d>) -> Self {
        Self { element }
    }

    /// The element itself.
    #[must_use]
    pub fn element(self) -> Element<'d> {
        self.element
    }

    /// The SOAP header element: optional, and the place of the header blocks (SOAP 1.2 part 1 §5.2).
    #[must_use]
    pub fn header_element(self) -> Option<Element<'d>> {
        self.part(soap::HEADER)
    }

    /// The header blocks in document order.
    #[must_use]
    pub fn headers(self) -> Headers<'d> {
        Headers { blocks: self.header_element().map(Element::children) }
    }

    /// The first header block with an expanded name.
    #[must_use]
    pub fn header(self, namespace: &str, local: &str) -> Option<Header<'d>> {
        self.headers().find(|header| header.element.is(namespace, local))
    }

    /// The body; SOAP requires it, peers forget it.
    #[must_use]
    pub fn body(self) -> Option<Element<'d>> {
        self.part(soap::BODY)
    }

    /// What the body holds.
    pub fn body_elements(self) -> impl Iterator<Item = Element<'d>> {
        self.body().into_iter().flat_map(Element::children)
    }

    fn part(self, name: NameId) -> Option<Element<'d>> {
        self.element.children().find(|child| child.id().canonical() == name)
    }
}

/// A header block.
#[derive(Clone, Copy, Debug)]
pub struct Header<'d> {
    element: Element<'d>,
}

impl<'d> Header<'d> {
    /// The element itself.
    #[must_use]
    pub fn element(self) -> Element<'d> {
        self.element
    }

    /// Its expanded name.
    #[must_use]
    pub fn name(self) -> Name<'d> {
        self.element.name()
    }

    /// Whether a receiver must understand it (SOAP 1.2 part 1 §5.2.3); none where nothing is said,
    /// or no boolean.
    ///
    /// Peers write the attribute in the namespace of SOAP, in none, or (Intel AMT) in that of
    /// addressing, and its value as 1, 0, true or false in any case; all are read, the first
    /// namespace that says something winning.
    #[must_use]
    pub fn must_understand(self) -> Option<bool> {
        let of = |family| parse::<bool>(&self.attribute(family, "mustUnderstand")?.value());
        of(Some(Family::Soap)).or_else(|| of(None)).or_else(|| of(Some(Family::Addressing)))
    }

    /// The role that is to process it (SOAP 1.2 part 1 §5.2.2); none means the ultimate receiver.
    #[must_use]
    pub fn role(self) -> Option<Cow<'d, str>> {
        self.attribute(Some(Family::Soap), "role").map(Attribute::value)
    }

    /// Whether it is to be passed on when not understood (SOAP 1.2 part 1 §5.2.4).
    #[must_use]
    pub fn relay(self) -> Option<bool> {
        parse::<bool>(&self.attribute(Some(Family::Soap), "relay")?.value())
    }

    /// The attribute of a local name in a family of namespaces, or in no namespace.
    fn attribute(self, family: Option<Family>, local: &str) -> Option<Attribute<'d>> {
        let tree = self.element.tree();
        self.element.attributes().find(|attribute| {
            let namespace = tree.namespace_of(attribute.id());
            let is_wanted = match family {
                Some(family) => namespace.family() == Some(family),
                None => namespace == ns::NONE,
            };
            is_wanted && attribute.name().local == local
        })
    }
}

/// The header blocks of an envelope.
#[derive(Clone)]
pub struct Headers<'d> {
    blocks: Option<Children<'d>>,
}

impl<'d> Iterator for Headers<'d> {
    type Item = Header<'d>;

    fn next(&mut self) -> Option<Header<'d>> {
        let element = self.blocks.as_mut()?.next()?;
        Some(Header { element })
    }
}

fn not_an_envelope(element: Element<'_>) -> Error {
    let name = element.name();
    let (kind, text) = match name.local {
        _ if element.id() == soap11::ENVELOPE => (
            ErrorKind::Soap11,
            Cow::Borrowed("expected a SOAP 1.2 envelope, found one of SOAP 1.1"),
        ),
        html if html.eq_ignore_ascii_case("html") => (ErrorKind::Html, Cow::Borrowed(HTML)),
        "Envelope" if name.namespace.is_empty() => (
            ErrorKind::NotSoap,
            "expected a SOAP envelope, found `Envelope` in no namespace".into(),
        ),
        "Envelope" => (
            ErrorKind::NotSoap,
            "expected a SOAP envelope, found `Envelope` in another namespace".into(),
        ),
        other => {
            let other: String = other.chars().take(LONGEST_NAME_SHOWN).collect();
            (ErrorKind::NotSoap, format!("expected a SOAP envelope, found `{other}`").into())
        }
    };
    Error::new(kind, element.tree().offset_in_input(element.range().start), text)
}

/// What is said of a web page.
pub(super) const HTML: &str = "expected a SOAP envelope, found an HTML page";

/// Characters of a name that an error shows.
const LONGEST_NAME_SHOWN: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

    fn header(attributes: &str) -> Document {
        let xml = format!(
            "<s:Envelope xmlns:s='{SOAP}' xmlns:a='http://www.w3.org/2005/08/addressing'>\
             <s:Header><a:To {attributes}/></s:Header></s:Envelope>"
        );
        Document::decode(xml).unwrap()
    }

    fn must_understand(attributes: &str) -> Option<bool> {
        let document = header(attributes);
        Envelope::of(document.tree()).unwrap().headers().next().unwrap().must_understand()
    }

    #[test]
    fn must_understand_is_read_in_every_spelling() {
        for (attributes, expected) in [
            ("", None),
            ("s:mustUnderstand='1'", Some(true)),
            ("s:mustUnderstand=' TRUE&#10;'", Some(true)),
            ("s:mustUnderstand='0'", Some(false)),
            ("mustUnderstand='False'", Some(false)),
            ("a:mustUnderstand='true'", Some(true)),
            ("s:mustUnderstand='yes'", None),
            ("xmlns:o='urn:other' o:mustUnderstand='1'", None),
            ("a:mustUnderstand='1' mustUnderstand='0' s:mustUnderstand='x'", Some(false)),
        ] {
            assert_eq!(must_understand(attributes), expected, "{attributes}");
        }
    }

    #[test]
    fn role_and_relay_are_of_the_soap_namespace() {
        let document = header("s:role='urn:r' s:relay='true' role='urn:other'");
        let header = Envelope::of(document.tree()).unwrap().headers().next().unwrap();
        assert_eq!((header.role().as_deref(), header.relay()), (Some("urn:r"), Some(true)));
    }

    #[test]
    fn header_and_body_may_be_missing() {
        let document = Document::decode(format!("<Envelope xmlns='{SOAP}'/>")).unwrap();
        let envelope = Envelope::of(document.tree()).unwrap();
        assert!(envelope.header_element().is_none() && envelope.body().is_none());
        assert_eq!((envelope.headers().count(), envelope.body_elements().count()), (0, 0));
    }

    #[test]
    fn an_envelope_inside_an_item_is_one_as_well() {
        let xml =
            format!("<Item><e:Envelope xmlns:e='{SOAP}'><e:Body><x/></e:Body></e:Envelope></Item>");
        let document = Document::decode(xml).unwrap();
        let nested = Envelope::at(document.root().children().next().unwrap()).unwrap();
        assert!(nested.body_elements().next().unwrap().is("", "x"));
    }

    #[test]
    fn other_roots_are_named() {
        let soap11 = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>";
        for (xml, kind, part) in [
            (soap11, ErrorKind::Soap11, "SOAP 1.1"),
            ("<HTML/>", ErrorKind::Html, "HTML"),
            ("<html xmlns='http://www.w3.org/1999/xhtml'/>", ErrorKind::Html, "HTML"),
            ("<Envelope/>", ErrorKind::NotSoap, "no namespace"),
            ("<Envelope xmlns='urn:x'/>", ErrorKind::NotSoap, "another namespace"),
            ("<?xml version='1.0'?>\n<Objs/>", ErrorKind::NotSoap, "`Objs`"),
        ] {
            let document = Document::decode(xml).unwrap();
            let error = Envelope::of(document.tree()).unwrap_err();
            assert_eq!(error.kind(), kind, "{xml}");
            assert!(error.text().contains(part), "{error}");
            assert_eq!(error.offset(), xml.find("<Objs").unwrap_or(0));
        }
    }
}
