//! The door for C as its header shows it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cimwire_tests::root;

#[test]
fn a_program_calls_every_function() {
    let header = read(&root().join("include/cimwire.h"));
    let functions = declared(&header);
    assert!(functions.len() > 250, "{} functions", functions.len());
    let mut programs = read(&root().join("fuzz/fuzz_targets/c_abi.rs"));
    for folder in ["tests", "examples"] {
        let folder = root().join("bindings/c").join(folder);
        for program in fs::read_dir(folder).expect("a folder of programs") {
            let program = program.expect("a program").path();
            if program.is_file() {
                programs.push_str(&read(&program));
            }
        }
    }
    let missed = missed(&functions, &programs);
    assert!(missed.is_empty(), "no program in bindings/c or fuzz calls {missed:?}");
}

#[test]
fn a_function_that_none_calls_is_found() {
    let functions =
        declared("/** As `cimwire_c()`. */\nint cimwire_a(int);\nint cimwire_ab(void);\n");
    assert_eq!(functions, ["cimwire_a", "cimwire_ab"].into());
    let program = "{cimwire_ab, 1}, cimwire_a_b(); cimwire_a(1)";
    assert_eq!(missed(&functions, program), [] as [&str; 0]);
    assert_eq!(missed(&functions, "cimwire_ab()"), ["cimwire_a"]);
}

#[test]
fn a_comment_tells_what_a_function_promises() {
    let header = read(&root().join("include/cimwire.h"));
    let (declared, told) = promised(&header);
    assert!(declared > 250, "{declared} functions");
    assert_eq!(told, declared, "functions whose comment tells of threads, and all");
    let planted = "/**\n * Frees it.\n */\ncimwire_code cimwire_a(int);\n";
    assert_eq!(promised(planted), (1, 0));
}

/// How many functions that return a code a header has, and of how many the comment tells what
/// threads may do: the line that is made from the signature.
fn promised(header: &str) -> (usize, usize) {
    let parts: Vec<&str> = header.split("\ncimwire_code cimwire_").collect();
    let before = &parts[..parts.len() - 1];
    let comments = before.iter().map(|it| it.rfind("/**").map_or("", |at| &it[at..]));
    (before.len(), comments.filter(|it| it.contains("Threads: ")).count())
}

/// The functions that a header declares or defines; what its comments name does not count.
fn declared(header: &str) -> BTreeSet<&str> {
    let code = header.split("/*").flat_map(|part| part.rsplit("*/").next());
    code.flat_map(words)
        .filter(|(_, behind)| behind.starts_with('('))
        .map(|(word, _)| word)
        .collect()
}

/// Which functions a program does not name.
fn missed<'f>(functions: &BTreeSet<&'f str>, program: &str) -> Vec<&'f str> {
    let named: BTreeSet<&str> = words(program).map(|(word, _)| word).collect();
    functions.iter().filter(|function| !named.contains(*function)).copied().collect()
}

/// The names of ours in a text, and what is behind each.
fn words(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices("cimwire_").map(|(at, _)| {
        let rest = &text[at..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()))
    })
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
