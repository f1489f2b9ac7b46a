//! Changes over what was read.

use std::collections::{HashMap, HashSet};

use super::Draft;
use super::fit::{Edit, Plan, Rank};
use super::place::write_values;
use crate::error::Result;
use crate::names::NameId;
use crate::record::Writing;
use crate::xml::chars::trim;
use crate::xml::{Element, Name};

/// What was read, with changes over it.
pub(super) struct Overlay<'o, 'd, 'm, 'p> {
    draft: &'o Draft<'m>,
    element: Element<'m>,
    edits: &'o [Edit<'d, 'm>],
    plan: &'o Plan<'o, 'p>,
    /// Which properties that were read are changed, by the names of their elements.
    old: HashMap<NameId, Old<'m>>,
    /// The edits of others, in the order in which they are to be written.
    new: Vec<usize>,
    /// The last element that is a property of the class.
    last: Option<usize>,
}

/// A property that was read and is changed.
struct Old<'m> {
    edit: usize,
    elements: Vec<Element<'m>>,
}

impl<'o, 'd, 'm, 'p> Overlay<'o, 'd, 'm, 'p> {
    pub(super) fn new(
        draft: &'o Draft<'m>,
        element: Element<'m>,
        edits: &'o [Edit<'d, 'm>],
        plan: &'o Plan<'o, 'p>,
    ) -> Self {
        let old = old_of(draft, element, plan);
        let changed: HashSet<usize> = old.values().map(|old| old.edit).collect();
        let is_new = |edit: &usize| !changed.contains(edit);
        let mut new: Vec<usize> = (0..edits.len()).filter(is_new).collect();
        new.sort_by_key(|edit| edits.get(*edit).map(|edit| edit.rank));
        let is_own = |it: &Element<'_>| it.name().namespace == draft.namespace();
        let last = element.children().filter(is_own).last().map(Element::index);
        Self { draft, element, edits, plan, old, new, last }
    }

    pub(super) fn write(&self, writing: &mut Writing<'_>) -> Result<()> {
        let text = self.element.tree().text();
        let between = |range| text.get(range).unwrap_or_default();
        let inside = self.element.content();
        let (mut at, mut written) = (inside.start, 0);
        if self.last.is_none() {
            self.write_new(&mut written, "", None, writing)?;
        }
        for child in self.element.children() {
            let gap = between(at..child.range().start);
            at = child.range().end;
            let blanks = if trim(gap).is_empty() { gap } else { "" };
            let is_own = child.name().namespace == self.draft.namespace();
            if is_own && let Some(rank) = self.plan.rank(child.name().local) {
                self.write_new(&mut written, blanks, Some(rank), writing)?;
            }
            match self.old.get(&child.id()) {
                None => {
                    writing.writer.splice_between(gap)?;
                    writing.writer.splice(child)?;
                }
                Some(old) => self.write_old(old, child, gap, writing)?,
            }
            if self.last == Some(child.index()) {
                self.write_new(&mut written, blanks, None, writing)?;
            }
        }
        writing.writer.splice_between(between(at..inside.end))
    }

    /// Writes the values of a changed property in place of its first element.
    fn write_old(
        &self,
        old: &Old<'m>,
        child: Element<'m>,
        gap: &str,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        let is_first = old.elements.first().map(|it| it.index()) == Some(child.index());
        let value = self.edits.get(old.edit).and_then(|edit| edit.value.as_deref());
        let value = value.filter(|_| is_first);
        if value.is_some() || !trim(gap).is_empty() {
            writing.writer.splice_between(gap)?;
        }
        let Some(value) = value else { return Ok(()) };
        write_values(child.name(), value, &old.elements, self.plan, writing)
    }

    /// Writes the new properties that come before a place in the order of the schema, or all.
    fn write_new(
        &self,
        written: &mut usize,
        blanks: &str,
        before: Option<Rank<'_>>,
        writing: &mut Writing<'_>,
    ) -> Result<()> {
        while let Some(edit) = self.new.get(*written).and_then(|edit| self.edits.get(*edit)) {
            if before.is_some_and(|rank| edit.rank >= rank) {
                return Ok(());
            }
            if edit.value.is_some() {
                writing.writer.splice_between(blanks)?;
            }
            self.draft.write_new(edit, self.plan, writing)?;
            *written += 1;
        }
        Ok(())
    }
}

/// The elements of the properties that a draft changes: of several of a name, those that
/// [`Instance::property`](crate::cim::Instance::property) finds. A class has them in its namespace.
fn old_of<'m>(
    draft: &Draft<'m>,
    element: Element<'m>,
    plan: &Plan<'_, '_>,
) -> HashMap<NameId, Old<'m>> {
    let changes = draft.all_changes();
    let mut best: HashMap<usize, ((bool, bool), NameId)> = HashMap::new();
    for child in element.children() {
        let Name { namespace, local } = child.name();
        let Some(edit) = draft.place(&local.to_ascii_lowercase()) else { continue };
        let is_other = namespace != draft.namespace();
        if is_other && plan.is_known() && !draft.namespace().is_empty() {
            continue;
        }
        let is_respelt = changes.get(edit).is_some_and(|change| change.name != local);
        let found = ((is_other, is_respelt), child.id());
        best.entry(edit)
            .and_modify(|it| *it = if found.0 < it.0 { found } else { *it })
            .or_insert(found);
    }
    let names =
        best.into_iter().map(|(edit, (_, name))| (name, Old { edit, elements: Vec::new() }));
    let mut old: HashMap<_, _> = names.collect();
    for child in element.children() {
        if let Some(old) = old.get_mut(&child.id()) {
            old.elements.push(child);
        }
    }
    old
}
