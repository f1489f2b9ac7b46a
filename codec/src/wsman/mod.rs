//! Messages of WS-Management (DSP0226): what they ask and say, with types.
//!
//! [`Typed`] is a message with types, read from an envelope or built: its header blocks are
//! [`Headers`], what its body is for is a [`Payload`]. Records are in a module for each schema.
//! Requests are built by [`request`], answers by [`Response`].

pub mod addressing;
mod allowed;
mod body;
pub mod cimbinding;
pub mod control;
mod generated;
mod headers;
mod kind;
mod message_id;
pub mod notice;
pub mod request;
mod response;
mod typed;

pub use body::{Body, Payload};
pub use generated::{enumeration, eventing, identity, transfer};
pub use headers::Headers;
#[cfg(feature = "json")]
pub(crate) use kind::Signs;
pub use response::{Reply, Response};
pub use typed::Typed;
