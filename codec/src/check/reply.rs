//! Where answers go: ReplyTo, FaultTo, and acknowledgements of single events.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R5.4.2-1 | detected: no ReplyTo in a request, or one without a usable address |
//! | R5.4.2-2 | detected for a service that only answers on the connection of the request |
//! | R5.4.3-1 | detected for a service that has one address for replies and faults |
//! | R5.4.3-3 | detected as R5.4.2-2 |
//! | R5.4.2-3 | encoder; detected: a batch that asks for an acknowledgement and has no ReplyTo |
//! | R10.7-2 | detected: a single event that does |
//! | R10.2.9.4-4 | encoder; detected: a batch that asks for no acknowledgement |
//!
//! Both versions of the anonymous address are one, with or without a slash at their end: the
//! standard's own examples have it.

use super::addressing::check_missing;
use super::checking::{Checking, child};
use super::resource::{check_reference, is_address};
use super::tables::rule;
use crate::names::{addressing, wsman};
use crate::schema::{Direction, Kind, uris};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    if checking.is_identify() {
        return;
    }
    let reply_to = checking.header_element(addressing::REPLY_TO);
    let fault_to = checking.header_element(addressing::FAULT_TO);
    for endpoint in [reply_to, fault_to, checking.header_element(addressing::FROM)] {
        endpoint.into_iter().for_each(|endpoint| check_reference(checking, endpoint));
    }
    if checking.is_request() {
        check_reply_to(checking, reply_to);
    }
    if !checking.service.reply_addresses {
        let text = "expected the anonymous address, found another";
        if let Some(reply_to) = reply_to.filter(|it| !is_answered_here(*it)) {
            checking.breaks(rule!("R5.4.2-2"), reply_to, text);
        }
        if let Some(fault_to) = fault_to.filter(|it| !is_answered_here(*it)) {
            checking.breaks(rule!("R5.4.3-3"), fault_to, text);
        }
    }
    let is_same = |fault_to: Element<'_>| reply_to.is_some_and(|it| is_same_address(it, fault_to));
    if let Some(fault_to) = fault_to.filter(|it| !is_same(*it))
        && !checking.service.fault_addresses
    {
        let text = "expected the address of ReplyTo, found another";
        checking.breaks(rule!("R5.4.3-1"), fault_to, text);
    }
    check_acknowledgement(checking, reply_to);
}

/// Whether an endpoint is at the anonymous address.
pub(super) fn is_anonymous(address: &str) -> bool {
    let address = address.trim().strip_suffix('/').unwrap_or(address.trim());
    let scheme_less = |uri: &str| uri.split_once(':').map(|(_, rest)| rest.to_owned());
    [uris::address::ANONYMOUS, uris::address::ANONYMOUS_2005]
        .into_iter()
        .any(|uri| scheme_less(uri) == scheme_less(address))
}

/// Whether two endpoints have one address.
pub(super) fn is_same_address(left: Element<'_>, right: Element<'_>) -> bool {
    let address = |endpoint| child(endpoint, addressing::ADDRESS).map(Element::trimmed);
    match (address(left), address(right)) {
        (Some(left), Some(right)) => left == right || is_anonymous(&left) && is_anonymous(&right),
        _ => false,
    }
}

fn is_answered_here(endpoint: Element<'_>) -> bool {
    let address = child(endpoint, addressing::ADDRESS);
    address.is_none_or(|address| is_anonymous(&address.trimmed()))
}

fn check_reply_to<'m>(checking: &mut Checking<'m, '_>, reply_to: Option<Element<'m>>) {
    let Some(reply_to) = reply_to else {
        return check_missing(checking, rule!("R5.4.2-1"), addressing::REPLY_TO);
    };
    let address = child(reply_to, addressing::ADDRESS).map(Element::trimmed);
    let is_usable = |address: &str| is_address(address) && address != uris::address::NONE_2005;
    if !address.is_some_and(|address| is_usable(&address)) {
        let text = "expected the header ReplyTo with a usable address, found none";
        checking.breaks(rule!("R5.4.2-1"), reply_to, text);
    }
}

fn check_acknowledgement<'m>(checking: &mut Checking<'m, '_>, reply_to: Option<Element<'m>>) {
    if matches!(checking.direction, Direction::Request | Direction::Response) {
        return;
    }
    let is_batch = checking.kind == Kind::Events;
    match checking.header_element(wsman::ACK_REQUESTED) {
        Some(asked) if reply_to.is_none() => {
            let rule = if is_batch { rule!("R5.4.2-3") } else { rule!("R10.7-2") };
            let text = "expected the header ReplyTo beside AckRequested, found none";
            checking.breaks(rule, asked, text);
        }
        None if is_batch => {
            let text = "expected the header AckRequested in a batch of events, found none";
            let place = checking.header_place();
            checking.breaks(rule!("R10.2.9.4-4"), place, text);
        }
        _ => {}
    }
}
