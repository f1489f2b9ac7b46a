//! Strings of JSON (RFC 8259 §7): only `"`, `\` and control characters are escaped.

use std::ops::Range;

use crate::xml::may_end_prefix;
use crate::xml::scan::{BLOCK, Job, Judge, Scan, append_blocks, block, padded};

/// Appends `text[range]` as a string of JSON if nothing in it is to be escaped and nothing may be a
/// prefix of XML, which then must keep its meaning; answers whether it did. Where the text ends soon
/// behind the range, it never does.
#[inline(always)]
pub(super) fn append_plain<S: Scan>(
    scan: S,
    text: &str,
    range: Range<usize>,
    out: &mut String,
) -> bool {
    let value = text.as_bytes().get(range.clone()).unwrap_or_default();
    out.push('"');
    let is_plain = append_blocks(out, text, range, Plain { scan, value, place: 0 });
    if is_plain {
        out.push('"');
    } else {
        out.pop();
    }
    is_plain
}

/// Looks for what needs a closer look.
struct Plain<'t, S> {
    scan: S,
    value: &'t [u8],
    place: usize,
}

impl<S: Scan> Judge for Plain<'_, S> {
    #[inline(always)]
    fn is_plain(&mut self, block: &[u8; BLOCK], bytes: u32) -> bool {
        let mut colons = self.scan.equal(block, &COLONS) & bytes;
        while colons != 0 {
            if may_end_prefix(self.value, self.place + colons.trailing_zeros() as usize) {
                return false;
            }
            colons &= colons - 1;
        }
        self.place += BLOCK;
        self.scan.json_escape(block) & bytes == 0
    }
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

    struct Append<'a>(&'a str, Range<usize>, &'a mut String);

    impl Job for Append<'_> {
        type Output = bool;
        #[inline(always)]
        fn run<S: Scan>(self, scan: S) -> bool {
            append_plain(scan, self.0, self.1, self.2)
        }
    }

    #[test]
    fn a_look_stays_within_its_range() {
        let text = "\"p:x\" plain é 12:30 http://host \"q:y\" ".repeat(3);
        let find = |part: &str| text.find(part).map(|at| at..at + part.len()).unwrap();
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
            let append = |range: Range<usize>| {
                let mut out = String::from("[");
                let is_plain = kernel.run(Append(&text, range, &mut out));
                is_plain.then(|| out.split_off(1)).or_else(|| (out != "[").then_some(out))
            };
            let plain = "plain é 12:30 http://host ";
            assert_eq!(append(find(plain)), Some(format!("\"{plain}\"")), "{kernel:?}");
            assert_eq!(append(1..2), Some("\"p\"".to_owned()), "{kernel:?}");
            assert_eq!(append(0..3), None, "{kernel:?}");
            assert_eq!(append(1..4), None, "{kernel:?}");
            assert_eq!(append(text.len() - 2..text.len()), None, "{kernel:?}");
        }
    }
}
