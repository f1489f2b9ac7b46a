//! The elements of WS-Management's own namespace (DSP8015): selectors, options, control headers.

use std::borrow::Cow;

pub use super::generated::control::*;

use super::addressing::Epr;
use super::cimbinding::{AssociatedInstances, AssociationInstances};
use crate::error::Result;
use crate::names::{addressing, cimbinding, wsman};
use crate::record::{self, Any, Content, Item as _, Reading};
use crate::schema::uris;
use crate::value::Text;
use crate::xml::Name;

impl<'m> Selector<'m> {
    /// A selector: its value is text or an endpoint reference.
    pub fn new(name: impl Into<Cow<'m, str>>, value: impl Into<Content<'m>>) -> Self {
        Self { name: Some(Text::new(name)), content: value.into(), ..Self::default() }
    }

    /// The name.
    #[must_use]
    pub fn key(&self) -> &str {
        self.name.as_ref().map_or("", Text::text)
    }

    /// The value, where it is text; blanks count.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.content.text()
    }

    /// The value, where it is an endpoint reference.
    #[must_use]
    pub fn reference(&self) -> Option<Epr<'_>> {
        let mut elements = self.content.elements();
        let is_it = |id: crate::names::NameId| id.canonical() == addressing::ENDPOINT_REFERENCE;
        let element = elements.find(|element| is_it(element.id()))?;
        <Epr<'_> as record::Item>::read(element, &mut Reading::default()).ok()
    }
}

impl<'m> SelectorSet<'m> {
    /// The selector of a name, to the letter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Selector<'m>> {
        self.selectors.iter().find(|selector| selector.key() == name)
    }
}

impl<'m, N: Into<Cow<'m, str>>, V: Into<Content<'m>>> FromIterator<(N, V)> for SelectorSet<'m> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(selectors: I) -> Self {
        let selectors = selectors.into_iter().map(|(name, value)| Selector::new(name, value));
        Self { selectors: selectors.collect(), ..Self::default() }
    }
}

impl<'m> OptionSet<'m> {
    /// Adds an option.
    pub fn push(&mut self, name: impl Into<Cow<'m, str>>, value: impl Into<Cow<'m, str>>) {
        self.options.push(NamedOption::new(name, value));
    }

    /// Adds an option that the service has to obey or to refuse; it then has to understand the set
    /// (DSP0226 R6.4-6).
    pub fn push_required(&mut self, name: impl Into<Cow<'m, str>>, value: impl Into<Cow<'m, str>>) {
        let must_comply = Some(true.into());
        self.options.push(NamedOption { must_comply, ..NamedOption::new(name, value) });
        self.rest.attributes.set_must_understand(true);
    }
}

impl<'m> NamedOption<'m> {
    /// An option that a service may leave aside.
    pub fn new(name: impl Into<Cow<'m, str>>, value: impl Into<Cow<'m, str>>) -> Self {
        Self { name: Some(Text::new(name)), text: Text::new(value), ..Self::default() }
    }
}

impl<'m> Filter<'m> {
    /// A filter in a dialect, by its URI.
    pub fn new(dialect: impl Into<Cow<'m, str>>, filter: impl Into<Content<'m>>) -> Self {
        Self { dialect: Some(Text::new(dialect)), content: filter.into(), ..Self::default() }
    }

    /// What has these selectors (DSP0226 annex E).
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for what XML cannot carry.
    pub fn selectors(selectors: &SelectorSet<'_>) -> Result<Self> {
        let name = Name::known(wsman::SELECTOR_SET);
        let filter = Any::build(|writing| selectors.write(name, writing))?;
        Ok(Self::new(uris::dialect::SELECTOR, filter))
    }

    /// What is associated with an instance (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Filter::selectors`].
    pub fn associated(filter: &AssociatedInstances<'_>) -> Result<Self> {
        let name = Name::known(cimbinding::ASSOCIATED_INSTANCES);
        let filter = Any::build(|writing| filter.write(name, writing))?;
        Ok(Self::new(uris::dialect::ASSOCIATION, filter))
    }

    /// The associations of an instance (DSP0227 §9).
    ///
    /// # Errors
    /// As [`Filter::selectors`].
    pub fn associations(filter: &AssociationInstances<'_>) -> Result<Self> {
        let name = Name::known(cimbinding::ASSOCIATION_INSTANCES);
        let filter = Any::build(|writing| filter.write(name, writing))?;
        Ok(Self::new(uris::dialect::ASSOCIATION, filter))
    }
}

impl<'m> FragmentTransfer<'m> {
    /// An XPath 1.0 expression, in a header block that must be understood (DSP0226 R7.7-2).
    pub fn new(path: impl Into<Content<'m>>) -> Self {
        let mut fragment = Self { content: path.into(), ..Self::default() };
        fragment.rest.attributes.set_must_understand(true);
        fragment
    }
}

impl<'m> Locale<'m> {
    /// A language, as `en-US`.
    pub fn new(language: impl Into<Cow<'m, str>>) -> Self {
        Self { lang: Some(Text::new(language)), ..Self::default() }
    }
}
