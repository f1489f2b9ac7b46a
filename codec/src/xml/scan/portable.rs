//! The twin in plain Rust: what the masks mean, and the scanner of last resort.

use super::{BLOCK, Job, Scan, TextMask};

#[derive(Clone, Copy)]
pub(crate) struct Portable;

#[inline(always)]
fn mask(block: &[u8], test: impl Fn(u8) -> bool) -> u32 {
    block.iter().rev().fold(0, |mask, &byte| mask << 1 | u32::from(test(byte)))
}

impl Scan for Portable {
    #[inline(always)]
    fn text(self, block: &[u8; BLOCK], stop: u8) -> TextMask {
        TextMask {
            stop: mask(block, |byte| byte == b'<' || byte == stop),
            special: mask(block, |byte| matches!(byte, b'&' | b'>' | ..b' ')),
            high: mask(block, |byte| !byte.is_ascii()),
        }
    }

    #[inline(always)]
    fn plain(self, block: &[u8; BLOCK]) -> TextMask {
        let text = self.text(block, b'<');
        TextMask { special: text.special | text.high, high: 0, ..text }
    }

    #[inline(always)]
    fn name_end(self, block: &[u8; BLOCK]) -> u32 {
        mask(block, |byte| matches!(byte, b'=' | b'/' | b'>' | ..=b' '))
    }

    #[inline(always)]
    fn equal(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        a.iter().zip(b).rev().fold(0, |mask, (a, b)| mask << 1 | u32::from(a == b))
    }

    #[inline(always)]
    fn xml_escape(self, block: &[u8; BLOCK]) -> u32 {
        mask(block, |byte| matches!(byte, b'<' | b'>' | b'&' | b'"' | 0xef | ..b' '))
    }

    #[inline(always)]
    fn xml_escape_half(self, half: [u8; BLOCK / 2], quotes: bool) -> u32 {
        mask(&half, |byte| {
            matches!(byte, b'<' | b'>' | b'&' | 0xef.. | ..b' ') || quotes && byte == b'"'
        })
    }

    #[inline(always)]
    fn json_escape(self, block: &[u8; BLOCK]) -> u32 {
        mask(block, |byte| matches!(byte, b'"' | b'\\' | ..b' '))
    }

    #[inline(never)]
    fn outline<J: Job>(self, job: J) -> J::Output {
        job.run(self)
    }
}
