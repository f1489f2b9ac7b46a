//! A message as JSON: header blocks and body, or the envelope whole.

use super::record::{Layout, has_elements_only, parts};
use super::values::{Hidden, Values};
use crate::error::Result;
use crate::json::Options;
use crate::json::prefixes::Scope;
use crate::json::vocabulary::{body_table, holds_resource, kind_name, version_of};
use crate::names::{NameId, NamespaceId, addressing, ns, soap, wsman};
use crate::record::Spelling;
use crate::schema::{self, Kind};
use crate::soap::Envelope;
use crate::xml::Element;
use crate::xml::scan::{Job, Scan};

/// Writes a message, to be run with a kernel.
pub(super) struct EnvelopeJob<'d, 'o> {
    pub(super) envelope: Envelope<'d>,
    pub(super) options: &'o Options<'o>,
    pub(super) out: &'o mut String,
}

impl Job for EnvelopeJob<'_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        let envelope = self.envelope.element();
        let kind = self.envelope.kind();
        let mut values = Values::new(scan, envelope, self.options, self.out);
        values.out.push_str("{\"kind\":\"");
        values.out.push_str(kind_name(kind));
        values.out.push('"');
        match Parts::of(envelope).filter(|parts| !parts.use_bindings(&mut values)) {
            Some(parts) => parts.write(kind, &mut values)?,
            None => {
                values.out.push_str(",\"envelope\":");
                values.named(envelope, None)?;
            }
        }
        values.out.push('}');
        Ok(())
    }
}

/// Writes what elements of properties give, to be run with a kernel.
pub(super) struct ValuesJob<'e, 'd, 'o> {
    /// The root of the document, which may be an envelope.
    pub(super) root: Element<'d>,
    pub(super) elements: &'e [Element<'d>],
    pub(super) options: &'o Options<'o>,
    pub(super) out: &'o mut String,
}

impl Job for ValuesJob<'_, '_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        let mut values = Values::new(scan, self.root, self.options, self.out);
        if let Some(parts) = Parts::of(self.root) {
            values.spelling = parts.spelling();
        }
        values.out.push('[');
        let mut is_first = true;
        for element in self.elements {
            values.separate(&mut is_first);
            values.scope = Scope::new(*element);
            let start = values.out.len();
            if !values.given(element.index(), element.entry())? {
                values.out.truncate(start);
                values.value(*element, Hidden::NONE)?;
            }
        }
        values.out.push(']');
        Ok(())
    }
}

/// An envelope that header blocks and body tell all about.
struct Parts<'d> {
    envelope: Element<'d>,
    header: Option<Element<'d>>,
    body: Option<Element<'d>>,
}

impl<'d> Parts<'d> {
    fn of(envelope: Element<'d>) -> Option<Self> {
        let mut children = envelope.children().peekable();
        let header = children.next_if(|child| child.id() == soap::HEADER);
        let body = children.next_if(|child| child.id() == soap::BODY);
        let is_plain = children.next().is_none()
            && envelope.id() == soap::ENVELOPE
            && has_elements_only(envelope)
            && header.is_none_or(has_elements_only)
            && body.is_none_or(|body| body.children().next().is_none() || has_elements_only(body));
        is_plain.then_some(Self { envelope, header, body })
    }

    /// Whether a value would lose what its prefixes stand for.
    fn use_bindings<S: Scan>(&self, values: &mut Values<'d, '_, S>) -> bool {
        let text = |body: Element<'d>| body.children().next().is_none().then(|| body.text());
        values.use_bindings(self.envelope, None)
            || self.header.is_some_and(|header| values.use_bindings(header, None))
            || self.body.is_some_and(|body| values.use_bindings(body, text(body).as_deref()))
    }

    fn write<S: Scan>(self, kind: Kind, values: &mut Values<'d, '_, S>) -> Result<()> {
        if matches!(kind, Kind::Method | Kind::MethodResponse) {
            self.method(values);
        }
        values.spelling = self.spelling();
        self.versions(values);
        self.attributes(values)?;
        values.within(self.envelope, |values| self.content(kind, values))
    }

    fn content<S: Scan>(&self, kind: Kind, values: &mut Values<'d, '_, S>) -> Result<()> {
        let mut names = Vec::new();
        let mut is_first = false;
        if let Some(header) = self.header {
            values.within(header, |values| {
                let mut blocks = parts(header, &schema::headers::HEADERS);
                if blocks.is_empty() {
                    values.out.push_str(",\"headers\":[]");
                }
                names = values.fields(
                    &schema::headers::HEADERS,
                    &mut blocks,
                    HEADERS,
                    &mut is_first,
                )?;
                Ok(())
            })?;
        }
        if let Some(body) = self.body {
            values.out.push_str(",\"body\":");
            let name = values.within(body, |values| values.body(body, kind))?;
            names.extend(name.map(|name| ("body", name)));
        }
        values.names(&names, &mut is_first)
    }

    /// Which versions the header blocks are of, by the first of each family.
    fn spelling(&self) -> Spelling {
        let mut spelling = Spelling::default();
        let blocks = self.header.into_iter().flat_map(Element::children);
        let namespaces: Vec<NamespaceId> =
            blocks.map(|block| block.tree().namespace_of(block.id())).collect();
        namespaces.into_iter().rev().for_each(|namespace| spelling.speak(namespace));
        spelling.soap = ns::SOAP;
        spelling
    }

    fn versions<S: Scan>(&self, values: &mut Values<'d, '_, S>) {
        let Spelling { addressing, wsman, .. } = values.spelling;
        let usual = Spelling::default();
        if wsman != usual.wsman {
            values.member("dialect", &mut false);
            values.quote(version_of(wsman));
        }
        if addressing != usual.addressing {
            values.member("addressing", &mut false);
            values.quote(version_of(addressing));
        }
    }

    /// The method and the class that action and body name.
    fn method<S: Scan>(&self, values: &mut Values<'d, '_, S>) {
        let mut blocks = self.header.into_iter().flat_map(Element::children);
        let action = blocks.find(|block| block.id().canonical() == addressing::ACTION);
        let action = action.map(Element::trimmed).unwrap_or_default();
        let mut segments = action.trim_end_matches('/').rsplit('/');
        let of_action = segments.next().unwrap_or_default();
        let of_action = of_action.strip_suffix("Response").unwrap_or(of_action);
        let element = self.body.and_then(|body| body.children().next());
        let local = element.map_or("", |element| element.name().local);
        let of_body = local.strip_suffix("_INPUT").or(local.strip_suffix("_OUTPUT"));
        values.member("method", &mut false);
        values.quote(of_body.unwrap_or(of_action));
        if let Some(class) = segments.next().filter(|class| !class.is_empty()) {
            values.member("class", &mut false);
            values.quote(class);
        }
    }

    fn attributes<S: Scan>(&self, values: &mut Values<'d, '_, S>) -> Result<()> {
        let parts =
            [("envelope", Some(self.envelope)), ("header", self.header), ("body", self.body)];
        let has_any = |part: Element<'d>| part.attributes().next().is_some();
        let with = parts.map(|(key, element)| (key, element.filter(|&part| has_any(part))));
        if with.iter().all(|(_, element)| element.is_none()) {
            return Ok(());
        }
        values.member("attributes", &mut false);
        values.out.push('{');
        let mut is_first = true;
        for (key, element) in with {
            let Some(element) = element else { continue };
            values.member(key, &mut is_first);
            values.out.push('{');
            values.attributes_of(element)?;
            values.out.push('}');
        }
        values.out.push('}');
        Ok(())
    }
}

impl<'d, S: Scan> Values<'d, '_, S> {
    /// What a body holds: the record of its kind, a resource, or what else. Returns the name of the
    /// record's element where it is not the expected one.
    fn body(&mut self, body: Element<'d>, kind: Kind) -> Result<Option<NameId>> {
        let elements: Vec<Element<'d>> = body.children().collect();
        let text = body.text();
        let start = self.out.len();
        let record = body_table(kind);
        match (record, elements.as_slice()) {
            (_, []) if !text.is_empty() => {
                self.out.push('[');
                self.quote(&text);
                self.out.push(']');
                return Ok(None);
            }
            (None, []) => self.out.push_str("{}"),
            (Some((name, table)), &[element, ref more @ ..])
                if element.id().canonical() == name =>
            {
                if self.record(element, table)? {
                    if !more.is_empty() {
                        self.member("more", &mut false);
                        self.list_of(more)?;
                    }
                    let is_usual = element.id() == self.spelling.of(name);
                    return Ok((!is_usual).then(|| element.id()));
                }
                self.out.truncate(start);
                self.list_of(&elements)?;
            }
            (Some(_), _) => self.list_of(&elements)?,
            (None, &[element]) if holds_resource(kind) && self.resource(element)? => {}
            (None, _) => {
                self.out.truncate(start);
                self.out.push_str("{\"any\":");
                self.list_of(&elements)?;
                self.out.push('}');
            }
        }
        Ok(None)
    }

    /// The representation of a resource, or a fragment of it.
    fn resource(&mut self, element: Element<'d>) -> Result<bool> {
        match element.id().canonical() {
            wsman::XML_FRAGMENT => self.fragment(element),
            _ => self.instance(element),
        }
    }
}

const HEADERS: Layout = Layout { rest: "headers", order: "header_order", is_header: true };
