//! The names WS-Management speaks, each with a small fixed id.
//!
//! A namespace is a [`NamespaceId`] and an expanded name (namespace and local part, Namespaces in
//! XML 1.0 §2.1) is a [`NameId`]. Low ids are the vocabulary: generated from `codec/names/*.tsv`,
//! the same in every document. Ids from [`FIRST_OWN_NAMESPACE`] and [`FIRST_OWN_NAME`] up are a
//! document's own and mean nothing outside it. Ids are for one version of the crate: do not store
//! them.
//!
//! An id is exact: two spellings of a namespace have two ids, and so have their names, so that a
//! message is written as it was read. What means the same is a [`Family`]: addressing of 2004/08
//! and of 2005/08, the dialects of WS-Management, the spellings of vendors. All members of a family
//! have the same names, and [`NameId::canonical`] leads from each to the one to compare with:
//!
//! ```
//! use cimwire::names::{self, addressing, Family};
//! let newer = names::namespace(b"http://www.w3.org/2005/08/addressing").unwrap();
//! let action = names::name(newer, b"Action").unwrap();
//! assert_ne!(action, addressing::ACTION);
//! assert_eq!(action.canonical(), addressing::ACTION);
//! assert_eq!(newer.family(), Some(Family::Addressing));
//! ```

mod generated;
mod slots;

pub use generated::*;

use generated::{NAMES, NAMESPACES};
use slots::{find, slots};

/// The first namespace id that is a document's own.
pub const FIRST_OWN_NAMESPACE: u16 = 256;

/// The first name id that is a document's own.
pub const FIRST_OWN_NAME: u32 = 4096;

/// The id of a namespace of the vocabulary, by its exact name; `b""` is [`NamespaceId::NONE`].
///
/// ```
/// use cimwire::names::{namespace, ns};
/// assert_eq!(namespace(b"http://www.w3.org/2003/05/soap-envelope"), Some(ns::SOAP));
/// assert_eq!(namespace(b"http://example.com/"), None);
/// ```
#[must_use]
pub fn namespace(uri: &[u8]) -> Option<NamespaceId> {
    if uri.is_empty() {
        return Some(NamespaceId::NONE);
    }
    find(&NAMESPACE_SLOTS, &URIS, 0, uri).map(NamespaceId)
}

/// The id of a name of the vocabulary.
///
/// ```
/// use cimwire::names::{name, ns, soap};
/// assert_eq!(name(ns::SOAP, b"Envelope"), Some(soap::ENVELOPE));
/// assert_eq!(name(ns::WSMAN, b"Envelope"), None);
/// ```
#[must_use]
pub fn name(namespace: NamespaceId, local: &[u8]) -> Option<NameId> {
    find(&NAME_SLOTS, &NAMES, namespace.0, local).map(|id| NameId(u32::from(id)))
}

/// Every name of the vocabulary by its id, [`NameId::NONE`] first.
///
/// ```
/// use cimwire::names::{all, soap};
/// assert_eq!(all().nth(soap::ENVELOPE.index() as usize), Some(soap::ENVELOPE));
/// ```
pub fn all() -> impl Iterator<Item = NameId> {
    (0..NAMES.len() as u32).map(NameId)
}

/// Every namespace of the vocabulary by its id, [`NamespaceId::NONE`] first.
pub fn all_namespaces() -> impl Iterator<Item = NamespaceId> {
    (0..NAMESPACES.len() as u16).map(NamespaceId)
}

/// A namespace: of the vocabulary, or of one document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NamespaceId(u16);

impl NamespaceId {
    /// No namespace, as an unprefixed attribute has (Namespaces in XML 1.0 §6.2).
    pub const NONE: Self = Self(0);

    /// The namespace of `xml:lang`, `xml:space`, `xml:base` and `xml:id`, which needs no
    /// declaration (Namespaces in XML 1.0 §3).
    pub const XML: Self = ns::XML;

    pub(crate) const fn new(id: u16) -> Self {
        Self(id)
    }

    /// The namespace a document met as its `own`th outside the vocabulary.
    pub(crate) const fn own(own: u16) -> Self {
        Self(FIRST_OWN_NAMESPACE + own)
    }

    /// The id as a number.
    #[must_use]
    pub const fn index(self) -> u16 {
        self.0
    }

    /// Whether the vocabulary has it; otherwise it is a document's own.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 < FIRST_OWN_NAMESPACE
    }

    /// The namespace name; `""` for [`NamespaceId::NONE`], `None` for a document's own.
    #[must_use]
    pub fn uri(self) -> Option<&'static str> {
        Some(self.row()?.uri)
    }

    /// The prefix usually bound to it, on Windows where Windows speaks it. No two namespaces share
    /// one; it is `""` for [`NamespaceId::NONE`] only, and `None` for a document's own.
    #[must_use]
    pub fn prefix(self) -> Option<&'static str> {
        Some(self.row()?.prefix)
    }

    /// The family it belongs to, if others mean the same.
    #[must_use]
    pub fn family(self) -> Option<Family> {
        self.row()?.family
    }

    fn row(self) -> Option<&'static Namespace> {
        NAMESPACES.get(usize::from(self.0))
    }
}

/// An expanded name: of the vocabulary, or of one document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NameId(u32);

impl NameId {
    /// No name, as text and comments have.
    pub const NONE: Self = Self(0);

    pub(crate) const fn new(id: u32) -> Self {
        Self(id)
    }

    /// The name a document met as its `own`th outside the vocabulary.
    pub(crate) const fn own(own: u32) -> Self {
        Self(FIRST_OWN_NAME + own)
    }

    /// The id as a number.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// Whether the vocabulary has it; [`NameId::NONE`] is not a name.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 != 0 && self.0 < FIRST_OWN_NAME
    }

    /// The namespace of a name of the vocabulary.
    #[must_use]
    pub fn namespace(self) -> Option<NamespaceId> {
        Some(NamespaceId(self.row()?.0))
    }

    /// The local part of a name of the vocabulary.
    #[must_use]
    pub fn local(self) -> Option<&'static str> {
        Some(self.row()?.1)
    }

    /// The name that stands for this one and all that mean the same: that of the first namespace
    /// of the family. A name outside every family stands for itself.
    #[must_use]
    pub fn canonical(self) -> Self {
        let Some(own) = self.namespace().and_then(NamespaceId::row) else { return self };
        match NAMESPACES.get(usize::from(own.canonical)) {
            // Members of a family list the same names in the same order.
            Some(first) => Self(self.0 - u32::from(own.names) + u32::from(first.names)),
            None => self,
        }
    }

    /// The name of the same local part in another namespace of the same family: the way back from
    /// [`canonical`](Self::canonical), to write what a peer's dialect expects. `None` where
    /// `namespace` does not mean the same as the name's own.
    ///
    /// ```
    /// use cimwire::names::{self, addressing, ns};
    /// let newer = names::namespace(b"http://www.w3.org/2005/08/addressing").unwrap();
    /// assert_eq!(addressing::TO.in_namespace(newer), names::name(newer, b"To"));
    /// assert_eq!(addressing::TO.in_namespace(ns::SOAP), None);
    /// ```
    #[must_use]
    pub fn in_namespace(self, namespace: NamespaceId) -> Option<Self> {
        let own = self.namespace()?.row()?;
        let other = namespace.row()?;
        // Members of a family list the same names in the same order.
        (own.canonical == other.canonical)
            .then(|| Self(self.0 - u32::from(own.names) + u32::from(other.names)))
    }

    fn row(self) -> Option<&'static slots::Entry> {
        if self == Self::NONE { None } else { NAMES.get(self.0 as usize) }
    }
}

/// A row of the namespace table.
struct Namespace {
    uri: &'static str,
    prefix: &'static str,
    family: Option<Family>,
    /// The namespace whose names stand for its own: the first of its family, or itself.
    canonical: u16,
    /// The id of its first name.
    names: u16,
}

const _: () = assert!(NAMESPACES.len() <= FIRST_OWN_NAMESPACE as usize);
const _: () = assert!(NAMES.len() <= FIRST_OWN_NAME as usize);

const URIS: [slots::Entry; NAMESPACES.len()] = uris();
static NAMESPACE_SLOTS: [u16; slots::count(NAMESPACES.len())] = slots(&URIS);
static NAME_SLOTS: [u16; slots::count(NAMES.len())] = slots(&NAMES);

const fn uris() -> [slots::Entry; NAMESPACES.len()] {
    let mut uris = [(0, ""); NAMESPACES.len()];
    let mut id = 0;
    while id < uris.len() {
        uris[id].1 = NAMESPACES[id].uri;
        id += 1;
    }
    uris
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_namespace_is_found_by_its_uri() {
        for id in all_namespaces() {
            assert!(id.is_known());
            assert_eq!(namespace(id.uri().unwrap().as_bytes()), Some(id));
        }
    }

    #[test]
    fn every_name_is_found_by_its_parts() {
        for id in all().skip(1) {
            assert!(id.is_known());
            assert_eq!(name(id.namespace().unwrap(), id.local().unwrap().as_bytes()), Some(id));
        }
    }

    #[test]
    fn what_is_not_listed_is_not_found() {
        for uri in ["urn:x", "http://www.w3.org/2003/05/soap-envelope/", "h", "\0\0\0\0\0\0\0\0"] {
            assert_eq!(namespace(uri.as_bytes()), None, "{uri}");
        }
        for local in ["", "envelope", "Envelop", "Envelopes", "Ünicode"] {
            assert_eq!(name(ns::SOAP, local.as_bytes()), None, "{local}");
        }
        assert_eq!(name(NamespaceId::own(0), b"Envelope"), None);
    }

    #[test]
    fn ids_outside_the_vocabulary_have_no_parts() {
        let gap = NamespaceId(FIRST_OWN_NAMESPACE - 1);
        let own = NamespaceId::own(0);
        assert!(gap.is_known() && !own.is_known());
        for id in [gap, own] {
            assert_eq!((id.uri(), id.prefix(), id.family()), (None, None, None));
            assert_eq!(soap::ENVELOPE.in_namespace(id), None);
        }
        let own = NameId::own(0);
        assert!(!own.is_known() && !NameId::NONE.is_known());
        for id in [NameId::NONE, NameId(FIRST_OWN_NAME - 1), own, NameId(u32::MAX)] {
            assert_eq!((id.namespace(), id.local(), id.canonical()), (None, None, id));
            assert_eq!(id.in_namespace(ns::SOAP), None);
        }
    }

    #[test]
    fn prefixes_are_unique_and_usable() {
        let prefixes: HashSet<_> = all_namespaces().filter_map(NamespaceId::prefix).collect();
        assert_eq!(prefixes.len(), NAMESPACES.len());
        for id in all_namespaces().filter(|&id| id != NamespaceId::NONE) {
            let prefix = id.prefix().unwrap();
            assert!(prefix.starts_with(|c: char| c.is_ascii_lowercase()), "{prefix}");
            assert!(prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{prefix}");
        }
        assert_eq!(ns::XML.prefix(), Some("xml"));
        assert_eq!(ns::XMLNS.prefix(), Some("xmlns"));
    }

    #[test]
    fn families_have_members_with_the_same_names() {
        let in_families = all_namespaces().filter(|id| id.family().is_some());
        for id in in_families {
            let first = NamespaceId(id.row().unwrap().canonical);
            let members = all_namespaces().filter(|other| other.family() == id.family()).count();
            assert!(members > 1, "{id:?}");
            assert_eq!(first.family(), id.family());
        }
        for id in all().skip(1) {
            let (own, first) = (id.namespace().unwrap(), id.canonical().namespace().unwrap());
            assert_eq!(own.family(), first.family());
            assert_eq!(id.canonical().local(), id.local());
            assert_eq!(name(own, id.canonical().local().unwrap().as_bytes()), Some(id));
            assert_eq!(id.canonical().canonical(), id.canonical());
        }
    }

    #[test]
    fn every_name_is_found_in_the_namespaces_that_mean_the_same() {
        for id in all().skip(1) {
            let (own, local) = (id.namespace().unwrap(), id.local().unwrap());
            for other in all_namespaces() {
                let alike =
                    own == other || own.family().is_some() && own.family() == other.family();
                let expected = if alike { name(other, local.as_bytes()) } else { None };
                assert_eq!(id.in_namespace(other), expected, "{local} in {other:?}");
            }
            assert_eq!(id.canonical().in_namespace(own), Some(id));
        }
    }

    #[test]
    fn dialects_meet_in_their_canonical_names() {
        for (uri, local, expected) in [
            ("http://www.w3.org/2005/08/addressing", "To", addressing::TO),
            ("http://schemas.xmlsoap.org/ws/2005/06/management", "Locale", wsman::LOCALE),
            ("http://schemas.xmlsoap.org/ws/2005/02/management", "Events", wsman::EVENTS),
            ("http://schemas.dmtf.org/wsman/2005/06/base", "Location", cim::LOCATION),
            ("http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd", "Items", wsman::ITEMS),
        ] {
            let id = name(namespace(uri.as_bytes()).unwrap(), local.as_bytes()).unwrap();
            assert_eq!(id.canonical(), expected, "{uri}");
        }
    }

    #[test]
    fn no_probe_is_long() {
        assert!(slots::longest_run(&NAMESPACE_SLOTS) <= 8);
        assert!(slots::longest_run(&NAME_SLOTS) <= 12);
    }
}
