//! Instances as CIM-RS has them.

use cimwire::cim;
use cimwire::json;

use crate::{Document, Error, Limits, Message, Result, Schema};

/// Instances as CIM-RS has them (DSP0211), strictly: with the types of a schema; what does not fit
/// is an error.
///
/// ```
/// use cimwire_facade::{CimRs, Decoder, Limits, Options, Schema};
/// let mut rest = CimRs::new(Schema::cim());
/// rest.root = "/cimrs".into();
/// rest.namespace = Some("root/interop".into());
/// let json = br#"{"kind":"instance","class":"CIM_SettingData","properties":{"ElementName":"x","InstanceID":"a/b"}}"#;
/// let xml = rest.encode(json, Limits::default())?;
/// let document = Decoder::new(Options::default()).document(&xml.into())?;
/// assert_eq!(
///     rest.document(&document)?,
///     r#"{"kind":"instance","self":"/cimrs/root%2Finterop/classes/CIM_SettingData/instances/a%2Fb","class":"CIM_SettingData","properties":{"ElementName":"x","InstanceID":"a/b"}}"#,
/// );
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CimRs {
    /// The classes.
    pub schema: Schema,
    /// What identifiers begin with.
    pub root: String,
    /// The CIM namespace of instances that do not say in which they are.
    pub namespace: Option<String>,
    /// The class that was enumerated, where the items are not all of one.
    pub class: Option<String>,
}

impl CimRs {
    /// With the types of a schema, at the root of the service, in no namespace.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self { schema, root: String::new(), namespace: None, class: None }
    }

    /// What a message brings: the items of an enumeration as a collection, the one instance of any
    /// other body as itself.
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit) for what is not as its class has it, or is not of CIM.
    pub fn message(&self, message: &Message) -> Result<String> {
        let json = self.form().message(&message.message.typed());
        json.map_err(|error| message.document().error(&error))
    }

    /// The instance that a document is.
    ///
    /// # Errors
    /// As [`CimRs::message`].
    pub fn document(&self, document: &Document) -> Result<String> {
        let root = document.root();
        let json = self.form().instance(cim::Instance::of(root.element()));
        json.map_err(|error| document.error(&error))
    }

    /// The XML of an instance that is given as JSON.
    ///
    /// # Errors
    /// Text that is not JSON or no instance in this form, with its place in `json`;
    /// [`Misfit`](crate::Code::Misfit) for an instance that lacks what its class wants.
    pub fn encode(&self, json: &[u8], limits: Limits) -> Result<Vec<u8>> {
        let draft = self.form().limits(limits).draft(json);
        let draft = draft.map_err(|error| Error::about(json, &error))?;
        let built = draft.build_by(self.schema.packs()).map_err(|error| Error::asked(&error))?;
        Ok(built.root().outer().as_bytes().to_vec())
    }

    fn form(&self) -> json::CimRs<'_> {
        let mut form = json::CimRs::new(self.schema.packs()).root(&self.root);
        if let Some(namespace) = &self.namespace {
            form = form.in_namespace(namespace);
        }
        if let Some(class) = &self.class {
            form = form.of_class(class);
        }
        form
    }
}
