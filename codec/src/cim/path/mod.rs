//! Where instances and classes are.

mod key;
mod parse;
mod print;
mod reference;
mod typed;

use std::hash::{Hash, Hasher};

pub use key::{Key, KeyValue};
pub(super) use parse::{is_identifier, is_namespace};

use super::class_uri::ClassUri;

/// The path of an instance, or of a class (DSP0004 §8.2): a host, a CIM namespace, a class, and for
/// an instance its keys.
///
/// Its text form is that of DSP0207 and DSP0004 ([`str::parse`], `to_string`), or that of WMI
/// ([`Path::to_wmi`]); on the wire it is an endpoint reference (DSP0227), read by [`Path::of`] and
/// made by [`Path::to_epr`]. Nothing says there of which type a key is, and so it keeps its text to
/// the letter until a class types it: [`Path::typed`].
///
/// Two paths are equal where they name the same: names count in any case and keys in any order,
/// typed keys by their values, others by their texts.
///
/// ```
/// use cimwire::cim::Path;
/// let path: Path = r#"root/cimv2:CIM_Fan.DeviceID="1",CreationClassName="CIM_Fan""#.parse()?;
/// assert_eq!((path.namespace(), path.class_name()), (Some("root/cimv2"), "CIM_Fan"));
/// assert_eq!(path.key("deviceid").unwrap().text(), Some("1"));
/// let same = Path::new("cim_fan").in_namespace("root/CIMV2")
///     .with_key("creationclassname", "CIM_Fan").with_key("deviceid", "1");
/// assert_eq!(path, same);
///
/// # #[cfg(feature = "cim-2-49")] {
/// let class = cimwire::schema::pack::Pack::cim().class("CIM_Fan").unwrap();
/// let (_, misfits) = path.typed(&class);
/// assert_eq!(misfits.len(), 2, "a fan has four keys");
/// # }
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Path {
    host: Option<String>,
    namespace: Option<String>,
    class: String,
    keys: Vec<Key>,
    is_singleton: bool,
    /// What its resource URI begins with.
    base: Option<String>,
}

impl Path {
    /// The path of a class, or of its instance as soon as there is a key.
    #[must_use]
    pub fn new(class: impl Into<String>) -> Self {
        Self {
            host: None,
            namespace: None,
            class: class.into(),
            keys: Vec::new(),
            is_singleton: false,
            base: None,
        }
    }

    /// The same on a host, as `server` or `server:5989`.
    #[must_use]
    pub fn on_host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// The same in a CIM namespace, as `root/cimv2`; backslashes become slashes.
    #[must_use]
    pub fn in_namespace(mut self, namespace: impl AsRef<str>) -> Self {
        let namespace = namespace.as_ref().trim_matches(['/', '\\']).replace('\\', "/");
        self.namespace = Some(namespace).filter(|it| !it.is_empty());
        self
    }

    /// The same with one more key. A text becomes what a selector has: of no type yet.
    #[must_use]
    pub fn with_key(mut self, name: impl Into<String>, value: impl Into<KeyValue>) -> Self {
        self.keys.push(Key::new(name, value));
        self
    }

    /// The path of the only instance of a class without keys.
    #[must_use]
    pub fn singleton(mut self) -> Self {
        self.is_singleton = true;
        self
    }

    /// The same below what the resource URIs of its vendor begin with, for [`Path::to_epr`]; also
    /// the paths in its keys, where they have none of their own. A URI of a class of WMI has the CIM
    /// namespace inside.
    #[must_use]
    pub fn based_on(mut self, base: impl Into<String>) -> Self {
        let base = base.into();
        for key in &mut self.keys {
            key.base_on(&base);
        }
        self.base = Some(base);
        self
    }

    /// The host.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The CIM namespace, with slashes; none for the default one of the service.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The class.
    #[must_use]
    pub fn class_name(&self) -> &str {
        &self.class
    }

    /// The keys; none for a class, and for the only instance of one without keys.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The value of a key, by its name in any case.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&KeyValue> {
        let key = self.keys.iter().find(|key| key.name().eq_ignore_ascii_case(name))?;
        Some(key.value())
    }

    /// Whether it is the path of an instance, and not of a class.
    #[must_use]
    pub fn is_instance(&self) -> bool {
        self.is_singleton || !self.keys.is_empty()
    }

    /// What its resource URI begins with, where an endpoint reference, a class of a pack or
    /// [`Path::based_on`] has said so.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Its parts in lower case, where case does not count.
    fn normal(&self) -> impl Iterator<Item = Option<String>> {
        let parts = [self.host.as_deref(), self.namespace.as_deref(), Some(&*self.class)];
        parts.map(|part| part.map(str::to_ascii_lowercase)).into_iter()
    }

    fn sorted_keys(&self) -> Vec<(String, &KeyValue)> {
        let named = |key| (Key::name(key).to_ascii_lowercase(), Key::value(key));
        let mut keys: Vec<_> = self.keys.iter().map(named).collect();
        keys.sort_by(|(a, _), (b, _)| a.cmp(b));
        keys
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.is_instance() == other.is_instance()
            && self.normal().eq(other.normal())
            && self.sorted_keys() == other.sorted_keys()
    }
}

impl Eq for Path {}

impl Hash for Path {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.is_instance().hash(state);
        self.normal().for_each(|part| part.hash(state));
        self.sorted_keys().hash(state);
    }
}

impl From<ClassUri<'_>> for Path {
    fn from(uri: ClassUri<'_>) -> Self {
        let mut path = Self::new(uri.class_name());
        path.base = Some(uri.base().to_owned());
        match uri.namespace() {
            Some(namespace) => path.in_namespace(namespace),
            None => path,
        }
    }
}

/// Paths in keys of paths are nested so often at most: their quotes double with every level.
const MAX_NESTED: usize = 8;

#[cfg(test)]
mod tests;
