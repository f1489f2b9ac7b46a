//! Which of the names that mean the same a message has.

use crate::names::{Family, NameId, NamespaceId, ns};

/// Which namespaces of the larger families a message speaks: addressing of 2004/08 or of 2005/08
/// (DSP0226 §5), WS-Management 1.x or an older draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// That of the envelope.
    pub soap: NamespaceId,
    /// That of the addressing headers.
    pub addressing: NamespaceId,
    /// That of the control headers.
    pub wsman: NamespaceId,
}

impl Default for Spelling {
    fn default() -> Self {
        Self { soap: ns::SOAP, addressing: ns::ADDRESSING, wsman: ns::WSMAN }
    }
}

impl Spelling {
    /// The name that stands for a canonical one.
    #[must_use]
    pub fn of(self, name: NameId) -> NameId {
        let Some(namespace) = name.namespace() else { return name };
        let spoken = match namespace.family() {
            Some(Family::Soap) => self.soap,
            Some(Family::Addressing) => self.addressing,
            Some(Family::Wsman) => self.wsman,
            _ => return name,
        };
        name.in_namespace(spoken).unwrap_or(name)
    }

    /// Takes a namespace as that of its family.
    pub fn speak(&mut self, namespace: NamespaceId) {
        match namespace.family() {
            Some(Family::Soap) => self.soap = namespace,
            Some(Family::Addressing) => self.addressing = namespace,
            Some(Family::Wsman) => self.wsman = namespace,
            _ => {}
        }
    }
}
