//! Paths in real messages: every endpoint reference to an instance is a path, and comes back from it
//! as it was.

use std::collections::BTreeMap;

use cimwire::Message;
use cimwire::cim::{ClassUri, Form, Item, Misfit, MisfitKind, Path, items};
use cimwire::names::addressing;
use cimwire::record::{Item as _, Reading};
use cimwire::schema::pack::{Pack, Packs};
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::control::SelectorSet;
use cimwire::xml::Element;
use cimwire_tests::corpus::messages;
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::report;

#[test]
fn every_endpoint_reference_of_a_class_comes_back_from_its_path() {
    let Some(messages) = messages() else { return };
    let mut counts = BTreeMap::new();
    for (name, message) in &messages {
        for element in elements(message) {
            let Some(reference) = reference(element) else { continue };
            let uri = reference.resource_uri().unwrap_or_default().into_owned();
            let path = match Path::of(&reference) {
                Ok(path) => path,
                Err(error) if ClassUri::of(&uri).is_some_and(|it| !it.is_any()) => {
                    is_flawed(name, &error);
                    add(&mut counts, "flawed");
                    continue;
                }
                Err(_) => {
                    add(&mut counts, if uri.is_empty() { "addresses" } else { "other resources" });
                    continue;
                }
            };
            comes_back(name, &reference, &path);
            let nested = path.keys().iter().filter(|key| key.value().reference().is_some());
            nested.for_each(|_| add(&mut counts, "paths in keys"));
            add(&mut counts, if path.is_instance() { "instances" } else { "classes" });
        }
    }
    assert!(counts.get("instances").is_some_and(|it| *it > 100), "{counts:?}");
    report(format!("endpoint references: {counts:?}"));
}

#[test]
fn every_target_of_a_class_is_a_path() {
    let Some(messages) = messages() else { return };
    let mut counts = BTreeMap::new();
    for (name, message) in &messages {
        let typed = message.typed();
        let Some(headers) = &typed.headers else { continue };
        let Some(uri) = headers.resource_uri.as_ref().and_then(|uri| uri.value()) else { continue };
        let Some(class) = ClassUri::of(uri).filter(|it| !it.is_any()) else { continue };
        assert_eq!(class.to_string(), uri, "{name}");
        match Path::of_headers(headers) {
            Ok(path) => {
                assert_eq!(path.resource_uri().expect(name), uri, "{name}");
                let made = path.selectors().expect(name);
                let sent = headers.selectors.clone().unwrap_or_default();
                assert!(are_alike(&made, &sent), "{name}: {made:?} for {sent:?}");
                add(&mut counts, if path.is_instance() { "instances" } else { "classes" });
            }
            Err(error) => {
                is_flawed(name, &error);
                add(&mut counts, "flawed");
            }
        }
    }
    report(format!("targets: {counts:?}"));
}

#[test]
fn the_keys_of_known_classes_are_of_their_types() {
    let Some(messages) = messages() else { return };
    let packs = Packs::from_iter([Pack::cim().clone()]);
    let mut counts = BTreeMap::new();
    for (name, message) in &messages {
        let references = elements(message).into_iter().filter_map(reference);
        for path in references.filter_map(|it| Path::of(&it).ok()) {
            let Some((typed, misfits)) = path.typed_by(&packs) else { continue };
            assert_eq!(typed, path, "{name}: typing changes no value");
            let is_odd = |it: &&Misfit| !KEYS_OF_OTHERS.contains(&it.kind);
            let odd: Vec<_> = misfits.iter().filter(is_odd).collect();
            assert!(odd.is_empty(), "{name}: {odd:?}");
            add(
                &mut counts,
                if misfits.is_empty() { "typed" } else { "with keys of other classes" },
            );
        }
        let typed = message.typed();
        for path in items(&typed).filter_map(|it| it.instance()?.path_by(&packs)) {
            add(&mut counts, if path.is_ok() { "of instances" } else { "of instances, missing" });
        }
    }
    assert!(counts.get("typed").is_some_and(|it| *it > 0), "{counts:?}");
    report(format!("paths of CIM 2.49: {counts:?}"));
}

#[test]
fn an_instance_has_what_the_reference_beside_it_says() {
    let Some(messages) = messages() else { return };
    let mut count = 0;
    for (name, message) in &messages {
        let typed = message.typed();
        for item in items(&typed) {
            let Item::Both(instance, reference) = item else { continue };
            let path = reference.path().unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(instance.class_name(), path.class_name(), "{name}");
            for key in path.keys() {
                let property = instance.property(key.name()).expect(name);
                let given = property.values().next().expect(name);
                match given.form() {
                    Form::Reference(to) => {
                        assert_eq!(to.path().ok().as_ref(), key.value().reference(), "{name}");
                    }
                    _ => assert_eq!(Some(&*given.text()), key.value().text(), "{name}"),
                }
            }
            count += 1;
        }
    }
    report(format!("{count} instances have the keys of the reference beside them"));
}

#[test]
fn a_damaged_path_is_refused_or_says_the_same_in_every_form() {
    let mut random = Random::new(227);
    let mut read = 0;
    for _ in 0..MUTANTS {
        let text = mutate(PATHS[random.below(PATHS.len())].as_bytes(), &mut random);
        let Ok(text) = String::from_utf8(text) else { continue };
        let path = match text.parse::<Path>() {
            Ok(path) => path,
            Err(error) => {
                assert!(error.offset() <= text.len(), "{text}: {error}");
                continue;
            }
        };
        for form in [path.to_string(), path.to_wmi()] {
            assert_eq!(form.parse::<Path>().as_ref().ok(), Some(&path), "{text}: {form}");
        }
        read += 1;
    }
    assert!(read > MUTANTS / 20, "{read}");
    report(format!("{read} of {MUTANTS} damaged paths are read"));
}

#[test]
fn the_work_grows_with_the_path() {
    let start = std::time::Instant::now();
    for value in [r"\".repeat(MANY), "'".repeat(MANY), "x".repeat(MANY)] {
        let path = format!("root:A.B=\"{value}\"").parse::<Path>().expect("a path");
        assert_eq!(path.to_string().parse::<Path>().expect("a path"), path);
    }
    assert!(format!("A.{}", "B=1,".repeat(MANY)).parse::<Path>().is_err());
    let selectors = (0..MANY).map(|n| (format!("K{n}"), "1"));
    let many: SelectorSet<'_> = selectors.collect();
    let uri = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";
    let reference = Epr::to_resource("http://server/wsman", uri, &many).expect("a reference");
    let path = Path::of(&reference).expect("a path");
    assert_eq!((path.keys().len(), &path), (MANY, &path.clone()));
    assert!(start.elapsed().as_secs() < PATIENCE, "{:?}", start.elapsed());
}

/// Holds that a message is known to have a selector that is none.
fn is_flawed(name: &str, error: &cimwire::Error) {
    assert!(FLAWED.iter().any(|flawed| name.ends_with(flawed)), "{name}: {error}");
}

/// Holds that a reference is made of its path again, in either version, and the path of that.
fn comes_back(name: &str, reference: &Epr<'_>, path: &Path) {
    let address = reference.uri().unwrap_or_default();
    for made in [path.to_epr(address), path.to_epr_2005(address)] {
        let made = made.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(made.resource_uri(), reference.resource_uri(), "{name}");
        let [one, other] = [&made, reference].map(|it| it.selectors().unwrap_or_default());
        assert!(are_alike(&one, &other), "{name}: {one:?} for {other:?}");
        assert_eq!(&Path::of(&made).expect(name), path, "{name}");
    }
    let (text, wmi) = (path.to_string(), path.to_wmi());
    let texts = [text, wmi].map(|text| text.parse::<Path>().expect(name));
    if path.keys().iter().all(|key| key.value().reference().is_none()) {
        assert!(texts.iter().all(|it| it == path), "{name}: {texts:?}");
    }
}

/// Whether two sets select the same: a CIM namespace that the URI has as well, or that is empty,
/// says nothing, and blanks around one are none of its own.
fn are_alike(one: &SelectorSet<'_>, other: &SelectorSet<'_>) -> bool {
    let texts = |set: &SelectorSet<'_>| {
        let text = |it: &cimwire::wsman::control::Selector<'_>| {
            let value = it.reference().map(|it| Path::of(&it).map(|path| path.to_string()));
            let text = value.map_or_else(|| it.text().into_owned(), Result::unwrap_or_default);
            (it.key().to_owned(), text)
        };
        let keys = set.selectors.iter().filter(|it| it.key() != "__cimnamespace").map(text);
        keys.collect::<BTreeMap<_, _>>()
    };
    texts(one) == texts(other)
}

/// All elements of a message.
fn elements(message: &Message) -> Vec<Element<'_>> {
    let mut found = vec![message.envelope().element()];
    let mut at = 0;
    while let Some(element) = found.get(at).copied() {
        found.extend(element.children());
        at += 1;
    }
    found
}

/// What an element is, if it is an endpoint reference or holds what one does.
fn reference(element: Element<'_>) -> Option<Epr<'_>> {
    let mut children = element.children();
    let is_it = children.any(|child| child.id().canonical() == addressing::ADDRESS);
    is_it.then(|| Epr::read(element, &mut Reading::default()).ok())?
}

fn add(counts: &mut BTreeMap<&'static str, usize>, what: &'static str) {
    *counts.entry(what).or_default() += 1;
}

/// A client that writes `wsman:Name` for `Name`.
const FLAWED: [&str; 1] = ["sdague+amt/tests_test_wsman.py__001.xml"];

/// What keys show that are those of a subclass, where the reference names a class above.
const KEYS_OF_OTHERS: [MisfitKind; 2] = [MisfitKind::Missing, MisfitKind::Unknown];

/// Paths of every form.
const PATHS: [&str; 5] = [
    "root/cimv2:CIM_Fan.DeviceID=\"1\",Speed=4200,IsOn=TRUE",
    r#"\\server\root\cimv2:Win32_Service.Name="a\\b \"c\"",N=-0x1F"#,
    "https://user@server:5989/interop:CIM_RegisteredProfile=\"DMTF:1\"",
    r#"A.B="root/a:C.D=\"x\"",E='\x41',F=1.5e3"#,
    "//./root:Singleton=@",
];
const MUTANTS: usize = 20_000;
/// Keys and characters of a path that is larger than any.
const MANY: usize = 100_000;
/// Seconds in which it is read, also unoptimised; no square of its size is.
const PATIENCE: u64 = 10;
