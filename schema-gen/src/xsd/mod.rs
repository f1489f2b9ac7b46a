//! A compiler of XML Schema 1.0: the constructs that the schemas of management use.
//!
//! Unsupported, and an error with file and line: include, redefine, `xs:all`, substitution groups,
//! abstract elements, notations, `xsi`-typed schema documents. Identity constraints, `block` and
//! `final` say nothing about what a codec does; they are read over.

mod catalogue;
mod compile;
mod cycles;
mod document;
mod model;
mod show;
mod types;

pub use catalogue::Catalogue;
pub use compile::{Source, compile};
pub(crate) use document::Node;
pub use model::{
    Attribute, AttributeUse, Attributes, Complex, Content, Derivation, Element, Facet, Model, Name,
    Particle, Simple, Term, Type, TypeRef, Wildcard, XML, XS,
};

#[cfg(test)]
mod tests;
