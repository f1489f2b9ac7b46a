//! How much memory a decoder takes.

use cimwire::xml::{Encoding, Entry, Reader};

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

    /// Takes memory for the tape of a message.
    pub(crate) fn take(self, reader: &mut Reader, input: &[u8]) -> Result<()> {
        let entries = self.entries_for(input)?;
        let none =
            || format!("to read it may take {entries} entries of a tape, there is no memory");
        reader.reserve(entries).map_err(|_| refused(Code::NoMemory, none()))
    }

    /// Room on the tape that is enough for a message.
    ///
    /// Each element, comment and the like has a `<` of its own, each text one behind it, each
    /// attribute a `=`. In UTF-16 these bytes are counted too, so the count is never too small.
    fn entries_for(self, input: &[u8]) -> Result<usize> {
        let count = |mark: u8| input.iter().filter(|&&byte| byte == mark).count();
        let entries = 2 * count(b'<') + count(b'=') + 1;
        let is_copied = Encoding::of(input).is_utf16();
        let copy = if is_copied { COPY * input.len() } else { 0 };
        let needed = FIXED + copy + entries * size_of::<Entry>();
        let allowed = self.most - self.most / 4;
        if needed > allowed {
            let text =
                format!("to read it may take {needed} bytes of memory, {allowed} are allowed");
            return Err(refused(Code::MemoryLimit, text));
        }
        Ok(entries)
    }
}

#[cold]
fn refused(code: Code, text: String) -> Error {
    Error { code, offset: 0, line: 1, column: 1, path: String::new(), text }
}

/// Bytes that an own name takes in the tables of a reader, which double as they grow.
const NAME: usize = 512;
/// Bytes of memory for one of UTF-16, whose copy in UTF-8 may have to grow twice.
const COPY: usize = 4;
/// Bytes of a reader that remembers all it may of the messages before.
const FIXED: usize = 256 << 10;
