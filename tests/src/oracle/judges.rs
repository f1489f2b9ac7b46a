//! libxml2 and expat as judges of what is well-formed: what both refuse, we must not accept.

use cimwire::xml::{Options, Reader};

/// What a judge says: nothing, or why it refuses.
pub type Verdict = Result<(), String>;

/// A judge of well-formedness with namespaces.
pub struct Judge {
    /// Its name.
    pub name: &'static str,
    /// Its verdict on a message; `is_utf8` tells it to believe in UTF-8 whatever is declared.
    pub verdict: fn(message: &[u8], is_utf8: bool) -> Verdict,
}

/// The judges that this build found on the machine.
#[must_use]
pub fn judges() -> &'static [Judge] {
    &[
        #[cfg(has_libxml2)]
        Judge { name: "libxml2", verdict: super::libxml2::verdict },
        #[cfg(has_expat)]
        Judge { name: "expat", verdict: super::expat::verdict },
    ]
}

/// Holds that at least one judge accepts what we accept: the message itself, or the text that is
/// left of it where a deviation was recorded. With less than two judges this says nothing.
pub fn judge(data: &[u8]) {
    let mut reader = Reader::with(Options::default());
    let Ok(tree) = reader.read(data) else { return };
    let text = tree.text().trim_end_matches('\0');
    let (message, is_utf8) = match tree.deviations() {
        [] => (data, false),
        _ => (without_nul_after_root(text).as_bytes(), true),
    };
    let verdicts: Vec<_> =
        judges().iter().map(|judge| (judge.name, (judge.verdict)(message, is_utf8))).collect();
    let refused = verdicts.iter().filter(|(_, verdict)| verdict.is_err()).count();
    assert!(refused < 2, "all judges refuse what was accepted: {verdicts:?}");
}

fn without_nul_after_root(text: &str) -> &str {
    text.trim_end_matches(['\0', ' ', '\t', '\r', '\n'])
}
