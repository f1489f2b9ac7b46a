//! Decoding: every contender reads the same messages and must find the same facts in them.

use std::hint::black_box;

use crate::data::Case;
use crate::measure::Pass;
use crate::table::{Column, Goal};
use crate::{ours, peers};

/// A tool that reads XML.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What XML 1.0 and Namespaces in XML ask for and this tool does not check.
    fn omits(&self) -> &'static str;

    /// Reads the message as far as the tool does before anybody asks for a value.
    ///
    /// # Errors
    /// The tool's own words when it refuses the message.
    fn decode(&mut self, message: &[u8]) -> Result<(), String>;

    /// Decodes the message and reads every name and value.
    ///
    /// # Errors
    /// As [`Contender::decode`].
    fn facts(&mut self, message: &[u8]) -> Result<Facts, String>;
}

/// What reading a whole message gives; equal for all who understood it alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Facts {
    /// Number of elements.
    pub elements: usize,
    /// Bytes of their local names.
    pub names: usize,
    /// Bytes of unescaped text in elements that have no child elements.
    pub text: usize,
}

/// What is timed.
#[derive(Clone, Copy)]
pub enum Work {
    /// [`Contender::decode`].
    Decode,
    /// [`Contender::facts`].
    Facts,
}

/// Times one case; contenders that read something else than the first are an error.
///
/// # Errors
/// Names the contender that refuses a message or finds other facts in it.
pub fn measure(
    case: &Case,
    contenders: &mut [Box<dyn Contender>],
    work: Work,
    rounds: usize,
) -> Result<Column, String> {
    agree(case, contenders)?;
    let passes = contenders.iter_mut().map(|contender| {
        let name = contender.name();
        let pass: Pass<'_> = Box::new(|| {
            for message in &case.messages {
                match work {
                    Work::Decode => drop(black_box(contender.decode(message))),
                    Work::Facts => drop(black_box(contender.facts(message))),
                }
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
            let name = contender.name();
            let refused = |error| format!("{name} refuses a message of {}: {error}", case.name);
            contender.decode(message).map_err(refused)?;
            let found = contender.facts(message).map_err(refused)?;
            let expected = *expected.get_or_insert(found);
            if found != expected {
                let case = case.name;
                return Err(format!("{name} reads {found:?} in {case}, expected {expected:?}"));
            }
        }
    }
    Ok(())
}

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn contenders() -> Vec<Box<dyn Contender>> {
    let mut all = peers::decoders();
    all.extend(ours::decoders());
    all
}

/// What decoding must reach, one kind of message after the other.
pub const GOALS: [Goal; 7] = [
    Goal { case: "pull200", rival: peers::QUICK_XML_042, ratio: 7.0 },
    Goal { case: "pull200", rival: peers::QUICK_XML_041, ratio: 4.5 },
    Goal { case: "pull200", rival: peers::PUGIXML, ratio: 1.8 },
    Goal { case: "get", rival: peers::QUICK_XML_042, ratio: 5.0 },
    Goal { case: "get", rival: peers::PUGIXML, ratio: 1.3 },
    Goal { case: "fault", rival: peers::QUICK_XML_042, ratio: 5.0 },
    Goal { case: "fault", rival: peers::PUGIXML, ratio: 1.3 },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    #[test]
    fn all_read_the_same() {
        for case in data::cases() {
            agree(&case, &mut contenders()).expect("every contender takes every message");
        }
    }

    #[test]
    fn who_reads_something_else_is_named() {
        struct Deaf;
        impl Contender for Deaf {
            fn name(&self) -> String {
                "deaf".to_owned()
            }
            fn omits(&self) -> &'static str {
                "everything"
            }
            fn decode(&mut self, _: &[u8]) -> Result<(), String> {
                Ok(())
            }
            fn facts(&mut self, _: &[u8]) -> Result<Facts, String> {
                Ok(Facts::default())
            }
        }
        let mut contenders = contenders();
        contenders.push(Box::new(Deaf));
        let error = agree(&data::cases()[0], &mut contenders).expect_err("nothing was read");
        assert!(error.starts_with("deaf reads"), "{error}");
    }
}
