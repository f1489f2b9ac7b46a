//! The facade: it says what the core says, and its errors are sound, in every mode.

use cimwire::{Location, xml};
use cimwire_facade::{
    Bytes, Code, Decoder, Document, Error, Excerpt, Limits, Options, View, encode,
};

/// Decodes bytes in every mode, as a document and as a message, and encodes them as JSON.
pub fn facade(data: &[u8]) {
    let input = Bytes::copy_from_slice(data);
    for (strict, salvage) in [(false, false), (true, false), (false, true)] {
        let mut decoder = Decoder::new(Options { strict, salvage, limits: Limits::default() });
        let mut reader =
            xml::Reader::with(xml::Options { strict, salvage, ..xml::Options::default() });
        match (decoder.document(&input), reader.read(data)) {
            (Ok(document), Ok(tree)) => says_the_same(&document, tree),
            (Err(error), Err(_)) => sound(&error, data),
            (facade, core) => panic!("{:?}, the core {:?}", facade.err(), core.err()),
        }
        match decoder.message(&input) {
            Ok(message) => returns(&message.to_json()),
            Err(error) => sound(&error, data),
        }
    }
    match encode(data, Limits::default()) {
        Ok(xml) => drop(Decoder::new(Options::default()).document(&xml.into()).expect("XML")),
        Err(error) => sound(&error, data),
    }
}

fn says_the_same(document: &Document, tree: xml::Tree<'_>) {
    assert_eq!(document.deviations().len(), tree.deviations().len());
    assert_eq!(document.repairs().len(), tree.repairs().len());
    let mut pairs = vec![(document.root(), tree.root())];
    while let Some((view, element)) = pairs.pop() {
        same_element(&view, element);
        let children = view.children();
        assert_eq!(children.len(), element.children().count());
        pairs.extend(children.into_iter().zip(element.children()));
    }
    returns(&document.to_json());
    if let Err(error) = document.redacted(WIDE) {
        is_limit(&error);
    }
}

fn same_element(view: &View, element: xml::Element<'_>) {
    let name = element.name();
    assert_eq!((view.namespace(), view.name()), (name.namespace, name.local));
    assert_eq!((view.text(), view.is_nil()), (element.text(), element.is_nil()));
    let attributes = view.attributes();
    assert_eq!(attributes.len(), element.attributes().count());
    for (ours, theirs) in attributes.iter().zip(element.attributes()) {
        let name = theirs.name();
        assert_eq!((ours.namespace.as_str(), ours.name.as_str()), (name.namespace, name.local));
        assert_eq!(ours.value, theirs.value());
    }
}

/// JSON of the facade is JSON to it.
fn returns(json: &Result<String, Error>) {
    match json {
        Ok(json) => drop(encode(json.as_bytes(), WIDE).map_err(|error| is_limit(&error))),
        Err(error) => is_limit(error),
    }
}

fn is_limit(error: &Error) {
    assert_eq!(error.code.number() / 100, 2, "{error}");
}

fn sound(error: &Error, data: &[u8]) {
    let Location { line, column } = Location::of(data, error.offset);
    assert!(error.offset <= data.len(), "{error} is past the {} bytes", data.len());
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(Code::ALL.contains(&error.code) && error.code.number() < 900, "{error}");
    let excerpt = Excerpt::of(data, error.offset);
    assert!(!excerpt.before.contains('\n') && !excerpt.after.contains('\n'), "{excerpt:?}");
}

/// JSON may take more declarations than the message it came from.
const WIDE: Limits = Limits {
    bytes: 1 << 26,
    depth: 256,
    attributes: 1 << 10,
    namespaces: 1 << 10,
    text: 1 << 24,
    names: 1 << 16,
};
