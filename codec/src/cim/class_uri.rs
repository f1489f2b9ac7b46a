//! Resource URIs that name classes.

use std::borrow::Cow;
use std::fmt;

use super::path::{is_identifier, is_namespace};
use crate::schema::pack::{Class, Packs};
use crate::schema::uris;

/// A resource URI that names a class, or all classes (DSP0227 §5.1): what it begins with, the CIM
/// namespace where it has it as those of WMI do (MS-WSMV §3.1.4.1.29), and the name of the class.
///
/// ```
/// use cimwire::cim::ClassUri;
/// use cimwire::request::Enumerate;
///
/// let service = ClassUri::wmi(r"root\cimv2", "Win32_Service");
/// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service";
/// assert_eq!(service.to_string(), uri);
/// assert_eq!(ClassUri::of(uri).unwrap().namespace(), Some("root/cimv2"));
///
/// let fan = ClassUri::of("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan").unwrap();
/// assert_eq!((fan.class_name(), fan.namespace()), ("CIM_Fan", None));
/// assert!(ClassUri::of("http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog").is_none());
///
/// let every = Enumerate::new(ClassUri::wmi("root/cimv2", "*")).wql("SELECT * FROM Win32_Service");
/// # drop(every);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassUri<'u> {
    base: &'u str,
    namespace: Option<&'u str>,
    class: &'u str,
}

impl<'u> ClassUri<'u> {
    /// All classes of a service (DSP0227 §5.1); what is asked of it says which ones.
    pub const ANY: ClassUri<'static> =
        ClassUri { base: "http://schemas.dmtf.org/wbem/wscim/1/", namespace: None, class: EVERY };

    /// The class that a URI names: one of WMI, or one of the form that DSP0227 gives to those of the
    /// DMTF and of vendors, `…/wbem/wscim/1/cim-schema/2/CIM_Fan`. Of any other nobody can say
    /// whether it names a class.
    #[must_use]
    pub fn of(uri: &'u str) -> Option<Self> {
        for base in [uris::class::WMI, uris::class::WMI_2005] {
            let Some(rest) = uri.strip_prefix(base) else { continue };
            let (namespace, class) = match rest.rsplit_once('/') {
                Some((namespace, class)) => (Some(namespace), class),
                None => (None, rest),
            };
            let is_whole =
                |it: &str| is_namespace(it) && !it.starts_with('/') && !it.ends_with('/');
            let is_sound = is_name(class) && namespace.is_none_or(is_whole);
            return is_sound.then_some(Self { base, namespace, class });
        }
        let (base, class) = Self::split(uri)?;
        (uri == uris::class::ANY || is_name(class) && is_base(base)).then_some(Self {
            base,
            namespace: None,
            class,
        })
    }

    /// A class of the DMTF.
    #[must_use]
    pub fn cim(class: &'u str) -> Self {
        Self::new(uris::class::CIM, class)
    }

    /// A class of WMI in a CIM namespace such as `root/cimv2`; `*` for all of them.
    #[must_use]
    pub fn wmi(namespace: &'u str, class: &'u str) -> Self {
        Self { base: uris::class::WMI, namespace: Some(namespace), class }
    }

    /// The class itself, and not its instances (DSP0227 §15); `*` for all of them.
    #[must_use]
    pub fn metadata(class: &'u str) -> Self {
        Self::new(uris::class::METADATA, class)
    }

    /// A class behind what the resource URIs of its vendor begin with, a slash at its end.
    #[must_use]
    pub fn new(base: &'u str, class: &'u str) -> Self {
        Self { base, namespace: None, class }
    }

    /// What the URI begins with, up to the CIM namespace or the class.
    #[must_use]
    pub fn base(&self) -> &'u str {
        self.base
    }

    /// The CIM namespace, where the URI has it.
    #[must_use]
    pub fn namespace(&self) -> Option<&'u str> {
        self.namespace
    }

    /// The name of the class; `*` for all of them.
    #[must_use]
    pub fn class_name(&self) -> &'u str {
        self.class
    }

    /// Whether it names all classes. Those are enumerated with a filter that names classes, or
    /// subscribed to; nothing else (DSP0227 R6-1).
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.class == EVERY
    }

    /// The class that a URI names in packs, whatever the form of the URI.
    pub(super) fn known(uri: &'u str, packs: &Packs) -> Option<Self> {
        let (base, class) = Self::split(uri)?;
        let is_it = packs.class(class)?.namespace() == Some(uri);
        is_it.then_some(Self::new(base, class))
    }

    /// The two parts of a URI, where the class is told by other means.
    fn split(uri: &'u str) -> Option<(&'u str, &'u str)> {
        let slash = uri.rfind('/')?;
        Some((uri.get(..=slash)?, uri.get(slash + 1..)?))
    }
}

/// The URI of a class of a pack: its namespace (DSP0227 §5.1).
impl<'p> From<&Class<'p>> for ClassUri<'p> {
    fn from(class: &Class<'p>) -> Self {
        let known = class.namespace().and_then(|uri| {
            let split = || Self::split(uri).map(|(base, class)| Self::new(base, class));
            Self::of(uri).or_else(split)
        });
        known.unwrap_or(Self::cim(class.name()))
    }
}

impl fmt::Display for ClassUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base)?;
        if let Some(namespace) = self.namespace {
            write!(f, "{}/", namespace.replace('\\', "/"))?;
        }
        f.write_str(self.class)
    }
}

impl<'m> From<ClassUri<'_>> for Cow<'m, str> {
    fn from(uri: ClassUri<'_>) -> Self {
        Cow::Owned(uri.to_string())
    }
}

/// Whether a text is the name of a class, or stands for all of them.
fn is_name(class: &str) -> bool {
    class == EVERY || is_identifier(class)
}

/// Whether a base is one of DSP0227: `wscim`, its version, and a schema with its own.
fn is_base(base: &str) -> bool {
    let mut parts = base.rsplit('/').skip(1);
    let is_version = |part: Option<&str>| {
        part.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_version(parts.next())
        && parts.next().is_some_and(|schema| schema.ends_with("-schema"))
        && is_version(parts.next())
        && parts.next() == Some("wscim")
}

/// What stands for all classes.
const EVERY: &str = "*";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_told_apart_and_put_together_again() {
        for (uri, base, namespace, class) in [
            ("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan", 50, None, "CIM_Fan"),
            ("http://intel.com/wbem/wscim/1/amt-schema/1/AMT_Foo", 43, None, "AMT_Foo"),
            (
                "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/a/__Win32",
                46,
                Some("root/a"),
                "__Win32",
            ),
            ("http://schemas.microsoft.com/wsman/2005/06/wmi/root/X", 47, Some("root"), "X"),
            ("http://schemas.microsoft.com/wbem/wsman/1/wmi/root/a/*", 46, Some("root/a"), "*"),
            (uris::class::ANY, 37, None, "*"),
        ] {
            let read = ClassUri::of(uri).unwrap_or_else(|| panic!("{uri}"));
            assert_eq!((read.base(), read.namespace()), (&uri[..base], namespace), "{uri}");
            assert_eq!((read.class_name(), read.to_string()), (class, uri.to_owned()));
            assert_eq!(read.is_any(), class == "*");
        }
        assert_eq!(ClassUri::of(uris::class::ANY), Some(ClassUri::ANY));
    }

    #[test]
    fn what_may_be_no_class_is_none() {
        for uri in [
            "",
            "CIM_Fan",
            "http://schemas.microsoft.com/wbem/wsman/1/config/listener",
            "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd",
            "http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/CIM_Fan",
            "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/",
            "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM Fan",
            "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/CIM_Fan",
            "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/",
            "http://schemas.microsoft.com/wbem/wsman/1/wmi/root//Win32_A",
            "http://schemas.microsoft.com/wbem/wsman/1/wmi/root:x/Win32_A",
        ] {
            assert_eq!(ClassUri::of(uri), None, "{uri}");
        }
    }
}
