//! To, Action, MessageID, RelatesTo and From.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R5.3-1 | detected: no To, or an empty one, but in Identify |
//! | R5.4.1-1 | detected: no Action; no RelatesTo in a response that is no fault |
//! | R5.4.4-1 | detected: MessageID or RelatesTo longer than 2048 characters, or no URI |
//! | R5.4.4-2 | encoder; detected: no MessageID in what a service sends, or that of the request again |
//! | R5.4.4-4 | detected: no MessageID in a request, or one that is no URI |
//! | R5.4.5-3 | encoder; detected: the body of one operation under the action of another |
//! | R5.4.5-5 | encoder; detected: likewise for deliveries; an event of a batch without its action |
//! | R5.4.6-1 | a From is no departure; one without an address is |
//! | R11-3 | nothing of this is asked of Identify |

use super::checking::{Checking, attribute, child, children, is_longer};
use super::report::About;
use super::resource::{check_uri, is_address};
use super::tables::{fault, rule};
use crate::names::{NameId, addressing, none, wsman};
use crate::schema::{Body, Direction, Kind, MESSAGES, Rule};
use crate::value::is_uri;
use crate::xml::{Element, Name};

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    if checking.is_identify() {
        return;
    }
    check_to(checking);
    check_action(checking);
    check_message_id(checking);
    check_relates_to(checking);
    if let Some(from) = checking.header_element(addressing::FROM) {
        let address = child(from, addressing::ADDRESS).map(Element::trimmed);
        if !address.is_some_and(|address| is_address(&address)) {
            let text = "expected an endpoint reference, found no address";
            checking.breaks(rule!("R5.4.6-1"), from, text);
        }
    }
}

/// What to say of a header block that is missing or empty.
pub(super) fn check_missing(checking: &mut Checking<'_, '_>, rule: &'static Rule, name: NameId) {
    let header = checking.header_element(name);
    let place = header.unwrap_or(checking.header_place());
    let found = if header.is_some() { "an empty one" } else { "none" };
    let name = Name::known(name);
    let text = format!("expected the header {}, found {found}", name.local);
    let fault = fault!(addressing::MESSAGE_INFORMATION_HEADER_REQUIRED);
    checking.breaks(rule, place, text).instead(fault, None).about(About::Missing(name.into()));
}

fn check_to(checking: &mut Checking<'_, '_>) {
    match checking.header_element(addressing::TO) {
        Some(to) if !to.trimmed().is_empty() => check_uri(checking, to),
        _ => check_missing(checking, rule!("R5.3-1"), addressing::TO),
    }
}

fn check_action(checking: &mut Checking<'_, '_>) {
    match checking.header_element(addressing::ACTION) {
        Some(action) if !action.trimmed().is_empty() => {
            check_uri(checking, action);
            check_operation(checking, action);
        }
        _ => check_missing(checking, rule!("R5.4.1-1"), addressing::ACTION),
    }
    let Some(events) = checking.body_element() else { return };
    if events.id().canonical() != wsman::EVENTS {
        return;
    }
    let nameless = |event: &Element<'_>| attribute(*event, none::ACTION).is_none();
    for event in children(events, wsman::EVENT).filter(nameless) {
        let text = "expected an event with its Action, found none";
        checking.breaks(rule!("R5.4.5-5"), event, text);
    }
}

/// Holds the action against that of the operation whose body it is, and against its spelling in
/// the standard.
fn check_operation<'m>(checking: &mut Checking<'m, '_>, action: Element<'m>) {
    let text = action.trimmed();
    let named = Kind::of_action(&text);
    let first = checking.body_element().map(|element| element.id().canonical());
    let is_of = |name| MESSAGES.iter().find(|message| message.body == Body::Element(name));
    let held = first.and_then(is_of).map(|message| message.kind);
    let (kind, found) = match (held, named) {
        (Some(Kind::Fault), _) => return,
        (Some(held), named) if named != Some(held) => (held, "another"),
        (_, Some(named)) if named.action() != Some(&text) => (named, "another spelling"),
        _ => return,
    };
    let rule = match kind {
        Kind::Events
        | Kind::Event
        | Kind::Heartbeat
        | Kind::DroppedEvents
        | Kind::Ack
        | Kind::SubscriptionEnd => rule!("R5.4.5-5"),
        _ => rule!("R5.4.5-3"),
    };
    let expected = kind.action().unwrap_or_default();
    let text = format!("expected the action {expected}, found {found}");
    checking.breaks(rule, action, text);
}

fn check_message_id(checking: &mut Checking<'_, '_>) {
    let header = checking.header_element(addressing::MESSAGE_ID);
    let is_ours = checking.is_from_service();
    let Some(header) = header.filter(|header| !header.trimmed().is_empty()) else {
        return check_no_message_id(checking, header);
    };
    let id = checking.value(header);
    let invalid = fault!(addressing::INVALID_MESSAGE_INFORMATION_HEADER);
    if is_longer(&id, LONGEST_ID) {
        checking.breaks(rule!("R5.4.4-1"), header, TOO_LONG);
    } else if !is_uri(&id) {
        let rule = if is_ours { rule!("R5.4.4-1") } else { rule!("R5.4.4-4") };
        let about = About::Header(header.index());
        checking.breaks(rule, header, NO_URI).instead(invalid, None).about(about);
    }
    let relates = checking.header_element(addressing::RELATES_TO);
    if relates.is_some_and(|it| it.trimmed().eq_ignore_ascii_case(&id)) {
        let text = "expected a new MessageID, found that of the request";
        checking.breaks(rule!("R5.4.4-2"), header, text);
    }
}

fn check_no_message_id<'m>(checking: &mut Checking<'m, '_>, header: Option<Element<'m>>) {
    let is_fault = checking.kind == Kind::Fault && header.is_none();
    if is_fault {
        // A matter of the form of faults.
        return;
    }
    let place = header.unwrap_or(checking.header_place());
    let found = if header.is_some() { "an empty one" } else { "none" };
    let text = format!("expected the header MessageID, found {found}");
    let rule = if checking.is_request() { rule!("R5.4.4-4") } else { rule!("R5.4.4-2") };
    let finding = checking.breaks(rule, place, text);
    if let Some(header) = header {
        finding.about(About::Header(header.index()));
    } else {
        finding.about(About::Missing(Name::known(addressing::MESSAGE_ID).into()));
    }
}

fn check_relates_to(checking: &mut Checking<'_, '_>) {
    let Some(header) = checking.header_element(addressing::RELATES_TO) else {
        // For faults a matter of their form, for acknowledgements of deliveries.
        let has_own_rule = matches!(checking.kind, Kind::Fault | Kind::Ack);
        if checking.direction == Direction::Response && !has_own_rule {
            check_missing(checking, rule!("R5.4.1-1"), addressing::RELATES_TO);
        }
        return;
    };
    let id = checking.value(header);
    if is_longer(&id, LONGEST_ID) {
        checking.breaks(rule!("R5.4.4-1"), header, TOO_LONG);
    } else if !is_uri(&id) {
        let invalid = fault!(addressing::INVALID_MESSAGE_INFORMATION_HEADER);
        let about = About::Header(header.index());
        checking.breaks(rule!("R5.4.4-1"), header, NO_URI).instead(invalid, None).about(about);
    }
}

const TOO_LONG: &str = "expected a URI of at most 2048 characters, found a longer one";
const NO_URI: &str = "expected a URI, found other text";

/// Characters of a MessageID (DSP0226 R5.4.4-1, R13.4-1).
const LONGEST_ID: usize = 2048;
