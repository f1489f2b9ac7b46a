//! A message as JSON: header blocks and body, or the envelope whole.

use super::values::Values;
use crate::error::Result;
use crate::limits::Limits;
use crate::names::soap;
use crate::soap::Envelope;
use crate::xml::Element;
use crate::xml::chars::is_blank;
use crate::xml::scan::{Job, Scan};

/// Writes a message, to be run with a kernel.
pub(super) struct EnvelopeJob<'d, 'o> {
    pub(super) envelope: Envelope<'d>,
    pub(super) limits: &'o Limits,
    pub(super) out: &'o mut String,
}

impl Job for EnvelopeJob<'_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        let envelope = self.envelope.element();
        let mut values = Values::new(scan, envelope, self.limits, self.out);
        values.out.push_str("{\"kind\":\"Custom\"");
        match Parts::of(envelope).filter(|parts| !parts.use_bindings(&mut values)) {
            Some(parts) => parts.write(&mut values)?,
            None => {
                values.out.push_str(",\"envelope\":");
                values.named(envelope, None)?;
            }
        }
        values.out.push('}');
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

    fn write<S: Scan>(self, values: &mut Values<'d, '_, S>) -> Result<()> {
        self.attributes(values)?;
        if let Some(header) = self.header {
            values.out.push_str(",\"headers\":");
            values.list_of(header, must_understand)?;
        }
        let Some(body) = self.body else { return Ok(()) };
        let text = body.text();
        if body.children().next().is_some() || text.is_empty() {
            values.out.push_str(",\"body\":{\"any\":");
            values.list_of(body, |_| None)?;
        } else {
            values.out.push_str(",\"body\":{\"text\":");
            values.quote(&text);
        }
        values.out.push('}');
        Ok(())
    }

    fn attributes<S: Scan>(&self, values: &mut Values<'d, '_, S>) -> Result<()> {
        let parts =
            [("envelope", Some(self.envelope)), ("header", self.header), ("body", self.body)];
        let mut is_first = true;
        for (key, element) in parts {
            let Some(element) = element.filter(|part| part.attributes().next().is_some()) else {
                continue;
            };
            values.out.push_str(if is_first { ",\"attributes\":{\"" } else { ",\"" });
            is_first = false;
            values.out.push_str(key);
            values.out.push_str("\":{");
            values.attributes_of(element)?;
            values.out.push('}');
        }
        if !is_first {
            values.out.push('}');
        }
        Ok(())
    }
}

/// Whether there is no text but blanks between elements; blanks alone are text.
fn has_elements_only(element: Element<'_>) -> bool {
    let text = element.text();
    text.is_empty() || element.children().next().is_some() && text.bytes().all(is_blank)
}

/// What `must_understand` stands for.
fn must_understand(header: Element<'_>) -> Option<bool> {
    let attribute =
        header.attributes().find(|attribute| attribute.id() == soap::MUST_UNDERSTAND)?;
    match attribute.value().as_ref() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
