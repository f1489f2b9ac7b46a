//! The tape and its names, for JavaScript to read.

use cimwire_facade as facade;
use napi::bindgen_prelude::Uint32Array;
use napi_derive::napi;

/// Names by their numbers, as the facade has them.
#[napi(object, object_from_js = false)]
pub struct Names {
    pub locals: Vec<String>,
    pub namespaces: Vec<u32>,
    pub uris: Vec<String>,
}

/// The names that all messages have the same numbers for, and where the numbers of others begin.
#[napi(object, object_from_js = false)]
pub struct Vocabulary {
    pub names: Names,
    pub canonical: Vec<u32>,
    pub first_own_name: u32,
    pub first_own_namespace: u32,
}

/// The tape of a message: four words for each entry.
#[napi(object, object_from_js = false)]
pub struct Tape {
    pub words: Uint32Array,
    pub names: Names,
}

/// The number of the tape's layout.
#[napi]
pub fn layout() -> u32 {
    facade::Tape::LAYOUT
}

#[napi(catch_unwind)]
pub fn vocabulary() -> Vocabulary {
    let facade::Vocabulary { names, canonical } = facade::vocabulary();
    Vocabulary {
        names: names.into(),
        canonical,
        first_own_name: facade::Tape::FIRST_OWN_NAME,
        first_own_namespace: facade::Tape::FIRST_OWN_NAMESPACE,
    }
}

impl From<facade::Names> for Names {
    fn from(names: facade::Names) -> Self {
        let facade::Names { locals, namespaces, uris } = names;
        Self { locals, namespaces, uris }
    }
}

impl From<facade::Tape> for Tape {
    fn from(tape: facade::Tape) -> Self {
        Self { words: Uint32Array::new(tape.words), names: tape.names.into() }
    }
}
