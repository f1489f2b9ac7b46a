//! Records of bytes: each field of each, with or without something in it.

use cimwire::names::ns;
use cimwire::record::{Any, AttributeList, Content, Leaf, QName, Rest};
use cimwire::soap::{
    Fault, FaultCode, FaultReason, Header, NotUnderstood, ReasonText, Subcode, SupportedEnvelope,
    Upgrade,
};
use cimwire::value::Text;
use cimwire::wsman::{
    Body, Headers, Payload, Typed, addressing, control, enumeration, eventing, identity,
};
use cimwire::xml::Document;

use crate::oracle::dice::Dice;

/// What can be made of bytes.
pub(super) trait Made: Sized {
    /// Makes one.
    fn made(dice: &mut Dice<'_>) -> Self;

    /// Makes one that is an element of its own, and not what is in the element of a record.
    fn element(dice: &mut Dice<'_>) -> Self {
        Self::made(dice)
    }
}

impl<M: Made> Made for Option<M> {
    fn made(dice: &mut Dice<'_>) -> Self {
        dice.one_in(3).then(|| M::element(dice))
    }
}

impl<M: Made> Made for Vec<M> {
    fn made(dice: &mut Dice<'_>) -> Self {
        (0..dice.below(3)).map(|_| M::element(dice)).collect()
    }
}

impl<T: ?Sized> Made for Text<'_, T> {
    fn made(dice: &mut Dice<'_>) -> Self {
        Self::new(dice.text())
    }
}

impl<T: ?Sized> Made for Leaf<'_, T> {
    fn made(dice: &mut Dice<'_>) -> Self {
        Self { text: Made::made(dice), attributes: Made::made(dice) }
    }
}

impl Made for QName<'_> {
    fn made(dice: &mut Dice<'_>) -> Self {
        Self::new(dice.namespace(), dice.local())
    }
}

impl Made for AttributeList<'_> {
    /// Of names that no table has.
    fn made(dice: &mut Dice<'_>) -> Self {
        let mut list = Self::default();
        for local in ["x", "y", "z"] {
            if dice.one_in(6) {
                list.set(dice.namespace(), local, dice.text());
            }
        }
        list
    }
}

impl Made for Any<'static> {
    /// Of names that no table has.
    fn made(dice: &mut Dice<'_>) -> Self {
        Document::decode(dice.pick(ELEMENTS)).expect("an element").into()
    }
}

impl Made for Content<'static> {
    fn made(dice: &mut Dice<'_>) -> Self {
        match dice.below(3) {
            0 => Self::text_of(dice.text()),
            1 => Self::elements_of(Vec::<Any<'_>>::made(dice)),
            _ => Self::elements_of(dice.message().headers().map(Header::element)),
        }
    }

    fn element(dice: &mut Dice<'_>) -> Self {
        let mut content = Self::made(dice);
        content.attributes = Made::made(dice);
        content
    }
}

impl Made for Rest<'static> {
    fn made(dice: &mut Dice<'_>) -> Self {
        let mut rest = of_text(dice);
        rest.elements = Made::made(dice);
        rest
    }
}

/// The rest of a record that holds text.
fn of_text(dice: &mut Dice<'_>) -> Rest<'static> {
    let mut rest = Rest::default();
    rest.attributes = Made::made(dice);
    rest
}

impl Made for Typed<'static> {
    fn made(dice: &mut Dice<'_>) -> Self {
        let mut typed = Self::default();
        typed.headers = Made::made(dice);
        if dice.one_in(2) {
            // What an envelope speaks is heard from its header blocks.
            typed.headers.get_or_insert_default().action.get_or_insert_default();
            typed.spelling.addressing = ns::ADDRESSING_2005;
        }
        typed.body = dice.one_in(2).then(|| body(dice));
        typed.rest = Made::made(dice);
        typed
    }
}

/// A body of any payload.
pub(super) fn body(dice: &mut Dice<'_>) -> Body<'static> {
    let payload = dice.pick(PAYLOADS);
    let mut body = Body::from(payload(dice));
    if body.payload.name().is_some() {
        body.rest = Made::made(dice);
    }
    body
}

fn payload<P: Made + Into<Payload<'static>>>(dice: &mut Dice<'_>) -> Payload<'static> {
    P::element(dice).into()
}

const PAYLOADS: &[fn(&mut Dice<'_>) -> Payload<'static>] = &[
    payload::<Content<'_>>,
    payload::<addressing::Epr<'_>>,
    payload::<control::Rename<'_>>,
    payload::<control::RenamedTo<'_>>,
    payload::<enumeration::Enumerate<'_>>,
    payload::<enumeration::EnumerateResponse<'_>>,
    payload::<enumeration::Pull<'_>>,
    payload::<enumeration::PullResponse<'_>>,
    payload::<enumeration::Release<'_>>,
    payload::<enumeration::Renew<'_>>,
    payload::<enumeration::RenewResponse<'_>>,
    payload::<enumeration::GetStatus<'_>>,
    payload::<enumeration::GetStatusResponse<'_>>,
    payload::<enumeration::EnumerationEnd<'_>>,
    payload::<eventing::Subscribe<'_>>,
    payload::<eventing::SubscribeResponse<'_>>,
    payload::<eventing::Renew<'_>>,
    payload::<eventing::RenewResponse<'_>>,
    payload::<eventing::GetStatus<'_>>,
    payload::<eventing::GetStatusResponse<'_>>,
    payload::<eventing::Unsubscribe<'_>>,
    payload::<eventing::SubscriptionEnd<'_>>,
    payload::<control::Events<'_>>,
    payload::<control::DroppedEvents<'_>>,
    payload::<identity::Identify<'_>>,
    payload::<identity::IdentifyResponse<'_>>,
    payload::<Fault<'_>>,
];

/// Makes each field of a record, and its rest as the function says.
macro_rules! made {
    ($($record:ty { $($field:ident),* } $rest:path;)*) => {
        $(impl Made for $record {
            fn made(dice: &mut Dice<'_>) -> Self {
                Self { $($field: Made::made(dice),)* rest: $rest(dice) }
            }
        })*
    };
}

made! {
    Headers<'static> {
        to, action, message_id, relates_to, reply_to, fault_to, from, resource_uri, selectors,
        options, operation_timeout, max_envelope_size, locale, fragment, request_epr,
        requested_epr, request_total_items_count_estimate, total_items_count_estimate, bookmark,
        ack_requested, issued_tokens, not_understood, upgrade
    } Made::made;
    addressing::Epr<'static> {
        address, reference_properties, reference_parameters, metadata, port_type, service_name
    } Made::made;
    control::Auth<'static> { profile } Made::made;
    control::ConnectionRetry<'static> { total, text } of_text;
    control::DroppedEvents<'static> { action, text } of_text;
    control::Event<'static> { action, content } of_text;
    control::Events<'static> { event } Made::made;
    control::Filter<'static> { dialect, content } of_text;
    control::FragmentTransfer<'static> { dialect, content } of_text;
    control::Locale<'static> { lang } Made::made;
    control::MaxEnvelopeSize<'static> { policy, text } of_text;
    control::NamedOption<'static> { name, must_comply, r#type, text } of_text;
    control::OptionSet<'static> { options } Made::made;
    control::Rename<'static> { endpoint_reference } Made::made;
    control::RenamedTo<'static> { endpoint_reference } Made::made;
    control::RequestedEpr<'static> { endpoint_reference, epr_invalid, epr_unknown } Made::made;
    control::Selector<'static> { name, content } of_text;
    control::SelectorSet<'static> { selectors } Made::made;
    enumeration::Enumerate<'static> {
        end_to, expires, filter, wsman_filter, enumeration_mode, optimize_enumeration,
        max_elements, polymorphism_mode
    } Made::made;
    enumeration::EnumerateResponse<'static> {
        expires, enumeration_context, items, end_of_sequence
    } Made::made;
    enumeration::EnumerationEnd<'static> { enumeration_context, code, reason } Made::made;
    enumeration::Filter<'static> { dialect, content } of_text;
    enumeration::GetStatus<'static> { enumeration_context } Made::made;
    enumeration::GetStatusResponse<'static> { expires } Made::made;
    enumeration::Pull<'static> {
        enumeration_context, max_time, max_elements, max_characters
    } Made::made;
    enumeration::PullResponse<'static> { enumeration_context, items, end_of_sequence } Made::made;
    enumeration::Reason<'static> { lang, text } of_text;
    enumeration::Release<'static> { enumeration_context } Made::made;
    enumeration::Renew<'static> { enumeration_context, expires } Made::made;
    enumeration::RenewResponse<'static> { expires, enumeration_context } Made::made;
    eventing::Delivery<'static> {
        mode, notify_to, heartbeats, connection_retry, max_elements, max_time, max_envelope_size,
        locale, content_encoding, auth
    } Made::made;
    eventing::Filter<'static> { dialect, content } of_text;
    eventing::GetStatus<'static> {} Made::made;
    eventing::GetStatusResponse<'static> { expires } Made::made;
    eventing::Reason<'static> { lang, text } of_text;
    eventing::Renew<'static> { expires } Made::made;
    eventing::RenewResponse<'static> { expires } Made::made;
    eventing::Subscribe<'static> {
        end_to, delivery, expires, filter, wsman_filter, bookmark, send_bookmarks,
        polymorphism_mode
    } Made::made;
    eventing::SubscribeResponse<'static> {
        subscription_manager, expires, enumeration_context
    } Made::made;
    eventing::SubscriptionEnd<'static> { subscription_manager, status, reason } Made::made;
    eventing::Unsubscribe<'static> {} Made::made;
    identity::Identify<'static> {} Made::made;
    identity::IdentifyResponse<'static> {
        protocol_version, product_vendor, product_version, initiative_support,
        security_profiles, addressing_version_uri
    } Made::made;
    identity::InitiativeSupport<'static> { initiative_name, initiative_version } Made::made;
    identity::SecurityProfiles<'static> { security_profile_name } Made::made;
    Fault<'static> { code, reason, node, role, detail } Made::made;
    FaultCode<'static> { value, subcode } Made::made;
    FaultReason<'static> { text } Made::made;
    NotUnderstood<'static> { qname } Made::made;
    ReasonText<'static> { lang, text } of_text;
    Subcode<'static> { value, subcode } Made::made;
    SupportedEnvelope<'static> { qname } Made::made;
    Upgrade<'static> { supported_envelope } Made::made;
}

const ELEMENTS: &[&str] = &[
    "<u:a xmlns:u='urn:u'/>",
    "<a xmlns='urn:u'><b xmlns=''/></a>",
    "<none>text<!-- c --> &amp; more</none>",
    "<s:a xmlns:s='urn:not-soap' s:b='s:c'><s:d>s:e</s:d></s:a>",
    "<p:x xmlns:p='urn:p' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
      xsi:type='p:T' xsi:nil='true'/>",
    "<w:w xmlns:w='urn:w' xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' \
      a:IsReferenceParameter='true'><![CDATA[<w/>]]></w:w>",
];
