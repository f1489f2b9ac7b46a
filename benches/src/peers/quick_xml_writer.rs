//! quick-xml's `Writer`, fed with events.

use crate::data::{
    ACTION, ANONYMOUS, BLOCKS, CONTEXT, ENVELOPE, HEADERS, INSTANCE, Instance, LOCALE, LOCALES,
    REQUEST, Request, SELECTOR, SYSTEM, Value,
};

macro_rules! writer {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use std::io;

            use $krate::{
                Writer,
                events::{BytesEnd, BytesStart, BytesText, Event},
            };

            use super::*;

            /// Name of the row.
            pub const NAME: &str = $name;

            /// Start tags that are the same in every message are made once.
            pub(in crate::peers) struct Events {
                request: BytesStart<'static>,
                response: BytesStart<'static>,
                instance: BytesStart<'static>,
                blocks: [BytesStart<'static>; 8],
                locales: [BytesStart<'static>; 2],
                selector: BytesStart<'static>,
            }

            impl Events {
                pub(in crate::peers) fn new() -> Self {
                    let leaf = |(name, attribute, value)| {
                        BytesStart::new(name).with_attributes([(attribute, value)])
                    };
                    Self {
                        request: BytesStart::new("s:Envelope").with_attributes(REQUEST),
                        response: BytesStart::new("s:Envelope").with_attributes(ENVELOPE),
                        instance: BytesStart::new("p:Win32_Service").with_attributes(INSTANCE),
                        blocks: BLOCKS.map(leaf),
                        locales: LOCALES.map(|name| BytesStart::new(name).with_attributes(LOCALE)),
                        selector: leaf(SELECTOR),
                    }
                }
            }

            impl crate::encode::Contender for Events {
                fn name(&self) -> String {
                    NAME.to_owned()
                }

                fn omits(&self) -> &'static str {
                    "names, characters XML cannot carry, that prefixes are declared and tags match"
                }

                fn encode(
                    &mut self,
                    message: &crate::data::Message,
                    sink: &mut Vec<u8>,
                ) -> Result<(), String> {
                    let mut out = Message(Writer::new(sink), self);
                    let written = match message {
                        crate::data::Message::Get(request) => out.get(request),
                        crate::data::Message::Pull(instances) => out.pull(instances),
                    };
                    written.map_err(|error| error.to_string())
                }
            }

            struct Message<'s>(Writer<&'s mut Vec<u8>>, &'s Events);

            impl Message<'_> {
                fn get(&mut self, request: &Request) -> io::Result<()> {
                    let Events { blocks, locales, .. } = self.1;
                    let [resource, address, action, size, session, operation, sequence, selector] =
                        blocks;
                    self.0.write_event(Event::Start(self.1.request.borrow()))?;
                    self.start("s:Header")?;
                    self.element("a:To", &request.to)?;
                    self.leaf(resource, &request.resource)?;
                    self.start("a:ReplyTo")?;
                    self.leaf(address, ANONYMOUS)?;
                    self.end("a:ReplyTo")?;
                    self.leaf(action, ACTION)?;
                    self.leaf(size, &request.envelope_size)?;
                    self.element("a:MessageID", &request.message_id)?;
                    for locale in locales {
                        self.0.write_event(Event::Empty(locale.borrow()))?;
                    }
                    self.leaf(session, &request.session_id)?;
                    if let Some(id) = &request.operation_id {
                        self.leaf(operation, id)?;
                    }
                    self.leaf(sequence, &request.sequence_id)?;
                    self.element("w:OperationTimeout", &request.timeout)?;
                    self.start("w:SelectorSet")?;
                    self.leaf(selector, request.selector)?;
                    self.end("w:SelectorSet")?;
                    self.end("s:Header")?;
                    self.0.write_event(Event::Empty(BytesStart::new("s:Body")))?;
                    self.end("s:Envelope")
                }

                fn pull(&mut self, instances: &[Instance]) -> io::Result<()> {
                    self.0.write_event(Event::Start(self.1.response.borrow()))?;
                    self.start("s:Header")?;
                    for (name, text) in HEADERS {
                        self.element(name, text)?;
                    }
                    self.end("s:Header")?;
                    self.start("s:Body")?;
                    self.start("n:PullResponse")?;
                    self.element("n:EnumerationContext", CONTEXT)?;
                    self.start("n:Items")?;
                    for instance in instances {
                        self.instance(instance)?;
                    }
                    ["n:Items", "n:PullResponse", "s:Body", "s:Envelope"]
                        .into_iter()
                        .try_for_each(|name| self.end(name))
                }

                fn instance(&mut self, instance: &Instance) -> io::Result<()> {
                    self.0.write_event(Event::Start(self.1.instance.borrow()))?;
                    for (name, value) in instance {
                        self.property(name, value)?;
                    }
                    self.end("p:Win32_Service")
                }

                fn property(&mut self, name: &str, value: &Value) -> io::Result<()> {
                    match value {
                        Value::Text(text) => self.element(name, text),
                        Value::Nil => self.nil(name),
                        Value::Array(items) => {
                            items.iter().try_for_each(|item| self.element(name, item))
                        }
                        Value::Datetime(text) => {
                            self.start(name)?;
                            self.element("cim:Datetime", text)?;
                            self.end(name)
                        }
                        Value::Reference(system) => self.reference(name, system),
                    }
                }

                fn reference(&mut self, name: &str, system: &str) -> io::Result<()> {
                    self.start(name)?;
                    self.element("a:Address", ANONYMOUS)?;
                    self.start("a:ReferenceParameters")?;
                    self.element("w:ResourceURI", SYSTEM)?;
                    self.start("w:SelectorSet")?;
                    self.leaf(&self.1.selector, system)?;
                    ["w:SelectorSet", "a:ReferenceParameters", name]
                        .into_iter()
                        .try_for_each(|name| self.end(name))
                }

                fn leaf(&mut self, start: &BytesStart<'_>, text: &str) -> io::Result<()> {
                    self.0.write_event(Event::Start(start.borrow()))?;
                    self.0.write_event(Event::Text(BytesText::new(text)))?;
                    self.0.write_event(Event::End(start.to_end()))
                }

                fn nil(&mut self, name: &str) -> io::Result<()> {
                    let tag = BytesStart::new(name).with_attributes([("xsi:nil", "true")]);
                    self.0.write_event(Event::Empty(tag))
                }

                fn element(&mut self, name: &str, text: &str) -> io::Result<()> {
                    self.start(name)?;
                    self.0.write_event(Event::Text(BytesText::new(text)))?;
                    self.end(name)
                }

                fn start(&mut self, name: &str) -> io::Result<()> {
                    self.0.write_event(Event::Start(BytesStart::new(name)))
                }

                fn end(&mut self, name: &str) -> io::Result<()> {
                    self.0.write_event(Event::End(BytesEnd::new(name)))
                }
            }
        }
    };
}

writer!(v042, quick_xml_042, "quick-xml 0.42 Writer");
writer!(v041, quick_xml, "quick-xml 0.41 Writer");
