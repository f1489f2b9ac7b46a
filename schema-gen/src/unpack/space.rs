//! Which values an element of a WS-CIM schema may have (DSP0230), from ValueMap and its like.

use std::ops::RangeInclusive;

use cimwire::schema::pack::{Fact, Facts, Type, integer};

/// The values of a property.
#[derive(Debug, PartialEq)]
pub(super) enum Space {
    /// All of its type.
    All,
    /// Those that these facets leave.
    Some(Vec<Facet>),
    /// Those of any of these, which are of the simple type below that of the property.
    Any(Vec<Member>),
}

/// A part of a union.
#[derive(Debug, PartialEq)]
pub(super) enum Member {
    /// Single values, or one range.
    Some(Vec<Facet>),
    /// What no other member has, as `..` says: a union too.
    Rest(Vec<Vec<Facet>>),
}

/// A facet and its value.
pub(super) type Facet = (&'static str, String);

impl Space {
    pub(super) fn of(of: Type, facts: Facts<'_>) -> Self {
        let is_embedded = facts.has(Fact::EmbeddedInstance) || facts.has(Fact::EmbeddedObject);
        if is_embedded || facts.has(Fact::OctetString) {
            return Self::All;
        }
        let map = facts.texts(Fact::ValueMap).into_iter().flatten();
        match of {
            Type::String | Type::Char16 => {
                let mut facets = bounds(facts, &LENGTHS);
                let values: Vec<_> = map.map(str::to_owned).collect();
                // All that is left is all of the type.
                if !values.iter().any(|it| it == "..") {
                    facets.extend(values.into_iter().map(one));
                }
                Self::some(facets)
            }
            of => match range(of) {
                Some(all) => Self::of_numbers(&map.collect::<Vec<_>>(), &all, facts),
                None => Self::All,
            },
        }
    }

    /// A map that has a text that is no number says nothing about which numbers there are.
    fn of_numbers(map: &[&str], all: &RangeInclusive<i128>, facts: Facts<'_>) -> Self {
        let Some(values) = map.iter().map(|it| Values::parse(it)).collect::<Option<Vec<_>>>()
        else {
            return Self::All;
        };
        let singles: Vec<Facet> = values.iter().filter_map(Values::single).map(one).collect();
        if singles.len() == values.len() {
            return Self::some([bounds(facts, &NUMBERS), singles].concat());
        }
        let mut members = vec![];
        if !singles.is_empty() {
            members.push(Member::Some(singles));
        }
        members.extend(values.iter().filter_map(|it| match it {
            Values::One(_) => None,
            Values::Range(low, high) => Some(Member::Some(ends(*low, *high))),
            Values::Rest => Some(Member::Rest(gaps(&values, all))),
        }));
        Self::Any(members)
    }

    fn some(facets: Vec<Facet>) -> Self {
        if facets.is_empty() { Self::All } else { Self::Some(facets) }
    }
}

/// An entry of a value map of numbers.
enum Values {
    One(i128),
    Range(Option<i128>, Option<i128>),
    Rest,
}

impl Values {
    fn parse(text: &str) -> Option<Self> {
        let Some((low, high)) = text.split_once("..") else {
            return integer(text).map(Self::One);
        };
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => integer(text).map(Some),
        };
        Some(match (end(low)?, end(high)?) {
            (None, None) => Self::Rest,
            (low, high) => Self::Range(low, high),
        })
    }

    fn single(&self) -> Option<String> {
        match self {
            Self::One(value) => Some(value.to_string()),
            _ => None,
        }
    }

    fn range(&self, all: &RangeInclusive<i128>) -> Option<(i128, i128)> {
        match self {
            Self::One(value) => Some((*value, *value)),
            Self::Range(low, high) => {
                Some((low.unwrap_or(*all.start()), high.unwrap_or(*all.end())))
            }
            Self::Rest => None,
        }
    }
}

/// What is between the values; a gap of one value is that value, and one up to an end of the type
/// has no bound there.
fn gaps(values: &[Values], all: &RangeInclusive<i128>) -> Vec<Vec<Facet>> {
    let mut taken: Vec<_> = values.iter().filter_map(|it| it.range(all)).collect();
    taken.sort_unstable();
    taken.push((all.end() + 1, all.end() + 1));
    let mut gaps = Vec::new();
    let mut next = *all.start();
    for (low, high) in taken {
        if next < low {
            let inside = |end: i128, limit: i128| (end != limit).then_some(end);
            gaps.push(match low - next {
                1 => vec![one(next.to_string())],
                _ => ends(inside(next, *all.start()), inside(low - 1, *all.end())),
            });
        }
        next = next.max(high + 1);
    }
    gaps
}

fn one(value: String) -> Facet {
    ("enumeration", value)
}

fn ends(low: Option<i128>, high: Option<i128>) -> Vec<Facet> {
    let [low, high] = [("minInclusive", low), ("maxInclusive", high)]
        .map(|(kind, end)| end.map(|end| (kind, end.to_string())));
    low.into_iter().chain(high).collect()
}

fn bounds(facts: Facts<'_>, of: &[(&'static str, Fact); 2]) -> Vec<Facet> {
    let bound =
        |(kind, fact): &(&'static str, Fact)| Some((*kind, facts.number(*fact)?.to_string()));
    of.iter().filter_map(bound).collect()
}

/// The numbers of an integer type.
fn range(of: Type) -> Option<RangeInclusive<i128>> {
    Some(match of {
        Type::Uint8 => 0..=u8::MAX.into(),
        Type::Uint16 => 0..=u16::MAX.into(),
        Type::Uint32 => 0..=u32::MAX.into(),
        Type::Uint64 => 0..=u64::MAX.into(),
        Type::Sint8 => i8::MIN.into()..=i8::MAX.into(),
        Type::Sint16 => i16::MIN.into()..=i16::MAX.into(),
        Type::Sint32 => i32::MIN.into()..=i32::MAX.into(),
        Type::Sint64 => i64::MIN.into()..=i64::MAX.into(),
        _ => return None,
    })
}

const LENGTHS: [(&str, Fact); 2] = [("minLength", Fact::MinLen), ("maxLength", Fact::MaxLen)];
const NUMBERS: [(&str, Fact); 2] =
    [("minInclusive", Fact::MinValue), ("maxInclusive", Fact::MaxValue)];
