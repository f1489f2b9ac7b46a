//! libxml2 and expat as judges of what is well-formed: what both refuse, we must not accept.

use cimwire::ErrorKind;
use cimwire::xml::Reader;

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

/// Holds that what we accept at least one judge accepts: the message itself, or the text that is
/// left of it where a deviation was recorded; and that what both accept we refuse for one of the
/// reasons that are ours. With less than two judges this says nothing.
pub fn judge(data: &[u8]) {
    let mut reader = Reader::new();
    let answer = reader.read(data);
    let (message, is_utf8) = match &answer {
        Ok(tree) if !tree.deviations().is_empty() => {
            (tree.text().trim_end_matches(['\0', ' ', '\t', '\r', '\n']).as_bytes(), true)
        }
        _ => (data, false),
    };
    let verdicts: Vec<_> =
        judges().iter().map(|judge| (judge.name, (judge.verdict)(message, is_utf8))).collect();
    let accepting = verdicts.iter().filter(|(_, verdict)| verdict.is_ok()).count();
    match answer {
        Ok(_) => assert!(accepting > 0 || verdicts.len() < 2, "both refuse: {verdicts:?}"),
        Err(error) => assert!(accepting < 2 || is_ours(error.kind()), "both accept: {error:?}"),
    }
}

/// Kinds of well-formed XML that messages do not need: declared types, encodings other than
/// UTF-8 and UTF-16, more than the limits, and what a broken dechunker left.
fn is_ours(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Doctype | ErrorKind::Encoding | ErrorKind::ChunkMark)
        || kind.name().ends_with("Limit")
}
