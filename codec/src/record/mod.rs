//! The one engine that fills structs from elements and writes them back, by their tables.
//!
//! A record is a struct whose fields are what its table ([`schema::Record`](crate::schema::Record))
//! says, in types of this room: [`Leaf`] for text with attributes, [`Content`] for what is kept as
//! it is, [`QName`], other records; [`Option`] for what occurs once, [`Vec`] for what repeats. It
//! borrows from the message. Reading never fails and loses nothing: what is not of the table, or
//! not as the table has it, is in [`Rest`], and a [`Misfit`] says so. Writing follows the order of
//! the schema, or that of the message where the record was read from one and its order differs.

mod attributes;
mod content;
mod leaf;
mod qname;
mod read;
mod rest;
mod slot;
mod spelling;
mod write;

pub use attributes::{AttributeList, ForeignAttribute};
pub(crate) use content::build;
pub use content::{Any, Content, Elements};
pub use leaf::Leaf;
pub use qname::QName;
pub use read::{Misfit, MisfitKind, Reading};
pub use rest::Rest;
pub(crate) use slot::record;
pub use slot::{ElementSlot, Item, Slots, TextSlot, Unfit};
pub use spelling::Spelling;
pub use write::Writing;

#[cfg(test)]
mod tests;
