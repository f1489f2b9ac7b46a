//! The messages that are measured: our own, generated, so that everybody measures the same bytes.

mod messages;
mod services;

use std::path::PathBuf;
use std::{env, fs};

pub use messages::{ACTION, BLOCKS, LOCALE, LOCALES, REQUEST, Request, SELECTOR, requests};
pub use services::{
    ANONYMOUS, CONTEXT, ENVELOPE, HEADERS, INSTANCE, Instance, SYSTEM, Value, instances,
};

/// A message as the values it carries.
pub enum Message {
    /// A Get request.
    Get(Request),
    /// The PullResponse of these instances.
    Pull(Vec<Instance>),
}

impl Message {
    /// The message as WinRM writes it.
    pub fn xml(&self) -> Vec<u8> {
        match self {
            Self::Get(request) => messages::get(request),
            Self::Pull(instances) => services::pull(instances),
        }
    }
}

/// Messages of one kind, decoded in rotation so that no tool sees the same bytes twice in a row.
pub struct Case {
    /// Name of the column.
    pub name: &'static str,
    /// What the messages are.
    pub about: &'static str,
    /// At least one message.
    pub messages: Vec<Vec<u8>>,
}

impl Case {
    fn new(name: &'static str, about: &'static str, messages: Vec<Vec<u8>>) -> Self {
        Self { name, about, messages }
    }

    /// Bytes of all messages together.
    pub fn bytes(&self) -> usize {
        self.messages.iter().map(Vec::len).sum()
    }
}

/// Every case; `drac` only where the shared corpus is present (environment `CIMWIRE_SHARED`,
/// else `../shared` beside the workspace).
pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new("get", "WinRM-style Get request, 16 in rotation", gets()),
        Case::new("fault", "s:Fault with f:WSManFault, 16 in rotation", messages::faults()),
        Case::new("pull200", "PullResponse, 200 services", vec![services::pull(&instances(200))]),
        Case::new("pull200p", "the same, pretty-printed", vec![services::pretty(&instances(200))]),
        Case::new(
            "shuf200",
            "the same, properties shuffled",
            vec![services::pull(&services::shuffled(200))],
        ),
        Case::new(
            "pull5000",
            "PullResponse, 5,000 services",
            vec![services::pull(&instances(5000))],
        ),
        Case::new("recv", "ReceiveResponse, 5 streams of 30 KB base64", vec![messages::receive()]),
    ];
    if let Ok(message) = fs::read(shared().join(DRAC)) {
        cases.push(Case::new("drac", "real iDRAC enumeration of card strings", vec![message]));
    }
    cases
}

fn gets() -> Vec<Vec<u8>> {
    requests().iter().map(messages::get).collect()
}

/// Where third-party messages and schemas are, if they are: `CIMWIRE_SHARED`, else `../shared`.
pub fn shared() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared"));
    env::var_os("CIMWIRE_SHARED").map_or_else(beside, PathBuf::from)
}

const DRAC: &str = "corpus/files/openstack+python-dracclient/\
    dracclient_tests_wsman_mocks_idraccard_string-enum-ok.xml";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_the_design_speaks_of() {
        for (name, low, high) in [
            ("get", 1_250, 1_500),
            ("fault", 1_400, 1_750),
            ("pull200", 280_000, 340_000),
            ("pull5000", 7_000_000, 8_500_000),
            ("recv", 140_000, 160_000),
        ] {
            let case = cases().into_iter().find(|case| case.name == name).expect("a known case");
            for message in &case.messages {
                assert!((low..high).contains(&message.len()), "{name}: {} bytes", message.len());
            }
        }
    }

    #[test]
    fn messages_in_rotation_differ() {
        for case in cases() {
            for pair in case.messages.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", case.name);
            }
        }
    }
}
