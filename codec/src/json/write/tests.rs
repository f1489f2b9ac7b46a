use crate::json::{Integers, Options, to_xml};
use crate::limits::Limits;
use crate::soap::Message;
use crate::xml::diff;

const SPACES: &str = "xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
    xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' xmlns:a5='http://www.w3.org/2005/08/addressing' \
    xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' \
    xmlns:w5='http://schemas.xmlsoap.org/ws/2005/06/management' \
    xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' \
    xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xs='http://www.w3.org/2001/XMLSchema' \
    xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common' xmlns:p='urn:p'";
const ANONYMOUS: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

fn message(content: &str) -> Message {
    Message::decode(format!("<s:Envelope {SPACES}>{content}</s:Envelope>")).unwrap()
}

/// The JSON of a message, which is the same again after a way through XML; and so is all that has
/// no names in texts.
fn json(content: &str) -> String {
    let source = message(content);
    let json = source.to_json().unwrap();
    let xml = to_xml(json.as_bytes(), &Limits::default());
    let xml = xml.unwrap_or_else(|error| panic!("{error} at {}: {json}", error.path()));
    let again = Message::decode(xml).unwrap();
    assert_eq!(again.to_json().unwrap(), json, "{}", again.document().root().outer());
    if !json.contains("\"{") {
        let roots = [source.document().root(), again.document().root()];
        assert_eq!(diff(roots[0], roots[1]).next().map(|it| it.path), None, "{json}");
    }
    json
}

/// The members that header blocks are.
fn headers(blocks: &str) -> String {
    let json = json(&format!("<s:Header>{blocks}</s:Header>"));
    let members = json.strip_prefix("{\"kind\":\"Custom\",").and_then(|it| it.strip_suffix('}'));
    members.unwrap_or_else(|| panic!("{json}")).to_owned()
}

/// The body of a message with an action.
fn body(action: &str, body: &str) -> String {
    let json =
        json(&format!("<s:Header><a:Action>{action}</a:Action></s:Header><s:Body>{body}</s:Body>"));
    json.split_once("\"body\":").unwrap().1.strip_suffix('}').unwrap().to_owned()
}

const PULL: &str = "http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull";
const PULL_RESPONSE: &str = "http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse";
const FAULT: &str = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault";

#[test]
fn header_blocks_are_members() {
    for (blocks, expected) in [
        ("<a:To>urn:t</a:To><a:Action>urn:a</a:Action>", r#""to":"urn:t","action":"urn:a""#),
        ("<a:To> urn:t</a:To>", r#""to":{"value":"urn:t","text":" urn:t"}"#),
        (
            "<w:MaxEnvelopeSize s:mustUnderstand='true' Policy='Skip'>051</w:MaxEnvelopeSize>",
            r#""max_envelope_size":{"value":51,"text":"051","must_understand":true,"policy":"Skip"}"#,
        ),
        (
            "<a:To s:mustUnderstand='1' xmlns:q='urn:q' q:a='p:x'>urn:t</a:To>",
            r#""to":{"value":"urn:t","@xmlns":{"p":"urn:p"},"@{http://www.w3.org/2003/05/soap-envelope}mustUnderstand":"1","@{urn:q}a":"p:x"}"#,
        ),
        ("<w:Locale xml:lang='de'/>", r#""locale":{"lang":"de"}"#),
        ("<w:RequestEPR/>", r#""request_epr":true"#),
        ("<w:RequestEPR> </w:RequestEPR>", r#""request_epr":" ""#),
        ("<w:OperationTimeout xsi:nil='true'/>", r#""operation_timeout":null"#),
        ("<a:RelatesTo>urn:1</a:RelatesTo>", r#""relates_to":"urn:1""#),
        (
            "<a:RelatesTo>urn:1</a:RelatesTo><a:RelatesTo>urn:2</a:RelatesTo>",
            r#""relates_to":["urn:1","urn:2"]"#,
        ),
        (
            "<a:Action>urn:a</a:Action><p:X s:mustUnderstand='false'/><a:To>urn:t</a:To>",
            r#""to":"urn:t","action":"urn:a","headers":[{"name":"{urn:p}X","must_understand":false,"value":""}],"header_order":["action","headers","to"]"#,
        ),
        (
            "<a:To>urn:t</a:To><a:To>urn:u</a:To>",
            r#""to":"urn:t","headers":[{"name":"{http://schemas.xmlsoap.org/ws/2004/08/addressing}To","value":"urn:u"}]"#,
        ),
        (
            "<a5:To>urn:t</a5:To><w5:RequestEPR/>",
            r#""dialect":"2005/06","addressing":"2005/08","to":"urn:t","request_epr":true"#,
        ),
        (
            "<a:To>urn:t</a:To><a5:Action>urn:a</a5:Action>",
            r#""to":"urn:t","action":"urn:a","names":{"action":"{http://www.w3.org/2005/08/addressing}Action"}"#,
        ),
        (
            "<a:To><p:x/></a:To>",
            r#""headers":[{"name":"{http://schemas.xmlsoap.org/ws/2004/08/addressing}To","value":{"{urn:p}x":""}}]"#,
        ),
        ("<w:Bookmark><value/></w:Bookmark>", r#""bookmark":{"value":{"value":""}}"#),
        (
            "<w:Bookmark s:mustUnderstand='true'>b</w:Bookmark>",
            r#""bookmark":{"value":"b","must_understand":true}"#,
        ),
        ("<s:NotUnderstood qname='p:X'/>", r#""not_understood":{"qname":"{urn:p}X"}"#),
        (
            "<w:FragmentTransfer Dialect='urn:d'>a/b</w:FragmentTransfer>",
            r#""fragment":{"value":"a/b","dialect":"urn:d"}"#,
        ),
    ] {
        assert_eq!(headers(blocks), expected, "{blocks}");
    }
}

#[test]
fn selectors_and_options_have_forms_of_their_own() {
    let set = |attributes: &str, content: &str| {
        headers(&format!("<w:SelectorSet{attributes}>{content}</w:SelectorSet>"))
    };
    let one = "<w:Selector Name='Name'> a </w:Selector>";
    assert_eq!(set("", one), r#""selectors":{"Name":" a "}"#);
    assert_eq!(
        set(" s:mustUnderstand='true'", one),
        r#""selectors":{"value":{"Name":" a "},"must_understand":true}"#
    );
    assert_eq!(
        set("", &one.repeat(2)),
        r#""selectors":[{"name":"Name","value":" a "},{"name":"Name","value":" a "}]"#
    );
    assert_eq!(
        set("", "<w:Selector Name='value' xsi:nil='true'/>"),
        r#""selectors":[{"name":"value","value":null}]"#
    );
    assert_eq!(set("", ""), r#""selectors":{}"#);
    assert_eq!(
        set(" a='p:x'", ""),
        r#""selectors":{"value":{},"@xmlns":{"p":"urn:p"},"@a":"p:x"}"#
    );
    let epr = "<w:Selector Name='E'><a:EndpointReference><a:Address>urn:e</a:Address></a:EndpointReference></w:Selector>";
    assert_eq!(set("", epr), r#""selectors":{"E":{"address":"urn:e"}}"#);
    for misfit in [
        "<w:Selector>a</w:Selector>",
        "<w:Selector Name='p:a'/>",
        "<w:Selector Name='a' b=''/>",
        "<w:Selector Name='a'>p:x</w:Selector>",
        "<w:Selector Name='a'><p:x/></w:Selector>",
        "<p:x/>",
        "x",
    ] {
        assert!(set("", misfit).starts_with("\"headers\":[{\"name\":"), "{misfit}");
    }
    assert_eq!(
        headers(
            "<w:OptionSet s:mustUnderstand='true'><w:Option Name='a' Type='xs:int' MustComply='1'>7</w:Option>\
             <w:Option Name='b' xsi:nil='true'/></w:OptionSet>"
        ),
        r#""options":{"value":[{"name":"a","value":"7","must_comply":{"value":true,"text":"1"},"type":"{http://www.w3.org/2001/XMLSchema}int"},{"name":"b","value":null}],"must_understand":true}"#
    );
}

#[test]
fn endpoint_references_flatten_their_parameters() {
    let reply = |content: &str| headers(&format!("<a:ReplyTo>{content}</a:ReplyTo>"));
    let address = format!("<a:Address>{ANONYMOUS}</a:Address>");
    let parameters = |content: &str| {
        reply(&format!("{address}<a:ReferenceParameters>{content}</a:ReferenceParameters>"))
    };
    let expected = |rest: &str| format!("\"reply_to\":{{\"address\":\"{ANONYMOUS}\"{rest}}}");
    assert_eq!(reply(&address), expected(""));
    assert_eq!(parameters(""), expected(",\"parameters\":[]"));
    let uri = "<w:ResourceURI>urn:r</w:ResourceURI>";
    let set = "<w:SelectorSet><w:Selector Name='a'>b</w:Selector></w:SelectorSet>";
    assert_eq!(
        parameters(&format!("{uri}{set}<p:x/>")),
        expected(
            r#","resource_uri":"urn:r","selectors":{"a":"b"},"parameters":[{"name":"{urn:p}x","value":""}]"#
        )
    );
    assert_eq!(
        parameters(&format!("{set}{uri}")),
        expected(
            r#","selectors":{"a":"b"},"parameters":[{"name":"{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}ResourceURI","value":"urn:r"}]"#
        )
    );
    assert_eq!(
        reply(&format!("<p:y/><a:ReferenceParameters>{uri}</a:ReferenceParameters>{address}")),
        expected(
            r#","resource_uri":"urn:r","any":[{"name":"{urn:p}y","value":""}],"order":["any","reference_parameters","address"]"#
        )
    );
    assert_eq!(
        headers(
            "<a:To>urn:t</a:To><a:From><a5:Address>urn:f</a5:Address><a:PortType>p:T</a:PortType></a:From>"
        ),
        r#""to":"urn:t","from":{"address":"urn:f","port_type":"{urn:p}T","names":{"port_type":"{http://schemas.xmlsoap.org/ws/2004/08/addressing}PortType"},"addressing":"2005/08"}"#
    );
}

#[test]
fn references_nested_without_end_are_elements_in_the_end() {
    let levels = 40;
    let open = "<a:EndpointReference><a:Address>urn:e</a:Address><a:ReferenceParameters><w:SelectorSet><w:Selector Name='n'>";
    let close = "</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference>";
    let nested = format!("{}{}", open.repeat(levels), close.repeat(levels));
    let json = headers(&format!("<w:RequestedEPR>{nested}</w:RequestedEPR>"));
    assert_eq!(json.matches("\"address\":\"urn:e\"").count(), 8);
}

#[test]
fn bodies_are_the_record_of_their_kind() {
    for (content, expected) in [
        (
            "<n:Pull><n:EnumerationContext>7</n:EnumerationContext><n:MaxElements>5</n:MaxElements></n:Pull>",
            r#"{"enumeration_context":"7","max_elements":5}"#,
        ),
        (
            "<n:Pull><n:MaxElements>five</n:MaxElements><n:EnumerationContext><p:x/></n:EnumerationContext><n:MaxElements/></n:Pull>",
            r#"{"enumeration_context":{"{urn:p}x":""},"max_elements":"five","any":[{"name":"{http://schemas.xmlsoap.org/ws/2004/09/enumeration}MaxElements","value":""}],"order":["max_elements","enumeration_context","any"]}"#,
        ),
        ("<n:Pull/><p:x/>", r#"{},"more":[{"name":"{urn:p}x","value":""}]"#),
        ("<n:Pull a='p:x'/>", r#"{"@xmlns":{"p":"urn:p"},"@a":"p:x"}"#),
        (
            "<n:Pull>x<p:x/></n:Pull>",
            r##"[{"name":"{http://schemas.xmlsoap.org/ws/2004/09/enumeration}Pull","value":{"#content":["x",{"{urn:p}x":""}]}}]"##,
        ),
        (
            "<p:x/><n:Pull/>",
            r#"[{"name":"{urn:p}x","value":""},{"name":"{http://schemas.xmlsoap.org/ws/2004/09/enumeration}Pull","value":""}]"#,
        ),
        ("", "[]"),
        (" x ", r#"[" x "]"#),
    ] {
        assert_eq!(body(PULL, content), expected, "{content}");
    }
    let get = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";
    assert_eq!(body(get, ""), "{}");
    assert_eq!(body(get, "<p:x/>"), r#"{"any":[{"name":"{urn:p}x","value":""}]}"#);
    let renew = "<n:Renew xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/eventing'/>";
    assert_eq!(
        body("http://schemas.xmlsoap.org/ws/2004/09/eventing/Renew", renew),
        r#"{},"names":{"body":"{http://schemas.xmlsoap.org/ws/2004/09/eventing}Renew"}"#
    );
}

#[test]
fn items_are_instances_references_pairs_and_fragments() {
    let items = |content: &str| {
        let json = body(
            PULL_RESPONSE,
            &format!("<n:PullResponse><n:Items>{content}</n:Items></n:PullResponse>"),
        );
        json.strip_prefix("{\"items\":").and_then(|it| it.strip_suffix('}')).unwrap().to_owned()
    };
    let epr = "<a:EndpointReference><a:Address>urn:e</a:Address></a:EndpointReference>";
    let fan = "<p:Fan><p:Name>a</p:Name></p:Fan>";
    let instance = r#"{"class":"Fan","namespace":"urn:p","properties":{"Name":"a"}}"#;
    for (content, expected) in [
        (fan, instance.to_owned()),
        (epr, r#"{"address":"urn:e"}"#.to_owned()),
        (&format!("<w:Item>{fan}{epr}</w:Item>"), format!("{{\"instance\":{instance},\"epr\":{{\"address\":\"urn:e\"}}}}")),
        ("<w:XmlFragment>a<p:b/>p:c</w:XmlFragment>", r#"{"fragment":["a",{"name":"{urn:p}b","value":""},"p:c"],"@xmlns":{"p":"urn:p"}}"#.to_owned()),
        ("<w:XmlFragment/>", r#"{"fragment":[]}"#.to_owned()),
        ("<a:EndpointReference/>", r#"{"name":"{http://schemas.xmlsoap.org/ws/2004/08/addressing}EndpointReference","value":""}"#.to_owned()),
        ("<p:Fan>x</p:Fan>", r#"{"name":"{urn:p}Fan","value":"x"}"#.to_owned()),
        ("<p:Fan><p:A/><p:B/><p:A/></p:Fan>", r##"{"name":"{urn:p}Fan","value":{"#content":[{"{urn:p}A":""},{"{urn:p}B":""},{"{urn:p}A":""}]}}"##.to_owned()),
        ("<p:Fan><A/></p:Fan>", r#"{"name":"{urn:p}Fan","value":{"A":""}}"#.to_owned()),
    ] {
        assert_eq!(items(content), format!("[{expected}]"), "{content}");
    }
    assert_eq!(items(""), "[]");
}

#[test]
fn attributes_like_those_before_are_told_by_what_is_in_scope() {
    let fan = "<p:Fan xsi:type='q:T' b='1'><p:Name>a</p:Name></p:Fan>";
    let told = |namespace: &str| {
        let start = r#"{"class":"Fan","namespace":"urn:p","properties":{"Name":"a"}"#;
        format!(r#"{start},"type":"{{{namespace}}}T","attributes":{{"@b":"1"}}}}"#)
    };
    let epr = "<a:EndpointReference><a:Address>urn:e</a:Address></a:EndpointReference>";
    let pair =
        |namespace: &str, epr: &str| format!("<w:Item xmlns:q='{namespace}'>{fan}{epr}</w:Item>");
    // The pair that is none after all was told in part, and taken back.
    let items = [pair("urn:1", epr), pair("urn:1", "<a:EndpointReference/>"), pair("urn:2", epr)];
    let items = items.concat() + &format!("<w:Item xmlns:q='urn:3'>{epr}{fan}</w:Item>{fan}{fan}");
    let json = body(
        PULL_RESPONSE,
        &format!("<n:PullResponse xmlns:q='urn:4'><n:Items>{items}</n:Items></n:PullResponse>"),
    );
    for (namespace, count) in [("urn:1", 1), ("urn:2", 1), ("urn:3", 0), ("urn:4", 2)] {
        assert_eq!(json.matches(&told(namespace)).count(), count, "{namespace}: {json}");
    }
}

#[test]
fn properties_are_texts_references_dates_and_elements() {
    let get_response = "http://schemas.xmlsoap.org/ws/2004/09/transfer/GetResponse";
    let properties = |content: &str| {
        let json = body(get_response, &format!("<p:Fan>{content}</p:Fan>"));
        let start = r#"{"class":"Fan","namespace":"urn:p","properties":{"#;
        json.strip_prefix(start).and_then(|it| it.strip_suffix("}}")).unwrap_or(&json).to_owned()
    };
    for (content, expected) in [
        ("<p:A>1</p:A><p:A/><p:B xsi:nil='true'/>", r#""A":["1",""],"B":null"#),
        ("<p:A xsi:nil='true'/><p:A>1</p:A>", r#""A":[null,"1"]"#),
        ("<p:D><c:Datetime>2026</c:Datetime></p:D>", r#""D":{"form":"Datetime","value":"2026"}"#),
        ("<p:D><c:Interval>P1D</c:Interval></p:D>", r#""D":{"form":"Interval","value":"P1D"}"#),
        ("<p:R><a:Address>urn:e</a:Address></p:R>", r#""R":{"reference":{"address":"urn:e"}}"#),
        (
            "<p:E><p:x>p:y</p:x></p:E>",
            r##""E":{"{urn:p}x":{"@xmlns":{"p":"urn:p"},"#text":"p:y"}}"##,
        ),
        ("<p:E a='1'>p:y</p:E>", r##""E":{"@xmlns":{"p":"urn:p"},"@a":"1","#text":"p:y"}"##),
        ("<w:A/><p:A/>", r#""{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}A":"","A":"""#),
        (
            "<p:E><reference/></p:E>",
            r#"{"any":[{"name":"{urn:p}Fan","value":{"{urn:p}E":{"reference":""}}}]}"#,
        ),
    ] {
        assert_eq!(properties(content), expected, "{content}");
    }
    assert_eq!(
        body(get_response, "<p:Fan xsi:type='p:Fan_Type' b='1'/>"),
        r#"{"class":"Fan","namespace":"urn:p","properties":{},"type":"{urn:p}Fan_Type","attributes":{"@b":"1"}}"#
    );
    let bound = body(get_response, "<p:Fan b='p:x'/>");
    assert!(bound.starts_with("{\"any\":"), "{bound}");
}

#[test]
fn methods_are_named() {
    let content = "<s:Header><a:Action>http://x/CIM_Fan/SetSpeed</a:Action></s:Header>\
        <s:Body><p:SetSpeed_INPUT><p:Speed>5</p:Speed></p:SetSpeed_INPUT></s:Body>";
    assert_eq!(
        json(content),
        r#"{"kind":"Method","method":"SetSpeed","class":"CIM_Fan","action":"http://x/CIM_Fan/SetSpeed","body":{"class":"SetSpeed_INPUT","namespace":"urn:p","properties":{"Speed":"5"}}}"#
    );
}

#[test]
fn faults_have_codes_reasons_and_a_meaning() {
    let fault = |code: &str, rest: &str| {
        body(
            FAULT,
            &format!(
                "<s:Fault><s:Code>{code}</s:Code><s:Reason><s:Text xml:lang='en'>Why</s:Text></s:Reason>{rest}</s:Fault>"
            ),
        )
    };
    let reasons = r#""reasons":[{"lang":"en","text":"Why"}]"#;
    let value = "<s:Value>s:Sender</s:Value>";
    let subcode =
        |name: &str, more: &str| format!("<s:Subcode><s:Value>{name}</s:Value>{more}</s:Subcode>");
    assert_eq!(
        fault(&format!("{value}{}", subcode("w:AccessDenied", "")), "<s:Detail><p:x/></s:Detail>"),
        format!(
            "{{\"code\":\"Sender\",\"subcode\":\"{{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}}AccessDenied\",{reasons},\"detail\":{{\"{{urn:p}}x\":\"\"}},\"meaning\":\"The sender is not authorized to access the resource\"}}"
        )
    );
    assert_eq!(
        fault(&format!("{value}{}", subcode("p:a", &subcode("p:b", ""))), ""),
        format!("{{\"code\":\"Sender\",\"subcode\":[\"{{urn:p}}a\",\"{{urn:p}}b\"],{reasons}}}")
    );
    for (text, code) in [
        ("Sender", "\"{}Sender\""),
        ("x:Sender", "\"{}x:Sender\""),
        ("", "\"{}\""),
        ("p:Mine", "\"{urn:p}Mine\""),
        ("{s}", "\"{}{s}\""),
        (
            " s:Sender",
            r#"{"value":" s:Sender","@xmlns":{"s":"http://www.w3.org/2003/05/soap-envelope"}}"#,
        ),
    ] {
        let json = fault(&format!("<s:Value>{text}</s:Value>"), "");
        assert_eq!(json, format!("{{\"code\":{code},{reasons}}}"), "{text}");
    }
    let misfit = fault("<p:x/>", "");
    assert!(
        misfit.contains("\"any\":[{\"name\":\"{http://www.w3.org/2003/05/soap-envelope}Code\""),
        "{misfit}"
    );
}

#[test]
fn integers_of_64_bits_are_as_asked_for() {
    let json = |count: &str, integers: Integers| {
        let content = format!(
            "<s:Header><w:TotalItemsCountEstimate>{count}</w:TotalItemsCountEstimate></s:Header>"
        );
        let json =
            message(&content).to_json_with(&Options { integers, ..Options::default() }).unwrap();
        let xml = to_xml(json.as_bytes(), &Limits::default()).unwrap();
        assert!(String::from_utf8(xml).unwrap().contains(&format!(">{count}<")), "{json}");
        json.split_once("estimate\":").unwrap().1.strip_suffix('}').unwrap().to_owned()
    };
    let (small, exact, large) = ("7", "9007199254740992", "9007199254740993");
    assert_eq!(
        [small, exact, large].map(|it| json(it, Integers::Exact)),
        [small, exact, "\"9007199254740993\""]
    );
    assert_eq!(json(small, Integers::Strings), "\"7\"");
    assert_eq!(json(large, Integers::Numbers), large);
}
