//! Identifiers of instances: paths as URIs.

use super::CimRs;
use crate::cim::{KeyValue, Path};
use crate::json::vocabulary::MOST_NESTED;
use crate::schema::pack::{Class, Property, Type};

impl CimRs<'_> {
    /// The identifier of an instance.
    pub(in crate::json) fn identifier(&self, path: &Path) -> Result<String, &'static str> {
        self.nested_identifier(path, 0)
    }

    /// The identifier of all instances of a class in the namespace of those that name none.
    pub(in crate::json) fn instances(&self, class: &str) -> Result<String, &'static str> {
        self.instances_in(self.namespace, class)
    }

    /// The path that an identifier stands for, with the types of its class.
    pub(in crate::json) fn path(&self, identifier: &str) -> Result<Path, &'static str> {
        self.typed(&self.nested_path(identifier, 0)?)
    }

    /// A path with the types of its class, all of whose keys it has.
    fn typed(&self, path: &Path) -> Result<Path, &'static str> {
        let (path, misfits) = path.typed_by(self.packs).ok_or(UNKNOWN)?;
        misfits.first().map_or(Ok(path), |misfit| Err(misfit.expected))
    }

    fn instances_in(&self, namespace: Option<&str>, class: &str) -> Result<String, &'static str> {
        let namespace = namespace.ok_or("expected a CIM namespace, found none and none given")?;
        let mut identifier = [self.root, "/"].concat();
        encode(namespace, &mut identifier);
        identifier += "/classes/";
        encode(class, &mut identifier);
        identifier += "/instances";
        Ok(identifier)
    }

    fn nested_identifier(&self, path: &Path, depth: usize) -> Result<String, &'static str> {
        if path.keys().is_empty() {
            return Err("expected a reference to an instance with keys");
        }
        if depth > MOST_NESTED {
            return Err(NESTED);
        }
        let typed = self.typed(path)?;
        let class = self.packs.class(path.class_name()).ok_or(UNKNOWN)?.name();
        let mut keys = Vec::new();
        for key in typed.keys() {
            let declared = self.packs.property(class, key.name());
            let name = declared.map_or(key.name(), |it| it.name());
            let value = match key.value().reference() {
                Some(path) => self.nested_identifier(path, depth + 1)?,
                None => key.value().to_string(),
            };
            keys.push((name, value));
        }
        keys.sort();
        let mut identifier = self.instances_in(path.namespace().or(self.namespace), class)?;
        for (place, (name, value)) in keys.iter().enumerate() {
            identifier.push(if place == 0 { '/' } else { ',' });
            if keys.len() > 1 {
                encode(name, &mut identifier);
                identifier.push('=');
            }
            encode(value, &mut identifier);
        }
        Ok(identifier)
    }

    fn nested_path(&self, identifier: &str, depth: usize) -> Result<Path, &'static str> {
        if depth > MOST_NESTED {
            return Err(NESTED);
        }
        let rest = identifier.strip_prefix(self.root).and_then(|rest| rest.strip_prefix('/'));
        let parts: Vec<_> = rest.ok_or(FORM)?.split('/').take(MOST_PARTS).collect();
        let [namespace, "classes", class, "instances", keys] = parts[..] else { return Err(FORM) };
        let class = decode(class)?;
        let mut path = Path::new(&*class).in_namespace(decode(namespace)?);
        for key in keys.split(',') {
            let (name, value) = key.split_once('=').unwrap_or(("", key));
            let (name, value) = (decode(name)?, decode(value)?);
            let declared = self.key(&class, &name).ok_or("expected a key of the class")?;
            let value = match declared.of() {
                Type::Reference => self.nested_path(&value, depth + 1)?.into(),
                _ => KeyValue::Text(value),
            };
            if path.key(declared.name()).is_some() {
                return Err("expected each key once");
            }
            path = path.with_key(declared.name(), value);
        }
        Ok(path)
    }

    /// The key of a name; without a name, the only one.
    fn key(&self, class: &str, name: &str) -> Option<Property<'_>> {
        if !name.is_empty() {
            return self.packs.property(class, name).filter(Property::is_key);
        }
        let mut keys = self.packs.line(class).flat_map(|it| Class::properties(&it));
        keys.find(Property::is_key)
    }
}

/// Appends a part of a URI: percent-encoded but for what RFC 3986 §2.3 does not reserve.
fn encode(part: &str, out: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
}

/// The text of a part of a URI; only UTF-8 is one.
fn decode(part: &str) -> Result<String, &'static str> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (Some(high), Some(low)) = (digit(), digit()) else { return Err(FORM) };
        bytes.push((high << 4 | low) as u8);
    }
    String::from_utf8(bytes).map_err(|_| FORM)
}

/// One more than an identifier has behind its root.
const MOST_PARTS: usize = 6;

const FORM: &str = "expected an identifier ROOT/NAMESPACE/classes/CLASS/instances/KEYS";
const UNKNOWN: &str = "expected a class that the packs have";
const NESTED: &str = "expected references in references less deep";
