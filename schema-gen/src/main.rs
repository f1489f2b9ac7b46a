//! `schema-gen`: shows what it makes of schemas.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use schema_gen::classes::{Class, Counts, flatten, read_schemas};
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

/// How much there is in MOF or in schemas, or one class of it.
fn classes(words: &[String]) -> Result<String, String> {
    let (files, name) = match words {
        [files @ .., option, name] if option == "--class" => (files, Some(name)),
        files => (files, None),
    };
    let is_schema = |it: &PathBuf| it.extension().is_some_and(|it| it == "xsd");
    let (schemas, mof): (Vec<_>, Vec<_>) = files.iter().map(PathBuf::from).partition(is_schema);
    let classes = read(&mof, &schemas)?;
    let classes = flatten(&classes)?;
    let Some(name) = name else { return Ok(Counts::of(&classes).to_string()) };
    let class = classes.iter().find(|it| it.class.name.eq_ignore_ascii_case(name));
    class
        .map(ToString::to_string)
        .ok_or_else(|| format!("expected the name of a class, found {name}"))
}

/// Writes a pack: of MOF and schemas, from a source, to a file.
fn pack(words: &[String]) -> Result<String, String> {
    let (mut mof, mut schemas) = (Vec::new(), Vec::new());
    let (mut source, mut namespace, mut output) = (None, None, None);
    let mut option = "";
    for word in words {
        match option {
            _ if word.starts_with('-') => option = word,
            "--mof" => mof.push(PathBuf::from(word)),
            "--xsd" => schemas.push(PathBuf::from(word)),
            "--source" => source = Some(word),
            "--namespace" => namespace = Some(word),
            "-o" => output = Some(word),
            _ => return Err(USAGE.into()),
        }
    }
    let is_empty = mof.is_empty() && schemas.is_empty();
    let (Some(output), false) = (output, is_empty) else { return Err(USAGE.into()) };
    let mut classes = read(&mof, &schemas)?;
    if let Some(base) = namespace {
        classes.iter_mut().for_each(|class| class.place_in(base));
    }
    let stem = Path::new(output).file_stem().unwrap_or_default().to_string_lossy();
    let pack = schema_gen::pack::pack(source.map_or(&stem, String::as_str), &classes)?;
    fs::write(output, &pack).map_err(|error| format!("{output}: {error}"))?;
    Ok(format!("{output}: {} bytes\n", pack.len()))
}

/// The classes of MOF, then those of schemas.
fn read(mof: &[PathBuf], schemas: &[PathBuf]) -> Result<Vec<Class>, String> {
    let mut classes = mof::compile(&mof::read(mof)?).map_err(|errors| lines(&errors))?;
    classes.extend(read_schemas(schemas)?);
    Ok(classes)
}

/// Errors, a line each.
fn lines(errors: &[mof::Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

const USAGE: &str = "usage: schema-gen model FILE.xsd...
       schema-gen classes DIR|ZIP|FILE.mof|FILE.xsd... [--class NAME]
       schema-gen pack [--mof DIR|ZIP|FILE...] [--xsd FILE...] [--source TEXT]
           [--namespace BASE] -o NAME.cimpack";
