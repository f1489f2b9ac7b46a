//! Requests of a client.

use cimwire_facade::{Code, Error, Request as Asked, View};
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

use crate::failure::{Told, told};
use crate::message::Head;
use crate::path::Path;
use crate::reply::buffer;

/// What goes into a message: text, an element, or what is inside one.
#[napi]
pub struct Value(pub(crate) cimwire_facade::Value);

/// A request, being built. Its settings have the names that the facade gives them.
#[napi]
pub struct Request(Asked);

/// By which associations instances are found.
#[napi(object, object_to_js = false)]
pub struct Association {
    pub association_class: Option<String>,
    pub role: Option<String>,
    pub result_class: Option<String>,
    pub result_role: Option<String>,
    pub include: Option<Vec<String>>,
}

/// Text to put into a message.
#[napi(catch_unwind)]
pub fn text_value(text: String) -> Value {
    Value(cimwire_facade::Value::Text(text))
}

/// A real number to put into a message, as XML has it.
#[napi(catch_unwind)]
pub fn real_value(real: f64) -> Value {
    Value(real.into())
}

/// Begins a request. `subject` is a resource URI; `name` is a method, a path or an address.
#[napi]
pub fn request(
    operation: String,
    subject: String,
    name: String,
    value: Option<&Value>,
) -> Told<Request> {
    told(|| begin(&operation, &subject, &name, value).map(Request))
}

fn begin(operation: &str, uri: &str, name: &str, value: Option<&Value>) -> Result<Asked, Error> {
    let view = || value.map_or_else(|| Err(misfit(operation)), Value::view);
    let given = || value.map(|it| &it.0).ok_or_else(|| misfit(operation));
    Ok(match operation {
        "get" => Asked::get(uri),
        "put" => Asked::put(uri, view()?)?,
        "putFragment" => Asked::put_fragment(uri, name, given()?)?,
        "create" => Asked::create(uri, view()?)?,
        "createFragment" => Asked::create_fragment(uri, name, given()?)?,
        "delete" => Asked::delete(uri),
        "enumerate" => Asked::enumerate(uri),
        "pull" => Asked::pull(uri, given()?)?,
        "release" => Asked::release(uri, given()?)?,
        "renewEnumeration" => Asked::enumeration_renew(uri, given()?)?,
        "enumerationStatus" => Asked::enumeration_status(uri, given()?)?,
        "invoke" => Asked::invoke(uri, name),
        "identify" => Asked::identify(),
        "subscribePush" => Asked::subscribe_push(uri, name),
        "subscribePushWithAck" => Asked::subscribe_push_with_ack(uri, name),
        "subscribeEvents" => Asked::subscribe_events(uri, name),
        "subscribePull" => Asked::subscribe_pull(uri),
        "renew" => Asked::renew(view()?)?,
        "status" => Asked::status(view()?)?,
        "unsubscribe" => Asked::unsubscribe(view()?)?,
        _ => return Err(misfit(operation)),
    })
}

#[napi]
impl Request {
    /// A setting that is text.
    #[napi]
    pub fn text(&mut self, setting: String, text: String) -> Told<()> {
        told(|| match setting.as_str() {
            "to" => self.0.to(&text),
            "timeout" => self.0.timeout(&text),
            "locale" => self.0.locale(&text),
            "messageId" => self.0.message_id(&text),
            "addressing" => self.0.addressing(&text),
            "fragment" => self.0.fragment(&text),
            "namespace" => self.0.namespace(&text),
            "wql" => self.0.wql(&text),
            "cql" => self.0.cql(&text),
            "mode" => self.0.mode(&text),
            "polymorphism" => self.0.polymorphism(&text),
            "maxTime" => self.0.max_time(&text),
            "expires" => self.0.expires(&text),
            "endTo" => self.0.end_to(&text),
            "heartbeats" => self.0.heartbeats(&text),
            "eventLocale" => self.0.event_locale(&text),
            "contentEncoding" => self.0.content_encoding(&text),
            "auth" => self.0.auth(&text),
            _ => Err(misfit(&setting)),
        })
    }

    /// A setting that is a number, exact below 2^53.
    #[napi]
    pub fn number(&mut self, setting: String, number: f64, text: Option<String>) -> Told<()> {
        let (number, text) = (number as u64, text.unwrap_or_default());
        told(|| match setting.as_str() {
            "maxEnvelopeSize" => self.0.max_envelope_size(number),
            "optimize" => self.0.optimize(number),
            "maxElements" => self.0.max_elements(number),
            "maxCharacters" => self.0.max_characters(number),
            "retry" => self.0.retry(number, &text),
            "maxDeliverySize" => self.0.max_delivery_size(number, &text),
            _ => Err(misfit(&setting)),
        })
    }

    /// A setting that is there or not.
    #[napi]
    pub fn flag(&mut self, setting: String) -> Told<()> {
        told(|| match setting.as_str() {
            "requestReference" => self.0.request_reference(),
            "showExtensions" => self.0.show_extensions(),
            "estimate" => self.0.estimate(),
            "sendBookmarks" => self.0.send_bookmarks(),
            _ => Err(misfit(&setting)),
        })
    }

    /// A setting that is an element, or a value that may have a name.
    #[napi]
    pub fn value(&mut self, setting: String, name: String, value: &Value) -> Told<()> {
        told(|| match setting.as_str() {
            "toReference" => self.0.to_reference(value.view()?),
            "header" => self.0.header(value.view()?),
            "input" => self.0.input(value.view()?),
            "bookmark" => self.0.bookmark(&value.0),
            "filter" => self.0.filter(&name, &value.0),
            "selector" => self.0.selector(&name, &value.0),
            "parameter" => self.0.parameter(&name, &value.0),
            _ => Err(misfit(&setting)),
        })
    }

    /// Takes the selectors of a path.
    #[napi]
    pub fn instance(&mut self, path: &Path) -> Told<()> {
        told(|| self.0.instance(path.inner()))
    }

    /// Only what has these values.
    #[napi]
    pub fn select(&mut self, names: Vec<String>, values: Vec<String>) -> Told<()> {
        let pairs = names.iter().map(String::as_str).zip(values.iter().map(String::as_str));
        told(|| self.0.select(&pairs.collect::<Vec<_>>()))
    }

    /// Only what is associated with an instance, or its associations.
    #[napi]
    pub fn related(&mut self, setting: String, instance: &Value, by: Association) -> Told<()> {
        let by = by.into();
        told(|| match setting.as_str() {
            "associated" => self.0.associated(instance.view()?, &by),
            "associations" => self.0.associations(instance.view()?, &by),
            _ => Err(misfit(&setting)),
        })
    }

    /// An option, which the service has to obey or to refuse if it is required.
    #[napi]
    pub fn option(&mut self, name: String, value: String, is_required: bool) -> Told<()> {
        told(|| match is_required {
            true => self.0.required_option(&name, &value),
            false => self.0.option(&name, &value),
        })
    }

    #[napi]
    pub fn encode(&self) -> Told<Buffer> {
        told(|| self.0.encode().map(buffer))
    }

    #[napi]
    pub fn head(&self) -> Told<Head> {
        told(|| self.0.head().map(Head::from))
    }
}

impl Value {
    pub(crate) fn element(view: View) -> Self {
        Self(cimwire_facade::Value::Element(view))
    }

    pub(crate) fn inside(view: View) -> Self {
        Self(cimwire_facade::Value::Inside(view))
    }

    /// The element that it is.
    pub(crate) fn view(&self) -> Result<&View, Error> {
        match &self.0 {
            cimwire_facade::Value::Element(view) | cimwire_facade::Value::Inside(view) => Ok(view),
            cimwire_facade::Value::Text(text) => Err(misfit(text)),
        }
    }
}

impl From<Association> for cimwire_facade::Association {
    fn from(by: Association) -> Self {
        let Association { association_class, role, result_class, result_role, include } = by;
        let include = include.unwrap_or_default();
        Self { association_class, role, result_class, result_role, include }
    }
}

fn misfit(found: &str) -> Error {
    Error {
        code: Code::Misfit,
        offset: 0,
        line: 1,
        column: 1,
        path: String::new(),
        text: format!("expected an element or a setting, found {found}"),
    }
}
