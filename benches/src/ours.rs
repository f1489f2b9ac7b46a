//! Our own rows.

mod cim;
mod encode;
mod json;
mod typed;

use std::hint::black_box;

use cimwire::xml::{Element, Kernel, Kind, Options, Reader, Tree};

use crate::decode::{Contender, Facts};

pub use cim::Instances;
pub use encode::Prepared;
pub use json::{Lossless, from_typed_json, to_typed_json};
pub use typed::{Heads, Records, Routes};

/// Name of the row that goals are about: a warm reader with the best kernel.
pub const NAME: &str = "cimwire";

/// The row that goals are about, then one for each other kernel and a cold reader.
pub fn decoders() -> Vec<Box<dyn Contender>> {
    let mut all: Vec<Box<dyn Contender>> = vec![Box::new(Ours::warm(NAME, Kernel::best()))];
    for kernel in Kernel::ALL {
        if kernel.is_available() && kernel != Kernel::best() {
            all.push(Box::new(Ours::warm(&format!("{NAME}, {kernel:?}"), kernel)));
        }
    }
    let cold = Ours::warm(&format!("{NAME}, new reader a message"), Kernel::best());
    all.push(Box::new(Ours { is_cold: true, ..cold }));
    all
}

/// A lenient reader.
pub struct Ours {
    name: String,
    reader: Reader,
    /// Replaced before each message, as in a program that reads only one.
    is_cold: bool,
}

impl Ours {
    /// One reader for all messages, with this kernel.
    pub fn warm(name: &str, kernel: Kernel) -> Self {
        let options = Options { kernel: Some(kernel), ..Options::default() };
        Self { name: name.to_owned(), reader: Reader::with(options), is_cold: false }
    }

    fn read<'r>(&'r mut self, message: &'r [u8]) -> Result<Tree<'r>, String> {
        if self.is_cold {
            self.reader = Reader::with(*self.reader.options());
        }
        self.reader.read(message).map_err(|error| error.to_string())
    }
}

impl Contender for Ours {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn omits(&self) -> &'static str {
        "document types (refused)"
    }

    fn decode(&mut self, message: &[u8]) -> Result<(), String> {
        black_box(self.read(message)?.entries());
        Ok(())
    }

    fn facts(&mut self, message: &[u8]) -> Result<Facts, String> {
        self.read(message).map(facts)
    }
}

fn facts(tree: Tree<'_>) -> Facts {
    let mut facts = Facts::default();
    for index in 0..tree.entries().len() {
        if let Some(element) = tree.element(index) {
            facts.elements += 1;
            facts.names += element.name().local.len();
            facts.text += text(element);
        }
    }
    facts
}

fn text(element: Element<'_>) -> usize {
    let is_leaf = element.entry().kind() == Kind::Leaf || element.children().next().is_none();
    if is_leaf { element.text().len() } else { 0 }
}
