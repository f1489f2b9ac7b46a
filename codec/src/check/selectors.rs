//! Which instance of a resource a message is about: SelectorSet, in headers, endpoint references
//! and filters, nested to any depth.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R5.1.2.2-1 | any number of selectors is no departure; none at all is |
//! | R5.1.2.2-2 | detected: a selector outside a SelectorSet |
//! | R5.1.2.2-4 | detected in each SelectorSet; names are compared letter by letter |
//! | R5.1.2.2-5 | detected: text beside elements, elements that are no endpoint reference, or two |
//! | R5.1.2.2-6 | detected for a service that only knows its own instances |
//! | R5.1.2.2-7, R5.1.2.2-8 | detected for the SelectorSet of the message |
//! | R13.4-7 | detected for every other SelectorSet |
//! | R13.4-8 | detected for the SelectorSet of the message |
//!
//! Errors of a SelectorSet in a filter are of the filter (RE-5): see `filter`.

use std::collections::HashSet;

use super::checking::{Checking, attribute_value, child, children, is_longer};
use super::reply::is_anonymous;
use super::resource::parameters;
use super::tables::{fault, rule};
use crate::names::{addressing, none, wsman};
use crate::schema::Rule;
use crate::xml::Element;

/// Something wrong with a selector.
pub(super) struct Flaw<'m> {
    pub(super) rule: Option<&'static Rule>,
    pub(super) element: Element<'m>,
    pub(super) text: &'static str,
}

/// Checks the SelectorSet of the message.
pub(super) fn check_header(checking: &mut Checking<'_, '_>) {
    if let Some(stray) = checking.header_element(wsman::SELECTOR) {
        check_stray(checking, stray);
    }
    let Some(set) = checking.header_element(wsman::SELECTOR_SET) else { return };
    check_set(checking, set, rule!("R5.1.2.2-7"));
    check_sizes(checking, set);
}

/// Checks a SelectorSet and those inside it; names that are too long break the rule that is given.
pub(super) fn check_set<'m>(
    checking: &mut Checking<'m, '_>,
    set: Element<'m>,
    longest_name: &'static Rule,
) {
    let limit = checking.service.sizes.selector_name;
    for flaw in flaws(set) {
        match flaw.rule {
            Some(rule) => checking.breaks(rule, flaw.element, flaw.text),
            None => checking.objects(flaw.element, flaw.text, fault!(wsman::INVALID_SELECTORS)),
        };
    }
    for selector in children(set, wsman::SELECTOR) {
        let name = attribute_value(selector, none::NAME).unwrap_or_default();
        if is_longer(&name, limit) {
            let text = format!("expected a name of at most {limit} characters, found a longer one");
            checking.breaks(longest_name, selector, text);
        }
        check_nested(checking, selector);
    }
}

/// Notes a selector that is outside a SelectorSet.
pub(super) fn check_stray<'m>(checking: &mut Checking<'m, '_>, stray: Element<'m>) {
    let text = "expected selectors inside a SelectorSet, found one outside";
    checking.breaks(rule!("R5.1.2.2-2"), stray, text);
}

/// What is wrong with a SelectorSet and with those inside it.
pub(super) fn flaws(set: Element<'_>) -> Vec<Flaw<'_>> {
    let mut flaws = Vec::new();
    let mut sets = vec![set];
    while let Some(set) = sets.pop() {
        let mut names = HashSet::new();
        let mut found = |rule, element, text| flaws.push(Flaw { rule, element, text });
        for selector in children(set, wsman::SELECTOR) {
            let name = attribute_value(selector, none::NAME).unwrap_or_default();
            if name.is_empty() {
                found(None, selector, "expected a selector with a Name, found none");
            } else if !names.insert(name) {
                let text = "expected selectors of different names, found one again";
                found(Some(rule!("R5.1.2.2-4")), selector, text);
            }
            if !is_value(selector) {
                let text = "expected text or one endpoint reference, found something else";
                found(Some(rule!("R5.1.2.2-5")), selector, text);
            }
            sets.extend(nested_set(selector));
        }
        if children(set, wsman::SELECTOR).next().is_none() {
            let text = "expected at least one selector, found none";
            found(Some(rule!("R5.1.2.2-1")), set, text);
        }
    }
    flaws
}

/// Whether a selector holds text, or one endpoint reference.
fn is_value(selector: Element<'_>) -> bool {
    let mut inside = selector.children();
    match (inside.next(), inside.next()) {
        (None, _) => true,
        (Some(only), None) => {
            only.id().canonical() == addressing::ENDPOINT_REFERENCE && !selector.has_text()
        }
        _ => false,
    }
}

fn nested_set(selector: Element<'_>) -> Option<Element<'_>> {
    let endpoint = child(selector, addressing::ENDPOINT_REFERENCE)?;
    parameters(endpoint).find(|parameter| parameter.id().canonical() == wsman::SELECTOR_SET)
}

/// A nested reference is to an instance of the service itself.
fn check_nested<'m>(checking: &mut Checking<'m, '_>, selector: Element<'m>) {
    let Some(endpoint) = child(selector, addressing::ENDPOINT_REFERENCE) else { return };
    let Some(address) = child(endpoint, addressing::ADDRESS) else { return };
    let address = address.trimmed();
    let is_own = is_anonymous(&address) || checking.to.as_ref() == Some(&address);
    if !is_own && !checking.service.foreign_selectors {
        let text = "expected the address of the message or the anonymous one, found another";
        checking.breaks(rule!("R5.1.2.2-6"), endpoint, text);
    }
}

fn check_sizes<'m>(checking: &mut Checking<'m, '_>, set: Element<'m>) {
    let sizes = &checking.service.sizes;
    for selector in children(set, wsman::SELECTOR) {
        let value = child(selector, addressing::ENDPOINT_REFERENCE);
        let is_too_long = match value {
            Some(endpoint) => is_longer(endpoint.outer(), sizes.selector_value),
            None => is_longer(&selector.text(), sizes.selector_value),
        };
        if is_too_long {
            let most = sizes.selector_value;
            let text = format!("expected a value of at most {most} characters, found a longer one");
            checking.breaks(rule!("R5.1.2.2-8"), selector, text);
        }
    }
    if is_longer(set.outer(), sizes.selector_set) {
        let most = sizes.selector_set;
        let text = format!("expected a SelectorSet of at most {most} characters, found more");
        checking.breaks(rule!("R5.1.2.2-8"), set, text);
    }
    let most = sizes.selectors;
    if children(set, wsman::SELECTOR).nth(most).is_some() {
        let text = format!("expected at most {most} selectors, found more");
        checking.breaks(rule!("R13.4-8"), set, text);
    }
}
