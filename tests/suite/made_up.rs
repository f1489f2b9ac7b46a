//! Messages made up from a seed: every property holds of each, and of some in a row.

use cimwire::xml::Document;
use cimwire_tests::generate::message;
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::oracle::{self, TURN};
use cimwire_tests::report;

#[test]
fn every_property_holds_of_messages_made_up() {
    let mut accepted = 0;
    for seed in SEEDS {
        let mut random = Random::new(seed);
        let messages: Vec<String> = (0..IN_A_ROW).map(|_| message(&mut random)).collect();
        oracle::reader(messages.join(&char::from(TURN).to_string()).as_bytes());
        for message in &messages {
            let mutant = mutate(message.as_bytes(), &mut random);
            oracle::compare(&[message.as_bytes(), &mutant].join(&TURN));
            accepted += usize::from(Document::decode(message.clone()).is_ok());
            holds(message.as_bytes());
            holds(&mutant);
        }
    }
    let made = SEEDS.count() * IN_A_ROW;
    report(format!("{accepted} of {made} messages made up are well-formed"));
    assert!(accepted > made / 2);
}

fn holds(message: &[u8]) {
    oracle::judge(message);
    oracle::roundtrip(message);
    oracle::json(message);
    oracle::salvage(message);
    oracle::facade(message);
    oracle::compare(message);
}

const SEEDS: std::ops::Range<u64> = 0..50;
const IN_A_ROW: usize = 4;
