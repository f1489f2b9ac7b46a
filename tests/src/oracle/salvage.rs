//! Salvage: what it gives needs none, and what it replaced was there.

use cimwire::xml::{Found, Options, Reader, Tree};

use crate::infoset::{self, Bindings};

/// A salvaged message is well-formed; each repair names bytes of the input that were no XML, and
/// a message without repairs reads as it does without salvage.
pub fn salvage(data: &[u8]) {
    let mut salvaging = Reader::with(Options { salvage: true, ..Options::default() });
    let mut plain = Reader::new();
    match salvaging.read(data) {
        Err(error) => {
            assert!(error.offset() <= data.len(), "{error} is past the {} bytes", data.len());
            assert!(plain.read(data).is_err(), "salvage refuses what is sound: {error}");
        }
        Ok(tree) => {
            holds(tree, data);
            let again = plain.read(tree.text().as_bytes()).map(|again| lines(again));
            assert_eq!(again.expect("a salvaged text is well-formed"), lines(tree));
            let sound = plain.read(data).is_ok();
            assert_eq!(sound, tree.repairs().is_empty(), "{:?}", tree.repairs());
        }
    }
}

fn holds(tree: Tree<'_>, data: &[u8]) {
    let mut last = None;
    for repair in tree.repairs() {
        assert!(last < Some(repair.offset), "repairs out of order: {:?}", tree.repairs());
        assert!(repair.offset < data.len(), "{repair:?} is past the {} bytes", data.len());
        let bytes = match &repair.found {
            Found::Bytes(bytes) => bytes.clone(),
            Found::OddByte(byte) => vec![*byte],
            _ => Vec::new(),
        };
        assert!(data[repair.offset..].starts_with(&bytes), "{repair:?} is not there");
        last = Some(repair.offset);
    }
    for deviation in tree.deviations() {
        assert!(deviation.offset <= data.len(), "{deviation:?} is past the {} bytes", data.len());
    }
}

fn lines(tree: Tree<'_>) -> Vec<String> {
    infoset::of(tree, Bindings::InForce)
}
