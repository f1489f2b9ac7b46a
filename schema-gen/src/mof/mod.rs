//! A compiler of MOF, the language of CIM schemas (DSP0004 2.x §7 and annex A), as far as a codec
//! needs it.
//!
//! Read over: instances, qualifier declarations (the flavors of the qualifiers that count are fixed
//! in DSP0004 §5.6.3), default values, pragmas but for `include`. Names and keywords are
//! case-insensitive and no name is reserved. What Microsoft adds is read: flavors such as `Amended`
//! and `ToInstance`, qualifiers such as `dynamic`, `void` methods, the type `object`, strings of
//! several lines, UTF-16.

mod error;
mod input;
mod lexer;
mod parser;
mod qualifiers;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::classes::Class;
use crate::xsd::Source;

pub use error::{Error, MAX_ERRORS};
pub use input::{read, source};

/// The classes of all sources together, in order. One that says the same again counts once.
///
/// # Errors
/// Up to [`MAX_ERRORS`] places that are not MOF, or where a class is declared in
/// another way.
pub fn compile(sources: &[Source]) -> Result<Vec<Class>, Vec<Error>> {
    let mut errors = Vec::new();
    let mut classes = Vec::new();
    let mut declared = BTreeMap::new();
    for source in sources {
        let parsed = parser::parse(source);
        errors.extend(parsed.errors);
        for (class, offset) in parsed.classes {
            let mut place = Error::new(source, offset, String::new());
            match declared.entry(class.name.to_ascii_lowercase()) {
                Entry::Vacant(entry) => {
                    entry.insert((classes.len(), place.place()));
                    classes.push(class);
                }
                Entry::Occupied(entry) if classes.get(entry.get().0) == Some(&class) => {}
                Entry::Occupied(entry) => {
                    let first = &entry.get().1;
                    place.text = format!("class {} is declared otherwise at {first}", class.name);
                    errors.push(place);
                }
            }
        }
    }
    errors.truncate(MAX_ERRORS);
    if errors.is_empty() { Ok(classes) } else { Err(errors) }
}

#[cfg(test)]
mod tests;
