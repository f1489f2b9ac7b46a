//! `cimwire make`: requests of every kind.

use super::{FAN, assert_well, golden, golden_message, here, message, run, run_on, scratch, text};

#[test]
fn every_request_is_of_the_kind_it_says() {
    let fan = scratch("fan.xml", b"<f:Fan xmlns:f='http://x.org/Fan'><f:Speed>1</f:Speed></f:Fan>");
    let json = br#"{"class":"Fan","namespace":"http://x.org/Fan","properties":{"Speed":"1"}}"#;
    let json = scratch("fan.json", json);
    let response = golden_message("eventing/subscribe-response.2004");
    let answer = golden_message("enumeration/enumerate-response.2004");
    let reference = b"<a:EndpointReference \
        xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
        xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>\
        <a:Address>http://server/wsman</a:Address><a:ReferenceParameters>\
        <w:ResourceURI>http://x.org/System</w:ResourceURI></a:ReferenceParameters>\
        </a:EndpointReference>";
    let reference = scratch("reference.xml", reference);
    for (kind, words) in MADE {
        let replace = |word| match word {
            "URI" => FAN,
            "XML" => &fan,
            "JSON" => &json,
            "ANSWER" => &answer,
            "EPR" => &reference,
            "CLASS" => "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan",
            "PATH" => "root/cimv2:CIM_Fan.DeviceID=\"1\"",
            "PROFILE" => "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual",
            word => word,
        };
        let words: Vec<&str> = words.split(' ').map(replace).collect();
        assert_made(&[&words, &["--to", "http://server/wsman"][..]].concat(), kind);
    }
    assert_made(&["identify"], "Identify");
    assert_made(&["renew", &response, "--expires", "PT10M"], "Renew");
    assert_made(&["get-status", &response, "--to", "http://elsewhere/wsman"], "GetStatus");
    assert_made(&["unsubscribe", &response], "Unsubscribe");
}

/// Makes a request and looks at it: its kind, and that no rule is broken.
fn assert_made(words: &[&str], kind: &str) {
    let made = run(&[&["make"], words].concat());
    assert_well(&made);
    assert_well(&run_on(&made.stdout, &["check", "-"]));
    let tree = run_on(&made.stdout, &["decode", "--strict", "-"]);
    assert_eq!(text(&tree.stdout).lines().next(), Some(kind), "{words:?}");
    let json = run(&[&["make", "--json"], words].concat());
    assert_well(&json);
    assert!(text(&json.stdout).starts_with("{\"kind\":\""), "{}", text(&json.stdout));
}

#[test]
fn a_request_holds_what_was_asked_for() {
    let arguments = [
        "make",
        "pull",
        FAN,
        "--context",
        "7",
        "--max-elements",
        "50",
        "--to",
        "http://x.org/wsman",
        "--message-id",
        "uuid:1",
        "--timeout",
        "PT60S",
        "--selector",
        "Name=a=b",
    ];
    let tree = run_on(&run(&arguments).stdout, &["decode", "-"]);
    golden(&here().join("tests/golden/pull.txt"), &tree.stdout);
}

#[test]
fn a_request_that_cannot_be_made_says_why() {
    let fan = scratch("no-manager.xml", b"<Fan/>");
    let to = ["--to", "http://server/wsman"];
    for (words, code, reason) in [
        (&["get", FAN, "--timeout", "soon"][..], 2, "timeout: expected a duration"),
        (&["get", FAN, "--selector", "Name"], 2, "expected NAME=VALUE"),
        (&["get", FAN, "--selector", "A=1", "--selector", "A=2"], 2, "DSP0226:R5.1.2.2-4"),
        (&["get", FAN, "--instance", "CIM_Fan.A=x"], 2, "expected a value"),
        (&["enumerate", FAN, "--role", "Dependent"], 2, "--associated"),
        (&["enumerate", FAN, "--optimize", "--max-elements", "0"], 2, "expected an integer from 1"),
        (
            &["pull", FAN, "--context", "7", "--max-characters", "0"],
            2,
            "expected an integer from 1",
        ),
        (&["get", FAN, "--timeout=-PT1S"], 2, "not a negative one, found -PT1S"),
        (&["put", FAN], 2, "--body"),
        (&["pull", FAN], 2, "--context"),
        (&["subscribe", FAN], 2, "--notify-to"),
        (&["subscribe", FAN, "--push", "--pull"], 2, "cannot be used with"),
        (&["put", FAN, "--body", "no-such-file"], 1, "no-such-file: "),
        (&["put", FAN, "--body", "-"], 1, "-:1:1: NoRoot (102)"),
        (&["pull", FAN, "--after", &message("get")], 1, "expected an enumeration context"),
        (&["unsubscribe", &fan], 1, "expected an endpoint reference"),
    ] {
        let output = run(&[&["make"], words, &to].concat());
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), ""), "{words:?}");
        assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
    }
}

/// Requests, and the kinds they are of.
const MADE: &[(&str, &str)] = &[
    ("Get", "get URI --selector Name=1 --option A=b --required-option C=d --timeout PT60S"),
    ("Get", "get URI --fragment Speed --max-envelope-size 153600 --locale en-US"),
    ("Put", "put URI --body XML --selector Name=1"),
    ("Put", "put URI --body JSON"),
    ("Put", "put URI --fragment Speed --value 2"),
    ("Create", "create URI --body XML"),
    ("Create", "create URI --fragment Speed --body XML"),
    ("Delete", "delete URI --selector Name=1"),
    ("Delete", "delete URI --fragment Speed"),
    ("Enumerate, addressing 2005/08", "enumerate URI --filter Speed>1 --addressing 2005"),
    ("Enumerate", "enumerate URI --wql SELECT --optimize --max-elements 5 --expires PT5M"),
    ("Enumerate", "enumerate URI --mode object-and-epr --polymorphism exclude --estimate"),
    ("Pull", "pull URI --context 7 --max-elements 9 --max-characters 99 --max-time PT1S"),
    ("Pull", "pull URI --after ANSWER --estimate"),
    ("Release", "release URI --context 7"),
    ("EnumerationRenew", "enumeration-renew URI --context 7 --expires PT10M"),
    ("EnumerationGetStatus", "enumeration-status URI --after ANSWER"),
    ("Get", "get CLASS --instance PATH --show-extensions"),
    ("Enumerate", "enumerate CLASS --namespace root/cimv2 --cql SELECT"),
    ("Enumerate", "enumerate CLASS --select Name=1 --select Speed=2"),
    ("Enumerate", "enumerate CLASS --associated EPR --role Dependent --include Name"),
    ("Enumerate", "enumerate CLASS --associations EPR --result-class CIM_Component"),
    ("Method SetSpeed", "invoke URI SetSpeed --param Speed=1 --param Speed=2"),
    ("Method SetSpeed", "invoke URI SetSpeed --body XML"),
    ("Subscribe", "subscribe URI --notify-to http://x.org/sink --bookmark 1"),
    ("Subscribe", "subscribe URI --push-with-ack --notify-to http://x.org/sink --expires PT1H"),
    ("Subscribe", "subscribe URI --events --notify-to http://x.org/sink --max-time PT9S"),
    ("Subscribe", "subscribe URI --pull --send-bookmarks --heartbeats PT1M"),
    (
        "Subscribe",
        "subscribe URI --notify-to http://x.org/sink --retry 3 --retry-after PT5S --polymorphism none",
    ),
    (
        "Subscribe",
        "subscribe URI --notify-to http://x.org/sink --max-delivery-size 65536 --too-large skip",
    ),
    ("Subscribe", "subscribe URI --notify-to http://x.org/sink --auth PROFILE"),
];
