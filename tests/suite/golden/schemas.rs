//! The schemas that standards bodies published, as judges of the golden vectors.

use std::path::PathBuf;

use cimwire_tests::oracle::Python;
use cimwire_tests::{report, shared};

use super::vectors;

#[test]
fn the_schemas_accept_every_vector() {
    let Some(folder) = shared().map(|shared| shared.join("schemas/xsd")) else { return };
    if !folder.is_dir() {
        return report(format!("skipped: no schemas in {}", folder.display()));
    }
    let vectors = vectors();
    let mut python = Python::new("schemas");
    for vector in &vectors {
        let files: [PathBuf; 2] = [folder.clone(), vector.path.clone()];
        python.ask("valid", &files);
    }
    let Some(answers) = python.answers() else { return };
    let mut wrong = Vec::new();
    for (vector, answer) in vectors.iter().zip(&answers) {
        let name = [&vector.name, ".", &vector.version].concat();
        let expected: Vec<_> =
            EXCEPTIONS.iter().filter(|it| it.vectors.contains(&&*name)).collect();
        let complaints: Vec<&str> = answer.split(" | ").filter(|it| *it != "ok").collect();
        let unforeseen =
            complaints.iter().filter(|said| !expected.iter().any(|it| said.starts_with(it.says)));
        wrong.extend(unforeseen.map(|said| format!("{name}: {said}")));
        let stale =
            expected.iter().filter(|it| !complaints.iter().any(|said| said.starts_with(it.says)));
        wrong.extend(stale.map(|it| format!("{name} is no exception: {}", it.reason)));
    }
    let named = EXCEPTIONS.iter().flat_map(|it| it.vectors);
    let unknown = named
        .filter(|name| !vectors.iter().any(|it| [&it.name, ".", &it.version].concat() == **name));
    wrong.extend(unknown.map(|name| format!("{name} is no vector")));
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    let excepted = answers.iter().filter(|answer| *answer != "ok").count();
    report(format!("{} golden vectors are valid, {excepted} but for defects", answers.len()));
}

/// Where the schemas contradict the text of the standards, or the wire.
struct Exception {
    /// How the complaint begins.
    says: &'static str,
    reason: &'static str,
    vectors: &'static [&'static str],
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        says: "Element '{http://www.w3.org/2005/08/addressing}Address'",
        reason: "the schema of WS-Eventing knows one version of addressing only",
        vectors: &[
            "eventing/subscribe-response.2005",
            "eventing/subscribe-response.pull.2005",
            "eventing/subscribe.2005",
            "eventing/subscribe.bookmark.2005",
            "eventing/subscribe.cancel-too-large.2005",
            "eventing/subscribe.cql.2005",
            "eventing/subscribe.default-mode.2005",
            "eventing/subscribe.end-to.2005",
            "eventing/subscribe.event-filter.2005",
            "eventing/subscribe.events.2005",
            "eventing/subscribe.mixed-addressing.2004",
            "eventing/subscribe.push-with-ack.2005",
            "eventing/subscribe.skip-too-large.2005",
            "eventing/subscribe.thumbprint.2005",
            "eventing/subscribe.username.2005",
            "eventing/subscription-end.2005",
        ],
    },
    Exception {
        says: "Element '{http://www.w3.org/2005/08/addressing}EndpointReference'",
        reason: "DSP8015 knows one version of addressing only",
        vectors: &[
            "enumeration/pull-response.object-and-epr.2005",
            "headers/get-response.requested-epr.2005",
            "headers/get.selector-epr.2005",
        ],
    },
    Exception {
        says: "Element '{http://schemas.xmlsoap.org/ws/2004/08/eventing}Identifier', attribute \
               '{http://www.w3.org/2005/08/addressing}IsReferenceParameter'",
        reason: "WS-Addressing 1.0 SOAP binding §3.3 marks blocks whose types have no attributes",
        vectors: &[
            "eventing/dropped-events.2005",
            "eventing/event.2005",
            "eventing/event.acknowledged.2005",
            "eventing/events.2005",
            "eventing/events.dropped.2005",
            "eventing/events.heartbeat.2005",
            "eventing/get-status.2005",
            "eventing/heartbeat.2005",
            "eventing/heartbeat.acknowledged.2005",
            "eventing/renew.2005",
            "eventing/subscription-end.2005",
            "eventing/unsubscribe.2005",
        ],
    },
    Exception {
        says: "Element '{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}Item'",
        reason: "DSP8015 allows elements of other namespaces only in Items; DSP0226 R8.7-2",
        vectors: &[
            "enumeration/enumerate-response.optimized-object-and-epr.2004",
            "enumeration/enumerate-response.optimized-object-and-epr.2005",
        ],
    },
    Exception {
        says: "Element '{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}DroppedEvents'",
        reason: "DSP8015 allows elements of other namespaces only in Event; DSP0226 R10.2.9.4-4",
        vectors: &["eventing/events.dropped.2004", "eventing/events.dropped.2005"],
    },
    Exception {
        says: "Element '{http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd}Capability_FaultIncludesCIMError'",
        reason: "DSP8012 has its wildcard in the middle; the encoder and OMI write the rest behind",
        vectors: &["identify/identify-response.all."],
    },
    Exception {
        says: "Element 'BookmarkList'",
        reason: "Windows's bookmarks are in no namespace, which is no other one to DSP8015",
        vectors: &[
            "eventing/events.2004",
            "eventing/events.2005",
            "eventing/subscribe.bookmark.2004",
            "eventing/subscribe.bookmark.2005",
            "headers/event.bookmark-element.2004",
            "headers/event.bookmark-element.2005",
        ],
    },
    Exception {
        says: "Element '{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}Option': The element is \
               not 'nillable'",
        reason: "Windows sends options of no value as nil (MS-WSMV §2.2.4.5)",
        vectors: &["headers/get.options.2004", "headers/get.options.2005"],
    },
    Exception {
        says: "Element '{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}OperationTimeout'",
        reason: "the fault shows the header it refuses",
        vectors: &["faults/fault.addressing-invalid-message-information-header.2004"],
    },
];
