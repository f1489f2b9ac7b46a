//! The rules of DSP0226 that one message alone can break: each has a message that keeps it and one
//! that breaks it, in `tests/corpus/rules`.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use cimwire::check::{self, Answer, Deviation, Options, Report, Service};
use cimwire::schema::{Fault, Level, RULES, Rule};
use cimwire::xml::Document;
use cimwire::{ErrorKind, Message};
use cimwire_tests::corpus::{Case, cases};
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
        ids.iter().flat_map(|id| [format!("{id}.bad.xml"), format!("{id}.good.xml")]).collect();
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
        assert!(found[0].to_string().starts_with(&format!("DSP0226:{}: expected ", rule.id)));
        is_answered(rule, found[0].answer.as_ref());
        let known = vector.check(Service::default());
        let others = known.deviations().iter().find(|it| !of_rule(it));
        assert!(others.is_none(), "{}: {}", row.rule, shown(&known));
        let strict = known.clone().strict().map(|_| ()).map_err(|error| error.kind());
        let is_binding = known.at_least(Level::Shall).next().is_some();
        assert_eq!(strict, if is_binding { Err(ErrorKind::Rule) } else { Ok(()) }, "{}", row.rule);
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
    let names = ["R8.4-11", "R6.2-4", "R5.4.4-1", "R5.2-2", "R13.1-1"];
    let order: Vec<_> = names
        .iter()
        .map(|name| Vector::read(name, "bad").check(Service::default()))
        .filter_map(|report| report.fault().map(|answer| answer.fault.subcode))
        .collect();
    assert_eq!(order.len(), names.len());
    let all: HashSet<_> = order.iter().collect();
    assert_eq!(all.len(), order.len() - 1, "{order:?}");
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

/// A message, as `tests/corpus/rules/README.md` says it is written.
struct Vector {
    bytes: Vec<u8>,
    /// The offset of what departs from the rule.
    here: usize,
    status: Option<u16>,
}

impl Vector {
    fn read(rule: &str, kind: &str) -> Self {
        let path = root().join(format!("tests/corpus/rules/{rule}.{kind}.xml"));
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
        check::document(&document, &Options { service, status: self.status })
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

const HERE: &str = "<!--here-->";
