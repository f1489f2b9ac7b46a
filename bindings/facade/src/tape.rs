//! The tape of a message, for a language that reads it itself.
//!
//! # Layout 1
//! [`Tape::words`] has four words for each entry, in document order:
//!
//! | word | bits from the lowest | what |
//! | --- | --- | --- |
//! | 0 | 20 | the name of an element or attribute; of a declaration the namespace, in 16 of them |
//! | | 5 | how many attributes and declarations an element has; 31 means 31 or more |
//! | | 3 | kind: 0 leaf, 1 open, 2 attribute, 3 declaration, 4 text, 5 CDATA, 6 comment, 7 instruction |
//! | | 4 | flags: 1 the raw value must be decoded, 2 `xsi:nil` is true, 4 not all of it is ASCII |
//! | 1 | 32 | where the construct begins |
//! | 2 | 32 | where the raw value begins; of an open element, where its end tag ends |
//! | 3 | 32 | the length of the raw value; of an open element, the entry behind its content |
//!
//! A leaf is an element with one run of text or nothing; any other is open. Attributes and
//! declarations follow their element, then its content. Places count bytes of [`Document::text`]. A raw
//! value without flags is the value, and its bytes are its characters.
//!
//! A name below [`Tape::FIRST_OWN_NAME`] is one of the [`vocabulary`], from there on one of
//! [`Tape::names`]; so are namespaces with [`Tape::FIRST_OWN_NAMESPACE`]. Numbers of the vocabulary
//! are those of one build and not to be stored. Within a message, equal numbers are equal names.
//!
//! A change to any of this changes [`Tape::LAYOUT`].

use cimwire::names::{self, FIRST_OWN_NAME, FIRST_OWN_NAMESPACE, NameId, NamespaceId};

use crate::{Document, View};

/// The map of a message, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tape {
    /// Four for each entry.
    pub words: Vec<u32>,
    /// The names that the vocabulary does not have.
    pub names: Names,
}

/// Expanded names by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The local part of each name.
    pub locals: Vec<String>,
    /// The number of the namespace of each name; 0 for none.
    pub namespaces: Vec<u32>,
    /// The namespaces.
    pub uris: Vec<String>,
}

/// The names that all messages have the same numbers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The names, from number 0, which is no name.
    pub names: Names,
    /// For each name the one to compare with: that of the first namespace that means the same.
    pub canonical: Vec<u32>,
}

/// The names that all messages have the same numbers for.
///
/// ```
/// let cimwire_facade::Vocabulary { names, canonical } = cimwire_facade::vocabulary();
/// let envelope = names.locals.iter().position(|local| local == "Envelope").unwrap();
/// assert_eq!(canonical[envelope] as usize, envelope);
/// assert_eq!(names.uris[names.namespaces[envelope] as usize], "http://www.w3.org/2003/05/soap-envelope");
/// ```
#[must_use]
pub fn vocabulary() -> Vocabulary {
    let local = |name: NameId| name.local().unwrap_or_default().to_owned();
    let namespace = |name: NameId| name.namespace().map_or(0, |it| it.index().into());
    let uri = |namespace: NamespaceId| namespace.uri().unwrap_or_default().to_owned();
    let names = Names {
        locals: names::all().map(local).collect(),
        namespaces: names::all().map(namespace).collect(),
        uris: names::all_namespaces().map(uri).collect(),
    };
    Vocabulary { names, canonical: names::all().map(|name| name.canonical().index()).collect() }
}

impl Tape {
    /// The number of the layout.
    pub const LAYOUT: u32 = 1;
    /// The first number of a name that is the message's own.
    pub const FIRST_OWN_NAME: u32 = FIRST_OWN_NAME;
    /// The first number of a namespace that is the message's own.
    pub const FIRST_OWN_NAMESPACE: u32 = FIRST_OWN_NAMESPACE as u32;
}

impl Document {
    /// Its tape, copied.
    ///
    /// ```
    /// use cimwire_facade::{Decoder, Options, Tape};
    /// let fan = "<f:Fan xmlns:f='urn:fans'><f:Speed>4200</f:Speed></f:Fan>";
    /// let document = Decoder::new(Options::default()).document(&fan.into())?;
    /// let tape = document.tape();
    /// let [head, _, start, length] = tape.words[8..12] else { panic!() };
    /// let name = (head & 0xf_ffff) - Tape::FIRST_OWN_NAME;
    /// assert_eq!((tape.names.locals[name as usize].as_str(), head >> 20), ("Speed", 0));
    /// assert_eq!(&document.text()[start as usize..][..length as usize], "4200");
    /// # Ok::<(), cimwire_facade::Error>(())
    /// ```
    #[must_use]
    pub fn tape(&self) -> Tape {
        let tree = self.document.tree();
        let names = tree.own_names();
        let (namespaces, locals) = names
            .map(|(namespace, local)| (u32::from(namespace.index()), local.to_owned()))
            .unzip();
        let words: Vec<[u32; 4]> = tree.entries().iter().map(|entry| entry.words()).collect();
        Tape {
            words: words.into_flattened(),
            names: Names {
                locals,
                namespaces,
                uris: tree.own_namespaces().map(str::to_owned).collect(),
            },
        }
    }

    /// The text that places count: UTF-8 whatever the input was, without what stood before it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.document.tree().text()
    }

    /// How many bytes of memory its text and its tape take, about: for whoever counts memory.
    #[must_use]
    pub fn weight(&self) -> usize {
        let tree = self.document.tree();
        tree.text().len() + tree.entries().len() * size_of::<[u32; 4]>()
    }

    /// The element at a [place](View::place); none where something else is there.
    #[must_use]
    pub fn view(&self, place: usize) -> Option<View> {
        let element = self.document.tree().element(place)?;
        Some(View::new(&self.document, element))
    }
}
