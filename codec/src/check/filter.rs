//! Filters of enumerations and subscriptions, which are alike but for their faults.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R8.2.1-3, R10.2.2-5 | detected: a `wsman:Filter` with text and elements, or several elements |
//! | R8.2.1-4, R10.2.2-6 | detected: an XPath expression beyond what the service understands |
//! | R8.3-3, R10.2.2-3 | detected: a filter of each namespace |
//! | RE-5 | detected: a selector filter without a SelectorSet, or with a faulty one |

use super::checking::{Checking, attribute_value, child, is_text_or_one_element};
use super::selectors;
use super::service::XPath;
use super::tables::{fault, rule};
use super::xpath;
use crate::names::{NameId, enumeration, eventing, none, wsman};
use crate::schema::{Fault, Rule, uris};
use crate::xml::Element;

/// What is particular to the filters of an operation.
pub(super) struct Filtering {
    /// The filter of the operation's own namespace.
    own: NameId,
    both: &'static Rule,
    content: &'static Rule,
    complex: &'static Rule,
    /// The fault of a filter that is wrong.
    fault: &'static Fault,
}

pub(super) static ENUMERATION: Filtering = Filtering {
    own: enumeration::FILTER,
    both: rule!("R8.3-3"),
    content: rule!("R8.2.1-3"),
    complex: rule!("R8.2.1-4"),
    fault: fault!(enumeration::CANNOT_PROCESS_FILTER),
};

pub(super) static SUBSCRIPTION: Filtering = Filtering {
    own: eventing::FILTER,
    both: rule!("R10.2.2-3"),
    content: rule!("R10.2.2-5"),
    complex: rule!("R10.2.2-6"),
    fault: fault!(wsman::CANNOT_PROCESS_FILTER),
};

/// Checks the filters in the body of an operation.
pub(super) fn check<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>, of: &Filtering) {
    let (own, general) = (child(body, of.own), child(body, wsman::FILTER));
    if let (Some(own), Some(general)) = (own, general) {
        let second = if own.index() < general.index() { general } else { own };
        checking.breaks(of.both, second, "expected one filter, found one of each namespace");
    }
    if let Some(general) = general.filter(|filter| !is_text_or_one_element(*filter)) {
        let text = "expected text or one element, found both or several";
        checking.breaks(of.content, general, text);
    }
    for filter in own.into_iter().chain(general) {
        check_language(checking, filter, of);
    }
}

fn check_language<'m>(checking: &mut Checking<'m, '_>, filter: Element<'m>, of: &Filtering) {
    let dialect = attribute_value(filter, none::DIALECT);
    match dialect.as_deref().unwrap_or(uris::dialect::XPATH) {
        uris::dialect::XPATH | uris::dialect::EVENT_ROOT_XPATH => {
            let understood = checking.service.xpath.max(XPath::Level2);
            if checking.service.xpath < XPath::Full && xpath::level(&filter.text()) > understood {
                let text = "expected an expression of XPath level 2, found one beyond";
                checking.breaks(of.complex, filter, text);
            }
        }
        uris::dialect::SELECTOR => check_selectors(checking, filter, of.fault),
        _ => {}
    }
}

fn check_selectors<'m>(
    checking: &mut Checking<'m, '_>,
    filter: Element<'m>,
    fault: &'static Fault,
) {
    let Some(set) = child(filter, wsman::SELECTOR_SET) else {
        let text = "expected a SelectorSet in a selector filter, found none";
        checking.breaks(rule!("RE-5"), filter, text).instead(fault, None);
        return;
    };
    for flaw in selectors::flaws(set) {
        let detail = flaw.rule.and_then(|rule| rule.detail);
        checking.breaks(rule!("RE-5"), flaw.element, flaw.text).instead(fault, detail);
    }
}
