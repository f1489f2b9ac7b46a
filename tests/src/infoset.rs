//! What a message says, line by line: the form in which two readings of it are compared.
//!
//! | line | is |
//! | --- | --- |
//! | `S {ns}local` | an element starts |
//! | `N prefix uri` | a binding, declared or in force, as asked |
//! | `A {ns}local value` | an attribute |
//! | `T text` | character data between two pieces of markup, sections included |
//! | `C text`, `P target data` | a comment, an instruction |
//! | `E` | the element ends |
//!
//! Backslash, line feed, carriage return and tab in a value are escaped. `tests/oracle.py` writes the same lines.

use cimwire::names::{self, Family, NamespaceId};
use cimwire::xml::{Document, Element, Name, Node, Nodes, Tree};

/// Which namespace bindings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bindings {
    /// None.
    Unlisted,
    /// Those a tag declares, in document order.
    Declared,
    /// All in force, sorted, where they are not those of the element around.
    InForce,
}

/// The lines of the root and all in it.
#[must_use]
pub fn of(tree: Tree<'_>, bindings: Bindings) -> Vec<String> {
    lines_of(tree.root(), bindings)
}

/// The lines of an element and all in it, without bindings.
#[must_use]
pub fn within(element: Element<'_>) -> Vec<String> {
    lines_of(element, Bindings::Unlisted)
}

/// The lines of what the JSON form promises to keep: no bindings, comments or instructions, no
/// blanks between elements, attributes sorted, values that are qualified names resolved.
#[must_use]
pub fn canonical(element: Element<'_>) -> Vec<String> {
    resolved_lines(element, true)
}

/// The same, but that of values only `xsi:type` is resolved: what counts without any schema.
#[must_use]
pub fn compared(element: Element<'_>) -> Vec<String> {
    resolved_lines(element, false)
}

fn resolved_lines(element: Element<'_>, resolves_known: bool) -> Vec<String> {
    let mut lines = Lines { resolves_known, ..Lines::default() };
    let mut open = vec![(element, element.nodes())];
    lines.start_canonical(element);
    while let Some((parent, nodes)) = open.last_mut() {
        match nodes.next() {
            Some(Node::Element(child)) => {
                lines.start_canonical(child);
                open.push((child, child.nodes()));
            }
            Some(Node::Text(text)) if !is_element_only(*parent) => lines.text(&text.value()),
            Some(_) => {}
            None => {
                let (element, _) = open.pop().expect("the element that ends");
                let name = element.name();
                let is_known = QNAME_ELEMENTS.contains(&(family(name), name.local));
                lines.end_canonical(element, resolves_known && is_known);
            }
        }
    }
    lines.finish()
}

/// The family of a namespace, by the namespace that stands for it.
fn family(name: Name<'_>) -> &str {
    let known = names::namespace(name.namespace.as_bytes()).and_then(NamespaceId::family);
    match known {
        Some(Family::Addressing) => "addressing",
        Some(Family::Wsman) => "wsman",
        _ => name.namespace,
    }
}

fn is_element_only(element: Element<'_>) -> bool {
    element.children().next().is_some() && element.trimmed().is_empty()
}

fn lines_of(element: Element<'_>, bindings: Bindings) -> Vec<String> {
    let mut walk = Walk { lines: Lines::default(), open: Vec::new(), bindings };
    walk.start(element);
    while let Some((nodes, _)) = walk.open.last_mut() {
        match nodes.next() {
            Some(Node::Element(element)) => walk.start(element),
            Some(Node::Text(text)) => walk.lines.text(&text.value()),
            Some(Node::Comment(comment)) => walk.lines.comment(comment),
            Some(Node::Instruction(instruction)) => walk.lines.instruction(instruction),
            None => {
                walk.open.pop();
                walk.lines.end();
            }
        }
    }
    walk.lines.finish()
}

struct Walk<'d> {
    lines: Lines,
    /// The elements around, each with the bindings in force in it.
    open: Vec<(Nodes<'d>, Vec<(&'d str, &'d str)>)>,
    bindings: Bindings,
}

impl<'d> Walk<'d> {
    fn start(&mut self, element: Element<'d>) {
        let name = element.name();
        self.lines.start(name.namespace, name.local);
        let in_force = match self.bindings {
            Bindings::Unlisted => Vec::new(),
            Bindings::Declared => {
                element.declarations().for_each(|d| self.lines.binding(d.prefix, d.namespace));
                Vec::new()
            }
            Bindings::InForce => self.start_bindings(element),
        };
        for attribute in element.attributes() {
            let name = attribute.name();
            self.lines.attribute(name.namespace, name.local, &attribute.value());
        }
        self.open.push((element.nodes(), in_force));
    }

    fn start_bindings(&mut self, element: Element<'d>) -> Vec<(&'d str, &'d str)> {
        let outer = self.open.last().map(|(_, outer)| outer.clone()).unwrap_or_default();
        if element.declarations().next().is_none() {
            return outer;
        }
        let in_scope = element.in_scope();
        let mut in_force: Vec<_> = in_scope.iter().map(|b| (b.prefix, b.namespace)).collect();
        in_force.sort_unstable();
        if in_force != outer {
            in_force.iter().for_each(|(prefix, uri)| self.lines.binding(prefix, uri));
        }
        in_force
    }
}

/// Lines in the making: character data is held back until something else comes.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<String>,
    text: String,
    /// Whether values that a schema makes qualified names are resolved.
    resolves_known: bool,
}

impl Lines {
    /// An element starts.
    pub fn start(&mut self, namespace: &str, local: &str) {
        self.line(format!("S {{{}}}{local}", escape(namespace)));
    }

    /// A prefix, empty for the default namespace, is bound.
    pub fn binding(&mut self, prefix: &str, namespace: &str) {
        self.line(format!("N {prefix} {}", escape(namespace)));
    }

    /// An attribute.
    pub fn attribute(&mut self, namespace: &str, local: &str, value: &str) {
        self.line(format!("A {{{}}}{local} {}", escape(namespace), escape(value)));
    }

    /// Character data, which may go on.
    pub fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A comment as it stands in the message.
    pub fn comment(&mut self, raw: &str) {
        self.line(format!("C {}", escape(&with_one_line_end(raw))));
    }

    /// Target and data as they stand in the message.
    pub fn instruction(&mut self, raw: &str) {
        let raw = with_one_line_end(raw);
        let (target, data) = raw.split_once(BLANKS).unwrap_or((&raw, ""));
        self.line(format!("P {target} {}", escape(data.trim_start_matches(BLANKS))));
    }

    /// An element ends.
    pub fn end(&mut self) {
        self.line("E".to_owned());
    }

    fn start_canonical(&mut self, element: Element<'_>) {
        let name = element.name();
        self.start(name.namespace, name.local);
        let mut attributes: Vec<_> = element.attributes().map(|a| (a.name(), a.value())).collect();
        attributes.sort_unstable();
        for (name, value) in attributes {
            let owner = (family(element.name()), element.name().local);
            let is_qname = name.namespace == XSI && name.local == "type"
                || self.resolves_known
                    && name.namespace.is_empty()
                    && QNAME_ATTRIBUTES.contains(&(owner.0, owner.1, name.local));
            let resolved = if is_qname { resolved(element, &value) } else { None };
            self.attribute(name.namespace, name.local, resolved.as_deref().unwrap_or(&value));
        }
    }

    /// An element ends, whose text may be a qualified name.
    fn end_canonical(&mut self, element: Element<'_>, is_qname: bool) {
        if is_qname && let Some(name) = resolved(element, &self.text) {
            self.text = name;
        }
        self.end();
    }

    /// All lines.
    #[must_use]
    pub fn finish(mut self) -> Vec<String> {
        self.flush();
        self.lines
    }

    fn line(&mut self, line: String) {
        self.flush();
        self.lines.push(line);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.lines.push(format!("T {}", escape(&self.text)));
            self.text.clear();
        }
    }
}

/// What a qualified name stands for where its prefix is bound.
fn resolved(element: Element<'_>, value: &str) -> Option<String> {
    let name = value.trim_matches(BLANKS);
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let is_qname = is_ncname(local) && (is_ncname(prefix) || name == local);
    let namespace = match element.namespace_of_prefix(prefix) {
        _ if !is_qname => return None,
        Some(namespace) => namespace,
        None if prefix.is_empty() => "",
        None => return None,
    };
    Some(format!("{{{namespace}}}{local}"))
}

fn is_ncname(name: &str) -> bool {
    let element = Document::decode(format!("<{name}/>"));
    element.is_ok_and(|element| element.root().name().local == name)
}

/// Elements whose text is a qualified name.
const QNAME_ELEMENTS: [(&str, &str); 3] =
    [(SOAP, "Value"), ("addressing", "PortType"), ("addressing", "ServiceName")];

/// Elements and those of their attributes whose value is a qualified name.
const QNAME_ATTRIBUTES: [(&str, &str, &str); 3] = [
    (SOAP, "NotUnderstood", "qname"),
    (SOAP, "SupportedEnvelope", "qname"),
    ("wsman", "Option", "Type"),
];

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// XML 1.0 §2.11.
fn with_one_line_end(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_all_a_message_says() {
        let message = "<a xmlns='u' b='1&#9;'><!--c\r\n--><c:d xmlns:c='v'>x<![CDATA[<y]]>\\</c:d><?p  q?></a>";
        let document = Document::decode(message).unwrap();
        let declared = [
            "S {u}a",
            "N  u",
            "A {}b 1\\t",
            "C c\\n",
            "S {v}d",
            "N c v",
            "T x<y\\\\",
            "E",
            "P p q",
            "E",
        ];
        assert_eq!(of(document.tree(), Bindings::Declared), declared);
        let in_force = of(document.tree(), Bindings::InForce);
        assert_eq!(in_force[5..7], ["N  u", "N c v"]);
    }
}
