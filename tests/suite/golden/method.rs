//! Methods of classes, and an action of a resource's own.

use cimwire::record::Content;
use cimwire::wsman::Headers;
use cimwire::wsman::addressing::Epr;
use cimwire::wsman::request::Invoke;

use super::pieces::{
    ASKED, Built, CIM, MINUTE, TO, answer, ask, class, fan_keys, reference, say, xml,
};

pub(super) const METHOD: &[Built] = &[
    ("method", |version| {
        let invoke = Invoke::new(class("CIM_Fan"), "SetSpeed").selectors(fan_keys());
        ask(version, invoke.timeout(MINUTE).parameter("DesiredSpeed", "4500"))
    }),
    ("method-response", |version| {
        let output = xml(format!(
            "<p:SetSpeed_OUTPUT xmlns:p=\"{CIM}CIM_Fan\"><p:ReturnValue>0</p:ReturnValue>\
             </p:SetSpeed_OUTPUT>"
        ))?;
        answer(version, "method/method", Content::from(output))
    }),
    ("method.no-parameters", |version| {
        let invoke = Invoke::new(class("CIM_Service"), "StartService");
        ask(version, invoke.selector("CreationClassName", "CIM_Service").selector("Name", "print"))
    }),
    ("method.references", |version| {
        let keys = [("CreationClassName", "CIM_ComputerSystem"), ("Name", "mc-17")];
        let system = reference(version, version.anonymous(), "CIM_ComputerSystem", &keys)?;
        let system = Content::elements_of(system.root().children());
        let service = class("CIM_PowerManagementService");
        let invoke = Invoke::new(service, "RequestPowerStateChange").selector("Name", "power");
        ask(version, invoke.parameter("ManagedElement", system).parameter("PowerState", "2"))
    }),
    ("custom", |version| {
        let headers = Headers {
            to: Some(TO.into()),
            action: Some("urn:example:action:calibrate".into()),
            message_id: Some(ASKED.into()),
            reply_to: Some(Epr::at(version.anonymous())),
            resource_uri: Some("urn:example:plant".into()),
            ..Headers::default()
        };
        let calibrate = xml(
            "<c:Calibrate xmlns:c=\"urn:example:plant\"><c:Offset>-3</c:Offset></c:Calibrate>",
        )?;
        say(version, headers, Content::from(calibrate))
    }),
];
