//! The restated schemas say what the published ones say, and the records made from them are small.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;

use cimwire_tests::{root, shared};
use schema_gen::xsd::{Catalogue, Model, Name, compile};

/// The published schemas that are restated.
const PUBLISHED: [&str; 11] = [
    "soap-envelope.xsd",
    "xml.xsd",
    "dsp8034_addressing.xsd",
    "ws-addr.xsd",
    "transfer.xsd",
    "dsp8033_enumeration.xsd",
    "eventing.xsd",
    "dsp8015_wsman.xsd",
    "dsp8012_wsmanidentity.xsd",
    "dsp8019_cimbinding.xsd",
    "dsp8004_common.xsd",
];

/// Lines of Rust that a definition may cost, on average.
const LINES: usize = 6;

#[test]
fn restated_schemas_are_the_published_ones() {
    let Some(folder) = published() else { return };
    let paths: Vec<PathBuf> = PUBLISHED.iter().map(|name| folder.join(name)).collect();
    let sources = Catalogue::default().with_imports(&paths).unwrap();
    let published = compile(&sources).unwrap();
    let restated = schema_gen::model(root()).unwrap();
    assert_eq!(differences(&restated, &published), Vec::<String>::new());
    assert!(published.definitions() > 300, "{}", published.definitions());
}

#[test]
fn a_changed_schema_is_a_difference() {
    let restated = schema_gen::model(root()).unwrap();
    let mut other = schema_gen::model(root()).unwrap();
    let (name, _) = other.elements.pop_first().unwrap();
    other.types.first_entry().unwrap().remove();
    let found = differences(&restated, &other);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains(&name.to_string()), "{found:?}");
}

#[test]
fn every_published_schema_compiles() {
    let Some(folder) = published() else { return };
    let mut catalogue = Catalogue::default();
    catalogue.add(&folder).unwrap();
    let schemas: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "xsd"))
        .collect();
    assert!(schemas.len() > 20, "expected the published schemas, found {}", schemas.len());
    for path in schemas {
        let model = compile(&catalogue.with_imports(std::slice::from_ref(&path)).unwrap());
        let listing = model.unwrap_or_else(|error| panic!("{error}")).to_string();
        assert!(!listing.is_empty(), "{}", path.display());
    }
}

#[test]
fn generated_code_is_small() {
    let model = schema_gen::model(root()).unwrap();
    let files = schema_gen::files(root()).unwrap();
    // The vocabulary is not made from schemas.
    let ours = files.iter().filter(|(path, _)| !path.contains("/names/"));
    let lines: usize = ours.map(|(_, text)| text.lines().count()).sum();
    let most = LINES * model.definitions();
    assert!(lines <= most, "expected at most {most} lines, found {lines}");
}

fn published() -> Option<PathBuf> {
    Some(shared()?.join("schemas/xsd"))
}

/// What is in one model and not, or not alike, in the other.
fn differences(left: &Model, right: &Model) -> Vec<String> {
    let mut found = Vec::new();
    compare("element", &left.elements, &right.elements, &mut found);
    compare("type", &left.types, &right.types, &mut found);
    compare("attribute", &left.attributes, &right.attributes, &mut found);
    compare("group", &left.groups, &right.groups, &mut found);
    compare("attributes", &left.attribute_groups, &right.attribute_groups, &mut found);
    found
}

fn compare<T: PartialEq + Debug>(
    kind: &str,
    left: &BTreeMap<Name, T>,
    right: &BTreeMap<Name, T>,
    found: &mut Vec<String>,
) {
    for (name, ours) in left {
        match right.get(name) {
            Some(theirs) if theirs == ours => {}
            theirs => found.push(format!("{kind} {name}: {ours:?} and {theirs:?}")),
        }
    }
    let missing = right.keys().filter(|name| !left.contains_key(name));
    found.extend(missing.map(|name| format!("{kind} {name}: only in the second")));
}
