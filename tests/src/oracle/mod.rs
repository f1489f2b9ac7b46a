//! Properties that hold of any bytes whatever. The suite holds them of known bytes, `fuzz/` of
//! any; a function panics where its property does not hold.

mod compare;
mod dice;
#[cfg(has_expat)]
mod expat;
mod facade;
mod head;
mod instance;
mod json;
mod judges;
#[cfg(has_libxml2)]
mod libxml2;
mod packs;
mod peer;
mod python;
mod records;
mod roundtrip;
mod salvage;
mod twins;
mod typed;

pub use compare::compare;
pub use facade::facade;
pub use instance::instance;
pub use json::json;
pub use judges::{Judge, Verdict, judge, judges};
pub use packs::{mof, pack};
pub use peer::same_events;
pub use python::Python;
pub use records::records;
pub use roundtrip::{rewrite, roundtrip};
pub use salvage::salvage;
pub use twins::{Answer, answer};
pub use typed::typed;

use cimwire::xml::{Document, Reader};
use head::same_head;
use twins::same_answers;

/// The reader: whoever reads a message, with whatever instructions and memories, gives the same
/// answer; what is accepted is text that says what quick-xml says; and a head read alone says what
/// it says in the whole message.
///
/// Bytes 0x1E part `data` into messages that one reader reads in turn.
pub fn reader(data: &[u8]) {
    same_answers(data);
    let mut of_heads = Reader::new();
    for message in data.split(|&byte| byte == TURN) {
        same_head(&mut of_heads, message);
        if let Ok(document) = Document::decode(message.to_vec()) {
            same_events(document.tree());
        }
    }
}

/// The head: read alone, cut off or before garbage, it says what it says in the whole message.
pub fn head(data: &[u8]) {
    same_head(&mut Reader::new(), data);
}

/// Parts the messages of one input. XML cannot hold it.
pub const TURN: u8 = 0x1e;
