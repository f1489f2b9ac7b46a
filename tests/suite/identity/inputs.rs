//! What is read: golden vectors, real messages, and both damaged.

use std::fs;
use std::path::PathBuf;

use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{corpus, root};
use serde_json::{Value, json};

/// Something to read.
#[derive(Clone)]
pub(super) struct Input {
    /// Where it is from.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) is_damaged: bool,
}

impl Input {
    pub(super) fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, is_damaged: false }
    }

    fn damaged(&self, bytes: Vec<u8>) -> Self {
        Self { name: format!("{}, damaged", self.name), bytes, is_damaged: true }
    }

    pub(super) fn is_golden(&self) -> bool {
        self.name.starts_with("tests/corpus")
    }
}

/// Every XML of ours, and the accept set of the corpus.
pub(super) fn messages() -> Vec<Input> {
    let accepted =
        corpus::cases().unwrap_or_default().into_iter().filter(corpus::Case::is_accepted);
    let accepted = accepted.map(|case| Input::new(case.name.clone(), case.bytes()));
    golden(".xml").into_iter().chain(accepted).collect()
}

/// The files below `tests/corpus` whose names end so, in order.
pub(super) fn golden(ending: &str) -> Vec<Input> {
    let mut folders = vec![root().join("tests/corpus")];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of vectors") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap_or(path).display().to_string();
    found.iter().map(|path| Input::new(name(path), fs::read(path).expect("a vector"))).collect()
}

/// The same, and damaged ones of those that are not large.
pub(super) fn with_damaged(mut inputs: Vec<Input>) -> Vec<Input> {
    let mut random = Random::new(5);
    let damaged: Vec<_> =
        small(&inputs).map(|it| it.damaged(mutate(&it.bytes, &mut random))).collect();
    inputs.extend(damaged);
    inputs
}

/// As [`with_damaged`], and well-formed JSON with a value or member that does not belong there.
pub(super) fn with_damaged_json(inputs: Vec<Input>) -> Vec<Input> {
    let mut random = Random::new(500);
    let misformed: Vec<_> = small(&inputs)
        .filter_map(|it| Some(it.damaged(misformed(&it.bytes, &mut random)?)))
        .collect();
    let mut inputs = with_damaged(inputs);
    inputs.extend(misformed);
    inputs
}

/// The packs of ours, and many damaged ones.
pub(super) fn packs() -> Vec<Input> {
    let mut random = Random::new(50);
    let packs = golden(".cimpack");
    let often = packs.iter().cycle().take(DAMAGED_PACKS);
    let damaged = often.map(|it| it.damaged(mutate(&it.bytes, &mut random)));
    packs.iter().cloned().chain(damaged.collect::<Vec<_>>()).collect()
}

fn small(inputs: &[Input]) -> impl Iterator<Item = &Input> {
    inputs.iter().filter(|input| input.bytes.len() < LONGEST_DAMAGED)
}

fn misformed(json: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut whole: Value = serde_json::from_slice(json).ok()?;
    let mut at = &mut whole;
    while inside(at) > 0 && random.below(8) > 0 {
        let chosen = random.below(inside(at));
        at = match at {
            Value::Object(members) => members.values_mut().nth(chosen)?,
            Value::Array(items) => &mut items[chosen],
            _ => return None,
        };
    }
    let other = json!([null, true, -1, 1e30, "007", [], {}, {"value": 7}]);
    match at {
        Value::Object(members) => drop(members.insert("Unknown".to_owned(), json!("x"))),
        value => *value = other[random.below(8)].clone(),
    }
    Some(whole.to_string().into_bytes())
}

fn inside(value: &Value) -> usize {
    value.as_object().map(serde_json::Map::len).or(value.as_array().map(Vec::len)).unwrap_or(0)
}

/// Bytes of what is damaged as well.
const LONGEST_DAMAGED: usize = 20_000;
const DAMAGED_PACKS: usize = 200;
