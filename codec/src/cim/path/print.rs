//! Paths as text.

use std::fmt;

use super::{KeyValue, Path};
use crate::schema::pack::Type;

/// How a path is written.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// DSP0004 §8.2.5.
    Cim,
    /// MS-WMI §2.2.2.
    Wmi,
}

impl Path {
    /// The path as WMI writes it (MS-WMI §2.2.2): with backslashes.
    ///
    /// ```
    /// use cimwire::cim::Path;
    /// let path: Path = "//server/root/cimv2:Win32_Service.Name=\"WinRM\"".parse()?;
    /// assert_eq!(path.to_wmi(), r#"\\server\root\cimv2:Win32_Service.Name="WinRM""#);
    /// assert_eq!(path, path.to_wmi().parse()?);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn to_wmi(&self) -> String {
        Printed(self, Style::Wmi).to_string()
    }
}

/// `//host/root/cimv2:CIM_Fan.DeviceID="1"`, without what it does not have. Numbers and booleans
/// stand there canonically, texts of no known type between quotes.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printed(self, Style::Cim).fmt(f)
    }
}

struct Printed<'p>(&'p Path, Style);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(path, style) = *self;
        let slash = if style == Style::Wmi { "\\" } else { "/" };
        if let Some(host) = path.host() {
            write!(f, "{slash}{slash}{host}{slash}")?;
        }
        match path.namespace() {
            Some(namespace) => write!(f, "{}:", namespace.replace('/', slash))?,
            None if path.host().is_some() => f.write_str(":")?,
            None => {}
        }
        f.write_str(path.class_name())?;
        if path.keys().is_empty() {
            return f.write_str(if path.is_instance() { "=@" } else { "" });
        }
        for (number, key) in path.keys().iter().enumerate() {
            let before = match number {
                0 if key.name().is_empty() => "",
                0 => ".",
                _ => ",",
            };
            write!(f, "{before}{}=", key.name())?;
            value(key.value(), style, f)?;
        }
        Ok(())
    }
}

fn value(value: &KeyValue, style: Style, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (value, value.of()) {
        (KeyValue::Reference(path), _) => quoted(&Printed(path, style).to_string(), f),
        (_, Some(Type::Boolean)) => f.write_str(&value.to_string().to_ascii_uppercase()),
        (_, Some(Type::String | Type::Datetime | Type::Reference)) | (KeyValue::Text(_), _) => {
            quoted(value.text().unwrap_or_default(), f)
        }
        (_, Some(Type::Char16)) => {
            let text = value.text().unwrap_or_default();
            write!(f, "'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
        }
        (KeyValue::Bare(text), _) => f.write_str(text),
        _ => write!(f, "{value}"),
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}
