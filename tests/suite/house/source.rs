//! The files of the workspace, Rust among them as tokens: no comments, strings as literals.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// A file that is text.
pub(crate) struct Text {
    /// From the workspace, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A Rust file.
pub(crate) struct Source {
    /// From the workspace, with `/`.
    pub(crate) path: String,
    pub(crate) lines: usize,
    tokens: Vec<Token>,
}

/// A word, a sign, a literal, or a bracket.
pub(crate) struct Token {
    pub(crate) text: String,
    line: usize,
    /// Brackets around it; a bracket counts as outside itself.
    depth: usize,
}

/// Every file of the workspace that is UTF-8, except what tools write there.
pub(crate) fn text_files(root: &Path) -> Vec<Text> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("a folder of the workspace") {
            let entry = entry.expect("an entry of the workspace");
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.extend((!written_by_tools(&path)).then(|| format!("{path}/")));
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                files.push(Text { path, text });
            }
        }
    }
    files.retain(|file| !file.path.ends_with("Cargo.lock"));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Every Rust file of the workspace.
pub(crate) fn rust_files(root: &Path) -> Vec<Source> {
    let rust = |file: &Text| file.path.ends_with(".rs");
    text_files(root)
        .into_iter()
        .filter(rust)
        .map(|file| Source::new(&file.path, &file.text))
        .collect()
}

fn written_by_tools(folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let hidden = name.starts_with('.') && ![".cargo", ".ci"].contains(&name);
    hidden
        || ["target", "node_modules", "__pycache__"].contains(&name)
        || ["fuzz/corpus", "fuzz/artifacts"].contains(&folder)
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let stream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut tokens = Vec::new();
        flatten(stream, 0, &mut tokens);
        Source { path: path.to_owned(), lines: text.lines().count(), tokens }
    }

    /// Whether `cargo xtask gen` writes it.
    pub(crate) fn is_generated(&self) -> bool {
        self.path.split('/').any(|part| part.trim_end_matches(".rs") == "generated")
    }

    /// `message`, with the place of the token.
    pub(crate) fn at(&self, token: &Token, message: &str) -> String {
        format!("{}:{}: {message}", self.path, token.line)
    }

    /// A complaint for each time the code says `word`.
    pub(crate) fn all(&self, word: &str) -> Vec<String> {
        let complain = |token| self.at(token, &format!("`{word}` is fenced off here"));
        self.tokens.iter().filter(|token| token.text == word).map(complain).collect()
    }

    /// What follows each `word`.
    pub(crate) fn after(&self, word: &str) -> impl Iterator<Item = &Token> {
        self.tokens.windows(2).filter(move |pair| pair[0].text == word).map(|pair| &pair[1])
    }

    /// The name of each function that has a body, with its lines from `fn` to the last bracket.
    pub(crate) fn functions(&self) -> impl Iterator<Item = (&Token, usize)> {
        let starts = (0..self.tokens.len()).filter(|start| self.is(*start, "fn"));
        starts.filter_map(|start| {
            let token = &self.tokens[start];
            let mut rest = self.tokens[start + 1..].iter().filter(|t| t.depth == token.depth);
            let name = rest.next().filter(|name| name.text != "(")?;
            rest.find(|t| t.text == "{" || t.text == ";").filter(|t| t.text == "{")?;
            let last = rest.next()?;
            Some((name, last.line - token.line + 1))
        })
    }

    /// What each public item or field is declared as: from `pub` to its body or end. What is public in
    /// its crate alone is left out.
    pub(crate) fn public_heads(&self) -> impl Iterator<Item = &[Token]> {
        let starts = (0..self.tokens.len()).filter(|start| self.is(*start, "pub"));
        starts.filter(|start| !self.is(start + 1, "(")).map(|start| {
            let (rest, mut angles) = (&self.tokens[start..], 0);
            let mut is_end = |index: usize| {
                let token = &rest[index];
                if token.depth > rest[0].depth {
                    return false;
                }
                match token.text.as_str() {
                    "<" => angles += 1,
                    ">" if rest[index - 1].text != "-" => angles -= 1,
                    _ => {}
                }
                let is_list = token.text == "," && angles == 0;
                token.depth < rest[0].depth || is_list || ["{", ";"].contains(&&*token.text)
            };
            &rest[..(1..rest.len()).find(|index| is_end(*index)).unwrap_or(rest.len())]
        })
    }

    /// The first name of each path that starts at the root of the crate, written from a module
    /// `depth` below it: with `crate::`, or with `super::` often enough. Macros are at the root
    /// of every crate and are left out.
    pub(crate) fn root_paths(&self, depth: usize) -> impl Iterator<Item = &Token> {
        let mut modules: Vec<usize> = Vec::new();
        let mut supers = 0;
        self.tokens.iter().enumerate().flat_map(move |(index, token)| {
            if token.text == "{" && self.is(index.wrapping_sub(2), "mod") {
                modules.push(token.depth);
            }
            if token.text == "}" && modules.last() == Some(&token.depth) {
                modules.pop();
            }
            supers = match token.text.as_str() {
                "super" => supers + 1,
                ":" => supers,
                _ => 0,
            };
            let at_root = token.text == "crate" || supers == depth + modules.len() && supers > 0;
            let path = at_root && token.text != ":" && self.is(index + 1, ":");
            if path { self.first_names(index + 3) } else { Vec::new() }
        })
    }

    /// The name at `index`, or the first of each path in the braces there.
    fn first_names(&self, index: usize) -> Vec<&Token> {
        let Some(first) = self.tokens.get(index) else { return Vec::new() };
        if first.text != "{" {
            return if self.is(index + 1, "!") { Vec::new() } else { vec![first] };
        }
        let inside = self.tokens[index..].windows(2).take_while(|pair| pair[1].depth > first.depth);
        inside
            .filter(|pair| pair[0].text == "{" || pair[0].text == ",")
            .filter(|pair| pair[1].depth == first.depth + 1)
            .map(|pair| &pair[1])
            .collect()
    }

    fn is(&self, index: usize, text: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| token.text == text)
    }
}

/// Nesting of brackets in our own sources is shallow, so recursion is safe here.
fn flatten(stream: TokenStream, depth: usize, tokens: &mut Vec<Token>) {
    let token = |text: String, span: Span| Token { text, line: span.start().line, depth };
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                tokens.push(token(open.to_owned(), group.span_open()));
                flatten(group.stream(), depth + 1, tokens);
                tokens.push(token(close.to_owned(), group.span_close()));
            }
            TokenTree::Ident(ident) => tokens.push(token(ident.to_string(), ident.span())),
            TokenTree::Punct(punct) => tokens.push(token(punct.to_string(), punct.span())),
            TokenTree::Literal(literal) => tokens.push(token(literal.to_string(), literal.span())),
        }
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::None => ("", ""),
    }
}
