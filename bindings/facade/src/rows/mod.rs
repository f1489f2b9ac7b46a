//! The items of a message as a table, for who reads many values and wants no handle for each.
//!
//! A message brings thousands of items of few shapes. What a shape has in common is found once, as
//! its [`Layout`]; a row then is a place in the message for each of its properties.

mod layout;
mod table;

use cimwire::cim::{self, Item};
use cimwire::xml::{self, Element, Entry, Kind, Tree};

pub use layout::{Column, Layout};

use crate::datum::Place;
use crate::{Datum, Instance, Message, Schema, View};
use layout::{Plain, date_time};
use table::Table;

/// The items that a message brings, each with the properties of its instance.
///
/// ```
/// use cimwire_facade::{Cell, Decoder, Options, Rows};
/// let message = Decoder::new(Options::default()).message(
///     &"<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:f='urn:Fan'
///         xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse>
///         <n:Items><f:Fan><f:Name>1</f:Name></f:Fan><f:Fan><f:Name>2</f:Name></f:Fan></n:Items>
///       </n:PullResponse></s:Body></s:Envelope>".into(),
/// )?;
/// let rows = Rows::of(&message, None);
/// let layout = rows.layout(1).unwrap();
/// assert_eq!((rows.len(), &*layout.class, &*layout.columns[0].name), (2, "Fan", "Name"));
/// let Cell::Text(name) = rows.cell(1, 0) else { panic!() };
/// assert_eq!(rows.text(name), "2");
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone)]
pub struct Rows {
    document: xml::Document,
    schema: Option<Schema>,
    rows: Vec<Row>,
    /// Where the elements of a name in a row begin, and behind them all where the row ends; for all
    /// rows in document order.
    runs: Vec<u32>,
    layouts: Vec<Layout>,
}

/// The value of a property that is plain.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A string, or text whose type is not known, blanks included: [`Rows::text`] reads it.
    Text(Span),
    /// The same where it does not stand in the message as such, but with references.
    Decoded(String),
    /// `boolean`.
    Boolean(bool),
    /// `uint8` to `uint64`.
    Unsigned(u64),
    /// `sint8` to `sint64`.
    Signed(i64),
    /// No value: there is an element that says so.
    Null,
    /// Plain values and nulls.
    Array(Vec<Self>),
    /// Anything else, as [`Rows::datum`] has it: what is not text, or not of its type.
    Other,
}

/// Where a text stands in the message of some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

/// What is in an element that has nothing but its text, or says that there is none.
#[derive(Clone, Copy)]
enum Raw {
    Text(Span),
    Nil,
}

/// An item: an instance, an endpoint reference, or both.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// The element of the item.
    whole: u32,
    /// The element of the instance, or of the reference where there is none.
    element: u32,
    /// The element of the reference that comes with an instance.
    reference: Option<u32>,
    /// Its first run.
    first: usize,
    /// The index behind its elements.
    end: u32,
    /// Whether `xsi:type` names the class, not the element.
    is_embedded: bool,
    /// None for a reference alone.
    layout: Option<u32>,
}

impl Rows {
    /// The items of a message (DSP0226 §8.2.3, §8.4, §10.2.9.4), or the one instance that its body
    /// is: as [`Message::items`], with the types of a schema.
    #[must_use]
    pub fn of(message: &Message, schema: Option<&Schema>) -> Self {
        let mut table = Table::new(message.message.document(), schema);
        match message.items_element() {
            Some(items) => items.element().children().for_each(|it| table.add(it)),
            None => cim::item_elements(&message.message.typed()).for_each(|it| table.add(it)),
        }
        table.rows
    }

    /// One item, as the element of it has it.
    #[must_use]
    pub fn of_item(item: &View, schema: Option<&Schema>) -> Self {
        let mut table = Table::new(&item.document, schema);
        table.add(item.element());
        table.rows
    }

    /// One instance.
    #[must_use]
    pub fn of_instance(instance: &Instance) -> Self {
        let mut table = Table::new(&instance.view().document, instance.schema());
        let element = instance.view().element();
        table.push(element, Item::Instance(instance.instance()));
        table.rows
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All shapes, in the order in which they appear.
    #[must_use]
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// The shape of an item, by its place among [`Rows::layouts`]; none for one that has no
    /// instance.
    #[must_use]
    #[inline]
    pub fn layout_of(&self, row: usize) -> Option<usize> {
        self.rows.get(row)?.layout.map(|layout| layout as usize)
    }

    /// The shape of an item; none for one that has no instance.
    #[must_use]
    pub fn layout(&self, row: usize) -> Option<&Layout> {
        self.layouts.get(self.layout_of(row)?)
    }

    /// The element of an item.
    #[must_use]
    pub fn item(&self, row: usize) -> Option<View> {
        self.view(self.rows.get(row)?.whole)
    }

    /// The element of an item's instance, or of its reference where it has no instance.
    #[must_use]
    pub fn element(&self, row: usize) -> Option<View> {
        self.view(self.rows.get(row)?.element)
    }

    /// The endpoint reference of an item.
    #[must_use]
    pub fn reference(&self, row: usize) -> Option<View> {
        let Row { element, reference, layout, .. } = self.rows.get(row)?;
        self.view(reference.or((layout.is_none()).then_some(*element))?)
    }

    /// The instance of an item.
    #[must_use]
    pub fn instance(&self, row: usize) -> Option<Instance> {
        self.layout_of(row)?;
        let view = self.element(row)?;
        let element = view.element();
        let instance = match self.rows.get(row)?.is_embedded {
            true => cim::Instance::embedded_in(element),
            false => cim::Instance::of(element),
        };
        Some(Instance::of(view.clone(), instance, self.schema.as_ref()))
    }

    /// An item as it stands in the message.
    pub(crate) fn of_cim(&self, row: usize) -> Option<Item<'_>> {
        let row = self.rows.get(row)?;
        let element = self.document.tree().element(row.whole as usize)?;
        Some(match row.is_embedded {
            true => Item::Instance(cim::Instance::embedded_in(element)),
            false => Item::of(element),
        })
    }

    /// The value of a property, where it is plain.
    #[must_use]
    #[inline]
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        let found = self.column(row, column);
        found.map_or(Cell::Other, |(row, _, column)| self.read(row, column, self.raw(row, column)))
    }

    /// Fills a list with the properties of an item: their columns and values, as [`Rows::cell`]. What
    /// it is known to have from an item before, of the same layout, is left out: much is the same
    /// from item to item.
    ///
    /// ```
    /// # use cimwire_facade::{Cell, Decoder, Options, Rows};
    /// # let message = Decoder::new(Options::default()).message(
    /// #    &"<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:f='urn:Fan'
    /// #        xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse>
    /// #        <n:Items><f:Fan><f:On>1</f:On><f:Id>1</f:Id></f:Fan><f:Fan><f:On>1</f:On><f:Id>2</f:Id>
    /// #        </f:Fan></n:Items></n:PullResponse></s:Body></s:Envelope>".into(),
    /// # )?;
    /// let rows = Rows::of(&message, None);
    /// let mut cells = Vec::new();
    /// rows.cells(1, Some(0), &mut cells);
    /// assert_eq!(cells, [(1, rows.cell(1, 1))]);
    /// # Ok::<(), cimwire_facade::Error>(())
    /// ```
    #[inline]
    pub fn cells(&self, row: usize, before: Option<usize>, cells: &mut Vec<(usize, Cell)>) {
        cells.clear();
        let (Some(layout), Some(row)) = (self.layout(row), self.rows.get(row)) else { return };
        let before = before.and_then(|before| self.rows.get(before));
        let before = before.filter(|before| before.layout == row.layout);
        for (number, column) in layout.columns.iter().enumerate() {
            let raw = self.raw(row, column);
            if !before.is_some_and(|before| self.is_same(raw, self.raw(before, column))) {
                cells.push((number, self.read(row, column, raw)));
            }
        }
    }

    /// The text of a cell of these rows; that of others is elsewhere.
    #[must_use]
    #[inline]
    pub fn text(&self, span: Span) -> &str {
        span.of(self.document.tree())
    }

    /// The value of a property, whatever it is.
    #[must_use]
    pub fn datum(&self, row: usize, column: usize) -> Datum {
        let read = || {
            let (row, _, column) = self.column(row, column)?;
            if let Some(date) = self.only_element(row, column).and_then(date_time) {
                return Some(Datum::DateTime(date));
            }
            let property = cim::Property::of(self.elements_of(row, column).collect())?;
            let view = self.view(row.element)?;
            let place = Place { view: &view, schema: self.schema.as_ref() };
            Some(match column.declared {
                Some(declared) => place.typed(&property, &property.typed_as(declared).0),
                None => place.untyped(&property),
            })
        };
        read().unwrap_or(Datum::Null)
    }

    /// The elements of a property, in document order.
    #[must_use]
    pub fn elements(&self, row: usize, column: usize) -> Vec<View> {
        let Some((row, _, column)) = self.column(row, column) else { return Vec::new() };
        let elements = self.elements_of(row, column);
        elements.map(|element| View::new(&self.document, element)).collect()
    }

    #[inline(always)]
    fn read(&self, row: &Row, column: &Column, raw: Option<Raw>) -> Cell {
        let tree = self.document.tree();
        let value = match raw {
            Some(Raw::Text(span)) if column.plain == Plain::Text => Some(Cell::Text(span)),
            Some(Raw::Text(span)) => column.plain.parse(span.of(tree)),
            Some(Raw::Nil) => Some(Cell::Null),
            None => None,
        };
        value.unwrap_or_else(|| self.read_unusual(row, column))
    }

    #[inline(always)]
    fn is_same(&self, one: Option<Raw>, other: Option<Raw>) -> bool {
        let tree = self.document.tree();
        match (one, other) {
            (Some(Raw::Text(one)), Some(Raw::Text(other))) => one.of(tree) == other.of(tree),
            (Some(Raw::Nil), Some(Raw::Nil)) => true,
            _ => false,
        }
    }

    /// What a property has that is one usual element.
    #[inline(always)]
    fn raw(&self, row: &Row, column: &Column) -> Option<Raw> {
        let (tree, run) = (self.document.tree(), row.first + column.run as usize);
        let &[first, behind] = self.runs.get(run..run + 2)? else { return None };
        let entry = tree.entries().get(first as usize)?;
        let is_usual = column.is_one && entry.kind() == Kind::Leaf && !entry.needs_decoding();
        // Its attributes follow a leaf, and what stands behind it is none of its own.
        match (entry.attribute_count(), behind - first) {
            (0, 1) if is_usual => Some(Raw::Text(Span::of_value(*entry))),
            (1, 2) if is_usual && entry.is_nil() && entry.value().is_empty() => Some(Raw::Nil),
            _ => None,
        }
    }

    #[inline(never)]
    fn read_unusual(&self, row: &Row, column: &Column) -> Cell {
        match self.only_element(row, column) {
            Some(element) => column.plain.read(element),
            None => self.read_all(row, column),
        }
    }

    /// The element of a property that is no array and has no other.
    fn only_element(&self, row: &Row, column: &Column) -> Option<Element<'_>> {
        let run = row.first + column.run as usize;
        let &[first, behind] = self.runs.get(run..run + 2)? else { return None };
        let element = self.document.tree().element(first as usize)?;
        // What stands behind it may be a comment, too.
        let is_one = || self.elements_of(row, column).nth(1).is_none();
        (column.is_one && (element.end_index() == behind as usize || is_one())).then_some(element)
    }

    fn read_all(&self, row: &Row, column: &Column) -> Cell {
        let mut cells = Vec::new();
        for element in self.elements_of(row, column) {
            match column.plain.read(element) {
                Cell::Other => return Cell::Other,
                cell => cells.push(cell),
            }
        }
        match cells[..] {
            // One element that is nil is an array that is null.
            [Cell::Null] => Cell::Null,
            _ if column.plain == Plain::Not => Cell::Other,
            _ => Cell::Array(cells),
        }
    }

    fn elements_of(&self, row: &Row, column: &Column) -> impl Iterator<Item = Element<'_>> {
        let (tree, end) = (self.document.tree(), row.end as usize);
        let first = |run: &u32| self.runs.get(row.first + *run as usize).copied();
        std::iter::once(&column.run).chain(&column.more_runs).filter_map(first).flat_map(
            move |first| {
                let mut elements = tree.elements(first as usize..end).peekable();
                let name = elements.peek().map(|it| it.id());
                elements.take_while(move |it| Some(it.id()) == name)
            },
        )
    }

    #[inline]
    fn column(&self, row: usize, column: usize) -> Option<(&Row, &Layout, &Column)> {
        let row = self.rows.get(row)?;
        let layout = self.layouts.get(row.layout? as usize)?;
        Some((row, layout, layout.columns.get(column)?))
    }

    fn view(&self, place: u32) -> Option<View> {
        let element = self.document.tree().element(place as usize)?;
        Some(View::new(&self.document, element))
    }
}

impl Cell {
    /// The text of a leaf.
    fn of_text(leaf: Element<'_>) -> Self {
        match leaf.entry().needs_decoding() {
            true => Self::Decoded(leaf.text().into_owned()),
            false => Self::Text(Span::of_value(leaf.entry())),
        }
    }
}

impl Span {
    /// Documents are below 4 GiB.
    #[inline(always)]
    fn of_value(entry: Entry) -> Self {
        let std::ops::Range { start, end } = entry.value();
        Self { start: start as u32, end: end as u32 }
    }

    #[inline(always)]
    fn of(self, tree: Tree<'_>) -> &str {
        tree.text().get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decoder, Options};

    const FANS: &str = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
        xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' \
        xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' \
        xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
        xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
        xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'><s:Body><n:PullResponse>\
        <n:Items>";
    const END: &str = "</n:Items></n:PullResponse></s:Body></s:Envelope>";

    fn message(items: &str) -> Message {
        let xml = [FANS, items, END].concat();
        Decoder::new(Options::default()).message(&xml.into()).unwrap()
    }

    fn text(rows: &Rows, row: usize, column: usize) -> String {
        match rows.cell(row, column) {
            Cell::Text(span) => rows.text(span).to_owned(),
            Cell::Decoded(text) => text,
            other => panic!("expected a text, found {other:?}"),
        }
    }

    #[test]
    fn instances_of_one_shape_share_a_layout() {
        let message = message(
            "<f:CIM_Fan><f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>\
             <f:CIM_Fan><f:DeviceID>2</f:DeviceID></f:CIM_Fan>\
             <f:CIM_Fan><f:DeviceID>3</f:DeviceID><f:DesiredSpeed i:nil='true'/></f:CIM_Fan>",
        );
        let rows = Rows::of(&message, Some(&Schema::cim()));
        let layouts: Vec<_> = (0..3).map(|row| rows.layout_of(row)).collect();
        assert_eq!(layouts, [Some(0), Some(1), Some(0)]);
        assert_eq!((rows.cell(0, 1), rows.cell(2, 1)), (Cell::Unsigned(7), Cell::Null));
        assert_eq!(text(&rows, 2, 0), "3");
        assert!(matches!(rows.datum(2, 1), Datum::Null));
        assert_eq!(rows.layouts()[0].columns[1].type_name, Some("uint64"));
    }

    #[test]
    fn a_table_says_what_the_instances_say() {
        let fans = "<f:CIM_Fan><f:Caption>a&amp;b</f:Caption><f:EnabledState> 2 </f:EnabledState>\
            <f:OperationalStatus>2</f:OperationalStatus><f:Wings>2</f:Wings><f:Wings>3</f:Wings>\
            <f:DesiredSpeed>-1</f:DesiredSpeed><f:VariableSpeed>TRUE</f:VariableSpeed>\
            <f:OperationalStatus>3</f:OperationalStatus><f:InstallDate><x/></f:InstallDate></f:CIM_Fan>";
        let message = message(fans);
        for schema in [None, Some(Schema::cim())] {
            let rows = Rows::of(&message, schema.as_ref());
            let instance = &message.instances(schema.as_ref())[0];
            for (column, property) in instance.properties().iter().enumerate() {
                let said = format!("{:?}", property.value);
                assert_eq!(format!("{:?}", rows.datum(0, column)), said, "{}", property.name);
                assert_eq!(rows.elements(0, column).len(), property.elements.len());
                let plain = match rows.cell(0, column) {
                    Cell::Text(span) => rows.text(span).to_owned(),
                    Cell::Decoded(text) => text,
                    Cell::Boolean(value) => value.to_string(),
                    Cell::Unsigned(value) => value.to_string(),
                    Cell::Signed(value) => value.to_string(),
                    Cell::Null => "Null".to_owned(),
                    Cell::Array(cells) => {
                        let Datum::Array(values) = &property.value else { panic!("{said}") };
                        assert_eq!(values.len(), cells.len());
                        continue;
                    }
                    Cell::Other => continue,
                };
                assert!(said.contains(&plain) || plain == property.elements[0].text(), "{said}");
            }
        }
    }

    #[test]
    fn what_is_as_before_is_not_shown() {
        let message = message(
            "<f:CIM_Fan><f:A>1</f:A><f:B>1</f:B><f:C i:nil='true'/><f:D>a</f:D></f:CIM_Fan>\
             <f:CIM_Fan><f:A>1</f:A><f:B>2</f:B><f:C i:nil='1'/><f:D>a&amp;</f:D></f:CIM_Fan>\
             <f:CIM_Fan><f:A>1</f:A><f:B/><f:C/><f:D>a&amp;</f:D></f:CIM_Fan>\
             <f:CIM_Fan><f:A>1</f:A><!-- --><f:B/><f:C/><f:D>a</f:D><f:D>b</f:D></f:CIM_Fan>",
        );
        let rows = Rows::of(&message, None);
        assert_eq!(rows.layouts().len(), 1);
        let changed = |row: usize| {
            let mut cells = vec![(7, Cell::Other)];
            rows.cells(row, row.checked_sub(1), &mut cells);
            assert!(cells.iter().all(|(column, cell)| *cell == rows.cell(row, *column)));
            let columns = &rows.layouts()[0].columns;
            cells.iter().map(|(column, _)| &*columns[*column].name).collect::<String>()
        };
        // What has to be decoded, or stands beside a comment, is never known to be the same.
        assert_eq!([0, 1, 2, 3].map(changed), ["ABCD", "BD", "BCD", "AD"]);
        assert_eq!([(3, 0), (2, 2), (1, 3)].map(|at| text(&rows, at.0, at.1)), ["1", "", "a&"]);
    }

    #[test]
    fn references_stand_alone_or_with_an_instance() {
        let epr = "<a:EndpointReference><a:Address>urn:e</a:Address></a:EndpointReference>";
        let fan = "<f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>";
        let rows = Rows::of(&message(&format!("{epr}<w:Item>{fan}{epr}</w:Item>{fan}")), None);
        let shown = |row| (rows.layout_of(row), rows.reference(row).is_some());
        assert_eq!([0, 1, 2].map(shown), [(None, true), (Some(0), true), (Some(0), false)]);
        assert_eq!(rows.element(0).unwrap().name(), "EndpointReference");
        assert!(rows.instance(0).is_none() && rows.instance(1).unwrap().class_name() == "CIM_Fan");
    }
}
