//! Elements as objects, by their tables.

use super::values::{Hidden, Values};
use crate::error::Result;
use crate::json::vocabulary::{keys_of, version_of};
use crate::names::{Family, NameId, addressing, enumeration, soap, wsman};
use crate::schema::{Field, Model, Record, Shape, Type};
use crate::xml::scan::Scan;
use crate::xml::{Element, Node};

/// A child element, and which field it is of; [`OTHER`] for none.
pub(super) struct Part<'d> {
    pub(super) element: Element<'d>,
    pub(super) field: usize,
}

/// What is no field, or does not fit its field.
pub(super) const OTHER: usize = usize::MAX;

/// The keys of fields and the names of their elements.
pub(super) type Names = Vec<(&'static str, NameId)>;

/// What the members of elements of no field and of the order are called.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) rest: &'static str,
    pub(super) order: &'static str,
    pub(super) is_header: bool,
}

impl<'d, S: Scan> Values<'d, '_, S> {
    /// An element of the shape of a field. False where it cannot be told so; what was written then
    /// has to be taken back.
    fn shaped(&mut self, element: Element<'d>, field: &'static Field) -> Result<bool> {
        match field.shape {
            Shape::Leaf(kind) => self.text(element, &[], kind),
            Shape::Record(table) => self.record(element, table),
            Shape::Content if is_items(field.name) => self.items(element),
            Shape::Content => self.content_of(element).map(|()| true),
        }
    }

    /// An element of a table. False as for [`shaped`](Self::shaped).
    pub(super) fn record(&mut self, element: Element<'d>, table: &'static Record) -> Result<bool> {
        match (table.name, table.content) {
            ("SelectorSet", _) => self.selectors(element),
            ("OptionSet", _) => self.options(element, table),
            ("Epr", _) => self.endpoint(element, table),
            (_, Model::Text(kind)) => self.text(element, table.attributes, kind),
            (_, Model::Mixed) => self.mixed(element, table.attributes),
            (_, Model::Closed | Model::Open) => self.object(element, table),
        }
    }

    /// An element that holds anything, as the element that it is; in an object of its own where
    /// mustUnderstand is to be told, or its members could be taken for those of that object.
    fn content_of(&mut self, element: Element<'d>) -> Result<()> {
        let must = must_understand(element);
        let hidden = Hidden { must: must.is_some(), ..Hidden::NONE };
        let is_wrapped = must.is_some() || element.children().any(|child| child.is("", "value"));
        if !is_wrapped {
            return self.value(element, hidden);
        }
        self.out.push_str("{\"value\":");
        self.value(element, hidden)?;
        self.must_understand(must);
        self.out.push('}');
        Ok(())
    }

    /// An element with text or elements of any kind: its text as a string, else a list.
    fn mixed(&mut self, element: Element<'d>, fields: &'static [Field]) -> Result<bool> {
        if element.children().next().is_none() {
            return self.text(element, fields, Type::String);
        }
        let must = must_understand(element);
        self.within(element, |values| {
            values.out.push('{');
            let mut is_first = true;
            values.attribute_fields(element, fields, Field::is_required, &mut is_first);
            values.member("value", &mut is_first);
            values.nodes(element)?;
            values.must_understand(must);
            values.attribute_fields(element, fields, |field| !field.is_required(), &mut is_first);
            values.begin_used();
            values.use_of_pieces(element);
            values.foreign(element, fields, must, false)?;
            values.out.push('}');
            Ok(true)
        })
    }

    /// Attributes of no table, with the bindings that those of the table use as well.
    pub(super) fn foreign(
        &mut self,
        element: Element<'d>,
        fields: &'static [Field],
        must: Option<bool>,
        is_first: bool,
    ) -> Result<bool> {
        let hidden = Hidden { must: must.is_some(), nil: false, fields };
        self.use_of_fields(element, fields);
        self.use_of_attributes(element, hidden);
        self.attributes(element, hidden, is_first)
    }

    /// What is in an element: texts as strings, elements with their names. Blanks between elements
    /// are left out where that is all the text there is.
    pub(super) fn nodes(&mut self, element: Element<'d>) -> Result<()> {
        let keeps_text = !has_elements_only(element);
        let mut text = String::new();
        let mut is_first = true;
        self.out.push('[');
        for node in element.nodes() {
            match node {
                Node::Text(piece) if keeps_text => text.push_str(&piece.value()),
                Node::Element(child) => {
                    self.piece(&mut text, &mut is_first);
                    self.separate(&mut is_first);
                    self.named(child, None)?;
                }
                _ => {}
            }
        }
        self.piece(&mut text, &mut is_first);
        self.out.push(']');
        Ok(())
    }

    fn piece(&mut self, text: &mut String, is_first: &mut bool) {
        if !text.is_empty() {
            self.separate(is_first);
            self.quote(text);
            text.clear();
        }
    }

    /// An element with elements of a table in it.
    fn object(&mut self, element: Element<'d>, table: &'static Record) -> Result<bool> {
        if !has_elements_only(element) {
            return Ok(false);
        }
        self.within(element, |values| {
            values.out.push('{');
            let mut is_first = true;
            values.attribute_fields(element, table.attributes, |_| true, &mut is_first);
            let names = values.fields(table, &mut parts(element, table), RECORD, &mut is_first)?;
            values.names(&names, &mut is_first)?;
            if table.name == "Fault" {
                values.meaning(element, &mut is_first);
            }
            values.end_object(element, table, is_first)
        })
    }

    /// An endpoint reference: its own elements may be of another version of addressing.
    fn endpoint(&mut self, element: Element<'d>, table: &'static Record) -> Result<bool> {
        if !has_elements_only(element) || self.nested >= crate::json::vocabulary::MOST_NESTED {
            return Ok(false);
        }
        let outer = self.spelling;
        let namespaces = element.children().filter_map(|child| child.id().namespace());
        let mut own = namespaces.filter(|id| id.family() == Some(Family::Addressing));
        self.spelling.addressing = own.next().unwrap_or(outer.addressing);
        self.nested += 1;
        let fits = self.within(element, |values| {
            values.out.push('{');
            let mut is_first = true;
            let names = values.fields(table, &mut parts(element, table), RECORD, &mut is_first)?;
            values.names(&names, &mut is_first)?;
            if values.spelling.addressing != outer.addressing {
                values.member("addressing", &mut is_first);
                values.quote(version_of(values.spelling.addressing));
            }
            values.end_object(element, table, is_first)
        });
        self.nested -= 1;
        self.spelling = outer;
        fits
    }

    /// What every object of a table ends with.
    fn end_object(
        &mut self,
        element: Element<'d>,
        table: &'static Record,
        mut is_first: bool,
    ) -> Result<bool> {
        let must = must_understand(element);
        if let Some(must) = must {
            self.member("must_understand", &mut is_first);
            self.out.push_str(if must { "true" } else { "false" });
        }
        self.begin_used();
        self.foreign(element, table.attributes, must, is_first)?;
        self.out.push('}');
        Ok(true)
    }

    /// The members for child elements: fields in the order of the table, then all that is or fits
    /// none, and the order where that does not tell it. Returns the names that are not the expected
    /// ones.
    pub(super) fn fields(
        &mut self,
        table: &'static Record,
        parts: &mut [Part<'d>],
        layout: Layout,
        is_first: &mut bool,
    ) -> Result<Names> {
        let mut by_field: Vec<(usize, usize)> =
            parts.iter().enumerate().map(|(place, part)| (part.field, place)).collect();
        by_field.sort_unstable();
        let mut names = Names::new();
        for places in by_field.chunk_by(|a, b| a.0 == b.0) {
            let Some(field) = places.first().and_then(|&(field, _)| table.elements.get(field))
            else {
                continue;
            };
            let name = self.field(field, places, parts, layout, is_first)?;
            let unusual = name.filter(|&name| name != self.spelling.of(field.name));
            names.extend(unusual.map(|name| (field.key, name)));
        }
        self.rest(parts, layout, is_first)?;
        self.order(table, parts, layout, is_first);
        Ok(names)
    }

    /// The member for the elements of one field; those that do not fit are marked. Returns the name
    /// of those that do.
    fn field(
        &mut self,
        field: &'static Field,
        places: &[(usize, usize)],
        parts: &mut [Part<'d>],
        layout: Layout,
        is_first: &mut bool,
    ) -> Result<Option<NameId>> {
        let (start, was_first) = (self.out.len(), *is_first);
        let (mut taken, mut name) = (0, None);
        let is_list = field.is_repeated() && !layout.is_header;
        if keys_of(field) == [field.key] {
            self.member(field.key, is_first);
            if is_list {
                self.out.push('[');
            }
        }
        let list = self.out.len();
        for &(_, place) in places {
            let element = parts[place].element;
            let (end, was_first) = (self.out.len(), *is_first);
            let may_be = match name {
                Some(name) => field.is_repeated() && name == element.id(),
                None => true,
            };
            if taken > 0 {
                self.out.push(',');
            }
            if may_be && self.told(element, field, is_first)? {
                name = Some(element.id());
                taken += 1;
            } else {
                self.out.truncate(end);
                *is_first = was_first;
                parts[place].field = OTHER;
            }
        }
        if taken == 0 {
            self.out.truncate(start);
            *is_first = was_first;
        } else if is_list {
            self.out.push(']');
        } else if taken > 1 {
            self.out.insert(list, '[');
            self.out.push(']');
        }
        Ok(name)
    }

    /// An element of a field, behind its key or with keys of its own.
    fn told(
        &mut self,
        element: Element<'d>,
        field: &'static Field,
        is_first: &mut bool,
    ) -> Result<bool> {
        match field.name {
            addressing::REFERENCE_PARAMETERS => self.parameters(element, is_first),
            soap::CODE => self.code(element, is_first),
            soap::REASON => self.reasons(element, is_first),
            _ => self.shaped(element, field),
        }
    }

    fn rest(&mut self, parts: &[Part<'d>], layout: Layout, is_first: &mut bool) -> Result<()> {
        let mut others = parts.iter().filter(|part| part.field == OTHER).peekable();
        if others.peek().is_none() {
            return Ok(());
        }
        self.member(layout.rest, is_first);
        self.out.push('[');
        let mut is_first = true;
        for part in others {
            self.separate(&mut is_first);
            let must = if layout.is_header { must_understand(part.element) } else { None };
            self.named(part.element, must)?;
        }
        self.out.push(']');
        Ok(())
    }

    fn order(
        &mut self,
        table: &'static Record,
        parts: &[Part<'d>],
        layout: Layout,
        is_first: &mut bool,
    ) {
        if parts.is_sorted_by_key(|part| part.field) {
            return;
        }
        self.member(layout.order, is_first);
        self.out.push('[');
        let mut is_first = true;
        for part in parts {
            self.separate(&mut is_first);
            self.quote(table.elements.get(part.field).map_or(layout.rest, |field| field.key));
        }
        self.out.push(']');
    }

    /// Names that fields have, where they are not the expected ones.
    pub(super) fn names(&mut self, names: &Names, is_first: &mut bool) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        self.member("names", is_first);
        self.out.push('{');
        let mut is_first = true;
        for &(key, name) in names {
            self.member(key, &mut is_first);
            self.name(name)?;
        }
        self.out.push('}');
        Ok(())
    }
}

/// The child elements of an element and their fields.
pub(super) fn parts<'d>(element: Element<'d>, table: &Record) -> Vec<Part<'d>> {
    let part = |child: Element<'d>| Part {
        element: child,
        field: table.element(child.id()).unwrap_or(OTHER),
    };
    element.children().map(part).collect()
}

/// Whether there is no text but blanks between elements; blanks alone are text.
pub(super) fn has_elements_only(element: Element<'_>) -> bool {
    match element.children().next() {
        Some(_) => !element.has_text(),
        None => element.text().is_empty(),
    }
}

/// What SOAP's `mustUnderstand` says, where it is spelt so that `must_understand` stands for it.
pub(super) fn must_understand(element: Element<'_>) -> Option<bool> {
    let attribute =
        element.attributes().find(|attribute| attribute.id() == soap::MUST_UNDERSTAND)?;
    match attribute.value().as_ref() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Whether a field holds the items of an enumeration.
fn is_items(name: NameId) -> bool {
    matches!(name, enumeration::ITEMS | wsman::ITEMS)
}

const RECORD: Layout = Layout { rest: "any", order: "order", is_header: false };
