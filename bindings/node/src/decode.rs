//! From bytes to messages, here or on a thread of Node's pool.

use std::cell::RefCell;

use cimwire_facade::{Bytes, Decoder, Error, Limits, Options};
use napi::bindgen_prelude::{AsyncTask, Buffer};
use napi::{Env, Task};
use napi_derive::napi;

use crate::document::Document;
use crate::failure::{Told, told};
use crate::message::{Head, Message};
use crate::reply::buffer;
use crate::request::Value;
use crate::schema::Schema;

/// How messages are read; what is not given is as usual.
#[napi(object, object_to_js = false)]
#[derive(Default)]
pub struct Settings {
    pub strict: Option<bool>,
    pub salvage: Option<bool>,
    pub limits: Option<Bounds>,
}

/// The limits that are given.
#[napi(object, object_to_js = false)]
#[derive(Default)]
pub struct Bounds {
    pub bytes: Option<f64>,
    pub depth: Option<f64>,
    pub attributes: Option<f64>,
    pub namespaces: Option<f64>,
    pub text: Option<f64>,
    pub names: Option<f64>,
}

/// Reads a message. The bytes are copied: JavaScript may change them at any time.
#[napi]
pub fn decode(env: Env, input: &[u8], settings: Option<Settings>) -> Told<Message> {
    let input = Bytes::copy_from_slice(input);
    told(|| message(&input, options(settings)).map(|it| it.weighed(&env)))
}

/// Reads a message on a thread of the pool.
#[napi]
pub fn decode_async(input: &[u8], settings: Option<Settings>) -> AsyncTask<Decode> {
    let input = Bytes::copy_from_slice(input);
    AsyncTask::new(Decode { input, options: options(settings) })
}

/// Reads an element to put into a message, from XML or from its JSON.
#[napi]
pub fn element(input: &[u8], settings: Option<Settings>) -> Told<Value> {
    let input = Bytes::copy_from_slice(input);
    let read = |decoder: &mut Decoder| decoder.element(&input);
    told(|| Ok(Value::element(with_decoder(options(settings), read)?.root())))
}

/// Reads a document of any XML.
#[napi]
pub fn decode_document(env: Env, input: &[u8], settings: Option<Settings>) -> Told<Document> {
    let input = Bytes::copy_from_slice(input);
    let read = |decoder: &mut Decoder| decoder.document(&input);
    told(|| Ok(Document::from(with_decoder(options(settings), read)?).weighed(&env)))
}

/// Reads where a message goes, and none of its body.
#[napi]
pub fn decode_head(input: &[u8], settings: Option<Settings>) -> Told<Head> {
    let input = Bytes::copy_from_slice(input);
    let read = |decoder: &mut Decoder| decoder.head(&input);
    told(|| with_decoder(options(settings), read).map(Head::from))
}

/// Makes a message of its JSON, whose values have to be of the types of a schema where there is one.
#[napi]
pub fn encode(json: &[u8], settings: Option<Settings>, schema: Option<&Schema>) -> Told<Buffer> {
    let limits = options(settings).limits;
    told(|| match schema {
        Some(schema) => cimwire_facade::encode_with(json, limits, schema.inner()).map(buffer),
        None => cimwire_facade::encode(json, limits).map(buffer),
    })
}

/// A message that is being read.
pub struct Decode {
    input: Bytes,
    options: Options,
}

impl Task for Decode {
    type Output = Told<Message>;
    type JsValue = Told<Message>;

    fn compute(&mut self) -> napi::Result<Told<Message>> {
        Ok(told(|| message(&self.input, self.options)))
    }

    fn resolve(&mut self, env: Env, output: Told<Message>) -> napi::Result<Told<Message>> {
        Ok(match output {
            Told::A(message) => Told::A(message.weighed(&env)),
            failed @ Told::B(_) => failed,
        })
    }
}

fn message(input: &Bytes, options: Options) -> Result<Message, Error> {
    with_decoder(options, |decoder| decoder.message(input)).map(Message::from)
}

/// Reads with the decoder of this thread, which has learnt from what it read before. It is away
/// while it reads, so that none is left behind in the middle of its work.
fn with_decoder<T>(
    options: Options,
    read: impl FnOnce(&mut Decoder) -> Result<T, Error>,
) -> Result<T, Error> {
    let last = DECODER.take().filter(|(of, _)| *of == options);
    let mut decoder = last.map_or_else(|| Decoder::new(options), |(_, decoder)| decoder);
    let result = read(&mut decoder);
    DECODER.set(Some((options, decoder)));
    result
}

pub(crate) fn options(settings: Option<Settings>) -> Options {
    let Settings { strict, salvage, limits } = settings.unwrap_or_default();
    let Bounds { bytes, depth, attributes, namespaces, text, names } = limits.unwrap_or_default();
    let usual = Limits::default();
    let limit = |given: Option<f64>, usual: usize| given.map_or(usual, |it| it as usize);
    Options {
        strict: strict.unwrap_or_default(),
        salvage: salvage.unwrap_or_default(),
        limits: Limits {
            bytes: limit(bytes, usual.bytes),
            depth: limit(depth, usual.depth),
            attributes: limit(attributes, usual.attributes),
            namespaces: limit(namespaces, usual.namespaces),
            text: limit(text, usual.text),
            names: limit(names, usual.names),
        },
    }
}

thread_local! {
    static DECODER: RefCell<Option<(Options, Decoder)>> = const { RefCell::new(None) };
}
