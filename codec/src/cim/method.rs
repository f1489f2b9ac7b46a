//! Calls of methods.

use std::fmt;

use super::instance::Instance;
use super::property::Property;
use super::typed::TypedProperties;
use crate::schema::pack;
use crate::wsman::{Payload, Typed};
use crate::xml::Element;

/// The parameters of a method on their way in or out: `<Method>_INPUT` or `<Method>_OUTPUT` in the
/// namespace of the class (DSP0230 §9.3). It is a view; copying it is free.
#[derive(Clone, Copy)]
pub struct Method<'m> {
    element: Element<'m>,
    name: &'m str,
    is_output: bool,
}

impl<'m> Method<'m> {
    /// The call or answer that an element is, by its name.
    ///
    /// ```
    /// use cimwire::{cim::Method, xml::Document};
    /// let document = Document::decode(
    ///     "<f:SetSpeed_OUTPUT xmlns:f='http://a/cim-schema/2/CIM_Fan'>
    ///        <f:ReturnValue>0</f:ReturnValue></f:SetSpeed_OUTPUT>",
    /// )?;
    /// let method = Method::of(document.root()).unwrap();
    /// assert_eq!((method.class_name(), method.name()), ("CIM_Fan", "SetSpeed"));
    /// assert_eq!(method.return_value().unwrap().values().next().unwrap().text(), "0");
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn of(element: Element<'m>) -> Option<Self> {
        let local = element.name().local;
        let (name, is_output) = match local.strip_suffix("_INPUT") {
            Some(name) => (name, false),
            None => (local.strip_suffix("_OUTPUT")?, true),
        };
        (!name.is_empty()).then_some(Self { element, name, is_output })
    }

    /// The call or answer in the body of a message.
    #[must_use]
    pub fn in_message(message: &'m Typed<'_>) -> Option<Self> {
        let Some(Payload::Content(content)) = message.payload() else { return None };
        content.elements().find_map(Method::of)
    }

    /// The element that holds the parameters.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.element
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'m str {
        self.name
    }

    /// The class: what its namespace ends with (DSP0227).
    #[must_use]
    pub fn class_name(self) -> &'m str {
        let namespace = self.namespace();
        namespace.rsplit_once('/').map_or(namespace, |(_, class)| class)
    }

    /// The namespace of the class.
    #[must_use]
    pub fn namespace(self) -> &'m str {
        self.element.name().namespace
    }

    /// Whether this is what the method answers, and not what it is called with.
    #[must_use]
    pub fn is_output(self) -> bool {
        self.is_output
    }

    /// The parameters, in the order in which they begin, without the return value.
    #[must_use]
    pub fn parameters(self) -> Vec<Property<'m>> {
        let mut parameters = self.all();
        parameters.retain(|it| !self.is_return_value(it.name()));
        parameters
    }

    /// The parameter of a name, in any case.
    #[must_use]
    pub fn parameter(self, name: &str) -> Option<Property<'m>> {
        Instance::of(self.element).property(name).filter(|it| !self.is_return_value(it.name()))
    }

    /// What the method returned.
    #[must_use]
    pub fn return_value(self) -> Option<Property<'m>> {
        let value = Instance::of(self.element).property(RETURN_VALUE);
        value.filter(|it| self.is_return_value(it.name()))
    }

    /// The parameters and the return value, with the types that a method of a class has.
    #[must_use]
    pub fn typed<'p>(self, method: &pack::Method<'p>) -> TypedProperties<'m, 'p> {
        TypedProperties::of_method(self, method)
    }

    pub(super) fn all(self) -> Vec<Property<'m>> {
        Instance::of(self.element).properties()
    }

    pub(super) fn is_return_value(self, name: &str) -> bool {
        self.is_output && name.eq_ignore_ascii_case(RETURN_VALUE)
    }
}

impl fmt::Debug for Method<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} ", self.class_name(), self.name)?;
        f.debug_list().entries(self.all()).finish()
    }
}

const RETURN_VALUE: &str = "ReturnValue";
