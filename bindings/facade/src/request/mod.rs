//! Requests to send.

mod association;
mod eventing;
mod setting;

use cimwire::record::{Any, Content};
use cimwire::request;
use cimwire::wsman::addressing::Epr;

pub use association::Association;

use crate::{Error, Head, Result, Value, View};

/// A request, being built.
///
/// It has a fresh MessageID, asks for an answer over the connection it goes by, and speaks
/// WS-Addressing 2004/08. A setting that the operation does not have, and a value that is not of
/// its type, is refused with [`Misfit`](crate::Code::Misfit) and leaves the request as it was.
///
/// ```
/// use cimwire_facade::{Decoder, Options, Request};
///
/// let mut request = Request::enumerate("http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*");
/// request.to("http://server:5985/wsman")?;
/// request.wql("SELECT Name FROM Win32_Service")?;
/// request.optimize(100)?;
/// let message = Decoder::new(Options::default()).message(&request.encode()?.into())?;
/// assert_eq!((message.kind().as_str(), message.deviations().len()), ("Enumerate", 0));
///
/// assert!(Request::get("urn:fan").wql("SELECT * FROM Fan").is_err());
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Request {
    asked: Asked,
}

/// The codec's builder of each operation.
#[derive(Clone, Debug)]
// A box would cost more than the bytes of the one that is small.
#[allow(clippy::large_enum_variant)]
enum Asked {
    Get(request::Get<'static>),
    Put(request::Put<'static>),
    Create(request::Create<'static>),
    Delete(request::Delete<'static>),
    Enumerate(request::Enumerate<'static>),
    Pull(request::Pull<'static>),
    Release(request::Release<'static>),
    EnumerationRenew(request::EnumerationRenew<'static>),
    EnumerationGetStatus(request::EnumerationGetStatus<'static>),
    Subscribe(request::Subscribe<'static>),
    Renew(request::Renew<'static>),
    GetStatus(request::GetStatus<'static>),
    Unsubscribe(request::Unsubscribe<'static>),
    Invoke(request::Invoke<'static>),
    Identify(request::Identify),
}

impl Request {
    /// Asks for the representation of a resource (DSP0226 §7.3).
    #[must_use]
    pub fn get(resource_uri: &str) -> Self {
        Asked::Get(request::Get::new(resource_uri.to_owned())).into()
    }

    /// Replaces the representation of a resource by an element (DSP0226 §7.4).
    ///
    /// # Errors
    /// The kinds of limits, where the element is large.
    pub fn put(resource_uri: &str, instance: &View) -> Result<Self> {
        let instance = instance.to_document()?;
        Ok(Asked::Put(request::Put::new(resource_uri.to_owned(), instance)).into())
    }

    /// Replaces what an XPath expression selects of a resource (DSP0226 §7.9).
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn put_fragment(resource_uri: &str, path: &str, with: &Value) -> Result<Self> {
        let (uri, path) = (resource_uri.to_owned(), path.to_owned());
        Ok(Asked::Put(request::Put::fragment(uri, path, with.content()?)).into())
    }

    /// Makes a resource of an element (DSP0226 §7.6).
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn create(resource_uri: &str, instance: &View) -> Result<Self> {
        let instance = instance.to_document()?;
        Ok(Asked::Create(request::Create::new(resource_uri.to_owned(), instance)).into())
    }

    /// Adds a fragment to a resource where an XPath expression says (DSP0226 §7.11).
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn create_fragment(resource_uri: &str, path: &str, from: &Value) -> Result<Self> {
        let (uri, path) = (resource_uri.to_owned(), path.to_owned());
        Ok(Asked::Create(request::Create::fragment(uri, path, from.content()?)).into())
    }

    /// Deletes a resource (DSP0226 §7.5).
    #[must_use]
    pub fn delete(resource_uri: &str) -> Self {
        Asked::Delete(request::Delete::new(resource_uri.to_owned())).into()
    }

    /// Begins an enumeration (DSP0226 §8.2).
    #[must_use]
    pub fn enumerate(resource_uri: &str) -> Self {
        Asked::Enumerate(request::Enumerate::new(resource_uri.to_owned())).into()
    }

    /// Asks for the next items of an enumeration (DSP0226 §8.4); the context is that of the last
    /// answer.
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn pull(resource_uri: &str, context: &Value) -> Result<Self> {
        Ok(Asked::Pull(request::Pull::new(resource_uri.to_owned(), context.content()?)).into())
    }

    /// Ends an enumeration early (DSP0226 §8.5).
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn release(resource_uri: &str, context: &Value) -> Result<Self> {
        let uri = resource_uri.to_owned();
        Ok(Asked::Release(request::Release::new(uri, context.content()?)).into())
    }

    /// Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it.
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn enumeration_renew(resource_uri: &str, context: &Value) -> Result<Self> {
        let renew = request::EnumerationRenew::new(resource_uri.to_owned(), context.content()?);
        Ok(Asked::EnumerationRenew(renew).into())
    }

    /// Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it.
    ///
    /// # Errors
    /// As [`Request::put`].
    pub fn enumeration_status(resource_uri: &str, context: &Value) -> Result<Self> {
        let uri = resource_uri.to_owned();
        let status = request::EnumerationGetStatus::new(uri, context.content()?);
        Ok(Asked::EnumerationGetStatus(status).into())
    }

    /// Invokes a method of a class (DSP0226 §9).
    #[must_use]
    pub fn invoke(class_uri: &str, method: &str) -> Self {
        Asked::Invoke(request::Invoke::new(class_uri.to_owned(), method.to_owned())).into()
    }

    /// Asks a service what it is (DSP0226 §11). It has no header blocks, and so no settings.
    #[must_use]
    pub fn identify() -> Self {
        Asked::Identify(request::Identify::new()).into()
    }

    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// [`Rule`](crate::Code::Rule) where it breaks a rule of DSP0226 about writing: no address, a
    /// selector given twice; [`Unwritable`](crate::Code::Unwritable) for a value that XML cannot
    /// carry, and the kinds of limits.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let bytes = match self.asked.clone() {
            Asked::Get(it) => it.encode(),
            Asked::Put(it) => it.encode(),
            Asked::Create(it) => it.encode(),
            Asked::Delete(it) => it.encode(),
            Asked::Enumerate(it) => it.encode(),
            Asked::Pull(it) => it.encode(),
            Asked::Release(it) => it.encode(),
            Asked::EnumerationRenew(it) => it.encode(),
            Asked::EnumerationGetStatus(it) => it.encode(),
            Asked::Subscribe(it) => it.encode(),
            Asked::Renew(it) => it.encode(),
            Asked::GetStatus(it) => it.encode(),
            Asked::Unsubscribe(it) => it.encode(),
            Asked::Invoke(it) => it.encode(),
            Asked::Identify(it) => it.encode(),
        };
        bytes.map_err(|error| Error::asked(&error))
    }

    /// Where it goes: its header blocks, the MessageID that its answer will relate to among them.
    ///
    /// # Errors
    /// As [`Request::encode`].
    pub fn head(&self) -> Result<Head> {
        let mut decoder = crate::Decoder::new(crate::Options::default());
        decoder.head(&self.encode()?.into())
    }
}

impl From<Asked> for Request {
    fn from(asked: Asked) -> Self {
        Self { asked }
    }
}

/// An endpoint reference as it is sent to: its address, and its parameters as they are.
fn reference(view: &View) -> Result<Epr<'static>> {
    let misfit = || Error::misfit("expected an endpoint reference with an address".to_owned());
    let mut reading = cimwire::record::Reading::default();
    let read = <Epr<'_> as cimwire::record::Item>::read(view.element(), &mut reading);
    let read = read.map_err(|_| misfit())?;
    let mut reference = Epr::at(read.uri().ok_or_else(misfit)?.to_owned());
    let owned = |parameter: Any<'_>| View::decoded(parameter.element().to_xml());
    let parameters: Result<Vec<_>> = read.parameters().into_iter().map(owned).collect();
    let parameters = parameters?;
    if !parameters.is_empty() {
        reference.reference_parameters = Some(Content::elements_of(parameters));
    }
    Ok(reference)
}

#[cfg(test)]
mod tests;
