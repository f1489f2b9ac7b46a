//! Answers to Identify.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R11-5 | the URI that keeps a version from strangers is no departure; no version at all is, or one that is no URI |
//!
//! R11-2 is with `understanding`, R11-3 with `addressing`.

use super::checking::{Checking, children};
use super::tables::rule;
use crate::names::identity;
use crate::schema::Kind;
use crate::value::is_uri;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    let body = checking.body_element();
    let Some(body) = body.filter(|_| checking.kind == Kind::IdentifyResponse) else { return };
    let mut versions = children(body, identity::PROTOCOL_VERSION).peekable();
    if versions.peek().is_none() {
        checking.breaks(rule!("R11-5"), body, "expected a ProtocolVersion, found none");
    }
    for version in versions {
        if !is_uri(&checking.value(version)) {
            checking.breaks(rule!("R11-5"), version, "expected a URI, found other text");
        }
    }
}
