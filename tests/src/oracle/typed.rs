//! Typed messages: what is read is written again, and what is written says the same.

use std::collections::HashSet;

use cimwire::cim::{self, Path};
use cimwire::record::Content;
use cimwire::schema::{self, FAULTS, Kind};
use cimwire::soap::{Envelope, Fault};
use cimwire::wsman::{Reply, Response, Typed};
use cimwire::xml::{Attribute, Document, Element, Node, Reader, diff};
use cimwire::{Error, ErrorKind, Message};

use super::roundtrip::{WIDE_WRITER, reader};

/// A message survives its types: encoded, it has the same infoset and the same types; its head says
/// what the whole says; and it can be answered.
pub fn typed(data: &[u8]) {
    let Ok(message) = Message::decode(data.to_vec()) else { return };
    let typed = message.typed();
    let again = encoded(&typed);
    let is_loose = borrows_prefixes(message.document(), again.document());
    let difference = diff(message.envelope().element(), again.envelope().element()).next();
    assert!(difference.is_none() || is_loose, "{difference:?} in {}", shown(&again));
    let retyped = again.typed();
    assert!(retyped == typed || is_loose, "{typed:#?}\nis not {retyped:#?}\n{}", shown(&again));
    assert_eq!(retyped.kind(), typed.kind());
    same_headers(data, &typed);
    is_answered(&message, typed.kind(), data.len());
    typed.headers.iter().filter_map(|it| Path::of_headers(it).ok()).for_each(|it| same_path(&it));
    let references = cim::items(&typed).filter_map(cim::Item::reference);
    references.filter_map(|it| it.path().ok()).for_each(|it| same_path(&it));
}

/// A path of a message says the same as text and as an endpoint reference.
fn same_path(path: &Path) {
    for reference in [path.to_epr("http://server/wsman"), path.to_epr_2005("http://server/wsman")] {
        let again = reference.and_then(|it| Path::of(&it));
        assert_eq!(again.as_ref().ok(), Some(path));
    }
    if path.keys().iter().all(|key| key.value().reference().is_none()) {
        for text in [path.to_string(), path.to_wmi()] {
            assert_eq!(text.parse::<Path>().as_ref().ok(), Some(path), "{text}");
        }
    }
}

/// The message that a typed one is written as.
fn encoded(typed: &Typed<'_>) -> Message {
    let bytes = typed.encode_into(Vec::new(), WIDE_WRITER);
    decoded(bytes.expect("what was read can be written"))
}

/// The message that was written.
pub(super) fn decoded(bytes: Vec<u8>) -> Message {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let message = Message::decode_with(&mut reader(), bytes);
    message.unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Whether a prefix that nothing binds in a value of `document` is bound in `again`, by chance: the
/// value then looks like a name.
fn borrows_prefixes(document: &Document, again: &Document) -> bool {
    let bound: HashSet<&str> = elements(again)
        .flat_map(|element| element.declarations().map(|declaration| declaration.prefix))
        .collect();
    elements(document).any(|element| {
        let attributes = element.attributes().map(Attribute::value);
        let texts = element.nodes().filter_map(|node| match node {
            Node::Text(text) => Some(text.value()),
            _ => None,
        });
        attributes.chain(texts).any(|value| {
            let is_free = |prefix: &&str| element.namespace_of_prefix(prefix).is_none();
            bound
                .iter()
                .filter(|prefix| !prefix.is_empty())
                .any(|prefix| value.contains(&format!("{prefix}:")) && is_free(prefix))
        })
    })
}

fn elements(document: &Document) -> impl Iterator<Item = Element<'_>> {
    let tree = document.tree();
    (0..tree.entries().len()).filter_map(move |index| tree.element(index))
}

/// Header blocks are the same without the body.
fn same_headers(data: &[u8], typed: &Typed<'_>) {
    let mut reader = Reader::new();
    let head = reader.read_head(data).expect("a message has a head");
    let head = Typed::of(Envelope::of(head).expect("the head of an envelope"));
    assert_eq!(head.headers, typed.headers);
}

/// An answer can be sent, a fault as well, and is about this message.
fn is_answered(message: &Message, kind: Kind, dice: usize) {
    let answer = Response::to(message).body(Content::default());
    if let Some(reply) = written(answer.encode()) {
        let answer = decoded(reply.bytes);
        let expected = kind.answer().filter(|kind| kind.action().is_some());
        let found = answer.typed().kind();
        assert!(expected.is_none_or(|kind| kind == found), "{found:?} to {kind:?}");
    }
    let fault: &'static schema::Fault = &FAULTS[dice % FAULTS.len()];
    if let Some(reply) = written(Response::to(message).fault(Fault::of(fault)).encode()) {
        assert!([400, 500].contains(&reply.status));
        assert_eq!(decoded(reply.bytes).typed().kind(), Kind::Fault);
    }
}

/// An answer, unless what it copies is over the limits or breaks a rule.
fn written(reply: cimwire::Result<Reply>) -> Option<Reply> {
    let is_fair =
        |error: &Error| error.kind() == ErrorKind::Rule || error.kind().name().ends_with("Limit");
    reply.inspect_err(|error| assert!(is_fair(error), "{error}")).ok()
}

fn shown(message: &Message) -> &str {
    message.document().tree().text()
}
