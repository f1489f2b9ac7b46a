//! What to write, and with which prefixes.
//!
//! Prefixes are chosen when all is known: one that a value holds must not come to mean something
//! that it did not mean where the JSON was made.

mod signs;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::input::Input;
use crate::error::Result;
use crate::names::{self, Family, NameId, NamespaceId, ns};
use crate::xml::chars::is_ncname;
use crate::xml::prefixes_in;
use crate::xml::{Name, Tag, Writer};

/// Steps of writing, and the names in them.
#[derive(Default)]
pub(super) struct Plan<'j> {
    steps: Vec<Step<'j>>,
    names: Vec<PlannedName<'j>>,
    namespaces: Vec<Namespace<'j>>,
    name_indices: HashMap<&'j str, NameIndex>,
    /// The names that were given as a namespace and a local part.
    pair_indices: HashMap<(NamespaceIndex, &'j str), NameIndex>,
    /// The name that was asked for last.
    previous: NameIndex,
    namespace_indices: HashMap<&'j str, NamespaceIndex>,
    /// Prefixes that values hold or elements declare.
    prefixes: HashMap<&'j str, Prefix<'j>>,
    /// Prefixes that elements declare, and their namespaces.
    declarations: Vec<(&'j str, &'j str)>,
    /// Texts that do not stand in the JSON, such as those of its numbers.
    made: String,
    /// Whether names are those of a header block, whose namespaces belong on the root.
    pub(super) is_in_header: bool,
}

/// A name of the plan.
pub(super) type NameIndex = u32;

/// A namespace of the plan.
pub(super) type NamespaceIndex = u32;

struct PlannedName<'j> {
    /// As it stands in the JSON; empty where it does not stand there as one.
    text: &'j str,
    name: Name<'j>,
    namespace: NamespaceIndex,
    /// The name that was asked for after it the last time.
    successor: NameIndex,
    uses: usize,
    /// The objects that were last seen to have it as an element and as an attribute.
    objects: [Option<usize>; 2],
}

struct Namespace<'j> {
    uri: &'j str,
    /// How often it is used; header blocks count twice.
    uses: usize,
    prefix: Cow<'static, str>,
    is_on_root: bool,
}

#[derive(Default)]
struct Prefix<'j> {
    /// The object that declares it; the last one.
    declared_by: Option<usize>,
    namespace: Option<&'j str>,
    /// Some value holds it without a binding, or two declarations differ.
    is_barred: bool,
}

struct Step<'j> {
    what: What<'j>,
    /// The node of the JSON that it comes from.
    at: u32,
}

enum What<'j> {
    /// A binding for the next start tag, as a place among those.
    Declare(u32),
    Start(NameIndex),
    /// An element with nothing but text.
    Leaf(NameIndex, &'j str),
    MadeLeaf(NameIndex, Made),
    Attribute(NameIndex, &'j str),
    /// An attribute whose value is a QName.
    QName(NameIndex, NameIndex),
    Text(&'j str),
    /// Text that is a QName.
    NameText(NameIndex),
    /// Text, or the value of an attribute, that was made.
    MadeText(Made),
    MadeAttribute(NameIndex, Made),
    End,
}

/// A text that was made, as a place among those.
#[derive(Clone, Copy)]
struct Made {
    start: usize,
    end: usize,
}

impl<'j> Plan<'j> {
    /// A plan for so many nodes of JSON: most are a key or a value of a leaf, and one that is null
    /// takes three steps.
    pub(super) fn of(nodes: usize) -> Self {
        Self { steps: Vec::with_capacity(nodes / 4 * 3), ..Self::default() }
    }

    /// The index of a name in braces, or of a local part alone; none if it is no name.
    pub(super) fn name(&mut self, text: &'j str) -> Option<NameIndex> {
        let guess = self.names.get(self.previous as usize).map_or(0, |name| name.successor);
        let is_right = self
            .names
            .get(guess as usize)
            .is_some_and(|name| name.text == text && !text.is_empty());
        let index = if is_right { guess } else { self.look_up(text)? };
        self.names[self.previous as usize].successor = index;
        self.previous = index;
        Some(index)
    }

    fn look_up(&mut self, text: &'j str) -> Option<NameIndex> {
        if let Some(&index) = self.name_indices.get(text) {
            return Some(index);
        }
        let name = match text.strip_prefix('{').map(|rest| rest.rsplit_once('}')) {
            Some(Some((namespace, local))) if !namespace.is_empty() => Name { namespace, local },
            Some(_) => return None,
            None => Name { namespace: "", local: text },
        };
        let namespace = self.namespace(name.namespace);
        let index = self.plan_name(text, name, namespace)?;
        self.name_indices.insert(text, index);
        Some(index)
    }

    /// The index of a name in a namespace; none if it is no name.
    pub(super) fn name_in(
        &mut self,
        namespace: NamespaceIndex,
        local: &'j str,
    ) -> Option<NameIndex> {
        let guess = self.names.get(self.previous as usize).map_or(0, |name| name.successor);
        let is_it = |it: &PlannedName<'_>| it.namespace == namespace && it.name.local == local;
        let is_right = self.names.get(guess as usize).is_some_and(is_it);
        let index = if is_right { guess } else { self.look_up_pair(namespace, local)? };
        self.names[self.previous as usize].successor = index;
        self.previous = index;
        Some(index)
    }

    fn look_up_pair(&mut self, namespace: NamespaceIndex, local: &'j str) -> Option<NameIndex> {
        if let Some(&index) = self.pair_indices.get(&(namespace, local)) {
            return Some(index);
        }
        let name = Name { namespace: self.namespaces[namespace as usize].uri, local };
        let index = self.plan_name("", name, namespace)?;
        self.pair_indices.insert((namespace, local), index);
        Some(index)
    }

    fn plan_name(
        &mut self,
        text: &'j str,
        name: Name<'j>,
        namespace: NamespaceIndex,
    ) -> Option<NameIndex> {
        if !is_ncname(name.local.as_bytes()) {
            return None;
        }
        let index = self.names.len() as NameIndex;
        let objects = [None; 2];
        self.names.push(PlannedName { text, name, namespace, successor: 0, uses: 0, objects });
        Some(index)
    }

    /// Whether the object at an index was not seen before to have a name, as an attribute or as
    /// an element.
    pub(super) fn is_first_of(
        &mut self,
        name: NameIndex,
        object: usize,
        is_attribute: bool,
    ) -> bool {
        let last = &mut self.names[name as usize].objects[usize::from(is_attribute)];
        last.replace(object) != Some(object)
    }

    /// The index of a namespace.
    pub(super) fn namespace(&mut self, uri: &'j str) -> NamespaceIndex {
        let next = self.namespaces.len() as u32;
        let index = *self.namespace_indices.entry(uri).or_insert(next);
        if index == next {
            self.namespaces.push(Namespace {
                uri,
                uses: 0,
                prefix: Cow::Borrowed(""),
                is_on_root: false,
            });
        }
        index
    }

    pub(super) fn name_parts(&self, name: NameIndex) -> Name<'j> {
        self.names[name as usize].name
    }

    /// The name as one of the vocabulary.
    pub(super) fn known_name(&self, name: NameIndex) -> Option<NameId> {
        let Name { namespace, local } = self.names[name as usize].name;
        names::name(names::namespace(namespace.as_bytes())?, local.as_bytes())
    }

    pub(super) fn is_xsi_type(&self, name: NameIndex) -> bool {
        self.names[name as usize].name == Name { namespace: XSI, local: "type" }
    }

    pub(super) fn is_envelope(&self, name: NameIndex) -> bool {
        let Name { namespace, local } = self.names[name as usize].name;
        let family = names::namespace(namespace.as_bytes()).and_then(NamespaceId::family);
        family == Some(Family::Soap) && local == "Envelope"
    }

    /// Declares a prefix for the value that the object at an index is; returns whether that is
    /// the first time.
    pub(super) fn declare(
        &mut self,
        prefix: &'j str,
        namespace: &'j str,
        object: usize,
        at: usize,
    ) -> bool {
        let known = self.prefixes.entry(prefix).or_default();
        known.is_barred |= known.namespace.is_some_and(|other| other != namespace);
        known.namespace = Some(namespace);
        let is_first = known.declared_by.replace(object) != Some(object);
        self.step(What::Declare(self.declarations.len() as u32), at);
        self.declarations.push((prefix, namespace));
        is_first
    }

    /// Notes the prefixes that a value holds, of an element whose object is at an index.
    pub(super) fn note(&mut self, value: &'j str, object: Option<usize>) {
        for prefix in prefixes_in(value) {
            let known = self.prefixes.entry(prefix).or_default();
            known.is_barred |= object.is_none() || known.declared_by != object;
        }
    }

    pub(super) fn start(&mut self, name: NameIndex, at: usize) {
        self.count(name);
        self.step(What::Start(name), at);
    }

    pub(super) fn attribute(&mut self, name: NameIndex, value: &'j str, at: usize) {
        self.count(name);
        self.step(What::Attribute(name, value), at);
    }

    pub(super) fn qname_attribute(&mut self, name: NameIndex, value: NameIndex, at: usize) {
        self.count(name);
        self.count(value);
        self.step(What::QName(name, value), at);
    }

    pub(super) fn text(&mut self, text: &'j str, at: usize) {
        if !text.is_empty() {
            self.step(What::Text(text), at);
        }
    }

    /// An element with nothing but text.
    pub(super) fn leaf(&mut self, name: NameIndex, text: &'j str, at: usize) {
        self.count(name);
        if text.is_empty() {
            self.step(What::Start(name), at);
            self.step(What::End, at);
        } else {
            self.step(What::Leaf(name, text), at);
        }
    }

    /// An element whose text does not stand in the JSON.
    pub(super) fn made_leaf(&mut self, name: NameIndex, text: &str, at: usize) {
        self.count(name);
        let made = self.make(text);
        self.step(What::MadeLeaf(name, made), at);
    }

    /// Text that is a name.
    pub(super) fn name_text(&mut self, value: NameIndex, at: usize) {
        self.count(value);
        self.step(What::NameText(value), at);
    }

    /// Text that does not stand in the JSON.
    pub(super) fn made_text(&mut self, text: &str, at: usize) {
        let made = self.make(text);
        self.step(What::MadeText(made), at);
    }

    /// An attribute whose value does not stand in the JSON.
    pub(super) fn made_attribute(&mut self, name: NameIndex, value: &str, at: usize) {
        self.count(name);
        let made = self.make(value);
        self.step(What::MadeAttribute(name, made), at);
    }

    fn make(&mut self, text: &str) -> Made {
        let start = self.made.len();
        self.made.push_str(text);
        Made { start, end: self.made.len() }
    }

    fn made(&self, Made { start, end }: Made) -> &str {
        self.made.get(start..end).unwrap_or_default()
    }

    /// The end of an element; one with nothing but text becomes one step.
    pub(super) fn end(&mut self, at: usize) {
        if let [.., start, text] = &mut self.steps[..]
            && let What::Start(name) = start.what
            && start.at == text.at
        {
            let leaf = match text.what {
                What::Text(text) => Some(What::Leaf(name, text)),
                What::MadeText(made) => Some(What::MadeLeaf(name, made)),
                _ => None,
            };
            if let Some(leaf) = leaf {
                start.what = leaf;
                self.steps.pop();
                return;
            }
        }
        self.step(What::End, at);
    }

    fn count(&mut self, name: NameIndex) {
        let name = &mut self.names[name as usize];
        name.uses += 1;
        self.namespaces[name.namespace as usize].uses += if self.is_in_header { 2 } else { 1 };
    }

    fn step(&mut self, what: What<'j>, at: usize) {
        self.steps.push(Step { what, at: at as u32 });
    }

    /// Carries the plan out.
    pub(super) fn write(mut self, input: &Input<'_>, mut writer: Writer) -> Result<Vec<u8>> {
        self.choose_prefixes();
        let root = self.namespaces.iter().filter(|namespace| namespace.is_on_root);
        for namespace in root {
            let declared = writer.declare_as(&namespace.prefix, namespace.uri);
            declared.map_err(|error| input.locate(error, 0))?;
        }
        let mut tags = vec![None; self.names.len()];
        for (at, step) in self.steps.iter().enumerate() {
            let done = self.carry_out(at, &mut tags, &mut writer);
            done.map_err(|error| input.locate(error, step.at as usize))?;
        }
        writer.finish()
    }

    /// Carries out the step at an index.
    fn carry_out(&self, at: usize, tags: &mut [Option<Tag>], writer: &mut Writer) -> Result<()> {
        match self.steps[at].what {
            What::Declare(place) => {
                let (prefix, namespace) = self.declarations[place as usize];
                writer.declare_as(prefix, namespace)
            }
            What::Start(name) => self.start_tag(at, name, tags, writer),
            What::Leaf(name, text) => self.write_leaf(at, name, text, tags, writer),
            What::MadeLeaf(name, made) => self.write_leaf(at, name, self.made(made), tags, writer),
            What::Attribute(name, value) => writer.attribute(self.names[name as usize].name, value),
            What::QName(name, value) => {
                writer.attribute(self.names[name as usize].name, &self.qname(value))
            }
            What::MadeAttribute(name, made) => {
                writer.attribute(self.names[name as usize].name, self.made(made))
            }
            What::Text(text) => writer.text(text),
            What::NameText(value) => writer.text(&self.qname(value)),
            What::MadeText(made) => writer.text(self.made(made)),
            What::End => writer.end(),
        }
    }

    /// A name as a QName, by the prefix of its namespace.
    fn qname(&self, name: NameIndex) -> String {
        let PlannedName { name, namespace, .. } = &self.names[name as usize];
        format!("{}:{}", self.namespaces[*namespace as usize].prefix, name.local)
    }

    fn start_tag(
        &self,
        at: usize,
        name: NameIndex,
        tags: &mut [Option<Tag>],
        writer: &mut Writer,
    ) -> Result<()> {
        self.declare_for_tag(at, writer)?;
        match self.tag(name, tags, writer)? {
            Some(tag) => writer.start_tag(tag),
            None => writer.start(self.names[name as usize].name),
        }
    }

    /// An element with nothing but text.
    fn write_leaf(
        &self,
        at: usize,
        name: NameIndex,
        text: &str,
        tags: &mut [Option<Tag>],
        writer: &mut Writer,
    ) -> Result<()> {
        // What has a tag is declared on the root.
        if let Some(tag) = self.tag(name, tags, writer)? {
            return writer.leaf_tag(tag, text);
        }
        self.declare_for_tag(at, writer)?;
        writer.start(self.names[name as usize].name)?;
        writer.text(text)?;
        writer.end()
    }

    /// The tag of a name that is used so often that it is worth one.
    fn tag<'t>(
        &self,
        name: NameIndex,
        tags: &'t mut [Option<Tag>],
        writer: &mut Writer,
    ) -> Result<Option<&'t Tag>> {
        let tag = &mut tags[name as usize];
        if tag.is_none() {
            let PlannedName { name, namespace, uses, .. } = self.names[name as usize];
            if self.namespaces[namespace as usize].is_on_root && uses >= WORTH_A_TAG {
                *tag = Some(writer.tag(name)?);
            }
        }
        Ok(tag.as_ref())
    }

    /// Declares what the start tag at an index needs and the root does not declare.
    fn declare_for_tag(&self, index: usize, writer: &mut Writer) -> Result<()> {
        let (before, rest) = self.steps.split_at(index);
        let declared = before.iter().rev().map_while(|step| match step.what {
            What::Declare(place) => Some(self.declarations[place as usize].1),
            _ => None,
        });
        let declare = |name: NameIndex, needs_prefix: bool, writer: &mut Writer| {
            let namespace = &self.namespaces[self.names[name as usize].namespace as usize];
            let is_declared = namespace.is_on_root || namespace.prefix.is_empty();
            if is_declared || !needs_prefix && declared.clone().any(|uri| uri == namespace.uri) {
                return Ok(());
            }
            writer.declare_as(&namespace.prefix, namespace.uri)
        };
        for (place, step) in rest.iter().enumerate() {
            match step.what {
                What::Start(name) if place == 0 => declare(name, false, writer)?,
                What::Leaf(name, _) | What::MadeLeaf(name, _) if place == 0 => {
                    return declare(name, false, writer);
                }
                What::Attribute(name, _) | What::MadeAttribute(name, _) => {
                    declare(name, false, writer)?;
                }
                What::QName(name, value) => {
                    declare(name, false, writer)?;
                    declare(value, true, writer)?;
                }
                What::NameText(value) => return declare(value, true, writer),
                _ => break,
            }
        }
        Ok(())
    }

    /// Gives each namespace a prefix of its own: the usual one, or p and a number.
    fn choose_prefixes(&mut self) {
        let mut taken = HashSet::new();
        let mut on_root = 0;
        let mut number = 0;
        for index in 0..self.namespaces.len() {
            let uri = self.namespaces[index].uri;
            let known = names::namespace(uri.as_bytes());
            if known == Some(ns::NONE) {
                continue;
            }
            let usual = known.and_then(NamespaceId::prefix).map(Cow::Borrowed);
            let mut prefix = usual.unwrap_or_else(|| numbered(&mut number));
            while !self.is_free(&prefix, uri) || !taken.insert(prefix.clone()) {
                prefix = numbered(&mut number);
            }
            let namespace = &mut self.namespaces[index];
            let is_xml = known == Some(ns::XML);
            namespace.is_on_root = namespace.uses > 1 && on_root < MOST_ON_ROOT && !is_xml;
            on_root += usize::from(namespace.is_on_root);
            namespace.prefix = prefix;
        }
    }

    /// Whether a prefix can stand for a namespace wherever a value may be read.
    fn is_free(&self, prefix: &str, uri: &str) -> bool {
        let is_reserved = matches!(prefix, "xml" | "xmlns");
        let known = self.prefixes.get(prefix).filter(|_| !is_reserved);
        known.is_none_or(|known| {
            !known.is_barred && known.namespace.is_none_or(|bound| bound == uri)
        })
    }
}

/// `p`, `p1`, `p2` and so on.
fn numbered(number: &mut usize) -> Cow<'static, str> {
    let prefix = match *number {
        0 => Cow::Borrowed("p"),
        number => Cow::Owned(format!("p{number}")),
    };
    *number += 1;
    prefix
}

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Namespaces that the root declares: a message has a dozen, and the rest of what a reader allows
/// in one scope is left to the elements inside.
const MOST_ON_ROOT: usize = 32;

/// Uses of a name from which on it pays to prepare it.
const WORTH_A_TAG: usize = 4;
