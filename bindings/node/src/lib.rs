//! The addon of the package `cimwire`: the facade for JavaScript.
//!
//! It converts types and nothing more. What Node's users expect on top, classes, getters, errors,
//! is JavaScript in `lib/`, which is the only caller; nothing here is public. A failure is a value,
//! which `lib/error.js` throws; nothing unwinds into Node.

// What is exported has to be `pub`, and takes what N-API brings, which is its own.
#![allow(unreachable_pub, clippy::needless_pass_by_value)]
// napi registers nothing under test.
#![cfg_attr(test, allow(dead_code))]

mod cim_rs;
mod decode;
mod document;
mod draft;
mod failure;
mod fault;
mod instance;
mod message;
mod moment;
mod path;
mod reply;
mod request;
mod schema;
mod tape;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;
