//! From values to what a class says that they are.

use std::borrow::Cow;

use super::Draft;
use crate::cim::allowed::{broken, expected as expected_by};
use crate::cim::decode::{DATE, Declared, REFERENCE, scalar};
use crate::cim::value::Value;
use crate::schema::pack::{self, Class, Fact, Facts, Packs, Type};
use crate::value::{Hex, Lexical};

/// What a draft is checked against.
pub(super) enum Plan<'a, 'p> {
    /// Nothing.
    None,
    /// A class, then those that it lacks; with packs that may know those of embedded instances.
    Class(Vec<Class<'p>>, Option<&'p Packs>),
    /// A method, and whether of its answer; with packs that may know the classes of embedded
    /// instances.
    Method(&'a pack::Method<'p>, bool, Option<&'p Packs>),
}

/// A change as it is written.
pub(super) struct Edit<'d, 'm> {
    /// The name as the class has it.
    pub(super) name: Cow<'d, str>,
    /// None: it is left out.
    pub(super) value: Option<Cow<'d, Value<'m>>>,
    pub(super) rank: Rank<'d>,
}

/// The place in the order of a schema: that of a parameter, then the name.
pub(super) type Rank<'d> = (usize, &'d str);

/// What does not fit: a property, the item of an array, and why.
pub(super) struct Unfit {
    pub(super) property: String,
    pub(super) item: Option<usize>,
    pub(super) text: Cow<'static, str>,
}

/// A property or parameter of a plan.
struct Member<'d> {
    name: &'d str,
    declared: Declared,
    facts: Facts<'d>,
    rank: Rank<'d>,
}

impl<'p> Plan<'_, 'p> {
    /// The changes of a draft, with values of their types.
    pub(super) fn edits<'d, 'm>(
        &self,
        draft: &'d Draft<'m>,
        is_embedded: bool,
    ) -> Result<Vec<Edit<'d, 'm>>, Unfit>
    where
        'p: 'd,
    {
        let changes = draft.all_changes().iter().enumerate();
        let edits = changes.map(|(place, change)| {
            let (name, value) = (&*change.name, change.value.as_ref());
            if matches!(self, Self::None) {
                let value = value.map(Cow::Borrowed);
                return Ok(Edit { name: Cow::Borrowed(name), value, rank: (place, "") });
            }
            let unfit = |(item, text)| Unfit { property: name.to_owned(), item, text };
            let member = self.member(name);
            let Some(Member { name, declared, facts, rank }) = member else {
                let text = "expected a property that the class has".into();
                return Err(unfit((None, text)));
            };
            let value = value.map(|value| fitted(value, declared)).transpose().map_err(unfit)?;
            value.iter().try_for_each(|value| allowed(value, declared, facts)).map_err(unfit)?;
            Ok(Edit { name: Cow::Borrowed(name), value, rank })
        });
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        let is_whole = draft.original().is_some() || is_embedded;
        let missing = if is_whole { None } else { self.missing(draft) };
        match missing {
            Some(name) => Err(Unfit {
                property: name.to_owned(),
                item: None,
                text: "expected a property that its class wants, found nothing".into(),
            }),
            None => Ok(edits),
        }
    }

    /// The place of a property that was read, if the plan knows it.
    pub(super) fn rank(&self, name: &str) -> Option<Rank<'p>> {
        self.member(name).map(|member| member.rank)
    }

    /// Whether there is a schema.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// The plan of an embedded instance.
    pub(super) fn embedded(&self, draft: &Draft<'_>) -> Self {
        let (Self::Class(_, Some(packs)) | Self::Method(_, _, Some(packs))) = self else {
            return Self::None;
        };
        let line: Vec<_> = packs.line(draft.class_name()).collect();
        if line.is_empty() { Self::None } else { Self::Class(line, Some(packs)) }
    }

    fn member(&self, name: &str) -> Option<Member<'p>> {
        match self {
            Self::None => None,
            Self::Class(line, _) => {
                let property = line.iter().find_map(|class| class.property(name))?;
                let (name, declared, facts) = (property.name(), property.into(), property.facts());
                Some(Member { name, declared, facts, rank: (0, name) })
            }
            Self::Method(method, is_output, _) => {
                if *is_output && name.eq_ignore_ascii_case(RETURN_VALUE) {
                    let (name, declared, facts) = (RETURN_VALUE, method.of()?, method.facts());
                    let (declared, rank) = (declared.into(), (usize::MAX, ""));
                    return Some(Member { name, declared, facts, rank });
                }
                let way = if *is_output { Fact::Out } else { Fact::In };
                let is_it = |it: &pack::Property<'_>| {
                    it.name().eq_ignore_ascii_case(name) && it.facts().has(way)
                };
                let mut parameters = method.parameters().enumerate();
                let (place, parameter) = parameters.find(|(_, it)| is_it(it))?;
                let (name, declared) = (parameter.name(), parameter.into());
                Some(Member { name, declared, facts: parameter.facts(), rank: (place, "") })
            }
        }
    }

    /// A property that the class wants in a new instance, and of which a draft says nothing.
    fn missing(&self, draft: &Draft<'_>) -> Option<&'p str> {
        let is_missing = |it: &pack::Property<'_>| {
            let is_wanted = it.is_key() || it.is_required();
            is_wanted && draft.place(&it.name().to_ascii_lowercase()).is_none()
        };
        let found = match self {
            Self::None => None,
            Self::Class(line, _) => line.iter().flat_map(Class::properties).find(is_missing),
            Self::Method(method, is_output, _) => {
                let way = if *is_output { Fact::Out } else { Fact::In };
                method.parameters().find(|it| it.facts().has(way) && is_missing(it))
            }
        };
        found.map(|property| property.name())
    }
}

type Misfit = (Option<usize>, Cow<'static, str>);

/// The value as it is written, if it is of its type.
pub(crate) fn fitted<'d, 'm>(
    value: &'d Value<'m>,
    declared: Declared,
) -> Result<Cow<'d, Value<'m>>, Misfit> {
    if declared.is_array {
        return array(value, declared);
    }
    match value {
        Value::Array(_) => Err((None, "expected one value, found an array".into())),
        value => one(value, declared).map_err(|text| (None, text)),
    }
}

/// The value of an array: its items, or all octets of one.
fn array<'d, 'm>(value: &'d Value<'m>, declared: Declared) -> Result<Cow<'d, Value<'m>>, Misfit> {
    let is_number = declared.of == Type::Uint8;
    match value {
        Value::Null => one(value, declared).map_err(|text| (None, text)),
        Value::Octets(_) if is_number && declared.is_octets => Ok(Cow::Borrowed(value)),
        Value::Octets(octets) if is_number => Ok(Cow::Owned(octets.iter().copied().collect())),
        Value::Array(items) => {
            let each = items.iter().enumerate();
            let fitted = each.map(|(place, item)| match one(item, declared) {
                Ok(item) => Ok(item.into_owned()),
                Err(text) => Err((Some(place), text)),
            });
            let items = fitted.collect::<Result<Vec<_>, Misfit>>()?;
            let octet = |item: &Value<'_>| u8::try_from(item.integer()?).ok();
            let octets = (is_number && declared.is_octets).then(|| items.iter().map(octet));
            let octets = octets.and_then(|each| each.collect::<Option<Vec<u8>>>());
            Ok(Cow::Owned(octets.map_or(Value::Array(items), Value::Octets)))
        }
        // The wire does not tell one item from one value.
        Value::Untyped(_) => one(value, declared).map_err(|text| (None, text)),
        _ => Err((None, "expected an array, found one value".into())),
    }
}

/// One value as it is written, if it is of its type.
fn one<'d, 'm>(
    value: &'d Value<'m>,
    declared: Declared,
) -> Result<Cow<'d, Value<'m>>, Cow<'static, str>> {
    let fits = match (value, declared.of) {
        (Value::Null, _) => !declared.is_required,
        (Value::Untyped(given), _) => match scalar(*given, declared) {
            Ok(_) => true,
            Err((_, expected)) => return Err(expected.into()),
        },
        (Value::Octets(octets), Type::String) if declared.is_octets => {
            return Ok(Cow::Owned(Value::String(Hex::canonical(octets).into_owned().into())));
        }
        (Value::Instance(_) | Value::Draft(_), Type::String) => declared.is_embedded,
        (Value::Boolean(_), Type::Boolean)
        | (Value::String(_), Type::String)
        | (Value::DateTime(_), Type::Datetime)
        | (Value::Reference(_) | Value::Epr(_), Type::Reference) => true,
        (Value::Char16(it), Type::Char16) => u16::try_from(u32::from(*it)).is_ok(),
        _ => match number(value, declared.of) {
            Some(number) => return Ok(Cow::Owned(number)),
            None => false,
        },
    };
    let out_of_range = || if is_number_for(value, declared.of) { " out of that range" } else { "" };
    let refuse = || [expected(declared), ", found ", value.kind(), out_of_range()].concat();
    if fits { Ok(Cow::Borrowed(value)) } else { Err(refuse().into()) }
}

/// Whether a class allows a value that is of its type, and all items of one.
fn allowed(value: &Value<'_>, declared: Declared, facts: Facts<'_>) -> Result<(), Misfit> {
    for (place, item) in value.items().iter().enumerate() {
        let read = match item {
            Value::Untyped(given) => scalar(*given, declared).ok(),
            _ => None,
        };
        let Some(fact) = broken(read.as_ref().unwrap_or(item), facts) else { continue };
        let limit = facts.number(fact).map(|limit| format!(", {limit}")).unwrap_or_default();
        let place = matches!(value, Value::Array(_)).then_some(place);
        return Err((place, [expected_by(fact), &limit, ", found another"].concat().into()));
    }
    Ok(())
}

/// The number of a type that a number is, exactly.
fn number<'m>(value: &Value<'_>, of: Type) -> Option<Value<'m>> {
    match (of, value) {
        (Type::Real32, Value::Real32(it)) => return Some(Value::Real32(*it)),
        (Type::Real64, Value::Real64(it)) => return Some(Value::Real64(*it)),
        (Type::Real64, Value::Real32(it)) => return Some(Value::Real64((*it).into())),
        (Type::Real32, Value::Real64(it)) => return narrow(*it).map(Value::Real32),
        _ => {}
    }
    let integer = value.integer()?;
    match of {
        Type::Uint8 => integer.try_into().ok().map(Value::Uint8),
        Type::Uint16 => integer.try_into().ok().map(Value::Uint16),
        Type::Uint32 => integer.try_into().ok().map(Value::Uint32),
        Type::Uint64 => integer.try_into().ok().map(Value::Uint64),
        Type::Sint8 => integer.try_into().ok().map(Value::Sint8),
        Type::Sint16 => integer.try_into().ok().map(Value::Sint16),
        Type::Sint32 => integer.try_into().ok().map(Value::Sint32),
        Type::Sint64 => integer.try_into().ok().map(Value::Sint64),
        Type::Real32 => Some(integer as f32).filter(|it| *it as i128 == integer).map(Value::Real32),
        Type::Real64 => Some(integer as f64).filter(|it| *it as i128 == integer).map(Value::Real64),
        _ => None,
    }
}

/// A number of 64 bits in 32, where that is the same number, or has the same shortest text.
fn narrow(value: f64) -> Option<f32> {
    let narrow = value as f32;
    let is_same = f64::from(narrow) == value || f32::canonical(&narrow) == f64::canonical(&value);
    is_same.then_some(narrow)
}

/// Whether a value would be of a type if it were another number.
fn is_number_for(value: &Value<'_>, of: Type) -> bool {
    match of {
        Type::Real32 | Type::Real64 => matches!(value.kind(), "an integer" | "a real number"),
        Type::Char16 => matches!(value, Value::Char16(_)),
        of => value.integer().is_some() && number(&Value::Uint8(0), of).is_some(),
    }
}

fn expected(declared: Declared) -> &'static str {
    match declared.of {
        Type::Boolean => "expected a boolean",
        Type::Uint8 => u8::EXPECTED,
        Type::Uint16 => u16::EXPECTED,
        Type::Uint32 => u32::EXPECTED,
        Type::Uint64 => u64::EXPECTED,
        Type::Sint8 => i8::EXPECTED,
        Type::Sint16 => i16::EXPECTED,
        Type::Sint32 => i32::EXPECTED,
        Type::Sint64 => i64::EXPECTED,
        Type::Real32 => "expected a number that 32 bits can hold",
        Type::Real64 => "expected a number that 64 bits can hold",
        Type::Char16 => "expected one character of 16 bits",
        Type::String if declared.is_embedded => "expected an instance",
        Type::String if declared.is_octets => "expected octets",
        Type::String => "expected text",
        Type::Datetime => DATE,
        Type::Reference => REFERENCE,
    }
}

const RETURN_VALUE: &str = "ReturnValue";
