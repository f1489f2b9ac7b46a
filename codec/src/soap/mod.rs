//! The SOAP 1.2 level of a message: envelope, header blocks, body, fault (SOAP 1.2 part 1 §5).

mod envelope;
mod fault;
mod generated;
mod message;

pub use envelope::{Envelope, Header, Headers};
pub use generated::*;
pub use message::Message;
