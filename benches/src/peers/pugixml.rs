//! pugixml's DOM (`pugixml.cpp`), parsed from a copy as `load_buffer` makes it.

#[cfg(peer_pugixml)]
use std::ffi::{c_char, c_int};

use crate::decode::Contender;
#[cfg(peer_pugixml)]
use crate::decode::Facts;

/// Name of the row.
pub const NAME: &str = "pugixml DOM";

/// The contender, or why it is not built.
pub(super) fn contender() -> Result<Box<dyn Contender>, &'static str> {
    #[cfg(peer_pugixml)]
    return Ok(Box::new(Dom));
    #[cfg(not(peer_pugixml))]
    return Err(env!("PUGIXML_MISSING"));
}

#[cfg(peer_pugixml)]
struct Dom;

#[cfg(peer_pugixml)]
impl Contender for Dom {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "namespaces (all of them), UTF-8, characters, references (unknown ones stay as text), \
         duplicate attributes, name characters, `]]>`, that one root stands alone; drops comments, \
         PIs and blank text"
    }

    fn decode(&mut self, message: &[u8]) -> Result<(), String> {
        // SAFETY: pointer and length are those of one slice, which the call only reads.
        taken(unsafe { peer_pugixml_parse(message.as_ptr().cast(), message.len()) })
    }

    fn facts(&mut self, message: &[u8]) -> Result<Facts, String> {
        let mut facts = Facts::default();
        // SAFETY: as above; `facts` has the layout the declaration in C++ gives it.
        taken(unsafe { peer_pugixml_facts(message.as_ptr().cast(), message.len(), &mut facts) })?;
        Ok(facts)
    }
}

#[cfg(peer_pugixml)]
fn taken(code: c_int) -> Result<(), String> {
    if code == 0 { Ok(()) } else { Err(format!("pugixml's parse status {code}")) }
}

#[cfg(peer_pugixml)]
unsafe extern "C" {
    /// Builds the tree and frees it; pugixml's status, or 0.
    fn peer_pugixml_parse(message: *const c_char, length: usize) -> c_int;
    /// Builds the tree, walks it and frees it.
    fn peer_pugixml_facts(message: *const c_char, length: usize, facts: &mut Facts) -> c_int;
}
