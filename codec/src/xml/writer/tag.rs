//! Names checked and spelt beforehand.

use crate::xml::Name;
use crate::xml::scan::Piece;

/// The name of an element or attribute, checked and spelt beforehand by
/// [`Writer::tag`](super::Writer::tag): for names that are written thousands of times.
///
/// It is fast with the writer that made it, while the namespace has the prefix it had there, at
/// the same depth of declarations. Elsewhere it writes the same name, only slower.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `<p:Name>`.
    pub(super) start: Piece,
    /// `</p:Name>`.
    pub(super) end: Piece,
    /// ` p:Name="`.
    pub(super) attribute: Piece,
    pub(super) hash: u64,
    pub(super) serial: u64,
    pub(super) binding: usize,
    spelling: Box<str>,
    /// Where in `spelling` the local part begins.
    local: usize,
    namespace: Box<str>,
}

impl Tag {
    pub(super) fn new(name: Name<'_>, prefix: &str, binding: usize, serial: u64) -> Self {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let spelling = format!("{prefix}{colon}{}", name.local);
        let start = Piece::new(format!("<{spelling}>"));
        let end = Piece::new(format!("</{spelling}>"));
        let attribute = Piece::new(format!(" {spelling}=\""));
        // A long name is written from `name`, and so is `xmlns`, which no attribute may have.
        let is_spelt = attribute.is_some() && end.is_some() && spelling != "xmlns";
        Self {
            start: start.unwrap_or(Piece::EMPTY),
            end: end.unwrap_or(Piece::EMPTY),
            attribute: attribute.unwrap_or(Piece::EMPTY),
            hash: hash(name.local),
            serial: if is_spelt { serial } else { NEVER },
            binding,
            local: spelling.len() - name.local.len(),
            spelling: spelling.into(),
            namespace: name.namespace.into(),
        }
    }

    /// The name it writes.
    #[must_use]
    pub fn name(&self) -> Name<'_> {
        Name { namespace: &self.namespace, local: &self.spelling[self.local..] }
    }

    /// Whether `start`, `end` and `attribute` are what is written.
    pub(super) fn is_spelt(&self) -> bool {
        self.serial != NEVER
    }

    /// The name with its prefix, as it is written.
    #[inline]
    #[must_use]
    pub fn spelling(&self) -> &str {
        &self.spelling
    }
}

/// What is behind the name in the tag of an element that is nil.
pub(super) struct Nil {
    pub(super) rest: Piece,
    pub(super) binding: usize,
    pub(super) serial: u64,
}

impl Nil {
    pub(super) const UNKNOWN: Self = Self { rest: Piece::EMPTY, binding: 0, serial: NEVER };

    pub(super) fn new(prefix: &str, binding: usize, serial: u64) -> Self {
        let rest = Piece::new(format!(" {prefix}:nil=\"true\"/>"));
        rest.map_or(Self::UNKNOWN, |rest| Self { rest, binding, serial })
    }
}

/// The serial number of no binding.
pub(super) const NEVER: u64 = u64::MAX;

/// A number for a local name, to see whether two in a row are alike.
pub(super) fn hash(local: &str) -> u64 {
    local.bytes().fold(local.len() as u64, |hash, byte| {
        (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
