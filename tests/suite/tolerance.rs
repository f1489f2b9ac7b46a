//! What is read although it is wrong, and what is not: `docs/tolerance.md`, row by row.

use std::collections::BTreeMap;

use cimwire::ErrorKind;
use cimwire::xml::{DeviationKind, Options, Reader};
use cimwire_tests::corpus::{Case, cases};
use cimwire_tests::report;

#[test]
fn each_deviation_is_recorded_or_refused() {
    for (message, deviations) in [
        (&b"<?xml version='1.0' encoding='utf-16'?><a/>"[..], &[DeviationKind::EncodingName][..]),
        (b"<?xml version='1.0' encoding='utf--8'?><a>\xc3\xa9</a>", &[DeviationKind::EncodingName]),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='UCS-4'?><a/>", &[DeviationKind::EncodingName]),
        (b"\n<?xml version='1.0'?><a/>", &[DeviationKind::BeforeDeclaration]),
        (b"12:00 sent: <?xml version='1.0'?><a/>", &[DeviationKind::BeforeDeclaration]),
        (b"HTTP/1.1 500 Error\r\nA: b\r\n\r\n<a/>", &[DeviationKind::HttpHeaders]),
        (b"POST /wsman HTTP/1.1\n\n<a/>", &[DeviationKind::HttpHeaders]),
        (b"<a/>\0", &[DeviationKind::NulAfterRoot]),
        (b"<a></a>\r\n\0\0 \0", &[DeviationKind::NulAfterRoot]),
        (
            b"M-POST / HTTP/1.1\r\n\r\n <?xml version='1.0' encoding='utf-16'?><a/>\0",
            &[
                DeviationKind::HttpHeaders,
                DeviationKind::BeforeDeclaration,
                DeviationKind::EncodingName,
                DeviationKind::NulAfterRoot,
            ],
        ),
    ] {
        assert_eq!(lenient(message), Ok(deviations.to_vec()), "{}", message.escape_ascii());
        let refused = strict(message).map_err(ErrorKind::name);
        assert_eq!(
            refused,
            Err(format!("{:?}", deviations[0]).as_str()),
            "{}",
            message.escape_ascii()
        );
    }
}

#[test]
fn no_reader_guesses() {
    for (message, kind) in [
        (&b"<a b='1'\r\n400\r\n c='2'/>"[..], ErrorKind::ChunkMark),
        (b"<a xmlns='urn:\r\n1F4\r\na'/>", ErrorKind::ChunkMark),
        (b"HTTP/1.1 200 OK\r\n\r\n1a2\r\n<a/>\r\n0\r\n", ErrorKind::ChunkMark),
        (b"<s:a/>", ErrorKind::UnboundPrefix),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>", ErrorKind::Encoding),
        (b"<?xml version='1.0' encoding='windows-1252'?><a>\xc3\xa9</a>", ErrorKind::Encoding),
        (b"<!DOCTYPE html><html/>", ErrorKind::Doctype),
        (b"<a>&nbsp;</a>", ErrorKind::Entity),
        (b"<a>\x05</a>", ErrorKind::Character),
        (b"<a>&#8;</a>", ErrorKind::Character),
        (b"<a>\xff</a>", ErrorKind::Encoding),
        (b"<a><?xml version='1.0'?></a>", ErrorKind::Declaration),
        (b"<a/>\0<b/>", ErrorKind::AfterRoot),
    ] {
        assert_eq!(lenient(message), Err(kind), "{}", message.escape_ascii());
        assert!(strict(message).is_err(), "{}", message.escape_ascii());
    }
}

#[test]
fn what_is_allowed_is_no_deviation() {
    let utf16: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for message in [
        &b"<a/>"[..],
        b"<?xml version='1.0'?><a/>",
        b"\xef\xbb\xbf<?xml version=\"1.1\" encoding=\"UTF-8\"?><a/>",
        b"<?xml version='1.0' encoding='iso-8859-1'?><a/>",
        b"\n <a xmlns='not a uri' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>\n<!-- --> ",
        &utf16,
    ] {
        assert_eq!(lenient(message), Ok(vec![]), "{}", message.escape_ascii());
        assert_eq!(strict(message), Ok(vec![]), "{}", message.escape_ascii());
    }
}

#[test]
fn the_tolerance_set_gets_what_was_decided() {
    let Some(cases) = cases() else { return };
    let mut counts = BTreeMap::new();
    for case in cases.iter().filter(|case| !case.is_template) {
        let Some(decided) = decision(case) else { continue };
        let message = case.bytes();
        let found = outcome(lenient(&message));
        assert!(decided.contains(&found.as_str()), "{}: {found}, not {decided:?}", case.name);
        let is_sound = found == "sound";
        assert_eq!(strict(&message).is_ok(), is_sound, "{}", case.name);
        *counts.entry((case.wellformed.as_str(), case.kind.as_str(), found)).or_insert(0) += 1;
    }
    for ((wellformed, kind, found), count) in counts {
        report(format!("{count} {kind} ({wellformed}): {found}"));
    }
}

/// What may become of a message that is well-formed only with good will.
fn decision(case: &Case) -> Option<&'static [&'static str]> {
    Some(match (case.wellformed.as_str(), case.kind.as_str()) {
        ("as-text", _) => &["EncodingName", "BeforeDeclaration"],
        ("ns-error", _) if case.error.contains("is not a valid URI") => {
            &["sound", "error ChunkMark"]
        }
        ("ns-error", _) => &["error UnboundPrefix"],
        ("n/a", "http-wrapped") => &["HttpHeaders", "error ChunkMark", "error Name"],
        ("n/a", "multipart-encrypted" | "psrp-fragments") => &["error NoRoot", "error Syntax"],
        ("n/a", "html-error") => &["sound", "error Doctype"],
        _ => return None,
    })
}

fn outcome(answer: Result<Vec<DeviationKind>, ErrorKind>) -> String {
    match answer {
        Ok(deviations) => match deviations.first() {
            Some(deviation) => format!("{deviation:?}"),
            None => "sound".to_owned(),
        },
        Err(kind) => format!("error {kind:?}"),
    }
}

fn lenient(message: &[u8]) -> Result<Vec<DeviationKind>, ErrorKind> {
    read(message, Options::default())
}

fn strict(message: &[u8]) -> Result<Vec<DeviationKind>, ErrorKind> {
    read(message, Options { strict: true, ..Options::default() })
}

fn read(message: &[u8], options: Options) -> Result<Vec<DeviationKind>, ErrorKind> {
    match Reader::with(options).read(message) {
        Ok(tree) => Ok(tree.deviations().iter().map(|deviation| deviation.kind).collect()),
        Err(error) => Err(error.kind()),
    }
}
