//! What a class allows beyond types: told of what was read, refused in what is written.

use cimwire::ErrorKind;
use cimwire::cim::{Draft, Instance, MisfitKind, Value};
use cimwire::schema::pack::Pack;
use cimwire::xml::Document;
use schema_gen::{mof, pack, xsd};

/// Each fact at both of its ends, by values that are written and by the same as texts that are read.
#[test]
fn each_limit_of_a_class_holds_on_both_ways() {
    let classes = limited();
    let class = classes.class("ACME_Limited").unwrap();
    for (name, value, text, wanted) in [
        ("Duty", Value::from(100u8), "100", None),
        ("Duty", Value::from(101u8), "101", Some("above its MaxValue, 100,")),
        ("Level", Value::from(-5i16), "-5", None),
        ("Level", Value::from(-6i16), "-6", Some("below its MinValue, -5,")),
        ("Flow", Value::from(2.5f32), "2.5", Some("above its MaxValue, 2,")),
        ("Flow", Value::from(-0.5f32), "-0.5", Some("below its MinValue, 0,")),
        ("Flow", Value::from(2.0f32), "2", None),
        ("Code", Value::from("éé"), "éé", None),
        ("Code", Value::from("é"), "é", Some("as its MinLen, 2,")),
        ("Code", Value::from("ééééé"), "ééééé", Some("as its MaxLen, 4,")),
        ("Mode", Value::from(16u16), "16", None),
        ("Mode", Value::from(9u16), "9", None),
        ("Mode", Value::from(0x8000u16), "32768", None),
        ("Mode", Value::from(10u16), "10", Some("its ValueMap has,")),
        ("Open", Value::from(77u16), "77", None),
        ("State", Value::from("on"), "on", None),
        ("State", Value::from("On"), "On", Some("its ValueMap has,")),
        ("State", Value::from("none"), "none", None),
    ] {
        let mut draft = Draft::of(&class);
        let error = draft.set(name, value).build_as(&class).err();
        let told = error.as_ref().map(|it| (it.kind(), it.path().to_owned()));
        let path = || (ErrorKind::Misfit, format!("ACME_Limited/{name}"));
        assert_eq!(told, wanted.map(|_| path()), "{name} {text}: {error:?}");
        let said = error.map(|it| it.text().to_owned()).unwrap_or_default();
        assert!(said.contains(wanted.unwrap_or_default()), "{name} {text}: {said}");

        let read =
            Document::decode(format!("<ACME_Limited><{name}>{text}</{name}></ACME_Limited>"));
        let read = read.unwrap();
        let typed = Instance::of(read.root()).typed(&class);
        assert_eq!(typed.misfits(), [], "{name} {text} is of its type");
        let found = typed.disallowed();
        assert_eq!(found.len(), usize::from(wanted.is_some()), "{name} {text}: {found:?}");
        for misfit in found {
            let shown = (misfit.kind, &*misfit.property, misfit.offset);
            assert_eq!(shown, (MisfitKind::Disallowed, name, "<ACME_Limited>".len()));
        }
    }
}

#[test]
fn items_and_parameters_have_limits_too() {
    let classes = limited();
    let class = classes.class("ACME_Limited").unwrap();
    let mut draft = Draft::of(&class);
    let error = draft.set("Modes", [Some(1u16), None, Some(3)]).build_as(&class).unwrap_err();
    assert_eq!(error.path(), "ACME_Limited/Modes[3]");
    let method = class.method("Set").unwrap();
    let mut input = Draft::input("urn:x", "Set");
    assert!(input.set("Duty", 100u8).build_call(&method).is_ok());
    assert_eq!(input.set("Duty", 101u8).build_call(&method).unwrap_err().path(), "Set_INPUT/Duty");
    let mut output = Draft::output("urn:x", "Set");
    assert!(output.set("ReturnValue", 1u32).build_call(&method).is_ok());
    assert!(output.set("ReturnValue", 2u32).build_call(&method).is_err());
}

/// What was read and is not changed is nobody's to refuse.
#[test]
fn what_was_read_stays_whatever_it_is() {
    let classes = limited();
    let class = classes.class("ACME_Limited").unwrap();
    let xml = "<ACME_Limited><Duty>200</Duty><Level>1</Level></ACME_Limited>";
    let document = Document::decode(xml).unwrap();
    let mut draft = Instance::of(document.root()).draft();
    let built = draft.set("Level", 2i16).build_as(&class).unwrap();
    assert_eq!(built.root().outer(), xml.replace("<Level>1", "<Level>2"));
}

fn limited() -> Pack {
    let text = r#"class ACME_Limited {
        [MaxValue(100)] uint8 Duty;
        [MinValue(-5)] sint16 Level;
        [MinValue(0), MaxValue(2)] real32 Flow;
        [MinLen(2), MaxLen(4)] string Code;
        [ValueMap{"0", "0x10", "5..9", "0x8000.."}] uint16 Mode;
        [ValueMap{"1", "2"}] uint16 Modes[];
        [ValueMap{"1", ".."}, Values{"One", "Reserved"}] uint16 Open;
        [ValueMap{"on", "off"}, NullValue("none")] string State;
        [ValueMap{"0", "1"}] uint32 Set([In, MaxValue(100)] uint8 Duty);
    };"#;
    let source = xsd::Source { path: "limited.mof".into(), text: text.into() };
    let classes = mof::compile(&[source]).unwrap_or_else(|errors| panic!("{errors:#?}"));
    Pack::open(pack::pack("a test", &classes).unwrap()).unwrap()
}
