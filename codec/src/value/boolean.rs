//! `xs:boolean`, and how it is met.

use super::lexical;

/// `true`, `false`, `1` or `0` (XML Schema part 2 §3.2.2). The words are read in any case, as
/// OMI writes `TRUE` and Windows `True`; only the lower-case ones are canonical.
fn from_text(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

lexical!(bool, from_text, "expected true or false");

#[cfg(test)]
mod tests {
    use crate::value::{Text, parse};

    #[test]
    fn words_count_in_any_case_and_numbers_are_two() {
        for (text, value) in
            [("true", true), ("1", true), ("TRUE", true), (" True\n", true), ("0", false)]
        {
            assert_eq!(parse::<bool>(text), Some(value), "{text}");
        }
        for wrong in ["", "yes", "00", "+1", "t", "truefalse", "ｔrue"] {
            assert_eq!(parse::<bool>(wrong), None, "{wrong}");
        }
        assert!(Text::<bool>::from("false").is_canonical());
        assert!(!Text::<bool>::from("FALSE").is_canonical());
        assert!(!Text::<bool>::from("1").is_canonical());
    }
}
