//! Bodies of Create, of fragment-level access, and of methods.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R7.6-5 | detected: a CreateResponse without `wxf:ResourceCreated`, or one without an address |
//! | R7.6-6 | detected: anything else in a CreateResponse |
//! | R7.7-1 | detected for a service without fragments |
//! | R7.7-3 | detected: a prefix in the expression that is not declared at the header |
//! | R7.7-4 | detected: a dialect neither we nor the service know |
//! | R7.7-5 | detected: a fragment to write, or one that was read, outside `wsman:XmlFragment` |
//! | R7.7-6 | detected: elements where the text of a leaf was asked for |
//! | R7.7-7 | detected for a service that only knows XPath level 1 |
//! | R9-2 | encoder; detected: a method under the action of another |

use super::checking::{Checking, attribute_value, child};
use super::resource::check_reference;
use super::service::XPath;
use super::tables::rule;
use super::xpath;
use crate::names::{addressing, none, transfer, wsman};
use crate::schema::{Kind, uris};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    match checking.kind {
        Kind::CreateResponse => check_created(checking),
        Kind::Method | Kind::MethodResponse => check_method(checking),
        _ => {}
    }
    if let Some(header) = checking.header_element(wsman::FRAGMENT_TRANSFER) {
        check_header(checking, header);
        check_fragment(checking, header);
    }
}

fn check_created(checking: &mut Checking<'_, '_>) {
    let is_created = |element: &Element<'_>| element.id().canonical() == transfer::RESOURCE_CREATED;
    let Some(created) = checking.envelope.body_elements().find(is_created) else {
        let place = checking.body_element().unwrap_or(checking.body_place());
        checking.breaks(rule!("R7.6-5"), place, "expected ResourceCreated, found none");
        return;
    };
    if child(created, addressing::ADDRESS).is_none() {
        let text = "expected the address of what was created, found none";
        checking.breaks(rule!("R7.6-5"), created, text);
    }
    check_reference(checking, created);
    let others = checking.envelope.body_elements().filter(|element| !is_created(element));
    for other in others {
        let text = "expected nothing but ResourceCreated, found another element";
        checking.breaks(rule!("R7.6-6"), other, text);
    }
}

fn check_header<'m>(checking: &mut Checking<'m, '_>, header: Element<'m>) {
    if checking.is_from_service() {
        return;
    }
    if !checking.service.fragments {
        let text = "expected access to whole resources, found FragmentTransfer";
        checking.breaks(rule!("R7.7-1"), header, text);
    }
    let dialect = attribute_value(header, none::DIALECT);
    let dialect = dialect.as_deref().unwrap_or(uris::dialect::XPATH);
    if !DIALECTS.contains(&dialect) && !checking.service.dialects.contains(&dialect) {
        let text = "expected a known dialect, found another";
        checking.breaks(rule!("R7.7-4"), header, text);
    }
    if dialect != uris::dialect::XPATH {
        return;
    }
    let expression = header.text();
    let is_bound = |prefix: &str| header.namespace_of_prefix(prefix).is_some();
    if !xpath::prefixes(&expression).all(is_bound) {
        let text = "expected prefixes declared at the header, found another";
        checking.breaks(rule!("R7.7-3"), header, text);
    }
    if checking.service.xpath == XPath::Level1 && xpath::level(&expression) > XPath::Level1 {
        let text = "expected an expression of XPath level 1, found one beyond";
        checking.breaks(rule!("R7.7-7"), header, text);
    }
}

fn check_fragment<'m>(checking: &mut Checking<'m, '_>, header: Element<'m>) {
    let body = checking.body_element();
    let holds_fragment = match checking.kind {
        Kind::Put | Kind::Create | Kind::GetResponse => true,
        Kind::PutResponse => body.is_some(),
        _ => false,
    };
    if !holds_fragment {
        return;
    }
    let place = body.unwrap_or(checking.body_place());
    if place.id().canonical() != wsman::XML_FRAGMENT {
        let text = "expected the fragment inside XmlFragment, found none";
        checking.breaks(rule!("R7.7-5"), place, text);
    } else if header.trimmed().ends_with("text()") && place.children().next().is_some() {
        let text = "expected the text of a leaf, found elements";
        checking.breaks(rule!("R7.7-6"), place, text);
    }
}

/// The parameters of a method are in an element named after it, as its action is (DSP0230 §9.3).
fn check_method(checking: &mut Checking<'_, '_>) {
    let Some(action) = checking.header_element(addressing::ACTION) else { return };
    let local = checking.body_element().map_or("", |element| element.name().local);
    let expected = match checking.kind {
        Kind::Method => local.strip_suffix("_INPUT").map(str::to_owned),
        _ => local.strip_suffix("_OUTPUT").map(|method| format!("{method}Response")),
    };
    let text = action.trimmed();
    let named = text.rsplit('/').next();
    if expected.is_some_and(|expected| named != Some(&expected)) {
        let text = "expected an action that ends in the name of the method, found another";
        checking.breaks(rule!("R9-2"), action, text);
    }
}

/// The dialects of expressions that we have names for.
const DIALECTS: [&str; 4] =
    [uris::dialect::XPATH, uris::dialect::SELECTOR, uris::dialect::CQL, uris::dialect::ASSOCIATION];
