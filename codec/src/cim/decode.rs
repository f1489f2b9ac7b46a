//! From what the wire gives to values, as a class says.

use std::borrow::Cow;

use super::given::{Form, Given};
use super::property::Property;
use super::typed::{Misfit, MisfitKind};
use super::value::Value;
use crate::names::wsmv;
use crate::schema::pack::{self, Fact, Type};
use crate::value::{Base64, CimDateTime, CimForm, Hex, Lexical, parse};
use crate::xml::Element;
use crate::xml::chars::{is_blank, trim};

/// What a class says about the values of a property, apart from the class.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub(crate) of: Type,
    pub(crate) is_array: bool,
    pub(super) is_required: bool,
    pub(crate) is_embedded: bool,
    pub(super) is_octets: bool,
}

impl Declared {
    /// Whether one base64 text is all of the array.
    pub(crate) fn is_octet_array(self) -> bool {
        self.is_octets && self.is_array && self.of == Type::Uint8
    }
}

impl From<pack::Property<'_>> for Declared {
    fn from(property: pack::Property<'_>) -> Self {
        let has = |fact| property.facts().has(fact);
        Self {
            of: property.of(),
            is_array: property.is_array(),
            is_required: property.is_key() || property.is_required(),
            is_embedded: has(Fact::EmbeddedInstance) || has(Fact::EmbeddedObject),
            is_octets: has(Fact::OctetString),
        }
    }
}

impl From<Type> for Declared {
    fn from(of: Type) -> Self {
        let no = false;
        Self { of, is_array: no, is_required: no, is_embedded: no, is_octets: no }
    }
}

#[cfg(test)]
impl Declared {
    /// An array of octet strings, or an octet string of numbers.
    pub(super) fn octets(of: Type) -> Self {
        Self { is_array: true, is_octets: true, ..of.into() }
    }
}

/// Why something is not of its type, and what was expected.
pub(super) type Unfit = (MisfitKind, &'static str);

/// The value of a property; what does not fit is noted and stays as it is.
#[inline(always)]
pub(super) fn decode<'m>(
    property: &Property<'m>,
    declared: Declared,
    misfits: &mut Vec<Misfit>,
) -> Value<'m> {
    if declared.is_array {
        return array(property, declared, misfits);
    }
    if property.count() == 1 {
        return item(Given::of(property.element()), property, declared, misfits);
    }
    repeated(property, declared, misfits)
}

/// What most values are: text as it stands, digits, and null. What is anything else is left to
/// [`scalar`], which says the same of these.
#[inline(always)]
pub(super) fn simple<'m>(element: Element<'m>, declared: Declared) -> Option<Value<'m>> {
    let text = element.raw_text()?;
    if element.entry().needs_decoding() || declared.is_array {
        return None;
    }
    if element.is_nil() {
        return (text.is_empty() && !declared.is_required).then_some(Value::Null);
    }
    if text.bytes().next().is_none_or(is_blank) {
        return None;
    }
    Some(match declared.of {
        Type::String if !declared.is_octets => Value::String(Cow::Borrowed(text)),
        Type::Boolean => Value::Boolean(match text {
            "true" => true,
            "false" => false,
            _ => return None,
        }),
        Type::Uint8 => Value::Uint8(digits(text)?.try_into().ok()?),
        Type::Uint16 => Value::Uint16(digits(text)?.try_into().ok()?),
        Type::Uint32 => Value::Uint32(digits(text)?),
        Type::Uint64 => Value::Uint64(digits(text)?.into()),
        _ => return None,
    })
}

/// A number of digits that 32 bits can hold whatever they are.
#[inline(always)]
fn digits(text: &str) -> Option<u32> {
    if text.len() > 9 {
        return None;
    }
    text.bytes().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| 10 * number + u32::from(byte - b'0'))
    })
}

#[cold]
fn repeated<'m>(
    property: &Property<'m>,
    declared: Declared,
    misfits: &mut Vec<Misfit>,
) -> Value<'m> {
    let values = property.values().map(|it| item(it, property, declared, misfits)).collect();
    if let Some(second) = property.values().nth(1) {
        let unfit = (MisfitKind::Repeated, "expected one value, found more");
        misfits.push(misfit(second, property, unfit));
    }
    Value::Array(values)
}

fn array<'m>(property: &Property<'m>, declared: Declared, misfits: &mut Vec<Misfit>) -> Value<'m> {
    if let Some(octets) = octets(property, declared) {
        return octets;
    }
    let mut values = Vec::with_capacity(property.count());
    property.values().for_each(|it| values.push(item(it, property, declared, misfits)));
    if matches!(values[..], [Value::Null]) { null_array(property) } else { Value::Array(values) }
}

#[inline(always)]
fn item<'m>(
    given: Given<'m>,
    property: &Property<'m>,
    declared: Declared,
    misfits: &mut Vec<Misfit>,
) -> Value<'m> {
    let one = Declared { is_array: false, ..declared };
    if let Some(value) = simple(given.element(), one) {
        return value;
    }
    let unfit = match scalar(given, declared) {
        Ok(Value::Null) if declared.is_required => {
            misfits.push(misfit(
                given,
                property,
                (MisfitKind::Null, "expected a value, found null"),
            ));
            return Value::Null;
        }
        Ok(value) => return value,
        Err(unfit) => unfit,
    };
    misfits.push(misfit(given, property, unfit));
    Value::Untyped(given)
}

#[cold]
fn misfit(given: Given<'_>, property: &Property<'_>, (kind, expected): Unfit) -> Misfit {
    Misfit { kind, property: property.name().into(), offset: given.offset(), expected }
}

/// What the wire gives, without types.
pub(super) fn untyped<'m>(property: &Property<'m>) -> Value<'m> {
    let mut values: Vec<_> = property.values().map(Value::Untyped).collect();
    match values.pop() {
        Some(one) if values.is_empty() => one,
        last => Value::Array(values.into_iter().chain(last).collect()),
    }
}

/// One nil element is an array that is null (MS-WSMV §3.1.4.1.26), unless it is marked otherwise.
fn null_array<'m>(property: &Property<'m>) -> Value<'m> {
    match () {
        () if property.is_marked(wsmv::IS_EMPTY_ARRAY) => Value::Array(Vec::new()),
        () if property.is_marked(wsmv::IS_NULL_ARRAY) || !property.is_marked(wsmv::IS_ARRAY) => {
            Value::Null
        }
        () => Value::Array(vec![Value::Null]),
    }
}

/// The octets of a `uint8[]` in one base64 text. Windows sends its items as those of any array: no
/// number of 8 bits is base64.
fn octets<'m>(property: &Property<'m>, declared: Declared) -> Option<Value<'m>> {
    if !declared.is_octet_array() || property.count() > 1 {
        return None;
    }
    let Form::Text(text) = property.values().next()?.form() else { return None };
    parse::<Base64>(&text).map(Value::Octets)
}

/// The value of one element.
#[inline(always)]
pub(super) fn scalar<'m>(given: Given<'m>, declared: Declared) -> Result<Value<'m>, Unfit> {
    // Most are this; what `form` says of a blank text depends on `xsi:type`.
    let text = given.element().plain_text();
    if let Some(text) = text.filter(|text| !text.bytes().all(is_blank)) {
        return of_leaf(text, declared);
    }
    of_form(given, declared)
}

fn of_form<'m>(given: Given<'m>, declared: Declared) -> Result<Value<'m>, Unfit> {
    match given.form() {
        Form::Nil if given.element().nodes().next().is_some() => {
            Err((MisfitKind::Form, "expected nothing in an element that is nil"))
        }
        Form::Nil => Ok(Value::Null),
        Form::Reference(reference) if declared.of == Type::Reference => {
            Ok(Value::Reference(reference))
        }
        Form::DateTime(date) if declared.of == Type::Datetime => {
            date.value().map(Value::DateTime).ok_or((MisfitKind::Lexical, DATE))
        }
        Form::Instance(instance) if declared.is_embedded => Ok(Value::Instance(instance)),
        Form::Text(text) => of_leaf(text, declared),
        _ => Err((MisfitKind::Form, shape(declared))),
    }
}

#[inline(always)]
fn of_leaf<'m>(text: Cow<'m, str>, declared: Declared) -> Result<Value<'m>, Unfit> {
    match declared.of {
        Type::String if !declared.is_octets => Ok(Value::String(text)),
        Type::String => octets_of(&text),
        of => of_text(&text, of),
    }
}

pub(super) fn of_text<'m>(text: &str, of: Type) -> Result<Value<'m>, Unfit> {
    match of {
        Type::Boolean => typed::<bool>(text).map(Value::Boolean),
        Type::Uint8 => typed::<u8>(text).map(Value::Uint8),
        Type::Uint16 => typed::<u16>(text).map(Value::Uint16),
        Type::Uint32 => typed::<u32>(text).map(Value::Uint32),
        Type::Uint64 => typed::<u64>(text).map(Value::Uint64),
        Type::Sint8 => typed::<i8>(text).map(Value::Sint8),
        Type::Sint16 => typed::<i16>(text).map(Value::Sint16),
        Type::Sint32 => typed::<i32>(text).map(Value::Sint32),
        Type::Sint64 => typed::<i64>(text).map(Value::Sint64),
        Type::Real32 => real::<f32>(text, f32::is_infinite).map(Value::Real32),
        Type::Real64 => real::<f64>(text, f64::is_infinite).map(Value::Real64),
        Type::Char16 => character(text).map(Value::Char16),
        Type::Datetime => CimForm::of_text(text)
            .map(Value::DateTime)
            .ok_or((MisfitKind::Lexical, CimDateTime::EXPECTED)),
        Type::String | Type::Reference => Err((MisfitKind::Form, REFERENCE)),
    }
}

fn typed<T>(text: &str) -> Result<T, Unfit>
where
    T: for<'t> Lexical<Value<'t> = T>,
{
    let unfit = || if is_integer(trim(text)) { MisfitKind::Range } else { MisfitKind::Lexical };
    parse::<T>(text).ok_or_else(|| (unfit(), T::EXPECTED))
}

/// A number that is too great is none, unless it says itself that it is infinite.
fn real<T>(text: &str, is_infinite: impl FnOnce(T) -> bool) -> Result<T, Unfit>
where
    T: Copy + for<'t> Lexical<Value<'t> = T>,
{
    let value = typed::<T>(text).map_err(|(_, expected)| (MisfitKind::Lexical, expected))?;
    if is_infinite(value) && !text.contains("INF") {
        return Err((MisfitKind::Range, "expected a number that its type can hold"));
    }
    Ok(value)
}

/// One character, which may be a blank.
fn character(text: &str) -> Result<char, Unfit> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) if u16::try_from(u32::from(one)).is_ok() => Ok(one),
        _ => Err((MisfitKind::Lexical, "expected one character of 16 bits")),
    }
}

/// An item of a `string[]` that is an octet string.
fn octets_of<'m>(text: &str) -> Result<Value<'m>, Unfit> {
    parse::<Hex>(text).map(Value::Octets).ok_or((MisfitKind::Lexical, Hex::EXPECTED))
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn shape(declared: Declared) -> &'static str {
    match declared.of {
        Type::Datetime => DATE,
        Type::Reference => REFERENCE,
        Type::String if declared.is_embedded => {
            "expected an instance, by `xsi:type` or by its element"
        }
        _ => "expected text, found elements",
    }
}

pub(super) const DATE: &str = "expected a date-time in one of the forms of CIM";
pub(super) const REFERENCE: &str = "expected an endpoint reference";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    #[test]
    fn the_short_way_says_what_the_long_way_says() {
        let mut short = 0;
        for content in CONTENTS {
            let xml = format!("<p xmlns:x='{XSI}'{content}</p>");
            let document = Document::decode(xml).expect("well-formed");
            let element = document.root();
            for &of in Type::ALL {
                let Some(value) = simple(element, of.into()) else { continue };
                let long = scalar(Given::of(element), of.into()).expect("a value of the type");
                assert_eq!(format!("{value:?}"), format!("{long:?}"), "{content} as {of:?}");
                short += 1;
            }
        }
        assert!(short > CONTENTS.len(), "{short}");
    }

    #[test]
    fn the_short_way_leaves_the_rest() {
        for content in [">", "> ", "> 7", ">1234567890", ">&#55;", ">+7", ">-0", ">TRUE", "><x/>"] {
            let document = Document::decode(format!("<p{content}</p>")).expect("well-formed");
            for of in [Type::Uint8, Type::Uint64, Type::Boolean, Type::Real32, Type::Datetime] {
                assert!(simple(document.root(), of.into()).is_none(), "{content} as {of:?}");
            }
        }
    }

    const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    const CONTENTS: [&str; 16] = [
        ">0",
        ">7",
        ">007",
        ">255",
        ">256",
        ">65535",
        ">65536",
        ">999999999",
        ">1234567890",
        ">true",
        ">false",
        ">1 ",
        ">abc",
        ">\u{e9}",
        " x:nil='true'>",
        " x:nil='1'>7",
    ];
}
