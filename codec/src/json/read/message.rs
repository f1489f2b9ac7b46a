//! The form of a message.

use simd_json::{Node, StaticNode};

use super::form::Form;
use crate::error::Result;

impl<'j> Form<'_, 'j> {
    /// A message or an element, told apart by their members.
    pub(super) fn anything(&mut self) -> Result<()> {
        if self.input.members(ROOT).any(|(key, _)| key == "kind") {
            return self.message();
        }
        self.named(ROOT)
    }

    fn message(&mut self) -> Result<()> {
        let names = ["kind", "attributes", "headers", "body", "envelope"];
        let [kind, attributes, headers, body, envelope] = self.fields(ROOT, names)?;
        let kind = kind.unwrap_or(ROOT);
        if self.string(kind)? != "Custom" {
            return Err(self.input.error(kind, "expected the kind Custom"));
        }
        if let Some(envelope) = envelope {
            if let Some(other) = attributes.or(headers).or(body) {
                return Err(self
                    .input
                    .error(other, "expected nothing beside an envelope carried whole"));
            }
            return self.whole(envelope);
        }
        let [of_envelope, of_header, of_body] = match attributes {
            Some(attributes) => self.fields(attributes, ["envelope", "header", "body"])?,
            None => [None; 3],
        };
        for (element, part) in [(of_header, headers), (of_body, body)] {
            if let (Some(element), None) = (element, part) {
                return Err(self
                    .input
                    .error(element, "expected attributes of something that is there"));
            }
        }
        self.part(ENVELOPE, ROOT, of_envelope)?;
        if let Some(headers) = headers {
            self.part(HEADER, headers, of_header)?;
            self.plan.is_in_header = true;
            for header in self.list(headers)? {
                self.header(header)?;
            }
            self.plan.is_in_header = false;
            self.end(headers);
        }
        if let Some(body) = body {
            self.part(BODY, body, of_body)?;
            self.body(body)?;
            self.end(body);
        }
        self.end(ROOT);
        Ok(())
    }

    /// The start of the envelope, its header or its body, with its attributes.
    fn part(&mut self, name: &'static str, at: usize, attributes: Option<usize>) -> Result<()> {
        let name = self.name_of(name, at)?;
        self.start(name, at, None)?;
        let Some(attributes) = attributes else { return Ok(()) };
        let content = self.content(attributes)?;
        if let Some(other) = content.other_than_attributes() {
            return Err(self.input.error(other, "expected attributes only"));
        }
        for (key, value) in self.input.members(attributes) {
            self.attribute(key.trim_start_matches('@'), value, attributes)?;
        }
        Ok(())
    }

    /// An element with its name.
    fn named(&mut self, at: usize) -> Result<()> {
        let [name, value] = self.fields(at, ["name", "value"])?;
        self.element_of(at, name, value, None)
    }

    fn header(&mut self, at: usize) -> Result<()> {
        let [name, must_understand, value] =
            self.fields(at, ["name", "must_understand", "value"])?;
        let must_understand = match must_understand.map(|must| (must, self.input.node(must))) {
            None => None,
            Some((_, Node::Static(StaticNode::Bool(true)))) => Some("true"),
            Some((_, Node::Static(StaticNode::Bool(false)))) => Some("false"),
            Some((must, _)) => return Err(self.input.error(must, "expected true or false")),
        };
        self.element_of(at, name, value, must_understand)
    }

    fn element_of(
        &mut self,
        at: usize,
        name: Option<usize>,
        value: Option<usize>,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        let (Some(name), Some(value)) = (name, value) else {
            return Err(self.input.error(at, "expected a name and a value"));
        };
        let name = self.name(name)?;
        self.value(name, value, must_understand)
    }

    fn body(&mut self, at: usize) -> Result<()> {
        match self.fields(at, ["any", "text"])? {
            [Some(any), None] => {
                for element in self.list(any)? {
                    self.named(element)?;
                }
                Ok(())
            }
            [None, Some(text)] => {
                let value = self.string(text)?;
                self.plan.note(value, None);
                self.plan.text(value, text);
                Ok(())
            }
            _ => Err(self.input.error(at, "expected a body with any or text")),
        }
    }

    /// An envelope as an element.
    fn whole(&mut self, at: usize) -> Result<()> {
        if let [Some(name), _] = self.fields(at, ["name", "value"])? {
            let index = self.name(name)?;
            if !self.plan.is_envelope(index) {
                return Err(self.input.error(name, "expected the name of an envelope of SOAP 1.2"));
            }
        }
        self.named(at)
    }
}

/// Where the JSON begins.
const ROOT: usize = 0;

const ENVELOPE: &str = "{http://www.w3.org/2003/05/soap-envelope}Envelope";
const HEADER: &str = "{http://www.w3.org/2003/05/soap-envelope}Header";
const BODY: &str = "{http://www.w3.org/2003/05/soap-envelope}Body";
