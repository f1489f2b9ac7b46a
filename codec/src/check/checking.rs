//! A check under way: the message as the rules look at it, and what was found so far.

use std::borrow::Cow;

use super::path;
use super::report::{About, Answer, Deviation, Report, Stage};
use super::service::{Options, Service};
use super::tables::rule;
use crate::names::{NameId, addressing, wsman};
use crate::schema::{Direction, Fault, Kind, Rule};
use crate::soap::{Envelope, Header};
use crate::xml::chars::trim;
use crate::xml::{Attribute, Element};

/// A check under way.
pub(super) struct Checking<'m, 'o> {
    pub(super) envelope: Envelope<'m>,
    pub(super) kind: Kind,
    pub(super) direction: Direction,
    pub(super) service: &'o Service<'o>,
    /// The HTTP status it came with.
    pub(super) status: Option<u16>,
    /// Whether drafts are spoken on purpose.
    pub(super) drafts: bool,
    /// Header blocks, each under the name that stands for its own.
    pub(super) headers: Vec<(NameId, Header<'m>)>,
    /// Where it is sent.
    pub(super) to: Option<Cow<'m, str>>,
    stage: Stage,
    found: Vec<Finding<'m>>,
}

/// Something found, before its place is worked out.
pub(super) struct Finding<'m> {
    rule: Option<&'static Rule>,
    /// The element it is about.
    element: Element<'m>,
    /// Where it is, if not at that element: an offset in the input.
    offset: Option<usize>,
    text: Cow<'static, str>,
    answer: Option<Answer>,
    stage: Stage,
}

impl<'m, 'o> Checking<'m, 'o> {
    pub(super) fn new(envelope: Envelope<'m>, options: &'o Options<'o>) -> Self {
        let headers: Vec<_> =
            envelope.headers().map(|header| (header.element().id().canonical(), header)).collect();
        let kind = envelope.kind();
        let mut checking = Self {
            envelope,
            kind,
            direction: kind.message().direction,
            service: &options.service,
            status: options.status,
            drafts: options.drafts,
            headers,
            to: None,
            stage: Stage::Envelope,
            found: Vec::new(),
        };
        checking.to = checking.header_element(addressing::TO).map(Element::trimmed);
        if checking.direction == Direction::Unknown {
            checking.direction = checking.direction_by_headers();
        }
        checking
    }

    /// Which way a message of an action of its own goes.
    fn direction_by_headers(&self) -> Direction {
        let has = |name| self.header(name).is_some();
        match () {
            () if has(addressing::RELATES_TO) => Direction::Response,
            () if has(wsman::ACK_REQUESTED) => Direction::Notice,
            () if has(addressing::REPLY_TO) => Direction::Request,
            () => Direction::Unknown,
        }
    }

    /// What is checked from here on is what a service comes to at that stage.
    pub(super) fn enter(&mut self, stage: Stage) {
        self.stage = stage;
    }

    /// The first header block of a name.
    pub(super) fn header(&self, name: NameId) -> Option<Header<'m>> {
        Some(self.headers.iter().find(|(known, _)| *known == name)?.1)
    }

    /// The element of the first header block of a name.
    pub(super) fn header_element(&self, name: NameId) -> Option<Element<'m>> {
        self.header(name).map(Header::element)
    }

    /// The element that what a header lacks is lacking in.
    pub(super) fn header_place(&self) -> Element<'m> {
        self.envelope.header_element().unwrap_or(self.envelope.element())
    }

    /// The element that what the body lacks is lacking in.
    pub(super) fn body_place(&self) -> Element<'m> {
        self.envelope.body().unwrap_or(self.envelope.element())
    }

    /// The first element of the body.
    pub(super) fn body_element(&self) -> Option<Element<'m>> {
        self.envelope.body_elements().next()
    }

    /// Whether a service answers it, and who sent it waits for that.
    pub(super) fn is_request(&self) -> bool {
        self.direction == Direction::Request
    }

    /// Whether a service sent it.
    pub(super) fn is_from_service(&self) -> bool {
        matches!(self.direction, Direction::Response | Direction::Notice)
    }

    /// Whether it has anything to do with addressing (DSP0226 R11-3).
    pub(super) fn is_identify(&self) -> bool {
        matches!(self.kind, Kind::Identify | Kind::IdentifyResponse)
    }

    /// The value of a leaf without the blanks around it, which are a departure of their own.
    pub(super) fn value(&mut self, leaf: Element<'m>) -> Cow<'m, str> {
        let trimmed = leaf.trimmed();
        if !trimmed.is_empty() && trimmed.len() != leaf.text().len() {
            let refuses = !self.service.blanks;
            let text = "expected a value without blanks around it, found blanks";
            self.breaks(rule!("R13.1-10"), leaf, text).answered_if(refuses);
        }
        trimmed
    }

    /// Notes that a rule is broken by an element, or in it. The answer is that of the rule.
    pub(super) fn breaks(
        &mut self,
        rule: &'static Rule,
        at: Element<'m>,
        text: impl Into<Cow<'static, str>>,
    ) -> &mut Finding<'m> {
        self.find(Some(rule), at, text.into(), Answer::of(rule))
    }

    /// Notes what no rule speaks of, and the fault to answer with.
    pub(super) fn objects(
        &mut self,
        at: Element<'m>,
        text: impl Into<Cow<'static, str>>,
        fault: &'static Fault,
    ) -> &mut Finding<'m> {
        self.find(None, at, text.into(), Some(Answer::new(fault, None)))
    }

    fn find(
        &mut self,
        rule: Option<&'static Rule>,
        at: Element<'m>,
        text: Cow<'static, str>,
        answer: Option<Answer>,
    ) -> &mut Finding<'m> {
        // One more than is kept tells that there are more.
        self.found.truncate(MOST);
        let place = self.found.len();
        let stage = self.stage;
        self.found.push(Finding { rule, element: at, offset: None, text, answer, stage });
        &mut self.found[place]
    }

    /// What was found, in the order of the message.
    pub(super) fn report(mut self) -> Report {
        let is_complete = self.found.len() <= MOST;
        self.found.truncate(MOST);
        self.found.sort_by_key(|finding| (finding.element.index(), finding.stage));
        let tree = self.envelope.element().tree();
        let elements = || self.found.iter().map(|finding| finding.element);
        let paths = path::paths(tree, elements());
        let starts = elements().map(|element| element.range().start);
        let offsets: Vec<usize> = tree.offsets_in_input(starts).collect();
        let deviation = |((finding, path), offset): ((Finding<'_>, String), usize)| Deviation {
            rule: finding.rule,
            offset: finding.offset.unwrap_or(offset),
            path,
            text: finding.text,
            answer: finding.answer,
            stage: finding.stage,
        };
        let found = self.found.into_iter().zip(paths).zip(offsets);
        let mut deviations: Vec<_> = found.map(deviation).collect();
        deviations.sort_by_key(|deviation| deviation.offset);
        Report { kind: self.kind, direction: self.direction, deviations, is_complete }
    }
}

impl Finding<'_> {
    /// The answer is another fault than the rule's.
    pub(super) fn instead(&mut self, fault: &'static Fault, code: Option<&str>) -> &mut Self {
        self.answer = Some(Answer::new(fault, code));
        self
    }

    /// What the answer is about.
    pub(super) fn about(&mut self, about: About) -> &mut Self {
        if let Some(answer) = &mut self.answer {
            answer.about = about;
        }
        self
    }

    /// There is an answer only on a condition.
    pub(super) fn answered_if(&mut self, is_answered: bool) -> &mut Self {
        self.answer = self.answer.take().filter(|_| is_answered);
        self
    }

    /// It is at an offset of the input that is no element's.
    pub(super) fn at(&mut self, offset: usize) -> &mut Self {
        self.offset = Some(offset);
        self
    }
}

/// The first element directly inside another of a name, or of one that means the same.
pub(super) fn child(element: Element<'_>, name: NameId) -> Option<Element<'_>> {
    children(element, name).next()
}

/// The elements directly inside another of a name, or of one that means the same.
pub(super) fn children(element: Element<'_>, name: NameId) -> impl Iterator<Item = Element<'_>> {
    element.children().filter(move |child| child.id().canonical() == name)
}

/// The attribute of a name.
pub(super) fn attribute(element: Element<'_>, name: NameId) -> Option<Attribute<'_>> {
    element.attributes().find(|attribute| attribute.id().canonical() == name)
}

/// The value of the attribute of a name, without the blanks around it.
pub(super) fn attribute_value(element: Element<'_>, name: NameId) -> Option<Cow<'_, str>> {
    Some(match attribute(element, name)?.value() {
        Cow::Borrowed(value) => Cow::Borrowed(trim(value)),
        Cow::Owned(value) => Cow::Owned(trim(&value).to_owned()),
    })
}

/// The value of an attribute that says yes or no (XML Schema part 2 §3.2.2); none where it is
/// missing, or neither.
pub(super) fn flag(element: Element<'_>, name: NameId) -> Option<bool> {
    crate::value::parse::<bool>(&attribute_value(element, name)?)
}

/// Whether an element holds nothing but text, or nothing but one element.
pub(super) fn is_text_or_one_element(element: Element<'_>) -> bool {
    match element.children().take(2).count() {
        0 => true,
        1 => !element.has_text(),
        _ => false,
    }
}

/// Whether a text has more characters than a limit.
pub(super) fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().count() > limit
}

/// How many departures are kept: enough to see what is wrong with a message.
const MOST: usize = 256;
