//! The attributes of an element, and the bindings that its values use.

use super::Values;
use crate::error::Result;
use crate::json::vocabulary::{NOT_A_NAME, push_name};
use crate::names::{NameId, soap, xsi};
use crate::schema::Field;
use crate::xml::scan::Scan;
use crate::xml::{Attribute, Element, Node};

/// Attributes of an element that are told in another way.
#[derive(Clone, Copy)]
pub(in crate::json::write) struct Hidden {
    /// SOAP's `mustUnderstand`.
    pub(in crate::json::write) must: bool,
    /// `xsi:nil`.
    pub(in crate::json::write) nil: bool,
    /// Those of a table.
    pub(in crate::json::write) fields: &'static [Field],
}

impl Hidden {
    /// None.
    pub(in crate::json::write) const NONE: Self = Self { must: false, nil: false, fields: &[] };

    pub(in crate::json::write) fn has(self, name: NameId) -> bool {
        self.must && name == soap::MUST_UNDERSTAND
            || self.nil && name == xsi::NIL
            || self.fields.iter().any(|field| field.name == name)
    }
}

impl<'d, S: Scan> Values<'d, '_, S> {
    pub(in crate::json::write) fn begin_used(&mut self) {
        self.used.clear();
        self.scope.begin_list();
    }

    /// Lists the bindings that the attributes of an element use, and resolves its type.
    pub(in crate::json::write) fn use_of_attributes(
        &mut self,
        element: Element<'d>,
        hidden: Hidden,
    ) {
        self.type_name.clear();
        for attribute in element.attributes().filter(|attribute| !hidden.has(attribute.id())) {
            let value = attribute.value();
            if attribute.id() == xsi::TYPE
                && let Some(name) = self.scope.resolve(&value)
            {
                push_name(&mut self.type_name, name);
                continue;
            }
            self.scope.list(&value, &mut self.used);
        }
    }

    /// Lists the bindings that the text beside elements uses; comments do not divide it.
    pub(in crate::json::write) fn use_of_pieces(&mut self, element: Element<'d>) {
        let mut text = std::mem::take(&mut self.text);
        for node in element.nodes() {
            match node {
                Node::Text(piece) => text.push_str(&piece.value()),
                Node::Element(_) => {
                    self.scope.list(&text, &mut self.used);
                    text.clear();
                }
                Node::Comment(_) | Node::Instruction(_) => {}
            }
        }
        self.scope.list(&text, &mut self.used);
        text.clear();
        self.text = text;
    }

    /// Lists the bindings that a text uses.
    pub(in crate::json::write) fn use_of_text(&mut self, text: &str) {
        self.scope.list(text, &mut self.used);
    }

    /// Whether any bindings are listed.
    pub(in crate::json::write) fn uses_bindings(&self) -> bool {
        !self.used.is_empty()
    }

    /// The bindings in use and the attributes; returns whether the object has no member yet.
    pub(in crate::json::write) fn attributes(
        &mut self,
        element: Element<'d>,
        hidden: Hidden,
        mut is_first: bool,
    ) -> Result<bool> {
        if !self.used.is_empty() {
            self.separate(&mut is_first);
            self.bindings();
        }
        for attribute in element.attributes().filter(|attribute| !hidden.has(attribute.id())) {
            self.separate(&mut is_first);
            self.out.push_str("\"@");
            self.check_length()?;
            let key = self.keys.get(self.scan, attribute.id());
            self.out.push_str(&key[1..]);
            self.attribute_value(attribute);
        }
        Ok(is_first)
    }

    fn attribute_value(&mut self, attribute: Attribute<'d>) {
        let value = attribute.value();
        if attribute.id() != xsi::TYPE {
            self.quote(&value);
        } else if !self.type_name.is_empty() {
            let name = std::mem::take(&mut self.type_name);
            self.quote(&name);
            self.type_name = name;
        } else if value.starts_with('{') {
            self.quote(&format!("{NOT_A_NAME}{value}"));
        } else {
            self.quote(&value);
        }
    }

    fn bindings(&mut self) {
        let used = std::mem::take(&mut self.used);
        self.out.push_str("\"@xmlns\":{");
        let mut is_first = true;
        for (prefix, namespace) in &used {
            self.separate(&mut is_first);
            self.quote(prefix);
            self.out.push(':');
            self.quote(namespace);
        }
        self.out.push('}');
        self.used = used;
    }
}
