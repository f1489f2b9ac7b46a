use super::*;
use crate::xsd::{Source, XS, compile};

const NAMESPACES: &str = "key\tprefix\turi\tfamily\tsource\n\
    none\t-\t-\t-\there\n\
    t\tt\turn:t\t-\there\n";

const NAMES: &str = "namespace\tname\tconstant\tsource\n\
    none\tkind\t-\there\n\
    t\tRoot\t-\there\n\
    t\tCount\t-\there\n\
    t\tPart\t-\there\n\
    t\tMode\t-\there\n\
    t\tOther\t-\there\n";

const MODULE: &str = "[[module]]\nname = 't'\nnamespaces = ['t']\nstructs = 't.rs'\n\
    path = 'super::t'\ntext = 'Things'\nsource = 'T'\nroots = ['t:Root']\n";

/// The tables and the structs for a root of this type.
fn generated(inside: &str, others: &str, overlay: &str) -> Result<[String; 2], String> {
    let text = format!(
        "<xs:schema xmlns:xs='{XS}' xmlns:t='urn:t' targetNamespace='urn:t' \
         elementFormDefault='qualified'><xs:element name='Root'><xs:complexType>{inside}\
         </xs:complexType></xs:element>{others}</xs:schema>"
    );
    let model = compile(&[Source { path: "t.xsd".into(), text }])?;
    let vocabulary = Vocabulary::read(NAMESPACES, NAMES)?;
    let files = generate(&model, &Overlay::read(&format!("{MODULE}{overlay}"))?, &vocabulary)?;
    let text = |path: &str| files.iter().find(|it| it.0 == path).map(|it| it.1.clone());
    Ok(["codec/src/schema/generated/t.rs", "t.rs"].map(|path| text(path).unwrap()))
}

#[track_caller]
fn holds(text: &str, expected: &[&str]) {
    for line in expected {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}

#[test]
fn text_becomes_leaves_and_the_rest_records_or_content() {
    let inside = "<xs:sequence><xs:element name='Count' type='xs:positiveInteger'/>\
         <xs:element name='Part' type='t:PartType' minOccurs='0' maxOccurs='unbounded'/>\
         <xs:element name='Other' type='xs:anyType' minOccurs='0'/>\
         <xs:any/></xs:sequence>";
    let others = "<xs:complexType name='PartType' mixed='true'>\
         <xs:attribute name='kind' type='xs:QName' use='required'/></xs:complexType>";
    let [tables, structs] = generated(inside, others, "").unwrap();
    holds(
        &tables,
        &[
            "pub static ROOT: Record = record(\"Root\", &[], &[\n",
            "required(names::t::COUNT, \"count\", Shape::Leaf(Type::PositiveInteger)),",
            "any(names::t::PART, \"part\", Shape::Record(&PART)),",
            "optional(names::t::OTHER, \"other\", Shape::Content),\n], Model::Open);",
            "required(names::none::KIND, \"kind\", Shape::Leaf(Type::QName)),\n], &[], Model::",
        ],
    );
    holds(
        &structs,
        &[
            "pub count: Option<Leaf<'m, PositiveInteger>>,",
            "pub part: Vec<Part<'m>>,",
            "pub other: Option<Content<'m>>,",
            "pub kind: Option<QName<'m>>,",
            "record!(Root, table: tables::ROOT, elements: [count, part, other]);",
            "use crate::record::{Content, Leaf, QName, Rest, record};",
        ],
    );
}

#[test]
fn the_overlay_adds_and_changes_fields() {
    let inside = "<xs:sequence><xs:element name='Count' type='xs:int'/><xs:any/></xs:sequence>\
         <xs:attribute name='kind'/>";
    let others = "<xs:element name='Mode' type='t:ModeType'/><xs:simpleType name='ModeType'>\
         <xs:restriction base='xs:token'><xs:enumeration value='AllEPR'/></xs:restriction>\
         </xs:simpleType>";
    let overlay = "
        [[add]]
        to = 't:Root'
        fields = [{ of = 't:Mode' }, { of = 't:Other', shape = 'content', occurs = 'any' }]
        reason = 'a test'
        [[field]]
        of = 't:Root/Count'
        occurs = 'optional'
        alias = ['t:Part']
        key = 'number'
        reason = 'a test'
        [[field]]
        of = 't:Root/kind'
        drop = true
        reason = 'a test'
        [[token]]
        of = 't:ModeType'
        name = 'Mode'
        text = 'What it is'
    ";
    let [tables, structs] = generated(inside, others, overlay).unwrap();
    holds(
        &tables,
        &[
            "record(\"Root\", &[], &[\n",
            "optional(names::t::COUNT, \"number\", Shape::Leaf(Type::Int)).or(&[names::t::PART]),",
            "optional(names::t::MODE, \"mode\", Shape::Leaf(Type::Known(&[\"AllEPR\"]))),",
            "any(names::t::OTHER, \"other\", Shape::Content),",
        ],
    );
    holds(
        &structs,
        &[
            "pub number: Option<Leaf<'m, i32>>,",
            "pub mode: Option<Leaf<'m, Mode>>,",
            "    pub enum Mode {",
            "AllEpr = \"AllEPR\",",
        ],
    );
}

#[test]
fn an_overlay_that_does_not_fit_is_refused() {
    let of = |overlay: &str| generated("<xs:attribute name='kind'/>", "", overlay).unwrap_err();
    for (overlay, expected) in [
        ("[[name]]\nof = 't:Rot'\nname = 'R'\nreason = ''", "found \"t:Rot\""),
        ("[[field]]\nof = 't:Root/sort'\ndrop = true\nreason = ''", "found \"t:Root/sort\""),
        ("[[shape]]\nof = 't:A'\nlike = 't:B'\nreason = ''", "found \"t:A\""),
        ("[[token]]\nof = 't:Root'\nname = 'T'\ntext = ''", "found \"t:Root\""),
        ("[[name]]\nof = 't:Root'\nname = 'R'", "missing field `reason`"),
        ("[[nome]]", "unknown field `nome`"),
        ("[[add]]\nto = 't:Root'\nfields = [{ of = 't:No' }]\nreason = ''", "found \"t:No\""),
    ] {
        let error = of(overlay);
        assert!(error.contains(expected), "{expected} is not in {error}");
    }
}
