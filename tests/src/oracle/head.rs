//! The head of a message: what it says is what the whole message says, whatever follows.

use cimwire::ErrorKind;
use cimwire::soap::Envelope;
use cimwire::xml::{Document, Options, Reader, Tree};

use crate::infoset::{self, Bindings};

/// A head is read wherever the message is, and says the same up to the end of its header; where
/// it is refused, so is the message, for the same reason.
pub(super) fn same_head(reader: &mut Reader, message: &[u8]) {
    let whole = Reader::new().document(message.to_vec());
    match reader.read_head(message) {
        Err(head) => {
            let whole = whole.expect_err("the head of a sound message is refused");
            assert_eq!(format!("{head:?}"), format!("{whole:?}"));
        }
        Ok(head) => {
            stands_alone(head);
            let is_all = whole.is_ok_and(|whole| is_all(head, whole.tree()));
            if !is_all {
                whatever_follows(head, message);
            }
        }
    }
    salvaged_head(message);
}

fn stands_alone(head: Tree<'_>) {
    let again = Document::decode(head.text().to_owned()).expect("a head is well-formed");
    assert_eq!(lines(again.tree()), lines(head));
}

/// Whether a head is all of its message; what it is otherwise.
fn is_all(head: Tree<'_>, whole: Tree<'_>) -> bool {
    if head.text() == whole.text() {
        return true;
    }
    let envelope = Envelope::of(whole).expect("only an envelope has a head");
    let header = envelope.header_element().expect("a head ends behind a header");
    let end_tag = format!("</{}>", envelope.element().spelling());
    assert_eq!(head.text(), whole.text()[..header.range().end].to_owned() + &end_tag);
    assert_eq!(head.deviations(), &whole.deviations()[..head.deviations().len()]);
    false
}

/// Neither the end of the message nor garbage behind the header changes anything.
fn whatever_follows(head: Tree<'_>, message: &[u8]) {
    let end = head.text().rfind("</").expect("the end tag of an envelope");
    let kept = &message[..head.offset_in_input(end)];
    if !kept.ends_with(&head.text().as_bytes()[..end]) {
        return;
    }
    for rest in [&b""[..], b"\xff<&\0"] {
        let mut reader = Reader::new();
        let again = reader.read_head(&[kept, rest].concat()).map(|again| again.text().to_owned());
        match again {
            Ok(again) => assert_eq!(again, head.text()),
            // A declared encoding that is not supported forbids bytes outside ASCII anywhere.
            Err(error) => assert!(
                error.kind() == ErrorKind::Encoding && !rest.is_ascii(),
                "a head before garbage: {error}"
            ),
        }
    }
}

fn salvaged_head(message: &[u8]) {
    let salvaging = || Reader::with(Options { salvage: true, ..Options::default() });
    let (mut of_head, mut of_whole) = (salvaging(), salvaging());
    let Ok(whole) = of_whole.read(message) else { return };
    let head = of_head.read_head(message).expect("what salvage reads has a head");
    stands_alone(head);
    is_all(head, whole);
    assert_eq!(head.repairs(), &whole.repairs()[..head.repairs().len()]);
    assert!(head.text().matches('\u{fffd}').count() >= head.repairs().len());
}

fn lines(tree: Tree<'_>) -> Vec<String> {
    infoset::of(tree, Bindings::InForce)
}
