//! Our writer, with names prepared as in a program that writes the same kinds of messages again.

use cimwire::xml::{Name, Opening, Tag, Writer};

use crate::data::{
    ACTION, ANONYMOUS, CONTEXT, ENVELOPE, HEADERS, INSTANCE, Instance, Message, REQUEST, Request,
    SYSTEM, Value, instances,
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
    around: [Tag; 4],
    texts: [Tag; 3],
    flagged: [Tag; 7],
    locales: [Tag; 2],
    selector: Tag,
    must_understand: Tag,
    language: Tag,
    key: Tag,
}

impl Requests {
    fn new() -> cimwire::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        let envelope = opening(&mut writer, &REQUEST, "s:Envelope")?;
        writer.start_opening(&envelope)?;
        let around = ["s:Header", "s:Body", "a:ReplyTo", "w:SelectorSet"];
        let flagged = [
            "w:ResourceURI",
            "a:Address",
            "a:Action",
            "w:MaxEnvelopeSize",
            "p:SessionId",
            "p:OperationID",
            "p:SequenceId",
        ];
        let around = tags(&mut writer, &REQUEST, around);
        let texts = tags(&mut writer, &REQUEST, ["a:To", "a:MessageID", "w:OperationTimeout"]);
        let flagged = tags(&mut writer, &REQUEST, flagged);
        let locales = tags(&mut writer, &REQUEST, ["w:Locale", "p:DataLocale"]);
        let selector = writer.tag(name(&REQUEST, "w:Selector"))?;
        let must_understand = writer.tag(name(&REQUEST, "s:mustUnderstand"))?;
        let (language, key) = (writer.tag(LANGUAGE)?, writer.tag(KEY)?);
        writer.end()?;
        writer.restart(Vec::new())?;
        Ok(Self {
            writer,
            envelope,
            around,
            texts,
            flagged,
            locales,
            selector,
            must_understand,
            language,
            key,
        })
    }

    fn write(&mut self, request: &Request) -> cimwire::Result<()> {
        let Self {
            writer,
            envelope,
            around,
            texts,
            flagged,
            locales,
            selector,
            must_understand,
            language,
            key,
        } = self;
        let [header, body, reply_to, selector_set] = around;
        let [to, message_id, timeout] = texts;
        let [resource, address, action, size, session, operation, sequence] = flagged;
        writer.start_opening(envelope)?;
        writer.start_tag(header)?;
        writer.leaf_tag(to, &request.to)?;
        block(writer, resource, (must_understand, "true"), &request.resource)?;
        writer.start_tag(reply_to)?;
        block(writer, address, (must_understand, "true"), ANONYMOUS)?;
        writer.end()?;
        block(writer, action, (must_understand, "true"), ACTION)?;
        block(writer, size, (must_understand, "true"), &request.envelope_size)?;
        writer.leaf_tag(message_id, &request.message_id)?;
        for locale in locales.iter() {
            writer.start_tag(locale)?;
            writer.attribute_tag(language, "en-US")?;
            writer.attribute_tag(must_understand, "false")?;
            writer.end()?;
        }
        block(writer, session, (must_understand, "false"), &request.session_id)?;
        if let Some(id) = &request.operation_id {
            block(writer, operation, (must_understand, "false"), id)?;
        }
        block(writer, sequence, (must_understand, "false"), &request.sequence_id)?;
        writer.leaf_tag(timeout, &request.timeout)?;
        writer.start_tag(selector_set)?;
        block(writer, selector, (key, "Name"), request.selector)?;
        writer.end()?;
        writer.end()?;
        writer.start_tag(body)?;
        writer.end()?;
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
        let envelope = opening(&mut writer, &ENVELOPE, "s:Envelope")?;
        writer.start_opening(&envelope)?;
        let around = ["s:Header", "s:Body", "n:PullResponse", "n:Items"];
        let around = tags(&mut writer, &ENVELOPE, around);
        let headers = tags(&mut writer, &ENVELOPE, HEADERS.map(|(header, _)| header));
        let context = writer.tag(name(&ENVELOPE, "n:EnumerationContext"))?;
        let reference = tags(
            &mut writer,
            &ENVELOPE,
            ["a:Address", "a:ReferenceParameters", "w:ResourceURI", "w:SelectorSet", "w:Selector"],
        );
        let instance = opening(&mut writer, &INSTANCE, "p:Win32_Service")?;
        writer.start_opening(&instance)?;
        let datetime = writer.tag(name(&INSTANCE, "cim:Datetime"))?;
        let mut properties = Vec::new();
        for (property, _) in instances(1).into_iter().flatten() {
            properties.push(writer.tag(name(&INSTANCE, property))?);
        }
        let inner = Inner { datetime, reference, key: writer.tag(KEY)? };
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
    reference: [Tag; 5],
    key: Tag,
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
        let [address, parameters, resource, selector_set, selector] = &self.reference;
        writer.leaf_tag(address, ANONYMOUS)?;
        writer.start_tag(parameters)?;
        writer.leaf_tag(resource, SYSTEM)?;
        writer.start_tag(selector_set)?;
        block(writer, selector, (&self.key, "Name"), system)?;
        writer.end()?;
        writer.end()
    }
}

/// An element with one attribute and text.
fn block(
    writer: &mut Writer,
    tag: &Tag,
    (attribute, value): (&Tag, &str),
    text: &str,
) -> cimwire::Result<()> {
    writer.start_tag(tag)?;
    writer.attribute_tag(attribute, value)?;
    writer.text(text)?;
    writer.end()
}

/// Prepares a start tag with its declarations and other attributes.
fn opening(
    writer: &mut Writer,
    attributes: &[(&'static str, &'static str)],
    spelling: &'static str,
) -> cimwire::Result<Opening> {
    let (mut declarations, mut others) = (Vec::new(), Vec::new());
    for (attribute, value) in attributes {
        match attribute.strip_prefix("xmlns:") {
            Some(prefix) => declarations.push((prefix, *value)),
            None => others.push((name(attributes, attribute), *value)),
        }
    }
    writer.opening(name(attributes, spelling), &declarations, &others)
}

/// Prepares names; their prefixes are those of `bound`.
fn tags<const N: usize>(
    writer: &mut Writer,
    bound: &[(&str, &'static str)],
    names: [&'static str; N],
) -> [Tag; N] {
    names.map(|spelling| writer.tag(name(bound, spelling)).expect("a name that can be written"))
}

/// The expanded name of a qualified one whose prefix is declared in `bound`.
fn name(bound: &[(&str, &'static str)], spelling: &'static str) -> Name<'static> {
    let (prefix, local) = spelling.split_once(':').expect("a name with a prefix");
    if prefix == "xml" {
        return Name { local, ..LANGUAGE };
    }
    let is_it = |attribute: &str| attribute.strip_prefix("xmlns:") == Some(prefix);
    let declaration = bound.iter().find(|(attribute, _)| is_it(attribute));
    let (_, namespace) = declaration.expect("a prefix that is declared");
    Name { namespace, local }
}

const LANGUAGE: Name<'_> =
    Name { namespace: "http://www.w3.org/XML/1998/namespace", local: "lang" };
const KEY: Name<'_> = Name { namespace: "", local: "Name" };
