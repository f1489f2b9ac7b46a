//! What kind of message is planned.

use std::borrow::Cow;

use super::{Plan, What};
use crate::names::{NameId, addressing, soap, wsman};
use crate::wsman::Signs;

impl<'j> Plan<'j> {
    /// What tells the kind of the message that is planned.
    pub(in crate::json::read) fn signs(&self) -> Signs<'j> {
        let mut signs = Signs { action: None, resource_uri: None, relates: false, first: None };
        let (mut depth, mut is_body, mut block) = (0, false, NameId::NONE);
        for step in &self.steps {
            match step.what {
                What::Start(name) | What::Leaf(name, _) | What::MadeLeaf(name, _) => {
                    depth += 1;
                    let known = || self.known_name(name).map_or(NameId::NONE, NameId::canonical);
                    match depth {
                        2 => is_body = known() == soap::BODY,
                        3 if is_body => {
                            signs.first = Some((known(), self.names[name as usize].name.local));
                            break;
                        }
                        3 => block = begin(&mut signs, known()),
                        _ => {}
                    }
                    if let What::Leaf(_, text) = step.what
                        && depth == 3
                    {
                        go_on(&mut signs, block, text);
                    }
                    if !matches!(step.what, What::Start(_)) {
                        depth -= 1;
                    }
                }
                What::Text(text) if depth == 3 && !is_body => go_on(&mut signs, block, text),
                What::End => depth -= 1,
                _ => {}
            }
        }
        signs
    }
}

/// Takes a header block, the first of its name; returns the name if its text is wanted.
fn begin(signs: &mut Signs<'_>, block: NameId) -> NameId {
    let text = match block {
        addressing::ACTION => &mut signs.action,
        wsman::RESOURCE_URI => &mut signs.resource_uri,
        addressing::RELATES_TO => {
            signs.relates = true;
            return NameId::NONE;
        }
        _ => return NameId::NONE,
    };
    if text.is_some() {
        return NameId::NONE;
    }
    *text = Some(Cow::Borrowed(""));
    block
}

/// Takes a text of the header block that was begun.
fn go_on<'j>(signs: &mut Signs<'j>, block: NameId, text: &'j str) {
    let told = match block {
        addressing::ACTION => &mut signs.action,
        wsman::RESOURCE_URI => &mut signs.resource_uri,
        _ => return,
    };
    *told.get_or_insert_default() += text;
}
