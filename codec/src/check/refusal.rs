//! The fault that a service answers with, as a message.

use super::report::{About, OwnName, Report};
use crate::error::Result;
use crate::names::{NameId, addressing, ns};
use crate::record::{Any, Item, QName};
use crate::soap::{Fault, Message, NotUnderstood};
use crate::wsman::Response;
use crate::xml::Name;

impl Report {
    /// The fault to answer with, as [`Report::fault`] has it, to the message that was checked: ready
    /// to encode. Its detail says what it is about (WS-Addressing 2004/08 §4, WS-Addressing 1.0 SOAP
    /// binding §6.4), header blocks name those that were not understood (SOAP 1.2 part 1 §5.4.8).
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    ///
    /// ```
    /// use cimwire::Message;
    /// let message = Message::decode(
    ///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>\
    ///      <a:Action xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'>\
    ///      http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action></s:Header><s:Body/>\
    ///      </s:Envelope>",
    /// )?;
    /// let reply = message.check().refusal(&message)?.unwrap().encode()?;
    /// assert_eq!(reply.status, 400);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn refusal<'m>(&self, message: &'m Message) -> Result<Option<Response<'m>>> {
        let Some(answer) = self.fault() else { return Ok(None) };
        let mut fault = Fault::of(answer.fault);
        if let Some(detail) = answer.detail {
            fault = fault.with_detail_code(detail.code)?;
        }
        if answer.fault.subcode.namespace() == Some(ns::ADDRESSING)
            && let Some(problem) = problem(&answer.about, message)?
        {
            fault = fault.with_detail(problem);
        }
        let mut response = Response::to(message).fault(fault);
        let blocks = self.not_understood().map(|name| NotUnderstood {
            qname: Some(QName::new(name.namespace.clone(), name.local.clone())),
            ..NotUnderstood::default()
        });
        response.headers_mut().not_understood.extend(blocks);
        Ok(Some(response))
    }
}

/// What is wrong, as the detail of a fault of WS-Addressing has it.
fn problem<'m>(about: &About, message: &'m Message) -> Result<Option<Any<'m>>> {
    let is_2005 = message.typed().spelling.addressing == ns::ADDRESSING_2005;
    let header = |index: usize| message.document().tree().element(index);
    Ok(match about {
        About::Header(index) if is_2005 => match header(*index) {
            Some(header) => Some(problem_header(&header.name().into())?),
            None => None,
        },
        About::Header(index) => header(*index).map(Any::View),
        About::Missing(name) if is_2005 => Some(problem_header(name)?),
        About::Action(action) => Some(problem_action(action, is_2005)?),
        _ => None,
    })
}

fn problem_header(name: &OwnName) -> Result<Any<'static>> {
    let value = QName::new(name.namespace.as_str(), name.local.as_str());
    Any::build(|writing| {
        value.write(Name::known(newer(addressing::PROBLEM_HEADER_Q_NAME)), writing)
    })
}

fn problem_action(action: &str, is_2005: bool) -> Result<Any<'static>> {
    Any::build(|writing| {
        if !is_2005 {
            return writing.writer.leaf(Name::known(addressing::ACTION), action);
        }
        writing.writer.start(Name::known(newer(addressing::PROBLEM_ACTION)))?;
        writing.writer.leaf(Name::known(newer(addressing::ACTION)), action)?;
        writing.writer.end()
    })
}

/// The name in WS-Addressing 1.0.
fn newer(name: NameId) -> NameId {
    name.in_namespace(ns::ADDRESSING_2005).unwrap_or(name)
}
