//! Every fault of the tables, and what else faults hold.

use cimwire::names::{
    NameId, NamespaceId, addressing, cimbinding, enumeration, eventing, ns, soap, transfer, wsman,
};
use cimwire::record::QName;
use cimwire::schema::{self, Code, uris};
use cimwire::soap::{Fault, NotUnderstood, SupportedEnvelope, Upgrade};
use cimwire::wsman::{Headers, Response};
use cimwire::{Message, Result};

use super::pieces::{ANSWERED, Built, CIM, xml};
use super::{Version, file};

pub(super) const FAULTS: &[Built] = &[
    ("fault.wsman-access-denied", |version| refuse(version, wsman::ACCESS_DENIED)),
    ("fault.addressing-action-not-supported", |version| {
        let action =
            version.element("Action", "http://schemas.xmlsoap.org/ws/2004/09/transfer/Put");
        let action = match version {
            Version::V2004 => action,
            Version::V2005 => version.element("ProblemAction", &action),
        };
        let fault = fault(addressing::ACTION_NOT_SUPPORTED);
        send(version, fault.with_detail_code("ActionMismatch")?.with_detail(xml(action)?))
    }),
    ("fault.wsman-already-exists", |version| refuse(version, wsman::ALREADY_EXISTS)),
    ("fault.enumeration-cannot-process-filter", |version| {
        let fault = fault(enumeration::CANNOT_PROCESS_FILTER);
        send(version, with_selector_names(fault)?)
    }),
    ("fault.wsman-cannot-process-filter", |version| {
        send(version, with_selector_names(fault(wsman::CANNOT_PROCESS_FILTER))?)
    }),
    ("fault.wsman-concurrency", |version| refuse(version, wsman::CONCURRENCY)),
    ("fault.eventing-delivery-mode-requested-unavailable", |version| {
        let modes = [uris::delivery::PUSH, uris::delivery::EVENTS];
        let fault = fault(eventing::DELIVERY_MODE_REQUESTED_UNAVAILABLE);
        send(version, with_details(fault, ns::EVENTING, "SupportedDeliveryMode", &modes)?)
    }),
    ("fault.wsman-delivery-refused", |version| refuse(version, wsman::DELIVERY_REFUSED)),
    ("fault.addressing-destination-unreachable", |version| {
        refuse_with(version, addressing::DESTINATION_UNREACHABLE, "InvalidResourceURI")
    }),
    ("fault.wsman-encoding-limit", |version| {
        refuse_with(version, wsman::ENCODING_LIMIT, "MaxEnvelopeSize")
    }),
    ("fault.addressing-endpoint-unavailable", |version| {
        let fault = fault(addressing::ENDPOINT_UNAVAILABLE);
        let fault = fault.with_detail_code("ResourceOffline")?;
        send(version, fault.with_detail(xml(version.element("RetryAfter", "30000"))?))
    }),
    ("fault.wsman-event-deliver-to-unusable", |version| {
        refuse(version, wsman::EVENT_DELIVER_TO_UNUSABLE)
    }),
    ("fault.eventing-event-source-unable-to-process", |version| {
        refuse(version, eventing::EVENT_SOURCE_UNABLE_TO_PROCESS)
    }),
    ("fault.enumeration-filter-dialect-requested-unavailable", |version| {
        let dialects = [uris::dialect::SELECTOR, uris::dialect::WQL];
        let fault = fault(enumeration::FILTER_DIALECT_REQUESTED_UNAVAILABLE);
        send(version, with_details(fault, ns::ENUMERATION, "SupportedDialect", &dialects)?)
    }),
    ("fault.eventing-filtering-not-supported", |version| {
        refuse(version, eventing::FILTERING_NOT_SUPPORTED)
    }),
    ("fault.enumeration-filtering-not-supported", |version| {
        refuse(version, enumeration::FILTERING_NOT_SUPPORTED)
    }),
    ("fault.eventing-filtering-requested-unavailable", |version| {
        let fault = fault(eventing::FILTERING_REQUESTED_UNAVAILABLE);
        let fault = fault.with_detail_code("FilteringRequired")?;
        let dialects = [uris::dialect::EVENT_ROOT_XPATH];
        send(version, with_details(fault, ns::EVENTING, "SupportedDialect", &dialects)?)
    }),
    ("fault.wsman-fragment-dialect-not-supported", |version| {
        let fault = fault(wsman::FRAGMENT_DIALECT_NOT_SUPPORTED);
        send(version, with_details(fault, ns::WSMAN, "FragmentDialect", &[uris::dialect::XPATH])?)
    }),
    ("fault.wsman-internal-error", |version| refuse(version, wsman::INTERNAL_ERROR)),
    ("fault.wsman-invalid-bookmark", |version| {
        refuse_with(version, wsman::INVALID_BOOKMARK, "Expired")
    }),
    ("fault.enumeration-invalid-enumeration-context", |version| {
        refuse(version, enumeration::INVALID_ENUMERATION_CONTEXT)
    }),
    ("fault.eventing-invalid-expiration-time", |version| {
        refuse(version, eventing::INVALID_EXPIRATION_TIME)
    }),
    ("fault.enumeration-invalid-expiration-time", |version| {
        refuse(version, enumeration::INVALID_EXPIRATION_TIME)
    }),
    ("fault.eventing-invalid-message", |version| refuse(version, eventing::INVALID_MESSAGE)),
    ("fault.addressing-invalid-message-information-header", |version| {
        let fault = fault(addressing::INVALID_MESSAGE_INFORMATION_HEADER);
        let fault = match version {
            Version::V2004 => with_details(fault, ns::WSMAN, "OperationTimeout", &["one minute"]),
            Version::V2005 => with_problem(fault, "w:OperationTimeout"),
        };
        send(version, fault?)
    }),
    ("fault.wsman-invalid-options", |version| {
        refuse_with(version, wsman::INVALID_OPTIONS, "InvalidValue")
    }),
    ("fault.wsman-invalid-parameter", |version| {
        refuse_with(version, wsman::INVALID_PARAMETER, "TypeMismatch")
    }),
    ("fault.transfer-invalid-representation", |version| {
        refuse_with(version, transfer::INVALID_REPRESENTATION, "MissingValues")
    }),
    ("fault.wsman-invalid-selectors", |version| {
        refuse_with(version, wsman::INVALID_SELECTORS, "DuplicateSelectors")
    }),
    ("fault.addressing-message-information-header-required", |version| {
        let fault = fault(addressing::MESSAGE_INFORMATION_HEADER_REQUIRED);
        match version {
            Version::V2004 => send(version, fault),
            Version::V2005 => send(version, with_problem(fault, "wsa10:MessageID")?),
        }
    }),
    ("fault.wsman-no-ack", |version| refuse(version, wsman::NO_ACK)),
    ("fault.wsman-quota-limit", |version| refuse(version, wsman::QUOTA_LIMIT)),
    ("fault.wsman-schema-validation-error", |version| {
        refuse(version, wsman::SCHEMA_VALIDATION_ERROR)
    }),
    ("fault.enumeration-timed-out", |version| refuse(version, enumeration::TIMED_OUT)),
    ("fault.wsman-timed-out", |version| refuse(version, wsman::TIMED_OUT)),
    ("fault.eventing-unable-to-renew", |version| refuse(version, eventing::UNABLE_TO_RENEW)),
    ("fault.eventing-unsupported-expiration-type", |version| {
        refuse(version, eventing::UNSUPPORTED_EXPIRATION_TYPE)
    }),
    ("fault.enumeration-unsupported-expiration-type", |version| {
        refuse(version, enumeration::UNSUPPORTED_EXPIRATION_TYPE)
    }),
    ("fault.wsman-unsupported-feature", |version| {
        refuse_with(version, wsman::UNSUPPORTED_FEATURE, "OperationTimeout")
    }),
    ("fault.enumeration-unable-to-renew", |version| refuse(version, enumeration::UNABLE_TO_RENEW)),
    ("fault.addressing-invalid-message", |version| refuse(version, addressing::INVALID_MESSAGE)),
    ("fault.eventing-cannot-process-filter", |version| {
        refuse(version, eventing::CANNOT_PROCESS_FILTER)
    }),
    ("fault.soap-must-understand", |version| {
        let qname = Some(QName::known(wsman::OPTION_SET));
        let block = NotUnderstood { qname, ..NotUnderstood::default() };
        let fault = fault(Code::MustUnderstand.name());
        send_with(version, fault, |headers| headers.not_understood.push(block))
    }),
    ("fault.soap-version-mismatch", |version| {
        let qname = Some(QName::known(soap::ENVELOPE));
        let envelope = SupportedEnvelope { qname, ..SupportedEnvelope::default() };
        let upgrade = Upgrade { supported_envelope: vec![envelope], ..Upgrade::default() };
        let fault = fault(Code::VersionMismatch.name());
        send_with(version, fault, |headers| headers.upgrade = Some(upgrade))
    }),
    ("fault.cimbinding-cim-exception", |version| {
        let error = xml(format!(
            "<p:CIM_Error xmlns:p=\"{CIM}CIM_Error\" xmlns:b=\"{}\" b:IsCIM_Error=\"true\">\
             <p:CIMStatusCode>6</p:CIMStatusCode>\
             <p:CIMStatusCodeDescription>CIM_ERR_NOT_FOUND</p:CIMStatusCodeDescription>\
             <p:ErrorType>4</p:ErrorType><p:Message>Fan 9 does not exist.</p:Message>\
             <p:MessageID>PLAT0203</p:MessageID><p:OwningEntity>Example</p:OwningEntity>\
             <p:PerceivedSeverity>5</p:PerceivedSeverity></p:CIM_Error>",
            ns::CIMBINDING.uri().unwrap_or_default(),
        ))?;
        send(version, fault(cimbinding::CIM_EXCEPTION).with_detail(error))
    }),
    ("fault.cimbinding-polymorphism-mode-not-supported", |version| {
        refuse(version, cimbinding::POLYMORPHISM_MODE_NOT_SUPPORTED)
    }),
    ("fault.wsman-rename-failure", |version| {
        let request = Message::decode(file("transfer/rename", version))?;
        let fault = fault(wsman::RENAME_FAILURE);
        let response = Response::to(&request).message_id(ANSWERED).fault(fault);
        let action = "http://schemas.xmlsoap.org/ws/2005/06/management/fault";
        Ok(response.action(action).encode()?.bytes)
    }),
    ("fault.languages", |version| {
        let trouble = xml("<c:Trouble xmlns:c=\"urn:example:trouble\" severity=\"2\">\
             <c:Module>scheduler</c:Module></c:Trouble>")?;
        let mut fault = fault(wsman::INTERNAL_ERROR)
            .with_reason("de-DE", "Der Dienst ist aus eigenen Gründen gescheitert")
            .with_detail(trouble);
        fault.node = Some("https://proxy.example.com/wsman".into());
        fault.role = Some(ULTIMATE_RECEIVER.into());
        send(version, fault)
    }),
    ("fault.nested-subcode", |version| {
        let addressing = ns::ADDRESSING_2005.uri().unwrap_or_default();
        let value = xml(format!(
            "<s:Value xmlns:s=\"{SOAP}\" xmlns:wsa10=\"{addressing}\">wsa10:InvalidCardinality\
             </s:Value>"
        ))?;
        let mut fault = fault(addressing::INVALID_MESSAGE_INFORMATION_HEADER);
        let subcode = fault.code.as_mut().and_then(|code| code.subcode.as_mut());
        subcode.expect("a subcode").subcode = Some(value.into());
        send(version, with_problem(fault, "wsa10:To")?)
    }),
    ("fault.windows", |version| {
        let detail =
            xml("<f:WSManFault xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\" \
             Code=\"2150858844\" Machine=\"mc-17.example.com\">\
             <f:Message>The class has no key of this name.</f:Message></f:WSManFault>")?;
        let fault = fault(wsman::INVALID_SELECTORS).with_detail_code("UnexpectedSelectors")?;
        send(version, fault.with_detail(detail))
    }),
    ("fault.reference-parameters", |version| {
        let request = Message::decode(file("headers/get.endpoints", version))?;
        let fault = fault(wsman::ACCESS_DENIED);
        let response = Response::to(&request).message_id(ANSWERED).fault(fault);
        Ok(response.encode()?.bytes)
    }),
];

/// A fault of the tables, by its subcode, or by its code if it has none.
fn fault(name: NameId) -> Fault<'static> {
    Fault::of(schema::Fault::of(name).expect("a fault of the tables"))
}

fn refuse(version: Version, name: NameId) -> Result<Vec<u8>> {
    send(version, fault(name))
}

/// The same with a detail code.
fn refuse_with(version: Version, name: NameId, code: &str) -> Result<Vec<u8>> {
    send(version, fault(name).with_detail_code(code)?)
}

fn send(version: Version, fault: Fault<'_>) -> Result<Vec<u8>> {
    send_with(version, fault, |_| ())
}

fn send_with(
    version: Version,
    fault: Fault<'_>,
    headers: impl FnOnce(&mut Headers<'_>),
) -> Result<Vec<u8>> {
    let request = Message::decode(file("transfer/get", version))?;
    let mut response = Response::to(&request).message_id(ANSWERED).fault(fault);
    headers(response.headers_mut());
    Ok(response.encode()?.bytes)
}

fn with_selector_names(fault: Fault<'static>) -> Result<Fault<'static>> {
    with_details(fault, ns::WSMAN, "SupportedSelectorName", &["DeviceID", "HealthState"])
}

/// The same with the name of the header block that is wrong or missing (WS-Addressing 1.0 SOAP
/// binding §6.4).
fn with_problem(fault: Fault<'static>, header: &str) -> Result<Fault<'static>> {
    let problem = format!(
        "<wsa10:ProblemHeaderQName xmlns:wsa10=\"{}\" xmlns:w=\"{}\">{header}\
         </wsa10:ProblemHeaderQName>",
        ns::ADDRESSING_2005.uri().unwrap_or_default(),
        ns::WSMAN.uri().unwrap_or_default(),
    );
    Ok(fault.with_detail(xml(problem)?))
}

/// The same with elements of one name.
fn with_details(
    fault: Fault<'static>,
    namespace: NamespaceId,
    name: &str,
    texts: &[&str],
) -> Result<Fault<'static>> {
    let (prefix, uri) =
        (namespace.prefix().unwrap_or_default(), namespace.uri().unwrap_or_default());
    texts.iter().try_fold(fault, |fault, text| {
        let detail = format!("<{prefix}:{name} xmlns:{prefix}=\"{uri}\">{text}</{prefix}:{name}>");
        Ok(fault.with_detail(xml(detail)?))
    })
}

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const ULTIMATE_RECEIVER: &str = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
