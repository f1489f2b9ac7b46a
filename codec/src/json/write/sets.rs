//! Selectors and options, and the endpoint references that hold them.

use std::borrow::Cow;

use super::record::{has_elements_only, must_understand};
use super::text::is_null;
use super::values::Values;
use crate::error::Result;
use crate::json::vocabulary::PARAMETERS;
use crate::names::{addressing, none, wsman};
use crate::schema::{self, Record, Shape, Type};
use crate::xml::Element;
use crate::xml::scan::Scan;

impl<'d, S: Scan> Values<'d, '_, S> {
    /// Reference parameters, as members of their endpoint reference.
    pub(super) fn parameters(&mut self, element: Element<'d>, is_first: &mut bool) -> Result<bool> {
        if element.attributes().next().is_some() || !has_elements_only(element) {
            return Ok(false);
        }
        self.within(element, |values| {
            let [uri, selectors, others] = PARAMETERS;
            let mut rest: Vec<Element<'d>> = element.children().collect();
            let is_empty = rest.is_empty();
            if values.is_next(&rest, wsman::RESOURCE_URI)
                && values.attempt(uri, is_first, |it| it.text(rest[0], &[], Type::Uri))?
            {
                rest.remove(0);
            }
            if values.is_next(&rest, wsman::SELECTOR_SET)
                && values.attempt(selectors, is_first, |it| it.selectors(rest[0]))?
            {
                rest.remove(0);
            }
            if is_empty || !rest.is_empty() {
                values.member(others, is_first);
                values.list_of(&rest)?;
            }
            Ok(true)
        })
    }

    fn is_next(&self, elements: &[Element<'d>], name: crate::names::NameId) -> bool {
        elements.first().is_some_and(|element| element.id() == self.spelling.of(name))
    }

    /// Writes a member, or nothing where its value does not fit.
    fn attempt(
        &mut self,
        key: &str,
        is_first: &mut bool,
        write: impl FnOnce(&mut Self) -> Result<bool>,
    ) -> Result<bool> {
        let (start, was_first) = (self.out.len(), *is_first);
        self.member(key, is_first);
        let fits = write(self)?;
        if !fits {
            self.out.truncate(start);
            *is_first = was_first;
        }
        Ok(fits)
    }

    /// Elements with their names.
    pub(super) fn list_of(&mut self, elements: &[Element<'d>]) -> Result<()> {
        self.out.push('[');
        let mut is_first = true;
        for &element in elements {
            self.separate(&mut is_first);
            self.named(element, None)?;
        }
        self.out.push(']');
        Ok(())
    }

    /// Selectors by name; a list where one name is there twice or could be taken for another member.
    pub(super) fn selectors(&mut self, element: Element<'d>) -> Result<bool> {
        if !has_elements_only(element) {
            return Ok(false);
        }
        let mut names: Vec<Cow<'d, str>> = Vec::new();
        for selector in element.children() {
            let Some(name) = self.selector_name(selector) else { return Ok(false) };
            names.push(name);
        }
        let is_list = needs_list(&names);
        self.within(element, |values| {
            values.open_set(element, if is_list { '[' } else { '{' });
            let mut is_first = true;
            for (selector, name) in element.children().zip(&names) {
                values.separate(&mut is_first);
                if is_list {
                    values.out.push_str("{\"name\":");
                    values.quote(name);
                    values.out.push_str(",\"value\":");
                } else {
                    values.quote(name);
                    values.out.push(':');
                }
                if !values.selector(selector)? {
                    return Ok(false);
                }
                if is_list {
                    values.out.push('}');
                }
            }
            values.close_set(element, if is_list { ']' } else { '}' })
        })
    }

    /// The name of a selector that has nothing but a name and a value.
    fn selector_name(&self, selector: Element<'d>) -> Option<Cow<'d, str>> {
        let is_selector = selector.id() == self.spelling.of(wsman::SELECTOR);
        let name = selector.attributes().find(|it| it.id() == none::NAME)?.value();
        let is_null = is_null(selector, &selector.text());
        let is_plain = selector.attributes().count() == 1 + usize::from(is_null);
        (is_selector && is_plain).then_some(name)
    }

    /// The value of a selector: text, nothing, or an endpoint reference.
    fn selector(&mut self, selector: Element<'d>) -> Result<bool> {
        let mut children = selector.children();
        let text = selector.text();
        if self.use_bindings(selector, Some(&text)) {
            return Ok(false);
        }
        let Some(child) = children.next() else {
            match is_null(selector, &text) {
                true => self.out.push_str("null"),
                false => self.quote(&text),
            }
            return Ok(true);
        };
        let is_reference = child.id() == self.spelling.of(addressing::ENDPOINT_REFERENCE);
        if !is_reference || children.next().is_some() || !has_elements_only(selector) {
            return Ok(false);
        }
        self.within(selector, |values| values.record(child, &schema::addressing::EPR))
    }

    /// Options in order.
    pub(super) fn options(&mut self, element: Element<'d>, table: &'static Record) -> Result<bool> {
        let [field] = table.elements else { return Ok(false) };
        let Shape::Record(option) = field.shape else { return Ok(false) };
        if !has_elements_only(element) {
            return Ok(false);
        }
        self.within(element, |values| {
            values.open_set(element, '[');
            let mut is_first = true;
            for child in element.children() {
                values.separate(&mut is_first);
                let is_option = child.id() == values.spelling.of(field.name);
                if !is_option || !values.record(child, option)? {
                    return Ok(false);
                }
            }
            values.close_set(element, ']')
        })
    }

    /// The start of a set: of an object around it where the element has attributes.
    fn open_set(&mut self, element: Element<'d>, bracket: char) {
        if element.attributes().next().is_some() {
            self.out.push_str("{\"value\":");
        }
        self.out.push(bracket);
    }

    fn close_set(&mut self, element: Element<'d>, bracket: char) -> Result<bool> {
        self.out.push(bracket);
        if element.attributes().next().is_some() {
            let must = must_understand(element);
            self.must_understand(must);
            self.begin_used();
            self.foreign(element, &[], must, false)?;
            self.out.push('}');
        }
        Ok(true)
    }
}

/// Whether an object cannot have members of these names, or says something else with them.
fn needs_list(names: &[Cow<'_, str>]) -> bool {
    let mut sorted: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    sorted.binary_search(&"value").is_ok() || sorted.windows(2).any(|pair| pair[0] == pair[1])
}
