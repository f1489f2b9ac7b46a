//! One message, many readers: portable or vector code, fresh or warm, lenient or strict.

use std::collections::HashSet;

use cimwire::xml::{Deviation, Element, Kernel, Options, Reader, Repair, Tree};
use cimwire::{Error, Limits, Location};

use super::TURN;

/// All that a reader says of a message.
#[derive(Debug, PartialEq)]
pub struct Answer {
    entries: Vec<[u32; 4]>,
    /// Namespace and local part of each id, in order of first use: ids alone would not show
    /// another name behind one.
    names: Vec<(String, String)>,
    /// What is in force in each element that declares something.
    bindings: Vec<(String, String)>,
    /// The departures from the standard that were let pass.
    pub deviations: Vec<Deviation>,
    /// What salvage replaced.
    pub repairs: Vec<Repair>,
}

/// What `reader` says of `message`; an error as its kind, offset, path and text.
///
/// # Errors
/// The reader's, after its offset, path and place were found to be sound.
pub fn answer(reader: &mut Reader, message: &[u8]) -> Result<Answer, String> {
    match reader.read(message) {
        Ok(tree) => Ok(Answer {
            entries: tree.entries().iter().map(|entry| entry.words()).collect(),
            names: names(tree),
            bindings: bindings(tree),
            deviations: tree.deviations().to_vec(),
            repairs: tree.repairs().to_vec(),
        }),
        Err(error) => Err(sound(&error, message)),
    }
}

fn names(tree: Tree<'_>) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    let ids = tree.entries().iter().map(|entry| entry.name()).filter(|id| seen.insert(*id));
    ids.map(|id| tree.name(id)).map(|n| (n.namespace.to_owned(), n.local.to_owned())).collect()
}

fn bindings(tree: Tree<'_>) -> Vec<(String, String)> {
    let elements = (0..tree.entries().len()).filter_map(|index| tree.element(index));
    let declaring = elements.filter(|element| element.declarations().next().is_some());
    let in_force = declaring.flat_map(Element::in_scope);
    in_force.map(|binding| (binding.prefix.to_owned(), binding.namespace.to_owned())).collect()
}

/// Holds the answers of all readers to the messages in `data` equal.
pub(super) fn same_answers(data: &[u8]) {
    let messages: Vec<&[u8]> = data.split(|&byte| byte == TURN).collect();
    let fresh: Vec<_> = messages.iter().map(|message| same_with_every_kernel(message)).collect();
    let mut warm = Reader::with(LIMITED);
    for (round, (message, fresh)) in
        messages.iter().zip(&fresh).cycle().take(2 * messages.len()).enumerate()
    {
        assert_eq!(answer(&mut warm, message), *fresh, "message {round} to a warm reader");
        if let Ok(document) = warm.document(message.to_vec()) {
            warm.recycle(document).expect("nobody else holds the document");
        }
    }
    for (message, lenient) in messages.iter().zip(&fresh) {
        strict_is_lenient_without_deviations(message, lenient);
    }
}

fn same_with_every_kernel(message: &[u8]) -> Result<Answer, String> {
    let with =
        |kernel| answer(&mut Reader::with(Options { kernel: Some(kernel), ..LIMITED }), message);
    let portable = with(Kernel::Portable);
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()).skip(1) {
        assert_eq!(with(kernel), portable, "{kernel:?} and the portable twin");
    }
    portable
}

fn strict_is_lenient_without_deviations(message: &[u8], lenient: &Result<Answer, String>) {
    let strict = answer(&mut Reader::with(Options { strict: true, ..LIMITED }), message);
    match lenient {
        Ok(lenient) if !lenient.deviations.is_empty() => {
            let refusal = strict.expect_err("a strict reader lets a deviation pass");
            let kind = format!("{:?} ", lenient.deviations[0].kind);
            assert!(refusal.starts_with(&kind), "{refusal} for {:?}", lenient.deviations);
        }
        Ok(_) => assert_eq!(strict, *lenient),
        Err(_) => assert!(strict.is_err(), "a strict reader accepts what a lenient one refuses"),
    }
}

fn sound(error: &Error, message: &[u8]) -> String {
    assert!(error.offset() <= message.len(), "{error} is past the {} bytes", message.len());
    assert!(!error.text().is_empty(), "{:?} without words", error.kind());
    let Location { line, column } = Location::of(message, error.offset());
    format!(
        "{:?} {} {line}:{column} {} {}",
        error.kind(),
        error.offset(),
        error.path(),
        error.text()
    )
}

/// Limits that a fuzzer can reach.
const LIMITED: Options = Options {
    strict: false,
    salvage: false,
    kernel: None,
    limits: Limits {
        bytes: 1 << 20,
        depth: 64,
        attributes: 40,
        namespaces: 40,
        text: 1 << 12,
        names: 512,
    },
};
