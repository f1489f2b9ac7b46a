//! Paths on the wire: a resource URI and selectors (DSP0227).

use std::borrow::Cow;

use super::{Key, KeyValue, MAX_NESTED, Path, is_identifier, is_namespace};
use crate::cim::ClassUri;
use crate::cim::given::Reference;
use crate::error::{Error, ErrorKind, Result};
use crate::names::{NamespaceId, ns};
use crate::record::Content;
use crate::schema::pack::Packs;
use crate::schema::uris;
use crate::wsman::Headers;
use crate::wsman::addressing::Epr;
use crate::wsman::control::{Selector, SelectorSet};
use crate::wsman::request::CIM_NAMESPACE;

impl Path {
    /// The path that an endpoint reference is: the class is that of its resource URI, the CIM
    /// namespace that of the URI or of the selector `__cimnamespace`, the other selectors are the
    /// keys. Its address says where messages go, and is no part of the path.
    ///
    /// # Errors
    /// [`ErrorKind::Misfit`] where the URI names no class ([`ClassUri::of`]) or all of them, where
    /// URI and selector name two CIM namespaces, and for selectors that are no keys: without the name
    /// of a property, two of one name, nested too deep.
    ///
    /// ```
    /// use cimwire::cim::Path;
    /// use cimwire::wsman::{addressing::Epr, control::SelectorSet};
    /// let selectors = SelectorSet::from_iter([("__cimnamespace", "root/cimv2"), ("DeviceID", "1")]);
    /// let uri = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";
    /// let reference = Epr::to_resource("http://server/wsman", uri, &selectors)?;
    /// let path = Path::of(&reference)?;
    /// assert_eq!(path.to_string(), "root/cimv2:CIM_Fan.DeviceID=\"1\"");
    /// assert_eq!(Path::of(&path.to_epr("http://other/wsman")?)?, path);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn of(reference: &Epr<'_>) -> Result<Self> {
        at_depth(reference, None, 0)
    }

    /// As [`Path::of`], also where the URI is none that every class of DSP0227 may have, but that of
    /// a class in packs.
    ///
    /// # Errors
    /// As [`Path::of`].
    pub fn of_by(reference: &Epr<'_>, packs: &Packs) -> Result<Self> {
        at_depth(reference, Some(packs), 0)
    }

    /// The path of what a message is about: its ResourceURI and SelectorSet headers.
    ///
    /// # Errors
    /// As [`Path::of`].
    pub fn of_headers(headers: &Headers<'_>) -> Result<Self> {
        let uri = headers.resource_uri.as_ref().and_then(|uri| uri.value());
        from_parts(uri, headers.selectors.as_ref(), None, 0)
    }

    /// Its resource URI (DSP0227 §5.1).
    ///
    /// # Errors
    /// [`ErrorKind::Misfit`] where nothing says what it begins with ([`Path::base`]) and the class
    /// is not one of the DMTF's, `CIM_…`; also for a class of WMI in no CIM namespace.
    pub fn resource_uri(&self) -> Result<String> {
        let base = match &self.base {
            Some(base) => base,
            None if has_prefix(&self.class, "CIM_") => uris::class::CIM,
            None => return Err(misfit("expected a path that says what its URI begins with")),
        };
        let mut uri = ClassUri::new(base, &self.class).to_string();
        if is_of_wmi(base) {
            let namespace = self.namespace.as_deref();
            let none = || misfit("expected a CIM namespace for a class of WMI, found none");
            uri.insert_str(base.len(), &[namespace.ok_or_else(none)?, "/"].concat());
        }
        Ok(uri)
    }

    /// Its selectors: the CIM namespace, where the URI does not have it, and the keys in their
    /// order. A key that is a path becomes an endpoint reference at the anonymous address of
    /// WS-Addressing 2004/08.
    ///
    /// # Errors
    /// As [`Path::resource_uri`], for the paths in it; [`ErrorKind::Misfit`] for a key without a
    /// name; [`ErrorKind::Unwritable`] for what XML cannot carry.
    pub fn selectors(&self) -> Result<SelectorSet<'static>> {
        self.selectors_in(ns::ADDRESSING, 0)
    }

    /// The endpoint reference to it at an address.
    ///
    /// # Errors
    /// As [`Path::resource_uri`] and [`Path::selectors`].
    pub fn to_epr<'m>(&self, address: impl Into<Cow<'m, str>>) -> Result<Epr<'m>> {
        self.to_epr_in(address, ns::ADDRESSING, 0)
    }

    /// The same for a message of WS-Addressing 1.0 (2005/08): paths in keys are references of that
    /// version.
    ///
    /// # Errors
    /// As [`Path::to_epr`].
    pub fn to_epr_2005<'m>(&self, address: impl Into<Cow<'m, str>>) -> Result<Epr<'m>> {
        self.to_epr_in(address, ns::ADDRESSING_2005, 0)
    }

    fn to_epr_in<'m>(
        &self,
        address: impl Into<Cow<'m, str>>,
        version: NamespaceId,
        depth: usize,
    ) -> Result<Epr<'m>> {
        let selectors = self.selectors_in(version, depth)?;
        Epr::to_resource(address, &self.resource_uri()?, &selectors)
    }

    fn selectors_in(&self, version: NamespaceId, depth: usize) -> Result<SelectorSet<'static>> {
        if depth > MAX_NESTED {
            return Err(misfit(NESTED));
        }
        let mut selectors = SelectorSet::default();
        let is_in_uri = self.base.as_deref().is_some_and(is_of_wmi);
        if let Some(namespace) = self.namespace.clone().filter(|_| !is_in_uri) {
            selectors.selectors.push(Selector::new(CIM_NAMESPACE, namespace));
        }
        for key in &self.keys {
            if key.name().is_empty() {
                return Err(misfit("expected a key with a name: a class names the only one"));
            }
            let content = match &key.value {
                KeyValue::Reference(path) => path.nested(version, depth + 1)?,
                text => text.selector().unwrap_or_default().into_owned().into(),
            };
            selectors.selectors.push(Selector::new(key.name().to_owned(), content));
        }
        Ok(selectors)
    }

    /// The endpoint reference that a selector holds.
    fn nested(&self, version: NamespaceId, depth: usize) -> Result<Content<'static>> {
        let is_2005 = version == ns::ADDRESSING_2005;
        let address =
            if is_2005 { uris::address::ANONYMOUS_2005 } else { uris::address::ANONYMOUS };
        let reference = self.to_epr_in(address, version, depth)?;
        Ok(Content::from(reference.to_element(version)?))
    }
}

impl Reference<'_> {
    /// The path of the instance.
    ///
    /// # Errors
    /// As [`Path::of`]; also where it is no endpoint reference at all.
    pub fn path(self) -> Result<Path> {
        Path::of(&self.epr().ok_or_else(no_reference)?)
    }

    /// The path of the instance, also of a class whose resource URI packs alone know.
    ///
    /// # Errors
    /// As [`Reference::path`].
    pub fn path_by(self, packs: &Packs) -> Result<Path> {
        Path::of_by(&self.epr().ok_or_else(no_reference)?, packs)
    }
}

fn no_reference() -> Error {
    misfit("expected an endpoint reference, found text beside its elements")
}

fn at_depth(reference: &Epr<'_>, packs: Option<&Packs>, depth: usize) -> Result<Path> {
    if depth > MAX_NESTED {
        return Err(misfit(NESTED));
    }
    let uri = reference.resource_uri();
    from_parts(uri.as_deref(), reference.selectors().as_ref(), packs, depth)
}

fn from_parts(
    uri: Option<&str>,
    selectors: Option<&SelectorSet<'_>>,
    packs: Option<&Packs>,
    depth: usize,
) -> Result<Path> {
    let uri = uri.ok_or_else(|| misfit("expected a resource URI, found none"))?;
    let known = || packs.and_then(|packs| ClassUri::known(uri, packs));
    let class = ClassUri::of(uri).or_else(known).filter(|class| !class.is_any());
    let class = class.ok_or_else(|| misfit("expected the resource URI of a class"))?;
    let mut path = Path::from(class);
    let mut names = std::collections::HashSet::new();
    for selector in selectors.into_iter().flat_map(|set| &set.selectors) {
        let name = selector.key();
        if !is_identifier(name) || !names.insert(name.to_ascii_lowercase()) {
            return Err(misfit("expected selectors with names of properties, each another"));
        }
        if name.eq_ignore_ascii_case(CIM_NAMESPACE) {
            path = placed(path, selector.text().trim())?;
        } else {
            path.keys.push(Key::new(name, value(selector, packs, depth)?));
        }
    }
    Ok(path)
}

/// The path in the CIM namespace of a selector.
fn placed(path: Path, namespace: &str) -> Result<Path> {
    if !is_namespace(namespace) && !namespace.is_empty() {
        return Err(misfit("expected the name of a CIM namespace in __cimnamespace"));
    }
    let was = path.namespace.clone();
    let path = path.in_namespace(namespace);
    match was {
        Some(was) if !path.namespace().is_some_and(|it| it.eq_ignore_ascii_case(&was)) => {
            Err(misfit("expected one CIM namespace, found another in __cimnamespace"))
        }
        _ => Ok(path),
    }
}

fn value(selector: &Selector<'_>, packs: Option<&Packs>, depth: usize) -> Result<KeyValue> {
    let mut elements = selector.content.elements();
    if elements.next().is_none() {
        return Ok(KeyValue::Text(selector.text().into_owned()));
    }
    let wrong = || misfit("expected text or one endpoint reference in a selector");
    let is_alone = elements.next().is_none() && selector.text().trim().is_empty();
    let reference = selector.reference().filter(|_| is_alone).ok_or_else(wrong)?;
    Ok(at_depth(&reference, packs, depth + 1)?.into())
}

/// Whether the CIM namespace stands in the URIs that begin so (MS-WSMV §3.1.4.1.29).
fn is_of_wmi(base: &str) -> bool {
    [uris::class::WMI, uris::class::WMI_2005].contains(&base)
}

fn has_prefix(class: &str, prefix: &str) -> bool {
    class.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn misfit(text: &'static str) -> Error {
    Error::new(ErrorKind::Misfit, 0, text)
}

const NESTED: &str = "expected references in references less deep";
