//! `schema-gen`: shows what it makes of schemas.

#![forbid(unsafe_code)]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use schema_gen::classes::{Class, Counts, flatten};
use schema_gen::mof;
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
        [command, files @ ..] if command == "classes" && !files.is_empty() => classes(files),
        [command, words @ ..] if command == "pack" => pack(words),
        _ => Err(USAGE.into()),
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

/// How much there is in MOF, or one class of it.
fn classes(words: &[String]) -> Result<String, String> {
    let (files, name) = match words {
        [files @ .., option, name] if option == "--class" => (files, Some(name)),
        files => (files, None),
    };
    let classes = read(&files.iter().map(PathBuf::from).collect::<Vec<_>>())?;
    let classes = flatten(&classes)?;
    let Some(name) = name else { return Ok(Counts::of(&classes).to_string()) };
    let class = classes.iter().find(|it| it.class.name.eq_ignore_ascii_case(name));
    class
        .map(ToString::to_string)
        .ok_or_else(|| format!("expected the name of a class, found {name}"))
}

/// Writes a pack: of MOF, from a source, to a file.
fn pack(words: &[String]) -> Result<String, String> {
    let mut mof = Vec::new();
    let (mut source, mut output) = (None, None);
    let mut option = "";
    for word in words {
        match option {
            _ if word.starts_with('-') => option = word,
            "--mof" => mof.push(PathBuf::from(word)),
            "--source" => source = Some(word),
            "-o" => output = Some(word),
            _ => return Err(USAGE.into()),
        }
    }
    let (Some(output), false) = (output, mof.is_empty()) else { return Err(USAGE.into()) };
    let pack = schema_gen::pack::pack(source.unwrap_or(output), &read(&mof)?)?;
    fs::write(output, &pack).map_err(|error| format!("{output}: {error}"))?;
    Ok(format!("{output}: {} bytes\n", pack.len()))
}

fn read(paths: &[PathBuf]) -> Result<Vec<Class>, String> {
    mof::compile(&mof::read(paths)?).map_err(|errors| lines(&errors))
}

/// Errors, a line each.
fn lines(errors: &[mof::Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

const USAGE: &str = "usage: schema-gen model FILE.xsd...
       schema-gen classes DIR|ZIP|FILE... [--class NAME]
       schema-gen pack --mof DIR|ZIP|FILE... [--source TEXT] -o NAME.cimpack";
