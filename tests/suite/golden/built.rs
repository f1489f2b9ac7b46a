//! The golden vectors in Rust: what a program builds is what the files say.

use std::collections::BTreeSet;

use super::enumeration::ENUMERATION;
use super::eventing::EVENTING;
use super::faults::FAULTS;
use super::headers::HEADERS;
use super::identify::IDENTIFY;
use super::method::METHOD;
use super::pieces::Built;
use super::transfer::TRANSFER;
use super::{VERSIONS, Version, vectors};

const GROUPS: [(&str, &[Built]); 7] = [
    ("transfer", TRANSFER),
    ("enumeration", ENUMERATION),
    ("eventing", EVENTING),
    ("identify", IDENTIFY),
    ("method", METHOD),
    ("headers", HEADERS),
    ("faults", FAULTS),
];

#[test]
fn every_vector_is_built_in_rust() {
    let of_group = |(group, built): (&str, &[Built])| -> Vec<String> {
        built.iter().map(|(name, _)| format!("{group}/{name}")).collect()
    };
    let built: BTreeSet<String> = GROUPS.into_iter().flat_map(of_group).collect();
    let files: BTreeSet<String> = vectors().into_iter().map(|it| it.name).collect();
    let missing: Vec<&String> = built.symmetric_difference(&files).collect();
    assert!(missing.is_empty(), "built or a file, not both: {missing:?}");
}

#[test]
fn what_is_built_is_what_the_file_says() {
    for vector in vectors() {
        let version = if vector.version == VERSIONS[1] { Version::V2005 } else { Version::V2004 };
        let (group, name) = vector.name.split_once('/').expect("a group");
        let in_group = GROUPS.iter().filter(|(it, _)| *it == group);
        let mut of_name = in_group.flat_map(|(_, built)| *built).filter(|(it, _)| *it == name);
        let (_, build) = of_name.next().unwrap_or_else(|| panic!("{} is not built", vector.name));
        let built = build(version).unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let file = vector.message.document().tree().text();
        assert_eq!(String::from_utf8_lossy(&built), file, "{} {}", vector.name, vector.version);
    }
}
