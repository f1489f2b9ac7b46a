use super::*;
use crate::cim::{Item, items};
use crate::value::CimDateTime;

const COMMON: &str = "http://schemas.dmtf.org/wbem/wscim/1/common";
const ADDRESSING: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

/// A job with all namespaces that its properties may use.
fn job(properties: &str) -> Document {
    Document::decode(format!(
        "<e xmlns:p='urn:x/Job' xmlns:c='{COMMON}' xmlns:a='{ADDRESSING}' \
         xmlns:m='http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><p:Job>{properties}</p:Job></e>"
    ))
    .unwrap()
}

fn instance(document: &Document) -> Instance<'_> {
    Instance::of(document.root().children().next().unwrap())
}

/// What is in the job after changes, with their namespaces left out.
fn changed(properties: &str, change: impl FnOnce(&mut Draft<'_>)) -> String {
    let document = job(properties);
    let mut draft = instance(&document).draft();
    change(&mut draft);
    let written = draft.build().unwrap();
    let outer = written.root().outer();
    let inside = outer.split_once('>').unwrap().1;
    inside.strip_suffix("</p:Job>").unwrap_or(inside).to_owned()
}

/// What is in a new job.
fn new(change: impl FnOnce(&mut Draft<'_>)) -> String {
    let mut draft = Draft::new("urn:x/Job", "Job");
    change(&mut draft);
    let written = draft.build().unwrap();
    let outer = written.root().outer();
    let inside = outer.split_once('>').unwrap().1;
    inside.strip_suffix("</p:Job>").unwrap_or(inside).to_owned()
}

#[test]
fn what_is_not_changed_stays_as_it_stands() {
    let source = "\n <p:B  x = 'y'>&#65;</p:B><!--c--><p:A><![CDATA[<]]></p:A>t<p:C\n/> ";
    assert_eq!(changed(source, |_| {}), source);
    for (name, value, expected) in [
        ("b", "1", "\n <p:B x=\"y\">1</p:B><!--c--><p:A><![CDATA[<]]></p:A>t<p:C\n/> "),
        ("A", "<", "\n <p:B  x = 'y'>&#65;</p:B><!--c--><p:A>&lt;</p:A>t<p:C\n/> "),
        (
            "D",
            "",
            "\n <p:B  x = 'y'>&#65;</p:B><!--c--><p:A><![CDATA[<]]></p:A>t<p:C\n/><p:D></p:D> ",
        ),
    ] {
        assert_eq!(
            changed(source, |draft| {
                draft.set(name, value);
            }),
            expected
        );
    }
    let removed = changed(source, |draft| {
        draft.remove("A").remove("B").remove("none");
    });
    assert_eq!(removed, "<!--c-->t<p:C\n/> ");
}

#[test]
fn arrays_take_the_place_of_their_first_item() {
    let source = "<p:A>1</p:A>\n<p:B/>\n<p:A m:x='2'>2</p:A>";
    let set = |value: Value<'static>| {
        changed(source, |draft| {
            draft.set("A", value);
        })
    };
    assert_eq!(set(Value::Array(Vec::new())), "\n<p:B/>");
    assert_eq!(set([7u16].into()), "<p:A>7</p:A>\n<p:B/>");
    assert_eq!(
        set([Some(7u16), None, Some(9)].into()),
        "<p:A>7</p:A><p:A m:x=\"2\" xsi:nil=\"true\"/><p:A>9</p:A>\n<p:B/>"
    );
    assert_eq!(
        changed(source, |draft| {
            draft.set_null("a");
        }),
        "<p:A xsi:nil=\"true\"/>\n<p:B/>"
    );
}

#[test]
fn an_attribute_that_speaks_of_the_value_goes_with_it() {
    let source = "<p:A xsi:type='c:cimString' m:IsArray='true' c:Key='true' xsi:nil='1'/>";
    assert_eq!(
        changed(source, |draft| {
            draft.set("A", 1u64);
        }),
        "<p:A c:Key=\"true\">1</p:A>"
    );
}

#[test]
fn a_date_time_keeps_its_form_where_that_can_say_it() {
    let date: CimDateTime = "20250301083000.000000+060".parse().unwrap();
    let span: CimDateTime = "00000001000000.000000:000".parse().unwrap();
    let never: CimDateTime = "2025****083000.000000+060".parse().unwrap();
    for (was, value, expected) in [
        ("", date, "<c:Datetime>2025-03-01T08:30:00+01:00</c:Datetime>"),
        ("", span, "<c:Interval>P1D</c:Interval>"),
        ("", never, "<c:CIM_DateTime>2025****083000.000000+060</c:CIM_DateTime>"),
        (
            "<c:CIM_DateTime>x</c:CIM_DateTime>",
            date,
            "<c:CIM_DateTime>20250301083000.000000+060</c:CIM_DateTime>",
        ),
        (
            "<c:Interval>P2D</c:Interval>",
            date,
            "<c:Datetime>2025-03-01T08:30:00+01:00</c:Datetime>",
        ),
        ("20250301083000.000000+060", span, "00000001000000.000000:000"),
        ("2025-03-01T08:30:00Z", date, "2025-03-01T08:30:00+01:00"),
        ("P1D", never, "2025****083000.000000+060"),
    ] {
        let source = format!("<p:At>{was}</p:At>");
        let written = changed(&source, |draft| {
            draft.set("At", value);
        });
        assert_eq!(written, format!("<p:At>{expected}</p:At>"), "{was}");
    }
}

#[test]
fn an_embedded_instance_keeps_its_form() {
    let mut fan = Draft::new("urn:x/Fan", "Fan");
    fan.set("Speed", 1u8);
    let by_type =
        "<p:In xmlns:p1=\"urn:x/Fan\" xsi:type=\"p1:Fan_Type\"><p1:Speed>1</p1:Speed></p:In>";
    let by_element = "<p:In><p1:Fan xmlns:p1=\"urn:x/Fan\"><p1:Speed>1</p1:Speed></p1:Fan></p:In>";
    for (was, expected) in [
        ("<p:In xsi:nil='true'/>", by_type),
        ("<p:In xsi:type='p:Job_Type'><p:A/></p:In>", by_type),
        ("<p:In><p:Job><p:A/></p:Job></p:In>", by_element),
    ] {
        let written = changed(was, |draft| {
            draft.set("In", fan.clone());
        });
        assert_eq!(written, expected, "{was}");
    }
}

#[test]
fn an_embedded_instance_is_changed_where_it_is() {
    for source in [
        "<p:In xsi:type='p:Job_Type' c:Key='1'> <p:A>007</p:A> <p:B/> </p:In>",
        "<p:In><p:Job> <p:A>007</p:A> <p:B/> </p:Job></p:In>",
    ] {
        let document = job(source);
        let outer = instance(&document);
        let property = outer.property("In").unwrap();
        let crate::cim::Form::Instance(inner) = property.values().next().unwrap().form() else {
            panic!("{source}")
        };
        let mut draft = inner.draft();
        draft.set("B", true);
        let written = outer.draft().set("In", draft).build().unwrap();
        let expected = source.replace("<p:B/>", "<p:B>true</p:B>");
        assert!(written.root().outer().ends_with(&format!("{expected}</p:Job>")));
    }
}

#[test]
fn a_reference_keeps_its_form_too() {
    let to = crate::wsman::addressing::Epr::at("urn:b");
    for (was, expected) in [
        ("<p:To/>", "<p:To><a:Address>urn:b</a:Address></p:To>"),
        ("<p:To><a:Address>urn:a</a:Address></p:To>", "<p:To><a:Address>urn:b</a:Address></p:To>"),
        (
            "<p:To><a:EndpointReference><a:Address>urn:a</a:Address></a:EndpointReference></p:To>",
            "<p:To><a:EndpointReference><a:Address>urn:b</a:Address></a:EndpointReference></p:To>",
        ),
    ] {
        assert_eq!(
            changed(was, |draft| {
                draft.set("To", to.clone());
            }),
            expected
        );
    }
}

#[test]
fn prefixes_of_the_message_mean_what_they_meant() {
    let source =
        "<e xmlns='urn:x/Job' xmlns:q='urn:q'><Job><A t='q:x'>1</A><B xmlns=''>2</B><C/></Job></e>";
    let document = Document::decode(source).unwrap();
    let mut draft = instance(&document).draft();
    draft.set("C", 3u8).set("B", 4u8);
    assert_eq!(
        draft.build().unwrap().root().outer(),
        "<Job xmlns=\"urn:x/Job\" xmlns:q=\"urn:q\"><A t='q:x'>1</A><B xmlns=\"\">4</B><C>3</C></Job>"
    );
}

#[test]
fn a_new_instance_has_what_was_set_in_that_order() {
    let mut to = crate::wsman::addressing::Epr::at("urn:a");
    to.metadata = None;
    let written = new(|draft| {
        draft.set("Text", " <&>\r").set("Code", 'é').set("Octets", vec![0u8, 255]).set("To", to);
        draft.set("Real", [f64::INFINITY, -0.0]).set("Text", "").remove("Code").set("Code", 'x');
    });
    assert_eq!(
        written,
        "<p:Text></p:Text><p:Code>x</p:Code><p:Octets>AP8=</p:Octets><p:To>\
         <a:Address xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\">urn:a</a:Address>\
         </p:To><p:Real>INF</p:Real><p:Real>-0.0</p:Real>"
    );
}

#[test]
fn a_draft_shows_what_it_will_be() {
    let document = job("<p:A>1</p:A><p:B>2</p:B><p:B>3</p:B>");
    let mut draft = instance(&document).draft();
    let shown = |draft: &Draft<'_>, name| format!("{:?}", draft.value(name));
    assert_eq!(shown(&draft, "b"), "Some(Array([Untyped(\"2\"), Untyped(\"3\")]))");
    draft.set("B", 5u8).remove("a");
    assert_eq!(shown(&draft, "b"), "Some(Uint8(5))");
    assert_eq!((shown(&draft, "A"), shown(&draft, "C")), ("None".into(), "None".into()));
    assert_eq!(draft.changes().count(), 2);
}

#[test]
fn what_xml_cannot_carry_is_refused() {
    for (name, value) in [("A B", "x"), ("a:b", "x"), ("A><B", "x"), ("", "x"), ("A", "\0")] {
        let mut draft = Draft::new("urn:x", "Job");
        let error = draft.set(name, value).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable, "{name}");
    }
    assert!(Draft::new("urn:x", "Job x='1'").build().is_err());
    assert!(Draft::new("urn:\u{1}", "Job").build().is_err());
    let nested = Value::Array(vec![Value::Array(Vec::new())]);
    let error = Draft::new("urn:x", "Job").set("A", nested).build().unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Misfit, "Job/A"));
    let mut deep = Draft::new("urn:x", "Job");
    for _ in 0..300 {
        let mut outer = Draft::new("urn:x", "Job");
        outer.set("In", deep);
        deep = outer;
    }
    assert_eq!(deep.build().unwrap_err().kind(), ErrorKind::DepthLimit);
}

#[test]
fn a_draft_goes_into_messages() {
    use crate::record::Content;
    use crate::wsman::Response;
    use crate::wsman::request::{Create, Get, Invoke, Pull, Put};
    let mut draft = Draft::new("urn:x/Job", "Job");
    draft.set("A", 1u8);
    let built = draft.build().unwrap();
    let message = |bytes: Vec<u8>| crate::soap::Message::decode(bytes).unwrap();
    let put = Put::new("urn:x/Job", built.clone()).to("http://s/w").encode().unwrap();
    let create = Create::new("urn:x/Job", built.clone()).to("http://s/w").encode().unwrap();
    let get = message(Get::new("urn:x/Job").to("http://s/w").encode().unwrap());
    let answer = Response::to(&get).body(built.clone()).encode().unwrap().bytes;
    let items_of = crate::wsman::enumeration::PullResponse {
        items: Some(Content::elements_of([built.clone(), built.clone()])),
        ..Default::default()
    };
    let pull = Pull::new("urn:x/Job", "1").to("http://s/w").encode().unwrap();
    let pulled = Response::to(&message(pull)).body(items_of).encode().unwrap().bytes;
    for (bytes, count) in [(put, 1), (create, 1), (answer, 1), (pulled, 2)] {
        let message = message(bytes);
        let typed = message.typed();
        let found: Vec<_> = items(&typed).filter_map(Item::instance).collect();
        assert_eq!(found.len(), count);
        assert!(found.iter().all(|it| it.element().outer().contains("<p:A>1</p:A>")));
    }
    let mut input = Draft::input("urn:x/Job", "Stop");
    input.set("Force", true);
    let invoke = Invoke::new("urn:x/Job", "Stop").input(input.build().unwrap());
    let invoke = message(invoke.to("http://s/w").encode().unwrap());
    let typed = invoke.typed();
    let call = Method::in_message(&typed).unwrap();
    assert_eq!(format!("{call:?}"), r#"Job.Stop [Force ["true"]]"#);
}

/// With the classes that come with this library.
#[cfg(feature = "cim-2-49")]
mod with_a_class {
    use super::*;
    use crate::schema::pack::Pack;

    fn class(name: &str) -> Class<'static> {
        Pack::cim().class(name).unwrap()
    }

    fn inside(document: &Document) -> String {
        let outer = document.root().outer();
        outer.split_once('>').unwrap().1.rsplit_once("</").unwrap().0.to_owned()
    }

    fn error(class_name: &str, name: &'static str, value: impl Into<Value<'static>>) -> String {
        let class = class(class_name);
        let mut draft = Draft::of(&class);
        class.properties().filter(pack::Property::is_key).for_each(|it| {
            draft.remove(it.name());
        });
        let error = draft.set(name, value).build_as(&class).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Misfit);
        format!("{}: {}", error.path(), error.text())
    }

    #[test]
    fn new_properties_go_in_the_order_of_the_schema() {
        let fan = class("CIM_Fan");
        let mut draft = Draft::of(&fan);
        draft.set("systemname", "s").set("DesiredSpeed", 4200u16).set("DeviceID", "007");
        draft.set("CreationClassName", "CIM_Fan").set("SystemCreationClassName", "x");
        assert_eq!(
            inside(&draft.build_as(&fan).unwrap()),
            "<p:CreationClassName>CIM_Fan</p:CreationClassName><p:DesiredSpeed>4200</p:DesiredSpeed>\
             <p:DeviceID>007</p:DeviceID><p:SystemCreationClassName>x</p:SystemCreationClassName>\
             <p:SystemName>s</p:SystemName>"
        );
        draft.remove("DeviceID");
        assert!(draft.build_as(&fan).is_ok(), "a key may be left to the service");
    }

    #[test]
    fn new_properties_find_their_place_among_those_that_were_read() {
        let source = "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan' \
            xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common'>\n <f:Caption/>\n <f:Name/>\n \
            <c:Location/>\n</f:CIM_Fan>";
        let document = Document::decode(source).unwrap();
        let mut draft = Instance::of(document.root()).draft();
        draft.set("Status", "OK").set("DeviceID", "1").set("Availability", 2u8);
        assert_eq!(
            inside(&draft.build_as(&class("CIM_Fan")).unwrap()),
            "\n <f:Availability>2</f:Availability>\n <f:Caption/>\n <f:DeviceID>1</f:DeviceID>\n \
             <f:Name/>\n <f:Status>OK</f:Status>\n <c:Location/>\n"
        );
    }

    #[test]
    fn values_have_to_be_of_their_types() {
        for (name, value, expected) in [
            (
                "DesiredSpeed",
                Value::from("7"),
                "expected an integer from 0 to 18446744073709551615, found text",
            ),
            (
                "DesiredSpeed",
                Value::from(-1i8),
                "expected an integer from 0 to 18446744073709551615, found an integer out of that range",
            ),
            (
                "DesiredSpeed",
                Value::from([7u8, 8]),
                "expected an integer from 0 to 18446744073709551615, found octets",
            ),
            ("DesiredSpeed", Value::from([7u16, 8]), "expected one value, found an array"),
            (
                "EnabledState",
                Value::from(65536u32),
                "expected an integer from 0 to 65535, found an integer out of that range",
            ),
            ("OperationalStatus", Value::from(2u16), "expected an array, found one value"),
            ("VariableSpeed", Value::from(1u8), "expected a boolean, found an integer"),
            (
                "InstallDate",
                Value::from("2025"),
                "expected a date-time in one of the forms of CIM, found text",
            ),
            ("SystemName", Value::Null, "expected text, found null"),
            ("Speed", Value::from(1u8), "expected a property that the class has"),
        ] {
            let found = error("CIM_Fan", name, value);
            assert_eq!(found, format!("CIM_Fan/{name}: {expected}"));
        }
        let items = [Some(2u32), None, Some(65536)];
        assert_eq!(
            error("CIM_Fan", "OperationalStatus", items),
            "CIM_Fan/OperationalStatus[3]: expected an integer from 0 to 65535, \
             found an integer out of that range"
        );
    }

    #[test]
    fn a_key_that_nobody_speaks_of_is_missing() {
        let fan = class("CIM_Fan");
        let error = Draft::of(&fan).set("DeviceID", "1").build_as(&fan).unwrap_err();
        assert_eq!(error.path(), "CIM_Fan/CreationClassName");
    }

    #[test]
    fn numbers_of_another_width_are_taken_where_they_are_the_same() {
        use crate::cim::decode::Declared;
        use crate::schema::pack::Type;
        for (value, of, expected) in [
            (Value::from(0.1f64), Type::Real32, Some("0.1")),
            (Value::from(0.1f32), Type::Real64, Some("0.10000000149011612")),
            (Value::from(std::f64::consts::PI), Type::Real32, None),
            (Value::from(f64::NAN), Type::Real32, Some("NaN")),
            (Value::from(16_777_217u32), Type::Real32, None),
            (Value::from(16_777_216u32), Type::Real32, Some("16777216")),
            (Value::from(u64::MAX), Type::Real64, None),
            (Value::from(1.0f64), Type::Uint8, None),
            (Value::from(255u64), Type::Uint8, Some("255")),
            (Value::from(-128i64), Type::Sint8, Some("-128")),
            (Value::from('\u{10000}'), Type::Char16, None),
            (Value::from('é'), Type::Char16, Some("é")),
        ] {
            let found = fitted(&value, Declared::from(of)).ok();
            let text = found.and_then(|it| it.text().map(Cow::into_owned));
            assert_eq!(text.as_deref(), expected, "{value:?} {of:?}");
        }
    }

    #[test]
    fn octets_are_written_as_their_class_has_them() {
        use crate::cim::decode::Declared;
        use crate::schema::pack::Type;
        let shown = |value: &Value<'_>, declared| {
            fitted(value, declared).map_or_else(|_| "none".into(), |it| format!("{it:?}"))
        };
        let octets = Value::from(vec![1u8, 255]);
        let list: Value<'_> = [1u8, 255].into_iter().collect();
        let all = Declared::octets(Type::Uint8);
        assert_eq!(
            (shown(&octets, all), shown(&list, all)),
            (format!("{octets:?}"), format!("{octets:?}"))
        );
        let plain = Declared { is_octets: false, ..all };
        assert_eq!(
            (shown(&octets, plain), shown(&list, plain)),
            (format!("{list:?}"), format!("{list:?}"))
        );
        let texts = Declared::octets(Type::String);
        let items: Value<'_> = [octets.clone()].into_iter().collect();
        assert_eq!(
            (shown(&octets, texts), shown(&items, texts)),
            ("none".into(), "Array([String(\"01FF\")])".into())
        );
    }

    #[test]
    fn what_is_read_only_can_be_left_out_and_what_is_unchanged() {
        let source = "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>\
            <f:Caption/><f:DeviceID/><f:Name/><f:OtherEnabledState/></f:CIM_Fan>";
        let document = Document::decode(source).unwrap();
        let fan = class("CIM_Fan");
        let mut draft = Instance::of(document.root()).draft();
        draft.set("Caption", "x").leave_out_read_only(&fan);
        let written = draft.build_as(&fan).unwrap();
        assert_eq!(inside(&written), "<f:Caption>x</f:Caption><f:DeviceID/>");
        let mut draft = Instance::of(document.root()).draft();
        draft.set("Name", "x").leave_out_unchanged(&fan);
        let written = draft.build_as(&fan).unwrap();
        assert_eq!(inside(&written), "<f:DeviceID/><f:Name>x</f:Name>");
    }

    #[test]
    fn a_call_has_the_parameters_of_its_method_in_their_order() {
        let fan = class("CIM_Fan");
        let method = fan.method("RequestStateChange").unwrap();
        let mut input = Draft::input("urn:x/CIM_Fan", "RequestStateChange");
        let timeout: CimDateTime = "00000000000100.000000:000".parse().unwrap();
        input.set("TimeoutPeriod", timeout).set("requestedstate", 2u64);
        assert_eq!(
            inside(&input.build_call(&method).unwrap()),
            "<p:RequestedState>2</p:RequestedState><p:TimeoutPeriod>\
             <cim:Interval>PT1M</cim:Interval></p:TimeoutPeriod>"
        );
        let error = input.set("Job", "x").build_call(&method).unwrap_err();
        assert_eq!(error.path(), "RequestStateChange_INPUT/Job");
        let mut output = Draft::output("urn:x/CIM_Fan", "RequestStateChange");
        output.set("ReturnValue", 4096u16).set("Job", crate::wsman::addressing::Epr::at("urn:j"));
        let output = output.build_call(&method).unwrap();
        assert!(inside(&output).ends_with("</p:Job><p:ReturnValue>4096</p:ReturnValue>"));
        let typed = Method::of(output.root()).unwrap().typed(&method);
        assert_eq!(typed.misfits(), []);
        assert!(matches!(typed.value("ReturnValue"), Some(Value::Uint32(4096))));
        assert!(output.root().outer().contains("_OUTPUT"));
        assert!(Draft::input("urn:x", "Other").build_call(&method).is_err());
    }

    #[test]
    fn embedded_instances_are_checked_where_packs_know_them() {
        let packs: Packs = [Pack::cim().clone()].into_iter().collect();
        let mut fan = Draft::of(&class("CIM_Fan"));
        fan.set("DesiredSpeed", true);
        let mut indication = Draft::of(&class("CIM_InstCreation"));
        indication.set("SourceInstance", fan);
        let wanted = class("CIM_InstCreation");
        for it in wanted.properties().filter(|it| it.is_key() || it.is_required()) {
            if it.name() != "SourceInstance" {
                indication.remove(it.name());
            }
        }
        let error = indication.build_by(&packs).unwrap_err();
        assert_eq!(error.path(), "CIM_InstCreation/SourceInstance/DesiredSpeed");
        assert!(indication.build_as(&class("CIM_InstCreation")).is_ok());
        assert!(Draft::new("urn:x", "Unknown").build_by(&packs).is_err());
    }

    #[test]
    fn what_was_set_can_be_seen_with_its_type() {
        let document =
            Document::decode("<CIM_Fan><DesiredSpeed>7</DesiredSpeed></CIM_Fan>").unwrap();
        let draft = Instance::of(document.root()).draft();
        let value = draft.value_as("desiredspeed", &class("CIM_Fan"));
        assert!(matches!(value, Some(Value::Uint64(7))));
    }
}
