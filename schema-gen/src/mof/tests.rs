use super::*;
use crate::classes::{Fact, Type, Value};

#[test]
fn every_construct_is_read() {
    let class = one(
        "// a comment\n/* and\nanother */ #pragma locale (\"en_US\")\n#PRAGMA namespace(\"root\")\n\
         Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride);\n\
         Qualifier Values : string[], Scope(any);\n\
         instance of __Namespace as $N { Name = \"a\"; Deep = { {}, \"}\" }; };\n\
         [VERSION(\"1.\" \"2\"), Description (\"\\z\"): Amended ToSubclass, dynamic: ToInstance]\n\
         CLASS My_Fan as $F : My_Device {\n\
         [key, MaxLen ( 0x10 )] STRING Name = \"n\";\n\
         [Values{\"a\" \"b\", \"\\x41\\n\"}, ValueMap{\"..\", \"0x8000..0xFFFF\"}] uint16 State[4] = {1, -2};\n\
         [Key(false)] My_Ref REF Ref = $F;\n\
         uint8 class[];\n\
         object:My_Part Part = instance of My_Part { A = {1}; };\n\
         object Any;\n\
         [Static] uint32 Reset([IN (false), Out] uint32 Job, [in] My_Fan ref Fan, datetime ref);\n\
         void Stop();\n};",
    );
    assert_eq!((class.name.as_str(), class.superclass.as_deref()), ("My_Fan", Some("My_Device")));
    assert_eq!(class.facts.of(Fact::Version), Some(&Value::Text("1.2".into())));
    let properties: Vec<String> = class.properties.iter().map(shown).collect();
    assert_eq!(
        properties,
        [
            "string Name Key=Flag(true) MaxLen=Number(16)",
            "uint16[] State ValueMap=Texts([\"..\", \"0x8000..0xFFFF\"]) \
             Values=Texts([\"ab\", \"A\\n\"]) ArraySize=Number(4)",
            "reference Ref Key=Flag(false) Class=Text(\"My_Ref\")",
            "uint8[] class",
            "string Part EmbeddedInstance=Text(\"My_Part\")",
            "string Any EmbeddedObject=Flag(true)",
        ]
    );
    let [reset, stop] = class.methods.as_slice() else { panic!("{:?}", class.methods) };
    assert_eq!((reset.of, stop.of), (Some(Type::Uint32), None));
    let parameters: Vec<String> = reset.parameters.iter().map(shown).collect();
    assert_eq!(
        parameters,
        [
            "uint32 Job In=Flag(false) Out=Flag(true)",
            "reference Fan In=Flag(true) Class=Text(\"My_Fan\")",
            "datetime ref"
        ]
    );
}

#[test]
fn a_number_has_four_bases_and_a_sign() {
    let numbers =
        [("17", 17), ("+0x1F", 31), ("-0X10", -16), ("017", 15), ("101b", 5), ("-8", -8), ("0", 0)];
    for (text, expected) in numbers {
        let class = one(&format!("class A {{ [MinValue({text})] sint32 B; }};"));
        let found = class.properties[0].facts.of(Fact::MinValue);
        assert_eq!(found, Some(&Value::Number(expected)), "{text}");
    }
    for text in ["08", "12b", "0xG", "1.5", "9223372036854775808"] {
        assert!(!errors(&format!("class A {{ [MinValue({text})] sint32 B; }};")).is_empty());
    }
}

#[test]
fn an_error_says_where_and_what() {
    let cases = [
        ("klass A {};", "a.mof:1:1: expected class, instance, qualifier or #pragma, found `klass`"),
        ("class A {\n  unit8 B;\n};", "a.mof:2:3: expected a type, found `unit8`"),
        ("class A { é uint8 B; };", "a.mof:1:11: expected a type, found `é`"),
        ("/*é*/ class A { uint8 B }", "a.mof:1:25: expected `;`, found `}`"),
        ("class A { uint8 B;", "a.mof:1:19: expected `}`, found the end of the file"),
        ("[Version(\"1)]\nclass A {};", "a.mof:1:10: expected a closing quote in the same line"),
        (
            "[Version(\"1)]\nclass A { [Version(\"2\")] uint8 B; };",
            "a.mof:1:10: expected a closing quote in the same line",
        ),
        ("class A {}; /* ", "a.mof:1:16: expected the end of a comment"),
        ("[Version(\"\\q\")] class A {};", "a.mof:1:10: expected an escape of MOF, found \\q"),
        (
            "class A { [MaxLen(\"3\")] string B; };",
            "a.mof:1:19: expected a number of 64 bits for MaxLen, found `\"3\"`",
        ),
        (
            "class A { [Key(3)] string B; };",
            "a.mof:1:16: expected true or false for Key, found `3`",
        ),
        ("class A { [Values{}] string B; };", "a.mof:1:18: expected texts for Values, found `{`"),
        ("class A { uint8 B; uint16 b; };", "a.mof:1:27: b of A is already declared"),
        ("class A { uint8 B; uint8 b(); };", "a.mof:1:26: b of A is already declared"),
        ("class A { uint8 B[0]; };", "a.mof:1:19: expected a number of items, found `0`"),
        ("class A { void B; };", "a.mof:1:17: expected ( of a method of type void, found `;`"),
        ("class A {}; class a {};", "a.mof:1:19: class a is declared otherwise at a.mof:1:7"),
        ("class A { @ };", "a.mof:1:11: expected a name, a value or a sign of MOF"),
    ];
    for (text, expected) in cases {
        let errors: Vec<String> = errors(text).iter().map(Error::to_string).collect();
        assert_eq!(errors.first().map(String::as_str), Some(expected), "{text}: {errors:?}");
    }
}

#[test]
fn what_vendors_write_is_read() {
    let class = one("#PRAGMA AUTORECOVER\n#pragma deleteclass(\"A\", nofail)\n\
         [Version(\"1.\n0\")] class A { [ValueMap{false, TRUE, 3}] boolean B; uint8 C(); uint8 C(); };\n\
         [Version(\"1.\" \"\n0\")] class A { [ValueMap{false, TRUE, 3}] boolean B; uint8 C(); };");
    assert_eq!((class.properties.len(), class.methods.len()), (1, 1));
    let map = ["false", "TRUE", "3"].map(str::to_owned).to_vec();
    assert_eq!(class.properties[0].facts.of(Fact::ValueMap), Some(&Value::Texts(map)));
}

#[test]
fn the_compiler_goes_on_after_an_error() {
    let text = "class A { [Values{\"a\" 3, \"b\"}] uint8 B = {1, 2}; foo C; uint8 D; bar E; };\n\
                class { uint8 A; uint8 B; };\n\
                class F { uint8 G };";
    let lines: Vec<(usize, usize)> = errors(text).iter().map(|it| (it.line, it.column)).collect();
    assert_eq!(lines, [(1, 23), (1, 50), (1, 66), (2, 7), (3, 19)]);
    assert_eq!(errors(&"x;\n".repeat(50)).len(), MAX_ERRORS);
}

#[test]
fn no_depth_and_no_damage_is_too_much() {
    let wide: String = (0..5000).map(|it| format!("uint8 P{it};")).collect();
    let error = &errors(&format!("class A {{ {wide} }};"))[0].text;
    assert_eq!(error, "expected at most 4096 features of a class, found `uint8`");
    let deep = format!("instance of A {} = {}", "{".repeat(200_000), "}".repeat(200_000));
    assert!(!errors(&deep).is_empty());
    let whole =
        "[Key: A B] class A : B { [Values{\"a\\x41\"}] uint8 C[2] = 'c'; uint8 D([In] E ref F); };";
    for end in 0..whole.len() {
        assert!(!errors(&whole[..end]).is_empty() || end == 0, "{}", &whole[..end]);
        let _ = compile(&[source(&whole[end..])]);
    }
}

fn shown(of: &crate::classes::Property) -> String {
    let facts: String =
        of.facts.iter().map(|(fact, value)| format!(" {}={value:?}", fact.name())).collect();
    format!("{}{} {}{facts}", of.of.name(), if of.is_array { "[]" } else { "" }, of.name)
}

fn one(text: &str) -> Class {
    let mut classes = compile(&[source(text)]).unwrap_or_else(|errors| panic!("{errors:?}"));
    assert_eq!(classes.len(), 1);
    classes.remove(0)
}

fn errors(text: &str) -> Vec<Error> {
    compile(&[source(text)]).err().unwrap_or_default()
}

fn source(text: &str) -> Source {
    Source { path: "a.mof".into(), text: text.into() }
}
