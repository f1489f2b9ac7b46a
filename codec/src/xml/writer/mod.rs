//! Elements, attributes and text to XML with namespaces.

mod bindings;
mod declare;
mod escape;
mod opening;
mod sink;
mod splice;
mod tag;

use std::borrow::Cow;
use std::ops::Range;

use bindings::Bindings;
use declare::UNDECLARABLE;
pub(super) use declare::{spell, write_declaration};
pub(super) use escape::escape;
use escape::{LONG, escape_special};
pub use opening::Opening;
pub use sink::{Chunks, Sink};
pub use tag::Tag;
use tag::{Nil, hash};

use super::chars::{is_ncname, is_xml_char};
use super::document::Name;
use super::scan::{AppendPlain, Kernel, Piece};
use super::text::Place;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// What a writer does beyond the usual.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriterOptions {
    /// Writes U+FFFD in place of characters that XML forbids, instead of refusing them.
    pub replace: bool,
    /// Begins with `<?xml version="1.0" encoding="UTF-8"?>`.
    pub declaration: bool,
    /// How many attributes an element may have, and how many namespaces may be declared around one
    /// place. The rest are a reader's.
    pub limits: Limits,
}

/// Writes one XML document in UTF-8.
///
/// Names and values are given as they are: the writer checks, escapes and declares. Prefixes are
/// those Windows uses ([`NamespaceId::prefix`](crate::names::NamespaceId::prefix)), else `p`, `p1`
/// and so on; the default namespace is never set. What was written reads back exactly. After an
/// error the document is lost: [`Writer::finish`] does not hand it out.
///
/// ```
/// use cimwire::xml::{Name, Writer};
/// let fan = |local| Name { namespace: "urn:fans", local };
/// let mut writer = Writer::new(Vec::new());
/// writer.start(fan("Fan"))?;
/// writer.attribute(Name { namespace: "", local: "unit" }, "1/min")?;
/// writer.leaf(fan("Speed"), "> 4200")?;
/// writer.end()?;
/// assert_eq!(
///     writer.finish()?,
///     br#"<p:Fan xmlns:p="urn:fans" unit="1/min"><p:Speed>&gt; 4200</p:Speed></p:Fan>"#,
/// );
/// # Ok::<(), cimwire::Error>(())
/// ```
pub struct Writer<K = Vec<u8>> {
    sink: K,
    out: Vec<u8>,
    options: WriterOptions,
    open: Vec<Open>,
    /// The end tags of the open elements, outermost first.
    end_tags: Vec<Piece>,
    bindings: Bindings,
    /// Where in `out` the names of the open start tag's attributes are.
    attributes: Vec<Range<usize>>,
    is_tag_open: bool,
    /// The first children of the document, in a row: more than one is none of XML.
    children: Run,
    lost: Option<ErrorKind>,
    nil: Nil,
}

struct Open {
    end_tag: usize,
    bindings: usize,
    /// How many there were of it and before it.
    place: Run,
}

/// The last child of an element, and how many of its name there are in a row.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Where two names have the same hash, the path of an error shows a wrong position.
    name: u64,
    length: usize,
}

impl Run {
    #[inline]
    fn add(&mut self, name: u64) {
        self.length = if self.name == name { self.length + 1 } else { 1 };
        self.name = name;
    }
}

impl<K: Sink> Writer<K> {
    /// A writer with default options.
    pub fn new(sink: K) -> Self {
        Self::with(sink, WriterOptions::default())
    }

    /// A writer with chosen options.
    pub fn with(sink: K, options: WriterOptions) -> Self {
        let mut writer = Self {
            sink,
            out: Vec::new(),
            options,
            open: Vec::new(),
            end_tags: Vec::new(),
            bindings: Bindings::new(),
            attributes: Vec::new(),
            is_tag_open: false,
            children: Run::default(),
            lost: None,
            nil: Nil::UNKNOWN,
        };
        writer.begin();
        writer
    }

    /// Begins an element.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for a local part that is no NCName, and as [`Writer::declare`];
    /// [`ErrorKind::Unbalanced`] behind the root; [`ErrorKind::Sink`].
    pub fn start(&mut self, name: Name<'_>) -> Result<()> {
        self.begin_child()?;
        let binding = self.binding_of_element(name)?;
        let prefix = self.bindings.prefix(binding);
        self.out.push(b'<');
        spell(&mut self.out, prefix, name.local);
        let end_tag = self.end_tags.len();
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.end_tags.extend(Piece::split(&format!("</{prefix}{colon}{}>", name.local)));
        self.enter(end_tag, self.bindings.declared(), hash(name.local));
        self.bindings.write_waiting(&mut self.out);
        self.out.push(b'>');
        Ok(())
    }

    /// Begins an element with a prepared name.
    ///
    /// # Errors
    /// As [`Writer::start`].
    pub fn start_tag(&mut self, tag: &Tag) -> Result<()> {
        if !self.is_ready(tag) {
            return self.start_declaring(tag);
        }
        self.begin_child()?;
        tag.start.append(&mut self.out);
        self.enter_tag(tag);
        Ok(())
    }

    /// Adds an attribute to the element just begun.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for a name or value that XML cannot carry,
    /// [`ErrorKind::DuplicateAttribute`], [`ErrorKind::AttributesLimit`], and
    /// [`ErrorKind::Unbalanced`] where no element was just begun.
    pub fn attribute(&mut self, name: Name<'_>, value: &str) -> Result<()> {
        if !self.is_tag_open {
            return Err(
                self.refuse(ErrorKind::Unbalanced, "expected a start tag before an attribute")
            );
        }
        self.check_attribute(name, self.attributes.len())?;
        let binding = self.binding_of(name)?;
        self.out.pop();
        self.bindings.write_waiting(&mut self.out);
        self.out.push(b' ');
        let start = self.out.len();
        spell(&mut self.out, self.bindings.prefix(binding), name.local);
        self.out.extend_from_slice(b"=\"");
        self.value(start, name, value)
    }

    /// Adds an attribute with a prepared name.
    ///
    /// # Errors
    /// As [`Writer::attribute`].
    pub fn attribute_tag(&mut self, tag: &Tag, value: &str) -> Result<()> {
        let fits = self.is_tag_open && self.attributes.len() < self.options.limits.attributes;
        if !fits || !self.is_ready(tag) {
            return self.attribute(tag.name(), value);
        }
        self.out.pop();
        let start = self.out.len() + " ".len();
        tag.attribute.append(&mut self.out);
        self.value(start, tag.name(), value)
    }

    /// The value of an attribute whose name stands from `start` on, up to its opening quote.
    fn value(&mut self, start: usize, name: Name<'_>, value: &str) -> Result<()> {
        let spelling = start..self.out.len() - "=\"".len();
        let is_same = |other: &Range<usize>| self.out[other.clone()] == self.out[spelling.clone()];
        if self.attributes.iter().any(is_same) {
            return Err(self.refuse_twice());
        }
        self.attributes.push(spelling);
        if let Err(c) = escape(&mut self.out, value, Place::Attribute, self.options.replace) {
            return Err(self.unwritable_attribute(c, name));
        }
        self.out.extend_from_slice(b"\">");
        Ok(())
    }

    /// Adds character data. Empty text makes `<a></a>` of an element that would be `<a/>`.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for a character that XML 1.0 §2.2 forbids, unless they are to be
    /// replaced; [`ErrorKind::Unbalanced`] outside the root; [`ErrorKind::Sink`].
    pub fn text(&mut self, text: &str) -> Result<()> {
        if self.open.is_empty() {
            return Err(self.refuse(ErrorKind::Unbalanced, "expected an element around text"));
        }
        self.begin_content()?;
        escape(&mut self.out, text, Place::Content, self.options.replace)
            .map_err(|c| self.unwritable(c, "text"))
    }

    /// Ends the innermost element.
    ///
    /// # Errors
    /// [`ErrorKind::Unbalanced`] where none is open.
    pub fn end(&mut self) -> Result<()> {
        let Some(open) = self.open.pop() else {
            return Err(self.refuse(ErrorKind::Unbalanced, "expected an open element to end"));
        };
        if self.is_tag_open {
            self.out.pop();
            self.out.extend_from_slice(b"/>");
            self.is_tag_open = false;
        } else {
            for piece in self.end_tags.get(open.end_tag..).unwrap_or_default() {
                piece.append(&mut self.out);
            }
        }
        self.children = open.place;
        self.end_tags.truncate(open.end_tag);
        self.bindings.truncate(open.bindings);
        Ok(())
    }

    /// Writes an element that holds only text.
    ///
    /// # Errors
    /// As [`Writer::start`] and [`Writer::text`].
    pub fn leaf(&mut self, name: Name<'_>, text: &str) -> Result<()> {
        self.start(name)?;
        self.text(text)?;
        self.end()
    }

    /// Writes an element with a prepared name that holds only text.
    ///
    /// # Errors
    /// As [`Writer::start`] and [`Writer::text`].
    #[inline]
    pub fn leaf_tag(&mut self, tag: &Tag, text: &str) -> Result<()> {
        let is_usual = text.len() <= SHORT && self.out.len() < K::CHUNK && !self.open.is_empty();
        if is_usual && self.is_ready(tag) && self.append_leaf(&tag.start, text, &tag.end) {
            self.is_tag_open = false;
            self.children.add(tag.hash);
            return Ok(());
        }
        self.any_leaf(tag, text)
    }

    /// Writes an element whose `xsi:nil` says that it has no value (XML Schema part 1 §2.6.2).
    ///
    /// # Errors
    /// As [`Writer::start`].
    pub fn nil(&mut self, name: Name<'_>) -> Result<()> {
        self.start(name)?;
        self.attribute(NIL, "true")?;
        self.end()
    }

    /// Writes an element with a prepared name whose `xsi:nil` says that it has no value.
    ///
    /// # Errors
    /// As [`Writer::start`].
    pub fn nil_tag(&mut self, tag: &Tag) -> Result<()> {
        let is_nil_ready = self.bindings.is_in_force(self.nil.binding, self.nil.serial);
        if !is_nil_ready || !self.is_ready(tag) {
            self.nil(tag.name())?;
            self.prepare_nil();
            return Ok(());
        }
        self.begin_child()?;
        self.children.add(tag.hash);
        tag.start.append(&mut self.out);
        self.out.pop();
        self.nil.rest.append(&mut self.out);
        Ok(())
    }

    /// Writes a comment.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for `--`, a last `-` (XML 1.0 §2.5) or a forbidden character;
    /// [`ErrorKind::Sink`].
    pub fn comment(&mut self, text: &str) -> Result<()> {
        if text.contains("--") || text.ends_with('-') {
            return Err(self.refuse(
                ErrorKind::Unwritable,
                "expected a comment without -- in it or - at its end",
            ));
        }
        self.markup(&["<!--", text, "-->"], "a comment")
    }

    /// Writes a processing instruction.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for a target that is no NCName or is `xml`, for `?>` in the data
    /// (XML 1.0 §2.6) or a forbidden character; [`ErrorKind::Sink`].
    pub fn instruction(&mut self, target: &str, data: &str) -> Result<()> {
        let is_target = is_ncname(target.as_bytes()) && !target.eq_ignore_ascii_case("xml");
        if !is_target || data.contains("?>") {
            return Err(self.refuse(
                ErrorKind::Unwritable,
                "expected an instruction with a name of its own and without ?> in it",
            ));
        }
        let blank = if data.is_empty() { "" } else { " " };
        self.markup(&["<?", target, blank, data, "?>"], "an instruction")
    }

    /// The whole document is in the sink; gives the sink back.
    ///
    /// # Errors
    /// [`ErrorKind::Unbalanced`] where an element is open or there is none, the kind of the first
    /// error if there was one, [`ErrorKind::Sink`].
    pub fn finish(mut self) -> Result<K> {
        self.complete()?;
        Ok(self.sink)
    }

    /// Finishes the document and begins another in the same memory. Prepared names stay fast.
    ///
    /// # Errors
    /// As [`Writer::finish`]; the writer begins the next document all the same.
    pub fn restart(&mut self, sink: K) -> Result<K> {
        let completed = self.complete();
        let finished = std::mem::replace(&mut self.sink, sink);
        self.open.clear();
        self.end_tags.clear();
        self.bindings.truncate(1);
        self.is_tag_open = false;
        self.children = Run::default();
        self.lost = None;
        self.out.clear();
        self.begin();
        completed.map(|()| finished)
    }
}

impl Writer<Vec<u8>> {
    /// What is written so far.
    pub(crate) fn written(&self) -> &[u8] {
        &self.out
    }
}

impl<K: Sink> Writer<K> {
    fn begin(&mut self) {
        let lent = self.sink.buffer();
        if lent.capacity() > 0 {
            self.out = lent;
        }
        if self.options.declaration {
            self.out.extend_from_slice(DECLARATION);
        }
    }

    fn complete(&mut self) -> Result<()> {
        if let Some(kind) = self.lost {
            return Err(Error::new(kind, 0, "expected no error before the document's end"));
        }
        if !self.open.is_empty() || self.children.length == 0 {
            let text = "expected one root element, closed, at the document's end";
            return Err(self.refuse(ErrorKind::Unbalanced, text));
        }
        self.hand_over()
    }

    /// Closes the start tag that is open.
    #[inline]
    fn seal(&mut self) {
        self.is_tag_open = false;
    }

    /// Makes room for anything but an attribute.
    #[inline]
    fn begin_content(&mut self) -> Result<()> {
        self.seal();
        if self.out.len() >= K::CHUNK { self.hand_over() } else { Ok(()) }
    }

    /// Makes room for an element.
    #[inline]
    fn begin_child(&mut self) -> Result<()> {
        self.begin_content()?;
        if self.open.is_empty() && self.children.length > 0 {
            return Err(self.refuse(ErrorKind::Unbalanced, "expected nothing behind the root"));
        }
        Ok(())
    }

    #[inline]
    fn enter(&mut self, end_tag: usize, bindings: usize, name: u64) {
        self.children.add(name);
        let place = std::mem::take(&mut self.children);
        self.open.push(Open { end_tag, bindings, place });
        self.attributes.clear();
        self.is_tag_open = true;
    }

    #[inline]
    fn enter_tag(&mut self, tag: &Tag) {
        let end_tag = self.end_tags.len();
        self.end_tags.push(tag.end.clone());
        self.enter(end_tag, self.bindings.declared(), tag.hash);
    }

    /// Begins an element whose start tag may have to declare something.
    #[inline(never)]
    fn start_declaring(&mut self, tag: &Tag) -> Result<()> {
        if !self.bindings.is_in_force(tag.binding, tag.serial) {
            return self.start(tag.name());
        }
        self.begin_child()?;
        tag.start.append(&mut self.out);
        self.enter_tag(tag);
        self.out.pop();
        self.bindings.write_waiting(&mut self.out);
        self.out.push(b'>');
        Ok(())
    }

    /// Whether an attribute of a name may follow so many others.
    fn check_attribute(&mut self, name: Name<'_>, others: usize) -> Result<()> {
        if others >= self.options.limits.attributes {
            return Err(
                self.refuse(ErrorKind::AttributesLimit, "more attributes than the limit allows")
            );
        }
        if name.namespace.is_empty() && name.local == "xmlns" {
            return Err(self.refuse(ErrorKind::Unwritable, UNDECLARABLE));
        }
        Ok(())
    }

    #[inline]
    fn is_ready(&mut self, tag: &Tag) -> bool {
        self.bindings.is_ready(tag.binding, tag.serial)
    }

    #[inline(always)]
    fn append_leaf(&mut self, before: &Piece, value: &str, after: &Piece) -> bool {
        let out = &mut self.out;
        Kernel::BASELINE.run(AppendPlain { out, before, value, quotes: false, after })
    }

    /// The element of [`Writer::leaf_tag`], whatever it takes.
    #[inline(never)]
    fn any_leaf(&mut self, tag: &Tag, text: &str) -> Result<()> {
        if !self.is_ready(tag) {
            return self.leaf(tag.name(), text);
        }
        self.begin_child()?;
        if text.len() >= LONG || !self.append_leaf(&tag.start, text, &tag.end) {
            tag.start.append(&mut self.out);
            if let Err(c) =
                escape_special(&mut self.out, text, Place::Content, self.options.replace)
            {
                return Err(self.unwritable_leaf(c, tag));
            }
            tag.end.append(&mut self.out);
        }
        self.children.add(tag.hash);
        Ok(())
    }

    fn prepare_nil(&mut self) {
        if let Some(binding) = self.bindings.of_namespace(NIL.namespace) {
            let serial = self.bindings.serial(binding);
            self.nil = Nil::new(self.bindings.prefix(Some(binding)), binding, serial);
        }
    }

    fn markup(&mut self, pieces: &[&str], what: &str) -> Result<()> {
        self.begin_content()?;
        for piece in pieces {
            let forbidden = piece.chars().find(|&c| !is_xml_char(c));
            match forbidden {
                Some(c) if !self.options.replace => return Err(self.unwritable(c, what)),
                Some(_) => self.out.extend(piece.replace(|c| !is_xml_char(c), "\u{fffd}").bytes()),
                None => self.out.extend_from_slice(piece.as_bytes()),
            }
        }
        Ok(())
    }

    #[cold]
    fn hand_over(&mut self) -> Result<()> {
        let taken = self.sink.take(&mut self.out);
        taken.map_err(|error| {
            self.refuse(ErrorKind::Sink, format!("the sink refused bytes: {error}"))
        })
    }

    #[cold]
    fn unwritable(&mut self, c: char, what: &str) -> Error {
        let code = u32::from(c);
        let text = format!("expected characters that XML 1.0 allows in {what}, found U+{code:04X}");
        self.refuse(ErrorKind::Unwritable, text)
    }

    #[cold]
    fn refuse_twice(&mut self) -> Error {
        self.refuse(ErrorKind::DuplicateAttribute, "two attributes of one name")
    }

    #[cold]
    fn unwritable_attribute(&mut self, c: char, name: Name<'_>) -> Error {
        self.unwritable(c, &format!("attribute {}", name.local))
    }

    #[cold]
    fn unwritable_leaf(&mut self, c: char, tag: &Tag) -> Error {
        self.enter_tag(tag);
        self.unwritable(c, "text")
    }

    /// An error inside the open elements; the document is lost with it.
    #[cold]
    fn refuse(&mut self, kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Error {
        self.lost.get_or_insert(kind);
        Error::new(kind, 0, text).within(self.path())
    }

    /// The open elements' local names, with their places among like-named ones just before them.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for (depth, open) in self.open.iter().enumerate() {
            let end = self.open.get(depth + 1).map_or(self.end_tags.len(), |inner| inner.end_tag);
            let tag: Vec<u8> =
                self.end_tags[open.end_tag..end].iter().flat_map(Piece::bytes).copied().collect();
            let tag = String::from_utf8_lossy(&tag);
            let name = tag.trim_start_matches("</").trim_end_matches('>');
            let slash = if depth == 0 { "" } else { "/" };
            path += slash;
            path += name.split_once(':').map_or(name, |(_, local)| local);
            if open.place.length > 1 {
                path += &format!("[{}]", open.place.length);
            }
        }
        path
    }
}

/// The longest text of a leaf that is appended without a call.
const SHORT: usize = 32;
const DECLARATION: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?>"#;
const NIL: Name<'_> = Name { namespace: "http://www.w3.org/2001/XMLSchema-instance", local: "nil" };

#[cfg(test)]
mod tests;
