//! quick-xml's `NsReader` up to the end of the header, for the blocks that tell where to.

use crate::typed::{Contender, Found};

macro_rules! head {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use $krate::events::{BytesStart, Event};
            use $krate::name::{Namespace, ResolveResult};
            use $krate::reader::NsReader;

            use super::*;

            pub(in crate::peers) struct Head;

            impl Contender for Head {
                fn name(&self) -> String {
                    $name.to_owned()
                }

                fn omits(&self) -> &'static str {
                    "what follows the header, other header blocks, and as the reader of its version"
                }

                fn read(&mut self, message: &[u8]) -> Result<Found, String> {
                    let mut reader = NsReader::from_reader(message);
                    let (mut found, mut is_wanted) = (Found::default(), false);
                    loop {
                        let (namespace, event) =
                            reader.read_resolved_event().map_err(|error| error.to_string())?;
                        match event {
                            Event::Start(start) => {
                                is_wanted = wants(namespace, &start);
                                if is_wanted {
                                    found.texts += selector(&start)?;
                                }
                            }
                            Event::Text(text) if is_wanted => {
                                found.texts += bytes(&*text).trim_ascii().len();
                            }
                            Event::End(end) if bytes(end.local_name().as_ref()) == HEADER => {
                                return Ok(found);
                            }
                            Event::End(_) => is_wanted = false,
                            Event::Eof => return Ok(found),
                            _ => {}
                        }
                    }
                }
            }

            fn wants(namespace: ResolveResult<'_>, start: &BytesStart<'_>) -> bool {
                let ResolveResult::Bound(Namespace(namespace)) = namespace else { return false };
                let (namespace, local) = (bytes(namespace), start.local_name());
                WANTED.iter().any(|wanted| *wanted == (namespace, bytes(local.as_ref())))
            }

            /// The bytes of a selector's name.
            fn selector(start: &BytesStart<'_>) -> Result<usize, String> {
                if bytes(start.local_name().as_ref()) != SELECTOR {
                    return Ok(0);
                }
                let name = start.try_get_attribute("Name").map_err(|error| error.to_string())?;
                Ok(name.map_or(0, |name| name.value.len()))
            }
        }
    };
}

head!(v042, quick_xml_042, "quick-xml 0.42 NsReader");
head!(v041, quick_xml, "quick-xml 0.41 NsReader");

/// Names are text in 0.42, bytes in 0.41.
fn bytes<T: AsRef<[u8]> + ?Sized>(text: &T) -> &[u8] {
    text.as_ref()
}

const HEADER: &[u8] = b"Header";
const SELECTOR: &[u8] = b"Selector";
const ADDRESSING: &[u8] = b"http://schemas.xmlsoap.org/ws/2004/08/addressing";
const WSMAN: &[u8] = b"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
const WANTED: [(&[u8], &[u8]); 5] = [
    (ADDRESSING, b"Action"),
    (ADDRESSING, b"MessageID"),
    (ADDRESSING, b"RelatesTo"),
    (WSMAN, b"ResourceURI"),
    (WSMAN, SELECTOR),
];
