//! Properties with the types that a class has.

use std::borrow::Cow;
use std::fmt;

use super::decode::{Declared, decode, untyped};
use super::instance::Instance;
use super::method::Method;
use super::plan::Plan;
use super::property::Property;
use super::value::Value;
use crate::schema::pack::{self, Class, Fact, Packs};
use crate::xml::Element;

/// The properties of an instance, or the parameters of a method, with their types.
#[derive(Clone, Debug)]
pub struct TypedProperties<'m, 'p> {
    properties: Vec<TypedProperty<'m, 'p>>,
    misfits: Vec<Misfit>,
}

/// A property with its type.
#[derive(Clone)]
pub struct TypedProperty<'m, 'p> {
    /// What the wire has, every text included.
    pub wire: Property<'m>,
    /// What the class says about it; nothing where it does not know the property, and of a return
    /// value.
    pub declared: Option<pack::Property<'p>>,
    /// Its value.
    pub value: Value<'m>,
}

/// Something that is not as the class has it. The value stays as it is on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Which kind.
    pub kind: MisfitKind,
    /// The name of the property.
    pub property: String,
    /// Byte offset in the input as given.
    pub offset: usize,
    /// What was expected.
    pub expected: &'static str,
}

/// How something is not as the class has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MisfitKind {
    /// A text that is none of its type.
    Lexical,
    /// A number that its type cannot hold.
    Range,
    /// Elements where text was expected, or others than expected.
    Form,
    /// More values than one.
    Repeated,
    /// Null, where the class wants a value.
    Null,
    /// A property that the class wants and that is not there.
    Missing,
    /// A property that the class does not know.
    Unknown,
    /// A value of its type that the class does not allow.
    Disallowed,
}

impl<'m> Instance<'m> {
    /// The properties with the types that a class has.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::cim::{Instance, Value};
    /// let document = cimwire::xml::Document::decode(
    ///     "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
    ///        <f:DesiredSpeed>1e3</f:DesiredSpeed><f:OperationalStatus>2</f:OperationalStatus>
    ///      </f:CIM_Fan>",
    /// ).unwrap();
    /// let class = cimwire::schema::pack::Pack::cim().class("CIM_Fan").unwrap();
    /// let fan = Instance::of(document.root()).typed(&class);
    /// // An array of one item is an array, and what is no integer stays what it is.
    /// let Some(Value::Array(status)) = fan.value("OperationalStatus") else { panic!() };
    /// assert!(matches!(status[..], [Value::Uint16(2)]));
    /// let Some(Value::Untyped(speed)) = fan.value("DesiredSpeed") else { panic!() };
    /// assert_eq!(speed.text(), "1e3");
    /// assert_eq!(fan.misfits()[0].property, "DesiredSpeed");
    /// # }
    /// ```
    #[must_use]
    pub fn typed<'p>(self, class: &Class<'p>) -> TypedProperties<'m, 'p> {
        TypedProperties::by(&mut Plan::of(vec![*class]), self)
    }

    /// The properties with the types that its class has in packs, also where it inherits from one
    /// in another pack; nothing where they do not have the class.
    #[must_use]
    pub fn typed_by<'p>(self, packs: &'p Packs) -> Option<TypedProperties<'m, 'p>> {
        let line: Vec<_> = packs.line(&self.class_name()).collect();
        (!line.is_empty()).then(|| TypedProperties::by(&mut Plan::of(line), self))
    }
}

impl<'m> Property<'m> {
    /// The value that it has by what a class says about it, and what does not fit.
    #[must_use]
    pub fn typed(&self, declared: &pack::Property<'_>) -> (Value<'m>, Vec<Misfit>) {
        self.typed_as((*declared).into())
    }

    /// As [`Property::typed`], by what was kept of a class.
    #[must_use]
    pub fn typed_as(&self, declared: Declared) -> (Value<'m>, Vec<Misfit>) {
        let mut misfits = Vec::new();
        let value = decode(self, declared, &mut misfits);
        (value, misfits)
    }
}

impl<'m, 'p> TypedProperties<'m, 'p> {
    pub(super) fn by(plan: &mut Plan<'m, 'p>, instance: Instance<'m>) -> Self {
        let (properties, misfits) = plan.all(instance);
        Self { properties, misfits }
    }

    pub(super) fn of_method(call: Method<'m>, method: &pack::Method<'p>) -> Self {
        let (mut properties, mut misfits) = (Vec::new(), Vec::new());
        for wire in call.all() {
            let returned = method.of().filter(|_| call.is_return_value(wire.name()));
            let declared = method.parameter(wire.name()).filter(|_| returned.is_none());
            let Some(as_declared) = returned.map(Into::into).or(declared.map(Into::into)) else {
                let value = unknown(&wire, &mut misfits);
                properties.push(TypedProperty { wire, declared: None, value });
                continue;
            };
            let value = decode(&wire, as_declared, &mut misfits);
            properties.push(TypedProperty { wire, declared, value });
        }
        let way = if call.is_output() { Fact::Out } else { Fact::In };
        let wanted = method.parameters().filter(|it| it.is_required() && it.facts().has(way));
        let there: Vec<_> = properties.iter().filter_map(|it| Some(it.declared?.name())).collect();
        missing(wanted, |name| there.contains(&name), call.element(), &mut misfits);
        Self { properties, misfits }
    }

    /// All properties that are there, in the order of the message.
    #[must_use]
    pub fn properties(&self) -> &[TypedProperty<'m, 'p>] {
        &self.properties
    }

    /// The property of a name, in any case: one that the class knows, and of the exact name, before
    /// others.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&TypedProperty<'m, 'p>> {
        let is_it = |it: &&TypedProperty<'_, '_>| it.wire.name().eq_ignore_ascii_case(name);
        let rank = |it: &&TypedProperty<'_, '_>| (it.declared.is_none(), it.wire.name() != name);
        self.properties.iter().filter(is_it).min_by_key(rank)
    }

    /// The value of a property; nothing where it is not there, which is not the same as null.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value<'m>> {
        Some(&self.property(name)?.value)
    }

    /// What is not as the class has it.
    #[must_use]
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits
    }
}

/// The value of a property that a class does not know. Elements of the vocabulary, such as
/// `cim:Location`, are none.
pub(super) fn unknown<'m>(wire: &Property<'m>, misfits: &mut Vec<Misfit>) -> Value<'m> {
    if !wire.element().id().is_known() {
        let expected = "expected a property that the class has";
        misfits.push(Misfit::at(wire.element(), MisfitKind::Unknown, wire.name(), expected));
    }
    untyped(wire)
}

/// Notes what a class wants and is not there.
pub(super) fn missing<'p>(
    wanted: impl Iterator<Item = pack::Property<'p>>,
    is_there: impl Fn(&str) -> bool,
    element: Element<'_>,
    misfits: &mut Vec<Misfit>,
) {
    let expected = "expected a property that its class wants";
    let missing = wanted.filter(|it| !is_there(it.name()));
    misfits.extend(missing.map(|it| Misfit::at(element, MisfitKind::Missing, it.name(), expected)));
}

impl Misfit {
    /// What was expected, and what kind of thing was found; it repeats no value.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        if self.expected.contains(FOUND) {
            return Cow::Borrowed(self.expected);
        }
        let found = match self.kind {
            MisfitKind::Lexical => "another text",
            MisfitKind::Range => "a number out of that range",
            MisfitKind::Form => "something else",
            MisfitKind::Repeated => "more",
            MisfitKind::Null => "null",
            MisfitKind::Missing => "nothing",
            MisfitKind::Unknown | MisfitKind::Disallowed => "another",
        };
        Cow::Owned([self.expected, FOUND, found].concat())
    }

    fn at(element: Element<'_>, kind: MisfitKind, name: &str, expected: &'static str) -> Self {
        let offset = element.tree().offset_in_input(element.range().start);
        Self { kind, property: name.to_owned(), offset, expected }
    }
}

impl fmt::Debug for TypedProperty<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.wire.name(), self.value)
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, at byte {}", self.property, self.text(), self.offset)
    }
}

const FOUND: &str = ", found ";
