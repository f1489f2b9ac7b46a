//! Faults (SOAP 1.2 part 1 §5.4, DSP0226 §14).

use std::borrow::Cow;

use super::{Fault, FaultCode, ReasonText, Subcode};
use crate::error::Result;
use crate::names::{NameId, wsman};
use crate::record::{Any, Content, QName};
use crate::schema::{self, Code, Detail};
use crate::value::Text;
use crate::xml::Name;

impl<'m> Fault<'m> {
    /// A fault with a code, and why, in English.
    pub fn new(code: Code, reason: impl Into<Cow<'m, str>>) -> Self {
        let value = Some(QName::known(code.name()));
        let code = Some(FaultCode { value, ..FaultCode::default() });
        Self { code, ..Self::default() }.with_reason("en-US", reason)
    }

    /// A fault of the standard's tables, and why, in English.
    ///
    /// ```
    /// use cimwire::{names::wsman, schema, soap::Fault};
    /// let known = schema::Fault::of(wsman::INVALID_SELECTORS).unwrap();
    /// let fault = Fault::of(known).with_detail_code("DuplicateSelectors")?;
    /// assert_eq!(fault.subcode(), Some(wsman::INVALID_SELECTORS));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn of(known: &'static schema::Fault) -> Self {
        let fault = Self::new(known.code, known.reason);
        if known.is_bare() { fault } else { fault.with_subcode(QName::known(known.subcode)) }
    }

    /// The same with a subcode.
    #[must_use]
    pub fn with_subcode(mut self, subcode: QName<'m>) -> Self {
        let subcode = Some(Subcode { value: Some(subcode), ..Subcode::default() });
        self.code.get_or_insert_default().subcode = subcode;
        self
    }

    /// The same, with why in one more language.
    #[must_use]
    pub fn with_reason(
        mut self,
        language: impl Into<Cow<'m, str>>,
        reason: impl Into<Cow<'m, str>>,
    ) -> Self {
        let (lang, text) = (Some(Text::new(language)), Text::new(reason));
        let reason = self.reason.get_or_insert_default();
        reason.text.push(ReasonText { lang, text, ..ReasonText::default() });
        self
    }

    /// The same with one more element in its detail.
    #[must_use]
    pub fn with_detail(mut self, element: impl Into<Any<'m>>) -> Self {
        let mut elements = self.detail.as_ref().map(Content::to_elements).unwrap_or_default();
        elements.push(element.into());
        self.detail = Some(Content::elements_of(elements));
        self
    }

    /// The same with a detail code of the standard (DSP0226 §14.2): the last part of its URI.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for a code that XML cannot carry.
    pub fn with_detail_code(self, code: &str) -> Result<Self> {
        let uri = [schema::uris::fault::DETAIL, code].concat();
        let name = Name::known(wsman::FAULT_DETAIL);
        Ok(self.with_detail(Any::build(|writing| writing.writer.leaf(name, &uri))?))
    }

    /// Its code; none if it is none of SOAP's.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        Code::of(self.code.as_ref()?.value.as_ref()?.id()?)
    }

    /// Its subcode, if the vocabulary has it: the name that stands for all that mean the same.
    #[must_use]
    pub fn subcode(&self) -> Option<NameId> {
        self.code.as_ref()?.subcode.as_ref()?.value.as_ref()?.id()
    }

    /// Why, in the language asked for or the nearest to it: one that begins with the same word, else
    /// the first.
    #[must_use]
    pub fn reason(&self, language: &str) -> Option<&str> {
        let reasons = self.reason.as_ref()?.text.as_slice();
        let speaks = |reason: &&ReasonText<'_>, language: &str| {
            let own = reason.lang.as_ref().map_or("", |lang| lang.text().trim());
            let is_alike = |start: &str| start.eq_ignore_ascii_case(language);
            own.get(..language.len()).is_some_and(is_alike)
                && matches!(own.as_bytes().get(language.len()), None | Some(b'-'))
        };
        let general = language.split('-').next().unwrap_or_default();
        let exact = reasons.iter().find(|reason| speaks(reason, language));
        let alike = || reasons.iter().find(|reason| speaks(reason, general));
        Some(exact.or_else(alike).or(reasons.first())?.text.text())
    }

    /// What the standard says of it; none if its tables do not have it.
    #[must_use]
    pub fn known(&self) -> Option<&'static schema::Fault> {
        match self.subcode() {
            Some(subcode) => schema::Fault::of(subcode),
            None => schema::Fault::of(self.code()?.name()),
        }
    }

    /// The detail code of the standard in its detail, if there is one.
    #[must_use]
    pub fn detail_code(&self) -> Option<&'static Detail> {
        let mut elements = self.detail.as_ref()?.elements();
        let code = elements.find(|element| element.id().canonical() == wsman::FAULT_DETAIL)?;
        Detail::of(&code.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{addressing, soap};

    #[test]
    fn a_fault_of_the_tables_is_complete() {
        let known = schema::Fault::of(addressing::ACTION_NOT_SUPPORTED).unwrap();
        let fault = Fault::of(known).with_detail_code("ActionMismatch").unwrap();
        assert_eq!(fault.code(), Some(Code::Sender));
        assert_eq!(fault.subcode(), Some(addressing::ACTION_NOT_SUPPORTED));
        assert_eq!(fault.reason("en"), Some(known.reason));
        assert_eq!(fault.known().unwrap().subcode, known.subcode);
        assert_eq!(fault.detail_code().unwrap().code, "ActionMismatch");
    }

    #[test]
    fn a_fault_of_soap_has_no_subcode() {
        let known = schema::Fault::of(soap::VERSION_MISMATCH).unwrap();
        let fault = Fault::of(known);
        assert_eq!((fault.code(), fault.subcode()), (Some(Code::VersionMismatch), None));
        assert!(fault.known().is_some_and(schema::Fault::is_bare));
    }

    #[test]
    fn the_nearest_language_is_chosen() {
        let fault = Fault::new(Code::Sender, "no").with_reason("de-AT", "nein");
        for (language, reason) in
            [("de", "nein"), ("de-AT", "nein"), ("de-DE", "nein"), ("en-GB", "no"), ("fr", "no")]
        {
            assert_eq!(fault.reason(language), Some(reason), "{language}");
        }
        // A language is a word, up to `-`: `eng` is another than `en`.
        let fault = Fault::default().with_reason("eng", "1").with_reason("en-US", "2");
        for (language, reason) in [("en", "2"), ("EN-gb", "2"), ("", "1"), ("e", "1"), ("eng", "1")]
        {
            assert_eq!(fault.reason(language), Some(reason), "{language}");
        }
        assert_eq!(fault.with_reason("", "3").reason(""), Some("3"));
    }
}
