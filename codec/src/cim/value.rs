//! Values of CIM.

use std::borrow::Cow;

use super::given::{Given, Reference};
use super::instance::Instance;
use crate::value::CimForm;

/// A value of one of the types of CIM (DSP0004 §5.2), as a class has it. The text it was read from
/// is with its [property](super::Property).
#[derive(Clone, Debug)]
pub enum Value<'m> {
    /// None: there is an element that says so. Of an array as a whole, or of one item.
    Null,
    /// `boolean`.
    Boolean(bool),
    /// `uint8`.
    Uint8(u8),
    /// `uint16`.
    Uint16(u16),
    /// `uint32`.
    Uint32(u32),
    /// `uint64`.
    Uint64(u64),
    /// `sint8`.
    Sint8(i8),
    /// `sint16`.
    Sint16(i16),
    /// `sint32`.
    Sint32(i32),
    /// `sint64`.
    Sint64(i64),
    /// `real32`.
    Real32(f32),
    /// `real64`.
    Real64(f64),
    /// `char16`: a character of the first plane.
    Char16(char),
    /// `string`, blanks included.
    String(Cow<'m, str>),
    /// `datetime`, a timestamp or an interval, in the form it had.
    DateTime(CimForm),
    /// A reference.
    Reference(Reference<'m>),
    /// An embedded instance.
    Instance(Instance<'m>),
    /// An octet string: all of a `uint8[]`, or one item of a `string[]`.
    Octets(Vec<u8>),
    /// An array, also of one item; or what repeats though its class says that it does not.
    Array(Vec<Value<'m>>),
    /// As the wire has it: not of its type, or of none that is known.
    Untyped(Given<'m>),
}
