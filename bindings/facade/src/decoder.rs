//! Reading messages one after the other.

use bytes::Bytes;
use cimwire::soap::{self, Envelope};
use cimwire::{Limits, json, xml};

use crate::memory::Memory;
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
    memory: Option<Memory>,
}

impl Decoder {
    /// A decoder with options.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { reader: reader(options), memory: None }
    }

    /// A decoder that takes at most so many bytes of memory to read a message, beside those of the
    /// message itself and of what is handed out. Each message is measured before it is read; the
    /// limit on names is lowered where the names alone could take more than their share.
    #[must_use]
    pub fn within(memory: usize, mut options: Options) -> Self {
        let memory = Memory::of(memory);
        options.limits.names = options.limits.names.min(memory.names());
        Self { reader: reader(options), memory: Some(memory) }
    }

    /// Reads a message, without copying it.
    ///
    /// # Errors
    /// As [`Decoder::document`], and [`NotSoap`](crate::Code::NotSoap), [`Html`](crate::Code::Html),
    /// [`EmptyBody`](crate::Code::EmptyBody) or [`Soap11`](crate::Code::Soap11); when strict, as
    /// [`Message::strict`].
    pub fn message(&mut self, input: &Bytes) -> Result<Message> {
        self.admit(input)?;
        let message = soap::Message::decode_with(&mut self.reader, input.clone());
        let message = message.map_err(|error| Error::about(input, &error))?;
        let message = Message::new(message, input.clone());
        if self.reader.options().strict { message.strict() } else { Ok(message) }
    }

    /// Reads a message in the place of another, with its memory: where the decoder and the message
    /// have held one as large before, the input is UTF-8, and nobody else holds the message or a
    /// view of it, nothing is allocated.
    ///
    /// # Errors
    /// As [`Decoder::message`]; the message stays as it was.
    pub fn refill(&mut self, message: &mut Message, input: &Bytes) -> Result<()> {
        self.refill_if(message, input, || true).map(drop)
    }

    /// The same, if the caller still wants it once it is read; returns whether.
    ///
    /// # Errors
    /// As [`Decoder::refill`].
    pub fn refill_if(
        &mut self,
        message: &mut Message,
        input: &Bytes,
        is_wanted: fn() -> bool,
    ) -> Result<bool> {
        if self.reader.options().strict {
            let read = self.message(input)?;
            let is_wanted = is_wanted();
            if is_wanted {
                *message = read;
            }
            return Ok(is_wanted);
        }
        self.admit(input)?;
        let refilled = message.message.refill_if(&mut self.reader, input.clone(), is_wanted);
        let is_refilled = refilled.map_err(|error| Error::about(input, &error))?;
        if is_refilled {
            message.input = input.clone();
        }
        Ok(is_refilled)
    }

    /// Gives back the memory it keeps, with what it has learned.
    pub fn forget(&mut self) {
        self.reader = xml::Reader::with(*self.reader.options());
    }

    /// Reads where a message goes, for who only passes it on: no byte behind its header is looked
    /// at, but for a message without an action, which is read whole.
    ///
    /// # Errors
    /// As [`Decoder::document`] of what was read, and [`NotSoap`](crate::Code::NotSoap) or
    /// [`Soap11`](crate::Code::Soap11).
    pub fn head(&mut self, input: &Bytes) -> Result<Head> {
        self.admit(input)?;
        let head = self.reader.read_head(input).and_then(Envelope::of).map(Head::of);
        head.map_err(|error| Error::about(input, &error))
    }

    /// Reads any XML document, without copying it.
    ///
    /// # Errors
    /// What is not well-formed, over a limit or, when strict, deviant.
    pub fn document(&mut self, input: &Bytes) -> Result<Document> {
        self.admit(input)?;
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

    /// Makes sure that there is memory enough to read a message, and takes it.
    fn admit(&mut self, input: &[u8]) -> Result<()> {
        let Some(memory) = self.memory else { return Ok(()) };
        memory.take(&mut self.reader, input)
    }
}

fn reader(options: Options) -> xml::Reader {
    let Options { strict, salvage, limits } = options;
    xml::Reader::with(xml::Options { strict, salvage, limits, kernel: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    const PULL: &[u8] = include_bytes!("../../../tests/corpus/pull-response.xml");
    const GET: &[u8] = include_bytes!("../../../tests/corpus/get.xml");

    #[test]
    fn a_message_takes_the_place_of_another() {
        let mut decoder = Decoder::new(Options::default());
        let mut message = decoder.message(&PULL.into()).unwrap();
        let items = message.items_element().unwrap().children();
        decoder.refill(&mut message, &GET.into()).unwrap();
        assert_eq!((message.kind().as_str(), items[0].name()), ("Get", "CIM_Fan"));
        let error = decoder.refill(&mut message, &"<a/>".into()).unwrap_err();
        assert_eq!((error.code, message.kind().as_str()), (Code::NotSoap, "Get"));
        decoder.refill(&mut message, &PULL.into()).unwrap();
        assert_eq!(message.items_element().unwrap().children().len(), items.len());
    }

    #[test]
    fn a_decoder_keeps_within_its_memory() {
        let full = "<a/>".repeat(1 << 16);
        let full = Bytes::from(format!("<a>{full}</a>"));
        let mut decoder = Decoder::within(1 << 20, Options::default());
        assert_eq!(decoder.document(&full).unwrap_err().code, Code::MemoryLimit);
        assert!(decoder.message(&PULL.into()).is_ok());
        let mut decoder = Decoder::within(8 << 20, Options::default());
        assert_eq!(decoder.document(&full).unwrap().root().children().len(), 1 << 16);
    }
}
