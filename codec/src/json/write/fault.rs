//! The parts of a fault (SOAP 1.2 part 1 §5.4).

use super::record::has_elements_only;
use super::values::Values;
use crate::error::Result;
use crate::json::vocabulary::{CODE, LANG, NOT_A_NAME, REASON};
use crate::names::{self, NameId, soap, wsman};
use crate::schema::{DETAILS, Fault, Type};
use crate::xml::Element;
use crate::xml::scan::Scan;

impl<'d, S: Scan> Values<'d, '_, S> {
    /// Code and subcodes as members of their fault.
    pub(super) fn code(&mut self, element: Element<'d>, is_first: &mut bool) -> Result<bool> {
        let mut levels = Vec::new();
        let mut next = Some(element);
        while let Some(level) = next {
            let Some((value, inner)) = self.level(level) else { return Ok(false) };
            levels.push((level, value));
            next = inner;
        }
        let is_list = levels.len() > 2;
        let mut declared = Vec::new();
        for (depth, &(level, value)) in levels.iter().enumerate() {
            declared.push(self.enter(level));
            match depth {
                0 => self.member(CODE[0], is_first),
                1 => self.member(CODE[1], is_first),
                _ => self.out.push(','),
            }
            if depth == 1 && is_list {
                self.out.push('[');
            }
            self.code_value(value, depth == 0)?;
        }
        if is_list {
            self.out.push(']');
        }
        declared.into_iter().rev().for_each(|declares| self.leave(declares));
        Ok(true)
    }

    /// The value of a code or subcode and the subcode in it, where there is nothing else.
    fn level(&self, element: Element<'d>) -> Option<(Element<'d>, Option<Element<'d>>)> {
        let mut children = element.children();
        let value = children.next().filter(|it| it.id() == self.spelling.of(soap::VALUE))?;
        let inner = children.next();
        let is_subcode = inner.is_none_or(|it| it.id() == self.spelling.of(soap::SUBCODE));
        let is_plain = element.attributes().next().is_none()
            && value.children().next().is_none()
            && children.next().is_none()
            && has_elements_only(element);
        (is_subcode && is_plain).then_some((value, inner))
    }

    /// A name; of a code, the local part is enough where it is one of SOAP's.
    fn code_value(&mut self, value: Element<'d>, is_code: bool) -> Result<()> {
        let start = self.out.len();
        self.text(value, &[], Type::QName)?;
        if !is_code {
            return Ok(());
        }
        let written = &self.out[start..];
        let soap = self.spelling.soap.uri().unwrap_or_default();
        let of_soap = written.strip_prefix("\"{").and_then(|rest| rest.strip_prefix(soap));
        if let Some(local) = of_soap.and_then(|rest| rest.strip_prefix('}')) {
            let local = local.len();
            self.out.replace_range(start + 1..self.out.len() - local, "");
        } else if written.starts_with('"') && !written.starts_with("\"{") {
            self.out.insert_str(start + 1, NOT_A_NAME);
        }
        Ok(())
    }

    /// Reasons as a member of their fault.
    pub(super) fn reasons(&mut self, element: Element<'d>, is_first: &mut bool) -> Result<bool> {
        let is_reason = |it: Element<'d>| {
            it.id() == self.spelling.of(soap::TEXT) && it.children().next().is_none()
        };
        let is_plain = element.attributes().next().is_none() && has_elements_only(element);
        if !is_plain || !element.children().all(is_reason) {
            return Ok(false);
        }
        self.within(element, |values| {
            values.member(REASON[0], is_first);
            values.out.push('[');
            let mut is_first = true;
            for reason in element.children() {
                values.separate(&mut is_first);
                values.within(reason, |values| values.reason(reason))?;
            }
            values.out.push(']');
            Ok(true)
        })
    }

    /// A reason in a language.
    fn reason(&mut self, reason: Element<'d>) -> Result<()> {
        let text = reason.text();
        self.out.push('{');
        let mut is_first = true;
        self.attribute_fields(reason, LANG, |_| true, &mut is_first);
        self.member("text", &mut is_first);
        self.quote(&text);
        self.begin_used();
        self.use_of_text(&text);
        self.foreign(reason, LANG, None, false)?;
        self.out.push('}');
        Ok(())
    }

    /// What the tables say about a fault.
    pub(super) fn meaning(&mut self, fault: Element<'d>, is_first: &mut bool) {
        if let Some(meaning) = meaning(fault) {
            self.member("meaning", is_first);
            self.quote(&meaning);
        }
    }
}

/// Why, by the innermost code that is known, and by the detail where it is one of DSP0226.
fn meaning(fault: Element<'_>) -> Option<String> {
    let code = child(fault, soap::CODE)?;
    let subcode = child(code, soap::SUBCODE).and_then(|subcode| child(subcode, soap::VALUE));
    let value = subcode.or_else(|| child(code, soap::VALUE))?;
    let known = Fault::of(name_of(value)?)?;
    let detail = child(fault, soap::DETAIL).and_then(|it| child(it, wsman::FAULT_DETAIL));
    let uri = detail.map(Element::trimmed);
    let code = uri.as_deref().and_then(|uri| uri.rsplit('/').next());
    let known_detail = code.and_then(|code| DETAILS.iter().find(|detail| detail.code == code));
    Some(match known_detail {
        Some(detail) => format!("{}: {}", known.reason, detail.text),
        None => known.reason.to_owned(),
    })
}

/// The name in the vocabulary that the text of an element is.
fn name_of(element: Element<'_>) -> Option<NameId> {
    let text = element.trimmed();
    let (prefix, local) = text.split_once(':').unwrap_or(("", &text));
    let namespace = element.namespace_of_prefix(prefix)?;
    names::name(names::namespace(namespace.as_bytes())?, local.as_bytes())
}

fn child(element: Element<'_>, name: NameId) -> Option<Element<'_>> {
    element.children().find(|child| child.id().canonical() == name)
}
