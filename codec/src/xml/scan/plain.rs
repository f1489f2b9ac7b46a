//! Appends text that needs no escaping by copies of fixed sizes, without calling a function.

use super::{BLOCK, Job, Scan};

/// A constant text of at most [`Piece::LONGEST`] bytes.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    blocks: [[u8; BLOCK]; 2],
    /// INVARIANT: at most [`Piece::LONGEST`].
    length: usize,
}

impl Piece {
    pub(crate) const LONGEST: usize = 2 * BLOCK;
    pub(crate) const EMPTY: Self = Self { blocks: [[0; BLOCK]; 2], length: 0 };

    /// `None` where the text is too long.
    pub(crate) fn new(text: impl AsRef<[u8]>) -> Option<Self> {
        let text = text.as_ref();
        (text.len() <= Self::LONGEST).then(|| Self::of(text))
    }

    /// A text of any length, in as many as it takes.
    pub(crate) fn split(text: &str) -> impl Iterator<Item = Self> {
        text.as_bytes().chunks(Self::LONGEST).map(Self::of)
    }

    fn of(text: &[u8]) -> Self {
        let mut piece = Self::EMPTY;
        for (place, &byte) in piece.blocks.as_flattened_mut().iter_mut().zip(text) {
            *place = byte;
            piece.length += 1;
        }
        piece
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.blocks.as_flattened()[..self.length]
    }

    #[inline]
    pub(crate) fn append(&self, out: &mut Vec<u8>) {
        out.reserve(Self::LONGEST);
        // SAFETY: there is room, and as much of it is written as the length grows by.
        unsafe {
            self.write(out.as_mut_ptr().add(out.len()));
            out.set_len(out.len() + self.length);
        }
    }

    /// Writes the text, and what else is in its last block.
    #[inline(always)]
    unsafe fn write(&self, to: *mut u8) {
        // SAFETY: the caller promises room for two blocks.
        unsafe {
            to.cast::<[u8; BLOCK]>().write(self.blocks[0]);
            if self.length > BLOCK {
                to.add(BLOCK).cast::<[u8; BLOCK]>().write(self.blocks[1]);
            }
        }
    }
}

/// Appends a value between two constants, if no byte of it needs a look and there is room; answers
/// whether it did.
pub(crate) struct AppendPlain<'a> {
    pub(crate) out: &'a mut Vec<u8>,
    pub(crate) before: &'a Piece,
    pub(crate) value: &'a str,
    /// Whether `"` needs a look too.
    pub(crate) quotes: bool,
    pub(crate) after: &'a Piece,
}

impl Job for AppendPlain<'_> {
    type Output = bool;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> bool {
        let Self { out, before, value, quotes, after } = self;
        if out.capacity() - out.len() < 2 * Piece::LONGEST + value.len() {
            return false;
        }
        // SAFETY: there is room for both pieces and the value. Each is written whole, and begins
        // where the one before it ends, so every byte up to the new length is.
        unsafe {
            let mut end = out.as_mut_ptr().add(out.len());
            before.write(end);
            end = end.add(before.length);
            if copy(scan, value, quotes, end) != 0 {
                return false;
            }
            end = end.add(value.len());
            after.write(end);
            end = end.add(after.length);
            out.set_len(end.offset_from_unsigned(out.as_ptr()));
        }
        true
    }
}

/// Copies a value in pieces that overlap: 16 bytes each, or its first and last 8, 4 or 1. Not 0
/// where a byte of it needs a look.
#[inline(always)]
unsafe fn copy<S: Scan>(scan: S, value: &str, quotes: bool, to: *mut u8) -> u32 {
    let (from, length) = (value.as_ptr(), value.len());
    // SAFETY: the caller promises room for the value; nothing is copied from or to behind its end.
    unsafe {
        if length > 16 {
            let last = length - 16;
            let mut specials = scan.xml_escape_half(copy_at(from, to, 0), quotes);
            specials |= scan.xml_escape_half(copy_at(from, to, last), quotes);
            for at in (16..last).step_by(16) {
                specials |= scan.xml_escape_half(copy_at(from, to, at), quotes);
            }
            specials
        } else if length >= 8 {
            let first = u64::from_le_bytes(copy_at(from, to, 0));
            let last = u64::from_le_bytes(copy_at(from, to, length - 8));
            let both = u128::from(first) | u128::from(last) << 64;
            scan.xml_escape_half(both.to_le_bytes(), quotes)
        } else if length >= 4 {
            let first = u32::from_le_bytes(copy_at(from, to, 0));
            let last = u32::from_le_bytes(copy_at(from, to, length - 4));
            let both = u128::from(first) | u128::from(last) << 32;
            scan.xml_escape_half(both.to_le_bytes(), quotes) & 0xff
        } else if length > 0 {
            let [first] = copy_at(from, to, 0);
            let [middle] = copy_at(from, to, length / 2);
            let [last] = copy_at(from, to, length - 1);
            let all = u128::from(u32::from_le_bytes([first, middle, last, 0]));
            scan.xml_escape_half(all.to_le_bytes(), quotes) & 0b111
        } else {
            0
        }
    }
}

/// Copies `N` bytes at `at` and returns them.
#[inline(always)]
pub(super) unsafe fn copy_at<const N: usize>(from: *const u8, to: *mut u8, at: usize) -> [u8; N] {
    // SAFETY: the caller promises that both have so many bytes there.
    unsafe {
        let bytes = from.add(at).cast::<[u8; N]>().read();
        to.add(at).cast::<[u8; N]>().write(bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kernel, Portable};
    use super::*;

    /// What is appended with every kernel, which must be the same; `None` if nothing.
    fn append(before: &str, value: &str, quotes: bool, after: &str) -> Option<String> {
        let [before, after] = [before, after].map(|text| Piece::new(text).unwrap());
        let mut outs = [b"<".to_vec(), b"<".to_vec()];
        let [ours, twin] = &mut outs;
        ours.reserve(1000);
        twin.reserve(1000);
        let job = |out| AppendPlain { out, before: &before, value, quotes, after: &after };
        let is_plain = Kernel::BASELINE.run(job(ours));
        assert_eq!(job(twin).run(Portable), is_plain);
        assert_eq!(ours, twin);
        is_plain.then(|| String::from_utf8(ours.split_off(1)).unwrap())
    }

    #[test]
    fn a_plain_value_is_appended_whatever_the_lengths() {
        let text = "0123456789 ABC \u{7f}é\u{e000}xyz';:".repeat(4);
        for (length, _) in text.char_indices() {
            let value = &text[..length];
            for piece in [0, 1, 31, 32, 33, 63, 64] {
                let (before, after) = (&text[..piece.min(14)], &"</tag>".repeat(11)[..piece]);
                let expected = Some([before, value, after].concat());
                assert_eq!(append(before, value, true, after), expected);
            }
        }
        assert!(Piece::new("x".repeat(65)).is_none());
        let bytes: Vec<u8> = Piece::split(&text).flat_map(|piece| piece.bytes().to_vec()).collect();
        assert_eq!(bytes, text.as_bytes());
    }

    #[test]
    fn a_byte_that_needs_a_look_is_found_at_every_place() {
        for special in ["<", ">", "&", "\"", "\0", "\t", "\r", "\u{1f}", "\u{ffff}", "😀"] {
            for length in 0..70 {
                for at in 0..=length {
                    let value = ["x".repeat(at), "x".repeat(length - at)].join(special);
                    assert_eq!(append("", &value, true, ">"), None, "{value:?}");
                    assert_eq!(append("", &value, false, "").is_some(), special == "\"");
                }
            }
        }
    }

    #[test]
    fn nothing_is_appended_without_room() {
        fn append(out: &mut Vec<u8>) -> bool {
            let (before, after) = (&Piece::EMPTY, &Piece::EMPTY);
            Kernel::BASELINE.run(AppendPlain { out, before, value: "x", quotes: false, after })
        }
        let mut out = Vec::with_capacity(2 * Piece::LONGEST);
        assert!(!append(&mut out) && out.is_empty());
        out.reserve(1000);
        assert!(append(&mut out) && out == b"x");
    }
}
