//! MessageIDs that no other message has (DSP0226 R5.4.4-2).

use crate::record::Leaf;
use crate::value::Uri;

/// A fresh `uuid:` from the system's randomness; none without the feature `random`, or where the
/// system has no randomness.
pub(super) fn fresh<'m>() -> Option<Leaf<'m, Uri>> {
    #[cfg(feature = "random")]
    {
        let mut octets = [0; 16];
        getrandom::fill(&mut octets).ok()?;
        Some(uuid(octets).into())
    }
    #[cfg(not(feature = "random"))]
    None
}

/// A random UUID (RFC 4122 §4.4), as Windows writes it.
#[cfg(feature = "random")]
fn uuid(mut octets: [u8; 16]) -> String {
    octets[6] = octets[6] & 0x0f | 0x40;
    octets[8] = octets[8] & 0x3f | 0x80;
    let number = u128::from_be_bytes(octets);
    let part = |from: u32, digits: usize| {
        let value = number >> from & ((1 << (4 * digits)) - 1);
        format!("{value:0digits$X}")
    };
    let [a, b, c, d, e] = [part(96, 8), part(80, 4), part(64, 4), part(48, 4), part(0, 12)];
    format!("uuid:{a}-{b}-{c}-{d}-{e}")
}

#[cfg(all(test, feature = "random"))]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_of_version_4() {
        assert_eq!(uuid([0xab; 16]), "uuid:ABABABAB-ABAB-4BAB-ABAB-ABABABABABAB");
        let all = uuid([0xff; 16]);
        assert_eq!(all, "uuid:FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF");
        assert_eq!(uuid([0; 16]), "uuid:00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn none_is_made_twice() {
        assert_ne!(fresh(), fresh());
    }
}
