//! `libcimwire`: the facade for C. `include/cimwire.h` is made from this crate.
//!
//! A function converts its arguments and calls the facade; what a caller promises, and what is
//! promised to a caller, is said once at the top of the header. All pointers are met in `border`,
//! all handles in `handle`.

// What a caller promises is said once, at the top of the header, and not at each function.
#![allow(clippy::missing_safety_doc)]

mod allocator;
mod border;
mod buffer;
mod cim_rs;
mod class;
mod decoder;
mod document;
mod draft;
mod error;
mod fault;
mod handle;
mod head;
mod instance;
mod json;
mod message;
mod misfit;
mod moment;
mod options;
mod path;
mod property;
mod report;
mod request;
mod response;
mod schema;
mod shortage;
mod text;
mod view;

pub use allocator::*;
pub use border::Code;
pub use buffer::*;
pub use cim_rs::*;
pub use class::*;
pub use decoder::*;
pub use document::*;
pub use draft::*;
pub use error::*;
pub use fault::*;
pub use head::*;
pub use instance::*;
pub use json::*;
pub use message::*;
pub use misfit::*;
pub use moment::*;
pub use options::*;
pub use path::*;
pub use property::*;
pub use report::*;
pub use request::*;
pub use response::*;
pub use schema::*;
pub use text::*;
pub use view::*;
