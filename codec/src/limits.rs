//! How much of each resource a message may ask for.

/// Bounds on what a message may make this library do; each is checked before memory is taken.
///
/// ```
/// use cimwire::{ErrorKind, Limits, xml::{Options, Reader}};
/// let limits = Limits { depth: 2, ..Limits::default() };
/// let mut reader = Reader::with(Options { limits, ..Options::default() });
/// assert!(reader.read(b"<a><b/></a>").is_ok());
/// assert_eq!(reader.read(b"<a><b><c/></b></a>").unwrap_err().kind(), ErrorKind::DepthLimit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a whole message. Above 4 GiB - 256 means that.
    pub bytes: usize,
    /// Elements nested in one another, the root included.
    pub depth: usize,
    /// Attributes and namespace declarations of one element.
    pub attributes: usize,
    /// Namespace declarations in scope at one place.
    pub namespaces: usize,
    /// Bytes of one run of text, attribute value, CDATA section, comment or processing instruction.
    pub text: usize,
    /// Distinct names, distinct prefixes, and distinct namespaces, each counted on its own and
    /// without the built-in vocabulary. No more than 2^20 - 4096 names and 65,000 prefixes and
    /// namespaces, whatever is set.
    pub names: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 256,
            attributes: 256,
            namespaces: 256,
            text: 16 << 20,
            names: 64 << 10,
        }
    }
}
