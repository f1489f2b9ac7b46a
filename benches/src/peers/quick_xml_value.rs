//! A program that converts our JSON by hand: serde_json's `Value`, walked into quick-xml's `Writer`.
//! It knows the form of a PullResponse, and of properties what these services have.

use serde_json::{Map, Value};

macro_rules! value {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use $krate::Writer;
            use $krate::events::{BytesEnd, BytesStart, BytesText, Event};

            use super::*;

            /// Name of the row.
            pub const NAME: &str = $name;

            /// The XML of a message.
            pub(in crate::peers) fn to_xml(json: &[u8]) -> Result<Vec<u8>, String> {
                let value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
                let sink = Vec::with_capacity(json.len());
                let mut out = Message { writer: Writer::new(sink), name: String::new() };
                out.message(&value).map_err(|error| error.to_string())?;
                Ok(out.writer.into_inner())
            }

            struct Message {
                writer: Writer<Vec<u8>>,
                /// The name of a property with its prefix.
                name: String,
            }

            impl Message {
                fn message(&mut self, message: &Value) -> Written {
                    let language = &message["attributes"]["envelope"][LANGUAGE];
                    let envelope = BytesStart::new("s:Envelope").with_attributes(NAMESPACES);
                    let language = [("xml:lang", text(language)?)];
                    self.start(envelope.with_attributes(language))?;
                    self.start(BytesStart::new("s:Header"))?;
                    for name in list(&message["header_order"])? {
                        self.leaf(header(text(name)?)?, text(&message[text(name)?])?)?;
                    }
                    self.end("s:Header")?;
                    self.start(BytesStart::new("s:Body"))?;
                    self.start(BytesStart::new("n:PullResponse"))?;
                    let body = &message["body"];
                    self.leaf("n:EnumerationContext", text(&body["enumeration_context"])?)?;
                    self.start(BytesStart::new("n:Items"))?;
                    list(&body["items"])?.iter().try_for_each(|item| self.item(item))?;
                    ["n:Items", "n:PullResponse", "s:Body", "s:Envelope"]
                        .iter()
                        .try_for_each(|name| self.end(name))
                }

                fn item(&mut self, item: &Value) -> Written {
                    let class = text(&item["class"])?;
                    if text(&item["namespace"])? != CLASS {
                        return Err(UNKNOWN.into());
                    }
                    let kind = text(&item["type"])?.strip_prefix(CLASS_IN_BRACES).ok_or(UNKNOWN)?;
                    let (name, kind) = (format!("p:{class}"), format!("p:{kind}"));
                    self.start(BytesStart::new(&*name).with_attributes([("xsi:type", &*kind)]))?;
                    for (name, value) in object(&item["properties"])? {
                        let mut known = std::mem::take(&mut self.name);
                        known.clear();
                        known.push_str("p:");
                        known.push_str(name);
                        self.property(&known, value)?;
                        self.name = known;
                    }
                    self.end(&name)
                }

                fn property(&mut self, name: &str, value: &Value) -> Written {
                    match value {
                        Value::Null => {
                            let nil = [("xsi:nil", "true")];
                            let empty = BytesStart::new(name).with_attributes(nil);
                            Ok(self.writer.write_event(Event::Empty(empty))?)
                        }
                        Value::Bool(true) => self.leaf(name, "true"),
                        Value::Bool(false) => self.leaf(name, "false"),
                        Value::Number(number) => self.leaf(name, &number.to_string()),
                        Value::String(text) => self.leaf(name, text),
                        Value::Array(items) => {
                            items.iter().try_for_each(|item| self.property(name, item))
                        }
                        Value::Object(members) => {
                            self.start(BytesStart::new(name))?;
                            match members.get("reference") {
                                Some(reference) => self.reference(reference)?,
                                None => {
                                    let form = format!("cim:{}", text(&value["form"])?);
                                    self.leaf(&form, text(&value["value"])?)?;
                                }
                            }
                            self.end(name)
                        }
                    }
                }

                fn reference(&mut self, reference: &Value) -> Written {
                    self.leaf("a:Address", text(&reference["address"])?)?;
                    self.start(BytesStart::new("a:ReferenceParameters"))?;
                    self.leaf("w:ResourceURI", text(&reference["resource_uri"])?)?;
                    self.start(BytesStart::new("w:SelectorSet"))?;
                    for (name, value) in object(&reference["selectors"])? {
                        let name = [("Name", &**name)];
                        self.start(BytesStart::new("w:Selector").with_attributes(name))?;
                        self.text(text(value)?)?;
                        self.end("w:Selector")?;
                    }
                    self.end("w:SelectorSet")?;
                    self.end("a:ReferenceParameters")
                }

                fn leaf(&mut self, name: &str, text: &str) -> Written {
                    self.start(BytesStart::new(name))?;
                    self.text(text)?;
                    self.end(name)
                }

                fn text(&mut self, text: &str) -> Written {
                    Ok(self.writer.write_event(Event::Text(BytesText::new(text)))?)
                }

                fn start(&mut self, start: BytesStart<'_>) -> Written {
                    Ok(self.writer.write_event(Event::Start(start))?)
                }

                fn end(&mut self, name: &str) -> Written {
                    Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?)
                }
            }
        }
    };
}

value!(v042, quick_xml_042, "serde_json::Value + quick-xml 0.42 Writer");
value!(v041, quick_xml, "serde_json::Value + quick-xml 0.41 Writer");

/// What the rivals do not check.
pub(super) const OMITS: &str = "other messages than this one, members it does not know, types, \
                                characters XML cannot carry; properties lose their order";

type Written = Result<(), Box<dyn std::error::Error>>;

fn text(value: &Value) -> Result<&str, &'static str> {
    value.as_str().ok_or(UNKNOWN)
}

fn list(value: &Value) -> Result<&[Value], &'static str> {
    value.as_array().map(Vec::as_slice).ok_or(UNKNOWN)
}

fn object(value: &Value) -> Result<&Map<String, Value>, &'static str> {
    value.as_object().ok_or(UNKNOWN)
}

/// The element of a header block.
fn header(name: &str) -> Result<&'static str, &'static str> {
    let known = HEADERS.iter().find(|(known, _)| *known == name);
    known.map(|(_, element)| *element).ok_or(UNKNOWN)
}

const UNKNOWN: &str = "expected a PullResponse of services";
const LANGUAGE: &str = "@{http://www.w3.org/XML/1998/namespace}lang";
const CLASS: &str = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service";
const CLASS_IN_BRACES: &str =
    "{http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service}";
const HEADERS: [(&str, &str); 4] = [
    ("action", "a:Action"),
    ("message_id", "a:MessageID"),
    ("to", "a:To"),
    ("relates_to", "a:RelatesTo"),
];
const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns:s", "http://www.w3.org/2003/05/soap-envelope"),
    ("xmlns:a", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
    ("xmlns:n", "http://schemas.xmlsoap.org/ws/2004/09/enumeration"),
    ("xmlns:w", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xmlns:cim", "http://schemas.dmtf.org/wbem/wscim/1/common"),
    ("xmlns:p", CLASS),
];
