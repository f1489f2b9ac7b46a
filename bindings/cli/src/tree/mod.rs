//! A message as an indented tree.

mod meanings;
mod message;

use std::io::{self, Write};
use std::iter::Peekable;
use std::vec::IntoIter;

use cimwire_facade::{
    Attribute, Deviation, Header, Node, Repair, Schema, View, is_of_protocol, usual_prefix,
};
use unicode_width::UnicodeWidthStr;

use crate::content::Content;
use crate::deviations;
use crate::paint::{ATTRIBUTE, FAINT, HEADING, MARK, NAME, visible};
use crate::prefixes::Prefixes;
use meanings::Meanings;

/// Prints a message in the words of the standard, or the elements of a document, with what values
/// mean by a schema; then the namespaces, deviations, misfits and repairs, if any.
pub(crate) fn print(
    out: &mut dyn Write,
    content: &Content,
    schema: Option<&Schema>,
    longest: usize,
) -> io::Result<()> {
    let headers = content.headers().into_iter().peekable();
    let is_message = content.message.is_some();
    let prefixes = Prefixes::default();
    let meanings = schema.map(|schema| Meanings::of(&content.document, schema)).unwrap_or_default();
    let mut tree = Tree { out, prefixes, headers, is_message, meanings, longest };
    match &content.message {
        Some(message) => tree.message(message)?,
        None => tree.elements(vec![Node::Element(content.document.root())], "", 0)?,
    }
    tree.namespaces()?;
    tree.deviations("deviations", &content.deviations())?;
    if let Some(schema) = schema {
        tree.classes(&content.original.misfits(schema))?;
    }
    tree.section("repairs", content.original.repairs().iter().map(Repair::to_string))
}

struct Tree<'w> {
    out: &'w mut dyn Write,
    prefixes: Prefixes,
    /// The header blocks that are still to come.
    headers: Peekable<IntoIter<Header>>,
    /// Whether names of the protocol need no prefix.
    is_message: bool,
    meanings: Meanings,
    /// Characters of a value that are shown.
    longest: usize,
}

/// The nodes inside an element that are still to be printed.
struct Level {
    rows: IntoIter<Row>,
    /// Columns that their heads take.
    width: usize,
}

/// A node, and what stands before its value.
struct Row {
    node: Node,
    head: String,
}

impl Tree<'_> {
    /// Prints nodes of an element in namespace `around`, and all inside them. The way down is kept
    /// in a list, not on the stack.
    fn elements(&mut self, nodes: Vec<Node>, around: &str, depth: usize) -> io::Result<()> {
        let mut levels = vec![self.level(nodes, around)];
        while let Some(level) = levels.last_mut() {
            let Some(row) = level.rows.next() else {
                levels.pop();
                continue;
            };
            let (width, indent) = (level.width, (levels.len() - 1 + depth) * 2);
            if let Some(inside) = self.row(row, indent, width)? {
                levels.push(inside);
            }
        }
        Ok(())
    }

    /// The nodes of an element in namespace `around`.
    fn level(&mut self, nodes: Vec<Node>, around: &str) -> Level {
        let rows: Vec<Row> = nodes.into_iter().map(|node| self.head(node, around)).collect();
        let widths = rows.iter().map(|row| columns(&row.head)).filter(|&width| width <= WIDEST);
        let width = widths.max().unwrap_or(0);
        Level { rows: rows.into_iter(), width }
    }

    fn head(&mut self, node: Node, around: &str) -> Row {
        let Node::Element(view) = &node else { return Row { node, head: String::new() } };
        let label = self.label(view);
        let name = match &label {
            Some(label) => self.shown(&label.value),
            None => self.name(view.namespace(), view.prefix(), view.name(), around),
        };
        let mut head = format!("{NAME}{name}{NAME:#}");
        let must_understand = self.must_understand(view);
        if must_understand {
            head.push_str(&format!(" {MARK}(must understand){MARK:#}"));
        }
        for attribute in view.attributes() {
            let is_said = must_understand && attribute.name == "mustUnderstand"
                || view.is_nil() && is_nil(&attribute)
                || label.as_ref() == Some(&attribute);
            if !is_said {
                head.push(' ');
                head.push_str(&self.attribute(&attribute));
            }
        }
        Row { node, head }
    }

    /// The attribute that says what a selector or an option is called.
    fn label(&self, view: &View) -> Option<Attribute> {
        let has_label = matches!(view.name(), "Selector" | "Option");
        if !self.is_message || !has_label || !is_of_protocol(view.namespace()) {
            return None;
        }
        let is_name = |it: &Attribute| it.namespace.is_empty() && it.name == "Name";
        view.attributes().into_iter().find(is_name)
    }

    fn must_understand(&mut self, view: &View) -> bool {
        let header = self.headers.next_if(|header| header.view.place() == view.place());
        header.is_some_and(|header| header.must_understand == Some(true))
    }

    fn name(&mut self, namespace: &str, written: &str, local: &str, around: &str) -> String {
        let local = visible(local);
        if namespace == around || self.is_message && is_of_protocol(namespace) {
            local.into_owned()
        } else if namespace.is_empty() {
            format!("{{}}{local}")
        } else {
            format!("{}:{local}", visible(self.prefixes.of(namespace, written)))
        }
    }

    fn attribute(&mut self, attribute: &Attribute) -> String {
        let Attribute { namespace, prefix, name, value } = attribute;
        let name = self.name(namespace, prefix, name, "");
        format!("{ATTRIBUTE}{name}{ATTRIBUTE:#}=\"{}\"", self.shown(value))
    }

    /// Prints one node; an element with more than text in it gives the level of what is inside.
    fn row(&mut self, row: Row, indent: usize, width: usize) -> io::Result<Option<Level>> {
        let Row { node, head } = row;
        match node {
            Node::Element(view) => {
                let nodes = view.nodes();
                if let Some(address) = self.only_address(&nodes) {
                    self.leaf(&address, &head, indent, width)?;
                    return Ok(None);
                }
                if nodes.iter().any(|node| !matches!(node, Node::Text(_))) {
                    writeln!(self.out, "{:indent$}{head}", "")?;
                    return Ok(Some(self.level(nodes, view.namespace())));
                }
                self.leaf(&view, &head, indent, width)?;
            }
            Node::Text(text) => self.lines(&text, indent)?,
            Node::Comment(text) => self.remark(&["<!--", &text, "-->"], indent)?,
            Node::Instruction(text) => self.remark(&["<?", &text, "?>"], indent)?,
        }
        Ok(None)
    }

    /// The address of an endpoint reference that holds no more.
    fn only_address(&self, nodes: &[Node]) -> Option<View> {
        let [Node::Element(only)] = nodes else { return None };
        let is_it = self.is_message && only.name() == "Address" && is_of_protocol(only.namespace());
        let is_plain = only.attributes().is_empty() && only.children().is_empty();
        (is_it && is_plain).then(|| only.clone())
    }

    fn leaf(&mut self, view: &View, head: &str, indent: usize, width: usize) -> io::Result<()> {
        let text = view.text();
        let value = match &*text {
            "" if view.is_nil() => format!("{MARK}nil{MARK:#}"),
            "" => return writeln!(self.out, "{:indent$}{head}", ""),
            text if text.contains('\n') => {
                writeln!(self.out, "{:indent$}{head}", "")?;
                return self.lines(text, indent + 2);
            }
            text if text.trim() == text => self.shown(text),
            text => format!("\"{}\"", self.shown(text)),
        };
        let gap = width.saturating_sub(columns(head)) + 2;
        let meaning = self
            .meanings
            .of_value(view)
            .map_or(String::new(), |meaning| format!(" {FAINT}({}){FAINT:#}", visible(meaning)));
        writeln!(self.out, "{:indent$}{head}{:gap$}{value}{meaning}", "", "")
    }

    /// Text that is more than one line, or stands between elements.
    fn lines(&mut self, text: &str, indent: usize) -> io::Result<()> {
        let (text, rest) = self.cut(text);
        for line in text.split('\n') {
            let parts: Vec<_> = line.split('\t').map(visible).collect();
            writeln!(self.out, "{:indent$}{FAINT}|{FAINT:#} {}", "", parts.join("\t"))?;
        }
        if rest.is_empty() { Ok(()) } else { writeln!(self.out, "{:indent$}{rest}", "") }
    }

    fn remark(&mut self, parts: &[&str; 3], indent: usize) -> io::Result<()> {
        let (text, rest) = self.cut(parts[1]);
        let (start, end, text) = (parts[0], parts[2], visible(text));
        writeln!(self.out, "{:indent$}{FAINT}{start}{text}{rest}{end}{FAINT:#}", "")
    }

    fn shown(&self, text: &str) -> String {
        let (text, rest) = self.cut(text);
        format!("{}{rest}", visible(text))
    }

    /// What is shown of a text, and a word on the rest.
    fn cut<'t>(&self, text: &'t str) -> (&'t str, String) {
        let Some((end, _)) = text.char_indices().nth(self.longest) else {
            return (text, String::new());
        };
        let more = text[end..].chars().count();
        (&text[..end], format!("{FAINT}… and {more} more characters{FAINT:#}"))
    }

    fn namespaces(&mut self) -> io::Result<()> {
        let mut all = std::mem::take(&mut self.prefixes.all);
        all.retain(|(prefix, _)| prefix != "xml");
        let width = all.iter().map(|(prefix, _)| prefix.width()).max().unwrap_or(0);
        let line = |(prefix, namespace): &(String, String)| {
            let gap = width - prefix.width() + 2;
            format!("{prefix}{:gap$}{namespace}", "")
        };
        self.section("namespaces", all.iter().map(line))
    }

    /// What is not as classes have it, and the classes that are not known.
    fn classes(&mut self, misfits: &[Deviation]) -> io::Result<()> {
        self.deviations("misfits", misfits)?;
        let unknown = std::mem::take(&mut self.meanings.unknown);
        let line = |class: &String| format!("{class}: its values are shown as they are");
        self.section("classes not known", unknown.iter().map(line))
    }

    fn deviations(&mut self, heading: &str, deviations: &[Deviation]) -> io::Result<()> {
        if !deviations.is_empty() {
            writeln!(self.out, "{HEADING}{heading}{HEADING:#}")?;
        }
        let lines = deviations::lines(deviations);
        lines.iter().try_for_each(|line| writeln!(self.out, "  {line}"))
    }

    fn section(&mut self, heading: &str, lines: impl Iterator<Item = String>) -> io::Result<()> {
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            writeln!(self.out, "{HEADING}{heading}{HEADING:#}")?;
        }
        lines.try_for_each(|line| writeln!(self.out, "  {}", visible(&line)))
    }
}

/// Columns of a text that has colours in it.
fn columns(painted: &str) -> usize {
    anstream::adapter::strip_str(painted).map(UnicodeWidthStr::width).sum()
}

fn is_nil(attribute: &Attribute) -> bool {
    attribute.name == "nil" && usual_prefix(&attribute.namespace) == Some("xsi")
}

/// Columns of the widest head that the values of its neighbours line up with.
const WIDEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use cimwire_facade::{Decoder, Options};

    fn tree(text: &'static str, longest: usize) -> String {
        let document = Decoder::new(Options::default()).document(&text.into()).unwrap();
        let mut out = Vec::new();
        let content = Content { original: document.clone(), document, message: None };
        print(&mut out, &content, None, longest).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn names_are_short_and_values_line_up() {
        let shown = tree(
            "<f:Fan xmlns:f='urn:f' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>
               <f:Speed u='rpm'>4200</f:Speed><f:Name> x </f:Name><Plain xmlns=''/><f:At i:nil='1'/>
               <f:Script>if\tx\u{9b}</f:Script></f:Fan>",
            usize::MAX,
        );
        let expected = [
            "f:Fan",
            "  Speed u=\"rpm\"  4200",
            "  Name           \" x \"",
            "  {}Plain",
            "  At             nil",
            "  Script         if\\u{9}x\\u{9b}",
            "namespaces",
            "  f  urn:f",
            "",
        ];
        assert_eq!(shown, expected.join("\n"));
    }

    #[test]
    fn all_that_is_in_an_element_is_shown_in_order() {
        let shown = tree("<a>one<b/><!--two--><?th ree?>four\n\tfive</a>", usize::MAX);
        assert_eq!(shown, "a\n  | one\n  b\n  <!--two-->\n  <?th ree?>\n  | four\n  | \tfive\n");
    }

    #[test]
    fn a_long_value_is_cut_and_says_so() {
        assert_eq!(
            tree("<a b='12345'>12345</a>", 3),
            "a b=\"123… and 2 more characters\"  123… and 2 more characters\n"
        );
    }

    #[test]
    fn deep_elements_need_no_stack() {
        let deep: &'static str = Box::leak(["<a>".repeat(256), "</a>".repeat(256)].concat().into());
        assert_eq!(tree(deep, 9).lines().count(), 256);
    }
}
