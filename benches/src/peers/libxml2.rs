//! libxml2's SAX2 interface with handlers that only count (`libxml2.c`).

#[cfg(peer_libxml2)]
use std::ffi::{c_char, c_int};

use crate::decode::Contender;
#[cfg(peer_libxml2)]
use crate::decode::Facts;

pub(super) const NAME: &str = "libxml2 SAX2";

/// The contender, or why it is not built.
pub(super) fn contender() -> Result<Box<dyn Contender>, &'static str> {
    #[cfg(peer_libxml2)]
    return Ok(Box::new(Sax2));
    #[cfg(not(peer_libxml2))]
    return Err(env!("LIBXML2_MISSING"));
}

#[cfg(peer_libxml2)]
struct Sax2;

#[cfg(peer_libxml2)]
impl Contender for Sax2 {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known, but reports a namespace error and goes on; keeps nothing"
    }

    fn decode(&mut self, message: &[u8]) -> Result<(), String> {
        self.facts(message).map(drop)
    }

    fn facts(&mut self, message: &[u8]) -> Result<Facts, String> {
        let length = c_int::try_from(message.len()).map_err(|error| error.to_string())?;
        let mut facts = Facts::default();
        // SAFETY: pointer and length are those of one slice, which the call only reads; `facts`
        // has the layout the declaration in C gives it.
        let code = unsafe { peer_libxml2_facts(message.as_ptr().cast(), length, &mut facts) };
        if code == 0 { Ok(facts) } else { Err(format!("libxml2's error {code}")) }
    }
}

#[cfg(peer_libxml2)]
unsafe extern "C" {
    /// Reads a message; libxml2's error code, or 0.
    fn peer_libxml2_facts(message: *const c_char, length: c_int, facts: &mut Facts) -> c_int;
}
