//! CIM over WS-Management (DSP0227, DSP0230): what classes, their instances and their methods look
//! like in XML, read and written without losing anything.
//!
//! Without a class nothing is guessed: an [`Instance`] has [properties](Property), a property what
//! the wire [gives](Given), which is its exact text and what XML itself says about it. With a class
//! of a [pack](crate::schema::pack), [`Instance::typed`] tells values from texts, arrays from
//! scalars and null from missing, and notes what is not as the class has it. Where an instance is,
//! is a [`Path`].
//!
//! A [`Draft`] is what is written: a new instance, or one that was read with changes over it.
//!
//! ```
//! use cimwire::cim::{self, Form, Item};
//! let message = cimwire::Message::decode(
//!     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'
//!         xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'
//!         xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
//!       <s:Body><n:PullResponse><n:Items>
//!         <f:CIM_Fan><f:DeviceID>007</f:DeviceID></f:CIM_Fan>
//!       </n:Items></n:PullResponse></s:Body></s:Envelope>",
//! )?;
//! let typed = message.typed();
//! let Some(Item::Instance(fan)) = cim::items(&typed).next() else { panic!() };
//! assert_eq!(fan.class_name(), "CIM_Fan");
//! let id = fan.property("deviceid").unwrap();
//! assert_eq!(id.values().next().unwrap().text(), "007");
//! # Ok::<(), cimwire::Error>(())
//! ```

mod allowed;
mod cim_error;
mod class_uri;
mod decode;
mod draft;
mod field;
mod given;
mod instance;
mod items;
mod method;
mod path;
mod plan;
mod property;
mod reader;
mod status;
mod typed;
mod value;

pub use cim_error::CimError;
pub use class_uri::ClassUri;
pub use decode::Declared;
pub use draft::Draft;
pub(crate) use draft::fitted;
pub use field::{Field, FieldType};
pub use given::{DateForm, Form, Given, Reference};
pub use instance::Instance;
pub use items::{Item, item_elements, items};
pub use method::Method;
pub use path::{Key, KeyValue, Path};
pub use property::Property;
pub use reader::Reader;
pub use status::Status;
pub use typed::{Misfit, MisfitKind, TypedProperties, TypedProperty};
pub use value::Value;

#[cfg(test)]
mod tests;
