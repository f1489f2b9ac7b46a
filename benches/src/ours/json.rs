//! The reversible JSON form.

use cimwire::schema::pack::Packs;
use cimwire::soap::Envelope;
use cimwire::xml::Reader;
use cimwire::{Limits, json};

use crate::json::Contender;
use crate::ours::NAME;
use crate::ours::cim::service_pack;
use crate::typed_json::Converter;

/// A warm reader, and the JSON of what it reads.
pub struct Lossless(Reader);

impl Lossless {
    /// A lenient reader.
    pub fn new() -> Self {
        Self(Reader::new())
    }
}

impl Default for Lossless {
    fn default() -> Self {
        Self::new()
    }
}

impl Contender for Lossless {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn to_json(&mut self, xml: &[u8]) -> Result<Vec<u8>, String> {
        let tree = self.0.read(xml).map_err(|error| error.to_string())?;
        let json = Envelope::of(tree).and_then(Envelope::to_json);
        json.map(String::into_bytes).map_err(|error| error.to_string())
    }

    fn to_xml(&mut self, json: &[u8]) -> Result<Vec<u8>, String> {
        json::to_xml(json, &Limits::default()).map_err(|error| error.to_string())
    }
}

/// A warm reader, and the JSON of what it reads with the types of the class.
pub fn to_typed_json() -> Converter {
    let (mut reader, packs) = (Reader::new(), packs());
    let convert = move |xml: &[u8]| {
        let options = json::Options { schema: Some(&packs), ..json::Options::default() };
        let tree = reader.read(xml).map_err(|error| error.to_string())?;
        let mut out = String::with_capacity(xml.len());
        let made = Envelope::of(tree).and_then(|it| it.write_json(&options, &mut out));
        made.map(|()| out.into_bytes()).map_err(|error| error.to_string())
    };
    Converter { name: NAME, omits: "nothing known", convert: Box::new(convert) }
}

/// XML of the JSON, its numbers and booleans checked against the class.
pub fn from_typed_json() -> Converter {
    let packs = packs();
    let convert = move |json: &[u8]| {
        let options = json::Options { schema: Some(&packs), ..json::Options::default() };
        json::to_xml_with(json, &options).map_err(|error| error.to_string())
    };
    Converter { name: NAME, omits: "nothing known", convert: Box::new(convert) }
}

fn packs() -> Packs {
    [service_pack()].into_iter().collect()
}
