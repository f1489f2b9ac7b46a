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
    let mut programs = fuzzed();
    for folder in ["tests", "examples"] {
        programs.push_str(&all_in(&root().join("bindings/c").join(folder)));
    }
    let missed = missed(&functions, &programs);
    assert!(missed.is_empty(), "no program in bindings/c or fuzz calls {missed:?}");
}

#[test]
fn the_fuzzer_calls_every_function() {
    let header = read(&root().join("include/cimwire.h"));
    let (exported, _) = header.split_once("static inline").expect("functions of the header alone");
    let missed = missed(&declared(exported), &fuzzed());
    assert!(missed.is_empty(), "fuzz_targets/c_abi does not call {missed:?}");
}

/// It is made of the modules of the library, and does not build without one.
#[test]
fn the_fuzzer_has_every_module() {
    let library = read(&root().join("bindings/c/src/lib.rs"));
    let modules: Vec<&str> = library.lines().filter(|line| line.starts_with("mod ")).collect();
    let fuzzer = fuzzed();
    let missed: Vec<_> = modules.iter().filter(|module| !fuzzer.contains(**module)).collect();
    assert!(modules.len() > 20 && missed.is_empty(), "fuzz_targets/c_abi.rs lacks {missed:?}");
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
fn cpp_has_a_member_for_every_function() {
    let header = read(&root().join("include/cimwire.h"));
    let members = all_in(&root().join("include/cimwire"));
    let functions = declared(&header);
    let mut missed: BTreeSet<&str> = missed(&functions, &members).into_iter().collect();
    for (function, why) in NO_MEMBERS {
        assert!(missed.remove(function), "{function} has a member, or is gone: {why}");
    }
    assert!(missed.is_empty(), "no header of C++ calls {missed:?}");
}

#[test]
fn a_comment_tells_what_a_function_promises() {
    let header = read(&root().join("include/cimwire.h"));
    let functions = commented(&header);
    let names: BTreeSet<&str> = functions.iter().map(|function| function.name).collect();
    assert_eq!(names, declared(&header), "each function has a comment before it");
    assert_eq!(untold(&functions), [] as [String; 0]);
}

#[test]
fn a_promise_that_a_comment_lacks_is_found() {
    let planted = "\
/** Frees it. Threads: any. */
cimwire_code cimwire_fan_free(struct cimwire_fan *fan);
/** Makes one. Free `fan` with cimwire_fan_free. NULL is refused. Threads: any. */
cimwire_code cimwire_fan_new(struct cimwire_fan **fan, struct cimwire_error **error);
/** Makes one. */
static inline cimwire_code cimwire_fan_of(int it, struct cimwire_fan **fan) {
/** Sets it. NULL is refused. Threads: one. */
cimwire_code cimwire_fan_set(struct cimwire_fan *fan, struct cimwire_str text);
/** Its name. NULL is refused. Threads: any. */
cimwire_code cimwire_fan_name(const struct cimwire_fan *fan, struct cimwire_str *name);
";
    let expected = [
        "cimwire_fan_free: NULL",
        "cimwire_fan_of: Threads: ",
        "cimwire_fan_of: NULL",
        "cimwire_fan_of: Free `fan` with ",
        "cimwire_fan_name: live",
    ];
    assert_eq!(untold(&commented(planted)), expected);
}

/// A function of the header, with the comment before it.
struct Function<'h> {
    comment: &'h str,
    name: &'h str,
    parameters: Vec<&'h str>,
}

fn commented(header: &str) -> Vec<Function<'_>> {
    let parts = header.split("/**").skip(1).filter_map(|part| part.split_once("*/"));
    let functions = parts.filter_map(|(comment, code)| {
        let code = code.trim_start();
        let end = code.find([';', '{'])?;
        let (before, parameters) = code[..end].trim_end().strip_suffix(')')?.split_once('(')?;
        let name = before.rsplit([' ', '*']).next().filter(|it| it.starts_with("cimwire_"))?;
        Some(Function { comment, name, parameters: parameters.split(',').map(str::trim).collect() })
    });
    functions.collect()
}

/// What comments do not say and should: what threads may do, what NULL gets, what frees a handle that
/// is made, how long a text or view lives that is told.
fn untold(functions: &[Function<'_>]) -> Vec<String> {
    let freed = functions.iter().filter_map(|it| it.name.strip_suffix("_free"));
    let handles: BTreeSet<&str> = freed.collect();
    let mut untold = Vec::new();
    for Function { comment, name, parameters } in functions {
        let places = parameters.iter().filter(|it| it.contains('*') && !it.ends_with("error"));
        let mut wanted = vec!["Threads: ".to_owned()];
        for place in places {
            let (of, out) = place.split_once('*').unwrap_or_default();
            let of = of.trim().trim_start_matches("struct ");
            wanted.push("NULL".to_owned());
            match out.strip_prefix('*') {
                Some(out) => wanted.push(format!("Free `{out}` with ")),
                None if is_lasting(of) || handles.contains(of) => {}
                None => wanted.push("live".to_owned()),
            }
        }
        wanted.dedup();
        let lacking = wanted.iter().filter(|it| !comment.contains(it.as_str()));
        untold.extend(lacking.map(|it| format!("{name}: {it}")));
    }
    untold
}

/// Whether what is told, or read, needs nothing to live.
fn is_lasting(of: &str) -> bool {
    let plain = ["bool", "size_t", "uint32_t", "uint64_t", "cimwire_moment"];
    plain.contains(&of) || of.starts_with("const ")
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

/// The fuzz target that calls the library in any order.
fn fuzzed() -> String {
    let targets = root().join("fuzz/fuzz_targets");
    read(&targets.join("c_abi.rs")) + &all_in(&targets.join("c_abi"))
}

/// What is in the files of a folder.
fn all_in(folder: &Path) -> String {
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    files.filter(|file| file.is_file()).map(|file| read(&file)).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Functions without a member in C++, and why.
const NO_MEMBERS: [(&str, &str); 9] = [
    ("cimwire_set_allocator", "it comes before any object, and takes functions of C"),
    ("cimwire_str_of", "a string_view is text"),
    ("cimwire_datum_null", "drafts take a datum as C makes it"),
    ("cimwire_datum_boolean", "drafts take a datum as C makes it"),
    ("cimwire_datum_unsigned", "drafts take a datum as C makes it"),
    ("cimwire_datum_signed", "drafts take a datum as C makes it"),
    ("cimwire_datum_real", "drafts take a datum as C makes it"),
    ("cimwire_view_first_child", "`View::children` takes fewer calls"),
    ("cimwire_view_next_child", "`View::children` takes fewer calls"),
];
