//! What qualifiers say about a class, a property, a method or a parameter.

use std::collections::BTreeMap;

/// What is said; each fact has a value of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(BTreeMap<Fact, Value>);

/// What a fact is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Whether it holds.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
    /// Texts, as those of a value map.
    Texts(Vec<String>),
}

/// Which values a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Value::Flag`].
    Flag,
    /// [`Value::Number`].
    Number,
    /// [`Value::Text`].
    Text,
    /// [`Value::Texts`].
    Texts,
}

/// Declares the facts once, in the order of their bits in a pack, with the kind of their values.
macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident: $kind:ident,)*) => {
        /// Something that is known about an element of the schema: the qualifier of that name
        /// (DSP0004 §5.6.3) unless the fact says otherwise.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fact { $($(#[$doc])* $fact,)* }

        impl Fact {
            /// All facts, each at the number of its bit in a pack.
            pub const ALL: &[Self] = &[$(Self::$fact,)*];

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$fact => stringify!($fact),)* }
            }

            /// Which values it has.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$fact => Kind::$kind,)* }
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
    /// A parameter of the request; holds unless said otherwise.
    In: Flag,
    /// A parameter of the response.
    Out: Flag,
    /// Which values there are.
    ValueMap: Texts,
    /// What each of those means.
    Values: Texts,
    /// At most so many characters.
    MaxLen: Number,
    /// The class that a reference refers to; of its type, not a qualifier.
    Class: Text,
    /// `Bag`, `Ordered` or `Indexed`.
    ArrayType: Text,
    /// The unit, for people.
    Units: Text,
    /// The unit, for programs (DSP0004 annex C).
    PUnit: Text,
    /// The class of an instance in a string.
    EmbeddedInstance: Text,
    /// An instance or class in a string.
    EmbeddedObject: Flag,
    /// Octets, after four that are their number.
    OctetString: Flag,
    /// At least so many characters.
    MinLen: Number,
    /// At most this number.
    MaxValue: Number,
    /// At least this number.
    MinValue: Number,
    /// Which bits there are.
    BitMap: Texts,
    /// What each of those means.
    BitValues: Texts,
    /// So many items; of its type, not a qualifier.
    ArraySize: Number,
    /// Where a key is taken from: `class.property`.
    Propagated: Text,
    /// The value that means null.
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
    /// The version of a class.
    Version: Text,
}

impl Fact {
    /// The fact that a qualifier states, if a codec needs to know; names are case-insensitive.
    #[must_use]
    pub fn of_qualifier(name: &str) -> Option<Self> {
        let is_it = |fact: &&Self| {
            !matches!(fact, Self::Class | Self::ArraySize) && fact.name().eq_ignore_ascii_case(name)
        };
        Self::ALL.iter().find(is_it).copied()
    }

    /// Whether a subclass has it from its superclass (flavor `ToSubclass`, DSP0004 §5.6.3).
    #[must_use]
    pub fn is_inherited(self) -> bool {
        !matches!(self, Self::Abstract | Self::Terminal | Self::Version)
    }
}

impl Facts {
    /// States a fact, whatever was said before.
    pub fn insert(&mut self, fact: Fact, value: Value) {
        self.0.insert(fact, value);
    }

    /// What is said about it.
    #[must_use]
    pub fn of(&self, fact: Fact) -> Option<&Value> {
        self.0.get(&fact)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, fact: Fact) -> bool {
        self.0.get(&fact).is_some_and(|value| *value != Value::Flag(false))
    }

    /// All that is said.
    pub fn iter(&self) -> impl Iterator<Item = (Fact, &Value)> {
        self.0.iter().map(|(fact, value)| (*fact, value))
    }

    /// Takes what is not said here from what `base` says.
    pub fn inherit(&mut self, base: &Self) {
        for (fact, value) in base.iter().filter(|(fact, _)| fact.is_inherited()) {
            self.0.entry(fact).or_insert_with(|| value.clone());
        }
    }
}
