//! Which prefix a name gets, and where it is declared.

use super::Writer;
use super::bindings::XML;
use super::escape::escape;
use super::sink::Sink;
use super::tag::Tag;
use crate::error::{ErrorKind, Result};
use crate::xml::chars::{is_ncname, is_xml_char};
use crate::xml::document::Name;
use crate::xml::text::Place;

impl<K: Sink> Writer<K> {
    /// Declares a namespace on the next start tag, with its usual prefix, unless it is declared.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for the namespace of `xmlns` and for characters XML forbids,
    /// [`ErrorKind::NamespacesLimit`].
    pub fn declare(&mut self, namespace: &str) -> Result<()> {
        if namespace.is_empty() || self.bindings.of_namespace(namespace).is_some() {
            return Ok(());
        }
        self.seal();
        let prefix = self.bindings.free_prefix(namespace);
        self.bind(&prefix, namespace)
    }

    /// Declares a namespace on the next start tag with this prefix, for values that name prefixes
    /// themselves, unless the prefix is bound so. Undone when the element around it ends first.
    ///
    /// # Errors
    /// As [`Writer::declare`]; also [`ErrorKind::Unwritable`] for an empty namespace, a prefix that
    /// is reserved or no NCName (Namespaces in XML 1.0 §3, §5), or one that waits already to be
    /// declared otherwise.
    pub fn declare_as(&mut self, prefix: &str, namespace: &str) -> Result<()> {
        if self.bindings.repeat(prefix, namespace) {
            self.seal();
            return Ok(());
        }
        let bound = self.bindings.of_prefix(prefix);
        if bound.is_some_and(|bound| self.bindings.at(bound).1 == namespace) {
            return Ok(());
        }
        let is_taken = bound.is_some_and(|bound| bound >= self.bindings.declared() || bound == 0);
        let is_reserved = prefix == "xmlns" || namespace == XML;
        if is_taken || is_reserved || namespace.is_empty() || !is_ncname(prefix.as_bytes()) {
            return Err(self.refuse(ErrorKind::Unwritable, UNDECLARABLE));
        }
        self.seal();
        self.bind(prefix, namespace)
    }

    /// Whether [`Writer::declare_as`] can declare a prefix so on the next start tag, or need not.
    pub(crate) fn can_declare_as(&self, prefix: &str, namespace: &str) -> bool {
        let bound = self.bindings.of_prefix(prefix);
        let is_alike = bound.is_some_and(|bound| self.bindings.at(bound).1 == namespace);
        let is_taken = bound.is_some_and(|bound| bound >= self.bindings.declared() || bound == 0);
        let is_reserved = prefix == "xmlns" || namespace == XML || namespace == XMLNS;
        let is_usable = !is_taken && !is_reserved && !namespace.is_empty();
        is_alike || is_usable && is_ncname(prefix.as_bytes())
    }

    /// Checks and spells a name for [`Writer::start_tag`] and its like. Its namespace
    /// is declared here and now if it is not: on the next start tag.
    ///
    /// # Errors
    /// As [`Writer::start`].
    pub fn tag(&mut self, name: Name<'_>) -> Result<Tag> {
        let waiting = self.bindings.len();
        let binding = self.binding_of(name)?;
        if self.bindings.len() > waiting {
            self.seal();
        }
        let (index, serial) = (binding.unwrap_or(0), self.bindings.serial(binding.unwrap_or(0)));
        Ok(Tag::new(name, self.bindings.prefix(binding), index, serial))
    }

    /// As [`Writer::binding_of`], of an element: it may be in the default namespace, and where it is
    /// in none, that one is taken back.
    pub(super) fn binding_of_element(&mut self, name: Name<'_>) -> Result<Option<usize>> {
        let default = self.bindings.default();
        match default.map(|bound| self.bindings.at(bound).1) {
            Some(namespace) if namespace == name.namespace && is_ncname(name.local.as_bytes()) => {
                return Ok(default);
            }
            Some(_) if name.namespace.is_empty() => self.bindings.push("", ""),
            _ => {}
        }
        self.binding_of(name)
    }

    /// Checks a name; the binding of its namespace, new if need be.
    pub(super) fn binding_of(&mut self, name: Name<'_>) -> Result<Option<usize>> {
        if !is_ncname(name.local.as_bytes()) {
            return Err(self
                .refuse(ErrorKind::Unwritable, "expected an NCName as the local part of a name"));
        }
        if name.namespace.is_empty() {
            return Ok(None);
        }
        if let Some(bound) = self.bindings.of_namespace(name.namespace) {
            return Ok(Some(bound));
        }
        let prefix = self.bindings.free_prefix(name.namespace);
        self.bind(&prefix, name.namespace)?;
        Ok(Some(self.bindings.len() - 1))
    }

    pub(super) fn bind(&mut self, prefix: &str, namespace: &str) -> Result<()> {
        if namespace == XMLNS {
            return Err(self.refuse(ErrorKind::Unwritable, UNDECLARABLE));
        }
        if self.bindings.len() > self.options.limits.namespaces {
            return Err(self.refuse(
                ErrorKind::NamespacesLimit,
                "more namespaces in scope than the limit allows",
            ));
        }
        if let Some(c) = namespace.chars().find(|&c| !is_xml_char(c)) {
            return Err(self.unwritable(c, "a namespace"));
        }
        self.bindings.push(prefix, namespace);
        Ok(())
    }

    /// Whether a prefix is bound so in the document, at this place.
    pub(super) fn is_declared(&self, prefix: &str, namespace: &str) -> bool {
        let bound = self.bindings.of_prefix_before(self.bindings.declared(), prefix);
        bound.is_some_and(|bound| self.bindings.at(bound).1 == namespace)
    }
}

/// Appends a name with its prefix.
pub(in crate::xml) fn spell(out: &mut Vec<u8>, prefix: &str, local: &str) {
    if !prefix.is_empty() {
        out.extend_from_slice(prefix.as_bytes());
        out.push(b':');
    }
    out.extend_from_slice(local.as_bytes());
}

/// Appends a declaration, of the default namespace where the prefix is empty.
pub(in crate::xml) fn write_declaration(out: &mut Vec<u8>, prefix: &str, namespace: &str) {
    out.extend_from_slice(b" xmlns");
    if !prefix.is_empty() {
        out.push(b':');
        out.extend_from_slice(prefix.as_bytes());
    }
    out.extend_from_slice(b"=\"");
    // A namespace that is bound has no characters that would be refused.
    escape(out, namespace, Place::Attribute, true).ok();
    out.push(b'"');
}

const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
pub(super) const UNDECLARABLE: &str = "expected a namespace and prefix that may be declared";
