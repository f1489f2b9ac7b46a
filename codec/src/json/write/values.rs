//! An element's value as JSON, straight from the tape.

mod attributes;

pub(super) use attributes::Hidden;

use super::escape::{Escape, append_plain};
use super::instance::StartTag;
use super::keys::{Keys, Seen};
use crate::error::{Error, ErrorKind, Result};
use crate::json::classes::Classes;
use crate::json::prefixes::{Scope, Used};
use crate::json::{Integers, Options};
use crate::names::{NameId, xsi};
use crate::record::Spelling;
use crate::xml::scan::{Job, Scan};
use crate::xml::{Element, Entry, Kind, Node, Nodes, Tree};

/// Writes values of elements of one message, in document order.
pub(super) struct Values<'d, 'o, S> {
    pub(super) scan: S,
    pub(super) out: &'o mut String,
    pub(super) scope: Scope<'d>,
    pub(super) tree: Tree<'d>,
    pub(super) entries: &'d [Entry],
    pub(super) keys: Keys<'d>,
    /// The elements around whose content is being written.
    open: Vec<Open<'d>>,
    surveyed: Seen,
    /// The names of properties; instances are not surveyed.
    pub(super) properties: Seen,
    used: Used<'d>,
    /// What an element's `xsi:type` stands for; empty for none and for one that is no name.
    type_name: String,
    /// Text of mixed content that may go on behind a comment.
    text: String,
    /// Bytes after which the output is too long.
    most: usize,
    /// How integers of 64 bits are written.
    pub(super) integers: Integers,
    /// The names that records are expected to have.
    pub(super) spelling: Spelling,
    /// Endpoint references and embedded instances around.
    pub(super) nested: usize,
    /// The classes that properties have their types from.
    pub(super) classes: Classes<'o>,
    /// The start tag of the last instance that has attributes, and how those are told.
    pub(super) told: Option<(StartTag<'d>, String)>,
}

struct Open<'d> {
    walk: Walk<'d>,
    declares: bool,
    is_first: bool,
}

/// How far the content of an element is written.
enum Walk<'d> {
    /// As members: the next entry, the end, and the name of an array that is not closed yet.
    Members { at: usize, end: usize, array: NameId },
    /// As a list, one of whose objects may not be closed yet.
    List { nodes: Nodes<'d>, in_object: bool },
}

/// What form the content of an element takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Members,
    List,
}

impl<'d, 'o, S: Scan> Values<'d, 'o, S> {
    #[inline(always)]
    pub(super) fn new(
        scan: S,
        start: Element<'d>,
        options: &Options<'o>,
        out: &'o mut String,
    ) -> Self {
        let tree = start.tree();
        let most = options.limits.bytes.max(tree.text().len().saturating_mul(MOST_GROWTH));
        Self {
            scan,
            scope: Scope::new(start),
            tree,
            entries: tree.entries(),
            keys: Keys::new(tree),
            open: Vec::new(),
            surveyed: Seen::new(),
            properties: Seen::new(),
            used: Vec::new(),
            type_name: String::new(),
            text: String::new(),
            most: out.len().saturating_add(most),
            out,
            integers: options.integers,
            spelling: Spelling::default(),
            nested: 0,
            classes: Classes::new(options.schema),
            told: None,
        }
    }

    /// An element as `{"name":…,"value":…}`, with what its mustUnderstand says, if it is to be told.
    pub(super) fn named(
        &mut self,
        element: Element<'d>,
        must_understand: Option<bool>,
    ) -> Result<()> {
        self.out.push_str("{\"name\":");
        self.name(element.id())?;
        self.must_understand(must_understand);
        self.out.push_str(",\"value\":");
        self.value(element, Hidden { must: must_understand.is_some(), ..Hidden::NONE })?;
        self.out.push('}');
        Ok(())
    }

    /// The value of an element, without the attributes that are hidden.
    pub(super) fn value(&mut self, element: Element<'d>, hidden: Hidden) -> Result<()> {
        let scan = self.scan;
        scan.outline(Value { values: self, element, hidden })
    }

    /// What the mustUnderstand of a header block says, if it is to be told; never the first member.
    pub(super) fn must_understand(&mut self, must: Option<bool>) {
        match must {
            Some(true) => self.out.push_str(",\"must_understand\":true"),
            Some(false) => self.out.push_str(",\"must_understand\":false"),
            None => {}
        }
    }

    /// The attributes of an element whose values use no bindings.
    pub(super) fn attributes_of(&mut self, element: Element<'d>) -> Result<()> {
        self.within(element, |values| {
            values.begin_used();
            values.use_of_attributes(element, Hidden::NONE);
            values.attributes(element, Hidden::NONE, true).map(drop)
        })
    }

    /// Whether attributes of an element, or a text in it, hold prefixes in scope.
    pub(super) fn use_bindings(&mut self, element: Element<'d>, text: Option<&str>) -> bool {
        self.within(element, |values| {
            values.begin_used();
            values.use_of_attributes(element, Hidden::NONE);
            values.use_of_text(text.unwrap_or_default());
            values.uses_bindings()
        })
    }

    /// Content of the elements that are open, until none is.
    #[inline(always)]
    fn content(&mut self) -> Result<()> {
        while let Some(open) = self.open.last() {
            match open.walk {
                Walk::Members { .. } => self.members()?,
                Walk::List { .. } => self.list()?,
            }
        }
        Ok(())
    }

    /// Members up to one with content of its own, or to the end.
    #[inline(always)]
    fn members(&mut self) -> Result<()> {
        let Some(Open { walk: Walk::Members { at, end, array }, declares, is_first }) =
            self.open.pop()
        else {
            return Ok(());
        };
        let (mut at, mut array, mut is_first) = (at, array, is_first);
        while let Some(child) = self.child_from(at, end) {
            let entry = self.entries[child];
            at = after(self.entries, child);
            if array == entry.name() {
                self.out.push(',');
            } else {
                self.end_array(array);
                self.separate(&mut is_first);
                array = self.begin_member(entry.name(), at, end)?;
            }
            if entry.kind() == Kind::Leaf && entry.attribute_count() == 0 {
                self.leaf(child, entry)?;
                continue;
            }
            if self.is_null(child, entry) {
                self.out.push_str("null");
                continue;
            }
            self.open.push(Open { walk: Walk::Members { at, end, array }, declares, is_first });
            return self.element(self.at(child), Hidden::NONE);
        }
        self.end_array(array);
        self.out.push('}');
        self.leave(declares);
        Ok(())
    }

    /// The key of a member, and the start of an array where the next child has the same name.
    #[inline(always)]
    fn begin_member(&mut self, name: NameId, at: usize, end: usize) -> Result<NameId> {
        self.key(name)?;
        Ok(self.begin_array(name, at, end))
    }

    /// The start of an array where the next child has the same name; returns the name then.
    #[inline(always)]
    pub(super) fn begin_array(&mut self, name: NameId, at: usize, end: usize) -> NameId {
        let next = self.child_from(at, end).map_or(NameId::NONE, |next| self.entries[next].name());
        if next != name {
            return NameId::NONE;
        }
        self.out.push('[');
        name
    }

    #[inline(always)]
    pub(super) fn end_array(&mut self, array: NameId) {
        if array != NameId::NONE {
            self.out.push(']');
        }
    }

    /// Strings and objects up to an element with content of its own, or to the end.
    fn list(&mut self) -> Result<()> {
        let Some(Open { walk: Walk::List { nodes, in_object }, declares, is_first }) =
            self.open.last_mut()
        else {
            return Ok(());
        };
        if std::mem::take(in_object) {
            self.out.push('}');
        }
        let (mut is_first, declares) = (*is_first, *declares);
        let element = loop {
            match nodes.next() {
                Some(Node::Text(text)) => self.text.push_str(&text.value()),
                Some(Node::Element(element)) => break Some(element),
                Some(Node::Comment(_) | Node::Instruction(_)) => {}
                None => break None,
            }
        };
        if element.is_some() {
            *in_object = true;
        }
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.separate(&mut is_first);
            self.quote(&text);
        }
        let Some(element) = element else {
            self.out.push_str("]}");
            self.open.pop();
            self.leave(declares);
            return Ok(());
        };
        self.separate(&mut is_first);
        if let Some(open) = self.open.last_mut() {
            open.is_first = is_first;
        }
        self.out.push('{');
        self.key(element.id())?;
        self.element(element, Hidden::NONE)
    }

    /// The value of an element without children, or the start of that of another.
    fn element(&mut self, element: Element<'d>, hidden: Hidden) -> Result<()> {
        let entry = element.entry();
        if entry.kind() == Kind::Leaf && entry.attribute_count() == 0 {
            let (scan, index) = (self.scan, element.index());
            return scan.outline(Leaf { values: self, index, entry });
        }
        let declares = self.enter(element);
        match self.survey(element) {
            Form::Text => {
                self.childless(element, hidden)?;
                self.leave(declares);
            }
            form => self.begin(element, hidden, form, declares)?,
        }
        Ok(())
    }

    /// A leaf without attributes: a string, unless it uses bindings.
    #[inline(always)]
    pub(super) fn leaf(&mut self, index: usize, entry: Entry) -> Result<()> {
        if !entry.needs_decoding()
            && append_plain(self.scan, self.tree.text(), entry.value(), self.out)
        {
            return Ok(());
        }
        self.childless(self.at(index), Hidden::NONE)
    }

    /// Whether `xsi:nil="true"` is all there is.
    #[inline(always)]
    pub(super) fn is_null(&self, index: usize, entry: Entry) -> bool {
        let is_empty_nil = entry.is_nil() && entry.kind() == Kind::Leaf && entry.value().is_empty();
        is_empty_nil && entry.attribute_count() == 1 && {
            let nil = self.entries[index + 1];
            nil.name() == xsi::NIL && &self.tree.text()[nil.value()] == "true"
        }
    }

    /// An element without elements in it, attributes or not.
    #[inline(never)]
    fn childless(&mut self, element: Element<'d>, hidden: Hidden) -> Result<()> {
        let text = element.text();
        self.begin_used();
        self.use_of_attributes(element, hidden);
        self.scope.list(&text, &mut self.used);
        let mut shown = element.attributes().filter(|attribute| !hidden.has(attribute.id()));
        match (shown.next(), shown.next()) {
            _ if !self.used.is_empty() => {}
            (None, _) => {
                self.quote(&text);
                return Ok(());
            }
            (Some(nil), None)
                if nil.id() == xsi::NIL && nil.value() == "true" && text.is_empty() =>
            {
                self.out.push_str("null");
                return Ok(());
            }
            _ => {}
        }
        self.out.push('{');
        let mut is_first = self.attributes(element, hidden, true)?;
        if !text.is_empty() {
            self.separate(&mut is_first);
            self.out.push_str("\"#text\":");
            self.quote(&text);
        }
        self.out.push('}');
        Ok(())
    }

    /// The start of an object for an element with elements in it.
    fn begin(
        &mut self,
        element: Element<'d>,
        hidden: Hidden,
        form: Form,
        declares: bool,
    ) -> Result<()> {
        self.begin_used();
        self.use_of_attributes(element, hidden);
        let end = after(self.entries, element.index());
        if form == Form::List {
            self.use_of_pieces(element);
        }
        self.out.push('{');
        let mut is_first = self.attributes(element, hidden, true)?;
        let walk = if form == Form::List {
            self.separate(&mut is_first);
            self.out.push_str("\"#content\":[");
            is_first = true;
            Walk::List { nodes: element.nodes(), in_object: false }
        } else {
            Walk::Members { at: element.index() + 1, end, array: NameId::NONE }
        };
        self.open.push(Open { walk, declares, is_first });
        Ok(())
    }

    /// Does what is to be done where the declarations of an element are in force.
    pub(super) fn within<R>(
        &mut self,
        element: Element<'d>,
        work: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let declares = self.enter(element);
        let result = work(self);
        self.leave(declares);
        result
    }

    /// Returns whether the element has declarations, which are to be left again.
    pub(super) fn enter(&mut self, element: Element<'d>) -> bool {
        let rest = self.entries.get(element.index() + 1..).unwrap_or_default();
        let mut of_tag = rest.iter().take_while(|entry| entry.is_in_tag());
        let declares = of_tag.any(|entry| entry.kind() == Kind::Namespace);
        if declares {
            self.scope.enter(element.index());
        }
        declares
    }

    pub(super) fn leave(&mut self, declares: bool) {
        if declares {
            self.scope.leave();
        }
    }

    /// Which form the content takes; time goes with the number of children.
    pub(super) fn survey(&mut self, element: Element<'d>) -> Form {
        if element.entry().kind() == Kind::Leaf {
            return Form::Text;
        }
        self.surveyed.begin();
        let (mut last, mut is_ordered, mut has_text) = (NameId::NONE, true, false);
        let (mut at, end) = (element.index() + 1, after(self.entries, element.index()));
        while at < end {
            let entry = self.entries[at];
            match entry.kind() {
                Kind::Leaf | Kind::Open if entry.name() != last => {
                    last = entry.name();
                    is_ordered &= !self.surveyed.has(last);
                }
                Kind::Text | Kind::Cdata => has_text |= !self.tree.is_blank(entry),
                _ => {}
            }
            at = after(self.entries, at);
        }
        match (last, has_text || !is_ordered) {
            (NameId::NONE, _) => Form::Text,
            (_, true) => Form::List,
            (_, false) => Form::Members,
        }
    }

    // Small steps.

    /// The key of a member, colon included.
    #[inline(always)]
    pub(super) fn key(&mut self, name: NameId) -> Result<()> {
        self.check_length()?;
        self.out.push_str(self.keys.get(self.scan, name));
        Ok(())
    }

    /// A name as a string.
    pub(super) fn name(&mut self, name: NameId) -> Result<()> {
        self.key(name)?;
        self.out.pop();
        Ok(())
    }

    pub(super) fn quote(&mut self, text: &str) {
        self.out.push('"');
        self.scan.outline(Escape { text, out: self.out });
        self.out.push('"');
    }

    #[inline(always)]
    pub(super) fn separate(&mut self, is_first: &mut bool) {
        if !std::mem::take(is_first) {
            self.out.push(',');
        }
    }

    /// The first element from `at` on.
    #[inline(always)]
    pub(super) fn child_from(&self, mut at: usize, end: usize) -> Option<usize> {
        while at < end {
            match self.entries[at].kind() {
                Kind::Leaf | Kind::Open => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    pub(super) fn at(&self, index: usize) -> Element<'d> {
        self.tree.element(index).unwrap_or(self.tree.root())
    }

    /// A long namespace is written with every name in it, so a short message can ask for a lot.
    #[inline(always)]
    pub(super) fn check_length(&self) -> Result<()> {
        if self.out.len() > self.most { Err(too_long()) } else { Ok(()) }
    }
}

/// The value of an element, without the attribute `hidden`.
struct Value<'v, 'd, 'o, S> {
    values: &'v mut Values<'d, 'o, S>,
    element: Element<'d>,
    hidden: Hidden,
}

impl<S: Scan> Job for Value<'_, '_, '_, S> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<()> {
        self.values.element(self.element, self.hidden)?;
        self.values.content()
    }
}

/// The value of a leaf without attributes.
struct Leaf<'v, 'd, 'o, S> {
    values: &'v mut Values<'d, 'o, S>,
    index: usize,
    entry: Entry,
}

impl<S: Scan> Job for Leaf<'_, '_, '_, S> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<()> {
        self.values.leaf(self.index, self.entry)
    }
}

#[cold]
fn too_long() -> Error {
    Error::new(
        ErrorKind::BytesLimit,
        0,
        "the JSON is too long: long namespaces multiply the message",
    )
}

/// The index of the next entry that is not inside the construct at `index`; attributes are not.
#[inline(always)]
pub(super) fn after(entries: &[Entry], index: usize) -> usize {
    match entries[index].kind() {
        Kind::Open => entries[index].next(),
        _ => index + 1,
    }
}

/// How many times as long as a message its JSON may be where that is more than
/// [`Limits::bytes`]; expanded names make that of real ones 2 to 10 times as long.
const MOST_GROWTH: usize = 32;
