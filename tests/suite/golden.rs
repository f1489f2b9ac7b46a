//! The golden vectors: every message, header and fault, in both versions of addressing.

mod built;
mod enumeration;
mod eventing;
mod faults;
mod headers;
mod identify;
mod json;
mod method;
mod pieces;
mod rules;
mod schemas;
mod transfer;
mod typed;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cimwire::Message;
use cimwire::names::{self, NameId, soap};
use cimwire::schema::{FAULTS, Fault, Kind, MESSAGES};
use cimwire::xml::{Element, Name};
use cimwire_tests::{report, root};

/// One file of `tests/corpus/golden`.
struct Vector {
    /// Its group and name: `transfer/get.fragment`.
    name: String,
    /// `2004` or `2005`; empty where there is no addressing.
    version: String,
    path: PathBuf,
    message: Message,
}

impl Vector {
    fn read(path: PathBuf) -> Self {
        let group = path.parent().and_then(Path::file_name).unwrap_or_default();
        let group = group.to_string_lossy().into_owned();
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (name, version) = match file.rsplit_once('.') {
            Some((name, version)) if VERSIONS.contains(&version) => (name, version),
            _ => (file.as_str(), ""),
        };
        let bytes = fs::read(&path).expect("a golden vector");
        let message = Message::decode(bytes);
        Self {
            name: format!("{group}/{name}"),
            version: version.into(),
            message: message.unwrap_or_else(|error| panic!("{file}: {error}")),
            path,
        }
    }

    /// What its name says it is: all before the first dot.
    fn kind(&self) -> &str {
        let (_, name) = self.name.split_once('/').expect("a group");
        name.split('.').next().unwrap_or(name)
    }

    /// Its subcode, or its code if it has none; no name where it is no fault.
    fn subcode(&self) -> Option<NameId> {
        let fault = self.message.body_elements().find(|it| it.id() == soap::FAULT)?;
        let child = |element: Element<'_>, name: NameId| {
            element.children().find(|child| child.id() == name).map(Element::index)
        };
        let at = |index| self.message.document().tree().element(index);
        let code = at(child(fault, soap::CODE)?)?;
        let subcode = child(code, soap::SUBCODE).and_then(at).unwrap_or(code);
        known(at(child(subcode, soap::VALUE)?)?)
    }
}

/// The name of the vocabulary that an element's text stands for.
fn known(element: Element<'_>) -> Option<NameId> {
    let text = element.text();
    let (prefix, local) = text.split_once(':')?;
    let namespace = names::namespace(element.namespace_of_prefix(prefix)?.as_bytes())?;
    Some(names::name(namespace, local.as_bytes())?.canonical())
}

/// A version of WS-Addressing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Version {
    V2004,
    V2005,
}

/// The bytes of a vector.
fn file(name: &str, version: Version) -> Vec<u8> {
    let folder = root().join("tests/corpus/golden");
    let year = VERSIONS[version as usize];
    let path = folder.join(format!("{name}.{year}.xml"));
    let path = if path.exists() { path } else { folder.join(format!("{name}.xml")) };
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All of them by name and version.
fn vectors() -> Vec<Vector> {
    let files = files().into_iter().filter(|path| path.extension().is_some_and(|it| it == "xml"));
    let mut vectors: Vec<Vector> = files.map(Vector::read).collect();
    vectors.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    vectors
}

/// What is in the folders of the groups.
fn files() -> Vec<PathBuf> {
    let entries = |folder: PathBuf| {
        let entries = fs::read_dir(folder).expect("a folder of golden vectors");
        entries.map(|entry| entry.expect("an entry").path())
    };
    let folder = root().join("tests/corpus/golden");
    entries(folder).filter(|path| path.is_dir()).flat_map(entries).collect()
}

#[test]
fn every_vector_is_of_the_kind_its_name_says() {
    for vector in vectors() {
        let kind = vector.message.envelope().kind();
        assert_eq!(kebab(&format!("{kind:?}")), vector.kind(), "{}", vector.path.display());
    }
}

#[test]
fn every_kind_has_a_vector() {
    let kinds: BTreeSet<Kind> = vectors().iter().map(|it| it.message.envelope().kind()).collect();
    for message in &MESSAGES {
        assert!(kinds.contains(&message.kind), "{:?}", message.kind);
    }
}

#[test]
fn every_vector_is_in_both_versions_of_addressing() {
    let vectors = vectors();
    for vector in &vectors {
        let twins = vectors.iter().filter(|it| it.name == vector.name).count();
        let is_alone = vector.version.is_empty() || ALONE.contains(&vector.name.as_str());
        assert_eq!(twins, if is_alone { 1 } else { 2 }, "{} {}", vector.name, vector.version);
        let addressing = vector.message.headers().find_map(|header| {
            let Name { namespace, local } = header.name();
            (local == "Action").then_some(namespace)
        });
        assert_eq!(addressing, ADDRESSING.get(version_of(vector)).copied(), "{}", vector.name);
    }
    report(format!("{} golden vectors", vectors.len()));
}

#[test]
fn every_fault_has_a_vector() {
    let vectors = vectors();
    for version in VERSIONS {
        let of_version = vectors.iter().filter(|it| it.version == version);
        let faults: Vec<NameId> = of_version.filter_map(Vector::subcode).collect();
        for fault in &FAULTS {
            let is_newer = version == VERSIONS[1];
            let subcode = if is_newer { fault.subcode_2005 } else { fault.subcode };
            assert!(faults.contains(&subcode), "{:?} {version}", Name::known(subcode));
        }
    }
}

#[test]
fn every_fault_is_named_after_its_subcode() {
    for vector in vectors() {
        let Some(subcode) = vector.subcode() else { continue };
        let fault = Fault::of(subcode).unwrap_or_else(|| panic!("{}", vector.name));
        let local = kebab(Name::known(fault.subcode).local);
        let is_named = vector.name.ends_with(&local) || SPECIAL.contains(&vector.name.as_str());
        assert!(is_named, "{}: {local}", vector.name);
    }
}

fn version_of(vector: &Vector) -> usize {
    VERSIONS.iter().position(|it| *it == vector.version).unwrap_or(usize::MAX)
}

/// `GetResponse` as `get-response`, `CIMException` as `cim-exception`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let begins = before.is_some_and(|before| {
            let is_last_capital = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
            before.is_ascii_lowercase() || is_last_capital
        });
        if c.is_ascii_uppercase() && begins {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

const VERSIONS: [&str; 2] = ["2004", "2005"];
const ADDRESSING: [&str; 2] =
    ["http://schemas.xmlsoap.org/ws/2004/08/addressing", "http://www.w3.org/2005/08/addressing"];

/// What only one version of addressing has: properties of references, the address of nobody, and
/// subcodes of subcodes.
const ALONE: [&str; 3] =
    ["headers/get.reply-to-properties", "headers/get.none-address", "faults/fault.nested-subcode"];

/// Faults that are there for something beside their subcode.
const SPECIAL: [&str; 4] = [
    "faults/fault.languages",
    "faults/fault.nested-subcode",
    "faults/fault.reference-parameters",
    "faults/fault.windows",
];
