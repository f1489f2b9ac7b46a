//! Linear time and no recursion: inputs on which a careless reader takes hours or overflows its
//! stack. Each takes well under a second; the bound is generous because machines are busy.

use std::time::{Duration, Instant};

use cimwire::xml::{Document, Element, Options, Reader};
use cimwire::{ErrorKind, Limits};
use cimwire_tests::infoset::{self, Bindings};

#[test]
fn many_siblings_of_distinct_names() {
    let elements: String = (0..MANY).map(|n| format!("<n{n} a{n}='' >{n}</n{n}>")).collect();
    let document = read(&format!("<r>{elements}</r>"));
    assert_eq!(document.root().children().count(), MANY);
    walk(&document);
}

#[test]
fn names_that_a_cache_might_confuse() {
    let elements: String = (0..MANY).map(|n| format!("<sameHead{n:06}sameTail/>")).collect();
    assert_eq!(read(&format!("<r>{elements}{elements}</r>")).root().children().count(), 2 * MANY);
    let prefixes: String =
        (0..MOST_PREFIXES).map(|n| format!("<p{n:05}tail:a xmlns:p{n:05}tail='u'/>")).collect();
    walk(&read(&format!("<r>{prefixes}{prefixes}</r>")));
}

#[test]
fn many_attributes_of_one_element() {
    let attributes: String = (0..MANY).map(|n| format!(" a{n}='{n}'")).collect();
    let document = read(&format!("<r{attributes}/>"));
    assert_eq!(document.root().attributes().count(), MANY);
    let twice = format!("<r{attributes} a7=''/>");
    assert_eq!(refusal(&twice), (ErrorKind::DuplicateAttribute, twice.len() - 7));
}

#[test]
fn many_namespaces() {
    let declared: String = (0..MOST_PREFIXES).map(|n| format!(" xmlns:p{n}='u{n}'")).collect();
    let used: String = (0..MOST_PREFIXES).map(|n| format!("<p{n}:a p{n}:b=''/>")).collect();
    let document = read(&format!("<r{declared}>{used}</r>"));
    assert_eq!(document.root().children().count(), MOST_PREFIXES);
    assert_eq!(document.root().in_scope().len(), MOST_PREFIXES);
}

#[test]
fn a_prefix_bound_anew_by_every_sibling() {
    let sibling =
        |n: usize| format!("<p:a xmlns:p='u{}' p:b=''><p:c/><p:d p:e=''>x</p:d></p:a>", n % 100);
    walk(&read(&format!("<r>{}</r>", (0..MANY / 4).map(sibling).collect::<String>())));
}

#[test]
fn bindings_in_force_asked_of_every_element() {
    let declared =
        |from: usize| (from..from + 100).map(|n| format!(" xmlns:p{n}='u{n}'")).collect::<String>();
    let siblings = "<a xmlns:q='u'/><b/>".repeat(500);
    let document = read(&format!("<r{}><s{}>{siblings}</s></r>", declared(0), declared(100)));
    let inner = document.root().children().next().unwrap();
    let total: usize = inner.children().map(|element| element.in_scope().len()).sum();
    assert_eq!(total, 500 * (201 + 200));
}

#[test]
fn elements_nested_a_million_deep() {
    let deep = [b"<a>".repeat(DEEP), b"</a>".repeat(DEEP)].concat();
    let document = bounded(|| reader().document(deep).unwrap());
    let mut depth = 0;
    let mut inner: Option<Element<'_>> = Some(document.root());
    while let Some(element) = inner {
        depth += 1;
        inner = element.children().next();
    }
    assert_eq!(depth, DEEP);
    walk(&document);
    assert_eq!(document.root().text(), "");
    assert_eq!(bounded(|| document.root().to_xml()), document.tree().text());
    drop(bounded(|| document));
}

#[test]
fn a_million_levels_left_open() {
    let path = refused_path(&b"<a>".repeat(DEEP));
    assert_eq!(path.len(), 2 * DEEP - 1);
    let siblings = [b"<r><r>".to_vec(), b"<a/>".repeat(MANY), b"<a><a><a>".to_vec()].concat();
    assert_eq!(refused_path(&siblings), format!("r/r/a[{}]/a/a", MANY + 1));
}

#[test]
fn references_and_other_pieces_of_text() {
    for (piece, value) in [
        ("&amp;", "&"),
        ("&#x41;", "A"),
        ("]]", "]]"),
        ("]] >", "]] >"),
        ("\r", "\n"),
        ("<![CDATA[]]>", ""),
        ("<![CDATA[x]]>", "x"),
        ("x<!---->", "x"),
        ("x<?p?>", "x"),
        ("x<b/>", "x"),
        ("é", "é"),
    ] {
        let document = read(&format!("<r>{}</r>", piece.repeat(MANY)));
        let text = bounded(|| document.root().text());
        assert_eq!(text.len(), value.len() * MANY, "{piece}");
        walk(&document);
    }
    let spaces = " ".repeat(8 * MANY);
    walk(&read(&format!(
        "<r{spaces}>{spaces}<a{spaces}b = '{spaces}'/>{spaces}</r{spaces}>{spaces}"
    )));
}

#[test]
fn a_long_name_repeated() {
    let name = "n".repeat(MANY / 10);
    let elements = format!("<{name}/><{name}></{name}>").repeat(10);
    walk(&read(&format!("<r>{elements}</r>")));
}

#[test]
fn tags_alike_up_to_their_ends() {
    let list: String = (0..100).map(|n| format!(" a{n}='v{n}'")).collect();
    let tags: String = (0..MANY / 40).map(|n| format!("<t{list} z='{n}'/>")).collect();
    walk(&read(&format!("<r>{tags}</r>")));
}

#[test]
fn many_repairs() {
    let mut reader = Reader::with(Options { salvage: true, ..RAISED });
    let forbidden = format!("<r>{}</r>", "\u{1}&#0;".repeat(30_000));
    let repaired = bounded(|| reader.document(forbidden.into_bytes()).unwrap());
    assert_eq!(repaired.repairs().len(), 60_000);
    let cut = format!("<r>{}", "\u{1}&#0;".repeat(30_000));
    let offset = cut.len();
    let error = bounded(|| reader.document(cut.into_bytes()).unwrap_err());
    assert_eq!((error.kind(), error.offset()), (ErrorKind::UnexpectedEnd, offset));
    let too_many = format!("<r>{}</r>", "\u{1}".repeat(MANY));
    assert_eq!(
        bounded(|| reader.document(too_many.into_bytes()).unwrap_err()).kind(),
        ErrorKind::Character
    );
}

#[test]
fn utf16_as_long_as_any() {
    let text = format!("\u{feff}<r>{}</r>", "<a>é</a>".repeat(MANY));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    walk(&bounded(|| reader().document(utf16).unwrap()));
}

fn read(message: &str) -> Document {
    bounded(|| {
        reader().document(message.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error:?}"))
    })
}

fn refusal(message: &str) -> (ErrorKind, usize) {
    let error = bounded(|| reader().document(message.as_bytes().to_vec()).unwrap_err());
    (error.kind(), error.offset())
}

fn refused_path(message: &[u8]) -> String {
    bounded(|| reader().read(message).map(|_| ()).unwrap_err().path().to_owned())
}

fn walk(document: &Document) {
    bounded(|| infoset::of(document.tree(), Bindings::Declared));
}

fn bounded<R>(work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    result
}

fn reader() -> Reader {
    Reader::with(RAISED)
}

const RAISED: Options = Options {
    strict: false,
    salvage: false,
    kernel: None,
    limits: Limits {
        bytes: 1 << 30,
        depth: DEEP,
        attributes: 1 << 20,
        namespaces: 1 << 20,
        text: 1 << 30,
        names: 1 << 20,
    },
};
const DEEP: usize = 1_000_000;
/// So many that their square takes longer than patience lasts.
const MANY: usize = 200_000;
/// Prefixes of one message, whatever the limits.
const MOST_PREFIXES: usize = 60_000;
const PATIENCE: Duration = Duration::from_secs(30);
