//! The items of a message as a table, for who reads many values and wants no handle for each.
//!
//! A message brings thousands of items of few shapes. What a shape has in common is found once, as
//! its [`Layout`]; a row then is a place in the message for each of its properties.

use std::borrow::Cow;
use std::collections::HashMap;

use cimwire::cim::{self, Declared, Item};
use cimwire::names::NameId;
use cimwire::schema::pack::{Fact, Property, Type};
use cimwire::value::parse;
use cimwire::xml::{self, Element, Kind};

use crate::datum::Place;
use crate::{Datum, Instance, Message, Schema, View};

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
/// assert!(matches!(rows.cell(1, 0), Cell::Text(text) if text == "2"));
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone)]
pub struct Rows {
    document: xml::Document,
    schema: Option<Schema>,
    rows: Vec<Row>,
    /// Where the elements of a name in a row begin, for all rows in document order.
    runs: Vec<u32>,
    layouts: Vec<Layout>,
}

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
    /// Which runs of a row's elements are its own.
    runs: Vec<u32>,
    /// Whether its class says that it has any number of values.
    is_array: bool,
    /// How one element is read that is nothing but text.
    plain: Plain,
    declared: Option<Declared>,
}

/// The value of a property that is plain; borrowed from the message where it can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// A string, or text whose type is not known; blanks included.
    Text(Cow<'r, str>),
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

/// What the text of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    Text,
    Boolean,
    /// At most this.
    Unsigned(u64),
    /// From less one than the opposite of this, to this.
    Signed(i64),
    /// What takes more than its text.
    Not,
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

    /// The value of a property, where it is plain: elements with nothing but text.
    #[must_use]
    #[inline]
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let found = self.column(row, column);
        found.map_or(Cell::Other, |(row, _, column)| self.read(row, column))
    }

    /// Shows all properties of an item: their columns and values, as [`Rows::cell`].
    #[inline]
    pub fn each(&self, row: usize, show: &mut dyn FnMut(usize, Cell<'_>)) {
        let (Some(layout), Some(row)) = (self.layout(row), self.rows.get(row)) else { return };
        for (number, column) in layout.columns.iter().enumerate() {
            show(number, self.read(row, column));
        }
    }

    /// The value of a property, whatever it is.
    #[must_use]
    pub fn datum(&self, row: usize, column: usize) -> Datum {
        let read = || {
            let (row, _, column) = self.column(row, column)?;
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

    #[inline]
    fn read(&self, row: &Row, column: &Column) -> Cell<'_> {
        let [run] = column.runs[..] else { return self.read_all(row, column) };
        let Some(first) = self.runs.get(row.first + run as usize) else { return Cell::Other };
        let mut elements = self.document.tree().elements(*first as usize..row.end as usize);
        let Some(one) = elements.next() else { return Cell::Other };
        if column.is_array || elements.next().is_some_and(|next| next.id() == one.id()) {
            return self.read_all(row, column);
        }
        column.plain.read(one)
    }

    fn read_all(&self, row: &Row, column: &Column) -> Cell<'_> {
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
        column.runs.iter().filter_map(first).flat_map(move |first| {
            let mut elements = tree.elements(first as usize..end).peekable();
            let name = elements.peek().map(|it| it.id());
            elements.take_while(move |it| Some(it.id()) == name)
        })
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

/// Rows being filled.
struct Table {
    rows: Rows,
    /// The layouts that were met, by their shapes.
    known: HashMap<Shape, u32>,
    /// The shape of the last instance, and its layout.
    last: (Shape, u32),
}

/// What makes instances alike: the name of the element, those of the elements inside, and the class
/// where the element does not name it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Shape {
    names: Vec<NameId>,
    class: Option<(String, String)>,
}

impl Table {
    fn new(document: &xml::Document, schema: Option<&Schema>) -> Self {
        let (document, schema) = (document.clone(), schema.cloned());
        let (rows, runs, layouts) = (Vec::new(), Vec::new(), Vec::new());
        let rows = Rows { document, schema, rows, runs, layouts };
        Self { rows, known: HashMap::new(), last: (Shape::default(), 0) }
    }

    fn add(&mut self, element: Element<'_>) {
        self.push(element, Item::of(element));
    }

    fn push(&mut self, whole: Element<'_>, item: Item<'_>) {
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
        let (first, tree) = (self.rows.runs.len(), instance.element().tree());
        let (expected, layout) = &self.last;
        let mut names = expected.names.iter();
        let mut is_same = expected.class == class;
        is_same &= names.next() == Some(&instance.element().id());
        let mut last = NameId::NONE;
        for child in instance.element().children() {
            let name = child.id();
            if name != last {
                self.rows.runs.push(place(child));
                is_same &= names.next() == Some(&name);
                last = name;
            }
        }
        if is_same && names.next().is_none() {
            return *layout;
        }
        let runs = self.rows.runs[first..].iter();
        let elements = runs.filter_map(|place| tree.element(*place as usize));
        let names = std::iter::once(instance.element()).chain(elements).map(Element::id);
        let shape = Shape { names: names.collect(), class };
        let layout = self.known.get(&shape).copied();
        let layout = layout.unwrap_or_else(|| self.new_layout(&shape, instance));
        self.last = (shape, layout);
        layout
    }

    fn new_layout(&mut self, shape: &Shape, instance: cim::Instance<'_>) -> u32 {
        let number = self.rows.layouts.len() as u32;
        self.rows.layouts.push(Layout::of(instance, self.rows.schema.as_ref()));
        self.known.insert(shape.clone(), number);
        number
    }
}

impl Layout {
    fn of(instance: cim::Instance<'_>, schema: Option<&Schema>) -> Self {
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
                Some(column) => column.runs.push(runs),
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
            runs: vec![run],
            is_array: declared.is_some_and(|it| it.is_array()),
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

    /// The value of an element that has nothing but text.
    #[inline]
    fn read(self, element: Element<'_>) -> Cell<'_> {
        let entry = element.entry();
        match (entry.kind(), entry.attribute_count()) {
            (Kind::Leaf, 0) => self.parse(element.text()).unwrap_or(Cell::Other),
            (Kind::Leaf, 1) if entry.is_nil() && entry.value().is_empty() => Cell::Null,
            _ => Cell::Other,
        }
    }

    /// The value that a text is; none where it is not of its type.
    #[inline]
    fn parse(self, text: Cow<'_, str>) -> Option<Cell<'_>> {
        match self {
            Self::Text => Some(Cell::Text(text)),
            Self::Boolean => parse::<bool>(&text).map(Cell::Boolean),
            Self::Unsigned(most) => {
                let value = parse::<u64>(&text).filter(|value| *value <= most);
                value.map(Cell::Unsigned)
            }
            Self::Signed(most) => {
                let value = parse::<i64>(&text).filter(|it| (-most - 1..=most).contains(it));
                value.map(Cell::Signed)
            }
            Self::Not => None,
        }
    }
}

/// Documents are below 4 GiB, and an entry stands for at least one byte.
fn place(element: Element<'_>) -> u32 {
    element.index() as u32
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
        assert_eq!((rows.cell(0, 1), rows.cell(2, 0)), (Cell::Unsigned(7), Cell::Text("3".into())));
        assert_eq!(rows.cell(2, 1), Cell::Null);
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
                    Cell::Text(text) => text.into_owned(),
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
