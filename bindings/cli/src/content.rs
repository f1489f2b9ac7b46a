//! What a file holds, once read: a message, or another document.

use std::path::Path;

use cimwire_facade::{Bytes, Code, Decoder, Document, Error, Header, Limits, Message};

use crate::args::{Hiding, Reading};
use crate::input;
use crate::report::Failure;

/// Reads files as the command line says.
pub(crate) struct Source {
    decoder: Decoder,
    limits: Limits,
    is_redacted: bool,
}

/// A message, or a document whose root is not SOAP 1.2.
pub(crate) struct Content {
    /// As it was read: tells of deviations and repairs, and may hold credentials.
    pub(crate) original: Document,
    /// As it may be shown.
    pub(crate) document: Document,
    /// The same as a message, if it is one.
    pub(crate) message: Option<Message>,
}

impl Source {
    pub(crate) fn new(reading: &Reading, hiding: &Hiding) -> Self {
        let options = reading.options();
        let limits = options.limits;
        Self { decoder: Decoder::new(options), limits, is_redacted: hiding.redact }
    }

    pub(crate) fn read(&mut self, path: &Path) -> Result<Content, Failure> {
        let input = input::read(path, self.limits.bytes).map_err(Failure::File)?;
        self.decode(&input).map_err(|error| Failure::Message { error, input })
    }

    fn decode(&mut self, input: &Bytes) -> Result<Content, Error> {
        let mut message = match self.decoder.message(input) {
            Err(error) if matches!(error.code, Code::NotSoap | Code::Soap11) => None,
            message => Some(message?),
        };
        let original = match &message {
            Some(message) => message.document(),
            None => self.decoder.document(input)?,
        };
        let mut document = original.clone();
        if self.is_redacted {
            document = original.redacted(self.limits)?;
            message = message.and_then(|_| document.message().ok());
        }
        Ok(Content { original, document, message })
    }
}

impl Content {
    pub(crate) fn headers(&self) -> Vec<Header> {
        self.message.as_ref().map_or_else(Vec::new, Message::headers)
    }

    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let json = match &self.message {
            Some(message) => message.to_json(),
            None => self.document.to_json(),
        };
        json.map_err(|error| Failure::Message { error, input: Bytes::new() })
    }
}
