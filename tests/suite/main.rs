//! The suite: one binary, a module a subject.

mod generated;
mod house;
