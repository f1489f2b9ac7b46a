//! Tables made by schema-gen.

pub mod addressing;
pub mod cimbinding;
pub mod control;
mod elements;
pub mod enumeration;
pub mod eventing;
mod faults;
pub mod headers;
pub mod identity;
mod messages;
mod rules;
pub mod soap;
pub mod uris;

pub use elements::ELEMENTS;
pub use faults::{DETAILS, FAULTS};
pub(super) use messages::ACTIONS;
pub use messages::{Kind, MESSAGES};
pub use rules::RULES;
