//! Encoding: every contender writes the same messages from the same values.

use std::hint::black_box;

use crate::data::{self, Message};
use crate::measure::Pass;
use crate::table::{Column, Goal};
use crate::{ours, peers};

/// A tool that writes XML.
pub trait Contender {
    /// Name of the row.
    fn name(&self) -> String;

    /// What the tool does not check in what it is given.
    fn omits(&self) -> &'static str;

    /// Writes the message into an empty sink.
    ///
    /// # Errors
    /// The tool's own words when it refuses a name or a value.
    fn encode(&mut self, message: &Message, sink: &mut Vec<u8>) -> Result<(), String>;
}

/// Messages of one kind, written in rotation.
pub struct Case {
    /// Name of the column.
    pub name: &'static str,
    /// At least one message.
    pub messages: Vec<Message>,
}

/// Every case.
pub fn cases() -> Vec<Case> {
    let pull = |count| vec![Message::Pull(data::instances(count))];
    vec![
        Case { name: "get", messages: data::requests().into_iter().map(Message::Get).collect() },
        Case { name: "pull200", messages: pull(200) },
        Case { name: "pull5000", messages: pull(5000) },
    ]
}

/// Every row: the rivals, the first of which is the reference, then ours.
pub fn contenders() -> Vec<Box<dyn Contender>> {
    let mut all = peers::encoders();
    all.push(Box::new(ours::Prepared::new()));
    all
}

/// Times one case; a message with another infoset is an error.
///
/// # Errors
/// Names the contender that fails or writes something else.
pub fn measure(
    case: &Case,
    contenders: &mut [Box<dyn Contender>],
    rounds: usize,
) -> Result<Column, String> {
    agree(case, contenders)?;
    let expected: Vec<Vec<u8>> = case.messages.iter().map(Message::xml).collect();
    let mut passes: Vec<(String, Pass<'_>)> = Vec::new();
    for contender in contenders {
        let name = contender.name();
        let encode = |message: &Message, sink: &mut Vec<u8>| contender.encode(message, sink);
        passes.push((name, into_sink(&case.messages, encode)));
    }
    let memcpy = |message: &Vec<u8>, sink: &mut Vec<u8>| {
        sink.extend_from_slice(black_box(message));
        Ok(())
    };
    passes.push(("memcpy of the message".to_owned(), into_sink(&expected, memcpy)));
    let bytes = expected.iter().map(Vec::len).sum();
    Ok(Column::take(case.name, bytes, passes, rounds))
}

/// A pass that writes every message into a warm sink.
fn into_sink<'a, M>(
    messages: &'a [M],
    mut write: impl FnMut(&M, &mut Vec<u8>) -> Result<(), String> + 'a,
) -> Pass<'a> {
    let mut sink = Vec::new();
    Box::new(move || {
        for message in messages {
            sink.clear();
            drop(black_box(write(message, &mut sink)));
            black_box(&sink);
        }
    })
}

fn agree(case: &Case, contenders: &mut [Box<dyn Contender>]) -> Result<(), String> {
    for message in &case.messages {
        let expected = infoset(&message.xml())?;
        for contender in contenders.iter_mut() {
            let (name, mut sink) = (contender.name(), Vec::new());
            contender.encode(message, &mut sink).map_err(|error| format!("{name}: {error}"))?;
            if infoset(&sink)? != expected {
                return Err(format!("{name} writes another message"));
            }
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
pub const GOALS: [Goal; 4] = [
    Goal { case: "pull200", rival: peers::WRITER_042, ratio: 5.0 },
    Goal { case: "pull200", rival: peers::WRITER_041, ratio: 5.0 },
    Goal { case: "get", rival: peers::WRITER_042, ratio: 5.0 },
    Goal { case: "get", rival: peers::WRITER_041, ratio: 5.0 },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_write_the_same() {
        for case in cases().iter().filter(|case| case.name != "pull5000") {
            agree(case, &mut contenders()).expect("one message");
        }
    }

    #[test]
    fn another_message_is_noticed() {
        struct Mute;
        impl Contender for Mute {
            fn name(&self) -> String {
                "mute".to_owned()
            }
            fn omits(&self) -> &'static str {
                "everything"
            }
            fn encode(&mut self, _: &Message, sink: &mut Vec<u8>) -> Result<(), String> {
                sink.extend_from_slice(b"<a/>");
                Ok(())
            }
        }
        let error = agree(&cases()[0], &mut [Box::new(Mute)]).expect_err("another message");
        assert_eq!(error, "mute writes another message");
    }
}
