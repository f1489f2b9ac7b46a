//! Our writer, with names prepared as in a program that writes the same kinds of messages again.

use cimwire::xml::{Name, Opening, Tag, Writer};

use crate::data::{
    ACTION, ANONYMOUS, BLOCKS, CONTEXT, ENVELOPE, HEADERS, INSTANCE, Instance, LOCALE, LOCALES,
    Message, REQUEST, Request, SELECTOR, SYSTEM, Value, instances,
};
use crate::encode::Contender;
use crate::ours::NAME;

/// Writers that are reused, one for each kind of message.
pub struct Prepared {
    requests: Requests,
    pulls: Pulls,
}

impl Prepared {
    /// Prepares the names.
    pub fn new() -> Self {
        let expected = "our own names can be written";
        Self { requests: Requests::new().expect(expected), pulls: Pulls::new().expect(expected) }
    }
}

impl Default for Prepared {
    fn default() -> Self {
        Self::new()
    }
}

impl Contender for Prepared {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn encode(&mut self, message: &Message, sink: &mut Vec<u8>) -> Result<(), String> {
        let (writer, written) = match message {
            Message::Get(request) => {
                let written = self.requests.write(request);
                (&mut self.requests.writer, written)
            }
            Message::Pull(instances) => {
                let written = self.pulls.write(instances);
                (&mut self.pulls.writer, written)
            }
        };
        // The writer began in the sink of the message before; this one is for the next.
        let finished = writer.restart(std::mem::take(sink));
        *sink = written.and(finished).map_err(|error| error.to_string())?;
        Ok(())
    }
}

struct Requests {
    writer: Writer,
    envelope: Opening,
    around: [Tag; 3],
    texts: [Tag; 3],
    blocks: [Opening; 8],
    locales: [Opening; 2],
    body: Opening,
}

impl Requests {
    fn new() -> cimwire::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        let envelope = opening(&mut writer, &REQUEST, "s:Envelope", &REQUEST);
        writer.start_opening(&envelope)?;
        let around = ["s:Header", "a:ReplyTo", "w:SelectorSet"];
        let around = tags(&mut writer, &REQUEST, around);
        let texts = tags(&mut writer, &REQUEST, ["a:To", "a:MessageID", "w:OperationTimeout"]);
        let blocks = BLOCKS.map(|(name, attribute, value)| {
            opening(&mut writer, &REQUEST, name, &[(attribute, value)])
        });
        let locales = LOCALES.map(|name| opening(&mut writer, &REQUEST, name, &LOCALE));
        let body = opening(&mut writer, &REQUEST, "s:Body", &[]);
        writer.end()?;
        writer.restart(Vec::new())?;
        Ok(Self { writer, envelope, around, texts, blocks, locales, body })
    }

    fn write(&mut self, request: &Request) -> cimwire::Result<()> {
        let Self { writer, envelope, around, texts, blocks, locales, body } = self;
        let [header, reply_to, selector_set] = around;
        let [to, message_id, timeout] = texts;
        let [resource, address, action, size, session, operation, sequence, selector] = blocks;
        writer.start_opening(envelope)?;
        writer.start_tag(header)?;
        writer.leaf_tag(to, &request.to)?;
        writer.leaf_opening(resource, &request.resource)?;
        writer.start_tag(reply_to)?;
        writer.leaf_opening(address, ANONYMOUS)?;
        writer.end()?;
        writer.leaf_opening(action, ACTION)?;
        writer.leaf_opening(size, &request.envelope_size)?;
        writer.leaf_tag(message_id, &request.message_id)?;
        for locale in locales.iter() {
            writer.empty_opening(locale)?;
        }
        writer.leaf_opening(session, &request.session_id)?;
        if let Some(id) = &request.operation_id {
            writer.leaf_opening(operation, id)?;
        }
        writer.leaf_opening(sequence, &request.sequence_id)?;
        writer.leaf_tag(timeout, &request.timeout)?;
        writer.start_tag(selector_set)?;
        writer.leaf_opening(selector, request.selector)?;
        writer.end()?;
        writer.end()?;
        writer.empty_opening(body)?;
        writer.end()
    }
}

struct Pulls {
    writer: Writer,
    envelope: Opening,
    around: [Tag; 4],
    headers: [Tag; 4],
    context: Tag,
    instance: Opening,
    /// In the order of the class, which is that of the values.
    properties: Vec<Tag>,
    inner: Inner,
}

impl Pulls {
    fn new() -> cimwire::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        let envelope = opening(&mut writer, &ENVELOPE, "s:Envelope", &ENVELOPE);
        writer.start_opening(&envelope)?;
        let around = ["s:Header", "s:Body", "n:PullResponse", "n:Items"];
        let around = tags(&mut writer, &ENVELOPE, around);
        let headers = tags(&mut writer, &ENVELOPE, HEADERS.map(|(header, _)| header));
        let context = writer.tag(name(&ENVELOPE, "n:EnumerationContext"))?;
        let reference = tags(
            &mut writer,
            &ENVELOPE,
            ["a:Address", "a:ReferenceParameters", "w:ResourceURI", "w:SelectorSet"],
        );
        let instance = opening(&mut writer, &INSTANCE, "p:Win32_Service", &INSTANCE);
        writer.start_opening(&instance)?;
        let datetime = writer.tag(name(&INSTANCE, "cim:Datetime"))?;
        let mut properties = Vec::new();
        for (property, _) in instances(1).into_iter().flatten() {
            properties.push(writer.tag(name(&INSTANCE, property))?);
        }
        let (selector, attribute, value) = SELECTOR;
        let selector = opening(&mut writer, &ENVELOPE, selector, &[(attribute, value)]);
        let inner = Inner { datetime, reference, selector };
        writer.end()?;
        writer.end()?;
        writer.restart(Vec::new())?;
        Ok(Self { writer, envelope, around, headers, context, instance, properties, inner })
    }

    fn write(&mut self, instances: &[Instance]) -> cimwire::Result<()> {
        let [header, body, response, items] = &self.around;
        let writer = &mut self.writer;
        writer.start_opening(&self.envelope)?;
        writer.start_tag(header)?;
        for (tag, (_, text)) in self.headers.iter().zip(HEADERS) {
            writer.leaf_tag(tag, text)?;
        }
        writer.end()?;
        writer.start_tag(body)?;
        writer.start_tag(response)?;
        writer.leaf_tag(&self.context, CONTEXT)?;
        writer.start_tag(items)?;
        for instance in instances {
            self.instance(instance)?;
        }
        (0..4).try_for_each(|_| self.writer.end())
    }

    fn instance(&mut self, instance: &Instance) -> cimwire::Result<()> {
        self.writer.start_opening(&self.instance)?;
        for (tag, (_, value)) in self.properties.iter().zip(instance) {
            self.inner.property(&mut self.writer, tag, value)?;
        }
        self.writer.end()
    }
}

/// Names inside properties' elements.
struct Inner {
    datetime: Tag,
    reference: [Tag; 4],
    selector: Opening,
}

impl Inner {
    #[inline]
    fn property(&self, writer: &mut Writer, tag: &Tag, value: &Value) -> cimwire::Result<()> {
        match value {
            Value::Text(text) => writer.leaf_tag(tag, text),
            Value::Nil => writer.nil_tag(tag),
            Value::Array(items) => items.iter().try_for_each(|item| writer.leaf_tag(tag, item)),
            Value::Datetime(text) => {
                writer.start_tag(tag)?;
                writer.leaf_tag(&self.datetime, text)?;
                writer.end()
            }
            Value::Reference(system) => {
                writer.start_tag(tag)?;
                self.reference(writer, system)?;
                writer.end()
            }
        }
    }

    fn reference(&self, writer: &mut Writer, system: &str) -> cimwire::Result<()> {
        let [address, parameters, resource, selector_set] = &self.reference;
        writer.leaf_tag(address, ANONYMOUS)?;
        writer.start_tag(parameters)?;
        writer.leaf_tag(resource, SYSTEM)?;
        writer.start_tag(selector_set)?;
        writer.leaf_opening(&self.selector, system)?;
        writer.end()?;
        writer.end()
    }
}

/// Prepares a start tag with its declarations and other attributes; prefixes are those of `bound`.
fn opening(
    writer: &mut Writer,
    bound: &[(&str, &'static str)],
    spelling: &'static str,
    attributes: &[(&'static str, &'static str)],
) -> Opening {
    let (mut declarations, mut others) = (Vec::new(), Vec::new());
    for (attribute, value) in attributes {
        match attribute.strip_prefix("xmlns:") {
            Some(prefix) => declarations.push((prefix, *value)),
            None => others.push((name(bound, attribute), *value)),
        }
    }
    let opening = writer.opening(name(bound, spelling), &declarations, &others);
    opening.expect("a tag that can be written")
}

/// Prepares names; their prefixes are those of `bound`.
fn tags<const N: usize>(
    writer: &mut Writer,
    bound: &[(&str, &'static str)],
    names: [&'static str; N],
) -> [Tag; N] {
    names.map(|spelling| writer.tag(name(bound, spelling)).expect("a name that can be written"))
}

/// The expanded name of a qualified one whose prefix, if it has one, is declared in `bound`.
fn name(bound: &[(&str, &'static str)], spelling: &'static str) -> Name<'static> {
    let Some((prefix, local)) = spelling.split_once(':') else {
        return Name { namespace: "", local: spelling };
    };
    if prefix == "xml" {
        return Name { namespace: "http://www.w3.org/XML/1998/namespace", local };
    }
    let is_it = |attribute: &str| attribute.strip_prefix("xmlns:") == Some(prefix);
    let declaration = bound.iter().find(|(attribute, _)| is_it(attribute));
    let (_, namespace) = declaration.expect("a prefix that is declared");
    Name { namespace, local }
}
