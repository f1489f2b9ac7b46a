//! A place in a short text that moves on.

/// What is left of a text of fixed layout, such as a date.
pub(super) struct Cursor<'t> {
    rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.as_bytes() }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    pub(super) fn is_next(&self, byte: u8) -> bool {
        self.rest.first() == Some(&byte)
    }

    /// Steps over a byte, if it is next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.is_next(byte);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    /// Steps over a byte that has to be next.
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// All digits up to the next byte that is none; there may be no digit.
    pub(super) fn digits(&mut self) -> &'t [u8] {
        let end = self.rest.iter().position(|byte| !byte.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        digits
    }

    /// The number of exactly two digits.
    pub(super) fn two(&mut self) -> Option<u8> {
        let (digits, rest) = self.rest.split_at_checked(2)?;
        self.rest = rest;
        u8::try_from(number(digits)?).ok()
    }

    /// The billionths after a point, if a point is next: none where there are no digits, or
    /// where a digit past the ninth says something.
    pub(super) fn fraction(&mut self) -> Option<u32> {
        if !self.take(b'.') {
            return Some(0);
        }
        let digits = self.digits();
        let (kept, beyond) = digits.split_at(digits.len().min(PLACES));
        if kept.is_empty() || beyond.iter().any(|&digit| digit != b'0') {
            return None;
        }
        let kept = kept.iter().chain(std::iter::repeat(&b'0')).take(PLACES);
        Some(kept.fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
    }
}

/// The number that digits stand for; none without digits or beyond 64 bits.
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    let all = digits.iter().all(u8::is_ascii_digit) && !digits.is_empty();
    all.then(|| {
        digits.iter().try_fold(0_u64, |value, digit| {
            value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    })?
}

/// Writes billionths as what follows a decimal point, without zeros at the end; nothing for none.
pub(super) fn write_fraction(f: &mut std::fmt::Formatter<'_>, billionths: u32) -> std::fmt::Result {
    if billionths == 0 {
        return Ok(());
    }
    let digits = format!("{billionths:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

const PLACES: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact_or_none() {
        for (text, value) in [
            ("", Some(0)),
            ("x", Some(0)),
            (".5", Some(500_000_000)),
            (".000000001", Some(1)),
            (".1234567890000", Some(123_456_789)),
            (".1234567891", None),
            (".", None),
            (".x", None),
        ] {
            assert_eq!(Cursor::new(text).fraction(), value, "{text}");
        }
    }

    #[test]
    fn numbers_end_with_64_bits() {
        assert_eq!(number(b"00018446744073709551615"), Some(u64::MAX));
        assert_eq!(number(b"18446744073709551616"), None);
        assert_eq!(number(b""), None);
        assert_eq!(number(b"1x"), None);
    }

    #[test]
    fn two_digits_are_two() {
        for (text, value) in
            [("07x", Some(7)), ("7", None), ("+7", None), ("7:", None), ("é", None)]
        {
            assert_eq!(Cursor::new(text).two(), value, "{text}");
        }
    }
}
