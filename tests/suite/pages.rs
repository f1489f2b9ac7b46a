//! No page has code that nothing runs, and what pages name is there.

use std::fs;

use cimwire_tests::root;

use crate::house::text_files;

/// The languages of the blocks of code that each page has, in order. Who runs them:
///
/// - README: `bindings/cli/tests/readme.rs` the shell and its output; the documentation tests of
///   `codec` the Rust; `xtask/src/c.rs` C and C++; the tests of the packages Python and JavaScript;
/// - the READMEs of the packages: their tests, `test_examples.py` and `quickstart.test.mjs`;
/// - `docs`: `schema-gen/tests/guide.rs`; what made the pack that ships: `packs.rs` beside.
///
/// The last block of the README is the map of the house.
const BLOCKS: [(&str, &str); 6] = [
    ("README.md", "sh sh text rust rust python c cpp js text"),
    ("bindings/node/README.md", "js js js"),
    ("bindings/python/README.md", "python python"),
    ("codec/packs/README.md", "sh"),
    ("docs/cim.md", "mof xml sh rust"),
    ("docs/pack.md", "sh sh rust sh"),
];

#[test]
fn every_block_of_code_is_run() {
    for (path, text) in pages() {
        let known = BLOCKS.iter().find(|(page, _)| *page == path);
        let languages: Vec<&str> = blocks(&text).iter().map(|block| block.language).collect();
        let expected = known.map_or("", |(_, languages)| languages);
        assert_eq!(
            languages.join(" "),
            expected,
            "{path}: have new code run, then say so in tests/suite/pages.rs"
        );
        assert_eq!(indented(&text), None, "{path}: expected code between fences");
    }
}

#[test]
fn a_quick_start_has_fewer_than_30_lines() {
    let readme = read("README.md");
    for block in blocks(&readme).iter().filter(|block| block.language != "text") {
        let lines = block.code.lines().count();
        assert!(lines < 30, "expected fewer than 30 lines, found {lines} of {}", block.language);
    }
}

#[test]
fn the_commands_of_xtask_are_there() {
    let usage = read("xtask/src/main.rs");
    for (path, text) in pages() {
        for rest in text.split("cargo xtask ").skip(1) {
            let word = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            assert!(usage.contains(&format!("\n  {word} ")), "{path}: cargo xtask {word}");
        }
    }
}

#[test]
fn the_functions_of_c_are_there() {
    let header = read("include/cimwire.h");
    let table = read("docs/bindings.md");
    let names = table.split('`').skip(1).step_by(2).filter(|name| name.starts_with("cimwire_"));
    let mut count = 0;
    for name in names.filter(|name| *name != "cimwire_facade") {
        assert!(
            header.contains(&format!("{name}(")) || header.contains(&format!("{name};")),
            "{name}"
        );
        count += 1;
    }
    assert!(count > 40, "expected a table of names, found {count}");
}

#[test]
fn the_map_of_the_house_is_true() {
    let readme = read("README.md");
    let blocks = blocks(&readme);
    let map = blocks.last().expect("a map");
    let mut rooms = 0;
    for line in map.code.lines().filter(|line| !line.starts_with(' ')) {
        let room = line.split_whitespace().next().unwrap_or_default();
        assert!(room.ends_with('/') && root().join(room).is_dir(), "{room}");
        rooms += 1;
    }
    assert!(rooms >= 7, "{}", map.code);
}

#[test]
fn what_is_not_run_is_found() {
    let page = "a\n\n```zsh\nrm\n```\n\n- b\n\n    c\n";
    let found = blocks(page);
    assert_eq!((found[0].language, found[0].code), ("zsh", "rm\n"));
    assert_eq!(indented(page), Some("    c"));
    assert_eq!(indented("```c\n\n    int a;\n```\n"), None);
}

struct Block<'p> {
    language: &'p str,
    code: &'p str,
}

/// The blocks of code of a page. One without a language is of none.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let inside = page.split("```").skip(1).step_by(2);
    let parts = inside.filter_map(|block| block.split_once('\n'));
    parts.map(|(language, code)| Block { language, code }).collect()
}

/// The first line that is code because it is indented.
fn indented(page: &str) -> Option<&str> {
    let outside = page.split("```").step_by(2);
    let mut lines = outside.flat_map(|text| text.lines().zip(text.lines().skip(1)));
    let is_code = |(before, line): &(&str, &str)| before.is_empty() && line.starts_with("    ");
    lines.find(is_code).map(|(_, line)| line)
}

/// The pages of the project.
fn pages() -> Vec<(String, String)> {
    let pages = text_files(root()).into_iter().filter(|file| file.path.ends_with(".md"));
    pages.map(|file| (file.path, file.text)).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}
