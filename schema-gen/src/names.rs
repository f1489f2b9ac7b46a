//! The vocabulary: namespaces and names with small fixed ids.

use crate::rust::{SKIP, camel, screaming};
use crate::table::rows;
use crate::xsd::Name;

/// The namespaces and names of `cimwire::names`.
///
/// A namespace's id is its row; names are numbered namespace by namespace. A namespace that is not
/// the first of its family has the names of the first.
pub struct Vocabulary<'t> {
    namespaces: Vec<Namespace<'t>>,
    /// Names of all namespaces; the first is id 1.
    names: usize,
}

struct Namespace<'t> {
    key: &'t str,
    prefix: &'t str,
    uri: &'t str,
    /// Whether others mean the same.
    in_family: bool,
    /// Index of the first of its family, or of itself.
    canonical: usize,
    first_name: usize,
    names: Vec<Word<'t>>,
}

#[derive(Clone)]
struct Word<'t> {
    local: &'t str,
    constant: String,
}

impl<'t> Vocabulary<'t> {
    /// The vocabulary of the two tables.
    ///
    /// # Errors
    /// A row with the wrong number of columns, or one that refers to a namespace that is not there.
    pub fn read(namespaces: &'t str, names: &'t str) -> Result<Self, String> {
        let rows = rows(NAMESPACES, ["key", "prefix", "uri", "family", "source"], namespaces)?;
        let index = |key: &str| {
            let found = rows.iter().position(|row| row[0] == key);
            found.ok_or_else(|| format!("expected the key of a namespace, found {key:?}"))
        };
        let mut all = Vec::new();
        for [key, prefix, uri, family, _] in &rows {
            let in_family = !family.is_empty();
            let canonical = index(if in_family { family } else { key })?;
            let (first_name, names) = (0, Vec::new());
            all.push(Namespace { key, prefix, uri, in_family, canonical, first_name, names });
        }
        for [key, local, constant, _] in read_names(names)? {
            let namespace = &mut all[index(key)?];
            let constant = if constant.is_empty() { screaming(local) } else { constant.to_owned() };
            namespace.names.push(Word { local, constant });
        }
        Self { namespaces: all, names: 0 }.number()
    }

    /// Hands the names of each family to all its members, and gives every name its id.
    fn number(mut self) -> Result<Self, String> {
        for index in 0..self.namespaces.len() {
            let canonical = self.namespaces[index].canonical;
            if canonical != index {
                let Namespace { key, names, .. } = &self.namespaces[index];
                if !names.is_empty() {
                    let first = self.namespaces[canonical].key;
                    return Err(format!("names of {key} belong to its family, {first}"));
                }
                self.namespaces[index].names = self.namespaces[canonical].names.clone();
            }
            self.namespaces[index].first_name = self.names + 1;
            self.names += self.namespaces[index].names.len();
        }
        Ok(self)
    }

    /// The vocabulary as Rust.
    #[must_use]
    pub fn generate(&self) -> String {
        [
            HEADER.to_owned(),
            self.families(),
            self.namespace_table(),
            self.name_table(),
            self.namespace_constants(),
            self.name_constants(),
        ]
        .concat()
    }

    /// The constant of a name given as `wsman:Selector`.
    ///
    /// # Errors
    /// A name that the vocabulary does not have.
    pub fn constant(&self, name: &str) -> Result<String, String> {
        let missing = || format!("expected a name of the vocabulary, found {name:?}");
        let (key, local) = name.split_once(':').ok_or_else(missing)?;
        let namespace = self.namespaces.iter().find(|it| it.key == key).ok_or_else(missing)?;
        let found = namespace.names.iter().find(|it| it.local == local).ok_or_else(missing)?;
        Ok(format!("{}::{}", self.namespaces[namespace.canonical].key, found.constant))
    }

    /// The constant of an expanded name.
    ///
    /// # Errors
    /// A name that the vocabulary does not have.
    pub fn constant_of(&self, name: &Name) -> Result<String, String> {
        let found = self.namespaces.iter().find(|it| it.uri == name.namespace);
        let missing = || format!("expected a name of the vocabulary, found {name}");
        self.constant(&format!("{}:{}", found.ok_or_else(missing)?.key, name.local))
    }

    /// The expanded name of `wsman:Selector`.
    ///
    /// # Errors
    /// A key that the vocabulary does not have.
    pub fn expand(&self, name: &str) -> Result<Name, String> {
        let missing = || format!("expected key:Local, found {name:?}");
        let (key, local) = name.split_once(':').ok_or_else(missing)?;
        Ok(Name::new(self.uri(key)?, local))
    }

    /// An expanded name as it is usually written: `w:Selector`.
    #[must_use]
    pub fn shown(&self, name: &Name) -> String {
        let found = self.namespaces.iter().find(|it| it.uri == name.namespace);
        match found.map(|it| it.prefix).filter(|it| !it.is_empty()) {
            Some(prefix) => format!("{prefix}:{}", name.local),
            None => name.local.clone(),
        }
    }

    /// The name of the namespace of a key.
    ///
    /// # Errors
    /// A key that the vocabulary does not have.
    pub fn uri(&self, key: &str) -> Result<&'t str, String> {
        let found = self.namespaces.iter().find(|it| it.key == key);
        let missing = || format!("expected the key of a namespace, found {key:?}");
        Ok(found.ok_or_else(missing)?.uri)
    }

    fn families(&self) -> String {
        let families = self.canonical().filter(|(_, namespace)| namespace.in_family);
        let variants: String =
            families.map(|(index, namespace)| self.family(index, namespace)).collect();
        format!("{FAMILY}{variants}}}\n")
    }

    fn family(&self, index: usize, namespace: &Namespace) -> String {
        let members = self.namespaces.iter().filter(|member| member.canonical == index);
        let documented: String = members.map(|it| format!("    /// - {}\n", it.title())).collect();
        format!("{documented}    {},\n", camel(namespace.key))
    }

    fn namespace_table(&self) -> String {
        let row = |Namespace { prefix, uri, in_family, canonical, first_name, .. }: &Namespace| {
            let family = camel(self.namespaces[*canonical].key);
            let family = if *in_family { format!("Some(Family::{family})") } else { "None".into() };
            format!(
                "    Namespace {{ uri: {uri:?}, prefix: {prefix:?}, family: {family}, \
                 canonical: {canonical}, names: {first_name} }},\n"
            )
        };
        let rows: String = self.namespaces.iter().map(row).collect();
        let count = self.namespaces.len();
        format!("\n{SKIP}pub(super) static NAMESPACES: [Namespace; {count}] = [\n{rows}];\n")
    }

    fn name_table(&self) -> String {
        let mut rows = String::from("    (0, \"\"),\n");
        for (index, Namespace { key, names, .. }) in self.namespaces.iter().enumerate() {
            rows += &format!("    // {key}\n");
            rows += &lines(names.iter().map(|name| format!("({index}, {:?}),", name.local)));
        }
        let count = self.names + 1;
        format!("\n{SKIP}pub(super) static NAMES: [Entry; {count}] = [\n{rows}];\n")
    }

    fn namespace_constants(&self) -> String {
        let constant = |(index, namespace): (usize, &Namespace)| {
            let (title, constant) = (namespace.title(), namespace.key.to_uppercase());
            format!(
                "    #[doc = \"{title}\"] \
                 pub const {constant}: NamespaceId = NamespaceId::new({index});\n"
            )
        };
        let constants: String = self.namespaces.iter().enumerate().map(constant).collect();
        module("The namespaces of the vocabulary", "ns", "NamespaceId", &constants)
    }

    fn name_constants(&self) -> String {
        let module_of = |(_, namespace): (usize, &Namespace)| {
            let ids = namespace.first_name..;
            let constants: String =
                ids.zip(&namespace.names).map(|(id, name)| name.constant(id)).collect();
            let title = format!("The names of {}", namespace.title());
            module(&title, namespace.key, "NameId", &constants)
        };
        self.canonical().filter(|(_, it)| !it.names.is_empty()).map(module_of).collect()
    }

    /// The namespaces that stand for themselves, with their ids.
    fn canonical(&self) -> impl Iterator<Item = (usize, &Namespace<'t>)> {
        let numbered = self.namespaces.iter().enumerate();
        numbered.filter(|(index, namespace)| namespace.canonical == *index)
    }
}

impl Namespace<'_> {
    fn title(&self) -> String {
        if self.uri.is_empty() { "no namespace".into() } else { format!("`{}`", self.uri) }
    }
}

impl Word<'_> {
    fn constant(&self, id: usize) -> String {
        let Word { local, constant } = self;
        format!("    #[doc = \"`{local}`\"] pub const {constant}: NameId = NameId::new({id});\n")
    }
}

fn module(title: &str, name: &str, id: &str, constants: &str) -> String {
    format!("\n/// {title}.\n{SKIP}pub mod {name} {{\n    use super::{id};\n{constants}}}\n")
}

/// Items filled into indented lines of at most 100 characters.
fn lines(items: impl Iterator<Item = String>) -> String {
    let mut lines = String::new();
    let mut width = 100;
    for item in items {
        if width + 1 + item.len() > 100 {
            lines += if lines.is_empty() { "   " } else { "\n   " };
            width = 3;
        }
        lines += " ";
        lines += &item;
        width += 1 + item.len();
    }
    if !lines.is_empty() {
        lines += "\n";
    }
    lines
}

fn read_names(text: &str) -> Result<Vec<[&str; 4]>, String> {
    rows(NAMES, ["namespace", "name", "constant", "source"], text)
}

/// The table of namespaces.
pub(crate) const NAMESPACES: &str = "codec/names/namespaces.tsv";
/// The table of names.
pub(crate) const NAMES: &str = "codec/names/names.tsv";

const HEADER: &str = "\
// @generated by `cargo xtask gen` from codec/names/*.tsv; edit those.

use super::slots::Entry;
use super::{NameId, Namespace, NamespaceId};
";

const FAMILY: &str = "
/// Namespaces that mean the same, called by the one that stands for them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub enum Family {
";

#[cfg(test)]
mod tests {
    use super::*;

    const SOME_NAMESPACES: &str = "key\tprefix\turi\tfamily\tsource\n\
        none\t-\t-\t-\there\n\
        soap\ts\turn:soap\tsoap\there\n\
        soap_old\tso\turn:old\tsoap\there\n";

    fn some(rows: &str) -> Result<String, String> {
        let names = format!("namespace\tname\tconstant\tsource\n{rows}");
        Ok(Vocabulary::read(SOME_NAMESPACES, &names)?.generate())
    }

    #[test]
    fn a_family_shares_its_names() {
        let out = some("soap\tBody\t-\there\nnone\tName\t-\there\n").unwrap();
        for expected in [
            "[Entry; 4]",
            "(0, \"Name\"),\n    // soap\n    (1, \"Body\"),\n    // soap_old\n    (2, \"Body\"),",
            "prefix: \"so\", family: Some(Family::Soap), canonical: 1, names: 3 }",
            "pub const SOAP_OLD: NamespaceId = NamespaceId::new(2);",
            "/// The names of `urn:soap`.\n#[rustfmt::skip]\npub mod soap {",
            "#[doc = \"`Body`\"] pub const BODY: NameId = NameId::new(2);",
        ] {
            assert!(out.contains(expected), "{expected} is not in\n{out}");
        }
    }

    #[test]
    fn a_faulty_table_is_refused() {
        assert!(some("soap\tBody\n").unwrap_err().contains("names.tsv:2: expected 4 columns"));
        assert!(some("soup\tBody\t-\there\n").unwrap_err().contains("found \"soup\""));
        assert!(some("soap_old\tBody\t-\there\n").unwrap_err().contains("belong to its family"));
        assert!(Vocabulary::read("", "").err().unwrap().contains("expected the columns key"));
    }
}
