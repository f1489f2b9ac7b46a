//! CIM classes, whatever they were declared in (DSP0004 §5).

mod cim_xml;
mod fact;
mod flat;
mod model;
mod show;
mod values;
mod xsd;

pub use cim_xml::{of_cim_xml, read_cim_xml};
pub use fact::{Fact, Facts, Kind, Value};
pub use flat::{Flat, Origin, flatten};
pub use model::{Class, Method, Property, Type};
pub use show::Counts;
pub use xsd::{of_schemas, read_schemas};

#[cfg(feature = "unpack")]
pub(crate) use {values::COMMON, xsd::CIM_SCHEMA};

#[cfg(test)]
mod tests;
