//! Open addressing over a fixed list, laid out at compile time.
//!
//! The list never grows and at most half of the slots are taken, so the longest probe is a property
//! of the list: no input can make a look-up slower.

/// What is looked up: a namespace id (0 where there is none to tell apart) and a text.
pub(super) type Entry = (u16, &'static str);

/// How many slots a list of `entries` takes.
pub(super) const fn count(entries: usize) -> usize {
    (2 * entries).next_power_of_two()
}

/// Where each of `entries` is found, by its index; 0 is a free slot, so the first is left out.
///
/// Does not compile when two entries are the same.
pub(super) const fn slots<const COUNT: usize>(entries: &[Entry]) -> [u16; COUNT] {
    assert!(COUNT >= count(entries.len()) && entries.len() <= u16::MAX as usize);
    let mut slots = [0; COUNT];
    let mut id = 1;
    while id < entries.len() {
        let (namespace, text) = entries[id];
        let mut at = first::<COUNT>(namespace, text.as_bytes());
        while slots[at] != 0 {
            let (taken, by) = entries[slots[at] as usize];
            assert!(taken != namespace || !same(by.as_bytes(), text.as_bytes()), "listed twice");
            at = (at + 1) % COUNT;
        }
        slots[at] = id as u16;
        id += 1;
    }
    slots
}

/// The index of an entry.
#[inline]
pub(super) fn find<const COUNT: usize>(
    slots: &[u16; COUNT],
    entries: &[Entry],
    namespace: u16,
    text: &[u8],
) -> Option<u16> {
    let mut at = first::<COUNT>(namespace, text);
    while slots[at] != 0 {
        let (known, by) = *entries.get(usize::from(slots[at]))?;
        if known == namespace && by.as_bytes() == text {
            return Some(slots[at]);
        }
        at = (at + 1) % COUNT;
    }
    None
}

/// The slot where the search begins.
///
/// Both ends and the length tell the vocabulary apart well enough; most addresses share the rest.
const fn first<const COUNT: usize>(namespace: u16, text: &[u8]) -> usize {
    let (head, tail) = ends(text);
    let mixed = (head ^ namespace as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (tail ^ text.len() as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % COUNT
}

/// The two ends of a text as numbers: eight bytes each where it has them, fewer in a shorter one.
const fn ends(text: &[u8]) -> (u64, u64) {
    if let (Some(head), Some(tail)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
    }
    if let (Some(head), Some(tail)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return (u32::from_le_bytes(*head) as u64, u32::from_le_bytes(*tail) as u64);
    }
    match text {
        [] => (0, 0),
        [only] => (*only as u64, 0),
        [first, last] => (*first as u64, *last as u64),
        [first, .., before, last] => (*first as u64, u16::from_le_bytes([*before, *last]) as u64),
    }
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// The most slots taken in a row.
#[cfg(test)]
pub(super) fn longest_run(slots: &[u16]) -> usize {
    let twice = || slots.iter().chain(slots);
    twice().copied().collect::<Vec<_>>().split(|&id| id == 0).map(<[u16]>::len).max().unwrap_or(0)
}
