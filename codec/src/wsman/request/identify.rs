//! Asking a service what it is (DSP0226 §11).

use crate::wsman::{Headers, Typed, identity};

/// Asks a service what it is. It has no header blocks (DSP0226 R11-2).
///
/// ```
/// let bytes = cimwire::request::Identify::new().encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Identify(());

impl Identify {
    /// Asks any service.
    pub fn new() -> Self {
        Self::default()
    }

    /// The message.
    #[must_use]
    pub fn build(self) -> Typed<'static> {
        Typed::new(Headers::default(), identity::Identify::default())
    }
}
