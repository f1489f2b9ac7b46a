//! Elements into structs of your own, through [serde](https://serde.rs). Feature `serde`.
//!
//! | in the message | in the struct |
//! | --- | --- |
//! | an element `p:Speed` | a field `Speed`, or `{urn:p}Speed` where the namespace matters |
//! | elements of one name, next to each other or not | one field that is a `Vec`, a tuple or a set |
//! | an attribute `Name`, `x:Name` | `@Name`, `@{urn:x}Name` |
//! | the text of the element itself | `$text`, or `#text` as in JSON |
//! | elements that no other field takes | `$value` |
//! | no such element or attribute | `None`; else serde's `default`, else an error |
//! | `xsi:nil="true"` | `None`, else an error; [`nillable`] tells it from no element |
//! | an empty element | `Option<()>` says whether it is there; an empty `String` |
//! | text that is one of several words | an enum of the words |
//! | one element inside of several that may be there | an enum of their names |
//!
//! Numbers, booleans and the types of [`value`](crate::value) are read from text as XML Schema
//! writes them, without the blanks around; strings are the exact text. `&str` takes text in which
//! nothing had to be decoded; `Cow<str>` with serde's `borrow`, and [`Text`](crate::value::Text),
//! which also knows its type, take any and copy only where they must. A field is a struct, a map,
//! an enum or a sequence of these as it comes.
//!
//! A `HashMap<String, T>` has an entry for each name: `Speed`, `@Name` or `@{urn:x}Name`, and
//! `$text` where the text is not blank. Attributes of XML Schema instance (`xsi:type`) are left
//! out; a field of a struct may ask for them. So it is, too, with what serde's `flatten`, `untagged`
//! and `tag` read, which know numbers as texts only.
//!
//! The element to begin with may itself be a sequence, of all elements in it, and an enum whose
//! variant is the element's own name.
//!
//! ```
//! use cimwire::{Message, ErrorKind};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! #[serde(rename_all = "PascalCase")]
//! struct PullResponse<'m> {
//!     #[serde(borrow)]
//!     items: Items<'m>,
//!     end_of_sequence: Option<()>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Items<'m> {
//!     #[serde(rename = "CIM_Fan", default, borrow)]
//!     fans: Vec<Fan<'m>>,
//! }
//!
//! #[derive(Deserialize, Debug, PartialEq)]
//! #[serde(rename_all = "PascalCase")]
//! struct Fan<'m> {
//!     #[serde(rename = "DeviceID")]
//!     device: &'m str,
//!     desired_speed: Option<u64>,
//!     #[serde(default)]
//!     operational_status: Vec<u16>,
//! }
//!
//! let message = Message::decode(
//!     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>\
//!      <n:PullResponse xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><n:Items>\
//!      <f:CIM_Fan xmlns:f='urn:fan' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\
//!      <f:DeviceID>1A</f:DeviceID><f:DesiredSpeed xsi:nil='true'/>\
//!      <f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus>15</f:OperationalStatus>\
//!      </f:CIM_Fan></n:Items><n:EndOfSequence/></n:PullResponse></s:Body></s:Envelope>",
//! )?;
//! let response = message.body_elements().next().unwrap();
//! let pulled: PullResponse = cimwire::serde::from_element(response)?;
//! let fan = Fan { device: "1A", desired_speed: None, operational_status: vec![2, 15] };
//! assert_eq!(pulled.items.fans, [fan]);
//! assert!(pulled.end_of_sequence.is_some());
//!
//! let error = cimwire::serde::from_element::<Vec<u8>>(response).unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::Misfit);
//! assert_eq!(error.path(), "Envelope/Body/PullResponse/Items");
//! # Ok::<(), cimwire::Error>(())
//! ```

mod error;
mod lexical;
mod members;
mod node;
mod sequence;
mod text;

use serde::de::{Deserialize, Deserializer};

use crate::error::Result;
use crate::limits::Limits;
use crate::xml::Element;
use error::located;
use node::Node;

/// Reads an element into a value that serde can make.
///
/// # Errors
/// [`ErrorKind::Misfit`](crate::ErrorKind::Misfit) where the element is not what the type asks
/// for, with the offset and path of what does not fit. As all errors it repeats names and not
/// values; what the type itself says in its own words is kept. More elements in one another than
/// the default [`Limits::depth`] are [`ErrorKind::DepthLimit`](crate::ErrorKind::DepthLimit).
pub fn from_element<'d, T: Deserialize<'d>>(element: Element<'d>) -> Result<T> {
    from_element_within(element, &Limits::default())
}

/// As [`from_element`], with a limit of your own on the elements that lie in one another, for
/// types that contain themselves: each takes stack. Only [`Limits::depth`] counts.
///
/// # Errors
/// As [`from_element`].
pub fn from_element_within<'d, T: Deserialize<'d>>(
    element: Element<'d>,
    limits: &Limits,
) -> Result<T> {
    located(element, Node::root(element, limits.depth).and_then(T::deserialize))
}

/// Tells an element that is nil from one that is not there, with serde's `deserialize_with`: not
/// there is `None`, nil is `Some(None)`.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Fan {
///     #[serde(rename = "Speed", default, deserialize_with = "cimwire::serde::nillable")]
///     speed: Option<Option<u32>>,
/// }
/// let xml = "<Fan><Speed xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/></Fan>";
/// let document = cimwire::xml::Document::decode(xml)?;
/// let fan: Fan = cimwire::serde::from_element(document.root())?;
/// assert_eq!(fan.speed, Some(None));
/// # Ok::<(), cimwire::Error>(())
/// ```
///
/// # Errors
/// Those of `T`.
pub fn nillable<'de, D, T>(deserializer: D) -> std::result::Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests;
