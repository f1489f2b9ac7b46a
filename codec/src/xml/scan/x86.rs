//! SSE2, which every x86-64 processor has, and AVX2 with BMI, which is asked for.

use std::arch::x86_64::*;

use super::{BLOCK, Job, Scan, TextMask};

/// INVARIANT: a value exists only where the processor has AVX2, BMI1, BMI2, LZCNT and POPCNT.
#[derive(Clone, Copy)]
pub(super) struct Avx2(());

/// INVARIANT: a value exists only on x86-64, of which SSE2 is a part.
#[derive(Clone, Copy)]
pub(super) struct Sse2(());

impl Sse2 {
    pub(super) const BASELINE: Self = Self(());
}

pub(super) fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}

pub(super) fn run_avx2<J: Job>(job: J) -> J::Output {
    assert!(has_avx2());
    // SAFETY: the processor was just asked for every feature that `enabled` needs.
    unsafe { enabled(|| job.run(Avx2(()))) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
#[inline(never)]
fn enabled<W: FnOnce() -> R, R>(work: W) -> R {
    work()
}

/// The mask of a comparison over the 32 bytes at a reference.
macro_rules! avx2_mask {
    ($block:expr, $bytes:ident => $test:expr) => {{
        // SAFETY: `self` proves AVX2, and the reference is to 32 readable bytes.
        unsafe {
            let $bytes = _mm256_loadu_si256($block.as_ptr().cast());
            _mm256_movemask_epi8($test).cast_unsigned()
        }
    }};
}

/// The same over two halves of 16.
macro_rules! sse2_mask {
    ($block:expr, $bytes:ident => $test:expr) => {{
        let half = |from: usize| {
            // SAFETY: x86-64 has SSE2, and `from` is 0 or 16 in a reference to 32 readable bytes.
            unsafe {
                let $bytes = _mm_loadu_si128($block.as_ptr().add(from).cast());
                _mm_movemask_epi8($test).cast_unsigned()
            }
        };
        half(0) | half(16) << 16
    }};
}

/// Vector expressions over one register width, so that both kernels read alike.
macro_rules! scan {
    ($kernel:ident, $mask:ident, $is:ident, $or:ident, $upto:ident, $enabled:path) => {
        impl Scan for $kernel {
            #[inline(always)]
            fn text(self, block: &[u8; BLOCK]) -> TextMask {
                TextMask {
                    stop: $mask!(block, v => $is(v, b'<')),
                    special: $mask!(block, v => $or($or($is(v, b'&'), $is(v, b'>')), $upto(v, 0x1f))),
                    high: $mask!(block, v => v),
                }
            }

            #[inline(always)]
            fn value(self, block: &[u8; BLOCK], quote: u8) -> TextMask {
                let text = self.text(block);
                TextMask { stop: text.stop | $mask!(block, v => $is(v, quote)), ..text }
            }

            #[inline(always)]
            fn name_end(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or($or($is(v, b'='), $is(v, b'/')), $or($is(v, b'>'), $upto(v, b' '))))
            }

            #[inline(always)]
            fn equal(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
                self.equal_blocks(a, b)
            }

            #[inline(always)]
            fn xml_escape(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or(
                    $or($or($is(v, b'<'), $is(v, b'>')), $or($is(v, b'&'), $is(v, b'"'))),
                    $or($is(v, 0xef), $upto(v, 0x1f)),
                ))
            }

            #[inline(always)]
            fn json_escape(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or($or($is(v, b'"'), $is(v, b'\\')), $upto(v, 0x1f)))
            }

            #[inline(always)]
            fn outline<W: FnOnce() -> R, R>(self, work: W) -> R {
                $enabled(work)
            }
        }
    };
}

scan!(Avx2, avx2_mask, is_32, _mm256_or_si256, upto_32, outline_avx2);
scan!(Sse2, sse2_mask, is_16, _mm_or_si128, upto_16, outline_sse2);

impl Avx2 {
    #[inline(always)]
    fn equal_blocks(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        avx2_mask!(a, v => _mm256_cmpeq_epi8(v, _mm256_loadu_si256(b.as_ptr().cast())))
    }
}

impl Sse2 {
    #[inline(always)]
    fn equal_blocks(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        let half = |from: usize| {
            // SAFETY: x86-64 has SSE2, and `from` is 0 or 16 in references to 32 readable bytes.
            unsafe {
                let a = _mm_loadu_si128(a.as_ptr().add(from).cast());
                let b = _mm_loadu_si128(b.as_ptr().add(from).cast());
                _mm_movemask_epi8(_mm_cmpeq_epi8(a, b)).cast_unsigned()
            }
        };
        half(0) | half(16) << 16
    }
}

#[inline(always)]
fn outline_avx2<W: FnOnce() -> R, R>(work: W) -> R {
    // SAFETY: only `Avx2::outline` calls this, and an `Avx2` proves every feature it needs.
    unsafe { enabled(work) }
}

#[inline(never)]
fn outline_sse2<W: FnOnce() -> R, R>(work: W) -> R {
    work()
}

#[target_feature(enable = "avx2")]
#[inline]
fn is_32(bytes: __m256i, byte: u8) -> __m256i {
    _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte.cast_signed()))
}

#[target_feature(enable = "avx2")]
#[inline]
fn upto_32(bytes: __m256i, top: u8) -> __m256i {
    _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(top.cast_signed())), bytes)
}

#[target_feature(enable = "sse2")]
#[inline]
fn is_16(bytes: __m128i, byte: u8) -> __m128i {
    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()))
}

#[target_feature(enable = "sse2")]
#[inline]
fn upto_16(bytes: __m128i, top: u8) -> __m128i {
    _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(top.cast_signed())), bytes)
}
