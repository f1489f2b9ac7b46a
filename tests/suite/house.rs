//! The rules that keep the house a house (CONTRIBUTING.md says why each is there).
//!
//! A guard takes one file and names what it breaks. Each is run over every file of the
//! workspace, and over a planted fault that it must find.

mod source;

use std::path::Path;

use cimwire_tests::root;
pub(crate) use source::text_files;
use source::{Source, Text, Token, rust_files};

/// The rooms of `codec/src`: each may use itself and those before it.
const ROOMS: [&str; 16] = [
    "error", "limits", "names", "xml", "schema", "value", "record", "soap", "wsman", "cim",
    "windows", "json", "serde", "stream", "exchange", "check",
];

/// A word, and the only places whose code may say it.
const FENCES: [(&str, &[&str]); 5] = [
    ("quick_xml", &["schema-gen/", "tests/", "fuzz/", "benches/"]),
    ("simd_json", &["codec/src/json", "tests/", "fuzz/", "benches/"]),
    (
        "unsafe",
        &[
            "codec/src/xml/scan",
            "codec/src/xml/text.rs",
            "bindings/c/",
            "tests/",
            "fuzz/",
            "benches/",
        ],
    ),
    ("arch", &["codec/src/xml/scan"]),
    ("is_x86_feature_detected", &["codec/src/xml/scan", "benches/"]),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "manager", "misc", "stuff"];

/// What belongs to one machine, in two halves so that this file does not hold it.
const MACHINE: [[&str; 2]; 8] = [
    ["/wo", "rk/"],
    ["/ro", "ot/."],
    ["/ho", "me/"],
    [".libr", "ary/"],
    ["index.crat", "es.io"],
    ["pypi", ".org"],
    ["registry.np", "mjs"],
    ["proxy.gol", "ang"],
];

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 60;

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    over_rust_files(room_order);
    finds(room_order, "codec/src/error.rs", "use crate::xml::Reader;");
    finds(room_order, "codec/src/names/mod.rs", "use crate::{error::Error, soap};");
    finds(room_order, "codec/src/names/known.rs", "mod tests { use super::super::super::json; }");
    finds(room_order, "codec/src/xml/reader.rs", "use crate::Error;");
    finds(room_order, "codec/src/gadgets.rs", "");
    allows(
        room_order,
        "codec/src/xml/reader.rs",
        "use crate::{error::Error, xml::tape}; // crate::json",
    );
    allows(room_order, "codec/src/lib.rs", "pub use crate::json::to_string;");
}

#[test]
fn a_fenced_word_stays_at_home() {
    over_rust_files(fences);
    finds(fences, "codec/src/xml/reader.rs", "use quick_xml::NsReader;");
    finds(fences, "codec/src/soap/mod.rs", "fn f() { simd_json::to_tape(&mut []); }");
    finds(fences, "codec/src/xml/tape.rs", "fn f() { unsafe { g() } }");
    finds(fences, "codec/src/xml/reader.rs", "use std::{arch::x86_64::*};");
    allows(fences, "codec/src/xml/scan/avx2.rs", "use core::arch::x86_64::*;");
    allows(
        fences,
        "codec/src/soap/mod.rs",
        "// unsafe\n#![deny(unsafe_code)] const A: &str = \"unsafe\";",
    );
}

#[test]
fn a_shim_names_nothing_of_ours_but_the_facade() {
    over_rust_files(shims);
    finds(shims, "bindings/cli/src/main.rs", "use cimwire::Document;");
    finds(shims, "bindings/c/src/lib.rs", "fn f() { ::cimwire::xml::read() }");
    allows(
        shims,
        "bindings/cli/src/main.rs",
        "use cimwire_facade::Message; // not cimwire::Message",
    );
    allows(shims, "bindings/facade/src/lib.rs", "use cimwire::Document;");
}

#[test]
fn the_facade_has_no_lifetimes_and_no_type_parameters() {
    over_rust_files(face);
    for planted in [
        "pub struct Entry<'v> { name: &'v str }",
        "pub enum Cell<T> { One(T) }",
        "pub struct Row { pub show: Vec<(u32, Box<dyn Fn()>)>, whole: u32 }",
        "pub type Told<T> = Result<T, Error>;",
        "pub trait Meet { fn meet(&self); }",
        "impl Rows { pub fn each(&self, show: impl FnMut(usize)) {} }",
        "impl Rows { pub fn each(&self, show: &mut dyn FnMut(usize)) {} }",
        "impl Rows { pub fn read<T>(&self) -> T { self.0.read() } }",
        "impl Rows { pub const fn text<'r>(&'r self, text: &'r Text) -> &'r str { text.0 } }",
        "impl View { pub fn element(&self) -> Result<xml::Element<'_>, Error> { self.0 } }",
        "impl<T: Into<String>> From<T> for Value { fn from(text: T) -> Self { Self(text.into()) } }",
    ] {
        finds(face, "bindings/facade/src/view.rs", planted);
    }
    for fine in [
        "pub struct Column { pub type_name: Option<&'static str>, plain: Box<dyn Fn()> }",
        "impl View { pub fn text(&self) -> Option<Cow<'_, str>> { self.read::<Text<'_>>() } }",
        "impl Schema { pub fn open(packs: &[Bytes]) -> Result<Self, Error> { read(packs) } }",
        "impl View { pub(crate) fn at<'v>(&self, at: impl Into<Element<'v>>) -> Self { new(at) } }",
        "impl fmt::Debug for View { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {} }",
    ] {
        allows(face, "bindings/facade/src/view.rs", fine);
    }
    allows(face, "codec/src/xml/element.rs", "pub struct Element<'d> { tree: Tree<'d> }");
}

#[test]
fn a_file_fits_in_the_head() {
    over_rust_files(file_size);
    finds(file_size, "codec/src/xml/reader.rs", &"\n".repeat(FILE_LINES + 1));
    allows(file_size, "codec/src/xml/reader.rs", &"\n".repeat(FILE_LINES));
    allows(file_size, "codec/src/names/generated.rs", &"\n".repeat(FILE_LINES + 1));
    over(&text_files(root()), program_size);
    let planted = |head: &str| Text {
        path: "include/cimwire.hpp".to_owned(),
        text: format!("{head}{}", "\n".repeat(FILE_LINES + 1)),
    };
    assert_eq!(program_size(&planted("")).len(), 1);
    assert_eq!(program_size(&planted("/* @generated */")).len(), 0);
}

#[test]
fn a_function_fits_on_a_screen() {
    let function = |lines| format!("impl A {{ fn f(a: [u8; 2]) {{{}}} }}", "\n".repeat(lines - 1));
    over_rust_files(function_size);
    finds(function_size, "codec/src/xml/reader.rs", &function(FUNCTION_LINES + 1));
    allows(function_size, "codec/src/xml/reader.rs", &function(FUNCTION_LINES));
    allows(function_size, "codec/src/xml/reader.rs", "trait A { fn f(); } type B = fn(u8);");
}

#[test]
fn a_name_says_what_is_inside() {
    over_rust_files(names);
    finds(names, "codec/src/xml/util.rs", "");
    finds(names, "codec/src/helpers/mod.rs", "");
    finds(names, "codec/src/xml/reader.rs", "mod common {}");
    finds(names, "codec/src/xml/reader.rs", "fn get_name() {}");
    allows(names, "codec/src/names/common_names.rs", "fn budget_left() { self.get(0) }");
}

#[test]
fn a_file_holds_nothing_of_one_machine() {
    over(&text_files(root()), machine_free);
    for [left, right] in MACHINE {
        let planted = Text { path: "README.md".to_owned(), text: format!("see {left}{right}x") };
        assert_eq!(machine_free(&planted).len(), 1, "{left}{right}");
    }
}

#[test]
fn the_version_is_written_in_one_place() {
    let files = text_files(root());
    let written: Vec<String> = files.iter().flat_map(versions).collect();
    assert_eq!(written.len(), 1, "\n{}", written.join("\n"));
    assert!(written[0].starts_with("Cargo.toml: version = "), "found {}", written[0]);
    for (path, line) in [
        ("codec/Cargo.toml", "version = \"0.1.0\""),
        ("Cargo.toml", "cimwire = { path = \"codec\", version = \"0.1.0\" }"),
        ("bindings/node/package.json", "  \"version\": \"0.1.0\","),
        ("bindings/python/pyproject.toml", "version = \"0.1.0\""),
        ("xtask/src/install/cimwire.pc", "Version: 0.1.0"),
        ("xtask/src/install/cimwireConfigVersion.cmake", "set(PACKAGE_VERSION 0.1.0)"),
    ] {
        let planted = Text { path: path.to_owned(), text: format!("a\n{line}\n") };
        assert_eq!(versions(&planted).len(), 1, "planted in {path}: {line}");
    }
}

#[test]
fn a_member_takes_its_manifest_from_the_workspace() {
    let text = |path: String| Text { text: read(&root().join(&path)), path };
    let manifests: Vec<Text> = members(&read(&root().join("Cargo.toml")))
        .into_iter()
        .map(|member| text(format!("{member}/Cargo.toml")))
        .collect();
    assert!(
        manifests.len() > 3,
        "expected the members of the workspace, found {}",
        manifests.len()
    );
    over(&manifests, manifest);
    let planted = manifests[0].text.replace("license.workspace = true", "");
    assert_eq!(manifest(&Text { path: "codec/Cargo.toml".to_owned(), text: planted }).len(), 1);
}

fn room_order(source: &Source) -> Vec<String> {
    let Some(inside) = source.path.strip_prefix("codec/src/") else { return Vec::new() };
    let modules: Vec<&str> =
        inside.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    if modules == ["lib"] {
        return Vec::new();
    }
    let Some(own) = ROOMS.iter().position(|room| *room == modules[0]) else {
        return vec![format!("{}: `{}` is not a room", source.path, modules[0])];
    };
    source
        .root_paths(modules.len())
        .filter(|first| !ROOMS[..=own].contains(&first.text.as_str()))
        .map(|first| source.at(first, &format!("`{}` may not use `{}`", ROOMS[own], first.text)))
        .collect()
}

fn fences(source: &Source) -> Vec<String> {
    let away =
        |(_, homes): &(&str, &[&str])| !homes.iter().any(|home| source.path.starts_with(home));
    FENCES.into_iter().filter(away).flat_map(|(word, _)| source.all(word)).collect()
}

fn shims(source: &Source) -> Vec<String> {
    let shim = source.path.starts_with("bindings/") && !source.path.starts_with("bindings/facade/");
    if shim { source.all("cimwire") } else { Vec::new() }
}

/// What a language could not hold or pass; `Cow<'_, str>` is text that lives as long as its handle.
fn face(source: &Source) -> Vec<String> {
    if !source.path.starts_with("bindings/facade/src/") {
        return Vec::new();
    }
    let is_generic = |head: &[Token], at: usize| {
        let word = |at: usize| head.get(at).map_or("", |token| token.text.as_str());
        match word(at) {
            "impl" | "dyn" | "trait" => true,
            "<" => ["fn", "struct", "enum", "union", "type"].contains(&word(at.wrapping_sub(2))),
            "'" if word(at + 1) == "_" => word(at.wrapping_sub(2)) != "Cow",
            "'" => word(at + 1) != "static",
            _ => false,
        }
    };
    let of_impl = source.after("impl").filter(|token| token.text == "<");
    let complain = |token: &Token| {
        source.at(token, &format!("`{}` is a lifetime, a type parameter or a trait", token.text))
    };
    let first = source.public_heads().filter_map(|head| {
        let at = (0..head.len()).find(|at| is_generic(head, *at))?;
        head.get(at)
    });
    first.chain(of_impl).map(complain).collect()
}

fn file_size(source: &Source) -> Vec<String> {
    if source.is_generated() || source.lines <= FILE_LINES {
        return Vec::new();
    }
    vec![format!("{}: {} lines, more than {FILE_LINES}", source.path, source.lines)]
}

/// The same for the languages of the doors.
fn program_size(file: &Text) -> Vec<String> {
    let ending = file.path.rsplit('.').next().unwrap_or_default();
    let is_program =
        ["c", "h", "cpp", "hpp", "js", "mjs", "cjs", "ts", "py", "pyi"].contains(&ending);
    let lines = file.text.lines().count();
    if !is_program || file.text.contains("@generated") || lines <= FILE_LINES {
        return Vec::new();
    }
    vec![format!("{}: {lines} lines, more than {FILE_LINES}", file.path)]
}

fn function_size(source: &Source) -> Vec<String> {
    let long = |(_, lines): &(_, usize)| *lines > FUNCTION_LINES;
    let complain = |(name, lines)| source.at(name, &format!("a function of {lines} lines"));
    source.functions().filter(long).map(complain).collect()
}

fn names(source: &Source) -> Vec<String> {
    let empty = |name: &str| EMPTY_NAMES.contains(&name);
    let mut found = Vec::new();
    if source.path.trim_end_matches(".rs").split('/').any(empty) {
        found.push(format!("{}: the path says nothing about what is inside", source.path));
    }
    found.extend(
        source
            .after("mod")
            .filter(|name| empty(&name.text))
            .chain(source.after("fn").filter(|name| name.text.starts_with("get_")))
            .map(|name| source.at(name, &format!("`{}` is an empty name", name.text))),
    );
    found
}

fn machine_free(file: &Text) -> Vec<String> {
    MACHINE
        .iter()
        .map(|halves| halves.concat())
        .filter(|word| file.text.contains(word))
        .map(|word| format!("{}: holds {word:?}", file.path))
        .collect()
}

/// Where a manifest writes a version of ours: not that of a dependency, and not `@version@`, which
/// is filled in.
fn versions(file: &Text) -> Vec<String> {
    let is_manifest = ["Cargo.toml", "package.json", "pyproject.toml", ".pc", ".cmake"]
        .iter()
        .any(|ending| file.path.ends_with(ending));
    let ours = |line: &&str| {
        let is_key = ["version = ", "\"version\":", "Version:", "set(PACKAGE_VERSION "]
            .iter()
            .any(|key| line.starts_with(key));
        let is_path = line.contains("path = ") && line.contains("version = ");
        (is_key || is_path) && !line.contains("@version@")
    };
    let lines = file.text.lines().map(str::trim).filter(|_| is_manifest).filter(ours);
    lines.map(|line| format!("{}: {line}", file.path)).collect()
}

fn manifest(file: &Text) -> Vec<String> {
    ["version", "edition", "rust-version", "license"]
        .map(|key| format!("\n{key}.workspace = true\n"))
        .into_iter()
        .chain(["\n[lints]\nworkspace = true\n".to_owned()])
        .filter(|line| !file.text.contains(line))
        .map(|line| format!("{}: expected {:?}", file.path, line.trim()))
        .collect()
}

/// The folders in `members = ["…", "…"]`.
fn members(manifest: &str) -> Vec<&str> {
    let list = manifest.split_once("\nmembers = [").and_then(|(_, rest)| rest.split_once(']'));
    list.map_or_else(Vec::new, |(list, _)| list.split('"').skip(1).step_by(2).collect())
}

fn over_rust_files(guard: fn(&Source) -> Vec<String>) {
    over(&rust_files(root()), guard);
}

fn over<F>(files: &[F], guard: impl Fn(&F) -> Vec<String>) {
    assert!(!files.is_empty(), "found no files to guard");
    let found: Vec<String> = files.iter().flat_map(guard).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn finds(guard: fn(&Source) -> Vec<String>, path: &str, text: &str) {
    assert_eq!(guard(&Source::new(path, text)).len(), 1, "planted in {path}: {text}");
}

fn allows(guard: fn(&Source) -> Vec<String>, path: &str, text: &str) {
    assert_eq!(guard(&Source::new(path, text)), Vec::<String>::new(), "in {path}: {text}");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
