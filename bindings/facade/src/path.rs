//! Where instances and classes are.

use std::fmt;

use cimwire::cim::{self, ClassUri, Key, KeyValue};
use cimwire::names::ns;
use cimwire::record::Item as _;
use cimwire::wsman::addressing::Epr;

use crate::{Error, Instance, Message, Misfit, Result, Schema, View};

/// The path of an instance or of a class (DSP0004 §8.2): a host, a CIM namespace, a class, and for
/// an instance its keys. On the wire it is an endpoint reference (DSP0227).
///
/// Keys keep their texts to the letter, until a schema types them. Two paths are equal where they
/// name the same: names count in any case, keys in any order, typed keys by their values.
///
/// ```
/// use cimwire_facade::Path;
/// let mut path = Path::parse(r#"root/cimv2:Win32_Service.Name="WinRM""#)?;
/// assert_eq!((path.namespace(), path.class_name()), (Some("root/cimv2"), "Win32_Service"));
/// path.set_base("http://schemas.microsoft.com/wbem/wsman/1/wmi/");
/// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service";
/// assert_eq!(path.resource_uri()?, uri);
/// let reference = path.to_reference("http://server:5985/wsman", "2004")?;
/// assert_eq!(Path::of_reference(&reference)?, path);
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    path: cim::Path,
}

/// A key of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathKey {
    /// The name of the property.
    pub name: String,
    /// The exact text; none of a reference.
    pub text: Option<String>,
    /// The type, as MOF has it, where it is known.
    pub type_name: Option<&'static str>,
    /// The path that it refers to.
    pub reference: Option<Path>,
}

/// From elsewhere.
impl Path {
    /// The path of a class; of its instance as soon as there is a key.
    #[must_use]
    pub fn new(class: &str) -> Self {
        Self { path: cim::Path::new(class) }
    }

    /// A path of DSP0004, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, or of WMI,
    /// `\\host\root\cimv2:Win32_Service.Name="WinRM"`.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit), at its place in the text.
    pub fn parse(text: &str) -> Result<Self> {
        let path = text.parse().map_err(|error| Error::about(text.as_bytes(), &error))?;
        Ok(Self { path })
    }

    /// The path that an endpoint reference is, or an element that holds what one does.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where it is none of a class of CIM.
    pub fn of_reference(view: &View) -> Result<Self> {
        let reading = &mut cimwire::record::Reading::default();
        let read = Epr::read(view.element(), reading);
        let none = |_| Error::misfit("expected an endpoint reference".to_owned());
        Self::asked(cim::Path::of(&read.map_err(none)?))
    }

    /// The path of what a message is about: its resource and selectors.
    ///
    /// # Errors
    /// As [`Path::of_reference`].
    pub fn of_message(message: &Message) -> Result<Self> {
        let headers = message.message.typed().headers.unwrap_or_default();
        Self::asked(cim::Path::of_headers(&headers))
    }

    /// The path of an instance, by the keys that its class has in the instance's schema. It is in no
    /// CIM namespace, unless it is of WMI.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where the class is not known, or a key has no single value.
    pub fn of_instance(instance: &Instance) -> Result<Self> {
        let unknown = || {
            let class = instance.class_name();
            Error::misfit(format!("expected an instance of a class of a schema, found {class}"))
        };
        let schema = instance.schema().ok_or_else(unknown)?;
        let view = cim::Instance::of(instance.view().element());
        match view.path_by(schema.packs()).ok_or_else(unknown)? {
            Ok(path) => Ok(Self { path }),
            Err(misfit) => Err(Error::misfit(format!("{}: {}", misfit.property, misfit.text()))),
        }
    }

    fn asked(path: cimwire::Result<cim::Path>) -> Result<Self> {
        path.map(|path| Self { path }).map_err(|error| Error::asked(&error))
    }
}

/// What it has.
impl Path {
    /// The host.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.path.host()
    }

    /// The CIM namespace, with slashes; none for the default one of the service.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.path.namespace()
    }

    /// The class.
    #[must_use]
    pub fn class_name(&self) -> &str {
        self.path.class_name()
    }

    /// The keys, in their order.
    #[must_use]
    pub fn keys(&self) -> Vec<PathKey> {
        self.path.keys().iter().map(PathKey::of).collect()
    }

    /// The key of a name, in any case.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<PathKey> {
        let key = self.path.keys().iter().find(|key| key.name().eq_ignore_ascii_case(name))?;
        Some(PathKey::of(key))
    }

    /// Whether it is the path of an instance, and not of a class.
    #[must_use]
    pub fn is_instance(&self) -> bool {
        self.path.is_instance()
    }

    /// Puts it on a host.
    pub fn set_host(&mut self, host: &str) {
        self.change(|path| path.on_host(host));
    }

    /// Puts it in a CIM namespace, as `root/cimv2`.
    pub fn set_namespace(&mut self, namespace: &str) {
        self.change(|path| path.in_namespace(namespace));
    }

    /// Says what its resource URI begins with, as
    /// `http://schemas.microsoft.com/wbem/wsman/1/wmi/`.
    pub fn set_base(&mut self, base: &str) {
        self.change(|path| path.based_on(base));
    }

    /// Says that its resource URI begins as that of another class, or of all classes, does; says
    /// nothing where that is no URI of classes.
    pub fn set_base_of(&mut self, resource_uri: &str) {
        if let Some(class) = ClassUri::of(resource_uri) {
            self.set_base(class.base());
        }
    }

    /// Adds a key with the text of its value.
    pub fn push_key(&mut self, name: &str, text: &str) {
        self.change(|path| path.with_key(name, text));
    }

    /// Adds a key that refers to another instance.
    pub fn push_reference(&mut self, name: &str, to: &Self) {
        self.change(|path| path.with_key(name, to.path.clone()));
    }

    fn change(&mut self, change: impl FnOnce(cim::Path) -> cim::Path) {
        let path = std::mem::replace(&mut self.path, cim::Path::new(""));
        self.path = change(path);
    }
}

/// To elsewhere.
impl Path {
    /// The same with the types that its class has, and what of it is not as the class has it.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where the schema does not have the class.
    pub fn typed(&self, schema: &Schema) -> Result<(Self, Vec<Misfit>)> {
        let typed = self.path.typed_by(schema.packs());
        let unknown = || {
            let class = self.class_name();
            Error::misfit(format!("expected a class of the schema, found {class}"))
        };
        typed.map(|(path, misfits)| (Self { path }, misfits)).ok_or_else(unknown)
    }

    /// The path as WMI writes it, with backslashes.
    #[must_use]
    pub fn to_wmi(&self) -> String {
        self.path.to_wmi()
    }

    /// Its resource URI (DSP0227 §5.1).
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where nothing says what it begins with: neither a reference,
    /// a schema nor [`Path::set_base`], nor a class `CIM_…`.
    pub fn resource_uri(&self) -> Result<String> {
        self.path.resource_uri().map_err(|error| Error::asked(&error))
    }

    /// The endpoint reference to it at an address, in the version `2004` or `2005` of WS-Addressing.
    ///
    /// # Errors
    /// As [`Path::resource_uri`], and [`Misfit`](crate::Code::Misfit) for another version;
    /// [`Unwritable`](crate::Code::Unwritable) for what XML cannot carry.
    pub fn to_reference(&self, address: &str, version: &str) -> Result<View> {
        let (reference, version) = match version {
            "2004" => (self.path.to_epr(address), ns::ADDRESSING),
            "2005" => (self.path.to_epr_2005(address), ns::ADDRESSING_2005),
            other => {
                let text = format!("addressing: expected 2004 or 2005, found {other}");
                return Err(Error::misfit(text));
            }
        };
        let element = reference.and_then(|it| it.to_element(version));
        let element = element.map_err(|error| Error::asked(&error))?;
        let document = View::decoded(element.element().to_xml())?;
        Ok(View::new(&document, document.root()))
    }

    pub(crate) fn path(&self) -> &cim::Path {
        &self.path
    }
}

/// The resource URI of a class, or with `*` of all classes: in a CIM namespace that of WMI, without
/// one that of the DMTF.
///
/// ```
/// use cimwire_facade::class_uri;
/// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*";
/// assert_eq!(class_uri("*", Some("root/cimv2")), uri);
/// assert_eq!(class_uri("*", None), "http://schemas.dmtf.org/wbem/wscim/1/*");
/// ```
#[must_use]
pub fn class_uri(class: &str, wmi_namespace: Option<&str>) -> String {
    match wmi_namespace {
        Some(namespace) => ClassUri::wmi(namespace, class),
        None if class == "*" => ClassUri::ANY,
        None => ClassUri::cim(class),
    }
    .to_string()
}

impl PathKey {
    fn of(key: &Key) -> Self {
        let value: &KeyValue = key.value();
        Self {
            name: key.name().to_owned(),
            text: value.text().map(str::to_owned),
            type_name: value.of().map(cimwire::schema::pack::Type::name),
            reference: value.reference().map(|path| Path { path: path.clone() }),
        }
    }
}

/// `//host/root/cimv2:CIM_Fan.DeviceID="1"`, without what it does not have.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}
