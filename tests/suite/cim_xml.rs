//! Classes from CIM-XML: they say what those of MOF say, and those of services are read.

use std::fmt::Write;

use cimwire_tests::corpus::cases;
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{oracle, report, shared};
use schema_gen::classes::{Class, Fact, Facts, Property, Type, Value, flatten, of_cim_xml};
use schema_gen::{mof, pack, xsd};

#[test]
fn an_answer_over_ws_management_has_its_class() {
    let answer = r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>
        <CLASS xmlns="http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/" NAME="ACME_Fan" SUPERCLASS="CIM_Fan">
          <QUALIFIER NAME="VERSION" TYPE="string"><VALUE>1.0 &amp; &#x62;</VALUE></QUALIFIER>
          <QUALIFIER NAME="Description" TYPE="string"><VALUE>any</VALUE></QUALIFIER>
          <PROPERTY NAME="Duty" TYPE="uint8" CLASSORIGIN="ACME_Fan" PROPAGATED="false">
            <QUALIFIER NAME="Key" TYPE="boolean"><VALUE>TRUE</VALUE></QUALIFIER>
            <QUALIFIER NAME="MaxValue" TYPE="sint64"><VALUE>100</VALUE></QUALIFIER>
            <QUALIFIER NAME="MinValue" TYPE="sint64"/><VALUE>7</VALUE></PROPERTY>
          <PROPERTY.ARRAY NAME="Modes" TYPE="string" ARRAYSIZE="4" EmbeddedObject="object">
            <QUALIFIER NAME="ValueMap" TYPE="string"><VALUE.ARRAY><VALUE>a</VALUE><VALUE/></VALUE.ARRAY>
            </QUALIFIER></PROPERTY.ARRAY>
          <PROPERTY.REFERENCE NAME="Rack" REFERENCECLASS="ACME_Rack"/>
          <METHOD NAME="Run" TYPE="uint32"><PARAMETER.REFARRAY NAME="Of" REFERENCECLASS="ACME_Fan"/>
            <PARAMETER.ARRAY NAME="How" TYPE="datetime"/></METHOD>
        </CLASS></s:Body></s:Envelope>"#;
    let classes = of_cim_xml(&[source(answer)]).unwrap();
    let text = r#"[Version("1.0 & b")] class ACME_Fan : CIM_Fan { [Key, MaxValue(100)] uint8 Duty;
        [ValueMap{"a", ""}, EmbeddedObject] string Modes[4]; ACME_Rack ref Rack;
        uint32 Run(ACME_Fan ref Of[], datetime How[]); };"#;
    assert_eq!(classes, mof::compile(&[source(text)]).unwrap());
}

/// What a class has from one that is there as well is that one's; else it has to keep it.
#[test]
fn what_is_inherited_stands_once() {
    let below = r#"<CLASS NAME="B" SUPERCLASS="A">
        <PROPERTY NAME="X" TYPE="uint8" CLASSORIGIN="A" PROPAGATED="true"/>
        <PROPERTY NAME="Y" TYPE="uint8" CLASSORIGIN="B"/>
        <METHOD NAME="M" CLASSORIGIN="A" PROPAGATED="true"/></CLASS>"#;
    let above = r#"<CLASS NAME="A"><PROPERTY NAME="X" TYPE="uint8"/><METHOD NAME="M"/></CLASS>"#;
    let [alone] = &of_cim_xml(&[source(below)]).unwrap()[..] else { panic!() };
    assert_eq!((alone.properties.len(), alone.methods.len()), (2, 1));
    let both = of_cim_xml(&[below, above, below].map(source)).unwrap();
    assert_eq!((both[0].properties.len(), both[0].methods.len(), both.len()), (1, 0, 2));
    assert_eq!(flatten(&both).unwrap()[0].properties.len(), 2);
}

#[test]
fn no_mutant_of_cim_xml_is_too_much() {
    let text = r#"<CLASS NAME="B" SUPERCLASS="A"><QUALIFIER NAME="Abstract"><VALUE>true</VALUE></QUALIFIER>
        <PROPERTY.ARRAY NAME="X" TYPE="uint8" ARRAYSIZE="4" CLASSORIGIN="A" PROPAGATED="true"/>
        <METHOD NAME="M" TYPE="uint32"><PARAMETER.REFERENCE NAME="R" REFERENCECLASS="B"/></METHOD></CLASS>"#;
    let mut random = Random::new(9);
    for _ in 0..3000 {
        oracle::mof(&mutate(text.as_bytes(), &mut random));
    }
    oracle::mof("<a>".repeat(100_000).as_bytes());
}

#[test]
fn what_is_no_class_is_told_with_its_line() {
    for (text, expected) in [
        ("<CLASS/>", "1: expected NAME, found <CLASS>"),
        (
            "<c>\n<CLASS NAME='A'><VALUE/></CLASS></c>",
            "2: expected QUALIFIER, PROPERTY or METHOD, found <VALUE>",
        ),
        ("<CLASS NAME='A'><PROPERTY NAME='B'/></CLASS>", "1: expected TYPE, found <PROPERTY>"),
        (
            "<CLASS NAME='A'><PROPERTY NAME='B' TYPE='int'/></CLASS>",
            "1: expected a type of CIM in TYPE, found <PROPERTY>",
        ),
        (
            "<CLASS NAME='A'><PROPERTY NAME='B' TYPE='uint8'/><METHOD NAME='b'/></CLASS>",
            "1: expected each name once, found <METHOD>",
        ),
        (
            "<CLASS NAME='A'><QUALIFIER NAME='Abstract'><VALUE>yes</VALUE></QUALIFIER></CLASS>",
            "1: expected a value for Abstract, found <QUALIFIER>",
        ),
        ("<CLASS NAME='A'>&nbsp;</CLASS>", "1: expected an entity of XML"),
        ("<CLASS NAME='A'>", "1: expected the end of the root element"),
    ] {
        let error = of_cim_xml(&[source(text)]).unwrap_err();
        assert_eq!(error, format!("a:{expected}"), "{text}");
    }
}

/// All of CIM, written as CIM-XML, says the same.
#[test]
fn all_of_cim_says_the_same_in_cim_xml() {
    let Some(shared) = shared() else { return };
    let archive = shared.join("schemas/mof/cim_schema_2.49.0Final-MOFs.zip");
    let classes = mof::compile(&mof::read(&[archive]).unwrap()).unwrap();
    let text: String = classes.iter().map(written).collect();
    let again = of_cim_xml(&[source(&format!("<CIM>{text}</CIM>"))]).unwrap();
    assert_eq!(again.len(), classes.len());
    for (again, class) in again.iter().zip(&classes) {
        assert_eq!(again, class);
    }
}

#[test]
fn classes_that_services_sent_are_read() {
    let Some(cases) = cases() else { return };
    let (mut count, mut properties) = (0, 0);
    for case in cases {
        let Ok(text) = String::from_utf8(case.bytes()) else { continue };
        // What is cut out of a source may be no document.
        let Ok(classes) = of_cim_xml(&[source(&text)]) else { continue };
        pack::pack(&case.name, &classes).unwrap_or_else(|it| panic!("{}: {it}", case.name));
        count += classes.len();
        properties += classes.iter().map(|it| it.properties.len()).sum::<usize>();
    }
    assert!(count > 50, "{count} classes");
    report(format!("{count} classes of CIM-XML with {properties} properties"));
}

fn written(class: &Class) -> String {
    let above = class.superclass.as_ref().map(|it| format!(" SUPERCLASS='{it}'"));
    let mut text = format!("<CLASS NAME='{}'{}>", class.name, above.unwrap_or_default());
    text += &qualifiers(&class.facts);
    class.properties.iter().for_each(|it| text += &feature("PROPERTY", it));
    for method in &class.methods {
        let of = method.of.map(|of| format!(" TYPE='{}'", of.name())).unwrap_or_default();
        let _ = write!(text, "<METHOD NAME='{}'{of}>{}", method.name, qualifiers(&method.facts));
        method.parameters.iter().for_each(|it| text += &feature("PARAMETER", it));
        text += "</METHOD>";
    }
    text + "</CLASS>"
}

fn feature(element: &str, of: &Property) -> String {
    let (suffix, kind) = match (of.of, of.is_array) {
        (Type::Reference, false) => (".REFERENCE", String::new()),
        (Type::Reference, true) => (".REFARRAY", String::new()),
        (kind, true) => (".ARRAY", format!(" TYPE='{}'", kind.name())),
        (kind, false) => ("", format!(" TYPE='{}'", kind.name())),
    };
    let mut rest = String::new();
    if let Some(Value::Text(class)) = of.facts.of(Fact::Class) {
        let _ = write!(rest, " REFERENCECLASS='{class}'");
    }
    if let Some(Value::Number(size)) = of.facts.of(Fact::ArraySize) {
        let _ = write!(rest, " ARRAYSIZE='{size}'");
    }
    let (name, inside) = (&of.name, qualifiers(&of.facts));
    format!("<{element}{suffix} NAME='{name}'{kind}{rest}>{inside}</{element}{suffix}>")
}

fn qualifiers(facts: &Facts) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let one = |text: &str| format!("<VALUE>{}</VALUE>", escaped(text));
    let stated = facts.iter().filter(|(fact, _)| !matches!(fact, Fact::Class | Fact::ArraySize));
    let written = stated.map(|(fact, value)| {
        let value = match value {
            Value::Flag(value) => one(&value.to_string()),
            Value::Number(value) => one(&value.to_string()),
            Value::Text(text) => one(text),
            Value::Texts(texts) => {
                let all: String = texts.iter().map(|it| one(it)).collect();
                format!("<VALUE.ARRAY>{all}</VALUE.ARRAY>")
            }
        };
        format!("<QUALIFIER NAME='{}'>{value}</QUALIFIER>", fact.name())
    });
    written.collect()
}

fn source(text: &str) -> xsd::Source {
    xsd::Source { path: "a".into(), text: text.into() }
}
