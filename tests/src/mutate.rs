//! Damaged messages, the same ones in every run.

/// A small generator of numbers (xorshift64*), the same everywhere from the same seed.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// The next number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        ((u128::from(mixed) * bound as u128) >> 64) as usize
    }
}

/// `message` with one fault or up to three: bytes flipped, left out, doubled, cut off or swapped, or
/// something slipped in that a reader must look at twice.
pub fn mutate(message: &[u8], random: &mut Random) -> Vec<u8> {
    let mut mutant = message.to_vec();
    for _ in 0..[1, 1, 1, 1, 2, 3][random.below(6)] {
        if mutant.is_empty() {
            break;
        }
        damage(&mut mutant, random);
    }
    mutant
}

fn damage(text: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(text.len());
    let end = at + 1 + random.below((text.len() - at).min(64));
    match random.below(9) {
        0 => text[at] ^= 1 << random.below(8),
        1 => drop(text.drain(at..end)),
        2 => double(text, at..end),
        3 => text.truncate(at),
        4 => swap_tokens(text, random),
        5 => rename_prefix(text, random),
        6 => text[at] = random.below(256) as u8,
        _ => insert(text, at, SLIPPED_IN[random.below(SLIPPED_IN.len())]),
    }
}

fn insert(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    text.splice(at..at, piece.iter().copied());
}

fn double(text: &mut Vec<u8>, range: std::ops::Range<usize>) {
    let at = range.start;
    let copy = text[range].to_vec();
    insert(text, at, &copy);
}

/// Exchanges two tags, or other things between `<` and `>`.
fn swap_tokens(text: &mut Vec<u8>, random: &mut Random) {
    let (one, other) = (token(text, random), token(text, random));
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    if first.end > second.start {
        return;
    }
    let swapped =
        [&text[second.clone()], &text[first.end..second.start], &text[first.clone()]].concat();
    text.splice(first.start..second.end, swapped);
}

fn token(text: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let from = random.below(text.len());
    let find = |from: usize, byte| text[from..].iter().position(|&b| b == byte).map(|at| from + at);
    let start = find(from, b'<').unwrap_or(from);
    start..find(start, b'>').map_or(text.len(), |end| end + 1)
}

/// Changes the letter before a colon: a prefix here, a URI there.
fn rename_prefix(text: &mut [u8], random: &mut Random) {
    let from = random.below(text.len());
    let Some(colon) = text[from..].iter().position(|&byte| byte == b':') else { return };
    if let Some(letter) = text[..from + colon].last_mut() {
        *letter = b"aswpxnq"[random.below(7)];
    }
}

const SLIPPED_IN: [&[u8]; 40] = [
    b"]]>",
    b"&",
    b"<",
    b">",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbf\xbf",
    b"\xf4\x90\x80\x80",
    b"\"",
    b"'",
    b"--",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<!-- - -->",
    b"<?xml version='1.0'?>",
    b"<?p d?>",
    b"<!DOCTYPE a>",
    b"&#0;",
    b"&#x10FFFF;",
    b"&nbsp;",
    b"&lt;",
    b"&#13;",
    b"\r\n",
    b"\r\n1000\r\n",
    b" xmlns=''",
    b" xmlns:s='urn:s'",
    b" xmlns:p=''",
    b" xmlns:xml='http://www.w3.org/XML/1998/namespace'",
    b" a='1' a='2'",
    b" xml:lang=''",
    b"<a:b:c/>",
    b"<a/>",
    b"</a>",
    b"\x05",
    b"\xef\xbb\xbf",
    "é\u{2028}😀".as_bytes(),
    b" xsi:nil='true'",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_mutants_everywhere() {
        let message = b"<a:b xmlns:a='urn:a'><c>text</c></a:b>";
        let mutants = |seed| {
            let mut random = Random::new(seed);
            (0..50).map(|_| mutate(message, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(mutants(1), mutants(1));
        assert_ne!(mutants(1), mutants(2));
        let unchanged = mutants(3).iter().filter(|mutant| *mutant == message).count();
        assert!(unchanged < 5, "{unchanged} of 50 mutants are not damaged");
    }
}
