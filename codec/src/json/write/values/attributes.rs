//! The attributes of an element, and the bindings that its values use.

use super::Values;
use crate::error::Result;
use crate::json::NOT_A_NAME;
use crate::json::write::keys::push_name;
use crate::names::{NameId, xsi};
use crate::xml::scan::Scan;
use crate::xml::{Attribute, Element, Node};

impl<'d, S: Scan> Values<'d, '_, S> {
    pub(super) fn begin_used(&mut self) {
        self.used.clear();
        self.scope.begin_list();
    }

    /// Lists the bindings that the attributes of an element use, and resolves its type.
    pub(super) fn use_of_attributes(&mut self, element: Element<'d>, hidden: Option<NameId>) {
        self.type_name.clear();
        for attribute in element.attributes().filter(|attribute| Some(attribute.id()) != hidden) {
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
    pub(super) fn use_of_pieces(&mut self, element: Element<'d>) {
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

    /// The bindings in use and the attributes; returns whether there were none.
    pub(super) fn attributes(
        &mut self,
        element: Element<'d>,
        hidden: Option<NameId>,
    ) -> Result<bool> {
        let mut is_first = self.used.is_empty();
        if !is_first {
            self.bindings();
        }
        for attribute in element.attributes().filter(|attribute| Some(attribute.id()) != hidden) {
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
