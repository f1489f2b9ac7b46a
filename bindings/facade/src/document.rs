//! A message that was read, as a handle.

use cimwire::{soap, xml};

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
