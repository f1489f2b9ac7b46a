//! Typed reading: every contender reads the fields of a message into structs, or just its head for
//! whom it is and what it asks, and must find the same texts.

use std::hint::black_box;

use crate::data::{self, Case};
use crate::measure::Pass;
use crate::table::Column;
use crate::{ours, peers};

/// A tool that reads messages into structs.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What the tool does not check or loses.
    fn omits(&self) -> &'static str;

    /// Reads the message and the fields that messages of the case have.
    ///
    /// # Errors
    /// The tool's own words when it refuses the message.
    fn read(&mut self, message: &[u8]) -> Result<Found, String>;
}

/// What reading gives; equal for all who understood the message alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the texts of all fields, blanks around them aside.
    pub texts: usize,
    /// Number of items, each of them read to the end.
    pub items: usize,
}

impl Found {
    /// Counts a field, if it is there.
    pub fn add(&mut self, text: Option<&str>) {
        self.texts += text.map_or(0, |text| text.trim_ascii().len());
    }
}

/// What is timed.
#[derive(Clone, Copy)]
pub enum Work {
    /// All of the message.
    Message,
    /// Action, resource, selectors and ids, for a service that passes it on.
    Head,
}

/// The messages that the structs of the rivals can hold.
pub fn cases(work: Work) -> Vec<Case> {
    let names: &[&str] = match work {
        Work::Message => &["get", "fault", "pull200"],
        Work::Head => &["get", "pull200"],
    };
    data::cases().into_iter().filter(|case| names.contains(&case.name)).collect()
}

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn contenders(work: Work) -> Vec<Box<dyn Contender>> {
    let mut all = match work {
        Work::Message => peers::typed(),
        Work::Head => peers::heads(),
    };
    match work {
        Work::Message => all.push(Box::new(ours::Records::new())),
        Work::Head => {
            all.push(Box::new(ours::Routes::new()));
            all.push(Box::new(ours::Heads::new()));
        }
    }
    all
}

/// Times one case, by the bytes of its XML; contenders that find something else than the first are
/// an error.
///
/// # Errors
/// Names the contender that refuses a message or finds other texts in it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_find_the_same() {
        for work in [Work::Message, Work::Head] {
            for case in cases(work) {
                agree(&case, &mut contenders(work)).expect("the same texts");
            }
        }
    }

    #[test]
    fn whoever_misses_a_field_is_named() {
        struct Blind;
        impl Contender for Blind {
            fn name(&self) -> String {
                "blind".to_owned()
            }
            fn omits(&self) -> &'static str {
                "everything"
            }
            fn read(&mut self, _: &[u8]) -> Result<Found, String> {
                Ok(Found::default())
            }
        }
        let mut contenders = contenders(Work::Message);
        contenders.push(Box::new(Blind));
        let error = agree(&cases(Work::Message)[0], &mut contenders).expect_err("no texts");
        assert!(error.starts_with("blind reads"), "{error}");
    }
}
