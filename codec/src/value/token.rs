//! Enumerations of words.

/// Declares an enumeration of words: a type that is [`Lexical`](crate::value::Lexical), whose
/// unknown texts stand for nothing.
///
/// ```text
/// token! {
///     /// What the items of an enumeration are.
///     pub enum EnumerationMode {
///         /// References to instances.
///         EnumerateEpr = "EnumerateEPR",
///     }
/// }
/// ```
macro_rules! token {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$about_word:meta])* $word:ident = $text:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $visibility enum $name {
            $($(#[$about_word])* $word,)+
        }

        impl $name {
            /// All of them, in the order of the schema.
            $visibility const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word as it is written.
            #[must_use]
            $visibility const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::value::Lexical for $name {
            type Value<'t> = Self;

            const EXPECTED: &'static str = concat!("expected one of:" $(, " ", $text)+);

            fn from_text(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text)
            }

            fn canonical<'v>(value: &'v Self) -> std::borrow::Cow<'v, str> {
                std::borrow::Cow::Borrowed(value.as_str())
            }
        }
    };
}
pub(crate) use token;

#[cfg(test)]
mod tests {
    use crate::value::{Lexical, Text, parse};

    token! {
        /// What is enumerated.
        enum Mode {
            /// References.
            Epr = "EnumerateEPR",
            /// Instances and references.
            ObjectAndEpr = "EnumerateObjectAndEPR",
        }
    }

    #[test]
    fn words_are_known_or_none() {
        assert_eq!(parse::<Mode>(" EnumerateEPR\n"), Some(Mode::Epr));
        assert_eq!(parse::<Mode>("enumerateepr"), None);
        assert_eq!(Text::from(Mode::ObjectAndEpr).text(), "EnumerateObjectAndEPR");
        assert_eq!(Mode::ALL.len(), 2);
        assert_eq!(Mode::EXPECTED, "expected one of: EnumerateEPR EnumerateObjectAndEPR");
    }
}
