//! Messages with types: every real one is of a kind, and none loses anything.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use cimwire::Message;
use cimwire::schema::Kind;
use cimwire_tests::corpus::{Case, cases};
use cimwire_tests::mutate::Random;
use cimwire_tests::oracle::{self, Python};
use cimwire_tests::report;

#[test]
fn every_message_of_the_accept_set_survives_its_types() {
    let Some(messages) = messages() else { return };
    let mut python = Python::new("typed");
    for (case, message) in &messages {
        let typed = message.typed();
        let encoded = typed.encode().unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let again = Message::decode(encoded.clone());
        let again = again.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        assert!(again.typed() == typed, "{} is typed otherwise after a round trip", case.name);
        let encoded = python.file(encoded);
        python.ask("same", &[case.path.clone(), encoded]);
    }
    let Some(answers) = python.answers() else { return };
    for ((case, _), answer) in messages.iter().zip(answers) {
        assert_eq!(answer, "ok", "{}", case.name);
    }
    report(format!("{} messages survive their types, says lxml", messages.len()));
}

#[test]
fn every_message_of_the_accept_set_holds_in_every_way() {
    let Some(messages) = messages() else { return };
    messages.iter().for_each(|(case, _)| oracle::typed(&case.bytes()));
    report(format!("{} messages with types hold, their heads and answers too", messages.len()));
}

#[test]
fn what_is_built_reads_the_same() {
    let mut random = Random::new(3);
    for length in 0..300 {
        let bytes: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        oracle::records(&bytes);
    }
}

#[test]
fn every_message_of_the_accept_set_is_of_a_kind() {
    let Some(messages) = messages() else { return };
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut custom = vec![0; CUSTOM.len()];
    for (case, message) in &messages {
        let typed = message.typed();
        let kind = typed.kind();
        assert_eq!(message.envelope().kind(), kind, "{}", case.name);
        *kinds.entry(kind).or_default() += 1;
        if kind == Kind::Custom {
            let action = typed.action().unwrap_or_default();
            let is_it = |(pattern, ..): &(&str, &str, usize)| {
                action.starts_with(pattern) || case.name.contains(pattern)
            };
            let row = CUSTOM.iter().position(is_it);
            custom[row.unwrap_or_else(|| panic!("{} is of no kind: {action:?}", case.name))] += 1;
        }
    }
    for ((pattern, reason, count), found) in CUSTOM.iter().zip(custom) {
        assert_eq!(found, *count, "{pattern}: {reason}");
    }
    report(format!("{} messages by kind: {}", messages.len(), counts(&kinds)));
}

#[test]
fn what_does_not_fit_is_counted() {
    let Some(messages) = messages() else { return };
    let mut misfits: BTreeMap<String, usize> = BTreeMap::new();
    let mut with = 0;
    for (_, message) in &messages {
        let typed = message.typed();
        with += usize::from(!typed.misfits().is_empty());
        for misfit in typed.misfits() {
            *misfits.entry(format!("{:?}", misfit.kind)).or_default() += 1;
        }
    }
    assert!(with > 0 && with < messages.len() / 8, "{with} messages: {misfits:?}");
    report(format!("{with} messages have misfits: {}", counts(&misfits)));
}

#[test]
fn the_work_grows_with_the_message_and_so_does_what_is_written() {
    let bindings: String = (0..20).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let long = format!(" xmlns:p0='urn:{}'", "x".repeat(MANY));
    for (what, bindings, head, item, tail) in [
        ("unknown header blocks", &bindings, "", "<p0:x>1</p0:x>", ""),
        ("header blocks repeated", &bindings, "<a:To/>", "<a:To>p0:x</a:To>", ""),
        ("a field that repeats", &bindings, "", "<a:RelatesTo x='p0:y'>urn:1</a:RelatesTo>", ""),
        ("fields of other names", &bindings, "<a:To/>", "<b:RelatesTo/><a:RelatesTo/>", ""),
        ("prefixes in a value", &bindings, "<a:To>", "p1:x p0:x q:x ", "</a:To>"),
        ("names as values", &bindings, "", "<s:NotUnderstood qname='p0:x'/>", ""),
        ("kept content", &bindings, "<w:SelectorSet>", SELECTOR, "</w:SelectorSet>"),
        ("a namespace as long as any", &long, "", "<p0:x>1</p0:x>", ""),
        ("and kept content", &long, "<w:SelectorSet>", SELECTOR, "</w:SelectorSet>"),
    ] {
        let items = item.repeat(MANY);
        let header = format!("<s:Header>{head}{items}{tail}</s:Header>");
        let message = format!("<s:Envelope{ENVELOPE}{bindings}>{header}</s:Envelope>");
        let start = Instant::now();
        let decoded = Message::decode(message.clone()).unwrap_or_else(|error| panic!("{error}"));
        let encoded = decoded.typed().encode().unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
        assert!(encoded.len() < 2 * message.len(), "{what}: {} bytes", encoded.len());
    }
}

fn counts<K: Debug>(counts: &BTreeMap<K, usize>) -> String {
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name:?} {count}")).collect();
    counts.join(", ").replace('"', "")
}

fn messages() -> Option<Vec<(Case, Message)>> {
    let decode = |case: Case| {
        let message = Message::decode(case.bytes());
        let message = message.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        (case, message)
    };
    Some(cases()?.into_iter().filter(Case::is_accepted).map(decode).collect())
}

/// Messages that are of no kind: how their actions begin or what is in their names, why, and how
/// many there are.
const CUSTOM: &[(&str, &str, usize)] = &[
    ("http://schemas.microsoft.com/wbem/wsman/1/", "operations of Microsoft's own", 795),
    (
        "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/UTFPSSemantics_Test/",
        "streams a CIM operation, as only Microsoft does",
        2,
    ),
    ("/InteractiveResponse", "answers a question of such an operation", 1),
    ("http://fabrikam123.example/mail/", "examples of WS-Addressing", 2),
    (
        "http://www.example.org/oceanwatch/",
        "an event of a source in WS-Eventing: it has an action of its own",
        1,
    ),
    ("tests_WsmReader_", "fixtures without header and body", 6),
    ("SoapHeader_ActionMissing01", "no action, as its name says, and no body to tell by", 1),
    ("Openwsman+openwsman/tests_epr_", "headers without an action, and no body to tell by", 2),
    ("go-wsman-messages/internal_message_wsman.go", "an envelope with nothing in it", 1),
    ("rpc-go/internal_commands_diagnostics_wsman_test.go", "a fixture without a header", 1),
    ("rps/src_stateMachines_common.tls.test.ts", "fixtures with the action in SOAP's namespace", 2),
    ("omi/Unix_tests_wsman_test_wsbuf.cpp", "operations on shells without a header", 5),
    ("go-psrp/wsman_", "answers to operations on shells without a header", 3),
];

const ENVELOPE: &str = " xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
    xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
    xmlns:b='http://www.w3.org/2005/08/addressing' \
    xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'";
const SELECTOR: &str = "<w:Selector Name='p0:x'><p0:x/></w:Selector>";
/// So many that their square takes longer than patience lasts.
const MANY: usize = 20_000;
const PATIENCE: Duration = Duration::from_secs(30);
