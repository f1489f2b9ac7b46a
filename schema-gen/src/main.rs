//! `schema-gen`: shows what it makes of a schema.

fn main() {}
