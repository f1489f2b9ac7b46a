//! What of an element is not in its table.

use super::attributes::AttributeList;
use super::content::Any;
use super::write::Writing;
use crate::error::Result;
use crate::names::NameId;
use crate::xml::{Declaration, Element};

/// What of an element is not in its table, or not as the table has it: nothing is lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest<'m> {
    /// Elements of other names, more of a field than it holds, and fields that are not as they
    /// should be.
    pub elements: Vec<Any<'m>>,
    /// Attributes of other names.
    pub attributes: AttributeList<'m>,
    pub(super) layout: Option<Box<Layout>>,
    pub(super) scope: Scope<'m>,
}

/// The element it was read from, if that declares prefixes: they are declared again, once for all
/// that is in it. What is written says the same without.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scope<'m>(pub(super) Option<Element<'m>>);

impl PartialEq for Scope<'_> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What an element has otherwise than its table would write it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// The order of its child elements, as fields of the table; [`OTHER`] for the rest. Empty for
    /// that of the table with the rest behind.
    pub(super) order: Vec<u16>,
    /// Names that fields have: the field, which of its occurrences, and the name; sorted.
    pub(super) names: Vec<(u16, usize, NameId)>,
    /// Blanks in place of elements.
    pub(super) blanks: String,
}

/// What is no field.
pub(super) const OTHER: u16 = u16::MAX;

impl Layout {
    /// The name of one occurrence of a field, if it is not the usual one.
    pub(super) fn name(&self, field: usize, which: usize) -> Option<NameId> {
        let key = |&(field, which, _): &(u16, usize, NameId)| (usize::from(field), which);
        let found = self.names.binary_search_by_key(&(field, which), key).ok()?;
        Some(self.names.get(found)?.2)
    }
}

impl<'m> Rest<'m> {
    /// Forgets in which order the elements were read, and by which of the names that mean the same:
    /// they are written as the schema has them.
    pub fn normalize(&mut self) {
        self.layout = None;
    }

    /// Remembers what an element that was read declares.
    pub(crate) fn enter(&mut self, element: Element<'m>) {
        self.scope = Scope(Some(element).filter(|it| it.declarations().next().is_some()));
    }

    /// Declares, on the next start tag, what was declared there; values come first.
    pub(crate) fn declare(&self, writing: &mut Writing<'_>) -> Result<()> {
        self.attributes.declare(writing)?;
        let declarations = self.scope.0.into_iter().flat_map(Element::declarations);
        for Declaration { prefix, namespace, .. } in declarations {
            if writing.writer.can_declare_as(prefix, namespace) {
                writing.bind(prefix, namespace)?;
            }
        }
        Ok(())
    }
}
