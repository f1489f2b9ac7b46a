//! A schema document as a tree.

use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::model::{Name, XML};

/// An element of a schema document.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: Name,
    /// Attributes but for namespace declarations; those without a prefix are in no namespace.
    pub(crate) attributes: Vec<(Name, String)>,
    pub(crate) children: Vec<Node>,
    /// The text directly in it.
    pub(crate) text: String,
    pub(crate) line: usize,
    scope: Scope,
}

type Scope = Rc<BTreeMap<String, String>>;

impl Node {
    /// Reads the root element; an error begins with its line.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut parser = Parser::new(text);
        loop {
            if let Some(root) = parser.step()? {
                return Ok(root);
            }
        }
    }

    /// The value of an attribute in no namespace.
    pub(crate) fn attribute(&self, local: &str) -> Option<&str> {
        let is_it = |(name, _): &&(Name, String)| name.namespace.is_empty() && name.local == local;
        self.attributes.iter().find(is_it).map(|(_, value)| value.as_str())
    }

    /// The expanded name that a QName stands for here; none if its prefix is not bound.
    pub(crate) fn expand(&self, qname: &str) -> Option<Name> {
        let (prefix, local) = qname.split_once(':').unwrap_or(("", qname));
        let namespace = match self.scope.get(prefix) {
            Some(uri) => uri,
            None if prefix.is_empty() => "",
            None => return None,
        };
        Some(Name::new(namespace, local))
    }
}

struct Parser<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    /// Elements that are open.
    open: Vec<Node>,
    /// The line that was last asked for, and where it was.
    line: usize,
    counted: usize,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let scope = BTreeMap::from([("xml".to_owned(), XML.to_owned())]);
        let root = Node {
            name: Name::new("", ""),
            attributes: Vec::new(),
            children: Vec::new(),
            text: String::new(),
            line: 1,
            scope: Rc::new(scope),
        };
        Self { reader, text, open: vec![root], line: 1, counted: 0 }
    }

    /// Reads on; the root once it is complete.
    fn step(&mut self) -> Result<Option<Node>, String> {
        let event = self.reader.read_event();
        let line = self.line();
        let event = event.map_err(|error| format!("{line}: {error}"))?;
        match event {
            Event::Start(tag) => self.start(&tag, line).map_err(|it| format!("{line}: {it}"))?,
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) => self.append(&text.decode().unwrap_or_default()),
            Event::CData(text) => self.append(&text.decode().unwrap_or_default()),
            Event::GeneralRef(name) => {
                let text =
                    referred(&name).ok_or_else(|| format!("{line}: expected an entity of XML"));
                self.append(&text?);
            }
            Event::DocType(_) => return Err(format!("{line}: expected no document type")),
            Event::Eof => return Err(format!("{line}: expected the end of the root element")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
        }
        Ok(None)
    }

    fn start(&mut self, tag: &BytesStart, line: usize) -> Result<(), String> {
        if self.open.len() > MAX_DEPTH {
            return Err(format!("expected at most {MAX_DEPTH} elements inside each other"));
        }
        let mut pairs = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| error.to_string())?.into_owned();
            pairs.push((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value));
        }
        let outer = self.open.last().map(|node| Rc::clone(&node.scope)).unwrap_or_default();
        let mut node = Node {
            name: Name::new("", ""),
            attributes: Vec::new(),
            children: Vec::new(),
            text: String::new(),
            line,
            scope: declare(outer, &pairs),
        };
        let unbound = |qname: &str| format!("expected a prefix that is bound, found {qname:?}");
        let qname = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        node.name = node.expand(&qname).ok_or_else(|| unbound(&qname))?;
        for (qname, value) in pairs {
            let name = match qname.split_once(':') {
                _ if qname == "xmlns" => continue,
                Some(("xmlns", _)) => continue,
                Some(_) => node.expand(&qname).ok_or_else(|| unbound(&qname))?,
                None => Name::new("", &qname),
            };
            node.attributes.push((name, value));
        }
        self.open.push(node);
        Ok(())
    }

    fn end(&mut self) -> Option<Node> {
        let node = self.open.pop()?;
        let parent = self.open.last_mut()?;
        if parent.name.local.is_empty() {
            return Some(node);
        }
        parent.children.push(node);
        None
    }

    fn append(&mut self, text: &str) {
        if let Some(node) = self.open.last_mut() {
            node.text += text;
        }
    }

    /// The line the reader has come to.
    fn line(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        let now = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let now = now.clamp(self.counted, bytes.len());
        self.line += bytes[self.counted..now].iter().filter(|byte| **byte == b'\n').count();
        self.counted = now;
        self.line
    }
}

/// What a reference stands for: a character, or one of the five entities of XML.
fn referred(name: &BytesRef) -> Option<String> {
    if let Some(one) = name.resolve_char_ref().ok()? {
        return Some(one.to_string());
    }
    resolve_xml_entity(&name.decode().ok()?).map(str::to_owned)
}

/// The scope inside a tag.
fn declare(outer: Scope, attributes: &[(String, String)]) -> Scope {
    let mut scope = outer;
    for (qname, uri) in attributes {
        let prefix = match qname.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) => rest.strip_prefix(':').unwrap_or_default(),
            None => continue,
        };
        Rc::make_mut(&mut scope).insert(prefix.to_owned(), uri.clone());
    }
    scope
}

/// Schemas are nested some ten elements deep; everything that walks them may recurse.
const MAX_DEPTH: usize = 64;
