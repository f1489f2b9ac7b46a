//! Structs of the user's own: of real messages they hold what they hold when quick-xml's serde fills
//! them, but that empty text is some text to us.

use cimwire::serde::from_element;
use cimwire::xml::Reader;
use cimwire_tests::corpus::cases;
use cimwire_tests::report;
use serde::Deserialize;

#[test]
fn structs_are_read_as_quick_xml_reads_them() {
    let Some(cases) = cases() else { return };
    let mut reader = Reader::new();
    let (mut read, mut refused) = (0, 0);
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let message = case.bytes();
        let tree = reader.read(&message).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let ours = from_element::<Envelope>(tree.root());
        let theirs = quick_xml::de::from_str::<Envelope>(tree.text());
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours, theirs, "{}", case.name);
                read += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (ours, theirs) => panic!("{}: {ours:?}\n{theirs:?}", case.name),
        }
    }
    report(format!("{read} messages are structs as quick-xml reads them, {refused} are not"));
    assert!(read > 2000);
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    header: Option<Header>,
    body: Body,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Header {
    action: Option<Text>,
    to: Option<Text>,
    #[serde(rename = "MessageID")]
    message_id: Option<Text>,
    relates_to: Option<String>,
    selector_set: Option<SelectorSet>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct SelectorSet {
    #[serde(rename = "Selector", default)]
    selectors: Vec<Selector>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Selector {
    #[serde(rename = "@Name")]
    name: String,
    #[serde(rename = "$text", default)]
    value: String,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Text {
    #[serde(rename = "@mustUnderstand")]
    must_understand: Option<String>,
    #[serde(rename = "$text", default)]
    text: String,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Body {
    pull_response: Option<PullResponse>,
    pull: Option<Pull>,
    fault: Option<Fault>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct PullResponse {
    enumeration_context: Option<String>,
    end_of_sequence: Option<()>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Pull {
    max_elements: Option<u32>,
    max_time: Option<String>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Fault {
    code: Code,
    reason: Option<Reason>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Code {
    value: String,
    subcode: Option<Box<Code>>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Reason {
    #[serde(rename = "Text", default)]
    texts: Vec<Reading>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Reading {
    #[serde(rename = "@lang", alias = "@xml:lang")]
    language: Option<String>,
    #[serde(rename = "$text", default)]
    text: String,
}
