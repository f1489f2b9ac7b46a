//! Typed messages that nobody read: what is built and written reads the same.

mod made;

use cimwire::record::Spelling;
use cimwire::wsman::Typed;

use self::made::{Made, body};
use super::dice::Dice;
use super::roundtrip::WIDE_WRITER;
use super::typed::decoded;

/// A message built of bytes, or a golden one edited by them, is written and reads the same; unless
/// there is something in it that XML cannot carry, which is an error.
pub fn records(data: &[u8]) {
    let mut dice = Dice::new(data);
    let mut built = if dice.one_in(4) { edited(&mut dice) } else { Typed::made(&mut dice) };
    let bytes = match built.encode_into(Vec::new(), WIDE_WRITER) {
        Err(error) => return assert!(dice.is_unwritable, "{error}: {built:#?}"),
        Ok(bytes) => bytes,
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(!dice.is_unwritable, "{built:#?} is written: {text}");
    let message = decoded(bytes);
    let mut read = message.typed();
    normalize(&mut built);
    normalize(&mut read);
    assert!(read == built, "{built:#?}\nis read as {read:#?}\n{text}");
}

/// A golden message with other header blocks, and perhaps another body.
fn edited(dice: &mut Dice<'_>) -> Typed<'static> {
    let mut typed = dice.message().typed();
    let headers = typed.headers.get_or_insert_default();
    put(&mut headers.message_id, dice);
    put(&mut headers.relates_to, dice);
    put(&mut headers.selectors, dice);
    put(&mut headers.options, dice);
    put(&mut headers.reply_to, dice);
    put(&mut headers.rest.elements, dice);
    if dice.one_in(3) {
        typed.body = Some(body(dice));
        // The old body may have been all that told which draft the message speaks.
        typed.spelling = Spelling::default();
    }
    typed
}

fn put<M: Made>(field: &mut M, dice: &mut Dice<'_>) {
    if dice.one_in(3) {
        *field = M::made(dice);
    }
}

/// Forgets what is not read again: the order of what was edited, as what came to it is written
/// behind; and what the envelope speaks, where no header block tells.
fn normalize(typed: &mut Typed<'_>) {
    typed.rest.normalize();
    let headers = typed.headers.as_mut();
    let tells = headers.is_some_and(|headers| {
        headers.rest.normalize();
        headers.action.is_some()
    });
    let addressing = typed.spelling.addressing;
    typed.spelling = Spelling::default();
    if tells {
        typed.spelling.addressing = addressing;
    }
}
