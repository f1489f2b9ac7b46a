//! What goes into a message.

use cimwire::record::{Any, Content};
use cimwire::value::Lexical;

use crate::{Result, View};

/// What goes into an element of a message: text, or an element.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, to the character.
    Text(String),
    /// An element, copied with what is in it: an endpoint reference, an embedded instance.
    Element(View),
    /// What is in an element, copied without the element: the context of an enumeration.
    Inside(View),
}

impl Value {
    pub(crate) fn content(&self) -> Result<Content<'static>> {
        Ok(match self {
            Self::Text(text) => text.clone().into(),
            Self::Element(view) => view.to_document()?.into(),
            Self::Inside(view) => match &view.children()[..] {
                [] => view.text().into_owned().into(),
                children => {
                    let elements = children.iter().map(View::to_document);
                    let elements: Result<Vec<_>> = elements.collect();
                    Content::elements_of(elements?.into_iter().map(Any::Owned))
                }
            },
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Value {
    /// A real number as XML has it (XML Schema part 2 §3.2.5): `1.5`, `1E300`, `INF`, `NaN`.
    fn from(real: f64) -> Self {
        Self::Text(real_text(real))
    }
}

/// The text of a real number, as drafts write it (XML Schema part 2 §3.2.5).
///
/// ```
/// use cimwire_facade::real_text;
/// assert_eq!([1.5, f64::INFINITY, f64::NAN].map(real_text), ["1.5", "INF", "NaN"]);
/// ```
#[must_use]
pub fn real_text(value: f64) -> String {
    f64::canonical(&value).into_owned()
}
