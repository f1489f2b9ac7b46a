//! What a message is about: ResourceURI, and endpoint references wherever they stand.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R5.1.2.1-1 | detected: a ResourceURI that is no URI |
//! | R5.1.2.1-3 | detected: an operation on a resource without one |
//! | R5.1.2.1-4 | one in a custom request is no departure; one in its response is, from R5.1.2.1-5 |
//! | R5.1.2.1-5 | detected, but where it is marked as a reference parameter |
//! | R5.1.2.1-6 | detected: an empty one, or one that holds elements |
//! | R13.4-1, R13.4-2 | detected for every URI of the addressing level; the encoder keeps -2 |

use std::borrow::Cow;

use super::checking::{Checking, child, is_longer};
use super::selectors;
use super::tables::rule;
use super::understanding::is_parameter;
use crate::names::{addressing, wsman};
use crate::schema::Kind;
use crate::value::is_uri;
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let place = checking.header_place();
    match checking.header_element(wsman::RESOURCE_URI) {
        Some(uri) => {
            check_resource_uri(checking, uri);
            if checking.is_from_service() && !is_parameter(uri) {
                let text = "expected no ResourceURI here unless the address of the receiver brings \
                            it, found one";
                checking.breaks(rule!("R5.1.2.1-5"), uri, text);
            }
        }
        None if is_on_resource(checking.kind) => {
            let text = "expected the header ResourceURI, found none";
            checking.breaks(rule!("R5.1.2.1-3"), place, text);
        }
        None => {}
    }
    selectors::check_header(checking);
}

/// Checks what an endpoint reference says of the resource.
pub(super) fn check_reference<'m>(checking: &mut Checking<'m, '_>, endpoint: Element<'m>) {
    if let Some(address) = child(endpoint, addressing::ADDRESS) {
        check_uri(checking, address);
    }
    for parameter in parameters(endpoint) {
        match parameter.id().canonical() {
            wsman::RESOURCE_URI => check_resource_uri(checking, parameter),
            wsman::SELECTOR_SET => selectors::check_set(checking, parameter, rule!("R13.4-7")),
            wsman::SELECTOR => selectors::check_stray(checking, parameter),
            _ => {}
        }
    }
}

/// The reference parameters and properties of an endpoint reference.
pub(super) fn parameters(endpoint: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let is_holder = |child: &Element<'_>| {
        let name = child.id().canonical();
        name == addressing::REFERENCE_PARAMETERS || name == addressing::REFERENCE_PROPERTIES
    };
    endpoint.children().filter(is_holder).flat_map(Element::children)
}

/// Whether a text can be the address of an endpoint.
pub(super) fn is_address(text: &str) -> bool {
    is_uri(text.trim())
}

/// Checks blanks around a URI, and how long it is.
pub(super) fn check_uri<'m>(checking: &mut Checking<'m, '_>, leaf: Element<'m>) {
    let uri: Cow<'m, str> = checking.value(leaf);
    let text = "expected a URI of at most 2048 characters, found a longer one";
    if checking.is_from_service() {
        if is_longer(&uri, LONGEST) {
            checking.breaks(rule!("R13.4-2"), leaf, text);
        }
    } else if is_longer(&uri, checking.service.sizes.uri) {
        let text = format!(
            "expected a URI of at most {} characters, found a longer one",
            checking.service.sizes.uri
        );
        checking.breaks(rule!("R13.4-1"), leaf, text);
    }
}

fn check_resource_uri<'m>(checking: &mut Checking<'m, '_>, uri: Element<'m>) {
    if uri.trimmed().is_empty() || uri.children().next().is_some() {
        let text = "expected a URI, found no text or elements";
        checking.breaks(rule!("R5.1.2.1-6"), uri, text);
        return;
    }
    check_uri(checking, uri);
    if !is_uri(&uri.trimmed()) {
        checking.breaks(rule!("R5.1.2.1-1"), uri, "expected a URI, found other text");
    }
}

/// Whether a message is about a resource in the default addressing model (DSP0226 R5.1.2.1-3).
fn is_on_resource(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Get
            | Kind::Put
            | Kind::Create
            | Kind::Delete
            | Kind::Enumerate
            | Kind::Pull
            | Kind::Release
            | Kind::EnumerationRenew
            | Kind::EnumerationGetStatus
            | Kind::Subscribe
    )
}

/// Characters of a URI that a service writes (DSP0226 R13.4-2).
const LONGEST: usize = 2048;
