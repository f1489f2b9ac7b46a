//! Resources that are classes of CIM (DSP0227).
//!
//! | rule | how it is held |
//! | --- | --- |
//! | DSP0227:R6-1 | detected: a Get, Put, Create or Delete of all classes |
//! | DSP0227:R8.1-6 | detected: another PolymorphismMode than to include, of all classes |
//! | DSP0227:R8.1-9 | detected: a WQL or CQL query whose class is not that of the ResourceURI |
//! | DSP0227:R8.2.1-4 | detected: an association filter without an Object, with two, or with one that names no resource |
//! | DSP0227:R10.2.2-2 | detected: a Subscribe to an indication filter with a filter |
//!
//! A Subscribe to all classes without a filter is reported too, though its rule has no number here.

use super::checking::{Checking, attribute_value, child, children};
use super::resource::parameters;
use super::tables::{fault, rule};
use crate::cim::ClassUri;
use crate::names::{addressing, cimbinding, enumeration, eventing, none, wsman};
use crate::schema::{Kind, uris};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let Some(resource) = checking.header_element(wsman::RESOURCE_URI) else { return };
    let uri = resource.trimmed();
    let Some(class) = ClassUri::of(&uri) else { return };
    if matches!(checking.kind, Kind::Get | Kind::Put | Kind::Create | Kind::Delete) {
        if class.is_any() {
            let text = "expected a class, found the resource of all classes";
            checking.breaks(rule!("DSP0227:R6-1"), resource, text);
        }
        return;
    }
    if !matches!(checking.kind, Kind::Enumerate | Kind::Subscribe) {
        return;
    }
    let Some(body) = checking.body_element() else { return };
    let own = [enumeration::FILTER, eventing::FILTER].iter().find_map(|name| child(body, *name));
    let filter = child(body, wsman::FILTER).or(own);
    if class.is_any() {
        check_mode(checking, body);
    }
    match filter {
        Some(filter) => check_filter(checking, filter, class),
        None if class.is_any() && checking.kind == Kind::Subscribe => {
            let text = "expected a filter of the events of all classes, found none";
            checking.objects(body, text, fault!(eventing::INVALID_MESSAGE));
        }
        None => {}
    }
}

fn check_mode<'m>(checking: &mut Checking<'m, '_>, body: Element<'m>) {
    let Some(mode) = child(body, cimbinding::POLYMORPHISM_MODE) else { return };
    if mode.trimmed() != "IncludeSubClassProperties" {
        let text = "expected IncludeSubClassProperties of all classes, found another mode";
        checking.breaks(rule!("DSP0227:R8.1-6"), mode, text);
    }
}

fn check_filter<'m>(checking: &mut Checking<'m, '_>, filter: Element<'m>, class: ClassUri<'_>) {
    let is_filter = class.class_name().eq_ignore_ascii_case(INDICATION_FILTER);
    if is_filter && checking.kind == Kind::Subscribe {
        let text = "expected no filter beside that of the resource, found one";
        checking.breaks(rule!("DSP0227:R10.2.2-2"), filter, text);
    }
    match attribute_value(filter, none::DIALECT).as_deref() {
        Some(uris::dialect::WQL | uris::dialect::CQL) if !class.is_any() => {
            check_query(checking, filter, class);
        }
        Some(uris::dialect::ASSOCIATION) => check_object(checking, filter),
        _ => {}
    }
}

fn check_query<'m>(checking: &mut Checking<'m, '_>, filter: Element<'m>, class: ClassUri<'_>) {
    let query = filter.text();
    let Some(named) = class_of(&query) else { return };
    if !named.eq_ignore_ascii_case(class.class_name()) {
        let text = "expected a query of the class of the resource, found one of another";
        let finding = checking.breaks(rule!("DSP0227:R8.1-9"), filter, text);
        if filter.id().canonical() == enumeration::FILTER {
            finding.instead(fault!(enumeration::CANNOT_PROCESS_FILTER), None);
        }
    }
}

/// The class behind the first `FROM` outside of quotes, if it is a lone name.
fn class_of(query: &str) -> Option<&str> {
    let mut words = query.split_whitespace();
    let mut is_quoted = false;
    let from = words.find(|word| {
        let is_from = !is_quoted && word.eq_ignore_ascii_case("FROM");
        is_quoted ^= word.bytes().filter(|byte| QUOTES.contains(byte)).count() % 2 == 1;
        is_from
    });
    let name = from.and_then(|_| words.next())?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    name.bytes().all(is_name).then_some(name)
}

fn check_object<'m>(checking: &mut Checking<'m, '_>, filter: Element<'m>) {
    let associated = child(filter, cimbinding::ASSOCIATED_INSTANCES);
    let inside = associated.or_else(|| child(filter, cimbinding::ASSOCIATION_INSTANCES));
    let Some(inside) = inside else {
        let text = "expected AssociatedInstances or AssociationInstances, found neither";
        checking.objects(filter, text, fault!(enumeration::CANNOT_PROCESS_FILTER));
        return;
    };
    let mut objects = children(inside, cimbinding::OBJECT);
    match (objects.next(), objects.next()) {
        (Some(object), None) if is_instance(object) => {}
        (Some(object), None) => {
            let text = "expected an Object with the resource of an instance, found another";
            checking.breaks(rule!("DSP0227:R8.2.1-4"), object, text);
        }
        (found, second) => {
            let text = "expected one Object, found none or more";
            let place = second.or(found).unwrap_or(inside);
            checking.breaks(rule!("DSP0227:R8.2.1-4"), place, text);
        }
    }
}

/// Whether an Object holds, or is around, an endpoint reference that names a resource.
fn is_instance(object: Element<'_>) -> bool {
    let endpoint = child(object, addressing::ENDPOINT_REFERENCE).unwrap_or(object);
    let uri = parameters(endpoint).find(|it| it.id().canonical() == wsman::RESOURCE_URI);
    uri.is_some_and(|uri| ClassUri::of(&uri.trimmed()).is_none_or(|class| !class.is_any()))
}

const INDICATION_FILTER: &str = "CIM_IndicationFilter";
const QUOTES: &[u8] = b"'\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_of_a_query_is_behind_from() {
        for (query, class) in [
            ("SELECT * FROM CIM_Fan", Some("CIM_Fan")),
            ("select a,b from\n Win32_X where y = 'FROM z'", Some("Win32_X")),
            ("SELECT 'a FROM b' FROM CIM_Fan", Some("CIM_Fan")),
            ("SELECT \"a FROM b\" , c FROM CIM_Fan", Some("CIM_Fan")),
            ("SELECT a.b FROM CIM_Fan a, CIM_Sensor b", Some("CIM_Fan")),
            ("SELECT a FROM (SELECT b FROM CIM_Fan)", None),
            ("ASSOCIATORS OF {CIM_Fan.A='1'}", None),
            ("SELECT a FROM", None),
        ] {
            assert_eq!(class_of(query), class, "{query}");
        }
    }
}
