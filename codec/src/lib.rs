//! WS-Management messages: bytes to typed messages and back.

#![deny(unsafe_code)]

pub mod error;
pub mod limits;
pub mod names;
pub mod soap;
pub mod xml;

pub use error::{Error, ErrorKind, Location, Result};
pub use limits::Limits;
pub use soap::Message;
