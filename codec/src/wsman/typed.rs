//! A message with types.

use super::body::{Body, Payload};
use super::headers::Headers;
use super::kind::Signs;
use crate::error::Result;
use crate::names::{Family, NamespaceId, soap};
use crate::record::{Any, Leaf, Misfit, MisfitKind, Reading, Rest, Spelling, Writing, record};
use crate::schema::{self, Kind, Model, Shape};
use crate::soap::{Envelope, Header, Message};
use crate::value::Uri;
use crate::xml::{Element, Name, Writer, WriterOptions};

/// A message with types: read from an envelope, or built.
///
/// It borrows from the message it was read from. Reading never fails and loses nothing: what is not
/// as the standard has it is a [misfit](Typed::misfits) and stays where it was, so that a message
/// that is read and [encoded](Typed::encode) has the same infoset again.
///
/// ```
/// use cimwire::{Message, schema::Kind, wsman::Payload};
/// let message = Message::decode(
///     "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'
///         xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'
///         xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'>
///       <s:Header><a:Action>http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull</a:Action></s:Header>
///       <s:Body><n:Pull><n:EnumerationContext>7</n:EnumerationContext>
///         <n:MaxElements>020</n:MaxElements></n:Pull></s:Body></s:Envelope>",
/// )?;
/// let typed = message.typed();
/// assert_eq!(typed.kind(), Kind::Pull);
/// let Some(Payload::Pull(pull)) = typed.payload() else { panic!() };
/// let most = pull.max_elements.as_ref().unwrap();
/// assert_eq!((most.value(), most.text()), (Some(20), "020"));
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Typed<'m> {
    /// The header blocks; none where there is no header element.
    pub headers: Option<Headers<'m>>,
    /// The body; none where there is no body element.
    pub body: Option<Body<'m>>,
    /// Attributes of the envelope, and elements it should not have.
    pub rest: Rest<'m>,
    /// Which of the names that mean the same the message has.
    pub spelling: Spelling,
    /// The envelope, where it cannot be written from its parts.
    whole: Option<Any<'m>>,
    misfits: Vec<Misfit>,
}

record!(Typed, table: ENVELOPE, elements: [headers, body]);

/// SOAP 1.2 part 1 §5.1.
static ENVELOPE: schema::Record = schema::record(
    "Typed",
    &[],
    &[
        schema::optional(soap::HEADER, "headers", Shape::Record(&schema::headers::HEADERS)),
        schema::required(soap::BODY, "body", Shape::Content),
    ],
    Model::Closed,
);

impl<'m> Typed<'m> {
    /// A message with header blocks and a body.
    ///
    /// ```
    /// use cimwire::schema::{Kind, uris};
    /// use cimwire::wsman::{Headers, Typed, enumeration::Release};
    /// let headers = Headers {
    ///     action: Kind::Release.action().map(Into::into),
    ///     to: Some("http://server/wsman".into()),
    ///     ..Headers::default()
    /// };
    /// let release = Release { enumeration_context: Some("7".into()), ..Release::default() };
    /// let message = Typed::new(headers, release);
    /// assert_eq!(message.kind(), Kind::Release);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    pub fn new(headers: Headers<'m>, body: impl Into<Body<'m>>) -> Self {
        Self { headers: Some(headers), body: Some(body.into()), ..Self::default() }
    }

    /// The message in an envelope.
    #[must_use]
    pub fn of(envelope: Envelope<'m>) -> Self {
        let element = envelope.element();
        let mut reading = Reading { spelling: spelling_of(envelope), ..Reading::default() };
        let mut typed = Self::default();
        if let Err(unfit) = reading.fill(&mut typed, element) {
            reading.note(MisfitKind::Shape, element, unfit.0);
            typed.whole = Some(Any::View(element));
            typed.parts(envelope, &mut reading);
        }
        typed.spelling = reading.spelling;
        typed.misfits = reading.misfits;
        typed
    }

    /// Reads header and body of an envelope that holds more than them.
    fn parts(&mut self, envelope: Envelope<'m>, reading: &mut Reading) {
        use crate::record::Item;
        let header = envelope.header_element();
        self.headers = header.and_then(|header| Headers::read(header, reading).ok());
        self.body = envelope.body().and_then(|body| Body::read(body, reading).ok());
    }

    /// What the message asks or says, by its action and its body.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let headers = self.headers.as_ref();
        let text = |leaf: &Leaf<'m, Uri>| leaf.text().to_owned().into();
        let signs = Signs {
            action: headers.and_then(|it| it.action.as_ref()).map(text),
            resource_uri: headers.and_then(|it| it.resource_uri.as_ref()).map(text),
            relates: headers.is_some_and(|it| !it.relates_to.is_empty()),
            first: self.payload().and_then(Payload::first),
        };
        signs.kind()
    }

    /// What is in the body.
    #[must_use]
    pub fn payload(&self) -> Option<&Payload<'m>> {
        Some(&self.body.as_ref()?.payload)
    }

    /// The action, blanks around it taken off.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.headers.as_ref()?.action.as_ref()?.value()
    }

    /// What of the message is not as its tables have it.
    #[must_use]
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits
    }

    /// The message as XML in UTF-8.
    ///
    /// # Errors
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) for a value that XML cannot carry, and
    /// the kinds of limits.
    pub fn encode(&self) -> Result<Vec<u8>> {
        self.encode_into(Vec::new(), WriterOptions::default())
    }

    /// Writes the message as XML in UTF-8 behind what `out` holds.
    ///
    /// # Errors
    /// As [`Typed::encode`].
    pub fn encode_into(&self, out: Vec<u8>, options: WriterOptions) -> Result<Vec<u8>> {
        let mut writer = Writer::with(out, options);
        if let Some(whole) = &self.whole {
            writer.splice(whole.element())?;
            return writer.finish();
        }
        let mut writing = Writing { writer: &mut writer, spelling: self.spelling };
        self.rest.declare(&mut writing)?;
        self.declare(&mut writing)?;
        let name = self.spelling.of(soap::ENVELOPE);
        writing.record(self, Name::known(name))?;
        writer.finish()
    }

    /// Begins the envelope, with all that it declares.
    pub(super) fn begin(&self, writing: &mut Writing<'_>) -> Result<()> {
        self.rest.declare(writing)?;
        self.declare(writing)?;
        writing.writer.start(Name::known(self.spelling.of(soap::ENVELOPE)))
    }

    /// Declares on the envelope what header blocks and the payload are named by.
    fn declare(&self, writing: &mut Writing<'_>) -> Result<()> {
        let soap = Some(self.spelling.soap);
        let headers = self.headers.iter().flat_map(Headers::names);
        let names = headers.chain(self.payload().and_then(Payload::name));
        let used = names.map(|name| self.spelling.of(name).namespace());
        let mut uris = [soap].into_iter().chain(used).flatten().filter_map(NamespaceId::uri);
        uris.try_for_each(|uri| writing.writer.declare(uri))
    }
}

impl PartialEq for Typed<'_> {
    /// Whether both are written alike; how they were read does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.headers == other.headers
            && self.body == other.body
            && self.rest == other.rest
            && self.spelling == other.spelling
            && self.whole == other.whole
    }
}

impl Message {
    /// The message with types.
    #[must_use]
    pub fn typed(&self) -> Typed<'_> {
        Typed::of(self.envelope())
    }
}

/// Which namespaces an envelope speaks: those of its own element and of the first header block, or
/// the first element of the body, of each family.
fn spelling_of(envelope: Envelope<'_>) -> Spelling {
    let mut spelling = Spelling::default();
    let namespace = |element: Element<'_>| element.id().namespace();
    if let Some(own) = namespace(envelope.element()) {
        spelling.speak(own);
    }
    let headers = envelope.headers().map(Header::element);
    let namespaces = headers.chain(envelope.body_elements().take(1)).filter_map(namespace);
    let mut unheard = [Family::Addressing, Family::Wsman].map(Some);
    for namespace in namespaces {
        let heard = unheard.iter_mut().find(|it| it.is_some() && **it == namespace.family());
        if let Some(heard) = heard {
            *heard = None;
            spelling.speak(namespace);
        }
    }
    spelling
}
