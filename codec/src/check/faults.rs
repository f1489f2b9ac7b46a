//! The form of faults.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R8.4-6 | detected: `wsen:TimedOut`, in whose place `wsman:TimedOut` is (see `enumeration` for the rest) |
//! | R10.8-1 | detected: a refused delivery that names none |
//! | R14.1-1 | detected: a fault of SOAP 1.1 |
//! | R14.2-1 | detected: what is missing of action, ids, code, subcode, reason and its language |
//! | R14.2-2 | detected: the action of another namespace than that of the subcode |
//! | R14.6-1 | detected: a subcode that no table has; those of DSP0227 are none of this standard's business |
//! | RC.2-9 | encoder; detected where the HTTP status is known |

use super::checking::{Checking, attribute, child, children};
use super::control::check_language;
use super::tables::rule;
use crate::names::{NameId, addressing, enumeration, soap, soap11, wsman, xml};
use crate::record::QName;
use crate::schema::{Code, Fault};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let Some(fault) = checking.body_element() else { return };
    let name = fault.id().canonical();
    if name == soap11::FAULT || name == soap::FAULT && is_of_soap11(fault) {
        checking.breaks(
            rule!("R14.1-1"),
            fault,
            "expected a SOAP 1.2 fault, found one of SOAP 1.1",
        );
        return;
    }
    if name != soap::FAULT {
        return;
    }
    let code = child(fault, soap::CODE);
    let class = code.and_then(|code| check_code(checking, code));
    if code.is_none() {
        checking.breaks(rule!("R14.2-1"), fault, "expected a Code, found none");
    }
    let subcode = code.and_then(|code| child(code, soap::SUBCODE));
    let known = match (subcode, class) {
        (Some(subcode), _) => check_subcode(checking, subcode),
        (None, Some(class)) => Fault::of(class.name()).filter(|fault| fault.is_bare()),
        (None, None) => None,
    };
    if let (Some(code), None, Some(Code::Sender | Code::Receiver)) = (code, subcode, class) {
        checking.breaks(rule!("R14.2-1"), code, "expected a Subcode, found none");
    }
    check_reason(checking, fault);
    check_headers(checking, known);
    check_action(checking, known, subcode);
    check_status(checking, fault, class);
}

/// SOAP 1.1 §4.4: what is inside has no namespace.
fn is_of_soap11(fault: Element<'_>) -> bool {
    fault.children().any(|child| child.is("", "faultcode") || child.is("", "faultstring"))
}

/// The name that is the value of a code or subcode.
fn value_of(holder: Element<'_>) -> Option<NameId> {
    let value = child(holder, soap::VALUE)?;
    QName::resolve(value.text(), value).id()
}

fn check_code<'m>(checking: &mut Checking<'m, '_>, code: Element<'m>) -> Option<Code> {
    let class = value_of(code).and_then(Code::of);
    if class.is_none() {
        let text = "expected a code of SOAP 1.2 such as Sender, found another or none";
        checking.breaks(rule!("R14.2-1"), child(code, soap::VALUE).unwrap_or(code), text);
    }
    class
}

/// Checks a subcode, and finds the fault it stands for.
fn check_subcode<'m>(
    checking: &mut Checking<'m, '_>,
    subcode: Element<'m>,
) -> Option<&'static Fault> {
    let place = child(subcode, soap::VALUE).unwrap_or(subcode);
    let name = value_of(subcode);
    let fault = name.and_then(Fault::of);
    let is_exact = |fault: &Fault| [fault.subcode, fault.subcode_2005].map(Some).contains(&name);
    if !fault.is_some_and(is_exact) {
        let text = "expected a subcode of the tables, found another";
        checking.breaks(rule!("R14.6-1"), place, text);
    } else if name == Some(enumeration::TIMED_OUT) {
        let text = "expected TimedOut of the protocol's own namespace, found that of enumeration";
        checking.breaks(rule!("R8.4-6"), place, text).answered_if(false);
    }
    let relates = checking.header(addressing::RELATES_TO).is_some();
    if name == Some(wsman::DELIVERY_REFUSED) && !relates {
        let header = checking.header_place();
        let text = "expected the header RelatesTo with the refused delivery, found none";
        checking.breaks(rule!("R10.8-1"), header, text);
    }
    fault
}

fn check_reason<'m>(checking: &mut Checking<'m, '_>, fault: Element<'m>) {
    let Some(reason) = child(fault, soap::REASON) else {
        checking.breaks(rule!("R14.2-1"), fault, "expected a Reason, found none");
        return;
    };
    if child(reason, soap::TEXT).is_none() {
        checking.breaks(rule!("R14.2-1"), reason, "expected a Text, found none");
    }
    for text in children(reason, soap::TEXT) {
        check_language(checking, text);
        if attribute(text, xml::LANG).is_none() {
            checking.breaks(rule!("R14.2-1"), text, "expected a Text with xml:lang, found none");
        }
    }
}

fn check_headers(checking: &mut Checking<'_, '_>, fault: Option<&'static Fault>) {
    let place = checking.header_place();
    let may_relate_to_none = fault.is_some_and(|fault| UNREAD.contains(&fault.subcode));
    let is_refusal = fault.is_some_and(|fault| fault.subcode == wsman::DELIVERY_REFUSED);
    if checking.header(addressing::MESSAGE_ID).is_none() {
        checking.breaks(rule!("R14.2-1"), place, "expected the header MessageID, found none");
    }
    if checking.header(addressing::RELATES_TO).is_none() && !may_relate_to_none && !is_refusal {
        checking.breaks(rule!("R14.2-1"), place, "expected the header RelatesTo, found none");
    }
}

/// Drafts have the namespace of their subcodes in the action, as other documents have.
fn check_action<'m>(
    checking: &mut Checking<'m, '_>,
    fault: Option<&'static Fault>,
    subcode: Option<Element<'m>>,
) {
    let action = checking.header_element(addressing::ACTION);
    let Some((action, fault)) = action.zip(fault) else { return };
    let text = action.trimmed();
    let namespace = subcode.and_then(|subcode| child(subcode, soap::VALUE)).and_then(|value| {
        let text = value.trimmed();
        value.namespace_of_prefix(text.split_once(':').map_or("", |(prefix, _)| prefix))
    });
    let is_of_subcode = namespace.is_some_and(|it| text.strip_suffix("/fault") == Some(it));
    if ![fault.action, fault.action_2005].contains(&&*text) && !is_of_subcode {
        let text = format!("expected the action {}, found another", fault.action);
        checking.breaks(rule!("R14.2-2"), action, text);
    }
}

fn check_status<'m>(checking: &mut Checking<'m, '_>, fault: Element<'m>, code: Option<Code>) {
    let Some((status, code)) = checking.status.zip(code) else { return };
    if status != code.status() {
        let expected = code.status();
        let text = format!("expected HTTP status {expected}, found {status}");
        checking.breaks(rule!("RC.2-9"), fault, text);
    }
}

/// The faults of a service that may not have been able to read the MessageID of the request.
const UNREAD: [NameId; 6] = [
    addressing::INVALID_MESSAGE_INFORMATION_HEADER,
    addressing::MESSAGE_INFORMATION_HEADER_REQUIRED,
    addressing::INVALID_MESSAGE,
    wsman::SCHEMA_VALIDATION_ERROR,
    wsman::ENCODING_LIMIT,
    soap::VERSION_MISMATCH,
];
