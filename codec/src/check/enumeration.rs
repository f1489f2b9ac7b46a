//! Bodies of enumerations.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R8.1-4 | detected for a service whose enumerations are not renewed |
//! | R8.2.1-1, R8.2.1-2 | detected for a service that has no EndTo, or no Expires; an Expires that is neither a time nor a duration always |
//! | R8.4-4 | detected: a MaxTime above OperationTimeout, which wins |
//! | R8.4-6 | encoder; detected: a PullResponse without items, not even none, before the end |
//! | R8.4-8 | detected: an EnumerationContext beside EndOfSequence |
//! | R8.4-9 | an absent MaxElements means one; detected: one that is no positive number |
//! | R8.4-11 | detected: a Pull without EnumerationContext |
//! | R8.6-1 | detected: text among items that is not in `wsman:XmlFragment` |
//! | R8.6-2 | detected for a service that does not enumerate fragments |
//! | R8.7-3 | detected: an EnumerationMode the standard does not have |
//! | R10.2.9.5-6 | a Bookmark in the header of a PullResponse is no departure; one in its body is |
//!
//! Filters are with `filter`.

use super::checking::{Checking, child};
use super::filter;
use super::report::About;
use super::resource::check_reference;
use super::tables::{fault, rule};
use crate::names::{addressing, enumeration, wsman};
use crate::schema::Kind;
use crate::value::{Duration, Expiration, PositiveInteger, parse};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    if matches!(checking.kind, Kind::EnumerationRenew | Kind::EnumerationGetStatus) {
        check_renewal(checking);
    }
    let Some(body) = checking.body_element() else { return };
    match checking.kind {
        Kind::Enumerate => check_enumerate(checking, body),
        Kind::Pull => check_pull(checking, body),
        Kind::PullResponse => {
            check_items(checking, body);
            check_pulled(checking, body);
        }
        Kind::EnumerateResponse => check_items(checking, body),
        _ => {}
    }
}

fn check_renewal(checking: &mut Checking<'_, '_>) {
    if checking.service.enumeration_renewal {
        return;
    }
    let action = checking.header_element(addressing::ACTION);
    let about = action.map_or(About::Message, |action| About::Action(action.trimmed().into()));
    let place = action.unwrap_or(checking.body_place());
    let text = "expected no Renew or GetStatus of an enumeration, found one";
    checking.breaks(rule!("R8.1-4"), place, text).about(about);
}

fn check_enumerate<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    if let Some(end_to) = child(body, enumeration::END_TO) {
        check_reference(checking, end_to);
        if !checking.service.enumeration_end {
            checking.breaks(rule!("R8.2.1-1"), end_to, "expected no EndTo, found one");
        }
    }
    if let Some(expires) = child(body, enumeration::EXPIRES) {
        let value = checking.value(expires);
        if parse::<Expiration>(&value).is_none() {
            let invalid = fault!(enumeration::INVALID_EXPIRATION_TIME);
            let text = "expected a time or a duration, found other text";
            checking.breaks(rule!("R8.2.1-2"), expires, text).instead(invalid, None);
        } else if !checking.service.enumeration_expiry {
            checking.breaks(rule!("R8.2.1-2"), expires, "expected no Expires, found one");
        }
    }
    if let Some(mode) = child(body, wsman::ENUMERATION_MODE) {
        let value = checking.value(mode);
        if !MODES.contains(&&*value) {
            let text = "expected EnumerateEPR or EnumerateObjectAndEPR, found other text";
            checking.breaks(rule!("R8.7-3"), mode, text);
        }
    }
    filter::check(checking, body, &filter::ENUMERATION);
    let fragment = checking.header_element(wsman::FRAGMENT_TRANSFER);
    if let (Some(fragment), false) = (fragment, checking.service.enumerated_fragments) {
        let text = "expected an enumeration of whole resources, found FragmentTransfer";
        checking.breaks(rule!("R8.6-2"), fragment, text);
    }
}

fn check_pull<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    if child(body, enumeration::ENUMERATION_CONTEXT).is_none() {
        let invalid = fault!(enumeration::INVALID_ENUMERATION_CONTEXT);
        let text = "expected an EnumerationContext, found none";
        checking.breaks(rule!("R8.4-11"), body, text).instead(invalid, None);
    }
    if let Some(most) = child(body, enumeration::MAX_ELEMENTS) {
        let value = checking.value(most);
        if parse::<PositiveInteger>(&value).is_none() {
            let text = "expected a number above zero, found other text";
            checking.breaks(rule!("R8.4-9"), most, text);
        }
    }
    let Some(time) = child(body, enumeration::MAX_TIME) else { return };
    let timeout = checking.header_element(wsman::OPERATION_TIMEOUT);
    let timeout = timeout.and_then(|timeout| parse::<Duration>(&timeout.text()));
    let most = parse::<Duration>(&checking.value(time));
    if most.zip(timeout).is_some_and(|(most, timeout)| most > timeout) {
        let text = "expected a MaxTime of at most OperationTimeout, found a longer one";
        checking.breaks(rule!("R8.4-4"), time, text);
    }
}

fn check_items<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    let items = child(body, enumeration::ITEMS).or_else(|| child(body, wsman::ITEMS));
    if let Some(items) = items.filter(|items| items.has_text()) {
        let text = "expected each item in an element, found text beside";
        checking.breaks(rule!("R8.6-1"), items, text);
    }
}

fn check_pulled<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    let either = |left, right| child(body, left).or_else(|| child(body, right));
    let items = either(enumeration::ITEMS, wsman::ITEMS);
    let end = either(enumeration::END_OF_SEQUENCE, wsman::END_OF_SEQUENCE);
    let context = child(body, enumeration::ENUMERATION_CONTEXT);
    match (end, context) {
        (Some(_), Some(context)) => {
            let text = "expected no EnumerationContext beside EndOfSequence, found one";
            checking.breaks(rule!("R8.4-8"), context, text);
        }
        (None, _) if items.is_none() => {
            let text = "expected Items, be there none, found neither them nor EndOfSequence";
            checking.breaks(rule!("R8.4-6"), body, text);
        }
        _ => {}
    }
    if let Some(bookmark) = child(body, wsman::BOOKMARK) {
        let text = "expected the Bookmark in a header, found it in the body";
        checking.breaks(rule!("R10.2.9.5-6"), bookmark, text);
    }
}

/// What the items of an enumeration can be (DSP0226 §8.7).
const MODES: [&str; 2] = ["EnumerateEPR", "EnumerateObjectAndEPR"];
