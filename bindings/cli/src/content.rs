//! What a file holds, once read: a message, or another document.

use std::path::Path;

use cimwire_facade::{
    Bytes, CimRs, Code, Decoder, Deviation, Document, Error, Header, JsonOptions, Limits, Message,
    Options, View,
};

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
    pub(crate) fn new(options: Options, is_redacted: bool) -> Self {
        Self { decoder: Decoder::new(options), limits: options.limits, is_redacted }
    }

    pub(crate) fn read(&mut self, path: &Path) -> Result<Content, Failure> {
        let input = input::read(path, self.limits.bytes).map_err(Failure::File)?;
        self.decode(&input).map_err(|error| Failure::Message { error, input })
    }

    /// A message, as it was sent.
    pub(crate) fn message(&mut self, path: &Path) -> Result<Message, Failure> {
        let input = input::read(path, self.limits.bytes).map_err(Failure::File)?;
        self.decoder.message(&input).map_err(|error| Failure::Message { error, input })
    }

    /// An element to put into a message, given as XML or JSON.
    pub(crate) fn element(&mut self, path: &Path) -> Result<View, Failure> {
        let input = input::read(path, self.limits.bytes).map_err(Failure::File)?;
        let element = self.decoder.element(&input);
        Ok(element.map_err(|error| Failure::Message { error, input })?.root())
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

    /// What is wrong with it as it was read: departures from XML and, in a message, from the rules
    /// of DSP0226. They repeat no values.
    pub(crate) fn deviations(&self) -> Vec<Deviation> {
        match self.original.message() {
            Ok(message) => message.deviations(),
            Err(_) => self.original.deviations(),
        }
    }

    pub(crate) fn to_json(&self, options: &JsonOptions) -> Result<String, Failure> {
        let json = match &self.message {
            Some(message) => message.to_json_with(options),
            None => self.document.to_json(),
        };
        json.map_err(|error| Failure::Message { error, input: Bytes::new() })
    }

    pub(crate) fn to_cim_rs(&self, form: &CimRs) -> Result<String, Failure> {
        let json = match &self.message {
            Some(message) => form.message(message),
            None => form.document(&self.document),
        };
        json.map_err(|error| Failure::Message { error, input: Bytes::new() })
    }
}
