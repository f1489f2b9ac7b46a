//! Reading messages one after the other.

use bytes::Bytes;
use cimwire::{Limits, soap, xml};

use crate::{Document, Error, Message, Result};

/// How messages are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Makes each deviation an error.
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
    /// [`EmptyBody`](crate::Code::EmptyBody) or [`Soap11`](crate::Code::Soap11).
    pub fn message(&mut self, input: &Bytes) -> Result<Message> {
        let message = soap::Message::decode_with(&mut self.reader, input.clone());
        message.map(Message::new).map_err(|error| Error::about(input, &error))
    }

    /// Reads any XML document, without copying it.
    ///
    /// # Errors
    /// What is not well-formed, over a limit or, when strict, deviant.
    pub fn document(&mut self, input: &Bytes) -> Result<Document> {
        let document = self.reader.document(input.clone());
        document.map(Document::new).map_err(|error| Error::about(input, &error))
    }
}
