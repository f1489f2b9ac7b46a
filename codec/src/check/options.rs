//! OptionSet.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R6.4-1 | one in a request is no departure; one in a response is, from R6.4-2 |
//! | R6.4-2 | encoder; detected: one in a response, or in an event that asks for no acknowledgement |
//! | R6.4-5 | detected: elements in an option; names may repeat |
//! | R6.4-6 | detected: an option that must be complied with, in an OptionSet that need not be understood |
//! | R6.4-7 | detected: a Type that is no name of a built-in simple type of XML Schema |
//! | R13.4-3, R13.4-4, R13.4-9 | detected |
//!
//! R6.4-3 is with `understanding`.

use super::checking::{Checking, attribute, attribute_value, children, flag, is_longer};
use super::tables::{fault, rule};
use crate::names::{NamespaceId, none, ns, wsman};
use crate::schema::Direction;
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let Some(header) = checking.header(wsman::OPTION_SET) else { return };
    let set = header.element();
    let is_acknowledged = checking.header(wsman::ACK_REQUESTED).is_some();
    let is_wrong = match checking.direction {
        Direction::Response => true,
        Direction::Notice => !is_acknowledged,
        Direction::Request | Direction::Unknown => false,
    };
    if is_wrong {
        let text = "expected options in requests, found them in another message";
        checking.breaks(rule!("R6.4-2"), set, text);
    }
    let must_understand = header.must_understand() == Some(true);
    for option in children(set, wsman::OPTION) {
        check_option(checking, option, must_understand);
        check_sizes(checking, option);
    }
    let most = checking.service.sizes.options;
    if children(set, wsman::OPTION).nth(most).is_some() {
        let text = format!("expected at most {most} options, found more");
        checking.breaks(rule!("R13.4-9"), set, text);
    }
}

fn check_option<'m>(checking: &mut Checking<'m, '_>, option: Element<'m>, must_understand: bool) {
    let invalid = fault!(wsman::INVALID_OPTIONS);
    if attribute_value(option, none::NAME).is_none_or(|name| name.is_empty()) {
        let text = "expected an option with a Name, found none";
        checking.objects(option, text, invalid).instead(invalid, Some("InvalidName"));
    }
    if option.children().next().is_some() {
        let text = "expected text in an option, found elements";
        checking.breaks(rule!("R6.4-5"), option, text).instead(invalid, Some("InvalidValue"));
    }
    let must_comply = flag(option, none::MUST_COMPLY);
    if attribute(option, none::MUST_COMPLY).is_some() && must_comply.is_none() {
        let text = "expected true or false in MustComply, found other text";
        checking.objects(option, text, invalid).instead(invalid, Some("InvalidValue"));
    }
    if must_comply == Some(true) && !must_understand {
        let text = "expected an OptionSet that must be understood around an option that must be \
                    complied with, found one that need not be";
        checking.breaks(rule!("R6.4-6"), option, text);
    }
    if attribute(option, none::TYPE).is_some_and(|it| !is_simple_type(&it.value(), option)) {
        let text = "expected the name of a simple type of XML Schema, found another";
        checking.breaks(rule!("R6.4-7"), option, text);
    }
}

fn check_sizes<'m>(checking: &mut Checking<'m, '_>, option: Element<'m>) {
    let sizes = &checking.service.sizes;
    let name = attribute_value(option, none::NAME).unwrap_or_default();
    if is_longer(&name, sizes.option_name) {
        let most = sizes.option_name;
        let text = format!("expected a name of at most {most} characters, found a longer one");
        checking.breaks(rule!("R13.4-3"), option, text);
    }
    if is_longer(&option.text(), sizes.option_value) {
        let most = sizes.option_value;
        let text = format!("expected a value of at most {most} characters, found a longer one");
        checking.breaks(rule!("R13.4-4"), option, text);
    }
}

/// Whether a text names a built-in simple type (XML Schema part 2 §3).
fn is_simple_type(text: &str, element: Element<'_>) -> bool {
    let (prefix, local) = text.trim().split_once(':').unwrap_or(("", text.trim()));
    let namespace = element.namespace_of_prefix(prefix);
    namespace == NamespaceId::uri(ns::XS) && SIMPLE_TYPES.contains(&local)
}

const SIMPLE_TYPES: [&str; 45] = [
    "anySimpleType",
    "string",
    "boolean",
    "decimal",
    "float",
    "double",
    "duration",
    "dateTime",
    "time",
    "date",
    "gYearMonth",
    "gYear",
    "gMonthDay",
    "gDay",
    "gMonth",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "QName",
    "NOTATION",
    "normalizedString",
    "token",
    "language",
    "NMTOKEN",
    "NMTOKENS",
    "Name",
    "NCName",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
    "integer",
    "nonPositiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "nonNegativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "positiveInteger",
];
