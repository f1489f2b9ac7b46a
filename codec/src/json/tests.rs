use super::*;
use crate::error::ErrorKind;
use crate::limits::Limits;

fn json_of(xml: &str) -> String {
    Document::decode(xml.to_owned()).unwrap().to_json().unwrap()
}

/// The JSON of the value alone, of a root `r` in no namespace.
fn value_of(xml: &str) -> String {
    let json = json_of(xml);
    let value =
        json.strip_prefix("{\"name\":\"r\",\"value\":").and_then(|json| json.strip_suffix('}'));
    value.unwrap().to_owned()
}

#[test]
fn a_value_is_as_simple_as_it_can_be() {
    for (xml, expected) in [
        ("<r/>", r#""""#),
        ("<r></r>", r#""""#),
        ("<r> a\tb </r>", r#"" a\tb ""#),
        ("<r>a<!-- -->b<![CDATA[<]]>&amp;</r>", r#""ab<&""#),
        ("<r> <!-- --> </r>", r#""  ""#),
        ("<r a='1'/>", r#"{"@a":"1"}"#),
        ("<r a='&quot;'>x</r>", r##"{"@a":"\"","#text":"x"}"##),
        ("<r><a/> <b>1</b></r>", r#"{"a":"","b":"1"}"#),
        ("<r><a/><a>1</a><b/></r>", r#"{"a":["","1"],"b":""}"#),
        ("<r><b/><a/><a><c/><c/></a></r>", r#"{"b":"","a":["",{"c":["",""]}]}"#),
    ] {
        assert_eq!(value_of(xml), expected, "{xml}");
    }
}

#[test]
fn order_and_text_that_members_cannot_tell_make_a_list() {
    for (xml, expected) in [
        ("<r><a/><b/><a/></r>", r##"{"#content":[{"a":""},{"b":""},{"a":""}]}"##),
        ("<r> x<a/> <!-- -->y<?p?>z</r>", r##"{"#content":[" x",{"a":""}," yz"]}"##),
        (
            "<r k='v'><a>1<b/></a>.</r>",
            r##"{"@k":"v","#content":[{"a":{"#content":["1",{"b":""}]}},"."]}"##,
        ),
        ("<r><a/><![CDATA[ ]]>&#32;</r>", r#"{"a":""}"#),
        ("<r><a/><![CDATA[x]]> </r>", r##"{"#content":[{"a":""},"x "]}"##),
    ] {
        assert_eq!(value_of(xml), expected, "{xml}");
    }
}

#[test]
fn null_is_for_nil_and_nothing_else() {
    let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    let nil = r#""@{http://www.w3.org/2001/XMLSchema-instance}nil""#;
    for (rest, expected) in [
        ("i:nil='true'/>", "null".to_owned()),
        ("i:nil='true'><!-- --></r>", "null".to_owned()),
        ("i:nil='1'/>", format!("{{{nil}:\"1\"}}")),
        ("i:nil='true' a=''/>", format!("{{{nil}:\"true\",\"@a\":\"\"}}")),
        ("i:nil='true'> </r>", format!("{{{nil}:\"true\",\"#text\":\" \"}}")),
        ("i:nil='false'/>", format!("{{{nil}:\"false\"}}")),
    ] {
        assert_eq!(value_of(&format!("<r {xsi} {rest}")), expected, "{rest}");
    }
}

#[test]
fn prefixes_keep_their_meaning() {
    let start =
        "<r xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:p='urn:p' xmlns:q='urn:q'";
    let key = r#""@{http://www.w3.org/2001/XMLSchema-instance}type""#;
    for (rest, expected) in [
        (" i:type='p:T'/>", format!("{{{key}:\"{{urn:p}}T\"}}")),
        (" i:type='T'/>", format!("{{{key}:\"T\"}}")),
        (" xmlns='urn:d' i:type='T'/>", String::new()),
        (" i:type=' p:T'/>", format!("{{\"@xmlns\":{{\"p\":\"urn:p\"}},{key}:\" p:T\"}}")),
        (" i:type='x:T'/>", format!("{{{key}:\"x:T\"}}")),
        (" i:type='{urn:p}T'/>", format!("{{{key}:\"{{}}{{urn:p}}T\"}}")),
        (
            " a='q:x'>p:y p:z</r>",
            r##"{"@xmlns":{"q":"urn:q","p":"urn:p"},"@a":"q:x","#text":"p:y p:z"}"##.to_owned(),
        ),
        (">p:y</r>", r##"{"@xmlns":{"p":"urn:p"},"#text":"p:y"}"##.to_owned()),
        (
            "><a/>p<!-- -->:<![CDATA[y]]></r>",
            r##"{"@xmlns":{"p":"urn:p"},"#content":[{"a":""},"p:y"]}"##.to_owned(),
        ),
        (">x:y 12:30 http://p p: </r>", r#""x:y 12:30 http://p p: ""#.to_owned()),
    ] {
        let json = json_of(&format!("{start}{rest}"));
        let expected = match expected.as_str() {
            "" => format!("{{\"name\":\"{{urn:d}}r\",\"value\":{{{key}:\"{{urn:d}}T\"}}}}"),
            value => format!("{{\"name\":\"r\",\"value\":{value}}}"),
        };
        assert_eq!(json, expected, "{rest}");
    }
}

#[test]
fn bindings_are_those_in_force_where_the_value_stands() {
    let xml =
        "<r xmlns:p='urn:1'><a xmlns:p='urn:2'><b xmlns:p='urn:3'/>\n<c>p:x</c></a><d>p:x</d></r>";
    let expected = r##"{"a":{"b":"","c":{"@xmlns":{"p":"urn:2"},"#text":"p:x"}},"d":{"@xmlns":{"p":"urn:1"},"#text":"p:x"}}"##;
    assert_eq!(value_of(xml), expected);
}

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";

fn message_json(content: &str) -> String {
    let xml = format!("<s:Envelope xmlns:s='{SOAP}' xmlns:p='urn:p'{content}</s:Envelope>");
    Message::decode(xml).unwrap().to_json().unwrap()
}

#[test]
fn a_message_is_its_headers_and_its_body() {
    for (content, expected) in [
        (">", r#"{"kind":"Custom"}"#.to_owned()),
        ("><s:Header/>", r#"{"kind":"Custom","headers":[]}"#.to_owned()),
        ("><s:Body/>", r#"{"kind":"Custom","body":{}}"#.to_owned()),
        (
            "> <s:Body> <a/> <a/> </s:Body> ",
            r#"{"kind":"Custom","body":{"any":[{"name":"a","value":""},{"name":"a","value":""}]}}"#
                .to_owned(),
        ),
        ("><s:Body> </s:Body>", r#"{"kind":"Custom","body":[" "]}"#.to_owned()),
        (
            " a='1'><s:Header xml:lang='en'><p:H s:mustUnderstand='true'/><p:H b='' s:mustUnderstand='false'>x</p:H><p:H s:mustUnderstand='1'/></s:Header><s:Body b='2'/>",
            format!(
                "{}{}{}{}",
                r#"{"kind":"Custom","attributes":{"envelope":{"@a":"1"},"header":{"@{http://www.w3.org/XML/1998/namespace}lang":"en"},"body":{"@b":"2"}},"#,
                r##""headers":[{"name":"{urn:p}H","must_understand":true,"value":""},{"name":"{urn:p}H","must_understand":false,"value":{"@b":"","#text":"x"}},"##,
                r#"{"name":"{urn:p}H","value":{"@{http://www.w3.org/2003/05/soap-envelope}mustUnderstand":"1"}}],"#,
                r#""body":{}}"#,
            ),
        ),
    ] {
        assert_eq!(message_json(content), expected, "{content}");
    }
}

#[test]
fn an_envelope_out_of_the_ordinary_is_carried_whole() {
    for content in [
        "> ",
        ">x<s:Body/>",
        "><s:Header> </s:Header>",
        "><s:Header>x<a/></s:Header>",
        "><s:Body>x<a/></s:Body>",
        "><s:Body>p:x</s:Body>",
        "><s:Body/><s:Header/>",
        "><s:Body/><s:Body/>",
        "><s:Body/><a/>",
        " a='p:x'>",
        "><s:Header a='p:x'/>",
        "><s:Body a='p:x'/>",
    ] {
        let json = message_json(content);
        let start = format!(
            "{{\"kind\":\"Custom\",\"envelope\":{{\"name\":\"{{{SOAP}}}Envelope\",\"value\":"
        );
        assert!(json.starts_with(&start), "{content}: {json}");
    }
    let alias = "<Envelope xmlns='https://www.w3.org/2003/05/soap-envelope'><Body/></Envelope>";
    assert!(Message::decode(alias).unwrap().to_json().unwrap().contains("{https://www.w3.org"));
}

#[test]
fn long_namespaces_do_not_multiply_without_bound() {
    let xml = format!("<p:a xmlns:p='{}'>{}</p:a>", "u".repeat(1000), "<p:b/>".repeat(2000));
    let document = Document::decode(xml).unwrap();
    let limits = Limits { bytes: 1000, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let mut out = String::new();
    let shared = document.root().write_json(&options, &mut out);
    assert!(shared.is_ok(), "an array has its key once");
    let children: String = (0..2000).map(|n| format!("<p:b{n}/>")).collect();
    let document =
        Document::decode(format!("<p:a xmlns:p='{}'>{children}</p:a>", "u".repeat(1000))).unwrap();
    let error = document.root().write_json(&options, &mut out).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BytesLimit);
}
