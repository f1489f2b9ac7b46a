//! One print for all messages that say the same.

use std::collections::HashMap;

use super::document::Name;
use super::element::Element;
use super::infoset::{Part, Parts, Value, attributes, is_element_only, parts};
use super::text::Place;
use super::writer::{escape, spell, write_declaration};
use crate::names::{self, NamespaceId};

/// Prints an element and all in it, in lines that are the same for every message of the same
/// infoset: for tests, logs and comparing by eye.
///
/// Every namespace is declared on the first line's element: with its usual prefix
/// ([`NamespaceId::prefix`]), else with `ns1`, `ns2` and so on by first use. Attributes are sorted
/// by expanded name. Every element has a line of its own, two blanks further in than the one
/// around it, down to a depth of 32; text keeps to its element's line, line ends in it are
/// references, and what is inside an element with text beside elements is not broken into lines.
/// Comments and instructions are left out. An `xsi:type` follows the new prefixes; values that
/// hold prefixes otherwise are printed as they are and lose their declarations.
///
/// ```
/// use cimwire::xml::{Document, canon};
/// let document = Document::decode("<f:Fan xmlns:f='urn:fans' b='2' a='1'>\n<Speed>4<![CDATA[2]]>00</Speed></f:Fan>")?;
/// assert_eq!(canon(document.root()), concat!(
///     "<ns1:Fan xmlns:ns1=\"urn:fans\" a=\"1\" b=\"2\">\n",
///     "  <Speed>4200</Speed>\n",
///     "</ns1:Fan>\n",
/// ));
/// # Ok::<(), cimwire::Error>(())
/// ```
#[must_use]
pub fn canon(element: Element<'_>) -> String {
    let prefixes = Prefixes::of(element);
    let mut print = Print { out: Vec::new(), prefixes, open: Vec::new() };
    print.start(element);
    while let Some(open) = print.open.last_mut() {
        match open.parts.next() {
            Some(Part::Element(child)) => print.start(child),
            Some(Part::Text(text)) => print.text(&text),
            None => print.end(),
        }
    }
    print.out.push(b'\n');
    String::from_utf8(print.out)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The namespaces of a message in order of their first use, and their prefixes.
#[derive(Default)]
struct Prefixes {
    by_namespace: HashMap<String, String>,
    order: Vec<String>,
    numbered: usize,
}

impl Prefixes {
    fn of(root: Element<'_>) -> Self {
        let mut prefixes = Self::default();
        let behind = root.end_index();
        let elements = (root.index()..behind).filter_map(|index| root.tree().element(index));
        for element in elements {
            prefixes.add(element.name().namespace);
            for (name, value) in attributes(element) {
                prefixes.add(name.namespace);
                if let Value::Name(namespace, _) = value {
                    prefixes.add(&namespace);
                }
            }
        }
        prefixes
    }

    fn add(&mut self, namespace: &str) {
        if self.by_namespace.contains_key(namespace) {
            return;
        }
        let usual = names::namespace(namespace.as_bytes()).and_then(NamespaceId::prefix);
        let prefix = usual.map_or_else(
            || {
                self.numbered += 1;
                format!("{NUMBERED}{}", self.numbered)
            },
            str::to_owned,
        );
        self.by_namespace.insert(namespace.to_owned(), prefix);
        self.order.push(namespace.to_owned());
    }
}

struct Print<'d> {
    out: Vec<u8>,
    prefixes: Prefixes,
    open: Vec<Open<'d>>,
}

struct Open<'d> {
    element: Element<'d>,
    parts: Parts<'d>,
    /// Whether each element in it gets a line.
    has_lines: bool,
    is_empty: bool,
}

impl<'d> Print<'d> {
    fn start(&mut self, element: Element<'d>) {
        let may_break = self.open.last().is_none_or(|open| open.has_lines);
        self.begin_content();
        if !self.open.is_empty() && may_break {
            self.break_line(self.open.len());
        }
        self.out.push(b'<');
        self.name(element.name());
        if self.open.is_empty() {
            self.declarations();
        }
        for (name, value) in attributes(element) {
            self.out.push(b' ');
            self.name(name);
            self.out.extend_from_slice(b"=\"");
            self.value(&value);
            self.out.push(b'"');
        }
        let has_lines = may_break && is_element_only(element);
        self.open.push(Open { element, parts: parts(element), has_lines, is_empty: true });
    }

    fn text(&mut self, text: &str) {
        self.begin_content();
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.extend_from_slice(b"&#xA;");
            }
            self.escape(line, Place::Content);
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.is_empty {
            self.out.extend_from_slice(b"/>");
            return;
        }
        if open.has_lines {
            self.break_line(self.open.len());
        }
        self.out.extend_from_slice(b"</");
        self.name(open.element.name());
        self.out.push(b'>');
    }

    fn begin_content(&mut self) {
        if let Some(open) = self.open.last_mut().filter(|open| open.is_empty) {
            open.is_empty = false;
            self.out.push(b'>');
        }
    }

    fn break_line(&mut self, depth: usize) {
        self.out.push(b'\n');
        self.out.extend(std::iter::repeat_n(b' ', 2 * depth.min(DEEPEST_LINE)));
    }

    fn declarations(&mut self) {
        for namespace in &self.prefixes.order {
            let prefix = self.prefixes.by_namespace.get(namespace);
            let is_declared = |prefix: &&String| !prefix.is_empty() && *prefix != "xml";
            if let Some(prefix) = prefix.filter(is_declared) {
                write_declaration(&mut self.out, prefix, namespace);
            }
        }
    }

    fn name(&mut self, name: Name<'_>) {
        let prefix = self.prefixes.by_namespace.get(name.namespace);
        spell(&mut self.out, prefix.map_or("", String::as_str), name.local);
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => self.escape(text, Place::Attribute),
            Value::Name(namespace, local) => self.name(Name { namespace, local }),
        }
    }

    fn escape(&mut self, text: &str, place: Place) {
        // Text that was read has nothing in it that would be refused.
        escape(&mut self.out, text, place, true).ok();
    }
}

const NUMBERED: &str = "ns";
const DEEPEST_LINE: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    fn print(xml: &str) -> String {
        canon(Document::decode(xml.to_owned()).unwrap().root())
    }

    #[test]
    fn what_does_not_count_does_not_show() {
        let one = "<?xml version='1.0'?><!--x--><a:r xmlns:a='urn:1' xmlns:b='urn:2' b:y='&#65;' x='1'>\n\
                   <b:c><![CDATA[<t>]]>&#13;</b:c>\t<a:d/></a:r><?p i?>";
        let other = "<r xmlns='urn:1' x='1' q:y='A' xmlns:q='urn:2'><c xmlns='urn:2'>&lt;t<!-- -->>\
                     &#xD;</c><d></d></r>";
        assert_eq!(print(one), print(other));
        assert_eq!(
            print(one),
            "<ns1:r xmlns:ns1=\"urn:1\" xmlns:ns2=\"urn:2\" x=\"1\" ns2:y=\"A\">\n  \
             <ns2:c>&lt;t&gt;&#xD;</ns2:c>\n  <ns1:d/>\n</ns1:r>\n"
        );
    }

    #[test]
    fn what_counts_shows() {
        let all = [
            "<a/>",
            "<a> </a>",
            "<a x=''/>",
            "<a xmlns='urn:x'/>",
            "<b/>",
            "<a><b/></a>",
            "<a><b/><b/></a>",
            "<a>x<b/></a>",
            "<a> x<b/></a>",
            "<a>x<b/> </a>",
            "<a>x<b/> <b/></a>",
            "<a>\n</a>",
            "<a>&#xD;</a>",
            "<a><b> </b></a>",
            "<a><b>x</b></a>",
            "<a>x</a>",
            "<a x='\n'/>",
            "<a x='&#xA;'/>",
        ];
        for (at, one) in all.iter().enumerate() {
            for other in &all[..at] {
                assert_ne!(print(one), print(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn types_follow_the_prefixes() {
        let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
        let one = print(&format!("<a {xsi} xmlns:p='urn:p' i:type='p:T'/>"));
        assert_eq!(one, print(&format!("<a {xsi} xmlns:q='urn:p' i:type='q:T'/>")));
        assert_ne!(one, print(&format!("<a {xsi} xmlns:p='urn:q' i:type='p:T'/>")));
        assert_eq!(print(&format!("<a {xsi} i:type=' T'/>")).matches("\" T\"").count(), 1);
    }

    #[test]
    fn text_beside_elements_keeps_its_blanks() {
        assert_eq!(print("<a>x<b> <c/>\n</b>\n</a>"), "<a>x<b><c/></b>&#xA;</a>\n");
    }

    #[test]
    fn a_print_prints_as_itself() {
        for xml in
            ["<a xmlns:b='u'>\n<b:c>1 <d/>2</b:c><e>&amp;\r\n</e></a>", "<a x='&lt;&#9;'><b/></a>"]
        {
            assert_eq!(print(&print(xml)), print(xml));
        }
    }

    #[test]
    fn numbered_prefixes_are_nobody_elses() {
        let numbers = |prefix: &str| prefix.starts_with("ns") && prefix.len() > 2;
        let mut usual =
            (0..names::FIRST_OWN_NAMESPACE).filter_map(|id| NamespaceId::new(id).prefix());
        assert!(!usual.any(numbers));
    }

    #[test]
    fn depth_costs_no_more_than_its_lines() {
        let xml = "<a>".repeat(200) + "<b/>" + &"</a>".repeat(200);
        assert!(print(&xml).len() < 200 * 2 * (DEEPEST_LINE * 2 + 6));
    }
}
