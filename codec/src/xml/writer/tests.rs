//! What a writer promises: what it writes reads back exactly, and what XML cannot carry is refused.

use std::io;

use bytes::BytesMut;

use super::*;
use crate::xml::{Document, Element, Node, diff};

fn fan(local: &str) -> Name<'_> {
    Name { namespace: "urn:fans", local }
}

fn plain(local: &str) -> Name<'_> {
    Name { namespace: "", local }
}

fn write(work: impl FnOnce(&mut Writer) -> Result<()>) -> Result<String> {
    let mut writer = Writer::new(Vec::new());
    work(&mut writer)?;
    Ok(String::from_utf8(writer.finish()?).unwrap())
}

fn refused(work: impl FnOnce(&mut Writer) -> Result<()>) -> Error {
    let mut writer = Writer::new(Vec::new());
    let error = work(&mut writer).unwrap_err();
    assert_eq!(
        writer.finish().unwrap_err().kind(),
        error.kind(),
        "a lost document is not handed out"
    );
    error
}

#[test]
fn namespaces_are_declared_where_they_are_needed() {
    let envelope = Name { namespace: "http://www.w3.org/2003/05/soap-envelope", local: "Envelope" };
    let xml = write(|writer| {
        writer.start(envelope)?;
        writer.leaf(fan("A"), "1")?;
        writer.start(fan("B"))?;
        writer.attribute(Name { namespace: "urn:x", local: "y" }, "z")?;
        writer.attribute(Name { namespace: bindings::XML, local: "lang" }, "en")?;
        writer.leaf(Name { namespace: "urn:x", local: "C" }, "")?;
        writer.nil(plain("D"))?;
        writer.end()?;
        writer.end()
    });
    let expected = concat!(
        r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><p:A xmlns:p="urn:fans">1</p:A>"#,
        r#"<p:B xmlns:p="urn:fans" xmlns:p1="urn:x" p1:y="z" xml:lang="en"><p1:C></p1:C>"#,
        r#"<D xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></p:B></s:Envelope>"#,
    );
    assert_eq!(xml.unwrap(), expected);
}

#[test]
fn wished_prefixes_hide_outer_ones_until_their_element_ends() {
    let xml = write(|writer| {
        writer.declare_as("a", "urn:1")?;
        writer.start(plain("r"))?;
        writer.declare_as("a", "urn:2")?;
        writer.declare_as("a", "urn:2")?;
        writer.start(Name { namespace: "urn:1", local: "x" })?;
        writer.leaf(Name { namespace: "urn:2", local: "y" }, "")?;
        writer.end()?;
        writer.leaf(Name { namespace: "urn:1", local: "z" }, "")?;
        writer.declare_as("never", "urn:3")?;
        writer.end()
    });
    let expected = concat!(
        r#"<r xmlns:a="urn:1"><p:x xmlns:a="urn:2" xmlns:p="urn:1"><a:y></a:y></p:x>"#,
        r#"<a:z></a:z></r>"#,
    );
    assert_eq!(xml.unwrap(), expected);
}

#[test]
fn what_xml_cannot_carry_is_refused_with_its_place() {
    let error = refused(|writer| {
        writer.start(plain("a"))?;
        writer.leaf(fan("b"), "")?;
        writer.start(fan("b"))?;
        writer.attribute(fan("c"), "secret\u{1}")
    });
    assert_eq!((error.kind(), error.path()), (ErrorKind::Unwritable, "a/b[2]"));
    assert_eq!(
        error.text(),
        "expected characters that XML 1.0 allows in attribute c, found U+0001"
    );
    let error = refused(|writer| {
        writer.start(plain("a"))?;
        let tag = writer.tag(plain("b"))?;
        writer.leaf_tag(&tag, "1")?;
        writer.leaf_tag(&tag, "secret\u{ffff}")
    });
    assert_eq!((error.kind(), error.path()), (ErrorKind::Unwritable, "a/b[2]"));
    assert!(error.text().ends_with("in text, found U+FFFF"), "{error}");
}

#[test]
fn names_and_declarations_are_checked() {
    let xmlns = "http://www.w3.org/2000/xmlns/";
    for name in ["", "a:b", "1", "a b", "a>", "\u{1}", "é×"] {
        assert_eq!(
            refused(|writer| writer.start(plain(name))).kind(),
            ErrorKind::Unwritable,
            "{name:?}"
        );
        assert_eq!(
            refused(|writer| writer.tag(plain(name)).map(|_| ())).kind(),
            ErrorKind::Unwritable
        );
        let attribute = refused(|writer| {
            writer.start(plain("a"))?;
            writer.attribute(fan(name), "")
        });
        assert_eq!((attribute.kind(), attribute.path()), (ErrorKind::Unwritable, "a"), "{name:?}");
    }
    for (prefix, namespace) in [
        ("xml", "urn:x"),
        ("xmlns", "urn:x"),
        ("xmlns", xmlns),
        ("a", xmlns),
        ("a", bindings::XML),
        ("a", ""),
        ("", "urn:x"),
        ("a:b", "urn:x"),
        ("1", "urn:x"),
        ("a", "urn:\u{2}"),
    ] {
        let error = refused(|writer| writer.declare_as(prefix, namespace));
        assert_eq!(error.kind(), ErrorKind::Unwritable, "{prefix} {namespace}");
    }
    for work in [
        |writer: &mut Writer| writer.declare("http://www.w3.org/2000/xmlns/"),
        |writer: &mut Writer| writer.start(Name { namespace: "urn:\u{b}", local: "a" }),
        |writer: &mut Writer| {
            writer.start(plain("a")).and_then(|()| writer.attribute(plain("xmlns"), "u"))
        },
        |writer: &mut Writer| {
            writer.declare_as("a", "urn:1").and_then(|()| writer.declare_as("a", "urn:2"))
        },
        |writer: &mut Writer| writer.comment("a--b"),
        |writer: &mut Writer| writer.comment("a-"),
        |writer: &mut Writer| writer.comment("\0"),
        |writer: &mut Writer| writer.instruction("XML", ""),
        |writer: &mut Writer| writer.instruction("a", "?>"),
        |writer: &mut Writer| writer.instruction("a:b", ""),
    ] {
        assert_eq!(refused(work).kind(), ErrorKind::Unwritable);
    }
    assert_eq!(
        write(|w| {
            w.declare_as("xml", bindings::XML)?;
            w.leaf(plain("a"), "")
        })
        .unwrap(),
        "<a></a>"
    );
}

#[test]
fn elements_must_balance() {
    for work in [
        |_: &mut Writer| Ok(()),
        |writer: &mut Writer| writer.start(plain("a")),
        |writer: &mut Writer| writer.comment(""),
    ] {
        assert_eq!(write(work).unwrap_err().kind(), ErrorKind::Unbalanced);
    }
    for work in [
        |writer: &mut Writer| writer.end(),
        |writer: &mut Writer| writer.text(" "),
        |writer: &mut Writer| writer.attribute(plain("a"), ""),
        |writer: &mut Writer| writer.leaf(plain("a"), "").and_then(|()| writer.start(plain("a"))),
        |writer: &mut Writer| {
            writer.start(plain("a"))?;
            writer.text("")?;
            writer.attribute(plain("b"), "")
        },
    ] {
        assert_eq!(refused(work).kind(), ErrorKind::Unbalanced);
    }
}

#[test]
fn attributes_are_unique_and_limited() {
    let twice = refused(|writer| {
        writer.start(plain("a"))?;
        writer.attribute(fan("b"), "1")?;
        writer.attribute(plain("b"), "1")?;
        writer.attribute(fan("b"), "2")
    });
    assert_eq!((twice.kind(), twice.path()), (ErrorKind::DuplicateAttribute, "a"));
    let limits = Limits { attributes: 1, namespaces: 1, ..Limits::default() };
    let options = WriterOptions { limits, ..WriterOptions::default() };
    let mut writer = Writer::with(Vec::new(), options);
    writer.start(fan("a")).unwrap();
    writer.attribute(plain("b"), "").unwrap();
    assert_eq!(writer.attribute(plain("c"), "").unwrap_err().kind(), ErrorKind::AttributesLimit);
    let mut writer = Writer::with(Vec::new(), options);
    writer.start(fan("a")).unwrap();
    assert_eq!(
        writer.start(Name { namespace: "urn:x", local: "b" }).unwrap_err().kind(),
        ErrorKind::NamespacesLimit
    );
}

#[test]
fn forbidden_characters_are_replaced_on_request() {
    let options = WriterOptions { replace: true, declaration: true, ..WriterOptions::default() };
    let mut writer = Writer::with(Vec::new(), options);
    writer.comment("\0").unwrap();
    writer.start(plain("a")).unwrap();
    writer.attribute(plain("b"), "\u{1f}<").unwrap();
    writer.text("\u{fffe}x").unwrap();
    assert_eq!(
        writer.start(plain("\0")).unwrap_err().kind(),
        ErrorKind::Unwritable,
        "names are not"
    );
    writer.restart(Vec::new()).unwrap_err();
    writer.leaf(plain("a"), "\u{fffe}x").unwrap();
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\u{fffd}x</a>";
    assert_eq!(writer.finish().unwrap(), expected.as_bytes());
}

#[test]
fn bytes_reach_any_sink() {
    let mut whole = b"before".to_vec();
    let mut chunks = Vec::new();
    let mut shared = BytesMut::from("before");
    let long = "x".repeat(100_000);
    let body = |long: &str| format!("<a><b>{long}</b><b>{long}</b></a>");
    fn both<K: Sink>(sink: K, long: &str) -> K {
        let mut writer = Writer::new(sink);
        writer.start(plain("a")).unwrap();
        writer.leaf(plain("b"), long).unwrap();
        writer.leaf(plain("b"), long).unwrap();
        writer.end().unwrap();
        writer.finish().unwrap()
    }
    both(&mut whole, &long);
    both(&mut shared, &long);
    both(
        Chunks(|chunk: &[u8]| {
            chunks.push(chunk.to_vec());
            Ok(())
        }),
        &long,
    );
    assert_eq!(whole, format!("before{}", body(&long)).as_bytes());
    assert_eq!(shared, whole);
    assert_eq!(chunks.concat(), body(&long).as_bytes());
    assert!(chunks.len() > 1);
    let mut writer = Writer::new(Chunks(|_: &[u8]| Err(io::Error::other("full"))));
    writer.leaf(plain("a"), "").unwrap();
    let error = writer.finish().map(|_| ()).unwrap_err();
    assert_eq!((error.kind(), error.text()), (ErrorKind::Sink, "the sink refused bytes: full"));
}

#[test]
fn a_prepared_name_writes_the_same_wherever_it_is_used() {
    let mut maker = Writer::new(Vec::new());
    maker.declare_as("a", "urn:fans").unwrap();
    maker.start(plain("r")).unwrap();
    let tag = maker.tag(fan("b")).unwrap();
    let use_it = |writer: &mut Writer, prefixes: &[(&str, &str)]| {
        for (prefix, namespace) in prefixes {
            writer.declare_as(prefix, namespace).unwrap();
        }
        writer.start_tag(&tag).unwrap();
        writer.attribute_tag(&tag, "1").unwrap();
        writer.leaf_tag(&tag, "2").unwrap();
        writer.nil_tag(&tag).unwrap();
        writer.nil_tag(&tag).unwrap();
        writer.end().unwrap();
    };
    use_it(&mut maker, &[]);
    use_it(&mut maker, &[("a", "urn:other")]);
    use_it(&mut maker, &[("b", "urn:fans"), ("xsi", "urn:other")]);
    maker.end().unwrap();
    let first = Document::decode(maker.restart(Vec::new()).unwrap()).unwrap();
    use_it(&mut maker, &[]);
    let alone = Document::decode(maker.finish().unwrap()).unwrap();
    let mut other = Writer::new(Vec::new());
    use_it(&mut other, &[("b", "urn:fans")]);
    let foreign = Document::decode(other.finish().unwrap()).unwrap();
    for used in first.root().children().chain([alone.root(), foreign.root()]) {
        assert!(diff(used, alone.root()).next().is_none(), "{}", used.outer());
        assert_eq!(used.attribute("urn:fans", "b").unwrap().value(), "1");
        assert_eq!(
            used.children()
                .map(|child| (child.is("urn:fans", "b"), child.is_nil()))
                .collect::<Vec<_>>(),
            [(true, false), (true, true), (true, true)]
        );
    }
}

/// Pseudo-random numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn value(&mut self) -> String {
        const PIECES: [&str; 16] = [
            "<",
            "&",
            ">",
            "\"",
            "'",
            "\r",
            "\n",
            "\t",
            " ",
            "]]>",
            "&amp;",
            "é",
            "\u{ffee}",
            "😀",
            "x",
            "plain text",
        ];
        (0..self.below(12)).map(|_| PIECES[self.below(16).max(self.below(16))]).collect()
    }
}

/// What was written, to be held against what is read.
#[derive(Clone, Debug, PartialEq)]
enum Written {
    Start(String, String, Vec<(String, String, String)>),
    Text(String),
    End,
}

fn read(root: Element<'_>) -> Vec<Written> {
    let mut read = vec![start_of(root)];
    let mut open = vec![root.nodes()];
    while let Some(nodes) = open.last_mut() {
        match nodes.next() {
            Some(Node::Element(element)) => {
                read.push(start_of(element));
                open.push(element.nodes());
            }
            Some(Node::Text(text)) => read.push(Written::Text(text.value().into_owned())),
            Some(_) => {}
            None => {
                read.push(Written::End);
                open.pop();
            }
        }
    }
    read
}

fn start_of(element: Element<'_>) -> Written {
    let owned = |name: Name<'_>| (name.namespace.to_owned(), name.local.to_owned());
    let (namespace, local) = owned(element.name());
    let attributes = element.attributes().map(|attribute| {
        let (namespace, local) = owned(attribute.name());
        (namespace, local, attribute.value().into_owned())
    });
    Written::Start(namespace, local, attributes.collect())
}

/// A writer, and what it was made to write.
struct Author {
    dice: Dice,
    writer: Writer,
    tags: Vec<Tag>,
    openings: Vec<(Opening, Written)>,
    written: Vec<Written>,
    depth: usize,
}

impl Author {
    fn name(&mut self) -> Name<'static> {
        Name { namespace: NAMESPACES[self.dice.below(6)], local: LOCALS[self.dice.below(4)] }
    }

    fn document(&mut self) {
        self.written.clear();
        self.start();
        while self.depth > 0 {
            match self.dice.below(7) {
                0 | 1 if self.depth < 5 => self.start(),
                2 => self.text(),
                3 | 4 => self.leaf(),
                5 => self.declare(),
                _ => self.end(),
            }
        }
    }

    fn declare(&mut self) {
        let prefix = ["a", "p", "p1", "s"][self.dice.below(4)];
        let namespace = NAMESPACES[1 + self.dice.below(3)];
        // A second wish for a prefix is refused; that is not what is tested here.
        self.writer.declare_as(prefix, namespace).ok();
        self.writer.lost = None;
    }

    fn start_opening(&mut self) {
        if self.openings.len() < 8 {
            let (name, value) = (self.name(), self.dice.value());
            let namespace = NAMESPACES[1 + self.dice.below(3)];
            let attribute = Name { local: "c", ..self.name() };
            let opening = self.writer.opening(name, &[("h", namespace)], &[(attribute, &value)]);
            let owned = |name: Name<'_>| (name.namespace.to_owned(), name.local.to_owned());
            let ((namespace, local), (of_attribute, c)) = (owned(name), owned(attribute));
            let start = Written::Start(namespace, local, vec![(of_attribute, c, value)]);
            self.openings.push((opening.unwrap(), start));
        }
        let (opening, start) = &self.openings[self.dice.below(self.openings.len())];
        self.writer.start_opening(opening).unwrap();
        self.written.push(start.clone());
        self.depth += 1;
    }

    fn start(&mut self) {
        if self.dice.below(3) == 0 {
            return self.start_opening();
        }
        let name = self.name();
        self.writer.start(name).unwrap();
        let mut attributes = Vec::new();
        for local in &LOCALS[..self.dice.below(4)] {
            let name = Name { local, ..self.name() };
            let value = self.dice.value();
            self.writer.attribute(name, &value).unwrap();
            attributes.push((name.namespace.to_owned(), (*local).to_owned(), value));
        }
        let (namespace, local) = (name.namespace.to_owned(), name.local.to_owned());
        self.written.push(Written::Start(namespace, local, attributes));
        self.depth += 1;
    }

    fn text(&mut self) {
        let value = self.dice.value();
        self.writer.text(&value).unwrap();
        match self.written.last_mut() {
            Some(Written::Text(text)) => text.push_str(&value),
            _ if value.is_empty() => {}
            _ => self.written.push(Written::Text(value)),
        }
    }

    fn leaf(&mut self) {
        if self.tags.len() < 8 {
            let name = self.name();
            self.tags.push(self.writer.tag(name).unwrap());
        }
        let tag = &self.tags[self.dice.below(self.tags.len())];
        let value = self.dice.value();
        self.writer.leaf_tag(tag, &value).unwrap();
        let Name { namespace, local } = tag.name();
        self.written.push(Written::Start(namespace.to_owned(), local.to_owned(), Vec::new()));
        if !value.is_empty() {
            self.written.push(Written::Text(value));
        }
        self.written.push(Written::End);
    }

    fn end(&mut self) {
        self.writer.end().unwrap();
        self.written.push(Written::End);
        self.depth -= 1;
    }
}

#[test]
fn what_is_written_reads_back_exactly() {
    let (writer, tags, openings, written) = (Writer::new(Vec::new()), vec![], vec![], vec![]);
    let mut author = Author { dice: Dice(1), writer, tags, openings, written, depth: 0 };
    for _ in 0..600 {
        author.document();
        let document = Document::decode(author.writer.restart(Vec::new()).unwrap()).unwrap();
        assert_eq!(read(document.root()), author.written, "{}", document.tree().text());
    }
}

const NAMESPACES: [&str; 6] =
    ["", "urn:a", "urn:b", "u<\"&\n>", bindings::XML, "http://www.w3.org/2003/05/soap-envelope"];
const LOCALS: [&str; 4] =
    ["a", "b", "Ünï", "ANameOfMoreBytesThanOneBlockHasAndMoreThanTwoBlocksHaveWhenItStandsInATag"];
