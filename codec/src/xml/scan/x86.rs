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
    // SAFETY: the processor was just asked for every feature that the callee needs.
    unsafe { run_enabled(job, Avx2(())) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
#[inline(never)]
fn run_enabled<J: Job>(job: J, scan: Avx2) -> J::Output {
    job.run(scan)
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
        // SAFETY: x86-64 has SSE2, and the reference is to 32 readable bytes.
        unsafe {
            let low = {
                let $bytes = _mm_loadu_si128($block.as_ptr().cast());
                _mm_movemask_epi8($test).cast_unsigned()
            };
            let $bytes = _mm_loadu_si128($block.as_ptr().add(16).cast());
            low | _mm_movemask_epi8($test).cast_unsigned() << 16
        }
    }};
}

/// Bytes equal to one, and bytes up to one; only within a mask, which is where they are safe.
macro_rules! is_32 {
    ($bytes:expr, $byte:expr) => {
        _mm256_cmpeq_epi8($bytes, _mm256_set1_epi8($byte.cast_signed()))
    };
}
macro_rules! upto_32 {
    ($bytes:expr, $top:expr) => {
        _mm256_cmpeq_epi8(_mm256_min_epu8($bytes, _mm256_set1_epi8($top.cast_signed())), $bytes)
    };
}
macro_rules! is_16 {
    ($bytes:expr, $byte:expr) => {
        _mm_cmpeq_epi8($bytes, _mm_set1_epi8($byte.cast_signed()))
    };
}
macro_rules! upto_16 {
    ($bytes:expr, $top:expr) => {
        _mm_cmpeq_epi8(_mm_min_epu8($bytes, _mm_set1_epi8($top.cast_signed())), $bytes)
    };
}

/// Vector expressions over one register width, so that both kernels read alike.
macro_rules! scan {
    ($kernel:ident, $mask:ident, $is:ident, $or:ident, $upto:ident, $outline:path) => {
        impl Scan for $kernel {
            #[inline(always)]
            fn text(self, block: &[u8; BLOCK], stop: u8) -> TextMask {
                TextMask {
                    stop: $mask!(block, v => $or($is!(v, b'<'), $is!(v, stop))),
                    special: $mask!(block, v => $or($or($is!(v, b'&'), $is!(v, b'>')), $upto!(v, 0x1f_u8))),
                    high: $mask!(block, v => v),
                }
            }

            #[inline(always)]
            fn plain(self, block: &[u8; BLOCK]) -> TextMask {
                TextMask {
                    stop: $mask!(block, v => $is!(v, b'<')),
                    special: $mask!(block, v =>
                        $or($or($is!(v, b'&'), $is!(v, b'>')), $or($upto!(v, 0x1f_u8), v))),
                    high: 0,
                }
            }

            #[inline(always)]
            fn name_end(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or($or($is!(v, b'='), $is!(v, b'/')), $or($is!(v, b'>'), $upto!(v, b' '))))
            }

            #[inline(always)]
            fn equal(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
                self.equal_blocks(a, b)
            }

            #[inline(always)]
            fn xml_escape(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or(
                    $or($or($is!(v, b'<'), $is!(v, b'>')), $or($is!(v, b'&'), $is!(v, b'"'))),
                    $or($is!(v, 0xef_u8), $upto!(v, 0x1f_u8)),
                ))
            }

            #[inline(always)]
            fn xml_escape_half(self, half: [u8; BLOCK / 2], quotes: bool) -> u32 {
                special_half(half, quotes)
            }

            #[inline(always)]
            fn json_escape(self, block: &[u8; BLOCK]) -> u32 {
                $mask!(block, v => $or($or($is!(v, b'"'), $is!(v, b'\\')), $upto!(v, 0x1f_u8)))
            }

            #[inline(always)]
            fn outline<J: Job>(self, job: J) -> J::Output {
                $outline(job, self)
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
        // SAFETY: x86-64 has SSE2, and both references are to 32 readable bytes.
        unsafe {
            let load = |bytes: *const u8| _mm_loadu_si128(bytes.cast());
            let (a, b) = (a.as_ptr(), b.as_ptr());
            let low = _mm_movemask_epi8(_mm_cmpeq_epi8(load(a), load(b))).cast_unsigned();
            let high = _mm_cmpeq_epi8(load(a.add(16)), load(b.add(16)));
            low | _mm_movemask_epi8(high).cast_unsigned() << 16
        }
    }
}

/// With SSE2 in both kernels. Bytes from 0xEF to 0x1F, which are in a row, are made the lowest.
#[inline(always)]
fn special_half(half: [u8; BLOCK / 2], quotes: bool) -> u32 {
    const LOWEST: i8 = i8::MIN;
    // SAFETY: x86-64 has SSE2, and both types are 16 bytes of any value.
    unsafe {
        let v = std::mem::transmute::<[u8; BLOCK / 2], __m128i>(half);
        let angle = is_16!(_mm_and_si128(v, _mm_set1_epi8(!2)), b'<');
        let turned = _mm_add_epi8(v, _mm_set1_epi8(LOWEST.wrapping_sub(0xef_u8.cast_signed())));
        let outer = _mm_cmplt_epi8(turned, _mm_set1_epi8(LOWEST + 0x31));
        let mut special = _mm_or_si128(_mm_or_si128(angle, is_16!(v, b'&')), outer);
        if quotes {
            special = _mm_or_si128(special, is_16!(v, b'"'));
        }
        _mm_movemask_epi8(special).cast_unsigned()
    }
}

#[inline(always)]
fn outline_avx2<J: Job>(job: J, scan: Avx2) -> J::Output {
    // SAFETY: an `Avx2` proves every feature that the callee needs.
    unsafe { run_enabled(job, scan) }
}

#[inline(never)]
fn outline_sse2<J: Job>(job: J, scan: Sse2) -> J::Output {
    job.run(scan)
}
