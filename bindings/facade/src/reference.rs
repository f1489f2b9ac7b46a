//! Endpoint references: where a resource is.

use cimwire::names::{addressing, wsman};
use cimwire::xml::Element;

use crate::head::selectors;
use crate::{Error, Selector, View};

/// What an endpoint reference says of where a resource is (DSP0226 §5.1.2).
///
/// ```
/// use cimwire_facade::{Decoder, Options, Reference};
/// let document = Decoder::new(Options::default()).document(
///     &"<a:EndpointReference xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'>
///         <a:Address>http://server/wsman</a:Address></a:EndpointReference>".into(),
/// )?;
/// let reference = Reference::of(&document.root());
/// assert_eq!(reference.address.as_deref(), Some("http://server/wsman"));
/// assert!(reference.resource().is_err());
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The address of the service.
    pub address: Option<String>,
    /// The kind of resource.
    pub resource_uri: Option<String>,
    /// Which instance of the resource.
    pub selectors: Vec<Selector>,
}

impl Reference {
    /// What the element of a reference says; blanks around URIs are left out.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let parts = || view.element().children();
        let address = parts().find(|part| part.id().canonical() == addressing::ADDRESS);
        let is_parameters = |part: &Element<'_>| {
            let name = part.id().canonical();
            matches!(name, addressing::REFERENCE_PARAMETERS | addressing::REFERENCE_PROPERTIES)
        };
        let parameter = |name| {
            let parameters = parts().filter(is_parameters).flat_map(Element::children);
            parameters.into_iter().find(move |it| it.id().canonical() == name)
        };
        Self {
            address: address.map(|it| it.trimmed().into_owned()),
            resource_uri: parameter(wsman::RESOURCE_URI).map(|it| it.trimmed().into_owned()),
            selectors: parameter(wsman::SELECTOR_SET).map(selectors).unwrap_or_default(),
        }
    }

    /// The kind of resource, for a request to it.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where the reference does not say it.
    pub fn resource(&self) -> Result<&str, Error> {
        let absent = || Error::misfit("expected a ResourceURI in the reference, found none".into());
        self.resource_uri.as_deref().ok_or_else(absent)
    }
}
