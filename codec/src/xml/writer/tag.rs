//! Element names checked and spelt beforehand.

use crate::xml::Name;

/// The name of an element, checked and spelt beforehand by
/// [`Writer::tag`](super::Writer::tag): for names that are written thousands of times.
///
/// It is fast with the writer that made it, while the namespace has the prefix it had there, at
/// the same depth of declarations. Elsewhere it writes the same name, only slower.
#[derive(Clone, Debug)]
pub struct Tag {
    namespace: Box<str>,
    /// `<p:Name>`.
    start: Box<str>,
    /// `</p:Name>`.
    end: Box<str>,
    local: usize,
    pub(super) binding: usize,
    pub(super) serial: u64,
    pub(super) hash: u64,
}

impl Tag {
    pub(super) fn new(name: Name<'_>, prefix: &str, binding: usize, serial: u64) -> Self {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let local = name.local;
        Self {
            namespace: name.namespace.into(),
            start: format!("<{prefix}{colon}{local}>").into(),
            end: format!("</{prefix}{colon}{local}>").into(),
            local: "<".len() + prefix.len() + colon.len(),
            binding,
            serial,
            hash: hash(local),
        }
    }

    /// The name it writes.
    #[must_use]
    pub fn name(&self) -> Name<'_> {
        Name { namespace: &self.namespace, local: &self.start[self.local..self.start.len() - 1] }
    }

    #[inline]
    pub(super) fn start(&self) -> &[u8] {
        self.start.as_bytes()
    }

    #[inline]
    pub(super) fn end(&self) -> &[u8] {
        self.end.as_bytes()
    }
}

/// A number for a local name, to see whether two in a row are alike.
pub(super) fn hash(local: &str) -> u64 {
    local.bytes().fold(local.len() as u64, |hash, byte| {
        (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
