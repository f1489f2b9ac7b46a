//! XML that is written.

use std::fmt::{self, Display, Formatter};

use quick_xml::escape::escape;

/// An element, with its attributes and what is inside.
pub(super) struct Tag {
    name: String,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Tag>,
}

impl Tag {
    /// An element of XML Schema.
    pub(super) fn xs(local: &str) -> Self {
        Self { name: format!("xs:{local}"), attributes: Vec::new(), inside: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn holding(mut self, tags: impl IntoIterator<Item = Self>) -> Self {
        self.inside.extend(tags);
        self
    }

    fn show(&self, indent: usize, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:indent$}<{}", "", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", escape(value))?;
        }
        if self.inside.is_empty() {
            return writeln!(f, "/>");
        }
        writeln!(f, ">")?;
        self.inside.iter().try_for_each(|tag| tag.show(indent + 2, f))?;
        writeln!(f, "{:indent$}</{}>", "", self.name)
    }
}

impl Display for Tag {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.show(0, f)
    }
}
