//! The schema of a class (DSP0230): the mapping from MOF rule by rule, the class schemas that the
//! DMTF published, which come out again, and the way there and back for all classes of CIM.

use std::collections::BTreeSet;
use std::fs;

use cimwire::schema::pack::{Class, Fact, Method, Pack, Packs, Property, Type};
use cimwire_tests::shared;
use schema_gen::classes::of_schemas;
use schema_gen::unpack::Whole;
use schema_gen::xsd::{self, Complex, Content, Model, Name, Particle, Source, Term, compile};
use schema_gen::{mof, pack};

/// What a class declares, how its schema declares it, and how it stands in an instance.
const RULES: [(&str, &str, &str); 39] = [
    ("boolean A;", "cimBoolean or nil", "A?"),
    ("uint8 A;", "cimUnsignedByte or nil", "A?"),
    ("sint8 A;", "cimByte or nil", "A?"),
    ("uint16 A;", "cimUnsignedShort or nil", "A?"),
    ("sint16 A;", "cimShort or nil", "A?"),
    ("uint32 A;", "cimUnsignedInt or nil", "A?"),
    ("sint32 A;", "cimInt or nil", "A?"),
    ("uint64 A;", "cimUnsignedLong or nil", "A?"),
    ("sint64 A;", "cimLong or nil", "A?"),
    ("real32 A;", "cimFloat or nil", "A?"),
    ("real64 A;", "cimDouble or nil", "A?"),
    ("char16 A;", "cimChar16 or nil", "A?"),
    ("string A;", "cimString or nil", "A?"),
    ("datetime A;", "cimDateTime or nil", "A?"),
    ("CIM_B REF A;", "cimReference or nil", "A?"),
    // Keys and required properties are there.
    ("[Key] string A;", "cimString", "A"),
    ("[Required] string A;", "cimString", "A"),
    // Arrays repeat, and may be empty.
    ("string A[];", "cimString or nil", "A*"),
    ("string A[4];", "cimString or nil", "A{0,4}"),
    ("[Required] string A[];", "cimString", "A*"),
    // Octets are one text, or one for each item.
    ("[OctetString] uint8 A[];", "cimBase64Binary or nil", "A?"),
    ("[OctetString] string A[];", "cimHexBinary or nil", "A*"),
    ("[EmbeddedObject] string A;", "xs:anyType or nil", "A?"),
    ("[EmbeddedInstance(\"CIM_B\")] string A[];", "xs:anyType or nil", "A*"),
    // Lengths, values and ranges restrict.
    (
        "[MinLen(1), MaxLen(64)] string A;",
        "cimString but {text [minLength 1] [maxLength 64]} or nil",
        "A?",
    ),
    (
        "[ValueMap{\"a\", \"b\"}] string A;",
        "cimString but {text [enumeration a] [enumeration b]} or nil",
        "A?",
    ),
    ("[ValueMap{\"a\", \"..\"}] string A;", "cimString or nil", "A?"),
    (
        "[ValueMap{\"1\", \"0x10\"}] uint8 A;",
        "cimUnsignedByte but {text [enumeration 1] [enumeration 16]} or nil",
        "A?",
    ),
    (
        "[MinValue(-3), MaxValue(9)] sint32 A;",
        "cimInt but {text [minInclusive -3] [maxInclusive 9]} or nil",
        "A?",
    ),
    ("[ValueMap{\"true\"}] boolean A;", "cimBoolean or nil", "A?"),
    ("[ValueMap{\"one\"}] uint8 A;", "cimUnsignedByte or nil", "A?"),
    // With a range, a union: the values, each range, and what is left.
    (
        "[ValueMap{\"0\", \"1\", \"2..9\", \"0x80..0xF0\"}] uint8 A;",
        "cimAnySimpleType but {(xs:unsignedByte [enumeration 0] [enumeration 1] | xs:unsignedByte [minInclusive 2] [maxInclusive 9] | \
         xs:unsignedByte [minInclusive 128] [maxInclusive 240])} or nil",
        "A?",
    ),
    (
        "[ValueMap{\"..-5\", \"0\", \"7..\"}] sint8 A;",
        "cimAnySimpleType but {(xs:byte [enumeration 0] | xs:byte [maxInclusive -5] | \
         xs:byte [minInclusive 7])} or nil",
        "A?",
    ),
    (
        "[ValueMap{\"0\", \"..\"}] uint16 A;",
        "cimAnySimpleType but {(xs:unsignedShort [enumeration 0] | \
         (xs:unsignedShort [minInclusive 1]))} or nil",
        "A?",
    ),
    (
        "[ValueMap{\"2\", \"..\", \"3..4\"}] uint16 A;",
        "cimAnySimpleType but {(xs:unsignedShort [enumeration 2] | (xs:unsignedShort [maxInclusive 1] | \
         xs:unsignedShort [minInclusive 5]) | xs:unsignedShort [minInclusive 3] [maxInclusive 4])} or nil",
        "A?",
    ),
    (
        "[ValueMap{\"1\", \"9\", \"..\", \"32768..65535\"}] uint16 A[];",
        "cimAnySimpleType but {(xs:unsignedShort [enumeration 1] [enumeration 9] | (xs:unsignedShort [enumeration 0] | \
         xs:unsignedShort [minInclusive 2] [maxInclusive 8] | xs:unsignedShort [minInclusive 10] \
         [maxInclusive 32767]) | xs:unsignedShort [minInclusive 32768] [maxInclusive 65535])} or nil",
        "A*",
    ),
    (
        "[ValueMap{\"-128\", \"..\", \"0..127\"}] sint8 A;",
        "cimAnySimpleType but {(xs:byte [enumeration -128] | (xs:byte [minInclusive -127] \
         [maxInclusive -1]) | xs:byte [minInclusive 0] [maxInclusive 127])} or nil",
        "A?",
    ),
    ("[ValueMap{\"..\"}] uint8 A;", "cimAnySimpleType but {((xs:unsignedByte))} or nil", "A?"),
    (
        "[Key, ValueMap{\"1\", \"..\"}] uint64 A;",
        "cimAnySimpleType but {(xs:unsignedLong [enumeration 1] | (xs:unsignedLong [enumeration 0] | \
         xs:unsignedLong [minInclusive 2]))}",
        "A",
    ),
];

#[test]
fn every_rule_maps_as_the_standard_says() {
    for (mof, declared, occurs) in RULES {
        let text = format!("class CIM_B {{}}; class CIM_A {{ {mof} }};");
        let model = compiled(vec![schema(&packs_of(&text), "CIM_A")]);
        let listing = shown(&model);
        let line = |start: &str| {
            let line = listing.lines().find_map(|it| it.trim().strip_prefix(start));
            line.unwrap_or_else(|| panic!("{mof}: no {start} in {listing}")).to_owned()
        };
        assert_eq!(line("element A: "), declared, "{mof}");
        let expected = format!("{{({occurs}, any(##other lax)*)}}");
        assert_eq!(line("type CIM_A_Type: "), expected, "{mof}");
    }
}

#[test]
fn a_method_is_its_parameters_both_ways() {
    let model = compiled(vec![schema(
        &packs_of(
            "class CIM_A { [ValueMap{\"0\", \"5..\"}] uint8 Run([In, Out] uint8 Both, \
             [IN(false), Out, Required] CIM_A REF Job, string Names[]); void Nothing(); };",
        ),
        "CIM_A",
    )]);
    let listing = shown(&model);
    for line in [
        "element Run_INPUT: {(Both: cimUnsignedByte or nil, Names: cimString or nil*)}",
        "element Run_OUTPUT: {(Both: cimUnsignedByte or nil, Job: cimReference, ReturnValue: cimAnySimpleType but \
         {(xs:unsignedByte [enumeration 0] | xs:unsignedByte [minInclusive 5])} or nil)}",
        "element Nothing_INPUT: {}",
        "element Nothing_OUTPUT: {}",
    ] {
        assert!(listing.contains(line), "expected {line} in {listing}");
    }
}

#[test]
fn a_schema_needs_all_that_a_class_inherits() {
    let vendor = "class ACME_Fan : CIM_Fan { uint8 Blades; };";
    let mut classes = mof_of(vendor);
    classes.iter_mut().for_each(|it| it.place_in("http://acme.example/wscim/1/"));
    let acme = Pack::open(pack::pack("made up", &classes).unwrap()).unwrap();
    let alone: Packs = [acme.clone()].into_iter().collect();
    let error = Whole::of(&alone, "ACME_Fan").err().unwrap();
    assert_eq!(error, "expected a pack with CIM_Fan, which ACME_Fan inherits from");
    let error = Whole::of(&alone, "ACME_Pump").err().unwrap();
    assert_eq!(error, "expected the name of a class of the packs, found ACME_Pump");
    let packs: Packs = [Pack::cim().clone(), acme].into_iter().collect();
    let model = compiled(vec![schema(&packs, "acme_fan")]);
    let namespace = "http://acme.example/wscim/1/ACME_Fan";
    for name in ["Blades", "DeviceID", "SetSpeed_INPUT", "ACME_Fan"] {
        assert!(model.elements.contains_key(&Name::new(namespace, name)), "{name}");
    }
}

/// Every class of CIM 2.49 to its schema and back has the same properties and methods. Of what MOF
/// says a schema keeps types, arrays, lengths and numbers of values.
#[test]
fn the_classes_of_cim_come_back() {
    let packs: Packs = [Pack::cim().clone()].into_iter().collect();
    let schemas = Pack::cim().classes().map(|class| schema(&packs, class.name())).collect();
    let classes = of_schemas(&compiled(schemas)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(classes.len(), 1631);
    let back = Pack::open(pack::pack("made up", &classes).unwrap()).unwrap();
    for class in Pack::cim().classes() {
        let theirs = back.class(class.name()).unwrap();
        assert_eq!(theirs.namespace(), None);
        let all = |class: Class<'_>| class.properties().map(said).collect::<Vec<_>>();
        assert_eq!(all(theirs), all(class), "{}", class.name());
        for method in class.methods() {
            let theirs = theirs.method(method.name()).unwrap();
            assert_eq!(theirs.of(), method.of());
            // A schema does not say how those of both messages are mixed.
            let parameters = |of: Method<'_>, way| {
                let of = of.parameters().filter(|it| it.facts().has(way));
                of.map(said).collect::<BTreeSet<_>>()
            };
            for way in [Fact::In, Fact::Out] {
                assert_eq!(parameters(theirs, way), parameters(method, way), "{}", method.name());
            }
        }
    }
}

/// The published schemas against ours, declaration by declaration; and what differs, why.
#[test]
fn the_published_schemas_come_out_again() {
    let Some(shared) = shared() else { return };
    let packs: Packs = [Pack::cim().clone()].into_iter().collect();
    let mut found = BTreeSet::new();
    let mut count = 0;
    for class in PUBLISHED {
        let path = shared.join(format!("schemas/xsd/{class}.xsd"));
        let text = fs::read_to_string(&path).unwrap();
        let theirs = compiled(vec![Source { path: path.display().to_string(), text }]);
        let ours = compiled(vec![schema(&packs, class)]);
        let names: BTreeSet<_> = ours.elements.keys().chain(theirs.elements.keys()).collect();
        for name in names {
            if ours.elements.get(name) != theirs.elements.get(name) {
                found.insert((class, name.local.clone()));
            }
            count += usize::from(theirs.elements.contains_key(name));
        }
        let [ours, theirs] = [ours, theirs].map(|it| instance(&it, class));
        let known: Vec<_> = ours.into_iter().filter(|it| theirs.contains(it)).collect();
        assert_eq!(known, theirs, "the properties of {class}, in their order");
    }
    assert!(count > 140, "expected more than {count} declarations");
    let explained: BTreeSet<(&str, String)> = DIFFERENCES
        .iter()
        .flat_map(|(name, classes, _)| classes.iter().map(|class| (*class, (*name).to_owned())))
        .collect();
    let unexplained: Vec<_> = found.difference(&explained).collect();
    let stale: Vec<_> = explained.difference(&found).collect();
    assert!(unexplained.is_empty() && stale.is_empty(), "{unexplained:#?}, stale: {stale:#?}");
}

/// What is in the element of an instance.
fn instance(model: &Model, class: &str) -> Vec<Particle> {
    let namespace = format!("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/{class}");
    let of = model.types.get(&Name::new(&namespace, &format!("{class}_Type")));
    let Some(xsd::Type::Complex(Complex { content: Content::Elements(all), .. })) = of else {
        panic!("expected a type of instances of {class}");
    };
    let Term::Sequence(particles) = &all.term else { panic!("expected a sequence") };
    particles.clone()
}

/// What a schema keeps of a property.
fn said(of: Property<'_>) -> String {
    let facts = of.facts();
    let is_embedded = facts.has(Fact::EmbeddedObject) || facts.has(Fact::EmbeddedInstance);
    let is_octets = facts.has(Fact::OctetString) && matches!(of.of(), Type::Uint8 | Type::String);
    let length = facts.number(Fact::MaxLen).filter(|_| !is_embedded && !is_octets);
    format!("{} {} {} {is_embedded} {length:?}", of.name(), of.of().name(), of.is_array())
}

fn packs_of(text: &str) -> Packs {
    [Pack::open(pack::pack("made up", &mof_of(text)).unwrap()).unwrap()].into_iter().collect()
}

fn mof_of(text: &str) -> Vec<schema_gen::classes::Class> {
    let source = Source { path: "sample.mof".into(), text: text.into() };
    mof::compile(&[source]).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn schema(packs: &Packs, class: &str) -> Source {
    let text = Whole::of(packs, class).unwrap_or_else(|error| panic!("{error}")).schema();
    Source { path: format!("{class}.xsd"), text }
}

fn compiled(mut schemas: Vec<Source>) -> Model {
    let common = include_str!("../../schema-gen/schemas/common.xsd");
    schemas.push(Source { path: "common.xsd".into(), text: common.into() });
    compile(&schemas).unwrap_or_else(|error| panic!("{error}"))
}

/// The listing of a model, with the names of WS-CIM as they are.
fn shown(model: &Model) -> String {
    let listing = model.to_string().replace("{http://schemas.dmtf.org/wbem/wscim/1/common}", "");
    listing.replace(", @any(##any lax)} or nil", "} or nil").replace(", @any(##any lax)}\n", "}\n")
}

/// What is declared otherwise, or only by us, in which of the schemas, and why.
const DIFFERENCES: [(&str, &[&str], &str); 9] = [
    ("ChangeableType", &PUBLISHED, SETTING_DATA),
    ("ComponentSetting", &PUBLISHED, SETTING_DATA),
    ("ConfigurationName", &PUBLISHED, SETTING_DATA),
    ("SoID", &PUBLISHED, SETTING_DATA),
    ("SoOrgID", &PUBLISHED, SETTING_DATA),
    ("Generation", &PUBLISHED, "CIM_ManagedElement 2.45.0 has it, the published schemas are older"),
    ("VSITypeID", &[PUBLISHED[2]], PORT),
    ("VSITypeIDVersion", &[PUBLISHED[2]], PORT),
    (
        "ChangeBootOrder_INPUT",
        &[PUBLISHED[0]],
        "the array `Source` of references is published as one element, an error",
    ),
];

const SETTING_DATA: &str = "CIM_SettingData 2.45.0 has it, the published schemas are older";
const PORT: &str =
    "CIM_EthernetPortAllocationSettingData 2.33.0 has it, the published one is older";

const PUBLISHED: [&str; 6] = [
    "CIM_BootConfigSetting",
    "CIM_BootSourceSetting",
    "CIM_EthernetPortAllocationSettingData",
    "CIM_ResourceAllocationSettingData",
    "CIM_StorageAllocationSettingData",
    "CIM_VirtualSystemSettingData",
];
