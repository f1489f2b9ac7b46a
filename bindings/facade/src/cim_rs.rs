//! Instances as CIM-RS has them.

use cimwire::json;

use crate::{Document, Error, Instance, Limits, Message, Result, Rows, Schema, View};

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
/// let instance = &document.instances(Some(&rest.schema))[0];
/// assert_eq!(rest.instance(&document, instance)?, rest.document(&document)?);
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
        self.instance(document, &Instance::new(&document.root(), None))
    }

    /// An instance in a document, identified by its keys, with the types of this schema, whatever it
    /// was read with.
    ///
    /// # Errors
    /// As [`CimRs::message`].
    pub fn instance(&self, document: &Document, instance: &Instance) -> Result<String> {
        let json = self.form().instance(instance.instance());
        json.map_err(|error| document.error(&error))
    }

    /// The instance of a row, identified by the reference that came with it or by its keys.
    ///
    /// # Errors
    /// As [`CimRs::message`], with the path alone for a place; also for a row that is not there.
    pub fn row(&self, rows: &Rows, row: usize) -> Result<String> {
        let missing = || Error::misfit(format!("expected a row {row}, found {}", rows.len()));
        let json = self.form().item(rows.of_cim(row).ok_or_else(missing)?);
        json.map_err(|error| Error::asked(&error))
    }

    /// The instance that is given as JSON.
    ///
    /// # Errors
    /// Text that is not JSON or no instance in this form, with its place in `json`;
    /// [`Misfit`](crate::Code::Misfit) for an instance that lacks what its class wants.
    pub fn read(&self, json: &[u8], limits: Limits) -> Result<Instance> {
        let draft = self.form().limits(limits).draft(json);
        let draft = draft.map_err(|error| Error::about(json, &error))?;
        let built = draft.build_by(self.schema.packs()).map_err(|error| Error::asked(&error))?;
        Ok(Instance::new(&View::new(&built, built.root()), Some(&self.schema)))
    }

    /// The XML of an instance that is given as JSON.
    ///
    /// # Errors
    /// As [`CimRs::read`].
    pub fn encode(&self, json: &[u8], limits: Limits) -> Result<Vec<u8>> {
        let instance = self.read(json, limits)?;
        Ok(instance.view().element().outer().as_bytes().to_vec())
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::{Code, Decoder, Options};

    const PUMPS: &[u8] = include_bytes!("../../../tests/corpus/cim/pumps.xml");
    const PACK: &[u8] = include_bytes!("../../../tests/corpus/schema/acme.cimpack");

    /// A row is identified by its reference, by its keys, or, embedded, by nothing but what it holds.
    #[test]
    fn a_row_is_what_it_is_in_the_collection() {
        let schema = Schema::cim().with(Bytes::from_static(PACK)).unwrap();
        let mut form = CimRs::new(schema.clone());
        let message = Decoder::new(Options::default()).message(&PUMPS.into()).unwrap();
        let rows = Rows::of(&message, Some(&schema));
        assert_eq!(form.row(&rows, 1).unwrap_err().code, Code::Misfit);
        form.namespace = Some("acme/plant".into());
        let whole = form.message(&message).unwrap();
        for row in 0..2 {
            let one = form.row(&rows, row).unwrap();
            assert!(whole.contains(&one), "{one}");
            let read = form.read(one.as_bytes(), Limits::default()).unwrap();
            assert_eq!(form.row(&Rows::of_instance(&read), 0).unwrap(), one);
        }
        assert!(form.row(&rows, 0).unwrap().contains(r#""self":"/acme%2Fplant/classes"#));
        let settings = rows.instance(0).unwrap().embedded();
        let inner = form.row(&Rows::of_instance(&settings[0]), 0).unwrap();
        assert!(inner.contains(r#""properties":{"InstanceID":"s1","Limit":7000}"#), "{inner}");
        assert_eq!(form.row(&rows, 2).unwrap_err().text, "expected a row 2, found 2");
    }
}
