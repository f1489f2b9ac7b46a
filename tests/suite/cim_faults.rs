//! What real faults tell beside their codes: errors of CIM and of Windows; and what events bring.

use std::collections::BTreeMap;

use cimwire::cim::{CimError, Item, items};
use cimwire::names::{cimbinding, wsman, wsmanfault};
use cimwire::schema::Kind;
use cimwire::windows::{ProviderFault, WsManFault};
use cimwire::wsman::Payload;
use cimwire::xml::Element;
use cimwire_tests::corpus::messages;
use cimwire_tests::report;

#[test]
fn every_error_of_cim_and_of_windows_is_told() {
    let Some(messages) = messages() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |what: &str| *counts.entry(what.to_owned()).or_default() += 1;
    for (name, message) in &messages {
        let typed = message.typed();
        let Some(Payload::Fault(fault)) = typed.payload() else { continue };
        add("faults");
        let detail: Vec<_> = fault.detail.iter().flat_map(|it| it.elements()).collect();
        let marked = detail
            .iter()
            .filter(|it| it.attributes().any(|it| it.id().canonical() == cimbinding::IS_CIM_ERROR));
        let errors: Vec<_> = CimError::in_fault(fault).collect();
        assert!(errors.len() >= marked.count(), "{name}");
        for error in errors {
            assert!(error.status_code().is_some(), "{name}: {error:?}");
            assert!(error.message().is_some(), "{name}: {error:?}");
            add(&error.instance().class_name());
        }
        let of_windows = WsManFault::in_fault(fault);
        let is_there = detail.iter().any(|it| it.id().canonical() == wsmanfault::WS_MAN_FAULT);
        assert_eq!(of_windows.is_some(), is_there, "{name}");
        let mut next = of_windows;
        while let Some(fault) = next {
            assert!(fault.code().is_some(), "{name}: {fault:?}");
            let providers: Vec<_> = fault.providers().collect();
            let is_told = !fault.message().trim().is_empty() || !providers.is_empty();
            add(if is_told { "WSManFault" } else { "WSManFault without a word" });
            providers.iter().for_each(|_| add("ProviderFault"));
            next = providers.into_iter().find_map(ProviderFault::fault);
        }
    }
    assert!(counts.get("MSFT_WmiError").is_some_and(|it| *it > 0), "{counts:?}");
    report(format!("details of faults: {counts:?}"));
}

#[test]
fn an_event_brings_the_indication_that_is_in_it() {
    let Some(messages) = messages() else { return };
    let mut count = 0;
    for (name, message) in &messages {
        let typed = message.typed();
        if !matches!(typed.kind(), Kind::Event | Kind::Events) {
            continue;
        }
        let brought: Vec<_> = items(&typed).filter_map(Item::instance).collect();
        let bodies = message.body_elements();
        let mut events: Vec<_> = match typed.kind() {
            Kind::Event => bodies.collect(),
            _ => bodies.flat_map(Element::children).flat_map(Element::children).collect(),
        };
        events.retain(|it| it.id().canonical() != wsman::DROPPED_EVENTS);
        assert_eq!(brought.len(), events.len(), "{name}");
        count += brought.len();
    }
    report(format!("{count} events as instances"));
}
