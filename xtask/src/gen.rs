//! `cargo xtask gen`: writes the Rust that is made from tables.

use std::fs;
use std::path::Path;

/// Writes every generated file; returns which.
///
/// # Errors
/// A table that cannot be read or is not as it should be, a file that cannot be written.
pub fn run() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut written = Vec::new();
    for (path, text) in files(&root)? {
        fs::write(root.join(path), text).map_err(|error| format!("{path}: {error}"))?;
        written.push(path);
    }
    Ok(format!("wrote {}", written.join(", ")))
}

/// Every generated file of the workspace at `root`: its path from there and its fresh text.
///
/// # Errors
/// A table that cannot be read or is not as it should be.
pub fn files(root: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let read = |table: &str| {
        fs::read_to_string(root.join(table)).map_err(|error| format!("{table}: {error}"))
    };
    let vocabulary = names(&read(NAMESPACES)?, &read(NAMES)?)?;
    Ok(vec![("codec/src/names/generated.rs", vocabulary)])
}

/// The vocabulary of `cimwire::names`, from the text of its two tables.
///
/// A namespace's id is its row; names are numbered namespace by namespace. A namespace that is not
/// the first of its family has the names of the first.
///
/// # Errors
/// A row with the wrong number of columns, or one that refers to a namespace that is not there.
pub fn names(namespaces: &str, names: &str) -> Result<String, String> {
    let vocabulary = Vocabulary::read(namespaces, names)?;
    Ok([
        HEADER.to_owned(),
        vocabulary.families(),
        vocabulary.namespace_table(),
        vocabulary.name_table(),
        vocabulary.namespace_constants(),
        vocabulary.name_constants(),
    ]
    .concat())
}

struct Vocabulary<'t> {
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
    names: Vec<Name<'t>>,
}

#[derive(Clone)]
struct Name<'t> {
    local: &'t str,
    constant: String,
}

impl<'t> Vocabulary<'t> {
    fn read(namespaces: &'t str, names: &'t str) -> Result<Self, String> {
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
            namespace.names.push(Name { local, constant });
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

impl Name<'_> {
    fn constant(&self, id: usize) -> String {
        let Name { local, constant } = self;
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

/// The rows of a table of tab-separated columns below `header`; `-` stands for nothing.
fn rows<'t, const COLUMNS: usize>(
    table: &str,
    header: [&str; COLUMNS],
    text: &'t str,
) -> Result<Vec<[&'t str; COLUMNS]>, String> {
    let mut rows = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let columns: Vec<_> = line.split('\t').map(|it| if it == "-" { "" } else { it }).collect();
        let row = <[&str; COLUMNS]>::try_from(columns).map_err(|columns| {
            format!("{table}:{number}: expected {COLUMNS} columns, found {}", columns.len())
        })?;
        rows.push(row);
    }
    if rows.is_empty() || rows.remove(0) != header {
        return Err(format!("{table}:1: expected the columns {}", header.join(", ")));
    }
    Ok(rows)
}

/// `MaxEnvelopeSize` as `MAX_ENVELOPE_SIZE`, `ResourceURI` as `RESOURCE_URI`, `TNRef` as `TN_REF`.
fn screaming(local: &str) -> String {
    let letters: Vec<char> = local.trim_start_matches('_').chars().collect();
    let mut constant = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let ends_word = before.is_some_and(|it| it.is_lowercase() || it.is_ascii_digit());
        let ends_acronym = before.is_some_and(char::is_uppercase)
            && letters.get(at + 1).is_some_and(|it| it.is_lowercase());
        if letter.is_uppercase() && (ends_word || ends_acronym) {
            constant.push('_');
        }
        constant.push(letter.to_ascii_uppercase());
    }
    constant
}

/// `wsman_fault` as `WsmanFault`.
fn camel(key: &str) -> String {
    let is_first = |at: usize| at == 0 || key.as_bytes()[at - 1] == b'_';
    let capital = |(at, it): (usize, char)| if is_first(at) { it.to_ascii_uppercase() } else { it };
    key.char_indices().map(capital).filter(|&it| it != '_').collect()
}

const NAMESPACES: &str = "codec/names/namespaces.tsv";
const NAMES: &str = "codec/names/names.tsv";

const HEADER: &str = "\
// @generated by `cargo xtask gen` from codec/names/*.tsv; edit those.

use super::slots::Entry;
use super::{NameId, Namespace, NamespaceId};
";

// One row a line is easier to read than what rustfmt makes of long ones.
const SKIP: &str = "#[rustfmt::skip]\n";

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
        names(SOME_NAMESPACES, &format!("namespace\tname\tconstant\tsource\n{rows}"))
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
        assert!(names("", "").unwrap_err().contains("expected the columns key"));
    }

    #[test]
    fn constants_follow_the_words_of_a_name() {
        for (local, constant) in [
            ("Envelope", "ENVELOPE"),
            ("ResourceURI", "RESOURCE_URI"),
            ("URLPrefix", "URL_PREFIX"),
            ("mustUnderstand", "MUST_UNDERSTAND"),
            ("IsCIM_Error", "IS_CIM_ERROR"),
            ("__ExtendedStatus", "EXTENDED_STATUS"),
            ("I16", "I16"),
        ] {
            assert_eq!(screaming(local), constant);
        }
    }
}
