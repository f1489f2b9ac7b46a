//! What does not fit, in words without values, and where it stands.

use std::fmt::{self, Write};

use serde::de::{self, Expected, Unexpected};

use crate::error::{Error, ErrorKind, Result};
use crate::xml::Element;

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(text: T) -> Self {
        misfit(text.to_string())
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        misfit(format!("expected {expected}, found {}", kind_of(found)))
    }

    #[cold]
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        misfit(format!("expected {expected}, found another value"))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        misfit(format!("expected {expected}, found {length}"))
    }

    #[cold]
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        misfit(format!("expected {}, found something else", one_of(expected)))
    }

    #[cold]
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let field: String = field.chars().take(LONGEST_NAME_SHOWN).collect();
        misfit(format!("expected {}, found `{field}`", one_of(expected)))
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        misfit(format!("expected `{field}`, found none"))
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        misfit(format!("expected one `{field}`, found another"))
    }
}

#[cold]
pub(super) fn misfit(text: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Misfit, 0, text)
}

/// Says where an error is that does not know it yet: at `element`.
pub(super) fn located<T>(element: Element<'_>, result: Result<T>) -> Result<T> {
    located_at(element, element.entry().start(), result)
}

/// Says where an error is that does not know it yet: in `element`, at an offset of its text.
pub(super) fn located_at<T>(element: Element<'_>, at: usize, result: Result<T>) -> Result<T> {
    result.map_err(|error| {
        if !error.path().is_empty() {
            return error;
        }
        error.at(element.tree().offset_in_input(at)).within(path(element))
    })
}

/// As [`Error::path`] has it.
#[cold]
fn path(element: Element<'_>) -> String {
    let mut around = element.tree().root();
    let mut path = around.name().local.to_owned();
    while around.index() < element.index() {
        let until = |child: &Element<'_>| child.index() <= element.index();
        let Some(child) = around.children().take_while(until).last() else { break };
        let local = child.name().local;
        let alike = |sibling: &Element<'_>| sibling.name().local == local;
        let position = around.children().take_while(until).filter(alike).count();
        // Writing to a string does not fail.
        let _ = match position {
            1 => write!(path, "/{local}"),
            _ => write!(path, "/{local}[{position}]"),
        };
        around = child;
    }
    path
}

/// What was found, without its value.
fn kind_of(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Unit | Unexpected::Option => "nothing",
        Unexpected::Seq => "a sequence",
        Unexpected::Map | Unexpected::NewtypeStruct => "elements or attributes",
        Unexpected::UnitVariant => "a word",
        Unexpected::Enum | Unexpected::NewtypeVariant => "an element",
        Unexpected::TupleVariant | Unexpected::StructVariant => "elements",
        _ => "other text",
    }
}

fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [name] => format!("`{name}`"),
        names => format!("one of `{}`", names.join("`, `")),
    }
}

/// Characters of a name that an error shows.
const LONGEST_NAME_SHOWN: usize = 64;
