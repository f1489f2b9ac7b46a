//! Real messages: what must be read is read right, what must be refused is, and both are counted.

use cimwire::xml::{Document, Reader};
use cimwire::{ErrorKind, Limits, Message, json};
use cimwire_tests::corpus::{Case, cases};
use cimwire_tests::infoset::{self, Bindings};
use cimwire_tests::oracle::{Python, rewrite, same_events};
use cimwire_tests::report;

#[test]
fn every_well_formed_document_says_what_lxml_reads() {
    let is_document = |case: &Case| case.wellformed == "yes";
    let Some(documents) = decoded(is_document) else { return };
    let mut python = Python::new("read");
    for (case, document) in &documents {
        let lines = infoset::of(document.tree(), Bindings::InForce).join("\n");
        let lines = python.file(lines);
        python.ask("read", &[case.path.clone(), lines]);
    }
    all_ok(python, &documents, "documents say what it reads");
}

#[test]
fn every_well_formed_document_says_what_quick_xml_reads() {
    let Some(documents) = decoded(|case| case.wellformed == "yes") else { return };
    documents.iter().for_each(|(_, document)| same_events(document.tree()));
    report(format!("{} documents say what quick-xml reads", documents.len()));
}

#[test]
fn every_message_of_the_accept_set_decodes() {
    let Some(messages) = decoded(Case::is_accepted) else { return };
    for (case, document) in &messages {
        let message = Message::from_document(document.clone());
        message.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
    }
    report(format!("{} messages of the accept set decode", messages.len()));
    assert!(messages.len() > 2000);
}

#[test]
fn every_message_of_the_accept_set_survives_encoding() {
    let Some(messages) = decoded(Case::is_accepted) else { return };
    let mut python = Python::new("encode");
    for (case, document) in &messages {
        let spliced = python.file(document.root().to_xml());
        python.ask("same", &[case.path.clone(), spliced]);
        let rewritten = python.file(rewrite(document.root()));
        python.ask("same", &[case.path.clone(), rewritten]);
    }
    all_ok(python, &messages, "messages survive encoding");
}

#[test]
fn every_message_of_the_accept_set_survives_json() {
    let Some(messages) = decoded(Case::is_accepted) else { return };
    let mut python = Python::new("json");
    for (case, document) in &messages {
        let message = Message::from_document(document.clone()).expect("a message");
        for json in [message.to_json(), document.to_json()] {
            let json = json.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
            let xml = json::to_xml(json.as_bytes(), &Limits::default());
            let xml = xml.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
            let again = Message::decode(xml.clone());
            let again = again.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
            let same = [again.to_json(), again.document().to_json()].map(Result::unwrap);
            assert!(same.contains(&json), "{}: JSON changes", case.name);
            let xml = python.file(xml);
            python.ask("same", &[case.path.clone(), xml]);
        }
    }
    all_ok(python, &messages, "messages survive JSON and encoding");
}

#[test]
fn every_message_of_the_reject_set_is_an_error_with_a_true_offset() {
    let Some(cases) = cases() else { return };
    let rejected: Vec<_> = cases.iter().filter(|case| case.is_rejected()).collect();
    let mut reader = Reader::new();
    let mut python = Python::new("reject");
    let mut errors = Vec::new();
    for case in &rejected {
        let message = case.bytes();
        let error = reader.read(&message).map(|_| ()).expect_err(&case.name);
        assert!(error.offset() <= message.len(), "{}: {error}", case.name);
        errors.push(error);
        python.ask("where", std::slice::from_ref(&case.path));
    }
    report(format!("{} messages of the reject set are errors with an offset", errors.len()));
    let Some(places) = python.answers() else { return };
    for ((case, error), place) in rejected.iter().zip(&errors).zip(places) {
        // The cause, a chunk's mark, stands before what expat notices.
        let is_cause = error.kind() == ErrorKind::ChunkMark;
        let place: usize = place.parse().unwrap_or_else(|_| panic!("{}: {place}", case.name));
        assert!(is_cause || error.offset().abs_diff(place) < TOKEN, "{}: {error}", case.name);
    }
    report(format!("{} of them where expat sees them, or at the cause", errors.len()));
}

/// The documents of the cases that `is_wanted` picks; none without a corpus.
fn decoded(is_wanted: impl Fn(&Case) -> bool) -> Option<Vec<(Case, Document)>> {
    let mut reader = Reader::new();
    let mut read = |case: Case| match reader.document(case.bytes()) {
        Ok(document) => (case, document),
        Err(error) => panic!("{}: {error:?}", case.name),
    };
    Some(cases()?.into_iter().filter(|case| is_wanted(case)).map(&mut read).collect())
}

/// Holds that Python answers `ok` to each question asked of each document.
fn all_ok(python: Python, documents: &[(Case, Document)], what: &str) {
    let Some(answers) = python.answers() else { return };
    let questions = answers.len() / documents.len();
    let wrong: Vec<String> = documents
        .iter()
        .zip(answers.chunks(questions))
        .filter(|(_, answers)| answers.iter().any(|answer| answer != "ok"))
        .map(|((case, _), answers)| format!("{}: {answers:?}", case.name))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), documents.len(), wrong.join("\n"));
    report(format!("{} {what}, says lxml", documents.len()));
}

/// Two readers that stop at the same token may point at either of its ends.
const TOKEN: usize = 32;
