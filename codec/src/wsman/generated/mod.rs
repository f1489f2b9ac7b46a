//! Records made by schema-gen.

pub(super) mod addressing;
pub(super) mod cimbinding;
pub(super) mod control;
pub mod enumeration;
pub mod eventing;
pub(super) mod headers;
pub mod identity;
pub mod transfer;
