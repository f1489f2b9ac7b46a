//! The golden vectors keep the rules of DSP0226: what the encoder writes breaks none.

use std::collections::BTreeSet;

use super::vectors;

#[test]
fn every_vector_keeps_the_rules() {
    let vectors = vectors();
    let deviations = vectors.iter().flat_map(|vector| {
        let report = vector.message.check();
        let told = report.deviations().iter().map(|it| (vector.name.clone(), it.to_string()));
        told.collect::<Vec<_>>()
    });
    let mut broken = BTreeSet::new();
    for (name, text) in deviations {
        let is_expected = |&(it, rule): &(&str, &str)| it == name && text.starts_with(rule);
        let expected = EXPECTED.iter().position(is_expected);
        broken.insert(expected.unwrap_or_else(|| panic!("{name}: {text}")));
    }
    assert_eq!(broken.len(), EXPECTED.len(), "an exception is none any more");
}

/// Vectors that show what DSP0226 advises against, or had and has no more, and the rule that says
/// so.
const EXPECTED: [(&str, &str); 3] = [
    // In the tables, and not to be used.
    ("faults/fault.enumeration-timed-out", "DSP0226:R8.4-6"),
    // WS-Management of 2005/06.
    ("transfer/rename", "DSP0226:RB-2"),
    ("transfer/rename-response", "DSP0226:RB-2"),
];
