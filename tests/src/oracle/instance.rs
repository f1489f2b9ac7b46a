//! Instances: what is read survives being written, and of a change nothing else is changed.

use cimwire::cim::{Draft, Form, Given, Instance, Property, Value};
use cimwire::schema::pack::{Class, Pack, Type};
use cimwire::value::{CimDateTime, CimForm};
use cimwire::xml::{Document, Element};
use cimwire::{Error, ErrorKind};

use super::TURN;
use super::dice::{Dice, NO_NAMES, is_text};

/// Elements as instances: written unchanged they are the same to the byte; with changes, those can be
/// read and all else is the same to the byte, also with the types of a class.
///
/// Behind the last byte 0x1E of `data` is what the changes are made of.
pub fn instance(data: &[u8]) {
    let end = data.iter().rposition(|byte| *byte == TURN).unwrap_or(data.len());
    let Ok(document) = Document::decode(data[..end].to_vec()) else { return };
    let mut dice = Dice::new(data.get(end + 1..).unwrap_or_default());
    let mut elements = vec![document.root()];
    let mut read = 0;
    while let Some(element) = elements.pop() {
        if read < FEW && element.children().next().is_some() {
            read += 1;
            elements.extend(element.children());
            let instance = Instance::of(element);
            is_kept(instance);
            is_changed(instance, &mut dice);
            is_changed_by_class(instance, &mut dice);
        }
    }
}

/// An instance is written as it was read.
fn is_kept(instance: Instance<'_>) {
    let Some(written) = built(instance.draft().build(), false) else { return };
    assert_eq!(written.root().outer(), instance.element().to_xml());
}

/// Changes without a class can be read again.
fn is_changed(instance: Instance<'_>, dice: &mut Dice<'_>) {
    let names: Vec<&str> = instance.element().children().map(|it| it.name().local).collect();
    let mut draft = instance.draft();
    for _ in 0..=dice.below(3) {
        let name = if dice.one_in(3) { dice.local() } else { dice.pick(&names) };
        match dice.below(6) {
            0 => draft.remove(name),
            1 => draft.set(name, list(dice)),
            2 => draft.set(name, elsewhere(instance, dice)),
            _ => draft.set(name, scalar(dice)),
        };
    }
    let Some(written) = built(draft.build(), is_unwritable(&draft)) else { return };
    let again = Instance::of(written.root());
    is_same_elsewhere(&draft, instance, again);
    for (name, value) in draft.changes() {
        let Some(value) = value else { continue };
        let expected = items(value);
        match again.property(name) {
            Some(property) => says(&property, expected),
            None => assert!(expected.is_empty(), "{name} is lost in {}", written.root().outer()),
        }
    }
}

/// Changes of the types of a class are read as the same values.
fn is_changed_by_class(instance: Instance<'_>, dice: &mut Dice<'_>) {
    let found = Pack::cim().class(&instance.class_name());
    let Some(class) = found.or_else(|| Pack::cim().class("CIM_Fan")) else { return };
    let properties: Vec<_> = class.properties().collect();
    let mut draft = instance.draft();
    for _ in 0..=dice.below(3) {
        let property = dice.pick(&properties);
        let value = of_type(property.of(), dice);
        let value = if property.is_array() { Value::Array(vec![value]) } else { value };
        draft.set(property.name(), value);
    }
    let written = draft.build_as(&class);
    if let Err(error) = &written
        && error.kind() == ErrorKind::Misfit
    {
        return is_disallowed(&draft, error, &class);
    }
    let Some(written) = built(written, is_unwritable(&draft)) else { return };
    let again = Instance::of(written.root());
    is_same_elsewhere(&draft, instance, again);
    is_read_as(&draft, again, &class);
}

/// What a class refuses to write is what it does not allow when it is read.
fn is_disallowed(draft: &Draft<'_>, error: &Error, class: &Class<'_>) {
    let Some(written) = built(draft.build(), is_unwritable(draft)) else { return };
    let found = Instance::of(written.root()).typed(class).disallowed();
    assert!(found.iter().any(|it| error.path().contains(&it.property)), "{error}: {found:?}");
}

/// The values of a draft are those that are read.
fn is_read_as(draft: &Draft<'_>, again: Instance<'_>, class: &Class<'_>) {
    let typed = again.typed(class);
    let is_change = |name: &str| draft.changes().any(|(it, _)| it == name);
    assert!(!typed.disallowed().iter().any(|it| is_change(&it.property)));
    for (name, value) in draft.changes() {
        // A reference is an element now.
        if matches!(value.map(items), Some([Value::Epr(_), ..])) {
            continue;
        }
        let found = typed.value(name);
        let shown = format!("{found:?}");
        assert_eq!(shown, format!("{value:?}"), "{name} in {}", again.element().outer());
    }
}

/// What was not changed is the same to the byte, in the same order.
fn is_same_elsewhere(draft: &Draft<'_>, before: Instance<'_>, after: Instance<'_>) {
    let touched = |element: &Element<'_>| {
        let local = element.name().local;
        draft.changes().any(|(name, _)| name.eq_ignore_ascii_case(local))
    };
    let kept = |instance: Instance<'_>| -> Vec<String> {
        let others = instance.element().children().filter(|it| !touched(it));
        others.map(|it| it.outer().to_owned()).collect()
    };
    assert_eq!(kept(before), kept(after));
}

/// Whether a property says what was written.
fn says(property: &Property<'_>, expected: &[Value<'_>]) {
    assert_eq!(property.count(), expected.len(), "{property:?} for {expected:?}");
    for (given, value) in property.values().zip(expected) {
        let is_said = match value {
            Value::Null => matches!(given.form(), Form::Nil),
            Value::String(text) => given.text() == *text && !given.is_nil(),
            Value::Uint64(number) => given.text() == number.to_string(),
            Value::Sint64(number) => given.text() == number.to_string(),
            Value::Boolean(value) => given.text() == value.to_string(),
            Value::DateTime(date) => says_date(given, *date),
            _ => true,
        };
        assert!(is_said, "{given:?} for {value:?}");
    }
}

fn says_date(given: Given<'_>, expected: CimForm) -> bool {
    let text = given.text();
    let found = match given.form() {
        Form::DateTime(date) => date.value(),
        _ => text.parse::<CimDateTime>().ok().map(CimForm::from),
    };
    let plain = || text == expected.to_string();
    found.map(whole) == Some(whole(expected)) || plain()
}

/// A date-time in the form that says all of it.
fn whole(date: CimForm) -> CimForm {
    if let CimForm::CimDateTime(cim) = date { cim.into() } else { date }
}

fn items<'v, 'm>(value: &'v Value<'m>) -> &'v [Value<'m>] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// Whether there is something in the changes that XML cannot carry.
fn is_unwritable(draft: &Draft<'_>) -> bool {
    let is_bad = |value: &Value<'_>| match value {
        Value::String(text) => !is_text(text),
        Value::Epr(epr) => epr.address.as_ref().is_some_and(|address| !is_text(address.text())),
        _ => false,
    };
    let written = draft.changes().filter_map(|(name, value)| Some((name, items(value?))));
    let mut written = written.filter(|(_, items)| !items.is_empty());
    written.any(|(name, items)| NO_NAMES.contains(&name) || items.iter().any(is_bad))
}

/// What was built, unless it may not be.
fn built(built: Result<Document, Error>, is_unwritable: bool) -> Option<Document> {
    match built {
        Ok(document) => {
            assert!(!is_unwritable, "expected an error, found {}", document.root().outer());
            Some(document)
        }
        Err(error) => {
            let is_limit = error.kind().name().ends_with("Limit");
            let is_name = error.kind() == ErrorKind::Unwritable;
            assert!(is_limit || is_unwritable && is_name, "{error}");
            None
        }
    }
}

fn list<'m>(dice: &mut Dice<'_>) -> Value<'m> {
    (0..dice.below(4)).map(|_| scalar(dice)).collect()
}

fn scalar<'m>(dice: &mut Dice<'_>) -> Value<'m> {
    let of = [Type::String, Type::Boolean, Type::Uint64, Type::Sint64, Type::Datetime];
    if dice.one_in(6) { Value::Null } else { of_type(dice.pick(&of), dice) }
}

/// An instance or an element of somewhere else in the document.
fn elsewhere<'m>(instance: Instance<'m>, dice: &mut Dice<'_>) -> Value<'m> {
    let children: Vec<_> = instance.element().children().collect();
    let element = children[dice.below(children.len())];
    if dice.one_in(2) {
        return Instance::of(element).into();
    }
    match instance.property(element.name().local).and_then(|it| it.values().next()) {
        Some(given) => given.into(),
        None => Value::Null,
    }
}

/// A value of a type, extreme ones among them.
fn of_type<'m>(of: Type, dice: &mut Dice<'_>) -> Value<'m> {
    let number = || -> [u8; 8] { [0; 8] };
    let mut bits = number();
    bits.iter_mut().for_each(|byte| *byte = dice.below(256) as u8);
    let bits = dice.pick(&[0, 1, u64::MAX, 1 << 63, u64::from_le_bytes(bits)]);
    match of {
        Type::Boolean => Value::Boolean(bits & 1 == 1),
        Type::Uint8 => Value::Uint8(bits as u8),
        Type::Uint16 => Value::Uint16(bits as u16),
        Type::Uint32 => Value::Uint32(bits as u32),
        Type::Uint64 => Value::Uint64(bits),
        Type::Sint8 => Value::Sint8(bits as i8),
        Type::Sint16 => Value::Sint16(bits as i16),
        Type::Sint32 => Value::Sint32(bits as i32),
        Type::Sint64 => Value::Sint64(bits.cast_signed()),
        Type::Real32 => Value::Real32(f32::from_bits(bits as u32)),
        Type::Real64 => Value::Real64(f64::from_bits(bits)),
        Type::Char16 => Value::Char16(dice.pick(&['a', ' ', '<', 'é', '\u{fffd}'])),
        Type::String => Value::String(dice.text().into()),
        Type::Datetime => dice.pick(DATES).parse::<CimDateTime>().map_or(Value::Null, Value::from),
        Type::Reference => cimwire::wsman::addressing::Epr::at(dice.text()).into(),
    }
}

/// Instances of one document: many would take long, and say nothing new.
const FEW: usize = 8;
const DATES: &[&str] = &[
    "20250301083000.000000+060",
    "20160331193040.654321-120",
    "20160331******.******+000",
    "********193040.500000-090",
    "00001234010203.123456:000",
    "99999999235959.999999:000",
    "201603**193040.000000+000",
    "**************.******+***",
];
