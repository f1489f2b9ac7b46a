//! What one element of a property gives, without a class.

use std::borrow::Cow;
use std::fmt;

use super::instance::{Instance, TYPE, type_name};
use crate::names::{NameId, addressing, cim};
use crate::record::{Item, QName, Reading};
use crate::value::CimForm;
use crate::wsman::addressing::Epr;
use crate::xml::Element;

/// One element of a property: its exact text, and what XML says it is.
#[derive(Clone, Copy)]
pub struct Given<'m> {
    element: Element<'m>,
}

/// What an element of a property holds, as far as it says so itself.
#[derive(Clone, Debug)]
pub enum Form<'m> {
    /// No value: `xsi:nil`.
    Nil,
    /// Text, which may be empty.
    Text(Cow<'m, str>),
    /// A date-time in one of the forms of `cim:cimDateTime`.
    DateTime(DateForm<'m>),
    /// A reference to an instance.
    Reference(Reference<'m>),
    /// An instance.
    Instance(Instance<'m>),
    /// Other elements.
    Elements,
}

impl<'m> Given<'m> {
    /// What an element of a property gives.
    #[must_use]
    pub fn of(element: Element<'m>) -> Self {
        Self { element }
    }

    /// The element.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.element
    }

    /// The exact text, blanks included; that of elements inside left out.
    #[must_use]
    pub fn text(self) -> Cow<'m, str> {
        self.element.text()
    }

    /// Whether `xsi:nil` says that it has no value.
    #[must_use]
    pub fn is_nil(self) -> bool {
        self.element.is_nil()
    }

    /// What `xsi:type` says, if that is a name.
    #[must_use]
    pub fn type_name(self) -> Option<QName<'m>> {
        type_name(self.element)
    }

    /// Where it begins: a byte offset in the input as given.
    #[must_use]
    pub fn offset(self) -> usize {
        self.element.tree().offset_in_input(self.element.range().start)
    }

    /// What it holds. An instance is told by its `xsi:type`, or as the one element whose namespace
    /// ends with its own name, as those of classes do; a text stays one, whatever it looks like.
    ///
    /// ```
    /// use cimwire::cim::{Form, Instance};
    /// let document = cimwire::xml::Document::decode(
    ///     "<p:Job xmlns:p='urn:Job' xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common'>
    ///        <p:Started><c:Datetime>2025-03-01T08:30:00Z</c:Datetime></p:Started></p:Job>",
    /// )?;
    /// let started = Instance::of(document.root()).property("Started").unwrap();
    /// let Form::DateTime(date) = started.values().next().unwrap().form() else { panic!() };
    /// assert_eq!((date.name(), date.text()), ("Datetime", "2025-03-01T08:30:00Z"));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn form(self) -> Form<'m> {
        let Self { element } = self;
        if element.is_nil() {
            return Form::Nil;
        }
        let mut children = element.children();
        let Some(first) = children.next() else { return self.without_elements() };
        let is_alone = children.next().is_none();
        if element.has_text() {
            return Form::Elements;
        }
        match first.id().canonical() {
            addressing::ENDPOINT_REFERENCE if is_alone => Form::Reference(Reference::of(first)),
            addressing::ADDRESS
            | addressing::REFERENCE_PARAMETERS
            | addressing::REFERENCE_PROPERTIES => Form::Reference(Reference::of(element)),
            name if is_alone && DATES.contains(&name) && first.children().next().is_none() => {
                Form::DateTime(DateForm { child: name, text: first.text() })
            }
            _ if self.type_name().is_some() => Form::Instance(Instance::embedded_in(element)),
            _ if is_alone && is_class(first) => Form::Instance(Instance::of(first)),
            _ => Form::Elements,
        }
    }

    /// Text, or an instance without properties.
    fn without_elements(self) -> Form<'m> {
        let text = self.text();
        let is_class = |name: &QName<'_>| name.local.ends_with(TYPE);
        if text.trim().is_empty() && self.type_name().as_ref().is_some_and(is_class) {
            return Form::Instance(Instance::embedded_in(self.element));
        }
        Form::Text(text)
    }
}

impl fmt::Debug for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form() {
            Form::Text(text) => text.fmt(f),
            Form::DateTime(date) => date.fmt(f),
            Form::Reference(reference) => reference.fmt(f),
            Form::Instance(instance) => instance.fmt(f),
            form @ (Form::Nil | Form::Elements) => form.fmt(f),
        }
    }
}

/// A date-time in its form on the wire (`cim:cimDateTime` of DSP0230), with its exact text.
#[derive(Clone)]
pub struct DateForm<'m> {
    child: NameId,
    text: Cow<'m, str>,
}

impl DateForm<'_> {
    /// The local name of the element that has the text: `Datetime`, `Date`, `Time`, `Interval` or
    /// `CIM_DateTime`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.child.local().unwrap_or_default()
    }

    /// The exact text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The element that has the text.
    pub(super) fn child(&self) -> NameId {
        self.child
    }

    /// What the text stands for; nothing where it is not of its form.
    #[must_use]
    pub fn value(&self) -> Option<CimForm> {
        CimForm::of_child(self.name(), &self.text)
    }
}

impl fmt::Debug for DateForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({:?})", self.name(), self.text)
    }
}

/// The child element that a date-time of a form has.
pub(super) fn child_of(form: &CimForm) -> NameId {
    match form {
        CimForm::Datetime(_) => cim::DATETIME,
        CimForm::Date(_) => cim::DATE,
        CimForm::Time(_) => cim::TIME,
        CimForm::Interval(_) => cim::INTERVAL,
        CimForm::CimDateTime(_) => cim::CIM_DATE_TIME,
    }
}

/// A reference to an instance: an endpoint reference, or an element that holds what one holds
/// (`cim:cimReference` of DSP0230).
#[derive(Clone, Copy)]
pub struct Reference<'m> {
    element: Element<'m>,
}

impl<'m> Reference<'m> {
    /// The reference in an element that holds an address.
    #[must_use]
    pub fn of(element: Element<'m>) -> Self {
        Self { element }
    }

    /// The element that holds the address.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.element
    }

    /// The endpoint reference; nothing where there is text beside its elements.
    #[must_use]
    pub fn epr(self) -> Option<Epr<'m>> {
        Epr::read(self.element, &mut Reading::default()).ok()
    }
}

impl fmt::Debug for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let epr = self.epr();
        let uri = epr.as_ref().and_then(Epr::resource_uri);
        write!(f, "Reference({:?})", uri.unwrap_or_default())
    }
}

/// Whether the namespace of an element is that of a class of its name (DSP0227).
fn is_class(element: Element<'_>) -> bool {
    let name = element.name();
    name.namespace.rsplit_once('/').is_some_and(|(_, class)| class == name.local)
}

const DATES: [NameId; 5] = [cim::CIM_DATE_TIME, cim::INTERVAL, cim::DATE, cim::TIME, cim::DATETIME];
