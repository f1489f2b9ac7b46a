//! One message, many readers: nothing learned from one message changes what the next one says.

use cimwire::xml::Reader;
use cimwire_tests::generate::message;
use cimwire_tests::mutate::Random;
use cimwire_tests::oracle::{TURN, answer, reader};

#[test]
fn a_warm_reader_takes_no_root_on_trust() {
    let envelope = |encoding: &str, value: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?>\
             <s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>\
             <s:Body>{value}</s:Body></s:Envelope>"
        )
    };
    turns(&[&envelope("iso-8859-1", "x"), &envelope("iso-8859-1", "é")]);
    let misnamed = envelope("utf-16", "x");
    let utf16: Vec<u8> = misnamed.encode_utf16().flat_map(u16::to_le_bytes).collect();
    reader(&[&utf16, misnamed.as_bytes(), &utf16].join(&TURN));
}

#[test]
fn a_warm_reader_takes_no_name_on_trust() {
    turns(&["<p:a xmlns:p='u'><p:b/></p:a>", "<p:a xmlns:p='v'><p:b/></p:a>", "<p:a><p:b/></p:a>"]);
    turns(&["<a xmlns='u'><b c=''/></a>", "<a><b c=''/></a>", "<a xmlns='v'><b c=''/></a>"]);
    turns(&["<a xmlns:p='u'><b p:c=''/><b p:c=''/></a>", "<a><b p:c=''/></a>"]);
}

#[test]
fn a_reader_that_has_met_many_names_forgets_and_goes_on() {
    let mut warm = Reader::new();
    let mut random = Random::new(1);
    for turn in 0..60 {
        let body: String = (0..200)
            .map(|n| format!("<p{n}x{turn}:n{turn}x{n} xmlns:p{n}x{turn}='u{n}' a{turn}x{n}=''/>"))
            .collect();
        let many =
            format!("<s:Envelope xmlns:s='{SOAP}'><s:Body>{body}{body}</s:Body></s:Envelope>");
        for message in [many, message(&mut random), message(&mut random)] {
            let fresh = answer(&mut Reader::new(), message.as_bytes());
            assert_eq!(answer(&mut warm, message.as_bytes()), fresh, "turn {turn}\n{message}");
        }
    }
}

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

fn turns(messages: &[&str]) {
    reader(messages.join(&char::from(TURN).to_string()).as_bytes());
}
