//! Reading messages one after the other.

use bytes::Bytes;
use cimwire::soap::{self, Envelope};
use cimwire::{Limits, json, xml};

use crate::{Document, Error, Head, Message, Result};

/// How messages are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Makes each deviation of level *shall* an error.
    pub strict: bool,
    /// Replaces what XML cannot hold by U+FFFD, with a [`Repair`](crate::Repair) for each.
    pub salvage: bool,
    /// Bounds on what a message may ask for.
    pub limits: Limits,
}

/// Reads messages; keep it, for it learns from each and is faster on the next.
pub struct Decoder {
    reader: xml::Reader,
}

impl Decoder {
    /// A decoder with options.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let Options { strict, salvage, limits } = options;
        Self { reader: xml::Reader::with(xml::Options { strict, salvage, limits, kernel: None }) }
    }

    /// Reads a message, without copying it.
    ///
    /// # Errors
    /// As [`Decoder::document`], and [`NotSoap`](crate::Code::NotSoap), [`Html`](crate::Code::Html),
    /// [`EmptyBody`](crate::Code::EmptyBody) or [`Soap11`](crate::Code::Soap11); when strict, as
    /// [`Message::strict`].
    pub fn message(&mut self, input: &Bytes) -> Result<Message> {
        let message = soap::Message::decode_with(&mut self.reader, input.clone());
        let message = message.map_err(|error| Error::about(input, &error))?;
        let message = Message::new(message, input.clone());
        if self.reader.options().strict { message.strict() } else { Ok(message) }
    }

    /// Reads where a message goes, for who only passes it on: no byte behind its header is looked
    /// at, but for a message without an action, which is read whole.
    ///
    /// # Errors
    /// As [`Decoder::document`] of what was read, and [`NotSoap`](crate::Code::NotSoap) or
    /// [`Soap11`](crate::Code::Soap11).
    pub fn head(&mut self, input: &Bytes) -> Result<Head> {
        let head = self.reader.read_head(input).and_then(Envelope::of).map(Head::of);
        head.map_err(|error| Error::about(input, &error))
    }

    /// Reads any XML document, without copying it.
    ///
    /// # Errors
    /// What is not well-formed, over a limit or, when strict, deviant.
    pub fn document(&mut self, input: &Bytes) -> Result<Document> {
        let document = self.reader.document(input.clone());
        let document = document.map_err(|error| Error::about(input, &error))?;
        Ok(Document::new(document, input.clone()))
    }

    /// Reads an element to put into a body, from XML or from its JSON.
    ///
    /// # Errors
    /// As [`Decoder::document`], and as [`encode`](crate::encode) where the first character is `{`.
    pub fn element(&mut self, input: &Bytes) -> Result<Document> {
        if input.trim_ascii_start().first() != Some(&b'{') {
            return self.document(input);
        }
        let xml = json::to_xml(input, &self.reader.options().limits);
        self.document(&xml.map_err(|error| Error::about(input, &error))?.into())
    }
}
