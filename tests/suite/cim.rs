//! CIM in real messages: every instance gives all its properties, and those of known classes are of
//! their types or a misfit says why not.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cimwire::Message;
use cimwire::cim::{Instance, Item, Method, TypedProperties, Value, items};
use cimwire::schema::pack::Pack;
use cimwire_tests::corpus::{Case, cases, golden};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::report;

#[test]
fn every_instance_gives_all_its_properties() {
    let Some(messages) = messages() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, message) in &messages {
        let typed = message.typed();
        let method = Method::in_message(&typed);
        *counts.entry("methods").or_default() += usize::from(method.is_some());
        for item in items(&typed) {
            let kind = match item {
                Item::Instance(_) => "instances",
                Item::Reference(_) => "references",
                Item::Both(..) => "instances with references",
                Item::Fragment(_) => "fragments",
            };
            *counts.entry(kind).or_default() += 1;
            let Some(instance) = item.instance() else { continue };
            let source = name.split('/').nth(1).unwrap_or_default();
            *sources.entry(source).or_default() += 1;
            let (properties, values) = gives_all(instance).unwrap_or_else(|error| {
                panic!("{name}: {error}");
            });
            *counts.entry("properties").or_default() += properties;
            *counts.entry("values").or_default() += values;
        }
    }
    report(format!("{} messages: {}", messages.len(), shown(&counts)));
    report(format!("instances by source: {}", shown(&sources)));
}

#[test]
fn every_instance_of_a_known_class_is_typed_or_says_why_not() {
    let Some(messages) = messages() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |what: String, how_many: usize| *counts.entry(what).or_default() += how_many;
    for (name, message) in &messages {
        let message = message.typed();
        for instance in items(&message).filter_map(Item::instance) {
            let Some(class) = Pack::cim().class(&instance.class_name()) else { continue };
            let typed = instance.typed(&class);
            add("instances".to_owned(), 1);
            add("properties".to_owned(), is_typed(name, &typed));
            typed.misfits().iter().for_each(|it| add(format!("{:?}", it.kind), 1));
        }
        let Some(call) = Method::in_message(&message) else { continue };
        let class = Pack::cim().class(call.class_name());
        let Some(method) = class.and_then(|class| class.method(call.name())) else { continue };
        add("methods".to_owned(), 1);
        add("parameters".to_owned(), is_typed(name, &call.typed(&method)));
    }
    assert!(counts.get("instances").is_some_and(|it| *it > 0), "{counts:?}");
    report(format!("of CIM 2.49: {}", shown(&counts)));
}

#[test]
fn damaged_instances_are_read_too() {
    let mut originals: Vec<Vec<u8>> = golden().into_iter().map(|(_, message)| message).collect();
    let cases = cases().unwrap_or_default();
    let accepted = cases.iter().filter(|case| case.is_accepted()).map(Case::bytes);
    originals.extend(accepted.filter(|it| it.len() < 8192));
    let originals: Vec<_> = originals.into_iter().filter(|it| has_instances(it)).collect();
    let mut random = Random::new(11);
    let mut read = 0;
    for _ in 0..MUTANTS {
        let mutant = mutate(&originals[random.below(originals.len())], &mut random);
        read += usize::from(has_instances(&mutant));
    }
    assert!(read > MUTANTS / 10, "{read} of {MUTANTS} mutants have instances");
    report(format!("{read} of {MUTANTS} mutants have instances"));
}

#[test]
fn the_work_grows_with_the_instance() {
    let long = |property: fn(usize) -> String| (0..MANY).map(property).collect::<String>();
    for properties in
        [long(|n| format!("<p{n}/>")).repeat(2), "<a/><b/>".repeat(MANY), "<a/>".repeat(2 * MANY)]
    {
        let document = format!("<CIM_Fan>{properties}</CIM_Fan>");
        let document = cimwire::xml::Document::decode(document).unwrap();
        let start = std::time::Instant::now();
        let instance = Instance::of(document.root());
        assert_eq!(gives_all(instance).map(|(_, values)| values), Ok(2 * MANY));
        let class = Pack::cim().class("CIM_Fan").unwrap();
        assert!(instance.typed(&class).misfits().len() > 2);
        assert!(start.elapsed().as_secs() < PATIENCE, "{:?}", start.elapsed());
    }
}

/// How many properties and values an instance has, if they are the elements in it.
fn gives_all(instance: Instance<'_>) -> Result<(usize, usize), String> {
    let mut elements: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut names = Vec::new();
    for element in instance.element().children() {
        let same = elements.entry(element.name()).or_default();
        if same.is_empty() {
            names.push(element.name());
        }
        same.push(element.index());
    }
    let properties = instance.properties();
    let found: Vec<_> = properties.iter().map(|it| it.element().name()).collect();
    if found != names {
        return Err(format!("expected {names:?}, found {found:?}"));
    }
    for property in &properties {
        let found: Vec<_> = property.values().map(|it| it.element().index()).collect();
        if found != elements[&property.element().name()] {
            return Err(format!("{property:?} has other elements"));
        }
    }
    Ok((properties.len(), elements.values().map(Vec::len).sum()))
}

/// How many of the properties are known, where each has values of its type or a misfit.
fn is_typed(name: &str, typed: &TypedProperties<'_, '_>) -> usize {
    for property in typed.properties() {
        let is_untyped = match &property.value {
            Value::Array(values) => values.iter().any(|it| matches!(it, Value::Untyped(_))),
            value => matches!(value, Value::Untyped(_)),
        };
        let is_ours = |it: &&cimwire::cim::Misfit| it.property == property.wire.name();
        let is_known = property.wire.element().id().is_known();
        let is_noted = is_known || typed.misfits().iter().any(|it| is_ours(&it));
        assert!(!is_untyped || is_noted, "{name}: nothing says why {property:?} is not typed");
    }
    typed.properties().iter().filter(|it| it.declared.is_some()).count()
}

/// Whether a message can be read and has instances, all of which are read in every way.
fn has_instances(message: &[u8]) -> bool {
    let Ok(message) = Message::decode(message.to_vec()) else { return false };
    let message = message.typed();
    let instances: Vec<_> = items(&message).filter_map(Item::instance).collect();
    for instance in &instances {
        if instance.element().children().count() < MANY {
            gives_all(*instance).unwrap_or_else(|error| panic!("{error}"));
        }
        let class = Pack::cim().class(&instance.class_name());
        let class = class.or_else(|| Pack::cim().class("CIM_ComputerSystem"));
        is_typed("a mutant", &instance.typed(&class.expect("a class of the pack")));
        let _ = format!("{:?}", instance.properties());
    }
    !instances.is_empty()
}

/// The messages of the accept set.
fn messages() -> Option<Vec<(String, Message)>> {
    let decode = |bytes| Message::decode(bytes).expect("a message of the accept set");
    let accepted = cases()?.into_iter().filter(Case::is_accepted);
    Some(accepted.map(|case| (case.name.clone(), decode(case.bytes()))).collect())
}

fn shown<K: Debug>(counts: &BTreeMap<K, usize>) -> String {
    let counts: Vec<_> = counts.iter().map(|(what, count)| format!("{what:?} {count}")).collect();
    counts.join(", ").replace('"', "")
}

const MUTANTS: usize = 2000;
/// Properties of an instance that is larger than any.
const MANY: usize = 10_000;
/// Seconds in which it is read, also unoptimised; no square of its size is.
const PATIENCE: u64 = 10;
