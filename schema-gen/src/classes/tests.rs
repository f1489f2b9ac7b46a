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
fn a_class_does_not_inherit_from_itself() {
    let error = flatten(&classes("class A : B {}; class B : A {};")).unwrap_err();
    assert_eq!(error, "expected at most 256 classes above A");
}

fn classes(text: &str) -> Vec<Class> {
    let source = Source { path: "a.mof".into(), text: text.into() };
    compile(&[source]).unwrap_or_else(|errors| panic!("{errors:?}"))
}
