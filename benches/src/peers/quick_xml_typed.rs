//! quick-xml over typed structs that borrow, found by local names: it resolves no namespaces here.

use std::borrow::Cow;

use serde::Deserialize;

use super::service::PullResponse;
use crate::typed::{Contender, Found};

macro_rules! typed {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use super::*;

            pub(in crate::peers) struct Typed;

            impl Contender for Typed {
                fn name(&self) -> String {
                    $name.to_owned()
                }

                fn omits(&self) -> &'static str {
                    "namespaces, other header blocks and attributes, and as the reader of its \
                     version"
                }

                fn read(&mut self, message: &[u8]) -> Result<Found, String> {
                    let text = std::str::from_utf8(message).map_err(|error| error.to_string())?;
                    let envelope: Envelope<'_> =
                        $krate::de::from_str(text).map_err(|error| error.to_string())?;
                    Ok(envelope.found())
                }
            }
        }
    };
}

typed!(v042, quick_xml_042, "quick-xml 0.42 serde");
typed!(v041, quick_xml, "quick-xml 0.41 serde");

/// A struct of elements and attributes, each with its name; those of text borrow it.
macro_rules! elements {
    ($($name:ident { $($found:literal = $text:ident,)* ; $($inner:literal = $field:ident: $type:ty,)* })*) => {
        $(#[derive(Default, Deserialize)]
        #[serde(default)]
        struct $name<'m> {
            $(#[serde(rename = $found, borrow)] $text: Cow<'m, str>,)*
            $(#[serde(rename = $inner, borrow)] $field: $type,)*
            #[serde(skip)] mark: std::marker::PhantomData<&'m ()>,
        })*
    };
}

elements! {
    Envelope {
        ;
        "Header" = header: Header<'m>,
        "Body" = body: Body<'m>,
    }
    Header {
        "To" = to,
        "Action" = action,
        "MessageID" = message_id,
        "RelatesTo" = relates_to,
        "ResourceURI" = resource_uri,
        "OperationTimeout" = operation_timeout,
        "MaxEnvelopeSize" = max_envelope_size,
        ;
        "ReplyTo" = reply_to: Epr<'m>,
        "Locale" = locale: Locale<'m>,
        "SelectorSet" = selectors: SelectorSet<'m>,
    }
    Epr { "Address" = address, ; }
    Locale { "@xml:lang" = lang, ; }
    SelectorSet { ; "Selector" = selectors: Vec<Selector<'m>>, }
    Selector { "@Name" = name, "$text" = text, ; }
    Fault {
        ;
        "Code" = code: Code<'m>,
        "Reason" = reason: Reason<'m>,
        "Detail" = detail: Detail<'m>,
    }
    Code { "Value" = value, ; "Subcode" = subcode: Subcode<'m>, }
    Subcode { "Value" = value, ; }
    Reason { ; "Text" = text: Vec<ReasonText<'m>>, }
    ReasonText { "@xml:lang" = lang, "$text" = text, ; }
    Detail { ; "WSManFault" = fault: WsManFault<'m>, }
    WsManFault { "@Code" = code, "@Machine" = machine, "Message" = message, ; }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body<'m> {
    #[serde(rename = "Fault", borrow)]
    fault: Fault<'m>,
    #[serde(rename = "PullResponse")]
    pull_response: Option<PullResponse>,
}

impl Envelope<'_> {
    fn found(&self) -> Found {
        let mut found = Found::default();
        let Header { to, action, message_id, relates_to, resource_uri, .. } = &self.header;
        let Header { operation_timeout, max_envelope_size, reply_to, locale, .. } = &self.header;
        let texts = [to, action, message_id, relates_to, resource_uri, operation_timeout];
        let more = [max_envelope_size, &reply_to.address, &locale.lang];
        texts.into_iter().chain(more).for_each(|text| found.add(Some(text)));
        for selector in &self.header.selectors.selectors {
            found.add(Some(&selector.name));
            found.add(Some(&selector.text));
        }
        self.body.fault.add_to(&mut found);
        if let Some(response) = &self.body.pull_response {
            found.add(Some(response.context()));
            found.items = response.services().len();
        }
        found
    }
}

impl Fault<'_> {
    fn add_to(&self, found: &mut Found) {
        let local = |name: &str| name.rsplit(':').next().map(str::len);
        let names = [&self.code.value, &self.code.subcode.value];
        found.texts += names.into_iter().filter_map(|name| local(name)).sum::<usize>();
        for reason in &self.reason.text {
            found.add(Some(&reason.lang));
            found.add(Some(&reason.text));
        }
        let WsManFault { code, machine, message, .. } = &self.detail.fault;
        [code, machine, message].into_iter().for_each(|text| found.add(Some(text)));
    }
}
