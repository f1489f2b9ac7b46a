//! Instances with the types of their class, from XML to JSON and back.
//!
//! To JSON, every converter has a form of its own, with the same numbers, booleans and texts of
//! properties. Back, all are given ours, and have to write the same elements; their order is left
//! to the rivals, whose `Value` sorts members.

use std::hint::black_box;

use serde_json::Value;

use crate::data::Case;
use crate::json::Work;
use crate::measure::Pass;
use crate::table::{Column, Goal};
use crate::{ours, peers};

/// A tool that converts one way.
pub struct Converter {
    /// Name of the row.
    pub name: &'static str,
    /// What the tool does not check or loses.
    pub omits: &'static str,
    /// Converts a message.
    pub convert: Box<Convert>,
}

/// Converts a message; an error is in the tool's own words.
pub type Convert = dyn FnMut(&[u8]) -> Result<Vec<u8>, String>;

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn converters(work: Work) -> Vec<Converter> {
    let (mut all, ours) = match work {
        Work::ToJson => (peers::to_typed_json(), ours::to_typed_json()),
        Work::ToXml => (peers::from_typed_json(), ours::from_typed_json()),
    };
    all.push(ours);
    all
}

/// Times one case, by the bytes of its XML; results that differ are an error.
///
/// # Errors
/// Names the converter that fails, or gives something else than ours.
pub fn measure(case: &Case, work: Work, rounds: usize) -> Result<Column, String> {
    let (inputs, mut converters) = (inputs(case, work)?, converters(work));
    agree(case, &inputs, &mut converters, work)?;
    let passes = converters.into_iter().map(|mut converter| {
        let inputs = &inputs;
        let pass: Pass<'_> = Box::new(move || {
            for input in inputs {
                drop(black_box((converter.convert)(input)));
            }
        });
        (converter.name.to_owned(), pass)
    });
    Ok(Column::take(case.name, case.bytes(), passes.collect(), rounds))
}

/// The messages to convert.
///
/// # Errors
/// As [`measure`].
pub fn inputs(case: &Case, work: Work) -> Result<Vec<Vec<u8>>, String> {
    match work {
        Work::ToJson => Ok(case.messages.clone()),
        Work::ToXml => {
            let mut ours = ours::to_typed_json();
            case.messages.iter().map(|xml| (ours.convert)(xml)).collect()
        }
    }
}

fn agree(
    case: &Case,
    inputs: &[Vec<u8>],
    converters: &mut [Converter],
    work: Work,
) -> Result<(), String> {
    for Converter { name, convert, .. } in converters {
        for (input, xml) in inputs.iter().zip(&case.messages) {
            let made = convert(input).map_err(|error| format!("{name}: {error}"))?;
            let is_same = match work {
                Work::ToJson => has_values_of(&made, &(ours::to_typed_json().convert)(xml)?)?,
                Work::ToXml => elements(&made)? == elements(xml)?,
            };
            if !is_same {
                return Err(format!("{name} gives something else for {}", case.name));
            }
        }
    }
    Ok(())
}

/// The elements of XML, sorted: the names, attributes and texts of each, and around it.
fn elements(xml: &[u8]) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(xml).map_err(|error| error.to_string())?;
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let about = |node: roxmltree::Node<'_, '_>| {
        let attributes: Vec<_> = node.attributes().map(|it| (it.name(), it.value())).collect();
        let parent = node.parent_element().map(|it| it.tag_name().name().to_owned());
        format!("{:?} {attributes:?} {:?} {parent:?}", node.tag_name(), node.text())
    };
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let mut elements: Vec<String> = elements.map(about).collect();
    elements.sort();
    Ok(elements)
}

/// Whether JSON has the numbers and booleans of ours, and no text that ours has not.
fn has_values_of(json: &[u8], ours: &[u8]) -> Result<bool, String> {
    let ((scalars, texts), (our_scalars, our_texts)) = (values(json)?, values(ours)?);
    let mut our_texts = our_texts.iter();
    Ok(!scalars.is_empty()
        && scalars == our_scalars
        && texts.iter().all(|text| our_texts.by_ref().any(|known| known == text)))
}

/// The numbers and booleans of JSON, and its texts, each sorted.
fn values(json: &[u8]) -> Result<(Vec<String>, Vec<String>), String> {
    let mut open: Vec<Value> =
        vec![serde_json::from_slice(json).map_err(|error| error.to_string())?];
    let (mut scalars, mut texts) = (Vec::new(), Vec::new());
    while let Some(value) = open.pop() {
        match value {
            // The rivals take an array that is null for one empty text.
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => texts.push(text),
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
            Value::Bool(_) | Value::Number(_) => scalars.push(value.to_string()),
            Value::Null => {}
        }
    }
    scalars.sort();
    texts.sort();
    Ok((scalars, texts))
}

/// What the ways must reach.
pub fn goals(work: Work) -> Vec<Goal> {
    let (rivals, ratio) = match work {
        Work::ToJson => ([peers::TYPED_JSON_042, peers::TYPED_JSON_041], 8.0),
        Work::ToXml => ([peers::VALUE_042, peers::VALUE_041], 2.0),
    };
    let cases = ["pull200", "pull5000"];
    cases.into_iter().flat_map(|case| rivals.map(|rival| Goal { case, rival, ratio })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_give_the_same() {
        let case = &crate::json::cases()[0];
        for work in [Work::ToJson, Work::ToXml] {
            let inputs = inputs(case, work).expect("messages");
            agree(case, &inputs, &mut converters(work), work).expect("the same");
        }
    }

    #[test]
    fn a_lost_value_is_noticed() {
        let case = &crate::json::cases()[0];
        for (work, from, to) in [(Work::ToJson, "1077", "1078"), (Work::ToXml, ">Auto<", ">auto<")]
        {
            let mut converters = converters(work);
            let mut honest = converters.pop().expect("ours");
            let convert = move |input: &[u8]| {
                let made = String::from_utf8((honest.convert)(input)?).expect("text");
                Ok(made.replacen(from, to, 1).into_bytes())
            };
            let forgetful = Converter { name: "f", omits: "", convert: Box::new(convert) };
            let inputs = inputs(case, work).expect("messages");
            let error = agree(case, &inputs, &mut [forgetful], work).expect_err("another value");
            assert_eq!(error, "f gives something else for pull200");
        }
    }
}
