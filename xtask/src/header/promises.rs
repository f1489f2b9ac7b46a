//! What each function of the header promises: read from its signature, added to its comment.

use std::collections::BTreeSet;

/// Adds to the comment of each function what that does not say itself: what is freed with what, how
/// long texts live, what NULL gets, and what threads may do.
pub(super) fn with_promises(header: &str) -> String {
    let handles = handles(header);
    let mut whole = String::with_capacity(header.len() * 2);
    let mut rest = header;
    while let Some((before, behind)) = rest.split_once(BETWEEN) {
        let comment = before.rfind("/**").map_or("", |at| &before[at..]);
        let declaration = behind.split_once(';').map_or("", |(declaration, _)| declaration);
        whole.push_str(before);
        for promise in promises(comment, declaration, &handles) {
            whole.push_str(&format!("\n * {promise}"));
        }
        whole.push_str(BETWEEN);
        rest = behind;
    }
    whole + rest
}

/// The types that are freed.
fn handles(header: &str) -> BTreeSet<&str> {
    let names = header.split("cimwire_code cimwire_").skip(1);
    names.filter_map(|it| it.split_once('(')?.0.strip_suffix("_free")).collect()
}

/// The lines that a comment lacks; none where it is no function that is given a handle or a view.
fn promises(comment: &str, declaration: &str, handles: &BTreeSet<&str>) -> Vec<String> {
    let Some((name, parameters)) = declaration.split_once('(') else { return Vec::new() };
    if name.ends_with("_free") {
        return vec!["Threads: any; waits for the calls that have the handle.".to_owned()];
    }
    let parameters = parameters.trim_end_matches(')').split(',');
    let parameters: Vec<Parameter<'_>> = parameters.filter_map(Parameter::of).collect();
    let is_handle = |it: &&Parameter<'_>| handles.contains(it.of);
    let mut said = Vec::new();
    let made = parameters.iter().filter(|it| it.stars == 2 && it.name != "error").find(is_handle);
    if let Some(Parameter { name, of, .. }) = made {
        said.push(format!("Free `{name}` with cimwire_{of}_free."));
    }
    said.extend(life(comment, &parameters, handles));
    if !comment.contains("NULL") && parameters.iter().any(|it| it.stars > 0 && it.name != "error") {
        said.push("NULL: CIMWIRE_NULL.".to_owned());
    }
    let changed = parameters.iter().filter(|it| it.stars == 1 && !it.is_const).find(is_handle);
    said.push(changed.map_or("Threads: any, at any time.".to_owned(), |it| {
        format!("Threads: one at a time for `{}`, else CIMWIRE_BUSY.", it.name)
    }));
    vec![said.join(" ")]
}

/// How long what a function tells is good.
fn life(comment: &str, parameters: &[Parameter<'_>], handles: &BTreeSet<&str>) -> Option<String> {
    let asked = parameters.first()?;
    let is_told = |it: &&Parameter<'_>| it.stars == 1 && !it.is_const && !handles.contains(it.of);
    let told = parameters.iter().find(is_told)?;
    if comment.contains("live") || !told.is_struct || told.of == "moment" {
        return None;
    }
    let what = match told.of {
        "view" => format!("`{}` lives", told.name),
        _ => "Texts live".to_owned(),
    };
    match asked.of {
        "view" => Some(format!("{what} as long as what `{}` is of.", asked.name)),
        of if handles.contains(of) => Some(format!("{what} as long as `{}`.", asked.name)),
        _ => None,
    }
}

/// `const struct cimwire_path *path`, by its parts.
struct Parameter<'h> {
    is_const: bool,
    is_struct: bool,
    of: &'h str,
    stars: usize,
    name: &'h str,
}

impl<'h> Parameter<'h> {
    fn of(declared: &'h str) -> Option<Self> {
        let declared = declared.trim();
        let is_const = declared.starts_with("const ");
        let (of, name) = declared.trim_start_matches("const ").rsplit_once(' ')?;
        let is_struct = of.starts_with("struct ");
        let of = of.trim_start_matches("struct ").trim_start_matches("cimwire_");
        let bare = name.trim_start_matches('*');
        Some(Self { is_const, is_struct, of, stars: name.len() - bare.len(), name: bare })
    }
}

/// What stands between a comment and a function.
const BETWEEN: &str = "\n */\ncimwire_code cimwire_";
