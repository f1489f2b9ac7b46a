//! A record of every shape, read and written.

use super::*;
use crate::names::{Family, enumeration, none, ns, wsman};
use crate::schema::{self, Field, Model, Shape, Type};
use crate::value::{Duration, Uri};
use crate::xml::{Document, Name, Writer, diff};

/// A Pull with something of everything.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pull<'m> {
    mode: Option<crate::value::Text<'m, Uri>>,
    kind: Option<QName<'m>>,
    context: Option<Content<'m>>,
    max_time: Option<Leaf<'m, Duration>>,
    max_elements: Vec<Leaf<'m, u64>>,
    filter: Option<Filter<'m>>,
    items: Option<Content<'m>>,
    rest: Rest<'m>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Filter<'m> {
    dialect: Option<crate::value::Text<'m, Uri>>,
    content: Content<'m>,
    rest: Rest<'m>,
}

record!(Pull, table: PULL, attributes: [mode, kind],
    elements: [context, max_time, max_elements, filter, items]);
record!(Filter, table: FILTER, attributes: [dialect], content: content);

static PULL: schema::Record = schema::record(
    "Pull",
    &[
        schema::optional(none::MODE, "mode", Shape::Leaf(Type::Uri)),
        schema::optional(none::TYPE, "kind", Shape::Leaf(Type::QName)),
    ],
    &[
        schema::required(enumeration::ENUMERATION_CONTEXT, "context", Shape::Content),
        schema::optional(enumeration::MAX_TIME, "max_time", Shape::Leaf(Type::Duration)),
        schema::any(enumeration::MAX_ELEMENTS, "max_elements", Shape::Leaf(Type::UnsignedLong)),
        schema::optional(wsman::FILTER, "filter", Shape::Record(&FILTER)),
        ITEMS,
    ],
    Model::Open,
);
const ITEMS: Field =
    schema::optional(enumeration::ITEMS, "items", Shape::Content).or(&[wsman::ITEMS]);
static FILTER: schema::Record = schema::record(
    "Filter",
    &[schema::optional(none::DIALECT, "dialect", Shape::Leaf(Type::Uri))],
    &[],
    Model::Mixed,
);

fn document(content: &str) -> Document {
    let xml = format!(
        "<n:Pull xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' \
         xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' xmlns:u='urn:u' {content}</n:Pull>"
    );
    Document::decode(xml).unwrap()
}

fn read(document: &Document) -> (Pull<'_>, Vec<(MisfitKind, usize)>) {
    let mut reading = Reading::default();
    let pull = Pull::read(document.root(), &mut reading).unwrap();
    let misfits = reading.misfits.iter().map(|it| (it.kind, it.offset)).collect();
    (pull, misfits)
}

fn write(pull: &Pull<'_>) -> Document {
    let mut writer = Writer::new(Vec::new());
    let mut writing = Writing { writer: &mut writer, spelling: Spelling::default() };
    pull.write(Name::known(enumeration::PULL), &mut writing).unwrap();
    Document::decode(writer.finish().unwrap()).unwrap()
}

/// Reads, and expects the same infoset written; the kinds of misfits.
fn round_trip(content: &str) -> Vec<MisfitKind> {
    let document = document(content);
    let (pull, misfits) = read(&document);
    let written = write(&pull);
    let difference = diff(document.root(), written.root()).next();
    assert!(difference.is_none(), "{content}: {difference:?} in {}", written.root().outer());
    assert_eq!(read(&written).0, pull, "{content}");
    misfits.into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn every_shape_is_read_into_its_field() {
    let document = document(
        "Mode='urn:m' Type='u:T'><n:EnumerationContext>7</n:EnumerationContext>\
         <n:MaxTime w:x='1'> PT5S </n:MaxTime><n:MaxElements>007</n:MaxElements>\
         <n:MaxElements>8</n:MaxElements><w:Filter Dialect='urn:d'>u:a</w:Filter>\
         <n:Items><u:a/><u:b/></n:Items>",
    );
    let (pull, misfits) = read(&document);
    assert_eq!(misfits, []);
    assert_eq!(pull.mode.as_ref().unwrap().value(), Some("urn:m"));
    let kind = pull.kind.as_ref().unwrap().name();
    assert_eq!(kind, Some(Name { namespace: "urn:u", local: "T" }));
    assert_eq!(pull.context.as_ref().unwrap().text(), "7");
    let max_time = pull.max_time.as_ref().unwrap();
    assert_eq!((max_time.value(), max_time.text()), (Some(Duration::from_secs(5)), " PT5S "));
    assert_eq!(max_time.attributes.as_slice()[0].value, "1");
    let max: Vec<_> = pull.max_elements.iter().map(|it| (it.value(), it.text())).collect();
    assert_eq!(max, [(Some(7), "007"), (Some(8), "8")]);
    let filter = pull.filter.as_ref().unwrap();
    assert_eq!(filter.dialect.as_ref().unwrap().value(), Some("urn:d"));
    assert_eq!(filter.content.text(), "u:a");
    assert_eq!(pull.items.as_ref().unwrap().elements().count(), 2);
    assert!(pull.rest.elements.is_empty());
}

#[test]
fn what_is_as_the_schema_has_it_survives() {
    for content in [
        "><n:EnumerationContext/>",
        "Mode=' urn:m' Type=' u:T ' u:more='u:x'><n:EnumerationContext>7</n:EnumerationContext>",
        "><n:EnumerationContext><u:a>1</u:a> mixed <u:b/></n:EnumerationContext>",
        "><n:EnumerationContext>u:x and &lt;</n:EnumerationContext><w:Filter>/u:a/u:b</w:Filter>",
        "><n:EnumerationContext xml:lang='en'/><w:Filter Dialect='' u:z='1'><u:q/></w:Filter>",
        "><n:EnumerationContext/><n:MaxElements>1</n:MaxElements><n:MaxElements>2</n:MaxElements>\
         <n:Items><u:a xmlns:z='urn:z'>z:q</u:a></n:Items><u:other><n:x/></u:other><u:other/>",
        "xmlns='urn:default'><n:EnumerationContext><a/></n:EnumerationContext><b/>",
    ] {
        assert_eq!(round_trip(content), [], "{content}");
    }
}

#[test]
fn what_is_not_survives_too_and_is_told() {
    use MisfitKind::*;
    for (content, expected) in [
        (">", &[Missing][..]),
        ("><n:MaxTime>PT1S</n:MaxTime><n:EnumerationContext/>", &[Order]),
        ("><u:x/><n:EnumerationContext/><u:y/><n:MaxTime>PT1S</n:MaxTime>", &[]),
        ("><n:EnumerationContext/><n:MaxTime>soon</n:MaxTime>", &[Value]),
        ("><n:EnumerationContext/><n:MaxTime/>", &[Value]),
        ("><n:EnumerationContext/><n:MaxTime><u:x/></n:MaxTime>", &[Shape]),
        ("><n:EnumerationContext/><n:EnumerationContext>2</n:EnumerationContext>", &[Repeated]),
        ("><n:EnumerationContext/><w:Items><u:a/></w:Items>", &[]),
        ("><n:EnumerationContext/><w:Items/><n:Items/>", &[Repeated]),
        ("Type='q:T'><n:EnumerationContext/>", &[Value]),
        ("Type='a b'><n:EnumerationContext/>", &[Value]),
        ("Type='a`b'><n:EnumerationContext/>", &[Value]),
    ] {
        assert_eq!(round_trip(content), expected, "{content}");
    }
}

#[test]
fn text_between_elements_does_not_fit_a_record() {
    let document = document(">text<n:EnumerationContext/>");
    assert!(Pull::read(document.root(), &mut Reading::default()).is_err());
    let blanks = self::document("> <n:EnumerationContext/>\n");
    assert!(Pull::read(blanks.root(), &mut Reading::default()).is_ok());
}

#[test]
fn a_misfit_tells_where_it_is() {
    let document = document("><n:EnumerationContext/><n:MaxTime>soon</n:MaxTime>");
    let (_, misfits) = read(&document);
    let offset = document.tree().text().find("<n:MaxTime").unwrap();
    assert_eq!(misfits, [(MisfitKind::Value, offset)]);
}

#[test]
fn nil_has_no_value_and_is_no_misfit() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'";
    let document = document(&format!("><n:EnumerationContext/><n:MaxTime {xsi}/>"));
    let (pull, misfits) = read(&document);
    assert_eq!(misfits, []);
    let max_time = pull.max_time.as_ref().unwrap();
    assert!(max_time.is_nil() && max_time.value().is_none());
}

#[test]
fn edits_keep_the_order_of_the_message() {
    let document = document(
        "><u:x/><n:MaxElements>1</n:MaxElements><n:EnumerationContext/><n:MaxElements>2</n:MaxElements>",
    );
    let (mut pull, _) = read(&document);
    pull.max_elements.push(3.into());
    pull.context = None;
    pull.max_time = Some(Duration::from_secs(1).into());
    let names = |document: &Document| {
        let children = document.root().children();
        children.map(|it| [it.name().local, &it.text()].concat()).collect::<Vec<_>>()
    };
    let as_read = ["x", "MaxElements1", "MaxElements2", "MaxTimePT1S", "MaxElements3"];
    assert_eq!(names(&write(&pull)), as_read);
    pull.rest.normalize();
    let as_schema = ["MaxTimePT1S", "MaxElements1", "MaxElements2", "MaxElements3", "x"];
    assert_eq!(names(&write(&pull)), as_schema);
}

#[test]
fn whatever_is_built_is_written() {
    let mut content = Content::text_of("text");
    content.attributes.set("urn:u", "of-content", "1");
    let mut rest = Rest::default();
    rest.elements.push(Document::decode("<other/>").unwrap().into());
    rest.attributes.set("urn:u", "of-rest", "2");
    let filter = Filter { content: content.clone(), rest: rest.clone(), ..Filter::default() };
    let built = write(&Pull { filter: Some(filter), ..Pull::default() });
    let expected = "<w:Filter u:of-rest='2' u:of-content='1'>text<other/></w:Filter>";
    assert_eq!(diff(document(&[">", expected].concat()).root(), built.root()).next(), None);
    let body = |writing: &mut Writing<'_>| {
        content.write_with(&rest, Name::known(crate::names::soap::BODY), writing)
    };
    let built = Any::build(body).unwrap();
    assert_eq!(built.element().attributes().count(), 2);
    assert_eq!((built.element().text().as_ref(), built.element().children().count()), ("text", 1));
}

#[test]
fn prefixes_are_declared_where_they_were() {
    let content = "><n:EnumerationContext/><w:Filter xmlns:z='urn:z'><z:a/><z:b/></w:Filter>\
                   <u:x/><u:y/><u:z>u:name</u:z>";
    let document = document(content);
    let written = write(&read(&document).0);
    let text = written.root().outer();
    assert_eq!(text.matches("xmlns:").count(), 4, "{text}");
    let at = |prefix: &str| text.find(&["xmlns:", prefix].concat());
    assert!(at("u=") < text.find('>') && at("z=") > text.find("<w:Filter"), "{text}");
}

#[test]
fn a_message_keeps_its_own_spelling_of_a_family() {
    let old = crate::names::namespace(b"http://schemas.xmlsoap.org/ws/2005/06/management").unwrap();
    assert_eq!(old.family(), Some(Family::Wsman));
    let mut spelling = Spelling::default();
    spelling.speak(old);
    assert_eq!(spelling.of(wsman::FILTER), wsman::FILTER.in_namespace(old).unwrap());
    assert_eq!(spelling.of(enumeration::PULL), enumeration::PULL);
    assert_eq!(Spelling::default().of(wsman::FILTER).namespace(), Some(ns::WSMAN));
}
