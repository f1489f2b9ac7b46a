//! A message: a document whose root is an envelope.

use bytes::Bytes;

use super::envelope::{Envelope, HTML, Header, Headers};
use crate::error::{Encoding, Error, ErrorKind, Result};
use crate::xml::{Document, Element, Reader};

/// One request, response, event or fault: a document and its envelope.
///
/// Cloning shares it. It can be sent to and read from any thread.
///
/// ```
/// use cimwire::soap::Message;
/// let message = Message::decode(
///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>\
///      <s:Body><g:Get xmlns:g='urn:get'/></s:Body></s:Envelope>",
/// )?;
/// assert_eq!(message.headers().count(), 0);
/// assert_eq!(message.body().unwrap().children().next().unwrap().name().local, "Get");
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Message {
    document: Document,
    /// The envelope's place on the tape.
    root: usize,
}

impl Message {
    /// Reads a message with default options and this thread's reader. Nothing is copied from bytes
    /// that are UTF-8.
    ///
    /// # Errors
    /// [`ErrorKind::EmptyBody`] for no bytes or blanks only, [`ErrorKind::Html`] for a web page,
    /// [`ErrorKind::Soap11`] and [`ErrorKind::NotSoap`] for other roots; else as
    /// [`Reader::read`].
    pub fn decode(input: impl Into<Bytes>) -> Result<Self> {
        let input = input.into();
        let document = Document::decode(input.clone());
        Self::from_document(document.map_err(|error| in_place_of_soap(&input, error))?)
    }

    /// Reads a message with a reader of the caller's, and so with its options.
    ///
    /// # Errors
    /// As [`Message::decode`].
    pub fn decode_with(reader: &mut Reader, input: impl Into<Bytes>) -> Result<Self> {
        let input = input.into();
        let document = reader.document(input.clone());
        Self::from_document(document.map_err(|error| in_place_of_soap(&input, error))?)
    }

    /// Reads a message in the place of this one, with its memory: [`Reader::refill`].
    ///
    /// # Errors
    /// As [`Message::decode`]; the message stays as it was.
    pub fn refill(&mut self, reader: &mut Reader, input: impl Into<Bytes>) -> Result<()> {
        self.refill_if(reader, input, || true).map(drop)
    }

    /// The same, if the caller still wants it once it is read; returns whether.
    ///
    /// # Errors
    /// As [`Message::refill`].
    pub fn refill_if(
        &mut self,
        reader: &mut Reader,
        input: impl Into<Bytes>,
        is_wanted: impl FnOnce() -> bool,
    ) -> Result<bool> {
        let input = input.into();
        let root = reader.refill_with(&mut self.document, &input, |tree| {
            let root = Envelope::of(tree)?.element().index();
            Ok(is_wanted().then_some(root))
        });
        let root = root.map_err(|error| in_place_of_soap(&input, error))?;
        self.root = root.unwrap_or(self.root);
        Ok(root.is_some())
    }

    /// The message that a document is.
    ///
    /// # Errors
    /// As [`Envelope::of`].
    pub fn from_document(document: Document) -> Result<Self> {
        let root = document.root().index();
        Self::at(document, root)
    }

    /// The message in an envelope inside a document: `index` is its place on the tape
    /// ([`Element::index`]).
    ///
    /// # Errors
    /// As [`Envelope::at`]; an index that is no element's is [`ErrorKind::NotSoap`].
    pub fn at(document: Document, index: usize) -> Result<Self> {
        let element = document.tree().element(index);
        let none =
            || Error::new(ErrorKind::NotSoap, 0, "expected an element at this place of the tape");
        Envelope::at(element.ok_or_else(none)?)?;
        Ok(Self { document, root: index })
    }

    /// The document it is in.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document, for [`Reader::recycle`].
    #[must_use]
    pub fn into_document(self) -> Document {
        self.document
    }

    /// Its envelope.
    #[must_use]
    pub fn envelope(&self) -> Envelope<'_> {
        let tree = self.document.tree();
        Envelope::trusted(tree.element(self.root).unwrap_or(tree.root()))
    }

    /// Its header blocks in document order.
    #[must_use]
    pub fn headers(&self) -> Headers<'_> {
        self.envelope().headers()
    }

    /// The first header block with an expanded name.
    #[must_use]
    pub fn header(&self, namespace: &str, local: &str) -> Option<Header<'_>> {
        self.envelope().header(namespace, local)
    }

    /// Its body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<Element<'_>> {
        self.envelope().body()
    }

    /// What the body holds.
    pub fn body_elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.envelope().body_elements()
    }
}

/// What the failure to read `input` as XML means to somebody who expected SOAP.
#[cold]
fn in_place_of_soap(input: &[u8], error: Error) -> Error {
    if let Some(offset) = html_page(input) {
        return error.into_kind(ErrorKind::Html, HTML).at(offset).within("");
    }
    let is_empty = error.kind() == ErrorKind::NoRoot && !input.contains(&b'<');
    let rest = input.get(error.offset()..).unwrap_or_default();
    if is_empty && rest.iter().all(|&byte| byte == 0 || byte.is_ascii_whitespace()) {
        return error.into_kind(ErrorKind::EmptyBody, "expected a SOAP envelope, found nothing");
    }
    error
}

/// The offset of `<html` or `<!DOCTYPE html` where that is the first tag; in UTF-16 as well.
fn html_page(input: &[u8]) -> Option<usize> {
    let encoding = Encoding::of(input);
    let width = if encoding.is_utf16() { 2 } else { 1 };
    let head = &input[..input.len().min(LONGEST_PROLOG)];
    let units = head.chunks(width).map(|unit| encoding.unit(unit));
    let ascii: Vec<u8> = units.map(|unit| u8::try_from(unit).unwrap_or(b'?')).collect();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'<', &ascii[at..])?;
        let rest = &ascii[at..];
        let starts_with =
            |tag: &[u8]| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
        if starts_with(b"<html") || starts_with(b"<!doctype html") {
            return Some(at * width);
        }
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => return None,
        };
        at += memchr::memmem::find(rest, end)?;
    }
}

/// Bytes in which the first tag of a web page is looked for.
const LONGEST_PROLOG: usize = 8 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::xml::Options;

    fn kind_and_offset(input: &[u8]) -> (ErrorKind, usize) {
        let error = Message::decode(input.to_vec()).unwrap_err();
        (error.kind(), error.offset())
    }

    #[test]
    fn an_empty_body_is_named() {
        for input in [&b""[..], b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0"] {
            assert_eq!(kind_and_offset(input).0, ErrorKind::EmptyBody, "{input:?}");
        }
        let http = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(kind_and_offset(http), (ErrorKind::EmptyBody, http.len()));
        assert_eq!(kind_and_offset(b"<!-- -->").0, ErrorKind::NoRoot);
        assert_ne!(kind_and_offset(b"Bad Request").0, ErrorKind::EmptyBody);
    }

    #[test]
    fn a_web_page_is_named_whether_it_is_xml_or_not() {
        for (page, offset) in [
            ("<!DOCTYPE html><html><br></html>", 0),
            ("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><p>", 0),
            ("\n<HTML><BODY><P>401</BODY></HTML>", 1),
            ("<?xml version=\"1.0\"?><!-- < --><!DOCTYPE html><html/>", 31),
            ("<html><body/></html>", 0),
        ] {
            assert_eq!(kind_and_offset(page.as_bytes()), (ErrorKind::Html, offset), "{page}");
        }
        let utf16: Vec<u8> =
            "\u{feff}<html><br></html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind_and_offset(&utf16), (ErrorKind::Html, 2));
        assert_eq!(kind_and_offset(b"<!DOCTYPE s><s/>").0, ErrorKind::Doctype);
    }

    #[test]
    fn other_errors_pass_through() {
        assert_eq!(kind_and_offset(b"<a><b></a>"), (ErrorKind::EndTag, 6));
        let limits = Limits { bytes: 4, ..Limits::default() };
        let mut reader = Reader::with(Options { limits, ..Options::default() });
        let error = Message::decode_with(&mut reader, "<a></a>").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BytesLimit);
    }

    #[test]
    fn an_error_about_the_root_counts_the_bytes_of_the_file() {
        let utf16: Vec<u8> =
            "\u{feff}<!--é--><a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind_and_offset(&utf16), (ErrorKind::NotSoap, 18));
        assert_eq!(kind_and_offset(b"HTTP/1.1 200 OK\r\n\r\n<a/>"), (ErrorKind::NotSoap, 19));
    }

    #[test]
    fn a_nested_envelope_is_a_message_of_its_own() {
        let xml = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>\
                   <s:Envelope><s:Body><x/></s:Body></s:Envelope></s:Body></s:Envelope>";
        let outer = Message::decode(xml).unwrap();
        let index = outer.body_elements().next().unwrap().index();
        let inner = Message::at(outer.document().clone(), index).unwrap();
        assert!(inner.body_elements().next().unwrap().is("", "x"));
        assert_eq!(
            Message::at(outer.into_document(), usize::MAX).unwrap_err().kind(),
            ErrorKind::NotSoap
        );
    }
}
