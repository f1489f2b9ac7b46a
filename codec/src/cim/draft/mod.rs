//! Instances and method calls to write.

mod fit;
mod overlay;
mod place;
mod write;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fit::Plan;
pub(crate) use fit::fitted;

use super::decode::untyped;
use super::instance::Instance;
use super::method::Method;
use super::value::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::pack::{self, Class, Fact, Packs};
use crate::schema::uris;
use crate::xml::Document;

/// An instance, or the parameters of a method, to write: one that was read with changes over it, or
/// a new one.
///
/// What was read and is not changed is written byte for byte, in its order. What is changed stays
/// where it is, in the form it had: an embedded instance by its type or by its element, a date-time
/// in the child element or as the text that it was. What is new has the forms of DSP0230.
///
/// Without a class values are written as they are, new ones behind the others in the order in which
/// they were set. With a class ([`Draft::build_as`]) they have to be of their types, and new ones
/// take the place that the schema gives them (DSP0230: by the code points of their names).
///
/// ```
/// # #[cfg(feature = "cim-2-49")] {
/// use cimwire::cim::Item;
/// use cimwire::request::Put;
/// # let get = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>
/// #   <f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
/// #   <f:DesiredSpeed>4200</f:DesiredSpeed> <f:DeviceID>007</f:DeviceID>
/// #   </f:CIM_Fan></s:Body></s:Envelope>";
/// # fn put(get: &'static str) -> cimwire::Result<()> {
/// let response = cimwire::Message::decode(get)?;
/// let typed = response.typed();
/// let Some(Item::Instance(fan)) = cimwire::cim::items(&typed).next() else { panic!() };
///
/// let mut draft = fan.draft();
/// draft.set("DesiredSpeed", 3900).set("OperationalStatus", [2u16, 5]);
/// let class = cimwire::schema::pack::Pack::cim().class(&fan.class_name()).unwrap();
/// let changed = draft.build_as(&class)?;
/// assert_eq!(
///     changed.root().outer().lines().nth(1).unwrap().trim(),
///     "<f:DesiredSpeed>3900</f:DesiredSpeed> <f:DeviceID>007</f:DeviceID> \
///      <f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus>5</f:OperationalStatus>",
/// );
/// let uri = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";
/// let put = Put::new(uri, changed).selector("DeviceID", "007").to("http://server/wsman").encode()?;
///
/// draft.set("DesiredSpeed", "fast");
/// let error = draft.build_as(&class).unwrap_err();
/// assert_eq!(error.path(), "CIM_Fan/DesiredSpeed");
/// # Ok(())
/// # }
/// # put(get).unwrap();
/// # }
/// ```
///
/// # What a Put has to hold
/// A Put replaces the whole representation (DSP0226 §7.4), so a draft of what a Get gave is written
/// whole: a service ignores what cannot be written (R7.4-3), and what is known of Puts to OpenPegasus
/// and AMT has keys and read-only properties too. For services that refuse what is read-only there is
/// [`Draft::leave_out_read_only`]; for those that take a property that is absent as one to leave
/// alone, [`Draft::leave_out_unchanged`]. Both keep the keys.
#[derive(Clone)]
pub struct Draft<'m> {
    namespace: Cow<'m, str>,
    /// The name of the class, or of the element of a method.
    name: Cow<'m, str>,
    original: Option<Instance<'m>>,
    changes: Vec<Change<'m>>,
    /// Where the changes are, by names in lower case.
    places: HashMap<String, usize>,
    /// How many drafts are nested in this one, and one.
    height: usize,
}

/// What is to become of a property.
#[derive(Clone)]
pub(super) struct Change<'m> {
    pub(super) name: Cow<'m, str>,
    /// None: it is left out.
    pub(super) value: Option<Value<'m>>,
}

impl<'m> Draft<'m> {
    /// A new instance of a class whose elements are of a namespace: that of the class (DSP0227),
    /// which is its resource URI too.
    ///
    /// ```
    /// use cimwire::cim::Draft;
    /// let mut job = Draft::new("urn:Job", "Job");
    /// job.set("Owner", "li & co").set("Steps", [Some(1u8), None]).set_null("Error");
    /// assert_eq!(
    ///     job.build()?.root().outer(),
    ///     "<p:Job xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:p=\"urn:Job\">\
    ///      <p:Owner>li &amp; co</p:Owner><p:Steps>1</p:Steps><p:Steps xsi:nil=\"true\"/>\
    ///      <p:Error xsi:nil=\"true\"/></p:Job>",
    /// );
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn new(namespace: impl Into<Cow<'m, str>>, class_name: impl Into<Cow<'m, str>>) -> Self {
        Self {
            namespace: namespace.into(),
            name: class_name.into(),
            original: None,
            changes: Vec::new(),
            places: HashMap::new(),
            height: 1,
        }
    }

    /// A new instance of a class of a pack, in its namespace.
    #[must_use]
    pub fn of(class: &Class<'m>) -> Self {
        let namespace = class
            .namespace()
            .map_or_else(|| Cow::Owned([uris::class::CIM, class.name()].concat()), Cow::Borrowed);
        Self::new(namespace, class.name())
    }

    /// What a method is called with (DSP0230 §9.3), in the namespace of its class:
    /// [`Invoke::input`](crate::request::Invoke::input) takes it.
    ///
    /// ```
    /// use cimwire::{cim::Draft, request::Invoke};
    /// let uri = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";
    /// let mut input = Draft::input(uri, "SetSpeed");
    /// input.set("DesiredSpeed", 4200u64);
    /// let invoke = Invoke::new(uri, "SetSpeed").input(input.build()?);
    /// # let _ = invoke;
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn input(namespace: impl Into<Cow<'m, str>>, method: &str) -> Self {
        Self::new(namespace, [method, INPUT].concat())
    }

    /// What a method answers: its `Out` parameters, and `ReturnValue`.
    pub fn output(namespace: impl Into<Cow<'m, str>>, method: &str) -> Self {
        Self::new(namespace, [method, OUTPUT].concat())
    }

    /// The namespace of the class.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The name of the class; of a method's parameters, that of their element.
    #[must_use]
    pub fn class_name(&self) -> &str {
        &self.name
    }

    /// The instance that it changes; none of a new one.
    #[must_use]
    pub fn original(&self) -> Option<Instance<'m>> {
        self.original
    }

    /// Gives a property a value. Its name is taken in any case where it was read, or where a class
    /// knows it.
    pub fn set(&mut self, name: impl Into<Cow<'m, str>>, value: impl Into<Value<'m>>) -> &mut Self {
        let value = value.into();
        self.height = self.height.max(value.height() + 1);
        self.change(name.into(), Some(value));
        self
    }

    /// Says that a property has no value: `xsi:nil`. An array is then null as a whole
    /// (MS-WSMV §3.1.4.1.26).
    pub fn set_null(&mut self, name: impl Into<Cow<'m, str>>) -> &mut Self {
        self.set(name, Value::Null)
    }

    /// Leaves a property out, as is an array without items. Of a new instance this says that a key
    /// is left to the service, as in a Create whose answer brings it.
    pub fn remove(&mut self, name: impl Into<Cow<'m, str>>) -> &mut Self {
        self.change(name.into(), None);
        self
    }

    /// Leaves out what a class has as read-only (no `Write` qualifier), but for keys and for what
    /// was changed.
    pub fn leave_out_read_only(&mut self, class: &Class<'_>) -> &mut Self {
        self.retain(|name| {
            class.property(name).is_none_or(|it| it.is_key() || it.facts().has(Fact::Write))
        })
    }

    /// Leaves out what was not changed, but for keys and for what the class does not know.
    pub fn leave_out_unchanged(&mut self, class: &Class<'_>) -> &mut Self {
        self.retain(|name| class.property(name).is_none_or(|it| it.is_key()))
    }

    /// Leaves out the properties of the class that were read and not changed and that are not to be
    /// kept, by their names.
    pub fn retain(&mut self, is_kept: impl Fn(&str) -> bool) -> &mut Self {
        let Some(original) = self.original else { return self };
        for property in original.properties() {
            let name = property.name();
            let is_own = property.namespace() == self.namespace;
            if is_own && self.changed(name).is_none() && !is_kept(name) {
                self.remove(name);
            }
        }
        self
    }

    /// What was changed, in the order in which it first was; no value stands for what was removed.
    pub fn changes(&self) -> impl Iterator<Item = (&str, Option<&Value<'m>>)> {
        self.changes.iter().map(|change| (&*change.name, change.value.as_ref()))
    }

    /// The value of a property, changes included; what was read is as the wire has it. Nothing where
    /// it is not there, which is not the same as null.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value<'m>> {
        match self.changed(name) {
            Some(change) => change.value.clone(),
            None => Some(untyped(&self.original?.property(name)?)),
        }
    }

    /// The value of a property, changes included, with the type that a class has.
    #[must_use]
    pub fn value_as(&self, name: &str, class: &Class<'_>) -> Option<Value<'m>> {
        if let Some(change) = self.changed(name) {
            return change.value.clone();
        }
        let wire = self.original?.property(name)?;
        match class.property(name) {
            Some(declared) => Some(wire.typed(&declared).0),
            None => Some(untyped(&wire)),
        }
    }

    /// The XML: a body for a request or response, an item of an enumeration, or part of one.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`] for what XML cannot carry, [`ErrorKind::Misfit`] for an array in an
    /// array, [`ErrorKind::DepthLimit`] for drafts nested too deep; limits of a
    /// [`Document`].
    pub fn build(&self) -> Result<Document> {
        self.written(&Plan::None)
    }

    /// The XML, with the types and the order of a class.
    ///
    /// # Errors
    /// Also [`ErrorKind::Misfit`], with the property as its path: for a value that is of another
    /// type, out of its range or not among the values that the class
    /// [allows](super::TypedProperties::disallowed), one value for an array and the reverse, null where the class wants
    /// a value, a property that it does not know, and one that it wants and that was neither set nor
    /// removed in a new instance. What was read and not changed is not looked at:
    /// [`Instance::typed`] does that.
    pub fn build_as(&self, class: &Class<'_>) -> Result<Document> {
        self.written(&Plan::Class(vec![*class], None))
    }

    /// The XML, with the types and the order of the class of that name in packs; so are embedded
    /// instances of classes that they know.
    ///
    /// # Errors
    /// As [`Draft::build_as`], and [`ErrorKind::Misfit`] where the packs do not have the class.
    pub fn build_by(&self, packs: &Packs) -> Result<Document> {
        let line: Vec<_> = packs.line(&self.name).collect();
        if line.is_empty() {
            return Err(self.misfit("expected a class that the packs have"));
        }
        self.written(&Plan::Class(line, Some(packs)))
    }

    /// The XML of a method's parameters, with the types and the order of the method.
    ///
    /// # Errors
    /// As [`Draft::build_as`]; parameters of the other direction are unknown.
    pub fn build_call(&self, method: &pack::Method<'_>) -> Result<Document> {
        self.written_call(method, None)
    }

    /// The XML of a method's parameters, with the types and the order of the method that a class has
    /// in packs; embedded instances have those of classes that the packs know.
    ///
    /// # Errors
    /// As [`Draft::build_call`], and [`ErrorKind::Misfit`] where the class has no such method.
    pub fn build_call_by(&self, class: &str, packs: &Packs) -> Result<Document> {
        let name = self.name.strip_suffix(OUTPUT).or(self.name.strip_suffix(INPUT));
        let method = name.and_then(|name| packs.method(class, name));
        let none = || self.misfit("expected a method that the class has");
        self.written_call(&method.ok_or_else(none)?, Some(packs))
    }

    fn written_call(&self, method: &pack::Method<'_>, packs: Option<&Packs>) -> Result<Document> {
        let is_output = self.name.ends_with(OUTPUT);
        let suffix = if is_output { OUTPUT } else { INPUT };
        if self.name.strip_suffix(suffix) != Some(method.name()) {
            let text = "expected the parameters of the method that they are checked against";
            return Err(self.misfit(text));
        }
        self.written(&Plan::Method(method, is_output, packs))
    }

    fn misfit(&self, text: &'static str) -> Error {
        Error::new(ErrorKind::Misfit, 0, text).within(&*self.name)
    }

    pub(super) fn over(original: Instance<'m>) -> Self {
        let mut draft = Self::new(original.namespace(), original.class_name());
        draft.original = Some(original);
        draft
    }

    pub(super) fn all_changes(&self) -> &[Change<'m>] {
        &self.changes
    }

    /// The place of the change of a name in lower case.
    pub(super) fn place(&self, lower: &str) -> Option<usize> {
        self.places.get(lower).copied()
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    fn changed(&self, name: &str) -> Option<&Change<'m>> {
        self.changes.get(self.place(&name.to_ascii_lowercase())?)
    }

    fn change(&mut self, name: Cow<'m, str>, value: Option<Value<'m>>) {
        let next = self.changes.len();
        let place = *self.places.entry(name.to_ascii_lowercase()).or_insert(next);
        match self.changes.get_mut(place) {
            Some(change) => change.value = value,
            None => self.changes.push(Change { name, value }),
        }
    }
}

impl<'m> Instance<'m> {
    /// The instance, to be changed and written.
    #[must_use]
    pub fn draft(self) -> Draft<'m> {
        Draft::over(self)
    }
}

impl<'m> Method<'m> {
    /// The parameters, to be changed and written.
    #[must_use]
    pub fn draft(self) -> Draft<'m> {
        Draft::over(Instance::of(self.element()))
    }
}

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}) ", self.name)?;
        f.debug_map().entries(self.changes()).finish()
    }
}

const INPUT: &str = "_INPUT";
const OUTPUT: &str = "_OUTPUT";

#[cfg(test)]
mod tests;
