//! The rules of DSP0226 and DSP0227 that one message alone can break: each has a message that keeps it and one
//! that breaks it, in `tests/corpus/rules`.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::time::{Duration, Instant};

use cimwire::check::{self, Answer, Deviation, Options, Report, Service};
use cimwire::names::{addressing, enumeration, soap, wsman};
use cimwire::schema::{Fault, Level, RULES, Rule, Side};
use cimwire::xml::Document;
use cimwire::{ErrorKind, Message};
use cimwire_tests::corpus::{Case, cases};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{report, root};

#[test]
fn every_rule_has_its_vectors() {
    let rows: Vec<String> = rows().into_iter().map(|row| row.rule).collect();
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(rows, ids);
    let mut files: Vec<String> = fs::read_dir(root().join("tests/corpus/rules"))
        .expect("the vectors")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".xml"))
        .collect();
    let mut expected: Vec<String> =
        ids.iter().flat_map(|id| ["bad", "good"].map(|kind| file(id, kind))).collect();
    files.sort();
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn a_message_that_keeps_a_rule_is_not_reported() {
    for row in rows() {
        let vector = Vector::read(&row.rule, "good");
        let known = vector.check(Service::default());
        assert!(known.deviations().is_empty(), "{}: {}", row.rule, shown(&known));
        assert!(known.fault().is_none() && known.clone().strict().is_ok(), "{}", row.rule);
        let least = vector.check(Service::least());
        let is_found = |it: &Deviation| it.rule.is_some_and(|rule| rule.id == row.found_as);
        assert!(!least.deviations().iter().any(is_found), "{}: {}", row.rule, shown(&least));
    }
}

#[test]
fn a_message_that_breaks_a_rule_is_reported_where_it_does() {
    let mut borders = 0;
    let mut levels: BTreeMap<Level, usize> = BTreeMap::new();
    for row in rows() {
        let vector = Vector::read(&row.rule, "bad");
        let rule = Rule::of(&row.found_as).expect(&row.found_as);
        let least = vector.check(Service::least());
        let of_rule = |it: &&Deviation| it.rule.is_some_and(|found| found.id == rule.id);
        let found: Vec<_> = least.deviations().iter().filter(of_rule).collect();
        assert_eq!(found.len(), 1, "{}: {}", row.rule, shown(&least));
        assert_eq!(found[0].offset, vector.here, "{}: {}", row.rule, found[0]);
        assert!(found[0].to_string().starts_with(&format!("{rule}: expected ")));
        is_answered(rule, found[0].answer.as_ref());
        let known = vector.check(Service::default());
        let others = known.deviations().iter().find(|it| !of_rule(it));
        assert!(others.is_none(), "{}: {}", row.rule, shown(&known));
        let strict = known.clone().strict().map(|_| ()).map_err(|error| error.kind());
        let is_binding = known.at_least(Level::Shall).next().is_some();
        assert_eq!(strict, if is_binding { Err(ErrorKind::Rule) } else { Ok(()) }, "{}", row.rule);
        let is_written = !ADVICE.contains(&rule.id) && rule.side != Side::Decode;
        let must_not = is_written && known.deviations().iter().any(|it| of_rule(&it));
        assert_eq!(known.writable().is_err(), must_not, "{}", row.rule);
        borders += usize::from(row.found_as != row.rule);
        *levels.entry(rule.level).or_default() += 1;
    }
    let found = RULES.len() - borders;
    report(format!(
        "{found} rules are found broken; {borders} only allow, and another rule is their border; \
         {levels:?}"
    ));
}

/// Holds that a deviation is answered with the fault and the detail of the rule's table.
fn is_answered(rule: &Rule, answer: Option<&Answer>) {
    let Some(subcode) = rule.fault else { return };
    let answer = answer.unwrap_or_else(|| panic!("{}: no answer", rule.id));
    let expected = Fault::of(subcode).map(|fault| fault.subcode);
    assert_eq!(Some(answer.fault.subcode), expected, "{}", rule.id);
    if let Some(detail) = rule.detail {
        assert_eq!(answer.detail.map(|detail| detail.code), Some(detail), "{}", rule.id);
    }
}

#[test]
fn the_first_fault_is_that_of_what_a_service_checks_first() {
    let mut message = format!(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:a='{ADDRESSING}' \
         xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' \
         xmlns:n='{ENUMERATION}'><s:Header><a:Action>{ENUMERATION}/Pull</a:Action>\
         <a:MessageID>urn:fans:1</a:MessageID>\
         <a:ReplyTo><a:Address>{ADDRESSING}/role/anonymous</a:Address></a:ReplyTo>\
         <w:ResourceURI>urn:fans</w:ResourceURI>\
         <w:MaxEnvelopeSize>1</w:MaxEnvelopeSize>\
         <x:X xmlns:x='urn:x' s:mustUnderstand='1'/></s:Header>\
         <s:Body><n:Pull/></s:Body></s:Envelope>"
    );
    for (subcode, (broken, mended)) in [
        (soap::MUST_UNDERSTAND_ALT, ("s:mustUnderstand='1'", "")),
        (
            addressing::MESSAGE_INFORMATION_HEADER_REQUIRED,
            ("<s:Header>", "<s:Header><a:To>urn:me</a:To>"),
        ),
        (wsman::ENCODING_LIMIT, (">1</w:Max", ">8192</w:Max")),
        (
            enumeration::INVALID_ENUMERATION_CONTEXT,
            ("<n:Pull/>", "<n:Pull><n:EnumerationContext/></n:Pull>"),
        ),
    ] {
        let answer = fault_of(&message).expect("a fault");
        assert_eq!(answer.fault.subcode, subcode);
        message = message.replace(broken, mended);
    }
    assert!(fault_of(&message).is_none());
}

fn fault_of(message: &str) -> Option<Answer> {
    Message::decode(message.to_owned()).expect("a message").check().fault().cloned()
}

#[test]
fn an_answer_is_not_answered() {
    let answer = Vector::read("R13.1-9", "bad");
    let text = String::from_utf8(answer.bytes).expect("text");
    assert!(fault_of(&text).is_some());
    assert!(fault_of(&text.replace("transfer/Get", "transfer/GetResponse")).is_none());
}

#[test]
fn damaged_messages_get_a_report() {
    let mut random = Random::new(226);
    let mut checked = 0;
    for rule in &RULES {
        for kind in ["good", "bad"] {
            let vector = Vector::read(rule.id, kind);
            for _ in 0..MUTANTS {
                let bytes = mutate(&vector.bytes, &mut random);
                let Ok(document) = Document::decode(bytes.clone()) else { continue };
                for service in [Service::default(), Service::least()] {
                    let options = Options { service, status: Some(400), drafts: false };
                    let report = check::document(&document, &options);
                    let offsets = report.deviations().iter().map(|it| it.offset);
                    assert!(offsets.is_sorted() && report.is_complete());
                    assert!(report.deviations().iter().all(|it| it.offset <= bytes.len()));
                }
                checked += 1;
            }
        }
    }
    report(format!("{checked} damaged messages are checked"));
    assert!(checked > RULES.len());
}

#[test]
fn a_large_message_is_checked_in_linear_time() {
    let selectors = "<w:Selector Name='k'><a:EndpointReference><a:Address>urn:me</a:Address>\
        <a:ReferenceParameters><w:SelectorSet/></a:ReferenceParameters></a:EndpointReference>\
        </w:Selector>";
    let options = "<w:Option Name='o' Type='p:int' MustComply='1'/>";
    let prefixes: String = (0..200).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let message = format!(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:a='{ADDRESSING}' \
         xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'{prefixes}><s:Header>\
         <w:SelectorSet>{}</w:SelectorSet><w:OptionSet>{}</w:OptionSet>{}</s:Header>\
         <s:Body/></s:Envelope>",
        selectors.repeat(MANY),
        options.repeat(MANY),
        "<a:To/><w:Foo s:mustUnderstand='1'/>".repeat(MANY),
    );
    let utf16: Vec<u8> =
        format!("\u{feff}{message}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [message.into_bytes(), utf16] {
        let start = Instant::now();
        let report = Message::decode(bytes)
            .expect("a message")
            .check_with(&Options { service: Service::least(), ..Options::default() });
        assert!(!report.is_complete() && start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    }
}

#[test]
fn real_messages_are_checked_and_counted() {
    let Some(cases) = cases() else { return };
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut messages, mut clean) = (0, 0);
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let checked = checked(case);
        messages += 1;
        clean += usize::from(checked.deviations().is_empty());
        let rules = checked.deviations().iter().map(|it| match it.rule {
            Some(rule) => format!("{rule} ({:?})", rule.level),
            None => it.text.to_string(),
        });
        for rule in rules.collect::<HashSet<_>>() {
            counts.entry(rule).or_insert((0, case.name.clone())).0 += 1;
        }
    }
    report(format!("{messages} messages of the accept set are checked, {clean} keep every rule"));
    // A rule that is read wrongly is one that most of the world would break.
    assert!(messages > 2000 && clean * 3 > messages * 2, "{clean} of {messages}");
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (rule, (count, name)) in counts {
        report(format!("{count:6} {rule}, as in {name}"));
    }
}

fn checked(case: &Case) -> Report {
    let message = Message::decode(case.bytes());
    message.unwrap_or_else(|error| panic!("{}: {error}", case.name)).check()
}

fn shown(report: &Report) -> String {
    let lines: Vec<String> = report.deviations().iter().map(Deviation::to_string).collect();
    lines.join("\n")
}

/// A rule, and which rule its bad vector breaks: a rule that only allows something is not broken by
/// the nearest thing that is not allowed, which another rule speaks of.
struct Row {
    rule: String,
    found_as: String,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(root().join("tests/corpus/rules/rules.tsv")).expect("the table");
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let rule = cells.next().expect("a rule");
        let found_as = cells.next().filter(|it| it != "-").unwrap_or_else(|| rule.clone());
        Row { rule, found_as }
    };
    table.lines().skip(1).map(row).collect()
}

/// The file of a vector: no file system dislikes its name.
fn file(rule: &str, kind: &str) -> String {
    format!("{}.{kind}.xml", rule.replace(':', "-"))
}

/// A message, as `tests/corpus/rules/README.md` says it is written.
struct Vector {
    bytes: Vec<u8>,
    /// The offset of what departs from the rule.
    here: usize,
    status: Option<u16>,
}

impl Vector {
    fn read(rule: &str, kind: &str) -> Self {
        let path = root().join("tests/corpus/rules").join(file(rule, kind));
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            return Self { bytes, here: 0, status: None };
        };
        let text = repeated(&text);
        let marked = text.find(HERE).map(|at| at + HERE.len());
        let here = marked.or_else(|| text.find("ISO-8859")).unwrap_or(0);
        let status = text.split_once("<!--HTTP ").and_then(|(_, rest)| rest.get(..3)?.parse().ok());
        Self { bytes: text.into_bytes(), here, status }
    }

    fn check(&self, service: Service<'_>) -> Report {
        let document = Document::decode(self.bytes.clone()).expect("a document");
        check::document(&document, &Options { service, status: self.status, drafts: false })
    }
}

/// The text with what is to be repeated repeated: `{ab*3}` is `ababab`.
fn repeated(text: &str) -> String {
    let mut parts = text.split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, after) = part.split_once('}').expect("an end of what is repeated");
        let (what, count) = inside.rsplit_once('*').expect("a count");
        whole.push_str(&what.repeat(count.parse().expect("a count")));
        whole.push_str(after);
    }
    whole
}

/// Rules about writing that an encoder lets the caller break.
const ADVICE: [&str; 2] = ["R5.1.2.1-5", "R8.4-6"];

const HERE: &str = "<!--here-->";

const ADDRESSING: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
const ENUMERATION: &str = "http://schemas.xmlsoap.org/ws/2004/09/enumeration";

/// Damaged messages made of each vector.
const MUTANTS: usize = 20;

/// Elements of a kind in a large message.
const MANY: usize = 4_000;

/// A hundred times what a large message takes, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(20);
