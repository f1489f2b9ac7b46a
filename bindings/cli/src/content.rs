//! What a file holds, once read: a message, or another document.

use std::path::Path;

use cimwire_facade::{Bytes, Code, Decoder, Document, Header, Message};

use crate::args::Reading;
use crate::input;
use crate::report::Failure;

/// Reads files as the command line says.
pub(crate) struct Source {
    decoder: Decoder,
    most: usize,
}

/// A message, or a document whose root is not SOAP 1.2.
pub(crate) enum Content {
    Message(Message),
    Document(Document),
}

impl Source {
    pub(crate) fn new(reading: &Reading) -> Self {
        let options = reading.options();
        let most = options.limits.bytes;
        Self { decoder: Decoder::new(options), most }
    }

    pub(crate) fn read(&mut self, path: &Path) -> Result<Content, Failure> {
        let input = input::read(path, self.most).map_err(Failure::File)?;
        let content = match self.decoder.message(&input) {
            Err(error) if matches!(error.code, Code::NotSoap | Code::Soap11) => {
                self.decoder.document(&input).map(Content::Document)
            }
            message => message.map(Content::Message),
        };
        content.map_err(|error| Failure::Message { error, input })
    }
}

impl Content {
    pub(crate) fn document(&self) -> Document {
        match self {
            Self::Message(message) => message.document(),
            Self::Document(document) => document.clone(),
        }
    }

    pub(crate) fn headers(&self) -> Vec<Header> {
        match self {
            Self::Message(message) => message.headers(),
            Self::Document(_) => Vec::new(),
        }
    }

    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let json = match self {
            Self::Message(message) => message.to_json(),
            Self::Document(document) => document.to_json(),
        };
        json.map_err(|error| Failure::Message { error, input: Bytes::new() })
    }
}
