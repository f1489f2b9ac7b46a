//! Instances with the types of their class: every contender decodes all properties of all services
//! of a PullResponse, borrowing texts, and must find the same values.

use std::hint::black_box;

use crate::data::{self, Case};
use crate::measure::Pass;
use crate::table::{Column, Goal};
use crate::{ours, peers};

/// A tool that decodes instances.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What the tool does not check or loses.
    fn omits(&self) -> &'static str;

    /// Decodes the instances of a message.
    ///
    /// # Errors
    /// The tool's own words when it refuses the message.
    fn read(&mut self, message: &[u8]) -> Result<Found, String>;
}

/// What decoding gives; equal for all who understood the values alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Instances.
    pub instances: usize,
    /// Bytes of all texts.
    pub texts: usize,
    /// The sum of all numbers; a boolean counts as 0 or 1.
    pub numbers: u64,
    /// Nulls; no arrays that are null.
    pub nulls: usize,
    /// Dates.
    pub dates: usize,
    /// References to other instances.
    pub references: usize,
}

impl Found {
    /// Counts a text.
    pub fn text(&mut self, text: &str) {
        self.texts += text.len();
    }

    /// Counts a number, a boolean or a null.
    pub fn number<T: Into<u64>>(&mut self, number: Option<T>) {
        match number {
            Some(number) => self.numbers += number.into(),
            None => self.nulls += 1,
        }
    }
}

/// The messages of services.
pub fn cases() -> Vec<Case> {
    let is_typed = |case: &Case| ["pull200", "shuf200", "pull5000"].contains(&case.name);
    data::cases().into_iter().filter(is_typed).collect()
}

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn contenders() -> Vec<Box<dyn Contender>> {
    let mut all = peers::instances();
    all.push(Box::new(ours::Instances::new()));
    all.push(Box::new(ours::Instances::collecting()));
    all
}

/// Times one case, by the bytes of its XML; contenders that find something else than the first are
/// an error.
///
/// # Errors
/// Names the contender that refuses a message or finds other values in it.
pub fn measure(
    case: &Case,
    contenders: &mut [Box<dyn Contender>],
    rounds: usize,
) -> Result<Column, String> {
    agree(case, contenders)?;
    let passes = contenders.iter_mut().map(|contender| {
        let name = contender.name();
        let pass: Pass<'_> = Box::new(|| {
            for message in &case.messages {
                let _ = black_box(contender.read(message));
            }
        });
        (name, pass)
    });
    Ok(Column::take(case.name, case.bytes(), passes.collect(), rounds))
}

fn agree(case: &Case, contenders: &mut [Box<dyn Contender>]) -> Result<(), String> {
    for message in &case.messages {
        let mut expected = None;
        for contender in contenders.iter_mut() {
            let (name, case) = (contender.name(), case.name);
            let found = contender.read(message);
            let found = found.map_err(|error| format!("{name} refuses {case}: {error}"))?;
            let expected = *expected.get_or_insert(found);
            if found != expected {
                return Err(format!("{name} reads {found:?} in {case}, expected {expected:?}"));
            }
        }
    }
    Ok(())
}

/// What typed decoding must reach.
pub const GOALS: [Goal; 2] = [
    Goal { case: "pull200", rival: peers::INSTANCES_041, ratio: 10.0 },
    Goal { case: "pull5000", rival: peers::INSTANCES_041, ratio: 10.0 },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_find_the_same() {
        for case in cases().iter().filter(|case| case.name != "pull5000") {
            agree(case, &mut contenders()).expect("the same values");
        }
    }
}
