//! Builders write nothing that breaks a rule.

use super::Options;
use super::path::paths;
use crate::error::{Error, ErrorKind, Result};
use crate::names::wsman;
use crate::record::MisfitKind;
use crate::soap::{Envelope, Header};
use crate::value::{Lexical, NonNegativeDuration, parse};
use crate::wsman::request::{Identify, Operation, Request};
use crate::wsman::{Reply, Response, Typed};
use crate::xml::{Encoding, Reader};

impl<'m, O: Operation<'m>> Request<'m, O> {
    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`] where it breaks a rule of DSP0226 about writing: a selector given twice, no
    /// address, no MessageID; [`ErrorKind::Misfit`] where a value is not of the type that the schemas
    /// have, as no items at most; its path leads to the place. Also as [`Request::build`] and
    /// [`Typed::encode`], which writes without asking.
    ///
    /// ```
    /// use cimwire::{ErrorKind, request::Get};
    /// let get = Get::new("urn:fan").selector("Name", "1").selector("Name", "2").to("http://h/wsman");
    /// let error = get.encode().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Rule);
    /// assert!(error.text().starts_with("DSP0226:R5.1.2.2-4: "));
    /// ```
    pub fn encode(self) -> Result<Vec<u8>> {
        checked(&self.build()?, values_fit)
    }
}

impl Identify {
    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// As [`Request::encode`].
    pub fn encode(self) -> Result<Vec<u8>> {
        checked(&self.build(), |_| Ok(()))
    }
}

impl Response<'_> {
    /// The message as it is sent: in the encoding of the request (DSP0226 R13.1-5).
    ///
    /// # Errors
    /// As [`Request::encode`].
    pub fn encode(self) -> Result<Reply> {
        let (encoding, status) = (self.encoding(), self.status());
        let mut bytes = checked(&self.build(), |_| Ok(()))?;
        let mut content_type = "application/soap+xml;charset=UTF-8";
        if encoding != Encoding::Utf8 {
            bytes = encoding.encode(&String::from_utf8_lossy(&bytes));
            content_type = "application/soap+xml;charset=UTF-16";
        }
        Ok(Reply { bytes, status, content_type })
    }
}

/// A message as XML, once it is seen to keep the rules about writing, and whatever else is asked. A
/// draft is spoken on purpose.
fn checked(message: &Typed<'_>, also: impl FnOnce(Envelope<'_>) -> Result<()>) -> Result<Vec<u8>> {
    let bytes = message.encode()?;
    let mut reader = Reader::new();
    let envelope = Envelope::of(reader.read(&bytes)?)?;
    let options = Options { drafts: true, ..Options::default() };
    super::envelope(envelope, &options).writable()?;
    also(envelope)?;
    Ok(bytes)
}

/// Refuses a value that is not of its type, and a timeout below zero, which has one.
fn values_fit(envelope: Envelope<'_>) -> Result<()> {
    let typed = Typed::of(envelope);
    let misfit = typed.misfits().iter().find(|misfit| misfit.kind == MisfitKind::Value);
    let misfit = misfit.map(|misfit| (misfit.offset, misfit.expected));
    let below_zero = envelope.headers().map(Header::element).find(|header| {
        header.id().canonical() == wsman::OPERATION_TIMEOUT
            && parse::<NonNegativeDuration>(&header.text()).is_none()
    });
    let below_zero = below_zero.map(|it| (it.range().start, NonNegativeDuration::EXPECTED));
    let first = misfit.into_iter().chain(below_zero).min();
    first.map_or(Ok(()), |(offset, expected)| Err(misfit_at(envelope, offset, expected)))
}

fn misfit_at(envelope: Envelope<'_>, offset: usize, expected: &str) -> Error {
    let tree = envelope.element().tree();
    let mut elements = (0..tree.entries().len()).filter_map(|at| tree.element(at));
    let element = elements.find(|element| element.range().start == offset);
    let element = element.unwrap_or(envelope.element());
    let found = element.trimmed();
    let found = if found.is_empty() { "other text" } else { &found };
    let path = paths(tree, [element].into_iter()).remove(0);
    Error::new(ErrorKind::Misfit, offset, format!("{expected}, found {found}")).within(path)
}

#[cfg(test)]
mod tests {
    use crate::value::{Duration, parse};
    use crate::wsman::addressing::Epr;
    use crate::wsman::control::{Policy, SelectorSet};
    use crate::wsman::request::{Enumerate, Get, Pull, Renew, Subscribe};

    #[test]
    fn a_number_that_the_schemas_do_not_have_is_refused() {
        let to = "http://server/wsman";
        let negative = || parse::<Duration>("-PT1S").unwrap();
        let none = || parse::<Duration>("PT0S").unwrap();
        let pull = || Pull::new("urn:fan", "7").to(to);
        let subscribe = || Subscribe::events("urn:log", Epr::at("http://here/events")).to(to);
        for (field, encoded) in [
            ("Body/Enumerate/MaxElements", Enumerate::new("urn:fan").to(to).optimize(0).encode()),
            ("Body/Pull/MaxCharacters", pull().max_characters(0).encode()),
            ("Body/Pull/MaxElements", pull().max_elements(0).encode()),
            ("Body/Pull/MaxTime", pull().max_time(none()).encode()),
            ("Body/Subscribe/Delivery/MaxElements", subscribe().max_elements(0).encode()),
            (
                "Body/Subscribe/Delivery/MaxEnvelopeSize",
                subscribe().max_delivery_size(0, Policy::Skip).encode(),
            ),
            ("Body/Subscribe/Delivery/Heartbeats", subscribe().heartbeats(negative()).encode()),
            ("Body/Subscribe/Expires", subscribe().expires("-PT1S").encode()),
            ("Header/OperationTimeout", pull().timeout(negative()).encode()),
            ("Header/MaxEnvelopeSize", pull().max_envelope_size(8191).encode()),
        ] {
            let error = encoded.expect_err(field);
            assert_eq!(error.path(), format!("Envelope/{field}"));
            assert!(
                error.text().contains("expected ") && error.text().contains("found"),
                "{error}"
            );
        }
        let most = pull().max_elements(u64::MAX).max_characters(1).timeout(none());
        assert!(most.max_envelope_size(8192).encode().is_ok());
    }

    #[test]
    fn a_request_goes_to_the_resource_of_a_reference() {
        let selectors = SelectorSet::from_iter([("Name", "1")]);
        let fan = Epr::to_resource("http://server/wsman", "urn:fan", &selectors).unwrap();
        let get = || Get::new("urn:other").to_reference(&fan);
        for get in [get(), get().addressing_2005()] {
            let bytes = get.encode().unwrap();
            let message = crate::soap::Message::decode(bytes).unwrap();
            let headers = message.typed().headers.unwrap();
            assert_eq!(headers.to.unwrap().text(), "http://server/wsman");
            assert_eq!(headers.resource_uri.unwrap().text(), "urn:fan");
            assert_eq!(headers.selectors.unwrap().get("Name").unwrap().text(), "1");
        }
        let twice = get().selector("Name", "2").encode().unwrap_err();
        assert!(twice.text().contains("SelectorSet"), "{twice}");
        let address = Epr::at("http://server/wsman");
        assert!(Get::new("urn:fan").selector("Name", "2").to_reference(&address).encode().is_ok());
        assert!(Renew::new(&fan).encode().is_ok());
    }
}
