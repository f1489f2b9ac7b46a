//! quick-xml and serde_json over the same typed structs.

use super::service::Envelope;

macro_rules! serde {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use super::*;

            /// Name of the row.
            pub const NAME: &str = $name;

            pub(in crate::peers) struct Typed;

            impl crate::json::Contender for Typed {
                fn name(&self) -> String {
                    NAME.to_owned()
                }

                fn omits(&self) -> &'static str {
                    "anything but services, namespaces, and as the reader of its version; XML made \
                     of JSON has lost xsi:nil"
                }

                fn to_json(&mut self, xml: &[u8]) -> Result<Vec<u8>, String> {
                    let text = std::str::from_utf8(xml).map_err(|error| error.to_string())?;
                    let envelope: Envelope =
                        $krate::de::from_str(text).map_err(|error| error.to_string())?;
                    serde_json::to_vec(&envelope).map_err(|error| error.to_string())
                }

                fn to_xml(&mut self, json: &[u8]) -> Result<Vec<u8>, String> {
                    let envelope: Envelope =
                        serde_json::from_slice(json).map_err(|error| error.to_string())?;
                    let xml = $krate::se::to_string_with_root("s:Envelope", &envelope);
                    xml.map(String::into_bytes).map_err(|error| error.to_string())
                }
            }
        }
    };
}

serde!(v042, quick_xml_042, "quick-xml 0.42 serde + serde_json");
serde!(v041, quick_xml, "quick-xml 0.41 serde + serde_json");
