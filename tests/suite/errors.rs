//! Every kind of error: where it is, by byte, line, column and path.

use ErrorKind::{
    AfterRoot, BeforeDeclaration, CdataEnd, Character, ChunkMark, Declaration, Doctype,
    DuplicateAttribute, Encoding, EncodingName, EndTag, Entity, HttpHeaders, Name, Namespace,
    NoRoot, NulAfterRoot, Reference, Syntax, UnboundPrefix, UnexpectedEnd,
};
use cimwire::xml::{Options, Reader};
use cimwire::{ErrorKind, Location};
use cimwire_tests::corpus::golden;

#[test]
fn errors_say_what_and_where() {
    for &(kind, message, offset, line, column, path) in ERRORS {
        assert_eq!(
            refusal(message, false),
            (kind, offset, line, column, path.to_owned()),
            "{}",
            shown(message)
        );
    }
}

#[test]
fn strict_readers_make_errors_of_deviations() {
    for &(kind, message, offset, line, column, path) in STRICT {
        assert_eq!(
            refusal(message, true),
            (kind, offset, line, column, path.to_owned()),
            "{}",
            shown(message)
        );
        let mut lenient = Reader::new();
        let tree =
            lenient.read(message).unwrap_or_else(|error| panic!("{error}: {}", shown(message)));
        let found: Vec<_> =
            tree.deviations().iter().map(|d| (format!("{:?}", d.kind), d.offset)).collect();
        assert_eq!(found, [(format!("{kind:?}"), offset)], "{}", shown(message));
    }
}

#[test]
fn offsets_in_utf16_count_the_bytes_of_the_file() {
    for &(kind, message, offset, line, column, path) in bare_errors() {
        let Ok(text) = std::str::from_utf8(message) else { continue };
        let before = 2 + 2 * text[..offset].encode_utf16().count();
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(order).collect();
            assert_eq!(
                refusal(&utf16, false),
                (kind, before, line, column, path.to_owned()),
                "{text:?}"
            );
        }
    }
}

#[test]
fn offsets_behind_http_headers_count_the_bytes_of_the_file() {
    const HEADERS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n";
    for &(kind, message, offset, line, column, path) in bare_errors() {
        let wrapped = [HEADERS, message].concat();
        let expected = (kind, HEADERS.len() + offset, line + 3, column, path.to_owned());
        assert_eq!(refusal(&wrapped, false), expected, "{}", shown(message));
    }
}

#[test]
fn offsets_behind_a_byte_order_mark_count_it() {
    for &(kind, message, offset, line, column, path) in bare_errors() {
        let marked = [b"\xef\xbb\xbf", message].concat();
        assert_eq!(
            refusal(&marked, false),
            (kind, 3 + offset, line, column, path.to_owned()),
            "{}",
            shown(message)
        );
    }
}

#[test]
fn a_message_cut_anywhere_is_never_whole() {
    let golden =
        golden().into_iter().map(|(_, message)| message).filter(|message| message.len() < 4096);
    let mut reader = Reader::new();
    for message in golden.chain([EVERYTHING.into()]) {
        let root_end = message.iter().rposition(|&byte| byte == b'>').expect("an end tag");
        for length in 0..=root_end {
            let error = reader.read(&message[..length]).map(|_| ()).expect_err("a cut message");
            let is_cut = matches!(error.kind(), UnexpectedEnd | NoRoot | Encoding);
            assert!(is_cut && error.offset() <= length, "{error:?} at {length}");
        }
        if let Err(error) = reader.read(&message) {
            panic!("{error:?}");
        }
    }
}

#[test]
fn every_kind_that_a_reader_gives_has_a_row() {
    for &kind in ErrorKind::ALL {
        let is_of_another_room =
            format!("{kind:?}").ends_with("Limit") || ELSEWHERE.contains(&kind);
        let has_row = ERRORS.iter().chain(STRICT).any(|row| row.0 == kind);
        assert_eq!(has_row, !is_of_another_room, "{kind:?}");
    }
}

/// The rows that are not about HTTP headers themselves.
fn bare_errors() -> impl Iterator<Item = &'static Row> {
    ERRORS.iter().filter(|row| !row.1.starts_with(b"HTTP"))
}

fn refusal(message: &[u8], strict: bool) -> (ErrorKind, usize, usize, usize, String) {
    let mut reader = Reader::with(Options { strict, ..Options::default() });
    let error = reader.read(message).map(|_| ()).expect_err(&shown(message));
    let Location { line, column } = Location::of(message, error.offset());
    (error.kind(), error.offset(), line, column, error.path().to_owned())
}

fn shown(message: &[u8]) -> String {
    message.escape_ascii().to_string()
}

/// Kind, message, offset, line, column, path.
type Row = (ErrorKind, &'static [u8], usize, usize, usize, &'static str);

/// Kinds of writers, of SOAP, of structs, of rules, of JSON, of packs and of defects.
const ELSEWHERE: &[ErrorKind] = &[
    ErrorKind::Unwritable,
    ErrorKind::Unbalanced,
    ErrorKind::Sink,
    ErrorKind::NotSoap,
    ErrorKind::Html,
    ErrorKind::EmptyBody,
    ErrorKind::Soap11,
    ErrorKind::Misfit,
    ErrorKind::Rule,
    ErrorKind::JsonSyntax,
    ErrorKind::JsonForm,
    ErrorKind::Pack,
    ErrorKind::Defect,
];

const EVERYTHING: &str = "<?xml version=\"1.0\" encoding='utf-8' standalone='yes'?>\r\n<!-- é -->\
    <?target data?>\n<s:a xmlns:s='urn:s' xmlns=\"urn:d\" s:é='ü&amp;1' b=\"&#x41;\">text &lt;\n\
    <![CDATA[<not> & a tag]]]]><!-- c --><b/><c d='' >日本 😀</c ><e>one<f>two</f>three</e></s:a>\n";

#[rustfmt::skip]
const STRICT: &[Row] = &[
    (EncodingName, b"<?xml version='1.0' encoding='utf-16'?>\n<a/>", 30, 1, 31, ""),
    (EncodingName, b"<?xml version='1.0' encoding='utf--8'?>\n<a/>", 30, 1, 31, ""),
    (EncodingName, b"\xff\xfe<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\x001\0.\x000\0'\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0u\0t\0f\0-\x008\0'\0?\0>\0<\0a\0/\0>\0", 62, 1, 31, ""),
    (BeforeDeclaration, b"\n  <?xml version='1.0'?><a/>", 0, 1, 1, ""),
    (BeforeDeclaration, b"log:\r\n<?xml version='1.0'?><a/>", 0, 1, 1, ""),
    (BeforeDeclaration, b"\xef\xbb\xbf <?xml version='1.0'?><a/>", 3, 1, 1, ""),
    (NulAfterRoot, b"<a>\r\n</a>\n\0", 10, 3, 1, ""),
    (NulAfterRoot, b"<a/>\0\0 \n\0", 4, 1, 5, ""),
    (HttpHeaders, b"HTTP/1.1 200 OK\r\n\r\n<a/>", 0, 1, 1, ""),
    (HttpHeaders, b"POST /wsman HTTP/1.1\nHost: h\n\n<?xml version='1.0'?><a/>", 0, 1, 1, ""),
];

#[rustfmt::skip]
const ERRORS: &[Row] = &[
    (UnexpectedEnd, b"<", 1, 1, 2, ""),
    (UnexpectedEnd, b"<a", 2, 1, 3, "a"),
    (UnexpectedEnd, b"<a ", 3, 1, 4, "a"),
    (UnexpectedEnd, b"<a b", 4, 1, 5, "a"),
    (UnexpectedEnd, b"<a b=", 5, 1, 6, "a"),
    (UnexpectedEnd, b"<a b='", 6, 1, 7, "a"),
    (UnexpectedEnd, b"<a b='1'", 8, 1, 9, "a"),
    (UnexpectedEnd, b"<a/", 3, 1, 4, "a"),
    (UnexpectedEnd, b"<a>", 3, 1, 4, "a"),
    (UnexpectedEnd, b"<a>text", 7, 1, 8, "a"),
    (UnexpectedEnd, b"<a></", 5, 1, 6, "a"),
    (UnexpectedEnd, b"<a></a", 6, 1, 7, "a"),
    (UnexpectedEnd, b"<a></a ", 7, 1, 8, "a"),
    (UnexpectedEnd, b"<a><b></b>", 10, 1, 11, "a"),
    (UnexpectedEnd, b"<a><!", 5, 1, 6, "a"),
    (UnexpectedEnd, b"<a><!-", 6, 1, 7, "a"),
    (UnexpectedEnd, b"<a><!-- x", 9, 1, 10, "a"),
    (UnexpectedEnd, b"<a><!-- x -", 11, 1, 12, "a"),
    (UnexpectedEnd, b"<a><!-- x --", 12, 1, 13, "a"),
    (UnexpectedEnd, b"<a><![CDATA[ x", 14, 1, 15, "a"),
    (UnexpectedEnd, b"<a><![CDA", 9, 1, 10, "a"),
    (UnexpectedEnd, b"<a><?p", 6, 1, 7, "a"),
    (UnexpectedEnd, b"<a><?p d?", 9, 1, 10, "a"),
    (UnexpectedEnd, b"<?xml", 5, 1, 6, ""),
    (UnexpectedEnd, b"<?xml version='1.0'", 19, 1, 20, ""),
    (UnexpectedEnd, b"<?xml version='1.", 17, 1, 18, ""),
    (UnexpectedEnd, b"<a>&", 4, 1, 5, "a"),
    (UnexpectedEnd, b"<a>&amp", 7, 1, 8, "a"),
    (UnexpectedEnd, b"<a>&amp;", 8, 1, 9, "a"),
    (UnexpectedEnd, b"<a>\r\n  <b>", 10, 2, 6, "a/b"),
    (NoRoot, b"", 0, 1, 1, ""),
    (NoRoot, b" \n", 2, 2, 1, ""),
    (NoRoot, b"plain text", 0, 1, 1, ""),
    (NoRoot, b"<!-- only a comment -->", 23, 1, 24, ""),
    (NoRoot, b"<?p only?>", 10, 1, 11, ""),
    (NoRoot, b"<?xml version='1.0'?>", 21, 1, 22, ""),
    (NoRoot, b"{\"json\":true}", 0, 1, 1, ""),
    (Syntax, b"<a b/>", 4, 1, 5, "a"),
    (Syntax, b"<a b=1/>", 5, 1, 6, "a"),
    (Syntax, b"<a b='1'c='2'/>", 8, 1, 9, "a"),
    (Syntax, b"<a b='<'/>", 6, 1, 7, "a"),
    (Syntax, b"<a / >", 4, 1, 5, "a"),
    (Syntax, b"<a =\"\"/>", 3, 1, 4, "a"),
    (Syntax, b"<a><></a>", 4, 1, 5, "a"),
    (Syntax, b"<a>< b/></a>", 4, 1, 5, "a"),
    (Syntax, b"<a><!x></a>", 3, 1, 4, "a"),
    (Syntax, b"<a><!-- -- --></a>", 8, 1, 9, "a"),
    (Syntax, b"<a><!----->x</a>", 7, 1, 8, "a"),
    (Syntax, b"<a><b>x < y</b></a>", 9, 1, 10, "a/b"),
    (Syntax, b"<a 'x'/>", 6, 1, 7, "a"),
    (Syntax, b"<a b=\"1\"/ >", 9, 1, 10, "a"),
    (Syntax, b"<![CDATA[x]]><a/>", 0, 1, 1, ""),
    (Syntax, b"x<a/>", 0, 1, 1, ""),
    (Name, b"<1a/>", 1, 1, 2, "1a"),
    (Name, b"<a:b:c xmlns:a=\"u\"/>", 1, 1, 2, "b:c"),
    (Name, b"<:a/>", 1, 1, 2, "a"),
    (Name, b"<a:/>", 1, 1, 2, ""),
    (Name, b"<a><-b/></a>", 4, 1, 5, "a/-b"),
    (Name, b"<a 1b=''/>", 3, 1, 4, "a"),
    (Name, b"<a b:=''/>", 3, 1, 4, "a"),
    (Name, b"<a b:c:d=''/>", 3, 1, 4, "a"),
    (Name, b"<a\xc3\x97/>", 1, 1, 2, "a×"),
    (Name, b"<?1p d?><a/>", 2, 1, 3, ""),
    (Name, b"<?a:b c?><a/>", 2, 1, 3, ""),
    (Name, b"<? p?><a/>", 2, 1, 3, ""),
    (Name, b"<a xmlns:='u'/>", 3, 1, 4, "a"),
    (Name, b"<a xmlns:1='u'/>", 3, 1, 4, "a"),
    (Name, b"<a b<c='1'/>", 3, 1, 4, "a"),
    (EndTag, b"</a>", 0, 1, 1, ""),
    (EndTag, b"<a/></a>", 4, 1, 5, ""),
    (EndTag, b"<a></b>", 3, 1, 4, "a"),
    (EndTag, b"<a><b></a></b>", 6, 1, 7, "a/b"),
    (EndTag, b"<a><b>x</c></a>", 7, 1, 8, "a/b"),
    (EndTag, b"<a></A>", 3, 1, 4, "a"),
    (EndTag, b"<p:a xmlns:p=\"u\" xmlns:q=\"u\"></q:a>", 29, 1, 30, "a"),
    (EndTag, b"<a></a x>", 3, 1, 4, "a"),
    (EndTag, b"<a>\n<b/>\n<c>\n</d></a>", 13, 4, 1, "a/c"),
    (UnboundPrefix, b"<p:a/>", 1, 1, 2, "a"),
    (UnboundPrefix, b"<a p:b=''/>", 3, 1, 4, "a"),
    (UnboundPrefix, b"<a><b><p:c/></b></a>", 7, 1, 8, "a/b/c"),
    (UnboundPrefix, b"<a><p:b xmlns:p=\"u\"/><p:c/></a>", 22, 1, 23, "a/c"),
    (UnboundPrefix, b"<a xmlns=\"u\"><b/><b/><b p:x=\"1\"/></a>", 24, 1, 25, "a/b[3]"),
    (Namespace, b"<a xmlns:p=''/>", 3, 1, 4, "a"),
    (Namespace, b"<a xmlns:xml='u'/>", 3, 1, 4, "a"),
    (Namespace, b"<a xmlns:xmlns='u'/>", 3, 1, 4, "a"),
    (Namespace, b"<a xmlns='http://www.w3.org/XML/1998/namespace'/>", 3, 1, 4, "a"),
    (Namespace, b"<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", 3, 1, 4, "a"),
    (Namespace, b"<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 3, 1, 4, "a"),
    (DuplicateAttribute, b"<a b='' b=''/>", 8, 1, 9, "a"),
    (DuplicateAttribute, b"<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>", 34, 1, 35, "a"),
    (DuplicateAttribute, b"<a xmlns='u' xmlns='v'/>", 13, 1, 14, "a"),
    (DuplicateAttribute, b"<a xmlns:p='u' xmlns:p='u'/>", 15, 1, 16, "a"),
    (DuplicateAttribute, b"<a><b c='1' d='2' c='3'/></a>", 18, 1, 19, "a/b"),
    (Character, b"<a>\x05</a>", 3, 1, 4, "a"),
    (Character, b"<a>\x00</a>", 3, 1, 4, "a"),
    (Character, b"<a b=\"\x1f\"/>", 6, 1, 7, "a"),
    (Character, b"<a><!--\x0b--></a>", 7, 1, 8, "a"),
    (Character, b"<a><![CDATA[\x05]]></a>", 12, 1, 13, "a"),
    (Character, b"<a>\xef\xbf\xbe</a>", 3, 1, 4, "a"),
    (Character, b"<a>&#0;</a>", 3, 1, 4, "a"),
    (Character, b"<a>&#x1;</a>", 3, 1, 4, "a"),
    (Character, b"<a>&#xFFFF;</a>", 3, 1, 4, "a"),
    (Character, b"<a>&#xD800;</a>", 3, 1, 4, "a"),
    (Character, b"<a>&#x110000;</a>", 3, 1, 4, "a"),
    (Character, b"<a b=\"&#8;\"/>", 6, 1, 7, "a"),
    (Character, b"<a><b>ok</b><b>\xc3\xa9\x01</b></a>", 17, 1, 17, "a/b[2]"),
    (Encoding, b"<a>\xff</a>", 3, 1, 4, "a"),
    (Encoding, b"<a>\xc3</a>", 3, 1, 4, "a"),
    (Encoding, b"<a>\xed\xa0\x80</a>", 3, 1, 4, "a"),
    (Encoding, b"<a>\xc0\xaf</a>", 3, 1, 4, "a"),
    (Encoding, b"<a b=\"\xf4\x90\x80\x80\"/>", 6, 1, 7, "a"),
    (Encoding, b"<a><!--\xe9--></a>", 7, 1, 8, "a"),
    (Encoding, b"<?xml version='1.0' encoding='iso-8859-1'?>\n<a>\xe9</a>", 47, 2, 4, ""),
    (Encoding, b"<\xff/>", 1, 1, 2, "\u{fffd}"),
    (CdataEnd, b"<a>]]></a>", 3, 1, 4, "a"),
    (CdataEnd, b"<a>x]]>y<b/></a>", 4, 1, 5, "a"),
    (CdataEnd, b"<a><b/>\n ]]></a>", 9, 2, 2, "a"),
    (Reference, b"<a>&;</a>", 3, 1, 4, "a"),
    (Reference, b"<a>& b</a>", 3, 1, 4, "a"),
    (Reference, b"<a>&amp b;</a>", 3, 1, 4, "a"),
    (Reference, b"<a>&#;</a>", 3, 1, 4, "a"),
    (Reference, b"<a>&#x;</a>", 3, 1, 4, "a"),
    (Reference, b"<a>&#xg;</a>", 3, 1, 4, "a"),
    (Reference, b"<a>&#X41;</a>", 3, 1, 4, "a"),
    (Reference, b"<a b=\"&\"/>", 6, 1, 7, "a"),
    (Reference, b"<a>a & b &lt; c</a>", 5, 1, 6, "a"),
    (Entity, b"<a>&nbsp;</a>", 3, 1, 4, "a"),
    (Entity, b"<a b='&eacute;'/>", 6, 1, 7, "a"),
    (Entity, b"<a><b>x</b><b>&copy;</b></a>", 14, 1, 15, "a/b[2]"),
    (Doctype, b"<!DOCTYPE a><a/>", 0, 1, 1, ""),
    (Doctype, b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 22, 2, 1, ""),
    (Doctype, b"<a><!DOCTYPE b></a>", 3, 1, 4, "a"),
    (Declaration, b"<?xml?><a/>", 0, 1, 1, ""),
    (Declaration, b"<?xml version='2.0'?><a/>", 15, 1, 16, ""),
    (Declaration, b"<?xml encoding='utf-8'?><a/>", 5, 1, 6, ""),
    (Declaration, b"<?xml version='1.0' encoding=''?><a/>", 30, 1, 31, ""),
    (Declaration, b"<?xml version='1.0' standalone='maybe'?><a/>", 32, 1, 33, ""),
    (Declaration, b"<?xml version='1.0'encoding='utf-8'?><a/>", 19, 1, 20, ""),
    (Declaration, b"<?xml version='1.0' x='y'?><a/>", 20, 1, 21, ""),
    (Declaration, b"<a><?xml version='1.0'?></a>", 3, 1, 4, "a"),
    (Declaration, b"<!-- --><?xml version='1.0'?><a/>", 8, 1, 9, ""),
    (Declaration, b"<a/><?XML d?>", 4, 1, 5, ""),
    (Declaration, b"<?xml version=1.0?><a/>", 14, 1, 15, ""),
    (AfterRoot, b"<a/>x", 4, 1, 5, ""),
    (AfterRoot, b"<a/><b/>", 4, 1, 5, ""),
    (AfterRoot, b"<a></a>&amp;", 7, 1, 8, ""),
    (AfterRoot, b"<a/><![CDATA[x]]>", 4, 1, 5, ""),
    (AfterRoot, b"<a/>\x00x", 4, 1, 5, ""),
    (AfterRoot, b"<a/>\n\n x", 7, 3, 2, ""),
    (ChunkMark, b"<a xmlns:h=\"http://schemas/w\r\n02FA\r\nsman\"/>", 28, 1, 29, "a"),
    (ChunkMark, b"<a>\r\n<b></\r\n1000\r\nb></a>", 10, 2, 6, "a/b"),
    (ChunkMark, b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n5a\r\n<a/>", 25, 4, 1, ""),
];
