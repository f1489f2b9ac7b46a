//! The numbers of errors. A published number keeps its meaning for ever and is never used again.

use cimwire::ErrorKind;

/// Declares each code once: its number, its name and what it means. Those of `kinds` are the
/// codec's; those of `border` are about how a foreign language calls.
macro_rules! codes {
    (kinds { $($(#[$kind_doc:meta])* $kind:ident = $kind_number:literal,)* }
     border { $($(#[$doc:meta])* $code:ident = $number:literal,)* }) => {
        /// Why a message was refused, as a number for programs: 1xx XML, 2xx limits, 3xx SOAP and
        /// WS-Management, 4xx CIM and schema, 5xx JSON, 6xx framing, 7xx the border of a foreign
        /// language, 9xx defects of this library.
        ///
        /// Numbers are stable: `bindings/facade/codes.tsv` lists what was published, and a test
        /// holds this table to it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$kind_doc])* $kind = $kind_number,)*
            $($(#[$doc])* $code = $number,)*
        }

        impl Code {
            /// Every code: those about messages, then those about calls, each by number.
            pub const ALL: &[Self] = &[$(Self::$kind,)* $(Self::$code,)*];

            /// The name of the kind, the same in every language.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($kind),)*
                    $(Self::$code => stringify!($code),)*
                }
            }

            pub(crate) fn of(kind: ErrorKind) -> Self {
                match kind {
                    $(ErrorKind::$kind => Self::$kind,)*
                    _ => Self::Defect,
                }
            }
        }
    };
}

codes! {
    kinds {
        /// The input ends inside a construct or before the root is closed.
        UnexpectedEnd = 101,
        /// The input has no root element.
        NoRoot = 102,
        /// Markup that XML does not allow.
        Syntax = 103,
        /// A name that is not a qualified name.
        Name = 104,
        /// An end tag without its start tag.
        EndTag = 105,
        /// A prefix that is not declared.
        UnboundPrefix = 106,
        /// A namespace declaration that is forbidden.
        Namespace = 107,
        /// The same attribute twice.
        DuplicateAttribute = 108,
        /// A character that XML forbids.
        Character = 109,
        /// Bytes that are not text in the message's encoding.
        Encoding = 110,
        /// `]]>` in text.
        CdataEnd = 111,
        /// A malformed character or entity reference.
        Reference = 112,
        /// A reference to an entity that XML does not predefine.
        Entity = 113,
        /// A document type declaration.
        Doctype = 114,
        /// A malformed XML declaration.
        Declaration = 115,
        /// Something after the root.
        AfterRoot = 116,
        /// Strict only: the declared encoding contradicts the bytes.
        EncodingName = 117,
        /// Strict only: blanks or text before the XML declaration.
        BeforeDeclaration = 118,
        /// Strict only: NUL bytes after the root.
        NulAfterRoot = 119,
        /// A value, name or namespace that XML cannot carry.
        Unwritable = 151,
        /// Elements that a writer's caller did not close, or closed twice.
        Unbalanced = 152,
        /// The sink refused the bytes.
        Sink = 153,
        /// Too many bytes.
        BytesLimit = 201,
        /// Elements nested too deep.
        DepthLimit = 202,
        /// Too many attributes on an element.
        AttributesLimit = 203,
        /// Too many namespace declarations in scope.
        NamespacesLimit = 204,
        /// A value that is too long.
        TextLimit = 205,
        /// Too many distinct names.
        NamesLimit = 206,
        /// The root is not a SOAP envelope.
        NotSoap = 301,
        /// An HTML page in place of a SOAP envelope.
        Html = 302,
        /// Nothing, or only blanks, in place of a SOAP envelope.
        EmptyBody = 303,
        /// A SOAP 1.1 envelope.
        Soap11 = 304,
        /// A departure from a rule of DSP0226 that says *shall*, where strictness was asked for.
        Rule = 305,
        /// Content that does not fit the type it is read into.
        Misfit = 401,
        /// A pack of classes that is damaged, or that is none.
        Pack = 402,
        /// Text that is not JSON.
        JsonSyntax = 501,
        /// JSON that does not have the form of a message or element.
        JsonForm = 502,
        /// The size line of an HTTP chunk inside the message.
        ChunkMark = 601,
        /// Strict only: HTTP headers before the message.
        HttpHeaders = 602,
        /// A defect of this library.
        Defect = 901,
    }
    border {
        /// Reading a message may take more memory than the decoder has.
        MemoryLimit = 207,
        /// NULL in place of a handle, of bytes or of a place for a result.
        Null = 701,
        /// A handle that was freed, that is of another type, or that was never given out.
        Closed = 702,
        /// An argument that is out of range, or text that is not UTF-8.
        Argument = 703,
        /// A handle that another thread is using, and that only one may use at a time.
        Busy = 704,
        /// The caller, from whom memory was to come, had none.
        NoMemory = 705,
    }
}

impl Code {
    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_code_of_its_own() {
        for &kind in ErrorKind::ALL {
            assert_eq!(Code::of(kind).name(), kind.name(), "expected a code for every kind");
        }
    }

    #[test]
    fn no_number_is_used_twice() {
        let numbers: std::collections::BTreeSet<u16> = by_number().map(Code::number).collect();
        assert_eq!(numbers.len(), Code::ALL.len());
    }

    #[test]
    fn published_numbers_keep_their_meaning() {
        let published = include_str!("../codes.tsv");
        let row = |code: Code| format!("{}\t{}\n", code.number(), code.name());
        let table: String = by_number().map(row).collect();
        assert_eq!(table, published, "a new code is added to codes.tsv; a published line stays");
    }

    fn by_number() -> impl Iterator<Item = Code> {
        let mut codes = Code::ALL.to_vec();
        codes.sort_by_key(|code| code.number());
        codes.into_iter()
    }
}
