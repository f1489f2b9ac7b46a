//! URIs.

use std::borrow::Cow;

use super::Lexical;

/// `xs:anyURI`: a marker; its values are `&str`. An absolute or relative URI reference by
/// RFC 3986, which may have characters beyond ASCII as IRIs do (RFC 3987).
#[derive(Clone, Copy, Debug)]
pub enum Uri {}

impl Lexical for Uri {
    type Value<'t> = &'t str;

    const EXPECTED: &'static str = "expected a URI";

    fn from_text(text: &str) -> Option<&str> {
        is_reference(text).then_some(text)
    }

    fn canonical<'v>(value: &'v &str) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

/// Whether a text is a URI by RFC 3986 §3: absolute, and of ASCII alone (DSP0226 R5.1.2.1-1,
/// R5.4.4-1).
///
/// ```
/// use cimwire::value::is_uri;
/// assert!(is_uri("uuid:d9726315-bc91-430b-9ed8-ce5ffb858a91"));
/// assert!(is_uri("http://[fe80::1]:5985/wsman?a=b"));
/// assert!(!is_uri("/wsman") && !is_uri("http://fans/a b") && !is_uri("http://fans/é"));
/// ```
#[must_use]
pub fn is_uri(text: &str) -> bool {
    text.is_ascii() && scheme(text).is_some() && is_reference(text)
}

/// RFC 3986 §4.1, with letters beyond ASCII.
fn is_reference(text: &str) -> bool {
    let rest = match scheme(text) {
        Some(scheme) if !is_scheme(scheme) => return false,
        Some(scheme) => &text[scheme.len() + 1..],
        None => text,
    };
    let (rest, fragment) = cut(rest, b'#');
    let (hierarchy, query) = cut(rest, b'?');
    let is_hierarchy = match hierarchy.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority) && are_chars(path, IN_PATH)
        }
        None => are_chars(hierarchy, IN_PATH),
    };
    is_hierarchy && are_chars(query, IN_QUERY) && are_chars(fragment, IN_QUERY)
}

/// What stands before and behind the first of a byte of ASCII.
fn cut(text: &str, byte: u8) -> (&str, &str) {
    match memchr::memchr(byte, text.as_bytes()) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

/// What stands before the first colon, if nothing there starts another part.
fn scheme(text: &str) -> Option<&str> {
    let is_end = |byte| matches!(byte, b':' | b'/' | b'?' | b'#');
    let end = text.bytes().position(is_end)?;
    (text.as_bytes()[end] == b':').then_some(&text[..end])
}

/// RFC 3986 §3.1.
fn is_scheme(scheme: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(is_inner)
}

/// RFC 3986 §3.2: `user@host:port`.
fn is_authority(authority: &str) -> bool {
    // Nearly all are a host alone.
    if are_chars(authority, IN_NAME) {
        return true;
    }
    let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match place.strip_prefix('[') {
        Some(literal) => {
            let Some((literal, port)) = literal.split_once(']') else { return false };
            if !is_ip_literal(literal) || !(port.is_empty() || port.starts_with(':')) {
                return false;
            }
            ("", port.trim_start_matches(':'))
        }
        None => place.split_once(':').unwrap_or((place, "")),
    };
    are_chars(user, IN_USER)
        && are_chars(host, IN_NAME)
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// RFC 3986 §3.2.2 `IP-literal`, with the zone of RFC 6874.
fn is_ip_literal(literal: &str) -> bool {
    if let Some((version, address)) =
        literal.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.'))
    {
        let is_hex = version.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_hex && !version.is_empty() && !address.is_empty() && are_chars(address, IN_USER);
    }
    let (address, zone) = literal.split_once("%25").unwrap_or((literal, ""));
    address.parse::<std::net::Ipv6Addr>().is_ok() && are_chars(zone, IN_NAME)
}

/// Whether all are of a part of a URI, beyond ASCII or percent-encoded (RFC 3986 §2).
fn are_chars(text: &str, part: u8) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, &byte)| {
        PARTS[usize::from(byte)] & part != 0 || byte == b'%' && is_percent_encoded(bytes, at)
    })
}

fn is_percent_encoded(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at + 1..at + 3), Some(hex) if hex.iter().all(u8::is_ascii_hexdigit))
}

/// The parts of a URI that each byte may stand in, as bits.
static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    let mut byte = 0;
    while byte < parts.len() {
        parts[byte] = match byte as u8 {
            // RFC 3986 §2.3 and §2.2: unreserved, and sub-delimiters; IRIs have more.
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'!'
            | b'$'
            | b'&'
            | b'\''
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | 0x80.. => ANYWHERE,
            b':' => IN_USER | IN_PATH | IN_QUERY,
            b'@' | b'/' => IN_PATH | IN_QUERY,
            b'?' => IN_QUERY,
            _ => 0,
        };
        byte += 1;
    }
    parts
};

const IN_NAME: u8 = 1;
const IN_USER: u8 = 2;
const IN_PATH: u8 = 4;
const IN_QUERY: u8 = 8;
const ANYWHERE: u8 = IN_NAME | IN_USER | IN_PATH | IN_QUERY;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse;

    #[test]
    fn references_have_the_characters_of_uris_or_beyond_ascii() {
        for text in [
            "",
            "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*",
            "urn:uuid:0D0C",
            "a/b?c#d",
            "#",
            "http://fans/é%20",
            "http://[::1]/",
        ] {
            assert_eq!(parse::<Uri>(&format!(" {text}\n")), Some(text));
        }
        for wrong in [
            ":a", "1a:b", "//h:x", "//h[", "a[b", "a b", "a#b#c", "%", "%4", "%4g", "%é", "<a>",
            "a\"", "{x}", "a|b", "a\\b", "^",
        ] {
            assert_eq!(parse::<Uri>(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn absolute_uris_follow_their_grammar() {
        for uri in [
            "a:",
            "a+b.c-1:x",
            "uuid:D9726315-BC91-430B-9ED8-CE5FFB858A91",
            "urn:uuid:d9726315-bc91-430b-9ed8-ce5ffb858a91",
            "http://u:p@h:5985/p;a=b,c/?q/?#f?/",
            "http://",
            "http://h:",
            "file:///etc",
            "http://[v7.a:b]/",
            "http://[fe80::1%25eth0]:80",
            "mailto:a@b",
        ] {
            assert!(is_uri(uri), "{uri}");
        }
        for wrong in [
            "",
            ":a",
            "1a:b",
            "é:b",
            "a",
            "//h/p",
            "http://h:8x/",
            "http://a:b:1/",
            "http://[::1",
            "http://[::1]x",
            "http://[1.2.3.4]/",
            "http://[v.a]/",
            "http://h/[a]",
            "http://h?[",
            "a:b#c#d",
            "a:b c",
            "a:%zz",
            "a:é",
            "u@v@w://x",
        ] {
            assert!(!is_uri(wrong), "{wrong}");
        }
    }
}
