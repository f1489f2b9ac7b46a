//! Damaged messages: an answer to each, the same from every reader, and none accepted that both
//! lxml and expat refuse.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use cimwire::xml::Reader;
use cimwire_tests::corpus::{Case, cases, golden};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::oracle::{self, Python, TURN, answer};
use cimwire_tests::report;

#[test]
fn mutants_get_an_answer_and_every_property_holds() {
    let mut warm = Reader::new();
    let mut accepted = 0;
    let mutants = mutants();
    for (message, mutant) in &mutants {
        let start = Instant::now();
        let _ = warm.read(message);
        let from_warm = answer(&mut warm, mutant);
        assert_eq!(from_warm, answer(&mut Reader::new(), mutant), "a warm and a fresh reader");
        oracle::compare(&[message.as_slice(), mutant].join(&TURN));
        for property in PROPERTIES {
            property(mutant);
        }
        accepted += usize::from(from_warm.is_ok());
        assert!(start.elapsed() < PATIENCE, "{:?} for {} bytes", start.elapsed(), mutant.len());
    }
    report(format!("{accepted} of {} mutants are accepted", mutants.len()));
}

#[test]
fn no_mutant_is_accepted_that_lxml_and_expat_refuse() {
    let mutants = mutants();
    let mut python = Python::new("mutants");
    let mut answers = Vec::new();
    let mut reader = Reader::new();
    for (_, mutant) in &mutants {
        answers.push(reader.read(mutant).map_err(|error| error.kind()).map(|tree| {
            let is_deviant = !tree.deviations().is_empty();
            is_deviant.then(|| tree.text().trim_end_matches('\0').to_owned())
        }));
        let (verb, judged) = match answers.last() {
            Some(Ok(Some(text))) => ("judge-utf8", text.as_bytes()),
            _ => ("judge", mutant.as_slice()),
        };
        let file = python.file(judged);
        python.ask(verb, &[file]);
    }
    let Some(verdicts) = python.answers() else { return };
    let mut refused_alone = BTreeMap::new();
    for ((answer, verdict), (_, mutant)) in answers.iter().zip(&verdicts).zip(&mutants) {
        let judges = [verdict.starts_with("lxml=ok "), verdict.ends_with(" expat=ok")];
        match answer {
            Ok(_) => {
                assert_ne!(judges, [false; 2], "{verdict}\n{}", String::from_utf8_lossy(mutant));
            }
            Err(kind) if judges == [true; 2] => *refused_alone.entry(kind.name()).or_insert(0) += 1,
            Err(_) => {}
        }
    }
    let accepted = answers.iter().filter(|answer| answer.is_ok()).count();
    report(format!(
        "{accepted} of {} mutants are accepted; refused by us alone: {refused_alone:?}",
        mutants.len()
    ));
}

/// Messages, and what became of each.
fn mutants() -> Vec<(Vec<u8>, Vec<u8>)> {
    let small = |message: &Vec<u8>| (16..LONGEST).contains(&message.len());
    let sources: Vec<Vec<u8>> = match cases() {
        Some(cases) => cases.iter().map(Case::bytes).filter(small).collect(),
        None => golden().into_iter().map(|(_, message)| message).filter(small).collect(),
    };
    let mut random = Random::new(SEED);
    let mut mutant = || {
        let message = sources[random.below(sources.len())].clone();
        let mutant = mutate(&message, &mut random);
        (message, mutant)
    };
    (0..MUTANTS).map(|_| mutant()).collect()
}

const PROPERTIES: [fn(&[u8]); 6] = [
    oracle::reader,
    oracle::salvage,
    oracle::judge,
    oracle::roundtrip,
    oracle::json,
    oracle::facade,
];
const SEED: u64 = 2004;
const MUTANTS: usize = 3000;
/// Bytes of a message worth damaging.
const LONGEST: usize = 16 << 10;
/// For all readers of one mutant together, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
