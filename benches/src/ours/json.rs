//! The reversible JSON form.

use cimwire::soap::Envelope;
use cimwire::xml::Reader;
use cimwire::{Limits, json};

use crate::json::Contender;
use crate::ours::NAME;

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
