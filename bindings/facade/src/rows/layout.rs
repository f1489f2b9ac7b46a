//! What rows of one shape have in common.

use std::collections::HashMap;

use cimwire::cim::{self, Declared, Form, Given};
use cimwire::names::NameId;
use cimwire::schema::pack::{Fact, Property, Type};
use cimwire::value::parse;
use cimwire::xml::{self, Element, Kind};

use super::Cell;
use crate::Schema;
use crate::datum::DateTime;

/// What rows of one shape have in common: elements of the same names in the same order, however often
/// each stands in a row.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The class, as the element or its `xsi:type` names it.
    pub class: String,
    /// The namespace of the class.
    pub namespace: String,
    /// The properties, in the order in which the first element of each stands.
    pub columns: Vec<Column>,
}

/// A property of a layout.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its local name.
    pub name: String,
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its type as MOF has it, as `uint16`; none where no class says.
    pub type_name: Option<&'static str>,
    /// Which of a row's runs of elements is its own.
    pub(super) run: u32,
    /// Which others are, where elements of another name stand between its own.
    pub(super) more_runs: Vec<u32>,
    /// Whether it is one element, if its class says so or the wire: no array, and all in one run.
    pub(super) is_one: bool,
    /// How one element is read that is nothing but text.
    pub(super) plain: Plain,
    pub(super) declared: Option<Declared>,
}

/// What the text of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Text,
    Boolean,
    /// At most this.
    Unsigned(u64),
    /// From less one than the opposite of this, to this.
    Signed(i64),
    /// What takes more than its text.
    Not,
}

impl Layout {
    pub(super) fn of(instance: cim::Instance<'_>, schema: Option<&Schema>) -> Self {
        let (class, namespace) = (instance.class_name(), instance.namespace());
        let (class, namespace) = (class.into_owned(), namespace.into_owned());
        let mut layout = Self { class, namespace, columns: Vec::new() };
        let mut of_name: HashMap<NameId, usize> = HashMap::new();
        let (mut last, mut runs) = (NameId::NONE, 0);
        for element in instance.element().children() {
            let name = std::mem::replace(&mut last, element.id());
            if name == last {
                continue;
            }
            let column = *of_name.entry(last).or_insert(layout.columns.len());
            match layout.columns.get_mut(column) {
                Some(column) => {
                    column.more_runs.push(runs);
                    column.is_one = false;
                }
                None => {
                    let column = layout.new_column(element, runs, schema);
                    layout.columns.push(column);
                }
            }
            runs += 1;
        }
        layout
    }

    fn new_column(&self, element: Element<'_>, run: u32, schema: Option<&Schema>) -> Column {
        let xml::Name { namespace, local } = element.name();
        let declared = schema.and_then(|schema| self.declared(schema, namespace, local));
        Column {
            name: local.to_owned(),
            namespace: namespace.to_owned(),
            type_name: declared.map(|it| it.of().name()),
            run,
            more_runs: Vec::new(),
            is_one: !declared.is_some_and(|it| it.is_array()),
            plain: declared.map_or(Plain::Text, Plain::of),
            declared: declared.map(Declared::from),
        }
    }

    /// What a schema says about a property of the class.
    fn declared<'s>(
        &self,
        schema: &'s Schema,
        namespace: &str,
        name: &str,
    ) -> Option<Property<'s>> {
        let is_own = self.namespace.is_empty() || self.namespace == namespace;
        is_own.then(|| schema.packs().property(&self.class, name))?
    }
}

impl Plain {
    fn of(property: Property<'_>) -> Self {
        if property.facts().has(Fact::OctetString) {
            return Self::Not;
        }
        match property.of() {
            Type::String => Self::Text,
            Type::Boolean => Self::Boolean,
            Type::Uint8 => Self::Unsigned(u8::MAX.into()),
            Type::Uint16 => Self::Unsigned(u16::MAX.into()),
            Type::Uint32 => Self::Unsigned(u32::MAX.into()),
            Type::Uint64 => Self::Unsigned(u64::MAX),
            Type::Sint8 => Self::Signed(i8::MAX.into()),
            Type::Sint16 => Self::Signed(i16::MAX.into()),
            Type::Sint32 => Self::Signed(i32::MAX.into()),
            Type::Sint64 => Self::Signed(i64::MAX),
            _ => Self::Not,
        }
    }

    /// The value of an element.
    pub(super) fn read(self, element: Element<'_>) -> Cell {
        let entry = element.entry();
        match (entry.kind(), entry.attribute_count()) {
            (Kind::Leaf, 0) if self == Self::Text => Cell::of_text(element),
            (Kind::Leaf, 0) => self.parse(&element.text()).unwrap_or(Cell::Other),
            (Kind::Leaf, 1) if entry.is_nil() && entry.value().is_empty() => Cell::Null,
            _ => Cell::Other,
        }
    }

    /// The value that a text is; none where it is not of its type, or stays a text.
    #[inline(always)]
    pub(super) fn parse(self, text: &str) -> Option<Cell> {
        match self {
            Self::Boolean => parse::<bool>(text).map(Cell::Boolean),
            Self::Unsigned(most) => {
                let value = parse::<u64>(text).filter(|value| *value <= most);
                value.map(Cell::Unsigned)
            }
            Self::Signed(most) => {
                let value = parse::<i64>(text);
                value.filter(|it| (-most - 1..=most).contains(it)).map(Cell::Signed)
            }
            Self::Text | Self::Not => None,
        }
    }
}

/// The date-time in an element (DSP0230 §7.2.4).
pub(super) fn date_time(element: Element<'_>) -> Option<DateTime> {
    match Given::of(element).form() {
        Form::DateTime(date) => Some(DateTime::of(&date)),
        _ => None,
    }
}
