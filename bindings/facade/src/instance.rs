//! Instances of CIM classes, as handles.

use std::fmt;

use cimwire::cim::{self, Misfit, TypedProperties};

use crate::datum::Place;
use crate::{Datum, Schema, View};

/// An instance of a class, with the types of a schema where that knows the class. Cloning it is
/// cheap; a property is read when it is asked for.
#[derive(Clone)]
pub struct Instance {
    view: View,
    schema: Option<Schema>,
    /// Whether `xsi:type` names the class, not the element.
    is_embedded: bool,
}

/// A property of an instance, or a parameter of a method.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Its namespace, usually that of the class.
    pub namespace: String,
    /// Its value.
    pub value: Datum,
    /// Its type as MOF has it, as `uint16`; none where no class says.
    pub type_name: Option<&'static str>,
    /// Whether its class says that it is an array, or without a class, the wire.
    pub is_array: bool,
    /// Whether its class says that it identifies an instance.
    pub is_key: bool,
    /// All its elements, which have its exact text; at least one.
    pub elements: Vec<View>,
}

/// The call of a method, or its answer.
#[derive(Clone)]
pub struct Method {
    view: View,
    schema: Option<Schema>,
}

/// One thing that a message brings.
#[derive(Clone, Debug)]
pub enum Item {
    /// An instance.
    Instance(Instance),
    /// A reference to one: an endpoint reference.
    Reference(View),
    /// Both (DSP0226 §8.7).
    Both(Instance, View),
    /// Some properties of an instance (DSP0226 §7.7).
    Fragment(Instance),
}

impl Instance {
    /// The instance that an element is.
    #[must_use]
    pub fn new(view: &View, schema: Option<&Schema>) -> Self {
        Self::of(view.clone(), cim::Instance::of(view.element()), schema)
    }

    /// The instance whose properties are in the element of another one's property: its `xsi:type`
    /// names the class.
    #[must_use]
    pub fn named_by_type(view: &View, schema: Option<&Schema>) -> Self {
        Self::of(view.clone(), cim::Instance::embedded_in(view.element()), schema)
    }

    /// Whether `xsi:type` names its class, not the element.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    pub(crate) fn of(view: View, instance: cim::Instance<'_>, schema: Option<&Schema>) -> Self {
        let is_embedded = instance.is_embedded();
        Self { view, schema: schema.cloned(), is_embedded }
    }

    /// The element that holds the properties.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The schema that it is read with.
    #[must_use]
    pub fn schema(&self) -> Option<&Schema> {
        self.schema.as_ref()
    }

    /// The class that it says it is of; empty for a fragment that does not say.
    #[must_use]
    pub fn class_name(&self) -> String {
        self.instance().class_name().into_owned()
    }

    /// The namespace of its class; empty for a fragment that does not say.
    #[must_use]
    pub fn namespace(&self) -> String {
        self.instance().namespace().into_owned()
    }

    /// Whether its properties have types: whether there is a schema, and the schema has its class.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        let class = self.instance().class_name();
        self.schema.as_ref().is_some_and(|schema| schema.packs().class(&class).is_some())
    }

    /// The properties in the order in which they begin.
    #[must_use]
    pub fn properties(&self) -> Vec<Property> {
        let place = self.place();
        match self.typed() {
            Some(typed) => place.typed_properties(&typed),
            None => place.untyped_properties(&self.instance().properties()),
        }
    }

    /// The property of a name, in any case; one of the class, and of the exact name, before others.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<Property> {
        let place = self.place();
        match self.typed() {
            Some(typed) => typed.property(name).map(|it| place.typed_property(it)),
            None => self.instance().property(name).map(|it| place.untyped_property(&it)),
        }
    }

    /// The instances in its properties, not those in theirs.
    #[must_use]
    pub fn embedded(&self) -> Vec<Self> {
        self.named_embedded().map(|(_, instance)| instance).collect()
    }

    /// The same with the names of the properties.
    pub(crate) fn named_embedded(&self) -> impl Iterator<Item = (String, Self)> {
        self.properties().into_iter().flat_map(|Property { name, value, .. }| {
            let values = match value {
                Datum::Array(values) => values,
                value => vec![value],
            };
            values.into_iter().filter_map(move |value| match value {
                Datum::Instance(instance) => Some((name.clone(), instance)),
                _ => None,
            })
        })
    }

    /// What is not as its class has it, values that it does not allow among them; nothing where the
    /// class is not known. What is in embedded instances is theirs to tell.
    #[must_use]
    pub fn misfits(&self) -> Vec<Misfit> {
        self.typed().map(|typed| all_misfits(&typed)).unwrap_or_default()
    }

    /// What a value of a property means by its class, as `In Service` for 2.
    #[must_use]
    pub fn meaning(&self, property: &str, value: &Datum) -> Option<&str> {
        let class = self.instance().class_name();
        self.schema.as_ref()?.meaning(&class, property, &value.to_key()?)
    }

    pub(crate) fn instance(&self) -> cim::Instance<'_> {
        let element = self.view.element();
        match self.is_embedded {
            true => cim::Instance::embedded_in(element),
            false => cim::Instance::of(element),
        }
    }

    fn typed(&self) -> Option<TypedProperties<'_, '_>> {
        self.instance().typed_by(self.schema.as_ref()?.packs())
    }

    fn place(&self) -> Place<'_> {
        Place { view: &self.view, schema: self.schema.as_ref() }
    }
}

impl Method {
    /// The call or answer that an element is, by its name (DSP0230 §9.3).
    #[must_use]
    pub fn new(view: &View, schema: Option<&Schema>) -> Option<Self> {
        cim::Method::of(view.element())?;
        Some(Self { view: view.clone(), schema: schema.cloned() })
    }

    /// The schema that it is read with.
    #[must_use]
    pub fn schema(&self) -> Option<&Schema> {
        self.schema.as_ref()
    }

    /// The element that holds the parameters.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> String {
        self.method().map_or("", cim::Method::name).to_owned()
    }

    /// Its class.
    #[must_use]
    pub fn class_name(&self) -> String {
        self.method().map_or("", cim::Method::class_name).to_owned()
    }

    /// The namespace of its class.
    #[must_use]
    pub fn namespace(&self) -> String {
        self.view.namespace().to_owned()
    }

    /// Whether this is the answer, and not the call.
    #[must_use]
    pub fn is_output(&self) -> bool {
        self.method().is_some_and(cim::Method::is_output)
    }

    /// Whether its parameters have types: whether there is a schema, and its class the method.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.typed().is_some()
    }

    /// The parameters in the order in which they begin, without the return value.
    #[must_use]
    pub fn parameters(&self) -> Vec<Property> {
        let mut all = self.all();
        all.retain(|it| !self.is_return_value(it));
        all
    }

    /// The parameter of a name, in any case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<Property> {
        self.parameters().into_iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// What the method returned.
    #[must_use]
    pub fn return_value(&self) -> Option<Property> {
        self.all().into_iter().find(|it| self.is_return_value(it))
    }

    /// What is not as its class has it, values that it does not allow among them.
    #[must_use]
    pub fn misfits(&self) -> Vec<Misfit> {
        self.typed().map(|typed| all_misfits(&typed)).unwrap_or_default()
    }

    /// What a returned value, or the value of a parameter, means by its class.
    #[must_use]
    pub fn meaning(&self, parameter: &str, value: &Datum) -> Option<&str> {
        let packs = self.schema.as_ref()?.packs();
        let method = packs.method(self.method()?.class_name(), self.method()?.name())?;
        let meanings = match method.parameter(parameter) {
            Some(parameter) => parameter.meanings(),
            None if parameter.eq_ignore_ascii_case("ReturnValue") => method.meanings(),
            None => None,
        };
        meanings?.meaning(&value.to_key()?)
    }

    fn all(&self) -> Vec<Property> {
        let place = Place { view: &self.view, schema: self.schema.as_ref() };
        match self.typed() {
            Some(typed) => place.typed_properties(&typed),
            None => {
                let element = cim::Instance::of(self.view.element());
                place.untyped_properties(&element.properties())
            }
        }
    }

    fn is_return_value(&self, parameter: &Property) -> bool {
        let value = self.method().and_then(cim::Method::return_value);
        value.is_some_and(|value| value.name() == parameter.name)
    }

    fn method(&self) -> Option<cim::Method<'_>> {
        cim::Method::of(self.view.element())
    }

    fn typed(&self) -> Option<TypedProperties<'_, '_>> {
        let call = self.method()?;
        let method = self.schema.as_ref()?.packs().method(call.class_name(), call.name())?;
        Some(call.typed(&method))
    }
}

impl Item {
    pub(crate) fn of(item: cim::Item<'_>, at: &View, schema: Option<&Schema>) -> Self {
        let instance = |it: cim::Instance<'_>| Instance::of(at.at(it.element()), it, schema);
        let reference = |it: cim::Reference<'_>| at.at(it.element());
        match item {
            cim::Item::Instance(it) => Self::Instance(instance(it)),
            cim::Item::Reference(it) => Self::Reference(reference(it)),
            cim::Item::Both(it, epr) => Self::Both(instance(it), reference(epr)),
            cim::Item::Fragment(it) => Self::Fragment(instance(it)),
        }
    }

    /// The instance, or the part of it.
    #[must_use]
    pub fn instance(&self) -> Option<&Instance> {
        match self {
            Self::Instance(instance) | Self::Both(instance, _) | Self::Fragment(instance) => {
                Some(instance)
            }
            Self::Reference(_) => None,
        }
    }

    /// The reference.
    #[must_use]
    pub fn reference(&self) -> Option<&View> {
        match self {
            Self::Reference(reference) | Self::Both(_, reference) => Some(reference),
            Self::Instance(_) | Self::Fragment(_) => None,
        }
    }
}

impl Place<'_> {
    fn typed_properties(self, typed: &TypedProperties<'_, '_>) -> Vec<Property> {
        typed.properties().iter().map(|it| self.typed_property(it)).collect()
    }

    fn typed_property(self, typed: &cim::TypedProperty<'_, '_>) -> Property {
        let value = self.typed(&typed.wire, &typed.value);
        let property = self.property(&typed.wire, value);
        let Some(declared) = typed.declared else { return property };
        Property {
            type_name: Some(declared.of().name()),
            is_array: declared.is_array(),
            is_key: declared.is_key(),
            ..property
        }
    }

    fn untyped_properties(self, properties: &[cim::Property<'_>]) -> Vec<Property> {
        properties.iter().map(|it| self.untyped_property(it)).collect()
    }

    fn untyped_property(self, property: &cim::Property<'_>) -> Property {
        self.property(property, self.untyped(property))
    }

    fn property(self, property: &cim::Property<'_>, value: Datum) -> Property {
        Property {
            name: property.name().to_owned(),
            namespace: property.namespace().to_owned(),
            value,
            type_name: None,
            is_array: property.is_array(),
            is_key: false,
            elements: property.values().map(|given| self.view.at(given.element())).collect(),
        }
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instance({})", self.class_name())
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Method({}.{})", self.class_name(), self.name())
    }
}

/// What is not of its type, and what is and is not allowed.
fn all_misfits(typed: &TypedProperties<'_, '_>) -> Vec<Misfit> {
    let mut misfits = typed.misfits().to_vec();
    misfits.extend(typed.disallowed());
    misfits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decoder, Message, Moment, Options};

    fn message(body: &str) -> Message {
        let xml = format!(
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' \
             xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
             xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' \
             xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' \
             xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common' \
             xmlns:x='http://www.w3.org/2001/XMLSchema-instance' \
             xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>\
             <s:Body>{body}</s:Body></s:Envelope>"
        );
        Decoder::new(Options::default()).message(&xml.into()).unwrap()
    }

    fn fan(properties: &str) -> Instance {
        let fan = format!(
            "<n:PullResponse><n:Items><f:CIM_Fan>{properties}</f:CIM_Fan></n:Items></n:PullResponse>"
        );
        message(&fan).instances(Some(&Schema::cim())).remove(0)
    }

    fn shown(instance: &Instance, name: &str) -> String {
        format!("{:?}", instance.property(name).unwrap().value)
    }

    #[test]
    fn values_are_of_the_types_of_their_class() {
        let fan = fan("<f:DeviceID>007</f:DeviceID><f:DesiredSpeed>007</f:DesiredSpeed>\
             <f:OperationalStatus>2</f:OperationalStatus><f:OperatingStatus>16</f:OperatingStatus>\
             <f:Name x:nil='true'/><f:VariableSpeed>TRUE</f:VariableSpeed>\
             <f:EnabledState>1e3</f:EnabledState><f:Colour>red</f:Colour>");
        assert!(fan.is_typed() && fan.class_name() == "CIM_Fan");
        assert_eq!(shown(&fan, "deviceid"), "Text(\"007\")");
        assert_eq!(shown(&fan, "DesiredSpeed"), "Unsigned(7)");
        assert_eq!(fan.property("DesiredSpeed").unwrap().elements[0].text(), "007");
        assert_eq!(shown(&fan, "OperationalStatus"), "Array([Unsigned(2)])");
        assert_eq!(shown(&fan, "Name"), "Null");
        assert_eq!(shown(&fan, "VariableSpeed"), "Boolean(true)");
        assert!(matches!(fan.property("EnabledState").unwrap().value, Datum::Untyped(_)));
        let colour = fan.property("Colour").unwrap();
        assert!(colour.type_name.is_none() && matches!(colour.value, Datum::Untyped(_)));
        let misfits: Vec<_> = fan.misfits().into_iter().map(|it| it.property).collect();
        assert!(
            misfits.contains(&"EnabledState".to_owned()) && misfits.contains(&"Colour".to_owned())
        );
        let status = fan.property("OperatingStatus").unwrap();
        assert_eq!(fan.meaning("OperatingStatus", &status.value), Some("In Service"));
    }

    #[test]
    fn a_date_time_has_its_form_its_text_and_its_parts() {
        let fan = fan(
            "<f:InstallDate><c:Datetime>2025-03-01T08:30:00+01:00</c:Datetime></f:InstallDate>",
        );
        let Datum::DateTime(date) = fan.property("InstallDate").unwrap().value else { panic!() };
        assert_eq!((date.form, &*date.text), (Some("Datetime"), "2025-03-01T08:30:00+01:00"));
        let Some(Moment::Point(day, clock)) = date.moment else { panic!() };
        assert_eq!((day.year, day.month, day.day), (2025, 3, 1));
        assert_eq!((clock.hour, clock.minute, clock.offset), (8, 30, Some(60)));
        let plain = self::fan("<f:InstallDate>00000001020304.500000:000</f:InstallDate>");
        let Datum::DateTime(date) = plain.property("InstallDate").unwrap().value else { panic!() };
        let nanoseconds = (((24 + 2) * 60 + 3) * 60 + 4) * 1_000_000_000 + 500_000_000;
        assert_eq!(
            (date.form, date.moment),
            (None, Some(Moment::Interval { months: 0, nanoseconds }))
        );
    }

    #[test]
    fn without_a_class_a_value_is_what_the_wire_says() {
        let body = "<t:ACME_Pump xmlns:t='urn:ACME_Pump'><t:Level>007</t:Level><t:Mode x:nil='1'/>\
            <t:Flow>1</t:Flow><t:Flow>2</t:Flow><t:Fan x:type='f:CIM_Fan_Type'>\
            <f:DesiredSpeed>7</f:DesiredSpeed></t:Fan><t:At><a:Address>urn:x</a:Address></t:At>\
            </t:ACME_Pump>";
        let pump = message(body).instances(Some(&Schema::cim())).remove(0);
        assert!(!pump.is_typed() && pump.misfits().is_empty());
        let Datum::Untyped(level) = pump.property("level").unwrap().value else { panic!() };
        assert_eq!(level.text(), "007");
        assert!(matches!(pump.property("Mode").unwrap().value, Datum::Null));
        assert!(
            matches!(&pump.property("Flow").unwrap().value, Datum::Array(two) if two.len() == 2)
        );
        let Datum::Reference(at) = pump.property("At").unwrap().value else { panic!() };
        assert_eq!(at.children()[0].text(), "urn:x");
        let Datum::Instance(fan) = pump.property("Fan").unwrap().value else { panic!() };
        assert_eq!(fan.class_name(), "CIM_Fan");
        assert_eq!(shown(&fan, "DesiredSpeed"), "Unsigned(7)");
    }

    #[test]
    fn items_are_instances_references_both_or_fragments() {
        let epr = "<a:EndpointReference><a:Address>urn:x</a:Address></a:EndpointReference>";
        let body = format!(
            "<n:PullResponse><n:Items><f:CIM_Fan/>{epr}<w:Item><f:CIM_Fan/>{epr}</w:Item>\
             <w:XmlFragment><f:DesiredSpeed>7</f:DesiredSpeed></w:XmlFragment></n:Items>\
             </n:PullResponse>"
        );
        let items = message(&body).items(None);
        let [Item::Instance(_), Item::Reference(epr), Item::Both(fan, _), Item::Fragment(part)] =
            &items[..]
        else {
            panic!("{items:?}");
        };
        assert_eq!(
            (epr.children()[0].text().as_ref(), fan.class_name().as_str()),
            ("urn:x", "CIM_Fan")
        );
        assert_eq!((part.class_name(), part.properties().len()), (String::new(), 1));
    }

    #[test]
    fn a_method_has_parameters_and_a_return_value() {
        let body = "<m:SetSpeed_OUTPUT xmlns:m='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>\
            <m:ReturnValue>1</m:ReturnValue></m:SetSpeed_OUTPUT>";
        let method = message(body).method(Some(&Schema::cim())).unwrap();
        assert_eq!((method.name().as_str(), method.class_name().as_str()), ("SetSpeed", "CIM_Fan"));
        assert!(method.is_output() && method.is_typed() && method.parameters().is_empty());
        let value = method.return_value().unwrap().value;
        assert!(matches!(value, Datum::Unsigned(1)), "{value:?}");
        assert_eq!(message(body).items(None).len(), 0);
    }
}
