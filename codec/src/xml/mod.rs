//! Bytes to tape and back: XML 1.0 and Namespaces in XML 1.0, without document types.

mod attributes;
mod builder;
mod canon;
pub(crate) mod chars;
mod diff;
mod document;
mod element;
mod head;
mod infoset;
mod known;
mod markup;
mod memo;
mod prefixes;
mod qnames;
mod reader;
mod redact;
mod runs;
mod salvage;
pub(crate) mod scan;
mod scope;
mod source;
mod tape;
mod text;
mod writer;

pub use canon::canon;
pub use diff::{Change, Difference, Differences, diff};
pub use document::{Document, Name, Tree};
pub use element::{
    Attribute, Attributes, Children, Declaration, Declarations, Element, Node, Nodes, TextNode,
};
#[cfg(feature = "json")]
pub(crate) use prefixes::may_end_prefix;
pub(crate) use prefixes::prefixes_in;
pub use reader::{Options, Reader};
pub use redact::redact;
pub use scan::Kernel;
pub use source::{Encoding, Found, Repair};
pub use tape::{Deviation, DeviationKind, Entry, Kind};
pub use writer::{Chunks, Opening, Sink, Tag, Writer, WriterOptions};
