//! Filters for associations.

use cimwire::Result;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::cimbinding::{AssociatedInstances, AssociationInstances};
use cimwire::wsman::control::Filter;

/// By which associations instances are found (DSP0227 §9); what is not said does not matter.
///
/// ```
/// use cimwire_facade::{Association, Path, Request, class_uri};
/// let mut service = Path::parse(r#"root/cimv2:Win32_Service.Name="WinRM""#)?;
/// service.set_base("http://schemas.microsoft.com/wbem/wsman/1/wmi/");
/// let service = service.to_reference("http://server:5985/wsman", "2004")?;
///
/// let by = Association { result_class: Some("Win32_Service".to_owned()), ..Association::default() };
/// let mut request = Request::enumerate(&class_uri("*", Some("root/cimv2")));
/// request.associated(&service, &by)?;
/// request.to("http://server:5985/wsman")?;
/// let bytes = request.encode()?;
/// # assert!(String::from_utf8_lossy(&bytes).contains("<b:ResultClassName>Win32_Service<"));
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Association {
    /// The class of the associations.
    pub association_class: Option<String>,
    /// The property by which the association refers to the instance.
    pub role: Option<String>,
    /// The class of what is found.
    pub result_class: Option<String>,
    /// The property by which the association refers to that.
    pub result_role: Option<String>,
    /// The properties that are wanted of it; all where there are none. Items are fragments then.
    pub include: Vec<String>,
}

impl Association {
    pub(super) fn associated(&self, instance: &Epr<'_>) -> Result<Filter<'static>> {
        let mut filter = AssociatedInstances::of(instance)?;
        if let Some(class) = &self.association_class {
            filter = filter.association_class(class);
        }
        if let Some(role) = &self.role {
            filter = filter.role(role);
        }
        if let Some(class) = &self.result_class {
            filter = filter.result_class(class);
        }
        if let Some(role) = &self.result_role {
            filter = filter.result_role(role);
        }
        Filter::associated(&self.include.iter().fold(filter, AssociatedInstances::include))
    }

    pub(super) fn associations(&self, instance: &Epr<'_>) -> Result<Filter<'static>> {
        let mut filter = AssociationInstances::of(instance)?;
        if let Some(role) = &self.role {
            filter = filter.role(role);
        }
        if let Some(class) = &self.result_class {
            filter = filter.result_class(class);
        }
        Filter::associations(&self.include.iter().fold(filter, AssociationInstances::include))
    }
}
