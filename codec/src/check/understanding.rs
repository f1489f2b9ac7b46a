//! Header blocks that must be understood, and header blocks that occur twice.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R5.2-1 | an addressing header is checked alike with mustUnderstand and without; none of the four is ever not understood |
//! | R5.2-2 | detected: a block nobody has a name for, that must be understood |
//! | R5.4.1-1 | detected: another addressing header that must be understood (see `addressing` for those that are missing) |
//! | R5.4.6-2 | From is understood, and neither malformed nor repeated is it answered with a fault |
//! | R5.1.3-1 | detected for a service without the default addressing model |
//! | R6.4-3 | detected for a service without options |
//! | R11-2 | detected: as R5.2-2, in an Identify |
//! | R13.1-9 | detected; RelatesTo may repeat with other relationships (WS-Addressing 2004/08 §3) |
//!
//! mustUnderstand counts in every spelling that peers use (`Header::must_understand`).

use std::collections::HashSet;

use super::checking::{Checking, attribute_value, flag};
use super::report::About;
use super::tables::{fault, rule};
use crate::names::{Family, NameId, addressing, none, soap, wsman};
use crate::schema::{Kind, Rule, uris};
use crate::soap::Header;
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    for index in 0..checking.headers.len() {
        let (name, header) = checking.headers[index];
        if header.must_understand() == Some(true) && is_for_us(header) {
            check_understood(checking, name, header);
        }
    }
    check_repeated(checking);
}

fn check_understood<'m>(checking: &mut Checking<'m, '_>, name: NameId, header: Header<'m>) {
    let service = checking.service;
    let rule = match name {
        wsman::RESOURCE_URI if !service.default_addressing => rule!("R5.1.3-1"),
        wsman::OPTION_SET if !service.options => rule!("R6.4-3"),
        _ if name.is_known() || service.understood.contains(&header.name()) => return,
        _ if is_parameter(header.element()) => return,
        _ => rule_of_unknown(checking.kind, header.element()),
    };
    let element = header.element();
    let text = "expected a header that is understood, found one that must be and is not";
    // Not every rule of headers that are not understood names the fault; SOAP does.
    let fault = fault!(soap::MUST_UNDERSTAND_ALT);
    let about = About::NotUnderstood(element.name().into());
    checking.breaks(rule, element, text).instead(fault, None).about(about);
}

fn rule_of_unknown(kind: Kind, header: Element<'_>) -> &'static Rule {
    let namespace = header.tree().namespace_of(header.id());
    match kind {
        Kind::Identify => rule!("R11-2"),
        _ if namespace.family() == Some(Family::Addressing) => rule!("R5.4.1-1"),
        _ => rule!("R5.2-2"),
    }
}

/// Whether a header block is for whoever the message ends at (SOAP 1.2 part 1 §2.2).
fn is_for_us(header: Header<'_>) -> bool {
    let role = header.role();
    let ours = ["", ULTIMATE_RECEIVER, NEXT];
    role.is_none_or(|role| ours.contains(&role.trim()))
}

/// Whether a header block is a reference parameter of ours come back (WS-Addressing 1.0 SOAP
/// binding §2).
pub(super) fn is_parameter(header: Element<'_>) -> bool {
    flag(header, addressing::IS_REFERENCE_PARAMETER) == Some(true)
}

fn check_repeated(checking: &mut Checking<'_, '_>) {
    let mut seen = HashSet::new();
    for index in 0..checking.headers.len() {
        let (name, header) = checking.headers[index];
        let element = header.element();
        let is_protocol = is_of_protocol(element) && !is_other_relation(name, element);
        if !is_protocol || seen.insert(name) {
            continue;
        }
        let may_fault = name != addressing::FROM;
        let local = element.name().local;
        let text = format!("expected one {local} header, found another");
        let about = About::Header(element.index());
        checking.breaks(rule!("R13.1-9"), element, text).about(about).answered_if(may_fault);
    }
}

fn is_of_protocol(header: Element<'_>) -> bool {
    let namespace = header.tree().namespace_of(header.id());
    let families = [Family::Addressing, Family::Wsman, Family::Eventing];
    namespace.family().is_some_and(|family| families.contains(&family))
}

/// Whether it is a RelatesTo of another relationship than that of a reply.
fn is_other_relation(name: NameId, header: Element<'_>) -> bool {
    let relationship = attribute_value(header, none::RELATIONSHIP_TYPE);
    let is_other = |it: &str| it != uris::address::REPLY_2005 && !it.ends_with(":Reply");
    name == addressing::RELATES_TO && relationship.is_some_and(|it| is_other(&it))
}

/// SOAP 1.2 part 1 §2.2.
const ULTIMATE_RECEIVER: &str = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
const NEXT: &str = "http://www.w3.org/2003/05/soap-envelope/role/next";
