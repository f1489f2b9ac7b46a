//! The judges can tell: what counts in an infoset is noticed, what does not is let pass.

use cimwire_tests::oracle::{Python, judges};
use cimwire_tests::report;

#[test]
fn judges_in_this_process_know_xml_with_namespaces() {
    for judge in judges() {
        let verdict = |message: &str| (judge.verdict)(message.as_bytes(), false);
        assert_eq!(verdict("<p:a xmlns:p='not a uri'>&#x41;</p:a>"), Ok(()), "{}", judge.name);
        for wrong in
            ["", "<a>", "<a/>x", "<p:a/>", "<a xmlns:p=''/>", "<a>&b;</a>", "<a:b:c xmlns:a='u'/>"]
        {
            assert!(verdict(wrong).is_err(), "{} accepts {wrong}", judge.name);
        }
        let misnamed = b"<?xml version='1.0' encoding='utf-16'?><a/>";
        assert_eq!((judge.verdict)(misnamed, true), Ok(()), "{}", judge.name);
    }
    let names: Vec<&str> = judges().iter().map(|judge| judge.name).collect();
    report(format!("{} of 2 judges in this process: {}", names.len(), names.join(", ")));
}

#[test]
fn lxml_tells_messages_apart_as_the_json_form_does() {
    let mut python = Python::new("same");
    for (one, other, _) in PAIRS {
        let files = [python.file(one), python.file(other)];
        python.ask("same", &files);
    }
    let Some(answers) = python.answers() else { return };
    for ((one, other, is_same), answer) in PAIRS.iter().zip(&answers) {
        assert_eq!(answer == "ok", *is_same, "{one}\n{other}\n{answer}");
    }
}

#[test]
fn lxml_notices_a_wrong_reading() {
    let mut python = Python::new("misread");
    let message = python.file("<a xmlns='u' b='1'>x<c/></a>");
    for lines in [
        "S {u}a\nN  u\nA {}b 1\nT x\nS {u}c\nE\nE",
        "S {u}a\nN  u\nA {}b 1\nT y\nS {u}c\nE\nE",
        "S {u}a\nN  v\nA {}b 1\nT x\nS {u}c\nE\nE",
        "S {u}a\nN  u\nA {}b 1\nT x\nS {u}c\nE",
    ] {
        let lines = python.file(lines);
        python.ask("read", &[message.clone(), lines]);
    }
    let Some(answers) = python.answers() else { return };
    let is_same: Vec<bool> = answers.iter().map(|answer| answer == "ok").collect();
    assert_eq!(is_same, [true, false, false, false], "{answers:?}");
}

/// Two messages, and whether they say the same.
const PAIRS: [(&str, &str, bool); 18] = [
    ("<a><b/> <c/></a>", "<a>\n<b></b><c/></a>", true),
    ("<a b='1' c='2'/>", "<a c=\"2\" b='&#49;'/>", true),
    ("<p:a xmlns:p='u'/>", "<a xmlns='u'/>", true),
    ("<a><!-- x --><?p?>y</a>", "<a><![CDATA[y]]></a>", true),
    (XSI_P, XSI_Q, true),
    ("<a>x</a>", "<a>x </a>", false),
    ("<a> </a>", "<a/>", false),
    ("<a>x <b/></a>", "<a>x<b/></a>", false),
    ("<a><b/> x <c/></a>", "<a><b/> x<c/></a>", false),
    ("<a><b/><c/></a>", "<a><c/><b/></a>", false),
    ("<a xmlns='u'/>", "<a xmlns='v'/>", false),
    ("<a b=''/>", "<a/>", false),
    ("<a b='1'/>", "<a b='2'/>", false),
    ("<a b=''/>", "<a xmlns:p='u' p:b=''/>", false),
    ("<a xmlns:p='u'>p:x</a>", "<a xmlns:q='u'>p:x</a>", false),
    ("<a xmlns:p='u' b='/p:x'/>", "<a xmlns:p='v' b='/p:x'/>", false),
    (
        XSI_P,
        "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:p='v' xsi:type='p:t'/>",
        false,
    ),
    ("<a/>", "<a>", false),
];

const XSI_P: &str =
    "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:p='u' xsi:type='p:t'/>";
const XSI_Q: &str =
    "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:q='u' i:type='q:t'/>";
