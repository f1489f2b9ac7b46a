//! Octets, SOAP and namespaces.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R6.2-5 | encoder; detected: an answer above the limit of the service |
//! | R13.1-1 | detected: another root than a SOAP 1.2 envelope, or another spelling of its namespace |
//! | R13.1-2 | detected: a request above the limit of the service |
//! | R13.1-4 | detected: a declared encoding that is not the one used, or another than the two (bytes in one do not decode: `Answer::to`) |
//! | R13.1-6 | detected: a byte order mark before a response in UTF-8 |
//! | R13.1-7 | detected: UTF-16 without one |
//! | R13.1-10 | detected for each value that is looked at (`Checking::value`); refused where the service refuses it |
//! | R13.1-11 | comments are no departure; processing instructions are (SOAP 1.2 part 1 §5) |
//! | R13.4-5 | an answer is no departure up to the limit; above, from R6.2-5 |
//! | R13.4-6 | detected: a fault above what may always be sent |
//! | RB-2 | detected: the namespace of a draft, unless drafts are spoken on purpose |

use super::checking::Checking;
use super::report::{self, Answer, Report, Stage};
use super::tables::{fault, rule};
use crate::names::{Family, ns, soap};
use crate::schema::{Direction, Kind};
use crate::xml::{Deviation, DeviationKind, Document, Element, Tree};

/// What there is to say of a document that is no SOAP 1.2 envelope.
pub(super) fn no_envelope(root: Element<'_>) -> Report {
    let deviation = report::Deviation {
        rule: Some(rule!("R13.1-1")),
        offset: root.tree().offset_in_input(root.range().start),
        path: root.name().local.to_owned(),
        text: "expected a SOAP 1.2 envelope, found another element".into(),
        answer: Some(Answer::new(fault!(soap::VERSION_MISMATCH), None)),
        stage: Stage::Envelope,
    };
    Report {
        kind: Kind::Custom,
        direction: Direction::Unknown,
        deviations: vec![deviation],
        is_complete: true,
    }
}

/// Checks how the octets of a document were read.
pub(super) fn check_octets(checking: &mut Checking<'_, '_>, document: &Document) {
    let root = checking.envelope.element();
    let is_name = |it: &&Deviation| it.kind == DeviationKind::EncodingName;
    let wrong = document.deviations().iter().find(is_name).map(|it| it.offset);
    if let Some(offset) = wrong.or_else(|| other_encoding(document.tree())) {
        let text = "expected UTF-8 or UTF-16 and its name, found another name";
        checking.breaks(rule!("R13.1-4"), root, text).at(offset);
    }
    if !document.deviations().iter().all(|it| is_name(&it)) {
        // What else was passed over cannot be told from a mark.
        return;
    }
    let mark = document.tree().offset_in_input(0);
    if document.encoding().is_utf16() {
        if mark == 0 {
            let text = "expected UTF-16 with a byte order mark, found none";
            checking.breaks(rule!("R13.1-7"), root, text).at(0);
        }
    } else if mark == UTF8_MARK && checking.direction == Direction::Response {
        let text = "expected UTF-8 without a byte order mark, found one";
        checking.breaks(rule!("R13.1-6"), root, text).at(0);
    }
}

/// Where the XML declaration names an encoding that only is like UTF-8 as long as all is ASCII.
fn other_encoding(tree: Tree<'_>) -> Option<usize> {
    let declaration = tree.text().strip_prefix("<?xml")?.split("?>").next()?;
    let (before, after) = declaration.split_once("encoding")?;
    let quoted = after.find(['"', '\''])? + 1;
    let is_unicode = after.get(quoted..quoted + 3)?.eq_ignore_ascii_case("utf");
    let offset = "<?xml".len() + before.len() + "encoding".len() + quoted;
    (!is_unicode).then(|| tree.offset_in_input(offset))
}

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let envelope = checking.envelope.element();
    if envelope.tree().namespace_of(envelope.id()) != ns::SOAP {
        let text = "expected the namespace of SOAP 1.2, found another spelling";
        checking.breaks(rule!("R13.1-1"), envelope, text);
    }
    check_size(checking, envelope);
    check_instructions(checking, envelope);
    if !checking.drafts {
        check_dialect(checking);
    }
}

fn check_size<'m>(checking: &mut Checking<'m, '_>, envelope: Element<'m>) {
    let tree = envelope.tree();
    let [start, end] = {
        let range = envelope.range();
        [range.start, range.end].map(|at| tree.offset_in_input(at))
    };
    let sizes = &checking.service.sizes;
    let (rule, most) = match (checking.kind, checking.direction) {
        (Kind::Fault, _) => (rule!("R13.4-6"), sizes.fault),
        (_, Direction::Response) => (rule!("R6.2-5"), sizes.envelope),
        _ => (rule!("R13.1-2"), sizes.envelope),
    };
    let octets = end - start;
    if octets > most {
        let text = format!("expected at most {most} octets, found {octets}");
        checking.breaks(rule, envelope, text);
    }
}

fn check_instructions<'m>(checking: &mut Checking<'m, '_>, envelope: Element<'m>) {
    let range = envelope.range();
    let tree = envelope.tree();
    let inside = tree.entries().get(envelope.index()..).unwrap_or_default();
    let mut inside = inside.iter().take_while(|entry| entry.start() < range.end);
    let is_instruction = |kind| kind == crate::xml::Kind::Instruction;
    if let Some(instruction) = inside.find(|entry| is_instruction(entry.kind())) {
        let offset = tree.offset_in_input(instruction.start());
        let text = "expected no processing instructions, found one";
        checking.breaks(rule!("R13.1-11"), envelope, text).at(offset);
    }
}

/// Header blocks and bodies of older drafts speak of the same things in other namespaces.
fn check_dialect(checking: &mut Checking<'_, '_>) {
    let headers = checking.headers.iter().map(|(_, header)| header.element());
    let is_older = |element: &Element<'_>| {
        let namespace = element.tree().namespace_of(element.id());
        namespace.family() == Some(Family::Wsman) && namespace != ns::WSMAN
    };
    let older = headers.chain(checking.body_element()).find(is_older);
    if let Some(older) = older {
        let text = "expected the namespace of DSP0226, found that of a draft or a misspelt one";
        checking.breaks(rule!("RB-2"), older, text);
    }
}

/// Octets of the byte order mark in UTF-8.
const UTF8_MARK: usize = 3;
