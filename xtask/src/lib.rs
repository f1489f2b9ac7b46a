//! The commands people run: `cargo xtask test` and its parts.
//!
//! A module is a command, or a step of one; `src/main.rs` only names them.

#![forbid(unsafe_code)]

pub mod bench;
pub mod c;
pub mod command;
pub mod crates;
pub mod cross;
pub mod fuzz;
pub mod r#gen;
pub mod header;
pub mod identity;
pub mod install;
pub mod instructions;
pub mod memory;
pub mod nameless;
pub mod node;
pub mod npm;
pub mod package;
pub mod python;
pub mod service;
pub mod step;
pub mod test;
pub mod tools;
pub mod wheel;
