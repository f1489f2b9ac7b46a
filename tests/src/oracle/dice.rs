//! Choices made of bytes, and what there is to choose from.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use cimwire::Message;

use crate::root;

/// Makes choices of bytes; the first of each when they are used up.
pub(super) struct Dice<'d> {
    bytes: Unstructured<'d>,
    /// Whether something was chosen that XML cannot carry.
    pub(super) is_unwritable: bool,
}

impl<'d> Dice<'d> {
    pub(super) fn new(bytes: &'d [u8]) -> Self {
        Self { bytes: Unstructured::new(bytes), is_unwritable: false }
    }

    /// A number below a bound, which is not 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.bytes.int_in_range(0..=bound - 1).unwrap_or(0)
    }

    /// Whether one of so many chances came true.
    pub(super) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == chances - 1
    }

    pub(super) fn pick<C: Copy>(&mut self, choices: &[C]) -> C {
        choices[self.below(choices.len())]
    }

    /// One of the golden vectors.
    pub(super) fn message(&mut self) -> &'static Message {
        &GOLDEN[self.below(GOLDEN.len())]
    }

    /// A text in which nothing looks like a prefix.
    pub(super) fn text(&mut self) -> String {
        if !self.one_in(3) {
            return self.pick(TEXTS).to_owned();
        }
        let any: &str = self.bytes.arbitrary().unwrap_or_default();
        let text: String = any.chars().take(LONGEST).filter(|&c| c != ':').collect();
        self.is_unwritable |= !is_text(&text);
        text
    }

    pub(super) fn namespace(&mut self) -> &'static str {
        let namespace = self.pick(NAMESPACES);
        self.is_unwritable |= namespace == XMLNS;
        namespace
    }

    /// The local part of a name, seldom one that is none.
    pub(super) fn local(&mut self) -> &'static str {
        if self.one_in(40) {
            self.is_unwritable = true;
            return self.pick(NO_NAMES);
        }
        self.pick(&["x", "Name", "é", "_1.2-3", "xmlnsx", "Action"])
    }
}

/// Whether XML can carry a text.
pub(super) fn is_text(text: &str) -> bool {
    text.chars().all(is_xml)
}

/// XML 1.0 §2.2.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

static GOLDEN: LazyLock<Vec<Message>> = LazyLock::new(|| {
    let folder = root().join("tests/corpus/golden");
    let entries = |folder: PathBuf| fs::read_dir(folder).expect("a folder of vectors");
    let groups = entries(folder).map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = groups
        .filter(|path| path.is_dir())
        .flat_map(entries)
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    files.sort();
    let message = |path: &PathBuf| Message::decode(fs::read(path).expect("a vector"));
    files.iter().map(|path| message(path).expect("a message")).collect()
});

/// What is no local part of a name.
pub(super) const NO_NAMES: &[&str] = &["", "1", "a:b", "a b", "<"];
/// Characters of a text of any.
const LONGEST: usize = 64;

const TEXTS: &[&str] = &[
    "",
    "7",
    "PT60S",
    "true",
    "en-US",
    " padded\t",
    "\r\n",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
    "<&>\"']]>",
    "é\u{85}\u{2028}😀\u{fffd}",
];
const NAMESPACES: &[&str] = &[
    "urn:x",
    "http://www.w3.org/2003/05/soap-envelope",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
    "http://www.w3.org/2001/XMLSchema",
    "http://www.w3.org/XML/1998/namespace",
    "urn:&\"<\n é",
    "",
    XMLNS,
];
/// What no prefix may stand for.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
