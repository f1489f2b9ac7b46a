//! What a request asks of its answer: OperationTimeout, MaxEnvelopeSize, Locale.
//!
//! | rule | how it is held |
//! | --- | --- |
//! | R6.1-1 | an OperationTimeout in a request is no departure; one in an answer is |
//! | R6.1-2, R6.1-5 | detected: one that is no duration, or less than nothing; -5 where it must be understood |
//! | R6.2-4 | detected: a MaxEnvelopeSize below 8192, or no number |
//! | R6.2-6 | detected: a Policy in a MaxEnvelopeSize header |
//! | R6.3-2 | detected for a service that has no texts in other languages |
//! | R6.3-3 | detected in Locale, DataLocale, Envelope and Body (see `faults` for texts of faults); tags are of RFC 5646 |

use super::checking::{Checking, attribute, attribute_value};
use super::report::About;
use super::tables::{fault, rule};
use crate::names::{addressing, none, wsman, wsmv, xml};
use crate::schema::Direction;
use crate::value::{Language, NonNegativeDuration, parse};
use crate::xml::Element;

pub(super) fn check(checking: &mut Checking<'_, '_>) {
    check_timeout(checking);
    check_size(checking);
    check_locale(checking);
    let languages = [
        Some(checking.envelope.element()),
        checking.envelope.body(),
        checking.header_element(wsmv::DATA_LOCALE),
    ];
    for element in languages.into_iter().flatten() {
        check_language(checking, element);
    }
}

/// Checks the language of an element, if it names one.
pub(super) fn check_language<'m>(checking: &mut Checking<'m, '_>, element: Element<'m>) {
    let language = attribute_value(element, xml::LANG);
    if language.is_some_and(|tag| parse::<Language>(&tag).is_none()) {
        let text = "expected a language tag such as en-US, found other text";
        checking.breaks(rule!("R6.3-3"), element, text);
    }
}

fn check_timeout(checking: &mut Checking<'_, '_>) {
    let Some(header) = checking.header(wsman::OPERATION_TIMEOUT) else { return };
    let element = header.element();
    if checking.direction == Direction::Response {
        let text = "expected OperationTimeout in requests, found one in an answer";
        checking.breaks(rule!("R6.1-1"), element, text);
    }
    let value = checking.value(element);
    if parse::<NonNegativeDuration>(&value).is_none() {
        let must = header.must_understand() == Some(true);
        let rule = if must { rule!("R6.1-5") } else { rule!("R6.1-2") };
        let text = "expected a duration such as PT60S, found other text";
        checking.breaks(rule, element, text).about(About::Header(element.index()));
    }
}

fn check_size(checking: &mut Checking<'_, '_>) {
    let Some(size) = checking.header_element(wsman::MAX_ENVELOPE_SIZE) else { return };
    let value = checking.value(size);
    let digits = value.strip_prefix('+').unwrap_or(&value);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let octets = digits.parse::<u64>().unwrap_or(u64::MAX);
    if !is_number {
        let text = "expected a number of octets, found other text";
        let invalid = fault!(addressing::INVALID_MESSAGE_INFORMATION_HEADER);
        let about = About::Header(size.index());
        checking.breaks(rule!("R6.2-4"), size, text).instead(invalid, None).about(about);
    } else if octets < SMALLEST_ENVELOPE {
        let text = format!("expected {SMALLEST_ENVELOPE} octets or more, found {octets}");
        checking.breaks(rule!("R6.2-4"), size, text);
    }
    if attribute(size, none::POLICY).is_some() {
        let text = "expected no Policy in a header, found one";
        checking.breaks(rule!("R6.2-6"), size, text);
    }
}

fn check_locale(checking: &mut Checking<'_, '_>) {
    let Some(header) = checking.header(wsman::LOCALE) else { return };
    let locale = header.element();
    if attribute(locale, xml::LANG).is_none() {
        checking.breaks(rule!("R6.3-3"), locale, "expected a Locale with xml:lang, found none");
    }
    check_language(checking, locale);
    if header.must_understand() == Some(true) && !checking.service.locales {
        let text = "expected a Locale that may be ignored, found one that must be understood";
        checking.breaks(rule!("R6.3-2"), locale, text);
    }
}

/// Octets of an envelope that everybody can receive (DSP0226 R6.2-4).
const SMALLEST_ENVELOPE: u64 = 8192;
