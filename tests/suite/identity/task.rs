//! What is asked of a language, and what the facade says to it.

use std::borrow::Cow;
use std::fmt::Write as _;

use cimwire_facade::{
    Bytes, CimRs, Decoder, Deviation, Document, Error, Instance, Integers, JsonOptions, Level,
    Limits, Message, Options, Schema, encode, encode_with,
};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The JSON of a message.
    Json(Integers),
    /// The JSON of any document.
    Document,
    /// The XML of JSON.
    Xml,
    /// The JSON of CIM-RS of what a message brings.
    CimRs,
    /// The XML of an instance that is JSON of CIM-RS.
    FromCimRs,
    /// What is wrong with a message, and how it is refused.
    Check,
    /// What is not as the classes have it in the instances that a message brings.
    Misfits,
    /// The names of the classes of a pack.
    Pack,
}

impl Task {
    /// The word for it: the first argument of a runner.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Json(Integers::Strings) => "json-strings",
            Self::Json(Integers::Numbers) => "json-numbers",
            Self::Json(_) => "json",
            Self::Document => "document",
            Self::Xml => "xml",
            Self::CimRs => "cim-rs",
            Self::FromCimRs => "from-cim-rs",
            Self::Check => "check",
            Self::Misfits => "misfits",
            Self::Pack => "pack",
        }
    }

    /// What is to be said of an input.
    ///
    /// # Errors
    /// That which every language is to tell.
    pub(super) fn answer(self, schema: Option<&Schema>, input: &[u8]) -> Result<Vec<u8>, Error> {
        let limits = Limits::default();
        match (self, schema) {
            (Self::Json(integers), schema) => {
                let options = JsonOptions { schema: schema.cloned(), integers };
                Ok(message(input)?.to_json_with(&options)?.into())
            }
            (Self::Document, _) => Ok(document(input)?.to_json()?.into()),
            (Self::Xml, Some(schema)) => encode_with(input, limits, schema),
            (Self::Xml, None) => encode(input, limits),
            (Self::CimRs, _) => Ok(form(schema).message(&message(input)?)?.into()),
            (Self::FromCimRs, _) => form(schema).encode(input, limits),
            (Self::Check, _) => checked(&message(input)?),
            (Self::Misfits, schema) => Ok(misfits(&message(input)?, schema).into()),
            (Self::Pack, _) => {
                let classes = Schema::open(&[Bytes::copy_from_slice(input)])?.classes();
                Ok(classes.join("\n").into())
            }
        }
    }

    /// An answer without what is another each time: the MessageID of a message to refuse with.
    pub(super) fn comparable(self, answer: &[u8]) -> Cow<'_, [u8]> {
        let parts = str::from_utf8(answer).ok().filter(|_| self == Self::Check).and_then(|text| {
            let (before, rest) = text.split_once(":MessageID>uuid:")?;
            Some((before, rest.split_once("</")?.1))
        });
        match parts {
            Some((before, behind)) => [before, behind].concat().into_bytes().into(),
            None => answer.into(),
        }
    }
}

/// How an error is told.
pub(super) fn line(error: &Error) -> String {
    let Error { code, offset, line, column, path, text } = error;
    format!("error\t{}\t{offset}\t{line}\t{column}\t{path}\t{text}", code.number())
}

/// How a level is told.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::May => "may",
        Level::Should => "should",
        Level::Shall => "shall",
    }
}

pub(super) fn message(input: &[u8]) -> Result<Message, Error> {
    Decoder::new(Options::default()).message(&Bytes::copy_from_slice(input))
}

fn document(input: &[u8]) -> Result<Document, Error> {
    Decoder::new(Options::default()).document(&Bytes::copy_from_slice(input))
}

/// With the root and the namespace that `docs/bindings.md` names.
pub(super) fn form(schema: Option<&Schema>) -> CimRs {
    let mut form = CimRs::new(schema.expect("classes").clone());
    form.root = "/ns".to_owned();
    form.namespace = Some("acme/plant".to_owned());
    form
}

/// A line for each deviation, and one for the fault to answer with.
fn checked(message: &Message) -> Result<Vec<u8>, Error> {
    let mut lines = String::new();
    for deviation in message.deviations() {
        let Deviation { rule, kind, level: of, offset, line, column, path, text } = deviation;
        let (rule, level) = (rule.unwrap_or_default(), level(of));
        writeln!(lines, "{rule}\t{kind}\t{level}\t{offset}\t{line}\t{column}\t{path}\t{text}")
            .expect("a string has room");
    }
    let mut answer = lines.into_bytes();
    if let Some(refusal) = message.refusal()? {
        answer.extend(format!("refused\t{}\t", refusal.status).bytes().chain(refusal.bytes));
    }
    Ok(answer)
}

/// A line for each misfit.
fn misfits(message: &Message, schema: Option<&Schema>) -> String {
    let instances = message.instances(schema);
    let of_all = instances.iter().flat_map(Instance::misfits);
    of_all
        .map(|it| format!("{:?}\t{}\t{}\t{}\n", it.kind, it.offset, it.property, it.expected))
        .collect()
}
