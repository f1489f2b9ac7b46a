//! Finds the bytes that matter, 32 at a time.
//!
//! A [`Scan`] looks at one block of 32 bytes and answers with bit masks, lowest bit first byte.
//! There is one implementation an instruction set and a portable twin, which the tests hold equal
//! on every input. A value of such a type is the proof that the processor has the instructions:
//! only [`Kernel::run`] makes one, once a message, so nothing outside this room is unsafe.
//!
//! The instructions are only fast where the compiler may inline them: every function between
//! [`Kernel::run`] and a mask is `#[inline(always)]`, or is entered through [`Scan::outline`].

#![allow(unsafe_code)]

#[cfg(feature = "json")]
mod blocks;
#[cfg(target_arch = "aarch64")]
mod neon;
mod plain;
mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(feature = "json")]
pub(crate) use blocks::{Judge, append_blocks};
pub(crate) use plain::{AppendPlain, Piece};
pub(crate) use portable::Portable;

/// The unit of scanning, in bytes.
pub(crate) const BLOCK: usize = 32;

/// What a block looks like to a reader of character data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextMask {
    /// `<`, or the byte that was asked for.
    pub(crate) stop: u32,
    /// Bytes to be looked at before the text is believed: `&`, `>` and everything below a blank.
    pub(crate) special: u32,
    /// Bytes outside ASCII.
    pub(crate) high: u32,
}

/// Questions about a block of bytes.
pub(crate) trait Scan: Copy {
    /// Character data up to `<`, or an attribute value up to `stop` (its quote) or `<`.
    fn text(self, block: &[u8; BLOCK], stop: u8) -> TextMask;
    /// Character data up to `<`, where no difference is made between special and high bytes: both
    /// are in `special`.
    fn plain(self, block: &[u8; BLOCK]) -> TextMask;
    /// Bytes that end a name in a tag: `=`, `/`, `>` and everything up to a blank.
    fn name_end(self, block: &[u8; BLOCK]) -> u32;
    /// Bytes that are alike in both blocks.
    fn equal(self, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32;
    /// Bytes that XML text or attribute values cannot hold as they are, or that need a look:
    /// `<`, `>`, `&`, `"`, everything below a blank, and 0xEF, which starts U+FFFE and U+FFFF.
    fn xml_escape(self, block: &[u8; BLOCK]) -> u32;
    /// The same of half a block, and the bytes above 0xEF; `"` only where `quotes` is set.
    fn xml_escape_half(self, half: [u8; BLOCK / 2], quotes: bool) -> u32;
    /// Bytes that a JSON string cannot hold as they are: `"`, `\` and everything below a blank.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    fn json_escape(self, block: &[u8; BLOCK]) -> u32;
    /// Does `job`, not inlined, with the instruction set enabled.
    fn outline<J: Job>(self, job: J) -> J::Output;
}

/// Work that is done with whatever instructions the processor has.
pub(crate) trait Job {
    type Output;
    /// Implementations are `#[inline(always)]`.
    fn run<S: Scan>(self, scan: S) -> Self::Output;
}

/// An implementation of the scanner, slowest first.
///
/// The reader picks the best one that the processor has; naming another is for tests and
/// measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kernel {
    /// Plain Rust.
    Portable,
    /// x86-64's baseline, 2 x 16 bytes.
    Sse2,
    /// AVX2 with BMI, 32 bytes.
    Avx2,
    /// AArch64's baseline, 2 x 16 bytes.
    Neon,
}

impl Kernel {
    /// All there are, on any machine.
    pub const ALL: [Self; 4] = [Self::Portable, Self::Sse2, Self::Avx2, Self::Neon];

    /// The one that every processor of this kind has: for work too short to choose for.
    pub(crate) const BASELINE: Self = if cfg!(target_arch = "x86_64") {
        Self::Sse2
    } else if cfg!(target_arch = "aarch64") {
        Self::Neon
    } else {
        Self::Portable
    };

    /// The fastest that this processor has.
    #[must_use]
    pub fn best() -> Self {
        if cfg!(target_arch = "aarch64") {
            Self::Neon
        } else if Self::Avx2.is_available() {
            Self::Avx2
        } else if Self::Sse2.is_available() {
            Self::Sse2
        } else {
            Self::Portable
        }
    }

    /// Whether this processor has it.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            Self::Sse2 => cfg!(target_arch = "x86_64"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => x86::has_avx2(),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 => false,
            Self::Neon => cfg!(target_arch = "aarch64"),
        }
    }

    /// Runs `job` with this kernel, or with the portable one where the processor lacks it.
    #[inline(always)]
    pub(crate) fn run<J: Job>(self, job: J) -> J::Output {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 if x86::has_avx2() => x86::run_avx2(job),
            #[cfg(target_arch = "x86_64")]
            Self::Sse2 | Self::Avx2 => job.run(x86::Sse2::BASELINE),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => job.run(neon::Neon::BASELINE),
            _ => job.run(Portable),
        }
    }
}

/// The lowest `count` bits.
#[inline(always)]
pub(crate) fn low_bits(count: usize) -> u32 {
    if count >= BLOCK { u32::MAX } else { (1 << count) - 1 }
}

/// The block at `at`, where `bytes` has a whole one.
#[inline(always)]
pub(crate) fn block(bytes: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    chunk(bytes, at)
}

/// The same for any number of bytes.
#[inline(always)]
pub(crate) fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Option<&[u8; N]> {
    bytes.get(at..)?.first_chunk()
}

/// The block at `at`, filled up with `fill` behind the end of `bytes`.
#[inline(never)]
pub(crate) fn padded(bytes: &[u8], at: usize, fill: u8) -> [u8; BLOCK] {
    let mut block = [fill; BLOCK];
    let rest = bytes.get(at..).unwrap_or_default();
    let rest = &rest[..rest.len().min(BLOCK)];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// Whether `bytes[at..]` starts with `other[..length]`: one comparison up to a block, two up to two.
#[inline(always)]
pub(crate) fn starts_with<S: Scan>(
    scan: S,
    bytes: &[u8],
    at: usize,
    other: &[u8],
    length: usize,
) -> bool {
    if let (Some(a), Some(b)) = (block(bytes, at), block(other, 0)) {
        let mask = low_bits(length);
        if scan.equal(a, b) & mask != mask {
            return false;
        }
        if length <= BLOCK {
            return true;
        }
        if length <= 2 * BLOCK {
            let last = length - BLOCK;
            if let (Some(a), Some(b)) = (block(bytes, at + last), block(other, last)) {
                return scan.equal(a, b) == u32::MAX;
            }
        }
    }
    match (bytes.get(at..at + length), other.get(..length)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Masks<'a>(&'a [u8; BLOCK], &'a [u8; BLOCK]);

    impl Job for Masks<'_> {
        type Output = ([TextMask; 4], u32, u32, u32, u32, [u32; 2]);
        #[inline(always)]
        fn run<S: Scan>(self, scan: S) -> Self::Output {
            let half = self.0.first_chunk().copied().unwrap_or_default();
            (
                [
                    scan.text(self.0, b'<'),
                    scan.text(self.0, b'"'),
                    scan.text(self.0, b'\''),
                    scan.plain(self.0),
                ],
                scan.name_end(self.0),
                scan.equal(self.0, self.1),
                scan.xml_escape(self.0),
                scan.json_escape(self.0),
                [false, true].map(|quotes| scan.xml_escape_half(half, quotes)),
            )
        }
    }

    fn hold_twins_equal(a: &[u8; BLOCK], b: &[u8; BLOCK]) {
        let expected = Kernel::Portable.run(Masks(a, b));
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
            assert_eq!(kernel.run(Masks(a, b)), expected, "{kernel:?} on {a:?} {b:?}");
        }
    }

    #[test]
    fn twins_agree_on_every_byte_at_every_place() {
        for byte in 0..=255 {
            for place in 0..BLOCK {
                let mut block = [b'a'; BLOCK];
                block[place] = byte;
                hold_twins_equal(&block, &[b'a'; BLOCK]);
                hold_twins_equal(&[byte; BLOCK], &block);
            }
        }
    }

    #[test]
    fn twins_agree_on_pseudo_random_blocks() {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut byte = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed.to_le_bytes()[3]
        };
        for _ in 0..20_000 {
            let mut a = [0; BLOCK];
            a.fill_with(&mut byte);
            let mut b = a;
            b[usize::from(byte()) % BLOCK] = byte();
            hold_twins_equal(&a, &b);
        }
    }

    #[test]
    fn blocks_at_the_end_are_padded_never_read_past() {
        let bytes = [b'x'; 40];
        assert!(block(&bytes, 8).is_some());
        assert!(block(&bytes, 9).is_none() && block(&bytes, usize::MAX).is_none());
        assert_eq!(padded(&bytes, 38, b'<')[..3], *b"xx<");
        assert_eq!(padded(&bytes, 99, 0), [0; BLOCK]);
        assert!(
            starts_with(Portable, b"abc", 1, b"bcd", 2)
                && !starts_with(Portable, b"abc", 1, b"bcd", 3)
        );
    }
}
