use super::*;

/// The model of the declarations of a schema for `urn:t`.
fn model(declarations: &str) -> Result<Model, String> {
    let text = format!(
        "<xs:schema xmlns:xs='{XS}' xmlns:t='urn:t' targetNamespace='urn:t' \
         elementFormDefault='qualified'>\n{declarations}</xs:schema>"
    );
    compile(&[Source { path: "t.xsd".into(), text }])
}

/// What the listing says of the first declaration.
fn listed(declarations: &str) -> String {
    let listing = model(declarations).unwrap().to_string();
    assert!(listing.starts_with("namespace urn:t\n"), "{listing}");
    listing.lines().nth(1).unwrap_or_default().trim().to_owned()
}

fn error(declarations: &str) -> String {
    model(declarations).unwrap_err()
}

#[test]
fn elements_have_named_local_or_any_types() {
    for (declaration, shown) in [
        ("<xs:element name='a' type='xs:int'/>", "element a: xs:int"),
        ("<xs:element name='a'/>", "element a: xs:anyType"),
        ("<xs:element name='a'><xs:complexType/></xs:element>", "element a: {}"),
        (
            "<xs:element name='a' type='xs:int' nillable='true' default='7'/>",
            "element a: xs:int or nil default \"7\"",
        ),
        ("<xs:element name='a' type='xs:int' fixed='7'/>", "element a: xs:int fixed \"7\""),
        (
            "<xs:element name='a'><xs:simpleType><xs:restriction base='xs:string'>\
             <xs:minLength value='3'/></xs:restriction></xs:simpleType></xs:element>",
            "element a: xs:string [minLength 3]",
        ),
    ] {
        assert_eq!(listed(declaration), shown);
    }
}

#[test]
fn simple_types_are_restrictions_unions_and_lists() {
    for (inside, shown) in [
        (
            "<xs:restriction base='xs:token'><xs:enumeration value='a'/>\
             <xs:enumeration value='b'/></xs:restriction>",
            "xs:token [enumeration a] [enumeration b]",
        ),
        (
            "<xs:restriction base='xs:QName'><xs:enumeration value='t:x'/></xs:restriction>",
            "xs:QName [enumeration x]",
        ),
        (
            "<xs:restriction><xs:simpleType><xs:list itemType='xs:int'/></xs:simpleType>\
             <xs:maxLength value='2'/></xs:restriction>",
            "list of xs:int [maxLength 2]",
        ),
        (
            "<xs:union memberTypes='xs:int xs:date'><xs:simpleType><xs:restriction \
             base='xs:string'><xs:pattern value='[ab]'/></xs:restriction></xs:simpleType></xs:union>",
            "(xs:int | xs:date | xs:string [pattern [ab]])",
        ),
        (
            "<xs:list><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:list>",
            "list of xs:int",
        ),
    ] {
        let declaration = format!("<xs:simpleType name='a'>{inside}</xs:simpleType>");
        assert_eq!(listed(&declaration), format!("type a: {shown}"));
    }
}

#[test]
fn complex_types_hold_elements_text_or_nothing() {
    for (inside, shown) in [
        ("", "{}"),
        (
            "<xs:sequence minOccurs='0'><xs:element name='x' type='xs:int' maxOccurs='unbounded'/>\
             <xs:choice><xs:element ref='t:g'/><xs:any namespace='##other' processContents='lax'/>\
             </xs:choice></xs:sequence>",
            "{(x: xs:int+, (g | any(##other lax)))?}",
        ),
        ("<xs:sequence><xs:element ref='t:g' maxOccurs='3'/></xs:sequence>", "{(g{1,3})}"),
        ("<xs:group ref='t:some' minOccurs='0'/>", "{group some?}"),
        (
            "<xs:simpleContent><xs:extension base='xs:int'><xs:attribute name='u'/>\
             <xs:anyAttribute namespace='##other'/></xs:extension></xs:simpleContent>",
            "xs:int and {text, @u xs:anySimpleType, @any(##other strict)}",
        ),
        (
            "<xs:simpleContent><xs:restriction base='t:c'><xs:simpleType><xs:union \
             memberTypes='xs:int'/></xs:simpleType><xs:maxLength value='1'/></xs:restriction>\
             </xs:simpleContent>",
            "c but {(xs:int) [maxLength 1]}",
        ),
        (
            "<xs:complexContent mixed='true'><xs:restriction base='xs:anyType'><xs:sequence/>\
             </xs:restriction></xs:complexContent>",
            "mixed {()}",
        ),
        (
            "<xs:complexContent><xs:extension base='t:c'><xs:attributeGroup ref='t:ag'/>\
             </xs:extension></xs:complexContent>",
            "c and {@group ag}",
        ),
    ] {
        let others = "<xs:complexType name='c'/><xs:element name='g'/>\
             <xs:group name='some'><xs:sequence/></xs:group>\
             <xs:attributeGroup name='ag'><xs:attribute ref='t:u'/></xs:attributeGroup>\
             <xs:attribute name='u' type='xs:int'/>";
        let text = format!("<xs:complexType name='a'>{inside}</xs:complexType>{others}");
        let listing = model(&text).unwrap().to_string();
        assert!(listing.contains(&format!("type a: {shown}\n")), "{shown} is not in\n{listing}");
    }
}

#[test]
fn attributes_say_how_they_are_used() {
    let of = |attribute: &str| {
        let global = "<xs:attribute name='g' type='xs:int'/>";
        let text = format!("{global}<xs:complexType name='a'>{attribute}</xs:complexType>");
        let listing = model(&text).unwrap().to_string();
        listing.lines().last().unwrap_or_default().trim().to_owned()
    };
    for (attribute, shown) in [
        ("<xs:attribute name='x' type='xs:int' use='required'/>", "{@x xs:int required}"),
        ("<xs:attribute name='x' type='xs:int' default='1'/>", "{@x xs:int default \"1\"}"),
        ("<xs:attribute ref='t:g' use='prohibited'/>", "{@g prohibited}"),
    ] {
        assert_eq!(of(attribute), format!("type a: {shown}"));
    }
}

#[test]
fn names_are_qualified_as_the_schema_says() {
    let of = |form: &str| {
        let text = format!(
            "<xs:complexType name='a'><xs:sequence><xs:element name='x' {form}/></xs:sequence>\
             </xs:complexType>"
        );
        let model = model(&text).unwrap();
        let Some(Type::Complex(of)) = model.types.get(&Name::new("urn:t", "a")) else { panic!() };
        let Content::Elements(Particle { term: Term::Sequence(of), .. }) = &of.content else {
            panic!()
        };
        let Term::Element(element) = &of[0].term else { panic!() };
        element.name.namespace.clone()
    };
    assert_eq!(of(""), "urn:t");
    assert_eq!(of("form='unqualified'"), "");
}

#[test]
fn what_says_nothing_is_read_over() {
    let plain = model("<xs:element name='a'><xs:complexType/></xs:element>").unwrap();
    let more = model(
        "<xs:annotation><xs:documentation><b>words</b></xs:documentation></xs:annotation>\
         <xs:element name='a' id='i' block='#all' final='extension'>\
         <xs:annotation><xs:documentation>More words</xs:documentation></xs:annotation>\
         <xs:complexType><xs:complexContent><xs:restriction base='xs:anyType'/>\
         </xs:complexContent></xs:complexType>\
         <xs:unique name='u'><xs:selector xpath='x'/><xs:field xpath='@y'/></xs:unique>\
         </xs:element>",
    );
    assert_eq!(plain, more.unwrap());
}

#[test]
fn documentation_is_kept_beside() {
    let text = "<xs:element name='a'><xs:annotation><xs:documentation> Some\n words. \
         </xs:documentation></xs:annotation></xs:element>";
    let model = model(text).unwrap();
    assert_eq!(model.elements[&Name::new("urn:t", "a")].text.0, "Some words.");
}

#[test]
fn errors_say_where_and_what() {
    for (declarations, expected) in [
        ("\n<xs:include schemaLocation='x'/>", "t.xsd:3: xs:include is not supported here"),
        ("<xs:element name='a' type='t:b'/>", "expected type {urn:t}b to be declared"),
        ("<xs:element name='a' type='q:b'/>", "expected a prefix that is bound, found \"q:b\""),
        ("<xs:element/>", "t.xsd:2: expected name"),
        ("<xs:element name='a'/><xs:element name='a'/>", "element {urn:t}a is declared twice"),
        ("<xs:element name='a' substitutionGroup='t:a'/>", "substitutionGroup of xs:element"),
        ("<xs:element name='a' abstract='true'/>", "abstract of xs:element is not supported"),
        ("<xs:complexType name='a'><xs:all/></xs:complexType>", "xs:all is not supported here"),
        ("<xs:element name='a' nillable='maybe'/>", "expected true or false, found \"maybe\""),
        ("<xs:element name='a'>text</xs:element>", "expected no text"),
        ("<a/>", "expected elements of XML Schema, found {}a"),
        (
            "<xs:complexType name='a'><xs:sequence minOccurs='2'/></xs:complexType>",
            "expected minOccurs up to maxOccurs",
        ),
        ("<xs:element name='a' type='xs:int'><xs:complexType/></xs:element>", "expected one type"),
        ("<xs:simpleType name='a'/>", "expected one restriction, union or list"),
    ] {
        let error = error(declarations);
        assert!(error.starts_with("t.xsd:"), "{error}");
        assert!(error.contains(expected), "{expected} is not in {error}");
    }
}

#[test]
fn nothing_is_made_from_itself() {
    for declarations in [
        "<xs:simpleType name='a'><xs:union memberTypes='t:b'/></xs:simpleType>\
         <xs:simpleType name='b'><xs:list itemType='t:a'/></xs:simpleType>",
        "<xs:complexType name='a'><xs:complexContent><xs:extension base='t:a'/>\
         </xs:complexContent></xs:complexType>",
        "<xs:group name='a'><xs:sequence><xs:group ref='t:a'/></xs:sequence></xs:group>",
        "<xs:attributeGroup name='a'><xs:attributeGroup ref='t:a'/></xs:attributeGroup>",
    ] {
        assert_eq!(error(declarations), "expected {urn:t}a not to be made from itself");
    }
    let tree = "<xs:complexType name='a'><xs:sequence><xs:element name='x' type='t:a' \
         minOccurs='0'/></xs:sequence></xs:complexType>";
    assert!(model(tree).is_ok());
}

#[test]
fn documents_that_are_no_schemas_are_errors() {
    let of =
        |text: &str| compile(&[Source { path: "t.xsd".into(), text: text.into() }]).unwrap_err();
    assert_eq!(of("<a/>"), "t.xsd:1: expected xs:schema");
    assert!(of("").contains("expected the end of the root element"));
    assert!(of("<!DOCTYPE a>\n<a/>").contains("expected no document type"));
    assert!(of("<a>\n</b>").starts_with("t.xsd:2: "));
    assert!(of(&"<a>".repeat(70)).contains("at most 64 elements inside each other"));
}

#[test]
fn a_broken_schema_is_an_error_wherever_it_breaks() {
    let whole = include_str!("../../schemas/enumeration.xsd");
    for at in (0..whole.len()).step_by(37) {
        let (Some(cut), Some(rest)) = (whole.get(..at), whole.get(at + 1..)) else { continue };
        let source = |text| [Source { path: "t.xsd".into(), text }];
        assert!(compile(&source(cut.to_owned())).is_err(), "cut at {at}");
        // One letter less may still be a schema; it must not be a panic.
        let _ = compile(&source(format!("{cut}{rest}")));
    }
}

#[test]
fn definitions_are_counted() {
    let text = "<xs:element name='a'><xs:complexType><xs:sequence><xs:element name='x'/>\
         </xs:sequence><xs:attribute name='y'/></xs:complexType></xs:element>\
         <xs:attribute name='z' type='xs:int'/>";
    assert_eq!(model(text).unwrap().definitions(), 5);
}
