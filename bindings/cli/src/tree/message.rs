//! A message in the words of the standard.

use std::io;

use cimwire_facade::{Fault, Message, Node, View, is_of_protocol};

use super::Tree;
use crate::paint::{FAINT, HEADING, NAME, visible};

impl Tree<'_> {
    /// What the message is, then its header blocks, what its record holds, its items or its fault.
    pub(super) fn message(&mut self, message: &Message) -> io::Result<()> {
        let envelope = message.envelope();
        let summary = visible(&summary(message)).into_owned();
        write!(self.out, "{HEADING}{summary}{HEADING:#}")?;
        let attributes = self.attributes(&envelope);
        writeln!(self.out, "{}{FAINT}{attributes}{FAINT:#}", gap(&attributes))?;
        let (header, body) = (message.header(), message.body());
        let parts = [&header, &body].map(|part| part.as_ref().map(View::place));
        let is_part =
            |node: &Node| matches!(node, Node::Element(it) if parts.contains(&Some(it.place())));
        let others = envelope.nodes().into_iter().filter(|node| !is_part(node)).collect();
        self.elements(others, envelope.namespace(), 1)?;
        if let Some(header) = header {
            self.part("headers", &header, header.nodes())?;
        }
        match (message.fault(), body) {
            (Some(fault), _) => self.fault(&fault),
            (None, Some(body)) => self.body(message, &body),
            (None, None) => Ok(()),
        }
    }

    /// The fields of the record that a body is, or what is in it.
    fn body(&mut self, message: &Message, body: &View) -> io::Result<()> {
        let Some(record) = record(message, body) else {
            return self.part("body", body, body.nodes());
        };
        let items = message.items_element().map(|items| items.place());
        let is_said = |node: &Node| {
            let Node::Element(field) = node else { return false };
            Some(field.place()) == items || is_bare_end(field)
        };
        let fields = record.nodes().into_iter().filter(|node| !is_said(node)).collect();
        self.part("body", body, fields)?;
        match message.items_element() {
            Some(items) => self.part("items", &items, items.nodes()),
            None => Ok(()),
        }
    }

    /// Nodes under a heading; nothing where there are none.
    fn part(&mut self, heading: &str, element: &View, nodes: Vec<Node>) -> io::Result<()> {
        let attributes = self.attributes(element);
        if nodes.is_empty() && attributes.is_empty() {
            return Ok(());
        }
        let gap = gap(&attributes);
        writeln!(self.out, "{HEADING}{heading}{HEADING:#}{gap}{FAINT}{attributes}{FAINT:#}")?;
        self.elements(nodes, element.namespace(), 1)
    }

    fn fault(&mut self, fault: &Fault) -> io::Result<()> {
        writeln!(self.out, "{HEADING}fault{HEADING:#}")?;
        let subcode = fault.short_subcode.as_ref().or(fault.subcode.as_ref());
        self.line("Code", fault.code.as_deref())?;
        self.line("Subcode", subcode.map(String::as_str))?;
        for reason in &fault.reasons {
            let language = match &*reason.language {
                "" => String::new(),
                language => format!(" {FAINT}({}){FAINT:#}", visible(language)),
            };
            let text = format!("{}{language}", self.shown(&reason.text));
            writeln!(self.out, "  {NAME}Reason{NAME:#}   {text}")?;
        }
        self.line("Detail", fault.detail_code.as_deref())?;
        self.line("Meaning", fault.meaning.as_deref())?;
        let Some(detail) = &fault.detail else { return Ok(()) };
        let is_code = |node: &Node| {
            matches!(node, Node::Element(it)
            if it.name() == "FaultDetail" && fault.detail_code.is_some())
        };
        let others = detail.nodes().into_iter().filter(|node| !is_code(node)).collect();
        self.part("detail", detail, others)
    }

    fn line(&mut self, name: &str, value: Option<&str>) -> io::Result<()> {
        let Some(value) = value else { return Ok(()) };
        let shown = self.shown(value);
        writeln!(self.out, "  {NAME}{name}{NAME:#}{:1$}{shown}", "", FAULT_WIDTH - name.len())
    }

    /// The attributes of an element, as they are written.
    fn attributes(&mut self, element: &View) -> String {
        let attributes = element.attributes();
        let shown: Vec<_> = attributes.iter().map(|it| self.attribute(it)).collect();
        shown.join(" ")
    }
}

/// What a message is, in a few words.
fn summary(message: &Message) -> String {
    let mut words = message.kind();
    let head = message.head();
    if words.starts_with("Method") {
        let action = head.action.as_deref().unwrap_or_default();
        let method = action.rsplit('/').next().unwrap_or_default();
        words = format!("{words} {}", method.trim_end_matches("Response"));
    }
    if let Some(items) = message.items_element() {
        let count = items.children().len();
        words += &format!(", {count} item{}", if count == 1 { "" } else { "s" });
    }
    if message.is_end_of_sequence() {
        words += ", end of sequence";
    }
    if let Some(fault) = message.fault() {
        let name = fault.short_subcode.or(fault.subcode).or(fault.code);
        words += &name.map(|name| format!(", {name}")).unwrap_or_default();
    }
    let version = head.addressing.filter(|version| version != "2004/08");
    words + &version.map(|version| format!(", addressing {version}")).unwrap_or_default()
}

/// The one element of a body that is named as the message is: its fields say all.
fn record(message: &Message, body: &View) -> Option<View> {
    let nodes = body.nodes();
    let [Node::Element(record)] = &nodes[..] else { return None };
    let is_named = message.kind().ends_with(record.name()) && is_of_protocol(record.namespace());
    let has_text = record.nodes().iter().any(|node| matches!(node, Node::Text(_)));
    (is_named && !has_text && record.attributes().is_empty()).then(|| record.clone())
}

/// Whether an element says no more than the summary: that there are no more items.
fn is_bare_end(field: &View) -> bool {
    field.name() == "EndOfSequence" && field.attributes().is_empty() && field.nodes().is_empty()
}

fn gap(text: &str) -> &'static str {
    if text.is_empty() { "" } else { "  " }
}

/// Columns that the names of a fault's parts take, with the gap behind them.
const FAULT_WIDTH: usize = "Subcode".len() + 2;
