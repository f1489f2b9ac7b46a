//! A message that was read.

use cimwire_facade::{self as facade, Integers, JsonOptions};
use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, Uint32Array};
use napi_derive::napi;

use crate::cim_rs::Identifiers;
use crate::document::{Deviation, Document, Repair, place};
use crate::failure::{Told, told};
use crate::fault::Fault;
use crate::instance::Instance;
use crate::path::Path;
use crate::reply::Reply;
use crate::schema::Schema;

/// A message.
#[napi(custom_finalize)]
pub struct Message {
    pub(crate) message: facade::Message,
    /// Bytes that the collector of garbage was told about.
    told: i64,
}

impl From<facade::Message> for Message {
    fn from(message: facade::Message) -> Self {
        Self { message, told: 0 }
    }
}

impl Message {
    /// Tells the collector of garbage how much goes with the message, which looks small to it.
    pub(crate) fn weighed(mut self, env: &Env) -> Self {
        self.told = self.message.document().weight() as i64;
        // Only a hint: without it, memory comes back later.
        let _ = env.adjust_external_memory(self.told);
        self
    }
}

impl ObjectFinalize for Message {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.told).map(drop)
    }
}

/// What is told of a message without its body.
#[napi(object, object_from_js = false)]
pub struct Head {
    pub kind: String,
    pub addressing: Option<String>,
    pub action: Option<String>,
    pub to: Option<String>,
    pub resource_uri: Option<String>,
    pub selectors: Vec<Selector>,
    pub options: Vec<NamedOption>,
    pub message_id: Option<String>,
    pub relates_to: Vec<String>,
    pub reply_to: Option<String>,
}

#[napi(object, object_from_js = false)]
pub struct Selector {
    pub name: String,
    pub value: String,
    pub is_reference: bool,
}

#[napi(object, object_from_js = false)]
pub struct NamedOption {
    pub name: String,
    pub value: String,
    pub must_comply: bool,
}

#[napi(object, object_from_js = false)]
pub struct HeaderBlock {
    pub place: u32,
    pub must_understand: Option<bool>,
}

/// Where a message has what it is asked for.
#[napi]
impl Message {
    #[napi(catch_unwind)]
    pub fn kind(&self) -> String {
        self.message.kind()
    }

    #[napi(catch_unwind)]
    pub fn head(&self) -> Head {
        self.message.head().into()
    }

    #[napi(catch_unwind)]
    pub fn headers(&self) -> Vec<HeaderBlock> {
        let block = |it: facade::Header| HeaderBlock {
            place: place(&it.view),
            must_understand: it.must_understand,
        };
        self.message.headers().into_iter().map(block).collect()
    }

    #[napi(catch_unwind)]
    pub fn envelope(&self) -> u32 {
        place(&self.message.envelope())
    }

    #[napi(catch_unwind)]
    pub fn body(&self) -> Option<u32> {
        self.message.body().as_ref().map(place)
    }

    /// Three numbers for each item: what it is (1 an instance, 2 a reference, 3 both, 4 a
    /// fragment), where the instance is, and where the reference.
    #[napi(catch_unwind)]
    pub fn items(&self) -> Uint32Array {
        let item = |item: facade::Item| match item {
            facade::Item::Instance(it) => [1, place(it.view()), 0],
            facade::Item::Reference(it) => [2, 0, place(&it)],
            facade::Item::Both(it, reference) => [3, place(it.view()), place(&reference)],
            facade::Item::Fragment(it) => [4, place(it.view()), 0],
        };
        Uint32Array::new(self.message.items(None).into_iter().flat_map(item).collect())
    }

    #[napi(catch_unwind)]
    pub fn method(&self, schema: Option<&Schema>) -> Option<Instance> {
        self.message.method(schema.map(Schema::inner)).map(Instance::from)
    }

    #[napi(catch_unwind)]
    pub fn is_end_of_sequence(&self) -> bool {
        self.message.is_end_of_sequence()
    }

    #[napi(catch_unwind)]
    pub fn enumeration_context(&self) -> Option<u32> {
        self.message.enumeration_context().as_ref().map(place)
    }

    #[napi(catch_unwind)]
    pub fn subscription_manager(&self) -> Option<u32> {
        self.message.subscription_manager().as_ref().map(place)
    }

    #[napi(catch_unwind)]
    pub fn fault(&self) -> Option<Fault> {
        self.message.fault().map(Fault::from)
    }

    /// Why it failed, in a language.
    #[napi(catch_unwind)]
    pub fn reason(&self, language: String) -> Option<String> {
        self.message.fault()?.reason(&language)
    }

    #[napi(catch_unwind)]
    pub fn deviations(&self) -> Vec<Deviation> {
        self.message.deviations().into_iter().map(Deviation::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn repairs(&self) -> Vec<Repair> {
        self.message.document().repairs().into_iter().map(Repair::from).collect()
    }

    #[napi]
    pub fn refusal(&self) -> Told<Option<Reply>> {
        told(|| Ok(self.message.refusal()?.map(Reply::from)))
    }

    /// The message as JSON, with the types of a schema where there is one.
    #[napi]
    pub fn to_json(&self, schema: Option<&Schema>, integers: Option<String>) -> Told<String> {
        let integers = match integers.as_deref() {
            Some("strings") => Integers::Strings,
            Some("numbers") => Integers::Numbers,
            _ => Integers::Exact,
        };
        let schema = schema.map(|it| it.inner().clone());
        told(|| self.message.to_json_with(&JsonOptions { schema, integers }))
    }

    /// What the message brings as CIM-RS has it.
    #[napi]
    pub fn to_cim_rs(&self, schema: &Schema, identifiers: Identifiers) -> Told<String> {
        told(|| identifiers.form(schema).message(&self.message))
    }

    /// The document that places in the message are of.
    #[napi(catch_unwind)]
    pub fn document(&self) -> Document {
        self.message.document().into()
    }

    /// The path of what the message is about.
    #[napi]
    pub fn path(&self) -> Told<Path> {
        told(|| facade::Path::of_message(&self.message).map(Path::from))
    }
}

impl From<facade::Head> for Head {
    fn from(head: facade::Head) -> Self {
        let selector = |it: facade::Selector| Selector {
            name: it.name,
            value: it.value,
            is_reference: it.is_reference,
        };
        let option = |it: facade::NamedOption| NamedOption {
            name: it.name,
            value: it.value,
            must_comply: it.must_comply,
        };
        Self {
            kind: head.kind,
            addressing: head.addressing,
            action: head.action,
            to: head.to,
            resource_uri: head.resource_uri,
            selectors: head.selectors.into_iter().map(selector).collect(),
            options: head.options.into_iter().map(option).collect(),
            message_id: head.message_id,
            relates_to: head.relates_to,
            reply_to: head.reply_to,
        }
    }
}
