//! A message that was read, as a handle.

use bytes::Bytes;
use cimwire::xml::{self, Difference};
use cimwire::{Limits, soap};

use crate::{Deviation, Error, Repair, Result, View};

/// An XML document of any root; cloning shares it.
#[derive(Clone, Debug)]
pub struct Document {
    document: xml::Document,
}

/// A document whose root is a SOAP 1.2 envelope; cloning shares it.
#[derive(Clone, Debug)]
pub struct Message {
    message: soap::Message,
}

/// A header block.
#[derive(Clone, Debug)]
pub struct Header {
    /// The element.
    pub view: View,
    /// What it says of mustUnderstand, in any spelling of peers; none where it says nothing.
    pub must_understand: Option<bool>,
}

impl Document {
    pub(crate) fn new(document: xml::Document) -> Self {
        Self { document }
    }

    /// The root element.
    #[must_use]
    pub fn root(&self) -> View {
        View::new(&self.document, self.document.root())
    }

    /// The departures from the standard that were read all the same.
    #[must_use]
    pub fn deviations(&self) -> Vec<Deviation> {
        self.document.deviations().iter().copied().map(Deviation::of).collect()
    }

    /// What salvage replaced.
    #[must_use]
    pub fn repairs(&self) -> Vec<Repair> {
        self.document.repairs().iter().map(Repair::of).collect()
    }

    /// The message that it is.
    ///
    /// # Errors
    /// [`NotSoap`](crate::Code::NotSoap), [`Html`](crate::Code::Html) or
    /// [`Soap11`](crate::Code::Soap11), by what the root is.
    pub fn message(&self) -> Result<Message> {
        let message = soap::Message::from_document(self.document.clone());
        message.map(Message::new).map_err(|error| self.error(&error))
    }

    /// The document with `***` for passwords, tokens, keys and the like. What was deviant or
    /// repaired in this one is told by this one only.
    ///
    /// # Errors
    /// The kinds of limits, where the replacements are longer than what they stand for.
    pub fn redacted(&self, limits: Limits) -> Result<Self> {
        let text = Bytes::from(xml::redact(self.document.tree()));
        let mut reader = xml::Reader::with(xml::Options { limits, ..xml::Options::default() });
        let document = reader.document(text.clone());
        document.map(Self::new).map_err(|error| Error::about(&text, &error))
    }

    /// The XML that is the same for all documents of the same infoset, an element a line.
    #[must_use]
    pub fn canon(&self) -> String {
        xml::canon(self.document.root())
    }

    /// Where two documents do not say the same, in document order.
    #[must_use]
    pub fn diff(&self, right: &Self) -> Vec<Difference> {
        xml::diff(self.document.root(), right.document.root()).collect()
    }

    /// The root as JSON: its name and value.
    ///
    /// # Errors
    /// [`BytesLimit`](crate::Code::BytesLimit) where that is out of proportion to the document.
    pub fn to_json(&self) -> Result<String> {
        self.document.to_json().map_err(|error| self.error(&error))
    }

    fn error(&self, error: &cimwire::Error) -> Error {
        Error::about(self.document.tree().text().as_bytes(), error)
    }
}

impl Message {
    pub(crate) fn new(message: soap::Message) -> Self {
        Self { message }
    }

    /// The document that it is.
    #[must_use]
    pub fn document(&self) -> Document {
        Document::new(self.message.document().clone())
    }

    /// The header blocks in document order.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        let header = |header: soap::Header<'_>| Header {
            view: View::new(self.message.document(), header.element()),
            must_understand: header.must_understand(),
        };
        self.message.headers().map(header).collect()
    }

    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn to_json(&self) -> Result<String> {
        self.message.to_json().map_err(|error| self.document().error(&error))
    }

    /// The body element, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<View> {
        self.message.body().map(|body| View::new(self.message.document(), body))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Decoder, Document, Limits, Options};

    fn document(text: &'static str) -> Document {
        Decoder::new(Options::default()).document(&text.into()).unwrap()
    }

    #[test]
    fn a_message_is_a_document_with_an_envelope() {
        let envelope = document(
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>\
             <To mustUnderstand='TRUE'/></s:Header><s:Body><Get/></s:Body></s:Envelope>",
        );
        let message = envelope.message().unwrap();
        let [to] = &message.headers()[..] else { panic!("expected one header") };
        assert_eq!((to.view.name(), to.must_understand), ("To", Some(true)));
        assert_eq!(message.body().unwrap().children()[0].name(), "Get");
        assert_eq!(message.document().root().place(), envelope.root().place());
        assert_eq!(document("<a/>").message().unwrap_err().code, Code::NotSoap);
        assert_eq!(document("<html/>").message().unwrap_err().code, Code::Html);
    }

    #[test]
    fn redaction_keeps_all_but_the_secret() {
        let open = document("<User><Name>li</Name><Password>1234</Password></User>");
        let hidden = open.redacted(Limits::default()).unwrap();
        let changes: Vec<String> = open.diff(&hidden).iter().map(ToString::to_string).collect();
        assert_eq!(changes, [r#"User/Password: text: left "1234", right "***""#]);
        assert_eq!(
            hidden.canon(),
            "<User>\n  <Name>li</Name>\n  <Password>***</Password>\n</User>\n"
        );
        let error = open.redacted(Limits { bytes: 10, ..Limits::default() }).unwrap_err();
        assert_eq!(error.code, Code::BytesLimit);
    }
}
