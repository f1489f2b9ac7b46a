//! The one face of `cimwire`: what the command and every foreign language sees.
//!
//! Nothing public has a lifetime, a type parameter or a closure: a [`Document`], a [`Message`] and a
//! [`View`] are handles that share one message, are cheap to clone and can go to any thread; a
//! [`Request`] and a [`Response`] own what they are made of. What is only looked at, as the text of a
//! [`View`], is borrowed from its handle. A shim converts types and names nothing else of ours.
//!
//! ```
//! use cimwire_facade::{Decoder, Options};
//!
//! let mut decoder = Decoder::new(Options::default());
//! let document = decoder.document(&"<f:Fan xmlns:f='urn:fans'><f:Speed>4200</f:Speed></f:Fan>".into())?;
//! assert_eq!(document.root().child("urn:fans", "Speed").unwrap().text(), "4200");
//!
//! let error = decoder.document(&"<Fan>\n<Speed></Fan>".into()).unwrap_err();
//! assert_eq!((error.code.number(), error.line, error.column), (105, 2, 8));
//! # Ok::<(), cimwire_facade::Error>(())
//! ```

#![forbid(unsafe_code)]

mod cim_rs;
mod class;
mod code;
mod datum;
mod decoder;
mod document;
mod draft;
mod encode;
mod error;
mod excerpt;
mod fault;
mod head;
mod instance;
mod items;
mod memory;
mod message;
mod path;
mod reference;
mod report;
mod request;
mod response;
mod rows;
mod schema;
mod tape;
mod value;
mod view;

pub use bytes::Bytes;
pub use cimwire::Limits;
pub use cimwire::cim::{Misfit, MisfitKind};
pub use cimwire::json::Integers;
pub use cimwire::schema::Level;
pub use cimwire::xml::{Change, Difference};

pub use cim_rs::CimRs;
pub use class::{Class, DeclaredMethod, DeclaredProperty, Meaning};
pub use code::Code;
pub use datum::{Clock, DateTime, Datum, Day, Moment};
pub use decoder::{Decoder, Options};
pub use document::Document;
pub use draft::Draft;
pub use encode::{encode, encode_with};
pub use error::Error;
pub(crate) use error::Result;
pub use excerpt::Excerpt;
pub use fault::{CimError, Fault, ProviderFault, Reason, WindowsFault};
pub use head::{Head, NamedOption, Selector};
pub use instance::{Instance, Item, Method, Property};
pub use items::Items;
pub use message::{Header, Message};
pub use path::{Path, PathKey, class_uri};
pub use reference::Reference;
pub use report::{Deviation, Repair};
pub use request::{Association, Request};
pub use response::{Reply, Response};
pub use rows::{Cell, Column, Layout, Rows, Span};
pub use schema::{Found, JsonOptions, Schema};
pub use tape::{Names, Tape, Vocabulary, vocabulary};
pub use value::{Value, real_text};
pub use view::{Attribute, Node, View, Walk, is_of_protocol, usual_prefix};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_go_to_any_thread() {
        fn goes<T: Send + Sync + Clone>() {}
        goes::<Document>();
        goes::<Message>();
        goes::<View>();
        goes::<Request>();
        goes::<Response>();
        goes::<Error>();
        goes::<Schema>();
        goes::<Instance>();
        goes::<Datum>();
        goes::<Rows>();
        goes::<Draft>();
    }
}
