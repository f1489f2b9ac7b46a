use super::*;
use crate::mof::compile;
use crate::xsd::Source;

#[test]
fn a_subclass_has_what_its_superclasses_have() {
    let classes = classes(
        "class C : b { [MaxLen(9)] string Name; uint8 Own; uint32 Run([Out] uint8 X); };\n\
         [Association, Abstract] class A { [Key, Units(\"m\")] string Name; A ref To; };\n\
         class B : A { string name; B ref to; [Values{\"ok\"}] uint32 Run([In(false)] uint8 x); };",
    );
    let flat = flatten(&classes).unwrap();
    let c = &flat[0];
    let names: Vec<(&str, usize)> =
        c.properties.iter().map(|it| (it.of.name.as_str(), it.class)).collect();
    assert_eq!(names, [("Name", 0), ("to", 2), ("Own", 0)]);
    let [name, to, _] = c.properties.as_slice() else { panic!() };
    assert!(name.of.facts.has(Fact::Key));
    assert_eq!(name.of.facts.of(Fact::MaxLen), Some(&Value::Number(9)));
    assert_eq!(to.of.facts.of(Fact::Class), Some(&Value::Text("B".into())));
    let run = &c.methods[0].of;
    assert_eq!(run.facts.of(Fact::Values), Some(&Value::Texts(vec!["ok".into()])));
    assert!(!run.parameters[0].facts.has(Fact::In) && run.parameters[0].facts.has(Fact::Out));
    assert!(c.facts.has(Fact::Association) && !c.facts.has(Fact::Abstract));
    assert_eq!(c.missing, None);
}

#[test]
fn a_class_may_build_on_one_that_is_not_there() {
    let classes = classes("class B : A { uint8 X; }; class A : Gone { uint8 Y; };");
    let flat = flatten(&classes).unwrap();
    assert_eq!([flat[0].missing, flat[1].missing], [Some("Gone"); 2]);
}

#[test]
fn a_vendor_has_a_namespace() {
    let mut classes = classes("class CIM_A {}; class ACME_B {};");
    classes.iter_mut().for_each(|it| it.place_in("urn:acme/"));
    classes.iter_mut().for_each(|it| it.place_in("urn:other/"));
    let namespaces = [0, 1].map(|it: usize| classes[it].namespace.as_deref());
    assert_eq!(namespaces, [None, Some("urn:acme/ACME_B")]);
}

#[test]
fn what_is_inherited_is_limited() {
    let features: String = (0..4000).map(|it| format!("uint8 P{it};")).collect();
    let below: String = (0..300).map(|it| format!("class B{it} : A {{}};")).collect();
    let error = flatten(&classes(&format!("class A {{ {features} }}; {below}"))).unwrap_err();
    assert_eq!(error, "expected at most 1000000 inherited properties");
}

#[test]
fn a_class_does_not_inherit_from_itself() {
    let error = flatten(&classes("class A : B {}; class B : A {};")).unwrap_err();
    assert_eq!(error, "expected at most 256 classes above A");
}

#[test]
fn a_schema_of_ws_cim_is_a_class() {
    let [class] = schema_classes(ACME).unwrap().try_into().unwrap();
    assert_eq!(class.name, "ACME_Pump");
    assert_eq!(class.namespace.as_deref(), Some("urn:acme/ACME_Pump"));
    let shown: Vec<String> = class.properties.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "string Any EmbeddedObject",
            "uint8[] Bytes OctetString",
            "string Name Required MaxLen(8)",
            "uint16 State ValueMap[\"0\", \"1\", \"..\", \"32768..65535\"]",
            "datetime[] When ArraySize(3)",
            "reference[] Whose",
        ]
    );
    let method = &class.methods[0];
    assert_eq!((method.name.as_str(), method.of), ("Run", Some(Type::Uint32)));
    let shown: Vec<String> = method.parameters.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["uint8 A In", "sint32 B Required In Out", "reference C not In Out"]);
}

#[test]
fn a_schema_of_other_types_is_an_error() {
    let other = ACME.replace("cim:cimUnsignedByte", "xs:gDay");
    let expected = "class ACME_Pump: Run_INPUT: property A: expected a type of WS-CIM, \
                    found xs:gDay";
    assert_eq!(schema_classes(&other).unwrap_err(), expected);
    let choice = ACME.replace("sequence", "choice");
    assert_eq!(schema_classes(&choice).unwrap_err(), "class ACME_Pump: expected a sequence");
}

fn schema_classes(text: &str) -> Result<Vec<Class>, String> {
    let [schema, common] = [text, include_str!("../../schemas/common.xsd")]
        .map(|text| Source { path: "a.xsd".into(), text: text.into() });
    of_schemas(&crate::xsd::compile(&[schema, common])?)
}

fn classes(text: &str) -> Vec<Class> {
    let source = Source { path: "a.mof".into(), text: text.into() };
    compile(&[source]).unwrap_or_else(|errors| panic!("{errors:?}"))
}

const ACME: &str = r###"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common" xmlns:class="urn:acme/ACME_Pump"
    targetNamespace="urn:acme/ACME_Pump" elementFormDefault="qualified">
  <xs:import namespace="http://schemas.dmtf.org/wbem/wscim/1/common"/>
  <xs:element name="Any" type="xs:anyType" nillable="true"/>
  <xs:element name="Bytes" type="cim:cimBase64Binary" nillable="true"/>
  <xs:element name="Name"><xs:complexType><xs:simpleContent><xs:restriction base="cim:cimString">
    <xs:maxLength value="8"/></xs:restriction></xs:simpleContent></xs:complexType></xs:element>
  <xs:element name="State" nillable="true"><xs:complexType><xs:simpleContent>
    <xs:restriction base="cim:cimAnySimpleType"><xs:simpleType><xs:union>
      <xs:simpleType><xs:restriction base="xs:unsignedShort"><xs:enumeration value="0"/>
        <xs:enumeration value="1"/></xs:restriction></xs:simpleType>
      <xs:simpleType><xs:union><xs:simpleType><xs:restriction base="xs:unsignedShort">
        <xs:minInclusive value="2"/><xs:maxInclusive value="32767"/></xs:restriction>
      </xs:simpleType></xs:union></xs:simpleType>
      <xs:simpleType><xs:restriction base="xs:unsignedShort"><xs:minInclusive value="32768"/>
        <xs:maxInclusive value="65535"/></xs:restriction></xs:simpleType>
    </xs:union></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType></xs:element>
  <xs:element name="When" type="cim:cimDateTime" nillable="true"/>
  <xs:element name="Whose" type="cim:cimReference" nillable="true"/>
  <xs:element name="Run_INPUT"><xs:complexType><xs:sequence>
    <xs:element name="A" type="cim:cimUnsignedByte" nillable="true"/>
    <xs:element name="B" type="cim:cimInt"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Run_OUTPUT"><xs:complexType><xs:sequence>
    <xs:element name="B" type="cim:cimInt"/>
    <xs:element name="C" type="cim:cimReference" nillable="true"/>
    <xs:element name="ReturnValue" type="cim:cimUnsignedInt" nillable="true"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="ACME_Pump" type="class:ACME_Pump_Type"/>
  <xs:complexType name="ACME_Pump_Type"><xs:sequence>
    <xs:element ref="class:Any" minOccurs="0"/><xs:element ref="class:Bytes" minOccurs="0"/>
    <xs:element ref="class:Name"/><xs:element ref="class:State" minOccurs="0"/>
    <xs:element ref="class:When" minOccurs="0" maxOccurs="3"/>
    <xs:element ref="class:Whose" minOccurs="0" maxOccurs="unbounded"/>
    <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
</xs:schema>"###;
