//! Items of a pack by their number, and what is in them.

/// A table: where each item ends, and then the items (docs/pack.md).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Table {
    /// How many items.
    pub(super) items: u32,
    /// Where the ends of the items are.
    pub(super) ends: usize,
    /// Where the items are.
    pub(super) start: usize,
    /// How many bytes they have together.
    pub(super) length: usize,
}

impl Table {
    /// The bytes of an item.
    #[inline]
    pub(super) fn item<'p>(&self, bytes: &'p [u8], number: u32) -> Option<&'p [u8]> {
        if number >= self.items {
            return None;
        }
        let start = match number.checked_sub(1) {
            Some(before) => self.end(bytes, before)?,
            None => 0,
        };
        let items = bytes.get(self.start..self.start + self.length)?;
        items.get(start..self.end(bytes, number)?)
    }

    /// Whether the last item ends where the table does.
    pub(super) fn is_full(&self, bytes: &[u8]) -> bool {
        match self.items.checked_sub(1) {
            Some(last) => self.end(bytes, last) == Some(self.length),
            None => self.length == 0,
        }
    }

    #[inline]
    fn end(&self, bytes: &[u8], number: u32) -> Option<usize> {
        let ends = bytes.get(self.ends + 4 * number as usize..)?;
        Some(u32::from_le_bytes(*ends.first_chunk()?) as usize)
    }
}

/// What is left of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'p> {
    rest: &'p [u8],
}

impl<'p> Cursor<'p> {
    pub(super) fn new(item: &'p [u8]) -> Self {
        Self { rest: item }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn rest(&self) -> &'p [u8] {
        self.rest
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        let (short, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u16::from_le_bytes(*short))
    }

    /// A varint (docs/pack.md) of up to 64 bits.
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A varint of up to 32 bits.
    #[inline]
    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// The next bytes.
    pub(super) fn take(&mut self, length: usize) -> Option<&'p [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }
}
