//! What a lenient or salvaging decoder let pass.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use bytes::Bytes;
use cimwire::error::Locations;
use cimwire::schema::Level;
use cimwire::{Location, check, cim, record, xml};

/// Something in a message that is not as it should be, and was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The rule it departs from, as `DSP0226:R5.3-1`; none where there is no rule for it, as for
    /// departures from XML.
    pub rule: Option<String>,
    /// The name of the kind: that of the error a strict decoder gives. `Rule` for rules; `Misfit`
    /// for what the schemas do not have so.
    pub kind: &'static str,
    /// How binding what it departs from is.
    pub level: Level,
    /// Byte offset in the input as given.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The elements around the place, where they are known.
    pub path: String,
    /// What it is.
    pub text: Cow<'static, str>,
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
    pub(crate) fn of_xml(deviation: xml::Deviation) -> Self {
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
        Self::new(kind, deviation.offset, text)
    }

    pub(crate) fn of_misfit(misfit: &record::Misfit) -> Self {
        let text = match misfit.name.local() {
            Some(name) => Cow::Owned(format!("{name}: {}", misfit.expected)),
            None => Cow::Borrowed(misfit.expected),
        };
        Self::new("Misfit", misfit.offset, text)
    }

    /// What is not as a class has it, in an instance or method of that name.
    pub(crate) fn of_class(misfit: &cim::Misfit, path: &str) -> Self {
        let path = format!("{path}/{}", misfit.property);
        Self { path, ..Self::new("Misfit", misfit.offset, misfit.text()) }
    }

    pub(crate) fn of_rule(deviation: &check::Deviation) -> Self {
        Self {
            rule: deviation.rule.map(ToString::to_string),
            level: deviation.level(),
            path: deviation.path.clone(),
            ..Self::new("Rule", deviation.offset, deviation.text.clone())
        }
    }

    fn new(kind: &'static str, offset: usize, text: impl Into<Cow<'static, str>>) -> Self {
        let (path, text) = (String::new(), text.into());
        Self { rule: None, kind, level: Level::Shall, offset, line: 1, column: 1, path, text }
    }
}

/// The deviations in the order of the bytes of their input, with lines and columns.
pub(crate) fn in_place(mut deviations: Vec<Deviation>, input: &Bytes) -> Vec<Deviation> {
    deviations.sort_by_key(|deviation| deviation.offset);
    let mut locations = Locations::in_input(input);
    for deviation in &mut deviations {
        let Location { line, column } = locations.of(deviation.offset);
        (deviation.line, deviation.column) = (line, column);
    }
    deviations
}

/// Departures from rules, and those others that no binding rule tells of at the same place.
pub(crate) fn merged(rules: Vec<Deviation>, others: Vec<Deviation>) -> Vec<Deviation> {
    let binding = rules.iter().filter(|rule| rule.level == Level::Shall);
    let told: HashSet<usize> = binding.map(|rule| rule.offset).collect();
    let untold = others.into_iter().filter(|other| !told.contains(&other.offset));
    rules.into_iter().chain(untold).collect()
}

/// As in `3:7: DSP0226:R5.3-1: expected a To header, found none`.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.rule.as_deref().unwrap_or(self.kind);
        write!(f, "{}:{}: {name}: {}", self.line, self.column, self.text)
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
