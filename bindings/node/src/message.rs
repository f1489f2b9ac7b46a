//! A message that was read.

use cimwire_facade::{self as facade, Document, View};
use napi::bindgen_prelude::{ObjectFinalize, Uint32Array};
use napi::{Env, JsString};
use napi_derive::napi;

use crate::failure::{Told, told};
use crate::instance::Instance;
use crate::reply::Reply;
use crate::request::Value;
use crate::schema::Schema;
use crate::tape::Tape;

/// A message, and the document that places in it are of.
#[napi(custom_finalize)]
pub struct Message {
    pub(crate) message: facade::Message,
    document: Document,
    /// Bytes that the collector of garbage was told about.
    told: i64,
}

impl From<facade::Message> for Message {
    fn from(message: facade::Message) -> Self {
        let document = message.document();
        Self { message, document, told: 0 }
    }
}

impl Message {
    /// Tells the collector of garbage how much goes with the message, which looks small to it.
    pub(crate) fn weighed(mut self, env: &Env) -> Self {
        self.told = self.document.weight() as i64;
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

#[napi(object, object_from_js = false)]
pub struct Attribute {
    pub namespace: String,
    pub prefix: String,
    pub name: String,
    pub value: String,
}

/// What is inside an element: the place of an element, or text of a kind.
#[napi(object, object_from_js = false)]
pub struct Node {
    pub kind: String,
    pub place: Option<u32>,
    pub text: Option<String>,
}

#[napi(object, object_from_js = false)]
pub struct Fault {
    pub code: Option<String>,
    pub subcode: Option<String>,
    pub short_subcode: Option<String>,
    pub reasons: Vec<Reason>,
    pub detail_code: Option<String>,
    pub meaning: Option<String>,
    pub detail: Option<u32>,
}

#[napi(object, object_from_js = false)]
pub struct Reason {
    pub language: String,
    pub text: String,
}

#[napi(object, object_from_js = false)]
pub struct Deviation {
    pub rule: Option<String>,
    pub kind: String,
    pub level: String,
    pub offset: f64,
    pub line: u32,
    pub column: u32,
    pub path: String,
    pub text: String,
}

#[napi(object, object_from_js = false)]
pub struct Repair {
    pub offset: f64,
    pub found: String,
    pub replacement: String,
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
        let repair = |it: facade::Repair| Repair {
            offset: it.offset as f64,
            found: it.found,
            replacement: it.replacement.to_string(),
        };
        self.document.repairs().into_iter().map(repair).collect()
    }

    #[napi]
    pub fn refusal(&self) -> Told<Option<Reply>> {
        told(|| Ok(self.message.refusal()?.map(Reply::from)))
    }

    #[napi]
    pub fn to_json(&self) -> Told<String> {
        told(|| self.message.to_json())
    }
}

/// The tape, and what JavaScript does not read from it itself.
#[napi]
impl Message {
    #[napi(catch_unwind)]
    pub fn tape(&self) -> Tape {
        self.document.tape().into()
    }

    /// The text between two places, or as much of it as there is, a character for each byte.
    #[napi(catch_unwind)]
    pub fn text_between<'env>(
        &self,
        env: &'env Env,
        start: u32,
        end: u32,
    ) -> napi::Result<JsString<'env>> {
        let text = self.document.text().as_bytes();
        let end = text.len().min(end as usize);
        env.create_string_latin1(text.get(start as usize..end).unwrap_or_default())
    }

    /// The text of an element.
    #[napi(catch_unwind)]
    pub fn text_of(&self, place: u32) -> String {
        self.view(place).map(|it| it.text().into_owned()).unwrap_or_default()
    }

    #[napi(catch_unwind)]
    pub fn prefix_of(&self, place: u32) -> String {
        self.view(place).map(|it| it.prefix().to_owned()).unwrap_or_default()
    }

    #[napi(catch_unwind)]
    pub fn attributes_of(&self, place: u32) -> Vec<Attribute> {
        let attributes = self.view(place).map(|it| it.attributes()).unwrap_or_default();
        attributes.into_iter().map(Attribute::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn nodes_of(&self, place: u32) -> Vec<Node> {
        let nodes = self.view(place).map(|it| it.nodes()).unwrap_or_default();
        nodes.into_iter().map(Node::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn xml_of(&self, place: u32) -> String {
        self.view(place).map(|it| it.to_xml()).unwrap_or_default()
    }

    #[napi]
    pub fn json_of(&self, place: u32) -> Told<String> {
        told(|| self.view(place).map_or(Ok(String::new()), |it| it.to_json()))
    }

    /// What elements of properties give, as a list.
    #[napi]
    pub fn values_to_json(&self, places: Uint32Array) -> Told<String> {
        let views: Vec<View> = places.iter().filter_map(|place| self.view(*place)).collect();
        told(|| self.message.values_to_json(&views))
    }

    /// The message that an element is.
    #[napi]
    pub fn message_of(&self, env: Env, place: u32) -> Told<Message> {
        let view = self.view(place).unwrap_or_else(|| self.document.root());
        told(|| view.message().map(|it| Self::from(it).weighed(&env)))
    }

    #[napi(catch_unwind)]
    pub fn instance_of(&self, place: u32, schema: Option<&Schema>) -> Option<Instance> {
        let view = self.view(place)?;
        Some(facade::Instance::new(&view, schema.map(Schema::inner)).into())
    }

    /// An element to put into a message, or what is inside it.
    #[napi(catch_unwind)]
    pub fn value_of(&self, place: u32, is_inside: bool) -> Option<Value> {
        let value = if is_inside { Value::inside } else { Value::element };
        self.view(place).map(value)
    }

    fn view(&self, place: u32) -> Option<View> {
        self.document.view(place as usize)
    }
}

/// Where an element is. A tape has fewer than 2^32 entries: each takes more than a byte.
pub(crate) fn place(view: &View) -> u32 {
    u32::try_from(view.place()).unwrap_or(u32::MAX)
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

impl From<facade::Attribute> for Attribute {
    fn from(attribute: facade::Attribute) -> Self {
        let facade::Attribute { namespace, prefix, name, value } = attribute;
        Self { namespace, prefix, name, value }
    }
}

impl From<facade::Node> for Node {
    fn from(node: facade::Node) -> Self {
        let text = |kind: &str, text| Self { kind: kind.into(), place: None, text: Some(text) };
        match node {
            facade::Node::Element(view) => {
                Self { kind: "element".into(), place: Some(place(&view)), text: None }
            }
            facade::Node::Text(it) => text("text", it),
            facade::Node::Comment(it) => text("comment", it),
            facade::Node::Instruction(it) => text("instruction", it),
        }
    }
}

impl From<facade::Fault> for Fault {
    fn from(fault: facade::Fault) -> Self {
        let reason = |it: facade::Reason| Reason { language: it.language, text: it.text };
        Self {
            code: fault.code,
            subcode: fault.subcode,
            short_subcode: fault.short_subcode,
            reasons: fault.reasons.into_iter().map(reason).collect(),
            detail_code: fault.detail_code,
            meaning: fault.meaning,
            detail: fault.detail.as_ref().map(place),
        }
    }
}

impl From<facade::Deviation> for Deviation {
    fn from(deviation: facade::Deviation) -> Self {
        Self {
            rule: deviation.rule,
            kind: deviation.kind.to_owned(),
            level: format!("{:?}", deviation.level).to_ascii_lowercase(),
            offset: deviation.offset as f64,
            line: u32::try_from(deviation.line).unwrap_or(u32::MAX),
            column: u32::try_from(deviation.column).unwrap_or(u32::MAX),
            path: deviation.path,
            text: deviation.text.into_owned(),
        }
    }
}
