//! Reading and writing resources (DSP0226 §7).

use std::borrow::Cow;

use super::{Operation, Request};
use crate::error::Result;
use crate::names::wsman;
use crate::record::{Any, Content};
use crate::schema::Kind;
use crate::wsman::body::Body;
use crate::wsman::control::FragmentTransfer;
use crate::xml::Name;

/// Asks for the representation of a resource (DSP0226 §7.3), or for a fragment of it (§7.8).
///
/// ```
/// use cimwire::request::Get;
/// let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service";
/// let bytes = Get::new(uri).selector("Name", "WinRM").to("http://server:5985/wsman").encode()?;
/// assert!(std::str::from_utf8(&bytes).unwrap().contains(">WinRM</w:Selector>"));
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Get<'m> = Request<'m, GetBody>;

/// Replaces the representation of a resource (DSP0226 §7.4), or a fragment of it (§7.9).
///
/// ```
/// use cimwire::{request::Put, xml::Document};
/// let fan = Document::decode("<p:Fan xmlns:p='urn:fan'><p:Speed>4200</p:Speed></p:Fan>")?;
/// let bytes = Put::new("urn:fan", fan).selector("Name", "1").to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Put<'m> = Request<'m, PutBody<'m>>;

/// Makes a resource of a representation (DSP0226 §7.6), or a fragment of one (§7.11).
///
/// ```
/// use cimwire::{request::Create, xml::Document};
/// let fan = Document::decode("<p:Fan xmlns:p='urn:fan'><p:Name>2</p:Name></p:Fan>")?;
/// let bytes = Create::new("urn:fan", fan).to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Create<'m> = Request<'m, CreateBody<'m>>;

/// Deletes a resource (DSP0226 §7.5), or a fragment of it (§7.10).
///
/// ```
/// use cimwire::request::Delete;
/// let bytes = Delete::new("urn:fan").selector("Name", "2").to("http://server/wsman").encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Delete<'m> = Request<'m, DeleteBody>;

/// The body of a [`Get`]: nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetBody(());

/// The body of a [`Delete`]: nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteBody(());

/// The body of a [`Put`]: a representation.
#[derive(Clone, Debug, PartialEq)]
pub struct PutBody<'m>(Sent<'m>);

/// The body of a [`Create`]: a representation.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateBody<'m>(Sent<'m>);

/// A representation, or a fragment of one.
#[derive(Clone, Debug, PartialEq)]
enum Sent<'m> {
    Whole(Any<'m>),
    Fragment(Content<'m>),
}

impl<'m> Get<'m> {
    /// Asks for the resource of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>) -> Self {
        Self::of(GetBody(()), Kind::Get).with_resource(resource_uri)
    }

    /// Asks for what an XPath expression selects of it, and no more.
    pub fn fragment(mut self, path: impl Into<Content<'m>>) -> Self {
        self.headers.fragment = Some(FragmentTransfer::new(path));
        self
    }
}

impl<'m> Delete<'m> {
    /// Deletes the resource of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>) -> Self {
        Self::of(DeleteBody(()), Kind::Delete).with_resource(resource_uri)
    }

    /// Deletes what an XPath expression selects of it, and no more.
    pub fn fragment(mut self, path: impl Into<Content<'m>>) -> Self {
        self.headers.fragment = Some(FragmentTransfer::new(path));
        self
    }
}

impl<'m> Put<'m> {
    /// Replaces the resource of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, with: impl Into<Any<'m>>) -> Self {
        Self::of(PutBody(Sent::Whole(with.into())), Kind::Put).with_resource(resource_uri)
    }

    /// Replaces what an XPath expression selects of the resource of a URI: by text, or by elements.
    pub fn fragment(
        resource_uri: impl Into<Cow<'m, str>>,
        path: impl Into<Content<'m>>,
        with: impl Into<Content<'m>>,
    ) -> Self {
        let body = PutBody(Sent::Fragment(with.into()));
        let mut put = Self::of(body, Kind::Put).with_resource(resource_uri);
        put.headers.fragment = Some(FragmentTransfer::new(path));
        put
    }
}

impl<'m> Create<'m> {
    /// Makes a resource of the kind of a URI.
    pub fn new(resource_uri: impl Into<Cow<'m, str>>, from: impl Into<Any<'m>>) -> Self {
        Self::of(CreateBody(Sent::Whole(from.into())), Kind::Create).with_resource(resource_uri)
    }

    /// Adds a fragment to the resource of a URI, where an XPath expression says.
    pub fn fragment(
        resource_uri: impl Into<Cow<'m, str>>,
        path: impl Into<Content<'m>>,
        from: impl Into<Content<'m>>,
    ) -> Self {
        let body = CreateBody(Sent::Fragment(from.into()));
        let mut create = Self::of(body, Kind::Create).with_resource(resource_uri);
        create.headers.fragment = Some(FragmentTransfer::new(path));
        create
    }
}

impl<'m> Operation<'m> for GetBody {
    fn body(self) -> Result<Body<'m>> {
        Ok(Body::default())
    }
}

impl<'m> Operation<'m> for DeleteBody {
    fn body(self) -> Result<Body<'m>> {
        Ok(Body::default())
    }
}

impl<'m> Operation<'m> for PutBody<'m> {
    fn body(self) -> Result<Body<'m>> {
        self.0.body()
    }
}

impl<'m> Operation<'m> for CreateBody<'m> {
    fn body(self) -> Result<Body<'m>> {
        self.0.body()
    }
}

impl<'m> Sent<'m> {
    /// A fragment travels in `wsman:XmlFragment` (DSP0226 R7.7-5).
    fn body(self) -> Result<Body<'m>> {
        Ok(Content::from(match self {
            Self::Whole(element) => element,
            Self::Fragment(content) => content.into_element(Name::known(wsman::XML_FRAGMENT))?,
        })
        .into())
    }
}
