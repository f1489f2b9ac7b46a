//! XML to JSON and back: every contender has a JSON of its own, in which no text is lost.

use std::hint::black_box;

use serde_json::Value;

use crate::data::{self, Case};
use crate::measure::Pass;
use crate::table::{Column, Goal};
use crate::{ours, peers};

/// A tool that makes JSON of XML, and XML of that JSON.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What the tool does not check or loses.
    fn omits(&self) -> &'static str;

    /// The message as JSON.
    ///
    /// # Errors
    /// The tool's own words when it refuses the message.
    fn to_json(&mut self, xml: &[u8]) -> Result<Vec<u8>, String>;

    /// The message that the tool's own JSON is.
    ///
    /// # Errors
    /// As [`Contender::to_json`].
    fn to_xml(&mut self, json: &[u8]) -> Result<Vec<u8>, String>;
}

/// What is timed.
#[derive(Clone, Copy)]
pub enum Work {
    /// [`Contender::to_json`].
    ToJson,
    /// [`Contender::to_xml`].
    ToXml,
}

/// The messages that the typed structs of the rivals can hold.
pub fn cases() -> Vec<Case> {
    let is_typed = |case: &Case| ["pull200", "pull5000"].contains(&case.name);
    data::cases().into_iter().filter(is_typed).collect()
}

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn contenders() -> Vec<Box<dyn Contender>> {
    let mut all = peers::converters();
    all.push(Box::new(ours::Lossless::new()));
    all
}

/// Times one case, by the bytes of its XML; a text that is lost is an error.
///
/// # Errors
/// Names the contender that fails or loses a text.
pub fn measure(
    case: &Case,
    contenders: &mut [Box<dyn Contender>],
    work: Work,
    rounds: usize,
) -> Result<Column, String> {
    let mut passes: Vec<(String, Pass<'_>)> = Vec::new();
    for contender in contenders {
        let (name, json) = (contender.name(), keep(case, contender.as_mut())?);
        let pass: Pass<'_> = Box::new(move || {
            for (xml, json) in case.messages.iter().zip(&json) {
                drop(black_box(match work {
                    Work::ToJson => contender.to_json(xml),
                    Work::ToXml => contender.to_xml(json),
                }));
            }
        });
        passes.push((name, pass));
    }
    Ok(Column::take(case.name, case.bytes(), passes, rounds))
}

/// The contender's JSON of each message, after a look that no text is lost on either way.
fn keep(case: &Case, contender: &mut dyn Contender) -> Result<Vec<Vec<u8>>, String> {
    let name = contender.name();
    case.messages
        .iter()
        .map(|xml| {
            let expected = texts(xml)?;
            let json = contender.to_json(xml).map_err(|error| format!("{name}: {error}"))?;
            let again = contender.to_xml(&json).map_err(|error| format!("{name}: {error}"))?;
            if !holds(&json, &expected)? || texts(&again)? != expected {
                return Err(format!("{name} loses a text of {}", case.name));
            }
            Ok(json)
        })
        .collect()
}

/// The texts of the elements, sorted.
fn texts(xml: &[u8]) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(xml).map_err(|error| error.to_string())?;
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let texts = document.descendants().filter(roxmltree::Node::is_text);
    let mut texts: Vec<String> = texts.filter_map(|node| node.text()).map(str::to_owned).collect();
    texts.sort();
    Ok(texts)
}

/// Whether each of the sorted texts is a string of its own in the JSON.
fn holds(json: &[u8], texts: &[String]) -> Result<bool, String> {
    let mut open: Vec<Value> =
        vec![serde_json::from_slice(json).map_err(|error| error.to_string())?];
    let mut strings = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::String(string) => strings.push(string),
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    strings.sort();
    let mut strings = strings.iter();
    Ok(texts.iter().all(|text| strings.by_ref().any(|string| string == text)))
}

/// What XML to JSON must reach.
pub const GOALS: [Goal; 2] = [
    Goal { case: "pull200", rival: peers::SERDE_042, ratio: 9.0 },
    Goal { case: "pull200", rival: peers::SERDE_041, ratio: 9.0 },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_lost() {
        let cases = cases();
        for mut contender in contenders() {
            keep(&cases[0], contender.as_mut()).expect("every text");
        }
    }

    #[test]
    fn a_lost_text_is_noticed() {
        struct Forgetful(ours::Lossless);
        impl Contender for Forgetful {
            fn name(&self) -> String {
                "forgetful".to_owned()
            }
            fn omits(&self) -> &'static str {
                "a value"
            }
            fn to_json(&mut self, xml: &[u8]) -> Result<Vec<u8>, String> {
                let xml = std::str::from_utf8(xml).map_err(|error| error.to_string())?;
                self.0.to_json(xml.replacen(">Auto<", ">Manual<", 1).as_bytes())
            }
            fn to_xml(&mut self, json: &[u8]) -> Result<Vec<u8>, String> {
                self.0.to_xml(json)
            }
        }
        let error = keep(&cases()[0], &mut Forgetful(ours::Lossless::new())).expect_err("a text");
        assert_eq!(error, "forgetful loses a text of pull200");
    }
}
