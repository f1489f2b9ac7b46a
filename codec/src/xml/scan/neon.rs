//! NEON, which every AArch64 processor has.

use std::arch::aarch64::*;

use super::{BLOCK, Job, Scan, TextMask};

/// INVARIANT: a value exists only on AArch64, of which NEON is a part.
#[derive(Clone, Copy)]
pub(super) struct Neon(());

impl Neon {
    pub(super) const BASELINE: Self = Self(());
}

/// One bit a byte, from comparisons that give 0x00 or 0xff: each byte keeps its own bit of eight,
/// and three pairwise additions gather them.
#[target_feature(enable = "neon")]
#[inline]
fn gather(low: uint8x16_t, high: uint8x16_t) -> u32 {
    const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    // SAFETY: the reference is to 16 readable bytes.
    let bits = unsafe { vld1q_u8(BITS.as_ptr()) };
    let sum = vpaddq_u8(vandq_u8(low, bits), vandq_u8(high, bits));
    let sum = vpaddq_u8(sum, sum);
    vgetq_lane_u32::<0>(vreinterpretq_u32_u8(vpaddq_u8(sum, sum)))
}

/// The mask of a comparison over the 32 bytes at a reference.
macro_rules! mask {
    ($block:expr, $bytes:ident => $test:expr) => {{
        // SAFETY: AArch64 has NEON, and the reference is to 32 readable bytes.
        unsafe {
            let half = |$bytes: uint8x16_t| $test;
            gather(half(vld1q_u8($block.as_ptr())), half(vld1q_u8($block.as_ptr().add(16))))
        }
    }};
}

macro_rules! is {
    ($bytes:expr, $byte:expr) => {
        vceqq_u8($bytes, vdupq_n_u8($byte))
    };
}

macro_rules! any {
    ($only:expr) => { $only };
    ($first:expr, $($rest:expr),+) => { vorrq_u8($first, any!($($rest),+)) };
}

macro_rules! upto {
    ($bytes:expr, $top:expr) => {
        vcleq_u8($bytes, vdupq_n_u8($top))
    };
}

impl Scan for Neon {
    #[inline(always)]
    fn text(self, block: &[u8; BLOCK], stop: u8) -> TextMask {
        TextMask {
            stop: mask!(block, v => any!(is!(v, b'<'), is!(v, stop))),
            special: mask!(block, v => any!(is!(v, b'&'), is!(v, b'>'), upto!(v, 0x1f))),
            high: mask!(block, v => vcgeq_u8(v, vdupq_n_u8(0x80))),
        }
    }

    #[inline(always)]
    fn plain(self, block: &[u8; BLOCK]) -> TextMask {
        TextMask {
            stop: mask!(block, v => is!(v, b'<')),
            special: mask!(block, v => any!(
                is!(v, b'&'), is!(v, b'>'), upto!(v, 0x1f), vcgeq_u8(v, vdupq_n_u8(0x80))
            )),
            high: 0,
        }
    }

    #[inline(always)]
    fn name_end(self, block: &[u8; BLOCK]) -> u32 {
        mask!(block, v => any!(is!(v, b'='), is!(v, b'/'), is!(v, b'>'), upto!(v, b' ')))
    }

    #[inline(always)]
    fn equal(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        // SAFETY: AArch64 has NEON, and both references are to 32 readable bytes.
        unsafe {
            let half = |from: usize| {
                vceqq_u8(vld1q_u8(a.as_ptr().add(from)), vld1q_u8(b.as_ptr().add(from)))
            };
            gather(half(0), half(16))
        }
    }

    #[inline(always)]
    fn xml_escape(self, block: &[u8; BLOCK]) -> u32 {
        mask!(block, v => any!(
            is!(v, b'<'), is!(v, b'>'), is!(v, b'&'), is!(v, b'"'), is!(v, 0xef), upto!(v, 0x1f)
        ))
    }

    #[inline(always)]
    fn xml_escape_half(self, half: [u8; BLOCK / 2], quotes: bool) -> u32 {
        // SAFETY: AArch64 has NEON, and the reference is to 16 readable bytes.
        unsafe {
            let v = vld1q_u8(half.as_ptr());
            let angle = vandq_u8(v, vdupq_n_u8(!2));
            let high = vcgeq_u8(v, vdupq_n_u8(0xef));
            let special = any!(is!(angle, b'<'), is!(v, b'&'), high, upto!(v, 0x1f));
            let quote = vandq_u8(is!(v, b'"'), vdupq_n_u8(if quotes { 0xff } else { 0 }));
            gather(vorrq_u8(special, quote), vdupq_n_u8(0))
        }
    }

    #[inline(always)]
    fn json_escape(self, block: &[u8; BLOCK]) -> u32 {
        mask!(block, v => any!(is!(v, b'"'), is!(v, b'\\'), upto!(v, 0x1f)))
    }

    #[inline(never)]
    fn outline<J: Job>(self, job: J) -> J::Output {
        job.run(self)
    }
}
