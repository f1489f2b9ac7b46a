//! The SOAP 1.2 level of a message: envelope, header blocks, body (SOAP 1.2 part 1 §5).

mod envelope;
mod message;

pub use envelope::{Envelope, Header, Headers};
pub use message::Message;
