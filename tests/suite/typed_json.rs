//! JSON of instances with the types of their classes: it tells values, and leads back to the very
//! text, with the classes and without.

use std::path::PathBuf;

use cimwire::json::{Integers, Options};
use cimwire::schema::pack::{Pack, Packs};
use cimwire::xml::Document;
use cimwire::{Error, ErrorKind, Limits, Message, json};
use cimwire_tests::corpus::{Case, cases, golden};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{infoset, report, root};

#[test]
fn every_message_survives_typed_json() {
    let Some(cases) = cases() else { return };
    let packs = packs();
    let (mut messages, mut typed) = (0, 0);
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let message = Message::decode(case.bytes()).expect("a message");
        messages += 1;
        typed += usize::from(returns(&case.name, &message, &packs).expect("JSON"));
    }
    assert!(typed > 100, "{typed} of {messages}");
    report(format!("{messages} messages survive typed JSON, {typed} of them are told otherwise"));
}

#[test]
fn damaged_messages_survive_typed_json() {
    let mut originals: Vec<Vec<u8>> = golden().into_iter().map(|(_, message)| message).collect();
    originals.extend((0..20).map(|_| std::fs::read(pump("xml")).unwrap()));
    let cases = cases().unwrap_or_default();
    let cases = cases.iter().filter(|case| case.is_accepted() && case.bytes().len() < 8192);
    originals.extend(cases.map(Case::bytes).filter(|it| has(it, b"cim-schema/2/CIM_")));
    let packs = packs();
    let mut random = Random::new(7);
    let mut read = 0;
    for _ in 0..MUTANTS {
        let mutant = mutate(&originals[random.below(originals.len())], &mut random);
        let Ok(message) = Message::decode(mutant) else { continue };
        match returns("a mutant", &message, &packs) {
            Ok(_) => read += 1,
            Err(error) => assert!(error.kind().name().ends_with("Limit"), "{error:?}"),
        }
    }
    assert!(read > MUTANTS / 10, "{read} of {MUTANTS}");
}

#[test]
fn an_instance_of_a_vendor_is_its_file_in_json() {
    let packs = packs();
    let message = Message::decode(std::fs::read(pump("xml")).unwrap()).unwrap();
    let made = message.to_json_with(&options(&packs)).unwrap();
    let file = std::fs::read_to_string(pump("json")).unwrap();
    assert_eq!(made, file.trim_end());
    assert_eq!(returns("pump.xml", &message, &packs).ok(), Some(true));
}

/// What other libraries change without a word (numbers, nulls, lists of one), told as it is.
#[test]
fn nothing_is_changed_without_a_word() {
    let packs = packs();
    for (properties, told) in [
        ("<p:DeviceID>007</p:DeviceID>", r#""DeviceID":"007""#),
        ("<p:DeviceID>1e3</p:DeviceID>", r#""DeviceID":"1e3""#),
        ("<p:Mode>007</p:Mode>", r#""Mode":{"value":7,"text":"007"}"#),
        ("<p:Mode>1e3</p:Mode>", r#""Mode":"1e3""#),
        ("<p:Mode>70000</p:Mode>", r#""Mode":"70000""#),
        ("<p:Mode>-0</p:Mode>", r#""Mode":{"value":0,"text":"-0"}"#),
        ("<p:Mode/>", r#""Mode":"""#),
        ("<p:Flow>1e3</p:Flow>", r#""Flow":{"value":1000,"text":"1e3"}"#),
        ("<p:Flow>0.1</p:Flow>", r#""Flow":0.1"#),
        (
            "<p:Flow>0.10000000149011612</p:Flow>",
            r#""Flow":{"value":0.1,"text":"0.10000000149011612"}"#,
        ),
        ("<p:Flow>INF</p:Flow>", r#""Flow":"INF""#),
        ("<p:TotalFlow>1E16</p:TotalFlow>", r#""TotalFlow":1E16"#),
        ("<p:TotalFlow>-0</p:TotalFlow>", r#""TotalFlow":{"value":-0.0,"text":"-0"}"#),
        ("<p:DeviceID xsi:nil='true'/>", r#""DeviceID":null"#),
        ("<p:DeviceID/>", r#""DeviceID":"""#),
        ("<p:History>1</p:History>", r#""History":[1]"#),
        ("<p:History>1</p:History><p:History>02</p:History>", HISTORY),
        ("<p:History xsi:nil='true'/>", r#""History":null"#),
        ("<p:Notes>a</p:Notes><p:Notes xsi:nil='true'/><p:Notes/>", r#""Notes":["a",null,""]"#),
        ("<p:Mode>1</p:Mode><p:Mode>2</p:Mode>", r#""Mode":[1,2]"#),
        ("<p:IsPrimed>True</p:IsPrimed>", r#""IsPrimed":{"value":true,"text":"True"}"#),
        ("<p:IsPrimed>yes</p:IsPrimed>", r#""IsPrimed":"yes""#),
        ("<p:Pulses>9007199254740992</p:Pulses>", r#""Pulses":9007199254740992"#),
        ("<p:Pulses>9007199254740993</p:Pulses>", r#""Pulses":"9007199254740993""#),
        (
            "<p:Pulses>09007199254740993</p:Pulses>",
            r#""Pulses":{"value":"9007199254740993","text":"09007199254740993"}"#,
        ),
        ("<p:Firmware>AAAABkFD</p:Firmware>", r#""Firmware":"AAAABkFD""#),
        ("<p:Firmware>7</p:Firmware>", r#""Firmware":[7]"#),
        ("<p:Firmware><!-- --></p:Firmware>", r#""Firmware":"""#),
        ("<p:Grade> </p:Grade>", r#""Grade":" ""#),
        ("<p:Colour>007</p:Colour>", r#""Colour":"007""#),
    ] {
        let xml = envelope(&format!("<p:ACME_Pump>{properties}</p:ACME_Pump>"));
        let message = Message::decode(xml).unwrap();
        let made = message.to_json_with(&options(&packs)).unwrap();
        assert!(made.ends_with(&format!("{{{told}}}}}}}")), "{properties}: {made}");
        returns(properties, &message, &packs).unwrap();
    }
}

#[test]
fn integers_of_64_bits_are_as_options_have_them() {
    let packs = packs();
    let pulses = "<p:ACME_Pump><p:Pulses>7</p:Pulses><p:Mode>1</p:Mode></p:ACME_Pump>";
    let message = Message::decode(envelope(pulses)).unwrap();
    for (integers, told) in [
        (Integers::Exact, r#"{"Pulses":7,"Mode":1}"#),
        (Integers::Strings, r#"{"Pulses":"7","Mode":1}"#),
        (Integers::Numbers, r#"{"Pulses":7,"Mode":1}"#),
    ] {
        let options = Options { integers, ..options(&packs) };
        let made = message.to_json_with(&options).unwrap();
        assert!(made.contains(told), "{made}");
    }
}

#[test]
fn parameters_of_a_method_have_types() {
    let packs = packs();
    let call = "<p:SetMode_OUTPUT><p:ReadyAt>20260301071502.000000+060</p:ReadyAt>\
        <p:ReturnValue>0</p:ReturnValue></p:SetMode_OUTPUT>";
    let message = Message::decode(envelope(call)).unwrap();
    let made = message.to_json_with(&options(&packs)).unwrap();
    let told = r#"{"ReadyAt":"20260301071502.000000+060","ReturnValue":0}"#;
    assert!(made.contains(told), "{made}");
    assert_eq!(returns("a method", &message, &packs).ok(), Some(true));
}

#[test]
fn an_instance_may_be_in_a_property_in_two_ways() {
    let packs = packs();
    let inside = "<q:ACME_PumpSetting><q:Limit>7</q:Limit></q:ACME_PumpSetting>";
    let typed = " xsi:type='q:ACME_PumpSetting_Type'";
    let setting = r#"{"class":"ACME_PumpSetting","namespace":"http://acme.example/wscim/1/ACME_PumpSetting","properties":{"Limit":7}"#;
    for (property, told) in [
        (format!("<p:Setting>{inside}</p:Setting>"), format!("{setting}}}")),
        (
            format!("<p:Setting{typed}><q:Limit>7</q:Limit></p:Setting>"),
            format!(
                r#"{setting},"type":"{{http://acme.example/wscim/1/ACME_PumpSetting}}ACME_PumpSetting_Type"}}"#
            ),
        ),
    ] {
        let xml = envelope(&format!("<p:ACME_Pump>{property}</p:ACME_Pump>"));
        let message = Message::decode(xml).unwrap();
        let made = message.to_json_with(&options(&packs)).unwrap();
        assert!(made.contains(&format!("\"Setting\":{told}")), "{made}");
        returns(&property, &message, &packs).unwrap();
    }
}

#[test]
fn what_is_not_of_its_type_is_refused_with_its_path() {
    let packs = packs();
    for (properties, path, text) in [
        (r#"{"Mode":70000}"#, "Mode", "expected an integer from 0 to 65535"),
        (r#"{"Mode":true}"#, "Mode", "expected a string: text is kept as it is"),
        (r#"{"DeviceID":7}"#, "DeviceID", "expected a string: text is kept as it is"),
        (r#"{"History":[1,-1]}"#, "History[1]", "expected an integer from 0 to 4294967295"),
        (r#"{"Mode":{"value":7,"text":"8"}}"#, "Mode.text", "expected a text that stands for"),
        (r#"{"Setting":{"class":"A"}}"#, "Setting", "expected a class, its namespace and"),
        (
            r#"{"Setting":{"class":"A","namespace":"urn:a","properties":{},"type":"{urn:a}B"}}"#,
            "Setting.type",
            "expected the type of the class beside it",
        ),
    ] {
        let json = format!(
            r#"{{"class":"ACME_Pump","namespace":"urn:ACME_Pump","properties":{properties}}}"#
        );
        let error = json::to_xml_with(json.as_bytes(), &options(&packs)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::JsonForm);
        assert_eq!(error.path(), format!("properties.{path}"), "{json}");
        assert!(error.text().starts_with(text), "{error}");
    }
}

#[test]
fn numbers_keep_their_digits() {
    let packs = packs();
    let json = br#"{"class":"ACME_Pump","namespace":"urn:p","properties":{"Flow":0.123456789012,
        "TotalFlow":1e15,"Pulses":18446744073709551615,"Mode":7.0,"Temperature":-5}}"#;
    let texts = ["0.123456789012", "1000000000000000", "18446744073709551615", "7", "-5"];
    for options in [options(&packs), Options::default()] {
        let xml = json::to_xml_with(json, &options).unwrap();
        let document = Document::decode(xml).unwrap();
        let found: Vec<_> = document.root().children().map(|it| it.text().into_owned()).collect();
        assert_eq!(found, texts);
    }
}

#[test]
fn instances_in_instances_need_no_stack() {
    let packs = packs();
    let class = "ACME_Pump";
    let (start, end) = ("<p:ACME_Pump><p:Setting>", "</p:Setting></p:ACME_Pump>");
    let deep = envelope(&[start.repeat(60), end.repeat(60)].concat());
    let message = Message::decode(deep).unwrap();
    returns(class, &message, &packs).unwrap();
    let instance = r#"{"class":"A","namespace":"urn:a","properties":{"B":"#;
    let deep = [instance.repeat(100), "1".into(), "}}".repeat(100)].concat();
    let error = json::to_xml(deep.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DepthLimit);
}

/// Holds that a message comes back from typed JSON, with the classes at hand and without, and that
/// JSON made twice is the same; whether types make a difference to it.
fn returns(name: &str, message: &Message, packs: &Packs) -> Result<bool, Error> {
    let source = infoset::canonical(message.document().root());
    let untyped = message.to_json()?;
    let mut is_typed = false;
    for integers in [Integers::Exact, Integers::Strings, Integers::Numbers] {
        let typed = Options { integers, limits: Limits::default(), schema: Some(packs) };
        let made = message.to_json_with(&typed)?;
        is_typed |= made != untyped;
        let with = json::to_xml_with(made.as_bytes(), &typed)?;
        let without = json::to_xml(made.as_bytes(), &Limits::default())?;
        let shown = String::from_utf8_lossy(&with);
        assert_eq!(shown, String::from_utf8_lossy(&without), "{name}: {made}");
        let again = Document::decode(with.clone())?;
        assert_eq!(source, infoset::canonical(again.root()), "{name}: {made}\n{shown}");
        let again = Message::from_document(again)?.to_json_with(&typed)?;
        assert_eq!(made, again, "{name}: JSON changes: {shown}");
    }
    Ok(is_typed)
}

fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
         xmlns:p='http://acme.example/wscim/1/ACME_Pump' \
         xmlns:q='http://acme.example/wscim/1/ACME_PumpSetting'><s:Header><a:Action>\
         http://schemas.xmlsoap.org/ws/2004/09/transfer/GetResponse</a:Action></s:Header>\
         <s:Body>{body}</s:Body></s:Envelope>"
    )
}

fn options(packs: &Packs) -> Options<'_> {
    Options { schema: Some(packs), ..Options::default() }
}

/// The classes of CIM and a vendor's.
fn packs() -> Packs {
    let acme = std::fs::read(root().join("tests/corpus/schema/acme.cimpack")).unwrap();
    [Pack::cim().clone(), Pack::open(acme).unwrap()].into_iter().collect()
}

fn pump(extension: &str) -> PathBuf {
    root().join("tests/corpus/schema/pump").with_extension(extension)
}

fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

const HISTORY: &str = r#""History":[1,{"value":2,"text":"02"}]"#;
const MUTANTS: usize = 3000;
