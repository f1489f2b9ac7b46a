//! The suite: one binary, a module a subject.

mod cim;
mod cim_write;
mod corpus;
mod errors;
mod fuzz_regressions;
mod generated;
mod golden;
mod head;
mod house;
mod judges;
mod limits;
mod linear;
mod made_up;
mod mutants;
mod packs;
mod paths;
mod rules;
mod schemas;
mod serde;
mod soap;
mod tolerance;
mod transcripts;
mod twins;
mod typed;
mod values;
mod wscim;
