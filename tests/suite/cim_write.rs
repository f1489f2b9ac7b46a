//! CIM written: what was read and not changed stays to the byte, what is written reads as the same
//! value, and nothing is taken for something else on the way.

use std::collections::BTreeMap;

use cimwire::cim::{Draft, Instance, Item, Method, Value, items};
use cimwire::request::Put;
use cimwire::schema::pack::{Class, Pack, Packs, Type};
use cimwire::value::{CimDateTime, DateTime};
use cimwire::wsman::addressing::Epr;
use cimwire::xml::{Document, Element};
use cimwire::{Limits, Message, json};
use cimwire_tests::corpus::{Case, cases, golden};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{oracle, report, root};
use schema_gen::{mof, pack, xsd};

#[test]
fn a_get_with_two_changes_is_a_put_that_is_the_same_elsewhere() {
    let (mut counts, mut properties) = (BTreeMap::new(), 0);
    for (name, message) in messages() {
        let message = message.typed();
        for instance in items(&message).filter_map(Item::instance) {
            let all = instance.properties();
            let Some((first, last)) = all.first().zip(all.last()) else { continue };
            let mut draft = instance.draft();
            draft.set(first.name(), "changed <&>\r").set(last.name(), 4200u64);
            let built = draft.build().unwrap_or_else(|error| panic!("{name}: {error}"));
            let bytes = Put::new("urn:x", built.clone()).to("http://server/wsman").encode();
            let put = Message::decode(bytes.unwrap()).unwrap();
            let body = put.body().unwrap();
            let touched = [first.element(), last.element()];
            properties += same_elsewhere(&name, instance, built.root(), touched);
            same_elsewhere(&name, instance, body.children().next().unwrap(), touched);
            let again = Instance::of(built.root());
            let text = |of| again.property(of).unwrap().values().next().unwrap().text();
            assert_eq!(text(last.name()), "4200", "{name}");
            if !first.name().eq_ignore_ascii_case(last.name()) {
                assert_eq!(text(first.name()), "changed <&>\r", "{name}");
            }
            *counts.entry(source(&name)).or_insert(0) += 1;
        }
    }
    let all: usize = counts.values().sum();
    assert!(all > 0, "no instance was changed");
    report(format!("{all} instances put back, {properties} properties to the byte: {counts:?}"));
}

#[test]
fn every_instance_is_written_as_it_was_read() {
    let mut count = 0;
    for (name, message) in messages() {
        let message = message.typed();
        for instance in items(&message).filter_map(Item::instance) {
            let again = instance.draft().build().unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(again.root().outer(), instance.element().to_xml(), "{name}");
            count += 1;
        }
    }
    assert!(count > 0, "no instance was written");
    report(format!("{count} instances written as they were read"));
}

#[test]
fn every_value_is_written_anew_as_the_same_value() {
    let (mut untyped, mut typed, mut unfit) = (0, 0, 0);
    for (name, message) in messages() {
        let message = message.typed();
        for instance in items(&message).filter_map(Item::instance) {
            if instance.class_name().is_empty() {
                continue;
            }
            untyped += texts_written_anew(&name, instance);
            let class = Pack::cim().class(&instance.class_name());
            let Some(class) = class.filter(|_| Item::of(instance.element()).reference().is_none())
            else {
                continue;
            };
            match values_written_anew(&name, instance, &class) {
                Some(count) => typed += count,
                None => unfit += 1,
            }
        }
    }
    assert!(untyped > 0, "no value was written");
    report(format!(
        "{untyped} texts and {typed} values written anew; {unfit} instances are not as their class"
    ));
}

#[test]
fn extreme_values_of_every_type_are_the_same_read_again() {
    let pack = every_type();
    let class = pack.class("X_All").unwrap();
    let mut count = 0;
    for property in class.properties().filter(|it| !it.is_array()) {
        for value in extremes(property.of()) {
            let list = [property.name(), "s"].concat();
            let items = [value.clone(), Value::Null, value.clone()];
            let mut draft = Draft::of(&class);
            draft.set(property.name(), value.clone()).set(list.as_str(), items.clone());
            let written = draft.build_as(&class).unwrap_or_else(|error| panic!("{error}"));
            let typed = Instance::of(written.root()).typed(&class);
            assert_eq!(typed.misfits(), [], "{value:?}");
            let shown = |name: &str| format!("{:?}", typed.value(name).unwrap());
            assert_eq!(shown(property.name()), format!("{value:?}"));
            assert_eq!(shown(&list), format!("{:?}", Value::from(items)));
            count += 1;
        }
    }
    assert!(count > 50, "{count} values");
}

#[test]
fn any_number_is_the_same_read_again() {
    let pack = every_type();
    let class = pack.class("X_All").unwrap();
    let mut random = Random::new(5);
    let numbers: Vec<_> = class.properties().filter(|it| !it.is_array()).collect();
    for _ in 0..2000 {
        let bits = u64::from_le_bytes(std::array::from_fn(|_| random.below(256) as u8));
        let bits = bits >> random.below(64);
        let mut draft = Draft::of(&class);
        for property in &numbers {
            if let Some(value) = of_bits(property.of(), bits) {
                draft.set(property.name(), value);
            }
        }
        let written = draft.build_as(&class).unwrap();
        let typed = Instance::of(written.root()).typed(&class);
        for (name, value) in draft.changes() {
            assert_eq!(format!("{:?}", typed.value(name)), format!("{value:?}"), "{name}");
        }
    }
}

#[test]
fn what_others_corrupt_stays_in_xml_and_json() {
    for (what, property, text) in [
        ("zeros", "<p:A>007</p:A>", "007"),
        ("an exponent", "<p:A>1e3</p:A>", "1e3"),
        ("hexadecimal", "<p:A>0x1F</p:A>", "0x1F"),
        ("a great number", "<p:A>18446744073709551615</p:A>", "18446744073709551615"),
        ("blanks", "<p:A> a\n </p:A>", " a\n "),
        ("nothing", "<p:A></p:A>", ""),
        ("a word", "<p:A>null</p:A>", "null"),
    ] {
        let document = fan(property);
        for again in [written(&document), through_json(&document)] {
            let values = Instance::of(again.root()).property("A").unwrap();
            let [given] = &values.values().collect::<Vec<_>>()[..] else { panic!("{what}") };
            assert_eq!((given.text().as_ref(), given.is_nil()), (text, false), "{what}");
        }
    }
}

#[test]
fn null_is_not_empty_and_neither_is_absent() {
    let document = fan("<p:Null xsi:nil='true'/><p:Empty/>");
    for again in [written(&document), through_json(&document)] {
        let instance = Instance::of(again.root());
        let is_nil = |name| instance.property(name).map(|it| it.values().next().unwrap().is_nil());
        assert_eq!(["Null", "Empty", "Absent"].map(is_nil), [Some(true), Some(false), None]);
    }
}

#[test]
fn an_array_keeps_all_its_items_and_one_item_is_an_array() {
    let document = fan("<p:OperationalStatus>2</p:OperationalStatus>\
        <p:StatusDescriptions>a</p:StatusDescriptions><p:B>1</p:B><p:B xsi:nil='1'/><p:B>3</p:B>");
    let class = Pack::cim().class("CIM_Fan").unwrap();
    for again in [written(&document), through_json(&document)] {
        let typed = Instance::of(again.root()).typed(&class);
        let shown = |name| format!("{:?}", typed.value(name).unwrap());
        assert_eq!(shown("OperationalStatus"), "Array([Uint16(2)])");
        assert_eq!(shown("StatusDescriptions"), "Array([String(\"a\")])");
        assert_eq!(shown("B"), "Array([Untyped(\"1\"), Untyped(Nil), Untyped(\"3\")])");
    }
    let mut draft = Instance::of(document.root()).draft();
    draft.set("OperationalStatus", [7u16]).set("b", ["x"]);
    let written = draft.build().unwrap();
    let typed = Instance::of(written.root()).typed(&class);
    let status = typed.value("OperationalStatus");
    assert!(matches!(status, Some(Value::Array(items)) if items.len() == 1));
    assert_eq!(typed.property("B").unwrap().wire.count(), 1);
}

#[test]
fn a_text_that_is_not_the_usual_one_of_its_value_is_kept_until_it_is_changed() {
    let document =
        fan("<p:DesiredSpeed>007</p:DesiredSpeed><p:VariableSpeed>TRUE</p:VariableSpeed>");
    let class = Pack::cim().class("CIM_Fan").unwrap();
    let mut draft = Instance::of(document.root()).draft();
    draft.set("EnabledState", 2u16);
    let kept = draft.build_as(&class).unwrap();
    assert!(kept.root().outer().contains(">007<") && kept.root().outer().contains(">TRUE<"));
    draft.set("DesiredSpeed", 7u64);
    assert!(draft.build_as(&class).unwrap().root().outer().contains(">7<"));
}

#[test]
fn changes_of_made_up_and_damaged_instances_leave_all_else_alone() {
    let mut random = Random::new(23);
    let mut originals: Vec<Vec<u8>> = golden().into_iter().map(|(_, it)| it).collect();
    originals.push(variants());
    for _ in 0..500 {
        let original = random.below(2 * originals.len());
        let mut input = mutate(originals.get(original).unwrap_or(&variants()), &mut random);
        input.push(oracle::TURN);
        input.extend((0..64).map(|_| random.below(256) as u8).filter(|it| *it != oracle::TURN));
        oracle::instance(&input);
    }
}

#[test]
fn a_property_in_any_spelling_can_be_changed_alone() {
    let message = Message::decode(variants()).unwrap();
    let message = message.typed();
    let mut count = 0;
    for instance in items(&message).filter_map(Item::instance) {
        for property in instance.properties() {
            let mut draft = instance.draft();
            draft.set(property.name(), ["<1>", "2"]);
            let written = draft.build().unwrap();
            let others = |element: Element<'_>| -> Vec<String> {
                let others = element.children().filter(|it| it.name() != property.element().name());
                others.map(|it| it.outer().to_owned()).collect()
            };
            assert_eq!(others(written.root()), others(instance.element()), "{property:?}");
            let again = Instance::of(written.root()).property(property.name()).unwrap();
            let texts: Vec<_> = again.values().map(|it| it.text().into_owned()).collect();
            assert_eq!(texts, ["<1>", "2"], "{property:?}");
            count += 1;
        }
    }
    assert!(count > 30, "{count} properties");
}

/// Arrays with nulls, references, embedded instances, in, out and both, a value returned.
#[test]
fn a_call_takes_and_brings_all_there_is() {
    let text = r#"class ACME_Part { [Key] string Id; [MaxValue(9)] uint8 Size; };
        class ACME_Shop { [ValueMap{"0", "1"}] uint32 Order(
            [In, Required] ACME_Part ref Like,
            [In, EmbeddedInstance("ACME_Part")] string Parts[],
            [In, Out] uint16 Counts[],
            [In(false), Out, EmbeddedInstance("ACME_Part")] string Made,
            [In(false), Out] datetime At); };"#;
    let source = xsd::Source { path: "shop.mof".into(), text: text.into() };
    let bytes = pack::pack("a test", &mof::compile(&[source]).unwrap()).unwrap();
    let packs = Packs::from_iter([Pack::open(bytes).unwrap()]);
    let part = |size: u8| {
        let mut part = Draft::new("urn:acme/ACME_Part", "ACME_Part");
        part.set("Id", "a").set("size", size);
        part
    };
    let method = packs.method("ACME_Shop", "Order").unwrap();
    let mut input = Draft::input("urn:acme/ACME_Shop", "Order");
    input.set("Counts", [Some(1u8), None, Some(3)]).set("Parts", [part(1), part(2)]);
    let error = input.build_call_by("ACME_Shop", &packs).unwrap_err();
    assert_eq!(error.path(), "Order_INPUT/Like");
    input.set("Like", Epr::at("http://shop"));
    let built = input.build_call_by("ACME_Shop", &packs).unwrap();
    let call = Method::of(built.root()).unwrap();
    let typed = call.typed(&method);
    assert_eq!(typed.misfits(), []);
    let names: Vec<_> = typed.properties().iter().map(|it| it.wire.name()).collect();
    assert_eq!(names, ["Like", "Parts", "Counts"]);
    let shown = format!("{:?}", typed.value("Counts").unwrap());
    assert_eq!(shown, "Array([Uint16(1), Null, Uint16(3)])");
    let Some(Value::Array(parts)) = typed.value("Parts") else { panic!() };
    let [_, Value::Instance(second)] = parts[..] else { panic!("{parts:?}") };
    let second = second.typed_by(&packs).unwrap();
    assert!(matches!(second.value("Size"), Some(Value::Uint8(2))));
    assert!(input.set("Parts", [part(10)]).build_call_by("ACME_Shop", &packs).is_err());

    let mut output = Draft::output("urn:acme/ACME_Shop", "Order");
    output.set("ReturnValue", 0u8).set("Counts", [7u16]).set("Made", part(3));
    output.set("At", "20250301083000.000000+060".parse::<CimDateTime>().unwrap());
    let built = output.build_call_by("ACME_Shop", &packs).unwrap();
    let typed = Method::of(built.root()).unwrap().typed(&method);
    assert_eq!((typed.misfits(), typed.properties().len()), (&[][..], 4));
    assert!(
        matches!(typed.value("Made"), Some(Value::Instance(it)) if it.class_name() == "ACME_Part")
    );
    assert!(output.build_call_by("ACME_Part", &packs).is_err());
}

#[test]
fn an_instance_of_a_vendor_is_written_by_several_packs() {
    let acme = std::fs::read(root().join("tests/corpus/schema/acme.cimpack")).unwrap();
    let packs: Packs = [Pack::cim().clone(), Pack::open(acme).unwrap()].into_iter().collect();
    let class = packs.class("ACME_Pump").unwrap();
    let mut setting = Draft::of(&packs.class("ACME_PumpSetting").unwrap());
    setting.set("InstanceID", "low").set("Limit", 7u8);
    let mut pump = Draft::of(&class);
    for key in ["CreationClassName", "DeviceID", "SystemCreationClassName", "SystemName"] {
        pump.set(key, "x");
    }
    pump.set("ElementName", "of the DMTF").set("Setting", setting.clone());
    pump.set("Controller", Epr::at("http://bmc/wsman")).set("Firmware", vec![0u8, 255]);
    pump.set("Notes", [Some("a"), None]).set("Grade", 'A').set("Flow", 0.1f64);
    let written = pump.build_by(&packs).unwrap();
    let read = Instance::of(written.root());
    assert_eq!(read.namespace(), "http://acme.example/wscim/1/ACME_Pump");
    let typed = read.typed_by(&packs).unwrap();
    assert_eq!(typed.misfits(), []);
    let shown = |name: &str| format!("{:?}", typed.value(name).unwrap());
    assert_eq!(shown("Firmware"), "Octets([0, 255])");
    assert_eq!(shown("Notes"), "Array([String(\"a\"), Null])");
    assert_eq!((shown("Grade"), shown("Flow")), ("Char16('A')".into(), "Real32(0.1)".into()));
    let Some(Value::Instance(inner)) = typed.value("Setting") else { panic!() };
    assert_eq!((&*inner.class_name(), inner.properties().len()), ("ACME_PumpSetting", 2));
    let Some(Value::Reference(controller)) = typed.value("Controller") else { panic!() };
    assert_eq!(controller.epr().unwrap().uri(), Some("http://bmc/wsman"));
    pump.set("Setting", setting.set("Limit", 65536u32).clone());
    assert_eq!(pump.build_by(&packs).unwrap_err().path(), "ACME_Pump/Setting/Limit");
}

/// How many properties are the same to the byte as those of an instance, but for two.
fn same_elsewhere(
    name: &str,
    before: Instance<'_>,
    after: Element<'_>,
    touched: [Element<'_>; 2],
) -> usize {
    let touched = touched.map(Element::name);
    let others = |element: Element<'_>| -> Vec<String> {
        let others = element.children().filter(|it| !touched.contains(&it.name()));
        others.map(|it| it.outer().to_owned()).collect()
    };
    let (before, after) = (others(before.element()), others(after));
    assert_eq!(before, after, "{name}");
    before.len()
}

/// How many elements a new instance with the texts of another has, which are the same.
fn texts_written_anew(name: &str, instance: Instance<'_>) -> usize {
    let namespace = instance.namespace();
    let mut draft = Draft::new(namespace.clone(), instance.class_name());
    let own: Vec<_> =
        instance.properties().into_iter().filter(|it| it.namespace() == namespace).collect();
    for property in &own {
        let values: Value<'_> = property.values().collect();
        draft.set(property.name(), values);
    }
    let written = draft.build().unwrap_or_else(|error| panic!("{name}: {error}"));
    let again = Instance::of(written.root()).properties();
    let shown = |properties: &[_]| format!("{properties:?}");
    assert_eq!(shown(&again), shown(&own), "{name}");
    again.iter().map(cimwire::cim::Property::count).sum()
}

/// How many values a new instance with the values of another has, which are the same; none where
/// they do not fit the class.
fn values_written_anew(name: &str, instance: Instance<'_>, class: &Class<'_>) -> Option<usize> {
    let typed = instance.typed(class);
    let mut draft = Draft::of(class);
    class.properties().filter(|it| it.is_key() || it.is_required()).for_each(|it| {
        draft.remove(it.name());
    });
    for property in typed.properties().iter().filter(|it| it.declared.is_some()) {
        draft.set(property.wire.name(), property.value.clone());
    }
    let written = match draft.build_as(class) {
        Ok(written) => written,
        Err(error) if typed.misfits().is_empty() => panic!("{name}: {error}"),
        Err(_) => return None,
    };
    let again = Instance::of(written.root());
    let names: Vec<&str> = again.element().children().map(|it| it.name().local).collect();
    assert!(names.is_sorted(), "{name}: expected the order of the schema, found {names:?}");
    let again = again.typed(class);
    let mut count = 0;
    for property in typed.properties().iter().filter(|it| it.declared.is_some()) {
        let shown = |value: Option<&Value<'_>>| format!("{value:?}");
        assert_eq!(
            shown(again.value(property.wire.name())),
            shown(Some(&property.value)),
            "{name}"
        );
        count += 1;
    }
    Some(count)
}

/// Messages that are part of the project, and those of the corpus.
fn messages() -> Vec<(String, Message)> {
    let decode = |bytes| Message::decode(bytes).expect("a message of the accept set");
    let mut golden = golden();
    golden.push(("variants".to_owned(), variants()));
    let golden = golden.into_iter().map(|(name, bytes)| (name, decode(bytes)));
    let accepted = cases().unwrap_or_default().into_iter().filter(Case::is_accepted);
    golden.chain(accepted.map(|case| (case.name.clone(), decode(case.bytes())))).collect()
}

/// Instances in all the spellings that the wire knows.
fn variants() -> Vec<u8> {
    std::fs::read(root().join("tests/corpus/cim/variants.xml")).expect("tests/corpus/cim")
}

fn source(name: &str) -> String {
    name.split('/').nth(1).unwrap_or("golden").to_owned()
}

fn fan(properties: &str) -> Document {
    let text = format!(
        "<p:CIM_Fan xmlns:p='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>{properties}</p:CIM_Fan>"
    );
    Document::decode(text).unwrap()
}

/// The instance as a draft with one more property writes it.
fn written(document: &Document) -> Document {
    Instance::of(document.root()).draft().set("Caption", "x").build().unwrap()
}

fn through_json(document: &Document) -> Document {
    let text = document.to_json().unwrap();
    Document::decode(json::to_xml(text.as_bytes(), &Limits::default()).unwrap()).unwrap()
}

/// A class with a property of each type, and an array of it.
fn every_type() -> Pack {
    let of = |of: &Type| {
        let name = of.name();
        match of {
            Type::Reference => String::new(),
            _ => format!("{name} p_{name};\n{name} p_{name}s[];\n"),
        }
    };
    let properties: String = Type::ALL.iter().map(of).collect();
    let source = format!("class X_All {{ {properties} }};");
    let source = xsd::Source { path: "all.mof".into(), text: source };
    let classes = mof::compile(&[source]).unwrap_or_else(|errors| panic!("{errors:#?}"));
    Pack::open(pack::pack("all types", &classes).unwrap()).unwrap()
}

fn extremes(of: Type) -> Vec<Value<'static>> {
    let dates = [
        "00000101000000.000000+000",
        "99991231235959.999999-720",
        "20160229235959.000001+841",
        "20160331******.******+***",
        "********193040.500000-090",
        "20160331193040.******+000",
        "00000000000000.000000:000",
        "99999999235959.999999:000",
        "********235959.999999:000",
    ];
    match of {
        Type::Boolean => vec![true.into(), false.into()],
        Type::Uint8 => [0, u8::MAX].map(Value::from).into(),
        Type::Uint16 => [0, u16::MAX].map(Value::from).into(),
        Type::Uint32 => [0, u32::MAX].map(Value::from).into(),
        Type::Uint64 => [0, (1 << 53) + 1, u64::MAX].map(Value::from).into(),
        Type::Sint8 => [i8::MIN, -1, i8::MAX].map(Value::from).into(),
        Type::Sint16 => [i16::MIN, -1, i16::MAX].map(Value::from).into(),
        Type::Sint32 => [i32::MIN, -1, i32::MAX].map(Value::from).into(),
        Type::Sint64 => [i64::MIN, -1, i64::MAX].map(Value::from).into(),
        Type::Real32 => [0.0, -0.0, f32::MIN, f32::MAX, f32::MIN_POSITIVE, 1e-45, f32::NAN]
            .into_iter()
            .chain([f32::INFINITY, f32::NEG_INFINITY, 100.3])
            .map(Value::from)
            .collect(),
        Type::Real64 => [0.0, -0.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::NAN]
            .into_iter()
            .chain([f64::INFINITY, f64::NEG_INFINITY, 0.1, 1e16])
            .map(Value::from)
            .collect(),
        Type::Char16 => ['a', ' ', '<', '\r', 'é', '\u{fffd}', '中'].map(Value::from).into(),
        Type::String => ["", " ", "\r\n\t", "<&>\"']]>", "é😀\u{fffd}\u{85}", "007", "true", "nil"]
            .map(Value::from)
            .into(),
        Type::Datetime => {
            let parsed = dates.map(|it| it.parse::<CimDateTime>().unwrap());
            let fine: DateTime = "-12016-03-31T00:00:00.123456789Z".parse().unwrap();
            parsed.into_iter().map(Value::from).chain([fine.into()]).collect()
        }
        Type::Reference => Vec::new(),
    }
}

fn of_bits(of: Type, bits: u64) -> Option<Value<'static>> {
    Some(match of {
        Type::Uint8 => (bits as u8).into(),
        Type::Uint16 => (bits as u16).into(),
        Type::Uint32 => (bits as u32).into(),
        Type::Uint64 => bits.into(),
        Type::Sint8 => (bits as i8).into(),
        Type::Sint16 => (bits as i16).into(),
        Type::Sint32 => (bits as i32).into(),
        Type::Sint64 => bits.cast_signed().into(),
        Type::Real32 => f32::from_bits(bits as u32).into(),
        Type::Real64 => f64::from_bits(bits).into(),
        _ => return None,
    })
}
