//! A message that was read: shared, immutable, without a lifetime; and the view of its tape.

use std::sync::Arc;

use bytes::Bytes;

use super::chars::trim;
use super::element::Element;
use super::reader::with_thread_reader;
use super::salvage::offset_before_repairs;
use super::source::{Encoding, Found, Repair};
use super::tape::{Deviation, Entry, Kind, Tape};
use super::text::{Checked, Place, decode};
use crate::error::Result;
use crate::names::{FIRST_OWN_NAME, FIRST_OWN_NAMESPACE, NameId, NamespaceId};

/// A well-formed message: its text and the tape that maps it.
///
/// Cloning shares it. It can be sent to and read from any thread.
///
/// ```
/// use cimwire::xml::Document;
/// let document = Document::decode("<f:Fan xmlns:f='urn:fans'><f:Speed>4200</f:Speed></f:Fan>")?;
/// let speed = document.root().child("urn:fans", "Speed").unwrap();
/// assert_eq!(speed.text(), "4200");
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone)]
pub struct Document(Arc<Inner>);

pub(super) struct Inner {
    pub(super) text: Checked,
    pub(super) tape: Tape,
}

impl Document {
    /// Reads a message with default options and this thread's reader. Nothing is copied from
    /// bytes that are UTF-8; borrow with [`Reader::read`](super::Reader::read) instead where the
    /// tree need not outlive the bytes.
    ///
    /// # Errors
    /// As [`Reader::read`](super::Reader::read).
    pub fn decode(input: impl Into<Bytes>) -> Result<Self> {
        let input = input.into();
        with_thread_reader(|reader| reader.document(input))
    }

    /// The view of the tape.
    #[must_use]
    pub fn tree(&self) -> Tree<'_> {
        Tree { text: self.0.text.as_str(), tape: &self.0.tape }
    }

    /// The root element.
    #[must_use]
    pub fn root(&self) -> Element<'_> {
        self.tree().root()
    }

    /// The departures from the standard that were read all the same.
    #[must_use]
    pub fn deviations(&self) -> &[Deviation] {
        &self.0.tape.deviations
    }

    /// What salvage replaced.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.0.tape.repairs
    }

    /// The encoding of the input; the text of the document is UTF-8 whatever it was.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.0.tape.encoding
    }

    pub(super) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(super) fn into_inner(self) -> Arc<Inner> {
        self.0
    }

    /// What it holds, if nobody else holds it too.
    pub(super) fn inner_mut(&mut self) -> Option<&mut Inner> {
        Arc::get_mut(&mut self.0)
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tree().fmt(f)
    }
}

/// A view of a whole message: its text and tape, borrowed from a reader or a document.
#[derive(Clone, Copy)]
pub struct Tree<'d> {
    pub(super) text: &'d str,
    pub(super) tape: &'d Tape,
}

/// An expanded name: a namespace name, empty for none, and a local part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name<'d> {
    /// The namespace name; empty for no namespace.
    pub namespace: &'d str,
    /// The local part.
    pub local: &'d str,
}

impl Name<'static> {
    /// A name of the vocabulary; empty for one that is a document's own.
    #[must_use]
    pub fn known(id: NameId) -> Self {
        let namespace = id.namespace().and_then(NamespaceId::uri).unwrap_or_default();
        Self { namespace, local: id.local().unwrap_or_default() }
    }
}

impl<'d> Tree<'d> {
    pub(super) fn new(text: &'d str, tape: &'d Tape) -> Self {
        Self { text, tape }
    }

    /// Whether the other one is of the same message, so that its names have the same ids.
    pub(crate) fn is(self, other: Self) -> bool {
        std::ptr::eq(self.tape, other.tape)
    }

    /// The text that the tape maps: UTF-8, without what stood before the message.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.text
    }

    /// The tape.
    #[must_use]
    pub fn entries(self) -> &'d [Entry] {
        &self.tape.entries
    }

    /// Whether the text of a leaf, run or section is blank or empty, references replaced.
    pub(crate) fn is_blank(self, entry: Entry) -> bool {
        let raw = self.text.get(entry.value()).unwrap_or_default();
        let place = if entry.kind() == Kind::Cdata { Place::Cdata } else { Place::Content };
        trim(&decode(raw, place)).is_empty()
    }

    /// The departures from the standard that were read all the same.
    #[must_use]
    pub fn deviations(self) -> &'d [Deviation] {
        &self.tape.deviations
    }

    /// What salvage replaced.
    #[must_use]
    pub fn repairs(self) -> &'d [Repair] {
        &self.tape.repairs
    }

    /// The byte offset in the input as given of an offset in [`Tree::text`].
    #[must_use]
    pub fn offset_in_input(self, at: usize) -> usize {
        self.offsets_in_input([at]).next().unwrap_or_default()
    }

    /// The byte offsets in the input of offsets in [`Tree::text`] that do not fall, in one pass.
    pub(crate) fn offsets_in_input(
        self,
        places: impl IntoIterator<Item = usize>,
    ) -> impl Iterator<Item = usize> {
        let Tape { skipped, encoding, repairs, .. } = self.tape;
        let (mut rest, mut counted, mut units) = (self.text, 0, 0);
        places.into_iter().map(move |at| {
            if !encoding.is_utf16() {
                return skipped + offset_before_repairs(repairs, at);
            }
            let (before, behind) =
                rest.split_at_checked(at.saturating_sub(counted)).unwrap_or((rest, ""));
            (rest, counted) = (behind, counted + before.len());
            units += before.encode_utf16().count();
            let shortened = repairs.iter().filter(|repair| repair.place < at);
            let shortened = shortened.map(|repair| match &repair.found {
                Found::Reference(reference) => reference.len() - 1,
                _ => 0,
            });
            skipped + 2 * (units + shortened.sum::<usize>())
        })
    }

    /// The root element.
    #[must_use]
    pub fn root(self) -> Element<'d> {
        let is_element = |entry: &Entry| matches!(entry.kind(), Kind::Leaf | Kind::Open);
        Element::new(self, self.tape.entries.iter().position(is_element).unwrap_or(0))
    }

    /// The element at an index of the tape.
    #[must_use]
    pub fn element(self, index: usize) -> Option<Element<'d>> {
        let entry = self.tape.entries.get(index)?;
        matches!(entry.kind(), Kind::Leaf | Kind::Open).then(|| Element::new(self, index))
    }

    /// What a name id of this message stands for; empty for [`NameId::NONE`].
    #[must_use]
    pub fn name(self, id: NameId) -> Name<'d> {
        if let (Some(namespace), Some(local)) = (id.namespace(), id.local()) {
            return Name { namespace: self.namespace(namespace), local };
        }
        let own = id.index().checked_sub(FIRST_OWN_NAME);
        let Some(name) = own.and_then(|own| self.tape.names.get(own as usize)) else {
            return Name { namespace: "", local: "" };
        };
        let start = name.start as usize;
        let local = self.text.get(start..start + name.length as usize).unwrap_or_default();
        Name { namespace: self.namespace(name.namespace), local }
    }

    /// The namespace name of an id of this message.
    #[must_use]
    pub fn namespace(self, id: NamespaceId) -> &'d str {
        if let Some(uri) = id.uri() {
            return uri;
        }
        let own = id.index().checked_sub(FIRST_OWN_NAMESPACE);
        let uri = own.map_or(&[][..], |own| self.tape.own_namespace(self.text.as_bytes(), own));
        std::str::from_utf8(uri).unwrap_or_default()
    }

    /// The names that the message has beyond the vocabulary, by id less
    /// [`FIRST_OWN_NAME`]: namespace and local part.
    pub fn own_names(self) -> impl Iterator<Item = (NamespaceId, &'d str)> {
        self.tape.names.iter().map(move |name| {
            let start = name.start as usize;
            let local = self.text.get(start..start + name.length as usize);
            (name.namespace, local.unwrap_or_default())
        })
    }

    /// The namespace names that the message has beyond the vocabulary, by id less
    /// [`FIRST_OWN_NAMESPACE`].
    pub fn own_namespaces(self) -> impl Iterator<Item = &'d str> {
        let uri = move |own| self.tape.own_namespace(self.text.as_bytes(), own);
        (0..self.tape.namespaces.len())
            .map(move |own| std::str::from_utf8(uri(own as u16)).unwrap_or_default())
    }

    /// The namespace of a name id of this message.
    #[must_use]
    pub fn namespace_of(self, id: NameId) -> NamespaceId {
        let own = || {
            let own = id.index().checked_sub(FIRST_OWN_NAME)?;
            Some(self.tape.names.get(own as usize)?.namespace)
        };
        id.namespace().or_else(own).unwrap_or(NamespaceId::NONE)
    }
}

impl std::fmt::Debug for Tree<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tree")
            .field("root", &self.root())
            .field("bytes", &self.text.len())
            .field("entries", &self.tape.entries.len())
            .finish()
    }
}
