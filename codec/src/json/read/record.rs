//! Objects of a table become elements.

use simd_json::Node;

use super::form::Form;
use super::plan::NameIndex;
use crate::error::Result;
use crate::json::vocabulary::keys_of;
use crate::names::{NameId, addressing, enumeration, soap, wsman};
use crate::schema::{Field, Model, Record, Shape, Type};

/// The members of an object of a table: the indices of their values.
pub(super) struct Slots<const N: usize> {
    /// The attributes of the table.
    pub(super) attributes: Vec<Option<usize>>,
    /// The elements of the table, by each of the members that tell them.
    pub(super) fields: Vec<[Option<usize>; 3]>,
    /// What is no field.
    rest: Option<usize>,
    order: Option<usize>,
    pub(super) names: Option<usize>,
    must: Option<usize>,
    bindings: Option<usize>,
    /// Members of other names that were asked for.
    pub(super) others: [Option<usize>; N],
}

/// What an object may hold.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) attributes: &'static [Field],
    pub(super) elements: &'static [Field],
    /// What the members for elements of no field and for the order are called.
    pub(super) rest: &'static str,
    pub(super) order: &'static str,
    /// Whether its elements are header blocks.
    pub(super) is_header: bool,
}

impl Layout {
    /// That of an element of a table.
    pub(super) fn of(table: &'static Record) -> Self {
        let Record { attributes, elements, .. } = table;
        Self { attributes, elements, rest: "any", order: "order", is_header: false }
    }

    /// That of an element without child elements.
    pub(super) fn leaf(attributes: &'static [Field]) -> Self {
        Self { attributes, elements: &[], rest: "", order: "", is_header: false }
    }
}

/// A name that a field has in place of the expected one.
pub(super) struct Unusual {
    pub(super) key: &'static str,
    pub(super) name: NameIndex,
}

impl<'j> Form<'_, 'j> {
    /// An element of the shape of a field.
    pub(super) fn shaped(
        &mut self,
        name: NameIndex,
        at: usize,
        field: &'static Field,
    ) -> Result<()> {
        match field.shape {
            Shape::Leaf(kind) => self.text(name, at, Layout::leaf(&[]), kind),
            Shape::Record(table) => self.record(name, at, table),
            Shape::Content if matches!(field.name, enumeration::ITEMS | wsman::ITEMS) => {
                self.items(name, at)
            }
            Shape::Content => self.content_of(name, at),
        }
    }

    /// An element of a table.
    pub(super) fn record(
        &mut self,
        name: NameIndex,
        at: usize,
        table: &'static Record,
    ) -> Result<()> {
        match (table.name, table.content) {
            ("SelectorSet", _) => self.selectors(name, at),
            ("OptionSet", _) => self.options(name, at, table),
            ("Epr", _) => self.endpoint(name, at, table),
            (_, Model::Text(kind)) => self.text(name, at, Layout::leaf(table.attributes), kind),
            (_, Model::Mixed) => self.mixed(name, at, Layout::leaf(table.attributes)),
            (_, Model::Closed | Model::Open) => {
                let slots = self.slots(at, Layout::of(table), ["meaning"])?;
                if let Some(meaning) = slots.others[0].filter(|_| table.name != "Fault") {
                    return Err(self.input.error(meaning, NO_MEMBER));
                }
                self.object_of(name, at, table, &slots)
            }
        }
    }

    /// An element with the members that were found.
    pub(super) fn object_of<const N: usize>(
        &mut self,
        name: NameIndex,
        at: usize,
        table: &'static Record,
        slots: &Slots<N>,
    ) -> Result<()> {
        let layout = Layout::of(table);
        self.begin(name, at, slots, layout)?;
        let names = self.unusual_names(slots, layout, None)?;
        self.elements(at, slots, layout, &names)?;
        self.end(at);
        Ok(())
    }

    /// What holds anything: an element's value, in an object of its own or not.
    fn content_of(&mut self, name: NameIndex, at: usize) -> Result<()> {
        if !self.has_member(at, "value") {
            return self.value(name, at, None);
        }
        let [value, must] = self.fields(at, ["value", "must_understand"])?;
        let must = self.must_understand(must)?;
        self.value(name, value.unwrap_or(at), must)
    }

    /// Text or elements of any kind.
    fn mixed(&mut self, name: NameIndex, at: usize, layout: Layout) -> Result<()> {
        let value = self.input.members(at).find(|(key, _)| *key == "value").map(|(_, value)| value);
        let is_object = matches!(self.input.node(at), Node::Object { .. });
        let list =
            value.filter(|&it| is_object && matches!(self.input.node(it), Node::Array { .. }));
        let Some(list) = list else { return self.text(name, at, layout, Type::String) };
        let slots = self.slots(at, layout, ["value"])?;
        self.begin(name, at, &slots, layout)?;
        self.nodes(list, Some(at))?;
        self.end(at);
        Ok(())
    }

    /// A list of texts and elements; `object` is the one that has the bindings of the texts.
    pub(super) fn nodes(&mut self, list: usize, object: Option<usize>) -> Result<()> {
        for item in self.list(list)? {
            match self.input.node(item) {
                Node::String(_) => {
                    let text = self.string(item)?;
                    self.plan.note(text, object);
                    self.plan.text(text, item);
                }
                _ => self.named(item)?,
            }
        }
        Ok(())
    }

    /// An endpoint reference: its own elements may be of another version of addressing.
    fn endpoint(&mut self, name: NameIndex, at: usize, table: &'static Record) -> Result<()> {
        let slots = self.slots(at, Layout::of(table), ["addressing"])?;
        let outer = self.spelling;
        self.speak(slots.others[0], crate::names::Family::Addressing)?;
        self.descend(at)?;
        self.object_of(name, at, table, &slots)?;
        self.ascend();
        self.spelling = outer;
        Ok(())
    }

    /// The start of an element with its attributes.
    pub(super) fn begin<const N: usize>(
        &mut self,
        name: NameIndex,
        at: usize,
        slots: &Slots<N>,
        layout: Layout,
    ) -> Result<()> {
        if let Some(bindings) = slots.bindings {
            self.bindings(at, bindings)?;
        }
        let must = self.must_understand(slots.must)?;
        self.start(name, at, must)?;
        for (field, value) in layout.attributes.iter().zip(&slots.attributes) {
            if let Some(value) = *value {
                self.field_attribute(field, value, at)?;
            }
        }
        for (key, value) in self.input.members(at) {
            match key.strip_prefix('@') {
                Some(name) if key != "@xmlns" => self.attribute(name, value, at)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The members of the object at an index; each once, and no others.
    pub(super) fn slots<const N: usize>(
        &mut self,
        at: usize,
        layout: Layout,
        others: [&str; N],
    ) -> Result<Slots<N>> {
        if !matches!(self.input.node(at), Node::Object { .. }) {
            return Err(self.input.error(at, "expected an object"));
        }
        let mut slots = Slots {
            attributes: vec![None; layout.attributes.len()],
            fields: vec![[None; 3]; layout.elements.len()],
            rest: None,
            order: None,
            names: None,
            must: None,
            bindings: None,
            others: [None; N],
        };
        for (key, value) in self.input.members(at) {
            let is_new = match key.strip_prefix('@').filter(|_| key != "@xmlns") {
                Some(_) if layout.is_header => return Err(self.input.error(value, NO_MEMBER)),
                Some(attribute) => {
                    let name = self.name_of(attribute, value)?;
                    self.plan.is_first_of(name, at, true)
                }
                None => {
                    let Some(slot) = slots.slot(key, layout, &others) else {
                        return Err(self.input.error(value, NO_MEMBER));
                    };
                    slot.replace(value).is_none()
                }
            };
            if !is_new {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
        }
        Ok(slots)
    }

    /// The elements of a table, in its order or the one that is given.
    pub(super) fn elements<const N: usize>(
        &mut self,
        at: usize,
        slots: &Slots<N>,
        layout: Layout,
        names: &[Unusual],
    ) -> Result<()> {
        let mut queues = Vec::with_capacity(layout.elements.len());
        let mut field_names = Vec::with_capacity(layout.elements.len());
        for (field, values) in layout.elements.iter().zip(&slots.fields) {
            queues.push(self.occurrences(field, values, layout)?.into_iter());
            field_names.push(self.name_of_field(field, at, names)?);
        }
        let rest = slots.rest.map_or(Ok(Vec::new()), |rest| self.list(rest))?;
        let mut rest = rest.into_iter();
        for key in slots.order.map_or(Ok(Vec::new()), |order| self.list(order))? {
            let text = self.string(key)?;
            let place = layout.elements.iter().position(|field| field.key == text);
            let queue = match place {
                Some(place) => queues.get_mut(place),
                None if text == layout.rest => Some(&mut rest),
                None => None,
            };
            let Some(value) = queue.and_then(Iterator::next) else {
                return Err(self.input.error(key, "expected the key of an element not listed yet"));
            };
            self.element_of_field(place, value, slots, layout, &field_names)?;
        }
        for (place, queue) in queues.into_iter().enumerate() {
            for value in queue {
                self.all_listed(slots.order)?;
                self.element_of_field(Some(place), value, slots, layout, &field_names)?;
            }
        }
        for value in rest {
            self.all_listed(slots.order)?;
            self.element_of_field(None, value, slots, layout, &field_names)?;
        }
        Ok(())
    }

    fn all_listed(&self, order: Option<usize>) -> Result<()> {
        match order {
            Some(order) => Err(self.input.error(order, "expected a key for every element")),
            None => Ok(()),
        }
    }

    /// The values of the elements of a field.
    fn occurrences(
        &self,
        field: &'static Field,
        values: &[Option<usize>; 3],
        layout: Layout,
    ) -> Result<Vec<usize>> {
        let Some(value) = values.iter().flatten().next().copied() else { return Ok(Vec::new()) };
        let is_list = || matches!(self.input.node(value), Node::Array { .. });
        if keys_of(field) == [field.key] && field.is_repeated() && (!layout.is_header || is_list())
        {
            return self.list(value);
        }
        Ok(vec![value])
    }

    fn name_of_field(
        &mut self,
        field: &'static Field,
        at: usize,
        names: &[Unusual],
    ) -> Result<NameIndex> {
        match names.iter().find(|it| it.key == field.key) {
            Some(unusual) => Ok(unusual.name),
            None => self.known(field.name, at),
        }
    }

    fn element_of_field<const N: usize>(
        &mut self,
        place: Option<usize>,
        value: usize,
        slots: &Slots<N>,
        layout: Layout,
        names: &[NameIndex],
    ) -> Result<()> {
        let Some(place) = place else {
            return if layout.is_header { self.header(value) } else { self.named(value) };
        };
        let (field, name, values) = (&layout.elements[place], names[place], &slots.fields[place]);
        match field.name {
            addressing::REFERENCE_PARAMETERS => self.parameters(name, value, values),
            soap::CODE => self.code(name, value, values),
            soap::REASON => self.reasons(name, value),
            _ => self.shaped(name, value, field),
        }
    }

    /// What `names` says: of each field that is there, a name that stands for it; and of a body the
    /// same, if it has a name to stand for.
    pub(super) fn unusual_names<const N: usize>(
        &mut self,
        slots: &Slots<N>,
        layout: Layout,
        body: Option<NameId>,
    ) -> Result<Vec<Unusual>> {
        let Some(at) = slots.names else { return Ok(Vec::new()) };
        let mut names: Vec<Unusual> = Vec::new();
        for (key, value) in self.object_members(at)? {
            let name = self.name(value)?;
            let stands_for = self.plan.known_name(name).map(NameId::canonical);
            let fields = layout.elements.iter().zip(&slots.fields);
            let mut present = fields.filter(|(_, slots)| slots.iter().any(Option::is_some));
            let key = match present.find(|(field, _)| field.key == key) {
                Some((field, _)) => stands_for.filter(|&it| field.is(it)).map(|_| field.key),
                None if key == "body" => stands_for.filter(|it| body == Some(*it)).map(|_| "body"),
                None => None,
            };
            let Some(key) = key else {
                return Err(self.input.error(value, "expected a name of a field that is there"));
            };
            if names.iter().any(|known| known.key == key) {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
            names.push(Unusual { key, name });
        }
        Ok(names)
    }
}

impl<const N: usize> Slots<N> {
    /// Whether there are any elements, or a list of none.
    pub(super) fn has_elements(&self) -> bool {
        self.rest.is_some() || self.fields.iter().flatten().any(Option::is_some)
    }

    fn slot(
        &mut self,
        key: &str,
        layout: Layout,
        others: &[&str; N],
    ) -> Option<&mut Option<usize>> {
        if let Some(place) = others.iter().position(|other| *other == key) {
            return self.others.get_mut(place);
        }
        let has_elements = !layout.rest.is_empty();
        match key {
            "@xmlns" if !layout.is_header => return Some(&mut self.bindings),
            "must_understand" if !layout.is_header => return Some(&mut self.must),
            "names" if has_elements => return Some(&mut self.names),
            _ if has_elements && key == layout.rest => return Some(&mut self.rest),
            _ if has_elements && key == layout.order => return Some(&mut self.order),
            _ => {}
        }
        if let Some(place) = layout.attributes.iter().position(|field| field.key == key) {
            return self.attributes.get_mut(place);
        }
        layout.elements.iter().zip(&mut self.fields).find_map(|(field, slots)| {
            let place = keys_of(field).iter().position(|known| *known == key)?;
            slots.get_mut(place)
        })
    }
}

pub(super) const NO_MEMBER: &str = "expected no member of this name";
