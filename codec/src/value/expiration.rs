//! When something expires.

use std::fmt;

use super::{DateTime, Duration, Lexical, NonNegativeDuration, from_str, lexical};

/// When something expires: at a point in time, or after a span (DSP8033 `ExpirationType`). The span
/// is not negative when read.
///
/// ```
/// use cimwire::value::{Duration, Expiration, Text};
/// let expires = Text::<Expiration>::from("PT10M");
/// assert_eq!(expires.value(), Some(Expiration::Duration(Duration::from_minutes(10))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expiration {
    /// A point in time.
    DateTime(DateTime),
    /// A span from when it is granted.
    Duration(Duration),
}

impl fmt::Display for Expiration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateTime(at) => at.fmt(f),
            Self::Duration(after) => after.fmt(f),
        }
    }
}

impl From<DateTime> for Expiration {
    fn from(at: DateTime) -> Self {
        Self::DateTime(at)
    }
}

impl From<Duration> for Expiration {
    fn from(after: Duration) -> Self {
        Self::Duration(after)
    }
}

lexical!(
    Expiration,
    from_text,
    "expected a duration such as PT10M, or a dateTime such as 2025-03-01T08:30:00Z"
);
from_str!(Expiration);

fn from_text(text: &str) -> Option<Expiration> {
    let after = || NonNegativeDuration::from_text(text).map(Expiration::Duration);
    DateTime::from_text(text).map(Expiration::DateTime).or_else(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_is_read_and_nothing_else() {
        for text in ["PT10M", "2025-03-01T08:30:00Z", "2147483647-12-31T23:59:59.999-14:00", "PT0S"]
        {
            let value = Expiration::from_text(text).expect(text);
            assert_eq!(value.to_string(), text);
        }
        for wrong in ["", "-PT10M", "60", "never", "PT10M 2025-03-01T08:30:00Z"] {
            assert_eq!(Expiration::from_text(wrong), None, "{wrong}");
        }
    }
}
