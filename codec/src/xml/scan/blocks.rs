//! Appends a part of a text by whole blocks, without calling a function.

use std::ops::Range;

use super::plain::copy_at;
use super::{BLOCK, low_bits};

/// Says which blocks may be copied as they are.
pub(crate) trait Judge {
    /// Whether those bytes of a block are plain that the lowest bits stand for. Implementations are
    /// `#[inline(always)]`, which a closure cannot be.
    fn is_plain(&mut self, block: &[u8; BLOCK], bytes: u32) -> bool;
}

/// Lets everything pass.
impl Judge for () {
    #[inline(always)]
    fn is_plain(&mut self, _: &[u8; BLOCK], _: u32) -> bool {
        true
    }
}

/// Appends `text[range]` by whole blocks, if the text goes on so far behind it and all of them are
/// plain; answers whether it did.
#[inline(always)]
pub(crate) fn append_blocks(
    out: &mut String,
    text: &str,
    range: Range<usize>,
    mut judge: impl Judge,
) -> bool {
    let Some(part) = text.get(range.clone()) else { return false };
    let length = part.len().next_multiple_of(BLOCK);
    if text.len() - range.start < length {
        return false;
    }
    out.reserve(length);
    // SAFETY: so much is there to be read and room to be written, and the part is a whole string.
    unsafe {
        let bytes = out.as_mut_vec();
        let (from, to) = (part.as_ptr(), bytes.as_mut_ptr().add(bytes.len()));
        let mut at = 0;
        while at < length {
            let block = copy_at(from, to, at);
            if !judge.is_plain(&block, low_bits(part.len() - at)) {
                return false;
            }
            at += BLOCK;
        }
        bytes.set_len(bytes.len() + part.len());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_appended_where_the_text_goes_on() {
        let text = "é23456789 123456789 123456789 12".repeat(3);
        for (start, end) in
            (0..text.len()).flat_map(|start| (start..99).map(move |end| (start, end)))
        {
            let (mut out, mut seen) = (String::from("<"), Count(0));
            let fits = append_blocks(&mut out, &text, start..end, &mut seen);
            let is_whole = start + (end.max(start) - start).next_multiple_of(BLOCK) <= text.len();
            let part = text.get(start..end).filter(|_| is_whole);
            assert_eq!(fits, part.is_some(), "{start}..{end}");
            assert_eq!(out[1..], *part.unwrap_or_default());
            assert_eq!(seen.0, part.map_or(0, str::len));
        }
        let mut out = String::new();
        assert!(!append_blocks(&mut out, &text, 2..40, Never) && out.is_empty());
    }

    struct Count(usize);

    impl Judge for &mut Count {
        fn is_plain(&mut self, _: &[u8; BLOCK], bytes: u32) -> bool {
            self.0 += bytes.count_ones() as usize;
            true
        }
    }

    struct Never;

    impl Judge for Never {
        fn is_plain(&mut self, _: &[u8; BLOCK], bytes: u32) -> bool {
            bytes == u32::MAX
        }
    }
}
