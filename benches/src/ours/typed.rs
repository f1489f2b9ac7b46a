//! Messages with types, and their heads.

use std::hint::black_box;

use cimwire::names::{addressing, wsman};
use cimwire::record::Content;
use cimwire::soap::{Envelope, Fault, Header};
use cimwire::value::Text;
use cimwire::wsman::control::SelectorSet;
use cimwire::wsman::enumeration::PullResponse;
use cimwire::wsman::{Headers, Payload, Typed};
use cimwire::xml::{Attribute, Element, Reader, Tree};

use crate::ours::NAME;
use crate::typed::{Contender, Found};

/// A warm reader, and the records of what it reads.
pub struct Records(Reader);

/// A warm reader of heads, and the records of their header blocks.
pub struct Heads(Reader);

/// A warm reader of heads, and the elements of those header blocks that tell where to.
pub struct Routes(Reader);

impl Records {
    /// A lenient reader.
    pub fn new() -> Self {
        Self(Reader::new())
    }
}

impl Heads {
    /// A lenient reader.
    pub fn new() -> Self {
        Self(Reader::new())
    }
}

impl Routes {
    /// A lenient reader.
    pub fn new() -> Self {
        Self(Reader::new())
    }
}

impl Default for Routes {
    fn default() -> Self {
        Self::new()
    }
}

impl Default for Records {
    fn default() -> Self {
        Self::new()
    }
}

impl Default for Heads {
    fn default() -> Self {
        Self::new()
    }
}

impl Contender for Records {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn read(&mut self, message: &[u8]) -> Result<Found, String> {
        let typed = typed(self.0.read(message).map_err(|error| error.to_string())?)?;
        let mut found = Found::default();
        if let Some(headers) = &typed.headers {
            found.route(headers);
            found.rest(headers);
        }
        match typed.payload() {
            Some(Payload::Fault(fault)) => found.fault(fault),
            Some(Payload::PullResponse(response)) => found.items(response),
            _ => {}
        }
        Ok(found)
    }
}

impl Contender for Heads {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "what follows the header"
    }

    fn read(&mut self, message: &[u8]) -> Result<Found, String> {
        let typed = typed(self.0.read_head(message).map_err(|error| error.to_string())?)?;
        let mut found = Found::default();
        if let Some(headers) = &typed.headers {
            found.route(headers);
        }
        Ok(found)
    }
}

impl Contender for Routes {
    fn name(&self) -> String {
        format!("{NAME}, elements")
    }

    fn omits(&self) -> &'static str {
        "what follows the header"
    }

    fn read(&mut self, message: &[u8]) -> Result<Found, String> {
        let head = self.0.read_head(message).map_err(|error| error.to_string())?;
        let envelope = Envelope::of(head).map_err(|error| error.to_string())?;
        let mut found = Found::default();
        for header in envelope.headers().map(Header::element) {
            match header.id().canonical() {
                addressing::ACTION
                | addressing::MESSAGE_ID
                | addressing::RELATES_TO
                | wsman::RESOURCE_URI => found.add(Some(&header.text())),
                wsman::SELECTOR_SET => header.children().for_each(|selector| {
                    let name = selector.attribute("", "Name").map(Attribute::value);
                    found.add(name.as_deref());
                    found.add(Some(&selector.text()));
                }),
                _ => {}
            }
        }
        Ok(found)
    }
}

fn typed(tree: Tree<'_>) -> Result<Typed<'_>, String> {
    Ok(Typed::of(Envelope::of(tree).map_err(|error| error.to_string())?))
}

impl Found {
    fn route(&mut self, headers: &Headers<'_>) {
        let Headers { action, message_id, resource_uri, relates_to, selectors, .. } = headers;
        for uri in [action, message_id, resource_uri].into_iter().flatten().chain(relates_to) {
            self.add(uri.value());
        }
        for selector in selectors.iter().flat_map(|SelectorSet { selectors, .. }| selectors) {
            self.add(Some(selector.key()));
            self.add(Some(&selector.text()));
        }
    }

    fn rest(&mut self, headers: &Headers<'_>) {
        self.add(headers.to.as_ref().and_then(|to| to.value()));
        self.add(headers.reply_to.as_ref().and_then(|reply_to| reply_to.uri()));
        self.add(headers.operation_timeout.as_ref().map(|timeout| timeout.text()));
        self.add(headers.max_envelope_size.as_ref().map(|size| size.text.text()));
        let language = headers.locale.as_ref().and_then(|locale| locale.lang.as_ref());
        self.add(language.map(Text::text));
    }

    fn fault(&mut self, fault: &Fault<'_>) {
        let code = fault.code.as_ref();
        let subcode = code.and_then(|code| code.subcode.as_ref());
        let value = code.and_then(|code| code.value.as_ref());
        self.add(value.map(|value| value.local.as_ref()));
        let value = subcode.and_then(|subcode| subcode.value.as_ref());
        self.add(value.map(|value| value.local.as_ref()));
        for reason in fault.reason.iter().flat_map(|reason| &reason.text) {
            self.add(reason.lang.as_ref().map(Text::text));
            self.add(Some(reason.text.text()));
        }
        for detail in fault.detail.iter().flat_map(Content::elements) {
            for name in ["Code", "Machine"] {
                self.add(detail.attribute("", name).map(Attribute::value).as_deref());
            }
            detail.children().for_each(|message| self.add(Some(&message.text())));
        }
    }

    fn items(&mut self, response: &PullResponse<'_>) {
        let context = response.enumeration_context.as_ref();
        self.add(context.map(Content::text).as_deref());
        for item in response.items.iter().flat_map(Content::elements) {
            self.items += 1;
            black_box(read_all(item));
        }
    }
}

/// Reads each property of an instance: its name, whether it is nil, and its text.
fn read_all(instance: Element<'_>) -> usize {
    let length = |property: Element<'_>| {
        let text = if property.is_nil() { 0 } else { property.text().len() };
        property.name().local.len() + text
    };
    instance.children().map(length).sum()
}
