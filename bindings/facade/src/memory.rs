//! How much memory a decoder takes.

use cimwire::xml::{Encoding, Entry};

use crate::{Code, Error, Result};

/// The most bytes that reading a message may take, beside those of the message itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    most: usize,
}

impl Memory {
    pub(crate) fn of(most: usize) -> Self {
        Self { most }
    }

    /// How many names of its own a message may have: those of hostile ones take a quarter.
    pub(crate) fn names(self) -> usize {
        self.most / 4 / NAME
    }

    /// Room on the tape that is enough for a message.
    ///
    /// Each element, comment and the like has a `<` of its own, each text one behind it, each
    /// attribute a `=`. In UTF-16 these bytes are counted too, so the count is never too small.
    pub(crate) fn entries_for(self, input: &[u8]) -> Result<usize> {
        let count = |mark: u8| input.iter().filter(|&&byte| byte == mark).count();
        let entries = 2 * count(b'<') + count(b'=') + 1;
        let is_copied = Encoding::of(input).is_utf16();
        let copy = if is_copied { COPY * input.len() } else { 0 };
        let needed = FIXED + copy + entries * size_of::<Entry>();
        let allowed = self.most - self.most / 4;
        if needed > allowed {
            return Err(refused(needed, allowed));
        }
        Ok(entries)
    }
}

#[cold]
fn refused(needed: usize, allowed: usize) -> Error {
    let text = format!("to read it may take {needed} bytes of memory, {allowed} are allowed");
    let (offset, line, column, path) = (0, 1, 1, String::new());
    Error { code: Code::MemoryLimit, offset, line, column, path, text }
}

/// Bytes that an own name takes in the tables of a reader, which double as they grow.
const NAME: usize = 512;
/// Bytes of memory for one of UTF-16, whose copy in UTF-8 may have to grow twice.
const COPY: usize = 4;
/// Bytes of a reader that remembers all it may of the messages before.
const FIXED: usize = 256 << 10;
