//! One message, many readers: nothing learned from one message changes what the next one says.

use cimwire_tests::oracle::{TURN, reader};

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

fn turns(messages: &[&str]) {
    reader(messages.join(&char::from(TURN).to_string()).as_bytes());
}
