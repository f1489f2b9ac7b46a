//! Rules of DSP0226 and DSP0227 that one message alone keeps or breaks.

use std::fmt;

use super::generated::RULES;
use crate::names::NameId;

/// A rule, and the fault a service answers with where it is broken.
///
/// ```
/// use cimwire::schema::{Level, Rule};
/// let rule = Rule::of("R5.1.2.2-4").unwrap();
/// assert_eq!((rule.level, rule.id_1_1), (Level::Shall, "R5.4.2.2-4"));
/// assert_eq!(rule.detail, Some("DuplicateSelectors"));
/// ```
#[derive(Debug)]
pub struct Rule {
    /// Its number in DSP0226 1.0.0; of another document, with its name before it:
    /// `DSP0227:R8.1-6`.
    pub id: &'static str,
    /// Its number in DSP0226 1.1, as far as the new numbers are known; empty for another document.
    pub id_1_1: &'static str,
    /// How binding it is.
    pub level: Level,
    /// Who keeps it.
    pub who: Who,
    /// Whether it is about writing or reading.
    pub side: Side,
    /// The subcode of the fault to answer with.
    pub fault: Option<NameId>,
    /// The detail code of that fault.
    pub detail: Option<&'static str>,
    /// What it says.
    pub text: &'static str,
}

/// How binding a rule is (ISO/IEC directives part 2 annex H).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// It explains.
    Note,
    /// It allows.
    May,
    /// It recommends.
    Should,
    /// It requires.
    Shall,
}

/// Who keeps a rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Who {
    /// Who sends requests.
    Client,
    /// Who answers them and sends events.
    Service,
    /// Everyone.
    Both,
}

/// What a rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// What is written.
    Encode,
    /// What is read.
    Decode,
    /// Both.
    Both,
}

impl Rule {
    /// The rule of a number of DSP0226 1.0.0, or of another document by its name and number.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.id == id)
    }
}

/// The document and the number: `DSP0226:R5.3-1`. DSP0227 numbers its rules alike.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = if self.id.contains(':') { "" } else { "DSP0226:" };
        write!(f, "{document}{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::{Detail, Fault};
    use super::*;

    #[test]
    fn every_number_is_one_rule() {
        let ids: HashSet<_> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), 124);
        assert!(Rule::of("R5").is_none());
    }

    #[test]
    fn a_rule_names_a_fault_and_a_detail_that_there_are() {
        for rule in &RULES {
            let fault = rule.fault.map(|name| Fault::of(name).expect(rule.id));
            let Some(detail) = rule.detail else { continue };
            assert!(fault.is_some_and(|it| it.details.contains(&detail)), "{}", rule.id);
            assert!(Detail::of(&format!("faultDetail/{detail}")).is_some(), "{}", rule.id);
        }
    }
}
