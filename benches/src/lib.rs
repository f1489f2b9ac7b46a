//! Side-by-side measurements of the codec and its rivals; `cargo xtask bench` runs them.
//!
//! [`data`] makes the messages, [`ours`] and [`peers`] are the rows, [`measure`] takes the times and
//! [`table`] prints them.

pub mod cim;
pub mod data;
pub mod decode;
pub mod encode;
pub mod json;
pub mod measure;
pub mod mof;
pub mod ours;
pub mod peers;
pub mod table;
pub mod typed;
pub mod typed_json;
