//! Instances of classes.

use std::borrow::Cow;
use std::fmt;

use super::field::{Field, FieldType};
use super::given::{Form, Given, Reference};
use super::property::{Property, named, properties};
use crate::names::{wsman, xsi};
use crate::record::QName;
use crate::xml::{Attribute, Element, Name};

/// An instance of a class as XML has it (DSP0230): an element with one inside for each value of a
/// property. It is a view; copying it is free.
#[derive(Clone, Copy)]
pub struct Instance<'m> {
    element: Element<'m>,
    /// Whether `xsi:type` names the class, not the element.
    is_named_by_type: bool,
}

impl<'m> Instance<'m> {
    /// The instance that an element is, or the part of one that an `XmlFragment` brings.
    ///
    /// ```
    /// use cimwire::{cim::Instance, xml::Document};
    /// let document = Document::decode("<f:Fan xmlns:f='urn:Fan'><f:Speed>4200</f:Speed></f:Fan>")?;
    /// let fan = Instance::of(document.root());
    /// assert_eq!((&*fan.class_name(), &*fan.namespace()), ("Fan", "urn:Fan"));
    /// assert_eq!(fan.properties()[0].name(), "Speed");
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn of(element: Element<'m>) -> Self {
        let is_fragment = element.id().canonical() == wsman::XML_FRAGMENT;
        Self { element, is_named_by_type: is_fragment }
    }

    /// The instance whose properties are in the element of another one's property.
    #[must_use]
    pub fn embedded_in(property: Element<'m>) -> Self {
        Self { element: property, is_named_by_type: true }
    }

    /// Whether its element is named after something else, such as the property it is embedded in,
    /// and `xsi:type` alone names its class.
    #[must_use]
    pub fn is_embedded(self) -> bool {
        self.is_named_by_type
    }

    /// The element that holds the properties.
    #[must_use]
    pub fn element(self) -> Element<'m> {
        self.element
    }

    /// Whether the element is one by itself, and not that of a property.
    pub(super) fn stands_alone(self) -> bool {
        !self.is_named_by_type || self.element.id().canonical() == wsman::XML_FRAGMENT
    }

    /// The class: the name of the element, or where that says something else, the name that
    /// `xsi:type` has before `_Type` (DSP0230 §7.2.5.2). Empty for a fragment that does not say.
    #[must_use]
    pub fn class_name(self) -> Cow<'m, str> {
        if !self.is_named_by_type {
            return Cow::Borrowed(self.element.name().local);
        }
        match self.type_name().map(|name| name.local).unwrap_or_default() {
            Cow::Borrowed(name) => Cow::Borrowed(name.strip_suffix(TYPE).unwrap_or(name)),
            Cow::Owned(name) => Cow::Owned(name.strip_suffix(TYPE).unwrap_or(&name).to_owned()),
        }
    }

    /// The namespace of the class; empty for a fragment that does not say.
    #[must_use]
    pub fn namespace(self) -> Cow<'m, str> {
        if !self.is_named_by_type {
            return Cow::Borrowed(self.element.name().namespace);
        }
        self.type_name().and_then(|name| name.namespace).unwrap_or_default()
    }

    /// What `xsi:type` says, if that is a name.
    #[must_use]
    pub fn type_name(self) -> Option<QName<'m>> {
        type_name(self.element)
    }

    /// Attributes other than `xsi:type`.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'m>> {
        self.element.attributes().filter(|it| it.id() != xsi::TYPE)
    }

    /// The properties in the order in which they begin; elements of one name are one property, also
    /// where others stand between them. Elements of other namespaces are there too.
    #[must_use]
    pub fn properties(self) -> Vec<Property<'m>> {
        properties(self.element)
    }

    /// The name of one of its properties; none of an element in another namespace than its class.
    #[must_use]
    pub fn own_name(self, property: &Property<'m>) -> Option<&'m str> {
        let namespace = self.namespace();
        let is_own = namespace.is_empty() || property.namespace() == namespace;
        is_own.then(|| property.name())
    }

    /// The property of a name, in any case, as in all of CIM. Where there are several, those in the
    /// namespace of the class come first, then the one of the exact name.
    #[must_use]
    pub fn property(self, name: &str) -> Option<Property<'m>> {
        let namespace = self.namespace();
        let rank = |element: Element<'m>| {
            let own: Name<'m> = element.name();
            let is_it = own.local.eq_ignore_ascii_case(name);
            is_it.then(|| ((own.namespace != namespace, own.local != name), element))
        };
        let (_, first) = self.element.children().filter_map(rank).min_by_key(|(rank, _)| *rank)?;
        named(self.element, first.id())
    }
}

impl<'m> Instance<'m> {
    /// A property as a type of Rust, which says what to read it as: no class is needed, and nothing
    /// but that type is taken.
    ///
    /// ```
    /// use cimwire::{cim::{Field, Instance}, xml::Document};
    /// let document = Document::decode(
    ///     "<Fan><Speed>4200</Speed><Status>2</Status><Status>5</Status></Fan>",
    /// )?;
    /// let fan = Instance::of(document.root());
    /// assert_eq!(fan.field::<u64>("Speed").value(), Some(&4200));
    /// assert_eq!(fan.field::<Vec<Option<u16>>>("Status").value().unwrap()[1], Some(5));
    /// assert!(matches!(fan.field::<u8>("Speed"), Field::Misfit(_)));
    /// assert!(matches!(fan.field::<bool>("Quiet"), Field::Missing));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn field<T: FieldType<'m>>(self, name: &str) -> Field<'m, T> {
        self.property(name).map_or(Field::Missing, Field::from)
    }

    /// What it refers to, by the names of its properties: of an association, its ends.
    ///
    /// ```
    /// use cimwire::cim::Instance;
    /// let document = cimwire::xml::Document::decode(
    ///     "<p:Runs xmlns:p='urn:Runs' xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'
    ///         xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>
    ///        <p:Since>1</p:Since><p:System><a:Address>http://server/wsman</a:Address>
    ///        <a:ReferenceParameters><w:ResourceURI
    ///        >http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_System</w:ResourceURI>
    ///        </a:ReferenceParameters></p:System></p:Runs>",
    /// )?;
    /// let runs = Instance::of(document.root());
    /// let (name, system) = runs.references().next().unwrap();
    /// assert_eq!((name, system.path()?.class_name()), ("System", "CIM_System"));
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn references(self) -> impl Iterator<Item = (&'m str, Reference<'m>)> {
        self.element.children().filter_map(|element| match Given::of(element).form() {
            Form::Reference(reference) => Some((element.name().local, reference)),
            _ => None,
        })
    }
}

impl fmt::Debug for Instance<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instance({})", self.class_name())
    }
}

/// The name that `xsi:type` is where an element stands.
pub(super) fn type_name(element: Element<'_>) -> Option<QName<'_>> {
    let attribute = element.attributes().find(|it| it.id() == xsi::TYPE)?;
    Some(QName::resolve(attribute.value(), element)).filter(|name| name.namespace.is_some())
}

/// What the name of a class's type ends with.
pub(super) const TYPE: &str = "_Type";
