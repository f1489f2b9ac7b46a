//! Where instances and classes are.

use cimwire_facade::{self as facade, Decoder, Options};
use napi_derive::napi;

use crate::document::Document;
use crate::failure::{Told, told};
use crate::instance::Misfit;
use crate::schema::Schema;

/// The path of an instance or of a class.
#[napi]
pub struct Path(facade::Path);

/// A key of an instance.
#[napi(object, object_from_js = false)]
pub struct PathKey {
    pub name: String,
    pub text: Option<String>,
    pub type_name: Option<String>,
    pub reference: Option<Path>,
}

/// A path with the types of its class, and what is not as the class has it.
#[napi(object, object_from_js = false)]
pub struct Typed {
    pub path: Path,
    pub misfits: Vec<Misfit>,
}

#[napi(catch_unwind)]
pub fn path(class_name: String) -> Path {
    facade::Path::new(&class_name).into()
}

#[napi]
pub fn parse_path(text: String) -> Told<Path> {
    told(|| facade::Path::parse(&text).map(Path::from))
}

/// The resource URI of a class, or of all classes.
#[napi(catch_unwind)]
pub fn class_uri(class_name: String, wmi_namespace: Option<String>) -> String {
    facade::class_uri(&class_name, wmi_namespace.as_deref())
}

#[napi]
impl Path {
    #[napi(catch_unwind)]
    pub fn host(&self) -> Option<String> {
        self.0.host().map(str::to_owned)
    }

    #[napi(catch_unwind)]
    pub fn namespace(&self) -> Option<String> {
        self.0.namespace().map(str::to_owned)
    }

    #[napi(catch_unwind)]
    pub fn class_name(&self) -> String {
        self.0.class_name().to_owned()
    }

    #[napi(catch_unwind)]
    pub fn keys(&self) -> Vec<PathKey> {
        self.0.keys().into_iter().map(PathKey::from).collect()
    }

    #[napi(catch_unwind)]
    pub fn is_instance(&self) -> bool {
        self.0.is_instance()
    }

    #[napi(catch_unwind)]
    pub fn is_same(&self, other: &Path) -> bool {
        self.0 == other.0
    }

    /// A copy, to be changed.
    #[napi(catch_unwind)]
    pub fn copy(&self) -> Path {
        Self(self.0.clone())
    }

    #[napi(catch_unwind)]
    pub fn set_host(&mut self, host: String) {
        self.0.set_host(&host);
    }

    #[napi(catch_unwind)]
    pub fn set_namespace(&mut self, namespace: String) {
        self.0.set_namespace(&namespace);
    }

    #[napi(catch_unwind)]
    pub fn set_base(&mut self, base: String) {
        self.0.set_base(&base);
    }

    #[napi(catch_unwind)]
    pub fn set_base_of(&mut self, resource_uri: String) {
        self.0.set_base_of(&resource_uri);
    }

    #[napi(catch_unwind)]
    pub fn push_key(&mut self, name: String, text: String) {
        self.0.push_key(&name, &text);
    }

    #[napi(catch_unwind)]
    pub fn push_reference(&mut self, name: String, to: &Path) {
        self.0.push_reference(&name, &to.0);
    }

    #[napi]
    pub fn typed(&self, schema: &Schema) -> Told<Typed> {
        told(|| {
            let (path, misfits) = self.0.typed(schema.inner())?;
            let misfits = misfits.into_iter().map(Misfit::from).collect();
            Ok(Typed { path: Self(path), misfits })
        })
    }

    #[napi(catch_unwind)]
    pub fn to_wmi(&self) -> String {
        self.0.to_wmi()
    }

    #[napi(catch_unwind)]
    pub fn to_text(&self) -> String {
        self.0.to_string()
    }

    #[napi]
    pub fn resource_uri(&self) -> Told<String> {
        told(|| self.0.resource_uri())
    }

    /// The endpoint reference to it, as a document.
    #[napi]
    pub fn to_reference(&self, address: String, version: String) -> Told<Document> {
        let read = |xml: String| Decoder::new(Options::default()).document(&xml.into());
        let reference = || self.0.to_reference(&address, &version);
        told(|| read(reference()?.to_xml()).map(Document::from))
    }

    pub(crate) fn inner(&self) -> &facade::Path {
        &self.0
    }
}

impl From<facade::Path> for Path {
    fn from(path: facade::Path) -> Self {
        Self(path)
    }
}

impl From<facade::PathKey> for PathKey {
    fn from(key: facade::PathKey) -> Self {
        Self {
            name: key.name,
            text: key.text,
            type_name: key.type_name.map(str::to_owned),
            reference: key.reference.map(Path::from),
        }
    }
}
