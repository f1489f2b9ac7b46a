//! Encoding: every contender writes the same PullResponse from the same instances.

use std::hint::black_box;

use crate::data::{self, Instance};
use crate::measure::Pass;
use crate::peers;
use crate::table::{Column, Goal};

/// A tool that writes XML.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What the tool does not check in what it is given.
    fn omits(&self) -> &'static str;

    /// Appends the PullResponse of these instances.
    ///
    /// # Errors
    /// The tool's own words when it refuses a name or a value.
    fn encode(&mut self, instances: &[Instance], sink: &mut Vec<u8>) -> Result<(), String>;
}

/// Times the PullResponse of `count` services; a message with another infoset is an error.
///
/// # Errors
/// Names the contender that fails or writes something else.
pub fn measure(
    case: &'static str,
    count: usize,
    contenders: &mut [Box<dyn Contender>],
    rounds: usize,
) -> Result<Column, String> {
    let instances = data::instances(count);
    let expected = data::pull(&instances);
    agree(&instances, &expected, contenders)?;
    let mut passes: Vec<(String, Pass<'_>)> = Vec::new();
    for contender in contenders {
        let name = contender.name();
        let instances = &instances;
        passes.push((name, into_sink(&expected, |sink| contender.encode(instances, sink))));
    }
    let memcpy = |sink: &mut Vec<u8>| {
        sink.extend_from_slice(black_box(&expected));
        Ok(())
    };
    passes.push(("memcpy of the message".to_owned(), into_sink(&expected, memcpy)));
    Ok(Column::take(case, expected.len(), passes, rounds))
}

/// A pass that writes into a warm sink, large enough for the message.
fn into_sink<'a>(
    expected: &[u8],
    mut write: impl FnMut(&mut Vec<u8>) -> Result<(), String> + 'a,
) -> Pass<'a> {
    let mut sink = Vec::with_capacity(2 * expected.len());
    Box::new(move || {
        sink.clear();
        drop(black_box(write(&mut sink)));
        black_box(&sink);
    })
}

fn agree(
    instances: &[Instance],
    expected: &[u8],
    contenders: &mut [Box<dyn Contender>],
) -> Result<(), String> {
    for contender in contenders {
        let mut sink = Vec::new();
        let name = contender.name();
        contender.encode(instances, &mut sink).map_err(|error| format!("{name}: {error}"))?;
        if infoset(&sink)? != infoset(expected)? {
            return Err(format!("{name} writes another message"));
        }
    }
    Ok(())
}

/// Expanded names, attributes and texts in document order.
fn infoset(message: &[u8]) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(message).map_err(|error| error.to_string())?;
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let describe = |node: roxmltree::Node<'_, '_>| {
        let attributes: Vec<_> = node
            .attributes()
            .map(|attribute| (attribute.namespace(), attribute.name(), attribute.value()))
            .collect();
        format!("{:?} {attributes:?} {:?}", node.tag_name(), node.text())
    };
    Ok(document.descendants().map(describe).collect())
}

/// What encoding must reach.
pub const GOALS: [Goal; 2] = [
    Goal { case: "pull200", rival: peers::WRITER_042, ratio: 5.0 },
    Goal { case: "pull200", rival: peers::WRITER_041, ratio: 5.0 },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_write_the_same() {
        let instances = data::instances(60);
        agree(&instances, &data::pull(&instances), &mut peers::encoders()).expect("one message");
    }

    #[test]
    fn another_message_is_noticed() {
        let instances = data::instances(3);
        let other = data::pull(&data::instances(2));
        let error = agree(&instances, &other, &mut peers::encoders()).expect_err("one too many");
        assert!(error.ends_with("writes another message"), "{error}");
    }
}
