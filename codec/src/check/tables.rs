//! Rules and faults by what the standard calls them. A name it does not have does not compile.

use crate::names::NameId;
use crate::schema::{FAULTS, Fault, RULES, Rule};

/// The rule of a number of DSP0226 1.0.0, or of DSP0227 with that name before it.
macro_rules! rule {
    ($id:literal) => {
        const { $crate::check::tables::rule_of($id) }
    };
}
pub(super) use rule;

/// The fault of a subcode.
macro_rules! fault {
    ($subcode:expr) => {
        const { $crate::check::tables::fault_of($subcode) }
    };
}
pub(super) use fault;

pub(super) const fn rule_of(id: &str) -> &'static Rule {
    let mut at = 0;
    while at < RULES.len() {
        if is_same(RULES[at].id.as_bytes(), id.as_bytes()) {
            return &RULES[at];
        }
        at += 1;
    }
    panic!("no rule of that number")
}

pub(super) const fn fault_of(subcode: NameId) -> &'static Fault {
    let mut at = 0;
    while at < FAULTS.len() {
        if FAULTS[at].subcode.index() == subcode.index() {
            return &FAULTS[at];
        }
        at += 1;
    }
    panic!("no fault of that subcode")
}

const fn is_same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}
