//! What a class allows of the values that are of its types.

use super::typed::{Misfit, MisfitKind, TypedProperties};
use super::value::Value;
use crate::schema::pack::{Fact, Facts, Meanings};

impl TypedProperties<'_, '_> {
    /// What is of its type, and not one of the values that its class allows (DSP0004 §5.6.3): a
    /// number beyond `MinValue` or `MaxValue`, a text shorter than `MinLen` or longer than `MaxLen`,
    /// a number or text that its `ValueMap` does not have. The values are there all the same; nothing
    /// of this is looked at before it is asked for.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::cim::{Instance, MisfitKind, Value};
    /// let document = cimwire::xml::Document::decode(
    ///     "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
    ///        <f:StatusInfo>7</f:StatusInfo></f:CIM_Fan>",
    /// ).unwrap();
    /// let class = cimwire::schema::pack::Pack::cim().class("CIM_Fan").unwrap();
    /// let fan = Instance::of(document.root()).typed(&class);
    /// assert!(matches!(fan.value("StatusInfo"), Some(Value::Uint16(7))));
    /// assert_eq!(fan.disallowed()[0].kind, MisfitKind::Disallowed);
    /// assert_eq!(fan.disallowed()[0].expected, "expected a value that its ValueMap has");
    /// # }
    /// ```
    #[must_use]
    pub fn disallowed(&self) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        for property in self.properties() {
            let Some(facts) = property.declared.map(|it| it.facts()) else { continue };
            for (item, given) in property.value.items().iter().zip(property.wire.values()) {
                let Some(fact) = broken(item, facts) else { continue };
                misfits.push(Misfit {
                    kind: MisfitKind::Disallowed,
                    property: property.wire.name().to_owned(),
                    offset: given.offset(),
                    expected: expected(fact),
                });
            }
        }
        misfits
    }
}

/// The fact that forbids a value of its type; nothing that is not known to be forbidden.
pub(super) fn broken(value: &Value<'_>, facts: Facts<'_>) -> Option<Fact> {
    let number = |fact| facts.number(fact);
    if let Value::String(text) = value {
        let length = || i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        let is_short = || number(Fact::MinLen).is_some_and(|least| length() < least);
        let is_long = || number(Fact::MaxLen).is_some_and(|most| length() > most);
        return match () {
            () if is_short() => Some(Fact::MinLen),
            () if is_long() => Some(Fact::MaxLen),
            () => (!is_in_map(text, facts)).then_some(Fact::ValueMap),
        };
    }
    if let Some(integer) = value.integer() {
        return match () {
            () if number(Fact::MinValue).is_some_and(|least| integer < least.into()) => {
                Some(Fact::MinValue)
            }
            () if number(Fact::MaxValue).is_some_and(|most| integer > most.into()) => {
                Some(Fact::MaxValue)
            }
            () if !facts.has(Fact::ValueMap) => None,
            () => (!is_in_map(&integer.to_string(), facts)).then_some(Fact::ValueMap),
        };
    }
    let real = match *value {
        Value::Real32(real) => f64::from(real),
        Value::Real64(real) => real,
        _ => return None,
    };
    match () {
        () if number(Fact::MinValue).is_some_and(|least| real < least as f64) => {
            Some(Fact::MinValue)
        }
        () if number(Fact::MaxValue).is_some_and(|most| real > most as f64) => Some(Fact::MaxValue),
        () => None,
    }
}

/// What a fact wants.
pub(super) fn expected(fact: Fact) -> &'static str {
    match fact {
        Fact::MinLen => "expected a text of at least as many characters as its MinLen",
        Fact::MaxLen => "expected a text of at most as many characters as its MaxLen",
        Fact::MinValue => "expected a number that is not below its MinValue",
        Fact::MaxValue => "expected a number that is not above its MaxValue",
        _ => "expected a value that its ValueMap has",
    }
}

/// Whether a value is one of those that a schema lists, if it lists them all, or the one that stands
/// for null.
fn is_in_map(text: &str, facts: Facts<'_>) -> bool {
    let is_null = || facts.text(Fact::NullValue) == Some(text);
    Meanings::of(facts).is_none_or(|meanings| meanings.allows(text)) || is_null()
}
