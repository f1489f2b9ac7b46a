//! Short names for namespaces in what people read.

use std::collections::{HashMap, HashSet};

use cimwire_facade::usual_prefix;

/// One prefix for each namespace shown: the one it is first written with, since values may speak of
/// it, or else the usual one.
#[derive(Default)]
pub(crate) struct Prefixes {
    by_namespace: HashMap<String, String>,
    taken: HashSet<String>,
    /// The last number given to each stem.
    numbers: HashMap<String, usize>,
    /// Prefixes with their namespaces, in order of appearance.
    pub(crate) all: Vec<(String, String)>,
}

impl Prefixes {
    /// The prefix of a namespace that the message writes with prefix `written`.
    pub(crate) fn of(&mut self, namespace: &str, written: &str) -> &str {
        if !self.by_namespace.contains_key(namespace) {
            let usual = usual_prefix(namespace).unwrap_or("");
            let prefix = self.free(if written.is_empty() { usual } else { written });
            self.all.push((prefix.clone(), namespace.to_owned()));
            self.by_namespace.insert(namespace.to_owned(), prefix);
        }
        self.by_namespace.get(namespace).map_or("", String::as_str)
    }

    /// The wish, or the first number behind it that is not taken; numbers are tried once only.
    fn free(&mut self, wish: &str) -> String {
        if !wish.is_empty() && self.taken.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        let stem = if wish.is_empty() { "ns".to_owned() } else { format!("{wish}_") };
        let number = self.numbers.entry(stem.clone()).or_insert(0);
        loop {
            *number += 1;
            let prefix = format!("{stem}{number}");
            if self.taken.insert(prefix.clone()) {
                return prefix;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_namespace_has_one_prefix_of_its_own() {
        let mut prefixes = Prefixes::default();
        let soap = "http://www.w3.org/2003/05/soap-envelope";
        assert_eq!(prefixes.of("urn:a", "s"), "s");
        assert_eq!(prefixes.of(soap, ""), "s_1");
        assert_eq!(prefixes.of("urn:b", ""), "ns1");
        assert_eq!(prefixes.of("urn:c", "ns2"), "ns2");
        assert_eq!(prefixes.of("urn:d", ""), "ns3");
        assert_eq!(prefixes.of("urn:a", "other"), "s");
        assert_eq!(prefixes.all.len(), 5);
    }
}
