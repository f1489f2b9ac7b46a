//! Canonical print and differences: two messages differ where their infosets do, and only there.

use cimwire::xml::{Document, canon, diff};

use super::TURN;
use crate::infoset;

/// The first two messages of `data`, parted by 0x1E, against each other; one alone against its
/// canonical print.
pub fn compare(data: &[u8]) {
    let mut messages = data.split(|&byte| byte == TURN);
    let mut next = || Document::decode(messages.next()?.to_vec()).ok();
    let Some(one) = next() else { return };
    if let Some(other) = next() {
        return differ_alike(&one, &other);
    }
    match Document::decode(canon(one.root())) {
        Ok(again) => prints_itself(&one, &again),
        Err(error) => assert!(error.kind().name().ends_with("Limit"), "{error}"),
    }
}

fn prints_itself(one: &Document, printed: &Document) {
    differ_alike(one, printed);
    let lines = infoset::compared(one.root());
    let is_same = lines == infoset::compared(printed.root());
    assert!(is_same || lines.iter().any(|line| is_loose_type(line)), "{}", canon(one.root()));
}

/// Holds the three ways of comparing equal, whichever side is the left one.
fn differ_alike(one: &Document, other: &Document) {
    let (left, right) = (one.root(), other.root());
    let lines = [infoset::compared(left), infoset::compared(right)];
    let is_same = lines[0] == lines[1];
    let differences: Vec<_> = diff(left, right).collect();
    assert_eq!(differences.is_empty(), is_same, "{differences:?}");
    assert_eq!(diff(right, left).next().is_none(), is_same, "the other way round");
    // A canonical print may bind a prefix of such a type by chance.
    if is_same || !lines.iter().flatten().any(|line| is_loose_type(line)) {
        assert_eq!(canon(left) == canon(right), is_same, "{}{}", canon(left), canon(right));
    }
}

/// Whether this is an `xsi:type` with a prefix that nothing binds.
fn is_loose_type(line: &str) -> bool {
    let value = line.strip_prefix("A {http://www.w3.org/2001/XMLSchema-instance}type ");
    value.is_some_and(|value| !value.starts_with('{') && value.contains(':'))
}
