//! What can be wrong with a message or a value, where, and in which words.

mod encoding;
mod location;

use std::borrow::Cow;
use std::fmt;

pub use encoding::Encoding;
pub(crate) use encoding::after_http_headers;
pub use location::{Location, Locations};

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a message was refused or a value could not be written.
///
/// One pointer wide. The offset counts bytes of the input as it was given, also for UTF-16 and for
/// a message wrapped in HTTP; it is never past the input's end. Names of
/// elements are repeated in an error, values are not, so an error is safe to log.
///
/// ```
/// let error = cimwire::xml::Document::decode("<a><b></a>").unwrap_err();
/// assert_eq!(error.kind(), cimwire::ErrorKind::EndTag);
/// assert_eq!(error.offset(), 6);
/// assert_eq!(error.path(), "a/b");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    offset: usize,
    path: String,
    text: Cow<'static, str>,
}

impl Error {
    /// An error at a byte offset; `text` says what was expected and found.
    #[cold]
    #[must_use]
    pub fn new(kind: ErrorKind, offset: usize, text: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { kind, offset, path: String::new(), text: text.into() }))
    }

    /// The stable kind: what a program branches on.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Byte offset from the start of the input; 0 where the error is about no input.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The elements that enclose the offset: local names from the root, each but the first of its
    /// name with its 1-based position, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The same error at another offset, for a layer that knows where its input came from.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.0.offset = offset;
        self
    }

    /// The same error inside the elements of `path`.
    #[must_use]
    pub fn within(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }

    /// The same error under another kind, for a layer that understands it better.
    #[must_use]
    pub fn into_kind(mut self, kind: ErrorKind, text: impl Into<Cow<'static, str>>) -> Self {
        self.0.kind = kind;
        self.0.text = text.into();
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.text(), self.offset())?;
        if self.path().is_empty() { Ok(()) } else { write!(f, " in {}", self.path()) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.kind())
    }
}

impl std::error::Error for Error {}

/// Declares the kinds once, with their list and their names.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What went wrong, as a stable name. The facade numbers them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $kind,)* }

        impl ErrorKind {
            /// Every kind there is, in order of declaration.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The kind's name, as every language shows it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => stringify!($kind),)* }
            }
        }
    };
}

kinds! {
    /// The input ends inside a construct or before the root is closed.
    UnexpectedEnd,
    /// The input has no root element: it is empty, blank, or not XML at all.
    NoRoot,
    /// Markup that XML 1.0 does not allow.
    Syntax,
    /// A name that is not an NCName or QName (Namespaces in XML 1.0 §3).
    Name,
    /// An end tag that does not match its start tag, or has none.
    EndTag,
    /// A prefix that no namespace declaration binds.
    UnboundPrefix,
    /// A namespace declaration that Namespaces in XML 1.0 forbids.
    Namespace,
    /// Two attributes of one element with the same expanded name, or two declarations of a prefix.
    DuplicateAttribute,
    /// A character that XML 1.0 §2.2 forbids.
    Character,
    /// Bytes that are not text in the message's encoding, or an encoding that is not supported.
    Encoding,
    /// `]]>` in text (XML 1.0 §2.4).
    CdataEnd,
    /// A malformed character or entity reference, or one to a forbidden character.
    Reference,
    /// A reference to an entity other than the five that XML predefines.
    Entity,
    /// A document type declaration: messages have none (SOAP 1.2 part 1 §5).
    Doctype,
    /// An XML declaration that is malformed or in the wrong place.
    Declaration,
    /// Something other than comments, processing instructions and blanks after the root.
    AfterRoot,
    /// The size line of an HTTP chunk inside the message.
    ChunkMark,
    /// Strict only: the declared encoding contradicts the bytes.
    EncodingName,
    /// Strict only: blanks or text before the XML declaration.
    BeforeDeclaration,
    /// Strict only: NUL bytes after the root.
    NulAfterRoot,
    /// Strict only: HTTP headers before the message.
    HttpHeaders,
    /// A value, name or namespace that XML cannot carry.
    Unwritable,
    /// Elements that were not closed, or closed twice, by the caller of a writer.
    Unbalanced,
    /// The sink refused the bytes.
    Sink,
    /// More bytes than [`Limits::bytes`](crate::Limits::bytes).
    BytesLimit,
    /// Elements nested deeper than [`Limits::depth`](crate::Limits::depth).
    DepthLimit,
    /// More attributes on an element than [`Limits::attributes`](crate::Limits::attributes).
    AttributesLimit,
    /// More declarations in scope than [`Limits::namespaces`](crate::Limits::namespaces).
    NamespacesLimit,
    /// A longer value than [`Limits::text`](crate::Limits::text).
    TextLimit,
    /// More distinct names than [`Limits::names`](crate::Limits::names).
    NamesLimit,
    /// The root is not a SOAP envelope.
    NotSoap,
    /// An HTML page in place of a SOAP envelope.
    Html,
    /// No bytes, or only blanks, in place of a SOAP envelope.
    EmptyBody,
    /// A SOAP 1.1 envelope: WS-Management is SOAP 1.2 (DSP0226 §5.2).
    Soap11,
    /// Content that does not fit the type it is read into, or that a class has.
    Misfit,
    /// A departure from a rule of DSP0226 that says *shall*, asked for with
    /// [`Report::strict`](crate::check::Report::strict).
    Rule,
    /// Text that is not JSON.
    JsonSyntax,
    /// JSON that does not have the form of a message or element.
    JsonForm,
    /// A pack of classes that is damaged, or that is none.
    Pack,
    /// A defect of this library.
    Defect,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }
}
