//! From the tape to JSON.

mod envelope;
mod escape;
mod keys;
mod values;

use crate::error::Result;
use crate::limits::Limits;
use crate::soap::Envelope;
use crate::xml::scan::{Job, Scan};
use crate::xml::{Element, Kernel};

pub(super) fn element(element: Element<'_>, limits: &Limits, out: &mut String) -> Result<()> {
    Kernel::best().run(ElementJob { element, limits, out })
}

pub(super) fn envelope(envelope: Envelope<'_>, limits: &Limits, out: &mut String) -> Result<()> {
    Kernel::best().run(envelope::EnvelopeJob { envelope, limits, out })
}

struct ElementJob<'d, 'o> {
    element: Element<'d>,
    limits: &'o Limits,
    out: &'o mut String,
}

impl Job for ElementJob<'_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        values::Values::new(scan, self.element, self.limits, self.out).named(self.element, None)
    }
}
