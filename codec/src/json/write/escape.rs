//! Strings of JSON (RFC 8259 §7): only `"`, `\` and control characters are escaped.

use std::ops::Range;

use crate::xml::may_end_prefix;
use crate::xml::scan::{BLOCK, Job, Scan, block, low_bits, padded};

/// What has to be done about a piece of text before it is a string of JSON.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    /// Something must be escaped.
    pub(super) escapes: bool,
    /// Something may be a prefix of XML, and then must keep its meaning.
    pub(super) prefixes: bool,
}

/// Looks at `text[range]`. Where the text ends soon, anything may be found.
#[inline(always)]
pub(super) fn look<S: Scan>(scan: S, text: &str, range: &Range<usize>) -> Found {
    let bytes = text.as_bytes();
    let mut found = Found::default();
    let mut at = range.start;
    while at < range.end {
        let Some(block) = block(bytes, at) else { return Found { escapes: true, prefixes: true } };
        let mask = low_bits(range.end - at);
        found.escapes |= scan.json_escape(block) & mask != 0;
        let mut colons = scan.equal(block, &COLONS) & mask;
        while colons != 0 && !found.prefixes {
            let colon = at + colons.trailing_zeros() as usize;
            found.prefixes = may_end_prefix(&bytes[range.start..range.end], colon - range.start);
            colons &= colons - 1;
        }
        at += BLOCK;
    }
    found
}

const COLONS: [u8; BLOCK] = [b':'; BLOCK];

/// Appends `text` as the inside of a string of JSON, to be run with a kernel.
pub(super) struct Escape<'a> {
    pub(super) text: &'a str,
    pub(super) out: &'a mut String,
}

impl Job for Escape<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) {
        let Self { text, out } = self;
        let (mut at, mut written) = (0, 0);
        while at < text.len() {
            let mut escapes = match block(text.as_bytes(), at) {
                Some(block) => scan.json_escape(block),
                None => scan.json_escape(&padded(text.as_bytes(), at, b'a')),
            };
            while escapes != 0 {
                let place = at + escapes.trailing_zeros() as usize;
                out.push_str(&text[written..place]);
                escape(text.as_bytes()[place], out);
                written = place + 1;
                escapes &= escapes - 1;
            }
            at += BLOCK;
        }
        out.push_str(&text[written..]);
    }
}

fn escape(byte: u8, out: &mut String) {
    let short = match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        0x08 => "\\b",
        0x0c => "\\f",
        _ => {
            const DIGITS: [char; 16] =
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
            out.push_str("\\u00");
            out.push(DIGITS[usize::from(byte >> 4)]);
            out.push(DIGITS[usize::from(byte & 15)]);
            return;
        }
    };
    out.push_str(short);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Kernel;

    #[test]
    fn every_kernel_escapes_the_same() {
        let long =
            format!("{}\"é\\\u{1}\n\t\r\u{8}\u{c}\u{7f}\u{2028}{}", "x".repeat(31), "y".repeat(40));
        let quoted = format!(
            "{}\\\"é\\\\\\u0001\\n\\t\\r\\b\\f\u{7f}\u{2028}{}",
            "x".repeat(31),
            "y".repeat(40)
        );
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
            for (text, expected) in [("", ""), ("a", "a"), (long.as_str(), quoted.as_str())] {
                let mut out = String::new();
                kernel.run(Escape { text, out: &mut out });
                assert_eq!(out, expected, "{kernel:?}");
            }
        }
    }

    struct Look<'a>(&'a str, Range<usize>);

    impl Job for Look<'_> {
        type Output = Found;
        #[inline(always)]
        fn run<S: Scan>(self, scan: S) -> Found {
            look(scan, self.0, &self.1)
        }
    }

    #[test]
    fn a_look_stays_within_its_range() {
        let text = "\"p:x\" plain é 12:30 http://host \"q:y\"".repeat(3);
        let plain = text.find("plain").unwrap()..text.find("\"q").unwrap();
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
            let found = kernel.run(Look(&text, plain.clone()));
            assert!(!found.escapes && !found.prefixes, "{kernel:?}");
            let found = kernel.run(Look(&text, 0..text.len()));
            assert!(found.escapes && found.prefixes, "{kernel:?}");
            let found = kernel.run(Look(&text, 1..2));
            assert!(!found.escapes && !found.prefixes, "{kernel:?}");
            let found = kernel.run(Look("plain", 0..5));
            assert!(found.escapes && found.prefixes, "{kernel:?}");
        }
    }
}
