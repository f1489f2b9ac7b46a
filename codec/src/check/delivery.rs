//! Events, heartbeats, acknowledgements, and the ends of subscriptions.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R6.3-4 | encoder; detected: a reason for an end in no language |
//! | R10.2.5-3 | encoder; detected: a heartbeat beside other events of a batch |
//! | R10.7-3 | detected: an Ack that relates to no delivery, or holds something |
//!
//! What deliveries ask for is with `reply`, their actions with `addressing`.

use super::checking::{Checking, attribute, attribute_value, children};
use super::tables::rule;
use crate::names::{addressing, enumeration, eventing, none, wsman, xml};
use crate::schema::Kind;
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    match (checking.kind, checking.body_element()) {
        (Kind::Ack, body) => check_ack(checking, body),
        (Kind::Events, Some(batch)) => check_batch(checking, batch),
        (Kind::SubscriptionEnd | Kind::EnumerationEnd, Some(end)) => check_reasons(checking, end),
        _ => {}
    }
}

fn check_ack<'m>(checking: &mut Checking<'m, '_>, body: Option<Element<'m>>) {
    if checking.header(addressing::RELATES_TO).is_none() {
        let place = checking.header_place();
        let text = "expected the header RelatesTo with the delivery's MessageID, found none";
        checking.breaks(rule!("R10.7-3"), place, text);
    }
    if let Some(body) = body {
        checking.breaks(rule!("R10.7-3"), body, "expected an empty body, found an element");
    }
}

fn check_batch<'m>(checking: &mut Checking<'m, '_>, batch: Element<'m>) {
    let is_heartbeat = |event: &Element<'_>| {
        let action = attribute_value(*event, none::ACTION);
        action.is_some_and(|action| Kind::of_action(&action) == Some(Kind::Heartbeat))
    };
    if children(batch, wsman::EVENT).nth(1).is_none() {
        return;
    }
    for heartbeat in children(batch, wsman::EVENT).filter(is_heartbeat) {
        let text = "expected a heartbeat alone in its batch, found other events beside";
        checking.breaks(rule!("R10.2.5-3"), heartbeat, text);
    }
}

fn check_reasons<'m>(checking: &mut Checking<'m, '_>, end: Element<'m>) {
    let around = [Some(end), checking.envelope.body(), Some(checking.envelope.element())];
    let says = |element: Element<'_>| attribute(element, xml::LANG).is_some();
    if around.into_iter().flatten().any(says) {
        return;
    }
    let reasons = children(end, eventing::REASON).chain(children(end, enumeration::REASON));
    for reason in reasons.filter(|reason| !says(*reason)) {
        let text = "expected a text with its language, found none";
        checking.breaks(rule!("R6.3-4"), reason, text);
    }
}
