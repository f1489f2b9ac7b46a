//! What Windows tells in the detail of a fault (MS-WSMV §2.2.4.43).

use std::borrow::Cow;
use std::fmt;

use crate::cim::Instance;
use crate::names::{NameId, wsmanfault};
use crate::record::Content;
use crate::soap::Fault;
use crate::value::parse;
use crate::xml::Element;

/// `f:WSManFault`: a number, a text, and what providers have to add. It is a view; copying it is
/// free.
///
/// ```
/// use cimwire::{windows::WsManFault, xml::Document};
/// let document = Document::decode(
///     "<f:WSManFault xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault'
///         Code='2150858793' Machine='srv'><f:Message>Too late. </f:Message></f:WSManFault>",
/// )?;
/// let fault = WsManFault::of(document.root()).unwrap();
/// assert_eq!((fault.code(), fault.message().trim()), (Some(0x8033_8029), "Too late."));
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct WsManFault<'m>(Element<'m>);

impl<'m> WsManFault<'m> {
    /// What an element is, by its name.
    #[must_use]
    pub fn of(element: Element<'m>) -> Option<Self> {
        is(element, wsmanfault::WS_MAN_FAULT).then_some(Self(element))
    }

    /// That of a fault.
    #[must_use]
    pub fn in_fault(fault: &'m Fault<'_>) -> Option<Self> {
        fault.detail.iter().flat_map(Content::elements).find_map(Self::of)
    }

    /// The element.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.0
    }

    /// The number: an HRESULT, or an error of Win32. Some write it as a negative one.
    #[must_use]
    pub fn code(self) -> Option<u32> {
        let text = attribute(self.0, "Code")?;
        parse::<u32>(&text).or_else(|| parse::<i32>(&text).map(i32::cast_unsigned))
    }

    /// The machine that says so; often empty.
    #[must_use]
    pub fn machine(self) -> Option<Cow<'m, str>> {
        attribute(self.0, "Machine")
    }

    /// Why, in words; empty where only a provider says so.
    #[must_use]
    pub fn message(self) -> Cow<'m, str> {
        self.holder().map(Element::text).unwrap_or_default()
    }

    /// What providers say, in their order.
    pub fn providers(self) -> impl Iterator<Item = ProviderFault<'m>> {
        let inside = self.holder().into_iter().flat_map(Element::children);
        inside.filter(|it| is(*it, wsmanfault::PROVIDER_FAULT)).map(ProviderFault)
    }

    fn holder(self) -> Option<Element<'m>> {
        self.0.children().find(|it| is(*it, wsmanfault::MESSAGE))
    }
}

/// `f:ProviderFault`: what a provider says of a fault. It is a view; copying it is free.
#[derive(Clone, Copy)]
pub struct ProviderFault<'m>(Element<'m>);

impl<'m> ProviderFault<'m> {
    /// The element, in which a provider may have anything.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.0
    }

    /// The name of the provider.
    #[must_use]
    pub fn provider(self) -> Option<Cow<'m, str>> {
        attribute(self.0, "provider")
    }

    /// The library it is in.
    #[must_use]
    pub fn path(self) -> Option<Cow<'m, str>> {
        attribute(self.0, "path")
    }

    /// Its GUID.
    #[must_use]
    pub fn provider_id(self) -> Option<Cow<'m, str>> {
        attribute(self.0, "providerId")
    }

    /// What it says, in words.
    #[must_use]
    pub fn message(self) -> Cow<'m, str> {
        self.0.text()
    }

    /// The fault that it passes on.
    #[must_use]
    pub fn fault(self) -> Option<WsManFault<'m>> {
        self.0.children().find_map(WsManFault::of)
    }

    /// The extended status of WMI, `__ExtendedStatus`: its properties are `Description`, `Operation`,
    /// `ParameterInfo`, `ProviderName` and `StatusCode`.
    #[must_use]
    pub fn extended_status(self) -> Option<Instance<'m>> {
        let errors = self.0.children().filter(|it| is(*it, wsmanfault::EXTENDED_ERROR));
        let mut statuses = errors.flat_map(Element::children);
        let status = statuses.find(|it| it.name().local == EXTENDED_STATUS)?;
        Some(Instance::of(status))
    }
}

impl fmt::Debug for WsManFault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WsManFault({:?}, {:?})", self.code(), self.message())
    }
}

impl fmt::Debug for ProviderFault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderFault({:?}, {:?})", self.provider(), self.message())
    }
}

fn is(element: Element<'_>, name: NameId) -> bool {
    element.id().canonical() == name
}

fn attribute<'m>(element: Element<'m>, local: &str) -> Option<Cow<'m, str>> {
    Some(element.attribute("", local)?.value())
}

const EXTENDED_STATUS: &str = "__ExtendedStatus";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    #[test]
    fn a_fault_within_a_provider_within_a_fault_is_found() {
        let document = Document::decode(
            "<f:WSManFault xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='-1'>\
             <f:Message><f:ProviderFault provider='WMI' path='w.dll' providerId='{1}'>\
             <f:WSManFault Code='2150859002' Machine=''><f:Message>no</f:Message></f:WSManFault>\
             <f:ExtendedError><w:__ExtendedStatus xmlns:w='urn:w'><w:StatusCode>5</w:StatusCode>\
             <w:ParameterInfo>a&amp;b</w:ParameterInfo></w:__ExtendedStatus></f:ExtendedError>\
             </f:ProviderFault></f:Message></f:WSManFault>",
        );
        let document = document.unwrap();
        let fault = WsManFault::of(document.root()).unwrap();
        assert_eq!((fault.code(), &*fault.message(), fault.machine()), (Some(u32::MAX), "", None));
        let provider = fault.providers().next().unwrap();
        assert_eq!(provider.provider().as_deref(), Some("WMI"));
        assert_eq!(provider.path().as_deref(), Some("w.dll"));
        assert_eq!(provider.provider_id().as_deref(), Some("{1}"));
        let inner = provider.fault().unwrap();
        assert_eq!((inner.code(), &*inner.message()), (Some(2_150_859_002), "no"));
        let status = provider.extended_status().unwrap();
        let text = |name| status.property(name).unwrap().values().next().unwrap().text();
        assert_eq!((&*text("StatusCode"), &*text("ParameterInfo")), ("5", "a&b"));
    }
}
