//! The overlay: what the records need that the schemas do not say.

use serde::Deserialize;

/// The overlay file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Where records go.
    #[serde(rename = "module")]
    pub modules: Vec<Module>,
    /// Structs with a name of their own.
    #[serde(rename = "name", default)]
    pub names: Vec<Named>,
    /// Types that stand for others.
    #[serde(rename = "shape", default)]
    pub shapes: Vec<Shaped>,
    /// Fields that wildcards let in.
    #[serde(rename = "add", default)]
    pub adds: Vec<Add>,
    /// Fields that are not as the schema has them.
    #[serde(rename = "field", default)]
    pub fields: Vec<Changed>,
    /// Enumerations that become Rust enums.
    #[serde(rename = "token", default)]
    pub tokens: Vec<Token>,
}

/// Where records of some namespaces go.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// The module of the tables, in `cimwire::schema`.
    pub name: String,
    /// The namespaces whose records it takes.
    pub namespaces: Vec<String>,
    /// The file of the structs.
    pub structs: String,
    /// The path of their module, seen from its siblings.
    pub path: String,
    /// What it is about.
    pub text: String,
    /// The document it is from.
    pub source: String,
    /// Elements that become records, whatever they hold.
    pub roots: Vec<String>,
}

/// A struct with a name of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The type, or the element of a type without a name.
    pub of: String,
    /// The name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A type that stands for another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shaped {
    /// The type, or the element of a type without a name.
    pub of: String,
    /// The other type.
    pub like: String,
    /// Why.
    pub reason: String,
}

/// Fields that a wildcard lets in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Add {
    /// The type, or the element of a type without a name, or an element that no schema has.
    pub to: String,
    /// The field they stand behind; the last one if there is none.
    pub after: Option<String>,
    /// The fields.
    pub fields: Vec<Added>,
    /// What the record is about, if no schema has it.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
}

/// A field that a wildcard lets in.
#[derive(Debug, Deserialize)]
pub struct Added {
    /// The element.
    pub of: String,
    /// As of [`Changed`].
    #[serde(flatten)]
    pub change: Change,
    /// What it is about, if no schema has it.
    pub text: Option<String>,
}

/// A field that is not as the schema has it.
#[derive(Debug, Deserialize)]
pub struct Changed {
    /// The type, or the element of a type without a name; a slash; the local name of the field.
    pub of: String,
    /// What is different.
    #[serde(flatten)]
    pub change: Change,
    /// Why.
    pub reason: String,
}

/// What is different about a field.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Change {
    /// Its name in Rust and JSON.
    pub key: Option<String>,
    /// Names that are read as this one too.
    #[serde(default)]
    pub alias: Vec<String>,
    /// `empty`, `content`, `string` or `token`.
    pub shape: Option<String>,
    /// How often it occurs.
    pub occurs: Option<Occurs>,
    /// Whether it is no field at all.
    #[serde(default)]
    pub drop: bool,
}

/// An enumeration that becomes a Rust enum.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The simple type.
    pub of: String,
    /// The name of the enum.
    pub name: String,
    /// What it is about.
    pub text: String,
}

/// How often a field occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occurs {
    /// Once or not at all.
    Optional,
    /// Once.
    Required,
    /// Any number of times.
    Any,
    /// At least once.
    Some,
}

impl Overlay {
    /// Reads the overlay.
    ///
    /// # Errors
    /// What TOML or the overlay does not have, with its place.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("{}: {error}", super::OVERLAY))
    }
}

impl Occurs {
    /// Whether it may occur more than once.
    pub(crate) fn is_repeated(self) -> bool {
        matches!(self, Self::Any | Self::Some)
    }
}
