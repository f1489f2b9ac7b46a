//! A document of any XML, with the tape that JavaScript reads.

use cimwire_facade::{self as facade, Change, View};
use napi::bindgen_prelude::{ObjectFinalize, Uint32Array};
use napi::{Env, JsString};
use napi_derive::napi;

use crate::cim_rs::Identifiers;
use crate::decode::{Settings, options};
use crate::failure::{Told, told};
use crate::instance::Instance;
use crate::message::Message;
use crate::path::Path;
use crate::request::Value;
use crate::schema::Schema;
use crate::tape::Tape;

/// A document, and the places in it; that of a message among them.
#[napi(custom_finalize)]
pub struct Document {
    document: facade::Document,
    /// Bytes that the collector of garbage was told about.
    told: i64,
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

/// Where a reference goes.
#[napi(object, object_from_js = false)]
pub struct Reference {
    pub address: Option<String>,
    pub resource_uri: Option<String>,
}

/// Texts in one, and where each ends, in units of UTF-16.
#[napi(object, object_from_js = false)]
pub struct Texts {
    pub text: String,
    pub ends: Uint32Array,
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

/// A place where two documents do not say the same.
#[napi(object, object_from_js = false)]
pub struct Difference {
    pub path: String,
    pub kind: String,
    pub attribute: Option<String>,
    pub left: Option<String>,
    pub right: Option<String>,
    pub text: String,
}

/// What a document is.
#[napi]
impl Document {
    #[napi(catch_unwind)]
    pub fn root(&self) -> u32 {
        place(&self.document.root())
    }

    #[napi]
    pub fn message(&self) -> Told<Message> {
        told(|| self.document.message().map(Message::from))
    }

    #[napi(catch_unwind)]
    pub fn deviations(&self) -> Vec<Deviation> {
        self.document.deviations().into_iter().map(Deviation::from).collect()
    }

    /// What is not as the classes of a schema have it.
    #[napi(catch_unwind)]
    pub fn misfits(&self, schema: &Schema) -> Vec<Deviation> {
        self.document.misfits(schema.inner()).into_iter().map(Deviation::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn repairs(&self) -> Vec<Repair> {
        self.document.repairs().into_iter().map(Repair::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn instances(&self, schema: Option<&Schema>) -> Vec<Instance> {
        let instances = self.document.instances(schema.map(Schema::inner));
        instances.into_iter().map(Instance::from).collect()
    }

    #[napi]
    pub fn redacted(&self, env: Env, settings: Option<Settings>) -> Told<Document> {
        let limits = options(settings).limits;
        told(|| self.document.redacted(limits).map(|it| Self::from(it).weighed(&env)))
    }

    #[napi(catch_unwind)]
    pub fn canon(&self) -> String {
        self.document.canon()
    }

    #[napi(catch_unwind)]
    pub fn diff(&self, right: &Document) -> Vec<Difference> {
        self.document.diff(&right.document).into_iter().map(Difference::from).collect()
    }

    /// All of it, as it was read.
    #[napi(catch_unwind)]
    pub fn text(&self) -> String {
        self.document.text().to_owned()
    }

    #[napi]
    pub fn to_json(&self) -> Told<String> {
        told(|| self.document.to_json())
    }

    /// The instance that the document is, or one in it, as CIM-RS has it.
    #[napi]
    pub fn to_cim_rs(
        &self,
        schema: &Schema,
        identifiers: Identifiers,
        instance: Option<&Instance>,
    ) -> Told<String> {
        let form = identifiers.form(schema);
        told(|| match instance {
            Some(instance) => form.instance(&self.document, &instance.inner()),
            None => form.document(&self.document),
        })
    }
}

/// The tape, and what JavaScript does not read from it itself.
#[napi]
impl Document {
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

    /// The texts of elements, one behind the other, and where each ends: of as many as fit into a
    /// piece, one at least. A call costs more than a text.
    #[napi(catch_unwind)]
    pub fn texts_of(&self, places: Uint32Array) -> Texts {
        let (mut text, mut ends, mut end) = (String::new(), Vec::new(), 0);
        for view in places.iter().map(|place| self.view(*place)) {
            let one = view.as_ref().map(View::text).unwrap_or_default();
            end += if one.is_ascii() { one.len() } else { one.encode_utf16().count() };
            ends.push(u32::try_from(end).unwrap_or(u32::MAX));
            text.push_str(&one);
            if end >= PIECE {
                break;
            }
        }
        Texts { text, ends: ends.into() }
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
        told(|| self.document.values_to_json(&views))
    }

    /// The message that an element is.
    #[napi]
    pub fn message_of(&self, env: Env, place: u32) -> Told<Message> {
        let view = self.view(place).unwrap_or_else(|| self.document.root());
        told(|| view.message().map(|it| Message::from(it).weighed(&env)))
    }

    #[napi(catch_unwind)]
    pub fn instance_of(&self, place: u32, schema: Option<&Schema>) -> Option<Instance> {
        let view = self.view(place)?;
        Some(facade::Instance::new(&view, schema.map(Schema::inner)).into())
    }

    /// The path that a reference is.
    #[napi]
    pub fn path_of(&self, place: u32) -> Told<Path> {
        let view = self.view(place).unwrap_or_else(|| self.document.root());
        told(|| facade::Path::of_reference(&view).map(Path::from))
    }

    /// Where a reference goes.
    #[napi(catch_unwind)]
    pub fn reference_of(&self, place: u32) -> Option<Reference> {
        let facade::Reference { address, resource_uri, .. } =
            facade::Reference::of(&self.view(place)?);
        Some(Reference { address, resource_uri })
    }

    /// The kind of resource that a reference names.
    #[napi]
    pub fn resource_of(&self, place: u32) -> Told<String> {
        let view = self.view(place).unwrap_or_else(|| self.document.root());
        told(|| facade::Reference::of(&view).resource().map(str::to_owned))
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

impl Document {
    /// Tells the collector of garbage how much goes with the document, which looks small to it.
    pub(crate) fn weighed(mut self, env: &Env) -> Self {
        self.told = self.document.weight() as i64;
        // Only a hint: without it, memory comes back later.
        let _ = env.adjust_external_memory(self.told);
        self
    }
}

impl ObjectFinalize for Document {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.told).map(drop)
    }
}

/// Where an element is. A tape has fewer than 2^32 entries: each takes more than a byte.
pub(crate) fn place(view: &View) -> u32 {
    u32::try_from(view.place()).unwrap_or(u32::MAX)
}

impl From<facade::Document> for Document {
    fn from(document: facade::Document) -> Self {
        Self { document, told: 0 }
    }
}

impl From<facade::Difference> for Difference {
    fn from(difference: facade::Difference) -> Self {
        let text = difference.to_string();
        let (kind, attribute) = match difference.change {
            Change::Name => ("name", None),
            Change::Attribute(name) => ("attribute", Some(name)),
            Change::Text => ("text", None),
            Change::Missing => ("missing", None),
            Change::Extra => ("extra", None),
            _ => ("other", None),
        };
        let facade::Difference { path, left, right, .. } = difference;
        Self { path, kind: kind.to_owned(), attribute, left, right, text }
    }
}

impl From<facade::Repair> for Repair {
    fn from(repair: facade::Repair) -> Self {
        Self {
            offset: repair.offset as f64,
            found: repair.found,
            replacement: repair.replacement.to_string(),
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

/// How much text is enough for one piece: `lib/tape.js` says why.
const PIECE: usize = 1 << 16;
