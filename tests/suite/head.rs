//! Heads: where reading stops, and that a head says what the whole message says.

use cimwire::soap::Envelope;
use cimwire::xml::{DeviationKind, Options, Reader};
use cimwire::{ErrorKind, Limits};
use cimwire_tests::corpus::{cases, golden};
use cimwire_tests::{oracle, report};

#[test]
fn every_message_has_the_head_that_the_whole_has() {
    golden().iter().for_each(|(_, message)| oracle::head(message));
    let Some(cases) = cases() else { return };
    let mut reader = Reader::new();
    let (mut alone, mut whole) = (0, 0);
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let message = case.bytes();
        oracle::head(&message);
        let head =
            reader.read_head(&message).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let envelope = Envelope::of(head).expect("an envelope");
        *if envelope.body().is_none() { &mut alone } else { &mut whole } += 1;
    }
    report(format!("{alone} messages have a head alone, {whole} are read whole"));
    assert!(alone > 2000);
}

#[test]
fn a_message_cut_anywhere_gives_its_head_or_says_that_it_ends() {
    for (name, message) in golden().iter().filter(|(name, _)| !name.contains("utf16")) {
        let mut reader = Reader::new();
        let message = message.trim_ascii_end();
        let head = reader.read_head(message).expect(name).text().to_owned();
        let header_end = head.rfind("</").expect("an end tag");
        let is_alone = head.as_bytes() != message;
        for cut in 0..message.len() {
            match reader.read_head(&message[..cut]) {
                Ok(cut_head) => assert!(is_alone && cut_head.text() == head, "{name} at {cut}"),
                Err(error) => {
                    let kinds = [ErrorKind::UnexpectedEnd, ErrorKind::NoRoot];
                    assert!(kinds.contains(&error.kind()), "{name} at {cut}: {error}");
                    assert!(!is_alone || cut < header_end, "{name} at {cut}: {error}");
                }
            }
        }
    }
}

#[test]
fn reading_stops_behind_a_header_with_an_action() {
    const ACTION: &str = "<a:Action>urn:go</a:Action>";
    let with = |content: &str| format!("{ENVELOPE}{content}");
    for head in [
        format!("<s:Header>{ACTION}</s:Header>"),
        format!("<!--c--><x:y xmlns:x='u'/> <s:Header p='1'>\n<a:To/>{ACTION}<b/></s:Header >"),
        format!("<s:Body><s:Header/></s:Body><s:Header>{ACTION}</s:Header>"),
        format!("<s:Header><s:Header><b/></s:Header>{ACTION}</s:Header>"),
        format!("<s:Header/><s:Header>{ACTION}</s:Header>"),
    ] {
        let message = with(&(head.clone() + "\x01<"));
        let mut reader = Reader::new();
        let tree = reader.read_head(message.as_bytes());
        let tree = tree.unwrap_or_else(|error| panic!("{error}: {message}"));
        assert_eq!(tree.text(), with(&(head + "</s:Envelope>")));
    }
    for whole in [
        "<s:Header/>".to_owned(),
        "<s:Header>urn:go</s:Header>".to_owned(),
        "<s:Header><a:To/></s:Header>".to_owned(),
        format!("<s:Header><b>{ACTION}</b></s:Header>"),
        format!("<s:Body><s:Header>{ACTION}</s:Header></s:Body>"),
        format!("<x:Header xmlns:x='u'>{ACTION}</x:Header>"),
        format!("<s:Header><x:Action xmlns:x='u'/></s:Header>{ACTION}"),
    ] {
        let message = with(&(whole + "<s:Body><i/></s:Body></s:Envelope>"));
        let mut reader = Reader::new();
        assert_eq!(reader.read_head(message.as_bytes()).unwrap().text(), message);
        let cut = &message.as_bytes()[..message.len() - 1];
        assert_eq!(reader.read_head(cut).unwrap_err().kind(), ErrorKind::UnexpectedEnd);
    }
    let no_envelope = with(&format!("<s:Header>{ACTION}</s:Header>")).replace("Envelope", "Letter");
    let error = Reader::new().read_head(no_envelope.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEnd);
}

#[test]
fn what_surrounds_a_message_is_passed_over_as_ever() {
    let head = format!("{ENVELOPE}<s:Header><a:Action>\u{e9}</a:Action></s:Header>");
    let message = head.clone() + "<s:Body/></s:Envelope>\0\0";
    let wrapped = format!("HTTP/1.1 200 OK\r\n\r\n\u{feff}\n<?xml version='1.0'?>{message}");
    let utf16: Vec<u8> =
        format!("\u{feff}{message}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut reader = Reader::new();
    let tree = reader.read_head(wrapped.as_bytes()).unwrap();
    assert!(tree.text().ends_with(&(head.clone() + "</s:Envelope>")));
    let kinds: Vec<_> = tree.deviations().iter().map(|deviation| deviation.kind).collect();
    assert_eq!(kinds, [DeviationKind::HttpHeaders, DeviationKind::BeforeDeclaration]);
    assert_eq!(reader.read_head(&utf16).unwrap().text(), head.clone() + "</s:Envelope>");
    let mut strict = Reader::with(Options { strict: true, ..Options::default() });
    assert!(strict.read_head(message.as_bytes()).is_ok(), "NUL bytes behind the header are unseen");
    let error = strict.read_head(wrapped.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::HttpHeaders, 0));
}

#[test]
fn only_the_head_is_repaired() {
    let message = [
        format!("{ENVELOPE}<s:Header><a:Action>&#1;").as_bytes(),
        b"\xff</a:Action></s:Header><s:Body>\x02</s:Body></s:Envelope>",
    ]
    .concat();
    let mut reader = Reader::with(Options { salvage: true, ..Options::default() });
    assert_eq!(reader.read(&message).unwrap().repairs().len(), 3);
    let head = reader.read_head(&message).unwrap();
    assert_eq!(head.repairs().len(), 2);
    assert!(head.text().ends_with("<a:Action>\u{fffd}\u{fffd}</a:Action></s:Header></s:Envelope>"));
    assert_eq!(Reader::new().read_head(&message).unwrap_err().kind(), ErrorKind::Encoding);
}

#[test]
fn limits_hold_of_a_head() {
    let message = format!(
        "{ENVELOPE}<s:Header><a:Action>1234567</a:Action></s:Header>\
         <s:Body><a><b><c>12345678</c></b></a></s:Body></s:Envelope>"
    );
    let read = |limits| {
        let mut reader = Reader::with(Options { limits, ..Options::default() });
        reader.read_head(message.as_bytes()).map(|_| ()).map_err(|error| error.kind())
    };
    let most = Limits { depth: 3, text: 45, bytes: message.len(), ..Limits::default() };
    assert_eq!(read(most), Ok(()));
    assert_eq!(read(Limits { depth: 2, ..most }), Err(ErrorKind::DepthLimit));
    assert_eq!(read(Limits { text: 6, ..most }), Err(ErrorKind::TextLimit));
    assert_eq!(read(Limits { bytes: message.len() - 1, ..most }), Err(ErrorKind::BytesLimit));
}

const ENVELOPE: &str = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
                        xmlns:a='http://www.w3.org/2005/08/addressing'>";
