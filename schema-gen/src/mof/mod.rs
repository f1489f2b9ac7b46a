//! A compiler of MOF, the language of CIM schemas (DSP0004 2.x §7 and annex A), as far as a codec
//! needs it.
//!
//! Read over: instances, qualifier declarations (the flavors of the qualifiers that count are fixed
//! in DSP0004 §5.6.3), default values, pragmas but for `include`. Names and keywords are
//! case-insensitive and no name is reserved. What Microsoft adds is read: flavors such as `Amended`
//! and `ToInstance`, qualifiers such as `dynamic`, `void` methods, the type `object`, UTF-16.

mod error;
mod input;
mod lexer;
mod parser;
mod qualifiers;

use std::collections::BTreeMap;

use crate::classes::Class;
use crate::xsd::Source;

pub use error::{Error, MAX_ERRORS};
pub use input::read;

/// The classes of all sources together, in order.
///
/// # Errors
/// Up to [`MAX_ERRORS`] places that are not MOF, or where a class is declared again.
pub fn compile(sources: &[Source]) -> Result<Vec<Class>, Vec<Error>> {
    let mut errors = Vec::new();
    let mut classes = Vec::new();
    let mut declared = BTreeMap::new();
    for source in sources {
        let parsed = parser::parse(source);
        errors.extend(parsed.errors);
        for (class, offset) in parsed.classes {
            let place = Error::new(source, offset, String::new());
            match declared.get(&class.name.to_ascii_lowercase()) {
                Some(first) => {
                    let text = format!("class {} is already declared at {first}", class.name);
                    errors.push(Error { text, ..place });
                }
                None => {
                    declared.insert(class.name.to_ascii_lowercase(), place.place());
                    classes.push(class);
                }
            }
        }
    }
    errors.truncate(MAX_ERRORS);
    if errors.is_empty() { Ok(classes) } else { Err(errors) }
}

#[cfg(test)]
mod tests;
