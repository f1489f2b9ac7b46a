use super::*;
use crate::{Association, Code, Decoder, Message, Options, Path, class_uri};

fn message(request: &Request) -> Message {
    let message = Decoder::new(Options::default()).message(&request.encode().unwrap().into());
    let message = message.unwrap();
    let found: Vec<String> = message.deviations().iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
    message
}

fn element(xml: &'static str) -> View {
    Decoder::new(Options::default()).document(&xml.into()).unwrap().root()
}

const FAN: &str = "<f:Fan xmlns:f='urn:fan'><f:Speed>1</f:Speed></f:Fan>";
const MANAGER: &str = "<e:SubscriptionManager xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
    xmlns:e='http://schemas.xmlsoap.org/ws/2004/08/eventing'><a:Address>http://server/wsman</a:Address>\
    <a:ReferenceParameters><e:Identifier>uuid:7</e:Identifier></a:ReferenceParameters>\
    </e:SubscriptionManager>";

#[test]
fn every_operation_is_the_kind_it_says() {
    let context = Value::from("7");
    for (kind, request) in [
        ("Get", Request::get("urn:fan")),
        ("Put", Request::put("urn:fan", &element(FAN)).unwrap()),
        ("Put", Request::put_fragment("urn:fan", "Speed", &"2".into()).unwrap()),
        ("Create", Request::create("urn:fan", &element(FAN)).unwrap()),
        ("Create", Request::create_fragment("urn:fan", "Speed[2]", &"2".into()).unwrap()),
        ("Delete", Request::delete("urn:fan")),
        ("Enumerate", Request::enumerate("urn:fan")),
        ("Pull", Request::pull("urn:fan", &context).unwrap()),
        ("Release", Request::release("urn:fan", &context).unwrap()),
        ("Subscribe", Request::subscribe_push("urn:fan", "http://here/events")),
        ("Subscribe", Request::subscribe_push_with_ack("urn:fan", "http://here/events")),
        ("Subscribe", Request::subscribe_events("urn:fan", "http://here/events")),
        ("Subscribe", Request::subscribe_pull("urn:fan")),
        ("Method", Request::invoke("urn:fan", "Stop")),
    ] {
        for version in ["2004", "2005"] {
            let mut request = request.clone();
            request.to("http://server/wsman").unwrap();
            request.addressing(version).unwrap();
            assert_eq!(message(&request).kind(), kind);
        }
    }
    assert_eq!(message(&Request::identify()).kind(), "Identify");
}

#[test]
fn a_subscription_is_managed_where_its_manager_says() {
    let manager = element(MANAGER);
    for (kind, request) in [
        ("Renew", Request::renew(&manager)),
        ("GetStatus", Request::status(&manager)),
        ("Unsubscribe", Request::unsubscribe(&manager)),
    ] {
        let message = message(&request.unwrap());
        assert_eq!(message.kind(), kind);
        assert_eq!(message.head().to.as_deref(), Some("http://server/wsman"));
        let headers = message.headers();
        let identifier = headers.iter().find(|header| header.view.name() == "Identifier").unwrap();
        assert_eq!(identifier.view.text(), "uuid:7");
    }
    assert_eq!(Request::renew(&element(FAN)).unwrap_err().code, Code::Misfit);
}

#[test]
fn a_request_goes_where_a_reference_says() {
    let path = Path::parse(r#"CIM_Fan.DeviceID="1""#).unwrap();
    let fan = path.to_reference("http://server/wsman", "2004").unwrap();
    for mut request in [Request::get("urn:other"), Request::invoke("urn:other", "Stop")] {
        request.to_reference(&fan).unwrap();
        let message = message(&request);
        assert_eq!(Path::of_message(&message).unwrap(), path);
        assert_eq!(message.head().to.as_deref(), Some("http://server/wsman"));
        request.selector("DeviceID", &"2".into()).unwrap();
        let twice = request.encode().unwrap_err();
        assert!(twice.text.contains("expected one SelectorSet header"), "{twice}");
    }
}

#[test]
fn numbers_that_the_schemas_do_not_have_are_not_encoded() {
    let mut enumerate = Request::enumerate("urn:fan");
    enumerate.to("http://server/wsman").unwrap();
    enumerate.optimize(0).unwrap();
    let none = enumerate.encode().unwrap_err();
    assert_eq!((none.code, &*none.path), (Code::Misfit, "Envelope/Body/Enumerate/MaxElements"));
    assert_eq!(none.text, "expected an integer from 1 to 18446744073709551615, found 0");
}

#[test]
fn settings_are_in_the_head() {
    let mut get = Request::get("urn:fan");
    get.to("http://server/wsman").unwrap();
    get.selector("Name", &"1".into()).unwrap();
    get.required_option("Fast", "yes").unwrap();
    get.timeout("PT60S").unwrap();
    get.max_envelope_size(153_600).unwrap();
    get.locale("de-AT").unwrap();
    get.message_id("uuid:1").unwrap();
    get.fragment("Speed").unwrap();
    let head = message(&get).head();
    assert_eq!(
        (head.selectors[0].value.as_str(), head.message_id.as_deref()),
        ("1", Some("uuid:1"))
    );
    assert!(head.options[0].must_comply);
    assert_eq!(get.head().unwrap(), head);
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut get = Request::get("urn:fan");
    get.to("http://server/wsman").unwrap();
    get.message_id("uuid:1").unwrap();
    let before = get.encode().unwrap();
    for refused in [
        get.wql("SELECT * FROM Fan"),
        get.heartbeats("PT1M"),
        get.timeout("a minute"),
        get.addressing("2006"),
        get.parameter("Speed", &"1".into()),
    ] {
        assert_eq!(refused.unwrap_err().code, Code::Misfit);
    }
    assert_eq!(get.encode().unwrap(), before);
    let error = get.timeout("a minute").unwrap_err();
    assert!(error.text.starts_with("timeout: expected a duration"), "{error}");
    assert_eq!(Request::identify().to("urn:x").unwrap_err().code, Code::Misfit);
}

#[test]
fn a_request_that_breaks_a_rule_is_not_encoded() {
    let lone = Request::get("urn:fan").encode().unwrap_err();
    assert_eq!(lone.code, Code::Rule);
    assert!(lone.text.starts_with("DSP0226:R5.3-1: "), "{lone}");
}

#[test]
fn every_setting_is_heard() {
    let mut enumerate = Request::enumerate("http://x.org/Fan");
    enumerate.filter("http://x.org/dialect", &"all".into()).unwrap();
    enumerate.mode("EnumerateEPR").unwrap();
    enumerate.polymorphism("None").unwrap();
    enumerate.optimize(9).unwrap();
    enumerate.estimate().unwrap();
    enumerate.expires("PT10M").unwrap();
    let fields = ["Filter", "EnumerationMode", "PolymorphismMode", "MaxElements", "Expires"];
    assert_holds(&mut enumerate, &fields);

    let mut pull = Request::pull("http://x.org/Fan", &"7".into()).unwrap();
    pull.max_elements(9).unwrap();
    pull.max_characters(99).unwrap();
    pull.max_time("PT1S").unwrap();
    assert_holds(&mut pull, &["EnumerationContext", "MaxElements", "MaxCharacters", "MaxTime"]);

    let mut subscribe = Request::subscribe_events("http://x.org/Log", "http://here/events");
    subscribe.end_to("http://here/end").unwrap();
    subscribe.heartbeats("PT1M").unwrap();
    subscribe.retry(3, "PT5S").unwrap();
    subscribe.max_delivery_size(65_536, "Skip").unwrap();
    subscribe.event_locale("de").unwrap();
    subscribe.content_encoding("UTF-16").unwrap();
    subscribe.auth("http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/http/basic").unwrap();
    subscribe.send_bookmarks().unwrap();
    subscribe.bookmark(&"1".into()).unwrap();
    let fields = ["EndTo", "Delivery", "Bookmark", "SendBookmarks", "Heartbeats", "Auth"];
    assert_holds(&mut subscribe, &fields);

    let mut invoke = Request::invoke("http://x.org/Fan", "SetSpeed");
    invoke.parameter("Speed", &"1".into()).unwrap();
    invoke.header(&element("<Mine>1</Mine>")).unwrap();
    assert_holds(&mut invoke, &["SetSpeed_INPUT", "Speed", "Mine"]);
}

#[test]
fn what_cim_adds_is_heard() {
    let cim = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";
    let mut get = Request::get(&format!("{cim}CIM_Fan"));
    let path = Path::parse(r#"root/cimv2:CIM_Fan.DeviceID="1",N=0x10"#).unwrap();
    get.instance(&path).unwrap();
    get.show_extensions().unwrap();
    get.to("http://server/wsman").unwrap();
    let head = get.head().unwrap();
    let selectors: Vec<_> = head.selectors.iter().map(|it| (&*it.name, &*it.value)).collect();
    assert_eq!(selectors, [("__cimnamespace", "root/cimv2"), ("DeviceID", "1"), ("N", "16")]);
    assert_eq!(Path::of_message(&message(&get)).unwrap(), path);

    let fan = path.to_reference("http://server/wsman", "2004").unwrap();
    let mut by = Association { role: Some("Dependent".into()), ..Association::default() };
    by.include.push("DeviceID".into());
    let mut enumerate = Request::enumerate(&class_uri("*", None));
    enumerate.namespace("root/cimv2").unwrap();
    enumerate.associations(&fan, &by).unwrap();
    let names = ["AssociationInstances", "Object", "Role", "IncludeResultProperty"];
    assert_holds(&mut enumerate, &names);
    by.result_role = Some("Antecedent".into());
    assert_eq!(enumerate.associations(&fan, &by).unwrap_err().code, Code::Misfit);
    enumerate.associated(&fan, &by).unwrap();
    assert_holds(&mut enumerate, &["AssociatedInstances", "ResultRole"]);
    assert_eq!(get.associated(&fan, &by).unwrap_err().code, Code::Misfit);

    let mut subscribe = Request::subscribe_pull(&class_uri("CIM_AlertIndication", None));
    subscribe.cql("SELECT * FROM CIM_AlertIndication").unwrap();
    subscribe.polymorphism("None").unwrap();
    assert_holds(&mut subscribe, &["Filter", "PolymorphismMode"]);
    subscribe.select(&[("AlertType", "5")]).unwrap();
    assert_holds(&mut subscribe, &["SelectorSet", "Selector"]);
}

/// Elements that a request has, once it has an address.
fn assert_holds(request: &mut Request, names: &[&str]) {
    request.to("http://server/wsman").unwrap();
    message(request);
    let xml = String::from_utf8(request.encode().unwrap()).unwrap();
    for name in names {
        let is_there = [format!(":{name}>"), format!(":{name} "), format!(":{name}/")];
        let is_there =
            is_there.iter().any(|tag| xml.contains(tag)) || xml.contains(&format!("<{name}>"));
        assert!(is_there, "{name} in {xml}");
    }
}
