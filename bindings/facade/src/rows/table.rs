//! Filling a table.

use std::collections::HashMap;

use cimwire::cim::{self, Item};
use cimwire::names::NameId;
use cimwire::xml::{self, Element, Entry, Kind};

use super::{Layout, Row, Rows};
use crate::Schema;

/// Rows being filled.
pub(super) struct Table {
    pub(super) rows: Rows,
    /// The layouts that were met, by their shapes.
    known: HashMap<Shape, u32>,
    last: Last,
}

/// What the last instance was like.
#[derive(Default)]
struct Last {
    shape: Shape,
    /// The first word of the entry of each element that is nothing but plain text: another entry
    /// with the same is such an element of the same name.
    plain: Vec<Option<u32>>,
    layout: u32,
}

/// What makes instances alike: the name of the element, those of the elements inside, and the class
/// where the element does not name it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Shape {
    element: Option<NameId>,
    names: Vec<NameId>,
    class: Option<(String, String)>,
}

impl Table {
    pub(super) fn new(document: &xml::Document, schema: Option<&Schema>) -> Self {
        let (document, schema) = (document.clone(), schema.cloned());
        let (rows, runs, layouts) = (Vec::new(), Vec::new(), Vec::new());
        let rows = Rows { document, schema, rows, runs, layouts };
        Self { rows, known: HashMap::new(), last: Last::default() }
    }

    pub(super) fn add(&mut self, element: Element<'_>) {
        self.push(element, Item::of(element));
    }

    pub(super) fn push(&mut self, whole: Element<'_>, item: Item<'_>) {
        let (first, reference) =
            (self.rows.runs.len(), item.reference().map(cim::Reference::element));
        let row = match (item.instance(), reference) {
            (Some(instance), reference) => Row {
                whole: place(whole),
                element: place(instance.element()),
                reference: reference.map(place),
                first,
                end: instance.element().end_index() as u32,
                is_embedded: instance.is_embedded(),
                layout: Some(self.layout(instance)),
            },
            (None, Some(reference)) => Row {
                whole: place(whole),
                element: place(reference),
                reference: None,
                first,
                end: 0,
                is_embedded: false,
                layout: None,
            },
            (None, None) => return,
        };
        self.rows.rows.push(row);
    }

    /// Notes where the elements of an instance begin, and finds the layout that they have.
    fn layout(&mut self, instance: cim::Instance<'_>) -> u32 {
        let class = || (instance.class_name().into_owned(), instance.namespace().into_owned());
        let class = instance.is_embedded().then(class);
        let (first, whole) = (self.rows.runs.len(), instance.element());
        let has_same = self.note_runs(whole);
        let shape = &self.last.shape;
        if has_same && shape.element == Some(whole.id()) && shape.class == class {
            return self.last.layout;
        }
        let runs = self.rows.runs[first..self.rows.runs.len() - 1].iter();
        let elements = runs.filter_map(|place| whole.tree().element(*place as usize));
        let (names, plain) = elements.map(|it| (it.id(), plain(it))).unzip();
        let shape = Shape { element: Some(whole.id()), names, class };
        let layout = self.known.get(&shape).copied();
        let layout = layout.unwrap_or_else(|| self.new_layout(&shape, instance));
        self.last = Last { shape, plain, layout };
        layout
    }

    /// Notes where the elements of each name begin; whether they have the names of those in the last
    /// instance.
    fn note_runs(&mut self, whole: Element<'_>) -> bool {
        let (tree, end) = (whole.tree(), whole.end_index());
        let Last { shape: Shape { names, .. }, plain, .. } = &self.last;
        let runs = &mut self.rows.runs;
        let mut at = whole.children().next().map_or(end, Element::index);
        let (mut name, mut count, mut is_same) = (NameId::NONE, 0, true);
        while at < end {
            let known = if is_same { plain.get(count..).unwrap_or_default() } else { &[] };
            let like = alike(tree.entries().get(at..end).unwrap_or_default(), known);
            if like > 0 {
                runs.extend((at..at + like).map(|at| at as u32));
                (at, count) = (at + like, count + like);
                name = names[count - 1];
                continue;
            }
            let Some(element) = tree.elements(at..end).next() else { break };
            at = element.end_index();
            if name != element.id() {
                name = element.id();
                is_same &= names.get(count) == Some(&name);
                runs.push(place(element));
                count += 1;
            }
        }
        runs.push(end as u32);
        is_same && count == names.len()
    }

    fn new_layout(&mut self, shape: &Shape, instance: cim::Instance<'_>) -> u32 {
        let number = self.rows.layouts.len() as u32;
        self.rows.layouts.push(Layout::of(instance, self.rows.schema.as_ref()));
        self.known.insert(shape.clone(), number);
        number
    }
}

/// How many entries in a row are as they were.
fn alike(entries: &[Entry], plain: &[Option<u32>]) -> usize {
    let is_alike = |(entry, plain): &(&Entry, &Option<u32>)| **plain == Some(entry.words()[0]);
    entries.iter().zip(plain).take_while(is_alike).count()
}

fn plain(element: Element<'_>) -> Option<u32> {
    let entry = element.entry();
    let is_leaf = entry.kind() == Kind::Leaf && entry.attribute_count() == 0;
    (is_leaf && !entry.needs_decoding() && !entry.is_high()).then(|| entry.words()[0])
}

/// Documents are below 4 GiB, and an entry stands for at least one byte.
fn place(element: Element<'_>) -> u32 {
    element.index() as u32
}
