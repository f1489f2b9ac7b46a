//! Tables made by schema-gen.

mod faults;
mod messages;
mod rules;
pub mod uris;

pub use faults::{DETAILS, FAULTS};
pub(super) use messages::ACTIONS;
pub use messages::{Kind, MESSAGES};
pub use rules::RULES;
