//! Bodies of subscriptions, and the security tokens that come with them.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R10.2.1-1 | detected: the event source named in the body of a Subscribe |
//! | R10.2.1-2 | detected for a service with one address for events and their end |
//! | R10.2.1-6, R10.2.1-7 | detected: a Locale or ContentEncoding in a Delivery that must be understood; a ContentEncoding that names none |
//! | R10.2.3-1 | detected: a ConnectionRetry without a Total, or that is no duration |
//! | R10.2.4-2 | no Expires is no departure; one that is neither a time nor a duration is |
//! | R10.2.5-1 | detected: Heartbeats that is no duration |
//! | R10.2.6-1, R10.2.6-7 | detected for a service without bookmarks, or with the earliest only |
//! | R10.2.6-2 | detected: a bookmark with text and elements, or several elements |
//! | R10.2.7-1 | detected: a Mode that is none of the four |
//! | R10.2.9.2-2 | detected: a Policy that is none of the three |
//! | R10.2.9.4-2 | detected for a service that has its own limits on batches, limit by limit |
//! | R10.2.9.5-2 | detected: limits on batches in pull mode |
//! | R12.3-1 | detected: a user name that is no issued token of that type |
//! | R12.3-2 | detected: a thumbprint that is not 40 hexadecimal digits |
//!
//! Filters are with `filter`.

use super::checking::{Checking, attribute_value, child, children, is_text_or_one_element};
use super::filter;
use super::reply::is_same_address;
use super::resource::check_reference;
use super::service::Bookmarks;
use super::tables::{fault, rule};
use crate::names::{NameId, eventing, none, security, trust, wsman};
use crate::schema::{Kind, uris};
use crate::value::{Expiration, NonNegativeDuration, Thumbprint, parse};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    if let Some(bookmark) = checking.header_element(wsman::BOOKMARK) {
        check_bookmark(checking, bookmark);
    }
    let Some(body) = checking.body_element() else { return };
    match checking.kind {
        Kind::Subscribe => check_subscribe(checking, body),
        Kind::SubscribeResponse => check_subscribed(checking, body),
        _ => {}
    }
}

fn check_subscribe<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    for name in [wsman::RESOURCE_URI, wsman::SELECTOR_SET, eventing::EVENT_SOURCE] {
        if let Some(source) = child(body, name) {
            let text = "expected the event source in headers, found it in the body";
            checking.breaks(rule!("R10.2.1-1"), source, text);
        }
    }
    check_expires(checking, body);
    filter::check(checking, body, &filter::SUBSCRIPTION);
    check_bookmarks(checking, body);
    let end_to = child(body, eventing::END_TO);
    let delivery = child(body, eventing::DELIVERY);
    let notify_to = delivery.and_then(|delivery| child(delivery, eventing::NOTIFY_TO));
    for endpoint in end_to.into_iter().chain(notify_to) {
        check_reference(checking, endpoint);
    }
    if let (Some(end_to), Some(notify_to), false) =
        (end_to, notify_to, checking.service.end_addresses)
        && !is_same_address(end_to, notify_to)
    {
        let text = "expected the address of NotifyTo, found another";
        checking.breaks(rule!("R10.2.1-2"), end_to, text);
    }
    if let Some(delivery) = delivery {
        check_delivery(checking, delivery);
        check_limits(checking, delivery);
    }
    check_tokens(checking);
}

fn check_subscribed<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    if let Some(manager) = child(body, eventing::SUBSCRIPTION_MANAGER) {
        check_reference(checking, manager);
    }
    if let Some(expires) = child(body, eventing::EXPIRES) {
        let value = checking.value(expires);
        if parse::<Expiration>(&value).is_none() {
            let text = "expected a time or a duration, found other text";
            checking.breaks(rule!("R10.2.4-2"), expires, text);
        }
    }
}

fn check_expires<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    let Some(expires) = child(body, eventing::EXPIRES) else { return };
    let value = checking.value(expires);
    if parse::<Expiration>(&value).is_none() {
        let text = "expected a time or a duration, found other text";
        checking.objects(expires, text, fault!(eventing::INVALID_EXPIRATION_TIME));
    }
}

fn check_bookmarks<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    let bookmark = child(body, wsman::BOOKMARK);
    let asked = child(body, wsman::SEND_BOOKMARKS).or(bookmark);
    if let (Some(asked), Bookmarks::None) = (asked, checking.service.bookmarks) {
        checking.breaks(rule!("R10.2.6-1"), asked, "expected no bookmarks, found them asked for");
    }
    let Some(bookmark) = bookmark else { return };
    check_bookmark(checking, bookmark);
    let is_earliest = bookmark.trimmed() == uris::bookmark::EARLIEST;
    if !is_earliest && checking.service.bookmarks != Bookmarks::Any {
        let invalid = fault!(wsman::INVALID_BOOKMARK);
        let text = "expected the bookmark of the earliest event, found another";
        checking.breaks(rule!("R10.2.6-7"), bookmark, text).instead(invalid, None);
    }
}

fn check_bookmark<'m>(checking: &mut Checking<'m, '_>, bookmark: Element<'m>) {
    if !is_text_or_one_element(bookmark) {
        let text = "expected text or one element, found both or several";
        checking.breaks(rule!("R10.2.6-2"), bookmark, text);
    }
}

fn check_delivery<'m>(checking: &mut Checking<'m, '_>, delivery: Element<'m>) {
    let mode = attribute_value(delivery, none::MODE);
    if mode.is_some_and(|mode| !MODES.contains(&&*mode)) {
        let text = "expected a standard mode of delivery, found another";
        checking.breaks(rule!("R10.2.7-1"), delivery, text);
    }
    if let Some(retry) = child(delivery, wsman::CONNECTION_RETRY) {
        let total = attribute_value(retry, none::TOTAL);
        let has_total = total.is_some_and(|total| parse::<u64>(&total).is_some());
        let interval = checking.value(retry);
        if !has_total || parse::<NonNegativeDuration>(&interval).is_none() {
            let text = "expected a duration and a Total number, found something else";
            checking.breaks(rule!("R10.2.3-1"), retry, text);
        }
    }
    if let Some(heartbeats) = child(delivery, wsman::HEARTBEATS) {
        let interval = checking.value(heartbeats);
        if parse::<NonNegativeDuration>(&interval).is_none() {
            let text = "expected a duration such as PT60S, found other text";
            checking.breaks(rule!("R10.2.5-1"), heartbeats, text);
        }
    }
    check_hints(checking, delivery);
}

fn check_hints<'m>(checking: &mut Checking<'m, '_>, delivery: Element<'m>) {
    let must = |hint: &Element<'_>| {
        hint.attributes().any(|attribute| attribute.name().local == "mustUnderstand")
    };
    let text = "expected a hint without mustUnderstand, found one with it";
    if let Some(locale) = child(delivery, wsman::LOCALE) {
        super::control::check_language(checking, locale);
        if must(&locale) {
            checking.breaks(rule!("R10.2.1-6"), locale, text);
        }
    }
    let Some(encoding) = child(delivery, wsman::CONTENT_ENCODING) else { return };
    if must(&encoding) {
        checking.breaks(rule!("R10.2.1-7"), encoding, text);
    } else if !is_charset(&checking.value(encoding)) {
        let text = "expected the name of an encoding such as UTF-8, found other text";
        checking.breaks(rule!("R10.2.1-7"), encoding, text);
    }
}

/// Checks the limits on batches of events.
fn check_limits<'m>(checking: &mut Checking<'m, '_>, delivery: Element<'m>) {
    let size = child(delivery, wsman::MAX_ENVELOPE_SIZE);
    let policy = size.and_then(|size| attribute_value(size, none::POLICY));
    if let (Some(size), Some(policy)) = (size, &policy)
        && !POLICIES.contains(&&**policy)
    {
        let text = "expected CancelSubscription, Skip or Notify, found other text";
        checking.breaks(rule!("R10.2.9.2-2"), size, text);
    }
    let mode = attribute_value(delivery, none::MODE);
    let mode = mode.as_deref().unwrap_or(uris::delivery::PUSH);
    let is_refused = mode == uris::delivery::EVENTS && !checking.service.batch_limits;
    for (name, code) in LIMITS {
        let Some(limit) = child(delivery, name) else { continue };
        if mode == uris::delivery::PULL {
            let text = "expected no limits on batches in pull mode, found one";
            checking.breaks(rule!("R10.2.9.5-2"), limit, text);
        } else if is_refused {
            let has_policy = name == wsman::MAX_ENVELOPE_SIZE && policy.is_some();
            let code = if has_policy { "MaxEnvelopePolicy" } else { code };
            let fault = fault!(wsman::UNSUPPORTED_FEATURE);
            let text = "expected no limits on batches, found one";
            checking.breaks(rule!("R10.2.9.4-2"), limit, text).instead(fault, Some(code));
        }
    }
}

/// Checks the tokens that a service is to deliver events with.
fn check_tokens(checking: &mut Checking<'_, '_>) {
    let names_user = |header: &Element<'_>| child(*header, security::USERNAME_TOKEN).is_some();
    if let Some(stray) = checking.header_element(security::SECURITY).filter(names_user) {
        let text = "expected a user name among IssuedTokens, found it elsewhere";
        checking.breaks(rule!("R12.3-1"), stray, text);
    }
    let Some(tokens) = checking.header_element(trust::ISSUED_TOKENS) else { return };
    let collections = children(tokens, trust::REQUEST_SECURITY_TOKEN_RESPONSE_COLLECTION);
    let of = |holder| children(holder, trust::REQUEST_SECURITY_TOKEN_RESPONSE);
    for response in of(tokens).chain(collections.flat_map(of)) {
        let Some(token) = child(response, trust::REQUESTED_SECURITY_TOKEN) else { continue };
        check_token(checking, response, token);
    }
}

fn check_token<'m>(checking: &mut Checking<'m, '_>, response: Element<'m>, token: Element<'m>) {
    if child(token, security::USERNAME_TOKEN).is_some() {
        let kind = child(response, trust::TOKEN_TYPE);
        if kind.is_none_or(|kind| kind.trimmed() != uris::token::USERNAME) {
            let text = "expected the type of a UsernameToken, found another or none";
            checking.breaks(rule!("R12.3-1"), kind.unwrap_or(response), text);
        }
    }
    let Some(thumbprint) = child(token, wsman::CERTIFICATE_THUMBPRINT) else { return };
    let digits = checking.value(thumbprint);
    if parse::<Thumbprint>(&digits).is_none() {
        let text = "expected 40 hexadecimal digits, found other text";
        checking.breaks(rule!("R12.3-2"), thumbprint, text);
    }
}

/// RFC 2978 §2.3: the name of a character set.
fn is_charset(name: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'+-^_`{}~.:()".contains(&byte);
    !name.is_empty() && name.bytes().all(is_allowed)
}

/// DSP0226 §10.2.7.
const MODES: [&str; 4] = [
    uris::delivery::PUSH,
    uris::delivery::PUSH_WITH_ACK,
    uris::delivery::EVENTS,
    uris::delivery::PULL,
];

/// What to do with an event that is too large (DSP0226 §10.2.9.2).
const POLICIES: [&str; 3] = ["CancelSubscription", "Skip", "Notify"];

/// The limits on batches, and the detail code of each (DSP0226 §10.2.9.4).
const LIMITS: [(NameId, &str); 3] = [
    (wsman::MAX_ELEMENTS, "MaxElements"),
    (wsman::MAX_TIME, "MaxTime"),
    (wsman::MAX_ENVELOPE_SIZE, "MaxEnvelopeSize"),
];
