use super::*;
use crate::error::ErrorKind;
use crate::soap::Message;
use crate::xml::Document;

fn xml_of(json: &str) -> String {
    let xml = to_xml(json.as_bytes(), &Limits::default());
    String::from_utf8(xml.unwrap_or_else(|error| panic!("{json}: {error:?}"))).unwrap()
}

fn refusal(json: &str) -> (ErrorKind, usize, String) {
    let error = to_xml(json.as_bytes(), &Limits::default()).expect_err(json);
    (error.kind(), error.offset(), error.path().to_owned())
}

/// XML to JSON to XML to JSON: both JSON texts are the same.
fn there_and_back(xml: &str) -> String {
    let json = Document::decode(xml.to_owned()).unwrap().to_json().unwrap();
    let again = xml_of(&json);
    assert_eq!(
        Document::decode(again.clone()).unwrap().to_json().unwrap(),
        json,
        "{xml} as {again}"
    );
    again
}

#[test]
fn values_become_elements() {
    for (value, expected) in [
        (r#""""#, "<r/>"),
        (r#""<\u0009\u00e9\ud83d\ude00""#, "<r>&lt;\té😀</r>"),
        (r#"{}"#, "<r/>"),
        (r##"{"#text":"x","@b":"1","@a":"2"}"##, r#"<r b="1" a="2">x</r>"#),
        (r#"{"a":["",{"b":"1"}],"c":"","d":[]}"#, "<r><a/><a><b>1</b></a><c/></r>"),
        (
            r##"{"#content":["x",{"a":""},"y",{"b":{"#content":[]}},{"a":""}]}"##,
            "<r>x<a/>y<b/><a/></r>",
        ),
    ] {
        assert_eq!(xml_of(&format!("{{\"name\":\"r\",\"value\":{value}}}")), expected);
    }
    let nil = xml_of("\u{feff} {\"value\":{\"a\":null},\"name\":\"r\"} ");
    assert_eq!(
        nil,
        r#"<r><a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></r>"#
    );
}

#[test]
fn a_message_becomes_an_envelope() {
    let json = r##"{"body":{"any":[{"name":"{urn:p}B","value":""}]},
        "headers":[{"name":"{urn:h}H","must_understand":false,"value":{"@a":"1"}}],"kind":"Custom",
        "attributes":{"body":{"@b":"2"}}}"##;
    let expected = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:p=\"urn:h\"><s:Header>\
        <p:H s:mustUnderstand=\"false\" a=\"1\"/></s:Header><s:Body b=\"2\"><p1:B xmlns:p1=\"urn:p\"/></s:Body></s:Envelope>";
    assert_eq!(xml_of(json), expected);
    for json in [
        r#"{"kind":"Custom"}"#,
        r#"{"kind":"Custom","headers":[]}"#,
        r#"{"kind":"Custom","body":{}}"#,
        r#"{"kind":"Custom","body":[" x "]}"#,
        r#"{"kind":"Custom","attributes":{"envelope":{"@a":""},"header":{"@b":""}},"headers":[]}"#,
        r#"{"kind":"Custom","envelope":{"name":"{https://www.w3.org/2003/05/soap-envelope}Envelope","value":"x"}}"#,
    ] {
        assert_eq!(Message::decode(xml_of(json)).unwrap().to_json().unwrap(), json);
    }
}

#[test]
fn a_prefix_in_a_value_never_comes_to_mean_something_else() {
    let soap = "http://www.w3.org/2003/05/soap-envelope";
    // `s` stands for nothing in the text, so it must not become the prefix of SOAP.
    let xml = there_and_back(&format!("<e:a xmlns:e='{soap}'><e:b/>s:Sender p:x</e:a>"));
    assert_eq!(xml, format!("<p1:a xmlns:p1=\"{soap}\"><p1:b/>s:Sender p:x</p1:a>"));
    // Here it stands for SOAP, and may.
    let xml = there_and_back(&format!("<s:a xmlns:s='{soap}'><s:b>s:Sender</s:b></s:a>"));
    assert_eq!(xml, format!("<s:a xmlns:s=\"{soap}\"><s:b>s:Sender</s:b></s:a>"));
    // Here for two namespaces in turn.
    let xml =
        there_and_back(&format!("<s:a xmlns:s='{soap}'><s:b xmlns:s='urn:x'>s:y</s:b>s:z</s:a>"));
    assert_eq!(xml, format!("<s:a xmlns:s=\"{soap}\"><s:b xmlns:s=\"urn:x\">s:y</s:b>s:z</s:a>"));
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    for value in ["xs:int", "int", " q:int", "{urn:x}int", "{}{urn:x}int", "z:int", "{", "q:x q:y"]
    {
        there_and_back(&format!(
            "<a {xsi} xmlns='urn:d' xmlns:q='urn:q' xsi:type='{value}' b='q:z'>q:x</a>"
        ));
    }
}

#[test]
fn what_is_not_json_is_refused_where_it_stops_being_json() {
    for (json, at) in [
        ("", 0),
        ("{\"name\":\"a\",\"value\":\"\\ud800\"}", 21),
        ("{\"name\":\"a\" \"value\"}", 12),
        ("\u{feff}{\"name\":01}", 12),
        ("{\"name\":123456789012345678901234567890123456789012345678901e999}", 8),
        ("{} x", 3),
    ] {
        let (kind, offset, _) = refusal(json);
        assert_eq!(kind, ErrorKind::JsonSyntax, "{json}");
        if !json.contains("e999") {
            assert_eq!(offset, at, "{json}");
        }
    }
    let error = to_xml(b"{\"name\":\"\xff\"}", &Limits::default()).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::JsonSyntax, 9));
}

#[test]
fn json_of_another_form_is_refused_with_its_path() {
    for (json, path, at) in [
        (r#"[]"#, "", "["),
        (r#"{"name":"a"}"#, "", "{"),
        (r#"{"name":"a","value":"","x":1}"#, "x", r#""x""#),
        (r#"{"name":"a","name":"b","value":""}"#, "name", r#""b""#),
        (r#"{"name":7,"value":""}"#, "name", r#""name""#),
        (r#"{"name":"a b","value":""}"#, "name", r#""a b""#),
        (r#"{"name":"{}a","value":""}"#, "name", r#""{}a""#),
        (r#"{"name":"a","value":7}"#, "value", r#""value""#),
        (r#"{"name":"a","value":[]}"#, "value", r#""value""#),
        (r#"{"name":"a","value":{"b":[["x"]]}}"#, "value.b[0]", r#""b""#),
        (r#"{"name":"a","value":{"b":"","b":""}}"#, "value.b", r#""""#),
        (r#"{"name":"a","value":{"@b":null}}"#, "value.@b", r#""@b""#),
        (r##"{"name":"a","value":{"#text":"x","b":""}}"##, "value.b", r#""""#),
        (r##"{"name":"a","value":{"#comment":"x"}}"##, "value.#comment", r#""x""#),
        (
            r##"{"name":"a","value":{"#content":[{"b":"","c":""}]}}"##,
            "value.#content[0]",
            r##""#content""##,
        ),
        (r##"{"name":"a","value":{"#content":"x"}}"##, "value.#content", r#""x""#),
        (r##"{"name":"a","value":{"@xmlns":{"":"urn:x"}}}"##, "value.@xmlns.", r#""urn:x""#),
        (r##"{"name":"a","value":{"@xmlns":{"p":""}}}"##, "value.@xmlns.p", r#""""#),
        (r#"{"kind":"Got"}"#, "kind", r#""Got""#),
        (r#"{"kind":"Custom","headers":{}}"#, "headers", r#""headers""#),
        (
            r#"{"kind":"Custom","headers":[{"name":"a","must_understand":"true","value":""}]}"#,
            "headers[0].must_understand",
            r#""true""#,
        ),
        (
            r#"{"kind":"Custom","body":{"any":[{"name":"a","must_understand":true,"value":""}]}}"#,
            "body.any[0].must_understand",
            r#""must_understand""#,
        ),
        (
            r#"{"kind":"Custom","body":{"any":[{"name":"a","value":""},{"name":"b","value":{"{urn:x}c":true}}]}}"#,
            "body.any[1].value.{urn:x}c",
            r#""{urn:x}c""#,
        ),
        (r#"{"kind":"Custom","body":{"text":""}}"#, "body.text", r#""""#),
        (r#"{"kind":"Custom","attributes":{"body":{}}}"#, "attributes.body", r#""body""#),
        (
            r#"{"kind":"Custom","attributes":{"envelope":{"a":""}}}"#,
            "attributes.envelope.a",
            r#""""#,
        ),
        (
            r#"{"kind":"Custom","body":{"any":[]},"envelope":{"name":"a","value":""}}"#,
            "body",
            r#""body""#,
        ),
        (r#"{"kind":"Custom","envelope":{"name":"a","value":""}}"#, "envelope.name", r#""a""#),
    ] {
        let (kind, offset, found) = refusal(json);
        assert_eq!((kind, found.as_str()), (ErrorKind::JsonForm, path), "{json}");
        assert_eq!(Some(offset), json.rfind(at), "{json}");
    }
}

#[test]
fn what_xml_cannot_carry_is_refused() {
    for (json, path) in [
        (r#"{"name":"a","value":{"b":["","\u0000"]}}"#, "value.b[1]"),
        (r#"{"name":"a","value":{"@b":"\uffff"}}"#, "value.@b"),
        (r#"{"name":"{http://www.w3.org/2000/xmlns/}a","value":""}"#, "value"),
    ] {
        let (kind, _, found) = refusal(json);
        assert_eq!((kind, found.as_str()), (ErrorKind::Unwritable, path), "{json}");
    }
}

#[test]
fn limits_count_as_they_do_for_xml() {
    let limits =
        Limits { bytes: 200, depth: 3, attributes: 2, namespaces: 2, text: 10, names: 100 };
    let kind = |value: &str| {
        let json = format!("{{\"name\":\"a\",\"value\":{value}}}");
        to_xml(json.as_bytes(), &limits).map_err(|error| error.kind())
    };
    assert!(kind(r##"{"a":[{"#content":[{"a":"1234567890"}]}]}"##).is_ok());
    assert_eq!(kind(r#"{"a":{"b":{"c":""}}}"#), Err(ErrorKind::DepthLimit));
    assert_eq!(kind(&format!("{}{}", "[".repeat(50), "]".repeat(50))), Err(ErrorKind::DepthLimit));
    assert_eq!(kind(r#""12345678901""#), Err(ErrorKind::TextLimit));
    assert_eq!(kind(r#"{"@a":"","@b":"","@c":""}"#), Err(ErrorKind::AttributesLimit));
    assert_eq!(kind(r#"{"@xmlns":{"a":"u","b":"u","c":"u"}}"#), Err(ErrorKind::NamespacesLimit));
    assert_eq!(kind(&" ".repeat(200)), Err(ErrorKind::BytesLimit));
}

#[test]
fn nesting_costs_no_stack_and_is_limited() {
    let levels = 256;
    let json = format!("{}\"\"{}", "{\"a\":[\"\",".repeat(levels - 1), "]}".repeat(levels - 1));
    assert!(
        to_xml(format!("{{\"name\":\"a\",\"value\":{json}}}").as_bytes(), &Limits::default())
            .is_ok()
    );
    for hostile in ["[".repeat(1 << 20), "{\"a\":".repeat(1 << 18)] {
        let json = format!("{{\"name\":\"a\",\"value\":{hostile}");
        assert_eq!(refusal(&json).0, ErrorKind::DepthLimit);
    }
    let limits = Limits { depth: 1 << 20, ..Limits::default() };
    let deep = 100_000;
    let json = format!("{}\"\"{}", "{\"a\":".repeat(deep), "}".repeat(deep));
    let xml = to_xml(format!("{{\"name\":\"a\",\"value\":{json}}}").as_bytes(), &limits).unwrap();
    assert_eq!(xml.len(), 7 * deep + 4);
}

#[test]
fn many_members_of_one_object_are_no_trouble() {
    let members: Vec<String> = (0..50_000).map(|n| format!("\"m{n}\":\"\"")).collect();
    let json = format!("{{\"name\":\"a\",\"value\":{{{}}}}}", members.join(","));
    there_and_back(&xml_of(&json));
    let twice = json.replace("\"m49999\"", "\"m7\"");
    assert_eq!(refusal(&twice).0, ErrorKind::JsonForm);
    let limits = Limits { names: 40_000, ..Limits::default() };
    let error = to_xml(json.as_bytes(), &limits).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NamesLimit);
}

#[test]
fn members_of_records_may_stand_in_any_order() {
    let json = r#"{"body":{"max_elements":5,"enumeration_context":7.0},"kind":"Pull"}"#;
    assert_eq!(refusal(json).2, "body.enumeration_context");
    let json = r#"{"body":{"max_elements":5,"enumeration_context":"7"},"reply_to":{"address":"urn:r"},"kind":"Pull","to":"urn:t"}"#;
    let xml = xml_of(json);
    let order = ["<a:To>", "<a:ReplyTo>", ">7<", ">5<"].map(|part| xml.find(part).unwrap());
    assert!(order.is_sorted(), "{xml}");
}

#[test]
fn numbers_are_those_of_their_type() {
    let size = |value: &str| format!(r#"{{"kind":"Custom","max_envelope_size":{value}}}"#);
    for (value, text) in
        [("51200", "51200"), ("\"051\"", "051"), (r#"{"value":51,"text":"051"}"#, "051")]
    {
        assert!(xml_of(&size(value)).contains(&format!(">{text}</")), "{value}");
    }
    for value in ["0", "-1", "1.5", "true", "[1]", r#"{"text":"1"}"#] {
        let (kind, _, path) = refusal(&size(value));
        assert_eq!((kind, path.as_str()), (ErrorKind::JsonForm, "max_envelope_size"), "{value}");
    }
    let (_, _, path) = refusal(&size(r#"{"value":51,"text":"052"}"#));
    assert_eq!(path, "max_envelope_size.text");
}

#[test]
fn members_that_a_form_does_not_have_are_refused_with_their_path() {
    for (json, path) in [
        (r#"{"kind":"Custom","two":""}"#, "two"),
        (r#"{"kind":"Custom","@a":""}"#, "@a"),
        (r#"{"kind":"Get","method":"x"}"#, "method"),
        (r#"{"kind":"Get","body":{},"more":[]}"#, "more"),
        (r#"{"kind":"Get","more":[]}"#, "more"),
        (r#"{"kind":"Get","addressing":"2006"}"#, "addressing"),
        (r#"{"kind":"Get","to":"u","names":{"action":"{urn:x}Action"}}"#, "names.action"),
        (r#"{"kind":"Get","to":"u","names":{"to":"{urn:x}To"}}"#, "names.to"),
        (r#"{"kind":"Get","to":"u","header_order":["to","to"]}"#, "header_order[1]"),
        (r#"{"kind":"Get","to":"u","action":"a","header_order":["to"]}"#, "header_order"),
        (r#"{"kind":"Get","reply_to":{"adress":"u"}}"#, "reply_to.adress"),
        (r#"{"kind":"Get","reply_to":"u"}"#, "reply_to"),
        (r#"{"kind":"Get","selectors":{"a":7}}"#, "selectors.a"),
        (r#"{"kind":"Get","selectors":[{"name":"a"}]}"#, "selectors[0]"),
        (r#"{"kind":"Get","options":{"a":"b"}}"#, "options"),
        (r#"{"kind":"Pull","body":{"max_time":"PT1S","meaning":""}}"#, "body.meaning"),
        (r#"{"kind":"Pull","body":{"any":[{"value":""}]}}"#, "body.any[0]"),
        (r#"{"kind":"PullResponse","body":{"items":[{}]}}"#, "body.items[0]"),
        (r#"{"kind":"PullResponse","body":{"end_of_sequence":false}}"#, "body.end_of_sequence"),
        (r#"{"kind":"GetResponse","body":{"class":"a","namespace":""}}"#, "body"),
        (
            r#"{"kind":"GetResponse","body":{"class":"a","namespace":"","properties":{"b":{"form":"x","value":""}}}}"#,
            "body.properties.b.form",
        ),
        (r#"{"kind":"Fault","body":{"subcode":"{u}a"}}"#, "body.subcode"),
        (r#"{"kind":"Fault","body":{"code":"a b"}}"#, "body.code"),
        (r#"{"kind":"Fault","body":{"reasons":[{"lang":"en"}]}}"#, "body.reasons[0]"),
    ] {
        let (kind, _, found) = refusal(json);
        assert_eq!((kind, found.as_str()), (ErrorKind::JsonForm, path), "{json}");
    }
}

#[test]
fn a_message_is_of_the_kind_it_says() {
    let get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";
    for (rest, kind) in [
        (format!(r#""action":" {get}""#), "Get"),
        (format!(r#""action":{{"value":"{get}","must_understand":true}},"body":{{}}"#), "Get"),
        (format!(r#""action":"{get}","body":{{"reasons":[]}}"#), "Fault"),
        (r#""body":{"any":[{"name":"x","value":""}]}"#.to_owned(), "Custom"),
        (r#""resource_uri":"urn:x/C","action":"urn:x/C/Do","body":{}"#.to_owned(), "Method"),
    ] {
        assert!(xml_of(&format!("{{\"kind\":\"{kind}\",{rest}}}")).starts_with('<'), "{rest}");
        let (error, _, path) = refusal(&format!("{{\"kind\":\"Delete\",{rest}}}"));
        assert_eq!(error, ErrorKind::JsonForm, "{rest}");
        assert!(["kind", "body.any", "body.reasons"].contains(&path.as_str()), "{path}");
    }
}

#[test]
fn references_are_nested_only_so_far() {
    let levels = 9;
    let open = r#"{"selectors":{"a":"#.repeat(levels);
    let json = format!("{{\"kind\":\"Get\",\"from\":{open}\"\"{}}}", "}}".repeat(levels));
    assert_eq!(refusal(&json).0, ErrorKind::DepthLimit);
}
