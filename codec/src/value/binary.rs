//! Octets in text.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Lexical, Text};
use crate::xml::chars::is_blank;

/// `xs:base64Binary` (XML Schema part 2 §3.2.16): a marker; its values are octets. Blanks may stand
/// anywhere; padding may not be left out.
#[derive(Clone, Copy, Debug)]
pub enum Base64 {}

/// `xs:hexBinary`: a marker; its values are octets.
#[derive(Clone, Copy, Debug)]
pub enum Hex {}

/// The SHA-1 thumbprint of a certificate (DSP8015 `ThumbprintType`): a marker.
#[derive(Clone, Copy, Debug)]
pub enum Thumbprint {}

impl Lexical for Base64 {
    type Value<'t> = Vec<u8>;

    const EXPECTED: &'static str = "expected base64";

    fn from_text(text: &str) -> Option<Vec<u8>> {
        if text.bytes().any(is_blank) {
            let solid: Vec<u8> = text.bytes().filter(|&byte| !is_blank(byte)).collect();
            return STANDARD.decode(solid).ok();
        }
        STANDARD.decode(text).ok()
    }

    fn canonical<'v>(value: &'v Vec<u8>) -> Cow<'v, str> {
        Cow::Owned(STANDARD.encode(value))
    }
}

impl Lexical for Hex {
    type Value<'t> = Vec<u8>;

    const EXPECTED: &'static str = "expected pairs of hexadecimal digits";

    fn from_text(text: &str) -> Option<Vec<u8>> {
        let (pairs, odd) = text.as_bytes().as_chunks::<2>();
        odd.is_empty().then(|| pairs.iter().map(octet).collect())?
    }

    fn canonical<'v>(value: &'v Vec<u8>) -> Cow<'v, str> {
        Cow::Owned(hex(value))
    }
}

impl Lexical for Thumbprint {
    type Value<'t> = [u8; 20];

    const EXPECTED: &'static str = "expected 40 hexadecimal digits";

    fn from_text(text: &str) -> Option<[u8; 20]> {
        Hex::from_text(text)?.try_into().ok()
    }

    fn canonical<'v>(value: &'v [u8; 20]) -> Cow<'v, str> {
        Cow::Owned(hex(value))
    }
}

impl From<&[u8]> for Text<'_, Base64> {
    fn from(octets: &[u8]) -> Self {
        Self::new(STANDARD.encode(octets))
    }
}

impl From<&[u8]> for Text<'_, Hex> {
    fn from(octets: &[u8]) -> Self {
        Self::new(hex(octets))
    }
}

impl From<[u8; 20]> for Text<'_, Thumbprint> {
    fn from(octets: [u8; 20]) -> Self {
        Self::new(hex(&octets))
    }
}

fn octet(pair: &[u8; 2]) -> Option<u8> {
    let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? * 16 + low?).ok()
}

/// The digits of XML Schema part 2 §3.2.15.2: capitals.
fn hex(octets: &[u8]) -> String {
    octets
        .iter()
        .flat_map(|octet| [octet >> 4, octet & 15])
        .map(|digit| DIGITS[digit as usize])
        .collect()
}

const DIGITS: [char; 16] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse;

    #[test]
    fn base64_is_padded_and_may_be_broken() {
        for (text, octets) in [
            ("", &b""[..]),
            ("QUJD", b"ABC"),
            (" QU\r\nJD RA = =\n", b"ABCD"),
            ("AAAB/+8=", b"\0\0\x01\xff\xef"),
        ] {
            assert_eq!(parse::<Base64>(text).as_deref(), Some(octets), "{text}");
        }
        for wrong in ["Q", "QQ", "QQ=", "QR==", "QQ===", "=", "QQ==QQ==", "QU-D", "QUJ\u{a0}D"] {
            assert_eq!(parse::<Base64>(wrong), None, "{wrong}");
        }
        assert_eq!(Text::<Base64>::from(&b"\xff\xfe\xfd"[..]).text(), "//79");
    }

    #[test]
    fn hexadecimal_comes_in_pairs() {
        assert_eq!(parse::<Hex>(" 0aFf "), Some(vec![10, 255]));
        assert_eq!(parse::<Hex>(""), Some(vec![]));
        for wrong in ["0", "0a0", "0 0", "0x", "+1", "éa"] {
            assert_eq!(parse::<Hex>(wrong), None, "{wrong}");
        }
        assert_eq!(Text::<Hex>::from(&[10, 255][..]).text(), "0AFF");
    }

    #[test]
    fn thumbprints_have_forty_digits() {
        let text = "0123456789abcdef0123456789ABCDEF01234567";
        let octets = parse::<Thumbprint>(text).unwrap();
        assert_eq!(Text::<Thumbprint>::from(octets).text(), text.to_uppercase());
        assert_eq!(parse::<Thumbprint>(&text[2..]), None);
        assert_eq!(parse::<Thumbprint>(&text.replace('0', "g")), None);
    }
}
