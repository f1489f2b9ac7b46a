//! The golden vectors with types: every one fits, and is written as it was read.

use cimwire::schema::headers::HEADERS;
use cimwire::xml::{Document, diff};

use super::{VERSIONS, vectors};

#[test]
fn every_vector_fits_its_records() {
    for vector in vectors() {
        let typed = vector.message.typed();
        assert_eq!(typed.kind(), vector.message.envelope().kind(), "{}", vector.name);
        assert_eq!(typed.misfits(), [], "{} {}", vector.name, vector.version);
    }
}

#[test]
fn every_vector_is_written_as_it_was_read() {
    for vector in vectors() {
        let written = vector.message.typed().encode();
        let written = written.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let read = vector.message.document();
        let is_same = written == read.tree().text().as_bytes();
        assert_ne!(is_same, LATE == vector.name, "{} {}", vector.name, vector.version);
        let again = Document::decode(written).expect("what was written");
        assert_eq!(diff(again.root(), read.root()).next(), None, "{}", vector.name);
    }
}

#[test]
fn every_header_block_of_the_standard_has_a_vector() {
    let vectors = vectors();
    for field in HEADERS.elements {
        for version in VERSIONS {
            let of_version = vectors.iter().filter(|it| it.version == version);
            let mut headers = of_version.flat_map(|it| it.message.headers());
            let has_it = headers.any(|header| header.element().id().canonical() == field.name);
            assert!(has_it, "{} {version}", field.key);
        }
    }
}

/// A vector that declares a prefix behind an attribute, where it was built: what is read and written
/// declares first.
const LATE: &str = "headers/get.options";
