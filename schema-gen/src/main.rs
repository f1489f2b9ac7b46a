//! `schema-gen`: shows what it makes of schemas.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use schema_gen::xsd::{Catalogue, compile};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("schema-gen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<String, String> {
    match words {
        [command, files @ ..] if command == "model" && !files.is_empty() => model(files),
        _ => Err("usage: schema-gen model FILE.xsd...".into()),
    }
}

/// The model of the files, and of those beside them that they import.
fn model(files: &[String]) -> Result<String, String> {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let mut catalogue = Catalogue::default();
    for path in &paths {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        catalogue.add(folder.unwrap_or(".".as_ref()))?;
    }
    Ok(compile(&catalogue.with_imports(&paths)?)?.to_string())
}
