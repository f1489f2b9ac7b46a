//! WS-Management messages: bytes to typed messages and back, without I/O.
//!
//! - [`Message`] is a SOAP message that was read; [`xml::Document`] is any XML. Both are shared,
//!   immutable, and can go to any thread.
//! - [`xml::Reader`] reads one message after the other and borrows instead: the fast way.
//! - [`xml::Element`] walks what was read; [`xml::Writer`] writes, and splices what was read.
//! - [`Message::typed`] gives a message its types; [`request`], [`notice`] and
//!   [`wsman::Response`] build messages; [`Message::check`] tells which rules one breaks.
//! - [`cim`] reads instances and method calls with the types of their classes.
//! - [`windows`] reads what Windows adds to faults.
//! - [`json`] is the reversible JSON form of a message.
//! - `serde`, with the feature of that name, reads elements into structs of your own.
//! - [`Limits`] and [`xml::Options`] say how much a message may ask for and how strictly it is read.
//!
//! ```
//! use cimwire::xml::Document;
//!
//! let document = Document::decode("<f:Fan xmlns:f='urn:fans'><f:Speed>4200</f:Speed></f:Fan>")?;
//! let speed = document.root().child("urn:fans", "Speed").unwrap();
//! assert_eq!(speed.text(), "4200");
//! # Ok::<(), cimwire::Error>(())
//! ```

#![deny(unsafe_code)]

pub mod check;
pub mod cim;
pub mod error;
#[cfg(feature = "json")]
pub mod json;
pub mod limits;
pub mod names;
pub mod record;
pub mod schema;
#[cfg(feature = "serde")]
pub mod serde;
pub mod soap;
pub mod value;
pub mod windows;
pub mod wsman;
pub mod xml;

pub use error::{Error, ErrorKind, Location, Result};
pub use limits::Limits;
pub use soap::Message;
pub use wsman::{notice, request};

/// The examples of the README, which are tests too.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
