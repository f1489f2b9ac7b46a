//! From the tape to JSON.

pub(super) mod cim_rs;
mod escape;
mod fault;
mod instance;
mod keys;
mod message;
mod record;
mod sets;
mod text;
mod typed;
mod values;

use super::Options;
use crate::error::Result;
use crate::soap::Envelope;
use crate::xml::scan::{Job, Scan};
use crate::xml::{Element, Kernel};

pub(super) fn element(element: Element<'_>, options: &Options<'_>, out: &mut String) -> Result<()> {
    Kernel::best().run(ElementJob { element, options, out })
}

pub(super) fn envelope(
    envelope: Envelope<'_>,
    options: &Options<'_>,
    out: &mut String,
) -> Result<()> {
    Kernel::best().run(message::EnvelopeJob { envelope, options, out })
}

/// What elements of properties give, as a list.
pub(super) fn values(
    root: Element<'_>,
    elements: &[Element<'_>],
    options: &Options<'_>,
    out: &mut String,
) -> Result<()> {
    Kernel::best().run(message::ValuesJob { root, elements, options, out })
}

struct ElementJob<'d, 'o> {
    element: Element<'d>,
    options: &'o Options<'o>,
    out: &'o mut String,
}

impl Job for ElementJob<'_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        values::Values::new(scan, self.element, self.options, self.out).named(self.element, None)
    }
}

#[cfg(test)]
mod tests;
