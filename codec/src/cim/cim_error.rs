//! What a fault tells of an error of CIM (DSP0227 §12).

use std::borrow::Cow;
use std::fmt;

use super::draft::Draft;
use super::instance::Instance;
use super::status::Status;
use crate::error::Result;
use crate::names::{cimbinding, ns};
use crate::record::{Any, Content, Item, Reading};
use crate::schema::uris;
use crate::soap::Fault;
use crate::value::parse;
use crate::xml::{Document, Element};

/// An instance of `CIM_Error`, or of a class of a vendor below it, in the detail of a fault: OMI
/// sends `OMI_Error`, Windows `MSFT_WmiError`. It is a view; copying it is free.
///
/// ```
/// use cimwire::cim::{CimError, Status};
/// let fault = Status::NotFound.fault("no fan 7")?;
/// let error = CimError::in_fault(&fault).next().unwrap();
/// assert_eq!(error.status(), Some(Status::NotFound));
/// assert_eq!(error.message().unwrap(), "no fan 7");
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct CimError<'m>(Instance<'m>);

impl<'m> CimError<'m> {
    /// What an element of a detail is, if it is marked as an error of CIM (`b:IsCIM_Error`), or is
    /// called one.
    #[must_use]
    pub fn of(element: Element<'m>) -> Option<Self> {
        let is_mark = |id: crate::names::NameId| id.canonical() == cimbinding::IS_CIM_ERROR;
        let mut attributes = element.attributes().filter(|it| is_mark(it.id()));
        let is_marked = match attributes.next() {
            Some(mark) => parse::<bool>(&mark.value()) == Some(true),
            None => element.name().local == CIM_ERROR,
        };
        is_marked.then(|| Self(Instance::of(element)))
    }

    /// The errors in the detail of a fault, in their order.
    pub fn in_fault(fault: &'m Fault<'_>) -> impl Iterator<Item = Self> {
        fault.detail.iter().flat_map(Content::elements).filter_map(Self::of)
    }

    /// The instance, with all of its properties.
    #[must_use]
    pub fn instance(self) -> Instance<'m> {
        self.0
    }

    /// What became of the operation (`CIMStatusCode`); nothing where this does not say, or says a
    /// code that the DMTF has not given a meaning.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        Status::of(self.status_code()?)
    }

    /// The same as a number.
    #[must_use]
    pub fn status_code(self) -> Option<u32> {
        parse::<u32>(&self.text("CIMStatusCode")?)
    }

    /// What went wrong, in words (`Message`).
    #[must_use]
    pub fn message(self) -> Option<Cow<'m, str>> {
        self.text("Message")
    }

    /// The number of those words, among those of [`CimError::owning_entity`] (`MessageID`).
    #[must_use]
    pub fn message_id(self) -> Option<Cow<'m, str>> {
        self.text("MessageID")
    }

    /// Whose number that is (`OwningEntity`).
    #[must_use]
    pub fn owning_entity(self) -> Option<Cow<'m, str>> {
        self.text("OwningEntity")
    }

    /// Why, in words (`ProbableCauseDescription`).
    #[must_use]
    pub fn probable_cause(self) -> Option<Cow<'m, str>> {
        self.text("ProbableCauseDescription")
    }

    /// The text of a property; nothing where it is missing or null.
    fn text(self, property: &str) -> Option<Cow<'m, str>> {
        let property = self.0.property(property)?;
        let given = property.values().next().filter(|given| !given.is_nil())?;
        Some(given.text())
    }
}

impl fmt::Debug for CimError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({:?}, {:?})", self.0.class_name(), self.status_code(), self.message())
    }
}

impl Status {
    /// The fault that a service answers with: the one that tells this status, and a `CIM_Error` with
    /// the status and a message.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for a message that XML cannot carry.
    pub fn fault(self, message: &str) -> Result<Fault<'static>> {
        let namespace = [uris::class::CIM, CIM_ERROR].concat();
        let mut error = Draft::new(namespace, CIM_ERROR);
        error.set("CIMStatusCode", self.code()).set("CIMStatusCodeDescription", self.name());
        error.set("Message", message).set("MessageID", self.name());
        let fault = self.known().map_or_else(Fault::default, Fault::of);
        let fault = match self.detail_code() {
            Some(code) => fault.with_detail_code(code)?,
            None => fault,
        };
        fault.with_cim_error(error.build()?)
    }
}

impl<'m> Fault<'m> {
    /// The same with an instance of `CIM_Error`, or of a class below it, in its detail, marked as
    /// what it is (DSP0227 §12).
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn with_cim_error(self, error: Document) -> Result<Self> {
        let element = error.root();
        let Ok(mut content) = Content::read(element, &mut Reading::default()) else {
            return Ok(self.with_detail(error));
        };
        let namespace = ns::CIMBINDING.uri().unwrap_or_default();
        content.attributes.set(namespace, "IsCIM_Error", "true");
        let marked: Any<'static> = content.into_element(element.name())?;
        Ok(self.with_detail(marked))
    }
}

const CIM_ERROR: &str = "CIM_Error";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soap::Message;
    use crate::wsman::{Payload, Response, request::Get};

    #[test]
    fn a_service_answers_with_the_fault_and_the_error() {
        let get = Get::new("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan");
        let request = Message::decode(get.to("http://server/wsman").encode().unwrap()).unwrap();
        for status in Status::ALL {
            let fault = status.fault("no <fan>").unwrap();
            let reply = Response::to(&request).fault(fault).encode().unwrap();
            let message = Message::decode(reply.bytes).unwrap();
            let typed = message.typed();
            let Some(Payload::Fault(fault)) = typed.payload() else { panic!() };
            assert_eq!(fault.known().map(|it| it.subcode), status.known().map(|it| it.subcode));
            let error = CimError::in_fault(fault).next().unwrap();
            assert_eq!((error.status(), &*error.message().unwrap()), (Some(*status), "no <fan>"));
            assert_eq!(message.check().deviations().len(), 0, "{:?}", message.check().deviations());
        }
    }

    #[test]
    fn the_built_error_is_one_of_its_class() {
        let fault = Status::InvalidClass.fault("no fan").unwrap();
        assert_eq!(fault.detail_code().unwrap().code, "InvalidResourceURI");
        let error = CimError::in_fault(&fault).next().unwrap();
        assert_eq!(error.instance().class_name(), CIM_ERROR);
        #[cfg(feature = "cim-2-49")]
        {
            let class = crate::schema::pack::Pack::cim().class(CIM_ERROR).unwrap();
            assert_eq!(error.instance().typed(&class).misfits(), []);
        }
    }

    #[test]
    fn an_error_is_told_by_its_mark_or_its_name() {
        let of = |xml: &str| {
            let document = Document::decode(xml.to_owned()).unwrap();
            CimError::of(document.root()).map(CimError::status_code)
        };
        let mark = "xmlns:b='http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd' b:IsCIM_Error";
        let body = "<p:CIMStatusCode>27</p:CIMStatusCode>";
        let xml =
            |name: &str, mark: &str| format!("<p:{name} xmlns:p='urn:p' {mark}>{body}</p:{name}>");
        assert_eq!(of(&xml("MSFT_WmiError", &format!("{mark}='true'"))), Some(Some(27)));
        assert_eq!(of(&xml("MSFT_WmiError", &format!("{mark}='false'"))), None);
        assert_eq!(of(&xml("CIM_Error", "")), Some(Some(27)));
        assert_eq!(of(&xml("WSManFault", "")), None);
    }
}
