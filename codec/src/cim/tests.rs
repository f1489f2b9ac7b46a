use super::*;
#[cfg(feature = "cim-2-49")]
use crate::schema::pack::{Class, Pack};
use crate::soap::Message;
use crate::xml::Document;

const FAN: &str = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";

/// An instance of a class, with all namespaces that its properties may use.
fn instance(class: &str, properties: &str) -> Document {
    let namespace = FAN.replace("CIM_Fan", class);
    let text = format!(
        "<p:{class} xmlns:p='{namespace}' xmlns='{namespace}'
            xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common'
            xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'
            xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'
            xmlns:m='http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd'
            xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>{properties}</p:{class}>"
    );
    Document::decode(text).unwrap()
}

fn fan(properties: &str) -> Document {
    instance("CIM_Fan", properties)
}

fn message(body: &str) -> Message {
    let envelope = format!(
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'
            xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' xmlns:p='{FAN}'
            xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'
            xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>
          <s:Body>{body}</s:Body></s:Envelope>"
    );
    Message::decode(envelope).unwrap()
}

fn wire(document: &Document) -> String {
    format!("{:?}", Instance::of(document.root()).properties())
}

#[test]
fn elements_of_one_name_are_one_property() {
    let document = fan("<A>1</A><B>2</B><A>3</A><A>4</A><B/><C>5</C><C>6</C>");
    assert_eq!(wire(&document), r#"[A ["1", "3", "4"], B ["2", ""], C ["5", "6"]]"#);
    let instance = Instance::of(document.root());
    for property in instance.properties() {
        let found = instance.property(property.name()).unwrap();
        assert_eq!(format!("{found:?}"), format!("{property:?}"));
        assert_eq!((property.values().count(), property.is_array()), (property.count(), true));
    }
}

#[test]
fn a_name_in_any_case_is_found_and_its_own_namespace_first() {
    let document = fan("<w:Speed>1</w:Speed><sPEED>2</sPEED><Speed>3</Speed><w:Unit>4</w:Unit>");
    let found = |name| {
        let property = Instance::of(document.root()).property(name);
        property.map(|it| format!("{it:?}")).unwrap_or_default()
    };
    assert_eq!(found("Speed"), r#"Speed ["3"]"#);
    assert_eq!(found("speed"), r#"sPEED ["2"]"#);
    assert_eq!(found("unit"), r#"Unit ["4"]"#);
    assert_eq!(found("Torque"), "");
}

#[test]
fn without_a_class_nothing_is_guessed() {
    for (property, given) in [
        ("<P>007</P>", r#"["007"]"#),
        ("<P>1e3</P>", r#"["1e3"]"#),
        ("<P>0x1F</P>", r#"["0x1F"]"#),
        ("<P> a\n</P>", r#"[" a\n"]"#),
        ("<P/>", r#"[""]"#),
        ("<P>a<![CDATA[<b>]]>&amp;</P>", r#"["a<b>&"]"#),
        ("<P xsi:nil='true'/>", "[Nil]"),
        ("<P xsi:nil='1'/>", "[Nil]"),
        ("<P xsi:nil='false'/>", r#"[""]"#),
        ("<P>20250301083000.000000+060</P>", r#"["20250301083000.000000+060"]"#),
        ("<P>first</P><P>last</P>", r#"["first", "last"]"#),
        ("<P><x/><y/></P>", "[Elements]"),
        ("<P>text<x/></P>", "[Elements]"),
        ("<P><w:x>1</w:x></P>", "[Elements]"),
    ] {
        let document = fan(property);
        assert_eq!(wire(&document), format!("[P {given}]"), "{property}");
    }
}

#[test]
fn dates_have_five_forms_and_plain_text() {
    for (child, text, value) in [
        ("Datetime", "2025-03-01T08:30:00.5Z", "20250301083000.500000+000"),
        ("Date", "2025-03-01", "20250301******.******+***"),
        ("Time", "08:30:00Z", "********083000.000000+000"),
        ("Interval", "P1DT2H", "00000001020000.000000:000"),
        ("CIM_DateTime", "201603**193040.000000+000", "201603**193040.000000+000"),
    ] {
        let date = format!("<InstallDate><c:{child}>{text}</c:{child}></InstallDate>");
        let document = fan(&date);
        let property = Instance::of(document.root()).property("InstallDate").unwrap();
        let Form::DateTime(date) = property.values().next().unwrap().form() else {
            panic!("{child} is not read as a date-time")
        };
        assert_eq!((date.name(), date.text()), (child, text));
        let cim = |form| crate::value::CimDateTime::try_from(form).unwrap().to_string();
        assert_eq!(date.value().map(cim).as_deref(), Some(value));
        for plain in [text, value] {
            let plain = crate::value::CimForm::of_text(plain).map(cim);
            assert_eq!(plain.as_deref(), Some(value), "{child}");
        }
    }
    let document = fan("<InstallDate><c:Datetime>yesterday</c:Datetime></InstallDate>");
    assert_eq!(wire(&document), r#"[InstallDate [Datetime("yesterday")]]"#);
}

#[test]
fn references_are_told_by_their_elements() {
    let content = "<a:Address>http://x</a:Address><a:ReferenceParameters>
        <w:ResourceURI>urn:disk</w:ResourceURI></a:ReferenceParameters>";
    for property in [
        format!("<P>{content}</P>"),
        format!("<P><a:EndpointReference>{content}</a:EndpointReference></P>"),
    ] {
        let document = fan(&property);
        assert_eq!(wire(&document), r#"[P [Reference("urn:disk")]]"#);
        let given = Instance::of(document.root()).property("P").unwrap().values().next().unwrap();
        let Form::Reference(reference) = given.form() else { panic!() };
        assert_eq!(reference.epr().unwrap().uri(), Some("http://x"));
    }
}

#[test]
fn instances_are_embedded_in_two_forms() {
    let fan_within = format!("<f:CIM_Fan xmlns:f='{FAN}'><f:Speed>1</f:Speed></f:CIM_Fan>");
    for (property, class) in [
        ("<P xsi:type='p:CIM_Fan_Type'><Speed>1</Speed></P>", "CIM_Fan"),
        ("<P xsi:type=' p:CIM_Fan '><Speed>1</Speed></P>", "CIM_Fan"),
        ("<P xsi:type='p:CIM_Fan_Type'/>", "CIM_Fan"),
        (&format!("<P>{fan_within}</P>"), "CIM_Fan"),
    ] {
        let document = fan(property);
        let given = Instance::of(document.root()).property("P").unwrap().values().next().unwrap();
        let Form::Instance(embedded) = given.form() else { panic!("{property}") };
        assert_eq!((&*embedded.class_name(), &*embedded.namespace()), (class, FAN));
        let speed = embedded.property("speed").map(|it| format!("{it:?}"));
        assert!(property.ends_with("/>") || speed.as_deref() == Some(r#"Speed ["1"]"#));
    }
}

#[test]
fn a_message_brings_items() {
    let epr = "<a:EndpointReference><a:Address>http://x</a:Address></a:EndpointReference>";
    let fan = "<p:CIM_Fan><p:Speed>1</p:Speed></p:CIM_Fan>";
    let pull = |items: &str| format!("<n:PullResponse><n:Items>{items}</n:Items></n:PullResponse>");
    for (body, expected) in [
        (fan.to_owned(), "[Instance(Instance(CIM_Fan))]"),
        (pull(&[fan, fan].concat()), "[Instance(Instance(CIM_Fan)), Instance(Instance(CIM_Fan))]"),
        (pull(epr), r#"[Reference(Reference(""))]"#),
        (
            pull(&format!("<w:Item>{fan}{epr}</w:Item>")),
            r#"[Both(Instance(CIM_Fan), Reference(""))]"#,
        ),
        (
            pull(&format!("<w:Item>{epr}{fan}</w:Item>")),
            r#"[Both(Instance(CIM_Fan), Reference(""))]"#,
        ),
        (pull("<w:XmlFragment><p:Speed>1</p:Speed></w:XmlFragment>"), "[Fragment(Instance())]"),
        (
            format!("<n:EnumerateResponse><w:Items>{fan}</w:Items></n:EnumerateResponse>"),
            "[Instance(Instance(CIM_Fan))]",
        ),
        (
            format!("<w:Events><w:Event Action='urn:a'>{fan}</w:Event></w:Events>"),
            "[Instance(Instance(CIM_Fan))]",
        ),
        ("<p:Stop_INPUT/>".to_owned(), "[]"),
        (String::new(), "[]"),
    ] {
        let message = message(&body);
        let typed = message.typed();
        let items: Vec<_> = items(&typed).collect();
        assert_eq!(format!("{items:?}"), expected, "{body}");
        let has = |item: &Item<'_>| item.instance().is_some() || item.reference().is_some();
        assert!(items.iter().all(has));
    }
}

#[cfg(feature = "cim-2-49")]
fn class(name: &str) -> Class<'static> {
    Pack::cim().class(name).unwrap()
}

/// The value of the one property of a document, and the kinds of its misfits but for what is missing.
#[cfg(feature = "cim-2-49")]
fn typed(class_name: &str, property: &str) -> (String, Vec<MisfitKind>) {
    let document = instance(class_name, property);
    let typed = Instance::of(document.root()).typed(&class(class_name));
    let value = typed.properties().first().map(|it| format!("{:?}", it.value));
    let kinds = typed.misfits().iter().map(|it| it.kind);
    (value.unwrap_or_default(), kinds.filter(|it| *it != MisfitKind::Missing).collect())
}

#[cfg(feature = "cim-2-49")]
#[test]
fn values_are_of_the_types_of_their_class() {
    for (class, property, value) in [
        ("CIM_Fan", "<DesiredSpeed>007</DesiredSpeed>", "Uint64(7)"),
        (
            "CIM_Fan",
            "<DesiredSpeed>18446744073709551615</DesiredSpeed>",
            "Uint64(18446744073709551615)",
        ),
        ("CIM_Fan", "<VariableSpeed>TRUE</VariableSpeed>", "Boolean(true)"),
        ("CIM_Fan", "<VariableSpeed>0</VariableSpeed>", "Boolean(false)"),
        ("CIM_Fan", "<Caption> 007 </Caption>", r#"String(" 007 ")"#),
        ("CIM_Fan", "<Caption/>", r#"String("")"#),
        ("CIM_Fan", "<caption xsi:nil='1'/>", "Null"),
        ("CIM_Fan", "<EnabledState>2</EnabledState>", "Uint16(2)"),
        ("CIM_Fan", "<InstallDate>2025-03-01</InstallDate>", "2025"),
        ("CIM_NumericSensor", "<CurrentReading>-5</CurrentReading>", "Sint32(-5)"),
        ("CIM_Fan", "<OperationalStatus>2</OperationalStatus>", "Array([Uint16(2)])"),
        (
            "CIM_Fan",
            "<OperationalStatus>2</OperationalStatus><OperationalStatus xsi:nil='true'/>",
            "Array([Uint16(2), Null])",
        ),
        ("CIM_Fan", "<OperationalStatus xsi:nil='true'/>", "Null"),
        ("CIM_Fan", "<OperationalStatus xsi:nil='true' m:IsNullArray='true'/>", "Null"),
        ("CIM_Fan", "<OperationalStatus xsi:nil='true' m:IsEmptyArray='true'/>", "Array([])"),
        ("CIM_Fan", "<OperationalStatus xsi:nil='true' m:IsArray='true'/>", "Array([Null])"),
        ("CIM_Fan", "<OperationalStatus xsi:nil='true' IsArray='true'/>", "Null"),
    ] {
        let (found, misfits) = typed(class, property);
        assert!(
            found == value || (value == "2025" && found.contains(value)),
            "{property}: {found}"
        );
        assert_eq!(misfits, [], "{property}");
    }
}

#[cfg(feature = "cim-2-49")]
#[test]
fn what_does_not_fit_is_reported_and_stays() {
    use MisfitKind::{Form, Lexical, Null, Range, Repeated, Unknown};
    for (property, value, kind) in [
        ("<DesiredSpeed>1e3</DesiredSpeed>", r#"Untyped("1e3")"#, Lexical),
        ("<DesiredSpeed/>", r#"Untyped("")"#, Lexical),
        ("<DesiredSpeed>-1</DesiredSpeed>", r#"Untyped("-1")"#, Range),
        ("<EnabledState>65536</EnabledState>", r#"Untyped("65536")"#, Range),
        ("<VariableSpeed>yes</VariableSpeed>", r#"Untyped("yes")"#, Lexical),
        ("<Caption><x/><y/></Caption>", "Untyped(Elements)", Form),
        ("<Caption xsi:nil='true'>a</Caption>", "Untyped(Nil)", Form),
        ("<InstallDate>soon</InstallDate>", r#"Untyped("soon")"#, Lexical),
        ("<InstallDate><c:Date>soon</c:Date></InstallDate>", r#"Untyped(Date("soon"))"#, Lexical),
        ("<DeviceID xsi:nil='true'/>", "Null", Null),
        (
            "<EnabledState>2</EnabledState><EnabledState>3</EnabledState>",
            "Array([Uint16(2), Uint16(3)])",
            Repeated,
        ),
        ("<Wings>2</Wings>", r#"Untyped("2")"#, Unknown),
    ] {
        assert_eq!(typed("CIM_Fan", property), (value.to_owned(), vec![kind]), "{property}");
    }
}

#[cfg(feature = "cim-2-49")]
#[test]
fn a_misfit_says_where_and_what() {
    let document = fan("<EnabledState>x</EnabledState><DesiredSpeed>-1</DesiredSpeed>");
    let typed = Instance::of(document.root()).typed(&class("CIM_Fan"));
    let misfit = &typed.misfits()[0];
    let offset = document.tree().text().find("<EnabledState").unwrap();
    assert_eq!((&*misfit.property, misfit.offset), ("EnabledState", offset));
    let text = "EnabledState: expected an integer from 0 to 65535, found another text, at byte ";
    assert_eq!(misfit.to_string(), format!("{text}{offset}"));
    assert!(typed.misfits()[1].text().ends_with(", found a number out of that range"));
    let missing: Vec<_> = typed.misfits()[2..].iter().map(|it| &*it.property).collect();
    assert!(missing.contains(&"DeviceID") && !missing.contains(&"EnabledState"), "{missing:?}");
    // What is not there is not null.
    assert!(typed.value("Caption").is_none() && typed.value("enabledstate").is_some());
}

#[cfg(feature = "cim-2-49")]
#[test]
fn references_and_embedded_instances_need_their_types() {
    let epr = "<Antecedent><a:Address>http://x</a:Address></Antecedent>";
    let (value, misfits) = typed("CIM_Dependency", epr);
    assert_eq!((&*value, misfits), (r#"Reference(Reference(""))"#, vec![]));
    let (value, misfits) = typed("CIM_Dependency", "<Antecedent>CIM_Fan.Id=1</Antecedent>");
    assert_eq!((&*value, misfits), (r#"Untyped("CIM_Fan.Id=1")"#, vec![MisfitKind::Form]));
    let source = "<SourceInstance xsi:type='p:CIM_Fan_Type'><Speed>1</Speed></SourceInstance>";
    let (value, misfits) = typed("CIM_InstCreation", source);
    assert_eq!((&*value, misfits), ("Instance(Instance(CIM_Fan))", vec![]));
}

#[test]
fn the_way_of_octets_depends_on_their_array() {
    use crate::schema::pack::Type;
    for (of, property, value) in [
        (Type::Uint8, "<P>AQID</P>", "Octets([1, 2, 3])"),
        (Type::Uint8, "<P/>", "Octets([])"),
        (Type::Uint8, "<P>1</P>", "Array([Uint8(1)])"),
        (Type::Uint8, "<P>1</P><P>255</P>", "Array([Uint8(1), Uint8(255)])"),
        (Type::String, "<P>0aFF</P>", "Array([Octets([10, 255])])"),
        (Type::String, "<P>0aF</P>", r#"Array([Untyped("0aF")])"#),
    ] {
        let document = fan(property);
        let property = Instance::of(document.root()).property("P").unwrap();
        let mut misfits = Vec::new();
        let found = decode::decode(&property, Declared::octets(of), &mut misfits);
        assert_eq!(format!("{found:?}"), value);
        assert_eq!(misfits.is_empty(), !value.contains("Untyped"));
    }
}

#[test]
fn reals_and_characters_are_exact() {
    use crate::schema::pack::Type;
    for (of, text, value) in [
        (Type::Real32, "1e3", "Real32(1000.0)"),
        (Type::Real64, "-INF", "Real64(-inf)"),
        (Type::Real64, "1e999", r#"Untyped("1e999")"#),
        (Type::Real32, "1e39", r#"Untyped("1e39")"#),
        (Type::Real32, "inf", r#"Untyped("inf")"#),
        (Type::Char16, " ", "Char16(' ')"),
        (Type::Char16, "é", "Char16('é')"),
        (Type::Char16, "😀", r#"Untyped("😀")"#),
        (Type::Char16, "ab", r#"Untyped("ab")"#),
        (Type::Sint8, "-128", "Sint8(-128)"),
        (Type::Sint8, "-129", r#"Untyped("-129")"#),
        (Type::Sint16, "+1", "Sint16(1)"),
        (Type::Sint64, "-9223372036854775808", "Sint64(-9223372036854775808)"),
        (Type::Uint8, " 7 ", "Uint8(7)"),
        (Type::Uint32, "4294967296", r#"Untyped("4294967296")"#),
    ] {
        let document = fan(&format!("<P>{text}</P>"));
        let property = Instance::of(document.root()).property("P").unwrap();
        let mut misfits = Vec::new();
        let found = decode::decode(&property, of.into(), &mut misfits);
        assert_eq!(format!("{found:?}"), value, "{text}");
        assert_eq!(misfits.is_empty(), !value.contains("Untyped"), "{text}");
    }
}

#[cfg(feature = "cim-2-49")]
#[test]
fn a_method_has_parameters_and_a_return_value() {
    let body = "<p:RequestStateChange_OUTPUT><p:Job><a:Address>http://x</a:Address></p:Job>
        <p:ReturnValue>04096</p:ReturnValue><p:Wings>2</p:Wings></p:RequestStateChange_OUTPUT>";
    let message = message(body);
    let message = message.typed();
    let call = Method::in_message(&message).unwrap();
    assert_eq!((call.class_name(), call.name()), ("CIM_Fan", "RequestStateChange"));
    assert_eq!((call.namespace(), call.is_output()), (FAN, true));
    assert_eq!(call.parameters().len(), 2);
    assert!(call.parameter("job").is_some() && call.parameter("ReturnValue").is_none());
    let typed = call.typed(&class("CIM_Fan").method("RequestStateChange").unwrap());
    let values: Vec<_> = typed.properties().iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(
        values,
        [r#"Job: Reference(Reference(""))"#, "ReturnValue: Uint32(4096)", r#"Wings: Untyped("2")"#]
    );
    assert_eq!(typed.misfits().len(), 1);
}

#[cfg(feature = "cim-2-49")]
#[test]
fn a_class_is_found_in_packs() {
    let packs = [Pack::cim().clone()].into_iter().collect();
    let document = fan("<EnabledState>2</EnabledState>");
    let typed = Instance::of(document.root()).typed_by(&packs).unwrap();
    assert!(matches!(typed.value("EnabledState"), Some(Value::Uint16(2))));
    let other = instance("ACME_Fan", "");
    assert!(Instance::of(other.root()).typed_by(&packs).is_none());
}
