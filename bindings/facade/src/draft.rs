//! Instances and method calls to write, as handles.

use std::fmt;

use cimwire::cim::{self, Given};
use cimwire::schema::pack::{Fact, Property};

use crate::{Datum, Document, Error, Instance, Method, Result, Schema, View};

/// An instance, or the parameters of a method, to write: one that was read with changes over it, or
/// a new one. What was read and is not changed is written byte for byte.
///
/// With a schema that knows the class, values have to be of their types, and new ones take the place
/// that the schema gives them; else they are written as they are, in the order in which they were
/// set.
///
/// ```
/// use cimwire_facade::{Datum, Decoder, Instance, Options, Request, Schema};
/// let fan = Decoder::new(Options::default()).document(
///     &"<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
///       <f:DesiredSpeed>4200</f:DesiredSpeed><f:DeviceID>007</f:DeviceID></f:CIM_Fan>".into(),
/// )?;
/// let mut draft = Instance::new(&fan.root(), Some(&Schema::cim())).draft();
/// draft.set("DesiredSpeed", Datum::Unsigned(3900));
/// let put = Request::put("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan", &draft.build()?)?;
/// # let _ = put;
///
/// draft.set("DesiredSpeed", Datum::Text("fast".to_owned()));
/// let error = draft.build().unwrap_err();
/// assert_eq!((error.code.name(), error.path.as_str()), ("Misfit", "CIM_Fan/DesiredSpeed"));
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone)]
pub struct Draft {
    of: Of,
    schema: Option<Schema>,
    /// No value stands for what is left out.
    changes: Vec<(String, Option<Datum>)>,
}

#[derive(Clone)]
enum Of {
    Instance(Instance),
    Method(Method),
    /// A namespace and a class.
    New(String, String),
    /// A namespace, a method, and whether of its answer.
    NewCall(String, String, bool),
}

impl Draft {
    /// A new instance of a class whose elements are of a namespace.
    #[must_use]
    pub fn new(namespace: &str, class_name: &str, schema: Option<&Schema>) -> Self {
        Self::of(Of::New(namespace.to_owned(), class_name.to_owned()), schema)
    }

    /// A new instance of a class of a schema, in its namespace; nothing where the schema does not
    /// have it.
    #[must_use]
    pub fn of_class(schema: &Schema, class_name: &str) -> Option<Self> {
        let class = schema.class(class_name)?;
        Some(Self::new(&class.namespace, &class.name, Some(schema)))
    }

    /// What a method is called with (DSP0230 §9.3), in the namespace of its class;
    /// [`Request::input`](crate::Request::input) takes it.
    #[must_use]
    pub fn input(namespace: &str, method: &str, schema: Option<&Schema>) -> Self {
        Self::of(Of::NewCall(namespace.to_owned(), method.to_owned(), false), schema)
    }

    /// What a method answers: its `Out` parameters, and `ReturnValue`.
    #[must_use]
    pub fn output(namespace: &str, method: &str, schema: Option<&Schema>) -> Self {
        Self::of(Of::NewCall(namespace.to_owned(), method.to_owned(), true), schema)
    }

    /// The name of the class; of a method's parameters, that of their element.
    #[must_use]
    pub fn class_name(&self) -> String {
        self.without_changes().class_name().to_owned()
    }

    /// The namespace of the class.
    #[must_use]
    pub fn namespace(&self) -> String {
        self.without_changes().namespace().to_owned()
    }

    /// Whether values have to be of their types: whether there is a schema that knows the class, or
    /// the method of its class.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.is_known(&self.without_changes())
    }

    /// Gives a property a value. Its name is taken in any case where it was read, or where the
    /// schema knows it.
    pub fn set(&mut self, name: &str, value: Datum) {
        self.change(name, Some(value));
    }

    /// Says that a property has no value.
    pub fn set_null(&mut self, name: &str) {
        self.change(name, Some(Datum::Null));
    }

    /// Leaves a property out. Of a new instance this says that a key is left to the service.
    pub fn remove(&mut self, name: &str) {
        self.change(name, None);
    }

    /// The value of a property, changes included; nothing where it is not there.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Datum> {
        let changed = self.changes.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        match (changed, &self.of) {
            (Some((_, value)), _) => value.clone(),
            (None, Of::Instance(instance)) => Some(instance.property(name)?.value),
            (None, Of::Method(method)) => {
                let value = method.return_value().filter(|it| it.name.eq_ignore_ascii_case(name));
                Some(method.parameter(name).or(value)?.value)
            }
            (None, Of::New(..) | Of::NewCall(..)) => None,
        }
    }

    /// What was changed, in the order in which it first was; no value stands for what was removed.
    #[must_use]
    pub fn changes(&self) -> &[(String, Option<Datum>)] {
        &self.changes
    }

    /// Leaves out what the schema has as read-only, but for keys and for what was changed: for
    /// services that refuse it in a Put (DSP0226 R7.4-3 says that they ignore it).
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) where no schema knows the class.
    pub fn leave_out_read_only(&mut self) -> Result<()> {
        self.retain(|property| property.is_key() || property.facts().has(Fact::Write))
    }

    /// Leaves out what was not changed, but for keys: for services that leave alone what a Put does
    /// not have.
    ///
    /// # Errors
    /// As [`Draft::leave_out_read_only`].
    pub fn leave_out_unchanged(&mut self) -> Result<()> {
        self.retain(|property| property.is_key())
    }

    /// The element: a body for a request or response, an item of an enumeration.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit), with the property as its path, for what is not as the class
    /// has it and for a date-time that is none; [`Unwritable`](crate::Code::Unwritable) for what XML
    /// cannot carry, and the kinds of limits.
    pub fn build(&self) -> Result<View> {
        let mut draft = self.without_changes();
        for (name, value) in &self.changes {
            match value {
                Some(value) => draft.set(name, written(name, value)?),
                None => draft.remove(name),
            };
        }
        let document = self.document(&draft).map_err(|error| Error::asked(&error))?;
        let input = document.tree().text().to_owned().into();
        Ok(Document::new(document, input).root())
    }

    /// The element as XML.
    ///
    /// # Errors
    /// As [`Draft::build`].
    pub fn to_xml(&self) -> Result<String> {
        Ok(self.build()?.to_xml())
    }

    fn document(&self, draft: &cim::Draft<'_>) -> cimwire::Result<cimwire::xml::Document> {
        let Some(schema) = self.schema.as_ref().filter(|_| self.is_known(draft)) else {
            return draft.build();
        };
        match self.method() {
            Some((class, _)) => draft.build_call_by(class, schema.packs()),
            None => draft.build_by(schema.packs()),
        }
    }

    /// Whether the schema knows the class of a draft, or its method.
    fn is_known(&self, draft: &cim::Draft<'_>) -> bool {
        let Some(schema) = &self.schema else { return false };
        match self.method() {
            Some((class, method)) => schema.packs().method(class, &method).is_some(),
            None => schema.packs().class(draft.class_name()).is_some(),
        }
    }

    /// The class and the method of a call.
    fn method(&self) -> Option<(&str, String)> {
        let class = |namespace: &'_ str| namespace.rfind('/').map_or(0, |slash| slash + 1);
        match &self.of {
            Of::Method(method) => {
                let namespace = method.view().namespace();
                Some((&namespace[class(namespace)..], method.name()))
            }
            Of::NewCall(namespace, method, _) => {
                Some((&namespace[class(namespace)..], method.clone()))
            }
            Of::Instance(_) | Of::New(..) => None,
        }
    }

    fn without_changes(&self) -> cim::Draft<'_> {
        match &self.of {
            Of::Instance(instance) => instance.instance().draft(),
            Of::Method(method) => cim::Instance::of(method.view().element()).draft(),
            Of::New(namespace, class) => cim::Draft::new(namespace, class),
            Of::NewCall(namespace, method, false) => cim::Draft::input(namespace, method),
            Of::NewCall(namespace, method, true) => cim::Draft::output(namespace, method),
        }
    }

    fn of(of: Of, schema: Option<&Schema>) -> Self {
        Self { of, schema: schema.cloned(), changes: Vec::new() }
    }

    fn change(&mut self, name: &str, value: Option<Datum>) {
        match self.changes.iter_mut().find(|(it, _)| it.eq_ignore_ascii_case(name)) {
            Some((_, old)) => *old = value,
            None => self.changes.push((name.to_owned(), value)),
        }
    }

    /// Leaves out what was read, was not changed, and is not to be kept; what the class does not
    /// know stays.
    fn retain(&mut self, is_kept: impl Fn(Property<'_>) -> bool) -> Result<()> {
        let Some(schema) = self.schema.as_ref().filter(|_| self.is_typed()) else {
            let text = "expected a schema that knows the class, found none";
            return Err(Error::misfit(text.to_owned()));
        };
        let mut draft = self.without_changes();
        for (name, _) in &self.changes {
            draft.remove(name);
        }
        let class = draft.class_name().to_owned();
        draft.retain(|name| schema.packs().property(&class, name).is_none_or(&is_kept));
        let left_out: Vec<String> = draft.changes().map(|(name, _)| name.to_owned()).collect();
        for name in left_out.into_iter().skip(self.changes.len()) {
            self.changes.push((name, None));
        }
        Ok(())
    }
}

impl Instance {
    /// The instance, to be changed and written, with the schema that it is read with.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft::of(Of::Instance(self.clone()), self.schema())
    }
}

impl Method {
    /// The parameters, to be changed and written, with the schema that they are read with.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft::of(Of::Method(self.clone()), self.schema())
    }
}

/// The value that the codec writes.
fn written<'d>(name: &str, value: &'d Datum) -> Result<cim::Value<'d>> {
    Ok(match value {
        Datum::Null => cim::Value::Null,
        Datum::Boolean(value) => (*value).into(),
        Datum::Unsigned(value) => (*value).into(),
        Datum::Signed(value) => (*value).into(),
        Datum::Real32(value) => (*value).into(),
        Datum::Real64(value) => (*value).into(),
        Datum::Char(value) => (*value).into(),
        Datum::Text(text) => text.as_str().into(),
        Datum::DateTime(date) => {
            let none = || {
                let text = "expected a date-time, found another text";
                Error { path: name.to_owned(), ..Error::misfit(text.to_owned()) }
            };
            date.written().ok_or_else(none)?.into()
        }
        Datum::Reference(view) => cim::Reference::of(view.element()).into(),
        Datum::Instance(instance) => instance.instance().into(),
        Datum::Octets(octets) => octets.as_slice().into(),
        Datum::Array(items) => {
            let items = items.iter().map(|item| written(name, item));
            cim::Value::Array(items.collect::<Result<_>>()?)
        }
        Datum::Untyped(view) => Given::of(view.element()).into(),
    })
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, {} changes)", self.class_name(), self.changes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, DateTime, Decoder, Options, Request, Value};

    const FAN: &str = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan";

    fn fan(properties: &str, schema: Option<&Schema>) -> Instance {
        let text = format!(
            "<f:CIM_Fan xmlns:f='{FAN}' xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common' \
             xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
             xmlns:x='http://www.w3.org/2001/XMLSchema-instance'>{properties}</f:CIM_Fan>"
        );
        let document = Decoder::new(Options::default()).document(&text.into()).unwrap();
        Instance::new(&document.root(), schema)
    }

    fn inside(draft: &Draft) -> String {
        let xml = draft.to_xml().unwrap();
        xml.split_once('>').unwrap().1.rsplit_once("</").unwrap().0.to_owned()
    }

    #[test]
    fn a_get_becomes_a_put() {
        let fan = fan("<f:DeviceID>007</f:DeviceID> <f:Name/>", Some(&Schema::cim()));
        let mut draft = fan.draft();
        draft.set("desiredspeed", Datum::Signed(3900));
        draft.set("OperationalStatus", Datum::Array(vec![Datum::Unsigned(2), Datum::Null]));
        draft.remove("Name");
        assert!(draft.is_typed() && draft.changes().len() == 3);
        let expected = "<f:DesiredSpeed>3900</f:DesiredSpeed><f:DeviceID>007</f:DeviceID> \
            <f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus x:nil=\"true\"/>";
        assert_eq!(inside(&draft), expected);
        let mut put = Request::put(FAN, &draft.build().unwrap()).unwrap();
        put.to("http://server/wsman").unwrap();
        assert!(String::from_utf8(put.encode().unwrap()).unwrap().contains(expected));
    }

    #[test]
    fn a_draft_shows_its_changes() {
        let mut draft = fan("<f:DesiredSpeed>7</f:DesiredSpeed>", Some(&Schema::cim())).draft();
        let shown = |draft: &Draft| format!("{:?}", draft.value("desiredspeed"));
        assert_eq!(shown(&draft), "Some(Unsigned(7))");
        draft.set_null("DesiredSpeed");
        assert_eq!(shown(&draft), "Some(Null)");
        draft.remove("desiredSpeed");
        assert_eq!((shown(&draft), draft.changes().len()), ("None".to_owned(), 1));
    }

    #[test]
    fn every_value_that_is_read_can_be_written() {
        let source = "<f:A>1</f:A><f:B><a:Address>urn:x</a:Address></f:B>\
            <f:C x:type=\"f:CIM_Fan_Type\"><f:Speed>1</f:Speed></f:C>\
            <f:D><c:Date>2025-03-01</c:Date></f:D><f:E x:nil=\"true\"/><f:F>1</f:F><f:F>2</f:F>";
        let fan = fan(source, None);
        let mut draft = fan.draft();
        for property in fan.properties() {
            draft.set(&property.name, property.value);
        }
        assert_eq!(inside(&draft), source);
        let mut draft = Draft::new(FAN, "CIM_Fan", None);
        for (name, value) in [
            ("A", Datum::Boolean(true)),
            ("B", Datum::Real32(0.1)),
            ("C", Datum::Real64(-0.0)),
            ("D", Datum::Char('<')),
            ("E", Datum::Octets(vec![255])),
            ("F", Datum::DateTime(DateTime::parse("00000001000000.000000:000").unwrap())),
        ] {
            draft.set(name, value);
        }
        assert_eq!(
            inside(&draft),
            "<p:A>true</p:A><p:B>0.1</p:B><p:C>-0.0</p:C><p:D>&lt;</p:D><p:E>/w==</p:E>\
             <p:F><cim:Interval>P1D</cim:Interval></p:F>"
        );
    }

    #[test]
    fn what_does_not_fit_says_where() {
        let schema = Schema::cim();
        let mut draft = Draft::of_class(&schema, "cim_fan").unwrap();
        assert_eq!((draft.class_name().as_str(), draft.namespace().as_str()), ("CIM_Fan", FAN));
        assert_eq!(draft.build().unwrap_err().path, "CIM_Fan/CreationClassName");
        let date = DateTime { form: Some("Date"), text: "soon".to_owned(), moment: None };
        draft.set("InstallDate", Datum::DateTime(date));
        let error = draft.build().unwrap_err();
        assert_eq!((error.code, error.path.as_str()), (Code::Misfit, "InstallDate"));
        assert!(Draft::of_class(&schema, "No_Class").is_none());
    }

    #[test]
    fn a_call_goes_into_a_request() {
        let schema = Schema::cim();
        let mut input = Draft::input(FAN, "RequestStateChange", Some(&schema));
        assert!(input.is_typed());
        input.set("RequestedState", Datum::Unsigned(2));
        let mut invoke = Request::invoke(FAN, "RequestStateChange");
        invoke.input(&input.build().unwrap()).unwrap();
        invoke.to("http://server/wsman").unwrap();
        invoke.selector("DeviceID", &Value::from("1")).unwrap();
        assert!(
            String::from_utf8(invoke.encode().unwrap()).unwrap().contains(">2</p:RequestedState>")
        );
        input.set("RequestedState", Datum::Unsigned(65536));
        let error = input.build().unwrap_err();
        assert_eq!(error.path, "RequestStateChange_INPUT/RequestedState");
        let mut output = Draft::output(FAN, "RequestStateChange", Some(&schema));
        output.set("ReturnValue", Datum::Unsigned(0));
        let output = Method::new(&output.build().unwrap(), Some(&schema)).unwrap();
        let mut again = output.draft();
        assert!(matches!(again.value("returnvalue"), Some(Datum::Unsigned(0))));
        again.set("ReturnValue", Datum::Unsigned(4096));
        assert!(again.is_typed() && again.to_xml().unwrap().contains(">4096<"));
    }

    #[test]
    fn a_put_can_be_without_what_is_read_only_or_unchanged() {
        let source = "<f:Caption/><f:DeviceID/><f:Name/><f:Own/>";
        let mut draft = fan(source, Some(&Schema::cim())).draft();
        draft.set("Name", Datum::Text("x".to_owned()));
        draft.leave_out_unchanged().unwrap();
        assert_eq!(inside(&draft), "<f:DeviceID/><f:Name>x</f:Name><f:Own/>");
        let mut draft = fan(source, Some(&Schema::cim())).draft();
        draft.leave_out_read_only().unwrap();
        assert_eq!(inside(&draft), "<f:DeviceID/><f:Own/>");
        assert_eq!(fan(source, None).draft().leave_out_read_only().unwrap_err().code, Code::Misfit);
    }
}
