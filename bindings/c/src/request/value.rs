//! What goes into an element of a message.

use cimwire_facade as facade;

use crate::border::{Caller, Stop};
use crate::error::refused;
use crate::text::Str;
use crate::view::View;

/// What goes into an element of a message: make it with `cimwire_text`, `cimwire_element` or
/// `cimwire_inside`. What it names is copied when it is used.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Value {
    /// One of `enum cimwire_value_kind`.
    pub kind: i32,
    /// The text.
    pub text: Str,
    /// The element.
    pub view: View,
}

/// What a value is.
#[repr(C)]
pub enum ValueKind {
    /// Text, to the character.
    Text = 0,
    /// An element, with what is in it: an endpoint reference, an embedded instance.
    Element = 1,
    /// What is in an element, without the element: the context of an enumeration.
    Inside = 2,
}

impl Caller {
    /// An element that a caller passed, as a handle of its own.
    pub(crate) fn element(&self, view: View) -> Result<facade::View, Stop> {
        self.view(view, |it, _| Ok::<_, Stop>(it.clone()))
    }

    /// A value that a caller passed.
    pub(crate) fn value(&self, value: Value) -> Result<facade::Value, Stop> {
        match value.kind {
            kind if kind == ValueKind::Text as i32 => {
                Ok(facade::Value::Text(self.text(value.text)?.to_owned()))
            }
            kind if kind == ValueKind::Element as i32 => {
                Ok(facade::Value::Element(self.element(value.view)?))
            }
            kind if kind == ValueKind::Inside as i32 => {
                Ok(facade::Value::Inside(self.element(value.view)?))
            }
            other => {
                let text = format!("expected a kind of enum cimwire_value_kind, found {other}");
                Err(refused(facade::Code::Argument, text).into())
            }
        }
    }
}
