//! Types, and what is known about classes, properties, methods and parameters.

use super::Pack;
use super::table::Cursor;

/// Declares the types once, in the order of their numbers in a pack.
macro_rules! types {
    ($($(#[$doc:meta])* $of:ident = $name:literal,)*) => {
        /// An intrinsic type of CIM (DSP0004 §5.2), or a reference.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Type { $($(#[$doc])* $of,)* }

        impl Type {
            /// All types.
            pub const ALL: &[Self] = &[$(Self::$of,)*];

            /// Its name in MOF.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$of => $name,)* }
            }
        }
    };
}

types! {
    /// True or false.
    Boolean = "boolean",
    /// 8 bits, unsigned.
    Uint8 = "uint8",
    /// 16 bits, unsigned.
    Uint16 = "uint16",
    /// 32 bits, unsigned.
    Uint32 = "uint32",
    /// 64 bits, unsigned.
    Uint64 = "uint64",
    /// 8 bits, signed.
    Sint8 = "sint8",
    /// 16 bits, signed.
    Sint16 = "sint16",
    /// 32 bits, signed.
    Sint32 = "sint32",
    /// 64 bits, signed.
    Sint64 = "sint64",
    /// A float of 32 bits.
    Real32 = "real32",
    /// A float of 64 bits.
    Real64 = "real64",
    /// One character.
    Char16 = "char16",
    /// Text.
    String = "string",
    /// A point in time or an interval.
    Datetime = "datetime",
    /// A reference to an instance.
    Reference = "reference",
}

/// What the value of a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Flag,
    Number,
    Text,
    Texts,
}

/// Declares the facts once, in the order of their bits in a pack, with the kind of their values.
macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident: $kind:ident,)*) => {
        /// Something that may be known: what the qualifier of this name says (DSP0004 §5.6.3),
        /// unless the fact says otherwise.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fact { $($(#[$doc])* $fact,)* }

        impl Fact {
            /// All facts.
            pub const ALL: &[Self] = &[$(Self::$fact,)*];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$fact => stringify!($fact),)* }
            }

            pub(super) const fn kind(self) -> Kind {
                match self { $(Self::$fact => Kind::$kind,)* }
            }

            const fn bit(self) -> u32 {
                1 << self as u32
            }
        }
    };
}

facts! {
    /// Identifies an instance among those of its class.
    Key: Flag,
    /// Is never null.
    Required: Flag,
    /// Can be written.
    Write: Flag,
    /// A parameter of the request; known of each parameter, also where no qualifier says so.
    In: Flag,
    /// A parameter of the response.
    Out: Flag,
    /// Which values there are: texts.
    ValueMap: Texts,
    /// What each of those means: texts.
    Values: Texts,
    /// At most so many characters: a number.
    MaxLen: Number,
    /// The class that a reference refers to: a text; of its type, not a qualifier.
    Class: Text,
    /// `Bag`, `Ordered` or `Indexed`: a text.
    ArrayType: Text,
    /// The unit, for people: a text.
    Units: Text,
    /// The unit, for programs (DSP0004 annex C): a text.
    PUnit: Text,
    /// The class of an instance in a string: a text.
    EmbeddedInstance: Text,
    /// An instance or class in a string.
    EmbeddedObject: Flag,
    /// Octets, after four that are their number.
    OctetString: Flag,
    /// At least so many characters: a number.
    MinLen: Number,
    /// At most this: a number.
    MaxValue: Number,
    /// At least this: a number.
    MinValue: Number,
    /// Which bits there are: texts.
    BitMap: Texts,
    /// What each of those means: texts.
    BitValues: Texts,
    /// So many items: a number; of its type, not a qualifier.
    ArraySize: Number,
    /// Where a key is taken from, `class.property`: a text.
    Propagated: Text,
    /// The value that means null: a text.
    NullValue: Text,
    /// A method without an instance.
    Static: Flag,
    /// A class that has no instances of its own.
    Abstract: Flag,
    /// A class of relations.
    Association: Flag,
    /// A class of events.
    Indication: Flag,
    /// A class of errors.
    Exception: Flag,
    /// A class that has no subclasses.
    Terminal: Flag,
    /// The version of a class: a text.
    Version: Text,
}

/// What is known about something in a pack.
#[derive(Clone, Copy)]
pub struct Facts<'p> {
    pack: &'p Pack,
    /// A bit for each fact that holds.
    bits: u32,
    /// The values of those that have one, in order.
    values: &'p [u8],
}

impl<'p> Facts<'p> {
    /// Whether a fact holds, or has a value.
    #[must_use]
    pub fn has(&self, fact: Fact) -> bool {
        self.bits & fact.bit() != 0
    }

    /// The value of a fact that is a number.
    #[must_use]
    pub fn number(&self, fact: Fact) -> Option<i64> {
        let number = self.value(fact, Kind::Number)?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The value of a fact that is a text.
    #[must_use]
    pub fn text(&self, fact: Fact) -> Option<&'p str> {
        Some(self.pack.text(u32::try_from(self.value(fact, Kind::Text)?).ok()?))
    }

    /// The value of a fact that is texts.
    #[must_use]
    pub fn texts(&self, fact: Fact) -> Option<Texts<'p>> {
        let number = u32::try_from(self.value(fact, Kind::Texts)?).ok()?;
        let list = self.pack.lists.item(&self.pack.bytes, number)?;
        Some(Texts { pack: self.pack, rest: Cursor::new(list) })
    }

    /// The pack they are of.
    pub(super) fn pack(&self) -> &'p Pack {
        self.pack
    }

    pub(super) fn read(pack: &'p Pack, item: &mut Cursor<'p>) -> Option<Self> {
        let bits = item.small()?;
        let values = item.rest();
        for _ in 0..(bits & VALUED).count_ones() {
            item.number()?;
        }
        Some(Self { pack, bits, values })
    }

    /// Whether all is as it should be: asked once, when a pack is opened.
    pub(super) fn is_whole(&self) -> bool {
        let is_whole = |fact: &Fact| match fact.kind() {
            _ if !self.has(*fact) => true,
            Kind::Flag | Kind::Number => true,
            kind => self.value(*fact, kind).is_some_and(|number| {
                let table = if kind == Kind::Text { &self.pack.texts } else { &self.pack.lists };
                number < table.items.into()
            }),
        };
        self.bits < 1 << Fact::ALL.len() && Fact::ALL.iter().all(is_whole)
    }

    fn value(&self, fact: Fact, kind: Kind) -> Option<u64> {
        if !self.has(fact) || fact.kind() != kind {
            return None;
        }
        let mut values = Cursor::new(self.values);
        for _ in 0..(self.bits & VALUED & (fact.bit() - 1)).count_ones() {
            values.number()?;
        }
        values.number()
    }
}

/// The texts of a fact, in order.
#[derive(Clone, Copy)]
pub struct Texts<'p> {
    pack: &'p Pack,
    rest: Cursor<'p>,
}

impl<'p> Iterator for Texts<'p> {
    type Item = &'p str;

    fn next(&mut self) -> Option<&'p str> {
        self.rest.small().map(|text| self.pack.text(text))
    }
}

/// The bits of the facts that have a value.
const VALUED: u32 = {
    let mut bits = 0;
    let mut at = 0;
    while at < Fact::ALL.len() {
        if !matches!(Fact::ALL[at].kind(), Kind::Flag) {
            bits |= Fact::ALL[at].bit();
        }
        at += 1;
    }
    bits
};
