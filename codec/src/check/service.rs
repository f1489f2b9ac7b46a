//! What a service supports: the standard leaves much of it to the service, and answers with faults
//! where it does not.

use crate::xml::Name;

/// What a check is to know beside the message.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// The service the message is for.
    pub service: Service<'a>,
    /// The HTTP status that a fault came with.
    pub status: Option<u16>,
    /// Whether drafts of WS-Management are spoken on purpose (RB-2).
    pub drafts: bool,
}

/// What a service supports of what the standard lets it refuse.
///
/// The default supports everything. [`Service::least`] refuses all it may, and so finds every
/// message that not every service accepts. A service of your own sets what it lacks:
///
/// ```
/// use cimwire::check::Service;
/// let service = Service { fragments: false, ..Service::default() };
/// assert!(service.bookmarks != cimwire::check::Bookmarks::None);
/// ```
#[derive(Clone, Debug)]
pub struct Service<'a> {
    /// Header blocks it understands beside those this library has names for (R5.2-2).
    pub understood: &'a [Name<'a>],
    /// Dialects it knows beside those this library has names for (R7.7-4).
    pub dialects: &'a [&'a str],
    /// Whether it understands ResourceURI and SelectorSet (R5.1.3-1).
    pub default_addressing: bool,
    /// Whether a selector may name an instance of another service (R5.1.2.2-6).
    pub foreign_selectors: bool,
    /// Whether replies and faults may go to an address of their own (R5.4.2-2, R5.4.3-3).
    pub reply_addresses: bool,
    /// Whether faults may go elsewhere than replies (R5.4.3-1).
    pub fault_addresses: bool,
    /// Whether it has texts in the language that is asked for (R6.3-2).
    pub locales: bool,
    /// Whether it has options (R6.4-3).
    pub options: bool,
    /// Whether fragments can be accessed (R7.7-1).
    pub fragments: bool,
    /// Whether fragments can be enumerated (R8.6-2).
    pub enumerated_fragments: bool,
    /// What it understands of XPath (R7.7-7, R8.2.1-4, R10.2.2-6).
    pub xpath: XPath,
    /// Whether enumerations can be renewed and asked for their status (R8.1-4).
    pub enumeration_renewal: bool,
    /// Whether it tells of enumerations that end (R8.2.1-1).
    pub enumeration_end: bool,
    /// Whether enumerations may say when they expire (R8.2.1-2).
    pub enumeration_expiry: bool,
    /// Whether the end of a subscription may be told elsewhere than its events (R10.2.1-2).
    pub end_addresses: bool,
    /// Which bookmarks it has (R10.2.6-1, R10.2.6-7).
    pub bookmarks: Bookmarks,
    /// Whether batches of events can be limited (R10.2.9.4-2).
    pub batch_limits: bool,
    /// Whether it takes values with blanks around them (R13.1-10).
    pub blanks: bool,
    /// How much it takes.
    pub sizes: Sizes,
}

/// How much of XPath 1.0 a service understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum XPath {
    /// Paths to one node (DSP0226 annex D.1).
    Level1,
    /// Paths with conditions (DSP0226 annex D.2).
    Level2,
    /// All of it.
    Full,
}

/// Which bookmarks a service has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bookmarks {
    /// None.
    None,
    /// That of the earliest event only.
    Earliest,
    /// Any that it sent.
    Any,
}

/// How much a service takes (DSP0226 §5.1.2.2, §13.1 and §13.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Octets of a message (R13.1-2), and of its own answers (R6.2-5).
    pub envelope: usize,
    /// Octets of a fault that it sends (R13.4-6).
    pub fault: usize,
    /// Characters of a URI (R13.4-1, R13.4-2).
    pub uri: usize,
    /// Characters of the name of a selector (R5.1.2.2-7, R13.4-7).
    pub selector_name: usize,
    /// Characters of the value of a selector (R5.1.2.2-8).
    pub selector_value: usize,
    /// Characters of a whole SelectorSet (R5.1.2.2-8).
    pub selector_set: usize,
    /// Selectors (R13.4-8).
    pub selectors: usize,
    /// Characters of the name of an option (R13.4-3).
    pub option_name: usize,
    /// Characters of the value of an option (R13.4-4).
    pub option_value: usize,
    /// Options (R13.4-9).
    pub options: usize,
}

impl Default for Service<'_> {
    fn default() -> Self {
        Self::with(true, XPath::Full, Bookmarks::Any, Sizes::UNLIMITED)
    }
}

impl Service<'_> {
    /// A service that refuses all the standard lets it refuse.
    #[must_use]
    pub fn least() -> Self {
        Self::with(false, XPath::Level1, Bookmarks::None, Sizes::LEAST)
    }

    fn with(supports: bool, xpath: XPath, bookmarks: Bookmarks, sizes: Sizes) -> Self {
        Self {
            understood: &[],
            dialects: &[],
            default_addressing: supports,
            foreign_selectors: supports,
            reply_addresses: supports,
            fault_addresses: supports,
            locales: supports,
            options: supports,
            fragments: supports,
            enumerated_fragments: supports,
            xpath,
            enumeration_renewal: supports,
            enumeration_end: supports,
            enumeration_expiry: supports,
            end_addresses: supports,
            bookmarks,
            batch_limits: supports,
            blanks: supports,
            sizes,
        }
    }
}

impl Sizes {
    /// No limits.
    pub const UNLIMITED: Self = Self {
        envelope: usize::MAX,
        fault: usize::MAX,
        uri: usize::MAX,
        selector_name: usize::MAX,
        selector_value: usize::MAX,
        selector_set: usize::MAX,
        selectors: usize::MAX,
        option_name: usize::MAX,
        option_value: usize::MAX,
        options: usize::MAX,
    };

    /// The least that every service takes. The standard does not say how many selectors and options
    /// are too many; 16 of each is our reading of few.
    pub const LEAST: Self = Self {
        envelope: 32_767,
        fault: 4096,
        uri: 2048,
        selector_name: 2048,
        selector_value: 4096,
        selector_set: 8096,
        selectors: 16,
        option_name: 2048,
        option_value: 4096,
        options: 16,
    };
}
