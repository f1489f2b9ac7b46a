//! What stands in place of a SOAP 1.2 envelope is named as what it is, where it is.

use cimwire::{ErrorKind, Message};
use cimwire_tests::corpus::cases;
use cimwire_tests::report;

#[test]
fn what_stands_in_place_of_an_envelope_is_named() {
    for (message, kind, offset) in ROWS {
        let utf16: Vec<u8> =
            format!("\u{feff}{message}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        let units = 2 + 2 * message[..*offset].encode_utf16().count();
        let wrapped = [HEADERS, message].concat();
        assert_eq!(refusal(message.as_bytes()), (*kind, *offset), "{message}");
        assert_eq!(refusal(&utf16), (*kind, units), "{message} in UTF-16");
        assert_eq!(
            refusal(wrapped.as_bytes()),
            (*kind, HEADERS.len() + offset),
            "{message} in HTTP"
        );
    }
}

#[test]
fn every_other_document_of_the_corpus_is_no_message() {
    let Some(cases) = cases() else { return };
    let mut named = 0;
    for case in &cases {
        let expected = match (case.kind.as_str(), case.soap.as_str(), case.wellformed.as_str()) {
            ("html-error", ..) => ErrorKind::Html,
            (_, "1.1", "yes") => ErrorKind::Soap11,
            ("clixml" | "cimxml-request" | "cimxml-response" | "cimxml-event", _, "yes") => {
                ErrorKind::NotSoap
            }
            _ => continue,
        };
        assert_eq!(refusal(&case.bytes()).0, expected, "{}", case.name);
        named += 1;
    }
    report(format!("{named} documents are named as no SOAP 1.2 message"));
}

fn refusal(message: &[u8]) -> (ErrorKind, usize) {
    let error = Message::decode(message.to_vec()).expect_err("not a message");
    (error.kind(), error.offset())
}

const HEADERS: &str = "HTTP/1.1 500 Error\r\nContent-Type: text/html\r\n\r\n";

const ROWS: &[(&str, ErrorKind, usize)] = &[
    ("", ErrorKind::EmptyBody, 0),
    (" \r\n", ErrorKind::EmptyBody, 3),
    ("<html><body>", ErrorKind::Html, 0),
    ("<!DOCTYPE HTML PUBLIC ''>\n<HTML>", ErrorKind::Html, 0),
    ("\n<!-- é --><html xmlns='http://www.w3.org/1999/xhtml'/>", ErrorKind::Html, 12),
    ("<a/>", ErrorKind::NotSoap, 0),
    ("<!-- é -->\n<Envelope/>", ErrorKind::NotSoap, 12),
    ("<s:Header xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>", ErrorKind::NotSoap, 0),
    (" <s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", ErrorKind::Soap11, 1),
    ("Unauthorized", ErrorKind::NoRoot, 0),
    ("{\"error\":401}", ErrorKind::NoRoot, 0),
    (
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>",
        ErrorKind::UnexpectedEnd,
        62,
    ),
];
