//! Enumerating resources (DSP0226 §8).

use std::borrow::Cow;

use super::Request;
use crate::error::Result;
use crate::record::{Content, Leaf};
use crate::schema::{Kind, uris};
use crate::value::{Duration, Expiration};
use crate::wsman::addressing::Epr;
use crate::wsman::cimbinding::{AssociatedInstances, AssociationInstances, PolymorphismMode};
use crate::wsman::control::{EnumerationMode, Filter, SelectorSet};
use crate::wsman::enumeration as records;

/// Begins an enumeration (DSP0226 §8.2).
///
/// ```
/// use cimwire::request::Enumerate;
/// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*";
/// let bytes = Enumerate::new(uri)
///     .wql("SELECT Name FROM Win32_Service WHERE State = 'Running'")
///     .optimize(100)
///     .to("http://server:5985/wsman")
///     .encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Enumerate<'m> = Request<'m, records::Enumerate<'m>>;

/// Asks for the next items of an enumeration (DSP0226 §8.4).
///
/// ```
/// use cimwire::request::Pull;
/// let bytes = Pull::new("urn:fan", "uuid:7").max_elements(50).to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Pull<'m> = Request<'m, records::Pull<'m>>;

/// Ends an enumeration early (DSP0226 §8.5).
///
/// ```
/// use cimwire::request::Release;
/// let bytes = Release::new("urn:fan", "uuid:7").to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Release<'m> = Request<'m, records::Release<'m>>;

/// Asks for more time for an enumeration. DSP0226 R8.1-4 advises against it.
///
/// ```
/// use cimwire::request::EnumerationRenew;
/// let renew = EnumerationRenew::new("urn:fan", "uuid:7").expires("PT10M");
/// let bytes = renew.to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type EnumerationRenew<'m> = Request<'m, records::Renew<'m>>;

/// Asks how much time an enumeration has. DSP0226 R8.1-4 advises against it.
///
/// ```
/// use cimwire::request::EnumerationGetStatus;
/// let bytes = EnumerationGetStatus::new("urn:fan", "uuid:7").to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type EnumerationGetStatus<'m> = Request<'m, records::GetStatus<'m>>;

impl<'m> Enumerate<'m> {
    /// Enumerates the resources of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>) -> Self {
        Self::of(records::Enumerate::default(), Kind::Enumerate).with_resource(resource_uri)
    }

    /// Only what a filter in a dialect lets through (DSP0226 §8.3).
    pub fn filter(
        mut self,
        dialect: impl Into<Cow<'m, str>>,
        filter: impl Into<Content<'m>>,
    ) -> Self {
        self.operation.wsman_filter = Some(Filter::new(dialect, filter));
        self
    }

    /// Only what a WQL query selects (MS-WSMV §2.2.4.19).
    pub fn wql(self, query: impl Into<Content<'m>>) -> Self {
        self.filter(uris::dialect::WQL, query)
    }

    /// Only what a CQL query selects (DSP0227 §9).
    pub fn cql(self, query: impl Into<Content<'m>>) -> Self {
        self.filter(uris::dialect::CQL, query)
    }

    /// Only what has these selectors (DSP0226 annex E).
    ///
    /// # Errors
    /// As [`Filter::selectors`].
    pub fn with_selectors(mut self, selectors: &SelectorSet<'_>) -> Result<Self> {
        self.operation.wsman_filter = Some(Filter::selectors(selectors)?);
        Ok(self)
    }

    /// Only what is associated with an instance (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Filter::selectors`].
    pub fn associated(mut self, filter: &AssociatedInstances<'_>) -> Result<Self> {
        self.operation.wsman_filter = Some(Filter::associated(filter)?);
        Ok(self)
    }

    /// The associations of an instance, and only those (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Filter::selectors`].
    pub fn associations(mut self, filter: &AssociationInstances<'_>) -> Result<Self> {
        self.operation.wsman_filter = Some(Filter::associations(filter)?);
        Ok(self)
    }

    /// Asks for the first items in the answer already, so many at most (DSP0226 §8.2.3).
    pub fn optimize(mut self, max_elements: u64) -> Self {
        self.operation.optimize_enumeration = Some(Leaf::default());
        self.operation.max_elements = Some(max_elements.into());
        self
    }

    /// What items are: endpoint references in place of objects, or both (DSP0226 §8.7).
    pub fn mode(mut self, mode: EnumerationMode) -> Self {
        self.operation.enumeration_mode = Some(mode.into());
        self
    }

    /// How instances of subclasses are shown (DSP0227 §8.1).
    pub fn polymorphism(mut self, mode: PolymorphismMode) -> Self {
        self.operation.polymorphism_mode = Some(mode.into());
        self
    }

    /// When the enumeration ends at the latest (DSP0226 R8.2.1-2).
    pub fn expires(mut self, expires: impl Into<Leaf<'m, Expiration>>) -> Self {
        self.operation.expires = Some(expires.into());
        self
    }

    /// Where to say that the enumeration ended unexpectedly. Services may refuse it
    /// (DSP0226 R8.2.1-1).
    pub fn end_to(mut self, sink: Epr<'m>) -> Self {
        self.operation.end_to = Some(sink);
        self
    }

    /// Asks for an estimate of the number of items (DSP0226 §8.2.2).
    pub fn estimate(mut self) -> Self {
        self.headers.request_total_items_count_estimate = Some(Leaf::default());
        self
    }
}

impl<'m> Pull<'m> {
    /// Asks for items of an enumeration of the resources of a URI; the context is that of the last
    /// answer.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, context: impl Into<Content<'m>>) -> Self {
        let enumeration_context = Some(context.into());
        let pull = records::Pull { enumeration_context, ..records::Pull::default() };
        Self::of(pull, Kind::Pull).with_resource(resource_uri)
    }

    /// So many items at most; one if it is not said (DSP0226 R8.4-9).
    pub fn max_elements(mut self, most: u64) -> Self {
        self.operation.max_elements = Some(most.into());
        self
    }

    /// So many characters of items at most (DSP0226 R8.4-1).
    pub fn max_characters(mut self, most: u64) -> Self {
        self.operation.max_characters = Some(most.into());
        self
    }

    /// So long at most, until the answer.
    pub fn max_time(mut self, most: impl Into<Duration>) -> Self {
        self.operation.max_time = Some(most.into().into());
        self
    }

    /// Asks for an estimate of the number of items (DSP0226 §8.2.2).
    pub fn estimate(mut self) -> Self {
        self.headers.request_total_items_count_estimate = Some(Leaf::default());
        self
    }
}

impl<'m> Release<'m> {
    /// Ends an enumeration of the resources of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, context: impl Into<Content<'m>>) -> Self {
        let enumeration_context = Some(context.into());
        let release = records::Release { enumeration_context, ..records::Release::default() };
        Self::of(release, Kind::Release).with_resource(resource_uri)
    }
}

impl<'m> EnumerationRenew<'m> {
    /// Asks for more time for an enumeration of the resources of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, context: impl Into<Content<'m>>) -> Self {
        let enumeration_context = Some(context.into());
        let renew = records::Renew { enumeration_context, ..records::Renew::default() };
        Self::of(renew, Kind::EnumerationRenew).with_resource(resource_uri)
    }

    /// When it is to end.
    pub fn expires(mut self, expires: impl Into<Leaf<'m, Expiration>>) -> Self {
        self.operation.expires = Some(expires.into());
        self
    }
}

impl<'m> EnumerationGetStatus<'m> {
    /// Asks about an enumeration of the resources of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, context: impl Into<Content<'m>>) -> Self {
        let enumeration_context = Some(context.into());
        let status = records::GetStatus { enumeration_context, ..records::GetStatus::default() };
        Self::of(status, Kind::EnumerationGetStatus).with_resource(resource_uri)
    }
}
