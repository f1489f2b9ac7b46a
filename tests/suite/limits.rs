//! Every limit at its boundary: what just fits is read, one more is an error of the limit's kind.

use cimwire::xml::{Options, Reader};
use cimwire::{ErrorKind, Limits};

#[test]
fn bytes_of_a_message() {
    let limits = Limits { bytes: 20, ..Limits::default() };
    let message = |blanks: usize| format!("<a>{}</a>", " ".repeat(blanks));
    fits(limits, message(13));
    refuses(limits, message(14), ErrorKind::BytesLimit, 20);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    fits(limits, utf16("<a>xyz</a>"));
    refuses(limits, utf16("<a>xyzw</a>"), ErrorKind::BytesLimit, 20);
}

#[test]
fn elements_nested_in_one_another() {
    let limits = Limits { depth: 3, ..Limits::default() };
    for fitting in [
        "<a><b><c/></b></a>",
        "<a><b><c>x</c></b><b><c></c></b></a>",
        "<a><b><c> <!----></c></b></a>",
    ] {
        fits(limits, fitting);
    }
    for (deep, offset) in [
        ("<a><b><c><d/></c></b></a>", 9),
        ("<a><b><c><d>x</d></c></b></a>", 9),
        ("<a><b><c> <d> <!----></d></c></b></a>", 10),
        ("<a><b><c x='1'>text<d y='2'></d></c></b></a>", 19),
    ] {
        refuses(limits, deep, ErrorKind::DepthLimit, offset);
    }
    fits(Limits { depth: 1, ..limits }, "<a/>");
    refuses(Limits { depth: 0, ..limits }, "<a/>", ErrorKind::DepthLimit, 0);
}

#[test]
fn leaves_in_a_row_nested_too_deeply() {
    let limits = Limits { depth: 2, ..Limits::default() };
    let row = "<leaf>with some text</leaf>".repeat(20);
    fits(limits, format!("<a>{row}</a>"));
    refuses(limits, format!("<a>{row}<b>{row}</b></a>"), ErrorKind::DepthLimit, 3 + row.len() + 3);
}

#[test]
fn attributes_and_declarations_of_an_element() {
    let limits = Limits { attributes: 3, ..Limits::default() };
    fits(limits, "<a b='1' c='2' xmlns:d='u'/>");
    refuses(limits, "<a b='1' c='2' xmlns:d='u' d:e='3'/>", ErrorKind::AttributesLimit, 27);
    refuses(limits, "<a b='1' c='2' d='3' xmlns='u'>x</a>", ErrorKind::AttributesLimit, 21);
    fits(limits, "<a b='1' c='2' d='3'><a b='1' c='2' d='3'/></a>");
    fits(Limits { attributes: 0, ..limits }, "<a><b>x</b></a>");
    refuses(Limits { attributes: 0, ..limits }, "<a><b c=''/></a>", ErrorKind::AttributesLimit, 6);
}

#[test]
fn declarations_in_scope() {
    let limits = Limits { namespaces: 3, ..Limits::default() };
    fits(limits, "<a xmlns='u' xmlns:p='v'><b xmlns:p='w'/><b xmlns:q='x'/></a>");
    let deep = "<a xmlns='u' xmlns:p='v'><b xmlns:p='w'><c xmlns=''/></b></a>";
    refuses(limits, deep, ErrorKind::NamespacesLimit, 43);
}

#[test]
fn bytes_of_a_value() {
    let limits = Limits { text: 40, ..Limits::default() };
    let (fitting, long) = ("x".repeat(40), "x".repeat(41));
    for (before, after) in [
        ("<a>", "</a>"),
        ("<a><b/>", "</a>"),
        ("<a><b/>&lt;<c/>", "<b/></a>"),
        ("<a b='", "'/>"),
        ("<a xmlns=\"", "\"/>"),
        ("<a><![CDATA[", "]]></a>"),
        ("<a><!--", "--></a>"),
        ("<!--", "--><a/>"),
        ("<a><?", "?></a>"),
        ("<a/><?", "?>"),
    ] {
        fits(limits, format!("{before}{fitting}{after}"));
        let offset = before.len();
        refuses(limits, format!("{before}{long}{after}"), ErrorKind::TextLimit, offset);
    }
    let rows = |text: &str| format!("<a>{}<b>{text}</b></a>", "<b>short</b>".repeat(9));
    fits(limits, rows(&fitting));
    refuses(limits, rows(&long), ErrorKind::TextLimit, 114);
}

#[test]
fn distinct_names() {
    let limits = Limits { names: 4, ..Limits::default() };
    let elements = |count: usize| (0..count).map(|n| format!("<n{n}/>")).collect::<String>();
    fits(limits, format!("<r>{0}{0}{0}</r>", elements(3)));
    refuses(limits, format!("<r>{}</r>", elements(4)), ErrorKind::NamesLimit, 19);
    fits(limits, "<r q='' w='' x=''><r q='' w='' x=''/></r>");
    refuses(limits, "<r q='' w='' x=''><r q='' w='' z=''/></r>", ErrorKind::NamesLimit, 31);
}

#[test]
fn distinct_prefixes_and_namespaces() {
    let limits = Limits { names: 4, ..Limits::default() };
    let prefixes =
        |count: usize| (0..count).map(|n| format!(" xmlns:p{n}='u'")).collect::<String>();
    fits(limits, format!("<r{}/>", prefixes(4)));
    refuses(limits, format!("<r{}/>", prefixes(5)), ErrorKind::NamesLimit, 3 + 4 * 13);
    let uris =
        |count: usize| (0..count).map(|n| format!("<r xmlns:p='u{n}'/>")).collect::<String>();
    fits(limits, format!("<s>{0}{0}</s>", uris(4)));
    refuses(limits, format!("<s>{}</s>", uris(5)), ErrorKind::NamesLimit, 3 + 4 * 17 + 12);
}

#[test]
fn the_vocabulary_does_not_count_as_names() {
    let limits = Limits { names: 0, ..Limits::default() };
    fits(
        limits,
        "<Envelope xmlns='http://www.w3.org/2003/05/soap-envelope' xml:lang=''><Body/></Envelope>",
    );
}

#[test]
fn a_reader_counts_names_for_each_message_anew() {
    let limits = Limits { names: 4, ..Limits::default() };
    let mut reader = Reader::with(Options { limits, ..Options::default() });
    for turn in 0..50 {
        let message = format!("<r xmlns:p{turn}='u{turn}' p{turn}:n{turn}=''/>");
        reader.read(message.as_bytes()).unwrap_or_else(|error| panic!("message {turn}: {error}"));
    }
}

fn fits(limits: Limits, message: impl AsRef<[u8]>) {
    if let Err(error) = reader(limits).read(message.as_ref()) {
        panic!("{error:?}\n{}", String::from_utf8_lossy(message.as_ref()));
    }
}

fn refuses(limits: Limits, message: impl AsRef<[u8]>, kind: ErrorKind, offset: usize) {
    let text = String::from_utf8_lossy(message.as_ref());
    let error = reader(limits).read(message.as_ref()).expect_err(&text);
    assert_eq!((error.kind(), error.offset()), (kind, offset), "{error}\n{text}");
}

fn reader(limits: Limits) -> Reader {
    Reader::with(Options { limits, ..Options::default() })
}
