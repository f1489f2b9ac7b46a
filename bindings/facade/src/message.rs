//! A message that was read, as a handle.

use bytes::Bytes;
use cimwire::names::{addressing, enumeration, eventing, wsman};
use cimwire::record::{Misfit, MisfitKind};
use cimwire::schema::Level;
use cimwire::{names::NameId, soap, xml};

use crate::report::{in_place, merged};
use crate::{Deviation, Document, Error, Fault, Head, Reply, Result, View};

/// A document whose root is a SOAP 1.2 envelope; cloning shares it.
#[derive(Clone, Debug)]
pub struct Message {
    pub(crate) message: soap::Message,
    /// The bytes that offsets count.
    input: Bytes,
}

/// A header block.
#[derive(Clone, Debug)]
pub struct Header {
    /// The element.
    pub view: View,
    /// What it says of mustUnderstand, in any spelling of peers; none where it says nothing.
    pub must_understand: Option<bool>,
}

impl Message {
    pub(crate) fn new(message: soap::Message, input: Bytes) -> Self {
        Self { message, input }
    }

    /// The document that it is.
    #[must_use]
    pub fn document(&self) -> Document {
        Document::new(self.message.document().clone(), self.input.clone())
    }

    /// What the message asks or says, as `PullResponse`: the operation of DSP0226, `Method` and
    /// `MethodResponse` for those of a class, `Custom` for anything else.
    #[must_use]
    pub fn kind(&self) -> String {
        format!("{:?}", self.message.envelope().kind())
    }

    /// What its header says of where it goes.
    #[must_use]
    pub fn head(&self) -> Head {
        Head::of(self.message.envelope())
    }

    /// The header blocks in document order.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        let header = |header: soap::Header<'_>| Header {
            view: self.view(header.element()),
            must_understand: header.must_understand(),
        };
        self.message.headers().map(header).collect()
    }

    /// The body element, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<View> {
        self.message.body().map(|body| self.view(body))
    }

    /// The items that an EnumerateResponse or PullResponse brings (DSP0226 §8.2.3, §8.4): objects,
    /// endpoint references, or both as `Item`.
    #[must_use]
    pub fn items(&self) -> Vec<View> {
        let items = self.in_body(&[enumeration::ITEMS, wsman::ITEMS]);
        items.map(|items| items.children()).unwrap_or_default()
    }

    /// Whether it says that the enumeration has no more items (DSP0226 §8.4).
    #[must_use]
    pub fn is_end_of_sequence(&self) -> bool {
        self.in_body(&[enumeration::END_OF_SEQUENCE, wsman::END_OF_SEQUENCE]).is_some()
    }

    /// What the next Pull has to bring (DSP0226 §8.4); it holds text, or elements.
    #[must_use]
    pub fn enumeration_context(&self) -> Option<View> {
        self.in_body(&[enumeration::ENUMERATION_CONTEXT])
    }

    /// Whom a SubscribeResponse names to renew or end the subscription (DSP0226 §10.2): an endpoint
    /// reference.
    #[must_use]
    pub fn subscription_manager(&self) -> Option<View> {
        self.in_body(&[eventing::SUBSCRIPTION_MANAGER])
    }

    /// Why a request failed, if it says so.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        Fault::of(self)
    }

    /// All that is wrong with it in the order of its bytes: departures from XML that were read all
    /// the same, from the rules of DSP0226, and from its schemas. The first 256 of each are told.
    #[must_use]
    pub fn deviations(&self) -> Vec<Deviation> {
        let document = self.message.document().deviations().iter().copied();
        let typed = self.message.typed();
        // Rules say which messages have to have which header blocks: an Identify has none.
        let is_header = |misfit: &&Misfit| {
            misfit.kind == MisfitKind::Missing && misfit.name == addressing::ACTION
        };
        let misfits = typed.misfits().iter().filter(|it| !is_header(it)).take(MOST);
        let misfits = misfits.map(Deviation::of_misfit).collect();
        let report = self.message.check();
        let rules = report.deviations().iter().map(Deviation::of_rule).collect();
        let mut all = merged(rules, misfits);
        all.extend(document.take(MOST).map(Deviation::of_xml));
        in_place(all, &self.input)
    }

    /// The message, if nothing in it departs from what has to be so.
    ///
    /// # Errors
    /// [`Rule`](crate::Code::Rule) or [`Misfit`](crate::Code::Misfit) for the first departure of
    /// level [`Level::Shall`].
    pub fn strict(self) -> Result<Self> {
        let first = self.deviations().into_iter().find(|it| it.level == Level::Shall);
        first.map_or(Ok(self), |deviation| Err(Error::of(deviation)))
    }

    /// The fault that a service must answer with, if the message has to be refused; ready to send.
    ///
    /// # Errors
    /// As [`Response::encode`](crate::Response::encode).
    pub fn refusal(&self) -> Result<Option<Reply>> {
        let report = self.message.check();
        let response = report.refusal(&self.message).map_err(|error| Error::asked(&error))?;
        response.map(Reply::of).transpose()
    }

    /// The message as JSON.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn to_json(&self) -> Result<String> {
        self.message.to_json().map_err(|error| self.document().error(&error))
    }

    /// The first of some elements inside the first of the body.
    fn in_body(&self, names: &[NameId]) -> Option<View> {
        let mut parts = self.message.body_elements().next()?.children();
        let part = parts.find(|part| names.contains(&part.id().canonical()))?;
        Some(self.view(part))
    }

    pub(crate) fn view(&self, element: xml::Element<'_>) -> View {
        View::new(self.message.document(), element)
    }
}

/// How many departures of a kind are told.
const MOST: usize = 256;
