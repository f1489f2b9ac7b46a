//! A document that was read, as a handle.

use bytes::Bytes;
use cimwire::cim::Misfit;
use cimwire::xml::{self, Difference};
use cimwire::{Limits, soap};

use crate::report::in_place;
use crate::{Deviation, Error, Instance, Message, Repair, Result, Schema, View};

/// An XML document of any root; cloning shares it.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) document: xml::Document,
    /// The bytes that offsets count.
    pub(crate) input: Bytes,
}

impl Document {
    pub(crate) fn new(document: xml::Document, input: Bytes) -> Self {
        Self { document, input }
    }

    /// The root element.
    #[must_use]
    pub fn root(&self) -> View {
        View::new(&self.document, self.document.root())
    }

    /// The element at a place ([`View::place`]); none where no element stands.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<View> {
        self.document.tree().element(place).map(|element| View::new(&self.document, element))
    }

    /// The departures from the standard that were read all the same.
    #[must_use]
    pub fn deviations(&self) -> Vec<Deviation> {
        let deviations = self.document.deviations().iter().copied().map(Deviation::of_xml);
        in_place(deviations.collect(), &self.input)
    }

    /// The instances in it, read with a schema where there is one, embedded ones behind those they
    /// are in: those that a message brings, or else the root if it is of a class of the schema.
    #[must_use]
    pub fn instances(&self, schema: Option<&Schema>) -> Vec<Instance> {
        self.named_instances(schema).into_iter().map(|(_, instance)| instance).collect()
    }

    /// The same, each with the names that lead to it: its class, or that of the instance around all,
    /// and properties.
    fn named_instances(&self, schema: Option<&Schema>) -> Vec<(String, Instance)> {
        let root = || Some(Instance::new(&self.root(), schema)).filter(Instance::is_typed);
        let outer = match self.message() {
            Ok(message) => message.instances(schema),
            Err(_) => root().into_iter().collect(),
        };
        let mut instances: Vec<_> = outer.into_iter().map(|it| (it.class_name(), it)).collect();
        let mut at = 0;
        while let Some((path, instance)) = instances.get(at) {
            let inner = instance.named_embedded().map(|(name, it)| (format!("{path}/{name}"), it));
            instances.extend(inner.collect::<Vec<_>>());
            at += 1;
        }
        instances
    }

    /// What is not as the classes of a schema have it, in instances and in the call of a method; the
    /// path leads from the class to the property.
    #[must_use]
    pub fn misfits(&self, schema: &Schema) -> Vec<Deviation> {
        let instances = self.named_instances(Some(schema));
        let of = |misfits: Vec<Misfit>, path: String| {
            misfits.into_iter().map(move |misfit| Deviation::of_class(&misfit, &path))
        };
        let method = self.message().ok().and_then(|message| message.method(Some(schema)));
        let of_method = method.map(|it| of(it.misfits(), it.view().name().to_owned()));
        let of_instances = instances.into_iter().flat_map(|(path, it)| of(it.misfits(), path));
        in_place(of_instances.chain(of_method.into_iter().flatten()).collect(), &self.input)
    }

    /// What salvage replaced.
    #[must_use]
    pub fn repairs(&self) -> Vec<Repair> {
        self.document.repairs().iter().map(Repair::of).collect()
    }

    /// The message that it is.
    ///
    /// # Errors
    /// [`NotSoap`](crate::Code::NotSoap), [`Html`](crate::Code::Html) or
    /// [`Soap11`](crate::Code::Soap11), by what the root is.
    pub fn message(&self) -> Result<Message> {
        let message = soap::Message::from_document(self.document.clone());
        let message = message.map_err(|error| self.error(&error))?;
        Ok(Message::new(message, self.input.clone()))
    }

    /// The document with `***` for passwords, tokens, keys and the like. What was deviant or
    /// repaired in this one is told by this one only.
    ///
    /// # Errors
    /// The kinds of limits, where the replacements are longer than what they stand for.
    pub fn redacted(&self, limits: Limits) -> Result<Self> {
        let text = Bytes::from(xml::redact(self.document.tree()));
        let mut reader = xml::Reader::with(xml::Options { limits, ..xml::Options::default() });
        let document = reader.document(text.clone());
        let document = document.map_err(|error| Error::about(&text, &error))?;
        Ok(Self::new(document, text))
    }

    /// The XML that is the same for all documents of the same infoset, an element a line.
    #[must_use]
    pub fn canon(&self) -> String {
        xml::canon(self.document.root())
    }

    /// Where two documents do not say the same, in document order.
    #[must_use]
    pub fn diff(&self, right: &Self) -> Vec<Difference> {
        xml::diff(self.document.root(), right.document.root()).collect()
    }

    /// The root as JSON: its name and value.
    ///
    /// # Errors
    /// [`BytesLimit`](crate::Code::BytesLimit) where that is out of proportion to the document.
    pub fn to_json(&self) -> Result<String> {
        self.document.to_json().map_err(|error| self.error(&error))
    }

    /// What elements of properties give, as a list: each as a member of its instance has it in the
    /// JSON of a message.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn values_to_json(&self, elements: &[View]) -> Result<String> {
        let tree = self.document.tree();
        let elements: Vec<_> = elements.iter().filter_map(|it| tree.element(it.place())).collect();
        self.document.values_to_json(&elements).map_err(|error| self.error(&error))
    }

    pub(crate) fn error(&self, error: &cimwire::Error) -> Error {
        Error::about(&self.input, error)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Decoder, Document, Limits, Options};

    fn document(text: &'static str) -> Document {
        Decoder::new(Options::default()).document(&text.into()).unwrap()
    }

    #[test]
    fn a_message_is_a_document_with_an_envelope() {
        let envelope = document(
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header>\
             <To mustUnderstand='TRUE'/></s:Header><s:Body><Get/></s:Body></s:Envelope>",
        );
        let message = envelope.message().unwrap();
        let [to] = &message.headers()[..] else { panic!("expected one header") };
        assert_eq!((to.view.name(), to.must_understand), ("To", Some(true)));
        assert_eq!(message.body().unwrap().children()[0].name(), "Get");
        assert_eq!(message.document().root().place(), envelope.root().place());
        assert_eq!(document("<a/>").message().unwrap_err().code, Code::NotSoap);
        assert_eq!(document("<html/>").message().unwrap_err().code, Code::Html);
    }

    #[test]
    fn redaction_keeps_all_but_the_secret() {
        let open = document("<User><Name>li</Name><Password>1234</Password></User>");
        let hidden = open.redacted(Limits::default()).unwrap();
        let changes: Vec<String> = open.diff(&hidden).iter().map(ToString::to_string).collect();
        assert_eq!(changes, [r#"User/Password: text: left "1234", right "***""#]);
        assert_eq!(
            hidden.canon(),
            "<User>\n  <Name>li</Name>\n  <Password>***</Password>\n</User>\n"
        );
        let error = open.redacted(Limits { bytes: 10, ..Limits::default() }).unwrap_err();
        assert_eq!(error.code, Code::BytesLimit);
    }
}
