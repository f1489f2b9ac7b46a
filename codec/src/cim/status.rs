//! What became of an operation of CIM.

use crate::names::{NameId, addressing, cimbinding, enumeration, transfer, wsman};
use crate::schema;

/// Declares the statuses once, with their codes, their names, and the faults that tell them.
macro_rules! statuses {
    ($($(#[$doc:meta])* $status:ident = $code:literal, $name:literal, $fault:expr, $detail:expr;)*) => {
        /// Why an operation of CIM failed (DSP0200 §5.2.6, DSP0223).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Status { $($(#[$doc])* $status,)* }

        impl Status {
            /// All there are, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$status,)*];

            /// Its code, as `CIMStatusCode` has it.
            #[must_use]
            pub const fn code(self) -> u32 {
                match self { $(Self::$status => $code,)* }
            }

            /// Its name, as `CIM_ERR_NOT_FOUND`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$status => concat!("CIM_ERR_", $name),)* }
            }

            const fn told(self) -> (NameId, Option<&'static str>) {
                match self { $(Self::$status => ($fault, $detail),)* }
            }
        }
    };
}

statuses! {
    /// For no reason that another status has.
    Failed = 1, "FAILED", wsman::INTERNAL_ERROR, None;
    /// Who asked may not do that.
    AccessDenied = 2, "ACCESS_DENIED", wsman::ACCESS_DENIED, None;
    /// There is no such CIM namespace.
    InvalidNamespace = 3, "INVALID_NAMESPACE", addressing::DESTINATION_UNREACHABLE, None;
    /// A parameter is missing, there twice, or wrong.
    InvalidParameter = 4, "INVALID_PARAMETER", wsman::INVALID_PARAMETER, None;
    /// There is no such class.
    InvalidClass = 5, "INVALID_CLASS", addressing::DESTINATION_UNREACHABLE,
        Some("InvalidResourceURI");
    /// There is no such instance.
    NotFound = 6, "NOT_FOUND", addressing::DESTINATION_UNREACHABLE, None;
    /// That is not done here.
    NotSupported = 7, "NOT_SUPPORTED", addressing::ACTION_NOT_SUPPORTED, None;
    /// The class has subclasses.
    ClassHasChildren = 8, "CLASS_HAS_CHILDREN", cimbinding::CIM_EXCEPTION, None;
    /// The class has instances.
    ClassHasInstances = 9, "CLASS_HAS_INSTANCES", cimbinding::CIM_EXCEPTION, None;
    /// There is no such class to inherit from.
    InvalidSuperclass = 10, "INVALID_SUPERCLASS", cimbinding::CIM_EXCEPTION, None;
    /// It is there already.
    AlreadyExists = 11, "ALREADY_EXISTS", wsman::ALREADY_EXISTS, None;
    /// There is no such property.
    NoSuchProperty = 12, "NO_SUCH_PROPERTY", transfer::INVALID_REPRESENTATION, None;
    /// A value is not of the type of its property.
    TypeMismatch = 13, "TYPE_MISMATCH", transfer::INVALID_REPRESENTATION, None;
    /// The language of the query is not known.
    QueryLanguageNotSupported = 14, "QUERY_LANGUAGE_NOT_SUPPORTED",
        enumeration::FILTER_DIALECT_REQUESTED_UNAVAILABLE, None;
    /// The query is wrong.
    InvalidQuery = 15, "INVALID_QUERY", enumeration::CANNOT_PROCESS_FILTER, None;
    /// The method is not there for this instance.
    MethodNotAvailable = 16, "METHOD_NOT_AVAILABLE", addressing::ACTION_NOT_SUPPORTED, None;
    /// There is no such method.
    MethodNotFound = 17, "METHOD_NOT_FOUND", addressing::ACTION_NOT_SUPPORTED, None;
    /// The CIM namespace is not empty.
    NamespaceNotEmpty = 20, "NAMESPACE_NOT_EMPTY", cimbinding::CIM_EXCEPTION, None;
    /// There is no such enumeration.
    InvalidEnumerationContext = 21, "INVALID_ENUMERATION_CONTEXT",
        enumeration::INVALID_ENUMERATION_CONTEXT, None;
    /// The timeout is not one that is possible.
    InvalidOperationTimeout = 22, "INVALID_OPERATION_TIMEOUT", cimbinding::CIM_EXCEPTION, None;
    /// Somebody ended it.
    PullHasBeenAbandoned = 23, "PULL_HAS_BEEN_ABANDONED", cimbinding::CIM_EXCEPTION, None;
    /// It cannot be ended.
    PullCannotBeAbandoned = 24, "PULL_CANNOT_BE_ABANDONED", cimbinding::CIM_EXCEPTION, None;
    /// Enumerations are not filtered here.
    FilteredEnumerationNotSupported = 25, "FILTERED_ENUMERATION_NOT_SUPPORTED",
        enumeration::FILTERING_NOT_SUPPORTED, None;
    /// It does not go on behind an error.
    ContinuationOnErrorNotSupported = 26, "CONTINUATION_ON_ERROR_NOT_SUPPORTED",
        cimbinding::CIM_EXCEPTION, None;
    /// That is more than the server can do.
    ServerLimitsExceeded = 27, "SERVER_LIMITS_EXCEEDED", wsman::QUOTA_LIMIT, None;
    /// The server is about to end.
    ServerIsShuttingDown = 28, "SERVER_IS_SHUTTING_DOWN", cimbinding::CIM_EXCEPTION, None;
}

impl Status {
    /// The status of a code.
    ///
    /// ```
    /// use cimwire::cim::Status;
    /// assert_eq!(Status::of(6), Some(Status::NotFound));
    /// assert_eq!(Status::of(6).unwrap().name(), "CIM_ERR_NOT_FOUND");
    /// assert_eq!(Status::of(0), None);
    /// ```
    #[must_use]
    pub fn of(code: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.code() == code)
    }

    /// The fault that tells it to a client of WS-Management: one of DSP0226 where it has one that
    /// means the same, else `b:CIMException` (DSP0227 §12).
    #[must_use]
    pub fn known(self) -> Option<&'static schema::Fault> {
        schema::Fault::of(self.told().0)
    }

    /// The detail code of that fault, where it needs one.
    #[must_use]
    pub fn detail_code(self) -> Option<&'static str> {
        self.told().1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_told_by_a_fault_that_there_is() {
        for status in Status::ALL {
            let known = status.known().unwrap_or_else(|| panic!("{status:?}"));
            let has = |code| known.details.contains(&code);
            assert!(status.detail_code().is_none_or(has), "{status:?}");
            assert_eq!(Status::of(status.code()), Some(*status));
        }
    }
}
