//! quick-xml's `NsReader`: events with resolved element names, borrowed from the input.
//!
//! 0.41 and 0.42 both: 0.42 checks UTF-8 token by token and is slower for it.

use crate::decode::{Contender, Facts};

macro_rules! ns_reader {
    ($version:ident, $krate:ident, $name:literal, $omits:literal) => {
        pub(super) mod $version {
            use $krate::events::Event;
            use $krate::name::ResolveResult;
            use $krate::reader::NsReader;

            use super::*;

            /// Name of the row.
            pub const NAME: &str = $name;

            pub(in crate::peers) struct Events;

            impl Contender for Events {
                fn name(&self) -> String {
                    NAME.to_owned()
                }

                fn omits(&self) -> &'static str {
                    $omits
                }

                fn decode(&mut self, message: &[u8]) -> Result<(), String> {
                    let facts = read(message, false)?;
                    std::hint::black_box(facts);
                    Ok(())
                }

                fn facts(&mut self, message: &[u8]) -> Result<Facts, String> {
                    read(message, true)
                }
            }

            /// One loop for both: a second use of the reader keeps the compiler from inlining it,
            /// which costs a fifth of its speed.
            #[inline(never)]
            fn read(message: &[u8], values: bool) -> Result<Facts, String> {
                let mut reader = NsReader::from_reader(message);
                let mut facts = Facts::default();
                let mut leaf = None;
                loop {
                    let (namespace, event) =
                        reader.read_resolved_event().map_err(|error| error.to_string())?;
                    let is_bound = matches!(namespace, ResolveResult::Bound(_));
                    match event {
                        Event::Start(_) | Event::Empty(_) if !values => {
                            facts.elements += usize::from(is_bound);
                        }
                        Event::Start(start) => {
                            facts.elements += 1;
                            facts.names += start.local_name().as_ref().len();
                            leaf = Some(0);
                        }
                        Event::Empty(empty) => {
                            facts.elements += 1;
                            facts.names += empty.local_name().as_ref().len();
                            leaf = None;
                        }
                        Event::End(_) => facts.text += leaf.take().unwrap_or(0),
                        Event::Text(text) => leaf = leaf.map(|bytes| bytes + text.len()),
                        Event::CData(text) => leaf = leaf.map(|bytes| bytes + text.len()),
                        Event::GeneralRef(reference) if values => {
                            let found =
                                reference.resolve_char_ref().map_err(|error| error.to_string())?;
                            let length = found.map_or(NAMED, char::len_utf8);
                            leaf = leaf.map(|bytes| bytes + length);
                        }
                        Event::Eof => return Ok(facts),
                        _ => {}
                    }
                }
            }
        }
    };
}

ns_reader!(
    v042,
    quick_xml_042,
    "quick-xml 0.42 NsReader",
    "attributes (syntax, duplicates, prefixes), characters, references, `]]>`, name characters, \
     that one root stands alone; keeps nothing"
);
ns_reader!(v041, quick_xml, "quick-xml 0.41 NsReader", "as 0.42, and UTF-8");

/// Bytes that each of the five predefined entities stands for.
const NAMED: usize = 1;
