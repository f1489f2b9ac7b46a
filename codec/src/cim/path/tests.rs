use super::*;
use crate::cim::MisfitKind;
use crate::error::ErrorKind;
use crate::names::ns;
use crate::schema::pack::Type;
use crate::value::Text;
use crate::wsman::addressing::Epr;
use crate::wsman::control::{Selector, SelectorSet};
use crate::xml::Document;

fn path(text: &str) -> Path {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

const DMTF: &str = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";

#[test]
fn every_form_of_text_is_read() {
    let named = |text: &str| {
        let path = path(text);
        let keys: Vec<_> =
            path.keys().iter().map(|key| format!("{}:{:?}", key.name(), key.value())).collect();
        let [host, namespace] = [path.host(), path.namespace()].map(|it| it.unwrap_or("-"));
        format!("{host} {namespace} {} {}", path.class_name(), keys.join(" "))
    };
    for (text, parts) in [
        ("CIM_Fan", "- - CIM_Fan "),
        ("root/cimv2:CIM_Fan", "- root/cimv2 CIM_Fan "),
        ("/root/cimv2:CIM_Fan", "- root/cimv2 CIM_Fan "),
        ("//server:5989/root/cimv2:CIM_Fan", "server:5989 root/cimv2 CIM_Fan "),
        ("https://a@[::1]:5989/root:CIM_Fan", "a@[::1]:5989 root CIM_Fan "),
        ("//server/:CIM_Fan", "server - CIM_Fan "),
        (r"\\.\root\cimv2:Win32_A", ". root/cimv2 Win32_A "),
        (r#"Win32_A="x""#, r#"- - Win32_A :Text("x")"#),
        ("Win32_A=@", "- - Win32_A "),
        ("A.B=1,C=TRUE", r#"- - A B:Bare("1") C:Bare("TRUE")"#),
        ("A.B=-0x1F,C=1.5e3", r#"- - A B:Bare("-0x1F") C:Bare("1.5e3")"#),
        (r#"A.B="x,y=\"z\"\\",C='q'"#, r#"- - A B:Text("x,y=\"z\"\\") C:Text("q")"#),
        (r#"A.B="\x41\t""#, "- - A B:Text(\"A\\t\")"),
        ("x:y:A.B=1", "- x:y A "),
    ] {
        match text {
            "x:y:A.B=1" => assert_eq!(text.parse::<Path>().unwrap_err().offset(), 4),
            _ => assert_eq!(named(text), parts, "{text}"),
        }
    }
}

#[test]
fn what_is_no_path_is_an_error_at_its_place() {
    for (text, offset) in [
        ("", 0),
        ("root/cimv2:", 11),
        ("//server", 2),
        ("///root:A", 2),
        ("root//cimv2:A", 12),
        ("1A", 0),
        ("A.", 2),
        ("A.B", 2),
        ("A.B=", 4),
        ("A.B=x", 4),
        ("A.B=1,", 6),
        ("A.B=1;C=2", 4),
        (r#"A.B="x"#, 6),
        (r#"A.B="\q""#, 5),
        (r#"A.B="x"y"#, 7),
        ("A.B=1,b=2", 6),
        ("A=@x", 3),
        ("A.B=18446744073709551616", 4),
        ("A.B=12e", 4),
    ] {
        let error = text.parse::<Path>().expect_err(text);
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Misfit, offset), "{text}");
    }
}

#[test]
fn text_comes_back_as_it_was() {
    for text in [
        "CIM_Fan",
        "root/cimv2:CIM_Fan",
        "//server:5989/root/cimv2:CIM_Fan.A=\"1\",B=2,C=TRUE",
        "//server/:CIM_Fan=@",
        r#"Win32_A="C:\\x \"y\"""#,
        "A.B=\"ü\n\"",
    ] {
        assert_eq!(path(text).to_string(), text);
        assert_eq!(path(&path(text).to_wmi()), path(text), "{text}");
    }
    let nested = Path::new("A").with_key("B", path(r#"r:C.D="x\\y""#));
    let text = nested.to_string();
    assert_eq!(text, r#"A.B="r:C.D=\"x\\\\y\"""#);
    let inner = path(&text).key("B").unwrap().text().unwrap().to_owned();
    assert_eq!(&path(&inner), nested.key("B").unwrap().reference().unwrap());
}

#[test]
fn equal_paths_name_the_same() {
    for (one, other) in [
        ("ROOT/cimv2:cim_fan.b=2,A=\"x\"", "root/CIMV2:CIM_Fan.a=\"x\",B=2"),
        ("A.B=0x10", "A.B=16"),
        ("A.B=020", "A.B=16"),
        ("A.B=10000b", "A.B=16"),
        ("A.B=true", "A.B=TRUE"),
        ("A.B=-0", "A.B=0"),
        (r"\\H\root\a:B", "//h/root/a:B"),
    ] {
        assert_eq!(path(one), path(other));
        let hashed = |text| {
            use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
            BuildHasherDefault::<DefaultHasher>::default().hash_one(path(text))
        };
        assert_eq!(hashed(one), hashed(other), "{one}");
    }
    for (one, other) in [
        ("A.B=\"x\"", "A.B=\"X\""),
        ("A.B=\"007\"", "A.B=\"7\""),
        ("A", "A=@"),
        ("n:A", "A"),
        ("//h/n:A", "n:A"),
        ("A.B=1", "A.C=1"),
        ("A.B=1", "A.B=1,C=2"),
    ] {
        assert_ne!(path(one), path(other));
    }
    let typed = |text: &str| KeyValue::Typed(text.to_owned(), Type::Uint32);
    assert_eq!(typed("007"), typed("7"));
    assert_eq!(typed("7"), KeyValue::from("7"));
    assert_ne!(KeyValue::from(path("A")), KeyValue::from("A"));
}

fn reference(uri: &str, selectors: &[(&'static str, &'static str)]) -> Epr<'static> {
    let selectors = SelectorSet::from_iter(selectors.iter().copied());
    Epr::to_resource("http://server/wsman", uri, &selectors).unwrap()
}

#[test]
fn an_endpoint_reference_is_a_path_and_the_other_way_round() {
    let fan = DMTF.to_owned() + "CIM_Fan";
    let amt = "http://intel.com/wbem/wscim/1/amt-schema/1/AMT_Foo";
    let wmi = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_A";
    for (uri, selectors, text) in [
        (&*fan, &[("__cimnamespace", "root/a"), ("K", " 007 ")][..], r#"root/a:CIM_Fan.K=" 007 ""#),
        (&*fan, &[], "CIM_Fan"),
        (amt, &[("A", "1"), ("B", "")], r#"AMT_Foo.A="1",B="""#),
        (wmi, &[("Name", "x\\y")], r#"root/cimv2:Win32_A.Name="x\\y""#),
    ] {
        let reference = reference(uri, selectors);
        let read = Path::of(&reference).unwrap();
        assert_eq!(read.to_string(), text);
        for made in [read.to_epr("http://server/wsman"), read.to_epr_2005("http://server/wsman")] {
            assert_eq!(made.unwrap(), reference, "{uri}");
        }
        assert_eq!(read.resource_uri().unwrap(), uri);
    }
    let both = reference(wmi, &[("__cimnamespace", "ROOT/CIMV2"), ("Name", "x")]);
    assert_eq!(Path::of(&both).unwrap().namespace(), Some("ROOT/CIMV2"));
}

#[test]
fn references_in_references_are_paths_in_paths_of_either_version() {
    let inner = path(r#"root/a:CIM_Fan.K="1""#);
    let outer = Path::new("CIM_Assoc").with_key("Dependent", inner).with_key("N", 2_u8);
    for is_2005 in [false, true] {
        let made = if is_2005 { outer.to_epr_2005("http://s/") } else { outer.to_epr("http://s/") };
        let made = made.unwrap();
        let selectors = made.selectors().unwrap();
        let nested = selectors.get("Dependent").unwrap().content.elements().next().unwrap();
        let version = if is_2005 { ns::ADDRESSING_2005 } else { ns::ADDRESSING };
        assert_eq!(Some(nested.name().namespace), version.uri());
        assert_eq!(Path::of(&made).unwrap(), outer);
    }
}

#[test]
fn what_is_no_path_of_cim_is_refused() {
    let fan = DMTF.to_owned() + "CIM_Fan";
    let wmi = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_A";
    for reference in [
        Epr::at("http://server/wsman"),
        reference("http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog", &[]),
        reference("http://schemas.dmtf.org/wbem/wscim/1/*", &[]),
        reference(wmi, &[("__cimnamespace", "root/other")]),
        reference(&fan, &[("A", "1"), ("a", "2")]),
        reference(&fan, &[("", "1")]),
        reference(&fan, &[("A=\"1\",B", "1")]),
        reference(&fan, &[("__cimnamespace", "root:CIM_Other.A=\"1\"")]),
    ] {
        assert_eq!(Path::of(&reference).unwrap_err().kind(), ErrorKind::Misfit, "{reference:?}");
    }
    let mut set = SelectorSet::default();
    let odd = Document::decode("<x/>").unwrap();
    set.selectors.push(Selector {
        name: Some(Text::new("K")),
        content: odd.into(),
        ..Selector::default()
    });
    assert!(Path::of(&Epr::to_resource("http://s/", &fan, &set).unwrap()).is_err());
    let mut deep = Path::new("CIM_A").with_key("K", "1");
    for _ in 0..=MAX_NESTED {
        deep = Path::new("CIM_A").with_key("K", deep);
    }
    assert!(deep.to_epr("http://s/").is_err());
}

#[test]
fn a_uri_is_not_made_up() {
    assert!(path("root/cimv2:OMI_Foo").resource_uri().is_err());
    let based = path("root/cimv2:OMI_Foo").based_on(DMTF);
    assert_eq!(based.resource_uri().unwrap(), DMTF.to_owned() + "OMI_Foo");
    let wmi = crate::schema::uris::class::WMI;
    assert!(path("Win32_A").based_on(wmi).resource_uri().is_err());
    let service = path("root/cimv2:Win32_A.B=\"1\"").based_on(wmi);
    assert_eq!(service.resource_uri().unwrap(), wmi.to_owned() + "root/cimv2/Win32_A");
    assert!(service.selectors().unwrap().get("__cimnamespace").is_none());
    assert!(path("Win32_A=\"1\"").selectors().is_err(), "the key has no name");
}

#[cfg(feature = "cim-2-49")]
mod with_classes {
    use super::*;
    use crate::cim::Instance;
    use crate::schema::pack::{Class, Pack};

    fn class(name: &str) -> Class<'static> {
        Pack::cim().class(name).unwrap()
    }

    #[test]
    fn a_class_gives_keys_their_types_and_says_what_does_not_fit() {
        let text = "CIM_Process.Handle=\"7\",CreationClassName=\"a\",oscreationclassname=\"b\",\
                    OSName=\"c\",CSName=\"d\",CSCreationClassName=\"e\"";
        let (typed, misfits) = path(text).typed(&class("CIM_Process"));
        assert_eq!(misfits, []);
        assert_eq!(typed, path(text));
        assert_eq!(typed.key("OSCreationClassName").unwrap().of(), Some(Type::String));
        assert_eq!(typed.base(), Some(DMTF));
        let (typed, misfits) =
            path("CIM_RegisteredProfile=\"x\"").typed(&class("CIM_RegisteredProfile"));
        assert_eq!((typed.keys()[0].name(), misfits.len()), ("InstanceID", 0));
        let (_, misfits) =
            path("CIM_RegisteredProfile.Foo=1").typed(&class("CIM_RegisteredProfile"));
        let kinds: Vec<_> = misfits.iter().map(|it| (it.kind, &*it.property)).collect();
        assert_eq!(kinds, [(MisfitKind::Unknown, "Foo"), (MisfitKind::Missing, "InstanceID")]);
    }

    #[test]
    fn an_integer_key_is_one_whatever_its_text() {
        let (class, number) = Pack::cim()
            .classes()
            .find_map(|class| {
                let mut keys = class.properties().filter(crate::schema::pack::Property::is_key);
                let key = keys.find(|it| it.of() == Type::Uint32)?;
                Some((class, key))
            })
            .unwrap();
        let one = Path::new(class.name()).with_key(number.name(), "007").typed(&class).0;
        let other = Path::new(class.name()).with_key(number.name(), 7_u32).typed(&class).0;
        assert_eq!(one, other);
        assert_eq!(one.key(number.name()).unwrap().text(), Some("007"), "its text is kept");
        let (kept, misfits) = Path::new(class.name()).with_key(number.name(), "x").typed(&class);
        assert!(misfits.iter().any(|it| it.kind == MisfitKind::Lexical));
        assert_eq!(kept.key(number.name()).unwrap().of(), None);
    }

    #[test]
    fn an_instance_has_the_path_that_its_keys_give() {
        let xml = |keys: &str| {
            let uri = DMTF.to_owned() + "CIM_RegisteredProfile";
            let xml = format!(
                "<p:CIM_RegisteredProfile xmlns:p='{uri}' \
                xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>{keys}</p:CIM_RegisteredProfile>"
            );
            Document::decode(xml).unwrap()
        };
        let profile = class("CIM_RegisteredProfile");
        let document = xml("<p:InstanceID> a </p:InstanceID>");
        let path = Instance::of(document.root()).path(&profile).unwrap();
        assert_eq!(path.to_string(), "CIM_RegisteredProfile.InstanceID=\" a \"");
        for (keys, kind) in [
            ("", MisfitKind::Missing),
            ("<p:InstanceID i:nil='true'/>", MisfitKind::Null),
            ("<p:InstanceID>a</p:InstanceID><p:InstanceID>b</p:InstanceID>", MisfitKind::Repeated),
            ("<p:InstanceID><p:x/></p:InstanceID>", MisfitKind::Form),
        ] {
            let document = xml(keys);
            let misfit = Instance::of(document.root()).path(&profile).unwrap_err();
            assert_eq!(misfit.kind, kind, "{keys}");
        }
    }
}
