//! XML to JSON and back: nothing that counts is lost, and JSON made twice is the same to the byte.

use std::sync::LazyLock;

use cimwire::cim::Instance;
use cimwire::json::{CimRs, Options};
use cimwire::schema::pack::{Pack, Packs};
use cimwire::xml::{Document, Element};
use cimwire::{Error, ErrorKind, Limits, Message, json};

use crate::infoset;

/// Bytes as a message, and as JSON.
pub fn json(data: &[u8]) {
    cim_rs(data);
    if let Ok(document) = Document::decode(data.to_vec()) {
        both_forms_return(&document);
    }
    let typed = Options { limits: LIMITS, schema: Some(&CIM), ..Options::default() };
    if json::to_xml_with(data, &typed).is_ok() {
        assert!(json::to_xml(data, &LIMITS).is_ok(), "what is of its type is well without types");
    }
    match json::to_xml(data, &LIMITS) {
        Ok(xml) => {
            let document = Document::decode(xml.clone());
            let document = document.unwrap_or_else(|error| panic!("{error} in {}", shown(&xml)));
            both_forms_return(&document);
        }
        Err(error) => {
            assert!(error.offset() <= data.len(), "{error} is past the {} bytes", data.len());
            assert!(!error.text().is_empty(), "{:?} without words", error.kind());
        }
    }
}

/// As an instance of CIM-RS: it leads to one of CIM and back, or is refused.
fn cim_rs(data: &[u8]) {
    let rest = CimRs::new(&CIM).in_namespace("root/cimv2").limits(LIMITS);
    match rest.draft(data).map(|draft| draft.build_by(&CIM)) {
        Ok(Ok(built)) => {
            let made = rest.instance(Instance::of(built.root()));
            let made = made.unwrap_or_else(|error| panic!("{error} in {}", built.root().outer()));
            let again = rest.draft(made.as_bytes()).and_then(|draft| draft.build_by(&CIM));
            let again = again.and_then(|again| rest.instance(Instance::of(again.root())));
            assert_eq!(again.ok().as_deref(), Some(&*made));
        }
        Ok(Err(error)) | Err(error) => {
            assert!(!error.text().is_empty() && error.offset() <= data.len());
        }
    }
}

/// As an element, and as a message where it is one, with types and without.
fn both_forms_return(document: &Document) {
    returns(document.root(), document.to_json(), Document::to_json);
    if let Ok(message) = Message::from_document(document.clone()) {
        returns(document.root(), message.to_json(), |again| {
            Message::from_document(again.clone())?.to_json()
        });
        let typed = Options { schema: Some(&CIM), ..Options::default() };
        returns(document.root(), message.to_json_with(&typed), |again| {
            Message::from_document(again.clone())?.to_json_with(&typed)
        });
    }
}

fn returns(
    source: Element<'_>,
    made: Result<String, Error>,
    make: impl Fn(&Document) -> Result<String, Error>,
) {
    let made = match made {
        Ok(made) => made,
        Err(error) if error.kind() == ErrorKind::BytesLimit => return,
        Err(error) => panic!("{error:?}"),
    };
    let xml = match json::to_xml(made.as_bytes(), &LIMITS) {
        Ok(xml) => xml,
        Err(error) if error.kind().name().ends_with("Limit") => return,
        Err(error) => panic!("{error:?} in {made}"),
    };
    let again = match Document::decode(xml.clone()) {
        Ok(again) => again,
        Err(error) if error.kind().name().ends_with("Limit") => return,
        Err(error) => panic!("{error:?} in {}", shown(&xml)),
    };
    let (before, after) = (infoset::canonical(source), infoset::canonical(again.root()));
    assert_eq!(before, after, "{made}\n{}", shown(&xml));
    assert_eq!(make(&again).expect("JSON again"), made, "{}", shown(&xml));
}

fn shown(xml: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(xml)
}

static CIM: LazyLock<Packs> = LazyLock::new(|| [Pack::cim().clone()].into_iter().collect());

/// JSON may take more declarations than the message it came from.
const LIMITS: Limits = Limits {
    bytes: 1 << 26,
    depth: 256,
    attributes: 1 << 10,
    namespaces: 1 << 10,
    text: 1 << 24,
    names: 1 << 16,
};
