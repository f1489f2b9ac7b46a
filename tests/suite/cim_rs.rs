//! Instances as CIM-RS has them: exactly their values, and back; what does not fit is told.

use std::path::PathBuf;

use cimwire::cim::{Instance, Item, items};
use cimwire::json::CimRs;
use cimwire::schema::pack::{Pack, Packs};
use cimwire::xml::Document;
use cimwire::{ErrorKind, Message};
use cimwire_tests::corpus::cases;
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{oracle, report, root};
use schema_gen::{mof, pack, xsd};

#[test]
fn an_enumeration_is_the_collection_in_its_file() {
    let packs = packs();
    let rest = CimRs::new(&packs).root("/ns/").in_namespace("acme/plant");
    let message = Message::decode(std::fs::read(corpus("cim/pumps.xml")).unwrap()).unwrap();
    let made = rest.message(&message.typed()).unwrap();
    let file = std::fs::read_to_string(corpus("cim/pumps.cim-rs.json")).unwrap();
    assert_eq!(made, file.trim_end());
    let typed = message.typed();
    for item in items(&typed) {
        let instance = rest.instance(item.instance().unwrap()).unwrap();
        assert!(made.contains(&instance), "a reference and the keys identify alike: {instance}");
        returns(&rest, &packs, item.instance().unwrap()).unwrap();
    }
    let wider = rest.of_class("cim_managedelement").message(&typed).unwrap();
    let head = r#"{"kind":"instancecollection","self":"/ns/acme%2Fplant/classes/CIM_ManagedElement/instances","class":"CIM_ManagedElement","#;
    assert!(wider.starts_with(head), "{wider}");
}

/// Every instance of the corpus is either told whole, and then leads back, or refused with a place.
#[test]
fn every_instance_leads_back_or_is_refused() {
    let Some(cases) = cases() else { return };
    let packs = packs();
    let rest = CimRs::new(&packs).in_namespace("root/cimv2");
    let (mut told, mut refused) = (0, 0);
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let message = Message::decode(case.bytes()).expect("a message");
        let typed = message.typed();
        for instance in items(&typed).filter_map(Item::instance) {
            match returns(&rest, &packs, instance) {
                Ok(()) => told += 1,
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Misfit, "{}: {error}", case.name);
                    assert!(!error.path().is_empty() || error.offset() > 0, "{error}");
                    refused += 1;
                }
            }
        }
    }
    assert!(told > 20, "{told} told, {refused} refused");
    report(format!("{told} instances lead to CIM-RS and back, {refused} are refused"));
}

#[test]
fn what_does_not_fit_is_an_error_with_its_place() {
    let packs = packs();
    let rest = CimRs::new(&packs).in_namespace("root");
    for (inside, path, says) in [
        ("<p:Temperature>warm</p:Temperature>", "Temperature", "expected an integer from -128"),
        ("<p:Flow>NaN</p:Flow>", "Flow", "expected a finite number"),
        ("<p:TotalFlow>-INF</p:TotalFlow>", "TotalFlow", "expected a finite number"),
        ("<p:Mode>1</p:Mode><p:Mode>2</p:Mode>", "Mode", "expected one value, found more"),
        ("<p:Other>1</p:Other>", "Other", "expected a property that the class has"),
        (
            "<p:Mode>1</p:Mode><p:mode>1</p:mode>",
            "mode",
            "expected a property that the class has, once",
        ),
        ("<p:Notes>a</p:Notes>text", "", "expected no text between properties"),
        ("<p:Setting>instance of X {};</p:Setting>", "Setting", "expected an instance, found text"),
        (
            "<p:Setting i:type='p:ACME_Pump_Type'><p:Mode>1</p:Mode></p:Setting>",
            "Setting",
            "expected an instance of the class that the property",
        ),
        (
            "<p:LastService><c:Interval>P1M</c:Interval></p:LastService>",
            "LastService",
            "expected what 25 characters",
        ),
        (
            "<p:LastService><c:Datetime>2026-03-01T00:00:00.0000001Z</c:Datetime></p:LastService>",
            "LastService",
            "expected what 25 characters",
        ),
        (
            "<p:Controller><a:Address>urn:x</a:Address></p:Controller>",
            "Controller",
            "expected a resource URI, found none",
        ),
    ] {
        let document = pump(inside);
        let error = rest.instance(Instance::of(document.root())).unwrap_err();
        let expected = ["ACME_Pump", path].join("/");
        assert_eq!(error.path(), expected.trim_end_matches('/'), "{inside}: {error}");
        assert!(error.text().starts_with(says), "{inside}: {error}");
        assert!(error.offset() > 0 || path.is_empty(), "{error}");
        assert_eq!(error.kind(), ErrorKind::Misfit);
    }
}

#[test]
fn who_and_where_has_to_be_known() {
    let packs = packs();
    let refused = |rest: CimRs<'_>, xml: &str| {
        let document = Document::decode(xml.to_owned()).unwrap();
        rest.instance(Instance::of(document.root())).unwrap_err().text().to_owned()
    };
    let rest = CimRs::new(&packs);
    assert!(refused(rest, "<Unknown/>").starts_with("expected a class that the packs have"));
    assert!(refused(rest, "<ACME_PumpSetting/>").starts_with("expected a key, found none"));
    let setting = "<ACME_PumpSetting><InstanceID>1</InstanceID></ACME_PumpSetting>";
    assert!(refused(rest, setting).starts_with("expected a CIM namespace"));
    assert!(rest.collection([]).is_err());
    let none = rest.of_class("ACME_Pump").in_namespace("n").collection([]).unwrap();
    assert!(none.ends_with(r#""class":"ACME_Pump","instances":[]}"#), "{none}");
    let document = Document::decode(setting.to_owned()).unwrap();
    let other = rest.of_class("ACME_Pump").in_namespace("n");
    let item = Item::Instance(Instance::of(document.root()));
    assert!(other.collection([item]).is_err());
}

/// Values that a JSON reader would take, and that are not of their types.
#[test]
fn json_that_does_not_fit_is_refused_with_its_path() {
    let packs = packs();
    let rest = CimRs::new(&packs).root("/r");
    let refused = |json: &str| rest.draft(json.as_bytes()).unwrap_err();
    for (member, path) in [
        (r#""Mode":"2""#, "properties.Mode"),
        (r#""Mode":65536"#, "properties.Mode"),
        (r#""Mode":1.5"#, "properties.Mode"),
        (r#""Mode":true"#, "properties.Mode"),
        (r#""Mode":[1]"#, "properties.Mode"),
        (r#""Mode":{}"#, "properties.Mode"),
        (r#""Mode":1,"mode":1"#, "properties.mode"),
        (r#""Wings":1"#, "properties.Wings"),
        (r#""IsPrimed":1"#, "properties.IsPrimed"),
        (r#""Grade":"ab""#, "properties.Grade"),
        (r#""Notes":"a""#, "properties.Notes"),
        (r#""Notes":["a",1]"#, "properties.Notes[1]"),
        (r#""History":[[1]]"#, "properties.History[0]"),
        (r#""LastService":"2026-03-01T07:15:02Z""#, "properties.LastService"),
        (r#""Flow":0.1000000001"#, "properties.Flow"),
        (r#""Setting":{"class":"ACME_PumpSetting","properties":{}}"#, "properties.Setting"),
        (
            r#""Setting":{"kind":"instance","class":"ACME_Pump","properties":{}}"#,
            "properties.Setting",
        ),
        (
            r#""Controller":"/other/n/classes/CIM_ComputerSystem/instances/1""#,
            "properties.Controller",
        ),
        (r#""Controller":"/r/n/classes/CIM_ComputerSystem/instances/1""#, "properties.Controller"),
        (
            r#""Controller":"/r/n/classes/CIM_ComputerSystem/instances/Name=%F""#,
            "properties.Controller",
        ),
        (
            r#""Controller":"/r/n/classes/CIM_ComputerSystem/instances/Name=1,Name=2""#,
            "properties.Controller",
        ),
        (r#""CreationClassName":null"#, "properties.CreationClassName"),
    ] {
        let json =
            format!(r#"{{"kind":"instance","class":"ACME_Pump","properties":{{{member}}}}}"#);
        let error = refused(&json);
        assert_eq!((error.kind(), error.path()), (ErrorKind::JsonForm, path), "{member}: {error}");
    }
    // What a new instance lacks is told when it is written.
    let bare = rest.draft(br#"{"kind":"instance","class":"ACME_Pump","properties":{}}"#).unwrap();
    assert_eq!(bare.build_by(&packs).unwrap_err().kind(), ErrorKind::Misfit);
}

#[test]
fn json_that_is_no_instance_is_refused() {
    let packs = packs();
    let refused = |json: &str| CimRs::new(&packs).draft(json.as_bytes()).unwrap_err();
    for json in [
        "[]",
        r#"{"kind":"instancecollection","class":"ACME_Pump","properties":{}}"#,
        r#"{"kind":"instance","class":"ACME_Nothing","properties":{}}"#,
        r#"{"kind":"instance","class":"ACME_Pump"}"#,
        r#"{"kind":"instance","class":"ACME_Pump","properties":[]}"#,
        r#"{"kind":"instance","kind":"instance","class":"ACME_Pump","properties":{}}"#,
        r#"{"kind":"instance","class":"ACME_Pump","properties":{},"extra":1}"#,
        r#"{"kind":"instance","self":1,"class":"ACME_Pump","properties":{}}"#,
    ] {
        assert_eq!(refused(json).kind(), ErrorKind::JsonForm, "{json}");
    }
    assert_eq!(refused("{").kind(), ErrorKind::JsonSyntax);
}

/// Damaged JSON is refused, or is an instance that says the same again.
#[test]
fn damaged_json_is_refused_or_leads_back() {
    let packs = packs();
    let rest = CimRs::new(&packs).root("/ns").in_namespace("acme/plant");
    let file = std::fs::read(corpus("cim/pumps.cim-rs.json")).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let original = whole["instances"][0].to_string();
    let mut random = Random::new(11);
    let (mut read, mut built) = (0, 0);
    for _ in 0..1000 {
        let mutant = mutate(original.as_bytes(), &mut random);
        let Ok(draft) = rest.draft(&mutant) else { continue };
        read += 1;
        let Ok(document) = draft.build_by(&packs) else { continue };
        built += 1;
        returns(&rest, &packs, Instance::of(document.root())).expect("what was read");
    }
    let of_cim = r#"{"kind":"instance","class":"CIM_ConcreteDependency","properties":{
        "Antecedent":"/root%2Fcimv2/classes/CIM_ConcreteJob/instances/a%2Fb",
        "Dependent":"/root%2Fcimv2/classes/CIM_Fan/instances/SystemName=a,DeviceID=b,CreationClassName=c,SystemCreationClassName=d"}}"#;
    for _ in 0..1000 {
        oracle::json(&mutate(of_cim.as_bytes(), &mut random));
    }
    assert!(built > 10, "{built} of {read}");
    report(format!("of 1000 damaged instances of CIM-RS {read} are read, {built} are whole"));
}

/// A key that is a reference is an identifier in one, and leads back.
#[test]
fn a_reference_in_a_key_is_an_identifier() {
    let packs = packs();
    let rest = CimRs::new(&packs).in_namespace("root");
    let system = |name: &str| {
        format!(
            "<a:Address>http://s/</a:Address><a:ReferenceParameters><w:ResourceURI
             >http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/{name}</w:ResourceURI><w:SelectorSet>
             <w:Selector Name='InstanceID'>a/b</w:Selector></w:SelectorSet></a:ReferenceParameters>"
        )
    };
    let xml = format!(
        "<f:CIM_ElementSettingData xmlns:f='urn:CIM_ElementSettingData' {NAMESPACES}>
         <f:ManagedElement>{}</f:ManagedElement><f:SettingData>{}</f:SettingData>
         </f:CIM_ElementSettingData>",
        system("CIM_ConcreteJob"),
        system("CIM_SettingData"),
    );
    let document = Document::decode(xml).unwrap();
    let json = rest.instance(Instance::of(document.root())).unwrap();
    let key =
        "ManagedElement=%2Froot%2Fclasses%2FCIM_ConcreteJob%2Finstances%2Fa%252Fb,SettingData=";
    assert!(json.contains(key), "{json}");
    let whole = format!(
        r#"{{"kind":"instance","class":"CIM_ConcreteDependency","properties":{{
        "Antecedent":{},"Dependent":"/root/classes/CIM_ConcreteJob/instances/a%2Fb"}}}}"#,
        &json[r#"{"kind":"instance","self":"#.len()..json.find(r#","class""#).unwrap()],
    );
    let draft = rest.draft(whole.as_bytes()).unwrap();
    let built = draft.build_by(&packs).unwrap();
    let again = rest.instance(Instance::of(built.root())).unwrap();
    assert!(again.contains("%252Fclasses%252F"), "{again}");
    returns(&rest, &packs, Instance::of(built.root())).unwrap();
}

#[test]
fn instances_in_instances_have_an_end_on_both_ways() {
    let text = r#"class Box { [EmbeddedInstance("Box")] string Inner; };"#;
    let source = xsd::Source { path: "box.mof".into(), text: text.into() };
    let classes = mof::compile(&[source]).unwrap();
    let packs = Packs::from_iter([Pack::open(pack::pack("a test", &classes).unwrap()).unwrap()]);
    let rest = CimRs::new(&packs);
    let nested = |depth: usize| {
        let start = r#"{"kind":"instance","class":"Box","properties":{"Inner":"#;
        [&start.repeat(depth), "null", &"}}".repeat(depth)].concat()
    };
    let built = rest.draft(nested(9).as_bytes()).unwrap().build_by(&packs).unwrap();
    assert_eq!(rest.instance(Instance::of(built.root())).unwrap(), nested(9));
    let error = rest.draft(nested(10).as_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DepthLimit);
    let xml = (0..10).fold("<b:Box xmlns:b='urn:/Box'/>".to_owned(), |inner, _| {
        format!("<b:Box xmlns:b='urn:/Box'><b:Inner>{inner}</b:Inner></b:Box>")
    });
    let document = Document::decode(xml).unwrap();
    let error = rest.instance(Instance::of(document.root())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DepthLimit);
    assert!(rest.draft(nested(100_000).as_bytes()).is_err());
}

/// From an instance to JSON, to a draft, to an instance whose JSON is the same.
fn returns(rest: &CimRs<'_>, packs: &Packs, instance: Instance<'_>) -> cimwire::Result<()> {
    let json = rest.instance(instance)?;
    let draft = rest.draft(json.as_bytes()).unwrap_or_else(|error| panic!("{error}: {json}"));
    let built = draft.build_by(packs).unwrap_or_else(|error| panic!("{error}: {json}"));
    let again = rest.instance(Instance::of(built.root())).expect("what was read");
    let members = |json: &str| -> serde_json::Value { serde_json::from_str(json).expect("JSON") };
    assert_eq!(members(&again), members(&json));
    Ok(())
}

fn pump(inside: &str) -> Document {
    let xml = format!(
        "<p:ACME_Pump xmlns:p='http://acme.example/wscim/1/ACME_Pump' {NAMESPACES}>\
         <p:SystemCreationClassName>a</p:SystemCreationClassName><p:SystemName>b</p:SystemName>\
         <p:CreationClassName>c</p:CreationClassName><p:DeviceID>d</p:DeviceID>{inside}</p:ACME_Pump>"
    );
    Document::decode(xml).unwrap()
}

fn packs() -> Packs {
    let acme = Pack::open(std::fs::read(corpus("schema/acme.cimpack")).unwrap()).unwrap();
    [Pack::cim().clone(), acme].into_iter().collect()
}

fn corpus(file: &str) -> PathBuf {
    root().join("tests/corpus").join(file)
}

const NAMESPACES: &str = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
    xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
    xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' \
    xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common'";
