//! A class as it is declared: without what it inherits.

use super::fact::Facts;

/// A class (DSP0004 §5.1.2). Names are case-insensitive, and keep their case.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// The class it inherits from.
    pub superclass: Option<String>,
    /// The namespace of its elements; none for the one that its name gives (DSP0230).
    pub namespace: Option<String>,
    /// What else is said about it.
    pub facts: Facts,
    /// Properties and references, in order.
    pub properties: Vec<Property>,
    /// Methods, in order.
    pub methods: Vec<Method>,
}

/// A property or a reference; a parameter of a method too.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// The type of a value.
    pub of: Type,
    /// Whether it has any number of values.
    pub is_array: bool,
    /// What else is said about it.
    pub facts: Facts,
}

/// A method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// The type of its return value; none for `void`, which only Microsoft has.
    pub of: Option<Type>,
    /// What else is said about it and its return value.
    pub facts: Facts,
    /// Parameters, in order.
    pub parameters: Vec<Property>,
}

/// Declares the types once, in the order of their numbers in a pack.
macro_rules! types {
    ($($(#[$doc:meta])* $of:ident = $name:literal,)*) => {
        /// An intrinsic type (DSP0004 §5.2), or a reference.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Type { $($(#[$doc])* $of,)* }

        impl Type {
            /// All types, each at its number in a pack.
            pub const ALL: &[Self] = &[$(Self::$of,)*];

            /// The name of the type in MOF.
            #[must_use]
            pub fn name(self) -> &'static str {
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

impl Class {
    /// Gives a vendor's class its namespace, `base` and its name (DSP0230), unless it has one. The
    /// classes of the DMTF, `CIM_…`, have theirs.
    pub fn place_in(&mut self, base: &str) {
        if self.namespace.is_none() && !self.name.starts_with("CIM_") {
            self.namespace = Some(format!("{base}{}", self.name));
        }
    }

    /// The place of a property among those declared here.
    #[must_use]
    pub fn position(&self, property: &str) -> Option<usize> {
        self.properties.iter().position(|it| it.name.eq_ignore_ascii_case(property))
    }
}
