//! What a lenient or salvaging decoder let pass.

use std::fmt;

use cimwire::xml;

/// A departure from the standard that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The name of the kind: that of the error a strict decoder gives.
    pub kind: &'static str,
    /// Byte offset in the input as given.
    pub offset: usize,
    /// What it is.
    pub text: &'static str,
}

/// Something XML cannot hold that salvage replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Byte offset in the input as given.
    pub offset: usize,
    /// What stood there, in words.
    pub found: String,
    /// What stands in the message instead.
    pub replacement: char,
}

impl Deviation {
    pub(crate) fn of(deviation: xml::Deviation) -> Self {
        use xml::DeviationKind as Kind;
        let (kind, text) = match deviation.kind {
            Kind::EncodingName => ("EncodingName", "the declared encoding contradicts the bytes"),
            Kind::BeforeDeclaration => {
                ("BeforeDeclaration", "blanks or text before the XML declaration")
            }
            Kind::NulAfterRoot => ("NulAfterRoot", "NUL bytes after the root"),
            Kind::HttpHeaders => ("HttpHeaders", "HTTP headers before the message"),
            _ => ("Deviation", "a departure from the standard"),
        };
        Self { kind, offset: deviation.offset, text }
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.offset, self.text)
    }
}

impl Repair {
    pub(crate) fn of(repair: &xml::Repair) -> Self {
        use xml::Found;
        let found = match &repair.found {
            Found::Character(c) => format!("the character U+{:04X}", u32::from(*c)),
            Found::Reference(reference) => format!("the reference {reference}"),
            Found::Bytes(bytes) => format!("the bytes {}", hex(bytes)),
            Found::Surrogate(unit) => format!("the half character 0x{unit:04X}"),
            Found::OddByte(byte) => format!("the half unit 0x{byte:02X}"),
            _ => "something that is no text".to_owned(),
        };
        Self { offset: repair.offset, found, replacement: repair.replacement }
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { offset, found, replacement } = self;
        write!(f, "byte {offset}: {found} became U+{:04X}", u32::from(*replacement))
    }
}

fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("0x{byte:02X}")).collect();
    bytes.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{Bytes, Decoder, Options};

    fn repairs(input: &[u8]) -> Vec<String> {
        let mut decoder = Decoder::new(Options { salvage: true, ..Options::default() });
        let document = decoder.document(&Bytes::copy_from_slice(input)).unwrap();
        document.repairs().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_repair_says_what_stood_there() {
        assert_eq!(
            repairs(b"<a>\x01&#x2;\xe2\x82</a>"),
            [
                "byte 3: the character U+0001 became U+FFFD",
                "byte 4: the reference &#x2; became U+FFFD",
                "byte 9: the bytes 0xE2 0x82 became U+FFFD",
            ]
        );
        let mut utf16: Vec<u8> = "<a>?</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        utf16[6..8].copy_from_slice(&0xd800_u16.to_le_bytes());
        assert_eq!(repairs(&utf16), ["byte 6: the half character 0xD800 became U+FFFD"]);
    }

    #[test]
    fn a_deviation_is_the_error_of_a_strict_decoder() {
        let inputs: [&[u8]; 4] = [
            b"<?xml version='1.0' encoding='utf-16'?><a/>",
            b" <?xml version='1.0'?><a/>",
            b"<a/>\0",
            b"HTTP/1.1 200 OK\r\n\r\n<a/>",
        ];
        let mut strict = Decoder::new(Options { strict: true, ..Options::default() });
        let mut lenient = Decoder::new(Options::default());
        for input in inputs.map(Bytes::from_static) {
            let error = strict.document(&input).unwrap_err();
            let deviations = lenient.document(&input).unwrap().deviations();
            let found: Vec<_> =
                deviations.iter().map(|deviation| (deviation.kind, deviation.offset)).collect();
            assert_eq!(found, [(error.code.name(), error.offset)]);
        }
    }
}
