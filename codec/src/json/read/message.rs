//! The form of a message.

use simd_json::Node;

use super::form::Form;
use super::record::{Layout, NO_MEMBER, Slots, Unusual};
use crate::error::Result;
use crate::json::vocabulary::{body_table, holds_resource, kind_of, namespace_of};
use crate::names::Family;
use crate::schema::{self, Kind};

impl<'j> Form<'_, 'j> {
    /// A message, an instance, an endpoint reference or an element, told apart by their members.
    pub(super) fn anything(&mut self) -> Result<()> {
        let has = |name: &str| self.input.members(ROOT).any(|(key, _)| key == name);
        match () {
            () if has("kind") => self.message(),
            () if has("class") || has("address") => self.item(ROOT),
            () => self.named(ROOT),
        }
    }

    fn message(&mut self) -> Result<()> {
        let slots = self.slots(ROOT, LAYOUT, MEMBERS)?;
        let [kind, envelope, method, class, attributes, dialect, version, body, more] =
            slots.others;
        let at = kind.unwrap_or(ROOT);
        let Some(kind) = kind_of(self.string(at)?) else {
            return Err(self.input.error(at, "expected a kind of message"));
        };
        if let Some(envelope) = envelope {
            self.fields(ROOT, ["kind", "envelope"])?;
            return self.whole(envelope);
        }
        let is_method = matches!(kind, Kind::Method | Kind::MethodResponse);
        if let Some(member) = method.or(class).filter(|_| !is_method) {
            return Err(self.input.error(member, NO_MEMBER));
        }
        self.speak(dialect, Family::Wsman)?;
        self.speak(version, Family::Addressing)?;
        let [of_envelope, of_header, of_body] = match attributes {
            Some(attributes) => self.fields(attributes, ["envelope", "header", "body"])?,
            None => [None; 3],
        };
        let names = self.unusual_names(&slots, LAYOUT, body_table(kind).map(|(name, _)| name))?;
        self.part(ENVELOPE, ROOT, of_envelope)?;
        self.headers(&slots, of_header, &names)?;
        match body {
            Some(body) => {
                self.part(BODY, body, of_body)?;
                self.body(body, kind, &names)?;
                self.more(body, more, kind)?;
                self.end(body);
            }
            None => self.nothing_of(of_body.or(more))?,
        }
        self.end(ROOT);
        if self.plan.signs().kind() == kind {
            return Ok(());
        }
        Err(self.input.error(at, "expected the kind that the action and the body tell"))
    }

    fn headers<const N: usize>(
        &mut self,
        slots: &Slots<N>,
        attributes: Option<usize>,
        names: &[Unusual],
    ) -> Result<()> {
        if !slots.has_elements() {
            return self.nothing_of(attributes);
        }
        self.part(HEADER, ROOT, attributes)?;
        self.plan.is_in_header = true;
        self.elements(ROOT, slots, LAYOUT, names)?;
        self.plan.is_in_header = false;
        self.end(ROOT);
        Ok(())
    }

    /// Refuses what is said of a part that is not there.
    fn nothing_of(&self, member: Option<usize>) -> Result<()> {
        match member {
            Some(at) => Err(self.input.error(at, "expected the part that this belongs to")),
            None => Ok(()),
        }
    }

    fn body(&mut self, at: usize, kind: Kind, names: &[Unusual]) -> Result<()> {
        let is_resource = ["class", "fragment"].iter().any(|it| self.has_member(at, it));
        match (self.input.node(at), body_table(kind)) {
            (Node::Array { .. }, _) => self.nodes(at, None),
            (_, Some((name, table))) => {
                let name = match names.iter().find(|it| it.key == "body") {
                    Some(unusual) => unusual.name,
                    None => self.known(name, at)?,
                };
                self.record(name, at, table)
            }
            _ if is_resource && holds_resource(kind) => self.resource(at),
            _ => {
                let [any] = self.fields(at, ["any"])?;
                any.map_or(Ok(()), |any| self.all_named(any))
            }
        }
    }

    /// What follows the record in a body.
    fn more(&mut self, body: usize, more: Option<usize>, kind: Kind) -> Result<()> {
        let Some(more) = more else { return Ok(()) };
        if matches!(self.input.node(body), Node::Array { .. }) || body_table(kind).is_none() {
            return Err(self.input.error(more, "expected nothing behind a body of any elements"));
        }
        self.all_named(more)
    }

    /// The elements of a list with their names.
    pub(super) fn all_named(&mut self, list: usize) -> Result<()> {
        for element in self.list(list)? {
            self.named(element)?;
        }
        Ok(())
    }

    /// Takes a version as the one that a family of names is of.
    pub(super) fn speak(&mut self, version: Option<usize>, family: Family) -> Result<()> {
        let Some(at) = version else { return Ok(()) };
        let Some(namespace) = namespace_of(family, self.string(at)?) else {
            return Err(self.input.error(at, "expected a version or the namespace of one"));
        };
        self.spelling.speak(namespace);
        Ok(())
    }

    /// The start of the envelope, its header or its body, with its attributes.
    fn part(&mut self, name: &'static str, at: usize, attributes: Option<usize>) -> Result<()> {
        let name = self.name_of(name, at)?;
        self.start(name, at, None)?;
        attributes.map_or(Ok(()), |attributes| self.attributes_only(attributes))
    }

    /// The attributes of an element, whose values use no bindings.
    pub(super) fn attributes_only(&mut self, attributes: usize) -> Result<()> {
        if !matches!(self.input.node(attributes), Node::Object { .. }) {
            return Err(self.input.error(attributes, "expected an object"));
        }
        let content = self.content(attributes)?;
        if let Some(other) = content.other_than_attributes() {
            return Err(self.input.error(other, "expected attributes only"));
        }
        for (key, value) in self.input.members(attributes) {
            self.attribute(key.trim_start_matches('@'), value, attributes)?;
        }
        Ok(())
    }

    /// An element with its name.
    pub(super) fn named(&mut self, at: usize) -> Result<()> {
        let [name, value] = self.fields(at, ["name", "value"])?;
        self.element_of(at, name, value, None)
    }

    pub(super) fn header(&mut self, at: usize) -> Result<()> {
        let [name, must_understand, value] =
            self.fields(at, ["name", "must_understand", "value"])?;
        let must_understand = self.must_understand(must_understand)?;
        self.element_of(at, name, value, must_understand)
    }

    fn element_of(
        &mut self,
        at: usize,
        name: Option<usize>,
        value: Option<usize>,
        must_understand: Option<&'static str>,
    ) -> Result<()> {
        let (Some(name), Some(value)) = (name, value) else {
            return Err(self.input.error(at, "expected a name and a value"));
        };
        let name = self.name(name)?;
        self.value(name, value, must_understand)
    }

    /// An envelope as an element.
    fn whole(&mut self, at: usize) -> Result<()> {
        if let [Some(name), _] = self.fields(at, ["name", "value"])? {
            let index = self.name(name)?;
            if !self.plan.is_envelope(index) {
                return Err(self.input.error(name, "expected the name of an envelope of SOAP 1.2"));
            }
        }
        self.named(at)
    }
}

/// Where the JSON begins.
const ROOT: usize = 0;

const ENVELOPE: &str = "{http://www.w3.org/2003/05/soap-envelope}Envelope";
const HEADER: &str = "{http://www.w3.org/2003/05/soap-envelope}Header";
const BODY: &str = "{http://www.w3.org/2003/05/soap-envelope}Body";

/// The members of a message, beside those of header blocks.
const MEMBERS: [&str; 9] =
    ["kind", "envelope", "method", "class", "attributes", "dialect", "addressing", "body", "more"];

const LAYOUT: Layout = Layout {
    attributes: &[],
    elements: schema::headers::HEADERS.elements,
    rest: "headers",
    order: "header_order",
    is_header: true,
};
