//! What the CIM binding adds (DSP0227): filters for associations.

use std::borrow::Cow;

pub use super::generated::cimbinding::*;

use super::addressing::Epr;
use crate::error::Result;
use crate::names::{NamespaceId, ns};
use crate::value::{NcName, Text};

impl<'m> AssociatedInstances<'m> {
    /// The instances at the other end of the associations of one (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Epr::to_content`].
    ///
    /// ```
    /// use cimwire::request::Enumerate;
    /// use cimwire::wsman::cimbinding::AssociatedInstances;
    /// use cimwire::wsman::{addressing::Epr, control::SelectorSet};
    ///
    /// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service";
    /// let selectors = SelectorSet::from_iter([("Name", "WinRM")]);
    /// let service = Epr::to_resource("http://server/wsman", uri, &selectors)?;
    /// let filter = AssociatedInstances::of(&service)?.result_class("Win32_Service").role("Dependent");
    /// let bytes = Enumerate::new("http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*")
    ///     .associated(&filter)?
    ///     .optimize(100)
    ///     .to("http://server/wsman")
    ///     .encode()?;
    /// # assert!(std::str::from_utf8(&bytes).unwrap().contains("</b:Object><b:Role>Dependent</b:Role>"));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn of(instance: &Epr<'_>) -> Result<Self> {
        Self::in_version(instance, ns::ADDRESSING)
    }

    /// The same for a message of WS-Addressing 1.0 (2005/08).
    ///
    /// # Errors
    /// As [`Epr::to_content`].
    pub fn of_2005(instance: &Epr<'_>) -> Result<Self> {
        Self::in_version(instance, ns::ADDRESSING_2005)
    }

    fn in_version(instance: &Epr<'_>, version: NamespaceId) -> Result<Self> {
        Ok(Self { object: Some(instance.to_content(version)?), ..Self::default() })
    }

    /// Only by associations of this class.
    #[must_use]
    pub fn association_class(mut self, class: impl Into<Cow<'m, str>>) -> Self {
        self.association_class_name = Some(Text::<NcName>::new(class).into());
        self
    }

    /// Only where the association refers to the instance by this property.
    #[must_use]
    pub fn role(mut self, property: impl Into<Cow<'m, str>>) -> Self {
        self.role = Some(Text::<NcName>::new(property).into());
        self
    }

    /// Only instances of this class.
    #[must_use]
    pub fn result_class(mut self, class: impl Into<Cow<'m, str>>) -> Self {
        self.result_class_name = Some(Text::<NcName>::new(class).into());
        self
    }

    /// Only those that the association refers to by this property.
    #[must_use]
    pub fn result_role(mut self, property: impl Into<Cow<'m, str>>) -> Self {
        self.result_role = Some(Text::<NcName>::new(property).into());
        self
    }

    /// Only this property of each, and others that are asked for so: items are then fragments
    /// (DSP0227 R8.2.1-10).
    #[must_use]
    pub fn include(mut self, property: impl Into<Cow<'m, str>>) -> Self {
        self.include_result_property.push(Text::<NcName>::new(property).into());
        self
    }
}

impl<'m> AssociationInstances<'m> {
    /// The associations of an instance (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Epr::to_content`].
    ///
    /// ```
    /// use cimwire::request::Enumerate;
    /// use cimwire::cim::{ClassUri, Path};
    /// use cimwire::wsman::cimbinding::AssociationInstances;
    ///
    /// let system = Path::new("CIM_ComputerSystem").in_namespace("root/cimv2").with_key("Name", "a");
    /// let filter = AssociationInstances::of(&system.to_epr("http://server/wsman")?)?;
    /// let bytes = Enumerate::new(ClassUri::ANY)
    ///     .associations(&filter.result_class("CIM_Component"))?
    ///     .to("http://server/wsman")
    ///     .encode()?;
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn of(instance: &Epr<'_>) -> Result<Self> {
        Self::in_version(instance, ns::ADDRESSING)
    }

    /// The same for a message of WS-Addressing 1.0 (2005/08).
    ///
    /// # Errors
    /// As [`Epr::to_content`].
    pub fn of_2005(instance: &Epr<'_>) -> Result<Self> {
        Self::in_version(instance, ns::ADDRESSING_2005)
    }

    fn in_version(instance: &Epr<'_>, version: NamespaceId) -> Result<Self> {
        Ok(Self { object: Some(instance.to_content(version)?), ..Self::default() })
    }

    /// Only associations of this class.
    #[must_use]
    pub fn result_class(mut self, class: impl Into<Cow<'m, str>>) -> Self {
        self.result_class_name = Some(Text::<NcName>::new(class).into());
        self
    }

    /// Only those that refer to the instance by this property.
    #[must_use]
    pub fn role(mut self, property: impl Into<Cow<'m, str>>) -> Self {
        self.role = Some(Text::<NcName>::new(property).into());
        self
    }

    /// Only this property of each, and others that are asked for so: items are then fragments
    /// (DSP0227 R8.2.1-10).
    #[must_use]
    pub fn include(mut self, property: impl Into<Cow<'m, str>>) -> Self {
        self.include_result_property.push(Text::<NcName>::new(property).into());
        self
    }
}
