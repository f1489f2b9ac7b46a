//! Classes of CIM, from packs: files that schema-gen makes of MOF or WS-CIM schemas (docs/pack.md).
//!
//! A [`Pack`] is read where it lies. Opening it checks all of it, so that nothing can fail later;
//! looking something up allocates nothing.
//!
//! ```
//! # #[cfg(feature = "cim-2-49")] {
//! use cimwire::schema::pack::{Pack, Type};
//!
//! let fan = Pack::cim().class("CIM_Fan").unwrap();
//! let state = fan.property("EnabledState").unwrap();
//! assert_eq!(state.of(), Type::Uint16);
//! assert_eq!(state.meanings().unwrap().meaning("2"), Some("Enabled"));
//! assert!(fan.property("DeviceID").unwrap().is_key());
//! # }
//! ```

mod class;
mod fact;
mod open;
mod packs;
mod table;
mod values;

pub use class::{Class, Method, Parameters, Property};
pub use fact::{Fact, Facts, Texts, Type};
pub use packs::Packs;
pub use values::{Meanings, integer};

use bytes::Bytes;

use crate::error::Result;
use table::{Cursor, Table};

/// Classes in a file or in memory. Clones share it.
#[derive(Clone)]
pub struct Pack {
    bytes: Bytes,
    /// The text that says where the classes are from.
    source: u32,
    texts: Table,
    lists: Table,
    properties: Table,
    methods: Table,
    classes: Table,
    /// Where the hash table of class names is, and how many slots it has, a power of two.
    slots: usize,
    slot_count: usize,
}

impl Pack {
    /// Opens a pack, and checks all of it.
    ///
    /// # Errors
    /// [`ErrorKind::Pack`](crate::error::ErrorKind::Pack) for what is no pack, is one of another
    /// version, or is damaged.
    pub fn open(bytes: impl Into<Bytes>) -> Result<Self> {
        open::open(bytes.into())
    }

    /// The classes of CIM 2.49.0, which come with this library.
    ///
    /// # Panics
    /// Never: the tests open it.
    #[cfg(feature = "cim-2-49")]
    #[must_use]
    pub fn cim() -> &'static Self {
        static CIM: std::sync::LazyLock<Pack> = std::sync::LazyLock::new(|| {
            let bytes = include_bytes!("../../../packs/cim-2.49.cimpack");
            Pack::open(Bytes::from_static(bytes)).expect("the pack of this library is whole")
        });
        &CIM
    }

    /// Where its classes are from, as in `CIM 2.49.0`.
    #[must_use]
    pub fn source(&self) -> &str {
        self.text(self.source)
    }

    /// The class of a name, in any case.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class<'_>> {
        let mask = self.slot_count - 1;
        let mut slot = hash(name) as usize & mask;
        for _ in 0..self.slot_count {
            let number = self.slot(slot)?.checked_sub(1)?;
            let class = self.class_numbered(number.into())?;
            if class.is_named(name) {
                return Some(class);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// All classes, in the order of their names in lower case.
    pub fn classes(&self) -> impl Iterator<Item = Class<'_>> {
        (0..self.classes.items).filter_map(|number| self.class_numbered(number))
    }

    fn class_numbered(&self, number: u32) -> Option<Class<'_>> {
        Class::read(self, self.classes.item(&self.bytes, number)?)
    }

    fn slot(&self, slot: usize) -> Option<u16> {
        Cursor::new(self.bytes.get(self.slots + 2 * slot..)?).short()
    }

    /// A text; those of a pack that was opened are all there.
    fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.text_bytes(number)).unwrap_or_default()
    }

    fn text_bytes(&self, number: u32) -> &[u8] {
        self.texts.item(&self.bytes, number).unwrap_or_default()
    }
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pack({:?}, {} classes)", self.source(), self.classes.items)
    }
}

/// FNV-1a of 32 bits over the name in lower case (ASCII).
fn hash(name: &str) -> u32 {
    let step = |hash: u32, byte: u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    name.bytes().fold(0x811c_9dc5, step)
}
