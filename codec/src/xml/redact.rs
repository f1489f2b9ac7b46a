//! Messages without their credentials.

use std::ops::Range;

use super::chars::trim;
use super::document::Tree;
use super::element::{Attribute, Element};

/// The text of a message with `***` in place of credentials, so that it can be logged or sent on.
/// Everything else stays as it is, so what is made of the copy (a tree, JSON, a comparison) has
/// none of them either.
///
/// A credential is known by its name:
/// - the content of an element, or the value of an attribute, whose local name is that of one;
/// - the content and the `value` attribute of an element whose `Name` attribute, or `N` as in
///   CLIXML, is (options, selectors, parameters, properties), and the value of a CLIXML dictionary
///   entry whose key is;
/// - the content of a `wsse:Security` header (WS-Security 1.0 §5), of whatever version, and of a
///   CLIXML secure string.
///
/// The name of a credential, in any case and with `_`, `-` or `.` between its words,
/// - has `Password`, `Passphrase`, `Pwd`, `PSK`, `Secret`, `OTP` or the like in it, unless a word
///   follows that only describes one, as in `PasswordExpires`, `AdminPasswordStatus`;
/// - or ends in `Token` or `Credential`, but for tokens that open nothing, as in `MetadataToken`;
/// - or ends in `Key` behind a word that tells a secret one, as in `PrivateKey`, `ApiKey`; not
///   `PublicKey`, `KeyValue`, `PrimaryKey` or plain `Key`;
/// - or is `Authorization`, `CipherValue` and a few more.
///
/// The values `true` and `false` stay, and an element named like a class, as `CIM_SharedSecret`
/// is, is judged by what is in it. Certificates and thumbprints are no secrets. What stands in
/// comments, in encoded text or under a name that says nothing is not found.
///
/// ```
/// use cimwire::xml::{Document, redact};
/// let message = "<u:User xmlns:u='urn:x'><u:Name>li</u:Name><u:Password>1234</u:Password></u:User>";
/// let redacted = redact(Document::decode(message)?.tree());
/// assert_eq!(redacted, message.replace("1234", "***"));
/// # Ok::<(), cimwire::Error>(())
/// ```
#[must_use]
pub fn redact(tree: Tree<'_>) -> String {
    let text = tree.text();
    let mut copy = Copy { text, out: String::with_capacity(text.len()), done: 0 };
    let mut dictionary_value = None;
    let mut index = 0;
    while index < tree.entries().len() {
        let Some(element) = tree.element(index) else {
            index += 1;
            continue;
        };
        let is_named = element.attributes().any(is_secret_name);
        copy.attributes(element, is_named);
        if is_named || dictionary_value == Some(index) || is_secret_element(element) {
            copy.redact(element.content());
            index = element.end_index();
        } else {
            dictionary_value = secret_entry(element).or(dictionary_value);
            index = element.content_index();
        }
    }
    copy.out.push_str(&text[copy.done..]);
    copy.out
}

struct Copy<'d> {
    text: &'d str,
    out: String,
    /// How much of the text is copied.
    done: usize,
}

impl Copy<'_> {
    fn attributes(&mut self, element: Element<'_>, is_named: bool) {
        for attribute in element.attributes() {
            let local = attribute.name().local;
            if is_named && local.eq_ignore_ascii_case("value") || is_secret(local) {
                self.redact(attribute.entry().value());
            }
        }
    }

    fn redact(&mut self, range: Range<usize>) {
        let value = self.text.get(range.clone()).unwrap_or_default();
        if !matches!(trim(value), "" | "true" | "false") {
            self.out.push_str(&self.text[self.done..range.start]);
            self.out.push_str(REDACTED);
            self.done = range.end;
        }
    }
}

/// Whether an attribute names its element's content as a credential.
fn is_secret_name(attribute: Attribute<'_>) -> bool {
    let local = attribute.name().local;
    (local.eq_ignore_ascii_case("name") || local == "N") && is_secret(&attribute.value())
}

fn is_secret_element(element: Element<'_>) -> bool {
    let name = element.name();
    if name.namespace == POWERSHELL && name.local == "SS" {
        return true;
    }
    if name.local == "Security" {
        return name.namespace.contains("secext");
    }
    let has_elements = || element.children().next().is_some();
    let is_class = || name.local.contains('_') && !name.local.ends_with("_INPUT") && has_elements();
    is_secret(name.local) && !is_class()
}

/// The value of a CLIXML dictionary entry whose key is the name of a credential.
fn secret_entry(entry: Element<'_>) -> Option<usize> {
    if !entry.is(POWERSHELL, "En") {
        return None;
    }
    let part = |name: &str| {
        entry.children().find(|child| child.attribute("", "N").is_some_and(|n| n.value() == name))
    };
    part("Key").filter(|key| is_secret(&key.text()))?;
    part("Value").map(Element::index)
}

/// Whether a name is that of a credential.
fn is_secret(name: &str) -> bool {
    if name.len() > LONGEST_NAME {
        return true;
    }
    let words = Words::of(name);
    SECRETS.iter().any(|secret| words.have(secret))
        || words.end_in("credential")
        || words.end_in("token") && !words.end_in_any(HARMLESS_TOKENS, "token")
        || words.end_in_any(SECRET_KEYS, "key")
        || EXACT.contains(&words.text.as_str())
}

/// A name in lower case, without what separates its words.
struct Words {
    text: String,
    /// Where words begin and the last one ends.
    bounds: Vec<usize>,
}

impl Words {
    fn of(name: &str) -> Self {
        let mut words = Self { text: String::new(), bounds: vec![0] };
        let chars: Vec<char> = name.chars().collect();
        for (at, &c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| chars[before]);
            let is_lower_next = chars.get(at + 1).is_some_and(char::is_ascii_lowercase);
            let begins = before.is_some_and(|before| {
                !before.is_alphanumeric()
                    || c.is_ascii_uppercase() && (!before.is_ascii_uppercase() || is_lower_next)
            });
            if begins {
                words.bounds.push(words.text.len());
            }
            words.text.extend(c.is_alphanumeric().then(|| c.to_ascii_lowercase()));
        }
        words.bounds.push(words.text.len());
        words
    }

    /// Whether a secret is in it, as a word and not merely described.
    fn have(&self, secret: &Secret) -> bool {
        self.text.match_indices(secret.word).any(|(start, _)| {
            let end = start + secret.word.len();
            let rest = &self.text[end..];
            let ends = self.is_bound(end) || rest.starts_with('s') && self.is_bound(end + 1);
            let begins = self.is_bound(start);
            let is_word = match secret.place {
                Place::Anywhere => true,
                Place::WordEnd => ends,
                Place::Word => begins && ends,
            };
            is_word && !DESCRIPTIONS.iter().any(|description| rest.starts_with(description))
        })
    }

    /// Whether it ends in a word, or its plural.
    fn end_in(&self, word: &str) -> bool {
        self.text.strip_suffix('s').unwrap_or(&self.text).ends_with(word)
    }

    /// Whether it ends in one of `firsts` and `last`, or their plural, or what they hold.
    fn end_in_any(&self, firsts: &[&str], last: &str) -> bool {
        let holds = |suffix: &&&str| self.text.ends_with(**suffix);
        let held = CONTENTS.iter().find(holds).map_or(0, |suffix| suffix.len());
        let text = &self.text[..self.text.len() - held];
        let text = text.strip_suffix('s').unwrap_or(text);
        let Some(text) = text.strip_suffix(last) else { return false };
        firsts.iter().any(|first| text.ends_with(first))
    }

    fn is_bound(&self, at: usize) -> bool {
        self.bounds.contains(&at)
    }
}

struct Secret {
    word: &'static str,
    place: Place,
}

/// Where in a name a secret's word tells one.
enum Place {
    Anywhere,
    /// `ClientSecret`, not `Secretary`.
    WordEnd,
    /// `ServerOTP`, not `HotPlug`.
    Word,
}

const fn secret(word: &'static str, place: Place) -> Secret {
    Secret { word, place }
}

const SECRETS: &[Secret] = &[
    secret("password", Place::Anywhere),
    secret("passwd", Place::Anywhere),
    secret("passphrase", Place::Anywhere),
    secret("passcode", Place::Anywhere),
    secret("pwd", Place::WordEnd),
    secret("psk", Place::WordEnd),
    secret("secret", Place::WordEnd),
    secret("otp", Place::Word),
];

/// Words behind a secret's that make it a fact about one.
const DESCRIPTIONS: &[&str] = &[
    "age",
    "attempt",
    "bypass",
    "change",
    "check",
    "complex",
    "count",
    "enabled",
    "encoding",
    "encryption",
    "expir",
    "fault",
    "format",
    "history",
    "last",
    "length",
    "level",
    "lockout",
    "max",
    "min",
    "model",
    "name",
    "never",
    "notrequired",
    "output",
    "policy",
    "prompt",
    "quality",
    "required",
    "response",
    "rule",
    "service",
    "set",
    "size",
    "state",
    "status",
    "supported",
    "time",
    "type",
    "valid",
];

/// What stands before `token` in names of tokens that open nothing.
const HARMLESS_TOKENS: &[&str] =
    &["anonymous", "continuation", "metadata", "next", "page", "paging", "position"];

/// What stands before `key` in names of keys that must stay secret.
const SECRET_KEYS: &[&str] = &[
    "access",
    "account",
    "api",
    "auth",
    "authentication",
    "authorization",
    "crypto",
    "cryptographic",
    "decryption",
    "encryption",
    "hmac",
    "license",
    "licence",
    "machine",
    "master",
    "network",
    "preshared",
    "private",
    "product",
    "recovery",
    "secret",
    "session",
    "shared",
    "signing",
    "storage",
    "subscription",
    "symmetric",
    "validation",
    "wep",
    "wpa",
];

/// What may stand behind `key` without changing what it is.
const CONTENTS: &[&str] = &["value", "data", "material", "blob", "bytes", "base64", "hex"];

/// Other names of credentials.
const EXACT: &[&str] =
    &["authorization", "ciphervalue", "entropy", "keyblob", "passkey", "signaturevalue"];

const POWERSHELL: &str = "http://schemas.microsoft.com/powershell/2004/04";
const REDACTED: &str = "***";
/// Bytes of a name that is still looked at; what has a longer one is taken for a credential.
const LONGEST_NAME: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Document;

    fn redacted(xml: &str) -> String {
        redact(Document::decode(xml.to_owned()).unwrap().tree())
    }

    #[test]
    fn names_of_credentials() {
        for name in [
            "Password",
            "PASSWORD",
            "NewPassword",
            "NetworkAdminPassword",
            "RunAsPassword",
            "DigestPassword",
            "PasswordHash",
            "passwords",
            "user_password",
            "AdminPassPhrase",
            "PSKPassPhrase",
            "PSKValue",
            "TLSPSK",
            "WEPKey",
            "api-key",
            "ApiKeys",
            "PrivateKey",
            "PrivateKeyData",
            "SharedSecret",
            "Secrets",
            "ClientSecret",
            "EncryptedSessionKey",
            "SecurityToken",
            "BinarySecurityToken",
            "UsernameToken",
            "IssuedTokens",
            "token",
            "SubscriptionCredential",
            "Credentials",
            "unicodePwd",
            "Authorization",
            "ProvisioningServerOTP",
            "KeyBlob",
            "SetMEBxPassword_INPUT",
        ] {
            assert!(is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_of_other_things() {
        for name in [
            "Key",
            "KeyValue",
            "Keyboard",
            "KeyUsage",
            "KeyID",
            "PublicKey",
            "DERKey",
            "PrimaryKey",
            "Keywords",
            "CustomerKey",
            "TokenType",
            "MetadataToken",
            "passAnonymousToken",
            "Secretary",
            "HotPlug",
            "PasswordExpires",
            "MinPasswordLength",
            "AdminPasswordStatus",
            "pwdLastSet",
            "badPwdCount",
            "badPasswordTime",
            "PasswordModel",
            "UserPasswordBypass",
            "ChangePasswordEnabled",
            "EnumerationContext",
            "CredentialType",
            "Thumbprint",
            "Passed",
            "SetMEBxPassword_OUTPUT",
            "Name",
            "",
            "Ünicode",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn only_the_values_change() {
        for (message, expected) in [
            ("<a Password = 'x' b='y'><c>z</c></a>", "<a Password = '***' b='y'><c>z</c></a>"),
            (
                "<a><Password x='1'>a<![CDATA[b]]><!--c--><d/></Password\n></a>",
                "<a><Password x='1'>***</Password\n></a>",
            ),
            ("<Password/>", "<Password/>"),
            ("<Password> </Password>", "<Password> </Password>"),
            (
                "<w:Option xmlns:w='u' Name='ApiKey' Value='1'>x</w:Option>",
                "<w:Option xmlns:w='u' Name='ApiKey' Value='***'>***</w:Option>",
            ),
            ("<p Name='Pass&#119;ord'>x</p>", "<p Name='Pass&#119;ord'>***</p>"),
            ("<p Name='Speed' Value='1'>x</p>", "<p Name='Speed' Value='1'>x</p>"),
            (
                "<a><NeedsPassword>true</NeedsPassword></a>",
                "<a><NeedsPassword>true</NeedsPassword></a>",
            ),
            (
                "<CIM_SharedSecret><Name>n</Name><Secret>s</Secret></CIM_SharedSecret>",
                "<CIM_SharedSecret><Name>n</Name><Secret>***</Secret></CIM_SharedSecret>",
            ),
            (
                "<SetPassword_INPUT><New>n</New></SetPassword_INPUT>",
                "<SetPassword_INPUT>***</SetPassword_INPUT>",
            ),
        ] {
            assert_eq!(redacted(message), expected);
        }
    }

    #[test]
    fn security_headers_and_secure_strings_go_whole() {
        let secext =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        let header = format!("<o:Security xmlns:o='{secext}'><o:X>1</o:X></o:Security>");
        assert_eq!(redacted(&header), header.replace("<o:X>1</o:X>", "***"));
        let other = "<Security>Basic</Security>";
        assert_eq!(redacted(other), other);
        let secure =
            format!("<Objs xmlns='{POWERSHELL}'><SS>0100</SS><S N='Password'>x</S></Objs>");
        assert_eq!(redacted(&secure), secure.replace("0100", "***").replace(">x<", ">***<"));
    }

    #[test]
    fn dictionary_entries_are_judged_by_their_key() {
        let entry = format!(
            "<DCT xmlns='{POWERSHELL}'><En><S N='Key'>Password</S><S N='Value'>x</S></En>\
             <En><S N='Key'>User</S><S N='Value'>y</S></En></DCT>"
        );
        assert_eq!(redacted(&entry), entry.replace(">x<", ">***<"));
    }

    #[test]
    fn a_redacted_message_reads_again_and_redacts_to_itself() {
        let message = "<?xml version='1.0'?><a xmlns:b='u' b:secret='1'><b:Token>2<c/></b:Token><d>3</d></a><!---->";
        let once = redacted(message);
        assert_eq!(
            once,
            "<?xml version='1.0'?><a xmlns:b='u' b:secret='***'><b:Token>***</b:Token><d>3</d></a><!---->"
        );
        assert_eq!(redacted(&once), once);
    }
}
