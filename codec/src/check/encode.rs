//! Builders write nothing that breaks a rule.

use super::Options;
use crate::error::Result;
use crate::soap::Envelope;
use crate::wsman::request::{Identify, Operation, Request};
use crate::wsman::{Reply, Response, Typed};
use crate::xml::{Encoding, Reader};

impl<'m, O: Operation<'m>> Request<'m, O> {
    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) where it breaks a rule of DSP0226 about writing: a
    /// selector given twice, no address, no MessageID; its path leads to the place. Also as
    /// [`Request::build`] and [`Typed::encode`], which writes without asking.
    ///
    /// ```
    /// use cimwire::{ErrorKind, request::Get};
    /// let get = Get::new("urn:fan").selector("Name", "1").selector("Name", "2").to("http://h/wsman");
    /// let error = get.encode().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Rule);
    /// assert!(error.text().starts_with("DSP0226:R5.1.2.2-4: "));
    /// ```
    pub fn encode(self) -> Result<Vec<u8>> {
        checked(&self.build()?)
    }
}

impl Identify {
    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// As [`Request::encode`].
    pub fn encode(self) -> Result<Vec<u8>> {
        checked(&self.build())
    }
}

impl Response<'_> {
    /// The message as it is sent: in the encoding of the request (DSP0226 R13.1-5).
    ///
    /// # Errors
    /// As [`Request::encode`].
    pub fn encode(self) -> Result<Reply> {
        let (encoding, status) = (self.encoding(), self.status());
        let mut bytes = checked(&self.build())?;
        let mut content_type = "application/soap+xml;charset=UTF-8";
        if encoding != Encoding::Utf8 {
            bytes = encoding.encode(&String::from_utf8_lossy(&bytes));
            content_type = "application/soap+xml;charset=UTF-16";
        }
        Ok(Reply { bytes, status, content_type })
    }
}

/// A message as XML, once it is seen to keep the rules about writing. A draft is spoken on purpose.
fn checked(message: &Typed<'_>) -> Result<Vec<u8>> {
    let bytes = message.encode()?;
    let mut reader = Reader::new();
    let envelope = Envelope::of(reader.read(&bytes)?)?;
    let options = Options { drafts: true, ..Options::default() };
    super::envelope(envelope, &options).writable()?;
    Ok(bytes)
}
