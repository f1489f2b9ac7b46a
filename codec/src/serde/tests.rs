use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{from_element, from_element_within, nillable};
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::value::{DateTime, Duration, Text};
use crate::xml::Document;

fn read<T: DeserializeOwned>(content: &str) -> Result<T, Error> {
    let xsi = "http://www.w3.org/2001/XMLSchema-instance";
    let xml = format!("<r xmlns:i='{xsi}' xmlns:p='urn:p' xmlns:q='urn:q'>{content}</r>");
    from_element(Document::decode(xml).unwrap().root())
}

/// What is said of content that does not fit.
fn refusal<T: DeserializeOwned>(content: &str) -> (String, String) {
    match read::<T>(content) {
        Ok(_) => panic!("{content} was read"),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Misfit);
            (error.text().to_owned(), error.path().to_owned())
        }
    }
}

#[derive(Deserialize, Debug, PartialEq)]
struct One<T> {
    a: T,
}

fn one<T: DeserializeOwned>(content: &str) -> T {
    read::<One<T>>(content).unwrap_or_else(|error| panic!("{error}: {content}")).a
}

#[test]
fn text_is_read_by_the_type_asked_for() {
    assert_eq!(one::<u8>("<a>\n +007 </a>"), 7);
    assert_eq!(one::<i64>("<a>-5</a>"), -5);
    assert_eq!(one::<f64>("<a>-INF</a>"), f64::NEG_INFINITY);
    assert_eq!((one::<bool>("<a>1</a>"), one::<bool>("<a>FALSE</a>")), (true, false));
    assert_eq!((one::<char>("<a> x </a>"), one::<char>("<a>&#32;</a>")), ('x', ' '));
    assert_eq!(one::<String>("<a> x&lt;<![CDATA[&]]>y <!--z--></a>"), " x<&y ");
    assert_eq!(one::<String>("<a/>"), "");
    assert_eq!(one::<Duration>("<a> PT1M </a>"), Duration::from_secs(60));
    assert_eq!(one::<DateTime>("<a>2024-02-29T00:00:00Z</a>").to_string(), "2024-02-29T00:00:00Z");
    for wrong in ["", "256", "-1", "x", "1.0"] {
        let (text, path) = refusal::<One<u8>>(&format!("<a>{wrong}</a>"));
        assert_eq!((text.as_str(), path.as_str()), ("expected an integer from 0 to 255", "r/a"));
    }
    assert_eq!(refusal::<One<bool>>("<a>secret</a>").0, "expected true or false");
    let (text, _) = refusal::<One<DateTime>>("<a>secret</a>");
    assert!(text.starts_with("expected ") && !text.contains("secret"), "{text}");
    assert_eq!(refusal::<One<String>>("<a><b/></a>").0, "expected text, found elements");
}

#[test]
fn what_need_not_be_decoded_is_borrowed() {
    #[derive(Deserialize)]
    struct Borrowed<'m> {
        a: &'m str,
        #[serde(borrow)]
        b: Cow<'m, str>,
        c: Text<'m, u32>,
        #[serde(rename = "@d")]
        d: &'m str,
    }
    let document = Document::decode("<r d='4'><a>1</a><b>2</b><c> 03</c></r>").unwrap();
    let read: Borrowed<'_> = from_element(document.root()).unwrap();
    assert_eq!((read.a, read.d), ("1", "4"));
    assert!(matches!(read.b, Cow::Borrowed("2")));
    assert!(matches!(read.c.clone().into_text(), Cow::Borrowed(" 03")));
    assert_eq!(read.c.value(), Some(3));
    let document = Document::decode("<r d='4'><a>&lt;</a><b>&lt;</b><c>x</c></r>").unwrap();
    let error = from_element::<Borrowed<'_>>(document.root()).err().unwrap();
    assert_eq!(error.text(), "expected a borrowed string, found other text");
}

#[test]
fn absent_nil_and_empty_are_three_things() {
    assert_eq!(one::<Option<u8>>("<a>1</a>"), Some(1));
    assert_eq!(one::<Option<u8>>(""), None);
    assert_eq!(one::<Option<u8>>("<a i:nil='true'/>"), None);
    assert_eq!(one::<Option<String>>("<a/>"), Some(String::new()));
    assert_eq!((one::<Option<()>>("<a/>"), one::<Option<()>>("")), (Some(()), None));
    assert_eq!(refusal::<One<u8>>("").0, "expected `a`, found none");
    let nil = "expected a value, found xsi:nil: an Option takes it";
    assert_eq!(refusal::<One<u8>>("<a i:nil='1'/>"), (nil.to_owned(), "r/a".to_owned()));
    assert_eq!(refusal::<One<String>>("<a i:nil='1'/>").0, nil);
    assert_eq!(refusal::<One<One<Option<u8>>>>("<a i:nil='1'/>").0, nil);
    assert_eq!(refusal::<One<HashMap<String, u8>>>("<a i:nil='1'/>").0, nil);
    assert_eq!(refusal::<One<()>>("<a>x</a>").0, "expected an empty element, found content");

    #[derive(Deserialize)]
    struct Told {
        #[serde(default, deserialize_with = "nillable")]
        a: Option<Option<u8>>,
    }
    let told = |content| read::<Told>(content).unwrap().a;
    let expected = [None, Some(None), Some(Some(1))];
    assert_eq!(["", "<a i:nil='1'/>", "<a>1</a>"].map(told), expected);

    #[derive(Deserialize)]
    struct Speed {
        #[serde(rename = "@nil")]
        is_nil: Option<bool>,
        #[serde(rename = "$text")]
        value: Option<u8>,
    }
    let speed: Speed = one("<a i:nil='true'/>");
    assert_eq!((speed.is_nil, speed.value), (Some(true), None));
}

#[test]
fn elements_of_one_name_are_one_sequence() {
    assert_eq!(one::<Vec<u8>>("<a>1</a>"), [1]);
    assert_eq!(one::<Vec<u8>>("<a>1</a><b/>text<a>2</a>"), [1, 2]);
    assert_eq!(one::<(u8, String)>("<a>1</a><a>2</a>"), (1, "2".to_owned()));
    assert_eq!(one::<Option<Vec<u8>>>(""), None);
    assert_eq!(one::<Option<Vec<u8>>>("<a i:nil='1'/>"), None);
    assert_eq!(one::<Vec<Option<u8>>>("<a>1</a><a i:nil='1'/>"), [Some(1), None]);
    assert_eq!(one::<Vec<Vec<u8>>>("<a><x>1</x><y>2</y></a><a/>"), [vec![1, 2], vec![]]);
    assert_eq!(read::<Vec<u8>>("<x>1</x><y>2</y>").unwrap(), [1, 2]);
    assert_eq!(refusal::<One<Vec<u8>>>("").0, "expected `a`, found none");
    let another = "expected one element of this name, found another";
    assert_eq!(refusal::<One<u8>>("<a>1</a><a>2</a>"), (another.to_owned(), "r/a[2]".to_owned()));
    let more = "expected no more elements, found another";
    assert_eq!(refusal::<One<(u8,)>>("<a>1</a><a>2</a>"), (more.to_owned(), "r/a[2]".to_owned()));
    assert_eq!(refusal::<One<(u8, u8)>>("<a>1</a>").1, "r/a");
    assert_eq!(refusal::<Vec<u8>>("text").0, "expected elements, found text");
}

#[test]
fn names_go_by_their_local_part_or_exactly() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Both {
        #[serde(rename = "{urn:p}a")]
        exact: u8,
        #[serde(rename = "a")]
        other: Option<u8>,
        #[serde(rename = "@{urn:q}k")]
        key: Option<String>,
        #[serde(rename = "@k")]
        bare: Option<String>,
    }
    let both: Both = one("<a p:k='1' q:k='2'><q:a>2</q:a><p:a>1</p:a></a>");
    let expected = Both { exact: 1, other: Some(2), key: Some("2".into()), bare: Some("1".into()) };
    assert_eq!(both, expected);
    assert_eq!(one::<Both>("<a><p:a>1</p:a></a>").other, None);
    assert_eq!(refusal::<One<Both>>("<a><a>1</a></a>").0, "expected `{urn:p}a`, found none");
    assert_eq!(refusal::<One<u8>>("<p:a>1</p:a><q:a>2</q:a>").1, "r/a[2]");
}

#[test]
fn attributes_and_text_are_members_too() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Selector {
        #[serde(rename = "@Name")]
        name: String,
        #[serde(rename = "@type")]
        kind: Option<String>,
        #[serde(rename = "#text")]
        value: u8,
    }
    let selector: Selector = one("<a Name='a&#10;b' i:type='t' other='x'> 5 </a>");
    assert_eq!(selector, Selector { name: "a\nb".into(), kind: Some("t".into()), value: 5 });
    let (text, path) = refusal::<One<Selector>>("<a Name='n'>x</a>");
    assert_eq!((text.as_str(), path.as_str()), ("expected an integer from 0 to 255", "r/a"));

    #[derive(Deserialize)]
    struct Mixed {
        #[serde(rename = "$text")]
        text: Option<String>,
        b: u8,
    }
    let mixed = ["<a>\n<b>1</b></a>", "<a>x<b>1</b>y</a>"].map(one::<Mixed>);
    assert_eq!(mixed.each_ref().map(|mixed| mixed.b), [1, 1]);
    assert_eq!(mixed.map(|mixed| mixed.text), [None, Some("xy".to_owned())]);
}

#[test]
fn an_error_in_an_attribute_is_where_the_attribute_is() {
    #[derive(Deserialize, Debug)]
    #[expect(dead_code, reason = "it is never made")]
    struct Counted {
        #[serde(rename = "@n")]
        n: u8,
    }
    let xml = "<r><c n='1'/><c  n='x'/></r>";
    let document = Document::decode(xml).unwrap();
    let error = from_element::<Vec<Counted>>(document.root()).unwrap_err();
    assert_eq!((error.offset(), error.path()), (xml.rfind("n=").unwrap(), "r/c[2]"));
}

#[derive(Deserialize, Debug, PartialEq)]
enum Operation {
    Get,
    #[serde(rename = "{urn:p}Pull")]
    Pull(One<u8>),
    Put {
        #[serde(rename = "@x")]
        x: u8,
    },
    Both(u8, u8),
}

#[test]
fn a_variant_is_a_word_or_an_element() {
    use Operation::{Both, Get, Pull, Put};
    assert_eq!(one::<Operation>("<a> Get </a>"), Get);
    assert_eq!(one::<Operation>("<a><Get/></a>"), Get);
    assert_eq!(one::<Operation>("<a><p:Pull><a>1</a></p:Pull></a>"), Pull(One { a: 1 }));
    assert_eq!(one::<Operation>("<a><Put x='2'/></a>"), Put { x: 2 });
    assert_eq!(one::<Operation>("<a><Both><x>1</x><y>2</y></Both></a>"), Both(1, 2));
    assert_eq!(read::<Vec<Operation>>("<Get/><Put x='1'/>").unwrap(), [Get, Put { x: 1 }]);
    let document = Document::decode("<Put x='3'/>").unwrap();
    assert_eq!(from_element::<Operation>(document.root()).unwrap(), Put { x: 3 });

    let (text, path) = refusal::<One<Operation>>("<a>secret</a>");
    let names = "expected one of `Get`, `{urn:p}Pull`, `Put`, `Both`, found something else";
    assert_eq!((text.as_str(), path.as_str()), (names, "r/a"));
    assert_eq!(refusal::<One<Operation>>("<a><q:Pull/></a>").1, "r/a/Pull");
    assert_eq!(
        refusal::<One<Operation>>("<a><Get/><Get/></a>").0,
        "expected one element, found more"
    );
    assert_eq!(refusal::<One<Operation>>("<a><Get>x</Get></a>").1, "r/a/Get");
}

#[test]
fn the_rest_is_what_no_other_field_takes() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Batch {
        a: u8,
        #[serde(rename = "$value", default)]
        operations: Vec<Operation>,
    }
    let batch: Batch = read("<Get/><a>1</a><Put x='2'/>").unwrap();
    assert_eq!(batch.operations, [Operation::Get, Operation::Put { x: 2 }]);
    assert_eq!(read::<Batch>("<a>1</a>").unwrap().operations, []);
}

#[test]
fn a_map_has_an_entry_for_each_name() {
    let map: BTreeMap<String, String> = one("<a i:type='t' k='1' p:k='2'>x</a>");
    let expected = [("$text", "x"), ("@k", "1"), ("@{urn:p}k", "2")];
    assert_eq!(map, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    let map: HashMap<String, Vec<u8>> = one("<a><x>1</x><y>2</y><p:x>3</p:x></a>");
    assert_eq!((&map["x"], &map["y"]), (&vec![1, 3], &vec![2]));
    assert_eq!(refusal::<HashMap<String, u8>>("<x>1</x><y>2</y><x>3</x>").1, "r/x[2]");
}

#[test]
fn what_serde_keeps_for_later_is_read_as_text() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Flat {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, Loose>,
    }
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(untagged)]
    enum Loose {
        None(()),
        Text(String),
        Texts(Vec<String>),
        Members(BTreeMap<String, String>),
    }
    let flat: Flat = read("<a>1</a><n i:nil='1'/><t>x</t><l>1</l><l>2</l><m><k>v</k></m>").unwrap();
    assert_eq!(flat.a, 1);
    assert_eq!(flat.rest["n"], Loose::None(()));
    assert_eq!(flat.rest["t"], Loose::Text("x".to_owned()));
    assert_eq!(flat.rest["l"], Loose::Texts(vec!["1".to_owned(), "2".to_owned()]));
    let members = [("k".to_owned(), "v".to_owned())].into();
    assert_eq!(flat.rest["m"], Loose::Members(members));
}

#[test]
fn unknown_members_are_passed_over_unless_denied() {
    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is only asked whether it can be made")]
    struct Closed {
        a: u8,
    }
    let odd = ["<x/>", "<p:x i:nil='1'/>", "<x><a>2</a></x>"];
    for odd in odd {
        assert_eq!(one::<IgnoredAny>(&format!("<a>{odd}</a>")), IgnoredAny);
        assert_eq!(read::<One<u8>>(&format!("{odd}<a>1</a>")).unwrap().a, 1);
        let (text, path) = refusal::<Closed>(&format!("<a>1</a>{odd}"));
        assert_eq!((text.as_str(), path.as_str()), ("expected `a`, found `x`", "r"));
    }
    assert!(read::<Closed>("<a i:type='t'>1</a>").is_ok());
    assert_eq!(refusal::<One<Closed>>("<a k=''><a>1</a></a>").0, "expected `a`, found `@k`");
    assert_eq!(refusal::<One<Closed>>("<a>x</a>").0, "expected `a`, found `$text`");
}

#[test]
fn newtypes_are_what_they_wrap() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Id(u8);
    #[derive(Deserialize, Debug, PartialEq)]
    struct Ids(Vec<Id>);
    assert_eq!(one::<Ids>("<a>1</a><a>2</a>"), Ids(vec![Id(1), Id(2)]));
}

#[test]
fn a_type_that_holds_itself_is_held_to_a_depth() {
    #[derive(Deserialize, Debug)]
    struct Nested {
        a: Option<Box<Nested>>,
    }
    let depth =
        |nested: &Nested| std::iter::successors(Some(nested), |nested| nested.a.as_deref()).count();
    let xml = "<a>".repeat(200) + &"</a>".repeat(200);
    let document = Document::decode(xml).unwrap();
    assert_eq!(depth(&from_element(document.root()).unwrap()), 200);
    let limits = Limits { depth: 200, ..Limits::default() };
    assert!(from_element_within::<Nested>(document.root(), &limits).is_ok());
    let limits = Limits { depth: 199, ..limits };
    let error = from_element_within::<Nested>(document.root(), &limits).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::DepthLimit, 3 * 199));
    assert_eq!(error.path(), ["a"; 200].join("/"));
    assert!(from_element_within::<IgnoredAny>(document.root(), &limits).is_ok());
}
