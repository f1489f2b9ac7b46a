//! The golden vectors in JSON: the file beside each is its form to the byte, and leads back.

use std::fs;
use std::path::PathBuf;

use cimwire::{Limits, Message, json};
use cimwire_tests::oracle::Python;
use cimwire_tests::report;

use super::{Vector, files, vectors};

#[test]
fn every_vector_is_its_file_in_json() {
    for vector in vectors() {
        let json = vector.message.to_json();
        let json = json.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        assert_eq!(json, file(&vector), "{} {}", vector.name, vector.version);
    }
}

#[test]
fn every_file_in_json_is_its_vector() {
    let vectors = vectors();
    let mut python = Python::new("golden-json");
    for vector in &vectors {
        let json = file(vector);
        let xml = json::to_xml(json.as_bytes(), &Limits::default());
        let xml = xml.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let again = Message::decode(xml.clone()).and_then(|message| message.to_json());
        let again = again.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        assert_eq!(again, json, "{} {}", vector.name, vector.version);
        let xml = python.file(xml);
        python.ask("same", &[vector.path.clone(), xml]);
    }
    let Some(answers) = python.answers() else { return };
    for (vector, answer) in vectors.iter().zip(&answers) {
        assert_eq!(answer, "ok", "{} {}", vector.name, vector.version);
    }
    report(format!("{} golden vectors come back from JSON", answers.len()));
}

#[test]
fn every_file_is_of_a_vector() {
    for path in files() {
        let twins = ["xml", "json"].map(|extension| path.with_extension(extension));
        let is_known = twins.contains(&path) && twins.iter().all(|twin| twin.exists());
        assert!(is_known, "{} is no vector, or half of one", path.display());
    }
}

/// The JSON beside a vector.
fn file(vector: &Vector) -> String {
    let path: PathBuf = vector.path.with_extension("json");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
